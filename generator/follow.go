package generator

import (
	"context"
	"io/fs"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/render"
	"gongkai/generator/schema"
	"gongkai/generator/source"
)

// How an edition follows its files. All of this is called with the lock held.

// readTheme reads the theme again. One with problems does not take the place of
// one without.
func (e *Edition) readTheme() error {
	t, problems, err := render.LoadTheme(e.o.Theme...)
	if err != nil {
		return err
	}
	e.inTheme = problems
	if len(problems) == 0 {
		e.theme, e.plan = t, nil
	}
	return nil
}

// readContent brings the shelf up to date.
func (e *Edition) readContent(ctx context.Context, c Changes) (err error) {
	switch {
	case c.All:
		e.shelf, err = readShelf(ctx, e.o.Options, e.o.Readings)
	case e.onlyTexts(c.Content):
		return e.readTexts(c.Content)
	default:
		var now *shelf
		if now, err = e.shelf.renew(ctx, e.o.Options, c.Content); err == nil {
			e.shelf = now
		}
	}
	if err != nil {
		return err
	}
	e.places, e.unlinked = e.shelf.places(), true
	return nil
}

// onlyTexts says whether all changes are in reports and pages that are known and
// still there.
func (e *Edition) onlyTexts(changed []string) bool {
	for _, name := range changed {
		if _, ok := e.places[name]; !ok {
			return false
		}
		info, err := fs.Stat(e.o.Content, name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > source.MaxText {
			return false
		}
	}
	return true
}

// readTexts reads some reports and pages again.
func (e *Edition) readTexts(changed []string) error {
	reader := schema.New(e.shelf.settings, e.shelf.formats)
	var buffer []byte
	for _, name := range changed {
		if err := e.shelf.readOne(e.o.Options, nil, reader, e.places[name], &buffer); err != nil {
			return err
		}
		e.stale[name] = true
	}
	return nil
}

// settle brings the content up to date: by exchanging readings where that will do,
// else by an archive of the whole shelf, if it has no problems.
func (e *Edition) settle() error {
	if e.unlinked || !e.exchange() {
		c, problems := e.shelf.link(e.o.Options)
		e.problems = problems
		if len(problems) > 0 || c.Archive == nil {
			e.unlinked = true
			return nil
		}
		e.content, e.plan, e.unlinked = c, nil, false
		clear(e.stale)
		if e.o.Loaded != nil {
			e.o.Loaded(len(c.Archive.Reports))
		}
	} else {
		e.problems = e.shelf.problems()
	}
	if e.plan != nil || e.theme == nil {
		return nil
	}
	w, err := newWriter(e.content, e.theme, e.o.SiteOptions, nil, nil)
	if err != nil {
		return err
	}
	e.plan = newPlan(w)
	return nil
}

// exchange puts the new readings of files without problems into the place of the
// old ones. It does not if that would change a link between reports.
func (e *Edition) exchange() bool {
	if len(e.stale) == 0 {
		return true
	}
	if e.plan == nil {
		return false
	}
	var sound []string
	for name := range e.stale {
		if e.shelf.sound(e.places[name]) {
			if !e.fits(e.places[name]) {
				return false
			}
			sound = append(sound, name)
		}
	}
	for _, name := range sound {
		e.put(e.places[name])
		delete(e.stale, name)
	}
	return true
}

// put puts the reading of a file by its place into the archive.
func (e *Edition) put(i int) {
	if i < len(e.shelf.reports) {
		now := e.shelf.reports[i].value
		if held, ok := e.plan.reports[strings.TrimSuffix(now.File, ".md")]; ok {
			held.Report = now
		}
		return
	}
	now := e.shelf.pages[i-len(e.shelf.reports)].value
	*e.plan.pages[now.Name] = *now
}

// fits says whether a file by its place can take the place of its older reading.
func (e *Edition) fits(i int) bool {
	if i < len(e.shelf.reports) {
		now := e.shelf.reports[i].value
		held, ok := e.plan.reports[strings.TrimSuffix(now.File, ".md")]
		if !ok { // a draft, and none is wanted
			return now.Draft && !e.o.Drafts
		}
		return held.Fits(now)
	}
	now := e.shelf.pages[i-len(e.shelf.reports)].value
	held, ok := e.plan.pages[now.Name]
	return ok && held.Title == now.Title && held.Order == now.Order && held.Updated == now.Updated
}

// lookAgain looks for problems in the Markdown of files that changed, and of those
// that had some.
func (e *Edition) lookAgain(changed []string) {
	for name := range e.inTexts {
		if _, ok := e.places[name]; !ok {
			delete(e.inTexts, name)
		}
		changed = append(changed[:len(changed):len(changed)], name)
	}
	for _, name := range changed {
		e.look(name)
	}
}

// look looks for problems in the Markdown of a file.
func (e *Edition) look(name string) {
	delete(e.inTexts, name)
	if e.plan == nil || e.stale[name] {
		return
	}
	if problems := e.plan.textProblems(name); len(problems) > 0 {
		e.inTexts[name] = problems
	}
}

// CheckTexts looks for problems in all Markdown, one file after the other, and
// lets updates in between. It is meant to run beside the rest.
func (e *Edition) CheckTexts(ctx context.Context) error {
	e.mu.RLock()
	names := make([]string, 0, len(e.places))
	for name := range e.places {
		names = append(names, name)
	}
	e.mu.RUnlock()
	for _, name := range names {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		e.mu.RLock()
		var problems diag.List
		if e.plan != nil && !e.stale[name] {
			problems = e.plan.textProblems(name)
		}
		e.mu.RUnlock()
		if len(problems) > 0 {
			e.mu.Lock()
			e.look(name)
			e.mu.Unlock()
		}
	}
	return nil
}
