package findings

import (
	"io"
	"strings"

	"gongkai/generator/check"
)

// The Reviewdog Diagnostic Format, as far as it is used. Lines and columns count
// from 1, columns in bytes of UTF-8; the end is the place after the last byte.
type (
	rdResult struct {
		Source      rdSource       `json:"source"`
		Severity    string         `json:"severity,omitempty"`
		Diagnostics []rdDiagnostic `json:"diagnostics"`
	}
	rdSource struct {
		Name string `json:"name"`
	}
	rdDiagnostic struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
		Severity string     `json:"severity"`
		Code     rdCode     `json:"code"`
	}
	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}
	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"`
	}
	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}
	rdCode struct {
		Value string `json:"value"`
	}
)

var rdSeverities = map[check.Severity]string{check.Error: "ERROR", check.Warning: "WARNING", check.Notice: "INFO"}

// RDJSON writes findings as one object for reviewdog, which shows them in the
// reviews of many forges. It holds no suggestions: what was published is not for
// a program to change.
func RDJSON(w io.Writer, list []check.Finding, o Options) error {
	result := rdResult{Source: rdSource{Name: "gongkai"}, Diagnostics: make([]rdDiagnostic, len(list))}
	for i := range list {
		f := &list[i]
		result.Diagnostics[i] = rdDiagnostic{
			Message:  whole(f, o.Lang),
			Location: rdLocation{Path: f.Pos.File, Range: o.rdRange(f)},
			Severity: rdSeverities[severity(f)],
			Code:     rdCode{Value: f.Rule},
		}
	}
	if sorted := gravestFirst(list); len(sorted) > 0 {
		result.Severity = rdSeverities[severity(sorted[0])]
	}
	return encode(w, result)
}

// rdRange gives the place of a finding. Its columns are left out where the line
// cannot be had, since bytes cannot be told from characters then.
func (o *Options) rdRange(f *check.Finding) *rdRange {
	if f.Pos.Line < 1 {
		return nil
	}
	r := &rdRange{Start: rdPosition{Line: f.Pos.Line}}
	text, ok := o.line(f.Pos)
	if !ok {
		return r
	}
	first := 1
	if f.Pos.Line == 1 && strings.HasPrefix(o.Line(f.Pos.File, 1), bom) {
		first += len(bom)
	}
	start := offset(text, f.Pos.Col-1)
	r.Start.Column = first + start
	if n := o.width(f); n > 0 {
		r.End = &rdPosition{Line: f.Pos.Line, Column: first + start + offset(text[start:], n)}
	}
	return r
}
