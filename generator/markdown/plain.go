package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// plainText appends what a reader sees of the inlines in n, without markup and
// footnote numbers.
func (c *conversion) plainText(dst []byte, n ast.Node) []byte {
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		dst = c.plainInline(dst, child)
	}
	return dst
}

func (c *conversion) plainInline(dst []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.Text:
		if n.IsRaw() { // code
			return append(dst, bytes.ReplaceAll(n.Segment.Value(c.text), []byte("\n"), []byte(" "))...)
		}
		dst = plain(dst, n.Segment.Value(c.text))
		if n.HardLineBreak() || n.SoftLineBreak() {
			if !c.joined(n) {
				dst = append(dst, ' ')
			}
		}
		return dst
	case *cellNode:
		return append(dst, n.value...)
	case *ast.AutoLink:
		return append(dst, n.Label(c.text)...)
	case *extast.FootnoteLink, *extast.FootnoteBacklink:
		return dst
	}
	return c.plainText(dst, n)
}

// joined says whether the line break after a text disappears.
func (c *conversion) joined(n *ast.Text) bool {
	return joins(c.textUpTo(n), c.textAfter(n))
}

// textUpTo gives the last piece of text that is not empty, up to and with n, of
// the block that n is in.
func (c *conversion) textUpTo(n ast.Node) []byte {
	for n.Type() == ast.TypeInline {
		if b := c.lastText(n); len(b) > 0 {
			return b
		}
		for n.PreviousSibling() == nil {
			if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
				return nil
			}
		}
		n = n.PreviousSibling()
	}
	return nil
}

// textAfter gives the first piece of text that is not empty, after n, of the
// block that n is in.
func (c *conversion) textAfter(n ast.Node) []byte {
	for {
		for n.NextSibling() == nil {
			if n = n.Parent(); n == nil || n.Type() != ast.TypeInline {
				return nil
			}
		}
		n = n.NextSibling()
		if b := c.firstText(n); len(b) > 0 {
			return b
		}
	}
}

// lastText gives the last piece of text in an inline.
func (c *conversion) lastText(n ast.Node) []byte {
	if b, ok := c.ownText(n); ok {
		return b
	}
	for child := n.LastChild(); child != nil; child = child.PreviousSibling() {
		if b := c.lastText(child); len(b) > 0 {
			return b
		}
	}
	return nil
}

// firstText gives the first piece of text in an inline.
func (c *conversion) firstText(n ast.Node) []byte {
	if b, ok := c.ownText(n); ok {
		return b
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if b := c.firstText(child); len(b) > 0 {
			return b
		}
	}
	return nil
}

// ownText gives the text of an inline that holds no others.
func (c *conversion) ownText(n ast.Node) (b []byte, ok bool) {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Value(c.text), true
	case *cellNode:
		return []byte(n.value), true
	case *ast.AutoLink:
		return n.Label(c.text), true
	}
	return nil, false
}
