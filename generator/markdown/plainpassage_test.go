package markdown

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// samePassages says how many plain passages a text has, and holds what is read
// with them to what the library makes of the whole text.
func samePassages(t *testing.T, c *Converter, body string) (taken int) {
	t.Helper()
	src := sampleSource([]byte(body))
	conv := newConversion(src)
	plain, _ := conv.takePlain(string(conv.text))
	taken = len(plain)
	conv = newConversion(src)
	want := c.read(conv, string(conv.text), nil, conv.text)
	wantProblems := conv.list()
	got, gotProblems := c.Read(src)
	if g, w := dumpProblems(gotProblems), dumpProblems(wantProblems); g != w {
		t.Fatalf("%q has the problems\n%s\nwant\n%s", body, g, w)
	}
	if len(got.Passages) != len(want.Passages) {
		t.Fatalf("%q has the passages\n%+v\nwant\n%+v", body, got.Passages, want.Passages)
	}
	for i := range got.Passages {
		g, w := &got.Passages[i], &want.Passages[i]
		if g.Kind != w.Kind || g.Level != w.Level || g.Text != w.Text || g.Image != w.Image || len(g.References) != len(w.References) || !slices.Equal(g.Links, w.Links) {
			t.Fatalf("%q has the passage\n%+v\nwant\n%+v", body, g, w)
		}
		for j := range g.References {
			if g.References[j] != w.References[j] {
				t.Fatalf("%q has the reference %v; want %v", body, g.References[j], w.References[j])
			}
		}
		for at := range len(g.Text) + 1 {
			if g, w := got.Pos(g, at), want.Pos(w, at); g != w {
				t.Fatalf("%q: offset %d of %q stands at %v; want %v", body, at, want.Passages[i].Text, g, w)
			}
		}
	}
	return taken
}

// Passages that are read without the library are those that it reads.
func TestPlainPassages(t *testing.T) {
	c, random, taken := New(), rand.New(rand.NewPCG(5, 6)), 0
	usual := strings.Fields("甲 乙 ， 。 “ ” a1 2.5% 2022年 ( ) - # . ; **甲** **1乙** ** :cell{requests.received.total} [^1] [a](2021.md)")
	odd := strings.Fields("① － + www www.a.b http://a.b/ x@y.z : ** * _ ` [ ] \\ & &amp; < > ~~ | ! { } = ? / 　 :cell{no} [a](#甲) \u00a0 \ufeff 한")
	starts := strings.Split("\n\n|\n\n|\n\n## |\n### |\n\n- |\n\n1. |\n\n> |\n\n[^1]: |\n\n::table{requests}\n\n|\n\n::table{disputes}\n\n|\n\n::table{no}\n\n", "|")
	oddStarts := strings.Split("\n|\n\n\n|\n\n# |\n\n[a]: #甲\n\n|\n\n---\n\n|\n\n##\n\n|\n\n-\n\n|\n\n```\n\n|\n\n  |\n\n    |\r\n\r\n|  \n|\n\f\n|\n\n| 甲 |\n|---|\n|\n===\n", "|")
	pick := func(usual, odd []string) string {
		if random.IntN(16) == 0 {
			return odd[random.IntN(len(odd))]
		}
		return usual[random.IntN(len(usual))]
	}
	for range 10000 {
		var b strings.Builder
		for range 1 + random.IntN(10) {
			b.WriteString(pick(starts, oddStarts))
			for range random.IntN(4) {
				b.WriteString(pick(usual, odd))
			}
		}
		taken += samePassages(t, c, b.String())
	}
	if taken < 5000 {
		t.Errorf("only %d plain passages were tried", taken)
	}
}

func TestPlainPassagesOfReport(t *testing.T) {
	text, err := os.ReadFile("testdata/body.md")
	if err != nil {
		t.Fatal(err)
	}
	if taken := samePassages(t, New(), string(text)); taken < 5 {
		t.Errorf("%d plain passages", taken)
	}
}

func TestPlainPassagesTaken(t *testing.T) {
	for body, want := range map[string]int{
		"## 一、总体情况\n\n2022年，**我局**新收:cell{requests.received.total}件。\n\n1. 甲\n\n乙\n": 3,
		"甲\n乙\n": 0, "# 甲\n": 0, "甲\n\n  乙\n": 0, "甲[^1]\n\n乙\n\n[^1]: 丙": 1, "1. 甲\n\n乙\n\n2. 丙": 1, "甲 \n": 0, "## 甲 #\n": 0, "**甲\n": 0, "甲****乙\n": 0, ":cell{no}\n": 0, "网址http://a.cn\n": 0,
	} {
		if got := samePassages(t, New(), body); got != want {
			t.Errorf("%q has %d plain passages; want %d", body, got, want)
		}
	}
}

func FuzzPlainPassages(f *testing.F) {
	f.Add("## 一、总体情况\n\n2022年，**我局**新收:cell{requests.received.total}件。\n\n1. 甲\n\n乙\n\n1. 丙\n\n[^1]: 丁")
	c := New()
	f.Fuzz(func(t *testing.T, body string) { samePassages(t, c, body) })
}
