package check

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var templateRemains = Unit{
	Rules: []Rule{{
		Name: "template-remains", Severity: Error, Group: Copying,
		Title: diag.Text{Zh: "模板里的字没有改", En: "remains of a template"},
		About: diag.Text{
			Zh: "正文、标题、文号、索引号里有占位的“××”“XX局”“X月X日”、下划线，“（此处填写……）”“待补充”之类的填写提示，空着的“填报单位：”，程序留下的 null、undefined、NaN、&nbsp;、#REF!、{{…}}、lorem ipsum。隐去的姓名、号码（张××、138××××1234、案件里的××公司）不算。",
			En: "The text, the title, the document number or the index number has placeholders (××, XX局, X月X日), instructions for filling in, blank fields, or what programs leave: null, undefined, NaN, &nbsp;, #REF!, {{…}}, lorem ipsum. Names and numbers that were masked are not meant."},
		Basis:   diag.Text{Zh: "经验：公布前没有填完", En: "experience: published before it was filled in"},
		Example: diag.Text{Zh: "“现将XX局2022年……报告如下”；索引号 null02D/01A/D3C20190807", En: "现将XX局2022年…报告如下; the index number null02D/01A/D3C20190807"},
	}},
	Text: checkTemplate,
}

// A remain is a word with which remains of a template begin, and what makes it one.
type remain struct {
	word string
	is   func(before, after string) (length int, ok bool) // of what follows the word; nil: always
}

var remains = []remain{
	{"×", placeholder}, {"╳", placeholder}, {"X", placeholder}, {"Ｘ", placeholder}, {"x", placeholder}, {"ｘ", placeholder}, {"✕", placeholder}, {"*", placeholder},
	{"＿", line}, {"_", line},
	{"此处填写", nil}, {"此处填", nil}, {"请在此", nil}, {"在此填写", nil}, {"此处补充", nil}, {"此处插入", nil}, {"此处应填", nil}, {"此处输入", nil}, {"请输入", inBrackets}, {"点击输入", nil}, {"单击此处", nil}, {"点击此处输入", nil},
	{"（", instruction}, // and other brackets
	{"待补充", unlessNeed}, {"待填写", unlessNeed}, {"待填报", unlessNeed}, {"待录入", unlessNeed},
	{"填报单位", unfilledField}, {"填表单位", unfilledField}, {"填报人", unfilledField}, {"填表人", unfilledField}, {"填报日期", unfilledField}, {"填报时间", unfilledField}, {"制表人", unfilledField}, {"单位负责人", unfilledField},
	{"联系电话", missingValue}, {"联系地址", missingValue}, {"电子邮箱", missingValue}, {"邮政编码", missingValue}, {"联系人", missingValue},
	{"null", alone}, {"undefined", alone}, {"NaN", alone}, {"NULL", alone}, {"TODO", alone}, {"TBD", alone}, {"lorem", alone}, {"Lorem", alone}, {"ipsum", alone},
	{"#REF!", nil}, {"#N/A", nil}, {"#VALUE!", nil}, {"#DIV/0!", nil}, {"#NAME?", nil}, {"#NUM!", nil}, {"#NULL!", nil}, {"object Object", nil}, {"错误！未找到引用源", nil}, {"错误!未找到引用源", nil}, {"错误！未定义书签", nil},
	{"{{", nil}, {"}}", nil}, {"${", nil}, {"<%", nil}, {"&nbsp", nil},
	{"示例文字", nil}, {"示例文本", nil}, {"示例内容", nil}, {"样例文字", nil}, {"占位文字", nil}, {"占位符", nil}, {"测试文字", nil}, {"测试文本", nil}, {"测试内容", nil},
	{"红字部分", nil}, {"标红部分", nil}, {"红色字体", nil}, {"标黄部分", nil}, {"模板说明", nil},
	{"年", blankDate},
}

func remainWords() []string {
	words := make([]string, len(remains))
	for i, r := range remains {
		words[i] = r.word
	}
	return words
}

// inKeys finds them in values of the front matter.
var inKeys = sync.OnceValue(func() *lexicon { return newLexicon([][]string{remainWords()}) })

// counted are the words that follow a placeholder which was to be filled in.
var counted = []string{
	"局", "委", "办", "厅", "市", "县", "区", "镇", "乡", "街道", "单位", "部门", "机关", "政府", "年", "月", "日", "件", "条", "次", "个", "项", "场", "期", "篇", "万元", "元", "人次", "名", "余条", "余件", "%", "％", "份", "家", "省", "州", "旗", "科室", "中心", "工作", "平台", "网站", "公众号",
}

// placeholder judges crosses and asterisks.
func placeholder(before, after string) (int, bool) {
	before = strings.TrimRight(before, blanksInText)
	if endsInCross(before) {
		return 0, false // the first of them has been judged
	}
	count, length := 1, 0
	for length < len(after) {
		r, size := utf8.DecodeRuneInString(after[length:])
		if !isCross(r) {
			break
		}
		length += size
		count++
	}
	rest := strings.TrimLeft(after[length:], blanksInText)
	last, _ := utf8.DecodeLastRuneInString(before)
	year := strings.HasPrefix(rest, "年") && (endsWithAny(before, "20", "202", "201", "二〇", "二〇二", "２０"))
	switch {
	case year:
		return length + len("年"), true
	case last >= '0' && last <= '9' || last >= 'a' && last <= 'z' || last >= 'A' && last <= 'Z' || masks(before, rest):
		return 0, false
	case count == 1:
		// X月X日, ×件
		if beginsWithAny(rest, "年", "月", "日", "件", "条", "次") && !endsWithAny(before, "第") {
			return length + len("年"), true
		}
		return 0, false
	case beginsWithAny(rest, counted...):
		_, size := utf8.DecodeRuneInString(rest)
		return length + len(after[length:]) - len(rest) + size, true
	case endsWithAny(before, "：", ":") && (rest == "" || beginsWithAny(rest, "，", "。", "；", "）", ")", "、", "-", ",")):
		return length, true
	}
	return 0, false
}

// masks says that crosses hide a name: 张××, ××公司诉, ××村村民.
func masks(before, rest string) bool {
	sentence := before
	if i := strings.LastIndexAny(sentence, "。；"); i >= 0 {
		sentence = sentence[i:]
	}
	if hasAny(sentence, "诉", "原告", "当事人", "第三人", "某", "案", "申请人") || beginsWithAny(rest, "公司", "村", "路", "号", "诉", "先生", "女士", "同志") {
		return true
	}
	head := firstRunes(rest, 12)
	return hasAny(head, "诉", "一案", "纠纷", "案件", "起诉")
}

func isCross(r rune) bool {
	return r == '×' || r == '╳' || r == 'X' || r == 'Ｘ' || r == 'x' || r == 'ｘ' || r == '✕' || r == '*'
}

func endsInCross(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return isCross(r)
}

// line judges a line to be filled in: 收到申请____件.
func line(before, after string) (int, bool) {
	if endsWithAny(before, "_", "＿") {
		return 0, false
	}
	rest := strings.TrimLeft(after, "_＿")
	length := len(after) - len(rest)
	return length, length >= 2 && !beginsWithASCII(rest) && !endsInASCII(before)
}

func beginsWithASCII(text string) bool {
	return text != "" && (text[0] >= '0' && text[0] <= '9' || text[0] >= 'a' && text[0] <= 'z' || text[0] >= 'A' && text[0] <= 'Z')
}

func endsInASCII(text string) bool {
	return text != "" && beginsWithASCII(text[len(text)-1:])
}

// blankDate judges a 年 that may begin a date which was not filled in: 年  月  日.
func blankDate(before, after string) (int, bool) {
	rest := strings.TrimLeft(after, blanksInText)
	if rest == after || !strings.HasPrefix(rest, "月") || endsInASCII(before) {
		return 0, false
	}
	rest = strings.TrimPrefix(rest, "月")
	day := strings.TrimLeft(rest, blanksInText)
	return len(after) - len(day) + len("日"), day != rest && strings.HasPrefix(day, "日")
}

// toFill is what instructions in brackets begin with.
var toFill = pattern(`^(?:(?:此处|请|在此|需|可|应|根据实际(?:情况)?|结合实际(?:情况)?|据实|如实|按实际(?:情况)?|自行)(?:填写|填报|补充|填入|插入|删除|修改|输入|替换|选填)|填写|填入|待定|待填|待补|略写|以下(?:简要)?填写|单位名称|机关名称|单位全称|部门名称|填报单位|此处|(?:示例|样例|样本|范例|模板|模版)[）】\])])`)

// instruction judges a bracket that may hold one, or nothing at all: （  ）件.
func instruction(_, after string) (int, bool) {
	rest := strings.TrimLeft(after, blanksInText)
	close, _ := utf8.DecodeRuneInString(rest)
	if foldBracket(close) == '〕' {
		more := rest[utf8.RuneLen(close):]
		return len(after) - len(more), beginsWithAny(strings.TrimLeft(more, blanksInText), counted...)
	}
	if first, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("此请在需可应根结据如按自填待略以单机部示样范模", first) && toFill().MatchString(rest) {
		end := strings.IndexAny(rest, "）】])")
		if end < 0 || utf8.RuneCountInString(rest[:end]) > 40 {
			return 0, false
		}
		_, size := utf8.DecodeRuneInString(rest[end:])
		return len(after) - len(rest) + end + size, true
	}
	return 0, false
}

// inBrackets accepts a word right behind a bracket.
func inBrackets(before, _ string) (int, bool) {
	return 0, endsWithAny(before, "（", "(", "【", "[")
}

// unlessNeed accepts a word unless it says that something is to be improved:
// 有待补充.
func unlessNeed(before, _ string) (int, bool) {
	return 0, !endsWithAny(before, "有", "亟", "尚", "还", "需", "仍", "等")
}

// unfilledField accepts the name of a field with nothing behind its colon.
func unfilledField(_, after string) (int, bool) {
	after, colon := cutColon(after)
	if !colon {
		return 0, false
	}
	rest := strings.TrimLeft(after, blanksInText+"_＿")
	return 0, rest == "" || beginsWithAny(rest, "填", "制表", "审核", "联系", "单位负责", "日期", "\n")
}

// missingValue accepts the name of a field in a sentence that goes on without its
// value: 联系电话：，
func missingValue(_, after string) (int, bool) {
	after, colon := cutColon(after)
	rest := strings.TrimLeft(after, blanksInText+"_＿")
	return 0, colon && beginsWithAny(rest, "，", "。", "；", "）", ")", "、")
}

func cutColon(text string) (string, bool) {
	text = strings.TrimLeft(text, blanksInText)
	for _, colon := range []string{"：", ":"} {
		if rest, ok := strings.CutPrefix(text, colon); ok {
			return rest, true
		}
	}
	return text, false
}

// alone accepts a word that is not part of a longer one.
func alone(before, after string) (int, bool) {
	letters := func(c byte) bool {
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.' || c == '/' || c == '-'
	}
	if before != "" && letters(before[len(before)-1]) && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, "-") {
		return 0, false
	}
	return 0, after == "" || after[0] == '/' || after[0] == '-' || !letters(after[0])
}

// checkTemplate looks for what a template or a program has left.
func checkTemplate(s *Subject) {
	var last *markdown.Passage
	end := 0 // of the last remain in that passage
	for _, spot := range s.spots() {
		p := spot.passage
		if spot.topic != templateTopic || p.Kind == markdown.Code || p == last && spot.at < end {
			continue
		}
		if to, ok := remainAt(p.Text, int(spot.word), spot.at, spot.end); ok {
			last, end = p, to
			pos, width := s.At(p, spot.at, to)
			s.remainFinding(pos, width, p.Text[spot.at:to])
		}
	}
	s.entities()
	for _, v := range [...]struct{ key, value string }{{"title", s.Title}, {"document_number", s.DocumentNumber}, {"index_number", s.IndexNumber}} {
		s.remainInKey(v.key, v.value)
	}
}

// remainAt says that a word in a text is a remain, and where that ends.
func remainAt(text string, word, at, end int) (int, bool) {
	is := remains[word].is
	if is == nil {
		return end, true
	}
	length, ok := is(text[:at], text[end:])
	return end + length, ok
}

func (s *Subject) remainFinding(pos diag.Pos, width int, what string) {
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "template-remains",
		Message: diag.Textf("“%s”是模板或程序留下的，没有改成实际内容", "%q was left by a template or a program", strings.TrimSpace(what)),
		Hint:    diag.Text{Zh: "对照原文补全；原文如此的，写 [[waiver]] 说明", En: "fill it in after the original; where the original has it, explain it in a [[waiver]]"},
	})
}

// entities looks for references to blanks: readers see a blank, but somebody has
// pasted the source of a page.
func (s *Subject) entities() {
	body := s.File[min(s.Body.Start, len(s.File)):min(s.Body.End, len(s.File))]
	at := bytes.Index(body, []byte("&nbsp;"))
	if at < 0 {
		return
	}
	start := bytes.LastIndexByte(body[:at], '\n') + 1
	pos := diag.Pos{File: s.place, Line: s.Body.Line + bytes.Count(body[:at], []byte("\n")), Col: 1 + utf8.RuneCount(body[start:at])}
	s.remainFinding(pos, len("&nbsp;"), "&nbsp;")
}

// unnumbered is a document number whose number is not there yet.
var unnumbered = pattern(`[〔\[［（(]\s*\d{4}\s*[〕\]］）)]\s*(?:第\s*)?号|[〔\[［（(]\s*[〕\]］）)]`)

// draftTitle is what the title of a draft ends in.
var draftTitle = pattern(`[（(【\[]?(?:` + strings.Join(draftWords, "|") + `)[）)】\]]?$`)

var draftWords = []string{"模板", "模版", "样稿", "范本", "草稿", "初稿", "送审稿", "审核稿", "征求意见稿", "修改稿", "定稿", "最终版", "空白"}

// remainInKey looks at a value of the front matter.
func (s *Subject) remainInKey(key, value string) {
	found := false
	note := func(from, to int) {
		if !found {
			found = true
			pos, width := s.keyPart(key, value[from:to])
			s.remainFinding(pos, width, value[from:to])
		}
	}
	inKeys().each(value, func(w *watched, at, end int) {
		if to, ok := remainAt(value, int(w.word), at, end); ok {
			note(at, to)
		}
	})
	unfinished := draftTitle
	switch {
	case value == "" || key == "title" && !hasAny(value, draftWords...):
		return
	case key == "document_number":
		unfinished = unnumbered
		if at := strings.IndexAny(value, "×Ｘ"); at >= 0 {
			note(at, at+len(string([]rune(value[at:])[:1])))
		}
	case key == "index_number":
		return
	}
	if m := unfinished().FindStringIndex(value); m != nil {
		note(m[0], m[1])
	}
}
