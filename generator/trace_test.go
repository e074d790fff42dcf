package generator

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/theme"
	"gongkai/themes"
)

// traceMark is what a preview adds to the tags of a page.
var traceMark = regexp.MustCompile(` data-preview-line="([0-9]+)"`)

// A traced site is the site but for the attributes, and no other site has them.
func TestTracedSite(t *testing.T) {
	o := SiteOptions{Options: Options{Content: os.DirFS("testdata/archive"), Dir: "content", Jobs: 1}, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}}}
	want := build(t, o)
	o.Trace = true
	got := build(t, o)
	if len(got) != len(want) {
		t.Errorf("%d files; want %d", len(got), len(want))
	}
	marked := 0
	for name, text := range want {
		if strings.Contains(text, "data-preview") && !strings.HasSuffix(name, ".js") {
			t.Errorf("%s has a mark of the preview", name)
		}
		if without := traceMark.ReplaceAllString(got[name], ""); without != text {
			t.Errorf("%s differs when it is traced, by more than the attributes", name)
		} else if without != got[name] {
			marked++
		}
	}
	if marked < 5 {
		t.Errorf("%d pages are traced", marked)
	}
}

// A heading of a section and what stands under it tell their lines.
func TestTracedReport(t *testing.T) {
	text, err := os.ReadFile("testdata/archive/reports/czj/2022.md")
	if err != nil {
		t.Fatal(err)
	}
	page := build(t, SiteOptions{Options: Options{Content: os.DirFS("testdata/archive"), Dir: "content", Jobs: 1}, Trace: true, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}}})["reports/czj/2022/index.html"]
	lines := strings.Split(string(text), "\n")
	headings := 0
	for _, m := range regexp.MustCompile(`<h2 id="[^"]*" data-preview-line="([0-9]+)">([^<]*)</h2>`).FindAllStringSubmatch(page, -1) {
		n, _ := strconv.Atoi(m[1])
		if line := lines[n-1]; line != "## "+m[2] {
			t.Errorf("%s on line %d, which is %q", m[2], n, line)
		}
		headings++
	}
	if want := strings.Count(string(text), "\n## "); headings != want {
		t.Errorf("%d of %d sections are traced", headings, want)
	}
}
