package generator

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"time"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/parallel"
	"gongkai/generator/render"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// A shelf is what was read of a content folder, file by file, not yet linked.
type shelf struct {
	listing  *source.Listing
	settings *settings.Settings
	formats  *format.Set
	words    []check.WordList
	sums     generalSums
	listed   diag.List // problems of the listing
	general  diag.List // problems of archive.toml, formats and words

	reports []reading[report.Report] // as in the listing
	pages   []reading[report.Page]   // as in the listing
}

// generalSums are those of what is no report and no page.
type generalSums struct{ settings, formats render.Sum }

// A reading is what a file gave: nil where it cannot be used at all.
type reading[T any] struct {
	value    *T
	problems diag.List
	stamp    source.Stamp // of the file; zero where another state of it may have the same
	kept     bool         // it was taken over
}

// readShelf reads all of a content folder, but for what earlier readings tell; nil for
// none. Without archive.toml nothing but the listing is read.
func readShelf(ctx context.Context, o Options, readings *Readings) (*shelf, error) {
	s := &shelf{settings: &settings.Settings{}}
	earlier := readings.fetch()
	var err error
	if s.listing, s.listed, err = source.Load(o.Content, o.Dir); err != nil || s.listing.Settings.Path == "" {
		return s, err
	}
	if err := s.readGeneral(o); err != nil {
		return nil, err
	}
	set := s.matching(earlier())
	s.reports = make([]reading[report.Report], len(s.listing.Reports))
	s.pages = make([]reading[report.Page], len(s.listing.Pages))
	return s, s.readTexts(ctx, o, readings, func(i int) bool { return !s.take(set, i) })
}

// readGeneral reads archive.toml, the formats and the lists of words.
func (s *shelf) readGeneral(o Options) error {
	l := s.listing
	text, err := fs.ReadFile(o.Content, l.Settings.Path)
	if err != nil {
		return err
	}
	s.settings, s.general = settings.Read(l.Settings.Place, text)
	s.sums.settings = render.SumOf(text)
	if len(s.general) == 0 && len(s.settings.Agencies) == 0 && len(l.Reports) > 0 {
		s.general.Add(diag.Pos{File: l.Settings.Place, Line: 1, Col: 1}, "unknown-agency",
			diag.Textf("没有声明任何机关，却有 %d 份报告", "no agency is declared, but there are %d reports", len(l.Reports)),
			diag.Textf("每个机关写一节 [[agency]]，id 与 reports 下的文件夹同名", "write an [[agency]] for each, its id the name of the folder below reports"))
	}
	formats, err := formatTexts(o, l.Formats)
	if err != nil {
		return err
	}
	var more diag.List
	s.formats, more = format.Load(format.Builtin(), formats)
	s.sums.formats = render.SumOf(formats)
	s.general = append(s.general, more...)
	for _, f := range l.Words {
		text, err := fs.ReadFile(o.Content, f.Path)
		if err != nil {
			return err
		}
		list, more := check.ReadWords(f.Place, text)
		s.words = append(s.words, list)
		s.general = append(s.general, more...)
	}
	return nil
}

// readTexts reads the reports and pages that are wanted, side by side.
func (s *shelf) readTexts(ctx context.Context, o Options, readings *Readings, wanted func(i int) bool) error {
	reader := schema.New(s.settings, s.formats)
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	return parallel.Each(ctx, o.Jobs, len(s.reports)+len(s.pages), func(i int) error {
		if !wanted(i) {
			return nil
		}
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		return s.readOne(o, readings, reader, i, buffer)
	})
}

// file gives a report, or behind all reports a page, by its place.
func (s *shelf) file(i int) source.File {
	if i < len(s.reports) {
		return s.listing.Reports[i].File
	}
	return s.listing.Pages[i-len(s.reports)].File
}

// sound says whether a report or page by its place has no problems.
func (s *shelf) sound(i int) bool {
	if i < len(s.reports) {
		return len(s.reports[i].problems) == 0
	}
	return len(s.pages[i-len(s.reports)].problems) == 0
}

// readOne reads a report or page by its place.
func (s *shelf) readOne(o Options, readings *Readings, reader *schema.Reader, i int, buffer *[]byte) error {
	if i < len(s.reports) {
		return s.readReport(o, readings, reader, i, buffer)
	}
	return s.readPage(o, readings, reader, i-len(s.reports), buffer)
}

func (s *shelf) readReport(o Options, readings *Readings, reader *schema.Reader, i int, buffer *[]byte) (err error) {
	file, to := s.listing.Reports[i], &s.reports[i]
	to.stamp, to.kept = readings.trusted(file.File), false
	if *buffer, err = readFile(o.Content, file.File, *buffer); err != nil {
		return err
	}
	if to.value, to.problems = reader.Report(file, *buffer); to.value != nil {
		to.value.Sums = report.SumsOf(*buffer, to.value.Body)
	}
	return nil
}

func (s *shelf) readPage(o Options, readings *Readings, reader *schema.Reader, i int, buffer *[]byte) (err error) {
	file, to := s.listing.Pages[i], &s.pages[i]
	to.stamp, to.kept = readings.trusted(file.File), false
	if *buffer, err = readFile(o.Content, file.File, *buffer); err != nil {
		return err
	}
	if to.value, to.problems = reader.Page(file, *buffer); to.value != nil {
		to.value.Sums = report.SumsOf(*buffer, to.value.Body)
	}
	return nil
}

// problems gives what is wrong with single files, in no order.
func (s *shelf) problems() diag.List {
	all := append(s.listed[:len(s.listed):len(s.listed)], s.general...)
	for i := range s.reports {
		all = append(all, s.reports[i].problems...)
	}
	for i := range s.pages {
		all = append(all, s.pages[i].problems...)
	}
	return all
}

// link makes an archive of what was read, without drafts unless they are asked
// for, and gives all problems.
func (s *shelf) link(o Options) (*Content, diag.List) {
	problems := s.problems()
	c := &Content{Settings: s.settings, Formats: s.formats, Words: s.words, sums: s.sums}
	if s.listing.Settings.Path == "" {
		return c, problems
	}
	c.unread = map[string][]int{}
	for i, r := range s.listing.Reports {
		if s.reports[i].value == nil {
			c.unread[r.Agency] = append(c.unread[r.Agency], r.Year)
		}
	}
	for i, p := range s.listing.Pages {
		if s.pages[i].value == nil {
			c.unreadPages = append(c.unreadPages, p.Name)
		}
	}
	start := time.Now()
	var more diag.List
	c.Archive, more = archive.New(s.settings,
		usable(s.reports, func(r *report.Report) bool { return o.Drafts || !r.Draft }),
		usable(s.pages, func(*report.Page) bool { return true }))
	c.linking = time.Since(start)
	problems = append(problems, more...)
	problems.Sort()
	return c, problems
}

// usable gives what could be read and is wanted.
func usable[T any](all []reading[T], wanted func(*T) bool) []*T {
	kept := make([]*T, 0, len(all))
	for i := range all {
		if v := all[i].value; v != nil && wanted(v) {
			kept = append(kept, v)
		}
	}
	return kept
}

// renew gives the shelf as the folder is now. What the changed paths, files or
// folders, do not concern is not read again.
func (s *shelf) renew(ctx context.Context, o Options, changed []string) (*shelf, error) {
	now := &shelf{}
	var err error
	if now.listing, now.listed, err = source.Load(o.Content, o.Dir); err != nil {
		return nil, err
	}
	if now.listing.Settings.Path == "" || s.listing.Settings.Path == "" {
		return readShelf(ctx, o, nil)
	}
	if slices.ContainsFunc(changed, concernsAll) || len(s.general) > 0 || len(s.settings.Agencies) == 0 {
		if err := now.readGeneral(o); err != nil {
			return nil, err
		}
		if now.sums.formats == s.sums.formats {
			now.formats = s.formats // the readings that are carried over point into it
		}
	} else {
		now.settings, now.formats, now.words, now.sums = s.settings, s.formats, s.words, s.sums
	}
	if now.means() != s.means() {
		return readShelf(ctx, o, nil)
	}
	now.reports = make([]reading[report.Report], len(now.listing.Reports))
	now.pages = make([]reading[report.Page], len(now.listing.Pages))
	carried := now.carry(s, changed)
	return now, now.readTexts(ctx, o, nil, func(i int) bool { return !carried[now.file(i).Path] })
}

// concernsAll says that a path may lead to archive.toml, formats or words.
func concernsAll(path string) bool {
	top, _, _ := strings.Cut(path, "/")
	return top != "reports" && top != "pages"
}

// means names all that a reading depends on, its file and how that is listed apart:
// what [schema.New] is given. Where it is the same, so is what a file says.
func (s *shelf) means() string {
	var agencies, nodes []string
	for _, a := range s.settings.Agencies {
		agencies = append(agencies, a.ID)
	}
	for _, c := range s.settings.Catalogues {
		nodes = append(nodes, c.ID)
	}
	return fmt.Sprintf("%x %q %q", s.sums.formats, agencies, nodes)
}

// carry takes over the readings of files that nothing has happened to.
func (s *shelf) carry(before *shelf, changed []string) map[string]bool {
	reports := make(map[string]int, len(before.reports))
	for i, f := range before.listing.Reports {
		reports[f.Path] = i
	}
	pages := make(map[string]int, len(before.pages))
	for i, f := range before.listing.Pages {
		pages[f.Path] = i
	}
	touched := touchedBy(changed)
	carried := make(map[string]bool, len(s.reports)+len(s.pages))
	for i, f := range s.listing.Reports {
		if at, ok := reports[f.Path]; ok && !touched(f.Path) && slices.Equal(f.Attachments, before.listing.Reports[at].Attachments) {
			s.reports[i], carried[f.Path] = before.reports[at], true
		}
	}
	for i, f := range s.listing.Pages {
		if at, ok := pages[f.Path]; ok && !touched(f.Path) && slices.Equal(f.Assets, before.listing.Pages[at].Assets) {
			s.pages[i], carried[f.Path] = before.pages[at], true
		}
	}
	return carried
}

// touchedBy gives the test of whether a path or a folder above it is among some.
func touchedBy(changed []string) func(path string) bool {
	set := make(map[string]bool, len(changed))
	for _, c := range changed {
		set[c] = true
	}
	return func(path string) bool {
		for i := range len(path) {
			if path[i] == '/' && set[path[:i]] {
				return true
			}
		}
		return set[path]
	}
}

// places gives the place of each report in reports, and of each page in pages,
// counted on behind the reports.
func (s *shelf) places() map[string]int {
	at := make(map[string]int, len(s.reports)+len(s.pages))
	for i, f := range s.listing.Reports[:len(s.reports)] {
		at[f.Path] = i
	}
	for i, f := range s.listing.Pages[:len(s.pages)] {
		at[f.Path] = len(s.reports) + i
	}
	return at
}
