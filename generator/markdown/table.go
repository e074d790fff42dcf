package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table writes a table of the text in a frame that scrolls sideways, so that a
// wide table does not make the page wide. The frame can be reached by keyboard
// and is named after the heading it stands under.
func (w *writer) table(n *extast.Table) {
	w.tables++
	w.open("<div", n)
	w.put(` class="scroll" tabindex="0" role="region" aria-label="表格`, strconv.Itoa(w.tables))
	if w.heading != "" {
		w.put("：")
		w.rawString(w.heading)
	}
	w.put("\">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		w.row(row)
	}
	if n.ChildCount() > 1 {
		w.put("</tbody>\n")
	}
	w.put("</table>\n</div>\n")
}

// row writes a row; the first is the head.
func (w *writer) row(row ast.Node) {
	head := row.Kind() == extast.KindTableHeader
	if head {
		w.put("<thead>\n")
	}
	w.open("<tr", row)
	w.put(">\n")
	for n := row.FirstChild(); n != nil; n = n.NextSibling() {
		w.tableCell(n.(*extast.TableCell), head)
	}
	w.put("</tr>\n")
	if head {
		w.put("</thead>\n")
		if row.NextSibling() != nil {
			w.put("<tbody>\n")
		}
	}
}

// tableCell writes one cell. An empty cell of the head names nothing and is
// no th.
func (w *writer) tableCell(n *extast.TableCell, head bool) {
	tag := "td"
	if head && n.FirstChild() != nil {
		tag = "th"
	}
	w.put("<", tag)
	if tag == "th" {
		w.put(` scope="col"`)
	}
	if n.Alignment != extast.AlignNone {
		w.put(` class="align-`, n.Alignment.String(), `"`)
	}
	w.put(">")
	w.inlines(n)
	w.put("</", tag, ">\n")
}
