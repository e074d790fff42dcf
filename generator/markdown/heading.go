package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"gongkai/generator/diag"
)

// describe gives the data of a heading that is about to be written.
func (w *writer) describe(n *ast.Heading) Heading {
	at := headingStart(n)
	if n.Level == 1 {
		w.c.report(at, "heading-level",
			diag.Textf("正文中有一级标题；一级标题是页面的题名", "a heading of level 1 in the text; level 1 is the title of the page"),
			diag.Textf("用 ## 写二级标题", "write it with ##, as level 2"))
	}
	w.heading = string(w.c.plainText(nil, n))
	return Heading{Level: max(n.Level, 2), Text: w.heading, ID: w.c.anchor(w.heading), Line: w.c.line(at)}
}

// sectionHeading begins a section. Its tags are the caller's to write.
func (w *writer) sectionHeading(n *ast.Heading) {
	w.sections = append(w.sections, Section{Heading: w.describe(n)})
	from := len(w.buf)
	w.inlines(n)
	w.titles = append(w.titles, span{from, len(w.buf)})
}

// subheading writes a heading below level 2 and notes it in its section.
func (w *writer) subheading(n *ast.Heading) {
	h, title := w.tagged(n)
	w.openSection()
	section := &w.sections[len(w.sections)-1]
	section.Subheadings = append(section.Subheadings, h)
	w.titles = append(w.titles, title)
}

// tagged writes a heading with its tags.
func (w *writer) tagged(n *ast.Heading) (Heading, span) {
	h := w.describe(n)
	tag := "h" + strconv.Itoa(h.Level)
	w.open("<"+tag, n)
	w.put(` id="`, h.ID, `">`)
	from := len(w.buf)
	w.inlines(n)
	to := len(w.buf)
	w.put("</", tag, ">\n")
	return h, span{from, to}
}

// headingStart gives the offset at which a heading begins. The parser notes the
// underline for a heading that has one.
func headingStart(n *ast.Heading) int {
	if n.Lines().Len() == 0 {
		return max(n.Pos(), 0)
	}
	at := n.Lines().At(0).Start
	if n.Pos() >= 0 {
		at = min(at, n.Pos())
	}
	return at
}

// anchor makes the id of a heading from its text: letters and digits of any
// script in lower case, one "-" for spaces and for the marks that part words (、
// and brackets), without other punctuation. 一、总体情况 gives 一-总体情况.
//
// The page's own ids (requests.received.total, table-requests, main, fn-1) begin
// with an ASCII letter, so an anchor that does gets "section-" before it. The
// second heading with the same text gets "-2".
func (c *conversion) anchor(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len("section-"))
	gap := false
	for _, r := range text {
		switch {
		case inAnchor(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r) || parts(r):
			gap = true
		}
	}
	id := b.String()
	if r, _ := utf8.DecodeRuneInString(id); id == "" || 'a' <= r && r <= 'z' {
		id = strings.TrimSuffix("section-"+id, "-")
	}
	return c.unique(id)
}

// inAnchor says whether a character is kept in an anchor.
func inAnchor(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_'
}

// parts says whether a mark parts words in an anchor.
func parts(r rune) bool {
	switch r {
	case '-', '、', '（', '）', '(', ')', '〔', '〕', '[', ']', '【', '】', '/', '／', '：', ':':
		return true
	}
	return false
}

// unique adds a number to an id that is in use.
func (c *conversion) unique(id string) string {
	if c.anchors == nil {
		c.anchors = make(map[string]int)
	}
	n, used := c.anchors[id]
	if !used {
		c.anchors[id] = 1
		return id
	}
	for {
		n++
		numbered := id + "-" + strconv.Itoa(n)
		if _, used := c.anchors[numbered]; !used {
			c.anchors[id], c.anchors[numbered] = n, 1
			return numbered
		}
	}
}
