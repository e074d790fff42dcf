package check

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var impossibleDates = Unit{
	Rules: []Rule{{
		Name: "impossible-date", Severity: Error, Group: Dates,
		Title:   diag.Text{Zh: "没有这样的日期", En: "there is no such day"},
		About:   diag.Text{Zh: "正文和标题里的日期：月份不是 1 至 12，或者那个月没有那一天。全角、中文数字的日期也看；没有写年份的 2 月 29 日不算；“13个月”不是日期。原文如此的保留，写 [[waiver]] 说明。", En: "Dates in the text: a month beyond 12, or a day that the month does not have, also in full-width and Chinese digits. 29 February without a year is not meant. Where the original has it, keep it and explain it in a [[waiver]]."},
		Basis:   diag.Text{Zh: "历法", En: "the calendar"},
		Example: diag.Text{Zh: "2月30日；2022年13月；2023年2月29日", En: "2月30日; 2022年13月; 2023年2月29日"},
	}},
	Text: checkCalendar,
}

// checkCalendar looks for days that do not exist.
func checkCalendar(s *Subject) {
	for _, spot := range s.spots() {
		if spot.topic == monthTopic && spot.word == 0 {
			s.calendarDay(spot.passage, spot.at)
		}
	}
	for i := range s.Prose.Passages {
		s.numericDays(&s.Prose.Passages[i])
	}
}

// calendarDay looks at the date around a 月.
func (s *Subject) calendarDay(p *markdown.Passage, at int) {
	month, start, ok := numberBefore(p.Text[:at])
	if !ok || strings.HasSuffix(p.Text[:start], ".") || strings.HasSuffix(p.Text[:start], "第") {
		return
	}
	after := p.Text[at+len("月"):]
	day, end, hasDay := numberAfter(after)
	rest := strings.TrimLeft(after[end:], blanksInText)
	hasDay = hasDay && beginsWithAny(rest, "日", "号")
	year, to := 0, at+len("月")
	if before, ok := strings.CutSuffix(strings.TrimRight(p.Text[:start], blanksInText), "年"); ok {
		if yearAt, y, ok := yearEndingAt(before); ok {
			year, start = y, yearAt
		}
	}
	if hasDay {
		to += len(after) - len(rest) + len("日")
	}
	switch {
	case month < 1 && year == 0 && !hasDay:
		return
	case month >= 1 && month <= 12 && (!hasDay || day >= 1 && day <= daysIn(year, month)):
		return
	}
	s.noSuchDay(p, start, to)
}

// numericDay is a date in digits alone: 2022-02-30, 2022.2.30, 2022/2/30.
var numericDay = pattern(`^(20[0-9]{2})([-./])([0-9]{1,2})([-./])([0-9]{1,2})(?:[^0-9A-Za-z.\-/]|$)`)

// numericDays looks at the dates in digits alone. A month beyond 12 may be part of
// another number.
func (s *Subject) numericDays(p *markdown.Passage) {
	for from := 0; ; {
		at := strings.Index(p.Text[from:], "20")
		if at < 0 {
			return
		}
		at += from
		from = at + len("20")
		if len(p.Text) < at+len("2022-2-3") || !strings.ContainsRune("-./", rune(p.Text[at+len("2022")])) || at > 0 && partOfNumber(p.Text[at-1]) {
			continue
		}
		m := numericDay().FindStringSubmatchIndex(p.Text[at:])
		if m == nil {
			continue
		}
		group := func(i int) string { return p.Text[at+m[2*i] : at+m[2*i+1]] }
		year, month, day := digitsIn(group(1)), digitsIn(group(3)), digitsIn(group(5))
		if group(2) == group(4) && month >= 1 && month <= 12 && day <= 31 && !realDay(year, month, day) {
			s.noSuchDay(p, at, at+m[11])
		}
	}
}

// partOfNumber says that a byte before a number makes it part of another.
func partOfNumber(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '.' || c == '/'
}

func (s *Subject) noSuchDay(p *markdown.Passage, from, to int) {
	pos, width := s.At(p, from, to)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "impossible-date",
		Message: diag.Textf("没有“%s”这样的日期", "there is no such date as %q", p.Text[from:to]),
		Hint:    diag.Text{Zh: "对照原文核对", En: "compare with the original"},
	})
}
