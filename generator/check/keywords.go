package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

var keywordNoise = Unit{
	Rules: []Rule{{
		Name: "keyword-noise", Severity: Notice, Group: Catalogue,
		Title: diag.Text{Zh: "主题词没有检索价值", En: "keywords that find nothing"},
		About: diag.Text{
			Zh: "主题词（keywords）是标题切分出来的碎词（“信息”“公开”“工作”“政府”两个以上单列，或者“的”“以及”），只有一个字，几个词写在一条里，互相重复（只差“工作”“情况”“年度”的也算），或者与标题相同。没有写主题词的不查。改写成读者会用来检索的词。",
			En: "The keywords are pieces into which a program has cut the title (two or more of 信息, 公开, 工作, 政府 on their own, or 的, 以及), have one character, are several in one, repeat each other (also but for 工作, 情况, 年度), or are the title. Nothing is said where there are none. Write words that a reader would search for."},
		Basis:   diag.Text{Zh: "经验：由程序自动切分标题得来的关键词", En: "experience: keywords cut from the title by a program"},
		Example: diag.Text{Zh: "keywords = [\"信息\", \"公开\", \"工作\", \"政府\", \"内容\"]", En: "keywords = [\"信息\", \"公开\", \"工作\", \"政府\", \"内容\"]"},
	}},
	Text: checkKeywords,
}

// fragments are words of every such title: alone they find all reports or none.
var fragments = []string{
	"信息", "公开", "工作", "政府", "政务", "内容", "情况", "报告", "年度", "年", "本年", "全年", "部门", "单位", "机关", "管理", "方面", "问题", "措施", "主要", "总体", "相关", "主动", "申请", "制度", "建设", "加强", "推进", "开展", "做好", "落实",
}

// particles are words that are never keywords.
var particles = []string{"有关", "以及", "进行", "关于", "我局", "我市", "我县", "我区", "我镇", "我委", "我办", "本局", "本机关", "其中", "一是", "二是", "同时", "按照", "根据", "通过", "为了", "现将", "如下"}

// betweenWords part keywords that are written as one.
const betweenWords = ",，;；、|｜/ \t\u3000"

func checkKeywords(s *Subject) {
	loose := 0
	for _, k := range s.Keywords {
		if slices.Contains(fragments, strings.TrimSpace(k)) {
			loose++
		}
	}
	seen := map[string]string{}
	for i, k := range s.Keywords {
		word := strings.TrimSpace(k)
		parts := strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune(betweenWords, r) })
		core := strings.TrimSpace(withoutKind.Replace(bareWords(word)))
		if core == "" {
			core = bareWords(word)
		}
		earlier, again := seen[core]
		seen[core] = word
		switch {
		case word == "":
		case len(parts) > 1 && !isASCII(word):
			s.keyword(i, diag.Textf("“%[1]s”是 %[2]d 个词写在一条里", "%[1]q is %[2]d keywords in one", word, len(parts)), diag.Text{Zh: "每个词单独写一条", En: "write each on its own"})
		case utf8.RuneCountInString(word) == 1:
			s.keyword(i, diag.Textf("“%s”只有一个字", "%q has one character", word), keywordHint)
		case word == s.Title:
			s.keyword(i, diag.Text{Zh: "主题词与标题相同", En: "a keyword is the title"}, keywordHint)
		case again:
			s.keyword(i, diag.Textf("“%[1]s”与“%[2]s”重复", "%[1]q repeats %[2]q", word, earlier), diag.Text{Zh: "删去一条", En: "delete one of them"})
		case slices.Contains(particles, word), loose >= 2 && slices.Contains(fragments, word):
			s.keyword(i, diag.Textf("“%s”是切分出来的碎词", "%q is a piece of a phrase", word), keywordHint)
		}
	}
}

// withoutKind takes out of a keyword what makes no difference to a search.
var withoutKind = strings.NewReplacer("工作", "", "情况", "", "年度", "", "的", "")

var keywordHint = diag.Text{Zh: "改写成读者会用来检索的词，如业务名称", En: "write what a reader would search for, such as the business it is about"}

func (s *Subject) keyword(i int, message, hint diag.Text) {
	pos, width := s.KeyPos("keywords", i)
	if len(s.Keywords) == 1 {
		pos, width = s.KeyPos("keywords") // it may be a text of its own
	}
	s.Add(Finding{Rule: "keyword-noise", Pos: pos, Width: width, Message: message, Hint: hint})
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}
