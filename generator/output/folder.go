package output

import (
	"errors"
	"io/fs"
	"os"
	"sync"
	"syscall"
)

// makeFolder makes a folder below root with all above it; "" is root itself. A
// file in its way is removed. Several goroutines may do so at the same time.
func makeFolder(root, name string, lock sync.Locker) error {
	dir := root
	if name != "" {
		dir += "/" + name
	}
	for try := 0; ; try++ {
		err := os.Mkdir(dir, 0o755)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrExist):
			if isDir, err := clearWay(dir, lock); err != nil || isDir {
				return err
			}
		case isMissing(err) && name != "":
			if err := makeFolder(root, parent(name), lock); err != nil {
				return err
			}
		default:
			return err
		}
		if try == 3 {
			return err
		}
	}
}

// clearWay says whether a folder stands at a name, and removes what else does.
func clearWay(dir string, lock sync.Locker) (isDir bool, err error) {
	lock.Lock()
	defer lock.Unlock()
	there, err := os.Lstat(dir)
	if isMissing(err) {
		return false, nil
	}
	if err != nil || there.IsDir() {
		return err == nil, err
	}
	return false, os.Remove(dir)
}

// removeFile removes a file below root and the folders that it leaves empty, as
// long as nobody keeps them. It is done when the file is not there or is none.
func removeFile(root, name string, keep func(dir string) bool) error {
	there, err := os.Lstat(root + "/" + name)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !there.Mode().IsRegular() {
		return nil
	}
	if err := os.Remove(root + "/" + name); err != nil && !isMissing(err) {
		return err
	}
	for dir := parent(name); dir != "" && !keep(dir); dir = parent(dir) {
		if err := os.Remove(root + "/" + dir); err != nil {
			return nil //nolint:nilerr // other files are in it
		}
	}
	return nil
}

// isMissing says whether an error means that a file or a folder above it is not
// there.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// chmod gives a folder the permissions of another.
func chmod(dir string, like fs.FileInfo) error {
	const all = fs.ModePerm | fs.ModeSetgid | fs.ModeSticky
	return os.Chmod(dir, like.Mode()&all)
}

// walk calls visit for everything below a folder, a folder before what is in it.
// Folders are entered when visit says so, symbolic links never.
func walk(root string, visit func(name string, d fs.DirEntry) (enter bool, err error)) error {
	return walkBelow(root, "", visit)
}

func walkBelow(root, dir string, visit func(string, fs.DirEntry) (bool, error)) error {
	f, err := os.Open(root + "/" + dir)
	if err != nil {
		return err
	}
	entries, err := f.ReadDir(-1)
	f.Close()
	if err != nil {
		return err
	}
	if dir != "" {
		dir += "/"
	}
	for _, d := range entries {
		name := dir + d.Name()
		enter, err := visit(name, d)
		if err != nil {
			return err
		}
		if enter && d.IsDir() {
			if err := walkBelow(root, name, visit); err != nil {
				return err
			}
		}
	}
	return nil
}
