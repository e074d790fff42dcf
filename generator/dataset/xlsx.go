package dataset

import (
	"slices"
	"strconv"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// FormsUpTo is the number of reports up to which a workbook has a sheet for each.
const FormsUpTo = 60

// maxColumns is what a sheet can hold.
const maxColumns = 16384

// Sheets says what the first sheet of a workbook names as its source.
type Sheets struct {
	Site       string // title of the archive; "" for none
	Address    string // of the page that offers the workbook; "" for none
	NumberName string // what the archive's numbers are called: 本库编号; "" for 索引号
}

// Workbook gives the tables of reports as an XLSX workbook:
//
//   - 说明: what it is and where it comes from, and the list of the reports;
//   - a sheet for each statutory table that occurs, for comparison: a line for
//     each report that has the table, a column for each cell, with the official
//     labels; a table with more cells than a sheet has columns is left out, and
//     说明 says so;
//   - with up to FormsUpTo reports, a sheet for each with its tables laid out as
//     printed, with the labels as published.
//
// A number is a number, shown with the sign, zeros and decimals with which it was
// published; one that a spreadsheet would not keep exactly (more than 15 digits)
// is text. A blank is an empty cell, marks are text, and no text is a formula.
//
// An error means that an entry is not as Entry wants it, or that there are more
// entries than a sheet has lines.
func Workbook(title string, entries []Entry, o Sheets) ([]byte, error) {
	if err := check(entries); err != nil {
		return nil, err
	}
	b, err := newBook(title, o.Site, newestDate(entries))
	if err != nil {
		return nil, err
	}
	defer b.file.Close()
	p := plan(title, entries, o)
	if err := b.add(p.notes, p.drawNotes(), layout{}); err != nil {
		return nil, err
	}
	for _, c := range p.comparisons {
		if err := c.write(b, entries); err != nil {
			return nil, err
		}
	}
	for i, name := range p.forms {
		if err := b.add(name, drawForm(entries[i]), layout{landscape: true}); err != nil {
			return nil, err
		}
	}
	return b.bytes()
}

// A workbookPlan says which sheets a workbook has.
type workbookPlan struct {
	title       string
	entries     []Entry
	o           Sheets
	notes       string // name of the sheet 说明
	comparisons []comparison
	tooWide     []string // captions of tables that have no comparison
	forms       []string // names of the sheets, by entry; nil for none
}

func plan(title string, entries []Entry, o Sheets) *workbookPlan {
	names := sheetNames{}
	p := &workbookPlan{title: title, entries: entries, o: o, notes: names.take("说明", "")}
	tables := occurring(entries)
	for _, t := range tables {
		if t.def.Size+comparisonHeads > maxColumns {
			p.tooWide = append(p.tooWide, t.def.Caption)
			continue
		}
		suffix := ""
		if slices.ContainsFunc(tables, func(o formatTable) bool { return o.def != t.def && o.def.Caption == t.def.Caption }) {
			suffix = "（" + t.format.ID + "）"
		}
		p.comparisons = append(p.comparisons, comparison{name: names.take(t.def.Caption, suffix), def: t.def})
	}
	if len(entries) <= FormsUpTo {
		for _, e := range entries {
			p.forms = append(p.forms, names.take(e.Agency.DisplayShort(), " "+strconv.Itoa(e.Report.Year)))
		}
	}
	return p
}

// A formatTable is a table with the format it belongs to.
type formatTable struct {
	format *format.Format
	def    *format.Table
}

// occurring gives the tables that the reports have: formats in the order in which
// the entries name them, tables in the order of print.
func occurring(entries []Entry) []formatTable {
	present := map[*format.Table]bool{}
	var formats []*format.Format
	for _, e := range entries {
		if !slices.Contains(formats, e.Report.Format) {
			formats = append(formats, e.Report.Format)
		}
		for _, t := range e.Report.Tables {
			present[t.Def] = true
		}
	}
	var tables []formatTable
	for _, f := range formats {
		for _, t := range f.Tables {
			if present[t] {
				tables = append(tables, formatTable{f, t})
			}
		}
	}
	return tables
}

// newestDate gives the day on which the newest report was published, for the
// properties of the workbook: no clock is read.
func newestDate(entries []Entry) string {
	newest := "1980-01-01"
	for _, e := range entries {
		for _, d := range []string{e.Report.Issued.String(), e.Report.Published.String()} {
			newest = max(newest, d)
		}
	}
	return newest
}

// tableOf gives the table of a report with this definition.
func tableOf(r *report.Report, def *format.Table) (*report.Table, bool) {
	i := slices.IndexFunc(r.Tables, func(t report.Table) bool { return t.Def == def })
	if i < 0 {
		return nil, false
	}
	return &r.Tables[i], true
}
