package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// addressParser reads bare web addresses. GFM finds one at the head of a line or
// after a space; here one may also follow an East Asian character, as in
// 详见https://www.example.gov.cn/。 Such an address is noticed at its first : or .
// because the characters before these start no parser.
type addressParser struct{ gfm parser.InlineParser }

func newAddressParser() addressParser {
	return addressParser{extension.NewLinkifyParser(
		extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
	)}
}

// Trigger implements parser.InlineParser. A space stands for any character at
// the head of a line too.
func (addressParser) Trigger() []byte { return []byte(" *_~(:.") }

// Parse implements parser.InlineParser.
func (p addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	switch line[0] {
	case ':':
		return p.afterEastAsian(parent, block, pc, "https", "http")
	case '.':
		return p.afterEastAsian(parent, block, pc, "www")
	case ' ', '*', '_', '~', '(':
		line = line[1:]
	}
	if !bytes.HasPrefix(line, []byte("http")) && !bytes.HasPrefix(line, []byte("www.")) {
		return nil
	}
	return p.gfm.Parse(parent, block, pc)
}

// afterEastAsian reads an address of which the beginning is behind the reader,
// at the end of the text before, and takes it from there.
func (p addressParser) afterEastAsian(parent ast.Node, block text.Reader, pc parser.Context, beginnings ...string) ast.Node {
	before, ok := parent.LastChild().(*ast.Text)
	line, pos := block.Position()
	if !ok || before.Segment.Stop != pos.Start || pos.Padding != 0 {
		return nil
	}
	value := before.Segment.Value(block.Source())
	for _, beginning := range beginnings {
		rest, found := bytes.CutSuffix(value, []byte(beginning))
		if r, _ := utf8.DecodeLastRune(rest); !found || !eastAsian(r) {
			continue
		}
		pos.Start -= len(beginning)
		block.SetPosition(line, pos)
		node := p.gfm.Parse(parent, block, pc)
		if link, ok := node.(*ast.AutoLink); ok {
			before.Segment.Stop = pos.Start
			link.SetPos(pos.Start)
		}
		return node
	}
	return nil
}
