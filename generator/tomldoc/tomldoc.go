// Package tomldoc reads TOML documents and remembers where each key and value
// stands. It is the only user of the TOML library, which says what is TOML;
// this package adds the places and the digits as written, which the library
// does not keep.
//
//	doc, problems := tomldoc.Parse("content/archive.toml", 1, text)
//	doc.Raw("proactive", "fees")             // 12.3400
//	doc.Value("requests", "received", 3)     // the place of the fourth number
//
// A Reader takes typed values out of a table and notes what is wrong with them.
// Nothing here knows what a key means.
package tomldoc

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A Doc is one decoded document. It may be read by one goroutine at a time.
type Doc struct {
	File   string
	Values map[string]any // string, int64, float64, bool, date.Date, time.Time, []any, map[string]any

	firstLine int
	text      string
	nodes     []node // nodes[0] is the root table
	mark      mark   // the last place asked for
}

// maxDepth is the number of brackets that may stand inside each other. The
// library reads nested values by recursion, so without a limit a hostile file
// could exhaust the stack.
const maxDepth = 200

// Parse decodes text, which begins on line firstLine of file. A syntax error
// gives one problem with its place, and a document without values.
func Parse(file string, firstLine int, text []byte) (*Doc, diag.List) {
	doc := &Doc{File: file, firstLine: firstLine, text: strings.TrimPrefix(string(text), "\ufeff")}
	if values, nodes, ok := readSimple(doc.text); ok {
		doc.Values, doc.nodes = values, nodes
		return doc, nil
	}
	return doc, doc.decode()
}

// decode reads the text with the library, and walks over it for the places.
func (d *Doc) decode() diag.List {
	if at, ok := tooDeep(d.text); ok {
		return d.refuse(at, diag.Textf("括号嵌套超过 %d 层", "brackets are nested deeper than %d levels", maxDepth), diag.Text{})
	}
	if strings.HasPrefix(d.text, "\xff\xfe") || strings.HasPrefix(d.text, "\xfe\xff") { // the library would pass over it
		return d.refuse(0, diag.Textf("开头是 UTF-16 的标记", "it begins with the mark of UTF-16"), diag.Textf("另存为 UTF-8", "save it as UTF-8"))
	}
	var values map[string]any
	if _, err := toml.Decode(d.text, &values); err != nil {
		return d.refuse(d.explain(err))
	}
	s := newScanner(d.text)
	s.document()
	if s.twice.at > 0 { // a = 2 after a.b = 1: the library drops the second value silently
		return d.refuse(d.explainTwice(s.twice))
	}
	d.nodes = s.nodes
	d.Values, _ = plain(values).(map[string]any)
	if d.Values == nil {
		d.Values = map[string]any{}
	}
	return nil
}

// refuse empties the document and gives one problem at a byte offset of the text.
func (d *Doc) refuse(at int, text, hint diag.Text) diag.List {
	d.nodes, d.Values = make([]node, 1), map[string]any{}
	var problems diag.List
	problems.Add(d.pos(at), "toml-syntax", text, hint)
	return problems
}

// plain turns the library's types into those of Doc.Values.
func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, old := range v { // in any order: each value is replaced by itself alone
			switch old.(type) {
			case string, int64, float64, bool:
			default:
				v[key] = plain(old)
			}
		}
	case []map[string]any:
		list := make([]any, len(v))
		for i := range v {
			list[i] = plain(v[i])
		}
		return list
	case []any:
		for i, old := range v {
			switch old.(type) {
			case string, int64, float64, bool:
			default:
				v[i] = plain(old)
			}
		}
	case time.Time:
		if v.Location().String() == localDate {
			return dateOf(v)
		}
	}
	return v
}

func dateOf(t time.Time) date.Date {
	return date.Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}

// The library tells kinds of dates apart by the names of their zones.
const (
	localDate     = "date-local"
	localTime     = "time-local"
	localDateTime = "datetime-local"
)

// Key gives the place of a key; path holds string keys and int indexes. Of an
// element of an array it gives the place of the element, of a path that the
// document does not have the place of the nearest table around it.
func (d *Doc) Key(path ...any) diag.Pos {
	v, _ := d.find(path)
	return v.KeyPos()
}

// Value gives the place of a value. A table's is that of its heading.
func (d *Doc) Value(path ...any) diag.Pos {
	v, _ := d.find(path)
	return v.Pos()
}

// Raw gives a value exactly as written: 12.3400. It is "" for what the document
// does not have and for a table with a heading.
func (d *Doc) Raw(path ...any) string {
	if v, ok := d.find(path); ok {
		return v.Raw()
	}
	return ""
}

// Keys gives the keys of a table in the order of the file.
func (d *Doc) Keys(path ...any) []string {
	if v, ok := d.find(path); ok {
		return v.Keys()
	}
	return nil
}

// find goes down a path as far as it leads.
func (d *Doc) find(path []any) (v Value, ok bool) {
	v = d.Root()
	for _, step := range path {
		var next Value
		switch step := step.(type) {
		case string:
			next, ok = v.Get(step)
		case int:
			next, ok = v.Elem(step)
		default:
			panic(fmt.Sprintf("tomldoc: a path holds strings and ints, not %T", step))
		}
		if !ok {
			return v, false
		}
		v = next
	}
	return v, true
}

// A mark is a byte offset of the text, at the start of a line, and that line's number.
type mark struct{ offset, line int }

// pos turns a byte offset into a place. Places are mostly asked for in the order
// of the text, so counting goes on from the line of the last one.
func (d *Doc) pos(at int) diag.Pos {
	at = max(0, min(at, len(d.text)))
	if at < d.mark.offset {
		d.mark = mark{}
	}
	d.mark.line += strings.Count(d.text[d.mark.offset:at], "\n")
	d.mark.offset = strings.LastIndexByte(d.text[:at], '\n') + 1
	return diag.Pos{
		File: d.File,
		Line: d.firstLine + d.mark.line,
		Col:  utf8.RuneCountInString(d.text[d.mark.offset:at]) + 1,
	}
}

// explain gives the place and the words of a syntax error.
func (d *Doc) explain(err error) (at int, text, hint diag.Text) {
	var parse toml.ParseError
	if !errors.As(err, &parse) {
		return 0, diag.Text{Zh: err.Error(), En: err.Error()}, diag.Text{}
	}
	e := newSyntaxError(d.text, parse.Position.Start, parse.Message)
	e.place = func(at int) string { return d.pos(at).String() }
	text, hint = e.explain()
	return e.at, text, hint
}

func (d *Doc) explainTwice(t twice) (at int, text, hint diag.Text) {
	e := newSyntaxError(d.text, t.at, "")
	e.place = func(at int) string { return d.pos(at).String() }
	text, hint = e.defined(t)
	return e.at, text, hint
}
