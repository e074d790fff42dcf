package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var wrongYear = Unit{
	Rules: []Rule{{
		Name: "wrong-year", Severity: Error, Group: Dates,
		Title: diag.Text{Zh: "标题、开头或统计期限的年份不对", En: "wrong year in the title, the opening or the period"},
		About: diag.Text{
			Zh: "标题、正文开头说到本报告的话（“现将2022年政府信息公开工作……报告如下”“2022年度报告”）和开篇第一句的年份，应是报告年度；统计期限应是当年1月1日至12月31日。2019 年以前的报告、当年设立或撤销的机构，统计期限只要涉及报告年度即可。书名号里的、说明往年情况的年份不算。front matter 的 year 写错的，改 year；原文写错的保留，写 [[waiver]] 说明。",
			En: "The years of the title, of what the opening says about the report itself and of the first sentence are the reporting year; the period is 1 January to 31 December of it. Of reports before 2019 and of bodies founded or ended in the year, the period need only touch the year. Years in titles of documents and of earlier reports are not meant. Correct year in the front matter where that is wrong; where the original is, keep it and explain it in a [[waiver]]."},
		Basis:   diag.Text{Zh: "年度报告报上一年度的情况，统计期限为公历年度（《政府信息公开条例》第四十九条、第五十条）", En: "a report is about the year before, and its period is the calendar year (条例 art. 49, 50)"},
		Example: diag.Text{Zh: "2022 年度的报告写：“统计期限为2021年1月1日至12月31日”", En: "the report for 2022 says 统计期限为2021年1月1日至12月31日"},
	}},
	Text: checkOwnYear,
}

// checkOwnYear holds the years that a report gives itself against the one it has.
func checkOwnYear(s *Subject) {
	s.titleYear()
	opening := s.opening()
	for _, p := range opening {
		s.ownYears(p)
		s.firstYear(p)
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if p.Kind == markdown.HeadingText && p.Level == 1 {
			s.ownYears(p)
		}
	}
	s.periods()
}

// titleYear looks at the year in the title.
func (s *Subject) titleYear() {
	mentions := yearMentions(s.Title)
	if len(mentions) == 0 {
		mentions = bareYears(s.Title)
	}
	for _, m := range mentions {
		if m.year == s.Year {
			return
		}
	}
	if len(mentions) == 0 {
		return
	}
	m := mentions[0]
	pos, width := s.keyPart("title", s.Title[m.at:m.end])
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "wrong-year",
		Message: diag.Textf("标题写的是 %[1]d 年，这是 %[2]d 年度的报告", "the title says %[1]d, but this is the report for %[2]d", m.year, s.Year),
		Hint:    diag.Text{Zh: "标题对的，改 year；标题错的，对照原文改标题", En: "correct year where the title is right; else compare the title with the original"},
	})
}

var fourDigits = pattern(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// bareYears gives a year that stands without 年: 2021政府信息公开年度报告.
func bareYears(text string) []yearMention {
	m := fourDigits().FindStringSubmatchIndex(text)
	if m == nil {
		return nil
	}
	year, _ := strconv.Atoi(text[m[2]:m[3]])
	return []yearMention{{m[2], m[3], year}}
}

// opening gives the passages in which a report speaks of itself: those before the
// first section, and the first two of that section.
func (s *Subject) opening() []*markdown.Passage {
	var list []*markdown.Passage
	for i := range s.Sections {
		sec, count := &s.Sections[i], 0
		for _, p := range sec.Passages {
			if p.Kind != markdown.Paragraph {
				continue
			}
			list = append(list, p)
			if count++; sec.Heading != nil && sec.Level() == 2 && count == 2 {
				return list
			}
		}
		if sec.Heading != nil && sec.Level() == 2 && count > 0 {
			return list
		}
	}
	return list
}

// Level gives the level of the section's heading; 0 before the first heading.
func (sec *Section) Level() int {
	if sec.Heading == nil {
		return 0
	}
	return sec.Heading.Level
}

// ownYears looks at the years with which a passage speaks of the report itself.
func (s *Subject) ownYears(p *markdown.Passage) {
	for _, m := range yearMentions(p.Text) {
		if m.year == s.Year || quoted(p.Text, m.at) || !s.itself(p, m) {
			continue
		}
		pos, width := s.At(p, m.at, m.end)
		s.Add(Finding{
			Pos: pos, Width: width, Rule: "wrong-year",
			Message: diag.Textf("说的是本报告，写的却是 %[1]d 年，应为 %[2]d 年", "this speaks of the report itself and says %[1]d; want %[2]d", m.year, s.Year),
			Hint:    diag.Text{Zh: "多半是上一年报告的文字没有改；对照原文核对", En: "likely last year's text; compare with the original"},
		})
	}
}

// itself says that a year is that of the report which the passage announces.
func (s *Subject) itself(p *markdown.Passage, m yearMention) bool {
	from, to := sentenceAround(p.Text, m.at)
	before, after := p.Text[from:m.at], p.Text[m.end:to]
	if i := announced(before); i >= 0 {
		// 现将 … 2021年 … 如下: only the first year after 现将 is meant.
		return hasAny(after, "如下", "予以公布", "予以公开", "向社会公布", "公布于后") && len(yearMentions(before[i:])) == 0
	}
	if endsWithAny(strings.TrimRight(before, blanksInText+"（("), "上", "见", "与", "较", "比", "对照", "根据", "按照", "完成", "报送", "落实") {
		return false
	}
	if endsWithAny(before, "为", "是") && hasAny(before, "统计期", "统计时", "统计周期") && (after == "" || beginsWithAny(after, "度", "全年", "，")) {
		return true // 统计期限为2021年度
	}
	clause := after
	if i := strings.IndexAny(clause, "，,：:（("); i >= 0 {
		clause = clause[:i]
	}
	for _, name := range []string{"年度报告", "年报", "工作报告"} {
		i := strings.Index(clause, name)
		if i < 0 || utf8.RuneCountInString(clause[:i]) > 24 || !hasAny(clause[:i+len(name)], "信息公开", "政务公开", "年度报告", "年报") {
			continue
		}
		rest := clause[i+len(name):]
		alone := rest == "" && to == len(p.Text) && from == 0 // a title in the text
		return alone && !hasAny(before, "，", "见") ||
			!hasAny(rest, "格式", "编制", "通知", "有关事项", "模板", "要求", "中", "提出", "指出", "整改") &&
				hasAny(before+after, "本报告", "编制", "编写", "撰写", "形成", "公布", "发布", "现", "特", "如下")
	}
	return false
}

// announced gives the offset behind 现将; negative for none.
func announced(before string) int {
	for _, word := range []string{"现将", "现就", "兹将", "特将", "现对"} {
		if i := strings.LastIndex(before, word); i >= 0 {
			return i + len(word)
		}
	}
	return -1
}

// firstYear looks at the year with which a passage begins.
func (s *Subject) firstYear(p *markdown.Passage) {
	text := p.Text
	start := 0
	for _, prefix := range []string{"在", "过去的", "刚刚过去的", "回顾"} {
		if strings.HasPrefix(text[start:], prefix) {
			start += len(prefix)
		}
	}
	mentions := yearMentions(text)
	if len(mentions) == 0 || strings.TrimLeft(text[start:mentions[0].at], blanksInText) != "" {
		return
	}
	m := mentions[0]
	_, to := sentenceAround(text, m.at)
	after := strings.TrimPrefix(text[m.end:to], "度")
	for _, other := range mentions {
		if other.year == s.Year && other.at < to {
			return
		}
	}
	if m.year == s.Year || s.itself(p, m) || !beginsWithAny(after, "，", ",", "、", "我", "本", "全", "在", "里", "区", "县", "市", "镇", s.Agency.Name, s.Agency.DisplayShort()) || hasAny(after, "成立", "设立", "组建", "挂牌", "机构改革", "以来") {
		return
	}
	pos, width := s.At(p, m.at, m.end)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "wrong-year",
		Message: diag.Textf("正文以 %[1]d 年开头，这是 %[2]d 年度的报告", "the text begins with %[1]d, but this is the report for %[2]d", m.year, s.Year),
		Hint:    diag.Text{Zh: "多半是上一年报告的文字没有改；对照原文核对", En: "likely last year's text; compare with the original"},
	})
}

// periodForm is a period from day to day, or from month to month, in plainDates.
var periodForm = pattern(`(?:(\d{4})[年.\-/])?(\d{1,2})(?:月(?:(\d{1,2})[日号])?|[.\-/](\d{1,2})日?)(?:零时)?(?:起|开始)?[,，]?(?:至|到|—|–|-|－|~|～|―|─)+(?:(\d{4})[年.\-/]|当年|同年|本年)?(\d{1,2})(?:月(?:底|(\d{1,2})[日号])?|[.\-/](\d{1,2}))`)

// until is the last day up to which numbers are counted, in plainDates.
var until = pattern(`(?:截至|截止|截止到|截至到|截止至)(?:到|至)?(\d{4})年12月31日`)

// aboutPeriod are words by which a sentence tells the period of the report.
var aboutPeriod = []string{"统计期", "统计时", "统计周期", "统计范围", "统计区间", "统计口径", "数据统计", "统计数据", "所列数据", "数字统计", "统计数字", "所列数字", "列出的数据", "涉及的数据", "数据期限", "数据时限", "数据的", "数据时间", "数据截", "数字截", "数字的", "报告期", "时间范围", "报告期限", "报告时限", "期限为", "期限是", "期限自", "期限从", "时限为", "时限是", "时限自", "时限从", "所有数据", "各项数据"}

// periodWords are words one of which each of aboutPeriod has.
var periodWords = []string{"统计", "数据", "期限", "时限", "数字", "报告期", "时间范围"}

// beginsPeriod says that a text goes on from a month to the end of a period: 1日至.
func beginsPeriod(text string) bool {
	_, end, ok := numberAfter(text)
	return ok && beginsWithAny(text[end:], "日至", "日起", "日到", "日—", "日-", "日－", "号至", "号起", "号到")
}

// periods looks at the periods that the numbers of the report are for.
func (s *Subject) periods() {
	var last *markdown.Passage
	read := 0 // how much of that passage
	for _, spot := range s.spots() {
		if spot.topic != monthTopic || !s.touches(periodTopic, spot.sequence) {
			continue
		}
		p := spot.passage
		if spot.word == 0 {
			month, _, ok := numberBefore(p.Text[:spot.at])
			if !ok || month != 1 && month != 12 && !beginsPeriod(p.Text[spot.end:]) {
				continue
			}
		}
		if p == last && spot.at < read {
			continue
		}
		start, end := sentenceAround(p.Text, spot.at)
		last, read = p, end
		if sentence := p.Text[start:end]; hasAny(sentence, periodWords...) && hasAny(sentence, aboutPeriod...) && !hasAny(sentence, "同期", "相比", "有效期", "公示") {
			s.periodIn(p, start, end)
		}
	}
}

// periodIn looks at the period in a sentence.
func (s *Subject) periodIn(p *markdown.Passage, start, end int) {
	plain, places := plainDates(p.Text[start:end])
	number := func(m []int, group int) int {
		if m[2*group] < 0 {
			return 0
		}
		n, _ := strconv.Atoi(plain[m[2*group]:m[2*group+1]])
		return n
	}
	m := periodForm().FindStringSubmatchIndex(plain)
	if m != nil && !tellsPeriod(plain[:m[0]], plain[m[1]:]) {
		return
	}
	if m == nil {
		if m = until().FindStringSubmatchIndex(plain); m != nil && number(m, 1) != s.Year {
			s.periodFinding(p, start+places[m[2]], start+places[m[1]])
		}
		return
	}
	first := periodEnd{number(m, 1), number(m, 2), number(m, 3) + number(m, 4)}
	last := periodEnd{number(m, 5), number(m, 6), number(m, 7) + number(m, 8)}
	if first.year == 0 && last.year == 0 {
		first.year, last.year = s.Year, s.Year
	}
	if first.year == 0 {
		first.year = last.year
	}
	if last.year == 0 {
		last.year = first.year
	}
	if s.wholeYear(first, last) {
		return
	}
	s.periodFinding(p, start+places[m[0]], start+places[m[1]])
}

// tellsPeriod says that the words before or behind a period make it that of the
// report.
func tellsPeriod(before, after string) bool {
	for _, word := range aboutPeriod {
		if i := strings.LastIndex(before, word); i >= 0 && utf8.RuneCountInString(before[i:]) <= 30 {
			return true
		}
	}
	for _, word := range []string{"统计期", "统计数", "数据", "期间的统计"} {
		if i := strings.Index(after, word); i >= 0 && utf8.RuneCountInString(after[:i]) <= 5 && !strings.ContainsAny(after[:i], "，,") {
			return true
		}
	}
	return false
}

// A periodEnd is one end of a period; day is 0 where only the month is given.
type periodEnd struct{ year, month, day int }

// wholeYear says that a period is that of the report.
func (s *Subject) wholeYear(first, last periodEnd) bool {
	if s.Year < 2019 || s.Agency.Since == s.Year || s.Agency.Until == s.Year {
		return first.year <= s.Year && last.year >= s.Year
	}
	return first.year == s.Year && first.month == 1 && first.day <= 1 && last.year == s.Year && last.month == 12 && (last.day == 0 || last.day == 31)
}

func (s *Subject) periodFinding(p *markdown.Passage, from, to int) {
	pos, width := s.At(p, from, to)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "wrong-year",
		Message: diag.Textf("统计期限写的是“%[1]s”，应为%[2]d年1月1日至%[2]d年12月31日", "the period is %[1]q; want %[2]d年1月1日至%[2]d年12月31日", p.Text[from:to], s.Year),
		Hint:    diag.Text{Zh: "多半是上一年报告的文字没有改；对照原文核对", En: "likely last year's text; compare with the original"},
	})
}

// plainDates writes a text without white space and with its dates in ordinary
// digits, so that one pattern reads them. places gives where each byte of it
// stands in the text, and behind the last where the text ends.
func plainDates(text string) (plain string, places []int) {
	var b []byte
	put := func(s string, at int) {
		for range len(s) {
			places = append(places, at)
		}
		b = append(b, s...)
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case strings.ContainsRune(blanksInText, r):
		case r >= '０' && r <= '９':
			put(string(r-'０'+'0'), i)
		case digitOf(r) >= 0 && r > utf8.RuneSelf || r == '十':
			digits, length := hanDate(text[i:])
			put(digits, i)
			size = length
		default:
			put(text[i:i+size], i)
		}
		i += size
	}
	return string(b), append(places, len(text))
}

// hanDate reads the Chinese digits with which a text begins: as those of a date in
// ordinary ones where 年, 月, 日 or 号 follows, else as they stand.
func hanDate(text string) (digits string, length int) {
	for length < len(text) {
		r, size := utf8.DecodeRuneInString(text[length:])
		if digitOf(r) < 0 && r != '十' {
			break
		}
		if r != '十' {
			digits += strconv.Itoa(digitOf(r))
		}
		length += size
	}
	if !beginsWithAny(text[length:], "年", "月", "日", "号") {
		return text[:length], length
	}
	if strings.Contains(text[:length], "十") {
		n, ok := smallNumber(text[:length])
		if !ok {
			return text[:length], length
		}
		digits = strconv.Itoa(n)
	}
	return digits, length
}
