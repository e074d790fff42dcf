package generator

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

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

func newWriter(c *Content, theme *theme.Theme, o SiteOptions, memory *memory, emit Emit) (*writer, error) {
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
		convert: markdown.New(), render: renderer, csv: dataset.NewCSV(c.Formats),
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
	tasks := append(w.downloads(), w.render.Rest()...)
	documents := w.documents()
	problems := make([]diag.List, len(documents))
	total := len(tasks) + len(documents)
	err := parallel.Each(ctx, w.jobs, total, func(i int) (err error) {
		if w.progress != nil {
			defer func() { w.progress(int(w.done.Add(1)), total) }()
		}
		if i < len(tasks) {
			return w.task(tasks[i])
		}
		i -= len(tasks)
		problems[i], err = documents[i].write(w)
		return err
	})
	return slices.Concat(problems...), err
}

func (w *writer) task(t render.Task) error {
	if err := t.Run(w.emit); err != nil {
		return fmt.Errorf("%s: %w", t.Name, err)
	}
	return nil
}

// body reads the Markdown of a file again: that of all reports together would
// not fit in memory.
func (w *writer) body(name string, span report.Span, sums report.Sums, buffer *[]byte) ([]byte, error) {
	var err error
	if *buffer, err = readFile(w.files, source.File{Path: name, Place: w.place(name)}, *buffer); err != nil {
		return nil, err
	}
	if !sums.Are(*buffer, span) {
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
	w, err := newWriter(c, nil, SiteOptions{Options: o}, nil, nil)
	if err != nil {
		return nil
	}
	documents := w.documents()[from:]
	problems := make([]diag.List, len(documents))
	parallel.Each(ctx, o.Jobs, len(documents), func(i int) error {
		problems[i] = documents[i].problems(w)
		return nil
	})
	return slices.Concat(problems...)
}
