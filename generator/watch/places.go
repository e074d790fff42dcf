package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// places are what must be watched beside the roots for them to be seen when they
// come, go, or are replaced.
type places struct {
	folders map[string]bool // those in which a root, or a folder above it, comes and goes
	points  map[string]bool // the paths at which that shows
}

// placesOf finds the places of roots, as things are.
func placesOf(roots []string) places {
	p := places{folders: map[string]bool{}, points: map[string]bool{}}
	for _, root := range roots {
		p.add(root, 0)
	}
	return p
}

// maxLinks is the length of a chain of symbolic links that is followed.
const maxLinks = 16

// add goes up from a path to the nearest folder that exists, also from where it
// leads if it is a link.
func (p places) add(path string, links int) {
	for {
		p.points[path] = true
		dir := filepath.Dir(path)
		if target, ok := linked(path); ok && links < maxLinks {
			p.add(target, links+1)
		}
		if dir == path {
			return
		}
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			p.folders[dir], p.points[dir] = true, true
			return
		}
		path = dir
	}
}

// linked gives where a symbolic link leads.
func linked(path string) (target string, ok bool) {
	if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return "", false
	}
	target, err := os.Readlink(path)
	if err != nil {
		return "", false
	}
	if !filepath.IsAbs(target) {
		target = filepath.Join(filepath.Dir(path), target)
	}
	return filepath.Clean(target), true
}

// within says that a path is a root or lies in it.
func within(root, path string) bool {
	if root == "." {
		return !filepath.IsAbs(path) && path != ".." && !strings.HasPrefix(path, ".."+string(filepath.Separator))
	}
	rest, ok := strings.CutPrefix(path, root)
	return ok && (rest == "" || os.IsPathSeparator(rest[0]) || os.IsPathSeparator(root[len(root)-1]))
}

// readDir gives the entries of a folder in no order, as far as they can be read: a
// folder that cannot be is as good as empty, and told when that changes.
func readDir(dir string) []fs.DirEntry {
	f, err := os.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	entries, _ := f.ReadDir(-1)
	return entries
}
