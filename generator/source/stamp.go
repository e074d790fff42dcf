package source

import "io/fs"

// A Stamp tells two states of a file apart without reading it: whoever writes to a
// file or puts another in its place gives it another stamp, if some time has
// passed since the last one. It is zero where the file system does not tell enough.
type Stamp struct {
	Modified int64  // when the text was last written, in nanoseconds since 1970
	Changed  int64  // when the file or its name was last touched in any way; 0 where the system does not tell
	Inode    uint64 // its number on the file system
}

// Latest gives the last time at which something happened to the file.
func (s Stamp) Latest() int64 { return max(s.Modified, s.Changed) }

func stampOf(info fs.FileInfo) Stamp {
	inode, changed := numbers(info.Sys())
	if inode == 0 {
		return Stamp{}
	}
	return Stamp{Modified: info.ModTime().UnixNano(), Changed: changed, Inode: inode}
}
