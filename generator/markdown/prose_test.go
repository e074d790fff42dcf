package markdown

import (
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

func TestProse(t *testing.T) {
	text := strings.Join([]string{
		"## 一、总体情况",
		"",
		"本年新收:cell{requests.received.total}件，**比上年",
		"减少**两成。[^1] in two",
		"words &amp; a [link](https://example.org) https://b.example",
		"",
		"- 甲12件",
		"",
		"  又一段",
		"> 引文",
		"",
		"| 渠道 | 条数 |",
		"|---|---|",
		"| 网站 | 326 |",
		"",
		"```",
		"code 7",
		"```",
		"",
		"[^1]: 注8",
		"",
	}, "\n")
	p, _ := New().Read(Source{File: "a.md", Text: []byte(text), Line: 5, Cell: func(string) (string, bool) { return "31", true }})
	want := []struct {
		kind PassageKind
		text string
	}{
		{HeadingText, "一、总体情况"},
		{Paragraph, "本年新收31件，比上年减少两成。 in two words & a link https://b.example"},
		{Item, "甲12件"},
		{Item, "又一段"},
		{Quotation, "引文"},
		{TableCell, "渠道"}, {TableCell, "条数"}, {TableCell, "网站"}, {TableCell, "326"},
		{Code, "code 7"},
		{Note, "注8"},
	}
	if len(p.Passages) != len(want) {
		t.Fatalf("%d passages %+v; want %d", len(p.Passages), p.Passages, len(want))
	}
	for i, w := range want {
		if got := p.Passages[i]; got.Kind != w.kind || got.Text != w.text {
			t.Errorf("%d: %d %q; want %d %q", i, got.Kind, got.Text, w.kind, w.text)
		}
	}
	if r := p.Passages[1].References; len(r) != 1 || r[0].Cell != "requests.received.total" || p.Passages[1].Text[r[0].Start:r[0].End] != "31" {
		t.Errorf("references %v", r)
	}
	if p.Passages[0].Level != 2 {
		t.Errorf("level %d", p.Passages[0].Level)
	}
	for _, tt := range []struct {
		passage   int
		word      string
		line, col int
	}{
		{0, "总体", 5, 6},
		{1, "本年", 7, 1},
		{1, "31", 7, 5},
		{1, "件，", 7, 5 + len(":cell{requests.received.total}")},
		{1, "比上年", 7, 5 + len(":cell{requests.received.total}") + 4},
		{1, "减少", 8, 1},
		{1, "两成", 8, 5},
		{1, "link", 9, 16},
		{2, "12", 11, 4},
		{3, "一段", 13, 4},
		{4, "文", 14, 4},
		{8, "326", 18, 8},
		{9, "7", 21, 6},
		{10, "8", 24, 8},
	} {
		at := strings.Index(p.Passages[tt.passage].Text, tt.word)
		if got, want := p.Pos(&p.Passages[tt.passage], at), (diag.Pos{File: "a.md", Line: tt.line, Col: tt.col}); got != want {
			t.Errorf("%q stands at %s; want %s", tt.word, got, want)
		}
	}
}

// Every character that stands as it is in the source is found there.
func TestProsePlacesAreTrue(t *testing.T) {
	text := "# a\n\n一*二*三\n四 **五，**六`七`八\r\n\r\n1. 九\n   十\n\n> - 甲乙\n>   丙\n\n|丁|戊|\n|-|-|\n|己|庚|\n"
	p, _ := New().Read(Source{File: "a.md", Text: []byte(text), Line: 1})
	lines := strings.Split(strings.ReplaceAll(text, "\r", ""), "\n")
	seen := 0
	for i := range p.Passages {
		passage := &p.Passages[i]
		for at, r := range passage.Text {
			if r == ' ' {
				continue
			}
			pos := p.Pos(passage, at)
			if got := []rune(lines[pos.Line-1])[pos.Col-1]; got != r {
				t.Errorf("%q of %q is said to stand at %s, where there is %q", r, passage.Text, pos, got)
			}
			seen++
		}
	}
	if seen != 19 {
		t.Errorf("%d characters seen; want 19", seen)
	}
}

// TestProseLinks holds where links stand and what they lead to.
func TestProseLinks(t *testing.T) {
	text := "[市政府](https://www.example.gov.cn/a?b=1&amp;c=2)网站，https://a.example.gov.cn/x。\n\nhttps://b.example.gov.cn/ 和 www.example.com\n\n甲<https://c.example.gov.cn/>、[**乙**](2022.md)、![图](a.png)、[](#)\n"
	p, _ := New().Read(Source{File: "a.md", Text: []byte(text), Line: 1})
	var got []string
	for i := range p.Passages {
		for _, l := range p.Passages[i].Links {
			got = append(got, p.Pos(&p.Passages[i], l.Start).String()+" "+p.Passages[i].Text[l.Start:l.End]+" → "+l.Destination)
		}
	}
	want := []string{
		"a.md:1:2 市政府 → https://www.example.gov.cn/a?b=1&c=2",
		"a.md:1:51 https://a.example.gov.cn/x → https://a.example.gov.cn/x",
		"a.md:3:1 https://b.example.gov.cn/ → https://b.example.gov.cn/",
		"a.md:3:29 www.example.com → http://www.example.com",
		"a.md:5:3 https://c.example.gov.cn/ → https://c.example.gov.cn/",
		"a.md:5:33 乙 → 2022.md",
		"a.md:5:59  → #",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
