package gitfs

import (
	"bytes"
	"cmp"
	"context"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// An FS is a folder at a revision. It does not change.
type FS struct {
	dir   string // where git is run
	nodes map[string]*node
}

// A node is a file, a link or a folder. It is its own fs.FileInfo and fs.DirEntry.
type node struct {
	name    string
	mode    fs.FileMode
	size    int64
	object  string
	text    []byte
	read    bool // text is there
	entries []fs.DirEntry
}

func (n *node) Name() string               { return n.name }
func (n *node) Size() int64                { return n.size }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Type() fs.FileMode          { return n.mode.Type() }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) ModTime() time.Time         { return time.Time{} }
func (n *node) Sys() any                   { return nil }
func (n *node) Mode() fs.FileMode {
	if n.IsDir() {
		return n.mode | 0o555
	}
	return n.mode | 0o444
}

func newFS(dir string) *FS {
	return &FS{dir: dir, nodes: map[string]*node{".": {name: ".", mode: fs.ModeDir}}}
}

// add puts a node in its folder, and the folder in its.
func (f *FS) add(name string, n *node) {
	n.name = path.Base(name)
	f.nodes[name] = n
	parent := path.Dir(name)
	if f.nodes[parent] == nil {
		f.add(parent, &node{mode: fs.ModeDir})
	}
	f.nodes[parent].entries = append(f.nodes[parent].entries, n)
}

// sort orders the entries of all folders by name; git orders them otherwise.
func (f *FS) sort() {
	for _, n := range f.nodes {
		slices.SortFunc(n.entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
}

// largest is the size in bytes of a text that is read before anybody asks.
const largest = 16 << 20

// texts gives the files that are always read, by their objects, and the objects
// in order.
func (f *FS) texts() (map[string][]*node, []string) {
	files := map[string][]*node{}
	for name, n := range f.nodes {
		if ext := path.Ext(name); n.mode == 0 && n.size <= largest && (ext == ".md" || ext == ".toml") {
			files[n.object] = append(files[n.object], n)
		}
	}
	objects := make([]string, 0, len(files))
	for object := range files {
		objects = append(objects, object)
	}
	slices.Sort(objects)
	return files, objects
}

// find gives the node of a name.
func (f *FS) find(op, name string) (*node, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	n := f.nodes[name]
	if n == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return n, nil
}

// Open opens a file or folder.
func (f *FS) Open(name string) (fs.File, error) {
	n, err := f.find("open", name)
	if err != nil {
		return nil, err
	}
	if n.IsDir() {
		return &folder{node: n, name: name}, nil
	}
	text, err := f.content("open", name, n)
	if err != nil {
		return nil, err
	}
	return &file{node: n, Reader: bytes.NewReader(text)}, nil
}

// ReadFile gives the bytes of a file.
func (f *FS) ReadFile(name string) ([]byte, error) {
	n, err := f.find("read", name)
	if err != nil {
		return nil, err
	}
	text, err := f.content("read", name, n)
	return bytes.Clone(text), err
}

// ReadDir gives the entries of a folder.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := f.find("readdir", name)
	if err == nil && !n.IsDir() {
		err = &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, err
	}
	return slices.Clone(n.entries), nil
}

// Stat describes a file or folder, or a link as such.
func (f *FS) Stat(name string) (fs.FileInfo, error) {
	n, err := f.find("stat", name)
	if err != nil {
		return nil, err
	}
	return n, nil
}

// content gives the bytes of a file, which belong to the FS.
func (f *FS) content(op, name string, n *node) ([]byte, error) {
	switch {
	case n.mode != 0:
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	case n.read:
		return n.text, nil
	}
	c, words := git{ctx: context.Background(), dir: f.dir}.command("cat-file", "blob", n.object)
	text, err := c.Output()
	if err != nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: &failure{err, strings.TrimSpace(words.String())}}
	}
	return text, nil
}

// A file is an open file.
type file struct {
	*node
	*bytes.Reader
}

func (f *file) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *file) Size() int64                { return f.node.size }
func (f *file) Close() error               { return nil }

// A folder is an open folder.
type folder struct {
	*node
	name string
	next int
}

func (d *folder) Stat() (fs.FileInfo, error) { return d.node, nil }
func (d *folder) Close() error               { return nil }
func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

// ReadDir gives the next entries, as fs.ReadDirFile wants it.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.entries[d.next:]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	d.next += len(rest)
	return slices.Clone(rest), nil
}
