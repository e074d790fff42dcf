package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"
)

// Open takes the lock of a site, finishes or cleans up what a build that did not
// come to its end left behind, and reads what is known of the site as it is. The
// errors that a caller may tell apart are [ProtectedError] and [LockedError].
func Open(o Options) (*Site, error) {
	dir, err := resolve(o.Dir)
	if err != nil {
		return nil, err
	}
	if err := protect(o, dir); err != nil {
		return nil, err
	}
	s := &Site{options: o, names: registry{}}
	if s.where, err = locate(dir); err != nil {
		return nil, err
	}
	if err := s.takeLock(); err != nil {
		return nil, err
	}
	if err := s.prepare(); err != nil {
		return nil, errors.Join(err, s.lock.Unlock())
	}
	s.started = sync.OnceValue(s.start)
	return s, nil
}

// resolve makes a folder's name absolute and free of symbolic links; what does
// not exist yet has none.
func resolve(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if err == nil {
		return real, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		var named *fs.PathError
		if !errors.As(err, &named) {
			err = &fs.PathError{Op: "open", Path: abs, Err: err}
		}
		return "", err
	}
	if _, err := os.Lstat(abs); err == nil {
		return "", &fs.PathError{Op: "open", Path: dir, Err: ErrDangling}
	}
	up := filepath.Dir(abs)
	if up == abs {
		return abs, nil
	}
	if up, err = resolve(up); err != nil {
		return "", err
	}
	return filepath.Join(up, filepath.Base(abs)), nil
}

// protect refuses a site folder that would get in the way of other work.
func protect(o Options, dir string) error {
	working, err := resolve(".")
	if err != nil {
		return err
	}
	for _, name := range o.Protect {
		folder, err := resolve(name)
		if err != nil {
			return err
		}
		how := ""
		switch {
		case dir == folder:
			how = "is"
		case within(folder, dir):
			how = "contains"
		case within(dir, folder) && folder != working:
			how = "lies in"
		default:
			continue
		}
		return &ProtectedError{Dir: o.Dir, Folder: name, How: how}
	}
	return nil
}

// within says whether a file lies somewhere in a folder; both are absolute.
func within(name, dir string) bool {
	rel, err := filepath.Rel(dir, name)
	return err == nil && rel != "." && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// locate decides where the private folder is, beside the site if that can be, and
// makes it.
func locate(dir string) (place, error) {
	up, base := filepath.Dir(dir), filepath.Base(dir)
	p := place{dir: dir, private: filepath.Join(up, "."+base+".gongkai")}
	site, err := os.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return p, os.MkdirAll(p.private, 0o755)
	}
	if err != nil {
		return p, err
	}
	if !site.IsDir() {
		return p, &fs.PathError{Op: "open", Path: dir, Err: ErrFile}
	}
	p.exists = true
	above, err := os.Lstat(up)
	if err != nil {
		return p, err
	}
	if up != dir && device(site) == device(above) && !isMount(dir) {
		if err := os.Mkdir(p.private, 0o755); err == nil || errors.Is(err, fs.ErrExist) {
			return p, nil
		}
	}
	p.private = filepath.Join(dir, insideName)
	return p, os.MkdirAll(p.private, 0o755)
}

func (s *Site) takeLock() error {
	s.lock = flock.New(s.where.file(lockName))
	got, err := s.lock.TryLock()
	if err != nil {
		return err
	}
	if !got {
		return &LockedError{Dir: s.options.Dir}
	}
	return nil
}

// prepare brings the folders to a state from which a build can start.
func (s *Site) prepare() error {
	s.where.swap = !s.options.inPlace && filepath.Dir(s.where.private) != s.where.dir && s.canSwap()
	if err := s.recover(); err != nil {
		return err
	}
	var err error
	s.old, err = loadListing(s.where.dir, s.where.file(stateName))
	return err
}

// canSwap tries out on two small folders whether the file system exchanges
// folders and links files.
func (s *Site) canSwap() bool {
	a, b := s.where.file("try-a"), s.where.file("try-b")
	defer os.RemoveAll(a)
	defer os.RemoveAll(b)
	return os.RemoveAll(a) == nil && os.RemoveAll(b) == nil && os.MkdirAll(a+"/x", 0o755) == nil && os.MkdirAll(b, 0o755) == nil &&
		os.WriteFile(a+"/f", nil, 0o644) == nil && os.Link(a+"/f", b+"/f") == nil &&
		exchange(a, b) == nil && os.Remove(b+"/x") == nil
}

// Fresh says whether the last build had this key and all its files are as it left
// them, by size and time: then there is nothing to do. Files that the program did
// not write do not matter. The figures are those of the site, with nothing
// written. No file is read.
func (s *Site) Fresh(key string) (Stats, bool) {
	if key != s.old.key || len(s.old.files) == 0 || s.old.folder == unknown {
		return Stats{}, false
	}
	var next atomic.Int64
	var changed atomic.Bool
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for !changed.Load() {
				i := int(next.Add(1)) - 1
				if i >= len(s.old.files) {
					return
				}
				f := &s.old.files[i]
				if now, err := os.Lstat(s.where.dir + "/" + f.name); err != nil || !f.is(now) {
					changed.Store(true)
				}
			}
		})
	}
	wait.Wait()
	if changed.Load() {
		return Stats{}, false
	}
	return s.old.stats(), true
}
