package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"
	"time"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/parallel"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// Content is a content folder, read, checked in shape and linked.
type Content struct {
	Settings *settings.Settings
	Formats  *format.Set
	Archive  *archive.Archive

	Words []check.WordList // of content/words

	linking  time.Duration
	findings []check.Finding // for the pages for staff; nil where there are none
}

// Load reads the content folder. Problems of all files come in one list. With
// problems the content holds what could be read.
func Load(ctx context.Context, o Options) (*Content, diag.List, error) {
	listing, problems, err := source.Load(o.Content, o.Dir)
	if err != nil {
		return nil, nil, err
	}
	c := &Content{Settings: &settings.Settings{}}
	if listing.Settings.Path == "" {
		return c, problems, nil
	}
	text, err := fs.ReadFile(o.Content, listing.Settings.Path)
	if err != nil {
		return nil, nil, err
	}
	var more diag.List
	c.Settings, more = settings.Read(listing.Settings.Place, text)
	problems = append(problems, more...)
	if len(more) == 0 && len(c.Settings.Agencies) == 0 && len(listing.Reports) > 0 {
		problems.Add(diag.Pos{File: listing.Settings.Place, Line: 1, Col: 1}, "unknown-agency",
			diag.Textf("没有声明任何机关，却有 %d 份报告", "no agency is declared, but there are %d reports", len(listing.Reports)),
			diag.Textf("每个机关写一节 [[agency]]，id 与 reports 下的文件夹同名", "write an [[agency]] for each, its id the name of the folder below reports"))
	}
	if c.Formats, more, err = loadFormats(o, listing.Formats); err != nil {
		return nil, nil, err
	}
	problems = append(problems, more...)

	for _, f := range listing.Words {
		text, err := fs.ReadFile(o.Content, f.Path)
		if err != nil {
			return nil, nil, err
		}
		list, more := check.ReadWords(f.Place, text)
		c.Words = append(c.Words, list)
		problems = append(problems, more...)
	}

	reports, pages, more, err := c.read(ctx, o, listing)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, more...)
	start := time.Now()
	c.Archive, more = archive.New(c.Settings, reports, pages)
	c.linking = time.Since(start)
	problems = append(problems, more...)
	problems.Sort()
	return c, problems, nil
}

// Formats reads the formats of a content folder, which need not be there, and adds
// them to the statutory ones. Problems of other files are no concern of it.
func Formats(o Options) (*format.Set, diag.List, error) {
	listing, _, err := source.Load(o.Content, o.Dir)
	if err != nil {
		return nil, nil, err
	}
	return loadFormats(o, listing.Formats)
}

// loadFormats adds the archive's own formats to the statutory ones.
func loadFormats(o Options, files []source.File) (*format.Set, diag.List, error) {
	texts := make([]format.Source, len(files))
	for i, f := range files {
		text, err := fs.ReadFile(o.Content, f.Path)
		if err != nil {
			return nil, nil, err
		}
		texts[i] = format.Source{File: f.Place, Text: text}
	}
	set, problems := format.Load(format.Builtin(), texts)
	return set, problems, nil
}

// read reads all reports and pages, side by side, and leaves out drafts unless
// they are asked for.
func (c *Content) read(ctx context.Context, o Options, l *source.Listing) ([]*report.Report, []*report.Page, diag.List, error) {
	reader := schema.New(c.Settings, c.Formats)
	reports := make([]*report.Report, len(l.Reports))
	pages := make([]*report.Page, len(l.Pages))
	problems := make([]diag.List, len(l.Reports)+len(l.Pages))
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	err := parallel.Each(ctx, o.Jobs, len(problems), func(i int) error {
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		var err error
		if i < len(reports) {
			if *buffer, err = readFile(o.Content, l.Reports[i].File, *buffer); err == nil {
				reports[i], problems[i] = reader.Report(l.Reports[i], *buffer)
			}
			return err
		}
		page := i - len(reports)
		if *buffer, err = readFile(o.Content, l.Pages[page].File, *buffer); err == nil {
			pages[page], problems[i] = reader.Page(l.Pages[page], *buffer)
		}
		return err
	})
	if err != nil {
		return nil, nil, nil, err
	}
	var all diag.List
	for _, p := range problems {
		all = append(all, p...)
	}
	return keep(reports, func(r *report.Report) bool { return r != nil && (o.Drafts || !r.Draft) }),
		keep(pages, func(p *report.Page) bool { return p != nil }), all, nil
}

func keep[T any](all []T, wanted func(T) bool) []T {
	kept := all[:0]
	for _, x := range all {
		if wanted(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

// readFile reads a file into a buffer, which grows when it is too small.
func readFile(fsys fs.FS, file source.File, buffer []byte) ([]byte, error) {
	f, err := fsys.Open(file.Path)
	if err != nil {
		return buffer, err
	}
	defer f.Close()
	buffer = buffer[:0]
	for {
		if len(buffer) == cap(buffer) {
			grown := make([]byte, len(buffer), max(2*cap(buffer), int(file.Size)+512))
			copy(grown, buffer)
			buffer = grown
		}
		n, err := f.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		switch {
		case errors.Is(err, io.EOF):
			return buffer, nil
		case err != nil:
			return buffer, err
		case len(buffer) > source.MaxText+1:
			return buffer, fmt.Errorf("%s grows while it is read", file.Place)
		}
	}
}
