package check

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
)

var outliers = Unit{
	Rules: []Rule{{
		Name: "fees-unit", Severity: Warning, Group: Arithmetic,
		Title:   diag.Text{Zh: "金额像是以元为单位", En: "an amount seems to be in 元"},
		About:   diag.Text{Zh: "单位为万元的金额，是相邻年度的 100 倍以上，或者没有小数而恰好是上一年度的一万倍上下（±5%）。相邻两个年度都有报告的，都相差 100 倍才算；没有相邻年度的报告、相邻年度为 0、不足 10 的不查。", En: "An amount in 万元 is 100 times that of the years beside it or more, or has no decimals and is ten thousand times last year's, give or take 5 %. Where both years beside it have a report, it must differ from both. Not assessed without such a report, where that has 0, and below 10."},
		Basis:   diag.Text{Zh: "收费金额的单位为万元（国办公开办函〔2021〕30号）", En: "the unit of the form is 万元 (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "上一年度 31.6441，本年 316441", En: "31.6441 last year, 316441 this year"},
	}, {
		Name: "count-outlier", Severity: Warning, Group: Arithmetic,
		Title:   diag.Text{Zh: "与上一年度相差悬殊", En: "a count far from last year's"},
		About:   diag.Text{Zh: "件数与上一年度相差 10 倍以上且多于 100 件。下一年度或者再前一年度的数与本年相近的，说明不是笔误，不报。每张表最多列出相差最大的 5 格。", En: "A count differs from last year's by a factor above 10 and by more than 100. Where the year after, or the one before last, is near it, it is no slip and not reported. At most the 5 gravest cells of a table are listed."},
		Basis:   diag.Text{Zh: "经验：多半是多录、少录一位数字，或者填错了行", En: "experience: likely a digit too many or too few, or the wrong row"},
		Example: diag.Text{Zh: "行政处罚上一年度 96 件，本年 9600 件", En: "96 penalties last year, 9600 this year"},
	}, {
		Name: "table-unchanged", Severity: Notice, Group: Arithmetic,
		Title:   diag.Text{Zh: "整张表与上一年度相同", En: "a table is that of the year before"},
		About:   diag.Text{Zh: "一张表的每个数都与上一年度的相同，其中至少四个不是 0、至少一个不小于 100，或者至少十二个不是 0：可能没有更新。数少而小的表会碰巧相同，不查。", En: "Every number of a table is last year's; at least four are not 0 and one is 100 or more, or at least twelve are not 0. The table may not have been brought up to date. Tables of few small numbers may agree by chance and are not meant."},
		Basis:   diag.Text{Zh: "经验：沿用上一年度的表而没有更新", En: "experience: last year's table was left in"},
		Example: diag.Text{Zh: "2022 年度与 2021 年度的表三每格相同", En: "table three of 2022 is that of 2021 cell by cell"},
	}},
	Tables: checkOutliers,
}

// checkOutliers holds the numbers of a report against those of the years beside it.
func checkOutliers(s *Subject) {
	before, after := s.Before(), s.After()
	if before == nil && after == nil {
		return
	}
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		near := neighbours{t: t, before: tableOf(before, t), after: tableOf(after, t)}
		if near.before != nil && before.Prev != nil && before.Prev.Year == s.Year-2 {
			near.earlier = tableOf(before.Prev, t)
		}
		near.fees(s)
		if near.before != nil {
			near.counts(s)
			near.unchanged(s)
		}
	}
}

// tableOf gives the table of a report that has the same form; nil where there is
// none.
func tableOf(r *archive.Report, t *report.Table) *report.Table {
	if r == nil {
		return nil
	}
	if other, ok := r.Table(t.Def.ID); ok && other.Def == t.Def {
		return other
	}
	return nil
}

// neighbours are a table and those of the years beside it, where they are.
type neighbours struct {
	t, before, after, earlier *report.Table
}

// value gives the number in a cell of a table that may not be there.
func value(t *report.Table, cell int) (float64, bool) {
	if t == nil {
		return 0, false
	}
	n, ok := number(t.Cells.At(cell))
	return n.Float(), ok
}

// fees looks at the amounts in 万元.
func (n *neighbours) fees(s *Subject) {
	const factor, least, slip = 100, 10, 10000
	for i := range n.t.Def.Rows {
		row := &n.t.Def.Rows[i]
		for k := range row.Columns {
			cell := row.First + k
			kind, _ := row.TypeOf(&row.Columns[k])
			if kind != format.Decimal || row.UnitOf(&row.Columns[k]) != "万元" {
				continue
			}
			mine, ok := value(n.t, cell)
			last, hasLast := value(n.before, cell)
			later, hasLater := value(n.after, cell)
			if !ok || mine < least {
				continue
			}
			hasLast, hasLater = hasLast && last > 0, hasLater && later > 0
			far := (hasLast || hasLater) && (!hasLast || mine >= factor*last) && (!hasLater || mine >= factor*later)
			written, _ := number(n.t.Cells.At(cell))
			exact := hasLast && written.Whole() && math.Abs(mine-last*slip) <= last*slip/20
			if !far && !exact {
				continue
			}
			beside, year := n.before, s.Year-1
			if !hasLast {
				beside, year = n.after, s.Year+1
			}
			s.Add(Finding{
				Rule: "fees-unit", Severity: Warning, Cells: []string{n.t.Def.Name(cell)},
				Message: diag.Textf("%[1]s是 %[2]s 万元，%[3]d 年度是 %[4]s 万元，像是以元为单位", "%[5]s is %[2]s 万元, that of %[3]d %[4]s: it seems to be in 元", n.t.Def.Label(cell), n.t.Cells.At(cell).Text, year, beside.Cells.At(cell).Text, n.t.Def.Name(cell)),
				Hint:    diag.Textf("以元计的，合 %[1]s 万元；对照原文，原文确为此数的，写 [[waiver]] 说明", "if it is in 元, it is %[1]s 万元; compare with the original, and explain it in a [[waiver]] where that has it", tenThousandth(mine)),
			})
		}
	}
}

// jump is a count that is far from last year's.
type jump struct {
	cell       int
	mine, last float64
	ratio      float64
}

// counts looks for counts that are far from last year's.
func (n *neighbours) counts(s *Subject) {
	const most = 5
	var jumps []jump
	for i := range n.t.Def.Rows {
		row := &n.t.Def.Rows[i]
		for k := range row.Columns {
			cell := row.First + k
			a, b := n.t.Cells.At(cell), n.before.Cells.At(cell)
			if len(a.Text) < 3 && len(b.Text) < 3 || a.Text == b.Text {
				continue // nearly always
			}
			if kind, _ := row.TypeOf(&row.Columns[k]); kind != format.Count {
				continue
			}
			mine, ok := value(n.t, cell)
			last, known := value(n.before, cell)
			if !ok || !known || mine < 0 || last < 0 || !farApart(mine, last) || n.confirmed(cell, mine) {
				continue
			}
			jumps = append(jumps, jump{cell, mine, last, max(mine, last) / max(1, min(mine, last))})
		}
	}
	slices.SortStableFunc(jumps, func(a, b jump) int { return cmp.Compare(b.ratio, a.ratio) })
	for _, j := range jumps[:min(most, len(jumps))] {
		s.Add(Finding{
			Rule: "count-outlier", Severity: Warning, Cells: []string{n.t.Def.Name(j.cell)},
			Message: diag.Textf("%[1]s是 %[2]s，上一年度是 %[3]s，相差悬殊", "%[4]s is %[2]s, and %[3]s the year before", n.t.Def.Label(j.cell), n.t.Cells.At(j.cell).Text, n.before.Cells.At(j.cell).Text, n.t.Def.Name(j.cell)),
			Hint:    diag.Text{Zh: "对照原文，看是否多录、少录一位或者填错了行；确为此数的，写 [[waiver]] 说明", En: "compare with the original for a digit too many or too few, or the wrong row; where it is so, explain it in a [[waiver]]"},
		})
	}
	if len(jumps) > most {
		f := Finding{Rule: "count-outlier", Severity: Warning,
			Message: diag.Textf("“%[1]s”另有 %[2]d 格与上一年度相差悬殊", "%[3]s: %[2]d more cells are far from the year before", n.t.Def.Caption, len(jumps)-most, n.t.Def.ID),
			Hint:    diag.Text{Zh: "核对两个年度的表是否同一口径", En: "see whether the tables of the two years count the same"}}
		for _, j := range jumps[most:] {
			f.Cells = append(f.Cells, n.t.Def.Name(j.cell))
		}
		s.Add(f)
	}
}

// farApart says that two counts differ by a factor above 10 and by more than 100.
func farApart(a, b float64) bool {
	const factor, least = 10, 100
	return math.Abs(a-b) > least && max(a, b) > factor*min(a, b)
}

// confirmed says that the year after or the one before last has a count like it.
func (n *neighbours) confirmed(cell int, mine float64) bool {
	for _, t := range []*report.Table{n.after, n.earlier} {
		if other, ok := value(t, cell); ok && !farApart(mine, other) {
			return true
		}
	}
	return false
}

// unchanged notes a table that is last year's.
func (n *neighbours) unchanged(s *Subject) {
	// Small numbers may agree by chance: a few cells must have a large one.
	const few, many, large = 4, 12, 3 // cells that are not 0, digits of the largest
	nonzero, digits := 0, 0
	var first int
	for cell := range n.t.Cells.Len() {
		a := n.t.Cells.At(cell)
		if a != n.before.Cells.At(cell) {
			return // nearly always
		}
		if a.Kind == report.Number && strings.Trim(a.Text, "0.") != "" {
			if nonzero == 0 {
				first = cell
			}
			nonzero, digits = nonzero+1, max(digits, len(a.Text))
		}
	}
	if nonzero < few || nonzero < many && digits < large {
		return
	}
	s.Add(Finding{
		Rule: "table-unchanged", Severity: Notice, Cells: []string{n.t.Def.Name(first)},
		Message: diag.Textf("“%[1]s”的每个数都与 %[2]d 年度的相同", "%[3]s: every number is that of %[2]d", n.t.Def.Caption, s.Year-1, n.t.Def.ID),
		Hint:    diag.Text{Zh: "核对是否沿用了上一年度的表", En: "see whether last year's table was left in"},
	})
}

// tenThousandth writes an amount in 元 as one in 万元.
func tenThousandth(yuan float64) string { return strconv.FormatFloat(yuan/10000, 'f', 4, 64) }
