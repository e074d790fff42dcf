package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"
)

var errClosed = errors.New("the site is finished; open it again")

// Emit takes a file of the new site. Its name is the path below the site's root,
// with slashes. The data may be used again afterwards. The errors that a caller
// may tell apart are [NameError] and [ClashError]; after any error the site can
// only be aborted.
func (s *Site) Emit(name string, data []byte) error {
	return s.emit(name, func(newFolder bool) error { return s.take(name, data, newFolder) })
}

// Copy is Emit for a file that is too large to be held in memory. A reader that
// is also an io.Seeker is read twice, and nothing is written when the site has the
// file already.
func (s *Site) Copy(name string, r io.Reader) error {
	return s.emit(name, func(newFolder bool) error { return s.takeStream(name, r, newFolder) })
}

// emit takes the name of a file, then its content.
func (s *Site) emit(name string, take func(newFolder bool) error) error {
	if err := s.started(); err != nil {
		return s.fail(err)
	}
	if err := checkName(name); err != nil {
		return s.fail(err)
	}
	if fold(name) == manifestName {
		return s.fail(&NameError{name, "is the list of all files, which the program writes"})
	}
	newFolder, err := s.claim(name)
	if err != nil {
		return s.fail(err)
	}
	return s.fail(take(newFolder))
}

// claim takes a name.
func (s *Site) claim(name string) (newFolder bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return false, errClosed
	}
	return s.names.add(name)
}

// fail remembers the first error, which a commit must not pass over.
func (s *Site) fail(err error) error {
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.failure == nil {
			s.failure = err
		}
	}
	return err
}

// take puts a file into the stage, by a link where the old site has it.
func (s *Site) take(name string, data []byte, newFolder bool) error {
	f := file{name, info{sum: sha256.Sum256(data), size: int64(len(data))}}
	same := func(r io.Reader) (bool, error) { return equal(r, data) }
	before, err := s.unchanged(&f, same)
	if err != nil {
		return err
	}
	if before != nil {
		kept, err := s.keep(&f, before, newFolder)
		if err != nil || kept {
			return err
		}
	}
	return s.write(&f, bytes.NewReader(data), before, newFolder)
}

// equal compares a stream with bytes.
func equal(r io.Reader, data []byte) (bool, error) {
	buffer := make([]byte, 32<<10)
	for {
		n, err := r.Read(buffer)
		if n > len(data) || !bytes.Equal(buffer[:n], data[:n]) {
			return false, nil
		}
		data = data[n:]
		if errors.Is(err, io.EOF) {
			return len(data) == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// unchanged finds the file of the old site with the same name and bytes; nil when
// there is none. What was touched since it was written is read.
func (s *Site) unchanged(f *file, same func(io.Reader) (bool, error)) (fs.FileInfo, error) {
	before, known := s.old.find(f.name)
	if !known {
		return nil, nil
	}
	name := s.where.dir + "/" + f.name
	now, err := os.Lstat(name)
	if err != nil || !now.Mode().IsRegular() || now.Size() != f.size {
		return nil, nil //nolint:nilerr // what cannot be looked at is written anew
	}
	if before.is(now) {
		if before.sum == f.sum {
			return now, nil
		}
		return nil, nil
	}
	r, err := os.Open(name)
	if err != nil {
		return nil, nil //nolint:nilerr // what cannot be read is written anew
	}
	defer r.Close()
	if is, err := same(r); err != nil || !is {
		return nil, err
	}
	return now, nil
}

// keep makes a file of the old site one of the new. It does not when the file
// system refuses the link: then a copy must do.
func (s *Site) keep(f *file, before fs.FileInfo, newFolder bool) (bool, error) {
	if s.where.swap {
		if newFolder {
			if err := s.makeFolder(parent(f.name)); err != nil {
				return false, err
			}
		}
		if err := s.step("link"); err != nil {
			return false, err
		}
		if err := s.link(f.name, before); err != nil {
			return false, nil //nolint:nilerr // the copy will say what is wrong
		}
	}
	f.stat(before)
	s.record(*f, false)
	return true, nil
}

// link makes a file of the old site stand in the stage under the same name.
func (s *Site) link(name string, before fs.FileInfo) error {
	from, to := s.where.dir+"/"+name, s.where.stage()+"/"+name
	for try := 0; ; try++ {
		err := hardLink(from, to)
		switch {
		case err == nil || try == 3:
			return err
		case errors.Is(err, fs.ErrExist):
			if there, err := os.Lstat(to); err == nil && os.SameFile(there, before) {
				return nil
			}
			if err := os.RemoveAll(to); err != nil {
				return err
			}
		default:
			if err := s.makeFolder(parent(name)); err != nil {
				return err
			}
		}
	}
}

// write writes a file into the stage. One that only could not be linked keeps its
// time.
func (s *Site) write(f *file, content io.Reader, before fs.FileInfo, newFolder bool) error {
	if newFolder {
		if err := s.makeFolder(parent(f.name)); err != nil {
			return err
		}
	}
	if err := s.step("create"); err != nil {
		return err
	}
	to, err := s.create(f.name)
	if err != nil {
		return err
	}
	s.noteWritten(f.name)
	err = s.fill(to, content, f)
	if err == nil && before != nil {
		err = os.Chtimes(to.Name(), time.Time{}, before.ModTime())
		f.mtime = before.ModTime().UnixNano()
	}
	if err != nil {
		return err
	}
	s.record(*f, before == nil)
	return nil
}

// fill writes and closes a new file.
func (s *Site) fill(to *os.File, content io.Reader, f *file) error {
	if _, err := io.Copy(to, content); err != nil {
		return errors.Join(err, to.Close())
	}
	now, err := to.Stat()
	if err != nil {
		return errors.Join(err, to.Close())
	}
	f.stat(now)
	if err := s.step("close"); err != nil {
		return errors.Join(err, to.Close())
	}
	return to.Close()
}

// create makes a file in the stage that was not there, with its folder. What the
// spare has at its place is removed, never written to: it may be a file that the
// site shows, or that somebody is still reading.
func (s *Site) create(name string) (*os.File, error) {
	to := s.where.stage() + "/" + name
	for try := 0; ; try++ {
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		switch {
		case err == nil || try == 3:
			return f, err
		case errors.Is(err, fs.ErrExist):
			if err := os.RemoveAll(to); err != nil {
				return nil, err
			}
		case !isMissing(err):
			return nil, err
		default:
			if err := s.makeFolder(parent(name)); err != nil {
				return nil, err
			}
		}
	}
}

// makeFolder makes a folder of the stage with all above it.
func (s *Site) makeFolder(name string) error {
	if err := s.step("mkdir"); err != nil {
		return err
	}
	return makeFolder(s.where.stage(), name, &s.folders)
}

// record takes down a file that stands in the stage.
func (s *Site) record(f file, isNew bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = append(s.files, f)
	if isNew {
		s.changed++
	}
}

// noteWritten takes down a file that an abort removes.
func (s *Site) noteWritten(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.written = append(s.written, name)
}

// Abort throws the new site away and releases the lock. After Commit it does
// nothing.
func (s *Site) Abort() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	return errors.Join(s.discard(), s.lock.Unlock())
}

// discard removes what was written. Links stay: they take no room and the next
// build wants them.
func (s *Site) discard() error {
	if s.forward {
		return nil
	}
	if !s.where.exists || !s.where.swap {
		return os.RemoveAll(s.where.stage())
	}
	var errs []error
	for _, name := range s.written {
		if err := os.Remove(s.where.stage() + "/" + name); err != nil && !isMissing(err) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
