package diag

import (
	"math/rand/v2"
	"testing"
)

func TestPosString(t *testing.T) {
	for want, p := range map[string]Pos{
		"a.md":     {File: "a.md"},
		"a.md:3":   {File: "a.md", Line: 3},
		"a.md:3:8": {File: "a.md", Line: 3, Col: 8},
	} {
		if got := p.String(); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	var l List
	l.Add(Pos{"a.md", 3, 8}, "wrong-type",
		Textf("year 是%[1]s，应为整数", "year is %[1]s; want a whole number", `"2022"`),
		Textf("去掉引号", "remove the quotes"))
	l.Add(Pos{File: "b.md"}, "empty", Textf("空文件", "the file is empty"), Text{})
	for lang, want := range map[Lang]string{
		Chinese: "a.md:3:8: year 是\"2022\"，应为整数\n    提示: 去掉引号\nb.md: 空文件\n",
		English: "a.md:3:8: year is \"2022\"; want a whole number\n    hint: remove the quotes\nb.md: the file is empty\n",
	} {
		if got := l.Print(lang); got != want {
			t.Errorf("%s:\n got %q\nwant %q", lang, got, want)
		}
	}
}

func TestSortIsTotal(t *testing.T) {
	want := List{
		{Pos: Pos{"a.md", 1, 1}, Rule: "a"},
		{Pos: Pos{"a.md", 1, 1}, Rule: "b"},
		{Pos: Pos{"a.md", 1, 1}, Rule: "b", Text: Text{Zh: "甲"}},
		{Pos: Pos{"a.md", 1, 1}, Rule: "b", Text: Text{Zh: "甲", En: "x"}},
		{Pos: Pos{"a.md", 1, 2}, Rule: "a"},
		{Pos: Pos{"a.md", 10, 1}, Rule: "a"},
		{Pos: Pos{"b.md", 2, 1}, Rule: "a"},
	}
	got := append(List(nil), want...)
	for range 20 {
		rand.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		got.Sort()
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("place %d: got %v; want %v", i, got[i], want[i])
			}
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "year", "keywords", "issued", "published"}
	for _, tt := range []struct{ word, want string }{
		{"titel", "title"},        // swapped
		{"Title", "title"},        // case alone
		{"keyword", "keywords"},   // one missing
		{"publised", "published"}, // one missing inside
		{"yaer", "year"},
		{"author", ""},
		{"", ""},
		{"标题", ""},
	} {
		if got := Nearest(tt.word, keys); got != tt.want {
			t.Errorf("%q: got %q; want %q", tt.word, got, tt.want)
		}
	}
	if got := Nearest("year", nil); got != "" {
		t.Errorf("got %q from no candidates", got)
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("title", "titel")
	f.Add("", "索引号")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 64 || len(b) > 64 {
			return
		}
		x, y := []rune(a), []rune(b)
		d := distance(x, y)
		if d != distance(y, x) {
			t.Errorf("%q to %q is not as far as back", a, b)
		}
		if (d == 0) != (string(x) == string(y)) || d > max(len(x), len(y)) {
			t.Errorf("%q to %q are %d edits", a, b, d)
		}
	})
}
