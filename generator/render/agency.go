package render

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// agency draws the page of one agency.
func (r *Renderer) agency(x *archive.Agency, emit Emit) error {
	address := agencyAddress(x.ID)
	at := r.spotAt(address)
	view := &AgencyPage{
		Frame: r.frame(pageInfo{
			kind: "agency", address: address, title: x.Name, column: "机关", about: "按机关查阅年报",
			crumbs: []crumb{{"机关", "agencies/"}}, summary: x.Name + "历年政府信息公开工作年度报告",
		}),
		Name: x.Name, Facts: r.facts(x, at), Series: r.series(x, at),
	}
	if len(x.Reports) > 0 {
		view.Downloads = r.downloads(address, at)
	}
	for i := len(r.archive.Years) - 1; i >= 0; i-- {
		e, ok := r.archive.Entry(x, r.archive.Years[i].Year)
		if !ok {
			continue
		}
		line := entry(e, at)
		line.Title = fmt.Sprintf("%d年度报告", line.Year)
		if e.Report != nil {
			line.Title = e.Report.Title
		}
		view.Entries = append(view.Entries, line)
	}
	return r.page("agency", address, view, emit)
}

// facts say who the agency is.
func (r *Renderer) facts(x *archive.Agency, at spot) []Field {
	var fields []Field
	add := func(id, label string, values ...Link) {
		if len(values) > 0 && values[0].Text != "" {
			fields = append(fields, Field{ID: id, Label: label, Values: values})
		}
	}
	add("kind", "类别", Link{Text: x.Kind})
	add("code", "机构代码", Link{Text: x.Code})
	var former []Link
	for _, f := range x.FormerNames {
		former = append(former, Link{Text: f.Name, Note: fmt.Sprintf("至%d年", f.Until)})
	}
	add("former", "曾用名", former...)
	if x.First != 0 {
		add("years", "报告年度", Link{Text: fmt.Sprintf("%d—%d年", x.First, x.Last)})
	}
	add("predecessor", "承接自", agencyLinks(x.Predecessors, at)...)
	if x.Follower != nil {
		add("successor", "职能并入", agencyLinks([]*archive.Agency{x.Follower}, at)...)
	}
	add("parts", "汇总的机关", agencyLinks(x.Parts, at)...)
	return fields
}

func agencyLinks(agencies []*archive.Agency, at spot) []Link {
	var links []Link
	for _, x := range agencies {
		links = append(links, Link{Text: x.Name, Href: at.to(agencyAddress(x.ID))})
	}
	return links
}

// series gives the key figures over the years, those with at least one value.
func (r *Renderer) series(x *archive.Agency, at spot) []Series {
	var all []Series
	for _, f := range r.figures {
		s := Series{Label: f.Label, Unit: f.Unit}
		var numbers []tally.Number
		any := false
		for _, p := range x.Reports {
			if last := len(s.Points) - 1; last >= 0 {
				for y := s.Points[last].Year + 1; y < p.Year; y++ {
					s.Points, numbers = append(s.Points, Point{Year: y}), append(numbers, tally.Number{})
				}
			}
			point, n, ok := r.point(p, f.ID, at)
			any = any || ok
			s.Points, numbers = append(s.Points, point), append(numbers, n)
		}
		if !any {
			continue
		}
		s.trim(&numbers)
		scale(s.Points, numbers)
		all = append(all, s)
	}
	return all
}

// point gives a key figure in one report, and whether the report has it.
func (r *Renderer) point(p *archive.Report, id string, at spot) (Point, tally.Number, bool) {
	point := Point{Year: p.Year}
	f, ok := figure(p.Format, id)
	if !ok {
		return point, tally.Number{}, false
	}
	cell, ok := p.Cell(f.Cell)
	if !ok || cell.Empty() {
		return point, tally.Number{}, false
	}
	point.Value = cell.Text
	point.Href = at.to(reportAddress(p.Agency.ID, p.Year) + "#" + f.Cell)
	n, number := tally.Parse(cell.Text)
	point.Drawn = number && cell.Kind == report.Number
	return point, n, true
}

// trim takes the years without a value off both ends.
func (s *Series) trim(numbers *[]tally.Number) {
	known := func(p Point) bool { return p.Value != "" }
	first := slices.IndexFunc(s.Points, known)
	last := len(s.Points) - 1
	for !known(s.Points[last]) {
		last--
	}
	s.Points, *numbers = s.Points[first:last+1], (*numbers)[first:last+1]
}

// scale gives each point its height, from 0 to 100.
func scale(points []Point, numbers []tally.Number) {
	most := 0.0
	for i := range points {
		if points[i].Drawn {
			most = max(most, numbers[i].Float())
		}
	}
	for i := range points {
		if n := numbers[i].Float(); points[i].Drawn && n > 0 && most > 0 {
			points[i].Height = max(1, int(100*n/most+0.5))
		}
	}
}

// queryEscape escapes a word for the query of a search address.
func queryEscape(s string) string {
	return strings.ReplaceAll(escapePath(s), "&", "%26")
}
