package check

import (
	"regexp"
	"strconv"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
)

var publicationDates = Unit{
	Rules: []Rule{{
		Name: "publication-date", Severity: Error, Group: Dates,
		Title:   diag.Text{Zh: "发布日期、成文日期自相矛盾", En: "the days of publication and issue contradict"},
		About:   diag.Text{Zh: "报告不会在报告年度结束之前发布，也不会在成文之前发布。来源网址（source）里有日期的，与发布日期不符时提出存疑。", En: "A report does not come out before its year is over, nor before it is issued. Where the address in source holds a date, it is compared with the day of publication: a warning."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第四十九条：每年 1 月 31 日前公布上一年度的报告", En: "条例 art. 49: reports on a year are published in the next"},
		Example: diag.Text{Zh: "year = 2022，published = 2022-12-20", En: "year = 2022, published = 2022-12-20"},
	}, {
		Name: "late-publication", Severity: Warning, Group: Dates,
		Title:   diag.Text{Zh: "逾期发布", En: "published late"},
		About:   diag.Text{Zh: "部门的报告应在次年 1 月 31 日前发布，本级政府的报告应在 3 月 31 日前发布；2018 年度及以前都是 3 月 31 日。archive.toml 写了 deadline 的，2019 年度起按所写的日期。", En: "Departments publish by 31 January of the next year, whole governments by 31 March; up to the reports for 2018 it was 31 March for all. A deadline in archive.toml holds from 2019 on."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》（国务院令第711号）第四十九条；2018 年度及以前为国务院令第492号第三十一条", En: "条例 (国务院令第711号) art. 49; before 2019 国务院令第492号 art. 31"},
		Example: diag.Text{Zh: "区商务局 2022 年度报告 2023 年 2 月 10 日发布", En: "a department's report for 2022 published on 10 February 2023"},
	}, {
		Name: "impossible-date", Severity: Error, Group: Dates,
		Title:   diag.Text{Zh: "不存在的日期", En: "a date that does not exist"},
		About:   diag.Text{Zh: "正文里的月日不存在，如 2月30日、13月1日。", En: "A month and day in the text that no calendar has."},
		Basis:   diag.Text{Zh: "公历", En: "the calendar"},
		Example: diag.Text{Zh: "“2月30日召开会议”", En: "2月30日"},
	}},
	Text: func(s *Subject) {
		s.publication()
		s.impossibleDates()
	},
}

func (s *Subject) publication() {
	published := s.Published
	note := func(key, rule string, severity Severity, message, hint diag.Text) {
		pos, width := s.KeyPos(key)
		s.Add(Finding{Rule: rule, Severity: severity, Pos: pos, Width: width, Message: message, Hint: hint})
	}
	if !published.IsZero() && int(published.Year) <= s.Year {
		note("published", "publication-date", Error,
			diag.Textf("发布日期 %[1]s 在报告年度 %[2]d 年结束之前", "published on %[1]s, before the year reported on, %[2]d, was over", published, s.Year),
			diag.Textf("应是%d年的日期", "want a day of %d", s.Year+1))
	}
	if !published.IsZero() && published.Compare(s.Issued) < 0 {
		note("issued", "publication-date", Error,
			diag.Textf("成文日期 %[1]s 晚于发布日期 %[2]s", "issued on %[1]s, after it was published on %[2]s", s.Issued, published),
			diag.Text{Zh: "核对两个日期", En: "look at both dates"})
	}
	if due := archive.Deadline(s.Agency, s.Year); published.Compare(due) > 0 {
		note("published", "late-publication", Warning,
			diag.Textf("发布日期 %[1]s 晚于规定的 %[2]s", "published on %[1]s; due by %[2]s", published, due),
			diag.Text{Zh: "日期无误的，不用改；要说明原因的，写 [[waiver]]", En: "leave it if the date is right; give the reason in a [[waiver]]"})
	}
	if d, year, ok := addressDate(s.Source); ok && !published.IsZero() && (d != published && !d.IsZero() || year != int(published.Year)) {
		shown := strconv.Itoa(year)
		if !d.IsZero() {
			shown = d.String()
		}
		note("source", "publication-date", Warning,
			diag.Textf("来源网址里的日期是 %[1]s，发布日期写的是 %[2]s", "the address has the date %[1]s; published is %[2]s", shown, published),
			diag.Text{Zh: "核对网页上的发布日期", En: "look at the date on the page"})
	}
}

var (
	compactDate = regexp.MustCompile(`[/_t]((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?:[/_.]|$)`)
	partedDate  = regexp.MustCompile(`/((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/`)
	addressYear = regexp.MustCompile(`/art/((?:19|20)\d\d)/`)
)

// addressDate gives the date in the address of a page, as content systems write
// it: /20230112/, t20230112_1.html, /2023/1/12/; or only the year.
func addressDate(address string) (d date.Date, year int, ok bool) {
	if address == "" {
		return d, 0, false
	}
	m := compactDate.FindStringSubmatch(address)
	if m == nil {
		m = partedDate.FindStringSubmatch(address)
	}
	if m != nil {
		year, _ = strconv.Atoi(m[1])
		month, _ := strconv.Atoi(m[2])
		day, _ := strconv.Atoi(m[3])
		return date.Date{Year: int16(year), Month: uint8(month), Day: uint8(day)}, year, true
	}
	if m := addressYear.FindStringSubmatch(address); m != nil {
		year, _ = strconv.Atoi(m[1])
		return d, year, true
	}
	return d, 0, false
}

// monthDay is a day as it stands before 日: 2月30.
var monthDay = regexp.MustCompile(`([0-9０-９]{1,2})月([0-9０-９]{1,2})$`)

func (s *Subject) impossibleDates() {
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		for at := 0; ; {
			i := indexHan(p.Text[at:], "日")
			if i < 0 {
				break
			}
			end := at + i
			at = end + len("日")
			before := tail(p.Text[:end], 5)
			m := monthDay.FindStringSubmatch(before)
			if m == nil {
				continue
			}
			month, _ := strconv.Atoi(plainDigits(m[1]))
			day, _ := strconv.Atoi(plainDigits(m[2]))
			start := end - len(m[0])
			year := s.Year
			if y := yearMentions(p.Text[:start]); len(y) > 0 && y[len(y)-1].end == start {
				year = y[len(y)-1].year
			}
			if month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) {
				continue
			}
			pos, width := s.At(p, start, at)
			s.Add(Finding{
				Rule: "impossible-date", Pos: pos, Width: width,
				Message: diag.Textf("没有“%[1]s日”这一天", "there is no such day as %[1]s日", m[0]),
				Hint:    diag.Text{Zh: "对照原件核对日期", En: "compare the date with the original"},
			})
		}
	}
}

// daysOf gives the number of days of a month.
func daysOf(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && year%100 != 0 || year%400 == 0 {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
