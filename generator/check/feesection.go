package check

import (
	"strings"

	"gongkai/generator/diag"
)

var lastSections = Unit{
	Rules: []Rule{{
		Name: "fees-unmentioned", Severity: Warning, Group: TextTable,
		Title:   diag.Text{Zh: "第六部分没有写信息处理费", En: "section six is silent on processing fees"},
		About:   diag.Text{Zh: "2021 年度起的报告，第六部分应写明发出信息处理费收费通知的件数、总金额和实际收取的总金额，没有的也写明没有。只写“无”或只字不提的提出存疑；表二有收费、表三有逾期不缴费的，更应当说明。", En: "From 2021 on section six states the notices of processing fees, their sum and the sum collected, also where there were none. A bare 无, or silence, is found; the more so where the tables have fees."},
		Basis:   diag.Text{Zh: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；国办公开办函〔2021〕30号", En: "国办函〔2020〕109号; 国办公开办函〔2021〕30号"},
		Example: diag.Text{Zh: "“六、其他需要报告的事项”只写“无”", En: "section six says 无"},
	}, {
		Name: "denials-unexplained", Severity: Notice, Group: TextTable,
		Title:   diag.Text{Zh: "复议、诉讼被纠正，存在问题里没有提到", En: "corrected in a review or lawsuit, and not among the problems"},
		About:   diag.Text{Zh: "表四有“结果纠正”，第五部分却没有提到依申请公开、答复、复议或诉讼方面的问题。", En: "Table four has outcomes that were corrected, and section five names no problem with applications, answers, reviews or lawsuits."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号：如实写明存在的主要问题", En: "国办公开办函〔2021〕30号 on naming problems"},
		Example: diag.Text{Zh: "行政诉讼结果纠正 2 件，第五部分只写“宣传不够”", En: "two lawsuits lost, and section five speaks of publicity only"},
	}},
	Text: func(s *Subject) {
		s.feesUnmentioned()
		s.denialsUnexplained()
	},
}

func (s *Subject) feesUnmentioned() {
	section := s.Section(6)
	if section == nil || s.Year < 2021 {
		return
	}
	text := section.Text()
	for _, word := range []string{"处理费", "收费", "费用"} {
		if strings.Contains(text, word) {
			return
		}
	}
	f := Finding{
		Rule:    "fees-unmentioned",
		Message: diag.Text{Zh: "第六部分没有写信息处理费的收取情况", En: "section six does not state the processing fees"},
		Hint:    diag.Text{Zh: "写明发出收费通知的件数、总金额和实际收取的总金额；没有的写没有", En: "state the notices, their sum and the sum collected, or that there were none"},
	}
	f.Pos, f.Width = s.At(section.Heading, 0, len(section.Heading.Text))
	if len(section.Passages) > 0 {
		first := section.Passages[0]
		f.Pos, f.Width = s.At(first, 0, len(first.Text))
	}
	for _, cell := range []string{"proactive.fees", "requests.other.unpaid.total"} {
		if c, ok := s.Cell(cell); ok {
			if n, isNumber := number(c); isNumber && n.Sign() > 0 {
				f.Cells = append(f.Cells, cell)
				f.Message.Zh += "，表里“" + s.Label(cell) + "”是 " + c.Text
				f.Message.En += ", and " + cell + " is " + c.Text
			}
		}
	}
	s.Add(f)
}

func (s *Subject) denialsUnexplained() {
	section := s.Section(5)
	if section == nil {
		return
	}
	var cells []string
	for _, cell := range []string{"disputes.reconsideration.corrected", "disputes.litigation_direct.corrected", "disputes.litigation_after.corrected"} {
		if c, ok := s.Cell(cell); ok {
			if n, isNumber := number(c); isNumber && n.Sign() > 0 {
				cells = append(cells, cell)
			}
		}
	}
	if len(cells) == 0 {
		return
	}
	text := section.Text()
	for _, word := range []string{"申请", "答复", "复议", "诉讼", "纠正", "败诉", "纠错"} {
		if strings.Contains(text, word) {
			return
		}
	}
	pos, width := s.At(section.Heading, 0, len(section.Heading.Text))
	s.Add(Finding{
		Rule: "denials-unexplained", Pos: pos, Width: width, Cells: cells,
		Message: diag.Textf("表四有结果纠正（%[1]s），第五部分没有提到依申请公开方面的问题", "table four has corrected outcomes (%[2]s), and section five names no problem with applications", s.cellLabels(cells), strings.Join(cells, ", ")),
		Hint:    diag.Text{Zh: "写明被纠正的原因和改进措施", En: "tell why, and what is done about it"},
	})
}
