package check

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var majorityYear = Unit{
	Rules: []Rule{{
		Name: "majority-year", Severity: Warning, Group: Dates,
		Title: diag.Text{Zh: "全文说得最多的不是报告年度", En: "the text speaks mostly of another year"},
		About: diag.Text{
			Zh: "正文中出现最多的年份不是报告年度，而且至少是报告年度的两倍、不少于三次（报告年度一次也没有的，不少于两次）：多半整篇是另一年的报告。书名号和文号里的、用来比较的、法规公布修订的年份不计；“存在的主要问题及改进情况”里说下一年打算的不计。",
			En: "The year that the text names most is not the reporting year, and is named at least three times and twice as often (twice, where the reporting year is not named at all): likely the text is that of another year. Years in titles and document numbers, in comparisons and of laws do not count, nor next year's among the plans."},
		Basis:   diag.Text{Zh: "经验：误用了另一年度的文字", En: "experience: the text of another year was taken"},
		Example: diag.Text{Zh: "2022 年度的报告里，“2021年”出现 7 次，“2022年”出现 1 次", En: "in the report for 2022, 2021年 stands 7 times and 2022年 once"},
	}},
	Text: checkMajority,
}

// A yearCount is how often a text names a year, and where first.
type yearCount struct {
	year, count int
	passage     *markdown.Passage
	first       yearMention
}

// checkMajority counts the years that the text names.
func checkMajority(s *Subject) {
	var counts []yearCount
	prospects := s.prospectsOf()
	for _, spot := range s.spots() {
		if spot.topic != yearTopic || spot.passage.Kind == markdown.HeadingText {
			continue
		}
		text := spot.passage.Text
		at, year, ok := yearEndingAt(text[:spot.at])
		m := yearMention{at, spot.end, year}
		if !ok || year != s.Year && (year == s.Year+1 && prospects[spot.sequence] || quoted(text, at) || aside(text, m)) {
			continue
		}
		counts = tallyYear(counts, spot.passage, m)
	}
	var top yearCount
	own := 0
	for _, c := range counts {
		switch {
		case c.year == s.Year:
			own = c.count
		case c.count > top.count:
			top = c
		}
	}
	if top.count < 2 || own > 0 && top.count < 3 || top.count < 2*own {
		return
	}
	pos, width := s.At(top.passage, top.first.at, top.first.end)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "majority-year",
		Message: diag.Textf("正文里 %[1]d 年出现 %[2]d 次，报告年度 %[3]d 年只出现 %[4]d 次", "the text names %[1]d %[2]d times, and the reporting year %[3]d %[4]d times", top.year, top.count, s.Year, own),
		Hint:    diag.Text{Zh: "核对是否误用了另一年度的文字，或者 year 写错", En: "see whether the text is that of another year, or year is wrong"},
	})
}

// prospectsOf says of each passage that it stands among problems and plans.
func (s *Subject) prospectsOf() []bool {
	list := make([]bool, len(s.Prose.Passages))
	for i := range s.Sections {
		if sec := &s.Sections[i]; sec.prospects() {
			for k := range sec.Passages {
				list[sec.first+k] = true
			}
		}
	}
	return list
}

func tallyYear(counts []yearCount, p *markdown.Passage, m yearMention) []yearCount {
	for i := range counts {
		if counts[i].year == m.year {
			counts[i].count++
			return counts
		}
	}
	return append(counts, yearCount{m.year, 1, p, m})
}

// aside says that a year is one of comparison, of a law, or from which on
// something is so.
func aside(text string, m yearMention) bool {
	before := strings.TrimRight(text[:m.at], blanksInText)
	after := strings.TrimPrefix(text[m.end:], "度")
	if endsWithAny(before, "较", "比", "与", "自", "从", "上年", "相对", "和", "至", "到") ||
		beginsWithAny(after, "以来", "起", "以前", "之前", "相比", "同期", "增", "减", "下降", "上升", "发布的", "印发", "制定的", "修订", "公布") {
		return true
	}
	return hasAny(firstRunes(after, 24), "国务院令", "修订通过", "施行", "届满")
}
