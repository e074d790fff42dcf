package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// The lengths of a summary, in characters: not cut when it has at most
// summaryMost; else cut after the last sentence that ends between summaryLeast
// and summaryMost, or at summaryMost with an ellipsis.
const (
	summaryLeast = 20
	summaryMost  = 100
)

// summary gives the beginning of the prose: of the paragraphs that stand in no
// list, quotation or table.
func (w *writer) summary(root ast.Node) string {
	text := make([]byte, 0, 512)
	for n := root.FirstChild(); n != nil && len(text) <= summaryMost*utf8.UTFMax; n = n.NextSibling() {
		if n.Kind() == ast.KindParagraph {
			text = w.c.plainText(text, n)
		}
	}
	return shorten(string(bytes.TrimSpace(text)))
}

// shorten cuts a text to the length of a summary.
func shorten(text string) string {
	count, sentence := 0, 0
	for i, r := range text {
		if count == summaryMost {
			if sentence > 0 {
				return text[:sentence]
			}
			return text[:i] + "……"
		}
		count++
		if count >= summaryLeast && (r == '。' || r == '！' || r == '？') {
			sentence = i + utf8.RuneLen(r)
		}
	}
	return text
}
