package check

import (
	"maps"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/format"
)

var labels = Unit{
	Rules: []Rule{{
		Name: "changed-label", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "表中栏目的文字与格式不同", En: "a label of a table is not that of the form"},
		About:   diag.Text{Zh: "[labels] 里照原文写的行名、栏名，文字与格式的不同。只有全角半角、括号、引号、空格和标点的差别不算，在格式的文字之后用括号加注的也不算。两行的名称因此相同的，是警告。原文如此的保留，不要改成格式的文字。", En: "A row or column label in [labels] has other words than the form. Differences of width, brackets, quotes, blanks and marks are not meant, nor a remark in brackets after the form's words. Where two rows get one label by it, it is a warning. Keep it where the original has it."},
		Basis:   diag.Text{Zh: "年度报告格式的表样（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the tables of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
		Example: diag.Text{Zh: "2.其他法律法规禁止公开（格式为“2.其他法律行政法规禁止公开”）", En: "2.其他法律法规禁止公开 for 2.其他法律行政法规禁止公开"},
	}, {
		Name: "note-missing", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "表中缺勾稽关系或者单位", En: "the note or the unit of a table is missing"},
		About:   diag.Text{Zh: "[labels] 里的表三左上角没有勾稽关系的说明，或者收费一栏没有“单位：万元”。没有写 [labels] 的，按格式印出，不查。", En: "[labels] gives a corner of table three without its identity, or the column of fees without its unit. Labels that are not given are printed as in the form."},
		Basis:   diag.Text{Zh: "年度报告格式的表样（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the tables of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
		Example: diag.Text{Zh: "\"proactive.fees.column\" = \"本年收费金额\"", En: "\"proactive.fees.column\" = \"本年收费金额\""},
	}},
	Text: checkLabels,
}

// sortedKeys gives the keys of a map in order.
func sortedKeys(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }

// A printed is a label of a table as the report and as the form has it.
type printed struct {
	key            string // requests.denied.law_forbidden
	group          string // the key of the group around it, or of the table
	form, report   string
	row, unchanged bool
}

// printedLabels gives the labels of the tables of a report, in the order of print.
func (s *Subject) printedLabels() []printed {
	var all []printed
	for _, t := range s.Format.Tables {
		for _, line := range t.Grid().Lines() {
			for _, c := range line {
				if c.Name == "" {
					continue
				}
				p := printed{key: t.ID + "." + c.Name, form: c.Text, report: c.Text, row: c.Kind == format.RowHead, unchanged: true}
				p.group = p.key[:strings.LastIndexByte(p.key, '.')]
				if own, ok := s.Labels[p.key]; ok {
					p.report, p.unchanged = own, false
				}
				all = append(all, p)
			}
		}
	}
	return all
}

// checkLabels holds the labels that a report gives against those of the form.
func checkLabels(s *Subject) {
	if len(s.Labels) == 0 {
		return
	}
	all := s.printedLabels()
	known := map[string]bool{} // tables laid out across print their columns again
	for _, p := range all {
		if p.unchanged || known[p.key] {
			continue
		}
		known[p.key] = true
		form, report := bareWords(p.form), bareWords(p.report)
		switch {
		case form == report || remarkOnly(form, report, p.report):
		case s.onlyInAnother(p.report) != nil: // wrong-format says so
		case s.lacksNote(p):
		default:
			s.labelFinding(p, form, report, all)
		}
	}
}

// remarkOnly says that a label has the form's words and a remark in brackets.
func remarkOnly(form, report, text string) bool {
	return strings.HasPrefix(report, form) && strings.HasSuffix(strings.TrimSpace(strings.ReplaceAll(text, ")", "）")), "）")
}

// lacksNote notes a label that has lost its note: the identity of table three, or
// a unit.
func (s *Subject) lacksNote(p printed) bool {
	var note string
	switch {
	case strings.Contains(p.form, "勾稽") && !mentionsAny(p.report, "勾稽", "钩稽", "第一项"):
		note = p.form
	case strings.Contains(p.form, "单位：") && !mentionsAny(p.report, "元", "单位"):
		note = p.form[strings.Index(p.form, "单位："):]
		note, _, _ = strings.Cut(note, "）")
	default:
		return strings.Contains(p.form, "勾稽") // in other words
	}
	f := Finding{
		Rule: "note-missing", Severity: Notice,
		Message: diag.Textf("“%[1]s”没有“%[2]s”", "%[1]s lacks %[2]s", p.report, note),
		Hint:    diag.Text{Zh: "对照原文；原文没有的保留", En: "compare with the original; keep it where the original lacks it too"},
	}
	f.Pos, f.Width = s.KeyPos("labels", p.key)
	s.Add(f)
	return true
}

func (s *Subject) labelFinding(p printed, form, report string, all []printed) {
	f := Finding{
		Rule: "changed-label", Severity: Notice,
		Message: diag.Textf("“%[1]s”在格式中是“%[2]s”%[3]s", "%[1]s is %[2]s in the form%[4]s", p.report, p.form, difference(form, report).Zh, difference(form, report).En),
		Hint:    diag.Text{Zh: "对照原文；原文如此的保留，照原文显示", En: "compare with the original; where it has these words, keep them"},
	}
	for _, q := range all {
		if p.row && q.row && q.key != p.key && q.group == p.group && withoutNumber(q.report) == withoutNumber(p.report) {
			f.Severity = Warning
			f.Message.Zh += "，与另一行“" + q.form + "”同名"
			f.Message.En += "; another row, " + q.form + ", has the same label"
			break
		}
	}
	f.Pos, f.Width = s.KeyPos("labels", p.key)
	s.Add(f)
}

// withoutNumber gives the bare words of a label after its number.
func withoutNumber(label string) string {
	_, words := cutNumber(label)
	return bareWords(words)
}

// difference says what words a label has lost or got, where it is one place.
func difference(form, report string) diag.Text {
	a, b := []rune(form), []rune(report)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	switch {
	case len(b) == 0:
		return diag.Textf("，少“%s”", " and lacks %s", string(a))
	case len(a) == 0:
		return diag.Textf("，多“%s”", " and has %s besides", string(b))
	}
	return diag.Text{}
}
