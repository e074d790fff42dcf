package check

import (
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// A WordList is a list of words that an archive brings: content/words/*.toml.
//
//	[[word]]
//	wrong    = "十九界"     # found anywhere in the title and the text
//	right    = "十九届"     # what to write instead; optional
//	severity = "error"      # error, warning (default) or notice
//	note     = "…"          # shown with the finding; optional
//	except   = ["…"]        # longer words in which it is right; optional
type WordList struct {
	File  string
	Words []Word
}

// A Word is a word that should not stand in a report.
type Word struct {
	Wrong, Right, Note string
	Severity           Severity
	Except             []string
}

// ReadWords reads a list of words. Each problem stands at its key or value.
func ReadWords(file string, text []byte) (WordList, diag.List) {
	list := WordList{File: file}
	doc, problems := tomldoc.Parse(file, 1, text)
	if len(problems) > 0 {
		return list, problems
	}
	root := tomldoc.NewReader(doc, &problems)
	seen := map[string]bool{}
	for _, t := range root.Tables("word") {
		w := Word{Severity: Warning}
		t.Need("wrong")
		w.Wrong, _ = t.String("wrong")
		w.Right, _ = t.String("right")
		w.Note, _ = t.String("note")
		w.Except, _ = t.Strings("except")
		if s, ok := t.String("severity"); ok {
			if w.Severity = Severity(s); w.Severity.rank() < 0 {
				problems.Add(t.ValuePos("severity"), "bad-value", diag.Textf("severity 写的是 %[1]q，应为 error、warning 或 notice", "severity is %[1]q; want error, warning or notice", s), diag.Text{})
			}
		}
		if _, given := t.Value("wrong"); given {
			switch {
			case strings.TrimSpace(w.Wrong) == "" || strings.ContainsFunc(w.Wrong, unicode.IsControl):
				problems.Add(t.ValuePos("wrong"), "empty-value", diag.Text{Zh: "wrong 应为一个词", En: "wrong wants a word"}, diag.Text{})
			case seen[w.Wrong]:
				problems.Add(t.ValuePos("wrong"), "duplicate-word", diag.Textf("%q 已经列过", "%q is listed twice", w.Wrong), diag.Text{Zh: "删去一条", En: "delete one of them"})
			default:
				seen[w.Wrong] = true
				list.Words = append(list.Words, w)
			}
		}
		t.Done()
	}
	root.Done()
	problems.Sort()
	return list, problems
}

var wordLists = Unit{
	Rules: []Rule{{
		Name: "word-list", Severity: Warning, Group: Sensitive,
		Title:   diag.Text{Zh: "用了本库词表里的词", En: "a word of the archive's own lists"},
		About:   diag.Text{Zh: "content/words/*.toml 列出的词出现在标题或正文里。每个词可以写正确的写法、轻重和说明，以及不算的较长的词。", En: "A word of content/words/*.toml stands in the title or the text. Each may have its right form, a severity, a note, and longer words in which it is right."},
		Basis:   diag.Text{Zh: "本库自定的词表", En: "the archive's own lists"},
		Example: diag.Text{Zh: "wrong = \"登陆网站\"，right = \"登录网站\"", En: "wrong = \"登陆网站\", right = \"登录网站\""},
	}},
	Text: checkWords,
}

// ownWords are the words of all lists with what finds them.
type ownWords struct {
	words  []Word
	finder *finder
}

func newOwnWords(lists []WordList) *ownWords {
	o := &ownWords{}
	var plain []string
	for _, l := range lists {
		for _, w := range l.Words {
			o.words = append(o.words, w)
			plain = append(plain, w.Wrong)
		}
	}
	if len(plain) > 0 {
		o.finder = newFinder(plain)
	}
	return o
}

// checkWords notes the first place of each word in the title and in each passage.
func checkWords(s *Subject) {
	own := s.Whole.words
	if own.finder == nil {
		return
	}
	look := func(text string, place func(from, to int) (diag.Pos, int)) {
		seen := map[int]bool{}
		own.finder.find(text, func(i, at int) {
			w := &own.words[i]
			if seen[i] || w.excepted(text, at) {
				return
			}
			seen[i] = true
			f := Finding{Rule: "word-list", Severity: w.Severity, Message: diag.Textf("“%s”在本库的词表里", "%q is on the archive's list of words", w.Wrong)}
			if w.Note != "" {
				f.Message.Zh, f.Message.En = f.Message.Zh+"："+w.Note, f.Message.En+": "+w.Note
			}
			if w.Right != "" {
				f.Hint = diag.Textf("应写“%s”", "write %q", w.Right)
			}
			f.Pos, f.Width = place(at, at+len(w.Wrong))
			s.Add(f)
		})
	}
	look(s.Title, func(int, int) (diag.Pos, int) { return s.KeyPos("title") })
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		look(p.Text, func(from, to int) (diag.Pos, int) { return s.At(p, from, to) })
	}
}

// excepted says that a word stands in a longer one in which it is right.
func (w *Word) excepted(text string, at int) bool {
	for _, long := range w.Except {
		for in := strings.Index(long, w.Wrong); in >= 0; {
			if at >= in && strings.HasPrefix(text[at-in:], long) {
				return true
			}
			next := strings.Index(long[in+1:], w.Wrong)
			if next < 0 {
				break
			}
			in += 1 + next
		}
	}
	return false
}
