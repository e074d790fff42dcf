package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/render"
	"gongkai/generator/theme"
)

// An Edition is an archive that stays in memory, follows its files and makes any
// file of its site when it is asked for one. What it makes are the bytes that a
// build of the same content would write.
//
//	e, err := generator.Open(ctx, options)
//	page, err := e.File(ctx, "reports/swj/2022/index.html")
//	err = e.Update(ctx, generator.Changes{Content: []string{"reports/swj/2022.md"}})
//
// Pages are made anew each time, so none can be out of date. A file that changed
// is read again by itself; only when that changes how reports are linked (by a
// number, a date, a report more or less) are all linked again. While the content
// has problems the last archive without any serves on.
//
// Its methods may be called side by side.
type Edition struct {
	o EditionOptions // without Readings, once it is opened

	mu       sync.RWMutex // held to write while changes are taken in
	shelf    *shelf
	places   map[string]int       // of reports and pages on the shelf, by path
	problems diag.List            // of the shelf, and of the links between reports
	inTheme  diag.List            // problems of the theme
	inTexts  map[string]diag.List // problems of Markdown, by path, as far as it was looked at
	theme    *theme.Theme         // the last one without problems; nil where there was none
	content  *Content             // the last one without problems; nil where there was none
	unlinked bool                 // the shelf has other files than the content
	stale    map[string]bool      // files that the shelf has as they are now, the content as they were
	plan     *plan                // of content and theme; nil where one of them is missing
	version  uint64               // goes up with each update

	making sync.Mutex // held while a file of all reports is made
	still  *still     // nil until somebody wants such a file
}

// EditionOptions are those of [Open].
type EditionOptions struct {
	SiteOptions

	// Spool, when set, opens a place for the files of the search, which else are held
	// in memory.
	Spool func() (Spool, error)

	// Readings, when set, is what an earlier Edition read: Open takes it over for the
	// files that have not changed since.
	Readings *Readings

	// Loaded, when set, is told how many reports there are, before pages are made.
	Loaded func(reports int)
}

// Changes are files that are no longer as they were.
type Changes struct {
	Content []string // files and folders below the content folder, with slashes; what is new or gone too
	Theme   bool     // some file of the theme
	All     bool     // anything
}

// And gives the changes of two times together.
func (c Changes) And(more Changes) Changes {
	paths := slices.Concat(c.Content, more.Content)
	slices.Sort(paths)
	return Changes{Content: slices.Compact(paths), Theme: c.Theme || more.Theme, All: c.All || more.All}
}

// Open reads an archive. Problems in it are no error: [Edition.Problems] has them.
func Open(ctx context.Context, o EditionOptions) (*Edition, error) {
	e := &Edition{o: o, inTexts: map[string]diag.List{}, stale: map[string]bool{}}
	err := e.Update(ctx, Changes{All: true})
	e.o.Readings = nil
	return e, err
}

// Update takes changed files in. After an error, which is a machine that does not
// work, part of them may be taken in; they may be given again.
func (e *Edition) Update(ctx context.Context, c Changes) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.version++
	if c.Theme || c.All {
		if err := e.readTheme(); err != nil {
			return err
		}
	}
	if err := e.readContent(ctx, c); err != nil {
		return err
	}
	if err := e.settle(); err != nil {
		return err
	}
	e.lookAgain(c.Content)
	return nil
}

// SetHistory puts another git history in the place of that of the options; nil for
// none.
func (e *Edition) SetHistory(log *history.Log) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.version++
	e.o.History, e.plan = log, nil
	return e.settle()
}

// File gives a file of the site by its name, with slashes: agencies/index.html.
// The error is fs.ErrNotExist where a build would write none of this name, and
// *Broken where what it is made of has problems. A file of the search may take as
// long as the index of all texts.
func (e *Edition) File(ctx context.Context, name string) (data []byte, err error) {
	err = e.asItIs(ctx, func() error {
		data, err = e.file(ctx, name)
		return err
	})
	return data, err
}

// patience is how often a file may change while it is looked at.
const patience = 20

// asItIs does something, and again after an update where that finds a file changed.
func (e *Edition) asItIs(ctx context.Context, do func() error) error {
	for try := 0; ; try++ {
		err := do()
		var changed *changedError
		if !errors.As(err, &changed) || try == patience {
			return err
		}
		// The file is written to at this very moment, or nobody said that it changed.
		if err := e.Update(ctx, Changes{Content: []string{changed.file}}); err != nil {
			return err
		}
	}
}

func (e *Edition) file(ctx context.Context, name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if e.ofAll(name) {
		return e.fileOfAll(ctx, name)
	}
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.plan == nil {
		return nil, &Broken{e.allProblems()}
	}
	data, problems, err := e.plan.file(name)
	var changed *changedError
	if errors.As(err, &changed) && e.stale[changed.file] {
		return nil, &Broken{e.allProblems()}
	}
	if len(problems) > 0 {
		return nil, &Broken{problems}
	}
	return data, err
}

// Problems gives all that stands in the way of a build, as far as it is known:
// the Markdown of files that did not change is looked at when its page is made and
// by [Edition.CheckTexts].
func (e *Edition) Problems() diag.List {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.allProblems()
}

func (e *Edition) allProblems() diag.List {
	all := slices.Concat(e.problems, e.inTheme)
	for _, name := range slices.Sorted(maps.Keys(e.inTexts)) {
		all = append(all, e.inTexts[name]...)
	}
	all.Sort()
	return all
}

// Address gives the address of the page that a file of the content becomes; false
// for what is no report or page of the archive.
func (e *Edition) Address(file string) (address string, ok bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.plan == nil {
		return "", false
	}
	folder, ok := strings.CutSuffix(file, ".md")
	if r, is := e.plan.reports[folder]; ok && is {
		return render.ReportAddress(r), true
	}
	if p, is := e.plan.pages[strings.TrimPrefix(folder, "pages/")]; ok && is && p.File == file {
		return render.PageAddress(p), true
	}
	return "", false
}

// Drafts gives the addresses of the reports that are drafts, in the archive's order.
func (e *Edition) Drafts() []string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	var drafts []string
	if e.content != nil {
		for _, r := range e.content.Archive.Reports {
			if r.Draft {
				drafts = append(drafts, render.ReportAddress(r))
			}
		}
	}
	return drafts
}

// Close lets go of what the edition holds outside of memory. It is not used
// afterwards.
func (e *Edition) Close() error {
	e.making.Lock()
	defer e.making.Unlock()
	return e.still.close()
}

// Broken tells that a file of the site cannot be made, because of problems in what
// it is made of.
type Broken struct{ Problems diag.List }

func (b *Broken) Error() string {
	if len(b.Problems) == 0 {
		return "there is no archive"
	}
	return fmt.Sprintf("%s: %s (%d problems)", b.Problems[0].Pos, b.Problems[0].Text.En, len(b.Problems))
}
