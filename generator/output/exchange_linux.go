package output

import (
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// exchange gives two folders each other's name in one step.
func exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	if err != nil {
		return &fs.PathError{Op: "exchange", Path: b, Err: err}
	}
	return nil
}

// hardLink gives a file one more name; a symbolic link is not followed.
func hardLink(from, to string) error { return os.Link(from, to) }

// isMount says whether something is mounted on a folder, as far as the kernel
// tells (5.8 and later).
func isMount(dir string) bool {
	var st unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, dir, unix.AT_SYMLINK_NOFOLLOW, 0, &st)
	return err == nil && st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
}

// flush waits until the disk has all that was written to the file system of an
// open folder.
func flush(fd uintptr) error { return unix.Syncfs(int(fd)) }
