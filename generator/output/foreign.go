package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// start looks at the site folder, once, before the first file is written: what in
// it is not the program's becomes part of the new site.
func (s *Site) start() error {
	foreign, err := s.findForeign()
	if err != nil {
		return err
	}
	if other := s.names[manifestName]; other.kind == isForeign && other.name != "" {
		return &ClashError{Name: manifestName, Other: other.name, Kind: Foreign}
	}
	if s.where.swap {
		if err := s.startStage(foreign); err == nil || !errors.Is(err, errForeign) {
			return err
		}
		s.where.swap = false // somebody's file cannot be linked, so it must stay where it is
	}
	if err := os.RemoveAll(s.where.stage()); err != nil {
		return err
	}
	return makeFolder(s.where.stage(), "", &s.folders)
}

// foreign is a file or folder that the program did not write.
type foreign struct {
	name string
	dir  bool
}

// findForeign finds them and takes their names.
func (s *Site) findForeign() ([]foreign, error) {
	var found []foreign
	if !s.where.exists {
		return nil, nil
	}
	err := walk(s.where.dir, func(name string, d fs.DirEntry) (bool, error) {
		switch {
		case name == insideName:
			return false, nil
		case d.IsDir() && s.old.hasFolder(name):
		case d.IsDir():
			s.names.addForeign(name, isFolder)
			found = append(found, foreign{name, true})
		case !s.old.owns(name, d):
			s.names.addForeign(name, isForeign)
			found = append(found, foreign{name, false})
		}
		return true, nil
	})
	return found, err
}

// owns says whether the program wrote what stands at a name. Whoever puts
// something else than a file there made it.
func (l *listing) owns(name string, d fs.DirEntry) bool {
	_, known := l.find(name)
	return known && d.Type().IsRegular()
}

// errForeign says that a file of somebody else cannot be linked.
var errForeign = errors.New("cannot be linked")

// startStage makes the stage, or makes of the spare a stage: a folder that holds
// nothing but files that the site has or had, and links to what is not the
// program's.
func (s *Site) startStage(found []foreign) error {
	if err := makeFolder(s.where.stage(), "", &s.folders); err != nil {
		return err
	}
	site, err := os.Stat(s.where.dir)
	if err == nil {
		err = s.own(s.where.stage(), site)
	}
	if err != nil && !isMissing(err) {
		return err
	}
	if err := s.clearSpare(); err != nil {
		return err
	}
	for _, f := range found {
		if err := s.linkForeign(f); err != nil {
			return fmt.Errorf("%w: %w", errForeign, err)
		}
	}
	return nil
}

// clearSpare removes from the spare what the site does not have. No symbolic link
// stays whose name a file of the new site could lead through.
func (s *Site) clearSpare() error {
	return walk(s.where.stage(), func(name string, d fs.DirEntry) (bool, error) {
		if d.IsDir() && (s.old.hasFolder(name) || s.names.has(name, isFolder)) {
			return true, nil
		}
		if !d.IsDir() && (s.old.owns(name, d) || s.names.has(name, isForeign)) {
			return false, nil
		}
		if err := s.step("clear"); err != nil {
			return false, err
		}
		return false, os.RemoveAll(s.where.stage() + "/" + name)
	})
}

// linkForeign makes somebody's file or folder stand in the stage. One that is gone
// meanwhile is left out.
func (s *Site) linkForeign(f foreign) error {
	now, err := os.Lstat(s.where.dir + "/" + f.name)
	if isMissing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if !f.dir {
		return s.link(f.name, now)
	}
	if err := s.makeFolder(f.name); err != nil {
		return err
	}
	return s.own(s.where.stage()+"/"+f.name, now)
}

// rescue brings over what somebody put into the old site while the new one was
// built: the old site is the spare by now.
func (s *Site) rescue(old, site *listing) error {
	err := walk(s.where.stage(), func(name string, d fs.DirEntry) (bool, error) {
		if d.IsDir() || old.owns(name, d) {
			return true, nil
		}
		return false, s.rescueFile(name, site)
	})
	if isMissing(err) {
		return nil // there was no old site
	}
	return err
}

// rescueFile links a file of the spare into the site, in place of an older one
// that is not the program's. Where a page or a newer file stands already it goes
// to the private folder.
func (s *Site) rescueFile(name string, site *listing) error {
	from, to := s.where.stage()+"/"+name, s.where.dir+"/"+name
	mine, err := os.Lstat(from)
	if err != nil {
		return err
	}
	there, err := os.Lstat(to)
	_, isPage := site.find(name)
	switch {
	case err == nil && os.SameFile(mine, there):
		return nil
	case err == nil && !isPage && !there.IsDir() && mine.ModTime().After(there.ModTime()):
		return replace(from, to, s.where.file("try-link"))
	case isMissing(err):
		if os.MkdirAll(s.where.dir+"/"+parent(name), 0o755) == nil && hardLink(from, to) == nil {
			return nil
		}
	}
	return s.putAside(from, name)
}

// putAside moves a file or folder that somebody made in the way of a page to the
// private folder, where nothing of that name lies yet.
func (s *Site) putAside(from, name string) error {
	for n := 1; ; n++ {
		dir := s.where.file(rescueName)
		if n > 1 {
			dir += fmt.Sprint("-", n)
		}
		err := os.MkdirAll(dir+"/"+parent(name), 0o755)
		if errors.Is(err, syscall.ENOTDIR) {
			continue
		}
		if err != nil {
			return err
		}
		if _, err := os.Lstat(dir + "/" + name); isMissing(err) {
			return os.Rename(from, dir+"/"+name)
		} else if err != nil {
			return err
		}
	}
}

// replace makes a link stand where another file stood, in one step.
func replace(from, to, temporary string) error {
	if err := os.Remove(temporary); err != nil && !isMissing(err) {
		return err
	}
	if err := hardLink(from, temporary); err != nil {
		return err
	}
	return os.Rename(temporary, to)
}
