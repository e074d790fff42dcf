package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// suggestSite builds a small archive: three agencies with two reports each.
func suggestSite(t *testing.T) string {
	t.Helper()
	browsertest.Need(t)
	dir := t.TempDir()
	put := func(name, text string) {
		name = filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	settings := `[site]
title = "示例市政府信息公开年报库"
base_url = "https://example.invalid/nb/"
operator = "示例市人民政府办公室"
[[catalogue]]
id = "nb"
name = "年报"
[index_number]
pattern = "{agency.code}/{published.year}-{serial:5}"
`
	for i, name := range []string{"商务局", "教育局", "水务局"} {
		settings += fmt.Sprintf("[[agency]]\nid = \"b%d\"\nname = \"示例市%s\"\nshort = \"%s\"\ncode = \"B%d\"\n", i, name, name, i)
		for year := 2017; year <= 2018; year++ {
			put(fmt.Sprintf("reports/b%d/%d.md", i, year), fmt.Sprintf(`+++
title = "示例市%s%d年政府信息公开工作年度报告"
agency = "b%d"
year = %d
index_number = "B%d/%d-00001"
published = %d-01-10
catalogue = "nb"
keywords = ["行政处罚"]
+++

## 一、总体情况

%s办理申请%d件。

## 二、行政处罚

公开行政处罚决定。
`, name, year, i, year, i, year+1, year+1, name, i+1))
		}
	}
	put("archive.toml", settings)
	site := filepath.Join(dir, "site")
	var messages strings.Builder
	if status := run(context.Background(), []string{"build", "--content", filepath.Join(dir, "content"), "--themes", filepath.Join(dir, "themes"), "--out", site}, io.Discard, &messages, func(string) string { return "" }); status != done {
		t.Fatalf("exit status %d\n%s", status, messages.String())
	}
	return site
}

// TestSearchPageSuggests opens addresses of queries that find nothing, over HTTP under
// a sub-path and from the folder. Only then are the words loaded.
func TestSearchPageSuggests(t *testing.T) {
	dir := suggestSite(t)
	server := httptest.NewServer(http.StripPrefix("/gk/nianbao", http.FileServer(http.Dir(dir))))
	defer server.Close()
	b := newTab(t)
	// wait gives a text of the page as soon as it has one; "" if it gets none.
	wait := func(text string) string {
		t.Helper()
		got, err := chromedp.Run(b, chromedp.Evaluate[string](`new Promise((resolve) => {
			const start = Date.now(), said = document.getElementById("count") || document.getElementById("said");
			const look = () => {
				const text = `+text+`;
				text || Date.now() - start > 15000 ? resolve(text || "") : setTimeout(look, 20);
			};
			look();
		})`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, base := range []string{server.URL + "/gk/nianbao/search/", "file://" + dir + "/search/index.html"} {
		for _, tt := range []struct{ query, said, suggested string }{
			{"商务局", "共 2 项。", ""},
			{"swj", "没有找到。", "商务局（2）|水务局（2）"},
			{"xing zheng chu fa", "没有找到。", "行政处罚（6）"},
			{"行政处法", "没有找到。", "行政处罚（6）"},
			{"魑魅魍魉", "没有找到。", ""},
		} {
			b.open(t, base+"?q="+url.QueryEscape(tt.query), 1280)
			said := wait(`!said.textContent.startsWith("正在") && said.textContent`)
			suggested := eval[string](t, b, `[...document.querySelectorAll("#note a, #near a")].map((a) => a.textContent).join("|")`)
			if said != tt.said || suggested != tt.suggested {
				t.Errorf("%s?q=%s: the page says %q and suggests %q; want %q and %q", base, tt.query, said, suggested, tt.said, tt.suggested)
			}
			if found := eval[int](t, b, `document.querySelectorAll("#results li").length`); tt.said == "没有找到。" && found != 0 {
				t.Errorf("%s: %d results", tt.query, found)
			}
			// The browser keeps no account of files from a disk.
			loaded := eval[bool](t, b, `performance.getEntriesByType("resource").some((e) => /\/search\/(near|words|pinyin)-/.test(e.name))`)
			if strings.HasPrefix(base, "http") && loaded != (tt.said == "没有找到。") {
				t.Errorf("%s?q=%s: the words of the archive are loaded: %v", base, tt.query, loaded)
			}
		}
		// A suggestion is a link to what it says.
		b.open(t, base+"?q=swj", 1280)
		wait(`document.querySelector("#note a, #near a")?.textContent`)
		link := eval[string](t, b, `document.querySelector("#note a, #near a").href`)
		b.open(t, link, 1280)
		if said := wait(`document.querySelector("#results li") && said.textContent`); said != "共 2 项。" {
			t.Errorf("%s: the page says %q", link, said)
		}
		b.quiet(t, base)
	}
}
