package report

import (
	"encoding/binary"
	"strings"
)

// A CellKind tells the three things apart that a published cell can be, and what
// is no cell at all.
type CellKind uint8

// The kinds of cells. A blank is never read as 0.
const (
	Blank  CellKind = iota // left empty in the publication
	Number                 // a number; Text has its digits exactly as written
	Mark                   // anything else, shown as it stands: "/", "—", "251000元"

	// Missing is a cell that the file lacks or that could not be read, as a problem
	// of the file says. It has no text, and is no blank.
	Missing
)

// A Cell is one published value, as written.
type Cell struct {
	Text string
	Kind CellKind
}

// Empty says that nothing can be shown of a cell.
func (c Cell) Empty() bool { return c.Kind == Blank || c.Kind == Missing }

// Cells are the values of a table. They do not change, and take little room: an
// archive holds some two hundred for each report, most of them "0".
type Cells struct {
	text string   // of all cells, one after the other
	ends []uint32 // where the text of each ends, and above kindShift its kind
}

const (
	kindShift = 30
	endMask   = 1<<kindShift - 1
)

// Pack makes Cells of single ones. Their text together must be below 1 GiB, which
// a content file cannot reach.
func Pack(cells []Cell) Cells {
	size := 0
	for _, c := range cells {
		size += len(c.Text)
	}
	if size > endMask {
		panic("report: a table of more than 1 GiB")
	}
	var text strings.Builder
	text.Grow(size)
	packed := Cells{ends: make([]uint32, len(cells))}
	for i, c := range cells {
		text.WriteString(c.Text)
		packed.ends[i] = uint32(text.Len()) | uint32(c.Kind)<<kindShift
	}
	packed.text = text.String()
	return packed
}

// Len gives the number of cells.
func (c Cells) Len() int { return len(c.ends) }

// At gives a cell.
func (c Cells) At(i int) Cell {
	start := uint32(0)
	if i > 0 {
		start = c.ends[i-1] & endMask
	}
	return Cell{c.text[start : c.ends[i]&endMask], CellKind(c.ends[i] >> kindShift)}
}

// All gives the cells as a slice of their own.
func (c Cells) All() []Cell {
	all := make([]Cell, c.Len())
	for i := range all {
		all[i] = c.At(i)
	}
	return all
}

// Append adds the cells to bytes, as [CutCells] reads them: their number; the
// length of each times four, plus its kind; their text. Numbers are as in
// encoding/binary's uvarint.
func (c Cells) Append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(c.ends)))
	start := uint32(0)
	for _, e := range c.ends {
		end := e & endMask
		b = binary.AppendUvarint(b, uint64(end-start)<<2|uint64(e>>kindShift))
		start = end
	}
	return append(b, c.text...)
}

// CutCells reads n cells at the beginning of a text, of which they keep a part,
// and gives what follows them.
func CutCells(s string, n int) (c Cells, rest string, ok bool) {
	count, s, ok := cutUvarint(s)
	if !ok || count != uint64(n) || n > len(s) {
		return Cells{}, "", false
	}
	c.ends = make([]uint32, n)
	end := uint64(0)
	for i := range c.ends {
		size := uint64(0)
		if size, s, ok = cutUvarint(s); !ok || size>>2 > endMask {
			return Cells{}, "", false
		}
		if end += size >> 2; end > endMask {
			return Cells{}, "", false
		}
		c.ends[i] = uint32(end) | uint32(size&3)<<kindShift
	}
	if end > uint64(len(s)) {
		return Cells{}, "", false
	}
	c.text = s[:end]
	return c, s[end:], true
}

func cutUvarint(s string) (n uint64, rest string, ok bool) {
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return n, s[i+1:], true
		}
	}
	return 0, "", false
}
