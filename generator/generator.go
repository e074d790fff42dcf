// Package generator compiles a content folder into a site.
//
//	stats, problems, err := generator.Build(ctx, generator.BuildOptions{SiteOptions: generator.SiteOptions{
//		Options: generator.Options{Content: os.DirFS("content"), Jobs: 2},
//		Theme:   []theme.Layer{{Name: "themes/default", Files: themes.Default()}},
//	}}, site.Emit)
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

	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/render"
	"gongkai/generator/search"
	"gongkai/generator/search/columns"
	"gongkai/generator/search/numbers"
	"gongkai/generator/theme"
)

// Options say which content is meant.
type Options struct {
	Content fs.FS        // the content folder
	Dir     string       // its name, with which places in messages begin: content
	Drafts  bool         // drafts are reports too
	Jobs    int          // how many reports are worked on at a time; at least 1
	History *history.Log // what git tells of the reports; nil for none
}

// SiteOptions say what site is made of it.
type SiteOptions struct {
	Options
	Theme   []theme.Layer // a later layer overrides files of an earlier one
	BaseURL string        // overrides that of archive.toml; "" for no override
	Trace   bool          // for a preview: blocks of pages tell their lines, in attributes data-preview-line
}

// BuildOptions are those of [Build].
type BuildOptions struct {
	SiteOptions

	// Earlier, when set, is a site of which unchanged files are taken.
	Earlier *Earlier

	// Loaded, when set, is told how many reports there are, before the pages are made.
	Loaded func(reports int)

	// Progress, when set, is told how many of the files to make are done. It may be
	// called from several goroutines.
	Progress func(done, total int)
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
func Build(ctx context.Context, o BuildOptions, emit Emit) (Stats, diag.List, error) {
	var stats Stats
	clock := stopwatch()
	c, problems, err := Load(ctx, o.Options)
	if err != nil {
		return stats, problems, err
	}
	stats.Load, stats.Check = clock()-c.linking, c.linking
	if len(problems) > 0 {
		problems = append(problems, c.checkTexts(ctx, o.Options)...)
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
	if err := c.check(ctx, o.Options); err != nil {
		return stats, nil, err
	}
	stats.Check += clock()
	memory, err := newMemory(o.Earlier, c)
	if err != nil {
		return stats, nil, err
	}
	w, err := newWriter(c, theme, o.SiteOptions, memory, emit)
	if err != nil {
		return stats, nil, err
	}
	w.index, w.progress = newIndexer(c.Archive, c.textBytes()), o.Progress
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
