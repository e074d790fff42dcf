package findings

import (
	"encoding/json"
	"io"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// record is a finding as JSON.
type record struct {
	File     string         `json:"file"`
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Rule     string         `json:"rule"`
	Severity check.Severity `json:"severity"`
	Message  string         `json:"message"`
	Hint     string         `json:"hint,omitempty"`
	Agency   string         `json:"agency,omitempty"`
	Year     int            `json:"year,omitempty"`
	Cells    []string       `json:"cells,omitempty"`
	Left     side           `json:"left,omitempty"`
	Right    side           `json:"right,omitempty"`
	Waived   *waived        `json:"waived,omitempty"`
}

// side is one side of a comparison: a number with its digits as they stand, or
// a text where it is none, or none that JSON knows (007).
type side string

func (s side) MarshalJSON() ([]byte, error) {
	if strings.ContainsAny(string(s[:1]), "-0123456789") && json.Valid([]byte(s)) {
		return []byte(s), nil
	}
	return json.Marshal(string(s))
}

// waived is the explanation of a finding. Its severity is then notice, since it
// fails no check; the one it had is kept here.
type waived struct {
	Severity check.Severity `json:"severity"`
	Reason   string         `json:"reason"`
	By       string         `json:"by"`
	Date     string         `json:"date"`
	Until    string         `json:"until,omitempty"`
}

// JSON writes findings as one array.
func JSON(w io.Writer, list []check.Finding, o Options) error {
	records := make([]record, len(list))
	for i := range list {
		records[i] = newRecord(&list[i], o.Lang)
	}
	return encode(w, records)
}

func newRecord(f *check.Finding, lang diag.Lang) record {
	r := record{
		File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Col, Rule: f.Rule, Severity: severity(f),
		Message: f.Message.In(lang), Hint: f.Hint.In(lang), Agency: f.Agency, Year: f.Year, Cells: f.Cells,
		Left: side(f.Left), Right: side(f.Right),
	}
	if x := f.Waiver; x != nil {
		r.Waived = &waived{Severity: f.Severity, Reason: x.Reason, By: x.By, Date: x.Date.String()}
		if !x.Until.IsZero() {
			r.Waived.Until = x.Until.String()
		}
	}
	return r
}

// encode writes indented JSON in which Chinese and signs stand as they are.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
