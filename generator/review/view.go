package review

import (
	"bytes"
	"cmp"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A view is a part of a content folder: some of its files, each with the file
// system that has it.
type view struct {
	files   map[string]located
	folders map[string][]fs.DirEntry
}

type located struct {
	fs.DirEntry
	from fs.FS
}

// newView makes a view of files by their paths.
func newView(files map[string]located) *view {
	v := &view{files, map[string][]fs.DirEntry{".": nil}}
	for name, f := range files {
		v.add(path.Dir(name), f.DirEntry)
	}
	for _, entries := range v.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
	return v
}

func (v *view) add(dir string, e fs.DirEntry) {
	if _, known := v.folders[dir]; !known {
		v.folders[dir] = nil
		v.add(path.Dir(dir), folder(path.Base(dir)))
	}
	v.folders[dir] = append(v.folders[dir], e)
}

// has says whether there is a file.
func (v *view) has(name string) bool { _, ok := v.files[name]; return ok }

func (v *view) Open(name string) (fs.File, error) {
	if f, ok := v.files[name]; ok {
		return f.from.Open(name)
	}
	if entries, ok := v.folders[name]; ok {
		return &openFolder{folder(path.Base(name)), entries}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (v *view) ReadFile(name string) ([]byte, error) {
	if f, ok := v.files[name]; ok {
		return fs.ReadFile(f.from, name)
	}
	return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
}

func (v *view) ReadDir(name string) ([]fs.DirEntry, error) {
	if entries, ok := v.folders[name]; ok {
		return slices.Clone(entries), nil
	}
	return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
}

// A folder of a view, by its name.
type folder string

func (d folder) Name() string               { return string(d) }
func (d folder) IsDir() bool                { return true }
func (d folder) Type() fs.FileMode          { return fs.ModeDir }
func (d folder) Info() (fs.FileInfo, error) { return d, nil }
func (d folder) Size() int64                { return 0 }
func (d folder) Mode() fs.FileMode          { return fs.ModeDir | 0o555 }
func (d folder) ModTime() time.Time         { return time.Time{} }
func (d folder) Sys() any                   { return nil }

type openFolder struct {
	folder
	rest []fs.DirEntry
}

func (d *openFolder) Stat() (fs.FileInfo, error) { return d.folder, nil }
func (d *openFolder) Close() error               { return nil }
func (d *openFolder) Read([]byte) (int, error)   { return 0, fs.ErrInvalid }
func (d *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	take := len(d.rest)
	if n > 0 {
		if take == 0 {
			return nil, io.EOF
		}
		take = min(n, take)
	}
	entries := d.rest[:take:take]
	d.rest = d.rest[take:]
	return entries, nil
}

// A selection says which reports are read.
type selection struct {
	all   bool
	years map[string]map[int]bool // by agency; nil for all years
}

func (s *selection) agency(id string) {
	s.years[id] = nil
}

func (s *selection) report(k Key) {
	years, known := s.years[k.Agency]
	switch {
	case !known:
		s.years[k.Agency] = map[int]bool{k.Year: true}
	case years != nil:
		years[k.Year] = true
	}
}

func (s *selection) has(k Key) bool {
	years, known := s.years[k.Agency]
	return s.all || known && (years == nil || years[k.Year])
}

// views gives the parts of both folders that are to be read.
func (m *maker) views() (base, head *view, err error) {
	in, s := &m.Input, &m.read
	after := map[string]located{}
	w := walker{in.Head, after, nil}
	w.folder(".", func(e fs.DirEntry) bool { return e.Name() != "reports" })
	agencies := readDir(in.Head, "reports", &w.err)
	for _, e := range agencies {
		years, known := s.years[e.Name()]
		switch {
		case !e.IsDir():
			w.file("reports", e)
		case s.all || known && years == nil:
			w.folder("reports/"+e.Name(), nil)
		case known:
			w.folder("reports/"+e.Name(), func(e fs.DirEntry) bool {
				year := yearOf(e.Name())
				return year == 0 || years[year]
			})
		}
	}
	if w.err != nil {
		return nil, nil, w.err
	}
	before := make(map[string]located, len(after))
	for name, f := range after {
		before[name] = f
	}
	for _, name := range in.Paths {
		delete(before, name)
		info, err := fs.Lstat(in.Base, name)
		if err == nil && !info.IsDir() {
			before[name] = located{fs.FileInfoToDirEntry(info), in.Base}
		}
	}
	m.unread.substitute([2]map[string]located{before, after})
	return newView(before), newView(after), nil
}

// A walker gathers the files of a folder.
type walker struct {
	files fs.FS
	found map[string]located
	err   error
}

func (w *walker) folder(dir string, wanted func(fs.DirEntry) bool) {
	for _, e := range readDir(w.files, dir, &w.err) {
		switch {
		case wanted != nil && !wanted(e) || dir == "." && strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			w.folder(path.Join(dir, e.Name()), nil)
		default:
			w.file(dir, e)
		}
	}
}

func (w *walker) file(dir string, e fs.DirEntry) {
	w.found[path.Join(dir, e.Name())] = located{e, w.files}
}

// readDir lists a folder; one that is not there is empty.
func readDir(files fs.FS, dir string, failed *error) []fs.DirEntry {
	if *failed != nil {
		return nil
	}
	info, err := fs.Stat(files, dir)
	if err != nil || !info.IsDir() {
		return nil
	}
	entries, err := fs.ReadDir(files, dir)
	*failed = err
	return entries
}

// yearOf gives the year that a file or folder of an agency is named by, else 0.
func yearOf(name string) int {
	stem, _, _ := strings.Cut(name, ".")
	if len(stem) != 4 {
		return 0
	}
	year, err := strconv.ParseUint(stem, 10, 16)
	if err != nil {
		return 0
	}
	return int(year)
}

// keyOf gives the report to which a file belongs, and whether it is the report's
// own file rather than an attachment.
func keyOf(name string) (k Key, own bool) {
	parts := strings.Split(name, "/")
	if len(parts) < 3 || parts[0] != "reports" {
		return Key{}, false
	}
	k = Key{parts[1], yearOf(parts[2])}
	return k, k.Year != 0 && len(parts) == 3 && path.Ext(name) == ".md"
}

// Differing gives the files that differ between two folders, by their paths.
func Differing(base, head fs.FS) ([]string, error) {
	var sides [2]walker
	for i, files := range []fs.FS{base, head} {
		sides[i] = walker{files: files, found: map[string]located{}}
		sides[i].folder(".", nil)
		if sides[i].err != nil {
			return nil, sides[i].err
		}
	}
	var paths []string
	for name := range sides[0].found {
		if _, both := sides[1].found[name]; !both {
			paths = append(paths, name)
		}
	}
	for name, after := range sides[1].found {
		before, both := sides[0].found[name]
		if both {
			same, err := equal(name, before, after)
			if err != nil {
				return nil, err
			}
			if same {
				continue
			}
		}
		paths = append(paths, name)
	}
	slices.Sort(paths)
	return paths, nil
}

// equal compares two files.
func equal(name string, a, b located) (bool, error) {
	if a.Type() != b.Type() || !a.Type().IsRegular() {
		return a.Type() == b.Type(), nil
	}
	one, err := a.Info()
	if err != nil {
		return false, err
	}
	two, err := b.Info()
	if err != nil || one.Size() != two.Size() {
		return false, err
	}
	before, err := fs.ReadFile(a.from, name)
	if err != nil {
		return false, err
	}
	after, err := fs.ReadFile(b.from, name)
	return bytes.Equal(before, after), err
}
