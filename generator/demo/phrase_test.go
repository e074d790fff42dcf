package demo

import (
	"strings"
	"testing"
)

func TestParsePhraseProblems(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"open slot", "甲{year", `"{year" without "}"`},
		{"open choice", "甲<乙|丙", `"<乙|丙" without ">"`},
		{"unknown slot", "{yaer}", "unknown slot {yaer}"},
		{"unknown slot in a choice", "<甲|{yaer}>", "unknown slot {yaer}"},
		{"range without end", "{n:2}", "{n:2} is no range; want {n:2-9}"},
		{"range upside down", "{n:9-2}", "{n:9-2} is no range; want {n:2-9}"},
	}
	for _, test := range tests {
		if _, err := parsePhrase(test.line); err == nil || err.Error() != test.want {
			t.Errorf("%s: %v; want %s", test.name, err, test.want)
		}
	}
	if _, err := readProse("words\n# opening\n{yaer}\n"); err == nil || err.Error() != "prose.txt:3: unknown slot {yaer}" {
		t.Errorf("the place of a mistake is %v", err)
	}
}

func TestGroupVariants(t *testing.T) {
	p, err := readProse("# a\n甲\n乙\n# a@2019\n丙\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := len(p.group("a", "2021")); got != 2 {
		t.Errorf("%d phrases without a variant; want 2", got)
	}
	if got := len(p.group("a", "2019")); got != 1 {
		t.Errorf("%d phrases of the variant; want 1", got)
	}
}

// FuzzParsePhrase holds that a phrase without slots writes itself, and that a
// choice between equal sides is no choice.
func FuzzParsePhrase(f *testing.F) {
	for _, seed := range []string{"", "甲", "{year}年，{me}", "<甲|乙>", "{n:2-9}", "<{n:1-1}|", "{}", "<>", "a{b<c}d>e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "{<|>") {
			parsePhrase(line) // an error or a phrase, but an end
			return
		}
		for _, phrase := range []string{line, "<" + line + "|" + line + ">"} {
			p, err := parsePhrase(phrase)
			if err != nil {
				t.Fatal(err)
			}
			text := &text{dice: newDice(1, 1, forText, 2020)}
			text.phrase(p)
			if got := string(text.paragraph); got != line {
				t.Errorf("%q writes %q; want %q", phrase, got, line)
			}
		}
	})
}

func BenchmarkReadProse(b *testing.B) {
	b.ReportAllocs()
	b.SetBytes(int64(len(proseFile)))
	for b.Loop() {
		if _, err := readProse(proseFile); err != nil {
			b.Fatal(err)
		}
	}
}
