package check

import (
	"strings"

	"gongkai/generator/diag"
)

var corrected = Unit{
	Rules: []Rule{{
		Name: "denials-unexplained", Severity: Notice, Group: TextTable,
		Title:   diag.Text{Zh: "有结果纠正，第五部分没有提到", En: "decisions corrected, and section five does not say why"},
		About:   diag.Text{Zh: "表四行政复议或行政诉讼有结果纠正的，第五部分的问题和改进措施里应有回应。第五部分提到复议、诉讼、纠错、败诉、依申请公开或答复的，不报；第五部分空缺的由别的检查项指出。", En: "Where reviews or lawsuits ended with a correction, the problems in section five should speak of it. Not reported where section five speaks of reviews, lawsuits, applications or answers; an empty section five is reported elsewhere."},
		Basis:   diag.Text{Zh: "《中华人民共和国政府信息公开条例》第五十条：年报应有存在的主要问题及改进情况", En: "article 50 of the regulations on disclosure: a report states its main problems"},
		Example: diag.Text{Zh: "表四行政复议结果纠正 3，第五部分只讲队伍建设和政策解读", En: "3 reviews corrected; section five speaks of staff only"},
	}},
	Text: checkCorrected,
}

// correctedCells are the cells for decisions that did not stand.
var correctedCells = []string{"disputes.reconsideration.corrected", "disputes.litigation_direct.corrected", "disputes.litigation_after.corrected"}

// checkCorrected looks whether section five has a word for decisions that were
// corrected.
func checkCorrected(s *Subject) {
	var cells []string
	total := wholeNumber(0)
	for _, name := range correctedCells {
		c, _ := s.Cell(name)
		if n, ok := number(c); ok && n.Sign() > 0 {
			cells = append(cells, name)
			total = total.Add(n)
		}
	}
	five := s.Section(5)
	if len(cells) == 0 || five == nil || five.Heading == nil || saysNone(five) {
		return
	}
	for _, p := range five.Passages {
		for _, w := range []string{"复议", "诉讼", "纠错", "纠正", "败诉", "申请", "答复"} {
			if strings.Contains(p.Text, w) {
				return
			}
		}
	}
	f := Finding{
		Rule: "denials-unexplained", Severity: Notice, Cells: cells,
		Message: diag.Textf("行政复议、行政诉讼有 %s 件结果纠正，这一部分没有提到", "%s decisions were corrected in reviews or lawsuits, and this section does not speak of it", total),
		Hint:    diag.Text{Zh: "可以说明被纠正的原因和改进措施", En: "it may say why they were corrected and what is done about it"},
	}
	f.Pos, f.Width = s.At(five.Heading, 0, len(five.Heading.Text))
	s.Add(f)
}
