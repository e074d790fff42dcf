package generator

import (
	"io/fs"

	"gongkai/generator/archive"
	"gongkai/generator/markdown"
	"gongkai/generator/render"
	"gongkai/generator/report"
)

// A Drawer draws the texts of single reports as their pages have them, without
// the pages.
type Drawer struct {
	writer  *writer
	reports map[drawn]*archive.Report
}

type drawn struct {
	agency string
	year   int
}

// NewDrawer makes a Drawer for content that was loaded from files.
func NewDrawer(c *Content, files fs.FS) (*Drawer, error) {
	r, err := render.New(c.Archive, nil, render.Options{})
	if err != nil {
		return nil, err
	}
	d := &Drawer{&writer{content: c, files: files, convert: markdown.New(), render: r}, map[drawn]*archive.Report{}}
	for _, p := range c.Archive.Reports {
		d.reports[drawn{p.Agency.ID, p.Year}] = p
	}
	return d, nil
}

// Draw gives the HTML of the text of a report that was read from its version r, with
// its tables; "" where there is none, or where it cannot be drawn.
func (d *Drawer) Draw(r *report.Report) (string, error) {
	p := d.reports[drawn{r.Agency, r.Year}]
	if p == nil {
		return "", nil
	}
	var buffer []byte
	text, err := d.writer.body(p.File, p.Body, p.Sums, &buffer)
	if err != nil {
		return "", err
	}
	body, problems := d.writer.convert.Convert(d.writer.render.Source(p, p.File, text, p.Body.Line))
	if len(problems) > 0 {
		return "", nil
	}
	return string(d.writer.render.Text(p, body)), nil
}
