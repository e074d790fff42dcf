package generator

import (
	"slices"
	"time"

	"gongkai/generator/readings"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// Readings are what an earlier [Edition] read of an archive, and say when this one
// begins to.
type Readings struct {
	// Load gives what [Edition.Readings] gave; "" for nothing. Another program's is
	// passed over. It is called beside other work.
	Load func() string
	// Begin is the time before anything is read, by the clock that stamps files. A
	// file that was touched shortly before is not to be known by its stamp: it may be
	// touched again within one tick of that clock.
	Begin time.Time
}

// tick is the coarsest in which file systems count time (FAT's).
const tick = 2 * time.Second

// trusted gives the stamp of a file that is about to be read; zero where another
// state of the file may come to have the same.
func (r *Readings) trusted(f source.File) source.Stamp {
	if r == nil || f.Stamp.Latest() >= r.Begin.Add(-tick).UnixNano() {
		return source.Stamp{}
	}
	return f.Stamp
}

// An earlierSet is a set of readings with the program that is to use it.
type earlierSet struct {
	*readings.Set
	program string
}

// fetch begins to load the earlier readings and gives the way to wait for them.
func (r *Readings) fetch() func() earlierSet {
	if r == nil {
		return func() earlierSet { return earlierSet{} }
	}
	loaded := make(chan earlierSet, 1)
	go func() {
		text := r.Load()
		if text == "" {
			loaded <- earlierSet{}
			return
		}
		set := readings.Parse(text)
		program, err := programSum()
		if err != nil {
			set = nil
		}
		loaded <- earlierSet{set, program}
	}()
	return func() earlierSet { return <-loaded }
}

// matching gives the earlier readings if they are of this program, archive.toml and
// these formats; else nil.
func (s *shelf) matching(earlier earlierSet) *readings.Set {
	if earlier.Set == nil || earlier.Key() != s.readingsKey(earlier.program) {
		return nil
	}
	return earlier.Set
}

// readingsKey names the program and all that a reading depends on.
func (s *shelf) readingsKey(program string) string { return program + " " + s.means() }

// take takes the reading of a report or page by its place over, if the file has not
// changed since.
func (s *shelf) take(set *readings.Set, i int) (ok bool) {
	if i < len(s.reports) {
		to := &s.reports[i]
		to.value, ok = set.Report(s.listing.Reports[i], s.formats)
		to.stamp, to.kept = s.listing.Reports[i].Stamp, ok
		return ok
	}
	i -= len(s.reports)
	to := &s.pages[i]
	to.value, ok = set.Page(s.listing.Pages[i])
	to.stamp, to.kept = s.listing.Pages[i].Stamp, ok
	return ok
}

// Readings gives what was read, for the next program to begin with; nil where that
// would be hardly more than what this one began with. Updates go on meanwhile.
func (e *Edition) Readings() []byte {
	program, err := programSum()
	e.mu.RLock()
	s := e.shelf
	if err != nil || s == nil || s.listing.Settings.Path == "" {
		e.mu.RUnlock()
		return nil
	}
	now := *s
	now.reports = slices.Clone(s.reports)
	now.pages = make([]reading[report.Page], len(s.pages))
	for i, r := range s.pages {
		now.pages[i] = r
		if r.value != nil { // an update may write to a page
			page := *r.value
			now.pages[i].value = &page
		}
	}
	e.mu.RUnlock()
	return now.encode(program)
}

// encode gives the readings of files without problems that are known by their stamp.
func (s *shelf) encode(program string) []byte {
	w := readings.NewWriter(s.readingsKey(program))
	fresh := 0
	for i := range s.reports {
		if r := &s.reports[i]; worthKeeping(r) {
			w.Report(s.listing.Reports[i].File, r.stamp, r.value)
			fresh += newness(r)
		}
	}
	for i := range s.pages {
		if r := &s.pages[i]; worthKeeping(r) {
			w.Page(s.listing.Pages[i].File, r.stamp, r.value)
			fresh += newness(r)
		}
	}
	if fresh*100 <= len(s.reports)+len(s.pages) {
		return nil
	}
	return w.Bytes()
}

func worthKeeping[T any](r *reading[T]) bool {
	return r.value != nil && len(r.problems) == 0 && r.stamp != source.Stamp{}
}

func newness[T any](r *reading[T]) int {
	if r.kept {
		return 0
	}
	return 1
}
