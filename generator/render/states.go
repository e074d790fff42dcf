package render

import (
	"fmt"

	"gongkai/generator/archive"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// states has each state in words, with a sign that needs no colour.
var states = [...]State{
	archive.None:      {"none", "不发布", "·"},
	archive.Published: {"published", "已发布", "●"},
	archive.Late:      {"late", "逾期发布", "◐"},
	archive.Missing:   {"missing", "未发布", "○"},
	archive.NotDue:    {"not-due", "未到期", "◌"},
}

// legend explains the signs of a matrix.
var legend = []State{states[archive.Published], states[archive.Late], states[archive.Missing], states[archive.NotDue], states[archive.None]}

// latest gives a year in figures.
func (r *Renderer) latest(y *archive.Year, at spot) *Latest {
	return &Latest{
		Year: y.Year, Href: at.to(yearAddress(y.Year)), Expected: len(y.Entries),
		Published: y.Count[archive.Published] + y.Count[archive.Late], Late: y.Count[archive.Late],
		Missing: y.Count[archive.Missing], NotDue: y.Count[archive.NotDue],
		Totals: r.totals(y.Reports),
	}
}

// totals adds up the key figures of some reports. A report of a whole government
// is left out where the reports of its parts are there too.
func (r *Renderer) totals(reports []*archive.Report) []Total {
	parts := map[*archive.Agency]bool{}
	for _, p := range reports {
		parts[p.Agency] = true
	}
	totals := make([]Total, len(r.figures))
	sums := make([]tally.Number, len(r.figures))
	for _, p := range reports {
		if sumsUp(p.Agency, parts) {
			continue
		}
		for i, f := range r.figures {
			cell, ok := figureCell(p, f.ID)
			if !ok || cell.Kind != report.Number {
				continue
			}
			if n, ok := tally.Parse(cell.Text); ok {
				sums[i] = sums[i].Add(n)
				totals[i].Reports++
			}
		}
	}
	var list []Total
	for i, f := range r.figures {
		if totals[i].Reports > 0 {
			list = append(list, Total{Label: f.Label, Unit: f.Unit, Value: sums[i].String(), Reports: totals[i].Reports})
		}
	}
	return list
}

// sumsUp says that an agency's report sums up one of those at hand.
func sumsUp(x *archive.Agency, present map[*archive.Agency]bool) bool {
	for _, part := range x.Parts {
		if present[part] {
			return true
		}
	}
	return false
}

// figureCell gives the value of a key figure in a report.
func figureCell(p *archive.Report, id string) (report.Cell, bool) {
	f, ok := figure(p.Format, id)
	if !ok {
		return report.Cell{}, false
	}
	return p.Cell(f.Cell)
}

func figure(f *format.Format, id string) (format.Figure, bool) {
	for _, g := range f.Figures {
		if g.ID == id {
			return g, true
		}
	}
	return format.Figure{}, false
}

// entry gives the line of an agency in a year.
func entry(e archive.Entry, at spot) Entry {
	line := Entry{Title: e.Agency.NameIn(e.Year), State: states[e.State], Year: e.Year}
	if p := e.Report; p != nil {
		line.Href = at.to(reportAddress(p.Agency.ID, p.Year))
		line.Number = p.IndexNumber
		line.Date = p.Published.String()
	}
	return line
}

// matrix draws some agencies against all years.
func (r *Renderer) matrix(agencies []*archive.Agency, at spot) *Matrix {
	m := &Matrix{Legend: legend}
	for _, y := range r.archive.Years {
		m.Years = append(m.Years, Link{Text: fmt.Sprint(y.Year), Href: at.to(yearAddress(y.Year))})
	}
	kind := ""
	for i, x := range agencies {
		row := MatrixRow{Agency: Link{Text: x.DisplayShort(), Href: at.to(agencyAddress(x.ID))}, Cells: make([]MatrixCell, 0, len(m.Years))}
		if i == 0 || x.Kind != kind {
			kind = x.Kind
			row.Group = x.Kind
		}
		for _, y := range r.archive.Years {
			row.Cells = append(row.Cells, r.matrixCell(x, y.Year, at))
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

func (r *Renderer) matrixCell(x *archive.Agency, year int, at spot) MatrixCell {
	state, href := archive.None, ""
	if e, ok := r.archive.Entry(x, year); ok {
		state = e.State
		if e.Report != nil {
			href = at.to(reportAddress(x.ID, year))
		}
	}
	return MatrixCell{State: states[state], Href: href, Label: fmt.Sprintf("%s%d年：%s", x.DisplayShort(), year, states[state].Text)}
}
