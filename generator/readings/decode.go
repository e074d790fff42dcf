package readings

import (
	"encoding/binary"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
)

// A decoder reads readings; after a fault everything it gives is zero. The texts
// it gives are parts of what it reads.
type decoder struct {
	rest   string
	place  string // of the file that is read of, as places have it
	broken bool
}

func (d *decoder) fail() { d.broken, d.rest = true, "" }

func (d *decoder) number() uint64 {
	if len(d.rest) > 0 && d.rest[0] < 0x80 { // nearly all are
		n := uint64(d.rest[0])
		d.rest = d.rest[1:]
		return n
	}
	n := uint64(0)
	for i := 0; i < len(d.rest) && i < binary.MaxVarintLen64; i++ {
		b := d.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			d.rest = d.rest[i+1:]
			return n
		}
	}
	d.fail()
	return 0
}

func (d *decoder) signed() int64 {
	n := d.number()
	return int64(n>>1) ^ -int64(n&1)
}

func (d *decoder) cut(n uint64) string {
	if n > uint64(len(d.rest)) {
		d.fail()
		return ""
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}

func (d *decoder) text() string { return d.cut(d.number()) }

// decodeList reads a list whose elements take at least some bytes each: one that
// says it is longer than the rest can be is a fault, not a reason to allot.
func decodeList[T any](d *decoder, least int, one func(*decoder) T) []T {
	n := d.number()
	if n == 0 {
		return nil
	}
	if n--; n > uint64(len(d.rest)/least) {
		d.fail()
		return nil
	}
	list := make([]T, n)
	for i := range list {
		list[i] = one(d)
	}
	return list
}

func (d *decoder) texts() []string { return decodeList(d, 1, (*decoder).text) }

func (d *decoder) date() date.Date {
	n := d.number()
	return date.Date{Year: int16(n >> 16), Month: uint8(n >> 8), Day: uint8(n)}
}

func (d *decoder) pos() diag.Pos {
	line := d.number()
	p := diag.Pos{File: d.place, Line: int(line >> 1), Col: int(d.number())}
	if line&1 != 0 {
		p.File = d.text()
	}
	return p
}

func (d *decoder) report(formats *format.Set) *report.Report {
	r := &report.Report{Title: d.text()}
	known := false
	if r.Format, known = formats.Get(d.text()); !known {
		d.fail()
		return r
	}
	r.IndexNumber = d.text()
	r.FormerIndexNumbers = d.texts()
	r.DocumentNumber = d.text()
	r.Catalogue = d.texts()
	r.Issued, r.Published = d.date(), d.date()
	r.Validity = d.text()
	r.Keywords = d.texts()
	r.Summary, r.Source = d.text(), d.text()
	r.Draft = d.number() == 1
	r.Labels = d.labels()
	r.Waivers = decodeList(d, 8, (*decoder).waiver)
	r.Corrections = decodeList(d, 6, (*decoder).correction)
	r.Tables = decodeList(d, 2, func(d *decoder) report.Table { return d.table(r.Format) })
	r.Free = decodeList(d, 6, (*decoder).free)
	r.Body, r.Sums = d.file()
	r.Pos, r.IndexNumberPos = d.pos(), d.pos()
	r.CataloguePos = decodeList(d, 2, (*decoder).pos)
	r.FormerPos = decodeList(d, 2, (*decoder).pos)
	return r
}

func (d *decoder) page() *report.Page {
	p := &report.Page{Title: d.text(), Summary: d.text(), Updated: d.date(), Order: int(d.signed())}
	p.Body, p.Sums = d.file()
	p.Pos = d.pos()
	return p
}

// file reads what is known of the file as a whole.
func (d *decoder) file() (body report.Span, sums report.Sums) {
	body = report.Span{Start: int(d.number()), End: int(d.number()), Line: int(d.number())}
	copy(sums.Front[:], d.cut(uint64(len(sums.Front))))
	copy(sums.Body[:], d.cut(uint64(len(sums.Body))))
	return body, sums
}

func (d *decoder) labels() map[string]string {
	pairs := decodeList(d, 2, func(d *decoder) [2]string { return [2]string{d.text(), d.text()} })
	if pairs == nil {
		return nil
	}
	labels := make(map[string]string, len(pairs))
	for _, p := range pairs {
		labels[p[0]] = p[1]
	}
	return labels
}

func (d *decoder) waiver() report.Waiver {
	return report.Waiver{Rule: d.text(), Cells: d.texts(), Reason: d.text(), By: d.text(), Date: d.date(), Until: d.date(), Pos: d.pos()}
}

func (d *decoder) correction() report.Correction {
	return report.Correction{Date: d.date(), Reason: d.text(), Cells: d.texts(), Sections: d.texts(), Pos: d.pos()}
}

func (d *decoder) table(f *format.Format) report.Table {
	n := d.number()
	if d.broken || n >= uint64(len(f.Tables)) {
		d.fail()
		return report.Table{}
	}
	t := report.Table{Def: f.Tables[n]}
	ok := false
	if t.Cells, d.rest, ok = report.CutCells(d.rest, t.Def.Size); !ok {
		d.fail()
	}
	return t
}

func (d *decoder) free() report.FreeTable {
	t := report.FreeTable{ID: d.text(), Caption: d.text(), Columns: d.texts()}
	t.Rows = decodeList(d, 1, func(d *decoder) []report.Cell { return decodeList(d, 2, (*decoder).cell) })
	t.Pos = d.pos()
	return t
}

func (d *decoder) cell() report.Cell {
	kind := d.cut(1)
	if d.broken || kind[0] > byte(report.Missing) {
		d.fail()
		return report.Cell{}
	}
	return report.Cell{Kind: report.CellKind(kind[0]), Text: d.text()}
}
