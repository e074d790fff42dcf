// Package markdown turns the body of a report into HTML for a page.
//
// It reads CommonMark with GFM tables, strikethrough, task lists, bare web
// addresses and footnotes, made fit for Chinese prose, and two directives:
//
//	## 一、总体情况
//
//	本年新收申请:cell{requests.received.total}件，**比上年“减少”**两成。
//
//	::table{requests}
//
// gives one section with the heading 一、总体情况 (anchor 一-总体情况), a block of
// HTML in which the cell's value is a link to the cell, and the place where the
// caller puts the table "requests".
//
// Where it differs from CommonMark, and why:
//
//   - Emphasis with * and ~ works beside Chinese, Japanese and Korean characters
//     and their punctuation: **真，**她. CommonMark sees a mark between ， and 她 as
//     no end of emphasis. Emphasis with _ is left as it is.
//   - A line break beside a Chinese or Japanese character disappears instead of
//     becoming a space.
//   - One ~ between two characters is no mark: 3~5件 and 10~15天 are ranges.
//   - HTML is not known: tags are shown as the text they are.
//   - A web address begins a link also right after a Chinese character.
//
// For a text in ASCII without directives, HTML and single ~ the document read is
// the very one of CommonMark and GFM.
//
// The HTML has no script, no style attribute and nothing loaded from another
// host; it is well formed whatever the input. Nesting and the number of marks in
// a paragraph are limited, so that the work stays in proportion to the input.
//
// The package draws no statutory table, builds no page and reads no file.
package markdown

import (
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
)

// A Source is the Markdown of one file and what its references may point to. A
// nil function knows nothing, so that every reference of its kind is a problem.
type Source struct {
	File string // for problems: content/reports/swj/2022.md
	Text []byte // the Markdown, in UTF-8; it is not changed
	Line int    // line of the file, from 1, on which Text begins

	// Trace makes each block of the HTML tell the line of the file on which it
	// begins, for a preview: <p data-preview-line="14">. Nothing else differs.
	Trace bool

	// Cell gives the value of a cell of the report's tables, as published.
	Cell func(name string) (text string, ok bool)
	// CellNames lists the cells, for hints. It is called only for a problem.
	CellNames func() []string

	// Table says whether the report has a table with this id.
	Table func(id string) bool
	// TableIDs lists the tables, for hints.
	TableIDs []string

	// Link resolves a relative destination, as the author wrote it (it may be
	// percent-encoded and end in ?query#fragment), to its address on the site.
	// It says !ok when there is nothing at that place.
	Link func(dest string) (href string, ok bool)
}

// A Body is a converted text. Its HTML shares one piece of memory; treat it as
// read-only.
type Body struct {
	// Sections are the parts under the headings of level 2. Content before the
	// first of them is a section with the zero Heading.
	Sections []Section
	// Footnotes is the list of notes to be put after the last section; empty
	// when there are none.
	Footnotes []byte
	// Summary is the beginning of the prose as plain text, about 100 characters
	// and cut after a sentence where one ends in time.
	Summary string
	// Placed lists the tables that the text places, in order.
	Placed []string
}

// A Section is a heading of level 2 and all that stands under it.
type Section struct {
	Heading     Heading
	Blocks      []Block
	Subheadings []Heading // of level 3 and deeper, for a contents list; their HTML is in Blocks too
}

// A Block is a run of HTML or the place of a table; one of the two.
type Block struct {
	HTML  []byte
	Table string // id of the table that stands here
}

// A Heading is one heading of the text.
type Heading struct {
	Level int    // 2 to 6; 0 in a section without heading
	ID    string // anchor, unique in the body; never begins like the page's own ids
	Text  string // plain text
	HTML  []byte // what stands between the tags; it may hold links
	Line  int    // line of the file
}

// A Converter reads Markdown. It is safe for concurrent use.
type Converter struct {
	parser parser.Parser
}

// New makes a Converter.
func New() *Converter {
	return &Converter{parser: newParser()}
}

// Convert turns a text into HTML. The body is complete and safe to show even
// when there are problems: what is wrong stands in it as plain text.
func (c *Converter) Convert(src Source) (*Body, diag.List) {
	conv := newConversion(src)
	ctx := parser.NewContext()
	ctx.Set(conversionKey, conv)
	root := c.parser.Parse(text.NewReader(conv.text), parser.WithContext(ctx))
	body := conv.write(root)
	return body, conv.list()
}
