package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var repeated = Unit{
	Rules: []Rule{{
		Name: "repeated-passage", Severity: Notice, Group: Copying,
		Title: diag.Text{Zh: "同一句话写了两遍", En: "a passage stands there twice"},
		About: diag.Text{
			Zh: "二十个字以上的句子在同一份报告里一字不差地出现两次，指出后一处；连着重复的几句只报一次。改进措施同一段里把同样的要求反复提（如“业务能力”“业务水平”和“队伍建设”都提了两次）的也指出。表格和标题不查；带数字的句子在不同部分各说一次的不算。",
			En: "A sentence of twenty characters or more stands in the report twice; the second place is shown, and once for sentences repeated in a row. So is a paragraph on measures that asks for the same things over and over. Tables and headings are not meant, nor figures told once in each of two sections."},
		Basis:   diag.Text{Zh: "经验：粘贴重复，或者凑字数", En: "experience: pasted twice, or padding"},
		Example: diag.Text{Zh: "“加强队伍建设，提高业务能力……提高业务水平……完善人员队伍建设”", En: "加强队伍建设，提高业务能力…提高业务水平…完善人员队伍建设"},
	}},
	Text: checkRepeated,
}

// repeatedLength is how many characters a sentence has that may not be there twice.
const repeatedLength = 20

// checkRepeated looks for sentences that stand in a report twice. Figures may be
// told in one section and again in another.
func checkRepeated(s *Subject) {
	seen := make(map[string]int, 64) // the section, from 1
	for i := range s.Sections {
		sec := &s.Sections[i]
		for _, p := range sec.Passages {
			if p.Kind == markdown.Paragraph || p.Kind == markdown.Item || p.Kind == markdown.Quotation {
				s.saidAgain(p, i+1, seen)
			}
		}
		if sec.prospects() {
			for k, p := range sec.Passages {
				if s.touches(adviceTopic, sec.first+k) {
					s.sameAdvice(p)
				}
			}
		}
	}
}

// saidAgain notes the sentences of a passage that stand in the report before.
func (s *Subject) saidAgain(p *markdown.Passage, section int, seen map[string]int) {
	var first textSpan
	count := 0
	for _, t := range sentencesOf(p.Text) {
		sentence := p.Text[t.from:t.to]
		if len(sentence) < repeatedLength*utf8.UTFMax && utf8.RuneCountInString(sentence) < repeatedLength {
			continue
		}
		before := seen[sentence]
		seen[sentence] = section
		if before == 0 || before != section && strings.ContainsAny(sentence, "0123456789０１２３４５６７８９") {
			continue
		}
		if count++; count == 1 {
			first = t
		}
	}
	if count > 0 {
		s.repeatedFinding(p, first, count)
	}
}

func (s *Subject) repeatedFinding(p *markdown.Passage, first textSpan, count int) {
	pos, width := s.At(p, first.from, first.to)
	f := Finding{
		Pos: pos, Width: width, Rule: "repeated-passage",
		Message: diag.Textf("“%s”前面已经写过", "%q stands there a second time", shortened(p.Text[first.from:first.to])),
		Hint:    diag.Text{Zh: "对照原文，粘贴重复的删去一处", En: "compare with the original, and delete one where it was pasted twice"},
	}
	if count > 1 {
		f.Message = diag.Textf("“%[1]s”等 %[2]d 句前面已经写过", "%[1]q and more, %[2]d sentences in all, stand there a second time", shortened(p.Text[first.from:first.to]), count)
	}
	s.Add(f)
}

// shortened gives at most 40 characters of a text.
func shortened(text string) string {
	if short := firstRunes(text, 40); short != text {
		return short + "…"
	}
	return text
}

// advice are things that improvement measures ask for, in the words for each.
var advice = [][]string{
	{"业务能力", "业务水平", "业务素质", "工作能力", "工作水平"},
	{"队伍建设"},
	{"业务培训", "学习培训", "专题培训", "集中培训"},
	{"公开意识", "思想认识"},
	{"组织领导"},
}

// asking are the words with which a measure begins.
var asking = []string{"加强", "提高", "提升", "强化", "增强", "完善", "组织", "参加", "开展", "抓好", "加大", "健全"}

// sameAdvice notes a paragraph that asks for two things twice, or for one three
// times.
func (s *Subject) sameAdvice(p *markdown.Passage) {
	var again []string
	var at textSpan
	groups, often := 0, false
	for _, words := range advice {
		places := asked(p.Text, words)
		if len(places) < 2 {
			continue
		}
		often = often || len(places) > 2
		for _, t := range places {
			if word := p.Text[t.from:t.to]; !slices.Contains(again, word) {
				again = append(again, word)
			}
		}
		groups++
		if at.to == 0 || places[1].from < at.from {
			at = places[1]
		}
	}
	if groups < 2 && !often {
		return
	}
	pos, width := s.At(p, at.from, at.to)
	list := strings.Join(again, "、")
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "repeated-passage",
		Message: diag.Textf("同一段里反复提同样的要求：%s", "the paragraph asks for the same things again: %s", list),
		Hint:    diag.Text{Zh: "合并重复的措施，写清做什么、什么时候做到", En: "put them together, and say what is to be done and by when"},
	})
}

// asked gives the places at which a text asks for a thing, one for each clause.
func asked(text string, words []string) []textSpan {
	var list []textSpan
	var clauses []int // where those of list begin
	for _, w := range words {
		for from := 0; ; {
			at := strings.Index(text[from:], w)
			if at < 0 {
				break
			}
			at += from
			from = at + len(w)
			start := clauseStart(text, at)
			if !slices.Contains(clauses, start) && hasAny(text[start:at], asking...) {
				list = append(list, textSpan{at, from})
				clauses = append(clauses, start)
			}
		}
	}
	slices.SortFunc(list, func(a, b textSpan) int { return a.from - b.from })
	return list
}

// clauseStart gives the offset at which the clause begins in which a place stands.
func clauseStart(text string, at int) int {
	for i := at - 3; i >= 0; i-- {
		if stopAt(text, i) || text[i:i+3] == "，" {
			return i + 3
		}
	}
	return 0
}
