package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A writer turns the tree of a text into HTML. All HTML goes into one buffer;
// what belongs to which section is noted as offsets, since the buffer moves as
// it grows.
type writer struct {
	page
	c *conversion

	sections  []Section
	pieces    []piece
	titles    []span // what stands between the tags of the headings, in order
	heading   string // text of the heading last written
	tables    int
	depth     int  // emphasis and links around what is written
	inLink    bool // a link holds no link
	footnotes span
}

// A span is a part of the buffer.
type span struct{ from, to int }

// A piece is a block to be.
type piece struct {
	section int
	span
	table string
}

// write makes the body of a text.
func (c *conversion) write(root ast.Node) *Body {
	w := &writer{c: c}
	size := len(c.text) - c.taken
	w.buf = make([]byte, 0, size+size/4+256)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		w.outermost(n)
	}
	c.checkFragments()
	c.checkNotes()
	body := &Body{Sections: w.finish(), Summary: w.summary(root)}
	body.Footnotes = w.cut(w.footnotes)
	for _, p := range c.placed {
		body.Placed = append(body.Placed, p.id)
	}
	return body
}

// cut gives a part of the finished buffer; nil for an empty one.
func (w *writer) cut(s span) []byte {
	if s.from == s.to {
		return nil
	}
	return w.buf[s.from:s.to:s.to]
}

// finish puts the pieces into the sections.
func (w *writer) finish() []Section {
	blocks := make([]Block, len(w.pieces))
	for i, p := range w.pieces {
		blocks[i] = Block{HTML: w.cut(p.span), Table: p.table}
	}
	titles, from := w.titles, 0
	for i := range w.sections {
		s := &w.sections[i]
		if s.Heading.Level != 0 {
			s.Heading.HTML, titles = w.cut(titles[0]), titles[1:]
		}
		for j := range s.Subheadings {
			s.Subheadings[j].HTML, titles = w.cut(titles[0]), titles[1:]
		}
		to := from
		for to < len(w.pieces) && w.pieces[to].section == i {
			to++
		}
		s.Blocks = blocks[from:to:to]
		from = to
	}
	return w.sections
}

// outermost writes a block that stands in no other.
func (w *writer) outermost(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level <= 2 {
			w.sectionHeading(n)
			return
		}
	case *placement:
		w.piece(piece{table: n.id})
		return
	case *extast.FootnoteList:
		w.footnotes.from = len(w.buf)
		w.footnoteList(n)
		w.footnotes.to = len(w.buf)
		return
	}
	from := len(w.buf)
	if h, ok := n.(*ast.Heading); ok {
		w.subheading(h)
	} else {
		w.block(n)
	}
	if len(w.buf) > from {
		w.piece(piece{span: span{from, len(w.buf)}})
	}
}

// piece adds a piece to the section that is being written, in one with the HTML
// before it where possible.
func (w *writer) piece(p piece) {
	w.openSection()
	p.section = len(w.sections) - 1
	if n := len(w.pieces); n > 0 && p.table == "" {
		last := &w.pieces[n-1]
		if last.section == p.section && last.table == "" && last.to == p.from {
			last.to = p.to
			return
		}
	}
	w.pieces = append(w.pieces, p)
}

// openSection makes the section without heading where there is none yet.
func (w *writer) openSection() {
	if len(w.sections) == 0 {
		w.sections = append(w.sections, Section{})
	}
}

// blocks writes all blocks in another.
func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

// block writes one block.
func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.open("<p", n)
		w.put(">")
		w.inlines(n)
		w.put("</p>\n")
	case *ast.TextBlock:
		w.inlines(n)
		if n.NextSibling() != nil && n.FirstChild() != nil {
			w.put("\n")
		}
	case *ast.Heading:
		w.tagged(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.open("<blockquote", n)
		w.put(">\n")
		w.blocks(n)
		w.put("</blockquote>\n")
	case *ast.FencedCodeBlock:
		w.open("<pre", n)
		w.put("><code")
		if language := n.Language(w.c.text); language != nil {
			w.put(` class="language-`)
			w.markdown(language)
			w.put(`"`)
		}
		w.code(n)
	case *ast.CodeBlock:
		w.open("<pre", n)
		w.put("><code")
		w.code(n)
	case *ast.ThematicBreak:
		w.open("<hr", n)
		w.put(">\n")
	case *extast.Table:
		w.table(n)
	}
}

// code writes the lines of a code block and its end.
func (w *writer) code(n ast.Node) {
	w.put(">")
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		w.raw(line.Value(w.c.text))
	}
	w.put("</code></pre>\n")
}

func (w *writer) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	w.put("<", tag)
	if n.IsOrdered() && n.Start != 1 {
		w.put(` start="`, strconv.Itoa(n.Start), `"`)
	}
	w.put(">\n")
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		w.open("<li", item)
		w.put(">")
		if first := item.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
			w.put("\n")
		}
		w.blocks(item)
		w.put("</li>\n")
	}
	w.put("</", tag, ">\n")
}
