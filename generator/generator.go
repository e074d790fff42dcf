// Package generator compiles a content folder into a site.
//
//	stats, problems, err := generator.Build(ctx, generator.Options{
//		Content: os.DirFS("content"),
//		Theme:   []theme.Layer{{Name: "themes/default", Files: themes.Default()}},
//	}, site.Emit)
//
// The stages are packages of their own, with plain data between them: source
// finds the files, schema reads them, archive links all reports to each other,
// markdown, render and dataset turn them into files, which emit receives.
// Nothing here writes to a disk.
//
// Problems are what authors mend; with any of them the files given to emit are
// no site and must be thrown away. An error is a machine that does not work.
package generator

import (
	"context"
	"io/fs"
	"time"

	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/render"
	"gongkai/generator/search"
	"gongkai/generator/search/columns"
	"gongkai/generator/search/numbers"
	"gongkai/generator/theme"
)

// Options say what to build.
type Options struct {
	Content fs.FS         // the content folder
	Dir     string        // its name, with which places in messages begin: content
	Theme   []theme.Layer // a later layer overrides files of an earlier one
	BaseURL string        // overrides that of archive.toml; "" for no override
	Drafts  bool          // build drafts too
	Jobs    int           // how many reports are worked on at a time; at least 1
	Trace   bool          // for a preview: blocks of pages tell their lines, in attributes data-preview-line

	// Earlier, when set, is a site of which unchanged files are taken.
	Earlier *Earlier

	// Spool, when set, opens a place for the files of an edition's search, which else
	// are held in memory.
	Spool func() (Spool, error)

	// Readings, when set, is what an earlier Edition read: Open takes it over for the
	// files that have not changed since. Nothing else does.
	Readings *Readings

	// Part, when set, says that the content is a part of an archive, and what Check is
	// to do with it.
	Part *Part

	// History is what git tells of the reports; nil for none.
	History *history.Log

	// Loaded, when set, is told how many reports there are, before the pages are made.
	Loaded func(reports int)

	// Progress, when set, is told how many of the files to make are done. It may be
	// called from several goroutines.
	Progress func(done, total int)
}

// A Part is as much of an archive as somebody wants to know about.
type Part struct {
	Extent func(agency string, year int) check.Extent // which rules are applied to a report
	Newest int                                        // year of the newest report of the archive; 0 where nothing hangs on it
}

// Emit receives a file of the site: its name below the site's root, with
// slashes. It is called from several goroutines, and data is only lent.
type Emit = render.Emit

// Stats are the figures of a build.
type Stats struct {
	Reports int
	Pages   int // HTML pages
	Load    time.Duration
	Check   time.Duration // linking all reports
	Render  time.Duration // with emitting

	Search  time.Duration // making the index; reading the pages for it is in Render
	Index   search.Stats
	Numbers numbers.Stats // of the look-up of numbers
	Columns columns.Stats // of the tests of cells

	Kept int    // pages that were taken from the earlier site
	Memo []byte // for the next build, as Earlier.Memo; nil without an earlier site
}

// Build is the whole way from the content folder to the files of a site.
func Build(ctx context.Context, o Options, emit Emit) (Stats, diag.List, error) {
	var stats Stats
	clock := stopwatch()
	c, problems, err := Load(ctx, o)
	if err != nil {
		return stats, problems, err
	}
	stats.Load, stats.Check = clock()-c.linking, c.linking
	if len(problems) > 0 {
		problems = append(problems, c.checkTexts(ctx, o)...)
		problems.Sort()
		return stats, problems, ctx.Err()
	}
	if o.Loaded != nil {
		o.Loaded(len(c.Archive.Reports))
	}
	theme, problems, err := render.LoadTheme(o.Theme...)
	if err != nil || len(problems) > 0 {
		return stats, problems, err
	}
	if err := c.check(ctx, o); err != nil {
		return stats, nil, err
	}
	stats.Check += clock()
	w, err := newWriter(c, theme, o, emit)
	if err != nil {
		return stats, nil, err
	}
	w.index = newIndexer(c.Archive, c.textBytes())
	problems, err = w.write(ctx)
	problems.Sort()
	stats.Render = clock()
	if err != nil || len(problems) > 0 {
		return stats, problems, err
	}
	err = w.search(ctx, &stats)
	stats.Search = clock()
	stats.Reports, stats.Pages = len(c.Archive.Reports), int(w.pages.Load())
	if err == nil && w.memory != nil {
		stats.Kept = w.memory.pages
		stats.Pages += stats.Kept
		stats.Memo, err = w.memory.encode()
	}
	return stats, problems, err
}

// stopwatch gives a function that says how long it was not called. Durations are
// told to people; nothing of them is in the site.
func stopwatch() func() time.Duration {
	last := time.Now()
	return func() time.Duration {
		now := time.Now()
		d := now.Sub(last)
		last = now
		return d
	}
}
