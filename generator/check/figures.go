package check

import (
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

var sameFigures = Unit{
	Rules: []Rule{{
		Name: "figures-identical", Severity: Notice, Group: Copying,
		Title:   diag.Text{Zh: "表中数字与上一年度完全相同", En: "all figures are those of the year before"},
		About:   diag.Text{Zh: "一张表的每个数都与上一年度相同，而且不全是零：核对是不是没有更新。", En: "Every number of a table is that of the year before, and not all are zero: look whether it was brought up to date."},
		Basis:   diag.Text{Zh: "各年的数字极少完全相同", En: "the figures of two years are hardly ever the same"},
		Example: diag.Text{Zh: "2022 年度表三与 2021 年度逐格相同", En: "table three of 2022 is that of 2021"},
	}, {
		Name: "all-zero", Severity: Notice, Group: Copying,
		Title:   diag.Text{Zh: "各表全部为零", En: "all figures are zero"},
		About:   diag.Text{Zh: "报告各张表里的数全部是零：可能属实，也可能没有填写。", En: "All numbers of all tables are zero: it may be so, or they were never filled in."},
		Basis:   diag.Text{Zh: "提醒核对", En: "worth a look"},
		Example: diag.Text{Zh: "表二、表三、表四都是 0", En: "tables two, three and four hold zeros only"},
	}},
	Tables: checkFigures,
}

func checkFigures(s *Subject) {
	before := s.Before()
	numbers, zeros := 0, 0
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		same, other, zero := 0, 0, 0
		var last *report.Table
		if before != nil {
			last, _ = before.Table(t.Def.ID)
		}
		for j := range t.Cells.Len() {
			c := t.Cells.At(j)
			n, ok := number(c)
			if !ok {
				continue
			}
			numbers++
			if n.Sign() == 0 {
				zero++
			}
			if last != nil && last.Def == t.Def && last.Cells.At(j) == c {
				same++
			} else {
				other++
			}
		}
		zeros += zero
		if same > 0 && other == 0 && zero < same {
			s.Add(Finding{
				Rule: "figures-identical", Cells: []string{t.Def.Name(0)},
				Message: diag.Textf("“%[1]s”的 %[2]d 个数与%[3]d年的报告完全相同", "table %[4]s: all %[2]d numbers are those of the report for %[3]d", t.Def.Caption, same, s.Year-1, t.Def.ID),
				Hint:    diag.Text{Zh: "核对是不是没有更新", En: "look whether they were brought up to date"},
			})
		}
	}
	if numbers > 0 && zeros == numbers {
		s.Add(Finding{
			Rule: "all-zero", Cells: []string{s.Report.Tables[0].Def.Name(0)},
			Message: diag.Textf("各表的 %d 个数全部是零", "all %d numbers of the tables are zero", numbers),
			Hint:    diag.Text{Zh: "确实没有的不用改", En: "leave them if that is so"},
		})
	}
}
