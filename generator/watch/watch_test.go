package watch

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/source"
)

// patience is how long a test waits for what must come. It is never waited out
// when all is well.
const patience = time.Minute

// ways are the two in which changes are noticed. All that holds must hold of both.
var ways = map[string]Options{
	"notify": {Quiet: 5 * time.Millisecond},
	"poll":   {Quiet: 5 * time.Millisecond, Poll: true, PollEvery: 3 * time.Millisecond},
}

// bothWays runs a test for each way.
func bothWays(t *testing.T, test func(t *testing.T, o Options)) {
	for _, name := range slices.Sorted(maps.Keys(ways)) {
		t.Run(name, func(t *testing.T) { test(t, ways[name]) })
	}
}

// A bench is a Watcher with what it has told.
type bench struct {
	*testing.T
	*Watcher
	told    map[string]bool
	batches int
	all     bool
	probes  int
	waits   []string // for what
}

// long is a time long gone. A poller tells a file again that was changed in the
// moment of its first look; one of that time was not.
var long = time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC)

// age makes files old.
func age(t testing.TB, root string) {
	t.Helper()
	try(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		return os.Chtimes(path, long, long)
	}))
}

// watched watches a folder, or several, until the test ends.
func watched(t *testing.T, o Options, roots ...string) *bench {
	t.Helper()
	o.Roots = roots
	o.Ignored = source.Ignored
	w, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	return &bench{T: t, Watcher: w, told: map[string]bool{}}
}

// next takes a batch.
func (b *bench) next() Batch {
	b.Helper()
	select {
	case batch, open := <-b.Batches():
		if !open {
			b.Fatal("no more batches")
		}
		if !slices.IsSorted(batch.Paths) || len(slices.Compact(slices.Clone(batch.Paths))) != len(batch.Paths) {
			b.Errorf("paths are not in order, each once: %q", batch.Paths)
		}
		if len(batch.Paths) == 0 && !batch.All {
			b.Error("an empty batch")
		}
		b.batches++
		b.all = b.all || batch.All
		for _, path := range batch.Paths {
			b.told[path] = true
		}
		return batch
	case <-time.After(patience):
		told := slices.Sorted(maps.Keys(b.told))
		b.Fatalf("no batch came with %q (%d); told before: %q (%d)", b.waits[:min(9, len(b.waits))], len(b.waits), told[:min(9, len(told))], len(told))
	}
	panic("not reached")
}

// expect waits until all the paths were told.
func (b *bench) expect(paths ...string) {
	b.Helper()
	for {
		missing := slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return b.told[path] })
		if len(missing) == 0 {
			return
		}
		b.waits = missing
		b.next()
	}
}

// probe writes a file into each folder below the roots and waits until all were told:
// every folder is watched, and what happened before has been told.
func (b *bench) probe(roots ...string) {
	b.Helper()
	b.probes++
	var probes []string
	for _, root := range roots {
		for _, dir := range foldersOf(b.T, root) {
			probes = append(probes, filepath.Join(dir, fmt.Sprint("probe", b.probes)))
		}
	}
	for _, path := range probes {
		write(b.T, path, "probe")
	}
	b.expect(probes...)
}

// only checks that nothing was told but the paths given.
func (b *bench) only(paths ...string) {
	b.Helper()
	if b.all {
		b.Error("events were lost")
	}
	for path := range b.told {
		if !slices.Contains(paths, path) && !strings.HasPrefix(filepath.Base(path), "probe") {
			b.Errorf("%q was told", path)
		}
	}
}

// foldersOf gives a folder with all that are not passed over below it.
func foldersOf(t *testing.T, root string) (dirs []string) {
	t.Helper()
	top, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if path != top && source.Ignored(d.Name()) && d.IsDir() {
			return fs.SkipDir
		}
		if d.IsDir() {
			dirs = append(dirs, root+strings.TrimPrefix(path, top))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return dirs
}

// write writes a file and the folders it lies in.
func write(t testing.TB, path, text string) {
	t.Helper()
	try(t, os.MkdirAll(filepath.Dir(path), 0o777))
	try(t, os.WriteFile(path, []byte(text), 0o666))
}

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestNew(t *testing.T) {
	if _, err := New(Options{}); err == nil {
		t.Error("no roots were accepted")
	}
	w, err := New(Options{Roots: []string{t.TempDir()}}) // all else left out
	try(t, err)
	w.Close()
	w.Close()
	if _, open := <-w.Batches(); open {
		t.Error("a closed Watcher gave a batch")
	}
}
