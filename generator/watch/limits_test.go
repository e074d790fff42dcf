package watch

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// limited watches a folder on a system that lets so many folders be watched.
func limited(t *testing.T, limit int32, err error, root string) (*bench, *atomic.Pointer[Fallback]) {
	t.Helper()
	var told atomic.Pointer[Fallback]
	o := ways["notify"]
	o.PollEvery = ways["poll"].PollEvery
	o.Roots = []string{root}
	o.FellBack = func(f Fallback) {
		if !told.CompareAndSwap(nil, &f) {
			t.Error("told twice")
		}
	}
	var watched atomic.Int32
	w, startErr := start(o, func(w *fsnotify.Watcher, dir string) error {
		if watched.Add(1) > limit {
			return &os.PathError{Op: "watch", Path: dir, Err: err}
		}
		return w.Add(dir)
	})
	try(t, startErr)
	t.Cleanup(w.Close)
	return &bench{T: t, Watcher: w, told: map[string]bool{}}, &told
}

// At the limit of watches the files are polled, and it is said why.
func TestLimitAtStart(t *testing.T) {
	d := stage(t)
	b, told := limited(t, 3, syscall.ENOSPC, d.at("root"))
	f := told.Load()
	if f == nil {
		t.Fatal("nothing was told")
	}
	if !errors.Is(f.Err, syscall.ENOSPC) || !f.Limit || f.Folders != 3 {
		t.Errorf("got %+v", f)
	}
	if runtime.GOOS == "linux" && f.Setting != "fs.inotify.max_user_watches" {
		t.Errorf("got the setting %q", f.Setting)
	}
	d.write("root/new/6.md", "text")
	b.expect(d.all("root/new/6.md")...)
	b.probe(d.at("root"))
	if b.all || len(watches(t)) > 0 {
		t.Errorf("events were lost: %v; watches left: %d", b.all, len(watches(t)))
	}
}

// The limit may be reached later, by a folder that comes. What happened meanwhile
// may be lost, and that is said.
func TestLimitLater(t *testing.T) {
	d := stage(t)
	b, told := limited(t, 6, syscall.EMFILE, d.at("root"))
	if told.Load() != nil {
		t.Fatal("told too early")
	}
	d.write("root/a/1.md", "new")
	for i := range 9 {
		d.write(fmt.Sprintf("root/new%d/6.md", i), "text")
	}
	for !b.all {
		b.next()
	}
	if f := told.Load(); f == nil || !errors.Is(f.Err, syscall.EMFILE) || !f.Limit {
		t.Errorf("got %+v", f)
	}
	b.probe(d.at("root"))
	d.write("root/new3/6.md", "newer")
	clear(b.told)
	b.expect(d.at("root/new3/6.md"))
	if n := len(watches(t)); n > 0 {
		t.Errorf("%d watches are left", n)
	}
}

// An error that is no limit is told as it is.
func TestNoLimit(t *testing.T) {
	d := stage(t)
	_, told := limited(t, 0, syscall.ENOSYS, d.at("root"))
	if f := told.Load(); f == nil || f.Limit || f.Setting != "" || !errors.Is(f.Err, syscall.ENOSYS) {
		t.Errorf("got %+v", f)
	}
}

// After lost events everything is to be looked at, and folders that came unheard
// are watched.
func TestOverflow(t *testing.T) {
	d := stage(t)
	b := watched(t, ways["notify"], d.at("root"))
	for range 10 {
		// Deafen the watcher, as if the events had been lost.
		b.notify.errs <- fsnotify.ErrEventOverflow
		for b.all = false; !b.all; {
			b.next()
		}
		b.probe(d.at("root"))
	}
}

// When errors come and come, and nothing else, the files are polled.
func TestErrorsWithoutEnd(t *testing.T) {
	o, err := Options{Roots: []string{t.TempDir()}}.complete()
	try(t, err)
	n := newNotifier(o, (*fsnotify.Watcher).Add)
	try(t, n.open())
	defer n.close()
	broken := errors.New("broken")
	for range maxFailed {
		try(t, n.startOver(broken))
	}
	if err := n.startOver(broken); err != broken {
		t.Errorf("got %v", err)
	}
}
