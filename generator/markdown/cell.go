package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// A cellNode is a reference to a cell, :cell{requests.received.total}.
type cellNode struct {
	ast.BaseInline
	name, value string
	at          int // where it stands in the text
}

var cellKind = ast.NewNodeKind("Cell")

// Kind implements ast.Node.
func (*cellNode) Kind() ast.NodeKind { return cellKind }

// Dump implements ast.Node.
func (n *cellNode) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"Name": n.name}, nil)
}

// cellParser reads references to cells, and reports other uses of a colon that
// were likely meant as a directive. All else stays text: 12:30{…}.
type cellParser struct{}

// Trigger implements parser.InlineParser.
func (cellParser) Trigger() []byte { return []byte(":") }

// Parse implements parser.InlineParser.
func (cellParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < len(":c{") || block.PrecendingCharacter() == ':' {
		return nil
	}
	d, ok := readDirective(line)
	if !ok || !d.braced {
		return nil
	}
	c, at := of(pc), segment.Start-segment.Padding
	switch {
	case d.colons == 1 && d.name == "cell" && d.wellFormed():
		node := c.cell(at, d)
		if node != nil {
			block.Advance(d.size)
			return node
		}
	case d.colons == 1 && d.name == "cell":
		c.report(at, "malformed-directive",
			diag.Textf("对单元格的引用不完整", "incomplete reference to a cell"),
			diag.Textf("写成 :cell{表.行.列}，例如 :cell{requests.received.total}", "write :cell{table.row.column}, as in :cell{requests.received.total}"))
	case d.name == "table" && d.colons <= 2 && !c.wasRefused(at):
		c.report(at, "malformed-directive",
			diag.Textf("表格放在一行文字之中；应独占一行，前有两个冒号", "a table within a line of text; it needs a line of its own and two colons"),
			diag.Textf("另起一行写 ::table{%s}", "write ::table{%s} on a line of its own", clip(d.arg)))
	case d.name == "cell" && d.colons == 2 && !c.wasRefused(at):
		c.report(at, "malformed-directive",
			diag.Textf("对单元格的引用前有两个冒号；应为一个", "a reference to a cell with two colons; it has one"),
			diag.Textf("写成 :cell{%s}", "write :cell{%s}", clip(d.arg)))
	case d.colons == 1 && strings.Contains(d.arg, ".") && c.nearest(d.name, []string{"cell"}) != "":
		c.report(at, "unknown-directive",
			diag.Textf("没有“%s”这种引用", "there is no directive %q", ":"+d.name),
			diag.Textf("是否为 :cell{%s}？", "did you mean :cell{%s}?", clip(d.arg)))
	}
	return nil
}

// cell looks a reference up. It gives nil when there is nothing to show.
func (c *conversion) cell(at int, d directive) ast.Node {
	var value string
	var ok bool
	if c.src.Cell != nil {
		value, ok = c.src.Cell(d.arg)
	}
	start := at
	at += d.argAt
	switch {
	case !ok:
		var hint diag.Text
		if near := c.nearestCell(d.arg); near != "" {
			hint = diag.Textf("是否为 %s？", "did you mean %s?", near)
		}
		c.report(at, "unknown-cell",
			diag.Textf("报告中没有名为“%s”的单元格", "the report has no cell named %q", d.arg), hint)
		return nil
	case value == "":
		c.report(at, "blank-cell",
			diag.Textf("单元格“%s”为空，正文中无值可引", "the cell %q is blank; there is no value to print", d.arg),
			diag.Textf("填写该单元格，或在正文中直接说明", "fill the cell in, or say in words what is known"))
		return nil
	}
	return &cellNode{name: d.arg, value: value, at: start}
}
