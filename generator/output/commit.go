package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
)

// Commit writes the manifest, puts the new site in place of the old and releases
// the lock. The key names the input that the site was made from, for the next
// build's [Site.Fresh]. After an error of Emit it only gives that error; after any
// error, Abort is to be called.
//
// When all files are as they were, the site folder is not touched.
func (s *Site) Commit(key string) (Stats, error) {
	if s.closed {
		return Stats{}, errClosed
	}
	if s.failure != nil {
		return Stats{}, fmt.Errorf("the site is not whole: %w", s.failure)
	}
	if err := s.started(); err != nil {
		return Stats{}, err
	}
	stats := Stats{Written: s.changed}
	site, err := s.list(key)
	if err != nil {
		return Stats{}, err
	}
	if err := s.save(memoName, encodeMemo(s.memo, key)); err != nil {
		return Stats{}, err
	}
	removed := s.removed()
	counted := site.stats()
	stats.Files, stats.Bytes, stats.Removed = counted.Files, counted.Bytes, len(removed)
	if err := s.publish(site, removed); err != nil {
		return Stats{}, err
	}
	s.closed = true
	return stats, s.lock.Unlock()
}

// list sorts the files and adds the manifest.
func (s *Site) list(key string) (*listing, error) {
	byName := func(a, b file) int { return strings.Compare(a.name, b.name) }
	slices.SortFunc(s.files, byName)
	newFolder, err := s.claim(manifestName)
	if err != nil {
		return nil, err
	}
	if err := s.take(manifestName, encodeManifest(s.files), newFolder); err != nil {
		return nil, err
	}
	slices.SortFunc(s.files, byName)
	return &listing{key: key, files: s.files}, nil
}

// removed gives the files of the old site that the new one has not.
func (s *Site) removed() []string {
	var names []string
	for i := range s.old.files {
		if name := s.old.files[i].name; !s.names.has(name, isFile) {
			names = append(names, name)
		}
	}
	return names
}

// publish makes the new site the one that visitors see.
func (s *Site) publish(site *listing, removed []string) error {
	now, err := os.Lstat(s.where.dir)
	exists := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if exists != s.where.exists {
		return fmt.Errorf("somebody made or removed %s while the site was built; build again", s.where.dir)
	}
	if s.options.Durable {
		if err := s.flush(); err != nil {
			return err
		}
	}
	switch {
	case exists && len(s.written) == 0 && len(removed) == 0:
		site.folder = inode(now)
		if err := s.save(nextName, site.encode()); err != nil {
			return err
		}
		return s.install()
	case exists && !s.where.swap:
		site.folder, site.inPlace = inode(now), true
		return s.update(site, removed)
	default:
		return s.exchange(site, removed)
	}
}

// exchange puts the stage in the place of the site folder.
func (s *Site) exchange(site *listing, removed []string) error {
	for _, name := range removed {
		if err := s.sweep(name); err != nil {
			return err
		}
	}
	folder, err := os.Lstat(s.where.stage())
	if err != nil {
		return err
	}
	site.folder = inode(folder)
	if err := s.save(nextName, site.encode()); err != nil {
		return err
	}
	if err := s.step("exchange"); err != nil {
		return err
	}
	if s.where.exists {
		err = exchange(s.where.stage(), s.where.dir)
	} else {
		err = os.Rename(s.where.stage(), s.where.dir)
	}
	if err != nil {
		return err
	}
	s.forward = true
	if err := s.step("rescue"); err != nil {
		return err
	}
	if err := s.rescue(s.old, site); err != nil {
		return err
	}
	return s.install()
}

// sweep removes a file of the old site from the stage. Where case does not tell
// names apart, what stands there may be a file of the new site.
func (s *Site) sweep(name string) error {
	if err := s.step("sweep"); err != nil {
		return err
	}
	if other, taken := s.names[fold(name)]; taken {
		mine, err := os.Lstat(s.where.stage() + "/" + name)
		if isMissing(err) {
			return nil
		}
		theirs, errTheirs := os.Lstat(s.where.stage() + "/" + other.name)
		if err := errors.Join(err, errTheirs); err != nil || os.SameFile(mine, theirs) {
			return err
		}
	}
	return removeFile(s.where.stage(), name, s.keepsFolder)
}

// keepsFolder says whether a folder is one of the new site.
func (s *Site) keepsFolder(dir string) bool { return s.names.has(dir, isFolder) }

// install makes the state of the new site the state.
func (s *Site) install() error {
	if err := s.step("install"); err != nil {
		return err
	}
	return os.Rename(s.where.file(nextName), s.where.file(stateName))
}

// save writes a file of the private folder, whole or not at all, and on the disk
// before anything that follows.
func (s *Site) save(name string, content []byte) error {
	if err := s.step("save " + name); err != nil {
		return err
	}
	temporary := s.where.file(name) + ".new"
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil && (s.options.Durable || !s.where.swap) {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}
	return os.Rename(temporary, s.where.file(name))
}

// flush waits until the disk has the stage.
func (s *Site) flush() error {
	f, err := os.Open(s.where.stage())
	if err != nil {
		return err
	}
	return errors.Join(flush(f.Fd()), f.Close())
}

// recover finishes or takes back what a build that was cut short had begun.
func (s *Site) recover() error {
	next, err := readState(s.where.file(nextName))
	if err != nil {
		return err
	}
	if next == nil {
		return s.forget()
	}
	now, err := os.Lstat(s.where.dir)
	if errors.Is(err, fs.ErrNotExist) || err == nil && inode(now) != next.folder {
		return s.forget()
	}
	if err != nil {
		return err
	}
	if next.inPlace {
		return s.recoverUpdate()
	}
	old, err := loadListing(s.where.stage(), s.where.file(stateName))
	if err != nil {
		return err
	}
	if err := s.rescue(old, next); err != nil {
		return err
	}
	return s.install()
}

// forget removes what a build left that did not come to show its site.
func (s *Site) forget() error {
	for _, name := range []string{nextName, nextName + ".new", memoName + ".new", journalName, journalName + ".new"} {
		if err := os.Remove(s.where.file(name)); err != nil && !isMissing(err) {
			return err
		}
	}
	return nil
}
