package dataset

import (
	_ "embed"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/report"
)

// Version names the shape of the JSON downloads.
const Version = "gongkai-tables-1"

//go:embed schema.json
var schema []byte

// Schema gives the JSON Schema (2020-12) of the JSON downloads. The caller may
// change the bytes.
func Schema() []byte { return slices.Clone(schema) }

// JSON gives reports as a JSON object:
//
//	{"schema":"gongkai-tables-1","kind":"agency","title":"…","reports":[
//	{"agency":{"id":"swj","name":"…"},"year":2022,"title":"…","format":"2021",…},
//	…
//	]}
//
// kind says what the reports have in common (report, agency, year, archive), as
// small letters; it is left out when "". Each report stands on a line of its own.
// Its "tables" have the shape of the front matter and the order of the format:
// groups and keyed rows are objects, array rows arrays, scalar rows values.
// "free" holds the tables of its own, "labels" the labels that differ from the
// official ones. What a report does not have (index_number, document_number,
// issued, published, url, labels) is left out.
//
// A cell is a number, written with its digits as published (0.0000), where these
// are a JSON number, and otherwise a string: "" for a blank, "/", "+3", "007".
//
// An error means that an entry is not as Entry wants it.
func JSON(kind, title string, entries []Entry) ([]byte, error) {
	return AppendJSON(nil, kind, title, entries)
}

// AppendJSON appends what JSON gives. With an error it gives dst as it was.
func AppendJSON(dst []byte, kind, title string, entries []Entry) ([]byte, error) {
	if err := check(entries); err != nil {
		return dst, err
	}
	dst = append(dst, `{"schema":"`+Version+`"`...)
	if kind != "" {
		dst = appendMember(dst, "kind", kind)
	}
	dst = appendMember(dst, "title", title)
	dst = append(dst, `,"reports":[`...)
	shapes := jsonShapes{}
	for i, e := range entries {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, '\n')
		dst = shapes.appendReport(dst, e)
	}
	return append(dst, "\n]}\n"...), nil
}

// jsonShapes are the trees of the tables met.
type jsonShapes map[*format.Table][]*jsonNode

// A jsonNode is a member of an object: a row of values or a group.
type jsonNode struct {
	key   string
	row   *format.Row // nil for a group
	below []*jsonNode
}

// of gives the tree of a table.
func (s jsonShapes) of(t *format.Table) []*jsonNode {
	if nodes, ok := s[t]; ok {
		return nodes
	}
	root := &jsonNode{}
	for i := range t.Rows {
		node := root
		for key := range strings.SplitSeq(t.Rows[i].Key, ".") {
			node = node.child(key)
		}
		node.row = &t.Rows[i]
	}
	s[t] = root.below
	return root.below
}

// child gives the member with this key, a new one where there is none. Rows of a
// group need not follow each other, so all members are looked at.
func (n *jsonNode) child(key string) *jsonNode {
	for _, below := range n.below {
		if below.key == key {
			return below
		}
	}
	below := &jsonNode{key: key}
	n.below = append(n.below, below)
	return below
}

func (s jsonShapes) appendReport(dst []byte, e Entry) []byte {
	r := e.Report
	dst = append(dst, `{"agency":{"id":`...)
	dst = appendString(dst, e.Agency.ID)
	dst = appendMember(dst, "name", e.Name)
	dst = append(dst, `},"year":`...)
	dst = strconv.AppendInt(dst, int64(r.Year), 10)
	dst = appendMember(dst, "title", r.Title)
	dst = appendMember(dst, "format", r.Format.ID)
	dst = appendKnown(dst, "index_number", r.IndexNumber)
	dst = appendKnown(dst, "document_number", r.DocumentNumber)
	dst = appendDate(dst, "issued", r.Issued)
	dst = appendDate(dst, "published", r.Published)
	dst = appendKnown(dst, "url", e.Address)
	dst = append(dst, `,"tables":{`...)
	for i := range r.Tables {
		t := &r.Tables[i]
		dst = appendKey(dst, i, t.Def.ID)
		dst = appendGroup(dst, s.of(t.Def), t.Cells)
	}
	dst = append(dst, `},"free":[`...)
	for i := range r.Free {
		dst = appendComma(dst, i)
		dst = appendFreeTable(dst, &r.Free[i])
	}
	dst = append(dst, ']')
	if len(r.Labels) > 0 {
		dst = appendLabels(dst, r)
	}
	return append(dst, '}')
}

func appendGroup(dst []byte, nodes []*jsonNode, cells report.Cells) []byte {
	dst = append(dst, '{')
	for i, n := range nodes {
		dst = appendKey(dst, i, n.key)
		if n.row == nil {
			dst = appendGroup(dst, n.below, cells)
		} else {
			dst = appendRow(dst, n.row, cells)
		}
	}
	return append(dst, '}')
}

func appendRow(dst []byte, row *format.Row, cells report.Cells) []byte {
	switch row.Entry {
	case format.Scalar:
		return appendValue(dst, cells.At(row.First))
	case format.Array:
		dst = append(dst, '[')
		for i := range row.Columns {
			dst = appendComma(dst, i)
			dst = appendValue(dst, cells.At(row.First+i))
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i := range row.Columns {
		dst = appendKey(dst, i, row.Columns[i].Key)
		dst = appendValue(dst, cells.At(row.First+i))
	}
	return append(dst, '}')
}

func appendValues(dst []byte, cells []report.Cell) []byte {
	dst = append(dst, '[')
	for i, c := range cells {
		dst = appendComma(dst, i)
		dst = appendValue(dst, c)
	}
	return append(dst, ']')
}

func appendValue(dst []byte, c report.Cell) []byte {
	if c.Kind == report.Number && jsonNumber(c.Text) {
		return append(dst, c.Text...)
	}
	return appendString(dst, c.Text)
}

// jsonNumber says that digits as published are a number in JSON too.
func jsonNumber(text string) bool {
	d, ok := parseDecimal(text)
	return ok && d.sign != "+" && !d.padded()
}

func appendFreeTable(dst []byte, t *report.FreeTable) []byte {
	dst = append(dst, `{"id":`...)
	dst = appendString(dst, t.ID)
	dst = appendMember(dst, "caption", t.Caption)
	dst = append(dst, `,"columns":[`...)
	for i, name := range t.Columns {
		dst = appendComma(dst, i)
		dst = appendString(dst, name)
	}
	dst = append(dst, `],"rows":[`...)
	for i, row := range t.Rows {
		dst = appendComma(dst, i)
		dst = appendValues(dst, row)
	}
	return append(dst, "]}"...)
}

// appendLabels appends the labels as published in the order of print, those of
// which the format knows no place at the end.
func appendLabels(dst []byte, r *report.Report) []byte {
	rest := maps.Clone(r.Labels)
	n := 0
	add := func(key string) {
		if label, ok := rest[key]; ok {
			dst = appendKey(dst, n, key)
			dst = appendString(dst, label)
			delete(rest, key)
			n++
		}
	}
	dst = append(dst, `,"labels":{`...)
	for _, t := range r.Format.Tables {
		for _, key := range t.LabelKeys() {
			add(t.ID + "." + key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(rest)) {
		add(key)
	}
	return append(dst, '}')
}

// appendKnown appends a member unless it is not known.
func appendKnown(dst []byte, key, value string) []byte {
	if value == "" {
		return dst
	}
	return appendMember(dst, key, value)
}

func appendDate(dst []byte, key string, d date.Date) []byte {
	return appendKnown(dst, key, d.String())
}

// appendMember appends a member that is not the first.
func appendMember(dst []byte, key, value string) []byte {
	return appendString(appendKey(dst, 1, key), value)
}

// appendKey appends the key of the member with this number.
func appendKey(dst []byte, number int, key string) []byte {
	return append(appendString(appendComma(dst, number), key), ':')
}

// appendComma appends the comma before all elements but the first.
func appendComma(dst []byte, number int) []byte {
	if number == 0 {
		return dst
	}
	return append(dst, ',')
}

// appendString appends a text as JSON. Only what must be escaped is, so that the
// file can be read; what is no UTF-8 becomes U+FFFD.
func appendString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\ufffd")
	}
	from := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		case '\t':
			dst = append(dst, `\t`...)
		default:
			dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
	}
	return append(append(dst, s[from:]...), '"')
}
