package watch

import "path/filepath"

// An identity is a file's own, whatever its name; zero if it is not known.
type identity struct{ device, inode uint64 }

// folders are those the system was asked to tell about.
type folders struct {
	byPath map[string]*folder
	byID   map[identity]string // their paths
}

type folder struct {
	id    identity
	below map[string]bool // the paths of those in it
}

func newFolders() folders {
	return folders{byPath: map[string]*folder{}, byID: map[identity]string{}}
}

func (f folders) count() int { return len(f.byPath) }

// at gives the path under which a folder is known, if it is.
func (f folders) at(id identity) (path string, known bool) {
	path, known = f.byID[id]
	return path, known && id != identity{}
}

// add notes a folder. The one it lies in is noted before.
func (f folders) add(path string, id identity) {
	if old := f.byPath[path]; old != nil {
		f.renumber(path, old.id, id)
		old.id = id
		return
	}
	f.byPath[path] = &folder{id: id, below: map[string]bool{}}
	f.byID[id] = path
	if parent := f.byPath[filepath.Dir(path)]; parent != nil && filepath.Dir(path) != path {
		parent.below[path] = true
	}
}

func (f folders) renumber(path string, old, id identity) {
	if f.byID[old] == path {
		delete(f.byID, old)
	}
	f.byID[id] = path
}

// remove forgets a folder and all below it, and gives their paths.
func (f folders) remove(path string) []string {
	old := f.byPath[path]
	if old == nil {
		return nil
	}
	removed := []string{path}
	for below := range old.below {
		removed = append(removed, f.remove(below)...)
	}
	f.removeOne(path)
	return removed
}

// removeOne forgets a folder, but not those below it.
func (f folders) removeOne(path string) {
	old := f.byPath[path]
	delete(f.byPath, path)
	if f.byID[old.id] == path {
		delete(f.byID, old.id)
	}
	if parent := f.byPath[filepath.Dir(path)]; parent != nil {
		delete(parent.below, path)
	}
}
