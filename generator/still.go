package generator

import (
	"context"
	"errors"
	"strings"

	"gongkai/generator/parallel"
	"gongkai/generator/theme"
)

// A still is an edition as it was at one moment. It makes what looks at all
// reports together and takes long: the files of the search, and the pages that
// list all findings for staff. It is made when somebody wants such a file, and anew
// when somebody wants one after a change.
type still struct {
	version uint64 // of the edition
	o       EditionOptions
	content *Content
	theme   *theme.Theme
	plan    *plan    // that has the findings; nil until they are wanted
	files   *spooled // of the search; nil until they are wanted
}

// ofAll says whether a file is made of all reports together.
func (e *Edition) ofAll(name string) bool {
	if strings.HasPrefix(name, "search/") {
		return true
	}
	if !strings.HasPrefix(name, "checks/") {
		return false
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.content != nil && e.content.Settings.Site.Findings
}

// fileOfAll makes such a file. One is made at a time: who waits has the next one
// for nothing.
func (e *Edition) fileOfAll(ctx context.Context, name string) ([]byte, error) {
	e.making.Lock()
	defer e.making.Unlock()
	if err := e.holdStill(); err != nil {
		return nil, err
	}
	if strings.HasPrefix(name, "search/") {
		return e.still.search(ctx, name)
	}
	return e.still.staff(ctx, name)
}

// holdStill brings the still up to date. While there are problems the last one
// serves on.
func (e *Edition) holdStill() error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.still != nil && e.still.version == e.version {
		return nil
	}
	problems := e.allProblems()
	if len(problems) == 0 && e.plan != nil {
		var c *Content
		if c, problems = e.shelf.link(e.o.Options); len(problems) == 0 {
			last := e.still
			e.still = &still{version: e.version, o: e.o, content: c, theme: e.theme}
			return last.close()
		}
	}
	if e.still != nil {
		return nil
	}
	return &Broken{problems}
}

// search gives a file of the search, of which all are made at once.
func (s *still) search(ctx context.Context, name string) ([]byte, error) {
	if s.files == nil {
		files, err := s.index(ctx)
		if err != nil {
			return nil, err
		}
		s.files = files
	}
	return s.files.read(name)
}

// index makes all files of the search.
func (s *still) index(ctx context.Context) (*spooled, error) {
	w, err := newWriter(s.content, s.theme, s.o.SiteOptions, nil, nil)
	if err != nil {
		return nil, err
	}
	w.index = newIndexer(s.content.Archive, s.content.textBytes())
	if err := w.gather(ctx); err != nil {
		return nil, err
	}
	files, err := newSpooled(s.o.Spool)
	if err != nil {
		return nil, err
	}
	w.emit = files.emit
	if err := w.search(ctx, &Stats{}); err != nil {
		return nil, errors.Join(err, files.close())
	}
	return files, nil
}

// close lets the files of the search go.
func (s *still) close() error {
	if s == nil || s.files == nil {
		return nil
	}
	return s.files.close()
}

// gather makes the pages of all texts for the sake of the index.
func (w *writer) gather(ctx context.Context) error {
	documents := w.documents()
	nowhere := func(string, []byte) error { return nil }
	return parallel.Each(ctx, w.jobs, len(documents), func(i int) error {
		problems, err := documents[i].page(w, nowhere)
		if len(problems) > 0 {
			return &Broken{problems}
		}
		return err
	})
}

// staff gives a page that lists findings.
func (s *still) staff(ctx context.Context, name string) ([]byte, error) {
	if s.plan == nil {
		if err := s.content.check(ctx, s.o.Options); err != nil {
			return nil, err
		}
		w, err := newWriter(s.content, s.theme, s.o.SiteOptions, nil, nil)
		if err != nil {
			return nil, err
		}
		s.plan = newPlan(w)
	}
	data, problems, err := s.plan.file(name)
	if len(problems) > 0 {
		return nil, &Broken{problems}
	}
	return data, err
}
