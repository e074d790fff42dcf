// Package merge merges two edits of a report by what they mean: a cell, a key of the
// front matter, a sentence.
//
//	r := merge.Files(merge.Input{Base: base, Ours: ours, Theirs: theirs, Name: "2022.md", Formats: formats})
//	for _, c := range r.Conflicts {
//		fmt.Println(c.Label, c.Base, c.Ours, c.Theirs)
//	}
//
// Values are put into the text of the files where they stand, so that comments, the
// order of keys and the layout stay; what is left (lines that came, went or moved)
// is merged line by line. In base
//
//	received = [8, 1, 0, 0, 0, 0, 9]  # 来信
//
// one side writes 9 for the 8, the other 2 for the 1 and another comment: the result
// is [9, 2, …] with that comment. Where both write another value into one cell, the
// row stands in the result twice, between the usual marks, and the conflict names
// the cell.
//
// Waivers, corrections and tables of the report's own are paired by likeness first, so
// that a change of one is a change: it is merged by key, and is a conflict where the
// other side removed it.
//
// The result is held against the values of the three versions before it is given:
// each is that of the side that changed it. Where this does not hold the whole front
// matter is a conflict. So a merge without conflicts holds both edits, and nothing
// else. A file without front matter that can be read is merged by lines, as git
// does it.
package merge

import (
	"bytes"
	"strings"

	"gongkai/generator/canonical"
	"gongkai/generator/format"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// Input is what is merged.
type Input struct {
	Base, Ours, Theirs []byte
	Name               string // of the file; it tells the year of a report
	Formats            *format.Set
	Marker             int    // length of the marks of a conflict; 0 for 7
	OurName, TheirName string // of the versions, behind the marks; "" for ours and theirs
}

// A Result is the merged text. Where there are conflicts it holds marks.
type Result struct {
	Text      []byte
	Conflicts []Conflict
	ByLines   bool // the file could not be read as a report, and was merged as any text
}

// A Conflict is a thing that both sides changed, each in its way. The three values
// are as written, "" where there is none.
type Conflict struct {
	Name   string // requests.received.natural; "" for text and for lines that hold several keys
	Label  string // 一、本年新收政府信息公开申请数量 · 自然人, or the heading above a text
	Base   string
	Ours   string
	Theirs string
}

// Files merges three versions of a file.
func Files(in Input) Result {
	switch {
	case bytes.Equal(in.Ours, in.Theirs), bytes.Equal(in.Base, in.Theirs):
		return Result{Text: in.Ours}
	case bytes.Equal(in.Base, in.Ours):
		return Result{Text: in.Theirs}
	}
	m := &merger{Input: in, style: styleOf(in)}
	text := [3]string{m.style.plain(in.Base), m.style.plain(in.Ours), m.style.plain(in.Theirs)}
	var r Result
	if parts, ok := m.cut(text); ok {
		r = m.report(parts)
	} else {
		r = m.lines(text)
	}
	r.Text = []byte(m.style.written(string(r.Text)))
	return r
}

// The versions, as indexes.
const (
	base   = 0
	ours   = 1
	theirs = 2
)

// A merger merges one file.
type merger struct {
	Input
	style style
	form  *format.Format
}

// The parts of a file in three versions.
type parts struct {
	docs        [3]*tomldoc.Doc
	front, body [3]string
	head, fence string // the lines around the front matter, of our version
}

// cut cuts the three versions into their parts. An empty base, of a file that both
// sides added, has none.
func (m *merger) cut(text [3]string) (p parts, ok bool) {
	for v, t := range text {
		if v == base && strings.TrimSpace(t) == "" {
			p.docs[v], _ = tomldoc.Parse(m.Name, 1, nil)
			continue
		}
		cut, problems := source.Cut(m.Name, []byte(t))
		if len(problems) > 0 {
			return p, false
		}
		if p.docs[v], problems = tomldoc.Parse(m.Name, cut.FrontLine, cut.Front); len(problems) > 0 {
			return p, false
		}
		p.front[v], p.body[v] = string(cut.Front), t[cut.Body.Start:]
		if v == ours {
			p.head = t[:strings.IndexByte(t, '\n')+1]
			p.fence = strings.TrimSuffix(t[len(p.head)+len(cut.Front):cut.Body.Start], "\n") + "\n"
		}
	}
	m.form = canonical.Form(m.Name, p.docs[ours], m.Formats)
	return p, true
}

// report merges the two parts.
func (m *merger) report(p parts) Result {
	front, conflicts := m.front(p)
	body, more := m.prose(p.body)
	return Result{Text: []byte(p.head + front + p.fence + body), Conflicts: append(conflicts, more...)}
}

// lines merges any text by lines.
func (m *merger) lines(text [3]string) Result {
	r := Result{ByLines: true}
	if strings.ContainsRune(text[0]+text[1]+text[2], 0) { // no text
		r.Text = []byte(text[ours])
		r.Conflicts = []Conflict{{}}
		return r
	}
	chunks := diff3(cutLines(text), strict)
	for _, c := range chunks {
		if c.conflict {
			r.Conflicts = append(r.Conflicts, m.conflict(c, "", ""))
		}
	}
	r.Text = []byte(m.write(chunks))
	return r
}

// conflict words a chunk.
func (m *merger) conflict(c chunk, name, label string) Conflict {
	join := func(v int) string { return strings.TrimSpace(strings.Join(c.text[v], "")) }
	return Conflict{Name: name, Label: label, Base: join(base), Ours: join(ours), Theirs: join(theirs)}
}
