// Package schema reads the front matter of reports and plain pages: it checks
// every key and value in shape and gives plain data. Each problem stands at the
// key or value that is wrong, and all problems of a file come together.
//
//	reader := schema.New(settings, formats)
//	r, problems := reader.Report(file, text)
//
// The package checks what can be told from one file and archive.toml: keys,
// types, dates, the agency, catalogue nodes, the rows and columns of tables. It
// does not compare reports with each other and does not judge numbers: a sum
// that does not tie is published as it is.
package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/settings"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// A Reader reads the files of one archive. It is safe for concurrent use.
type Reader struct {
	formats    *format.Set
	shapes     map[string]*shape // by format
	agencies   map[string]bool
	catalogues map[string]bool
}

// New makes a Reader for an archive with these settings and formats.
func New(s *settings.Settings, formats *format.Set) *Reader {
	r := &Reader{formats: formats, shapes: map[string]*shape{}, agencies: map[string]bool{}, catalogues: map[string]bool{}}
	for _, f := range formats.All() {
		r.shapes[f.ID] = newShape(f)
	}
	for _, a := range s.Agencies {
		r.agencies[a.ID] = true
	}
	for _, c := range s.Catalogues {
		r.catalogues[c.ID] = true
	}
	return r
}

// Report reads a report. It gives nil where the file has no front matter that
// can be read, and where its agency is not declared; otherwise, with problems,
// what could be read. Where no agency is declared at all, that is no problem of
// the report.
func (r *Reader) Report(f source.Report, text []byte) (*report.Report, diag.List) {
	parts, problems := source.Cut(f.Place, text)
	if len(problems) > 0 {
		return nil, problems
	}
	doc, problems := tomldoc.Parse(f.Place, parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return nil, problems
	}
	front := fields{tomldoc.NewReader(doc, &problems), manual[""]}
	out := &report.Report{
		File: f.Path, Body: parts.Body, Attachments: f.Attachments,
		Pos: diag.Pos{File: f.Place, Line: 1, Col: 1},
	}
	known := r.place(front, f, out)
	r.describe(front, out)
	r.tables(front, out)
	front.Done()
	problems.Sort()
	if !known {
		out = nil
	}
	return out, problems
}

// place reads whose report it is and for which year. It says whether the archive
// knows the agency.
func (r *Reader) place(front fields, f source.Report, out *report.Report) bool {
	out.Agency, out.Year = f.Agency, f.Year
	pos := out.Pos
	if id := front.line("agency"); id != "" {
		pos = front.pos("agency")
		if id != f.Agency {
			front.problem("agency", "misplaced",
				diag.Textf("agency 写的是 %[1]q，文件却在 %[2]q 的文件夹里", "agency is %[1]q, but the file lies in the folder of %[2]q", id, f.Agency),
				diag.Textf("写成 agency = %[2]q，或把文件移到 reports/%[1]s/", "write agency = %[2]q, or move the file to reports/%[1]s/", id, f.Agency))
		}
	}
	if year, ok := front.whole("year"); ok && year != f.Year {
		front.problem("year", "misplaced",
			diag.Textf("year 写的是 %[1]d，文件名却是 %[2]d.md", "year is %[1]d, but the file is named %[2]d.md", year, f.Year),
			diag.Textf("写成 year = %[2]d，或把文件改名为 %[1]d.md；year 是报告所写的年度，不是发布的年份", "write year = %[2]d, or rename the file to %[1]d.md; year is the year reported on, not that of publication", year, f.Year))
	}
	if len(r.agencies) == 0 || r.agencies[f.Agency] {
		return r.agencies[f.Agency]
	}
	hint := diag.Textf("在 archive.toml 中增加 [[agency]]，id = %q", "add to archive.toml an [[agency]] with id = %q", f.Agency)
	if near := diag.Nearest(f.Agency, slices.Sorted(maps.Keys(r.agencies))); near != "" {
		hint = diag.Textf("是不是 %[1]s？不是的话，在 archive.toml 中增加 [[agency]]，id = %[2]q", "did you mean %[1]s? If not, add to archive.toml an [[agency]] with id = %[2]q", near, f.Agency)
	}
	front.Problems.Add(pos, "unknown-agency", diag.Textf("archive.toml 没有机关 %q", "archive.toml declares no agency %q", f.Agency), hint)
	return false
}

// describe reads what is neither place nor table.
func (r *Reader) describe(front fields, out *report.Report) {
	out.Title = front.line("title")
	out.Format = r.format(front, out.Year)
	out.IndexNumber = front.number("index_number")
	out.IndexNumberPos = front.pos("index_number")
	out.FormerIndexNumbers, out.FormerPos = front.list("former_index_numbers", checkNumber)
	out.DocumentNumber = front.line("document_number")
	out.Catalogue, out.CataloguePos = front.list("catalogue", r.checkCatalogue)
	out.Issued, out.Published = front.date("issued"), front.date("published")
	out.Validity = front.line("validity")
	out.Keywords, _ = front.list("keywords", nil)
	out.Summary = front.text("summary")
	out.Source = front.url("source")
	out.Draft = front.truth("draft")
	shape := r.shapes[out.Format.ID]
	out.Labels = shape.labels(front)
	out.Waivers = shape.waivers(front)
	out.Corrections = shape.corrections(front)
}

// format reads the format, which defaults by year.
func (r *Reader) format(front fields, year int) *format.Format {
	id := front.line("format")
	if id == "" {
		return r.formats.ForYear(year)
	}
	if f, ok := r.formats.Get(id); ok {
		return f
	}
	ids := r.formats.IDs()
	front.problem("format", "unknown-format",
		diag.Textf("没有格式 %[1]q，应为 %[2]s", "there is no format %[1]q; want one of %[2]s", id, strings.Join(ids, ", ")),
		or(near(id, ids), diag.Textf("自定的格式放在 content/formats/%[1]s.toml", "an archive's own goes to content/formats/%[1]s.toml", id)))
	return r.formats.ForYear(year)
}

func (r *Reader) checkCatalogue(id string) (rule string, text, hint diag.Text) {
	if r.catalogues[id] || len(r.agencies) == 0 { // archive.toml could not be read, which is said there
		return "", diag.Text{}, diag.Text{}
	}
	return "unknown-catalogue", diag.Textf("写的 %q 没有在 archive.toml 中声明", "%q is not declared in archive.toml", id),
		or(near(id, slices.Sorted(maps.Keys(r.catalogues))), diag.Textf("在 archive.toml 中增加 [[catalogue]]，id = %q", "add to archive.toml a [[catalogue]] with id = %q", id))
}

// Page reads a plain page. It gives nil where the file has no front matter that
// can be read.
func (r *Reader) Page(f source.Page, text []byte) (*report.Page, diag.List) {
	parts, problems := source.Cut(f.Place, text)
	if len(problems) > 0 {
		return nil, problems
	}
	doc, problems := tomldoc.Parse(f.Place, parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return nil, problems
	}
	front := fields{tomldoc.NewReader(doc, &problems), pageKeys}
	out := &report.Page{
		Name: f.Name, File: f.Path, Body: parts.Body, Assets: f.Assets,
		Pos:     diag.Pos{File: f.Place, Line: 1, Col: 1},
		Title:   front.line("title"),
		Summary: front.text("summary"),
		Updated: front.date("updated"),
	}
	out.Order, _ = front.whole("order")
	front.Done()
	problems.Sort()
	return out, problems
}

// near asks whether a word was meant for one of others.
func near(word string, words []string) diag.Text {
	if n := diag.Nearest(word, words); n != "" {
		return diag.Textf("是不是 %s？", "did you mean %s?", n)
	}
	return diag.Text{}
}

// or gives the first text that says something.
func or(texts ...diag.Text) diag.Text {
	for _, t := range texts {
		if t.Zh != "" {
			return t
		}
	}
	return diag.Text{}
}

// quoted shows a word that may be long.
func quoted(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
