package check

import (
	"slices"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

var waiving = Unit{
	Rules: []Rule{{
		Name: "waiver-unused", Severity: Warning, Group: Keeping,
		Title:   diag.Text{Zh: "说明没有对应的问题", En: "waiver without effect"},
		About:   diag.Text{Zh: "报告里的 [[waiver]] 说明了一个并不存在的问题：检查项的名称写错了，单元格写错了，或者问题已经改好。改正或删除这条说明。", En: "A [[waiver]] explains a finding that is not there: the rule or the cells are misspelt, or the mistake has been mended. Correct or delete it."},
		Basis:   diag.Text{Zh: "说明与报告一同公布，应当属实", En: "waivers are published with the report and must be true"},
		Example: diag.Text{Zh: "数字改好以后，[[waiver]] rule = \"requests-balance\" 没有删除", En: "the numbers were mended, and [[waiver]] rule = \"requests-balance\" was left"},
	}, {
		Name: "waiver-expired", Severity: Warning, Group: Keeping,
		Title:   diag.Text{Zh: "说明已经过期", En: "waiver out of date"},
		About:   diag.Text{Zh: "[[waiver]] 的 until 已过，它说明的问题重新计入检查结果。改正报告，或者写新的期限。", En: "The day given by until has passed, and the finding counts again. Mend the report or give another day."},
		Basis:   diag.Text{Zh: "until 由说明人自定", En: "until is set by who explains"},
		Example: diag.Text{Zh: "until = 2023-06-30", En: "until = 2023-06-30"},
	}},
}

// explain marks a finding as explained where a waiver does it on that day.
func (f *Finding) explain(waivers []report.Waiver, asOf date.Date) {
	for i := range waivers {
		if inForce(&waivers[i], asOf) && f.covers(&waivers[i]) {
			f.Waiver = &waivers[i]
			return
		}
	}
}

// covers says that a waiver speaks of a finding: of its rule, and, where the
// waiver names cells, of one of them.
func (f *Finding) covers(w *report.Waiver) bool {
	if w.Rule != f.Rule {
		return false
	}
	return len(w.Cells) == 0 || slices.ContainsFunc(f.Cells, func(cell string) bool { return slices.Contains(w.Cells, cell) })
}

func inForce(w *report.Waiver, asOf date.Date) bool {
	return w.Until.IsZero() || asOf.IsZero() || w.Until.Compare(asOf) >= 0
}

// waive marks the findings that waivers of some reports explain, and adds those
// about waivers.
func (w *Whole) waive(reports []*archive.Report, findings []Finding) []Finding {
	type key struct {
		agency string
		year   int
	}
	explained := map[key]*archive.Report{}
	for _, r := range reports {
		if len(r.Waivers) > 0 {
			explained[key{r.Agency.ID, r.Year}] = r
		}
	}
	used := map[*report.Waiver]bool{}
	for i := range findings {
		f := &findings[i]
		r, ok := explained[key{f.Agency, f.Year}]
		if !ok {
			continue
		}
		f.explain(r.Waivers, w.AsOf)
		for j := range r.Waivers {
			if f.covers(&r.Waivers[j]) {
				used[&r.Waivers[j]] = true
			}
		}
	}
	for _, r := range reports {
		for j := range r.Waivers {
			waiver := &r.Waivers[j]
			f := Finding{Pos: waiver.Pos, Agency: r.Agency.ID, Year: r.Year, Cells: waiver.Cells, Severity: Warning}
			switch {
			case slices.Contains(w.unapplied, waiver.Rule):
				continue
			case !used[waiver] && waiver.Rule == "correction-missing" && w.history == nil:
				continue // nobody looked
			case !used[waiver]:
				f.Rule = "waiver-unused"
				f.Message = diag.Textf("说明没有对应的问题：没有“%s”这一项发现", "this waiver explains nothing: there is no finding of %s", waiver.Rule)
				f.Hint = w.nearRule(waiver)
			case !inForce(waiver, w.AsOf):
				f.Rule = "waiver-expired"
				f.Message = diag.Textf("说明已于 %s 过期，所说明的问题重新计入", "this waiver ended on %s; what it explains counts again", waiver.Until)
				f.Hint = diag.Text{Zh: "改正报告，或者改写 until", En: "mend the report, or give another until"}
			default:
				continue
			}
			findings = append(findings, f)
		}
	}
	return findings
}

// nearRule helps with a waiver that explains nothing.
func (w *Whole) nearRule(waiver *report.Waiver) diag.Text {
	var names []string
	for _, u := range units {
		for _, r := range u.Rules {
			names = append(names, r.Name)
		}
	}
	if near := diag.Nearest(waiver.Rule, names); near != "" && near != waiver.Rule {
		return diag.Textf("是不是 %s？", "did you mean %s?", near)
	}
	if len(waiver.Cells) > 0 {
		return diag.Text{Zh: "核对 rule 和 cells；问题已经改好的，删除这条说明", En: "look at rule and cells; delete the waiver where the mistake has been mended"}
	}
	return diag.Text{Zh: "问题已经改好的，删除这条说明", En: "delete it where the mistake has been mended"}
}
