package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// noteParser reads footnotes, [^1]: text. Their number is limited, because each
// reference looks for its note by going through all of them.
type noteParser struct{ container }

// Open implements parser.BlockParser.
func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, pos := reader.Position()
	node, state := p.container.Open(parent, reader, pc)
	note, ok := node.(*extast.Footnote)
	if !ok {
		return node, state
	}
	c := of(pc)
	if len(c.notes) < maxFootnotes {
		c.notes = append(c.notes, note)
		return node, state
	}
	reader.SetPosition(line, pos)
	c.reportOnce(pos.Start, "too-many-footnotes",
		diag.Textf("脚注超过%d条；其余按文字显示", "more than %d footnotes; the rest is shown as text", maxFootnotes),
		diag.Textf("把内容分到几个文件，或改写成正文", "divide the text into several files, or write notes as prose"))
	return nil, parser.NoChildren
}

// checkNotes reports the notes that nothing refers to: they are not shown.
func (c *conversion) checkNotes() {
	for _, note := range c.notes {
		if note.Index >= 0 {
			continue
		}
		name := clip(string(note.Ref))
		c.report(max(note.Pos(), 0), "unused-footnote",
			diag.Textf("正文没有引用脚注“%s”，或同名脚注不止一条；不会显示", "nothing refers to the footnote %q, or there is another of that name; it is not shown", name),
			diag.Textf("在正文中写 [^%s]，或删去这条脚注", "write [^%s] in the text, or remove the footnote", name))
	}
}

// missingNote comes after the parser of references to footnotes and reports
// those that it left alone. They stay text.
type missingNote struct{}

// Trigger implements parser.InlineParser.
func (missingNote) Trigger() []byte { return []byte("[") }

// Parse implements parser.InlineParser.
func (missingNote) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	rest, ok := bytes.CutPrefix(line, []byte("[^"))
	if !ok {
		return nil
	}
	end := bytes.IndexByte(rest[:min(len(rest), maxArg)], ']')
	if end <= 0 || bytes.ContainsAny(rest[:end], " \t[") {
		return nil
	}
	if after := rest[end+1:]; len(after) > 0 && (after[0] == '(' || after[0] == '[') {
		return nil // a link
	}
	name := string(rest[:end])
	of(pc).report(segment.Start-segment.Padding, "unknown-footnote",
		diag.Textf("没有名为“%s”的脚注", "there is no footnote %q", clip(name)),
		diag.Textf("另起一行写 [^%s]: 脚注内容", "write [^%s]: and its text on a line of its own", clip(name)))
	return nil
}

// The ids of footnotes: fn-1 is the note, fnref-1 the first place that refers to
// it, fnref-1-2 the second.

func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	number := strconv.Itoa(n.Index)
	w.put(`<sup class="footnote-ref" id="fnref-`, number)
	if n.RefIndex > 0 {
		w.put("-", strconv.Itoa(n.RefIndex+1))
	}
	if w.inLink {
		w.put(`">`, number, "</sup>")
		return
	}
	w.put(`"><a href="#fn-`, number, `" role="doc-noteref" aria-label="脚注`, number, `">`, number, "</a></sup>")
}

func (w *writer) footnoteBacklink(n *extast.FootnoteBacklink) {
	number, suffix, place := strconv.Itoa(n.Index), "", ""
	if n.RefIndex > 0 {
		suffix = "-" + strconv.Itoa(n.RefIndex+1)
	}
	if n.RefCount > 1 {
		place = "第" + strconv.Itoa(n.RefIndex+1) + "处"
	}
	w.put(` <a class="footnote-back" href="#fnref-`, number, suffix, `" role="doc-backlink" aria-label="回到脚注`, number, `的正文`, place, `">↩︎</a>`)
}

func (w *writer) footnoteList(list *extast.FootnoteList) {
	w.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n")
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		note, ok := n.(*extast.Footnote)
		if !ok {
			continue
		}
		w.open("<li", note)
		w.put(` id="fn-`, strconv.Itoa(note.Index), "\">\n")
		for child := note.FirstChild(); child != nil; child = child.NextSibling() {
			if back, ok := child.(*extast.FootnoteBacklink); ok {
				w.footnoteBacklink(back)
				continue
			}
			w.block(child)
		}
		w.put("</li>\n")
	}
	w.put("</ol>\n</section>\n")
}
