// Package watch tells which files below some folders change, as they change.
//
// A Watcher listens to the system (inotify and its kin, by fsnotify) or, where that
// is refused, looks at all files again and again. Either way it gives batches: what
// one save, or one checkout of a branch, has touched.
//
//	w, err := watch.New(watch.Options{Roots: []string{"content", "themes/default"}, Ignored: source.Ignored})
//	…
//	for batch := range w.Batches() {
//		rebuild(batch.Paths, batch.All)
//	}
//
// All that happens after New has returned is told. What happens while nobody
// receives is joined to the next batch. That a path is told although its bytes are
// the same is usual: editors write twice.
//
// It follows no symbolic link below a root; a root may be one. It does not say what
// happened to a path, for that has often changed again; the file says it. It does not
// notice that a folder far above a root is renamed, and of two roots that are the same
// folder only one is heard.
package watch

import (
	"cmp"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options say what is watched and how.
type Options struct {
	// Roots are folders. One that does not exist is waited for.
	Roots []string

	// Ignored says by its name that a file or folder below a root is passed over.
	Ignored func(name string) bool

	Quiet time.Duration // a batch is given when nothing has happened for so long; 15 ms if 0
	Most  time.Duration // and at the latest so long after its first change; 2 s if 0

	Poll      bool          // look at the files, do not listen to the system
	PollEvery time.Duration // how often, if the looking takes less than a third of it; 1 s if 0

	// FellBack is told, at most once and perhaps before New returns, that files are
	// polled from now on although Poll is not set. It must not wait for a batch.
	FellBack func(Fallback)
}

// A Batch is what has happened since the batch before.
type Batch struct {
	// Paths are the files and folders that came, changed or went, each once, in order,
	// beginning with their root as it was given, cleaned. All files that have come are
	// told one by one. A folder stands also for what was in it: it may have gone, been
	// renamed, or been replaced by another.
	Paths []string

	// All says that changes were lost: anything may have changed.
	All bool
}

// A Watcher watches folders until it is closed.
type Watcher struct {
	batches chan Batch
	done    chan struct{}
	closing sync.Once
	ends    sync.WaitGroup
	notify  *notifier // nil if files are polled from the beginning
}

// New begins to watch.
func New(o Options) (*Watcher, error) { return start(o, (*fsnotify.Watcher).Add) }

// start is New with another way to add a folder to those the system tells about.
func start(o Options, add addFunc) (*Watcher, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	w := &Watcher{batches: make(chan Batch), done: make(chan struct{})}
	var poll *poller
	if !o.Poll {
		w.notify = newNotifier(o, add)
		if err := w.notify.open(); err != nil {
			w.notify.close()
			o.fellBack(err, w.notify.folders.count())
			w.notify = nil
		}
	}
	if w.notify == nil {
		poll = newPoller(o)
	}
	changes := make(chan change)
	w.ends.Go(func() { gather(changes, w.batches, o.Quiet, o.Most) })
	w.ends.Go(func() {
		defer close(changes)
		w.run(o, poll, changes)
	})
	return w, nil
}

// complete gives the options with what was left out.
func (o Options) complete() (Options, error) {
	if len(o.Roots) == 0 {
		return o, errors.New("no folder to watch")
	}
	roots := make([]string, len(o.Roots))
	for i, root := range o.Roots {
		roots[i] = filepath.Clean(root)
	}
	o.Roots = roots
	if o.Ignored == nil {
		o.Ignored = func(string) bool { return false }
	}
	o.Quiet = cmp.Or(o.Quiet, 15*time.Millisecond)
	o.Most = cmp.Or(o.Most, 2*time.Second)
	o.PollEvery = cmp.Or(o.PollEvery, time.Second)
	return o, nil
}

// run passes on changes until the Watcher is closed: first those the system tells,
// then, if it will not, those that are seen.
func (w *Watcher) run(o Options, poll *poller, changes chan<- change) {
	if w.notify != nil {
		err := w.notify.run(changes, w.done)
		w.notify.close()
		if err == nil {
			return
		}
		o.fellBack(err, w.notify.folders.count())
		poll = newPoller(o)
		changes <- change{all: true} // what came between the last event and the first look
	}
	poll.run(changes, w.done)
}

// Batches gives the channel on which batches come. It is closed by Close.
func (w *Watcher) Batches() <-chan Batch { return w.batches }

// Close ends the watching. What was not received is forgotten.
func (w *Watcher) Close() {
	w.closing.Do(func() { close(w.done) })
	w.ends.Wait()
}
