package check

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var feesInWords = Unit{
	Rules: []Rule{
		{
			Name: "fees-unmentioned", Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "第六部分没有写信息处理费", En: "section six says nothing about information processing fees"},
			About:   diag.Text{Zh: "2021 年度起，“六、其他需要报告的事项”应写明发出收费通知的件数、总金额和实际收取的总金额，没有收取也要写。全文都没有提到信息处理费（收费、费用）的才报；没有第六部分的由别的检查项指出。", En: "From 2021 on section six states the fee notices sent, their sum and the sum collected, also when all are 0. It is reported when no part of the text speaks of such fees; that section six is missing is reported elsewhere."},
			Basis:   diag.Text{Zh: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；各地年报通行的写法", En: "国办函〔2020〕109号, and what nearly every report states"},
			Example: diag.Text{Zh: "“六、其他需要报告的事项”下面只写“无”", En: "section six is only 无"},
		},
		{
			Name: "fees-unexplained", Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "表中有收费，第六部分只写“无”", En: "fees in the tables, and section six is only 无"},
			About:   diag.Text{Zh: "表二的行政事业性收费大于 0，或者表三有申请人逾期未按收费通知缴费的，第六部分却只写“无”或空白。请写明收费情况。第六部分写了别的内容、没有收费两个字的，由 fees-unmentioned 指出。", En: "Table two has fees, or table three applications dropped because a fee was not paid, and section six is only 无 or blank. Say how fees were charged. Where it says other things and nothing of fees, see fees-unmentioned."},
			Basis:   diag.Text{Zh: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", En: "国办函〔2020〕109号"},
			Example: diag.Text{Zh: "表二行政事业性收费 12.5，第六部分写“无”", En: "fees of 12.5 in table two, 无 in section six"},
		},
	},
	Text: checkFees,
}

// checkFees looks for what section six says of fees. The form of 2021 is the first
// with money in table two: it came with the duty.
func checkFees(s *Subject) {
	six := s.Section(6)
	if _, ok := s.Cell("proactive.fees"); !ok || six == nil || six.Heading == nil {
		return
	}
	if s.speaksOfFees(six) {
		return
	}
	f := Finding{Rule: "fees-unmentioned", Severity: Warning}
	if none := saysNone(six); none {
		for _, name := range []string{"proactive.fees", "requests.other.unpaid.total"} {
			if c, _ := s.Cell(name); c.Text != "" {
				if n, ok := number(c); ok && n.Sign() > 0 {
					f.Rule = "fees-unexplained"
					f.Cells = append(f.Cells, name)
					f.Right = n.String()
				}
			}
		}
	}
	p := six.Heading
	for _, q := range six.Passages {
		if q.Kind != markdown.HeadingText && strings.TrimSpace(q.Text) != "" {
			p = q
			break
		}
	}
	f.Pos, f.Width = s.At(p, 0, len(p.Text))
	f.Message = diag.Text{Zh: "没有写信息处理费的收取情况", En: "says nothing about information processing fees"}
	if f.Rule == "fees-unexplained" {
		f.Left = "无"
		f.Message = diag.Textf("只写“无”，“%[1]s”却是 %[3]s", "says there is nothing to report, and %[2]s is %[3]s", s.Label(f.Cells[0]), f.Cells[0], f.Right)
	}
	f.Hint = diag.Text{Zh: "照原文核对；应写明发出收费通知的件数和总金额、实际收取的总金额，没有收取的写明为 0", En: "compare with the original; it should state the fee notices sent, their sum and what was collected, also when all are 0"}
	s.Add(f)
}

// speaksOfFees says that the text has a word for the fees for processing
// information: in section six any word for fees, elsewhere one that cannot mean
// other fees.
func (s *Subject) speaksOfFees(six *Section) bool {
	for _, p := range six.Passages {
		if strings.Contains(p.Text, "费") || strings.Contains(p.Text, "收取") {
			return true
		}
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		switch at := strings.Index(p.Text, "费"); {
		case at < 0 || p.Kind == markdown.HeadingText:
		case strings.Contains(p.Text[at-min(at, len("处理")):], "处理费"):
			return true
		case strings.Contains(p.Text, "申请") && (strings.Contains(p.Text, "收费") || strings.Contains(p.Text, "费用") || strings.Contains(p.Text, "成本费")):
			return true
		}
	}
	return false
}

// saysNone says that a section is empty or only says that there is nothing.
func saysNone(sec *Section) bool {
	for _, p := range sec.Passages {
		text := strings.Trim(p.Text, " \u3000。.；;、，,：:（）()")
		switch text {
		case "", "无", "没有", "暂无", "无其他需要报告的事项", "没有其他需要报告的事项", "无其他需报告的事项", "无其他事项", "暂无其他需要报告的事项", "无需要报告的事项", "无需报告事项", "本年度无其他需要报告的事项", "无其他报告事项", "无其他需要报告事项", "无其他情况":
		default:
			return false
		}
	}
	return true
}
