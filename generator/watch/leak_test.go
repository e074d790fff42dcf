package watch

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// watches gives the lines by which Linux tells what this process watches.
func watches(t testing.TB) (lines []string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		return nil
	}
	infos, err := filepath.Glob("/proc/self/fdinfo/*")
	try(t, err)
	for _, name := range infos {
		f, err := os.Open(name)
		if err != nil {
			continue // it was of the listing itself
		}
		for s := bufio.NewScanner(f); s.Scan(); {
			if strings.HasPrefix(s.Text(), "inotify wd:") {
				lines = append(lines, s.Text())
			}
		}
		f.Close()
	}
	return lines
}

// settled waits until a number is no more than wanted: what was closed takes a
// moment to go.
func settled(number func() int, want int) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); runtime.Gosched() {
		if number() <= want {
			return true
		}
	}
	return false
}

// A closed Watcher leaves nothing behind, whatever it was doing.
func TestCloseLeavesNothing(t *testing.T) {
	goroutines, open := runtime.NumGoroutine(), len(watches(t))
	bothWays(t, func(t *testing.T, o Options) {
		before := runtime.NumGoroutine()
		for i := range 20 {
			d := stage(t)
			b := watched(t, o, d.at("root"), d.at("missing/root"))
			for n := range i*10 + 1 {
				d.write(fmt.Sprintf("root/%d/x.md", n), "text")
			}
			if i%2 == 0 {
				b.expect(d.at("root/0/x.md"))
			}
			b.Close()
		}
		if !settled(runtime.NumGoroutine, before) {
			t.Errorf("%d goroutines, before %d", runtime.NumGoroutine(), before)
		}
	})
	if !settled(runtime.NumGoroutine, goroutines) {
		t.Errorf("%d goroutines, before %d", runtime.NumGoroutine(), goroutines)
	}
	if n := len(watches(t)); n != open {
		t.Errorf("%d watches, before %d", n, open)
	}
}

// A thousand edits and folders that come and go leave as many watches and goroutines
// as there were.
func TestThousandEdits(t *testing.T) {
	d := stage(t)
	b := watched(t, ways["notify"], d.at("root"), d.at("missing/root"))
	b.probe(d.at("root"))
	goroutines, open := runtime.NumGoroutine(), len(watches(t))
	if runtime.GOOS == "linux" && open != 4 { // root, a, a/b, and the folder of root, where missing/ is waited for
		t.Errorf("%d watches: %q", open, watches(t))
	}
	for i := range 1000 {
		d.write("root/a/1.md", fmt.Sprint("text ", i))
		dir := fmt.Sprintf("root/a/x%d", i%7)
		d.write(dir+"/y/2.md", "text")
		switch i % 3 {
		case 0:
			try(t, os.RemoveAll(d.at(dir)))
		case 1:
			d.rename(dir, "out/x")
			try(t, os.RemoveAll(d.at("out/x")))
		case 2:
			d.rename(dir, "root/z")
			try(t, os.RemoveAll(d.at("root/z")))
		}
		if i%100 == 0 {
			d.write("missing/root/6.md", "text")
			try(t, os.RemoveAll(d.at("missing")))
		}
	}
	b.probe(d.at("root"))
	if !settled(func() int { return len(watches(t)) }, open) {
		t.Errorf("%d watches, before %d", len(watches(t)), open)
	}
	if !settled(runtime.NumGoroutine, goroutines) {
		t.Errorf("%d goroutines, before %d", runtime.NumGoroutine(), goroutines)
	}
	if n := len(b.notify.folders.byID); n != b.notify.folders.count() {
		t.Errorf("%d identities are known, of %d folders", n, b.notify.folders.count())
	}
}
