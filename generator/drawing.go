package generator

import (
	"io/fs"

	"gongkai/generator/report"
)

// A Drawer draws the texts of single reports as their pages have them, without
// the pages.
type Drawer struct{ writer *writer }

// NewDrawer makes a Drawer for content that was loaded from files.
func NewDrawer(c *Content, files fs.FS) (*Drawer, error) {
	w, err := newWriter(c, nil, SiteOptions{Options: Options{Content: files}}, nil, nil)
	return &Drawer{w}, err
}

// Draw gives the HTML of the text of a report that was read from its version r, with
// its tables; "" where there is none, or where it cannot be drawn.
func (d *Drawer) Draw(r *report.Report) (string, error) {
	w := d.writer
	p := w.content.report(r.Agency, r.Year)
	if p == nil {
		return "", nil
	}
	var buffer []byte
	text, err := w.body(p.File, p.Body, p.Sums, &buffer)
	if err != nil {
		return "", err
	}
	body, problems := w.convert.Convert(w.render.Source(p, p.File, text, p.Body.Line))
	if len(problems) > 0 {
		return "", nil
	}
	return string(w.render.Text(p, body)), nil
}
