package check

import (
	"fmt"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

var sums = Unit{
	Rules: []Rule{
		{
			Name: "requests-balance", Severity: Error, Group: Arithmetic,
			Title: diag.Text{Zh: "申请的收支不平", En: "requests received and dealt with do not balance"},
			About: diag.Text{
				Zh: "表三每一栏：本年新收加上年结转，应等于办理结果总计加结转下年度。一栏的四个数都在才核对。几处不符若由一格引起，指出是哪一格、应为多少；公布的数字不会被改动。",
				En: "In each column of table three: received plus carried in equals the total of results plus carried out. A column is assessed when all four numbers are there. Where one cell explains all that does not tie, it is named with the number that would; published numbers are never changed."},
			Basis:   diag.Text{Zh: "表三左上角印明的勾稽关系（国办公开办函〔2021〕30号）", En: "the identity printed in the table (国办公开办函〔2021〕30号)"},
			Example: diag.Text{Zh: "新收 8、结转 1，总计 8、结转下年 0：9 ≠ 8", En: "8 received, 1 carried in, 8 results, 0 carried out: 9 ≠ 8"},
		},
		{
			Name: "requests-result-sum", Severity: Error, Group: Arithmetic,
			Title:   diag.Text{Zh: "办理结果之和不等于总计", En: "results do not add up to their total"},
			About:   diag.Text{Zh: "表三每一栏：（一）至（六）各项之和，应等于（七）总计。有空白或“/”的栏无法核对。", En: "In each column of table three the results （一） to （六） add up to （七）总计. A column with a blank or “/” cannot be assessed."},
			Basis:   diag.Text{Zh: "由“（七）总计”的含义得出（国办公开办函〔2021〕30号）", En: "follows from what （七）总计 means (国办公开办函〔2021〕30号)"},
			Example: diag.Text{Zh: "予以公开 3、部分公开 1，其余为 0，总计 5", En: "3 granted, 1 in part, nothing else, total 5"},
		},
		{
			Name: "requests-row-sum", Severity: Error, Group: Arithmetic,
			Title:   diag.Text{Zh: "各类申请人之和不等于总计", En: "kinds of applicants do not add up to the total"},
			About:   diag.Text{Zh: "表三每一行：自然人与五类法人或其他组织之和，应等于最后一格总计。", En: "In each row of table three natural persons and the five kinds of organisations add up to the last cell."},
			Basis:   diag.Text{Zh: "由“总计”一栏的含义得出（国办公开办函〔2021〕30号）", En: "follows from what 总计 means (国办公开办函〔2021〕30号)"},
			Example: diag.Text{Zh: "自然人 3、商业企业 1，总计 3", En: "3 natural persons, 1 company, total 3"},
		},
		{
			Name: "disputes-sum", Severity: Error, Group: Arithmetic,
			Title:   diag.Text{Zh: "复议、诉讼结果之和不等于总计", En: "outcomes of reviews or lawsuits do not add up"},
			About:   diag.Text{Zh: "表四的行政复议、未经复议直接起诉、复议后起诉三组：结果维持、结果纠正、其他结果、尚未审结之和，应等于总计。", En: "In each of the three groups of table four the four outcomes add up to the total."},
			Basis:   diag.Text{Zh: "由“总计”的含义得出（国办公开办函〔2021〕30号）", En: "follows from what 总计 means (国办公开办函〔2021〕30号)"},
			Example: diag.Text{Zh: "维持 1、纠正 2，总计 2", En: "1 upheld, 2 corrected, total 2"},
		},
		{
			Name: "requests-carry-over", Severity: Warning, Group: Arithmetic,
			Title:   diag.Text{Zh: "上年结转与上一年度的报告不一致", En: "carried in differs from what the year before carried out"},
			About:   diag.Text{Zh: "表三的上年结转，应等于上一年度报告的结转下年度继续办理，逐栏核对；没有上一年度的报告就不核对。总计一致、只有申请人类别不一致的，多是重新归类，只作提示。机构合并、重组的可以不等，请写 [[waiver]] 说明。", En: "Carried in equals what the report of the year before carried out, column by column. Where the totals agree and only kinds of applicants differ, they were likely sorted anew: a notice. After a merger it may differ: explain it in a [[waiver]]."},
			Basis:   diag.Text{Zh: "由两行的含义得出", En: "follows from what the two rows mean"},
			Example: diag.Text{Zh: "2021 年报告结转下年度 4，2022 年报告上年结转 5", En: "4 carried out in 2021, 5 carried in in 2022"},
		},
		{
			Name: "proactive-valid", Severity: Warning, Group: Arithmetic,
			Title:   diag.Text{Zh: "现行有效件数与上一年度接不上", En: "documents in force do not follow from the year before"},
			About:   diag.Text{Zh: "规章、行政规范性文件：本年现行有效，应等于上年现行有效加本年制发减本年废止。修订、清理后重新统计的可以不等，请写 [[waiver]] 说明。2019 年格式没有现行有效件数，2021 年度不核对。", En: "Documents in force equal those of the year before, plus issued, minus repealed. Where they were counted anew, explain it in a [[waiver]]. The 2019 form has no such number, so 2021 is not assessed."},
			Basis:   diag.Text{Zh: "由“制发”“废止”“现行有效”的含义得出", En: "follows from what the three columns mean"},
			Example: diag.Text{Zh: "上年有效 49，本年制发 6、废止 6，有效 48", En: "49 in force, 6 issued, 6 repealed, 48 in force"},
		},
		{
			Name: "valid-impossible", Severity: Warning, Group: Arithmetic,
			Title:   diag.Text{Zh: "现行有效、制发、废止三个数不可能同时成立", En: "issued, repealed and in force cannot all be true"},
			About:   diag.Text{Zh: "从本年的三个数倒推，上年现行有效会是负数。没有上一年度的报告也能发现。", En: "Reckoned back from this year's numbers, fewer than none were in force the year before. It shows without last year's report."},
			Basis:   diag.Text{Zh: "由“制发”“废止”“现行有效”的含义得出", En: "follows from what the three columns mean"},
			Example: diag.Text{Zh: "制发 6、废止 0、现行有效 4", En: "6 issued, none repealed, 4 in force"},
		},
	},
	Tables: checkSums,
}

// checkSums finds the sums and carries that do not hold, and says which cells
// could have caused it.
func checkSums(s *Subject) {
	before := yearBefore(s.Report)
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		s.impossible(t)
		if holds, assessed := ties(t, before); holds == assessed {
			continue // nearly always
		}
		all := identities(t, before)
		explained := map[int]*knot{}
		found := knots(t, all)
		for i := range found {
			for _, id := range found[i].broken {
				explained[id] = &found[i]
			}
		}
		for i := range all {
			switch id := &all[i]; {
			case !id.broken():
			case id.between:
				s.carryFinding(t, all, id)
			default:
				s.sumFinding(t, id, explained[i])
			}
		}
	}
}

// sumFinding notes a sum that does not hold.
func (s *Subject) sumFinding(t *report.Table, id *identity, k *knot) {
	f := Finding{
		Rule: id.rule, Severity: severityOf(id.rule, Error), Left: id.left.String(), Right: id.right.String(),
		Message: diag.Text{
			Zh: fmt.Sprintf("%s：%s；这里左边是 %s，右边是 %s，相差 %s", id.in.Zh, id.label.Zh, id.left, id.right, size(id)),
			En: fmt.Sprintf("%s: %s does not hold: %s ≠ %s, a difference of %s", id.in.En, id.label.En, id.left, id.right, size(id)),
		},
	}
	f.Hint = s.wayOut(t, k)
	cells := id.shown
	if len(k.ways) == 1 {
		// The cells of the explanation that this identity has come first.
		var at []int
		for _, c := range k.ways[0] {
			if id.factor(c.cell) != 0 {
				at = append(at, c.cell)
			}
		}
		if len(at) > 0 {
			cells = at
		}
	}
	for _, c := range cells {
		f.Cells = append(f.Cells, t.Def.Name(c))
	}
	s.Add(f)
}

func size(id *identity) string {
	if id.off.Sign() < 0 {
		return id.off.Neg().String()
	}
	return id.off.String()
}

// wayOut says what could have caused a knot.
func (s *Subject) wayOut(t *report.Table, k *knot) diag.Text {
	const most = 4
	n := len(k.broken)
	all := diag.Text{Zh: "即可成立", En: "would make it hold"}
	if n > 1 {
		all = diag.Textf("这张表的 %[1]d 处不符即全部成立", "would make all %[1]d identities hold that do not", n)
	}
	switch {
	case len(k.ways) == 0:
		return diag.Text{Zh: "改动少数几格不能使各处都成立，请对照原件逐行核对", En: "no change of a few cells would make all hold; compare the table with the original"}
	case len(k.ways) == 1 && len(k.ways[0]) == 1:
		zh, en := tell(t, k.ways[0])
		return diag.Textf("若 %[1]s，%[3]s；请对照原件核对这一格", "%[2]s %[4]s; compare this cell with the original", zh, en, all.Zh, all.En)
	case len(k.ways) == 1:
		zh, en := tell(t, k.ways[0])
		return diag.Textf("若同时 %[1]s，%[3]s；请对照原件核对这几格", "%[2]s together %[4]s; compare these cells with the original", zh, en, all.Zh, all.En)
	}
	var zh, en []string
	for i, way := range k.ways {
		if i == most {
			break
		}
		z, e := tell(t, way)
		zh, en = append(zh, z), append(en, e)
	}
	count := fmt.Sprintf("%d", len(k.ways))
	more := diag.Text{}
	if len(k.ways) > most {
		more = diag.Text{Zh: "……", En: "; …"}
	}
	if len(k.ways) > mostWays {
		count = fmt.Sprintf("> %d", mostWays)
	}
	return diag.Textf("有 %[1]s 种可能，分不出是哪一种：%[2]s%[4]s", "%[1]s explanations are possible, and the numbers do not say which: %[3]s%[5]s",
		count, strings.Join(zh, "；"), strings.Join(en, "; "), more.Zh, more.En)
}

// tell puts changes into words.
func tell(t *report.Table, way []change) (zh, en string) {
	for i, c := range way {
		if i > 0 {
			zh, en = zh+"、", en+" and "
		}
		zh += fmt.Sprintf("%s（%s）由 %s 改为 %s", t.Def.Name(c.cell), t.Def.Label(c.cell), c.old, c.new)
		en += fmt.Sprintf("changing %s from %s to %s", t.Def.Name(c.cell), c.old, c.new)
	}
	return zh, en
}

// carryFinding notes a carry that does not hold.
func (s *Subject) carryFinding(t *report.Table, all []identity, id *identity) {
	f := Finding{
		Rule: id.rule, Severity: severityOf(id.rule, Warning), Left: id.right.String(), Right: id.left.String(),
		Cells: []string{t.Def.Name(id.shown[0])},
		Message: diag.Text{
			Zh: fmt.Sprintf("%s：%s；这里是 %s，按上一年度推算应为 %s", id.in.Zh, id.label.Zh, id.right, id.left),
			En: fmt.Sprintf("%s: %s does not hold: it is %s, and %s follows from the year before", id.in.En, id.label.En, id.right, id.left),
		},
	}
	c := change{cell: id.shown[0], old: id.right, new: id.left}
	zh, en := tell(t, []change{c})
	switch fits, total := s.fits(all, c), s.totalHolds(t, all, id); {
	case total:
		f.Severity = Notice
		f.Hint = diag.Text{Zh: "总计与上一年度一致，多半是申请人类别重新归类；无误的不用改", En: "the totals agree: the kinds of applicants were likely sorted anew; leave it if that is so"}
	case c.new.Sign() < 0:
		f.Severity = Error
		f.Hint = diag.Text{Zh: "按上一年度推算为负数，本年或上一年度的报告至少有一处有误", En: "less than none follows from the year before: one of the two reports is wrong"}
	case fits:
		f.Hint = diag.Textf("若 %[1]s，本表各处仍然成立；也可能是 %[3]d 年的报告有误", "%[2]s would keep the other sums; or the report for %[3]d is wrong", zh, en, s.Year-1)
	default:
		f.Hint = diag.Textf("单改这一格会使本表别处不成立；请核对 %[1]d 年的报告。机构合并、重新统计的，写 [[waiver]] 说明", "changing this cell alone would break other sums of the table; look at the report for %[1]d. After a merger or a recount explain it in a [[waiver]]", s.Year-1)
	}
	s.Add(f)
}

// fits says whether a change breaks no other identity of the table.
func (s *Subject) fits(all []identity, c change) bool {
	for i := range all {
		id := &all[i]
		if id.between || id.broken() || id.factor(c.cell) == 0 {
			continue
		}
		return false
	}
	return true
}

// totalHolds says that a carry is about one kind of applicants, and that the one
// about their total holds.
func (s *Subject) totalHolds(t *report.Table, all []identity, id *identity) bool {
	cell := id.shown[0]
	for i := range all {
		sum := &all[i]
		if sum.between || sum.factor(cell) != 1 {
			continue
		}
		for _, total := range sum.terms {
			row, _ := t.Def.RowOf(total.cell)
			mine, _ := t.Def.RowOf(cell)
			if total.factor != -1 || row != mine {
				continue
			}
			for j := range all {
				if all[j].between && all[j].rule == id.rule && all[j].shown[0] == total.cell {
					return !all[j].broken()
				}
			}
		}
	}
	return false
}

// impossible notes carries whose numbers of this year alone cannot be true: that
// would have begun from less than nothing.
func (s *Subject) impossible(t *report.Table) {
	for i := range t.Def.Carries {
		for _, c := range t.Def.Carries[i].Cases {
			if len(c.Plus)+len(c.Minus) == 0 {
				continue
			}
			began, ok := number(t.Cells.At(c.This))
			cells := []string{t.Def.Name(c.This)}
			for _, p := range c.Plus {
				n, known := number(t.Cells.At(p))
				began, ok = began.Sub(n), ok && known
				cells = append(cells, t.Def.Name(p))
			}
			for _, m := range c.Minus {
				n, known := number(t.Cells.At(m))
				began, ok = began.Add(n), ok && known
				cells = append(cells, t.Def.Name(m))
			}
			if !ok || began.Sign() >= 0 {
				continue
			}
			in := caseName(t.Def, t.Def.Carries[i].Each, c.Key)
			s.Add(Finding{
				Rule: "valid-impossible", Severity: Warning, Cells: cells,
				Message: diag.Textf("%[1]s：从本年的数倒推，上年为 %[3]s，不可能", "%[2]s: reckoned back from this year's numbers the year before had %[3]s, which cannot be", in.Zh, in.En, began),
				Hint:    diag.Text{Zh: "核对这几格；现行有效应包括本年制发的", En: "compare these cells with the original; those in force include those issued this year"},
			})
		}
	}
}

// Ties counts the identities of a report that could be assessed, and those of
// them that hold: within its tables, and from the year before.
func Ties(r *archive.Report) (holds, assessed int) {
	before := yearBefore(r)
	for i := range r.Tables {
		h, a := ties(&r.Tables[i], before)
		holds, assessed = holds+h, assessed+a
	}
	return holds, assessed
}

// yearBefore gives the report of the year before as plain data; nil where there is
// none.
func yearBefore(r *archive.Report) *report.Report {
	if before := r.Before(); before != nil {
		return before.Report
	}
	return nil
}

// ties is Ties for one table.
func ties(t *report.Table, before *report.Report) (holds, assessed int) {
	for _, r := range tally.Table(t) {
		holds, assessed = holds+r.Holds, assessed+r.Assessed()
	}
	for _, r := range tally.Carries(t, before) {
		holds, assessed = holds+r.Holds, assessed+r.Assessed()
	}
	return holds, assessed
}
