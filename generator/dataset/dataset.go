// Package dataset makes the downloads of an archive: the tables of its reports as
// CSV, JSON and XLSX.
//
//	csv := dataset.NewCSV(formats)
//	text := csv.AppendReport(csv.AppendHeader(nil), entry)
//	text, err := dataset.JSON("agency", "示例市商务局", entries)
//	book, err := dataset.Workbook("示例市商务局", entries, dataset.Sheets{})
//
// All three tell apart what a publication tells apart: a cell left blank, a mark
// such as "/" and the number 0. Numbers keep the digits with which they were
// published. Nothing is read but the arguments, neither disk nor clock: the same
// entries give the same bytes. All functions are safe for concurrent use.
package dataset

import (
	"fmt"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/settings"
)

// An Entry is a report with what the archive knows about it.
type Entry struct {
	Agency  settings.Agency
	Name    string         // name of the agency in the year of the report
	Report  *report.Report // with its format, and tables as long as their definitions
	Address string         // of the report's page: an absolute URL or a path of the site; "" for none
}

// check says which of the entries is not as Entry wants it.
func check(entries []Entry) error {
	for i, e := range entries {
		if e.Report == nil || e.Report.Format == nil {
			return fmt.Errorf("dataset: entry %d has no report with a format", i)
		}
		if err := checkTables(e.Report); err != nil {
			return fmt.Errorf("dataset: %s of %d: %w", e.Agency.ID, e.Report.Year, err)
		}
	}
	return nil
}

func checkTables(r *report.Report) error {
	for _, t := range r.Tables {
		if t.Cells.Len() != t.Def.Size {
			return fmt.Errorf("table %s has %d cells; want %d", t.Def.ID, t.Cells.Len(), t.Def.Size)
		}
	}
	for _, t := range r.Free {
		for i, row := range t.Rows {
			if len(row) != len(t.Columns) {
				return fmt.Errorf("row %d of table %s has %d cells; want %d", i+1, t.ID, len(row), len(t.Columns))
			}
		}
	}
	return nil
}

// labelAs gives a label as the report publishes it: the official one unless the
// report names another under the key.
func labelAs(r *report.Report, key, official string) string {
	if own, ok := r.Labels[key]; ok {
		return own
	}
	return official
}

// unitIn gives the unit of a row's values in a column: "" for an amount, which is
// published with its own.
func unitIn(row *format.Row, column *format.Column) string {
	if kind, _ := row.TypeOf(column); kind == format.Amount {
		return ""
	}
	return row.UnitOf(column)
}

// A decimal is a number as published, in its parts.
type decimal struct {
	sign            string // "", "+" or "-"
	whole, fraction string // digits; fraction is "" for a number without a point
}

// parseDecimal takes apart digits with or without sign and fraction. It says
// false for anything else.
func parseDecimal(text string) (decimal, bool) {
	var d decimal
	digits := func() string {
		n := 0
		for n < len(text) && '0' <= text[n] && text[n] <= '9' {
			n++
		}
		run := text[:n]
		text = text[n:]
		return run
	}
	if text != "" && (text[0] == '+' || text[0] == '-') {
		d.sign, text = text[:1], text[1:]
	}
	if d.whole = digits(); d.whole == "" {
		return d, false
	}
	if text != "" && text[0] == '.' {
		text = text[1:]
		if d.fraction = digits(); d.fraction == "" {
			return d, false
		}
	}
	return d, text == ""
}

// padded says that the number begins with a zero it does not need: 007.
func (d decimal) padded() bool { return len(d.whole) > 1 && d.whole[0] == '0' }
