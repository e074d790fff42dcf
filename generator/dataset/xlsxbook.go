package dataset

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/report"
)

// A book is a workbook being made.
type book struct {
	file   *excelize.File
	sheets int
	styles map[style]int
}

// newBook makes a workbook without sheets; date is the day of its making.
func newBook(title, creator, date string) (*book, error) {
	b := &book{
		// Long sheets would be put into temporary files. A directory that cannot exist
		// keeps them in memory: downloads are made without touching a disk.
		file:   excelize.NewFile(excelize.Options{TmpDir: "\x00"}),
		styles: map[style]int{},
	}
	b.file.SetZipWriter(newPacker)
	if err := b.file.SetDefaultFont(font); err != nil {
		return nil, err
	}
	if err := b.file.SetAppProps(&excelize.AppProperties{Application: "gongkai"}); err != nil {
		return nil, err
	}
	moment := date + "T00:00:00Z"
	return b, b.file.SetDocProps(&excelize.DocProperties{Title: title, Creator: creator, Created: moment, Modified: moment})
}

// bytes gives the finished workbook.
func (b *book) bytes() ([]byte, error) {
	buffer, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// A layout says how a sheet is shown and printed.
type layout struct {
	landscape                  bool
	frozenColumns, frozenLines int
}

// add adds a sheet that shows a drawing.
func (b *book) add(name string, d *drawing, o layout) error {
	s, err := b.open(name, d.widths(), o)
	if err != nil {
		return err
	}
	if err := s.draw(d); err != nil {
		return err
	}
	return s.out.Flush()
}

// A sheet is a sheet being written, line by line.
type sheet struct {
	book   *book
	out    *excelize.StreamWriter
	widths []float64 // of the columns
	lines  int       // written so far
}

// open adds a sheet with columns of these widths, which the caller fills and
// flushes.
func (b *book) open(name string, widths []float64, o layout) (*sheet, error) {
	last := widths[len(widths)-1]
	if err := b.newSheet(name, o, last); err != nil {
		return nil, err
	}
	out, err := b.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, width := range slices.Backward(widths) { // excelize puts what it is told last first
		if width == last { // not said for each of many columns
			continue
		}
		if err := out.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	if o.frozenLines > 0 {
		corner, err := excelize.CoordinatesToCellName(o.frozenColumns+1, o.frozenLines+1)
		if err != nil {
			return nil, err
		}
		err = out.SetPanes(&excelize.Panes{Freeze: true, XSplit: o.frozenColumns, YSplit: o.frozenLines, TopLeftCell: corner, ActivePane: "bottomRight"})
		if err != nil {
			return nil, err
		}
	}
	return &sheet{book: b, out: out, widths: widths}, nil
}

// newSheet adds an empty sheet with columns of one width, to be printed on A4 as
// wide as a page.
func (b *book) newSheet(name string, o layout, column float64) error {
	if b.sheets++; b.sheets == 1 {
		// A new file has a sheet already.
		if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	fit, a4, width, height, orientation := true, 9, 1, 0, "portrait"
	if o.landscape {
		orientation = "landscape"
	}
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit, DefaultColWidth: &column}); err != nil {
		return err
	}
	return b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &width, FitToHeight: &height})
}

// line writes the next line; a height of 0 leaves it to the program that shows it.
func (s *sheet) line(cells []any, height float64) error {
	s.lines++
	return s.out.SetRow("A"+strconv.Itoa(s.lines), cells, excelize.RowOpts{Height: height})
}

// draw writes a drawing below the lines written.
func (s *sheet) draw(d *drawing) error {
	lines := make([][]any, d.lines)
	for i := range lines {
		lines[i] = make([]any, d.width)
	}
	top := s.lines
	for _, c := range d.cells {
		filled, err := s.book.cell(c)
		if err != nil {
			return err
		}
		for i := range c.rows {
			for j := range c.columns {
				lines[c.line+i][c.column+j] = excelize.Cell{StyleID: filled.StyleID} // for the borders of merged cells
			}
		}
		lines[c.line][c.column] = filled
		if err := s.merge(c, top); err != nil {
			return err
		}
	}
	heights := d.heights(s.widths)
	for i, cells := range lines {
		if err := s.line(cells, heights[i]); err != nil {
			return err
		}
	}
	return nil
}

// merge makes a cell of a drawing that begins below top lines as large as it is.
func (s *sheet) merge(c cell, top int) error {
	if c.rows*c.columns == 1 {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(c.column+1, top+c.line+1)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(c.column+c.columns, top+c.line+c.rows)
	if err != nil {
		return err
	}
	return s.out.MergeCell(from, to)
}

// cell gives a cell of a drawing as excelize takes it.
func (b *book) cell(c cell) (excelize.Cell, error) {
	if c.value != nil {
		return b.value(*c.value)
	}
	id, err := b.style(style{look: c.look, indent: c.indent})
	if c.text == "" {
		return excelize.Cell{StyleID: id}, err
	}
	return excelize.Cell{StyleID: id, Value: c.text}, err
}

// value gives a published value: empty, a number or a text.
func (b *book) value(c report.Cell) (excelize.Cell, error) {
	if c.Empty() {
		id, err := b.style(style{look: markLook})
		return excelize.Cell{StyleID: id}, err
	}
	if c.Kind == report.Number {
		if number, code, ok := sheetNumber(c.Text); ok {
			id, err := b.style(style{look: numberLook, code: code})
			return excelize.Cell{StyleID: id, Value: number}, err
		}
	}
	id, err := b.style(style{look: markLook})
	return excelize.Cell{StyleID: id, Value: c.Text}, err
}

// sheetNumber gives a number as published with the number format that shows it as
// it was written: 0.0000, 007, +3. It says false for what a spreadsheet, which
// keeps 15 digits, would not keep or show exactly.
func sheetNumber(text string) (number float64, code string, ok bool) {
	const digits = 15
	d, ok := parseDecimal(text)
	if !ok || len(d.whole) > digits || len(d.fraction) > digits {
		return 0, "", false
	}
	if len(strings.TrimLeft(d.whole+d.fraction, "0")) > digits {
		return 0, "", false
	}
	number, err := strconv.ParseFloat(text, 64)
	if err != nil || number == 0 && d.sign == "-" {
		return 0, "", false
	}
	code = "0"
	if d.padded() {
		code = strings.Repeat("0", len(d.whole))
	}
	if d.sign == "+" {
		code = "+" + code
	}
	if d.fraction != "" {
		code += "." + strings.Repeat("0", len(d.fraction))
	}
	return number, code, true
}

// sheetNames are the names taken in a workbook, in small letters: names that
// differ in case only are one name to a spreadsheet.
type sheetNames map[string]bool

// take gives a name not taken yet, made of base and suffix. Base loses what a name
// must not have and what is too long; a name taken gets a number: 商务局 2022 (2).
func (n sheetNames) take(base, suffix string) string {
	base = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`[]:*?/\'`, r) {
			return -1
		}
		return r
	}, base)
	name := cutName(base, suffix)
	for i := 2; n[strings.ToLower(name)]; i++ {
		name = cutName(base, suffix+" ("+strconv.Itoa(i)+")")
	}
	n[strings.ToLower(name)] = true
	return name
}

// cutName joins base and suffix, with as much of base as a name can hold. Lengths
// are counted in UTF-16, as spreadsheets do.
func cutName(base, suffix string) string {
	room := excelize.MaxSheetNameLength - utf16Length(suffix)
	for i, r := range base {
		if room -= utf16Length(string(r)); room < 0 {
			return base[:i] + suffix
		}
	}
	return base + suffix
}

func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}
