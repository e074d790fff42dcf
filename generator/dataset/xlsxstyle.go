package dataset

import "github.com/xuri/excelize/v2"

// font is the one of official documents, found on most systems that show them.
const font = "宋体"

// A look is one of the ways in which cells look.
type look uint8

// The looks.
const (
	titleLook   look = iota
	noteLook         // text outside tables
	captionLook      // of a table
	headLook         // headings of columns, captions of blocks
	labelLook        // row labels
	textLook         // texts in tables: dates, addresses
	numberLook
	markLook // values that are no numbers
)

// looks says what each look is.
var looks = [...]struct {
	size       float64
	bold       bool
	horizontal string
	boxed      bool    // has borders
	fill       bool    // has the ground of headings
	widest     float64 // to which its text widens a column, in half-width characters
}{
	titleLook:   {size: 16, bold: true, horizontal: "center"},
	noteLook:    {size: 11, horizontal: "left"},
	captionLook: {size: 12, bold: true, horizontal: "left"},
	headLook:    {size: 11, bold: true, horizontal: "center", boxed: true, fill: true, widest: 16},
	labelLook:   {size: 11, horizontal: "left", boxed: true, fill: true, widest: 36},
	textLook:    {size: 11, horizontal: "left", boxed: true, widest: 48},
	numberLook:  {size: 11, horizontal: "right", boxed: true, widest: 20},
	markLook:    {size: 11, horizontal: "center", boxed: true, widest: 20},
}

// A style is a look with what differs from cell to cell.
type style struct {
	look   look
	indent int
	code   string // number format; "" for text
}

// style gives the number of a style in the workbook, the same for the same style.
func (b *book) style(s style) (int, error) {
	if id, ok := b.styles[s]; ok {
		return id, nil
	}
	l := looks[s.look]
	def := &excelize.Style{
		Font:      &excelize.Font{Family: font, Size: l.size, Bold: l.bold},
		Alignment: &excelize.Alignment{Horizontal: l.horizontal, Vertical: "center", WrapText: true, Indent: s.indent},
	}
	code := s.code
	if code == "" {
		code = "@"
	}
	def.CustomNumFmt = &code
	if l.boxed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			def.Border = append(def.Border, excelize.Border{Type: side, Color: "808080", Style: 1})
		}
	}
	if l.fill {
		def.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}
	}
	id, err := b.file.NewStyle(def)
	if err == nil {
		b.styles[s] = id
	}
	return id, err
}
