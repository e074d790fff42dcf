package check

import (
	"io/fs"
	"strings"
	"unicode/utf8"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/tally"
	"gongkai/generator/tomldoc"
)

// A Subject is one report under check.
type Subject struct {
	*archive.Report
	Prose    *markdown.Prose
	Sections []Section // the parts under the headings of level 2, in order
	File     []byte    // the whole file
	Whole    *Whole

	front *tomldoc.Doc // made when first asked for
	place string       // the file, as people know it
	found []Finding

	spotted []spot   // made when first asked for
	topics  []uint16 // of each passage, a bit for each topic
}

// A Section is a heading of level 2 with what stands under it. The text before
// the first heading is a section without one.
type Section struct {
	Heading  *markdown.Passage // nil before the first heading
	Title    string            // of the heading, without its number: 总体情况
	Number   string            // as written: 一; "" for none
	Official int               // which of the format's sections it is; negative for none
	Passages []*markdown.Passage
	first    int // number of the first of them in the text
}

// Text gives the section's passages as one text, a line for each.
func (s *Section) Text() string {
	var b strings.Builder
	for _, p := range s.Passages {
		b.WriteString(p.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

// open reads a report for the rules about texts.
func (w *Whole) open(r *archive.Report) (*Subject, error) {
	s, _, err := w.read(r)
	return s, err
}

// read reads a report, with the problems of its text.
func (w *Whole) read(r *archive.Report) (*Subject, diag.List, error) {
	text, err := fs.ReadFile(w.files, r.File)
	if err != nil {
		return nil, nil, err
	}
	s := &Subject{Report: r, File: text, Whole: w, place: w.place(r.File)}
	body := text[min(r.Body.Start, len(text)):min(r.Body.End, len(text))]
	var src markdown.Source
	if w.source != nil {
		src = w.source(r, s.place, body, r.Body.Line)
	} else {
		src = markdown.Source{File: s.place, Text: body, Line: r.Body.Line, Table: func(string) bool { return true }, Cell: func(name string) (string, bool) {
			c, ok := r.Cell(name)
			return c.Text, ok
		}}
	}
	prose, problems := w.reader.Read(src)
	if w.source == nil {
		problems = nil
	}
	s.Prose = prose
	s.Sections = sections(s.Prose, r.Format)
	return s, problems, nil
}

// Add notes a finding. Its agency, year and, unless given, severity are filled
// in; a finding about cells gets the place of the first of them.
func (s *Subject) Add(f Finding) {
	f.Agency, f.Year = s.Agency.ID, s.Year
	if f.Severity == "" {
		f.Severity = severityOf(f.Rule, Error)
	}
	s.found = append(s.found, f)
}

// settle gives the findings with their places.
func (s *Subject) settle() []Finding {
	for i := range s.found {
		f := &s.found[i]
		if f.Pos.Line == 0 && len(f.Cells) > 0 {
			f.Pos, f.Width = s.CellPos(f.Cells[0])
		}
		if f.Pos.File == "" {
			f.Pos = diag.Pos{File: s.place, Line: 1, Col: 1}
		}
	}
	return s.found
}

// At gives the place of a part of a passage, byte offsets from and to, and how
// many characters it has.
func (s *Subject) At(p *markdown.Passage, from, to int) (diag.Pos, int) {
	return s.Prose.Pos(p, from), utf8.RuneCountInString(p.Text[from:to])
}

// document gives the front matter with the places of its values.
func (s *Subject) document() *tomldoc.Doc {
	if s.front == nil {
		// A file that could not be read has been reported and is no subject.
		parts, _ := source.Cut(s.place, s.File)
		s.front, _ = tomldoc.Parse(s.place, parts.FrontLine, parts.Front)
	}
	return s.front
}

// KeyPos gives the place of a value of the front matter, or where it is not there
// of the nearest table around it, and the characters it has.
func (s *Subject) KeyPos(path ...any) (diag.Pos, int) {
	if s.File == nil {
		return diag.Pos{}, 0
	}
	doc := s.document()
	return doc.Value(path...), utf8.RuneCountInString(firstLine(doc.Raw(path...)))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// CellPos gives the place of a cell in the front matter.
func (s *Subject) CellPos(name string) (diag.Pos, int) {
	for i := range s.Tables {
		t := s.Tables[i].Def
		if at, ok := t.Index(name); ok {
			return s.KeyPos(t.Place(at)...)
		}
	}
	return diag.Pos{File: s.place, Line: 1, Col: 1}, 0
}

// Label names a cell as it is printed: by its rows and its column.
func (s *Subject) Label(name string) string {
	for i := range s.Tables {
		if at, ok := s.Tables[i].Def.Index(name); ok {
			return s.Tables[i].Def.Label(at)
		}
	}
	return name
}

func severityOf(rule string, otherwise Severity) Severity {
	if r, ok := builtin(rule); ok {
		return r.Severity
	}
	return otherwise
}

// number gives the value of a cell that holds a number.
func number(c report.Cell) (tally.Number, bool) {
	if c.Kind != report.Number {
		return tally.Number{}, false
	}
	return tally.Parse(c.Text)
}
