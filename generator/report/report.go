// Package report holds the plain data of one annual report, read and checked in
// shape but not yet linked to other reports. Nothing here reads or writes.
package report

import (
	"crypto/sha256"
	"strconv"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/format"
)

// A Report is one annual report of one agency. The Markdown body is not held:
// an archive of 50,000 reports would not fit in memory; Body says where it is.
type Report struct {
	File   string // path in the content folder: reports/swj/2022.md
	Agency string // id of the agency, as in archive.toml
	Year   int    // the year reported on, not the year of publication

	Title              string
	Format             *format.Format // never nil; the free format has no tables
	IndexNumber        string         // 索引号 as written; "" where none is known
	FormerIndexNumbers []string
	DocumentNumber     string // 发文字号
	Catalogue          []string
	Issued, Published  date.Date // 成文日期, 发布日期
	Validity           string
	Keywords           []string
	Summary            string // as given in the front matter; "" means: take it from the text
	Source             string // URL of the first publication
	Draft              bool
	Labels             map[string]string // row or column of a table ("requests.denied.law_forbidden") → label as published
	Waivers            []Waiver
	Corrections        []Correction

	Tables []Table     // the statutory tables present, in the order of the format
	Free   []FreeTable // [[table]], in the order of the file

	Body        Span   // where the Markdown stands in the file
	Sums        Sums   // of the file
	Attachments []File // files beside the report, sorted by path

	// Places that later stages speak of.
	Pos            diag.Pos // the first line of the file
	IndexNumberPos diag.Pos
	CataloguePos   []diag.Pos // one for each of Catalogue
	FormerPos      []diag.Pos // one for each of FormerIndexNumbers
}

// A Span is a part of a file: byte offsets and the line (from 1) of its start.
type Span struct {
	Start, End int
	Line       int
}

// Sums are the beginnings of the SHA-256 of the two parts of a file: by them it is
// known whether what was read is still what the file holds.
type Sums struct{ Front, Body [16]byte }

// SumsOf gives the sums of a file whose Markdown stands at the span.
func SumsOf(text []byte, body Span) (s Sums) {
	sum := sha256.Sum256(text[:body.Start])
	copy(s.Front[:], sum[:])
	sum = sha256.Sum256(text[body.Start:])
	copy(s.Body[:], sum[:])
	return s
}

// Are says whether a file whose Markdown stands at the span still has the sums.
func (s Sums) Are(text []byte, body Span) bool {
	return len(text) == body.End && SumsOf(text, body) == s
}

// A File is an attachment.
type File struct {
	Path string // in the content folder: reports/swj/2022/附件1.pdf
	Name string // below the report's address: 附件1.pdf
	Size int64
}

// A Waiver explains a finding of the checks, so that it is shown as explained.
type Waiver struct {
	Rule        string
	Cells       []string
	Reason, By  string
	Date, Until date.Date
	Pos         diag.Pos
}

// A Correction records a change after publication.
type Correction struct {
	Date            date.Date
	Reason          string
	Cells, Sections []string
	Pos             diag.Pos
}

// A Table is a statutory table filled in. Cells are in the order of the
// definition: the cell of row r and column c is Cells.At(r.First+c).
type Table struct {
	Def   *format.Table
	Cells Cells
}

// A FreeTable is a table of the report's own.
type FreeTable struct {
	ID      string
	Caption string
	Columns []string
	Rows    [][]Cell // each as long as Columns
	Pos     diag.Pos
}

// CellName names a cell by its row and column, which the name counts from 1:
// channels.1.2. It is the cell's id in the page, as those of statutory cells are.
func (t *FreeTable) CellName(row, column int) string {
	return t.ID + "." + strconv.Itoa(row+1) + "." + strconv.Itoa(column+1)
}

// Table gives the statutory table with this id.
func (r *Report) Table(id string) (*Table, bool) {
	for i := range r.Tables {
		if r.Tables[i].Def.ID == id {
			return &r.Tables[i], true
		}
	}
	return nil, false
}

// Cell gives the published value of a cell named table.row.column
// ("requests.received.total", "proactive.licensing").
func (r *Report) Cell(name string) (Cell, bool) {
	for i := range r.Tables {
		if at, ok := r.Tables[i].Def.Index(name); ok {
			return r.Tables[i].Cells.At(at), true
		}
	}
	return Cell{}, false
}
