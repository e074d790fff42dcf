package source

import "syscall"

// numbers gives the inode and the time of change of a file; 0 for what is not known.
func numbers(sys any) (inode uint64, changed int64) {
	if s, ok := sys.(*syscall.Stat_t); ok {
		return s.Ino, s.Ctim.Nano()
	}
	return 0, 0
}
