package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// LineAttribute is the attribute in which a block of a traced text has the line of
// the file on which it begins. Its value is a number.
const LineAttribute = "data-preview-line"

// open begins the tag of a block; what is written next goes into the tag.
func (w *writer) open(tag string, n ast.Node) {
	w.put(tag)
	if w.c.src.Trace {
		w.put(" ", LineAttribute, `="`, strconv.Itoa(w.c.line(w.c.start(n))), `"`)
	}
}

// start gives the offset at which a block begins.
func (c *conversion) start(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Heading:
		return headingStart(n)
	case *extast.Table: // text may have stood right before it
		return c.start(n.FirstChild())
	case *ast.Paragraph: // definitions of links may have stood before it
		if n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return min(max(n.Pos(), 0), len(c.text))
}
