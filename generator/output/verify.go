package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// A Report says how a site folder differs from its manifest. The lists are sorted.
type Report struct {
	Files   int      // listed in the manifest
	Differ  []string // other size or bytes, or no regular file
	Missing []string
	Added   []string // not listed; without those in whose path something begins with a dot
}

// OK says whether all is as the manifest has it.
func (r Report) OK() bool { return len(r.Differ)+len(r.Missing)+len(r.Added) == 0 }

// Verify holds a site folder against its manifest, reading every file. It gives
// fs.ErrNotExist when there is no manifest, and follows no symbolic link in the
// folder.
func Verify(dir string) (Report, error) {
	dir, err := resolve(dir)
	if err != nil {
		return Report{}, err
	}
	listed, err := readManifest(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return Report{}, fmt.Errorf("%s has no %s, so it is no site of this program: %w", dir, manifestName, err)
	}
	if err != nil {
		return Report{}, fmt.Errorf("%s/%s: %w", dir, manifestName, err)
	}
	v := verifier{dir: dir, listed: listed, found: make([]finding, len(listed.files))}
	if err := walk(dir, v.visit); err != nil {
		return Report{}, err
	}
	v.compareAll()
	return v.report()
}

// finding is what became of a listed file.
type finding struct {
	there, regular, same bool
	err                  error
}

type verifier struct {
	dir    string
	listed *listing
	found  []finding // for each listed file
	added  []string
}

// visit notes a file of the folder.
func (v *verifier) visit(name string, d fs.DirEntry) (bool, error) {
	i, listed := v.listed.index(name)
	switch {
	case listed:
		v.found[i] = finding{there: true, regular: d.Type().IsRegular()}
		return false, nil
	case d.IsDir():
		return !isHidden(name) || v.listed.hasFolder(name), nil
	case !isHidden(name):
		v.added = append(v.added, name)
	}
	return false, nil
}

// isHidden says whether a part of a name begins with a dot.
func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.Contains(name, "/.")
}

// compareAll reads the files, some at a time.
func (v *verifier) compareAll() {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(v.found) {
					return
				}
				if v.found[i].regular {
					v.compare(&v.listed.files[i], &v.found[i])
				}
			}
		})
	}
	wait.Wait()
}

// compare holds one file against its hash. The manifest itself has none.
func (v *verifier) compare(f *file, found *finding) {
	if f.name == manifestName {
		found.same = true
		return
	}
	r, err := os.Open(path.Join(v.dir, f.name))
	if err != nil {
		found.err = err
		return
	}
	defer r.Close()
	if now, err := r.Stat(); err != nil || now.Size() != f.size {
		found.err = err
		return
	}
	sum, _, err := sumOf(r)
	found.err, found.same = err, sum == f.sum
}

func (v *verifier) report() (Report, error) {
	r := Report{Files: len(v.found) - 1, Added: v.added}
	for i, f := range v.found {
		name := v.listed.files[i].name
		switch {
		case f.err != nil:
			return Report{}, f.err
		case !f.there:
			r.Missing = append(r.Missing, name)
		case !f.same:
			r.Differ = append(r.Differ, name)
		}
	}
	slices.Sort(r.Added)
	return r, nil
}
