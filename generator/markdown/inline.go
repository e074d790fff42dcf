package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines writes what stands in a block or in another inline.
func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			w.within("strong", n)
		} else {
			w.within("em", n)
		}
	case *extast.Strikethrough:
		w.within("del", n)
	case *cellNode:
		w.cell(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *extast.TaskCheckBox:
		w.checkBox(n)
	case *extast.FootnoteLink:
		w.footnoteLink(n)
	case *extast.FootnoteBacklink:
		w.footnoteBacklink(n)
	}
}

func (w *writer) text(n *ast.Text) {
	value := n.Segment.Value(w.c.text)
	if n.IsRaw() {
		w.raw(value)
		return
	}
	w.markdown(value)
	switch {
	case n.HardLineBreak():
		w.put("<br>\n")
	case n.SoftLineBreak() && !w.c.joined(n):
		w.put("\n")
	}
}

// within writes an element around its content; the content alone when it is
// nested too deeply.
func (w *writer) within(tag string, n ast.Node) {
	w.depth++
	if w.depth > maxNesting {
		w.c.tooDeep(n.Pos())
		w.inlines(n)
	} else {
		w.put("<", tag, ">")
		w.inlines(n)
		w.put("</", tag, ">")
	}
	w.depth--
}

func (w *writer) cell(n *cellNode) {
	if w.inLink {
		w.rawString(n.value)
		return
	}
	w.put(`<a class="cell-ref" href="#`)
	w.rawString(n.name)
	w.put(`">`)
	w.rawString(n.value)
	w.put("</a>")
}

// codeSpan writes code. In a table \| stands for | even in code, because a cell
// is cut out before anything in it is read.
func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.put("<code>")
	inCell := inTable(n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(w.c.text)
		value, ended := bytes.CutSuffix(value, []byte("\n"))
		if inCell {
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
		}
		w.raw(value)
		if ended {
			w.put(" ")
		}
	}
	w.put("</code>")
}

// inTable says whether an inline stands in the cell of a table.
func inTable(n ast.Node) bool {
	for n != nil && n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n != nil && n.Kind() == extast.KindTableCell
}

func (w *writer) checkBox(n *extast.TaskCheckBox) {
	if n.IsChecked {
		w.put(`<input type="checkbox" checked disabled aria-label="已完成"> `)
	} else {
		w.put(`<input type="checkbox" disabled aria-label="未完成"> `)
	}
}
