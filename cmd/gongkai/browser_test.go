package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// The tests in this file look at a whole site in Chromium.

// demoSite builds a demo archive and gives the folder of its site.
func demoSite(t *testing.T) string { return demoSiteOf(t, 9, 12) }

// demoSiteOf builds a demo archive of any size.
func demoSiteOf(t *testing.T, agencies, years int) string {
	t.Helper()
	browsertest.Need(t)
	dir := t.TempDir()
	archive, site := filepath.Join(dir, "archive"), filepath.Join(dir, "site")
	for _, args := range [][]string{
		{"demo", "--agencies", fmt.Sprint(agencies), "--years", fmt.Sprint(years), archive},
		{"build", "--content", filepath.Join(archive, "content"), "--themes", filepath.Join(archive, "themes"), "--out", site},
	} {
		var messages strings.Builder
		if status := run(context.Background(), args, io.Discard, &messages, func(string) string { return "" }); status != done {
			t.Fatalf("gongkai %v: exit status %d\n%s", args, status, messages.String())
		}
	}
	return site
}

// A tab is one page of the browser with what it complained of.
type tab struct {
	context.Context
	mu         sync.Mutex
	complaints []string
}

func newTab(t *testing.T) *tab {
	ctx := browsertest.Tab(t)
	b := &tab{Context: ctx}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.Type == "error" || m.Type == "warning" || m.IsException() {
				b.mu.Lock()
				b.complaints = append(b.complaints, m.String())
				b.mu.Unlock()
			}
		}
	}()
	return b
}

// quiet fails the test if the browser complained: of an error in a script, a file
// that is not there, something that the policy of the page forbids.
func (b *tab) quiet(t *testing.T, where string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		t.Errorf("%s: %s", where, c)
	}
	b.complaints = nil
}

// open opens a page at a width.
func (b *tab) open(t *testing.T, address string, width int64) {
	t.Helper()
	if err := chromedp.Do(b, chromedp.EmulateViewport(width, 900), chromedp.Navigate(address)); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
}

// eval gives the value of a JavaScript expression in the page.
func eval[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// kinds gives an address of each kind of page.
func kinds(t *testing.T, site string) []string {
	t.Helper()
	kinds := []string{"", "years/", "agencies/", "catalogue/", "index-numbers/", "search/", "404.html"}
	for _, pattern := range []string{
		"reports/*/2023/", "reports/*/2019/", "reports/*/2016/", "years/2022/", "agencies/*/", "catalogue/*/",
		"index-numbers/*/*/", "guide/", "about/",
	} {
		found, err := filepath.Glob(filepath.Join(site, pattern, "index.html"))
		if err != nil || len(found) == 0 {
			t.Fatalf("the demo has no page %s (%v)", pattern, err)
		}
		name, _ := filepath.Rel(site, filepath.Dir(found[0]))
		kinds = append(kinds, filepath.ToSlash(name)+"/")
	}
	return kinds
}

func TestPagesInABrowser(t *testing.T) {
	b := newTab(t)
	site := demoSite(t)
	files := http.FileServer(http.Dir(site))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		http.StripPrefix("/a/path", files).ServeHTTP(w, r)
	}))
	defer server.Close()
	for _, kind := range kinds(t, site) {
		if kind == "404.html" {
			continue // its links begin at base_url
		}
		for _, width := range []int64{360, 1280} {
			where := fmt.Sprintf("%q at %d px", kind, width)
			b.open(t, server.URL+"/a/path/"+kind, width)
			if over := eval[int](t, b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
				t.Errorf("%s scrolls sideways by %d px", where, over)
			}
			if n := eval[int](t, b, "document.querySelectorAll('h1').length"); n != 1 {
				t.Errorf("%s has %d h1", where, n)
			}
			if foreign := eval[string](t, b, "performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin + '/a/path/') && !n.endsWith('/favicon.ico')).join(' ')"); foreign != "" {
				t.Errorf("%s loads %s", where, foreign)
			}
			b.quiet(t, where)
		}
	}
}

func TestSiteFromAFolder(t *testing.T) {
	b := newTab(t)
	site := demoSite(t)
	b.open(t, "file://"+site+"/index.html", 1280)
	b.quiet(t, "the home page from a folder")
	for _, step := range []struct{ link, want string }{
		{"a[href*='years/']", "/index.html"},
		{"main a[href*='reports/']", "/index.html"},
	} {
		where := eval[string](t, b, fmt.Sprintf("document.querySelector(%q).href", step.link))
		if !strings.HasSuffix(strings.SplitN(where, "#", 2)[0], step.want) {
			t.Errorf("%s leads to %s; want a file", step.link, where)
		}
		b.open(t, where, 1280)
		if n := eval[int](t, b, "document.querySelectorAll('main h1').length"); n != 1 {
			t.Errorf("%s has %d h1 in main", where, n)
		}
		b.quiet(t, where)
	}
}

func TestLinkToACell(t *testing.T) {
	b := newTab(t)
	site := demoSite(t)
	found, _ := filepath.Glob(filepath.Join(site, "reports/*/2023/index.html"))
	b.open(t, "file://"+found[0]+"#requests.received.total", 1280)
	background := func(id string) string {
		return eval[string](t, b, fmt.Sprintf("getComputedStyle(document.getElementById(%q)).backgroundColor", id))
	}
	if target, other := background("requests.received.total"), background("requests.carried_in.total"); target == other {
		t.Errorf("the cell linked to has the background of the others, %s", other)
	}
	if seen := eval[bool](t, b, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.getElementById('requests.received.total').getBoundingClientRect())"); !seen {
		t.Error("the cell linked to is out of sight")
	}
}

func TestFinder(t *testing.T) {
	b := newTab(t)
	site := demoSite(t)
	b.open(t, "file://"+site+"/search/index.html?q=2023", 1280)
	hits, err := chromedp.Run(b, chromedp.Poll[int]("document.querySelectorAll('main li a, main article a').length"))
	if err != nil || hits == 0 {
		t.Fatalf("%d hits, %v", hits, err)
	}
	if marks := eval[int](t, b, "document.querySelectorAll('main mark').length"); marks == 0 {
		t.Error("no hit is marked")
	}
	if said := eval[string](t, b, "document.querySelector('[aria-live], [role=status]').textContent"); !regexp.MustCompile(`\d`).MatchString(said) {
		t.Errorf("the live region says %q; want the number of hits", said)
	}
	b.quiet(t, "the search page")
}

func TestPrint(t *testing.T) {
	b := newTab(t)
	site := demoSite(t)
	found, _ := filepath.Glob(filepath.Join(site, "reports/*/2023/index.html"))
	b.open(t, "file://"+found[0], 1280)
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if pages := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1)); pages < 2 || pages > 12 {
		t.Errorf("a report is printed on %d pages", pages)
	}
	// A4 is 595 × 842 points.
	if !regexp.MustCompile(`/MediaBox \[0 0 59[45][.\d]* 84[12]`).Match(pdf) {
		t.Error("the paper is not A4")
	}
}
