package markdown

import (
	"html"
	"unicode/utf8"

	rendererhtml "github.com/yuin/goldmark/renderer/html"
)

// A page is HTML being written. It has the methods of a buffered writer, so that
// the library can write to it what is rare: references like &nbsp;.
type page struct{ buf []byte }

// Write implements io.Writer.
func (p *page) Write(b []byte) (int, error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

// WriteString implements io.StringWriter.
func (p *page) WriteString(s string) (int, error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

// WriteByte implements io.ByteWriter.
func (p *page) WriteByte(b byte) error {
	p.buf = append(p.buf, b)
	return nil
}

// WriteRune writes one character.
func (p *page) WriteRune(r rune) (int, error) {
	n := len(p.buf)
	p.buf = utf8.AppendRune(p.buf, r)
	return len(p.buf) - n, nil
}

// Available, Buffered and Flush are there for the library's interface.
func (p *page) Available() int { return cap(p.buf) - len(p.buf) }

// Buffered implements the library's interface.
func (p *page) Buffered() int { return 0 }

// Flush implements the library's interface.
func (p *page) Flush() error { return nil }

// put writes pieces of HTML.
func (p *page) put(pieces ...string) {
	for _, s := range pieces {
		p.buf = append(p.buf, s...)
	}
}

// class says what a byte needs: escapes, or (in Markdown) to be resolved first.
var class = [256]uint8{'<': escapes, '>': escapes, '"': escapes, 0: escapes, '&': escapes | resolves, '\\': resolves}

const (
	escapes  uint8 = 1
	resolves uint8 = 2
)

// raw writes text as it is, escaped.
func (p *page) raw(b []byte) { p.buf = escape(p.buf, b) }

// rawString is raw for a string.
func (p *page) rawString(s string) { p.buf = escape(p.buf, s) }

func escape[T string | []byte](dst []byte, text T) []byte {
	done := 0
	for i := range len(text) {
		if c := text[i]; class[c]&escapes != 0 {
			dst = append(dst, text[done:i]...)
			dst = append(dst, entity(c)...)
			done = i + 1
		}
	}
	return append(dst, text[done:]...)
}

// markdown writes text in which \* and &amp; stand for * and &.
func (p *page) markdown(b []byte) {
	done := 0
	for i, c := range b {
		if class[c] == 0 {
			continue
		}
		p.buf = append(p.buf, b[done:i]...)
		done = i + 1
		if class[c]&resolves != 0 {
			rendererhtml.DefaultWriter.Write(p, b[i:])
			return
		}
		p.buf = append(p.buf, entity(c)...)
	}
	p.buf = append(p.buf, b[done:]...)
}

func entity(c byte) string {
	switch c {
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	case '&':
		return "&amp;"
	}
	return "\uFFFD"
}

// plain appends Markdown text without escaping it for HTML.
func plain(dst, b []byte) []byte {
	for _, c := range b {
		if c == 0 || class[c]&resolves != 0 {
			var p page
			p.markdown(b)
			return append(dst, html.UnescapeString(string(p.buf))...)
		}
	}
	return append(dst, b...)
}
