package demo

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/settings"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// large is an archive with everything in it.
var large = Options{Agencies: 60, Years: 18, Seed: 7}

// files collects what a function emits.
func files(t testing.TB, write func(emit func(name string, data []byte) error) error) fstest.MapFS {
	t.Helper()
	found := fstest.MapFS{}
	err := write(func(name string, data []byte) error {
		if found[name] != nil {
			t.Errorf("%s is emitted twice", name)
		}
		found[name] = &fstest.MapFile{Data: data}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// demo gives the files of a demo archive.
func demo(t testing.TB, o Options) fstest.MapFS {
	t.Helper()
	return files(t, func(emit func(string, []byte) error) error { return Write(o, emit) })
}

// A library is an archive as it is read back from its files.
type library struct {
	*settings.Settings
	reports []*paper
	pages   []source.Page
	formats *format.Set
}

// A paper is one report of a library.
type paper struct {
	source.Report
	doc    *tomldoc.Doc
	form   *format.Format
	body   string
	before *paper // of the same agency, the year before; nil where there is none
}

// read reads files the way a build does, as far as their front matters go, and
// wants no problem.
func read(t testing.TB, files fstest.MapFS) *library {
	t.Helper()
	content, err := fs.Sub(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	listing, problems, err := source.Load(content, "content")
	if err != nil {
		t.Fatal(err)
	}
	l := &library{pages: listing.Pages, formats: format.Builtin()}
	var more diag.List
	l.Settings, more = settings.Read("content/archive.toml", files["content/archive.toml"].Data)
	problems = append(problems, more...)
	for _, file := range listing.Reports {
		p, more := l.paper(file, files[file.Place].Data)
		l.reports, problems = append(l.reports, p), append(problems, more...)
	}
	if len(problems) > 0 {
		t.Fatalf("%d problems, the first of them:\n%s", len(problems), problems[:1].Print(diag.English))
	}
	return l
}

func (l *library) paper(file source.Report, text []byte) (*paper, diag.List) {
	parts, problems := source.Cut(file.Place, text)
	doc, more := tomldoc.Parse(file.Place, parts.FrontLine, parts.Front)
	p := &paper{Report: file, doc: doc, form: l.formats.ForYear(file.Year), body: string(text[parts.Body.Start:])}
	if n := len(l.reports); n > 0 && l.reports[n-1].Agency == file.Agency && l.reports[n-1].Year == file.Year-1 {
		p.before = l.reports[n-1]
	}
	return p, append(problems, more...)
}

// has says that the front matter has a key.
func (p *paper) has(key string) bool { return p.doc.Values[key] != nil }

// text gives a string of the front matter.
func (p *paper) text(key string) string {
	s, _ := p.doc.Values[key].(string)
	return s
}

func (p *paper) published() date.Date {
	d, _ := p.doc.Values["published"].(date.Date)
	return d
}

// table gives a table of the report's form, if the report has it.
func (p *paper) table(id string) (*format.Table, bool) {
	for _, table := range p.form.Tables {
		if table.ID == id && p.has(id) {
			return table, true
		}
	}
	return nil, false
}

// cell gives a cell as it stands in the front matter, quotes included; "" for
// what is not there.
func (p *paper) cell(table *format.Table, at int) string {
	for i := range table.Rows {
		r := &table.Rows[i]
		if at < r.First || at >= r.First+len(r.Columns) {
			continue
		}
		path := []any{table.ID}
		for part := range strings.SplitSeq(r.Key, ".") {
			path = append(path, part)
		}
		switch r.Entry {
		case format.Array:
			path = append(path, at-r.First)
		case format.Keyed:
			path = append(path, r.Columns[at-r.First].Key)
		}
		return p.doc.Raw(path...)
	}
	return ""
}

// named gives a cell by its full name; "" where the report does not have it.
func (p *paper) named(name string) string {
	id, _, _ := strings.Cut(name, ".")
	if table, ok := p.table(id); ok {
		if at, ok := table.Index(name); ok {
			return p.cell(table, at)
		}
	}
	return ""
}
