package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/dataset"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
	"gongkai/generator/render"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/theme"
)

// A writer makes the files of a site out of a content folder without problems.
type writer struct {
	content *Content
	files   fs.FS
	dir     string
	jobs    int
	convert *markdown.Converter
	render  *render.Renderer
	csv     *dataset.CSV
	emit    Emit
	index   *indexer // nil where nothing is made
	memory  *memory  // nil where no earlier build is used
	pages   atomic.Int64
	buffers sync.Pool

	progress func(done, total int)
	done     atomic.Int64
}

func newWriter(c *Content, theme *theme.Theme, o Options, emit Emit) (*writer, error) {
	memory, err := newMemory(o, c)
	if err != nil {
		return nil, err
	}
	to := render.Options{BaseURL: o.BaseURL, Scripts: searchScripts(theme), Rules: check.Rules(c.Formats.All()), Findings: c.findings, Trace: o.Trace, History: c.records(o.History)}
	if memory != nil {
		to.Unchanged = memory.unchanged
	}
	renderer, err := render.New(c.Archive, theme, to)
	if err != nil {
		return nil, err
	}
	w := &writer{
		content: c, files: o.Content, dir: o.Dir, jobs: o.Jobs,
		convert: markdown.New(), render: renderer, csv: dataset.NewCSV(c.Formats), progress: o.Progress,
		memory: memory, buffers: sync.Pool{New: func() any { return new([]byte) }},
	}
	w.emit = func(name string, data []byte) error {
		if strings.HasSuffix(name, ".html") {
			w.pages.Add(1)
		}
		return emit(name, data)
	}
	return w, nil
}

// write makes all files, side by side. The few large ones come first, so that no
// processor is left alone with one of them at the end.
func (w *writer) write(ctx context.Context) (diag.List, error) {
	a := w.content.Archive
	tasks := append(w.downloads(), w.render.Rest()...)
	problems := make([]diag.List, len(a.Reports)+len(a.Pages))
	total := len(tasks) + len(problems)
	err := parallel.Each(ctx, w.jobs, total, func(i int) error {
		if w.progress != nil {
			defer func() { w.progress(int(w.done.Add(1)), total) }()
		}
		if i < len(tasks) {
			return w.task(tasks[i])
		}
		i -= len(tasks)
		var err error
		if i < len(a.Reports) {
			problems[i], err = w.report(i, a.Reports[i])
		} else {
			problems[i], err = w.page(i, a.Pages[i-len(a.Reports)])
		}
		return err
	})
	if err == nil && w.memory != nil {
		err = w.memory.failed
	}
	var all diag.List
	for _, p := range problems {
		all = append(all, p...)
	}
	return all, err
}

func (w *writer) task(t render.Task) error {
	if err := t.Run(w.emit); err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	return nil
}

// report makes all files of one report, the document of a number.
func (w *writer) report(number int, r *archive.Report) (diag.List, error) {
	if problems, err := w.reportPage(number, r, w.emit); len(problems) > 0 || err != nil {
		return problems, err
	}
	if err := w.render.Numbers(r, w.emit); err != nil {
		return nil, fmt.Errorf("%s: %w", w.place(r.File), err)
	}
	if err := w.ownTables(r, w.emit); err != nil {
		return nil, err
	}
	return nil, w.attachments(r.Attachments, render.ReportFolder(r), w.emit)
}

// reportPage makes the page of a report.
func (w *writer) reportPage(number int, r *archive.Report, emit Emit) (diag.List, error) {
	name := path.Join(render.ReportFolder(r), "index.html")
	if w.memory != nil {
		t, known := w.memory.text(name, w.render.Source(r, "", nil, 0).Link)
		if known && w.render.ReportUnchanged(r, t) {
			w.index.keep(number, name, w.memory.takeText(name))
			return nil, nil
		}
	}
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(r.File, r.Body, r.Sums, buffer)
	if err != nil {
		return nil, err
	}
	body, links, problems := w.converted(w.render.Source(r, w.place(r.File), text, r.Body.Line), name)
	if len(problems) > 0 {
		return problems, nil
	}
	if err := w.render.Report(r, body, links, w.watch(number, name, emit)); err != nil {
		return nil, fmt.Errorf("%s: %w", w.place(r.File), err)
	}
	return nil, nil
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
		w.memory.noteText(page, render.Text{Summary: body.Summary, Links: links})
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

// page makes all files of a plain page, the document of a number.
func (w *writer) page(number int, p *report.Page) (diag.List, error) {
	if problems, err := w.plainPage(number, p, w.emit); len(problems) > 0 || err != nil {
		return problems, err
	}
	return nil, w.attachments(p.Assets, render.PageFolder(p), w.emit)
}

// plainPage makes the page itself.
func (w *writer) plainPage(number int, p *report.Page, emit Emit) (diag.List, error) {
	name := path.Join(render.PageFolder(p), "index.html")
	if w.memory != nil {
		t, known := w.memory.text(name, w.render.PageSource(p, "", nil, 0).Link)
		if known && w.render.PageUnchanged(p, t) {
			w.index.keep(number, name, w.memory.takeText(name))
			return nil, nil
		}
	}
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(p.File, p.Body, p.Sums, buffer)
	if err != nil {
		return nil, err
	}
	body, links, problems := w.converted(w.render.PageSource(p, w.place(p.File), text, p.Body.Line), name)
	if len(problems) > 0 {
		return problems, nil
	}
	if err := w.render.Page(p, body, links, w.watch(number, name, emit)); err != nil {
		return nil, fmt.Errorf("%s: %w", w.place(p.File), err)
	}
	return nil, nil
}

// body reads the Markdown of a file again: that of all reports together would
// not fit in memory.
func (w *writer) body(name string, span report.Span, sums report.Sums, buffer *[]byte) ([]byte, error) {
	var err error
	if *buffer, err = readFile(w.files, source.File{Path: name, Place: w.place(name)}, *buffer); err != nil {
		return nil, err
	}
	if span.End != len(*buffer) || report.SumsOf(*buffer, span) != sums {
		return nil, &changedError{name, w.place(name)}
	}
	return (*buffer)[span.Start:span.End], nil
}

// A changedError tells that a file is no longer as it was read.
type changedError struct {
	file  string // below the content folder
	place string // for messages
}

func (e *changedError) Error() string { return e.place + " was changed during the build; build again" }

// attachments copies files to the folder of what they belong to.
func (w *writer) attachments(files []report.File, folder string, emit Emit) error {
	for _, f := range files {
		data, err := fs.ReadFile(w.files, f.Path)
		if err != nil {
			return err
		}
		if err := emit(path.Join(folder, f.Name), data); err != nil {
			return err
		}
	}
	return nil
}

// place gives the name of a file as people know it.
func (w *writer) place(name string) string { return path.Join(w.dir, name) }

// checkTexts looks for problems in the Markdown of what could be read, so that
// an author sees all mistakes in one run. It makes no files.
func (c *Content) checkTexts(ctx context.Context, o Options) diag.List {
	if c.Archive == nil {
		return nil
	}
	return c.textProblems(ctx, o, 0)
}

// textProblems is checkTexts from a text on: reports are counted first, then pages.
func (c *Content) textProblems(ctx context.Context, o Options, from int) diag.List {
	w, err := newWriter(c, nil, o, nil)
	if err != nil {
		return nil
	}
	a := c.Archive
	problems := make([]diag.List, len(a.Reports)+len(a.Pages))
	parallel.Each(ctx, o.Jobs, len(problems)-from, func(i int) error {
		if i += from; i < len(a.Reports) {
			problems[i] = w.reportProblems(a.Reports[i])
		} else {
			problems[i] = w.pageProblems(a.Pages[i-len(a.Reports)])
		}
		return nil
	})
	var all diag.List
	for _, p := range problems {
		all = append(all, p...)
	}
	return all
}

// reportProblems gives the problems in the text of a report. What cannot be read
// was said when the front matter was.
func (w *writer) reportProblems(r *archive.Report) diag.List {
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(r.File, r.Body, r.Sums, buffer)
	if err != nil {
		return nil
	}
	_, problems := w.convert.Convert(w.render.Source(r, w.place(r.File), text, r.Body.Line))
	return problems
}

// pageProblems is reportProblems for a plain page.
func (w *writer) pageProblems(p *report.Page) diag.List {
	buffer := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buffer)
	text, err := w.body(p.File, p.Body, p.Sums, buffer)
	if err != nil {
		return nil
	}
	_, problems := w.convert.Convert(w.render.PageSource(p, w.place(p.File), text, p.Body.Line))
	return problems
}
