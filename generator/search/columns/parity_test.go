package columns

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
	"gongkai/generator/pagetext"
)

const bench = `<!DOCTYPE html><meta charset="utf-8"><script src="load.js"></script><script src="fold.js"></script><script src="query.js"></script>
<script>gongkai.fold.table = "table.js"; const ready = gongkai.load(%q);</script>`

// page puts the files into a folder with a page that loads them.
func page(t *testing.T, f files, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	all := map[string][]byte{
		"search/index.html": fmt.Appendf(nil, bench, script),
		"search/fold.js":    pagetext.Script(), "search/table.js": pagetext.TableScript(),
	}
	for _, name := range []string{"load.js", "query.js"} {
		text, err := os.ReadFile("../" + name)
		if err != nil {
			t.Fatal(err)
		}
		all["search/"+name] = text
	}
	for name, data := range f {
		all[name] = data
	}
	for name, data := range all {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// spelt writes a test with a key as a reader would.
func spelt(key string, test Test) string {
	if test.Op == ".." {
		return key + ":" + test.From + ".." + test.To
	}
	return key + test.Op + test.From
}

// TestTestsInTheBrowser asks columns.js what TestEvaluateAgreesWithAllReports asks the Reader,
// over HTTP and from a folder.
func TestTestsInTheBrowser(t *testing.T) {
	ctx := browsertest.Tab(t)
	for seed, n := range []int{1, 60, 3000} {
		random := rand.New(rand.NewPCG(uint64(seed), 2))
		reports := randomReports(random, n)
		f, stats := write(t, reports)
		dir, r := page(t, f, stats.Script), f.reader(t, stats)
		type question struct {
			Query string   `json:"query"`
			Docs  []uint32 `json:"docs"`
		}
		var asked []question
		for range 200 {
			keys := r.Keys()
			key, test := keys[random.IntN(len(keys))], randomTest(random)
			asked = append(asked, question{spelt(key, test), bruteForce(reports, key, test)})
		}
		text, err := json.Marshal(asked)
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		for _, address := range []string{server.URL + "/search/", "file://" + dir + "/search/index.html"} {
			if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
				t.Fatal(err)
			}
			wrong, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`ready.then(async () => {
				const wrong = [];
				for (const q of `+string(text)+`) {
					const parsed = gongkai.query(q.query);
					await gongkai.columns.understand(parsed);
					const docs = parsed.tests.length === 1 && parsed.terms.length + parsed.problems.length === 0 && await gongkai.columns.evaluate(parsed.tests[0]);
					if (!(docs instanceof Uint32Array) || JSON.stringify([...docs]) !== JSON.stringify(q.docs)) {
						wrong.push(q.query + ": " + JSON.stringify({...parsed, got: docs && docs.length, want: q.docs.length}));
					}
				}
				return wrong;
			})`, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range wrong[:min(len(wrong), 5)] {
				t.Errorf("%s: %s", address, w)
			}
		}
		server.Close()
	}
}

// TestNames: what names and numbers mean. A test is told as its columns with operator and
// numbers; a text, by itself.
func TestNames(t *testing.T) {
	ctx := browsertest.Tab(t)
	f, stats := write(t, randomReports(rand.New(rand.NewPCG(9, 9)), 60))
	server := httptest.NewServer(http.FileServer(http.Dir(page(t, f, stats.Script))))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		query, want string
		note        bool
	}{
		{"行政处罚>100", "2021.proactive.penalty 2019.proactive.penalty.decisions > 100", false},
		{"行政處罰＞１，０００", "2021.proactive.penalty 2019.proactive.penalty.decisions > 1000", false},
		{"行政许可:100..500", "2021.proactive.licensing 2019.proactive.licensing.decisions .. 100 500", false},
		{"行政许可＝..５", "2021.proactive.licensing 2019.proactive.licensing.decisions ..  5", false},
		{"结转下年度=0", "2021.requests.carried_out.total 2019.requests.carried_out.total = 0", false},
		{"结转下年度继续办理≠0", "2021.requests.carried_out.total 2019.requests.carried_out.total != 0", false},
		{"新收>=50", "2021.requests.received.total 2019.requests.received.total free.statistics.requests.received >= 50", true},
		{"予以公开·自然人>3", "2021.requests.granted.natural 2019.requests.granted.natural > 3", false},
		{"予以公开/自然人>3", "2021.requests.granted.natural 2019.requests.granted.natural > 3", false},
		{"予以公开.自然人>3", "2021.requests.granted.natural 2019.requests.granted.natural > 3", false},
		{"不予公开/属于国家秘密≥1件", "2021.requests.denied.state_secret.total 2019.requests.denied.state_secret.total >= 1", false},
		{"行政处罚·本年增/减<0", "2019.proactive.penalty.change < 0", false},
		{"requests.received.total>=50", "2021.requests.received.total 2019.requests.received.total >= 50", false},
		{"statistics.fees<1", "free.statistics.fees < 1", false},
		{"行政事业性收费>1.5", "2021.proactive.fees > 1.5", false},
		{"proactive.fees>1.5万", "2021.proactive.fees > 1.5", false},
		{"proactive.fees>15000元", "2021.proactive.fees > 1.5", false},
		{"proactive.fees>0.2亿元", "2021.proactive.fees > 2000", false},
		{"行政处罚>1.2万", "2021.proactive.penalty 2019.proactive.penalty.decisions > 12000", false},
		{"行政处罚>5亩", `"行政处罚>5亩"`, true},
		{"没有这一栏>5", `"没有这一栏>5"`, true},
		{"不予>5", `"不予>5"`, true},
		{"5>3", `"5>3"`, false},
		{"a=b", `"a=b"`, false},
		{"p=5", `"p=5"`, false},
		{"行政处罚>很多", `"行政处罚>很多"`, false},
		{`"行政处罚>100"`, `"行政处罚>100"`, false},
		{"年度:2019..2022", `"2019..2022"`, false},
		{"甲 没有这一栏>5 乙", `"甲" "没有这一栏>5" "乙"`, true},
	} {
		text, err := json.Marshal(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`ready.then(async () => {
			const query = `+string(text)+`;
			await gongkai.fold.ready(query);
			const parsed = gongkai.query(query);
			await gongkai.columns.understand(parsed);
			return [[
				...parsed.tests.map((t) => [...t.columns.map((c) => c.column.table.format + "." + c.column.key), t.op, t.columns[0].from, t.columns[0].to].join(" ").trim()),
				...parsed.terms.map((t) => JSON.stringify(t.text)),
			].join(" "), ...parsed.problems.map((p) => p.text)];
		})`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		if got[0] != tt.want || len(got) > 1 != tt.note {
			t.Errorf("%s is %v; want %s, noted: %v", tt.query, got, tt.want, tt.note)
		}
	}
}
