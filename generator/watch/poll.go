package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// A stamp is what is compared of a file. Of a folder only the identity and the mode
// are: what else changes shows in what it holds.
type stamp struct {
	id       identity
	mode     fs.FileMode
	size     int64
	modified int64 // in nanoseconds
}

// A sighting is a file as it was last seen.
type sighting struct {
	stamp
	round uint // of the look
	fresh bool // it may have changed in the same moment, and seem the same
}

// A poller looks at all files again and again.
type poller struct {
	Options
	seen  map[string]*sighting
	round uint
	start time.Time // of the look
	found []string  // paths to be told
}

// newPoller gives a poller that has looked once.
func newPoller(o Options) *poller {
	p := &poller{Options: o, seen: map[string]*sighting{}}
	p.look(time.Now())
	return p
}

// run passes on changes until done is closed.
func (p *poller) run(changes chan<- change, done <-chan struct{}) {
	const share = 4 // of the time at most a quarter is spent looking
	timer := time.NewTimer(p.PollEvery)
	defer timer.Stop()
	for {
		select {
		case <-done:
			return
		case <-timer.C:
		}
		start := time.Now()
		if found := p.look(start); len(found) > 0 {
			changes <- change{paths: found}
		}
		timer.Reset(max(p.PollEvery, (share-1)*time.Since(start)))
	}
}

// look gives the paths that came, changed or went since the last look.
func (p *poller) look(start time.Time) []string {
	p.round++
	p.start, p.found = start, nil
	for _, root := range p.Roots {
		if info, err := os.Stat(root); err == nil && info.IsDir() {
			p.see(root, info)
			p.enter(root)
		}
	}
	for path, s := range p.seen {
		if s.round != p.round {
			delete(p.seen, path)
			p.found = append(p.found, path)
		}
	}
	return p.found
}

// enter looks at all that is below a folder.
func (p *poller) enter(dir string) {
	for _, e := range readDir(dir) {
		if p.Ignored(e.Name()) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // it has gone
		}
		path := filepath.Join(dir, e.Name())
		p.see(path, info)
		if info.IsDir() {
			p.enter(path)
		}
	}
}

// see compares a file with how it was last seen.
func (p *poller) see(path string, info fs.FileInfo) {
	now := stamp{id: identify(info), mode: info.Mode()}
	if !info.IsDir() {
		now.size, now.modified = info.Size(), info.ModTime().UnixNano()
	}
	s := p.seen[path]
	if s == nil {
		s = &sighting{}
		p.seen[path] = s
	}
	if s.stamp != now || s.fresh {
		p.found = append(p.found, path)
	}
	*s = sighting{stamp: now, round: p.round, fresh: !info.IsDir() && fresh(info.ModTime(), p.start)}
}

// fresh says that a file was changed so shortly before a time, or after it, that it
// can be changed again without its time showing it. Clocks of files stand still for
// some milliseconds, on old file systems, which know whole seconds only, for two
// seconds. A time far ahead is nonsense, and the file is not told again and again.
func fresh(modified, start time.Time) bool {
	still, ahead := 20*time.Millisecond, -time.Minute
	if modified.Nanosecond() == 0 {
		still = 2 * time.Second
	}
	age := start.Sub(modified)
	return ahead < age && age < still
}
