package check

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

var remains = Unit{
	Rules: []Rule{{
		Name: "template-remains", Severity: Error, Group: Copying,
		Title:   diag.Text{Zh: "模板文字没有改掉", En: "words of a template were left in"},
		About:   diag.Text{Zh: "标题、文号、索引号或正文里有“××局”“（此处填写……）”“待补充”“null”“&nbsp;”一类的占位文字。隐去姓名、号码的“张××”“138××××0000”不算。", En: "The title, the numbers or the text hold placeholders such as ××局, （此处填写…）, 待补充, null, &nbsp;. Masked names and numbers do not count."},
		Basis:   diag.Text{Zh: "已公布的报告和目录中屡见，如索引号 null02D/01A/D3C20190807", En: "seen in published reports and catalogues, such as the index number null02D/01A/D3C20190807"},
		Example: diag.Text{Zh: "“全年公开政府信息××条”", En: "全年公开政府信息××条"},
	}, {
		Name: "repeated-passage", Severity: Notice, Group: Copying,
		Title:   diag.Text{Zh: "同一句话出现两次", En: "a sentence stands twice"},
		About:   diag.Text{Zh: "一份报告里，二十字以上的一句话逐字出现两次。", En: "A sentence of twenty characters or more stands twice in one report, word for word."},
		Basis:   diag.Text{Zh: "写作常识；多为粘贴时重复", En: "usually pasted twice"},
		Example: diag.Text{Zh: "第一、第五部分各有一句“进一步提高信息公开人员的业务水平和服务意识。”", En: "the same sentence in sections one and five"},
	}, {
		Name: "generic-text", Severity: Warning, Group: Copying,
		Title:   diag.Text{Zh: "总体情况没有写到本机关", En: "section one does not speak of the agency"},
		About:   diag.Text{Zh: "第一部分没有本机关的名称、“我局”一类的自称和任何数字，却写“部分地区”“多数部门”“各级政府部门”：多半是从别处抄来的。", En: "Section one has neither the agency's name, nor a word for itself, nor a number, but speaks of 部分地区, 多数部门, 各级政府部门: likely copied from elsewhere."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号：对内容雷同、敷衍塞责的，依规处理", En: "国办公开办函〔2021〕30号 on copied and careless reports"},
		Example: diag.Text{Zh: "“多数部门能在规定时限内公开，部分地区还……”", En: "多数部门能在规定时限内公开，部分地区还…"},
	}},
	Text: func(s *Subject) {
		s.templateRemains()
		s.repeatedPassages()
		s.genericText()
	},
}

// placeholders are words that no finished report has.
var placeholders = newFinder([]string{
	"××", "XX", "xx", "Xx", "ＸＸ", "ｘｘ", "╳╳", "某某", "此处填", "此处写", "此处应填", "请填写", "在此填", "在此处填", "待补充", "待填", "待完善内容", "填报单位：", "（空）",
	"null", "NULL", "undefined", "NaN", "&nbsp;", "&lt;", "&gt;", "&amp;", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "{{", "}}", "lorem ipsum", "Lorem ipsum", "TODO", "【待", "［待", "[待",
})

// nouns are what a placeholder stands before: ××局, XX年, xx件.
var nouns = []string{"局", "委", "办", "厅", "部", "市", "县", "区", "镇", "乡", "街道", "省", "州", "盟", "旗", "单位", "机关", "中心", "年", "月", "日", "件", "条", "次", "份", "个", "人", "万", "元", "%", "％", "余", "篇", "期", "场", "项", "号", "科", "股", "同志"}

func (s *Subject) templateRemains() {
	note := func(pos diag.Pos, width int, word string) {
		s.Add(Finding{
			Rule: "template-remains", Pos: pos, Width: width,
			Message: diag.Textf("有占位文字“%s”", "the placeholder %q was left in", word),
			Hint:    diag.Text{Zh: "填写实际内容，或删除", En: "write what belongs there, or delete it"},
		})
	}
	for _, field := range []struct{ key, text string }{{"title", s.Title}, {"document_number", s.DocumentNumber}, {"index_number", s.IndexNumber}} {
		if at, word := placeholder(field.text); at >= 0 {
			pos, width := s.KeyPos(field.key)
			note(pos, width, word)
		}
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if at, word := placeholder(p.Text); at >= 0 {
			pos, width := s.At(p, at, at+len(word))
			note(pos, width, word)
		}
	}
}

// placeholder finds the first placeholder of a text; at is negative for none.
func placeholder(text string) (at int, word string) {
	at = -1
	placeholders.find(text, func(i, where int) {
		if at < 0 && isPlaceholder(text, where, placeholders.words[i]) {
			at, word = where, placeholders.words[i]
		}
	})
	return at, word
}

// isPlaceholder looks at what stands around: crosses may also mask a name or a
// number, and letters may be part of a word.
func isPlaceholder(text string, at int, word string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	rest := text[at+len(word):]
	after, _ := utf8.DecodeRuneInString(rest)
	switch word {
	case "null", "NULL", "NaN", "undefined", "TODO":
		// null02D is a number made of nothing; nullified is a word.
		return !isLatin(before) && !isLatin(after)
	case "填报单位：":
		return strings.TrimSpace(rest) == ""
	case "××", "XX", "xx", "Xx", "ＸＸ", "ｘｘ", "╳╳", "某某":
		rest = strings.TrimLeft(rest, "×XxＸｘ╳某")
		after, _ = utf8.DecodeRuneInString(rest)
		if _, digit := digitOf(before); digit && before < 0x3000 {
			return false // 138××××0000
		}
		if _, digit := digitOf(after); digit && after < 0x3000 {
			return false
		}
		if isLatin(before) || isLatin(after) {
			return false // a word, a model number
		}
		for _, noun := range nouns {
			if strings.HasPrefix(rest, noun) {
				return true
			}
		}
		return false
	}
	return true
}

func isLatin(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// repeatedPassages notes sentences that stand twice.
func (s *Subject) repeatedPassages() {
	const least = 20
	first := map[string]sentencePlace{}
	told := map[string]bool{}
	for i := range s.Sections {
		for _, p := range sentencesOf(s.Sections[i].Passages) {
			text := strings.TrimSpace(p.text())
			if len(text) < least*2 || utf8.RuneCountInString(text) < least {
				continue
			}
			if _, again := first[text]; !again {
				first[text] = p
				continue
			}
			if told[text] {
				continue
			}
			told[text] = true
			pos, width := s.At(p.passage, p.start, p.end)
			there, _ := s.At(first[text].passage, first[text].start, first[text].end)
			s.Add(Finding{
				Rule: "repeated-passage", Pos: pos, Width: width,
				Message: diag.Textf("这句话在第 %[1]d 行已有：“%[2]s”", "the sentence stands on line %[1]d already: %[2]q", there.Line, head(text, 30)+"…"),
				Hint:    diag.Text{Zh: "删除其中一处，或改写", En: "delete one of the two, or write it anew"},
			})
		}
	}
}

// generalities are words of one who speaks of many.
var generalities = []string{"部分地区", "一些地区", "多数部门", "有的地区", "各级政府部门", "部分单位和部门", "一些部门和单位", "大部分地区"}

// itselfWords are words by which an agency speaks of itself.
var itselfWords = []string{"我局", "本局", "我委", "本委", "我办", "本办", "我厅", "我区", "我县", "我市", "我镇", "我乡", "我街道", "本街道", "我中心", "我院", "我校", "本机关", "本单位", "我单位", "本级政府", "我们局", "我省", "我队", "我站", "我所", "我处"}

func (s *Subject) genericText() {
	section := s.Section(1)
	if section == nil {
		return
	}
	text := section.Text()
	for _, word := range append(s.names(), itselfWords...) {
		if strings.Contains(text, word) {
			return
		}
	}
	if strings.ContainsAny(text, "0123456789０１２３４５６７８９") {
		return
	}
	for _, p := range section.Passages {
		for _, word := range generalities {
			if at := strings.Index(p.Text, word); at >= 0 {
				pos, width := s.At(p, at, at+len(word))
				s.Add(Finding{
					Rule: "generic-text", Pos: pos, Width: width,
					Message: diag.Textf("第一部分没有写到本机关，却说“%s”", "section one does not speak of the agency, but of %s", word),
					Hint:    diag.Text{Zh: "写本机关当年做了什么，有哪些数字", En: "tell what this agency did in the year, with numbers"},
				})
				return
			}
		}
	}
}
