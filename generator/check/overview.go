package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var overview = Unit{
	Rules: []Rule{{
		Name: "overview-length", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "总体情况过长或过短", En: "the overview is too long or too short"},
		About:   diag.Text{Zh: "“总体情况”少于 200 字是警告，多于 1000 字只作提示：格式只要求突出重点、简明扼要，1000 字是一些地方的规定。空格、表格不计。", En: "An overview below 200 characters is a warning; one above 1000 only a notice: the form asks for brevity, the number is a local rule. Blanks and tables do not count."},
		Basis:   diag.Text{Zh: "总体情况应突出重点（国办公开办函〔2021〕30号）；原则上不超过 1000 字（武政办发〔2025〕54号，地方规定）", En: "国办公开办函〔2021〕30号; 1000 characters is a local rule, 武政办发〔2025〕54号"},
		Example: diag.Text{Zh: "总体情况只有一句话", En: "an overview of one sentence"},
	}, {
		Name: "overview-topics", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "总体情况缺少规定的内容", En: "the overview lacks topics"},
		About:   diag.Text{Zh: "2021 年度起，“总体情况”应写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。按各方面常用的词判断，措辞不同的也算；只在“主动公开、依申请公开、不予公开”之类的列举里提到申请，不算写了。正文不足 50 字的不查。", En: "From 2021 on the overview treats five topics: disclosure, applications, management of information, platforms, supervision. They are recognised by the words usual for each; a mere list like 主动公开、依申请公开、不予公开 does not treat applications. Overviews below 50 characters are not assessed."},
		Basis:   diag.Text{Zh: "年度报告格式对总体情况的要求（国办公开办函〔2021〕30号）", En: "what the form asks of the overview (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "总体情况没有写依申请公开、监督保障", En: "an overview without applications and supervision"},
	}, {
		Name: "overview-numbers", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "总体情况没有数据", En: "the overview has no number"},
		About:   diag.Text{Zh: "“总体情况”除年份、日期、文号和序号外没有一个数。应写公开条数、制发件数、培训次数等。“两次”“零件”之类的汉字数也算。正文不足 50 字的不查。", En: "The overview has no number but years, dates, document numbers and list marks. Numbers in words with a unit count too. Overviews below 50 characters are not assessed."},
		Basis:   diag.Text{Zh: "总体情况应以数据说明（武政办发〔2025〕54号，地方规定；各地年报的通例）", En: "overviews tell numbers: 武政办发〔2025〕54号, a local rule, and common practice"},
		Example: diag.Text{Zh: "通篇只有“2022年”一个数", En: "2022年 is the only number"},
	}, {
		Name: "preamble", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "引言写进了总体情况", En: "an introduction within the overview"},
		About:   diag.Text{Zh: "“现将……总结如下：”之类引出全文的话，应在“总体情况”的标题之前，不在它之内。原文如此的保留。", En: "A sentence that announces the whole report, like 现将…总结如下：, belongs before the heading of the overview. Keep it where it was published so."},
		Basis:   diag.Text{Zh: "引言在第一部分之前，是各地年报的通例", En: "introductions stand before the first section by common practice"},
		Example: diag.Text{Zh: "一、总体情况　……现将本局2022年政府信息公开工作总结如下：", En: "一、总体情况 … 现将本局2022年政府信息公开工作总结如下："},
	}, {
		Name: "government-topics", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "政府的年报缺少规定的内容", En: "a government's report lacks topics"},
		About:   diag.Text{Zh: "政府（kind = \"政府\" 或者写了 aggregates 的机关）的年报应写工作考核、社会评议和责任追究结果，写在哪一部分都可以。部门的年报不查。", En: "The report of a government (kind = \"政府\", or with aggregates) gives the results of assessment, public evaluation and accountability, in whichever section. Departments are not assessed."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》（国务院令第711号）第五十条；国办公开办函〔2021〕30号", En: "条例 (国务院令第711号) art. 50; 国办公开办函〔2021〕30号"},
		Example: diag.Text{Zh: "区人民政府的年报没有写社会评议", En: "the report of a district government without public evaluation"},
	}},
	Text: checkOverview,
}

// assessable is how many characters a section must have for its words to be judged.
const assessable = 50

// checkOverview judges the first section of the forms.
func checkOverview(s *Subject) {
	s.governmentTopics()
	sec := s.Section(formal(s.Format, "总体情况"))
	if sec == nil {
		return
	}
	passages := s.under(sec)
	length := characters(passages)
	s.overviewLength(sec, length)
	s.announcement(passages)
	if length < assessable {
		return
	}
	pos, width := s.atHeading(sec)
	if s.Year >= firstYearOfTopics {
		if zh, en := lackingTopics(passages); len(zh) > 0 {
			s.Add(Finding{
				Rule: "overview-topics", Severity: Warning, Pos: pos, Width: width,
				Message: diag.Textf("“%[3]s”没有写到：%[1]s", "%[3]s does not treat: %[2]s", strings.Join(zh, "、"), strings.Join(en, ", "), sec.Title),
				Hint:    diag.Text{Zh: "应写主动公开、依申请公开、政府信息管理、平台建设、监督保障五个方面；没有发生的也写明", En: "it treats disclosure, applications, management, platforms and supervision; say so where nothing happened"},
			})
		}
	}
	for _, p := range passages {
		if hasFigure(p.Text) {
			return
		}
	}
	s.Add(Finding{
		Rule: "overview-numbers", Severity: Warning, Pos: pos, Width: width,
		Message: diag.Textf("“%[1]s”除年份、日期外没有一个数", "%[1]s has no number but years and dates", sec.Title),
		Hint:    diag.Text{Zh: "写明公开条数、制发件数、申请件数、培训次数等", En: "tell how much was published, issued, applied for, taught"},
	})
}

// firstYearOfTopics is the first year whose form names the five topics.
const firstYearOfTopics = 2021

// under gives the passages of a section and those below headings like （一） that
// were made headings of the sections' level.
func (s *Subject) under(sec *Section) []*markdown.Passage {
	passages := sec.Passages
	for i := range s.Sections {
		if &s.Sections[i] != sec {
			continue
		}
		for _, next := range s.Sections[i+1:] {
			o, ok := ordinalOf(next.Heading.Text)
			if next.Official >= 0 || !ok || o.style != hanBracketOrdinal {
				break
			}
			passages = append(append(passages[:len(passages):len(passages)], next.Heading), next.Passages...)
		}
	}
	return passages
}

// characters counts the characters of passages, blanks and tables left out.
func characters(passages []*markdown.Passage) int {
	n := 0
	for _, p := range passages {
		if p.Kind == markdown.TableCell {
			continue
		}
		n += utf8.RuneCountInString(p.Text) - strings.Count(p.Text, " ") - strings.Count(p.Text, "\u3000")
	}
	return n
}

func (s *Subject) overviewLength(sec *Section, length int) {
	const least, most = 200, 1000
	f := Finding{Rule: "overview-length", Severity: Warning, Hint: diag.Text{Zh: "核对是否漏录；应写明五个方面的主要情况", En: "see whether text was lost; the five topics should be treated"}}
	switch {
	case length < least:
		f.Message = diag.Textf("“%[1]s”只有 %[2]d 字，少于 %[3]d 字", "%[1]s has %[2]d characters, less than %[3]d", sec.Title, length, least)
	case length > most:
		f.Severity = Notice
		f.Message = diag.Textf("“%[1]s”有 %[2]d 字，多于 %[3]d 字", "%[1]s has %[2]d characters, more than %[3]d", sec.Title, length, most)
		f.Hint = diag.Text{Zh: "宜突出重点；已经公布的不用改", En: "be brief; leave what has been published"}
	default:
		return
	}
	f.Pos, f.Width = s.atHeading(sec)
	s.Add(f)
}

// announcement notes a sentence that announces the whole report.
func (s *Subject) announcement(passages []*markdown.Passage) {
	for _, p := range passages {
		from := strings.Index(p.Text, "现将")
		if from < 0 {
			continue
		}
		end := strings.TrimRight(p.Text, " \u3000：:")
		last := end[max(0, strings.LastIndexAny(end, "。；")):]
		if !strings.Contains(last, "现将") || !mentionsAny(last, "报告如下", "总结如下", "汇报如下", "公布如下", "通报如下", "情况如下") || !strings.HasSuffix(end, "如下") {
			continue
		}
		f := Finding{
			Rule: "preamble", Severity: Notice,
			Message: diag.Textf("引出全文的话“%[1]s”写在第一部分之内", "the announcement %[1]s stands within the first section", p.Text[from:len(end)]),
			Hint:    diag.Text{Zh: "引言应在第一部分的标题之前；照原文保留的不用改", En: "introductions stand before its heading; leave it where it was published so"},
		}
		f.Pos, f.Width = s.At(p, from, len(end))
		s.Add(f)
		return
	}
}

// A treated is a topic with words that show that a text treats it.
type treated struct {
	zh, en string
	words  []string
}

var overviewTopics = []treated{
	{"主动公开", "disclosure", []string{"主动公开", "公开政府信息", "发布信息", "公开信息", "信息发布", "主动发布", "公开各类", "发布各类", "公开了", "发布政", "公开内容", "信息公开内容"}},
	{"依申请公开", "applications", []string{"公开申请", "申请人", "受理申请", "收到申请", "办理申请", "申请办理", "申请渠道", "申请答复", "申请件", "件申请", "零申请", "申请事项", "依申请答复", "申请受理", "提出申请", "提出的申请", "申请内容", "申请需求", "申请流程"}},
	{"政府信息管理", "management of information", []string{"信息管理", "审核", "审查", "审签", "先审", "三审", "目录", "清理", "更新", "归档", "动态调整", "属性", "源头", "管理制度", "保密", "文件库", "规范性文件"}},
	{"平台建设", "platforms", []string{"平台", "网站", "门户", "公众号", "新媒体", "微信", "微博", "专栏", "专区", "公报", "查阅点", "查阅场所", "客户端", "公开栏", "服务大厅"}},
	{"监督保障", "supervision", []string{"监督", "考核", "评议", "督查", "督导", "督促", "检查", "通报", "评估", "问责", "追责", "追究责任", "抽查", "巡查", "监测", "测评", "考评", "满意"}},
}

const applications = 1 // of overviewTopics

// lackingTopics gives the topics that passages do not treat.
func lackingTopics(passages []*markdown.Passage) (zh, en []string) {
	for i, topic := range overviewTopics {
		by := func(words []string) bool {
			for _, p := range passages {
				if mentionsAny(p.Text, words...) {
					return true
				}
			}
			return false
		}
		// The first word is the commonest by far.
		found := by(topic.words[:1])
		for _, p := range passages {
			found = found || i == applications && byApplication(p.Text)
		}
		if !found && !by(topic.words[1:]) {
			zh, en = append(zh, topic.zh), append(en, topic.en)
		}
	}
	return zh, en
}

// byApplication says that a text speaks of 依申请公开 otherwise than in a list of
// ways of disclosure.
func byApplication(text string) bool {
	const word = "依申请"
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		before := strings.TrimRight(text[:at+i], "“”\"、，和与及或以")
		if !strings.HasSuffix(before, "公开") || before == text[:at+i] {
			return true
		}
		at += i + len(word)
	}
}

// hasFigure says that a text has a number that tells how many: no year, date,
// document number or list mark.
func hasFigure(text string) bool {
	start := 0
	if o, ok := ordinalOf(text); ok {
		start = o.end
	}
	for i := start; i < len(text); {
		c := text[i]
		switch {
		case c >= '0' && c <= '9' || wideDigitAt(text, i):
			from := i
			for i < len(text) {
				r, size := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsDigit(r) && r != '.' && r != ',' {
					break
				}
				i += size
			}
			if tellsCount(text[:from], text[from:i], text[i:]) {
				return true
			}
		case c >= 0xE0:
			if countedBy(text[i:min(len(text), i+3)]) && countInWords(text[:i]) {
				return true
			}
			i += 3
		default:
			i++
		}
	}
	return false
}

// countedBy says that a character is a unit by which things are counted.
func countedBy(unit string) bool {
	switch unit {
	case "次", "件", "条", "期", "人", "场", "篇", "余":
		return true
	}
	return false
}

// tellsCount judges digits by what stands around them.
func tellsCount(before, digits, after string) bool {
	for _, unit := range []string{"年", "月", "日", "号", "届", "〕", "]", "】", "、", "）", ")", "-", "—", "－", "至"} {
		if strings.HasPrefix(strings.TrimLeft(after, " "), unit) {
			return false
		}
	}
	for _, sign := range []string{"〔", "[", "【", "第", "（", "(", "-", "—", "－"} {
		if strings.HasSuffix(strings.TrimRight(before, " "), sign) && !strings.HasPrefix(after, "件") && !strings.HasPrefix(after, "条") {
			return false
		}
	}
	// A year without its word: 2021—2025.
	return len(digits) != 4 || digits[:2] != "20" && digits[:2] != "19"
}

// countInWords says that a text ends with a number in words: 两, 三十, 零. 一 and
// 二 alone mostly count nothing: 一次性, 二次利用; and 第五十条 is a place.
func countInWords(before string) bool {
	rest := strings.TrimRight(before, "两零〇百千万几"+hanDigits)
	number := before[len(rest):]
	return number != "" && number != "一" && number != "二" && !strings.HasSuffix(rest, "第")
}

// governmentTopics holds the report of a government against what it must tell.
func (s *Subject) governmentTopics() {
	const first = 2019 // whose report the 条例 of 2019 governs
	if !s.Agency.WholeGovernment() || s.Year < first || len(s.Format.Sections) == 0 {
		return
	}
	results := []treated{
		{"工作考核", "assessment", []string{"考核", "考评", "绩效", "评估"}},
		{"社会评议", "public evaluation", []string{"评议", "测评", "第三方评估", "满意度"}},
		{"责任追究", "accountability", []string{"责任追究", "追究责任", "追责", "问责", "追究"}},
	}
	var zh, en []string
	for _, topic := range results {
		found := false
		for i := range s.Prose.Passages {
			if found = mentionsAny(s.Prose.Passages[i].Text, topic.words...); found {
				break
			}
		}
		if !found {
			zh, en = append(zh, topic.zh), append(en, topic.en)
		}
	}
	if len(zh) == 0 {
		return
	}
	f := Finding{
		Rule: "government-topics", Severity: Warning,
		Message: diag.Textf("政府的年报没有写%[1]s", "the report of a government does not tell: %[2]s", strings.Join(zh, "、"), strings.Join(en, ", ")),
		Hint:    diag.Text{Zh: "在“总体情况”的监督保障中写明结果，没有发生责任追究的也写明", En: "tell the results under supervision in the overview, also that nobody had to be held accountable"},
	}
	f.Pos, f.Width = s.atHeading(s.Section(formal(s.Format, "总体情况")))
	s.Add(f)
}
