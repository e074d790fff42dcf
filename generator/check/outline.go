package check

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var outline = Unit{
	Rules: []Rule{
		{
			Name: "section-missing", Severity: Error, Group: Form,
			Title:   diag.Text{Zh: "缺少规定的部分", En: "a section of the form is missing"},
			About:   diag.Text{Zh: "年报格式规定的各部分，每一部分都应有二级标题（##）。标题措辞不同的也认得出，如“因政府信息公开工作被申请行政复议、提起行政诉讼情况”“存在问题及改进措施”。没有规定部分的格式不查。", En: "Each section of the form has a heading of level 2 (##). Headings in other words are recognised. Formats without prescribed sections are not assessed."},
			Basis:   diag.Text{Zh: "年度报告格式规定的六个部分（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the six sections of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
			Example: diag.Text{Zh: "“三、……”之后就是“五、……”，没有“四、政府信息公开行政复议、行政诉讼情况”", En: "after section 三 comes section 五"},
		}, {
			Name: "section-order", Severity: Warning, Group: Form,
			Title:   diag.Text{Zh: "部分的顺序不对", En: "sections out of order"},
			About:   diag.Text{Zh: "规定的各部分应按格式的顺序排列。只指出换了位置的部分。", En: "The sections of the form come in its order. The section that has changed its place is named."},
			Basis:   diag.Text{Zh: "年度报告格式的顺序（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the order of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
			Example: diag.Text{Zh: "“六、其他需要报告的事项”排在“五、存在的主要问题及改进情况”之前", En: "section 六 before section 五"},
		}, {
			Name: "section-doubled", Severity: Error, Group: Form,
			Title:   diag.Text{Zh: "同一部分出现两次", En: "a section stands there twice"},
			About:   diag.Text{Zh: "格式规定的一个部分有两个二级标题。多半是标题粘贴错了，另一部分因此没有标题。", En: "Two headings of level 2 are for one section of the form. Likely a heading was pasted in the wrong place, and another section has none."},
			Basis:   diag.Text{Zh: "年度报告格式规定的六个部分（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the six sections of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
			Example: diag.Text{Zh: "两个“## 四、政府信息公开行政复议、行政诉讼情况”", En: "## 四、政府信息公开行政复议、行政诉讼情况 twice"},
		}, {
			Name: "section-extra", Severity: Notice, Group: Form,
			Title:   diag.Text{Zh: "格式以外的部分", En: "a section that the form does not have"},
			About:   diag.Text{Zh: "二级标题不是格式规定的部分。内容属于某一部分的，用三级标题（###）放进去；原文确实另设一部分的，保留。", En: "A heading of level 2 is none of the form's sections. Where it belongs to one of them, make it a heading of level 3; keep it where it was published so."},
			Basis:   diag.Text{Zh: "年度报告的内容依照格式，不宜增设（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "reports follow the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
			Example: diag.Text{Zh: "## 七、下一步工作打算", En: "## 七、下一步工作打算"},
		}, {
			Name: "section-title", Severity: Notice, Group: Form,
			Title:   diag.Text{Zh: "部分的标题差一个字", En: "a heading differs from the form by one character"},
			About:   diag.Text{Zh: "部分的标题与格式的只差一个字，像是笔误。整句换一种说法的不算，“和”“及”“的”“工作”“情况”之类的字不计。原文如此的保留。", En: "A section's heading differs from that of the form by one character, as by a slip. Headings in other words are not meant, nor 和, 及, 的, 工作, 情况 and the like. Keep it where the original has it."},
			Basis:   diag.Text{Zh: "年度报告格式规定的标题（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the headings of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
			Example: diag.Text{Zh: "四、政府信息公开行政法复议、行政诉讼情况", En: "四、政府信息公开行政法复议、行政诉讼情况"},
		},
	},
	Text: checkOutline,
}

// checkOutline holds the headings of level 2 against the sections of the form.
func checkOutline(s *Subject) {
	if len(s.Format.Sections) == 0 {
		return
	}
	first := make([]*Section, len(s.Format.Sections)) // where each stands
	for i := range s.Sections {
		sec := &s.Sections[i]
		switch {
		case sec.Heading == nil:
		case sec.Official < 0:
			s.extraSection(sec)
		case first[sec.Official] != nil:
			pos, width := s.atHeading(sec)
			s.Add(Finding{
				Rule: "section-doubled", Severity: Error, Pos: pos, Width: width,
				Message: diag.Textf("“%[1]s”出现两次，前一次在第 %[2]d 行", "%[1]s stands there twice, first in line %[2]d", s.Format.Sections[sec.Official], s.Prose.Pos(first[sec.Official].Heading, 0).Line),
				Hint:    diag.Text{Zh: "核对这里原来的标题；两处确是一个部分的，合并", En: "compare the heading with the original; join the two where they are one section"},
			})
		default:
			first[sec.Official] = sec
			s.miswritten(sec)
		}
	}
	s.missingSections(first)
	s.misplacedSections(first)
}

// atHeading gives the place of a section's heading, and of the beginning of the
// text where it has none.
func (s *Subject) atHeading(sec *Section) (diag.Pos, int) {
	if sec == nil || sec.Heading == nil {
		return diag.Pos{File: s.place, Line: max(1, s.Body.Line), Col: 1}, 0
	}
	return s.At(sec.Heading, 0, len(sec.Heading.Text))
}

func (s *Subject) extraSection(sec *Section) {
	if sec.Heading.Level == 1 || strings.TrimSpace(sec.Heading.Text) == "" {
		return // the title of the report, repeated
	}
	hint := diag.Text{Zh: "属于某一部分的内容，用三级标题（###）放进那一部分", En: "where it belongs to a section, make it a heading of level 3 (###) there"}
	if bareWords(sec.Title) == bareWords(s.Title) {
		hint = diag.Text{Zh: "标题已写在 title 中，正文不用再写", En: "the title stands in title; leave it out of the text"}
	}
	pos, width := s.atHeading(sec)
	s.Add(Finding{
		Rule: "section-extra", Severity: Notice, Pos: pos, Width: width,
		Message: diag.Textf("“%s”不是格式规定的部分", "%s is no section of the form", sec.Heading.Text), Hint: hint,
	})
}

// miswritten notes a heading that is that of the form but for one character.
func (s *Subject) miswritten(sec *Section) {
	const least = 4 // characters that tell the section from others
	form := s.Format.Sections[sec.Official]
	if sec.Heading.Text == form {
		return
	}
	_, name := cutNumber(form)
	own, mine := []rune(withoutFiller.Replace(name)), []rune(withoutFiller.Replace(sec.Title))
	if len(own) < least || edits(own, mine) != 1 {
		return
	}
	pos, width := s.atHeading(sec)
	s.Add(Finding{
		Rule: "section-title", Severity: Notice, Pos: pos, Width: width,
		Message: diag.Textf("标题“%[1]s”与格式的“%[2]s”差一个字", "the heading %[1]s differs by one character from that of the form, %[2]s", sec.Heading.Text, form),
		Hint:    diag.Text{Zh: "对照原文；原文如此的保留", En: "compare with the original; keep it where the original has it"},
	})
}

// missingSections notes the sections of the form that have no heading.
func (s *Subject) missingSections(first []*Section) {
	var missing []string
	for i, sec := range first {
		if sec == nil {
			missing = append(missing, s.Format.Sections[i])
		}
	}
	if len(missing) == len(first) {
		s.noSections(missing)
		return
	}
	for i, sec := range first {
		if sec != nil {
			continue
		}
		var next *Section
		for _, later := range first[i+1:] {
			if later != nil && next == nil {
				next = later
			}
		}
		pos, width := s.endOfText(next)
		hint := diag.Textf("补上“## %[1]s”；没有内容的也保留标题", "add ## %[1]s; a section without content keeps its heading", s.Format.Sections[i])
		if p := s.lostHeading(i); p != nil {
			pos, width = s.At(p, 0, len(p.Text))
			hint = diag.Text{Zh: "这一行像是它的标题，写成二级标题：行首加“## ”", En: "this line seems to be its heading: make it one of level 2, with ## before it"}
		}
		s.Add(Finding{
			Rule: "section-missing", Severity: Error, Pos: pos, Width: width,
			Message: diag.Textf("没有“%[1]s”这一部分的标题", "the heading of the section %[1]s is missing", s.Format.Sections[i]), Hint: hint,
		})
	}
}

// endOfText gives the place before a section; of none, the end of the text.
func (s *Subject) endOfText(next *Section) (diag.Pos, int) {
	if next != nil || len(s.Prose.Passages) == 0 {
		return s.atHeading(next)
	}
	p := &s.Prose.Passages[len(s.Prose.Passages)-1]
	_, size := utf8.DecodeLastRuneInString(p.Text)
	return s.At(p, len(p.Text)-size, len(p.Text))
}

// noSections notes a text that has not one section of the form.
func (s *Subject) noSections(missing []string) {
	f := Finding{
		Rule: "section-missing", Severity: Error,
		Message: diag.Textf("正文没有规定的 %[1]d 个部分：%[2]s", "the text has none of the %[1]d sections of the form: %[2]s", len(missing), strings.Join(missing, "；")),
		Hint:    diag.Text{Zh: "每一部分写一个二级标题，如“## 一、总体情况”", En: "give each section a heading of level 2, such as ## 一、总体情况"},
	}
	if len(s.Attachments) > 0 && len(s.Prose.Passages) < 3 {
		f.Hint = diag.Text{Zh: "正文似乎只在附件里；把文字录入正文，附件保留", En: "the text seems to be in an attachment only; put it into the report and keep the attachment"}
	}
	f.Pos, f.Width = s.atHeading(nil)
	s.Add(f)
}

// lostHeading finds the passage that is likely the heading of a section of the
// form, but is no heading of level 2.
func (s *Subject) lostHeading(number int) *markdown.Passage {
	const most = 120 // bytes of a heading
	_, name := cutNumber(s.Format.Sections[number])
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if len(p.Text) > most || p.Kind == markdown.TableCell || p.Kind == markdown.HeadingText && p.Level == 2 {
			continue
		}
		if _, title := cutNumber(p.Text); likeness(title, name) >= alike {
			return p
		}
	}
	return nil
}

// misplacedSections notes the sections that stand behind one that should follow
// them: the fewest whose moving would set the order right.
func (s *Subject) misplacedSections(first []*Section) {
	var order []*Section // as they stand
	for i := range s.Sections {
		if sec := &s.Sections[i]; sec.Official >= 0 && first[sec.Official] == sec {
			order = append(order, sec)
		}
	}
	kept := rising(order)
	for i, sec := range order {
		if kept[i] {
			continue
		}
		var beside *Section
		message := diag.Text{Zh: "“%[1]s”应在“%[2]s”之前", En: "%[1]s should stand before %[2]s"}
		for j := range order {
			switch {
			case !kept[j]:
			case j < i && order[j].Official > sec.Official && beside == nil:
				beside = order[j]
			case j > i && order[j].Official < sec.Official:
				beside, message = order[j], diag.Text{Zh: "“%[1]s”应在“%[2]s”之后", En: "%[1]s should stand after %[2]s"}
			}
		}
		if beside == nil {
			continue
		}
		pos, width := s.atHeading(sec)
		s.Add(Finding{
			Rule: "section-order", Severity: Warning, Pos: pos, Width: width,
			Message: diag.Textf(message.Zh, message.En, sec.Heading.Text, beside.Heading.Text),
			Hint:    diag.Textf("按格式的顺序排列：%[1]s", "keep the order of the form: %[1]s", strings.Join(s.Format.Sections, "；")),
		})
	}
}

// rising says which sections belong to the longest run that is in order.
func rising(order []*Section) []bool {
	kept := make([]bool, len(order))
	length, before := make([]int, len(order)), make([]int, len(order))
	last := -1
	for i, sec := range order {
		length[i], before[i] = 1, -1
		for j := range i {
			if order[j].Official < sec.Official && length[j] >= length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	for ; last >= 0; last = before[last] {
		kept[last] = true
	}
	return kept
}
