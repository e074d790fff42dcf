// Package compare says what differs between two versions of a report by what it
// means: fields, cells of tables, and the text by section, sentence and
// character. It also compares archive.toml and formats as data.
//
//	d := compare.Reports(compare.Version{Report: old, Body: oldBody}, compare.Version{Report: new, Body: newBody})
//	for _, c := range d.Tables[0].Cells {
//		fmt.Println(c.Label, c.Old, c.New, c.Difference)
//	}
//
// A difference is complete: Apply makes the new version of the old one and the
// difference, which the tests hold against random edits. What means nothing is
// no difference: the order of keys, quotes, comments, the wrapping of lines,
// blanks at their ends, the width of a Markdown table, CR LF, a byte order mark.
//
// The result depends on the two versions only, not on time or load. Where a
// text is too large or too much rewritten for the finest comparison, it is
// compared more coarsely: by sentence instead of character, and by removal and
// insertion instead of sentence.
//
// The package reads and writes nothing and judges nothing.
package compare

import (
	"gongkai/generator/report"
)

// A Version is one version of a report.
type Version struct {
	Report *report.Report // nil: there is no report in this version
	Body   string         // its Markdown, as it stands in the file
	// File is the text of the whole file. It serves to tell a file that is the
	// same from one that is written differently, and to find in the front matter
	// what the report lacks since the reader refused it; it may be left out.
	File string
}

// A Change says what became of a thing.
type Change string

// The changes.
const (
	Same     Change = ""
	Added    Change = "added"
	Removed  Change = "removed"
	Modified Change = "modified"
)

// A Difference is what differs between two versions of a report. Of a report
// that was added or removed it holds everything, with nothing on the other side.
type Difference struct {
	Change Change

	Fields      []Field      // in the order of the front matter
	Tables      []Table      // statutory tables that differ, in the order of the new form
	Free        []FreeTable  // tables of the report's own that differ
	Waivers     []Waiver     // in the order of the new version
	Corrections []Correction // in the order of the new version
	Attachments []Attachment // by name
	Refused     []Field      // what the reader did not take, as written; see Shown
	Sections    []Section    // in the order of the new version

	// Formatting says that the files differ although nothing else above does.
	// Reasons says in what, as far as it is easily told.
	Formatting bool
	Reasons    []Reason
}

// Empty says that the versions mean the same.
func (d *Difference) Empty() bool {
	return d.Change == Same && len(d.Fields)+len(d.Tables)+len(d.Free)+len(d.Waivers)+len(d.Corrections)+len(d.Attachments)+len(d.Sections)+len(d.Refused) == 0
}

// A Reason is a way in which files differ without meaning.
type Reason string

// The reasons.
const (
	ByteOrderMark Reason = "byte-order-mark"
	LineEnds      Reason = "line-ends"    // LF and CR LF
	Blanks        Reason = "blanks"       // blanks and empty lines
	FrontMatter   Reason = "front-matter" // the order of keys, quotes, comments
	Markdown      Reason = "markdown"     // line wrapping, the marks of lists, the width of tables
)

// A Field is a key of the front matter with another value. A value is a list of
// texts: one for a key with a single value, none where the key has none. Dates
// are written 2023-01-12, booleans true. Keys are those of the front matter; a
// label has its own, labels.requests.denied.law_forbidden. The key "table" is
// the order of the report's own tables, by id, where that changed by more than
// tables added at the end or removed.
type Field struct {
	Key      string
	Old, New []string
}

// A Table is a statutory table that differs.
type Table struct {
	ID      string // requests
	Caption string // of the new version, or of the old one where there is none
	Change  Change
	Cells   []Cell // in the order of the new form, then what only the old one has
}

// A Cell is a cell that differs. Old or New is nil where the version has no such
// cell, because it lacks the table, has another form, or a cell that is missing or
// could not be read. A blank, a mark and the number 0 are three things, and so are 1
// and 1.0, as published.
type Cell struct {
	Key      string // requests.denied.state_secret.business
	Label    string // 三、本年度办理结果/（三）不予公开/1.属于国家秘密 · 商业企业
	Old, New *report.Cell
	// Difference is New − Old, exact and with a sign: "+2", "-0.5000". It is ""
	// where one of them is no number.
	Difference string
}

// A FreeTable is a table of the report's own that differs. Old or New is nil
// where the version has no such table.
type FreeTable struct {
	ID       string
	Change   Change
	Old, New *report.FreeTable
	Caption  bool  // the caption differs
	Columns  []int // where the columns differ: the old column of each new one, -1 for a new one; else nil
	Rows     []Row // the rows that differ, in the order of the new table; removed ones where they stood
}

// A Row is a row that differs. Rows that are not listed are the same and stand
// in the same order.
type Row struct {
	Old, New int // places in the old and the new table; -1 where it is not there
	Cells    []FreeCell
}

// A FreeCell is a cell that differs in a row of the new table. In a row that was
// added Old is missing.
type FreeCell struct {
	Column     int // of the new table
	Old, New   report.Cell
	Difference string // as in Cell
}

// A Waiver is a [[waiver]] that differs; Old or New is nil where there is none.
type Waiver struct {
	OldAt, NewAt int // places among the waivers; -1 where it is not there
	Old, New     *report.Waiver
}

// A Correction is a [[correction]] that differs; Old or New is nil where there
// is none.
type Correction struct {
	OldAt, NewAt int
	Old, New     *report.Correction
}

// An Attachment is a file beside the report that differs in size, was added or
// removed. A size of -1 stands for no file.
type Attachment struct {
	Name             string
	OldSize, NewSize int64
}

// A Section is a part of the text that differs: a heading with what stands below
// it up to the next heading of any level. The text before the first heading is a
// section too. Sections that are not listed are the same and stand in the same
// order.
//
// The text of a section is its Markdown with one block on each line: a heading, a
// paragraph, a list item, a line of a table. It has no empty lines.
type Section struct {
	Old, New   int    // places in the two versions; -1 where it is not there
	Heading    string // without marks, of the new version, or of the old one where there is none; "" for none
	OldHeading string // likewise, of the old version
	Part       string // the heading of level 2 above it, of the new version, or of the old one; "" for none
	Level      int    // of Heading, 1 to 6; 0 for none
	Moved      bool   // it stands at another place among the others
	Hunks      []Hunk
}

// An Op says what became of a piece of text.
type Op string

// The operations. Equal, Delete and Move in their order are the old text of a
// section; Equal, Insert and Arrive are the new one.
const (
	Equal  Op = "equal"
	Delete Op = "delete"
	Insert Op = "insert"
	Move   Op = "move"   // stood here, and only changed its place; To says where to
	Arrive Op = "arrive" // the other end of a Move
)

// A Hunk is a piece of a section's text. A Move and its Arrive have the same
// text and the same number.
type Hunk struct {
	Op    Op
	Text  string
	Moved int    // number of the move, from 1; 0 for other hunks
	To    *Place // of a Move
}

// A Place is a place in the new text.
type Place struct {
	Section int    // in the new version
	Heading string // of that section
	At      int    // in characters, in the new text of that section
}
