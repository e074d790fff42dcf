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
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/search/columns"
)

// cellsOfSite gives the numbers in the tables of all reports, by address and key.
func cellsOfSite(t *testing.T, site fs.FS) map[string]map[string]string {
	t.Helper()
	pages, err := fs.Glob(site, "reports/*/*/index.html")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]map[string]string{}
	for _, name := range pages {
		text, err := fs.ReadFile(site, name)
		if err != nil {
			t.Fatal(err)
		}
		cells := map[string]string{}
		columns.OfPage(text, func(key, number string) { cells[key] = number })
		all[path.Dir(name)+"/"] = cells
	}
	return all
}

// named are names with the cells that they mean, in whatever format.
var named = map[string][]string{
	"行政处罚":                                  {"proactive.penalty", "proactive.penalty.decisions"},
	"行政许可":                                  {"proactive.licensing", "proactive.licensing.decisions"},
	"行政事业性收费":                               {"proactive.fees"},
	"新收":                                    {"requests.received.total", "statistics.requests.received"},
	"结转下年度":                                 {"requests.carried_out.total"},
	"予以公开":                                  {"requests.granted.total"},
	"予以公开·自然人":                              {"requests.granted.natural"},
	"当面申请数":                                 {"statistics.requests.received_by.in_person"},
	"复议后起诉/尚未审结":                            {"disputes.litigation_after.pending"},
	"requests.denied.state_secret.business": {"requests.denied.state_secret.business"},
}

// TestSearchTestsNumbers tests numbers in a demo site, over HTTP under a sub-path and
// from the folder, and compares with the tables of all pages.
func TestSearchTestsNumbers(t *testing.T) {
	dir := demoSite(t)
	all := cellsOfSite(t, os.DirFS(dir))
	type question struct {
		Query string   `json:"query"`
		URLs  []string `json:"urls"`
	}
	var questions []question
	random := rand.New(rand.NewPCG(4, 4))
	found := 0
	names := []string{}
	for name := range named {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		numbers := []string{"0", "1", "1000000"}
		for _, cells := range all {
			for _, key := range named[name] {
				if n, ok := cells[key]; ok {
					numbers = append(numbers, n)
				}
			}
		}
		slices.SortFunc(numbers, columns.Compare)
		for _, op := range []string{">", ">=", "<", "<=", "=", "!=", ".."} {
			test := columns.Test{Op: op, From: numbers[random.IntN(len(numbers))]}
			query := name + op + test.From
			if op == ".." {
				test.To = numbers[slices.Index(numbers, test.From)+random.IntN(len(numbers)-slices.Index(numbers, test.From))]
				query = name + ":" + test.From + ".." + test.To
			}
			q := question{Query: fullWidth(query), URLs: []string{}}
			if random.IntN(2) == 0 {
				q.Query = query
			}
			for address, cells := range all {
				for _, key := range named[name] {
					if n, ok := cells[key]; ok && test.Passes(n) {
						q.URLs = append(q.URLs, address)
					}
				}
			}
			slices.Sort(q.URLs)
			found += len(q.URLs)
			questions = append(questions, q)
		}
	}
	for query, passes := range map[string]func(year string) bool{
		"年度>=2020": func(year string) bool { return year >= "2020" },
		"年度<2015":  func(year string) bool { return year < "2015" },
	} {
		q := question{query, []string{}}
		for address := range all {
			if passes(path.Base(address)) {
				q.URLs = append(q.URLs, address)
			}
		}
		slices.Sort(q.URLs)
		questions = append(questions, q)
	}
	if found < 500 {
		t.Errorf("all tests together are passed by %d reports", found)
	}
	for _, text := range []string{"没有这一栏>5", "5>3", "a=b", `"行政处罚>0"`} {
		questions = append(questions, question{text, []string{}})
	}
	text, err := json.Marshal(questions)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.StripPrefix("/gk/nianbao", http.FileServer(http.Dir(dir))))
	defer server.Close()
	b := newTab(t)
	for _, base := range []string{server.URL + "/gk/nianbao/search/", "file://" + dir + "/search/index.html"} {
		b.open(t, base, 1280)
		wrong, err := chromedp.Run(b, chromedp.Evaluate[string](`(async () => {
			await archiveSearch("行政处罚 -听证 5>3 a=b");
			if (performance.getEntriesByType("resource").some((e) => /\/search\/c/.test(e.name))) {
				return "a search without a test loads the list of columns";
			}
			const same = (a, b) => JSON.stringify([...a].sort()) === JSON.stringify(b);
			const everything = (await archiveSearch("-没有这样的一句话")).total;
			for (const {query, urls: want} of `+string(text)+`) {
				const {total, urls} = await archiveSearch(query);
				if (total !== urls.length || !same(urls, want)) {
					return JSON.stringify({query, want, urls});
				}
				const others = await archiveSearch("-" + query);
				if (others.total !== everything - total || others.urls.some((u) => want.includes(u))) {
					return "-" + query + ": " + others.total + " of " + everything;
				}
				const year = await archiveSearch("年度:2022 " + query);
				if (!same(year.urls, want.filter((u) => u.endsWith("/2022/")))) {
					return "年度:2022 " + query + ": " + year.urls;
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

// TestTestsOnTheSearchPage: a result shows the cell by its row and column with the number
// marked, and leads to it; how a name was understood is said.
func TestTestsOnTheSearchPage(t *testing.T) {
	dir := demoSite(t)
	all := cellsOfSite(t, os.DirFS(dir))
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	b := newTab(t)
	for _, base := range []string{server.URL + "/search/", "file://" + dir + "/search/index.html"} {
		b.open(t, base+"?q="+url.QueryEscape("申请 新收>=1 年度:2021.."), 1280)
		b.until(t, `document.querySelectorAll("#results li .excerpts .cell mark").length > 0`)
		if note := eval[string](t, b, `document.getElementById("note").textContent`); !strings.Contains(note, "本年新收政府信息公开申请数量·总计") {
			t.Errorf("the note says %q", note)
		}
		first := `[...document.querySelectorAll("#results .excerpts .cell")].find((e) => e.querySelector("a").hash === "#requests.received.total")`
		b.until(t, "!!"+first)
		label, href, number := eval[string](t, b, first+`.querySelector("a").textContent`), eval[string](t, b, first+`.querySelector("a").href`), eval[string](t, b, first+`.querySelector("mark").textContent`)
		if !strings.Contains(label, "本年新收政府信息公开申请数量 · 总计") {
			t.Errorf("the cell is called %q", label)
		}
		at := strings.Index(href, "reports/")
		address, _, _ := strings.Cut(href[at:], "?")
		address = strings.TrimSuffix(address, "index.html")
		if want := all[address]["requests.received.total"]; number != want || want == "" {
			t.Errorf("%s: marked is %q; want %q", href, number, want)
		}
		b.open(t, href, 1280)
		b.until(t, `!!document.querySelector("mark.hit.now")`)
		if id := eval[string](t, b, `document.querySelector("mark.hit.now").closest("td")?.id ?? ""`); id != "requests.received.total" {
			t.Errorf("the page begins with the hit in %q", id)
		}
		b.open(t, base+"?q="+url.QueryEscape("没有这一栏>5"), 1280)
		b.until(t, fmt.Sprintf(`document.getElementById("note").textContent.includes(%s)`, quoted("按原文查找")))
		b.quiet(t, base)
	}
}
