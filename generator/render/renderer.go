// Package render draws the pages of an archive: it turns the model into the data
// of templates, runs the templates of a theme, draws statutory tables as the
// official form, and writes what machines read (Atom feed, sitemap, JSON-LD).
//
//	r, err := render.New(archive, theme, render.Options{BaseURL: "https://…/"})
//	body, problems := converter.Convert(r.Source(report, place, text, line))
//	err = r.Report(report, body, links, emit)
//	for _, task := range r.Rest() {   // everything that is not about one report
//		err = task.Run(emit)
//	}
//
// Links are relative, so that the site works under any path. The package reads
// no content files and writes to no disk; its methods may be called side by side,
// and the same archive gives the same bytes.
package render

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/format"
	"gongkai/generator/history"
	"gongkai/generator/report"
	"gongkai/generator/theme"
)

// policy is the Content-Security-Policy of every page: nothing from other hosts,
// no script or style inside a page.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"

// Options say how pages are made.
type Options struct {
	BaseURL string // takes the place of that of archive.toml; "" for no change

	Scripts  Scripts         // of the search
	Rules    []check.Rule    // what reports are checked for, for the page that explains it
	Findings []check.Finding // all findings, for the pages for staff; nil for no such pages

	// Trace makes the blocks of texts tell their lines, for a preview; never for a
	// site. See markdown.Source.
	Trace bool

	// Unchanged, when set, is asked before a page is drawn: the name of its file, and the
	// sum of all that goes into it. When it says yes the page is not drawn.
	Unchanged func(name string, sum Sum) bool

	// History gives the record of a report, and whether older revisions may be lost;
	// nil for no records.
	History func(*archive.Report) (record []history.Entry, cut bool, err error)
}

// Scripts are what the search does in the browser.
type Scripts struct {
	Text   theme.Asset // what marks hits in a page
	Search theme.Asset // what the search page needs
	Table  theme.Asset // what both load when a text needs it; beside them
}

// Emit receives a file of the site: its name below the site's root, with slashes.
// data is only lent.
type Emit func(name string, data []byte) error

// A Task makes some files of the site.
type Task struct {
	Name string // of its file, or of the folder in which its files lie
	Run  func(emit Emit) error
}

// A Renderer draws the pages of one archive.
type Renderer struct {
	archive     *archive.Archive
	theme       *theme.Theme
	base        string // absolute address of the site with a slash at its end; "" when unknown
	files       bool   // links name index.html
	site        Site
	nav         []navigation
	tables      map[*format.Table]*drawnTable
	reports     func() map[string]*archive.Report // by content file; made when a link first asks
	pages       map[string]*report.Page           // by content file
	figures     []format.Figure                   // of all formats, newest first
	rules       []check.Rule
	findings    *staffFindings // nil for no pages for staff
	scripts     Scripts
	trace       bool
	history     func(*archive.Report) ([]history.Entry, bool, error) // may be nil
	corrections []corrected                                          // the newest first
	unchanged   func(name string, sum Sum) bool
	shells      sync.Map // drawnShell by root and place
	buffers     sync.Pool
}

// navigation is an entry of the main navigation.
type navigation struct{ text, address string }

// New makes a Renderer. Without a theme it draws no pages, but answers for Source
// and PageSource.
func New(a *archive.Archive, theme *theme.Theme, o Options) (*Renderer, error) {
	r := &Renderer{
		archive: a, theme: theme, base: a.Site.BaseURL, files: a.Site.Links == "file",
		tables: map[*format.Table]*drawnTable{}, reports: sync.OnceValue(func() map[string]*archive.Report { return byFile(a.Reports) }), pages: map[string]*report.Page{},
		buffers: sync.Pool{New: func() any { return new([]byte) }},
	}
	if o.BaseURL != "" {
		u, err := url.Parse(o.BaseURL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
			return nil, fmt.Errorf("the base URL %q is not an absolute address (http:// or https://)", o.BaseURL)
		}
		r.base = strings.TrimRight(o.BaseURL, "/") + "/"
	}
	r.rules, r.scripts, r.trace, r.unchanged = o.Rules, o.Scripts, o.Trace, o.Unchanged
	r.history, r.corrections = o.History, allCorrections(a)
	if o.Findings != nil {
		r.findings = sortFindings(o.Findings)
	}
	s := a.Site
	r.site = Site{
		Title: s.Title, Operator: s.Operator, Language: s.Language, Description: s.Description, ICP: s.ICP, PoliceRecord: s.PoliceRecord,
		SiteCode: s.SiteCode, ErrorReportURL: s.ErrorReportURL, Contact: s.Contact, NumberName: s.IndexNumberName, Policy: policy, Generator: "gongkai",
	}
	r.nav = []navigation{{"年度", "years/"}, {"机关", "agencies/"}, {"目录", "catalogue/"}, {s.IndexNumberName, "index-numbers/"}, {"检索", "search/"}}
	for _, p := range a.Pages {
		r.pages[p.File] = p
	}
	var last *format.Format // nearly always the next one's too
	for _, p := range a.Reports {
		if p.Format != last {
			last = p.Format
			r.addFormat(last)
		}
	}
	return r, nil
}

func byFile(reports []*archive.Report) map[string]*archive.Report {
	m := make(map[string]*archive.Report, len(reports))
	for _, p := range reports {
		m[p.File] = p
	}
	return m
}

// addFormat prepares the tables and figures of a format.
func (r *Renderer) addFormat(f *format.Format) {
	for _, t := range f.Tables {
		if _, known := r.tables[t]; !known {
			r.tables[t] = drawTable(t)
		}
	}
	for _, g := range f.Figures {
		if !slices.ContainsFunc(r.figures, func(h format.Figure) bool { return h.ID == g.ID }) {
			r.figures = append(r.figures, g)
		}
	}
}

// page makes a page of a kind and emits it under an address.
func (r *Renderer) page(kind, address string, data view, emit Emit) error {
	return r.file(kind, fileName(address), data, emit)
}

func (r *Renderer) file(kind, name string, data view, emit Emit) error {
	if r.unchanged != nil && data.broken() == nil && r.unchanged(name, SumOf(r.theme.Sum(kind), data)) {
		return nil
	}
	return r.draw(kind, name, data, emit)
}

// draw makes a page with the theme.
func (r *Renderer) draw(kind, name string, data view, emit Emit) error {
	if err := data.broken(); err != nil {
		return err
	}
	b := r.buffers.Get().(*[]byte)
	defer r.buffers.Put(b)
	var err error
	if *b, err = r.theme.AppendPage((*b)[:0], kind, data); err != nil {
		return err
	}
	return emit(name, *b)
}

// Rest gives all pages but those of reports and plain pages, in pieces that can
// be made side by side. Large ones come first.
func (r *Renderer) Rest() []Task {
	tasks := []Task{
		{"sitemap.xml", r.sitemap},
		{"feed.xml", r.feed},
		{correctionsFeed, r.correctionFeed},
		{"corrections", r.correctionsPages},
		{"index.html", r.home},
		{"years", r.years},
		{"agencies", r.agencies},
		{"catalogue", r.catalogue},
		{"404.html", r.notFound},
		{"robots.txt", r.robots},
		{openSearchName, r.openSearch},
		{"checks", r.checks},
		{"assets", r.assets},
	}
	for _, y := range r.archive.Years {
		tasks = append(tasks, Task{folderName(yearAddress(y.Year)), func(emit Emit) error { return r.year(y, emit) }})
	}
	for _, x := range r.archive.Agencies {
		tasks = append(tasks, Task{folderName(agencyAddress(x.ID)), func(emit Emit) error { return r.agency(x, emit) }})
	}
	for _, n := range r.archive.Nodes {
		tasks = append(tasks, Task{folderName(nodeAddress(n.ID)), func(emit Emit) error { return r.node(n, emit) }})
	}
	tasks = append(tasks, r.staffPages()...)
	return append(tasks, r.browse()...)
}

// assets emits the files of the theme.
func (r *Renderer) assets(emit Emit) error {
	for _, a := range append(r.theme.Assets(), r.scripts.Text, r.scripts.Search, r.scripts.Table) {
		if a.Address == "" {
			continue
		}
		if err := emit(path.Clean(a.Address), a.Data); err != nil {
			return err
		}
	}
	return nil
}
