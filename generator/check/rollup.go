package check

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

var rollups = Unit{
	Rules: []Rule{{
		Name: "rollup-sum", Severity: Warning, Group: Arithmetic,
		Title:   diag.Text{Zh: "汇总数不等于各机关之和", En: "an aggregate is not the sum of its bodies"},
		About:   diag.Text{Zh: "archive.toml 中声明了 aggregates 的机关，其报告的每个数应等于所列各机关同一年度、同一格式报告之和。有机关缺报告时先列出缺谁，不下结论；但已有各机关之和已超过汇总数的，仍然指出。", En: "Each number in the report of an agency with aggregates equals the sum of those agencies' reports for the year, in the same form. Where reports are missing they are named first and nothing is concluded, unless those present already exceed the aggregate."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第四十九条：主管部门公布本级政府的年度报告；汇总口径由 archive.toml 声明", En: "条例 art. 49 on the report of a whole government; what it sums up is declared in archive.toml"},
		Example: diag.Text{Zh: "区政府新收 12，所属各机关合计 13", En: "the district received 12, its bodies 13"},
	}},
	Tables: checkRollup,
}

// mostCells is how many cells of one table get a finding of their own.
const mostCells = 12

// checkRollup holds a report that sums others up against them.
func checkRollup(s *Subject) {
	if len(s.Agency.Parts) == 0 {
		return
	}
	parts, missing, unread := s.parts()
	incomplete := len(missing)+unread > 0
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		if len(missing) > 0 {
			s.missingParts(t, missing, len(parts)+unread)
		}
		var wrong []tie
		for cell := range t.Cells.Len() {
			if c, ok := rollup(t, cell, parts); ok && (!incomplete && !c.sum.Equal(c.total) || c.sum.Cmp(c.total) > 0) {
				wrong = append(wrong, c)
			}
		}
		s.rollupFindings(t, wrong, len(parts), incomplete)
	}
}

// parts gives the reports that are to be summed up, the agencies without one, and how
// many have one that cannot be read. An agency that did not report on the year is not
// missing.
func (s *Subject) parts() (parts []*archive.Report, missing []*archive.Agency, unread int) {
	for _, agency := range s.Agency.Parts {
		found := false
		for _, r := range agency.Reports {
			if r.Year == s.Year {
				parts, found = append(parts, r), true
			}
		}
		switch {
		case found:
		case s.Whole != nil && slices.Contains(s.Whole.unread[agency.ID], s.Year):
			unread++
		case reports(agency, s.Year):
			missing = append(missing, agency)
		}
	}
	return parts, missing, unread
}

// reports says that an agency reports on a year, as far as archive.toml says.
func reports(x *archive.Agency, year int) bool {
	return (x.Since == 0 || year >= x.Since) && (x.Until == 0 || year <= x.Until)
}

// A tie is a cell of a report that sums others up.
type tie struct {
	cell       int
	total, sum tally.Number
}

// rollup adds a cell up over reports; it says false where it cannot be assessed.
func rollup(t *report.Table, cell int, parts []*archive.Report) (tie, bool) {
	total, ok := number(t.Cells.At(cell))
	if !ok {
		return tie{}, false
	}
	row, column := t.Def.RowOf(cell)
	if kind, _ := row.TypeOf(column); kind == format.Amount {
		return tie{}, false
	}
	sum, any := tally.Number{}, false
	for _, r := range parts {
		other, ok := r.Table(t.Def.ID)
		if !ok || other.Def != t.Def {
			return tie{}, false // another form: its numbers mean something else
		}
		n, ok := number(other.Cells.At(cell))
		if !ok {
			return tie{}, false
		}
		sum, any = sum.Add(n), true
	}
	return tie{cell, total, sum}, any
}

// missingParts names the agencies whose reports are not there.
func (s *Subject) missingParts(t *report.Table, missing []*archive.Agency, present int) {
	var names []string
	for _, a := range missing {
		names = append(names, a.NameIn(s.Year))
	}
	s.Add(Finding{
		Rule: "rollup-sum", Severity: Notice, Cells: []string{t.Def.Name(0)},
		Message: diag.Textf("%[1]s：汇总的 %[3]d 个机关中有 %[4]d 个没有 %[5]d 年的报告，无法核对：%[2]s", "%[6]s: of the %[3]d bodies it sums up %[4]d have no report for %[5]d, so it cannot be assessed: %[2]s",
			t.Def.Caption, strings.Join(names, "、"), present+len(missing), len(missing), s.Year, t.Def.ID),
		Hint: diag.Text{Zh: "补齐报告；不再单独报告的，在 archive.toml 写明 until", En: "add their reports; give until in archive.toml for one that no longer reports"},
	})
}

// rollupFindings notes the cells that are not the sum of the parts.
func (s *Subject) rollupFindings(t *report.Table, wrong []tie, parts int, incomplete bool) {
	if len(wrong) > mostCells {
		f := Finding{
			Rule: "rollup-sum", Severity: Warning, Left: wrong[0].total.String(), Right: wrong[0].sum.String(),
			Message: diag.Textf("%[1]s：%[2]d 个数不等于 %[3]d 个机关之和；第一个是 %[4]s：%[6]s，各机关之和 %[7]s", "%[5]s: %[2]d numbers are not the sum of the %[3]d bodies; the first is %[8]s: %[6]s, the sum %[7]s",
				t.Def.Caption, len(wrong), parts, t.Def.Label(wrong[0].cell), t.Def.ID, wrong[0].total, wrong[0].sum, t.Def.Name(wrong[0].cell)),
			Hint: diag.Text{Zh: "核对汇总口径：aggregates 所列机关是否齐全", En: "look whether aggregates lists all bodies"},
		}
		for _, w := range wrong {
			f.Cells = append(f.Cells, t.Def.Name(w.cell))
		}
		s.Add(f)
		return
	}
	for _, w := range wrong {
		name := t.Def.Name(w.cell)
		f := Finding{
			Rule: "rollup-sum", Severity: Warning, Cells: []string{name}, Left: w.total.String(), Right: w.sum.String(),
			Message: diag.Textf("%[1]s：汇总数是 %[3]s，%[5]d 个机关之和是 %[4]s，相差 %[6]s", "%[2]s: the aggregate is %[3]s, the sum of the %[5]d bodies %[4]s, a difference of %[6]s",
				t.Def.Label(w.cell), name, w.total, w.sum, parts, absolute(w.total.Sub(w.sum))),
			Hint: diag.Textf("若汇总有误，%[1]s 应为 %[2]s；否则核对：%[3]s", "if the aggregate is wrong, %[1]s should be %[2]s; else look at: %[3]s", name, w.sum, s.shares(t, w.cell)),
		}
		if incomplete {
			f.Hint = diag.Text{Zh: "还有机关没有报告或读不了，已有的之和已经超过汇总数", En: "reports are missing or cannot be read, and those present already exceed the aggregate"}
		}
		s.Add(f)
	}
}

// shares lists the largest parts of a number.
func (s *Subject) shares(t *report.Table, cell int) string {
	const most = 6
	var list []string
	parts, _, _ := s.parts()
	for _, r := range parts {
		other, _ := r.Table(t.Def.ID)
		if n, ok := number(other.Cells.At(cell)); ok && n.Sign() != 0 {
			list = append(list, fmt.Sprintf("%s %s", r.Agency.DisplayShort(), n))
		}
	}
	if len(list) > most {
		list = append(list[:most], "…")
	}
	return strings.Join(list, "、")
}

func absolute(n tally.Number) tally.Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}
