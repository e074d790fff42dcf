package search

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
	"gongkai/generator/pagetext"
	"gongkai/generator/search/suggest"
)

// A small archive is one of testdata, with its pages.
type smallArchive struct {
	Agency   []struct{ ID, Name, Short string }
	Document []struct {
		At             string // agency/year, or the address of a plain page
		Title          string
		Headings, Body []string
	}
	Word  []string // of the vocabulary, beside the agencies
	Query []struct {
		Text  string
		First []string // the first results
		All   bool     // there are no others
		Why   string
	}
}

func readSmallArchive(t *testing.T, name string) *smallArchive {
	t.Helper()
	var a smallArchive
	meta, err := toml.DecodeFile(filepath.Join("testdata", name), &a)
	if err != nil {
		t.Fatal(err)
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		t.Fatalf("%s: unknown keys %v", name, unknown)
	}
	return &a
}

// write makes the site of an archive: its pages, the index and a search page with the
// scripts that it really has. It gives the folder.
func (a *smallArchive) write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	var mu sync.Mutex
	put := func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	}
	var words suggest.Vocabulary
	contents := &Contents{Catalogues: []Catalogue{{ID: "nb", Label: "年报"}}}
	agencies := map[string]int{}
	for i, g := range a.Agency {
		agencies[g.ID] = i
		contents.Agencies = append(contents.Agencies, Agency{g.ID, g.Name, g.Short})
		words.Add(suggest.Name, g.Name, "", 1)
		words.Add(suggest.Short, g.Short, "", 1)
	}
	for _, w := range a.Word {
		words.Add(suggest.Keyword, w, "", 1)
	}
	collector := NewCollector(len(a.Document), 1000)
	for i, d := range a.Document {
		address := d.At
		if agency, year, ok := strings.Cut(d.At, "/"); ok && year != "" {
			y, err := strconv.Atoi(year)
			if err != nil {
				t.Fatal(err)
			}
			contents.Reports = append(contents.Reports, Report{Agency: agencies[agency], Year: y})
			address = "reports/" + d.At + "/"
		} else {
			contents.Pages = append(contents.Pages, Page{d.At, d.Title})
		}
		var page strings.Builder
		fmt.Fprintf(&page, "<!DOCTYPE html><meta charset=\"utf-8\"><main><h1>%s</h1>", html.EscapeString(d.Title))
		for _, h := range d.Headings {
			fmt.Fprintf(&page, "<h2>%s</h2>", html.EscapeString(h))
		}
		for _, p := range d.Body {
			fmt.Fprintf(&page, "<p>%s</p>", html.EscapeString(p))
		}
		page.WriteString("</main>")
		if err := put(address+"index.html", []byte(page.String())); err != nil {
			t.Fatal(err)
		}
		var document Document
		var scanner pagetext.Scanner
		scanner.Each([]byte(page.String()), func(b pagetext.Block) {
			document.Add(map[pagetext.Kind]Tier{pagetext.Title: Title, pagetext.Heading: Heading}[b.Kind], b.Text)
		})
		collector.Add(i, &document)
	}
	files := words.Files()
	for _, f := range files {
		if err := put("search/"+f.Name, f.Data); err != nil {
			t.Fatal(err)
		}
	}
	contents.Suggest = files[0].Name
	stats, err := collector.Write(context.Background(), 1, contents, put)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"search/index.html": fmt.Appendf(nil, `<!DOCTYPE html><meta charset="utf-8">
<script type="application/json" id="archive-index">{"index":%q}</script><script src="find.js"></script>`, stats.Directory),
		"search/find.js": PageScript("fold.js"),
		"search/fold.js": pagetext.TableScript(),
	} {
		if err := put(name, data); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// ask runs a script, the body of an asynchronous function, in the search page of a
// folder, over HTTP.
func ask[T any](t *testing.T, dir, script string) T {
	t.Helper()
	ctx := browsertest.Tab(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/index.html")); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](`(async () => {`+script+`})()`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func jsonOf(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestJudgedList compares the order of results with what was judged.
func TestJudgedList(t *testing.T) {
	a := readSmallArchive(t, "judged.toml")
	var texts []string
	for _, q := range a.Query {
		texts = append(texts, q.Text)
	}
	got := ask[[][]string](t, a.write(t), `
		const all = [];
		for (const text of `+jsonOf(t, texts)+`) {
			all.push((await archiveSearch(text)).urls);
		}
		return all;`)
	for i, q := range a.Query {
		var results []string
		for _, address := range got[i] {
			if at, ok := strings.CutPrefix(address, "reports/"); ok {
				address = strings.TrimSuffix(at, "/")
			}
			results = append(results, address)
		}
		first := results[:min(len(results), len(q.First))]
		if !slices.Equal(first, q.First) || q.All && len(results) > len(q.First) {
			t.Errorf("%s: %s\n got %s\nwant %s", q.Text, q.Why, strings.Join(results, " "), strings.Join(q.First, " "))
		}
	}
}
