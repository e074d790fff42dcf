package watch

import (
	"slices"
	"time"
)

// A change is what was seen at one time.
type change struct {
	paths []string
	all   bool
}

// A pending batch is one that is not yet given.
type pending struct {
	paths []string // in order
	all   bool
}

func (p *pending) empty() bool { return len(p.paths) == 0 && !p.all }

// few is a number of paths that are better put in their places one by one.
const few = 8

func (p *pending) add(c change) {
	p.all = p.all || c.all
	if len(c.paths) > few {
		p.paths = append(p.paths, c.paths...)
		slices.Sort(p.paths)
		p.paths = slices.Compact(p.paths)
		return
	}
	for _, path := range c.paths {
		if at, found := slices.BinarySearch(p.paths, path); !found {
			p.paths = slices.Insert(p.paths, at, path)
		}
	}
}

// quiet gives how long nothing must happen before the batch is given. One saved file
// is shown at once; who has changed a thousand is not done when the disk has a hiccup.
func (p *pending) quiet(least time.Duration) time.Duration {
	const step, most = 16, 20
	if p.all {
		return most * least
	}
	return min(most*least, least+least*time.Duration(len(p.paths))/step)
}

// gather joins changes to batches until the changes end. It takes changes at any
// time, so that whoever sees them never waits for the receiver of the batches.
func gather(changes <-chan change, batches chan<- Batch, quiet, most time.Duration) {
	defer close(batches)
	var p pending
	still, late := time.NewTimer(0), time.NewTimer(0)
	still.Stop()
	late.Stop()
	var due, overdue bool
	for {
		var out chan<- Batch
		if due {
			out = batches
		}
		select {
		case c, open := <-changes:
			if !open {
				return
			}
			if p.empty() {
				late.Reset(most)
			}
			p.add(c)
			still.Reset(p.quiet(quiet))
			due = overdue
		case <-still.C:
			due = true
		case <-late.C:
			due, overdue = true, true
		case out <- Batch{Paths: p.paths, All: p.all}:
			p, due, overdue = pending{}, false, false
			still.Stop()
			late.Stop()
		}
	}
}
