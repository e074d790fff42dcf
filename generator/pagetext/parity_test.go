package pagetext

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// serve makes a folder of the scripts and of pages, and gives it with the address of
// a server of it.
func serve(t *testing.T, pages map[string]string) (dir, address string) {
	t.Helper()
	dir = t.TempDir()
	files := map[string]string{
		"index.html": `<!DOCTYPE html><meta charset="utf-8"><script src="load.js"></script><script src="fold.js"></script><main></main>`,
		"load.js": `window.gongkai = {load: (address) => new Promise((resolve) => {
			gongkai.part = (name, value) => resolve(value);
			const script = document.createElement("script");
			script.src = address;
			document.head.append(script);
		})};`,
		"fold.js":   string(Script()) + `gongkai.fold.table = "table.js"; gongkai.answer();`,
		"table.js":  string(TableScript()),
		"answer.js": `gongkai.answer();`,
	}
	for name, text := range pages {
		files[name] = text
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	return dir, server.URL
}

// TestFoldingInTheBrowser folds every character, and mixtures, on both sides.
func TestFoldingInTheBrowser(t *testing.T) {
	ctx := browsertest.Tab(t)
	_, address := serve(t, nil)
	if err := chromedp.Do(ctx, chromedp.Navigate(address+"/index.html")); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for r := rune(0); r <= 0x10FFFF; r++ {
		surrogate := r >= 0xD800 && r < 0xE000
		unassigned := r >= 0x40000 && r < 0xE0000 || r >= 0xE1000 // or of private use: a sample will do
		if !surrogate && (!unassigned || r%97 == 0) {
			texts = append(texts, "a "+string(r)+" b", string(r))
		}
	}
	random := rand.New(rand.NewPCG(1, 1))
	some := []rune("公開政府資訊 \t\n　（）“”…—·ＡＢｃ①㈠㎡ﾊﾞｶﾟe\u0301가각\u1100\u1161 \u200b\ufe0f𠀀🀄,.-/〔〕é")
	for range 5000 {
		text := make([]rune, random.IntN(30))
		for i := range text {
			text[i] = some[random.IntN(len(some))]
		}
		texts = append(texts, string(text))
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(async () => { await gongkai.fold.ready("\u0416"); return true; })()`, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for part := range slices.Chunk(texts, 100_000) {
		in, err := json.Marshal(part)
		if err != nil {
			t.Fatal(err)
		}
		out, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](string(in)+`.map(gongkai.fold.text)`))
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range part {
			if want := FoldString(text); out[i] != want && wrong < 20 {
				wrong++
				t.Errorf("%+q is folded to %+q in the browser, and to %+q here", text, out[i], want)
			}
		}
	}
}

// TestBlocksInTheBrowser cuts pages on both sides, and reads them over HTTP and from
// a folder.
func TestBlocksInTheBrowser(t *testing.T) {
	ctx := browsertest.Tab(t)
	page := `<!DOCTYPE html><html><head><meta charset="utf-8"><title>外</title><script src="load.js" defer></script><script src="fold.js" defer></script></head><body><p>外</p>
<main id="main"><nav>导航</nav><h1>標題 <button>复制</button>二</h1>
<dl><div><dt>索引号</dt><dd>ＡＢＣ-1 &amp; 2</dd></div></dl>
<p>第一
行，<strong>粗</strong>体<br>PDF &lt; 文件 <a href="x">Word</a> 与 <em>A</em> B</p>
<ul><li>甲<ul><li>乙</li></ul>丙</li></ul>
<table><caption>表</caption><thead><tr><th>项</th><th scope="col">数 <small>件</small></th></tr></thead><tbody><tr><td>1,234</td><td><p>二</p></td></tr></tbody></table>
<p hidden>藏</p><div data-nosearch><p>不</p></div><p>Ω ㎢ 藏<span hidden>x</span>后</p>
<form><input name="q">框</form><aside>旁</aside>末</main></body></html>`
	dir, address := serve(t, map[string]string{"page.html": page})
	var want []string
	var s Scanner
	s.Each([]byte(page), func(b Block) {
		want = append(want, fmt.Sprintf("%s %s", [...]string{"text", "cell", "heading", "title"}[b.Kind], string(utf16.Decode(b.Text))))
	})
	if len(want) < 15 {
		t.Fatalf("only %q", want)
	}
	for _, base := range []string{address, "file://" + dir} {
		if err := chromedp.Do(ctx, chromedp.Navigate(base+"/index.html")); err != nil {
			t.Fatal(err)
		}
		got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`gongkai.pageText("page.html").then((all) => all.map((b) => b.kind + " " + b.text))`, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", base, err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %s\nwant %s", base, strings.Join(got, "|"), strings.Join(want, "|"))
		}
	}
}
