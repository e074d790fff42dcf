package output

import (
	"io/fs"
	"sort"
	"strings"
)

// A file is a file of a site.
type file struct {
	name string
	info
}

// info is what is known of a file. Without the state only size and sum are.
type info struct {
	sum   [32]byte // SHA-256
	size  int64    // bytes
	mtime int64    // nanoseconds since 1970
	inode uint64
}

// stat sets what the file system knows.
func (f *info) stat(i fs.FileInfo) {
	f.size, f.mtime, f.inode = i.Size(), i.ModTime().UnixNano(), inode(i)
}

// is says whether a file on the disk is the one that was written, by all that can
// be known without reading it.
func (f *info) is(i fs.FileInfo) bool {
	return i.Mode().IsRegular() && f.inode != unknown && f.size == i.Size() && f.mtime == i.ModTime().UnixNano() && f.inode == inode(i)
}

// A listing is the files of a finished site, sorted by name.
type listing struct {
	key     string // of the input it was made from
	folder  uint64 // inode of the site folder
	inPlace bool   // it replaces the site before file by file
	files   []file
}

func (l *listing) find(name string) (*file, bool) {
	i, found := l.index(name)
	if !found {
		return nil, false
	}
	return &l.files[i], true
}

// index gives the place of a file.
func (l *listing) index(name string) (int, bool) {
	return sort.Find(len(l.files), func(i int) int { return strings.Compare(name, l.files[i].name) })
}

// hasFolder says whether a file of the site lies somewhere below a folder.
func (l *listing) hasFolder(dir string) bool {
	dir += "/"
	i := sort.Search(len(l.files), func(i int) bool { return l.files[i].name >= dir })
	return i < len(l.files) && strings.HasPrefix(l.files[i].name, dir)
}

// stats gives the figures of the site, apart from the manifest.
func (l *listing) stats() Stats {
	var s Stats
	for i := range l.files {
		if l.files[i].name != manifestName {
			s.Files++
			s.Bytes += l.files[i].size
		}
	}
	return s
}
