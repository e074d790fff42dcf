// Package columns makes the tests of numbers in table cells (行政处罚>100) for the
// search page: the values of each cell of the statutory tables over all reports.
//
//	stats, err := columns.Write(reports, emit)       // the files below search/
//	r, err := columns.NewReader(stats.Script, open)  // what columns.js does, in Go
//	docs, err := r.Evaluate("requests.received.total", columns.Test{Op: ">=", From: "50"})
//
// # Tests
//
// A test is NAME OP NUMBER or NAME:FROM..TO, without blanks. OP is one of > >= < <= =
// != and ＞ ＜ ＝ ≥ ≤ ≠ ≧ ≦; a range may have = for its colon and lack one end. A number may
// have full-width digits, commas between thousands, 万 or 亿, and the unit of its column.
// Where the unit is 万元, a number with 万, 亿 or 元 is so many 元, and others are 万元.
// -NAME>NUMBER is a report that does not pass the test.
//
// Numbers are compared exactly, as decimals of any length. A cell that is blank or a mark
// is no number and passes no test, != neither; nor does a report without the column.
//
// # Names
//
// A name is the key of a cell or of a row (requests.received.total, requests.received), or
// labels divided by · / or . with the outermost first: 不予公开/属于国家秘密·自然人. All but
// the last may be left out. Labels are folded as texts are; numbering before a
// label (（一） 1. 其中：) and brackets at its end do not count. The last that names a row must be
//
//	0 the label of a row or of one of the format's figures
//	1 its beginning
//	2 a part of it
//
// The first of these that any format has is taken, in all formats: a report
// is tested by the column of its own. Of several rows of one format that of the shortest
// label is taken, then the first in print. A column is named likewise. Without it it is, of
// a row: the column of a figure, that of the totals of its cells, or the last; the last of
// several is taken only where no format says more. Where the name is not a whole label, or
// there was something to choose, the reader is told. The key of a cell goes before that of a row.
//
// What names no column is searched for as a text, like all that is no test.
//
// # Files
//
// All files are scripts below search/ that call gongkai.part(name, value), because a
// page opened from a folder can load nothing else.
//
//	columns-CHECK.js  columns.js, in it the list of tables, their labels and files
//	c-CHECK.js        values, an array with a string for each column
//
// columns.js is loaded when a query has what may be a test: others do without.
//
// CHECK is the start of the SHA-256 of the content in hexadecimal. A table of a
// format has one file for all columns if that has at most 8 KiB; otherwise one for each row
// if these have at most 16 KiB; otherwise one for each column. Columns with the same
// values share a file.
//
//	values = entry (" " entry)*, for the reports that have the table, in their order
//	entry  = value ["*" count]: so many reports with the same, in base 36
//	value  = a number without zeros that do not count: 12.34 -3 0; "_" where there is none
//
// The reports that have a table are runs divided by ",":
//
//	run = gap ["-" more]: a document, counted from the end of the run before, and how
//	      many follow it one by one; in base 36
package columns

import "gongkai/generator/report"

// Version is that of the format of the files.
const Version = 1

// A Test is a condition for a number. From and To are numbers as Canonical gives them;
// To, and for Op ".." either, may be "": no limit.
type Test struct {
	Op       string // > >= < <= = != or .. for a range with its ends
	From, To string
}

// Passes says whether a number as Canonical gives it passes.
func (t Test) Passes(number string) bool {
	if t.Op == ".." {
		return (t.From == "" || Compare(number, t.From) >= 0) && (t.To == "" || Compare(number, t.To) <= 0)
	}
	c := Compare(number, t.From)
	switch t.Op {
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case "=":
		return c == 0
	case "!=":
		return c != 0
	}
	return false
}

// numberOf gives the number of a cell.
func numberOf(c report.Cell) (string, bool) {
	if c.Kind != report.Number {
		return "", false
	}
	return Canonical(c.Text)
}
