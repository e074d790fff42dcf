package dataset

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// valueColumn is the column of the values that have no column of their own: those
// of scalar rows and of free tables.
const valueColumn = "value"

// A CSV writes tables as comma-separated values after RFC 4180, in UTF-8 with a
// byte order mark, lines ending in CR LF. There is one line for each row of a
// table:
//
//	agency_id,agency,year,format,table,row,label,unit,made,repealed,valid,value,natural,…
//	swj,示例市商务局,2022,2021,proactive,rules,规章,件,0,0,3,,,…
//
// The value columns are the keys of the columns of all formats of the set, in the
// order in which format.Set.All names them first; "value" stands for the only
// column of a scalar row. All files made with one set have one header, so they
// can be joined. A column that a row does not have is empty, like a cell that was
// left blank: which one it is, the format says.
//
// label is the row's own label as published. unit is that of all values of the
// row, or those of its columns separated by "/" (项/项/件); an amount, published
// with its unit, has none.
//
// A table of the report's own has a line for each cell: row is the number of its
// line from 1, label the heading of its column, the cell stands in "value".
//
// Spreadsheets take a text that begins with "=", "+", "@" or "-" for a formula.
// Such a text, unless it is a number as a whole, has an apostrophe before it, and
// so has one that begins with a tab or a carriage return. Marks such as "/" and
// "—" stand as they are.
type CSV struct {
	header []byte
	tables map[*format.Table][]csvRow
	value  int // place of valueColumn among the value columns
	width  int // number of value columns
}

// A csvRow is a line in pieces:
//
//	start label rest commas cell commas cell … end
type csvRow struct {
	start  string // format, table and row, each with its comma
	rest   string // after the label: the unit
	common string // start, the official label and rest
	labels string // under which the report may name another label
	values []csvValue
	end    string // the columns after the last value, and the end of the line
}

// A csvValue is a value of a row, in the order of the value columns.
type csvValue struct {
	commas string // before it
	cell   int    // place in report.Table.Cells
}

// NewCSV prepares the lines of all tables of a set of formats.
func NewCSV(set *format.Set) *CSV {
	columns := csvColumns(set)
	c := &CSV{
		tables: map[*format.Table][]csvRow{},
		value:  slices.Index(columns, valueColumn),
		width:  len(columns),
		header: []byte("\ufeffagency_id,agency,year,format,table,row,label,unit," + strings.Join(columns, ",") + "\r\n"),
	}
	for _, f := range set.All() {
		for _, def := range f.Tables {
			for i := range def.Rows {
				c.tables[def] = append(c.tables[def], newCSVRow(f, def, &def.Rows[i], columns))
			}
		}
	}
	return c
}

// csvColumns gives the value columns of a set.
func csvColumns(set *format.Set) []string {
	var columns []string
	seen := map[string]bool{}
	add := func(key string) {
		if !seen[key] {
			seen[key] = true
			columns = append(columns, key)
		}
	}
	for _, f := range set.All() {
		for _, t := range f.Tables {
			for _, b := range t.Blocks {
				for _, column := range b.Columns {
					add(csvColumn(column.Key))
				}
			}
		}
	}
	add(valueColumn)
	return columns
}

// csvColumn gives the value column of a column with this key.
func csvColumn(key string) string {
	if key == "" {
		return valueColumn
	}
	return key
}

func newCSVRow(f *format.Format, t *format.Table, row *format.Row, columns []string) csvRow {
	cells := make([]int, len(columns)) // by place, from 1; 0 where the row has no such column
	for i := range row.Columns {
		cells[slices.Index(columns, csvColumn(row.Columns[i].Key))] = row.First + i + 1
	}
	r := csvRow{labels: t.ID + "." + row.Key, start: f.ID + "," + t.ID + "," + row.Key + ","}
	r.rest = "," + string(appendField(nil, rowUnit(row)))
	r.common = r.start + string(appendField(nil, row.Label)) + r.rest
	commas := ""
	for _, cell := range cells {
		commas += ","
		if cell > 0 {
			r.values = append(r.values, csvValue{commas, cell - 1})
			commas = ""
		}
	}
	r.end = commas + "\r\n"
	return r
}

// rowUnit gives the unit of a row, or those of its columns where they differ.
func rowUnit(row *format.Row) string {
	units := make([]string, len(row.Columns))
	for i := range row.Columns {
		units[i] = unitIn(row, &row.Columns[i])
	}
	if one := slices.Compact(slices.Clone(units)); len(one) == 1 {
		return one[0]
	}
	return strings.Join(units, "/")
}

// AppendHeader appends the byte order mark and the line of column names.
func (c *CSV) AppendHeader(dst []byte) []byte { return append(dst, c.header...) }

// AppendReport appends the lines of a report, first of its statutory tables, then
// of its own. A report without tables has none. The format of the report must be
// of the set that c was made for, or AppendReport panics.
func (c *CSV) AppendReport(dst []byte, e Entry) []byte {
	var buffer [128]byte
	start := appendField(buffer[:0], e.Agency.ID)
	start = append(start, ',')
	start = appendField(start, e.Name)
	start = append(start, ',')
	start = strconv.AppendInt(start, int64(e.Report.Year), 10)
	start = append(start, ',')
	for i := range e.Report.Tables {
		t := &e.Report.Tables[i]
		rows, ok := c.tables[t.Def]
		if !ok {
			panic("dataset: table " + t.Def.ID + " is of no format of the set")
		}
		for j := range rows {
			dst = append(dst, start...)
			dst = rows[j].append(dst, e.Report.Labels, t.Cells)
		}
	}
	for i := range e.Report.Free {
		dst = c.appendFree(dst, start, e.Report, &e.Report.Free[i])
	}
	return dst
}

// append appends a line from the format on.
func (r *csvRow) append(dst []byte, labels map[string]string, cells report.Cells) []byte {
	if own, ok := labels[r.labels]; ok {
		dst = append(dst, r.start...)
		dst = appendField(dst, own)
		dst = append(dst, r.rest...)
	} else {
		dst = append(dst, r.common...)
	}
	for _, v := range r.values {
		dst = append(dst, v.commas...)
		dst = appendCell(dst, cells.At(v.cell))
	}
	return append(dst, r.end...)
}

// appendFree appends the lines of a table of the report's own.
func (c *CSV) appendFree(dst, start []byte, r *report.Report, t *report.FreeTable) []byte {
	for i, row := range t.Rows {
		for j, cell := range row {
			dst = append(dst, start...)
			dst = append(dst, r.Format.ID...)
			dst = append(dst, ',')
			dst = appendField(dst, t.ID)
			dst = append(dst, ',')
			dst = strconv.AppendInt(dst, int64(i+1), 10)
			dst = append(dst, ',')
			dst = appendField(dst, t.Columns[j])
			dst = appendCommas(dst, 2+c.value)
			dst = appendCell(dst, cell)
			dst = appendCommas(dst, c.width-1-c.value)
			dst = append(dst, '\r', '\n')
		}
	}
	return dst
}

func appendCommas(dst []byte, n int) []byte {
	for range n {
		dst = append(dst, ',')
	}
	return dst
}

func appendCell(dst []byte, cell report.Cell) []byte {
	switch cell.Kind {
	case report.Blank, report.Missing:
		return dst
	case report.Number:
		return append(dst, cell.Text...)
	}
	return appendField(dst, cell.Text)
}

// appendField appends a text so that it is one field and no formula.
func appendField(dst []byte, text string) []byte {
	apostrophe := formula(text)
	if !strings.ContainsAny(text, ",\"\r\n") {
		if apostrophe {
			dst = append(dst, '\'')
		}
		return append(dst, text...)
	}
	dst = append(dst, '"')
	if apostrophe {
		dst = append(dst, '\'')
	}
	for {
		before, after, found := strings.Cut(text, `"`)
		dst = append(dst, before...)
		if !found {
			return append(dst, '"')
		}
		dst = append(dst, '"', '"')
		text = after
	}
}

// formula says that a spreadsheet might take a text for a formula. A number
// followed by more is not safe: -1+cmd.
func formula(text string) bool {
	if text == "" {
		return false
	}
	switch text[0] {
	case '=', '@', '\t', '\r':
		return true
	case '+', '-':
		_, number := parseDecimal(text)
		return !number
	}
	return false
}
