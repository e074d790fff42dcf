package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/search/numbers"
)

// cardsOfSite gives the numbers on the cards of all reports. Document is the place of
// the report's address in the list.
func cardsOfSite(t *testing.T, site fs.FS) (all []numbers.Number, addresses []string) {
	t.Helper()
	pages, err := fs.Glob(site, "reports/*/*/index.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		text, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, numbers.OfPage(text, uint32(len(addresses)))...)
		addresses = append(addresses, path.Dir(name)+"/")
	}
	return all, addresses
}

// spellings are ways to write a number that all mean it.
var spellings = map[numbers.Kind][]func(string) string{
	numbers.Index: {
		func(s string) string { return s },
		strings.ToLower,
		fullWidth,
		func(s string) string { return fullWidth(strings.NewReplacer("-", "", "/", "").Replace(s)) },
		func(s string) string { return strings.ReplaceAll(s, "/", "") },
		func(s string) string { return strings.Join(strings.Split(s, "-"), " — ") },
		func(s string) string { return s[strings.Index(s, "/")+1:] },
		func(s string) string { return regexp.MustCompile(`([-/])0+([0-9]+)$`).ReplaceAllString(s, "$1$2") },
		func(s string) string { return s[:len(s)-2] },
	},
	numbers.Document: {
		func(s string) string { return s },
		fullWidth,
		func(s string) string { return strings.NewReplacer("〔", "[", "〕", "]").Replace(s) },
		func(s string) string { return strings.NewReplacer("〔", "（", "〕", "）", "号", "").Replace(s) },
		func(s string) string {
			return strings.NewReplacer("〔", "", "〕", "年第", "号", " 号").Replace(s)
		},
		func(s string) string { return s[max(0, strings.Index(s, "〔")):] },
		func(s string) string { return s[strings.Index(s, "〕")+len("〕"):] },
		func(s string) string { return s[:strings.Index(s, "〕")+len("〕")] },
	},
}

func fullWidth(s string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r <= '~' {
			return r + 0xFEE0
		}
		return r
	}, s)
}

// TestSearchFindsNumbers looks numbers up in a demo site, over HTTP under a sub-path and from
// the folder, and compares with the cards of all pages.
func TestSearchFindsNumbers(t *testing.T) {
	dir := demoSite(t)
	all, addresses := cardsOfSite(t, os.DirFS(dir))
	var formers, documents int
	for i := range all {
		if all[i].Kind == numbers.Document {
			documents++
		} else if strings.HasPrefix(all[i].Text, "SL") {
			formers++
		}
	}
	if len(all) < 100 || documents < 20 || formers < 5 {
		t.Fatalf("the demo has %d numbers, %d of documents, %d former ones", len(all), documents, formers)
	}
	type question struct {
		Query string   `json:"query"`
		Exact []string `json:"exact"`
		All   []string `json:"all"`
	}
	random := rand.New(rand.NewPCG(6, 6))
	var questions []question
	for range 150 {
		n := all[random.IntN(len(all))]
		ways := spellings[n.Kind]
		text := ways[random.IntN(len(ways))](n.Text)
		field := map[numbers.Kind][]string{numbers.Index: {"索引号：", "number:"}, numbers.Document: {"文号:", "document："}}[n.Kind][random.IntN(2)]
		q := question{Query: field + text, Exact: []string{}, All: []string{}}
		if strings.ContainsAny(text, " ") {
			q.Query = field + `"` + text + `"`
		}
		var loose []string
		for i := range all {
			if all[i].Kind != n.Kind {
				continue
			}
			exact, loosely, prefix := all[i].Is(text)
			address := addresses[all[i].Document]
			if exact {
				q.Exact = append(q.Exact, address)
			}
			if loosely {
				loose = append(loose, address)
			}
			if exact || prefix {
				q.All = append(q.All, address)
			}
		}
		if len(q.Exact) == 0 {
			q.Exact, q.All = append(q.Exact, loose...), append(q.All, loose...)
		}
		for _, list := range []*[]string{&q.Exact, &q.All} {
			slices.Sort(*list)
			*list = slices.Compact(*list)
		}
		if !slices.Contains(q.All, addresses[n.Document]) {
			t.Errorf("%s does not mean %s", text, n.Text)
		}
		questions = append(questions, q)
	}
	for _, nothing := range []string{"索引号:没有", "索引号:99999999/2022-00001", "索引号:公开", "文号:没有〔2022〕1号", `索引号:"-"`, "number:年"} {
		questions = append(questions, question{nothing, []string{}, []string{}})
	}
	text, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	asked := string(text)
	server := httptest.NewServer(http.StripPrefix("/gk/nianbao", http.FileServer(http.Dir(dir))))
	defer server.Close()
	b := newTab(t)
	for _, base := range []string{server.URL + "/gk/nianbao/search/", "file://" + dir + "/search/index.html"} {
		b.open(t, base, 1280)
		wrong, err := chromedp.Run(b, chromedp.Evaluate[string](`(async () => {
			await archiveSearch("行政");
			if (performance.getEntriesByType("resource").some((e) => e.name.includes("/search/n"))) {
				return "a search for a word loads the look-up of numbers";
			}
			const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify(b);
			const everything = (await archiveSearch("-没有这样的一句话")).total;
			for (const {query, exact, all} of `+asked+`) {
				const {total, urls} = await archiveSearch(query);
				if (total !== urls.length || !same(urls, all) || !same(urls.slice(0, exact.length), exact)) {
					return JSON.stringify({query, exact, all, urls});
				}
				const others = await archiveSearch("-" + query);
				if (others.total !== everything - total || others.urls.some((u) => all.includes(u))) {
					return "-" + query + ": " + others.total + " of " + everything;
				}
			}
			return "";
		})()`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", base, err)
		}
		if wrong != "" {
			t.Errorf("%s: %s", base, wrong)
		}
		b.quiet(t, base)
	}
}

// TestNumbersOnTheSearchPage: a number that is typed otherwise than it is written is not
// found as a text, but offered; its look-up shows the card's field with the number marked.
func TestNumbersOnTheSearchPage(t *testing.T) {
	dir := demoSite(t)
	all, addresses := cardsOfSite(t, os.DirFS(dir))
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	b := newTab(t)
	wait := func(condition string) { t.Helper(); b.until(t, condition) }
	of := func(kind numbers.Kind) *numbers.Number {
		return &all[slices.IndexFunc(all, func(n numbers.Number) bool {
			return n.Kind == kind && regexp.MustCompile(`/20[0-9]{2}-[0-9]{5}$|〔20[0-9]{2}〕[0-9]+号$`).MatchString(n.Text)
		})]
	}
	for _, tt := range []struct {
		number *numbers.Number
		typed  string
		name   string
	}{
		{of(numbers.Index), fullWidth(strings.NewReplacer("-", "", "/", "").Replace(of(numbers.Index).Text)), "索引号"},
		{of(numbers.Document), strings.NewReplacer("〔", "[", "〕", "] 第").Replace(of(numbers.Document).Text), "文号"},
	} {
		b.open(t, server.URL+"/search/?q="+url.QueryEscape(tt.typed), 1280)
		wait(`document.getElementById("said").textContent.includes("没有找到")`)
		if n := eval[int](t, b, `document.querySelectorAll("#results li").length`); n != 0 {
			t.Errorf("%s: %d results", tt.typed, n)
		}
		link := `[...document.querySelectorAll("main a")].find((a) => a.textContent === ` + quoted(fmt.Sprintf("%s:%s（1）", tt.name, tt.typed)) + `)`
		wait("!!" + link)
		b.open(t, eval[string](t, b, link+".href"), 1280)
		wait(`document.querySelectorAll("#results li .excerpts mark").length > 0`)
		if got := eval[string](t, b, `document.querySelector("#results .excerpts mark").textContent.trim()`); got != tt.number.Text {
			t.Errorf("marked is %s; want %s", got, tt.number.Text)
		}
		if label := eval[string](t, b, `document.querySelector("#results .excerpts a").textContent`); label != tt.name {
			t.Errorf("the field is called %q; want %q", label, tt.name)
		}
		if href := eval[string](t, b, `document.querySelector("#results h2 a").href`); !strings.Contains(href, addresses[tt.number.Document]) {
			t.Errorf("%s leads to %s; want %s", tt.typed, href, addresses[tt.number.Document])
		}
	}
	// What is there as it is typed needs no other search.
	b.open(t, server.URL+"/search/?q="+url.QueryEscape(of(numbers.Index).Text), 1280)
	wait(`document.querySelectorAll("#results li mark").length > 0`)
	if eval[bool](t, b, `performance.getEntriesByType("resource").some((e) => e.name.includes("/search/n"))`) {
		t.Error("a number that stands in a page loads the look-up of numbers")
	}
	b.quiet(t, "the search page")
}
