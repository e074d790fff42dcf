package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var wrongYears = Unit{
	Rules: []Rule{{
		Name: "wrong-year", Severity: Error, Group: Dates,
		Title:   diag.Text{Zh: "标题、统计期限或报告自称的年份不对", En: "the report names another year as its own"},
		About:   diag.Text{Zh: "标题中的年份，正文中“统计期限自……至……”的年份，以及“现将……年政府信息公开工作情况报告如下”一类的自称，应为报告年度。统计期限应为 1 月 1 日至 12 月 31 日。书名号里的年份不算。", En: "The year in the title, in the period covered and where the report speaks of itself is the year reported on. The period is 1 January to 31 December. Years inside 《》 do not count."},
		Basis:   diag.Text{Zh: "年度报告所列数据的统计期限为报告年度 1 月 1 日至 12 月 31 日", En: "an annual report covers the calendar year"},
		Example: diag.Text{Zh: "2022 年度的报告写“统计期限为2021年1月1日至12月31日”", En: "a report for 2022 that covers 2021年1月1日至12月31日"},
	}, {
		Name: "majority-year", Severity: Warning, Group: Dates,
		Title:   diag.Text{Zh: "正文里出现最多的不是报告年度", En: "the text speaks mostly of another year"},
		About:   diag.Text{Zh: "正文中以某个别的年份起头的叙述（“2021年，我局……”）至少有两处，且多于报告年度的两倍：多半是抄用了别的年度的报告。“2021年以前”“比2021年”“2021年度报告”一类的提法不算，文件名称里的年份不算，下一年不算（打算里会写到）。", En: "At least two clauses begin with another year (2021年，我局…), and more than twice as many as with the year reported on: likely another year's report. Comparisons, names of documents and the year after do not count."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号：年度报告内容雷同的，依规处理", En: "国办公开办函〔2021〕30号 on copied reports"},
		Example: diag.Text{Zh: "2022 年度的报告里 “2021年，我局……”出现三次，2022年一次也没有", En: "a report for 2022 with 2021年，我局… three times and 2022年 never"},
	}},
	Text: checkWrongYears,
}

var (
	period = regexp.MustCompile(`^([0-9０-９]{1,2})月([0-9０-９]{1,2})日[起始]?(?:至|到|—+|－|-+|~|～|–)+(?:([0-9０-９]{4})年)?([0-9０-９]{1,2})月([0-9０-９]{1,2})日`)
	// itself is what follows the year where a report speaks of itself.
	itself = regexp.MustCompile(`^度?(?:本机关|我[局办委厅区县市镇乡]|本[局办委厅])?政府?务?信息(?:和政务)?公开(?:工作)?(?:年度)?(?:报告|情况|工作情况|总结|开展情况)`)
)

func checkWrongYears(s *Subject) {
	s.titleYear()
	counts := map[int]int{}
	var first yearMention
	var firstIn *markdown.Passage
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		for _, y := range yearMentions(p.Text) {
			if between(p.Text, y.start, "《", "》") {
				continue
			}
			s.ownYear(p, y)
			if !tells(p.Text, y) {
				continue
			}
			if counts[y.year]++; y.year != s.Year && (firstIn == nil || counts[y.year] > counts[first.year]) {
				first, firstIn = y, p
			}
		}
	}
	if n := counts[first.year]; firstIn != nil && n >= 2 && n > 2*counts[s.Year] && first.year != s.Year+1 {
		pos, width := s.At(firstIn, first.start, first.end)
		s.Add(Finding{
			Rule: "majority-year", Pos: pos, Width: width,
			Message: diag.Textf("正文中以“%[1]d年”起头的叙述有 %[2]d 处，以报告年度“%[3]d年”起头的有 %[4]d 处", "%[2]d clauses begin with the year %[1]d, and %[4]d with the year reported on, %[3]d", first.year, n, s.Year, counts[s.Year]),
			Hint:    diag.Text{Zh: "核对是不是抄用了别的年度的报告", En: "look whether the text is that of another year's report"},
		})
	}
}

// tells says that a clause begins with a year, to tell what happened in it: 2022年，
// 我局… It does not where the year belongs to something else: 2021年以前.
func tells(text string, y yearMention) bool {
	if before := tail(text[:y.start], 1); before != "" && !strings.Contains("。；，、：！？（(“\"　 ", before) {
		return false
	}
	return ownTime(text[y.end:])
}

// ownTime says that a year is a time by itself, not a part of what follows: 以前,
// 底, 度报告.
func ownTime(rest string) bool {
	for _, word := range []string{"以前", "之前", "以来", "底", "末", "初", "报告", "年报", "度报告", "度年报", "度政府信息公开工作年度报告", "同期", "起", "度的", "的"} {
		if strings.HasPrefix(rest, word) {
			return false
		}
	}
	return true
}

// titleYear holds the years of the title against that of the report.
func (s *Subject) titleYear() {
	all := yearMentions(s.Title)
	if len(all) == 0 || slices.ContainsFunc(all, func(y yearMention) bool { return y.year == s.Year }) {
		return
	}
	pos, width := s.KeyPos("title")
	s.Add(Finding{
		Rule: "wrong-year", Pos: pos, Width: width,
		Message: diag.Textf("标题写的是%[1]d年，报告年度是%[2]d年", "the title says %[1]d; the report is for %[2]d", all[0].year, s.Year),
		Hint:    diag.Text{Zh: "核对标题和 year", En: "compare the title with year"},
	})
}

// ownYear notes a year by which the report means itself and which is another.
func (s *Subject) ownYear(p *markdown.Passage, y yearMention) {
	rest := p.Text[y.end:]
	if m := period.FindStringSubmatch(head(rest, 30)); m != nil && !strings.Contains(tail(p.Text[:y.start], 8), "比") {
		s.period(p, y, m)
		return
	}
	if y.year == s.Year || p.Kind == markdown.TableCell {
		return
	}
	if !itself.MatchString(head(rest, 30)) {
		return
	}
	start, end := sentence(p.Text, y.start)
	around := p.Text[start:end]
	if !strings.Contains(around, "现将") && !strings.Contains(around, "现就") && !strings.Contains(around, "如下") && !strings.Contains(around, "本报告") && !strings.Contains(around, "特此") {
		return
	}
	pos, width := s.At(p, y.start, y.end)
	s.Add(Finding{
		Rule: "wrong-year", Pos: pos, Width: width,
		Message: diag.Textf("报告自称%[1]d年，报告年度是%[2]d年", "the report calls itself one for %[1]d; it is for %[2]d", y.year, s.Year),
		Hint:    diag.Textf("应写“%d年”", "want %d年", s.Year),
	})
}

// period holds a period against the year reported on. Only whole years, and what
// is said to be the period of the report, count.
func (s *Subject) period(p *markdown.Passage, y yearMention, m []string) {
	from, to := plainDigits(m[1])+"-"+plainDigits(m[2]), plainDigits(m[4])+"-"+plainDigits(m[5])
	start, end := sentence(p.Text, y.start)
	said := strings.Contains(p.Text[start:end], "统计") || strings.Contains(p.Text[start:end], "期限") || strings.Contains(p.Text[start:end], "所列数据")
	whole := from == "1-1" && to == "12-31" || from == "01-01" && to == "12-31"
	last := y.year
	if m[3] != "" {
		last, _ = strconv.Atoi(plainDigits(m[3]))
	}
	switch {
	case !said && !whole:
		return
	case y.year == s.Year && last == s.Year && whole:
		return
	}
	pos, width := s.At(p, y.start, y.end+len(m[0]))
	s.Add(Finding{
		Rule: "wrong-year", Pos: pos, Width: width,
		Message: diag.Textf("统计期限写的是“%[1]s”，应为%[2]d年1月1日至12月31日", "the period is %[1]q; want %[2]d年1月1日至12月31日", p.Text[y.start:y.end+len(m[0])], s.Year),
		Hint:    diag.Textf("应写“%[1]d年1月1日至%[1]d年12月31日”", "want %[1]d年1月1日至%[1]d年12月31日", s.Year),
	})
}
