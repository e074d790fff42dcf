package readings

import (
	"encoding/binary"
	"hash/crc32"
	"maps"
	"slices"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// A Writer puts readings together.
type Writer struct {
	encoder
	key   string
	count uint64
	one   encoder // the reading being written
}

// NewWriter makes a Writer of readings that depend on what the key stands for.
func NewWriter(key string) *Writer { return &Writer{key: key} }

// Report adds the reading of a report whose file had the stamp.
func (w *Writer) Report(f source.File, stamp source.Stamp, r *report.Report) {
	w.one = encoder{bytes: w.one.bytes[:0], place: f.Place}
	w.one.report(r)
	w.file(f, stamp)
}

// Page adds the reading of a page whose file had the stamp.
func (w *Writer) Page(f source.File, stamp source.Stamp, p *report.Page) {
	w.one = encoder{bytes: w.one.bytes[:0], place: f.Place}
	w.one.page(p)
	w.file(f, stamp)
}

func (w *Writer) file(f source.File, stamp source.Stamp) {
	w.count++
	w.text(f.Path)
	w.number(uint64(f.Size))
	w.signed(stamp.Modified)
	w.signed(stamp.Changed)
	w.number(stamp.Inode)
	w.number(uint64(len(w.one.bytes)))
	w.bytes = append(w.bytes, w.one.bytes...)
}

// Bytes gives what [Parse] opens.
func (w *Writer) Bytes() []byte {
	whole := encoder{bytes: append(make([]byte, 0, len(w.bytes)+len(w.key)+64), head...)}
	whole.text(w.key)
	whole.number(w.count)
	b := append(whole.bytes, w.bytes...)
	return binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, crcTable))
}

// An encoder writes one reading after the other.
type encoder struct {
	bytes []byte
	place string // of the file that is written of, as places have it
}

func (e *encoder) number(n uint64) { e.bytes = binary.AppendUvarint(e.bytes, n) }
func (e *encoder) signed(n int64)  { e.bytes = binary.AppendVarint(e.bytes, n) }

func (e *encoder) text(s string) {
	e.number(uint64(len(s)))
	e.bytes = append(e.bytes, s...)
}

// list writes how many elements there are, and that there is no list.
func encodeList[T any](e *encoder, list []T, one func(*encoder, T)) {
	if list == nil {
		e.number(0)
		return
	}
	e.number(uint64(len(list)) + 1)
	for _, element := range list {
		one(e, element)
	}
}

func (e *encoder) texts(list []string) { encodeList(e, list, (*encoder).text) }

func (e *encoder) date(d date.Date) {
	e.number(uint64(uint16(d.Year))<<16 | uint64(d.Month)<<8 | uint64(d.Day))
}

func (e *encoder) pos(p diag.Pos) {
	if p.File == e.place {
		e.number(uint64(p.Line) << 1)
		e.number(uint64(p.Col))
		return
	}
	e.number(uint64(p.Line)<<1 | 1)
	e.number(uint64(p.Col))
	e.text(p.File)
}

func (e *encoder) report(r *report.Report) {
	e.text(r.Title)
	e.text(r.Format.ID)
	e.text(r.IndexNumber)
	e.texts(r.FormerIndexNumbers)
	e.text(r.DocumentNumber)
	e.texts(r.Catalogue)
	e.date(r.Issued)
	e.date(r.Published)
	e.text(r.Validity)
	e.texts(r.Keywords)
	e.text(r.Summary)
	e.text(r.Source)
	e.truth(r.Draft)
	e.labels(r.Labels)
	encodeList(e, r.Waivers, (*encoder).waiver)
	encodeList(e, r.Corrections, (*encoder).correction)
	encodeList(e, r.Tables, func(e *encoder, t report.Table) {
		e.number(uint64(slices.Index(r.Format.Tables, t.Def))) // one of another format is none of this
		e.bytes = t.Cells.Append(e.bytes)
	})
	encodeList(e, r.Free, (*encoder).free)
	e.file(r.Body, r.Sums)
	e.pos(r.Pos)
	e.pos(r.IndexNumberPos)
	encodeList(e, r.CataloguePos, (*encoder).pos)
	encodeList(e, r.FormerPos, (*encoder).pos)
}

func (e *encoder) page(p *report.Page) {
	e.text(p.Title)
	e.text(p.Summary)
	e.date(p.Updated)
	e.signed(int64(p.Order))
	e.file(p.Body, p.Sums)
	e.pos(p.Pos)
}

func (e *encoder) truth(b bool) {
	n := uint64(0)
	if b {
		n = 1
	}
	e.number(n)
}

// file writes what is known of the file as a whole.
func (e *encoder) file(body report.Span, sums report.Sums) {
	e.number(uint64(body.Start))
	e.number(uint64(body.End))
	e.number(uint64(body.Line))
	e.bytes = append(append(e.bytes, sums.Front[:]...), sums.Body[:]...)
}

func (e *encoder) labels(labels map[string]string) {
	if labels == nil {
		e.number(0)
		return
	}
	encodeList(e, append([]string{}, slices.Sorted(maps.Keys(labels))...), func(e *encoder, key string) {
		e.text(key)
		e.text(labels[key])
	})
}

func (e *encoder) waiver(w report.Waiver) {
	e.text(w.Rule)
	e.texts(w.Cells)
	e.text(w.Reason)
	e.text(w.By)
	e.date(w.Date)
	e.date(w.Until)
	e.pos(w.Pos)
}

func (e *encoder) correction(c report.Correction) {
	e.date(c.Date)
	e.text(c.Reason)
	e.texts(c.Cells)
	e.texts(c.Sections)
	e.pos(c.Pos)
}

func (e *encoder) free(t report.FreeTable) {
	e.text(t.ID)
	e.text(t.Caption)
	e.texts(t.Columns)
	encodeList(e, t.Rows, func(e *encoder, row []report.Cell) { encodeList(e, row, (*encoder).cell) })
	e.pos(t.Pos)
}

func (e *encoder) cell(c report.Cell) {
	e.bytes = append(e.bytes, byte(c.Kind))
	e.text(c.Text)
}
