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
