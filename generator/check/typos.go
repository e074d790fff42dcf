package check

import (
	_ "embed"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/tomldoc"
)

var typos = Unit{
	Rules: []Rule{{
		Name: "common-typo", Severity: Notice, Group: Sensitive,
		Title: diag.Text{Zh: "常见错别字", En: "a common slip of the pen"},
		About: diag.Text{
			Zh: "标题或正文里有公文中肯定写错的词，如“布署”“台帐”“登陆网站”“截止2022年底”“再接再励”。只收一定写错的：两可的写法（其它、制订、截止到）不收，可以写进本库的词表 content/words/。单独放在引号里、作为例子说到的词不算。清单见程序的 typos.toml。原文如此的保留，写 [[waiver]] 说明。",
			En: "The title or the text has a word that is certainly wrong in office prose, such as 布署, 台帐, 登陆网站, 截止2022年底, 再接再励. What is a matter of taste (其它, 制订, 截止到) is not listed; an archive may list it in content/words/. A word alone in quotation marks is spoken of and not meant. The list is typos.toml of the program. Where the original has it, keep it and explain it in a [[waiver]]."},
		Basis:   diag.Text{Zh: "现代汉语用字；《现代汉语词典》", En: "Chinese usage; 现代汉语词典"},
		Example: diag.Text{Zh: "“按照统一布署”应为“按照统一部署”", En: "按照统一布署 for 按照统一部署"},
	}},
	Text: checkTypos,
}

// A typo is one entry of typos.toml.
type typo struct {
	Word
	notAfter, beside, unless []string
}

//go:embed typos.toml
var typosText []byte

// commonTypos are the entries, typoWords their words.
var commonTypos, typoWords = readTypos(typosText)

func readTypos(text []byte) (list []typo, words []string) {
	doc, problems := tomldoc.Parse("typos.toml", 1, text)
	root := tomldoc.NewReader(doc, &problems)
	for _, r := range root.Tables("word") {
		var t typo
		t.Wrong, _ = r.String("wrong")
		t.Right, _ = r.String("right")
		t.Except, _ = r.Strings("except")
		t.notAfter, _ = r.Strings("not_after")
		t.beside, _ = r.Strings("beside")
		t.unless, _ = r.Strings("unless")
		r.Done()
		list, words = append(list, t), append(words, t.Wrong)
	}
	root.Done()
	if len(problems) > 0 {
		panic("check: the list built in is wrong:\n" + problems.Print(diag.English))
	}
	return list, words
}

// inTitle finds the words in a title.
var inTitle = newLexicon([][]string{typoWords})

// checkTypos notes the first place of each word in the title and in each passage.
func checkTypos(s *Subject) {
	var in *markdown.Passage
	var noted []uint16
	for _, spot := range s.spots() {
		if spot.topic != typoTopic {
			continue
		}
		if spot.passage != in {
			in, noted = spot.passage, noted[:0]
		}
		t := &commonTypos[spot.word]
		if slices.Contains(noted, spot.word) || in.Kind == markdown.Code || !t.isWrong(in.Text, spot.at, spot.end) {
			continue
		}
		noted = append(noted, spot.word)
		pos, width := s.At(in, spot.at, spot.end)
		s.typoFinding(t, pos, width)
	}
	inTitle.each(s.Title, func(w *watched, at, end int) {
		if t := &commonTypos[w.word]; t.isWrong(s.Title, at, end) {
			pos, width := s.keyPart("title", s.Title[at:end])
			s.typoFinding(t, pos, width)
		}
	})
}

func (s *Subject) typoFinding(t *typo, pos diag.Pos, width int) {
	if s.Whole.words.lists(t.Wrong) {
		return // the archive's own list says what it thinks of it
	}
	s.Add(Finding{
		Rule: "common-typo", Pos: pos, Width: width,
		Message: diag.Textf("“%[1]s”应写“%[2]s”", "%[1]q is written %[2]q", t.Wrong, t.Right),
		Hint:    diag.Text{Zh: "对照原文；原文如此的保留", En: "compare with the original; leave it where it was published so"},
	})
}

// isWrong says that a word is wrong where it stands.
func (t *typo) isWrong(text string, at, end int) bool {
	if t.excepted(text, at) || endsWithAny(text[:at], t.notAfter...) {
		return false
	}
	if strings.HasSuffix(text[:at], "“") && strings.HasPrefix(text[end:], "”") {
		return false // it is spoken of: “布署”
	}
	if len(t.beside)+len(t.unless) == 0 {
		return true
	}
	from, to := sentenceAround(text, at)
	around := text[from:to]
	return (len(t.beside) == 0 || hasAny(around, t.beside...)) && !hasAny(around, t.unless...)
}

// lists says that an archive's own lists have a word.
func (o *ownWords) lists(word string) bool {
	return slices.ContainsFunc(o.words, func(w Word) bool { return w.Wrong == word })
}
