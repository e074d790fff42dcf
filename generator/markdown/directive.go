package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// A directive is what :name{arg} or ::name{arg} says.
type directive struct {
	colons int
	name   string
	arg    string
	argAt  int  // offset of arg
	braced bool // there is a brace behind the name
	closed bool // and its end, on the same line
	size   int  // bytes up to and with the closing brace
}

// maxArg is the longest argument looked at; no id is as long.
const maxArg = 200

// readDirective reads a directive at the beginning of a line or of what is left
// of one. It says !ok when no name follows the colons.
func readDirective(line []byte) (d directive, ok bool) {
	for d.colons < len(line) && line[d.colons] == ':' {
		d.colons++
	}
	i := d.colons
	for i < len(line) && i < maxArg {
		r, n := utf8.DecodeRune(line[i:])
		if !unicode.IsLetter(r) && (i == d.colons || !unicode.IsDigit(r) && r != '-' && r != '_') {
			break
		}
		i += n
	}
	if i == d.colons {
		return d, false
	}
	d.name, d.size = string(line[d.colons:i]), i
	if i == len(line) || line[i] != '{' {
		return d, true
	}
	d.braced, d.argAt = true, i+1
	arg := line[d.argAt:min(len(line), d.argAt+maxArg)]
	if end := bytes.IndexByte(arg, '}'); end >= 0 {
		d.arg, d.closed, d.size = string(arg[:end]), true, d.argAt+end+1
	}
	return d, true
}

// wellFormed says whether the argument is one word in braces.
func (d directive) wellFormed() bool {
	return d.closed && d.arg != "" && !strings.ContainsAny(d.arg, " \t{　")
}

// A placement is ::table{id} on a line of its own.
type placement struct {
	ast.BaseBlock
	id string
}

var placementKind = ast.NewNodeKind("Placement")

// Kind implements ast.Node.
func (*placement) Kind() ast.NodeKind { return placementKind }

// IsRaw implements ast.Node: there is nothing within to be read.
func (*placement) IsRaw() bool { return true }

// Dump implements ast.Node.
func (n *placement) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.id}, nil)
}

// placed is a table already placed and the line where.
type placed struct {
	id   string
	line int
}

// placementParser reads placements and reports all else that begins like one.
// What it refuses stays in the text.
type placementParser struct{}

// Trigger implements parser.BlockParser.
func (placementParser) Trigger() []byte { return []byte(":") }

// Open implements parser.BlockParser.
func (placementParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	line = line[pc.BlockOffset():]
	d, ok := readDirective(line)
	if !ok || d.colons != 2 {
		return nil, parser.NoChildren
	}
	c, at := of(pc), segment.Start+pc.BlockOffset()-segment.Padding
	if c.wasRefused(at) {
		return nil, parser.NoChildren
	}
	alone := len(bytes.TrimSpace(line[d.size:])) == 0
	if !c.place(at, d, alone, parent.Kind() == ast.KindDocument) {
		c.refused = append(c.refused, at)
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	return &placement{id: d.arg}, parser.NoChildren
}

// Continue implements parser.BlockParser.
func (placementParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close implements parser.BlockParser.
func (placementParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (placementParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (placementParser) CanAcceptIndentedLine() bool { return false }

// place notes where a table goes, or reports why it cannot go there.
func (c *conversion) place(at int, d directive, alone, outermost bool) bool {
	switch {
	case d.name != "table":
		c.report(at, "unknown-directive",
			diag.Textf("没有“%s”这种指令", "there is no directive %q", "::"+clip(d.name)), c.directiveHint(d))
	case !d.wellFormed() || !alone:
		c.report(at, "malformed-directive",
			diag.Textf("放置表格的指令不完整，或同一行还有别的文字", "an incomplete placement of a table, or other text on its line"),
			diag.Textf("独占一行，写成 ::table{requests}", "write ::table{requests} on a line of its own"))
	case !outermost:
		c.report(at, "malformed-directive",
			diag.Textf("表格放在列表、引用或脚注之内；应放在外面", "a table placed within a list, quotation or footnote; it stands outside of them"),
			diag.Textf("另起一段，不缩进，写 ::table{%s}", "write ::table{%s} in a paragraph of its own, not indented", d.arg))
	default:
		return c.placeTable(at+d.argAt, d.arg)
	}
	return false
}

// placeTable is place for a directive in good form.
func (c *conversion) placeTable(at int, id string) bool {
	if c.src.Table == nil || !c.src.Table(id) {
		var hint diag.Text
		if near := c.nearest(id, c.src.TableIDs); near != "" {
			hint = diag.Textf("是否为 ::table{%s}？", "did you mean ::table{%s}?", near)
		}
		c.report(at, "unknown-table", diag.Textf("报告中没有名为“%s”的表格", "the report has no table %q", id), hint)
		return false
	}
	if i := slices.IndexFunc(c.placed, func(p placed) bool { return p.id == id }); i >= 0 {
		c.report(at, "table-placed-twice",
			diag.Textf("表格“%s”已放在第%d行", "the table %q is already placed on line %d", id, c.placed[i].line),
			diag.Textf("只保留一处 ::table{%s}", "keep one ::table{%s}", id))
		return false
	}
	c.placed = append(c.placed, placed{id, c.line(at)})
	return true
}

func (c *conversion) directiveHint(d directive) diag.Text {
	switch {
	case d.name == "cell":
		return diag.Textf("引用单元格用一个冒号：:cell{%s}", "a reference to a cell has one colon: :cell{%s}", d.arg)
	case c.nearest(d.name, []string{"table"}) != "":
		return diag.Textf("是否为 ::table{%s}？", "did you mean ::table{%s}?", d.arg)
	}
	return diag.Textf("放置表格用 ::table{…}", "a table is placed by ::table{…}")
}

// wasRefused says whether the directive at an offset was reported before. A line
// may be looked at more than once.
func (c *conversion) wasRefused(at int) bool {
	_, found := slices.BinarySearch(c.refused, at)
	return found
}
