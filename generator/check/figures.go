package check

import (
	"gongkai/generator/diag"
)

var allZero = Unit{
	Rules: []Rule{{
		Name: "all-zero", Severity: Notice, Group: Arithmetic,
		Title:   diag.Text{Zh: "各表全部为零", En: "all figures are zero"},
		About:   diag.Text{Zh: "报告各张表里的数全部是零：可能属实，也可能没有填写。", En: "All numbers of all tables are zero: it may be so, or they were never filled in."},
		Basis:   diag.Text{Zh: "提醒核对", En: "worth a look"},
		Example: diag.Text{Zh: "表二、表三、表四都是 0", En: "tables two, three and four hold zeros only"},
	}},
	Tables: checkAllZero,
}

func checkAllZero(s *Subject) {
	numbers := 0
	for i := range s.Report.Tables {
		cells := s.Report.Tables[i].Cells
		for j := range cells.Len() {
			n, ok := number(cells.At(j))
			if ok && n.Sign() != 0 {
				return
			}
			if ok {
				numbers++
			}
		}
	}
	if numbers > 0 {
		s.Add(Finding{
			Rule: "all-zero", Cells: []string{s.Report.Tables[0].Def.Name(0)},
			Message: diag.Textf("各表的 %d 个数全部是零", "all %d numbers of the tables are zero", numbers),
			Hint:    diag.Text{Zh: "确实没有的不用改", En: "leave them if that is so"},
		})
	}
}
