package check

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

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

func readTypos(text []byte) (list []typo) {
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
		list = append(list, t)
	}
	root.Done()
	if len(problems) > 0 {
		panic("check: the list built in is wrong:\n" + problems.Print(diag.English))
	}
	return list
}

// frequent are the characters that reports have most of, the most frequent first.
const frequent = "公政开信息的府年和一件务人行请作申条理发全复不工查情办项本在新结文机是主内况布时我中局规法进对动网关数三个要事报其有问二解答度提业方及区实告等由策收性设果处保上目计定题第期平共到会读以改议容分制为构于点出审重日月电通部面明次体费后站接用众正建加可合他更管类同据专地四范栏诉并检单与成式核各见市强民下员国大求号量总例格道字化确效形服按把案录了起持编位依料需前推入安力台律列属回科决社未过补生媒常训话阅意写取现责能多供五转室表名指培均存资从程算整组群说讼原步没标门展当任知先完书子立询"

// A typoFinder looks for the words at the rarest of their characters: most texts
// have few of those.
type typoFinder struct {
	typos  []typo
	rarest *finder
	before []int // how many bytes of each word stand before it
}

// commonTypos finds those of the list built in.
var commonTypos = sync.OnceValue(func() *typoFinder { return newTypoFinder(readTypos(typosText)) })

func newTypoFinder(typos []typo) *typoFinder {
	f := &typoFinder{typos: typos}
	var rarest []string
	for n := range typos {
		w := typos[n].Wrong
		best, at := -1, 0
		for i, r := range w {
			rank := strings.IndexRune(frequent, r)
			if rank < 0 {
				rank = len(frequent)
			}
			if !strings.ContainsRune(typos[n].Right, r) {
				rank++ // of two that are as rare, the wrong one
			}
			if rank > best {
				best, at = rank, i
			}
		}
		_, size := utf8.DecodeRuneInString(w[at:])
		rarest, f.before = append(rarest, w[at:at+size]), append(f.before, at)
	}
	f.rarest = newFinder(rarest)
	return f
}

// find calls found for each place of each word.
func (f *typoFinder) find(text string, found func(t *typo, at, end int)) {
	f.rarest.find(text, func(i, at int) {
		t := &f.typos[i]
		if at -= f.before[i]; at >= 0 && strings.HasPrefix(text[at:], t.Wrong) {
			found(t, at, at+len(t.Wrong))
		}
	})
}

// checkTypos notes the first place of each word in the title and in each passage.
func checkTypos(s *Subject) {
	var noted []*typo
	common := commonTypos()
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		noted = noted[:0]
		common.find(p.Text, func(t *typo, at, end int) {
			if p.Kind == markdown.Code || slices.Contains(noted, t) || !t.isWrong(p.Text, at, end) {
				return
			}
			noted = append(noted, t)
			pos, width := s.At(p, at, end)
			s.typoFinding(t, pos, width)
		})
	}
	common.find(s.Title, func(t *typo, at, end int) {
		if t.isWrong(s.Title, at, end) {
			pos, width := s.keyPart("title", t.Wrong)
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
