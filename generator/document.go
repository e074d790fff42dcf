package generator

import (
	"fmt"
	"path"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/render"
	"gongkai/generator/report"
)

// A document is what has a text: a report or a plain page. It is one of the search.
type document struct {
	number int // of the search
	file   string
	body   report.Span
	sums   report.Sums
	folder string // of its files on the site
	files  []report.File

	source    func(text []byte) markdown.Source
	unchanged func(render.Extract) bool
	draw      func(*markdown.Body, []render.Resolved, render.Emit) error
	beside    func(Emit) error // makes what belongs to it besides; nil for nothing
}

// documents gives all documents: reports, then plain pages.
func (w *writer) documents() []*document {
	a := w.content.Archive
	all := make([]*document, 0, len(a.Reports)+len(a.Pages))
	for i, r := range a.Reports {
		all = append(all, w.reportDocument(i, r))
	}
	for i, p := range a.Pages {
		all = append(all, w.pageDocument(len(a.Reports)+i, p))
	}
	return all
}

func (w *writer) reportDocument(number int, r *archive.Report) *document {
	place := w.place(r.File)
	return &document{
		number: number, file: r.File, body: r.Body, sums: r.Sums, folder: render.ReportFolder(r), files: r.Attachments,
		source:    func(text []byte) markdown.Source { return w.render.Source(r, place, text, r.Body.Line) },
		unchanged: func(x render.Extract) bool { return w.render.ReportUnchanged(r, x) },
		draw: func(body *markdown.Body, links []render.Resolved, emit render.Emit) error {
			return w.render.Report(r, body, links, emit)
		},
		beside: func(emit Emit) error {
			if err := w.render.Numbers(r, emit); err != nil {
				return fmt.Errorf("%s: %w", place, err)
			}
			return w.ownTables(r, emit)
		},
	}
}

func (w *writer) pageDocument(number int, p *report.Page) *document {
	place := w.place(p.File)
	return &document{
		number: number, file: p.File, body: p.Body, sums: p.Sums, folder: render.PageFolder(p), files: p.Assets,
		source:    func(text []byte) markdown.Source { return w.render.PageSource(p, place, text, p.Body.Line) },
		unchanged: func(x render.Extract) bool { return w.render.PageUnchanged(p, x) },
		draw: func(body *markdown.Body, links []render.Resolved, emit render.Emit) error {
			return w.render.Page(p, body, links, emit)
		},
	}
}

// write makes all files of a document.
func (d *document) write(w *writer) (diag.List, error) {
	if problems, err := d.page(w, w.emit); len(problems) > 0 || err != nil {
		return problems, err
	}
	if d.beside != nil {
		if err := d.beside(w.emit); err != nil {
			return nil, err
		}
	}
	return nil, w.attachments(d.files, d.folder, w.emit)
}

// page makes the page of a document, unless the earlier site has it.
func (d *document) page(w *writer, emit Emit) (diag.List, error) {
	name := path.Join(d.folder, "index.html")
	if w.memory != nil {
		x, known := w.memory.text(name, d.source(nil).Link)
		if known && d.unchanged(x) {
			w.index.keep(d.number, name, w.memory.takeText(name))
			return nil, nil
		}
	}
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(d.file, d.body, d.sums, buffer)
	if err != nil {
		return nil, err
	}
	body, links, problems := w.converted(d.source(text), name)
	if len(problems) > 0 {
		return problems, nil
	}
	if err := d.draw(body, links, w.watch(d.number, name, emit)); err != nil {
		return nil, fmt.Errorf("%s: %w", w.place(d.file), err)
	}
	return nil, nil
}

// problems gives those in the text of a document. What cannot be read was said when
// the front matter was.
func (d *document) problems(w *writer) diag.List {
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(d.file, d.body, d.sums, buffer)
	if err != nil {
		return nil
	}
	_, problems := w.convert.Convert(d.source(text))
	return problems
}

// converted converts the text of a page. Its links are noted where that is of use.
func (w *writer) converted(src markdown.Source, page string) (*markdown.Body, []render.Resolved, diag.List) {
	if w.memory == nil {
		body, problems := w.convert.Convert(src)
		return body, nil, problems
	}
	var links []render.Resolved
	resolve := src.Link
	src.Link = func(link string) (string, bool) {
		to, ok := resolve(link)
		links = append(links, render.Resolved{Link: link, To: to})
		return to, ok
	}
	body, problems := w.convert.Convert(src)
	if len(problems) == 0 {
		w.memory.noteText(page, render.Extract{Summary: body.Summary, Links: links})
	}
	return body, links, problems
}

// watch gives an emit that also reads the page of a document for the search.
func (w *writer) watch(number int, page string, emit Emit) Emit {
	if w.index == nil {
		return emit
	}
	return func(name string, data []byte) error {
		if name == page {
			sum := w.index.read(number, data)
			if w.memory != nil {
				w.memory.note(page, func(f *remembered) { f.Text = sum })
			}
		}
		return emit(name, data)
	}
}
