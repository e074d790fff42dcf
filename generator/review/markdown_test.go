package review

import (
	"bytes"
	"fmt"
	stdhtml "html"
	"maps"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// shown is a comment as a forge shows it.
func shown(t testing.TB, r *Review) string {
	t.Helper()
	var text, page bytes.Buffer
	if err := Markdown(&text, r, Options{Lang: diag.Chinese}); err != nil {
		t.Fatal(err)
	}
	if n := text.Len(); n > 65_000 { // what every forge takes, in characters and in bytes
		t.Errorf("a comment of %d bytes", n)
	}
	if !utf8.Valid(text.Bytes()) {
		t.Error("the comment is cut inside a character")
	}
	for i, line := range strings.Split(text.String(), "\n") {
		if strings.HasPrefix(line, "/") {
			t.Errorf("line %d gives an order: %s", i+1, line)
		}
	}
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(html.WithUnsafe()))
	if err := md.Convert(text.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

var (
	tag      = regexp.MustCompile(`<!--.*?-->|</?[a-zA-Z][^>]*>`)
	calling  = regexp.MustCompile(`(?i)@\w|[#!$~%&^][\w"]|://|\bwww\.|:\w*[a-z]\w*:|\bgh-\d|[\[{][-+]`)
	ownMarks = strings.NewReplacer("{-", "", "{+", "")
)

// plain gives the text of a page without tags, and the tags in their order.
func plainPage(page string) (text, tags string) {
	tags = strings.Join(tag.FindAllString(page, -1), "")
	text = stdhtml.UnescapeString(tag.ReplaceAllString(page, " "))
	return text, tags
}

// everywhere is a review with a text at every place that the content can fill.
func everywhere(s string) *Review {
	list := []string{s}
	field := []compare.Field{{Key: s, Old: list, New: list}}
	c := &report.Cell{Text: s, Kind: report.Mark}
	found := []check.Finding{{Pos: diag.Pos{File: s, Line: 1, Col: 2}, Rule: s, Severity: check.Error, Message: diag.Text{Zh: s, En: s}, Hint: diag.Text{Zh: s, En: s}}}
	day := date.Date{Year: 2023, Month: 1, Day: 2}
	free := &report.FreeTable{ID: s, Caption: s, Columns: list, Rows: [][]report.Cell{{*c}}}
	sections := []compare.Section{{Old: 0, New: 0, Heading: s, OldHeading: s + "旧", Hunks: []compare.Hunk{
		{Op: compare.Equal, Text: s}, {Op: compare.Delete, Text: "删" + s}, {Op: compare.Insert, Text: s}, {Op: compare.Equal, Text: "\n" + s + "\n"},
		{Op: compare.Move, Text: s, To: &compare.Place{Heading: s}}, {Op: compare.Arrive, Text: s},
	}}}
	files := []compare.Attachment{{Name: s, OldSize: -1, NewSize: 2}}
	return &Review{
		Base: s, Head: s, New: found, Fixed: found,
		Reports: []Report{{
			Key: Key{s, 2022}, Name: s, Change: compare.Modified, From: &Key{s, 2021}, File: s, New: found, Fixed: found,
			Difference: &compare.Difference{
				Change: compare.Modified, Fields: field, Refused: field,
				Tables:      []compare.Table{{ID: s, Caption: s, Change: compare.Modified, Cells: []compare.Cell{{Key: s, Label: s, Old: c, New: c}}}},
				Free:        []compare.FreeTable{{ID: s, Change: compare.Modified, Old: free, New: free, Caption: true, Columns: []int{0}, Rows: []compare.Row{{Cells: []compare.FreeCell{{Old: *c, New: *c}}}, {Old: 0, New: -1}, {Old: -1, New: 0}}}, {ID: s, Change: compare.Removed, Old: free}},
				Waivers:     []compare.Waiver{{New: &report.Waiver{Rule: s, Cells: list, Reason: s, By: s}}, {Old: &report.Waiver{Rule: s}, New: &report.Waiver{Rule: s, By: s, Until: day}}},
				Corrections: []compare.Correction{{New: &report.Correction{Reason: s, Sections: list}}},
				Attachments: files, Sections: sections,
			},
		}},
		Settings:  []compare.Entry{{What: s, ID: s, Change: compare.Modified, Fields: field}},
		Pages:     []Page{{Name: s, Change: compare.Modified, Fields: field, Sections: sections, Files: files}},
		Addresses: []Address{{Address: s, Change: Renamed, To: s}},
		Other:     []File{{Path: s, Change: compare.Added}},
	}
}

var nasty = []string{
	"@user", "@org/team", "#12", "o/r#12", "!12", "$5 和 $6", "~bug", "%\"1.0\"", "&12", "^alert#1", "GH-12", "gh-7",
	"|", "\\|", "`", "```", "``` `x", "</details>", "</summary></details><script>alert(1)</script>", "<!-- ", "-->", "<td>", "</td></tr></table>",
	"[a](https://example.invalid)", "![a](b)", "https://example.invalid/i/1", "www.example.invalid", "a@example.invalid", "mailto:a@b.invalid",
	"**粗**", "__x__", "~~x~~", "{+加+}", "[-减-]", "[[x]]", ":smile:", ":100:", "1. x", "- x", "# x", "> x", "/close", "    x", "\t", "&lt;b&gt;", "&#64;user", "&amp;#12",
	"a\\", "*", "_", "\u202e倒", "\x1b[31m", "\x00", "\ufeff", "x\n\n/close\n", "\r\n# x", "---", "===", "deadbeefcafe", "1234567", "[^1]", "$$x$$", "<@U1>", "＠甲", "@",
}

// What stands in the content breaks no comment, makes nothing of it a link, and
// calls nobody.
func TestMarkdownIsHarmless(t *testing.T) {
	_, want := plainPage(shown(t, everywhere("甲")))
	if !strings.Contains(want, "<table>") || !strings.Contains(want, "<details") || !strings.Contains(want, "<ins>") {
		t.Fatal(want)
	}
	dice := rand.New(rand.NewPCG(1, 2))
	texts := nasty
	for range 80 {
		s := ""
		for range 1 + dice.IntN(5) {
			s += nasty[dice.IntN(len(nasty))] + []string{"", "", " ", "乙"}[dice.IntN(4)]
		}
		texts = append(texts, s)
	}
	for _, s := range texts {
		s = "甲" + s // so that no text is blank, which has no mark
		page := shown(t, everywhere(s))
		text, tags := plainPage(page)
		if strings.ReplaceAll(tags, "<br>", "") != strings.ReplaceAll(want, "<br>", "") && !strings.Contains(s, "\n") {
			t.Errorf("%q changes the tags:\n%s\nwant\n%s", s, tags, want)
		}
		if call := calling.FindString(ownMarks.Replace(text)); call != "" {
			t.Errorf("%q: %q is left", s, call)
		}
		if strings.Contains(tags, "<a") || strings.Contains(tags, "<script") || strings.Contains(tags, "<img") || strings.Count(tags, "<details") != strings.Count(tags, "</details") {
			t.Errorf("%q: %s", s, tags)
		}
	}
}

// A comment finds room in a forge however much differs, and says what it leaves out.
func TestMarkdownFits(t *testing.T) {
	if testing.Short() {
		t.Skip("400 reports")
	}
	base := archive(t, 40, 10)
	head := maps.Clone(base)
	for i, name := range reports(base) {
		if i < 300 {
			text := bytes.Replace(base[name].Data, []byte("。"), []byte("，@user有所改动|。"), 1)
			head[name] = file(figure.ReplaceAllString(string(text), "[77, "))
		}
	}
	r := makeReview(t, base, head)
	page := shown(t, r)
	_, tags := plainPage(page)
	if open := strings.Count(tags, "<details"); open < 5 || open != strings.Count(tags, "</details>") {
		t.Errorf("%d reports are shown", open)
	}
	if !strings.Contains(page, "写不下的") || !strings.Contains(page, "没有列出，其中") {
		t.Error("the comment does not say what it leaves out")
	}
	first := gravestFirst(r)[0]
	if at := strings.Index(page, "<summary>"); !strings.HasPrefix(page[at:], fmt.Sprintf("<summary><b>%s %d</b>", first.Name, first.Year)) || len(errorsOf(first.New)) == 0 {
		t.Errorf("the gravest report is not the first: %.200s", page[at:])
	}
	// One report of which all differs finds room too.
	huge := everywhere(strings.Repeat("@甲|", 300))
	one := huge.Reports[0].Difference
	for range 120 {
		one.Tables[0].Cells = append(one.Tables[0].Cells, one.Tables[0].Cells[0])
		one.Sections = append(one.Sections, one.Sections[0])
		one.Fields = append(one.Fields, one.Fields[0])
	}
	if page := shown(t, huge); !strings.Contains(page, "行没有列出") {
		t.Error("nothing is left out of a huge report")
	}
}
