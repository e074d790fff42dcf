//go:build unix && !linux

package source

import "syscall"

// numbers gives the inode of a file; 0 where it is not known. The field with the
// time of change has another name on each system.
func numbers(sys any) (inode uint64, changed int64) {
	if s, ok := sys.(*syscall.Stat_t); ok {
		return uint64(s.Ino), 0
	}
	return 0, 0
}
