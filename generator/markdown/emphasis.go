package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxRun is the longest row of * or _ that can be emphasis; a longer one is a
// line that somebody drew.
const maxRun = 2 * (maxNesting + 4)

// emphasisParser reads *, **, _ and __.
type emphasisParser struct{}

// Trigger implements parser.InlineParser.
func (emphasisParser) Trigger() []byte { return []byte("*_") }

// Parse implements parser.InlineParser.
func (p emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, p)
	if d == nil {
		return nil
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	if d.OriginalLength > maxRun {
		return ast.NewTextSegment(d.Segment)
	}
	if d.Char == '*' {
		relax(d, before, following(line, d.OriginalLength))
	}
	pc.PushDelimiter(d)
	return d
}

// IsDelimiter implements parser.DelimiterProcessor.
func (emphasisParser) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (emphasisParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (emphasisParser) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikethroughParser reads ~~ and ~.
type strikethroughParser struct{}

// Trigger implements parser.InlineParser.
func (strikethroughParser) Trigger() []byte { return []byte("~") }

// Parse implements parser.InlineParser.
func (p strikethroughParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, p)
	if d == nil || d.OriginalLength > 2 || before == '~' {
		return nil
	}
	relax(d, before, following(line, d.OriginalLength))
	if d.OriginalLength == 1 && d.CanOpen && d.CanClose {
		return nil // 3~5件
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

// IsDelimiter implements parser.DelimiterProcessor.
func (strikethroughParser) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (strikethroughParser) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (strikethroughParser) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

// following gives the character after the first n bytes of a line.
func following(line []byte, n int) rune {
	if n >= len(line) {
		return ' '
	}
	return util.ToRune(line, n)
}

// relax decides anew whether a mark beside an East Asian character can open and
// close emphasis. CommonMark asks whether it stands at the outer side of a word,
// and lets punctuation on one side be no word; but Chinese has no spaces, so
// that 。**后 says nothing. Here East Asian punctuation counts as a letter, and
// beside an East Asian character any other punctuation does too: （**A.**甲.
func relax(d *parser.Delimiter, before, after rune) {
	if !eastAsian(before) && !eastAsian(after) {
		return
	}
	d.CanOpen = !util.IsSpaceRune(after) && (!punctuation(after) || outside(before))
	d.CanClose = !util.IsSpaceRune(before) && (!punctuation(before) || outside(after))
}

// outside says whether a character beyond a mark lets punctuation within it be
// the edge of an emphasis.
func outside(r rune) bool {
	return util.IsSpaceRune(r) || util.IsPunctRune(r) || eastAsian(r)
}

func punctuation(r rune) bool {
	return util.IsPunctRune(r) && !eastAsian(r)
}
