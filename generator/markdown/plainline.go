package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A plainLineParser takes a line in which nothing is marked up in one step. Most
// lines of a report are like that, and the library looks at each of their bytes
// several times.
type plainLineParser struct{}

// Trigger asks for the starts of lines; the library says blank for them.
func (plainLineParser) Trigger() []byte { return []byte{' '} }

func (plainLineParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	if block.PrecendingCharacter() != '\n' {
		return nil
	}
	line, segment := block.PeekLine()
	content, broken := bytes.CutSuffix(line, []byte("\n"))
	if !isPlain(content) {
		return nil
	}
	n := ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+len(content)))
	n.SetSoftLineBreak(broken)
	block.Advance(len(line))
	return n
}

// isPlain says that a line has nothing that could be mark-up, an address or a
// line break, and no blank at either end.
func isPlain(line []byte) bool {
	if len(line) == 0 || line[0] == ' ' || line[0] == '\t' || line[len(line)-1] == ' ' || line[len(line)-1] == '\t' {
		return false
	}
	for i, c := range line {
		if !plainBytes[c] || c == 'w' && bytes.HasPrefix(line[i:], []byte("www")) {
			return false
		}
	}
	return true
}

// plainBytes are the bytes that begin and end nothing. The colon and @ are not
// among them: they make an address of what stands before them.
var plainBytes = func() (set [256]bool) {
	for c := 0x80; c < len(set); c++ {
		set[c] = true
	}
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 \t\"#$%'()+,-./;=?{}" {
		set[c] = true
	}
	return set
}()
