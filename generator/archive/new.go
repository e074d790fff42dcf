package archive

import (
	"cmp"
	"slices"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/settings"
)

// New links reports and pages to an archive. They may come in any order and are
// not changed. With problems there is an archive all the same, without what the
// problems refuse, so that later stages can look for more of them.
//
// Every report must name an agency and catalogue nodes that the settings declare.
func New(s *settings.Settings, reports []*report.Report, pages []*report.Page) (*Archive, diag.List) {
	var problems diag.List
	a := &Archive{Site: s.Site, Schemes: s.Schemes}
	a.Pages = slices.Clone(pages)
	slices.SortFunc(a.Pages, func(p, q *report.Page) int {
		return cmp.Or(cmp.Compare(p.Order, q.Order), cmp.Compare(p.Name, q.Name))
	})
	byID := a.addAgencies(s.Agencies)
	a.addReports(byID, reports, &problems)
	for _, r := range a.Reports {
		a.AsOf = later(a.AsOf, r.Published)
	}
	a.addYears()
	a.addNodes(s.Catalogues)
	a.addNumbers(&problems)
	problems.Sort()
	return a, problems
}

// addReports puts the reports in order and links each to the years beside it.
func (a *Archive) addReports(byID map[string]*Agency, reports []*report.Report, problems *diag.List) {
	sorted := slices.Clone(reports)
	slices.SortFunc(sorted, func(r, q *report.Report) int {
		return cmp.Or(
			cmp.Compare(byID[r.Agency].Order, byID[q.Agency].Order),
			cmp.Compare(r.Year, q.Year),
			cmp.Compare(r.File, q.File))
	})
	held := make([]Report, len(sorted))
	for i, r := range sorted {
		agency := byID[r.Agency]
		if last := lastOf(agency.Reports); last != nil && last.Year == r.Year {
			problems.Add(r.Pos, "duplicate-report",
				diag.Textf("%[1]s %[2]d 年的报告已有一份：%[3]s；每个机关每年只能有一份",
					"a second report of %[1]s for %[2]d; the first is %[3]s, and there can be one", agency.ID, r.Year, last.Pos),
				diag.Textf("删去其中一份，或改正它的 agency 或 year", "remove one of the two, or mend its agency or year"))
			continue
		}
		held[i] = Report{Report: r, Agency: agency, State: Published}
		if last := lastOf(agency.Reports); last != nil {
			held[i].Prev, last.Next = last, &held[i]
		}
		agency.Reports = append(agency.Reports, &held[i])
		a.Reports = append(a.Reports, &held[i])
	}
}

func lastOf(reports []*Report) *Report {
	if len(reports) == 0 {
		return nil
	}
	return reports[len(reports)-1]
}

func later(d, e date.Date) date.Date {
	if d.Compare(e) < 0 {
		return e
	}
	return d
}
