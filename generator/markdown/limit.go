package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// The limits. They are far beyond what people write and keep the time and the
// memory of a conversion in proportion to its input, whatever that is.
const (
	maxNesting     = 60      // quotations and lists in each other; also emphasis in emphasis
	maxMarks       = 500     // marks (* _ ~ [ ` ) in one paragraph, heading or table cell
	maxFootnotes   = 1000    // footnotes of a text
	maxDefinitions = 500     // link definitions ([1]: address) on lines in a row
	maxPadding     = 200_000 // cells that rows of a table lack and the parser fills in
)

// A container is a block parser whose blocks hold others. It opens none deeper
// than maxNesting; what stands there remains text.
type container struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p container) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, pos := reader.Position()
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node == nil || depth(pc.OpenedBlocks()) < maxNesting {
		return node, state
	}
	reader.SetPosition(line, pos)
	of(pc).tooDeep(pos.Start)
	return nil, parser.NoChildren
}

// depth counts the open quotations, list items and footnotes.
func depth(blocks []parser.Block) int {
	if len(blocks) < maxNesting {
		return len(blocks)
	}
	n := 0
	for _, b := range blocks {
		if b.Node.Kind() != ast.KindList {
			n++
		}
	}
	return n
}

func (c *conversion) tooDeep(at int) {
	c.reportOnce(at, "nesting-too-deep",
		diag.Textf("嵌套超过%d层；更深的标记按文字显示", "more than %d levels of nesting; deeper marks are shown as text", maxNesting),
		diag.Textf("减少引用、列表或强调的嵌套层数", "nest quotations, lists or emphasis less deeply"))
}

// markCounter is asked before all other inline parsers. It takes no part until a
// block has maxMarks marks; then it takes the rest of each line as text, because
// looking for the other half of a mark may go through the whole block.
type markCounter struct{}

// Trigger implements parser.InlineParser.
func (markCounter) Trigger() []byte { return []byte("*_~[!`") }

// Parse implements parser.InlineParser.
func (markCounter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if line[0] == '!' && (len(line) == 1 || line[1] != '[') {
		return nil
	}
	c := of(pc)
	if c.marked != parent {
		c.marked, c.marks = parent, 0
	}
	if c.marks++; c.marks <= maxMarks {
		return nil
	}
	c.reportOnce(segment.Start, "too-many-marks",
		diag.Textf("一段之内标记（* _ ~ [ `）超过%d个；其余按文字显示", "more than %d marks (* _ ~ [ `) in one paragraph; the rest is shown as text", maxMarks),
		diag.Textf("分成几段，或在不作标记用的符号前加反斜杠", `divide the paragraph, or put \ before characters that are no marks`))
	n := len(bytes.TrimSuffix(line, []byte("\n")))
	block.Advance(n)
	return ast.NewTextSegment(segment.WithStop(segment.Start + n - segment.Padding))
}

// definitions reads the link definitions at the head of a paragraph. Removing
// them takes time by the square of their number.
type definitions struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, n := node.Lines(), 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := bytes.TrimLeft(reader.Source()[line.Start:line.Stop], " ")
		if len(value) == 0 || value[0] != '[' {
			continue
		}
		if n++; n > maxDefinitions {
			of(pc).reportOnce(line.Start, "too-many-definitions",
				diag.Textf("连续的链接定义超过%d行；这一段按文字显示", "more than %d link definitions in a row; the paragraph is shown as text", maxDefinitions),
				diag.Textf("用空行分成几段", "divide them by blank lines"))
			return
		}
	}
	if n > 0 {
		t.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// tables reads the tables of GFM. A row with too few cells is filled up, so that
// a short text could ask for very many cells; such a table is left as text.
type tables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	columns, pipes := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := reader.Source()[line.Start:line.Stop]
		n := bytes.Count(value, []byte("|"))
		pipes += n
		if i > 0 && len(bytes.Trim(value, "|-: \t\n")) == 0 {
			columns = max(columns, n+1)
		}
	}
	if columns == 0 {
		return // no line below a header
	}
	if columns*lines.Len()-pipes > maxPadding {
		of(pc).reportOnce(node.Pos(), "table-too-wide",
			diag.Textf("表格各行缺少的单元格超过%d个；按文字显示", "the rows of this table lack more than %d cells; it is shown as text", maxPadding),
			diag.Textf("让各行的单元格数与表头一致", "give every row as many cells as the header"))
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// maxDestination is the longest rest of a line in which the end of a link's
// address is looked for, in bytes.
const maxDestination = 4096

// linkParser is the library's, kept from going through a long line once for each
// of its brackets.
type linkParser struct {
	parser.InlineParser
	parser.CloseBlocker
}

func newLinkParser() linkParser {
	p := parser.NewLinkParser()
	return linkParser{p, p.(parser.CloseBlocker)}
}

// Parse implements parser.InlineParser.
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > maxDestination {
		block = shortLines{block}
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// shortLines is a reader that shows no more of a line than maxDestination.
type shortLines struct{ text.Reader }

// PeekLine implements text.Reader.
func (r shortLines) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	return line[:min(len(line), maxDestination)], segment
}
