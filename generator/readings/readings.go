// Package readings keeps what was read of the reports and pages of an archive, so
// that a program that begins again takes it over instead of reading all files.
//
//	w := readings.NewWriter(key)
//	w.Report(file, stamp, report)
//	data := w.Bytes()
//	…
//	if set := readings.Parse(text); set.Key() == key {
//		report, ok := set.Report(file, formats) // the same as was put in
//	}
//
// A reading is taken over when path, size and [source.Stamp] of the file are as
// they were. The key stands for all else that a reading depends on (the program,
// the formats, the agencies); what that is, and when a stamp can be trusted, the
// caller knows. What is listed rather than read (the attachments, the agency and
// the year by the names of folder and file) is not kept, but taken from the file
// as it is listed now.
//
// The package keeps no problems: files that have some are to be read again. It
// touches no disk.
package readings

import (
	"encoding/binary"
	"hash/crc32"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// The readings, version 2. A number is as in encoding/binary's uvarint, or where
// it is marked ± as in its varint; a text is its length and its bytes; a list is
// one more than its length, then its elements, and 0 for none at all.
//
//	"gongkai readings 2\n"
//	text: the key
//	number of files
//	each file: text: its path; size, ± modified, ± changed, inode; text: the reading
//	CRC-32 (Castagnoli) of all before, 4 bytes, the lowest first
//
// A date is year·65536 + month·256 + day. A place is 2·line, or 2·line + 1 where
// it is in another file; the column; the other file (a text). A reading of a report:
//
//	text: title, id of the format, index number; list of texts: former numbers
//	text: document number; list of texts: catalogue; dates: issued, published
//	text: validity; list of texts: keywords; text: summary, source; 1 for a draft
//	list of labels, by name: text, text
//	list of waivers: text: rule; list of texts: cells; text: reason, by;
//	  dates: date, until; place
//	list of corrections: date; text: reason; lists of texts: cells, sections; place
//	list of tables: its number in the format; its cells as report.Cells.Append has them
//	list of free tables: text: id, caption; list of texts: columns;
//	  list of rows, each a list of cells: 1 byte: the kind; text; place
//	the body: start, end, line; 32 bytes: the two sums
//	places: the report, its index number; lists of places: catalogue, former numbers
//
// A reading of a page: text: title, summary; date: updated; ± order; body, sums,
// place as above.
//
// Readings that are not whole are no readings.
const head = "gongkai readings 2\n"

var crcTable = crc32.MakeTable(crc32.Castagnoli)

// A Set is a number of readings. All texts that it gives are parts of one. The
// methods of nil give nothing.
type Set struct {
	key   string
	files map[string]kept
}

// kept is the reading of a file, and the file as it was.
type kept struct {
	size    int64
	stamp   source.Stamp
	reading string
}

// Parse opens what [Writer.Bytes] gave; nil for anything else.
func Parse(text string) *Set {
	end := len(text) - crc32.Size
	if end < len(head) || !strings.HasPrefix(text, head) || sumOf(text[:end]) != text[end:] {
		return nil
	}
	d := decoder{rest: text[len(head):end]}
	s := &Set{key: d.text()}
	n := d.number()
	const least = 6 // bytes for a file
	if n > uint64(len(d.rest)/least) {
		return nil
	}
	s.files = make(map[string]kept, n)
	for range n {
		path := d.text()
		k := kept{size: int64(d.number())}
		k.stamp = source.Stamp{Modified: d.signed(), Changed: d.signed(), Inode: d.number()}
		k.reading = d.text()
		s.files[path] = k
	}
	if d.broken || d.rest != "" {
		return nil
	}
	return s
}

// sumOf gives the sum of a text as it stands at its end. A text is summed in
// pieces, not to copy it.
func sumOf(text string) string {
	var piece [64 << 10]byte
	sum := uint32(0)
	for len(text) > 0 {
		n := copy(piece[:], text)
		sum, text = crc32.Update(sum, crcTable, piece[:n]), text[n:]
	}
	return string(binary.LittleEndian.AppendUint32(nil, sum))
}

// Key gives the key that the readings were written with.
func (s *Set) Key() string {
	if s == nil {
		return ""
	}
	return s.key
}

// Len gives the number of readings.
func (s *Set) Len() int {
	if s == nil {
		return 0
	}
	return len(s.files)
}

// find gives the reading of a file that is as it was.
func (s *Set) find(f source.File) (decoder, bool) {
	if s == nil || f.Stamp == (source.Stamp{}) {
		return decoder{}, false
	}
	k, ok := s.files[f.Path]
	if !ok || k.size != f.Size || k.stamp != f.Stamp {
		return decoder{}, false
	}
	return decoder{rest: k.reading, place: f.Place}, true
}

// Report gives the reading of a report, unless there is none or the file is no
// longer as it was.
func (s *Set) Report(f source.Report, formats *format.Set) (*report.Report, bool) {
	d, ok := s.find(f.File)
	if !ok {
		return nil, false
	}
	r := d.report(formats)
	if d.broken || d.rest != "" {
		return nil, false
	}
	r.File, r.Agency, r.Year, r.Attachments = f.Path, f.Agency, f.Year, f.Attachments
	return r, true
}

// Page gives the reading of a page, unless there is none or the file is no longer
// as it was.
func (s *Set) Page(f source.Page) (*report.Page, bool) {
	d, ok := s.find(f.File)
	if !ok {
		return nil, false
	}
	p := d.page()
	if d.broken || d.rest != "" {
		return nil, false
	}
	p.Name, p.File, p.Assets = f.Name, f.Path, f.Assets
	return p, true
}
