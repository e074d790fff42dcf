//go:build !unix

package output

import "io/fs"

// unknown is the inode of a file whose inode is not known. Here files have none:
// all have the same, and size and time must do.
const unknown = 0

func inode(fs.FileInfo) uint64 { return 1 }

func device(fs.FileInfo) uint64 { return 1 }

// own gives a folder the mode of another.
func (s *Site) own(dir string, like fs.FileInfo) error { return chmod(dir, like) }
