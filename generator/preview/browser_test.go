package preview

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
	"gongkai/themes"
)

// A tab is a page of the browser.
type tab struct {
	context.Context
	t *testing.T
}

// openTab opens an address of the preview at a width, and waits for its script.
func (s *site) openTab(ctx context.Context, path string, width int64) *tab {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	s.t.Cleanup(cancel)
	b := &tab{ctx, s.t}
	if err := chromedp.Do(b, chromedp.EmulateViewport(width, 900), chromedp.Navigate(s.http.URL+path)); err != nil {
		s.t.Fatal(err)
	}
	b.wait(tools + " !== null")
	return b
}

// tools is the root of the preview's own elements.
const tools = `(document.querySelector("data-preview-tools")?.shadowRoot.querySelector(".bar > *") ?? null)`

func inTools(selector string) string {
	return fmt.Sprintf("document.querySelector('data-preview-tools').shadowRoot.querySelector(%q)", selector)
}

// wait waits until an expression is true. Meanwhile the page may be loaded anew.
func (b *tab) wait(expression string) {
	b.t.Helper()
	for b.Err() == nil {
		if ok, err := chromedp.Run(b, chromedp.Evaluate[bool]("Boolean("+expression+")")); err == nil && ok {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	last, err := chromedp.Run(b.Context, chromedp.Evaluate[bool]("Boolean("+expression+")"))
	b.t.Fatalf("%s is not so: %v %v", expression, last, err)
}

// eval gives the value of an expression.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func (b *tab) do(expression string) { b.t.Helper(); eval[bool](b, "("+expression+", true)") }

// shot keeps a picture where GONGKAI_SHOTS names a folder for it.
func (b *tab) shot(name string) {
	b.t.Helper()
	dir := os.Getenv("GONGKAI_SHOTS")
	if dir == "" {
		return
	}
	picture, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

func shows(text string) string { return fmt.Sprintf("document.body.textContent.includes(%q)", text) }

// TestEdit changes a sentence and a cell: the page changes without being loaded
// anew and stays where it was. A new heading loads it anew, at the same place.
func TestEdit(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	b := s.openTab(ctx, aReport, 1280)
	b.do("window.before = true")
	b.do("scrollTo(0, 700)")
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "改过的一句话。", 3))
	b.wait(shows("改过的一句话。"))
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "改过的一句话。", 7))
	b.wait("document.getElementById('requests.received.natural').firstChild.nodeValue === '7'")
	text := reportText("cz", 2023, "改过的一句话。\n\n多出来的一段。", 7)
	s.save("content/reports/cz/2023.md", text)
	b.wait(shows("多出来的一段。"))
	if !eval[bool](b, "window.before === true") {
		t.Error("a changed sentence loads the page anew")
	}
	place := "document.getElementById('table-requests').getBoundingClientRect().top"
	was := eval[float64](b, place)
	s.save("content/reports/cz/2023.md", strings.Replace(text, "## 六、其他", "### 新的标题\n\n一段。\n\n## 六、其他", 1))
	b.wait("window.before === undefined && " + shows("新的标题") + " && " + tools + " !== null")
	if is := eval[float64](b, place); is < was-3 || is > was+3 {
		t.Errorf("loaded anew, the table stands at %.0f px; it was at %.0f", is, was)
	}
	// What the patches have made is what a fresh page has.
	s.save("content/reports/cz/2023.md", text)
	b.wait("!" + shows("新的标题"))
	same := `fetch(location.href).then(a => a.text()).then(text => {
		const now = document.documentElement.cloneNode(true), fresh = new DOMParser().parseFromString(text, "text/html").documentElement;
		for (const e of [...now.querySelectorAll("data-preview-tools, data-preview-mark")]) e.remove();
		const bare = e => e.querySelector("main").innerHTML.replace(/ data-preview-finding="[^"]*"/g, "").replace(/ hidden=""| aria-current=""/g, "");
		return bare(now) === bare(fresh);
	})`
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "最后一句。", 5))
	b.wait(shows("最后一句。"))
	value, err := chromedp.Run(b, chromedp.Evaluate[bool](same, chromedp.EvalAwaitPromise))
	if err != nil || !value {
		t.Errorf("the patched page is not the fresh one (%v)", err)
	}
}

// TestStyle swaps the style sheet.
func TestStyle(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	css, err := fs.ReadFile(themes.Default(), "assets/site.css")
	if err != nil {
		t.Fatal(err)
	}
	b := s.openTab(ctx, aReport, 1280)
	b.do("window.before = true")
	s.save("themes/default/assets/site.css", string(css)+"\nh1 { letter-spacing: 7px; }\n")
	b.wait("getComputedStyle(document.querySelector('h1')).letterSpacing === '7px'")
	b.wait("document.querySelectorAll('link[rel=stylesheet]').length === 1")
	if !eval[bool](b, "window.before === true") {
		t.Error("a changed style sheet loads the page anew")
	}
}

func TestOverlay(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	for _, width := range []int64{1280, 390} {
		b := s.openTab(ctx, aReport, width)
		good := reportText("cz", 2023, fmt.Sprintf("宽 %d。", width), 3)
		s.save("content/reports/cz/2023.md", strings.Replace(good, "licensing = 1203", "licensing = [1203]\npenalties = 3", 1))
		b.wait(inTools(".overlay .sheet"))
		overlay := eval[string](b, inTools(".overlay")+".innerText")
		for _, part := range []string{"content/reports/cz/2023.md:8:", "licensing = [1203]", "2 处错误"} {
			if !strings.Contains(overlay, part) {
				t.Errorf("the overlay lacks %q:\n%s", part, overlay)
			}
		}
		if role := eval[string](b, inTools(".overlay .sheet")+".getAttribute('role')"); role != "dialog" {
			t.Errorf("role %q", role)
		}
		if at := eval[string](b, "document.querySelector('data-preview-tools').shadowRoot.activeElement?.className ?? document.activeElement.nodeName"); at != "sheet" {
			t.Errorf("the focus is on %s; want the overlay", at)
		}
		b.shot(fmt.Sprintf("overlay-%d", width))
		b.do("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))")
		b.wait(inTools(".overlay") + ".hidden && " + inTools(".broken"))
		b.shot(fmt.Sprintf("folded-%d", width))
		b.do(inTools(".broken") + ".click()")
		b.wait("!" + inTools(".overlay") + ".hidden")
		s.save("content/reports/cz/2023.md", good)
		b.wait(inTools(".overlay") + ".hidden && !" + inTools(".broken") + " && " + shows(fmt.Sprintf("宽 %d。", width)))
	}
}

func TestOverlayOfTheme(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	b := s.openTab(ctx, "/", 1280)
	s.save("themes/default/notfound.html", `{{define "main"}}{{.Nothing}}{{end}}`)
	b.wait(inTools(".overlay .sheet"))
	if overlay := eval[string](b, inTools(".overlay")+".innerText"); !strings.Contains(overlay, "themes/default/notfound.html:1:") || !strings.Contains(overlay, "{{.Nothing}}") {
		t.Errorf("the overlay says\n%s", overlay)
	}
	s.save("themes/default/notfound.html", `{{define "main"}}<h1>没有</h1>{{end}}`)
	b.wait(inTools(".overlay") + ".hidden")
}

func TestMarks(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	for _, width := range []int64{1280, 390} {
		b := s.openTab(ctx, aReport, width)
		s.save("content/reports/cz/2023.md", reportText("cz", 2023, "全年工作平稳。", 8))
		b.wait("document.getElementById('requests.received.natural').querySelector('data-preview-mark')")
		mark := "document.getElementById('requests.received.natural').querySelector('data-preview-mark').shadowRoot.querySelector('button')"
		b.do("document.getElementById('requests.received.natural').scrollIntoView({block: 'center'})")
		b.do(mark + ".dispatchEvent(new Event('mouseenter'))") // the window may have no focus
		b.wait("!" + inTools(".tip") + ".hidden && " + inTools(".tip") + ".textContent.length > 10")
		b.shot(fmt.Sprintf("mark-%d", width))
		b.do(mark + ".click()")
		b.wait(inTools(".panel li.now"))
		b.shot(fmt.Sprintf("panel-%d", width))
		b.do("scrollTo(0, 0)")
		b.do(inTools(".panel li.now .message") + ".click()")
		b.wait("scrollY > 300")
		b.do(inTools(".panel .close") + ".click()")
		s.save("content/reports/cz/2023.md", reportText("cz", 2023, "全年工作平稳。", 3))
		b.wait("!document.getElementById('requests.received.natural').querySelector('data-preview-mark')")
	}
}

func TestNavigation(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, func(o *Options) { o.Navigate = true })
	b := s.openTab(ctx, "/", 1280)
	s.save("content/reports/jy/2023.md", reportText("jy", 2023, "跟着保存走。", 4))
	b.wait("location.pathname === '/reports/jy/2023/' && " + shows("跟着保存走。"))
}

func TestTrace(t *testing.T) {
	ctx := browsertest.Tab(t)
	opened := make(chan string, 1)
	s := newSite(t, func(o *Options) {
		o.Open = func(file string, line, column int) error {
			opened <- fmt.Sprintf("%s:%d", file, line)
			return nil
		}
	})
	for _, width := range []int64{1280, 390} {
		b := s.openTab(ctx, aReport, width)
		b.wait("performance.getEntriesByType('resource').some(e => e.name.includes('/notes?') && e.responseEnd > 0)")
		for _, target := range []struct{ element, want string }{
			{"[...document.querySelectorAll('.prose p')].find(p => p.textContent.includes('全年工作'))", "全年工作平稳。"},
			{"document.getElementById('requests.received.natural')", "received "},
		} {
			b.do(target.element + ".scrollIntoView({block: 'center', inline: 'center'})")
			b.do("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Alt', altKey: true, bubbles: true}))")
			b.do(target.element + ".dispatchEvent(new PointerEvent('pointermove', {bubbles: true}))")
			b.wait("!" + inTools(".box") + ".hidden && " + inTools(".tip") + ".textContent.includes('content/reports/cz/2023.md:')")
			b.shot(fmt.Sprintf("trace-%d-%d", width, len(target.want)))
			b.do(target.element + ".click()")
			place := <-opened
			number := 0
			if _, err := fmt.Sscanf(place, "content/reports/cz/2023.md:%d", &number); err != nil {
				t.Fatalf("opened %s", place)
			}
			lines := strings.Split(reportText("cz", 2023, "全年工作平稳。", 3), "\n")
			if !strings.HasPrefix(lines[number-1], target.want) {
				t.Errorf("line %d is %q; want %q", number, lines[number-1], target.want)
			}
			b.do("document.dispatchEvent(new KeyboardEvent('keyup', {key: 'Alt', bubbles: true}))")
			b.wait(inTools(".box") + ".hidden")
		}
	}
}

// TestTenTabs opens more tabs than a browser opens connections to a host: all of
// them learn what is new once they are in view, and a page still loads.
func TestTenTabs(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	var tabs []*tab
	for i := range 10 {
		own := ctx
		if i > 0 {
			var cancel context.CancelFunc
			own, cancel = chromedp.NewContext(ctx)
			t.Cleanup(cancel)
		}
		if err := chromedp.Do(own, chromedp.Navigate("about:blank")); err != nil {
			t.Fatal(err)
		}
		tabs = append(tabs, s.openTab(own, []string{aReport, "/reports/jy/2023/", "/"}[i%3], 1280))
	}
	if n := len(s.server.open()); n > 1 {
		t.Errorf("ten tabs hold %d streams", n)
	}
	for i := range 3 {
		s.save("content/reports/cz/2023.md", reportText("cz", 2023, fmt.Sprintf("第 %d 次。", i), 3))
	}
	for i, b := range tabs {
		if i%3 == 0 {
			if _, err := chromedp.Call(b, page.BringToFront, cdp.Empty{}); err != nil {
				t.Fatal(err)
			}
			b.wait(shows("第 2 次。"))
		}
	}
}

// TestWithoutSharedWorker takes shared workers away, as some browsers have none.
func TestWithoutSharedWorker(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.SharedWorker"}); err != nil {
		t.Fatal(err)
	}
	b := s.openTab(ctx, aReport, 1280)
	if eval[bool](b, "'SharedWorker' in window") {
		t.Fatal("there are shared workers")
	}
	s.save("content/reports/cz/2023.md", reportText("cz", 2023, "没有共享线程。", 3))
	b.wait(shows("没有共享线程。"))
}

func TestDrafts(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	s.save("content/reports/cz/2022.md", strings.Replace(reportText("cz", 2022, "草稿。", 3), "title =", "draft = true\ntitle =", 1))
	b := s.openTab(ctx, "/agencies/cz/", 1280)
	b.wait("document.querySelector('main a[data-preview-draft][href*=\"cz/2022\"]') && !document.querySelector('a[data-preview-draft][href*=\"cz/2023\"]')")
	b.shot("drafts")
	b = s.openTab(ctx, "/reports/cz/2022/", 1280)
	b.wait(inTools(".draft"))
}

// TestRestart ends the server and starts it again at its place.
func TestRestart(t *testing.T) {
	ctx := browsertest.Tab(t)
	s := newSite(t, nil)
	b := s.openTab(ctx, aReport, 1280)
	address := s.http.Listener.Addr().String()
	s.stop()
	b.wait(inTools(".lost"))
	s.write("content/reports/cz/2023.md", reportText("cz", 2023, "停机时改的。", 3))
	if err := s.edition.Update(t.Context(), everything); err != nil {
		t.Fatal(err)
	}
	s.serveAt(address)
	b.wait(shows("停机时改的。") + " && !" + inTools(".lost"))
}
