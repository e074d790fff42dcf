package watch

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// Whatever is done in whatever order, as fast as the disk can: a file that differs
// in the end has been told, or if it is gone a folder it was in, and all folders
// that are there are watched.
func TestRandomChanges(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 8
	}
	bothWays(t, func(t *testing.T, o Options) {
		for seed := range rounds {
			randomChanges(t, o, uint64(seed))
		}
	})
}

func randomChanges(t *testing.T, o Options, seed uint64) {
	d := stage(t)
	root := d.at("root")
	before := texts(t, root)
	b := watched(t, o, root)
	defer b.Close()
	r := rand.New(rand.NewPCG(seed, 5))
	for i := range 60 {
		d.random(r, i)
	}
	try(t, os.MkdirAll(root, 0o777))
	after := texts(t, root)
	b.probe(root)
	if b.all {
		t.Errorf("seed %d: events were lost", seed)
	}
	for path, text := range after {
		if before[path] != text && !b.told[path] {
			t.Errorf("seed %d: %q changed and was not told", seed, path)
		}
	}
	for path := range before {
		if _, there := after[path]; !there && !b.toldAbove(path, root) {
			t.Errorf("seed %d: %q is gone and was not told", seed, path)
		}
	}
}

// toldAbove says that a path or a folder it lies in was told.
func (b *bench) toldAbove(path, root string) bool {
	for ; ; path = filepath.Dir(path) {
		if b.told[path] {
			return true
		}
		if path == root {
			return false
		}
	}
}

// random does one thing to the files of a stage. That it cannot be done is usual.
func (d desk) random(r *rand.Rand, i int) {
	path := func() string {
		at := d.at("root")
		for range 1 + r.IntN(3) {
			at = filepath.Join(at, string(rune('a'+r.IntN(3))))
		}
		return at
	}
	outside := func() string { return d.at(fmt.Sprint("out/", r.IntN(4))) }
	switch n := r.IntN(20); {
	case n < 7:
		at := path()
		_ = os.MkdirAll(filepath.Dir(at), 0o777)
		_ = os.WriteFile(at, []byte(fmt.Sprint("text ", i)), 0o666)
	case n < 12:
		to := path()
		_ = os.MkdirAll(filepath.Dir(to), 0o777)
		_ = os.Rename(path(), to)
	case n < 14:
		_ = os.RemoveAll(path())
	case n < 16:
		_ = os.MkdirAll(path(), 0o777)
	case n < 17:
		_ = os.Rename(path(), outside())
	case n < 18:
		_ = os.Rename(outside(), path())
	case n < 19:
		_ = os.RemoveAll(outside())
	default:
		_ = os.Rename(d.at("root"), d.at("out/5"))
		_ = os.Rename(d.at("out/5"), d.at("root"))
	}
}

// texts gives the texts of all files below a folder.
func texts(t *testing.T, root string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	try(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		return err
	}))
	return texts
}

// A folder that is moved out and removed at once makes fsnotify stumble: it tells of
// an error while it holds its lock.
func TestMovedOutAndRemoved(t *testing.T) {
	d := stage(t)
	b := watched(t, ways["notify"], d.at("root"))
	for i := range 200 {
		name := fmt.Sprint("root/x", i)
		d.write(name+"/y/1.md", "text")
		if i%2 == 0 {
			b.expect(d.at(name + "/y/1.md"))
		}
		d.rename(name, "out/x")
		try(t, os.RemoveAll(d.at("out/x")))
	}
	b.probe(d.at("root"))
	if b.all {
		t.Error("events were lost")
	}
}

// A folder may be found under its new name before the event of its renaming is heard.
// That event must not take the new name off.
func TestFoundBeforeRenameIsHeard(t *testing.T) {
	d := stage(t)
	o, err := Options{Roots: []string{d.at("root")}}.complete()
	try(t, err)
	n := newNotifier(o, (*fsnotify.Watcher).Add)
	try(t, n.open())
	defer n.close()
	try(t, os.Mkdir(d.at("root/new"), 0o777))
	d.rename("root/a", "root/new/a")
	try(t, n.event(fsnotify.Event{Name: d.at("root/new"), Op: fsnotify.Create}))
	try(t, n.event(fsnotify.Event{Name: d.at("root/a"), Op: fsnotify.Rename}))
	for _, dir := range d.all("root/new", "root/new/a", "root/new/a/b") {
		if !slices.Contains(n.fsn.WatchList(), dir) {
			t.Errorf("%q is not watched", dir)
		}
	}
}
