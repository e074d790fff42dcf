// Package diag holds what the program has to say about the content: problems
// with the place of the very word that is wrong, in the languages the program
// speaks. Stages collect problems as data; only the command prints them.
//
// A problem is something that the author of the content mends. A broken machine
// (a full disk, an unreadable folder) is an ordinary Go error instead.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Pos is a place in a content file. Line and Col count from 1; Col counts
// characters (Unicode code points), because authors write Chinese and editors
// show characters. A zero Line means the file as a whole.
type Pos struct {
	File string // slash-separated, relative to the archive's root: content/reports/swj/2022.md
	Line int
	Col  int
}

// String gives file:line:col, without the parts that are not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// A Lang is a language of the messages.
type Lang string

// The languages of the messages.
const (
	Chinese Lang = "zh"
	English Lang = "en"
)

// A Text is one sentence to an author, in every language the program speaks.
type Text struct{ Zh, En string }

// Textf formats the same arguments into a Chinese and an English sentence. Where
// the languages want another order, the formats number their arguments (%[2]q).
func Textf(zh, en string, args ...any) Text {
	return Text{Zh: fmt.Sprintf(zh, args...), En: fmt.Sprintf(en, args...)}
}

// In gives the sentence in one language.
func (t Text) In(lang Lang) string {
	if lang == English {
		return t.En
	}
	return t.Zh
}

// A Problem is one thing the author should mend.
type Problem struct {
	Pos  Pos
	Rule string // stable name in kebab case: "unknown-key", "missing-cell"
	Text Text   // what was found, then what was wanted; lower case, no full stop
	Hint Text   // how to mend it; may be empty
}

// A List is a number of problems.
type List []Problem

// Add appends a problem.
func (l *List) Add(pos Pos, rule string, text, hint Text) {
	*l = append(*l, Problem{Pos: pos, Rule: rule, Text: text, Hint: hint})
}

// Sort puts the problems in the order in which they are printed: by place, then
// rule, then text. The order is total, so that parallel stages give one output.
func (l List) Sort() {
	slices.SortFunc(l, func(a, b Problem) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Text.Zh, b.Text.Zh), cmp.Compare(a.Text.En, b.Text.En))
	})
}

// Print writes the problems as lines for a terminal or an editor:
//
//	content/reports/swj/2022.md:3:8: year is "2022", a string; want a whole number
//	    hint: remove the quotes: year = 2022
func (l List) Print(lang Lang) string {
	var b strings.Builder
	word := "提示"
	if lang == English {
		word = "hint"
	}
	for _, p := range l {
		fmt.Fprintf(&b, "%s: %s\n", p.Pos, p.Text.In(lang))
		if hint := p.Hint.In(lang); hint != "" {
			fmt.Fprintf(&b, "    %s: %s\n", word, hint)
		}
	}
	return b.String()
}

// Nearest gives the candidate that differs from word by the fewest edits, or ""
// when none is near enough to be a misspelling of it.
func Nearest(word string, candidates []string) string {
	best, bestAt := "", max(1, len([]rune(word))/3)+1
	for _, c := range candidates {
		if d := distance([]rune(strings.ToLower(word)), []rune(strings.ToLower(c))); d < bestAt {
			best, bestAt = c, d
		}
	}
	return best
}

// distance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
