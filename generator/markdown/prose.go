package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// Prose is a text as its reader sees it, without mark-up, and with the place of
// every character. It is what checks read.
type Prose struct {
	Passages []Passage

	file  string
	text  string
	line  int       // of the file, on which text begins
	lines []int     // offsets at which lines begin; made when first asked for
	plain []Passage // that wait for their place among Passages
}

// A Passage is a run of text that belongs together: a heading, a paragraph, the
// paragraph of a list item, a cell of a table.
type Passage struct {
	Kind       PassageKind
	Level      int    // of a heading: 1 to 6
	Text       string // line breaks within Chinese are gone, others are blanks
	References []Reference
	Links      []Link
	Image      bool // it shows a picture

	runs []run
}

// A PassageKind says what a passage is.
type PassageKind uint8

// The kinds of passages.
const (
	Paragraph PassageKind = iota
	HeadingText
	Item      // of a list
	Quotation // a paragraph in a quotation
	TableCell
	Code
	Note // of a footnote
)

// A Reference is the part of a passage that prints a cell of the report's tables.
type Reference struct {
	Start, End int // byte offsets in the passage's text
	Cell       string
}

// A Link is the part of a passage that is a link. Of an image it is none.
type Link struct {
	Start, End  int    // byte offsets in the passage's text
	Destination string // as the author wrote it
}

// A run says where a part of a passage's text comes from: that from offset at on
// stands in the source from offset source on, up to end.
type run struct{ at, source, end int }

// Read gives the prose of a text, and the problems that Convert would find.
func (c *Converter) Read(src Source) (*Prose, diag.List) {
	conv := newConversion(src)
	whole := string(conv.text)
	plain, rest := conv.takePlain(whole)
	p := c.read(conv, whole, plain, rest)
	if len(plain) > 0 && len(conv.fragments) > 0 { // links to headings, which must be known
		conv = newConversion(src)
		p = c.read(conv, whole, nil, conv.text)
	}
	return p, conv.list()
}

// read reads what is left of a text beside its plain passages.
func (c *Converter) read(conv *conversion, whole string, plain []Passage, rest []byte) *Prose {
	p := &Prose{file: conv.src.File, text: whole, line: conv.src.Line, plain: plain}
	if len(plain) > 0 && len(bytes.Trim(rest, " \n")) == 0 {
		p.Passages = plain
		return p
	}
	ctx := parser.NewContext()
	ctx.Set(conversionKey, conv)
	root := c.parser.Parse(text.NewReader(rest), parser.WithContext(ctx))
	conv.write(root)
	p.Passages = make([]Passage, 0, len(plain)+len(plain)/2)
	p.blocks(conv, root, Paragraph)
	p.addPlain(len(whole))
	return p
}

// addPlain adds the plain passages that begin before an offset.
func (p *Prose) addPlain(before int) {
	n := 0
	for n < len(p.plain) && p.plain[n].runs[0].source < before {
		n++
	}
	p.Passages = append(p.Passages, p.plain[:n]...)
	p.plain = p.plain[n:]
}

func (p *Prose) blocks(c *conversion, parent ast.Node, kind PassageKind) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			p.passage(c, n, HeadingText, n.Level)
		case *ast.Paragraph, *ast.TextBlock:
			p.passage(c, n, kind, 0)
		case *extast.TableCell:
			p.passage(c, n, TableCell, 0)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			p.code(c, n)
		case *ast.ListItem:
			p.blocks(c, n, Item)
		case *ast.Blockquote:
			p.blocks(c, n, Quotation)
		case *extast.FootnoteList: // behind everything else
			p.addPlain(len(p.text))
			p.blocks(c, n, kind)
		case *extast.Footnote:
			p.blocks(c, n, Note)
		default:
			p.blocks(c, n, kind)
		}
	}
}

func (p *Prose) passage(c *conversion, n ast.Node, kind PassageKind, level int) {
	if t, ok := n.FirstChild().(*ast.Text); ok && t.NextSibling() == nil && !t.IsRaw() {
		// Most paragraphs are one line without mark-up: a part of the text as it is.
		if own := p.text[t.Segment.Start:t.Segment.Stop]; !strings.ContainsAny(own, `\&`) {
			p.add(n, Passage{Kind: kind, Level: level, Text: own, runs: []run{{0, t.Segment.Start, t.Segment.Stop}}})
			return
		}
	}
	r := &proseReader{c: c}
	r.inlines(n)
	p.add(n, Passage{Kind: kind, Level: level, Text: string(r.text), References: r.references, Links: r.links, Image: r.image, runs: r.runs})
}

// add adds a passage behind the plain ones that stand before it.
func (p *Prose) add(n ast.Node, passage Passage) {
	at := n.Pos()
	if len(passage.runs) > 0 {
		at = passage.runs[0].source
	}
	p.addPlain(at)
	p.Passages = append(p.Passages, passage)
}

func (p *Prose) code(c *conversion, n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		value := bytes.TrimRight(line.Value(c.text), "\n")
		p.add(n, Passage{Kind: Code, Text: string(value), runs: []run{{0, line.Start, line.Stop}}})
	}
}

// A proseReader reads the inlines of one passage.
type proseReader struct {
	c          *conversion
	text       []byte
	runs       []run
	references []Reference
	links      []Link
	image      bool
}

func (r *proseReader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.runs = append(r.runs, run{len(r.text), n.Segment.Start, n.Segment.Stop})
			r.text = r.c.plainInline(r.text, n)
		case *cellNode:
			start := len(r.text)
			r.runs = append(r.runs, run{start, n.at, n.at})
			r.text = append(r.text, n.value...)
			r.references = append(r.references, Reference{start, len(r.text), n.name})
		case *ast.Link:
			start := len(r.text)
			r.inlines(n)
			r.links = append(r.links, Link{start, len(r.text), string(plain(nil, n.Destination))})
		case *ast.AutoLink:
			start, at := len(r.text), max(n.Pos(), 0)
			r.text = r.c.plainInline(r.text, n)
			// The parser's place may be that of < or of the blank before it.
			at += max(bytes.Index(r.c.text[at:min(at+1+len(r.text)-start, len(r.c.text))], n.Label(r.c.text)), 0)
			r.runs = append(r.runs, run{start, at, at + len(r.text) - start})
			r.links = append(r.links, Link{start, len(r.text), string(n.URL(r.c.text))})
		case *extast.FootnoteLink, *extast.FootnoteBacklink:
			r.text = r.c.plainInline(r.text, n)
		case *ast.Image:
			r.image = true
			r.inlines(n)
		default:
			r.inlines(n)
		}
	}
}

// Pos gives the place in the file of a byte offset in a passage's text. Of a part
// that a reference prints it is the place of the reference.
func (p *Prose) Pos(passage *Passage, at int) diag.Pos {
	i, found := slices.BinarySearchFunc(passage.runs, at, func(r run, at int) int { return cmp.Compare(r.at, at) })
	if !found {
		i--
	}
	if i < 0 {
		return diag.Pos{File: p.file, Line: p.line, Col: 1}
	}
	// Of runs that begin at one offset the last holds it.
	for i+1 < len(passage.runs) && passage.runs[i+1].at == passage.runs[i].at {
		i++
	}
	r := passage.runs[i]
	return p.place(min(r.source+at-r.at, r.end))
}

func (p *Prose) place(at int) diag.Pos {
	if p.lines == nil {
		p.lines = append(make([]int, 0, strings.Count(p.text, "\n")+1), 0)
		for i := strings.IndexByte(p.text, '\n') + 1; i > 0; {
			p.lines = append(p.lines, i)
			next := strings.IndexByte(p.text[i:], '\n') + 1
			if next == 0 {
				break
			}
			i += next
		}
	}
	i, found := slices.BinarySearch(p.lines, at)
	if !found {
		i--
	}
	return diag.Pos{File: p.file, Line: p.line + i, Col: 1 + utf8.RuneCountInString(p.text[p.lines[i]:at])}
}
