package review

import (
	"bytes"
	"encoding/json"

	"gongkai/generator/compare"
	"gongkai/generator/report"
)

// The types in this file are the objects that JSON writes.

type object struct {
	Base      string          `json:"base"`
	Head      string          `json:"head"`
	Reports   []reportObject  `json:"reports"`
	Settings  []entryObject   `json:"settings"`
	Formats   []entryObject   `json:"formats"`
	Pages     []pageObject    `json:"pages"`
	Addresses []addressObject `json:"addresses"`
	Other     []fileObject    `json:"files"`
	Fixed     json.RawMessage `json:"findings_fixed"`
	New       json.RawMessage `json:"findings_new"`
}

type reportObject struct {
	Agency       string             `json:"agency"`
	Year         int                `json:"year"`
	Change       Change             `json:"change"`
	From         *keyObject         `json:"from,omitempty"`
	Unreadable   bool               `json:"unreadable,omitempty"`
	UnreadableIn []string           `json:"unreadable_in,omitempty"`
	Formatting   bool               `json:"formatting,omitempty"`
	Reasons      []compare.Reason   `json:"reasons,omitempty"`
	Cells        []cellObject       `json:"cells"`
	Fields       []fieldObject      `json:"fields"`
	Sections     []sectionObject    `json:"sections"`
	Tables       []tableObject      `json:"tables,omitempty"`
	Waivers      []waiverObject     `json:"waivers,omitempty"`
	Corrections  []correctionObject `json:"corrections,omitempty"`
	Attachments  []attachmentObject `json:"attachments,omitempty"`
	Fixed        json.RawMessage    `json:"findings_fixed"`
	New          json.RawMessage    `json:"findings_new"`
}

type keyObject struct {
	Agency string `json:"agency"`
	Year   int    `json:"year"`
}

type cellObject struct {
	Cell       string `json:"cell"`
	Label      string `json:"label"`
	Old        value  `json:"old"`
	New        value  `json:"new"`
	Difference string `json:"difference,omitempty"`
}

type fieldObject struct {
	Field string `json:"field"`
	Old   any    `json:"old"`
	New   any    `json:"new"`
}

type sectionObject struct {
	Heading    string       `json:"heading"`
	OldHeading string       `json:"old_heading,omitempty"`
	Old        int          `json:"old"`
	New        int          `json:"new"`
	Moved      bool         `json:"moved,omitempty"`
	Hunks      []hunkObject `json:"hunks"`
}

type hunkObject struct {
	Op   compare.Op   `json:"op"`
	Text string       `json:"text"`
	To   *placeObject `json:"to,omitempty"`
}

type placeObject struct {
	Section int    `json:"section"`
	Heading string `json:"heading"`
	At      int    `json:"at"`
}

type tableObject struct {
	Table   string      `json:"table"`
	Change  Change      `json:"change"`
	Caption *pairObject `json:"caption,omitempty"`
	Columns *pairObject `json:"columns,omitempty"`
	Rows    []rowObject `json:"rows"`
}

type pairObject struct {
	Old any `json:"old"`
	New any `json:"new"`
}

type rowObject struct {
	Old    int             `json:"old"`
	New    int             `json:"new"`
	Change Change          `json:"change"`
	Cells  []rowCellObject `json:"cells"`
}

type rowCellObject struct {
	Column     int    `json:"column"`
	Old        value  `json:"old"`
	New        value  `json:"new"`
	Difference string `json:"difference,omitempty"`
}

type waiverObject struct {
	Old *waiverSide `json:"old"`
	New *waiverSide `json:"new"`
}

type waiverSide struct {
	Rule   string   `json:"rule"`
	Cells  []string `json:"cells,omitempty"`
	Reason string   `json:"reason"`
	By     string   `json:"by"`
	Date   string   `json:"date"`
	Until  string   `json:"until,omitempty"`
}

type correctionObject struct {
	Old *correctionSide `json:"old"`
	New *correctionSide `json:"new"`
}

type correctionSide struct {
	Date     string   `json:"date"`
	Reason   string   `json:"reason"`
	Cells    []string `json:"cells,omitempty"`
	Sections []string `json:"sections,omitempty"`
}

type attachmentObject struct {
	Name   string `json:"name"`
	Change Change `json:"change"`
	Old    *int64 `json:"old_size"`
	New    *int64 `json:"new_size"`
}

type entryObject struct {
	What   string        `json:"what"`
	ID     string        `json:"id"`
	Change Change        `json:"change"`
	Fields []fieldObject `json:"fields"`
}

type pageObject struct {
	Page     string             `json:"page"`
	Change   Change             `json:"change"`
	Fields   []fieldObject      `json:"fields"`
	Sections []sectionObject    `json:"sections"`
	Files    []attachmentObject `json:"attachments,omitempty"`
}

type addressObject struct {
	Address string `json:"address"`
	Change  Change `json:"change"`
	To      string `json:"to,omitempty"`
	Number  string `json:"index_number,omitempty"`
}

type fileObject struct {
	File         string   `json:"file"`
	Change       Change   `json:"change"`
	UnreadableIn []string `json:"unreadable_in,omitempty"`
}

// value is a cell: its digits, or a text, or null.
type value struct{ *report.Cell }

func (v value) MarshalJSON() ([]byte, error) {
	switch {
	case v.Cell == nil || v.Kind == report.Missing:
		return []byte("null"), nil
	case v.Kind == report.Number && json.Valid([]byte(v.Text)):
		return []byte(v.Text), nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v.Text)
	return bytes.TrimSpace(b.Bytes()), err
}
