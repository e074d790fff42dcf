package search

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// bench is a page with the engine over a corpus. Folding, parsing and the text of
// pages are doubles: what is tested is the engine's reading of the index.
const bench = `<!DOCTYPE html><meta charset="utf-8">
<script type="application/json" id="archive-index">{"index":%q}</script>
<script src="load.js"></script><script src="double.js"></script><script src="engine.js"></script>`

const double = `Object.assign(window.gongkai, {
	fold: {ready: async () => {}, text: (s) => s},
	query: (q) => ({terms: q.split("\u0001").map((text) => ({text, raw: text, not: false, field: ""})), tests: [], problems: []}),
	pageText: async (url) => { window.looked = (window.looked || 0) + 1; return documents[Number(/p(\d+)\//.exec(url)[1])].map((text) => ({text, kind: "body"})); },
});
const documents = %s;`

// TestEngine asks the engine in a browser what TestEveryTextIsFound asks the Reader,
// over HTTP and from a folder.
func TestEngine(t *testing.T) {
	ctx := browsertest.Tab(t)
	for seed, alphabet := range []string{"ab", "公开政府信息申请年度报告工作县局", "𠀀a公\"\\\n\r"} {
		random := rand.New(rand.NewPCG(uint64(seed), 9))
		c := randomCorpus(random, 150, alphabet)
		c.build(t, 2)
		dir := t.TempDir()
		texts, err := json.Marshal(c.documents)
		if err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{
			"search/index.html": fmt.Appendf(nil, bench, c.stats.Directory),
			"search/double.js":  fmt.Appendf(nil, double, texts),
			"search/load.js":    loadScript,
			"search/engine.js":  engineScript,
		}
		for name, data := range c.files {
			files[name] = data
		}
		for name, data := range files {
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		type question struct {
			Text string   `json:"text"`
			Want []string `json:"want"`
		}
		var questions []question
		for range 250 {
			block := []rune(c.documents[random.IntN(len(c.documents))][0])
			from := random.IntN(len(block))
			text := block[from : from+1+random.IntN(min(len(block)-from, 40))]
			if random.IntN(2) == 0 {
				other := []rune(c.documents[random.IntN(len(c.documents))][0])
				text = append(slices.Clone(text), other[random.IntN(len(other)):]...)
			}
			q := question{Text: string(text), Want: []string{}}
			for d := range c.documents {
				if c.holds(uint32(d), q.Text) {
					q.Want = append(q.Want, fmt.Sprintf("p%d/", d))
				}
			}
			slices.Sort(q.Want)
			questions = append(questions, q)
		}
		asked, err := json.Marshal(questions)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		for _, address := range []string{server.URL + "/search/index.html", "file://" + dir + "/search/index.html"} {
			if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
				t.Fatal(err)
			}
			wrong, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(async () => {
				for (const {text, want} of `+string(asked)+`) {
					const {total, urls} = await archiveSearch(text);
					if (total !== urls.length || JSON.stringify([...urls].sort()) !== JSON.stringify(want)) {
						return JSON.stringify({text, want, urls});
					}
				}
				return "";
			})()`, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s: %v", address, err)
			}
			if wrong != "" {
				t.Errorf("%s: %s", address, wrong)
			}
		}
		server.Close()
	}
}
