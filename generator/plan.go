package generator

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/render"
	"gongkai/generator/report"
)

// A plan knows which part of a site makes which file, so that any one can be made
// by itself. It holds as long as the reports are linked as they are.
type plan struct {
	writer  *writer
	tasks   map[string]render.Task // by file or folder
	reports map[string]*archive.Report
	pages   map[string]*report.Page
	cards   func() map[string]*archive.Report // by the folder of a number
}

func newPlan(w *writer) *plan {
	a := w.content.Archive
	p := &plan{
		writer: w, tasks: map[string]render.Task{},
		reports: make(map[string]*archive.Report, len(a.Reports)), pages: make(map[string]*report.Page, len(a.Pages)),
	}
	for _, t := range append(w.downloads(), w.render.Rest()...) {
		p.tasks[t.Name] = t
	}
	for _, r := range a.Reports {
		p.reports[render.ReportFolder(r)] = r
	}
	for _, g := range a.Pages {
		p.pages[render.PageFolder(g)] = g
	}
	p.cards = sync.OnceValue(func() map[string]*archive.Report {
		cards := make(map[string]*archive.Report, len(a.Numbers))
		for _, n := range a.Numbers {
			cards[render.NumberFolder(n)] = n.Report
		}
		return cards
	})
	return p
}

// errFound ends the making of files when the one that is wanted is there.
var errFound = errors.New("found")

// file makes one file; fs.ErrNotExist where the site has none of this name. With
// problems in what it is made of there is none either.
func (p *plan) file(name string) ([]byte, diag.List, error) {
	var data []byte
	catch := func(made string, d []byte) error {
		if made != name {
			return nil
		}
		data = append([]byte{}, d...)
		return errFound
	}
	for folder := name; ; folder = path.Dir(folder) {
		rest := strings.TrimPrefix(strings.TrimPrefix(name, folder), "/")
		problems, err := p.part(folder, rest, catch)
		if len(problems) > 0 {
			return nil, problems, nil
		}
		if errors.Is(err, errFound) {
			return data, nil, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if folder == "." || folder == "/" {
			return nil, nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
	}
}

// listPage is the end of the name of a page that belongs to a folder's task.
var listPage = regexp.MustCompile(`^(page/[0-9]+/)?index\.html$`)

// part makes files of what has a folder, if the rest of the name may be one.
func (p *plan) part(folder, rest string, emit Emit) (diag.List, error) {
	w := p.writer
	if r, ok := p.reports[folder]; ok {
		return p.ofReport(r, rest, emit)
	}
	if g, ok := p.pages[folder]; ok {
		if rest == "index.html" {
			return w.pageDocument(0, g).page(w, emit)
		}
		return nil, w.attachment(g.Assets, rest, folder, emit)
	}
	if strings.HasPrefix(folder, "index-numbers/") && rest == "index.html" {
		if r, ok := p.cards()[folder]; ok {
			return nil, w.render.Numbers(r, emit)
		}
	}
	t, ok := p.tasks[folder]
	if !ok && strings.HasPrefix(folder, "sitemap-") {
		t, ok = p.tasks["sitemap.xml"]
	}
	if ok && (rest == "" || folder == "assets" || listPage.MatchString(rest)) {
		return nil, t.Run(emit)
	}
	return nil, nil
}

func (p *plan) ofReport(r *archive.Report, rest string, emit Emit) (diag.List, error) {
	switch rest {
	case "index.html":
		return p.writer.reportDocument(0, r).page(p.writer, emit)
	case "tables.csv":
		return nil, p.writer.ownTables(r, emit)
	}
	return nil, p.writer.attachment(r.Attachments, rest, render.ReportFolder(r), emit)
}

// attachment emits one of some files.
func (w *writer) attachment(files []report.File, name, folder string, emit Emit) error {
	for _, f := range files {
		if f.Name == name {
			return w.attachments([]report.File{f}, folder, emit)
		}
	}
	return nil
}

// textProblems gives the problems in the Markdown of a file of the content; none
// for one that cannot be read as it was.
func (p *plan) textProblems(file string) diag.List {
	folder := strings.TrimSuffix(file, ".md")
	if r, ok := p.reports[folder]; ok {
		return p.writer.reportDocument(0, r).problems(p.writer)
	}
	if g, ok := p.pages[strings.TrimPrefix(folder, "pages/")]; ok {
		return p.writer.pageDocument(0, g).problems(p.writer)
	}
	return nil
}
