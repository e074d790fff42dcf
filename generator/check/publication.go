package check

import (
	"strconv"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
)

var publication = Unit{
	Rules: []Rule{{
		Name: "publication-date", Severity: Error, Group: Dates,
		Title: diag.Text{Zh: "成文、发布日期不可能或互相矛盾", En: "dates of issue and publication are impossible or contradict each other"},
		About: diag.Text{
			Zh: "发布日期早于报告年度结束，或者早于成文日期，是错误；成文日期早于报告年度结束，网址里的日期与发布日期对不上，是警告。网页先建后发的，网址里的日期可以早几天；网址里只有年月的，只看年月。没有写的日期不查。",
			En: "Published before the reporting year ended, or before the day of issue: an error. Issued before the year ended, or an address whose date is not that of publication: a warning. An address may be a few days older than the page; of one with a year and month only those are compared. Dates that are not given are not assessed."},
		Basis:   diag.Text{Zh: "年度报告报上一年度的情况，在下一年公布（《政府信息公开条例》第四十九条）", En: "a report is about the year before (条例 art. 49)"},
		Example: diag.Text{Zh: "2022 年度的报告写 published = 2022-01-18；source 中是 t20260113，published 是 2026-01-29", En: "published = 2022-01-18 for 2022; t20260113 in source, and published 2026-01-29"},
	}, {
		Name: "late-publication", Severity: Warning, Group: Dates,
		Title:   diag.Text{Zh: "迟于期限公布", En: "published late"},
		About:   diag.Text{Zh: "发布日期在期限之后：部门 1 月 31 日，政府（汇总所属机关的报告）3 月 31 日；2018 年度及以前都是 3 月 31 日。没有写发布日期的不查。发布日期属实的，写 [[waiver]] 说明。", En: "The report came out after its deadline: 31 January for departments, 31 March for whole governments, and for all up to the report for 2018. Not assessed without a date of publication. Where the date is true, explain it in a [[waiver]]."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第四十九条；2018 年度及以前为修订前的条例第三十一条", En: "条例 art. 49; up to the report for 2018 art. 31 of the old 条例"},
		Example: diag.Text{Zh: "部门 2022 年度的报告 2023-02-20 发布", En: "a department's report for 2022 came out on 2023-02-20"},
	}},
	Text: checkPublication,
}

// checkPublication looks at the dates of the front matter.
func checkPublication(s *Subject) {
	begin := dayOf(s.Year+1, 1, 1)
	if d := s.Published; !d.IsZero() {
		due := archive.Deadline(s.Agency, s.Year)
		switch {
		case d.Compare(begin) < 0:
			s.dateFinding(Error, "published", diag.Textf("发布日期是 %[1]s，%[2]d 年还没有结束", "published on %[1]s, before %[2]d was over", d, s.Year))
		case d.Compare(due) > 0:
			pos, width := s.KeyPos("published")
			s.Add(Finding{
				Pos: pos, Width: width, Rule: "late-publication",
				Message: diag.Textf("%[1]s 发布，期限是 %[2]s", "published on %[1]s; the deadline was %[2]s", d, due),
				Hint:    diag.Text{Zh: "核对发布日期；属实的写 [[waiver]] 说明", En: "see whether the date is right; if it is, explain it in a [[waiver]]"},
			})
		}
		if s.Issued.Compare(d) > 0 {
			s.dateFinding(Error, "issued", diag.Textf("成文日期 %[1]s 晚于发布日期 %[2]s", "issued on %[1]s, after it was published on %[2]s", s.Issued, d))
		}
	}
	if !s.Issued.IsZero() && s.Issued.Compare(begin) < 0 {
		s.dateFinding(Warning, "issued", diag.Textf("成文日期是 %[1]s，%[2]d 年还没有结束", "issued on %[1]s, before %[2]d was over", s.Issued, s.Year))
	}
	s.addressDate()
}

func (s *Subject) dateFinding(severity Severity, key string, message diag.Text) {
	pos, width := s.KeyPos(key)
	s.Add(Finding{Pos: pos, Width: width, Rule: "publication-date", Severity: severity, Message: message, Hint: diag.Text{Zh: "对照原文核对日期和报告年度", En: "compare the dates and the reporting year with the original"}})
}

// Dates as addresses have them: /2026/1/13/, t20260113_, /202601/, art/2026/.
var (
	addressDay   = pattern(`(?:^|[^0-9])(20[0-9]{2})(?:([01][0-9])([0-3][0-9])|/([01][0-9])([0-3][0-9])|([-/_])([0-9]{1,2})[-/_]([0-9]{1,2}))(?:[^0-9]|$)`)
	addressMonth = pattern(`/(20[0-9]{2})(?:([01][0-9])|[-/]([01]?[0-9]))/`)
	addressYear  = pattern(`/art/(20[0-9]{2})/`)
)

// slack is how many days before its publication a page may have been made.
const slack = 5

// addressDate holds the date in the address of the first publication against the
// date of publication.
func (s *Subject) addressDate() {
	if s.Source == "" || s.Published.IsZero() {
		return
	}
	for _, m := range addressDay().FindAllStringSubmatchIndex(s.Source, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return s.Source[m[2*i]:m[2*i+1]]
		}
		year, month, day := digitsIn(group(1)), digitsIn(group(2)+group(4)+group(7)), digitsIn(group(3)+group(5)+group(8))
		if !realDay(year, month, day) {
			continue
		}
		if days := daysBetween(dayOf(year, month, day), s.Published); days < 0 || days > slack {
			s.addressFinding(s.Source[m[2]:max(m[5*2+1], m[3*2+1], m[8*2+1])], dayOf(year, month, day).String())
		}
		return
	}
	if m := addressMonth().FindStringSubmatch(s.Source); m != nil {
		year, month := digitsIn(m[1]), digitsIn(m[2]+m[3])
		if month >= 1 && month <= 12 {
			if months := (int(s.Published.Year)-year)*12 + int(s.Published.Month) - month; months < 0 || months > 1 {
				s.addressFinding(m[0][1:len(m[0])-1], strconv.Itoa(year)+"-"+strconv.Itoa(month))
			}
			return
		}
	}
	if m := addressYear().FindStringSubmatch(s.Source); m != nil && digitsIn(m[1]) != int(s.Published.Year) {
		s.addressFinding(m[1], m[1])
	}
}

func (s *Subject) addressFinding(part, when string) {
	pos, width := s.keyPart("source", part)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "publication-date", Severity: Warning,
		Message: diag.Textf("网址里的日期是 %[1]s，发布日期是 %[2]s", "the address has the date %[1]s, and the report was published on %[2]s", when, s.Published),
		Hint:    diag.Text{Zh: "对照原网页核对发布日期和网址", En: "compare the date and the address with the page"},
	})
}

// digitsIn reads a few digits; 0 for none.
func digitsIn(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

// daysBetween counts the days from one to another.
func daysBetween(from, to date.Date) int { return dayNumber(to) - dayNumber(from) }

// dayNumber counts days through the years, each from March to February.
func dayNumber(d date.Date) int {
	y, m := int(d.Year), int(d.Month)
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + int(d.Day)
}
