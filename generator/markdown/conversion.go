package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"gongkai/generator/diag"
)

// conversionKey finds the conversion in the parser's context.
var conversionKey = parser.NewContextKey()

// A conversion is what is known while one text is read and written.
type conversion struct {
	src      Source
	text     []byte // src.Text with \n at the end of lines
	problems []problem
	limited  map[string]bool // rules of which one problem says all
	taken    int             // bytes of the text that are not written

	marked ast.Node // the block whose marks are counted
	marks  int
	notes  []*extast.Footnote

	placed  []placed
	refused []int // places of "::" that were reported while blocks were read, ascending
	lines   lineCounter

	hints     int // near misses looked for
	cellNames []string

	anchors   map[string]int // heading ids in use → how often their text came before
	fragments []fragment     // links within the page, checked when all headings are known
}

// A problem is held with its byte offset until all are known: finding lines and
// columns then takes one pass.
type problem struct {
	at int
	diag.Problem
}

func newConversion(src Source) *conversion {
	c := &conversion{src: src, text: src.Text}
	if bytes.IndexByte(c.text, '\r') >= 0 {
		c.text = bytes.ReplaceAll(c.text, []byte("\r\n"), []byte("\n"))
	}
	return c
}

// of gives the conversion that a parser works for.
func of(pc parser.Context) *conversion {
	return pc.Get(conversionKey).(*conversion)
}

// report adds a problem at a byte offset of the text.
func (c *conversion) report(at int, rule string, text, hint diag.Text) {
	c.problems = append(c.problems, problem{at, diag.Problem{Rule: rule, Text: text, Hint: hint}})
}

// reportOnce is for limits: where one is passed, it is likely passed everywhere.
func (c *conversion) reportOnce(at int, rule string, text, hint diag.Text) {
	if c.limited[rule] {
		return
	}
	if c.limited == nil {
		c.limited = make(map[string]bool)
	}
	c.limited[rule] = true
	c.report(at, rule, text, hint)
}

// list gives the problems in the order of the text, with their places.
func (c *conversion) list() diag.List {
	if len(c.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(c.problems, func(a, b problem) int { return cmp.Compare(a.at, b.at) })
	list := make(diag.List, len(c.problems))
	line, col, done := c.src.Line, 1, 0
	for i, p := range c.problems {
		passed := c.text[done:p.at]
		if n := bytes.Count(passed, []byte("\n")); n > 0 {
			line, col = line+n, 1
			passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
		}
		col += utf8.RuneCount(passed)
		done = p.at
		p.Pos = diag.Pos{File: c.src.File, Line: line, Col: col}
		list[i] = p.Problem
	}
	return list
}

// line gives the line of the file that holds an offset.
func (c *conversion) line(at int) int {
	return c.src.Line + c.lines.count(c.text, at)
}

// A lineCounter counts the line ends before an offset; quickly so when the
// offsets it is asked for ascend.
type lineCounter struct{ at, n int }

func (l *lineCounter) count(text []byte, at int) int {
	if at < l.at {
		*l = lineCounter{}
	}
	l.n += bytes.Count(text[l.at:at], []byte("\n"))
	l.at = at
	return l.n
}

// maxHints limits how many near misses are looked for in one text.
const maxHints = 50

// nearest gives the name that word is likely to mean, or "".
func (c *conversion) nearest(word string, names []string) string {
	if c.hints++; c.hints > maxHints || len(word) > 100 {
		return ""
	}
	return diag.Nearest(word, names)
}

// nearestCell is nearest for the cells.
func (c *conversion) nearestCell(name string) string {
	if c.cellNames == nil && c.src.CellNames != nil {
		c.cellNames = c.src.CellNames()
	}
	return c.nearest(name, c.cellNames)
}

// clip shortens what a message quotes.
func clip(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s[:min(len(s), most*utf8.UTFMax)])[:most]) + "…"
}
