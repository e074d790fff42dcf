//go:build unix

package output

import (
	"io/fs"
	"syscall"
)

// unknown is the inode of a file whose inode is not known.
const unknown = 0

// inode gives the number of a file on its file system.
func inode(i fs.FileInfo) uint64 { return uint64(i.Sys().(*syscall.Stat_t).Ino) }

// device gives the number of the file system of a file.
func device(i fs.FileInfo) uint64 { return uint64(i.Sys().(*syscall.Stat_t).Dev) }

// own gives a folder the mode, and where that is allowed the owner, of another.
func (s *Site) own(dir string, like fs.FileInfo) error {
	st := like.Sys().(*syscall.Stat_t)
	_ = syscall.Chown(dir, int(st.Uid), int(st.Gid)) // only root may give files away
	return chmod(dir, like)
}
