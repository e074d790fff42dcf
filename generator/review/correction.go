package review

import (
	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/report"
)

// correction looks whether the change of a published report is recorded in a new
// [[correction]].
func (m *maker) correction(r *Report, old *report.Report) {
	if !old.Published.IsZero() && old.Published.Compare(m.AsOf) > 0 {
		return // not published yet
	}
	var given []*report.Correction
	for _, c := range r.Difference.Corrections {
		if c.New != nil {
			given = append(given, c.New)
		}
	}
	cells, things := history.Lacking(r.Difference, given)
	if len(things) == 0 {
		return
	}
	m.add(place{r, r.File}, check.CorrectionMissing(diag.Text{}, cells, things))
}
