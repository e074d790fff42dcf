package gitfs

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/parallel"
)

// A Lazy is a folder at a revision of which only that is read which somebody asks
// for: folders, texts and sizes. It is safe for concurrent use. Whoever is done
// with it closes it.
type Lazy struct {
	git     git
	commit  string
	root    string // the object of the folder; "" where it was not there
	mu      sync.Mutex
	objects *answers            // their bytes
	sizes   *answers            // their sizes only
	folders map[string][]*entry // by path, in order of name
}

// OpenLazy is Open for those who need little of the folder. It reads nothing yet.
func OpenLazy(ctx context.Context, dir, rev string) (*Lazy, error) {
	l := &Lazy{git: git{ctx: ctx, dir: dir}, folders: map[string][]*entry{}}
	var err error
	l.commit, l.root, err = l.git.folder(rev)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Commit gives the whole name of the commit.
func (l *Lazy) Commit() string { return l.commit }

// Close ends the calls of git.
func (l *Lazy) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range []*answers{l.objects, l.sizes} {
		if a != nil {
			a.close()
		}
	}
	l.objects, l.sizes = nil, nil
	return nil
}

// Paths gives the files that differ between two revisions of one folder, by their
// paths in it, in order. A renamed file is there with both names.
func Paths(before, after *Lazy) ([]string, error) {
	changes, err := before.git.changes("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--relative", before.commit, after.commit)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, c := range changes {
		if !c.mode() || c.oldObject != c.newObject {
			names = append(names, c.path)
		}
	}
	return sorted(names), nil
}

// Changed gives the files in which the working tree differs from the revision,
// with those that git does not know yet, unless it is told to ignore them.
func (l *Lazy) Changed() ([]string, error) {
	var others []string
	var failed error
	var group sync.WaitGroup
	group.Go(func() { others, failed = l.git.paths("ls-files", "-z", "--others", "--exclude-standard") })
	tracked, err := l.git.changes("diff", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", l.commit)
	group.Wait()
	if err = cmp.Or(err, failed); err != nil {
		return nil, err
	}
	// What git was told to forget may be there as it was, and a mode is no content.
	same := map[string]bool{}
	var doubtful []string
	for _, c := range tracked {
		if c.status == "D" || c.mode() {
			doubtful = append(doubtful, c.path)
		}
	}
	if err := l.Fetch(doubtful); err != nil {
		return nil, err
	}
	for _, name := range doubtful {
		if same[name], err = l.unchanged(name); err != nil {
			return nil, err
		}
	}
	all := others
	for _, c := range tracked {
		all = append(all, c.path)
	}
	return sorted(slices.DeleteFunc(all, func(name string) bool { return same[name] })), nil
}

// unchanged says that a file of the working tree has the bytes that it had. A link is
// no file.
func (l *Lazy) unchanged(name string) (bool, error) {
	place := filepath.Join(l.git.dir, filepath.FromSlash(name))
	if info, err := os.Lstat(place); err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	if info, err := l.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false, nil
	}
	now, err := os.ReadFile(place)
	if err != nil {
		return false, nil // whoever reads it says so
	}
	was, err := l.ReadFile(name)
	return bytes.Equal(was, now), err
}

func sorted(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

// A change is one entry of what git diff --raw tells.
type change struct {
	oldMode, newMode, oldObject, newObject, status, path string
}

// mode says that the modes differ, of a file that is one on both sides.
func (c *change) mode() bool {
	return c.oldMode != c.newMode && strings.HasPrefix(c.oldMode, "100") && strings.HasPrefix(c.newMode, "100")
}

// changes gives the entries that git answers with.
func (g git) changes(args ...string) ([]change, error) {
	answer, err := g.zeros(args...)
	if err != nil {
		return nil, err
	}
	var all []change
	for pair := range slices.Chunk(answer, 2) {
		// :mode mode object object status NUL path NUL
		fields := strings.Fields(strings.TrimPrefix(pair[0], ":"))
		if len(pair) != 2 || len(fields) != 5 {
			return nil, fmt.Errorf("git %s answered %q", args[0], pair)
		}
		all = append(all, change{fields[0], fields[1], fields[2], fields[3], fields[4], pair[1]})
	}
	return all, nil
}

// paths gives the names that git answers with.
func (g git) paths(args ...string) ([]string, error) {
	names, err := g.zeros(args...)
	return sorted(names), err
}

// zeros gives what git answers with, each with a zero byte behind it.
func (g git) zeros(args ...string) ([]string, error) {
	c, words := g.command(args...)
	out, err := c.Output()
	if err != nil {
		return nil, g.explain(err, words)
	}
	all := strings.Split(string(out), "\x00")
	return all[:len(all)-1], nil
}

// An entry is a file, a link or a folder whose size is read when it is asked for.
type entry struct {
	node
	of *Lazy
}

// Info gives what is known then, with the size: it does not change any more.
func (e *entry) Info() (fs.FileInfo, error) {
	e.of.mu.Lock()
	defer e.of.mu.Unlock()
	if e.mode == 0 && e.size < 0 {
		if err := e.of.measure(e); err != nil {
			return nil, err
		}
	}
	known := e.node
	return &known, nil
}

// few is how many texts are read as fast one by one as with a call of git of their own.
const few = 32

// streams is how many calls of git read side by side: nothing else is done meanwhile.
const streams = 2

// Fetch reads texts that are going to be asked for, many at a time. Names of other
// files, or of none, are passed over.
func (l *Lazy) Fetch(names []string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	files := map[string][]*node{}
	var objects []string
	for _, name := range names {
		if !isText(name) || !fs.ValidPath(name) {
			continue
		}
		e, err := l.find(name)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
				continue
			}
			return err
		}
		if e.mode != 0 || e.read {
			continue
		}
		if files[e.object] == nil {
			objects = append(objects, e.object)
		}
		files[e.object] = append(files[e.object], &e.node)
	}
	if len(objects) <= few {
		return nil
	}
	parts := slices.Collect(slices.Chunk(objects, max(few, (len(objects)+streams-1)/streams)))
	return parallel.Each(l.git.ctx, len(parts), len(parts), func(i int) error { return l.git.read(files, parts[i]) })
}

// list gives the entries of a folder. The lock is held.
func (l *Lazy) list(name string) ([]*entry, error) {
	if entries, known := l.folders[name]; known {
		return entries, nil
	}
	object := l.root
	if name != "." {
		e, err := l.find(name)
		if err != nil {
			return nil, err
		}
		if !e.IsDir() {
			return nil, fs.ErrInvalid
		}
		object = e.object
	}
	if object == "" {
		return nil, nil
	}
	tree, err := l.object(object)
	if err != nil {
		return nil, err
	}
	entries, err := l.parse(tree, len(object)/2)
	l.folders[name] = entries
	return entries, err
}

// parse reads a tree: mode, blank, name, zero byte, the bytes of the object's name.
func (l *Lazy) parse(tree []byte, hash int) ([]*entry, error) {
	var entries []*entry
	for len(tree) > 0 {
		about, rest, ok := bytes.Cut(tree, []byte{0})
		mode, name, also := strings.Cut(string(about), " ")
		if !ok || !also || len(rest) < hash {
			return nil, fmt.Errorf("git cat-file gave a tree that cannot be read")
		}
		e := &entry{node: node{name: name, size: -1, object: hex.EncodeToString(rest[:hash])}, of: l}
		tree = rest[hash:]
		if mode == "40000" {
			e.mode, e.size = fs.ModeDir, 0
		} else if m, known := modes[mode]; known {
			e.mode = m
		} else {
			continue
		}
		entries = append(entries, e)
	}
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.name, b.name) })
	return entries, nil
}

// find gives the entry of a name other than ".". The lock is held.
func (l *Lazy) find(name string) (*entry, error) {
	entries, err := l.list(path.Dir(name))
	if err != nil {
		return nil, err
	}
	at, found := slices.BinarySearchFunc(entries, path.Base(name), func(e *entry, name string) int { return cmp.Compare(e.name, name) })
	if !found {
		return nil, fs.ErrNotExist
	}
	return entries[at], nil
}

// Open opens a file or folder.
func (l *Lazy) Open(name string) (fs.File, error) {
	info, err := l.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		entries, err := l.ReadDir(name)
		return &folder{node: &node{name: path.Base(name), mode: fs.ModeDir, entries: entries}, name: name}, err
	}
	text, err := l.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &file{node: &node{name: path.Base(name), size: int64(len(text))}, Reader: bytes.NewReader(text)}, nil
}

// ReadFile gives the bytes of a file.
func (l *Lazy) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e, err := l.find(name)
	if err == nil && e.mode != 0 {
		err = fs.ErrInvalid
	}
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	if !e.read {
		text, err := l.textOf(e)
		if err != nil {
			return nil, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		if !e.read {
			return text, nil
		}
	}
	return bytes.Clone(e.text), nil
}

// textOf reads a file. The texts of reports and settings are kept; the lock is held.
func (l *Lazy) textOf(e *entry) ([]byte, error) {
	text, err := l.object(e.object)
	if err != nil {
		return nil, err
	}
	e.size = int64(len(text))
	if isText(e.name) {
		e.text, e.read = text, true
	}
	return text, nil
}

// measure finds the size of a file. Whoever asks for that of a text reads it next: one
// call of git less. The lock is held.
func (l *Lazy) measure(e *entry) (err error) {
	if isText(e.name) {
		_, err = l.textOf(e)
		return err
	}
	e.size, err = l.sizeOf(e.object)
	return err
}

func isText(name string) bool { return path.Ext(name) == ".md" || path.Ext(name) == ".toml" }

// ReadDir gives the entries of a folder.
func (l *Lazy) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	entries, err := l.list(name)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: err}
	}
	all := make([]fs.DirEntry, len(entries))
	for i, e := range entries {
		all[i] = e
	}
	return all, nil
}

// Stat describes a file or folder, or a link as such.
func (l *Lazy) Stat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrInvalid}
	}
	if name == "." {
		return &node{name: ".", mode: fs.ModeDir}, nil
	}
	l.mu.Lock()
	e, err := l.find(name)
	l.mu.Unlock()
	if err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return e.Info()
}

// object gives the bytes of an object, which belong to the caller.
func (l *Lazy) object(name string) ([]byte, error) {
	if l.objects == nil {
		var err error
		if l.objects, err = l.git.answers("--batch"); err != nil {
			return nil, err
		}
	}
	return l.objects.read(name)
}

// sizeOf gives the size of an object.
func (l *Lazy) sizeOf(name string) (int64, error) {
	if l.sizes == nil {
		var err error
		if l.sizes, err = l.git.answers("--batch-check"); err != nil {
			return 0, err
		}
	}
	return l.sizes.ask(name)
}

// answers are a call of git cat-file that is asked for one object after another.
type answers struct {
	c   *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func (g git) answers(flag string) (*answers, error) {
	c, words := g.command("cat-file", flag)
	in, err := c.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, g.explain(err, words)
	}
	return &answers{c, in, bufio.NewReaderSize(out, 1<<16)}, nil
}

// ask gives the size of an object; its bytes may follow.
func (a *answers) ask(object string) (int64, error) {
	if _, err := io.WriteString(a.in, object+"\n"); err != nil {
		return 0, err
	}
	line, err := a.out.ReadString('\n')
	if err != nil {
		return 0, err
	}
	// object type size
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return 0, fmt.Errorf("git cat-file answered %q", line)
	}
	return strconv.ParseInt(fields[2], 10, 64)
}

// read gives the bytes of an object, which belong to the caller.
func (a *answers) read(object string) ([]byte, error) {
	size, err := a.ask(object)
	if err != nil {
		return nil, err
	}
	text := make([]byte, size+1) // with the line end behind it
	if _, err := io.ReadFull(a.out, text); err != nil {
		return nil, err
	}
	return text[:size:size], nil
}

func (a *answers) close() {
	a.in.Close()
	io.Copy(io.Discard, a.out)
	a.c.Wait()
}
