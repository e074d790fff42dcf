package format

// A Grid is the printed form of a table: lines of cells with their spans, in the
// order in which HTML and spreadsheets want them.
type Grid struct {
	Width int // number of printed columns
	Parts []GridPart
}

// A GridPart is a block of the table with its heading lines and its lines of values.
type GridPart struct {
	Head []GridLine // caption and column headings
	Body []GridLine
}

// A GridLine is one printed line.
type GridLine []GridCell

// A GridKind says what a printed cell is.
type GridKind uint8

// The kinds of printed cells.
const (
	CaptionCell GridKind = iota // over the whole width
	CornerCell                  // above the row labels
	ColumnHead                  // a column heading or group of columns
	RowHead                     // a row label or group of rows
	UnitCell                    // the unit of the row
	ValueCell
)

// A GridCell is one printed cell.
type GridCell struct {
	Kind             GridKind
	Text             string // of a heading; "" for a value
	Name             string // of a heading: its label key (see Table.LabelKeys)
	Line, Column     int    // its upper left place in the whole grid, from 0
	RowSpan, ColSpan int    // at least 1
	Leaf             bool   // of a heading: belongs to one row or one column of values, not to a group
	Depth            int    // of a heading: its level, from 0
	Cell             int    // of a value: place in report.Table.Cells
	Heads            []int  // of a value: the headings that name it, by their number in reading order over all cells of the grid
}

// Lines gives all lines of the grid.
func (g *Grid) Lines() []GridLine {
	var lines []GridLine
	for _, p := range g.Parts {
		lines = append(append(lines, p.Head...), p.Body...)
	}
	return lines
}
