package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestCharacters edits sentences: no equal text of one character is left between
// two changes, and no number and no word is cut.
func TestCharacters(t *testing.T) {
	const old = "2021年，我办通过API发布信息1,213条，占98.2%，邀请41名群众走进办事大厅，现场答疑19个问题。"
	for seed := range seeds(3000) {
		dice := rand.New(rand.NewPCG(seed, 9))
		runes := []rune(old)
		for range 1 + dice.IntN(8) {
			at := dice.IntN(len(runes))
			runes = slices.Replace(runes, at, min(len(runes), at+dice.IntN(3)), []rune(word(dice))[:1]...)
		}
		new := string(runes)
		list := characters(old, new)
		s := Section{Hunks: list}
		if s.OldText() != old || s.NewText() != new {
			t.Fatalf("%q: the hunks are %+v", new, list)
		}
		before, after := "", ""
		for i, h := range list {
			if h.Op == Equal && i > 0 && i < len(list)-1 && utf8.RuneCountInString(h.Text) < 2 {
				t.Fatalf("%q: %q alone between changes: %+v", new, h.Text, list)
			}
			if h.Op != Insert {
				before += h.Text
				whole(t, old, len(before), list)
			}
			if h.Op != Delete {
				after += h.Text
				whole(t, new, len(after), list)
			}
		}
	}
	if got := characters("办结11件", "办结14件"); len(got) != 4 || got[1].Text != "11" || got[2].Text != "14" {
		t.Errorf("a number: %+v", got)
	}
}

// whole says that a cut is not within a number or a word.
func whole(t *testing.T, text string, at int, list []Hunk) {
	t.Helper()
	for _, in := range []string{"0123456789", "abcABCAPI"} {
		if at > 0 && at < len(text) && strings.IndexByte(in, text[at-1]) >= 0 && strings.IndexByte(in, text[at]) >= 0 {
			t.Fatalf("%q is cut at %d: %+v", text, at, list)
		}
	}
}
