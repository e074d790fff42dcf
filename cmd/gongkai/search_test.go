package main

import (
	"encoding/json"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp"

	"gongkai/generator/pagetext"
)

// blocksOfSite gives the folded blocks of all reports and plain pages of a site, by
// address.
func blocksOfSite(t *testing.T, site fs.FS) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	reports, err := fs.Glob(site, "reports/*/*/index.html")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := fs.Glob(site, "*/index.html")
	if err != nil {
		t.Fatal(err)
	}
	lists := []string{"years", "agencies", "catalogue", "index-numbers", "search", "checks"}
	pages = slices.DeleteFunc(pages, func(name string) bool { return slices.Contains(lists, path.Dir(name)) })
	for _, name := range append(reports, pages...) {
		page, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		var s pagetext.Scanner
		s.Each(page, func(b pagetext.Block) {
			address := path.Dir(name) + "/"
			all[address] = append(all[address], string(utf16.Decode(b.Text)))
		})
	}
	return all
}

// TestSearchFindsWhatStandsInPages asks the search page for texts of a demo site,
// over HTTP under a sub-path and from the folder, and looks for them in all pages.
func TestSearchFindsWhatStandsInPages(t *testing.T) {
	dir := demoSite(t)
	b := newTab(t)
	blocks := blocksOfSite(t, os.DirFS(dir))
	var addresses []string
	for a := range blocks {
		addresses = append(addresses, a)
	}
	slices.Sort(addresses)
	type question struct {
		Text string   `json:"text"`
		Want []string `json:"want"`
	}
	random := rand.New(rand.NewPCG(4, 4))
	var questions []question
	for len(questions) < 120 {
		here := blocks[addresses[random.IntN(len(addresses))]]
		text := []rune(here[random.IntN(len(here))])
		n := []int{1, 2, 2, 3, 4, 6, 9, 12, 30}[random.IntN(9)]
		from := random.IntN(max(1, len(text)-n))
		piece := strings.TrimSpace(string(text[from:min(len(text), from+n)]))
		if piece == "" || strings.Contains(piece, `"`) {
			continue
		}
		q := question{piece, []string{}}
		for _, a := range addresses {
			if slices.ContainsFunc(blocks[a], func(block string) bool { return strings.Contains(block, piece) }) {
				q.Want = append(q.Want, a)
			}
		}
		questions = append(questions, q)
	}
	asked, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.StripPrefix("/gk/nianbao", http.FileServer(http.Dir(dir))))
	defer server.Close()
	for _, base := range []string{server.URL + "/gk/nianbao/search/", "file://" + dir + "/search/index.html"} {
		b.open(t, base, 1280)
		wrong, err := chromedp.Run(b, chromedp.Evaluate[string](`(async () => {
			for (const {text, want} of `+string(asked)+`) {
				const {total, urls} = await archiveSearch('"' + text + '"');
				if (total !== urls.length || JSON.stringify([...urls].sort()) !== JSON.stringify(want)) {
					return JSON.stringify({text, want, urls});
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

// TestSearchPage works the page as a reader does.
func TestSearchPage(t *testing.T) {
	dir := demoSite(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	b := newTab(t)
	b.open(t, server.URL+"/search/?q="+"%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A", 1280)
	wait := func(condition string) {
		t.Helper()
		ok, err := chromedp.Run(b, chromedp.Evaluate[bool](`new Promise((resolve) => {
			const start = Date.now();
			const look = () => `+condition+` ? resolve(true) : Date.now() - start > 15000 ? resolve(false) : setTimeout(look, 20);
			look();
		})`, chromedp.EvalAwaitPromise))
		if err != nil || !ok {
			t.Fatalf("%s does not come: %v", condition, err)
		}
	}
	wait(`document.querySelectorAll("#results li mark").length > 0`)
	wait(`/^共 \d+ 项/.test(document.getElementById("said").textContent)`)
	label := eval[string](t, b, `document.querySelector("#facets label").textContent.trim()`)
	if !strings.HasPrefix(label, "20") || !strings.Contains(label, "年 (") {
		t.Errorf("the first facet reads %q", label)
	}
	all := eval[string](t, b, `document.getElementById("said").textContent`)

	// A facet narrows, the address says so, the back button undoes it.
	eval[bool](t, b, `document.querySelector("#facets input").click(), true`)
	wait(`document.getElementById("said").textContent !== ` + string(must(json.Marshal(all))))
	if q := eval[string](t, b, `location.search`); !strings.Contains(q, "year=20") {
		t.Errorf("the address is %s", q)
	}
	eval[bool](t, b, `history.back(), true`)
	wait(`document.getElementById("said").textContent === ` + string(must(json.Marshal(all))))

	// While an input method composes nothing is searched.
	eval[bool](t, b, `(() => {
		window.asked = [];
		const search = gongkai.searcher.search;
		gongkai.searcher.search = function (query, options) {
			asked.push(query);
			return search.call(this, query, options);
		};
		const q = document.getElementById("q");
		q.focus();
		q.dispatchEvent(new CompositionEvent("compositionstart"));
		for (const text of ["z", "zheng", "zheng ce"]) {
			q.value = text;
			q.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
		}
		setTimeout(() => {
			q.value = "没有这样的一句话";
			q.dispatchEvent(new CompositionEvent("compositionend", {bubbles: true}));
		}, 300);
		return true;
	})()`)
	wait(`document.getElementById("said").textContent === "没有找到。"`)
	if asked := eval[string](t, b, `asked.join("|")`); asked != "没有这样的一句话" {
		t.Errorf("asked for %s", asked)
	}

	// A result leads to its page with the hits marked.
	b.open(t, server.URL+"/search/?q="+"%E8%A1%8C%E6%94%BF%E5%A4%84%E7%BD%9A", 360)
	wait(`document.querySelectorAll("#results li mark").length > 0`)
	if wide := eval[bool](t, b, `document.documentElement.scrollWidth > innerWidth`); wide {
		t.Error("the page is wider than a phone")
	}
	link := eval[string](t, b, `document.querySelector("#results h2 a").href`)
	b.open(t, link, 360)
	wait(`document.querySelectorAll("main mark.hit").length > 0`)
	eval[bool](t, b, `[...document.querySelectorAll(".hits button")].pop().click(), true`)
	if left := eval[int](t, b, `document.querySelectorAll("mark.hit, .hits").length`); left != 0 {
		t.Errorf("%d marks are left", left)
	}
	b.quiet(t, "the search page")
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}
