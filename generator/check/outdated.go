package check

import (
	_ "embed"
	"strings"
	"sync"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/tomldoc"
)

var outdated = Unit{
	Rules: []Rule{{
		Name: "outdated-reference", Severity: Notice, Group: Dates,
		Title: diag.Text{Zh: "已经过时的提法", En: "a reference out of date"},
		About: diag.Text{
			Zh: "正文里引用了报告年度已经不用的文号、会议提法、机构名称，如 2019 年度起仍写“国务院令第492号”。书名号里的、“原”字后面的、本机关自己的名称不算；同一句里也写了现行提法的不算。清单见程序的 outdated.toml。",
			En: "The text names a decree, a slogan or a body that was no longer in use in the reporting year. In titles of documents, after 原 and in the body's own name it is not meant, nor beside what holds now. The list is outdated.toml of the program."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》2019 年修订（国务院令第711号）；国办公开办函〔2021〕30号；2018 年、2021 年机构改革", En: "条例 as revised in 2019 (国务院令第711号); 国办公开办函〔2021〕30号; the reforms of 2018 and 2021"},
		Example: diag.Text{Zh: "2022 年度的报告写：“根据《中华人民共和国政府信息公开条例》（国务院令第492号）”", En: "the report for 2022 cites 国务院令第492号"},
	}},
	Text: checkOutdated,
}

// A reference is one entry of outdated.toml.
type reference struct {
	words, unless []string
	from          int
	now           diag.Text
}

//go:embed outdated.toml
var outdatedText []byte

// A referenceList is the entries, all their words, and the entry that each word
// belongs to.
type referenceList struct {
	entries []reference
	words   []string
	of      []int
}

var references = sync.OnceValue(func() *referenceList { return readReferences(outdatedText) })

func readReferences(text []byte) *referenceList {
	list := &referenceList{}
	doc, problems := tomldoc.Parse("outdated.toml", 1, text)
	root := tomldoc.NewReader(doc, &problems)
	for _, r := range root.Tables("reference") {
		var x reference
		x.words, _ = r.Strings("words")
		x.unless, _ = r.Strings("unless")
		x.from, _ = r.Int("from")
		x.now.Zh, _ = r.String("zh")
		x.now.En, _ = r.String("en")
		r.Done()
		for _, w := range x.words {
			list.words = append(list.words, w)
			list.of = append(list.of, len(list.entries))
		}
		list.entries = append(list.entries, x)
	}
	root.Done()
	if len(problems) > 0 {
		panic("check: the list built in is wrong:\n" + problems.Print(diag.English))
	}
	return list
}

// checkOutdated looks for references out of date. Each is noted once.
func checkOutdated(s *Subject) {
	list := references()
	noted := make([]bool, len(list.entries))
	for _, spot := range s.spots() {
		if spot.topic != referenceTopic {
			continue
		}
		entry := list.of[spot.word]
		if r := &list.entries[entry]; !noted[entry] && s.isOutdated(r, spot.passage.Text, spot.at, spot.end) {
			noted[entry] = true
			s.outdatedFinding(r, spot.passage, spot.at, spot.end)
		}
	}
}

// isOutdated says that a reference is out of date where it stands.
func (s *Subject) isOutdated(r *reference, text string, at, end int) bool {
	if s.Year < r.from || quoted(text, at) || endsWithAny(text[:at], "原", "原市", "原区", "原县", "原省") {
		return false
	}
	from, to := sentenceAround(text, at)
	if hasAny(text[from:to], r.unless...) {
		return false
	}
	name := s.Agency.NameIn(s.Year)
	return !strings.Contains(name, text[at:end])
}

func (s *Subject) outdatedFinding(r *reference, p *markdown.Passage, at, end int) {
	pos, width := s.At(p, at, end)
	s.Add(Finding{
		Pos: pos, Width: width, Rule: "outdated-reference",
		Message: diag.Textf("“%[1]s”在 %[2]d 年度的报告里已经过时", "%[1]q is out of date in the report for %[2]d", p.Text[at:end], s.Year),
		Hint:    r.now,
	})
}
