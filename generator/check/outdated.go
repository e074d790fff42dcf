package check

import (
	_ "embed"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

var outdatedWords = Unit{
	Rules: []Rule{{
		Name: "outdated-reference", Severity: Notice, Group: Dates,
		Title:   diag.Text{Zh: "引用的文件或机构已经变动", En: "a reference that is out of date"},
		About:   diag.Text{Zh: "正文提到已被修订的法规、已经更名的机构。与历史有关的叙述可以保留。所查的词在程序的 outdated.toml 里，每条有依据。", En: "The text names a rule that was revised or a body that was renamed. In an account of the past it may stay."},
		Basis:   diag.Text{Zh: "国务院令第711号；国办公开办函〔2021〕30号", En: "国务院令第711号; 国办公开办函〔2021〕30号"},
		Example: diag.Text{Zh: "2022 年度的报告写“根据国务院令第492号”", En: "a report for 2022 that rests on 国务院令第492号"},
	}},
	Text: checkOutdated,
}

//go:embed outdated.toml
var outdatedText []byte

// An outdatedWord is out of date in reports for the year From and later.
type outdatedWord struct {
	wrong string
	from  int
	note  diag.Text
}

var outdated = readOutdated()

// readOutdated reads the list that is built in; that it is well formed is tested.
func readOutdated() []outdatedWord {
	doc, problems := tomldoc.Parse("outdated.toml", 1, outdatedText)
	if len(problems) > 0 {
		panic(problems.Print(diag.English))
	}
	var words []outdatedWord
	for _, t := range tomldoc.NewReader(doc, &problems).Tables("word") {
		var w outdatedWord
		w.wrong, _ = t.String("wrong")
		w.from, _ = t.Int("from")
		w.note.Zh, _ = t.String("note")
		w.note.En, _ = t.String("note_en")
		words = append(words, w)
	}
	return words
}

var outdatedFinder = func() *finder {
	words := make([]string, len(outdated))
	for i, w := range outdated {
		words[i] = w.wrong
	}
	return newFinder(words)
}()

// checkOutdated notes the first place of each word in a passage.
func checkOutdated(s *Subject) {
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		last := -1
		outdatedFinder.find(p.Text, func(word, at int) {
			w := outdated[word]
			if s.Year < w.from || word == last {
				return
			}
			last = word
			pos, width := s.At(p, at, at+len(w.wrong))
			s.Add(Finding{
				Rule: "outdated-reference", Pos: pos, Width: width,
				Message: diag.Textf("“%[1]s”已经过时：%[2]s", "%[1]q is out of date: %[3]s", w.wrong, w.note.Zh, w.note.En),
			})
		})
	}
}
