package numbers

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
	"gongkai/generator/pagetext"
)

const bench = `<!DOCTYPE html><meta charset="utf-8"><script src="load.js"></script><script src="fold.js"></script>
<script>gongkai.fold.table = "table.js"; const ready = gongkai.load(%q);</script>`

// page puts the files of a look-up into a folder with a page that loads them.
func page(t *testing.T, f files, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	load, err := os.ReadFile("../load.js")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{
		"search/index.html": fmt.Appendf(nil, bench, script),
		"search/load.js":    load, "search/fold.js": pagetext.Script(), "search/table.js": pagetext.TableScript(),
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

// ask evaluates an async function of a list in the page.
func ask[T any](t *testing.T, ctx context.Context, function string, list any) T {
	t.Helper()
	text, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T]("ready.then(() => ("+function+")("+string(text)+"))", chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestKeysInTheBrowser: both sides have the same key for every character, alone and
// between others. Characters that are newer than Go's tables may differ: no number has any.
func TestKeysInTheBrowser(t *testing.T) {
	ctx := browsertest.Tab(t)
	f, stats := write(t, nil)
	server := httptest.NewServer(http.FileServer(http.Dir(page(t, f, stats.Script))))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for r := rune(0); r <= 0x3FFFF; r++ {
		if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf) {
			texts = append(texts, "2023"+string(r)+"5", "a"+string(r)+"第1号")
		}
	}
	random := rand.New(rand.NewPCG(8, 8))
	some := []rune("年第号號文件民〔〕[]（）／/-－—  1２0Ａbe\u0301①〇𠮷")
	for range 20000 {
		text := make([]rune, random.IntN(14))
		for i := range text {
			text[i] = some[random.IntN(len(some))]
		}
		texts = append(texts, string(text))
	}
	for field, kind := range map[string]Kind{"number": Index, "document": Document} {
		wrong := 0
		for part := range slices.Chunk(texts, 50_000) {
			got := ask[[]string](t, ctx, `async (all) => { await gongkai.fold.ready("\u0416"); return all.map((text) => gongkai.numbers.key(text, "`+field+`")); }`, part)
			for i, text := range part {
				s := spell(text, kind)
				if want := s.key(0, false); got[i] != want && wrong < 20 {
					wrong++
					t.Errorf("%s %+q has the key %+q in the browser, and %+q here", field, text, got[i], want)
				}
			}
		}
	}
}

// TestFindInTheBrowser asks numbers.js what TestFindAgreesWithAllNumbers asks the Reader,
// over HTTP and from a folder.
func TestFindInTheBrowser(t *testing.T) {
	ctx := browsertest.Tab(t)
	for seed, documents := range []int{0, 30, 3000} {
		random := rand.New(rand.NewPCG(uint64(seed), 2))
		all := randomNumbers(random, documents)
		if seed == 0 {
			for i, s := range schemes {
				n := s.number
				n.Document = uint32(i)
				all = append(all, n)
			}
		}
		f, stats := write(t, all)
		dir := page(t, f, stats.Script)
		type question struct {
			Text   string   `json:"text"`
			Field  string   `json:"field"`
			Exact  []uint32 `json:"exact"`
			Prefix []uint32 `json:"prefix"`
		}
		var asked []question
		for range 300 {
			n := &all[random.IntN(len(all))]
			q := question{Text: askedOf(random, n), Field: map[Kind]string{Index: "number", Document: "document"}[n.Kind]}
			exact, prefix := answer(all, q.Text, n.Kind)
			q.Exact, q.Prefix = append([]uint32{}, exact...), append([]uint32{}, prefix...)
			asked = append(asked, q)
		}
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		for _, address := range []string{server.URL + "/search/", "file://" + dir + "/search/index.html"} {
			if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
				t.Fatal(err)
			}
			wrong := ask[[]string](t, ctx, `async (all) => {
				const wrong = [];
				for (const q of all) {
					const {exact, prefix} = await gongkai.numbers.find(q.text, q.field);
					if (!(exact instanceof Uint32Array) || JSON.stringify([[...exact], [...prefix]]) !== JSON.stringify([q.exact, q.prefix])) {
						wrong.push(JSON.stringify({...q, gotExact: [...exact], gotPrefix: [...prefix]}));
					}
				}
				return wrong;
			}`, asked)
			for _, w := range wrong[:min(len(wrong), 5)] {
				t.Errorf("%s: %s", address, w)
			}
		}
		server.Close()
	}
}

// TestHits: the places of a number in the text of a block.
func TestHits(t *testing.T) {
	ctx := browsertest.Tab(t)
	f, stats := write(t, nil)
	server := httptest.NewServer(http.FileServer(http.Dir(page(t, f, stats.Script))))
	defer server.Close()
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, asked, field, want string }{
		{"12620600MB0523338C/2025-04735", "１２６２０６００ｍｂ０５２３３３８Ｃ2025 4735", "number", "12620600mb0523338c/2025-04735"},
		{"12620600MB0523338C/2025-04735", "2025－4735", "number", "2025-04735"},
		{"12620600MB0523338C/2025-04735", "2025-04", "number", "2025-04"},
		{"12620600MB0523338C/2025-04735", "126206", "number", "126206"},
		{"12620600MB0523338C/2025-04735", "2025-47", "number", ""},
		{"SL2009/xin-zf/189；SL2010/gui-wjw/365", "sl2010 gui-wjw 365", "number", "sl2010/gui-wjw/365"},
		{"2025年", "2025", "number", ""},
		{"2025-04-01", "2025-04", "number", ""},
		{"公开年度报告2025，共5件", "2025", "number", ""},
		{"武民〔2023〕5号", "[2023]５", "document", "〔2023〕5号"},
		{"武民〔2023〕5号", "武民2023年第5号", "document", "武民〔2023〕5号"},
		{"武民〔2023〕57号", "5号", "document", ""},
		{"武民〔2023〕57号", "武民〔2023〕5", "document", "武民〔2023〕5"},
		{"5", "5号", "document", ""},
	} {
		got := ask[string](t, ctx, `([text, asked, field]) => {
			const folded = gongkai.fold.text(text);
			return gongkai.numbers.hits(folded, asked, field).map(([from, to]) => folded.slice(from, to)).join("|");
		}`, []string{tt.text, tt.asked, tt.field})
		if got != tt.want {
			t.Errorf("%s in %s: %q; want %q", tt.asked, tt.text, got, tt.want)
		}
	}
}
