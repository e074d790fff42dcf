package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"github.com/fsnotify/fsnotify"
)

// An addFunc asks the system to tell what happens in a folder.
type addFunc func(w *fsnotify.Watcher, dir string) error

// A notifier lets the system tell what happens. The system tells it of one folder,
// not of those below, by the path under which the folder was added, even when it is
// renamed later; and only after it was added. So a folder that comes is first added
// and then read, and one that goes is taken off with all below before anything else.
type notifier struct {
	Options
	add     addFunc
	fsn     *fsnotify.Watcher
	events  chan fsnotify.Event
	errs    chan error
	pumps   sync.WaitGroup
	folders folders
	places  places
	present map[string]identity // the roots that exist
	found   []string            // paths to be told
	failed  int                 // errors since the last event
}

func newNotifier(o Options, add addFunc) *notifier {
	return &notifier{Options: o, add: add, errs: make(chan error, 1), folders: newFolders()}
}

// open begins to listen to all folders there are.
func (n *notifier) open() error {
	fsn, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	events := make(chan fsnotify.Event)
	n.fsn, n.events = fsn, events
	n.pumps.Go(func() { pump(fsn.Events, events) })
	n.pumps.Go(func() { n.drain(fsn.Errors) })
	n.folders, n.places, n.present = newFolders(), places{}, map[string]identity{}
	err = n.lookAtRoots()
	n.found = nil
	return err
}

// pump passes on events and lets the sender never wait. While fsnotify waits for an
// event to be taken, on some systems it does not answer to Add and Remove, and on all
// of them the kernel's own queue fills up.
func pump(in <-chan fsnotify.Event, out chan<- fsnotify.Event) {
	defer close(out)
	var queue []fsnotify.Event
	for {
		var ready chan<- fsnotify.Event
		var first fsnotify.Event
		if len(queue) > 0 {
			ready, first = out, queue[0]
		}
		select {
		case e, open := <-in:
			if !open {
				return
			}
			queue = append(queue, e)
		case ready <- first:
			queue = queue[1:]
		}
	}
}

// drain takes errors at once: fsnotify holds its lock until they are taken. One is
// enough, as all are answered in the same way. All but one: a folder that was moved
// away and removed cannot be taken off again, and need not be.
func (n *notifier) drain(errs <-chan error) {
	for err := range errs {
		if errors.Is(err, syscall.EINVAL) {
			continue
		}
		select {
		case n.errs <- err:
		default:
		}
	}
}

func (n *notifier) close() {
	if n.fsn != nil {
		n.fsn.Close()
		n.pumps.Wait()
		n.fsn = nil
	}
}

// maxFailed is the number of errors in a row, with no event between them, after
// which the system is not listened to any longer.
const maxFailed = 3

// errSilent says that the system tells nothing any more, and does not say why.
var errSilent = errors.New("the system has ceased to tell of changes")

// run passes on changes until done is closed, or an error makes it impossible.
func (n *notifier) run(changes chan<- change, done <-chan struct{}) error {
	for {
		var err error
		all := false
		select {
		case <-done:
			return nil
		case e, open := <-n.events:
			if !open {
				return errSilent
			}
			n.failed = 0
			err = n.event(e)
		case lost := <-n.errs:
			all = true
			err = n.startOver(lost)
		}
		if err != nil {
			return err
		}
		if len(n.found) > 0 || all {
			changes <- change{paths: n.found, all: all}
			n.found = nil
		}
	}
}

// startOver listens anew after an error, most often that events came faster than
// they were taken. It may have been the coming of a folder that was lost.
func (n *notifier) startOver(lost error) error {
	if n.failed++; n.failed > maxFailed {
		return lost
	}
	n.close()
	return n.open()
}

// event notes what an event tells.
func (n *notifier) event(e fsnotify.Event) error {
	path := filepath.Clean(e.Name)
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		n.forget(path)
	}
	if n.places.points[path] {
		if err := n.lookAtRoots(); err != nil {
			return err
		}
	}
	if !n.concerns(path) {
		return nil
	}
	n.found = append(n.found, path)
	if e.Op == fsnotify.Write {
		return nil
	}
	info, err := os.Lstat(path)
	if err != nil || !info.IsDir() {
		n.forget(path)
		return nil
	}
	return n.enter(path, info)
}

// concerns says that a path lies below a root and is not passed over. What lies in
// folders that are passed over is never heard of.
func (n *notifier) concerns(path string) bool {
	for _, root := range n.Roots {
		if path != root && within(root, path) {
			return !n.Ignored(filepath.Base(path))
		}
	}
	return false
}

// enter listens to a folder and all below it, and notes what is there: it may have
// come before the system was asked.
func (n *notifier) enter(dir string, info fs.FileInfo) error {
	if err := n.listen(dir, info); err != nil {
		return err
	}
	for _, e := range readDir(dir) {
		if n.Ignored(e.Name()) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		n.found = append(n.found, path)
		if !e.IsDir() {
			continue
		}
		if info, err := e.Info(); err == nil && info.IsDir() {
			if err := n.enter(path, info); err != nil {
				return err
			}
		}
	}
	return nil
}

// listen asks the system to tell about a folder. A folder that has gone or may not be
// read is no error.
func (n *notifier) listen(dir string, info fs.FileInfo) error {
	id := identify(info)
	if other, known := n.folders.at(id); known && other != dir {
		n.forget(other) // it was renamed, and the event is still to come
	}
	err := n.add(n.fsn, dir)
	switch {
	case err == nil:
		n.folders.add(dir, id)
		return nil
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOTDIR):
		n.forget(dir)
		return nil
	}
	return err
}

// forget takes a folder and all below it off those the system tells about.
func (n *notifier) forget(dir string) {
	for _, path := range n.folders.remove(dir) {
		_ = n.fsn.Remove(path) // the system may have taken it off itself
	}
}
