package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The tests in this file work the search page as readers do, over HTTP under a
// sub-path and, where it matters, from the folder.

// A served is a demo site with a server before it.
type served struct {
	dir  string
	base string // address of the site's root over HTTP

	mu    sync.Mutex
	asked []string                   // paths below the root, as they came
	gate  func(path string) gateKind // nil lets all pass
	free  chan struct{}              // held requests go on when it is closed
}

type gateKind int

const (
	pass gateKind = iota
	hold          // until free
	gone          // 404
	dead          // the connection breaks
)

func serve(t *testing.T, dir string) *served {
	s := &served{dir: dir, free: make(chan struct{})}
	files := http.StripPrefix("/gk/nianbao", http.FileServer(http.Dir(dir)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/gk/nianbao/")
		if path == "/favicon.ico" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		s.mu.Lock()
		s.asked = append(s.asked, path)
		kind, free := pass, s.free
		if s.gate != nil {
			kind = s.gate(path)
		}
		s.mu.Unlock()
		switch kind {
		case hold:
			select {
			case <-free:
			case <-r.Context().Done():
			}
		case gone:
			http.NotFound(w, r)
			return
		case dead:
			panic(http.ErrAbortHandler)
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	t.Cleanup(s.open)
	s.base = server.URL + "/gk/nianbao/"
	return s
}

// close sets a gate.
func (s *served) close(gate func(path string) gateKind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate = gate
}

// open lets everything pass, and what is held go on.
func (s *served) open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gate = nil
	close(s.free)
	s.free = make(chan struct{})
}

// count says how many requests a pattern fits, and forgets all.
func (s *served) count(pattern string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, path := range s.asked {
		if regexp.MustCompile(pattern).MatchString(path) {
			n++
		}
	}
	s.asked = nil
	return n
}

// addresses gives those of a page over HTTP and on the disk.
func (s *served) addresses(page string) []string {
	folder, query, asks := strings.Cut(page, "?")
	if asks {
		query = "?" + query
	}
	return []string{s.base + page, "file://" + s.dir + "/" + folder + "index.html" + query}
}

// until waits for something to become true in the page, or in the one that follows it.
func (b *tab) until(t *testing.T, condition string) {
	t.Helper()
	var last error
	for start := time.Now(); time.Since(start) < 30*time.Second; time.Sleep(10 * time.Millisecond) {
		ok, err := chromedp.Run(b, chromedp.Evaluate[bool](`(() => { try { return Boolean(`+condition+`); } catch { return false; } })()`))
		if ok && err == nil {
			return
		}
		last = err // while a page goes and another comes
	}
	t.Fatalf("%s does not come (%v); the count says %q, the results %.300q", condition, last, eval[string](t, b, `document.getElementById("count")?.textContent ?? document.title`),
		eval[string](t, b, `document.getElementById("results")?.textContent ?? ""`))
}

// settle gives what an asynchronous expression comes to.
func settle[T any](t *testing.T, b *tab, expression string) T {
	t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](`(async () => (`+expression+`))()`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

func (b *tab) do(t *testing.T, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		t.Fatal(err)
	}
}

// run runs a script for what it does.
func (b *tab) run(t *testing.T, script string) {
	t.Helper()
	eval[bool](t, b, `(() => { `+script+`; return true; })()`)
}

func (b *tab) press(t *testing.T, keys string) { t.Helper(); b.do(t, chromedp.KeyEvent(keys)) }

// slash presses the key /, whose letter comes only if nobody takes the key.
func (b *tab) slash(t *testing.T) {
	t.Helper()
	for _, p := range []input.DispatchKeyEventParams{
		{Type: input.DispatchKeyEventTypeKeyDown, Key: "/", Code: "Slash", Text: "/", WindowsVirtualKeyCode: 191},
		{Type: input.DispatchKeyEventTypeKeyUp, Key: "/", Code: "Slash", WindowsVirtualKeyCode: 191},
	} {
		if _, err := chromedp.Call(b, input.DispatchKeyEvent, p); err != nil {
			t.Fatal(err)
		}
	}
}

// write puts a text into the element that has the focus.
func (b *tab) write(t *testing.T, text string) {
	t.Helper()
	if _, err := chromedp.Call(b, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		t.Fatal(err)
	}
}

// rewrite puts a text into the search box in place of what is there.
func (b *tab) rewrite(t *testing.T, text string) {
	t.Helper()
	b.run(t, `document.getElementById("q").focus(); document.getElementById("q").select()`)
	b.write(t, text)
	b.until(t, `document.getElementById("q").value === `+quoted(text))
}

// spell writes a text letter by letter, and waits for the results of each.
func (b *tab) spell(t *testing.T, text string) {
	t.Helper()
	for i, letter := range text {
		b.write(t, string(letter))
		b.until(t, `new URLSearchParams(location.search).get("q") === `+quoted(text[:i]+string(letter))+` && `+counted)
	}
}

const (
	countText = `document.getElementById("count").textContent`
	counted   = `/^共 \d+ 项/.test(` + countText + `) && document.getElementById("results").getAttribute("aria-busy") === null`
	firstLink = `document.querySelector("#results h2 a")`
)

var penalty = "search/?q=" + url.QueryEscape("行政处罚")

func quoted(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(out)
}

func TestSearchAsYouType(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	for _, address := range s.addresses("search/") {
		b.open(t, address, 1280)
		b.until(t, `document.activeElement.id === "q"`)
		if !eval[bool](t, b, `document.getElementById("help").checkVisibility() && document.querySelectorAll(".examples a").length === 3`) {
			t.Error("without a query there is neither help nor an example")
		}
		b.run(t, `window.places = new Set(); window.heights = new Set();
			new MutationObserver(() => {
				const first = document.querySelector("#results > li");
				if (first) {
					places.add(first.getBoundingClientRect().top);
					heights.add(first.getBoundingClientRect().height);
				}
			}).observe(document.body, {childList: true, subtree: true})`)
		b.spell(t, "行政处罚")
		b.until(t, `location.search === "?q=" + encodeURIComponent("行政处罚") && document.querySelectorAll("#results .excerpts mark").length > 0`)
		if places := eval[string](t, b, `[...places].join(" ")`); strings.Contains(places, " ") {
			t.Errorf("%s: while one typed the first result stood at %s", address, places)
		}
		if heights := eval[string](t, b, `[...heights].join(" ")`); strings.Contains(heights, " ") {
			t.Errorf("%s: the first result was %s high", address, heights)
		}
		want := settle[int](t, b, `(await archiveSearch("行政处罚")).total`)
		if text := eval[string](t, b, countText); !strings.HasPrefix(text, fmt.Sprintf("共 %d 项", want)) || want == 0 {
			t.Errorf("%s: the page says %q of %d", address, text, want)
		}
		if same := settle[bool](t, b, `(await archiveSearch("行政处罚")).urls.slice(0, 20).every((u, i) => document.querySelectorAll("#results h2 a")[i].href.includes("/" + u))`); !same {
			t.Errorf("%s: the list is not that of archiveSearch", address)
		}
		if marks := eval[string](t, b, `[...new Set([...document.querySelectorAll("#results mark")].map((m) => m.textContent))].join("|")`); marks != "行政处罚" {
			t.Errorf("%s: marked is %q", address, marks)
		}
		if title := eval[string](t, b, `document.title`); !strings.HasPrefix(title, "行政处罚 - 检索") {
			t.Errorf("%s: the page is called %q", address, title)
		}
		if eval[bool](t, b, `document.getElementById("help").checkVisibility()`) {
			t.Error("the help stands before the results")
		}
		b.quiet(t, address)
	}
}

// TestSearchWhileComposing types with an input method.
func TestSearchWhileComposing(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	b.open(t, s.base+"search/", 1280)
	b.until(t, `document.activeElement.id === "q"`)
	b.run(t, `window.searched = []; window.sent = 0;
		const search = gongkai.searcher.search;
		gongkai.searcher.search = function (query, options) {
			searched.push(query);
			return search.call(this, query, options);
		};
		history.pushState = () => { sent++; }`)
	for _, text := range []string{"x", "xing", "xing'zheng"} {
		n := int64(len(text))
		if _, err := chromedp.Call(b, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: n, SelectionEnd: n}); err != nil {
			t.Fatal(err)
		}
		b.until(t, `document.getElementById("q").value === `+quoted(text))
	}
	// Longer than the pause after which a letter is searched for.
	settle[bool](t, b, `new Promise((resolve) => setTimeout(() => resolve(true), 300))`)
	// The Enter that takes the characters: the browser tells the page of key 229.
	for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeRawKeyDown, input.DispatchKeyEventTypeKeyUp} {
		if _, err := chromedp.Call(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: kind, Key: "Enter", Code: "Enter", WindowsVirtualKeyCode: 229}); err != nil {
			t.Fatal(err)
		}
	}
	b.run(t, `document.getElementById("finder").requestSubmit()`) // as some browsers do then
	if got := eval[string](t, b, `searched.join("|") + sent`); got != "0" {
		t.Errorf("during the composition the page searched for and sent %s", got)
	}
	b.write(t, "行政")
	b.until(t, counted)
	if got := eval[string](t, b, `searched.join("|") + sent + document.getElementById("q").value`); got != "行政0行政" {
		t.Errorf("after it: %s", got)
	}
	b.press(t, kb.Enter)
	b.until(t, counted)
	b.quiet(t, "composing")
}

// TestStaleAnswer lets the answer to an earlier query come after that to a later one.
func TestStaleAnswer(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	b.open(t, s.base+"search/?q="+url.QueryEscape("示例"), 1280)
	b.until(t, counted)
	b.run(t, `window.ended = {};
		const search = gongkai.searcher.search;
		gongkai.searcher.search = function (query, options) {
			const answer = search.call(this, query, options);
			answer.then(() => { ended[query] = "answered"; }, (err) => { ended[query] = err.name; });
			return answer;
		}`)
	shard := regexp.MustCompile(`^search/s[0-9a-f]+-`)
	var mu sync.Mutex
	held := 0
	s.close(func(path string) gateKind {
		mu.Lock()
		defer mu.Unlock()
		if shard.MatchString(path) && held == 0 {
			held++
			return hold
		}
		return pass
	})
	b.rewrite(t, "听证")
	b.until(t, `location.search === "?q=" + encodeURIComponent("听证")`)
	for start := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		mu.Lock()
		is := held
		mu.Unlock()
		if is > 0 {
			break
		}
		if time.Since(start) > 30*time.Second {
			t.Fatal("the query asks for no shard")
		}
	}
	b.rewrite(t, "行政复议")
	b.until(t, `ended["行政复议"] === "answered"`)
	b.until(t, counted)
	before := eval[string](t, b, countText+` + document.getElementById("results").textContent.slice(0, 40)`)
	s.open()
	b.until(t, `ended["听证"]`)
	if how := eval[string](t, b, `ended["听证"]`); how != "AbortError" {
		t.Errorf("the earlier query is %s", how)
	}
	if after := eval[string](t, b, countText+` + document.getElementById("results").textContent.slice(0, 40)`); after != before || eval[string](t, b, `document.getElementById("q").value`) != "行政复议" {
		t.Errorf("the later answer %q gave way to %q", before, after)
	}
	b.quiet(t, "two queries")
}

// TestNothingMovesForExcerpts holds back the pages of the results: titles stand there
// without them, and nothing moves when they come.
func TestNothingMovesForExcerpts(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	page := regexp.MustCompile(`^reports/.*/$`)
	for _, width := range []int64{360, 1280} {
		for size := 1; size <= 3; size++ {
			where := fmt.Sprintf("%d px, size %d", width, size)
			s.close(func(path string) gateKind {
				if page.MatchString(path) {
					return hold
				}
				return pass
			})
			b.open(t, s.base+"years/", width)
			b.run(t, fmt.Sprintf(`localStorage.setItem("size", "size-%d")`, size))
			s.count("")
			b.open(t, s.base+penalty, width)
			b.until(t, counted)
			if titles := eval[string](t, b, firstLink+`.textContent`); !regexp.MustCompile(`^.+20\d\d年政府信息公开工作年度报告$`).MatchString(titles) {
				t.Errorf("%s: before the pages are read a title is %q", where, titles)
			}
			b.run(t, `window.shift = 0;
				new PerformanceObserver((list) => list.getEntries().forEach((e) => { shift += e.value; })).observe({type: "layout-shift", buffered: false});
				window.tops = [...document.querySelectorAll("#results > li")].map((li) => li.getBoundingClientRect().top).join(" ")`)
			if marks := eval[int](t, b, `document.querySelectorAll(".excerpts mark").length`); marks > 0 {
				t.Fatalf("%s: there are excerpts while the pages are held", where)
			}
			s.open()
			b.until(t, `document.querySelectorAll(".excerpts mark").length > 2`)
			settle[bool](t, b, `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(true), 50))))`)
			if shift := eval[float64](t, b, `shift`); shift > 0 {
				t.Errorf("%s: the layout shifts by %g", where, shift)
			}
			if !eval[bool](t, b, `tops === [...document.querySelectorAll("#results > li")].map((li) => li.getBoundingClientRect().top).join(" ")`) {
				t.Errorf("%s: results have moved", where)
			}
			if over := eval[string](t, b, `[...document.querySelectorAll("#results .excerpts")].filter((e) => e.scrollHeight > e.clientHeight + 2).map((e) => e.textContent).join("|")`); over != "" && width > 1000 {
				t.Errorf("%s: excerpts are cut: %s", where, over)
			}
			if wide := eval[int](t, b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%s: the page scrolls sideways by %d px", where, wide)
			}
			// Only pages near the window are read.
			if read := s.count(`^reports/`); read == 0 || read > 14 {
				t.Errorf("%s: %d pages are read for a list of 20", where, read)
			}
		}
	}
	b.run(t, `scrollTo(0, document.body.scrollHeight)`)
	b.until(t, `document.querySelector("#results > li:last-child .excerpts mark")`)
	b.quiet(t, "excerpts")
}

func TestFacets(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	b.open(t, s.base+penalty, 1280)
	b.until(t, counted)
	all := eval[string](t, b, countText)
	facet := func(name string) string { return `document.querySelector("#facet-` + name + `")` }
	for name, legend := range map[string]string{"year": "年度", "agency": "机关", "catalogue": "目录"} {
		if got := eval[string](t, b, facet(name)+`?.querySelector("legend").textContent ?? ""`); got != legend {
			t.Errorf("the fieldset of %s is called %q", name, got)
		}
	}
	reads := eval[string](t, b, facet("year")+`.querySelector("label").textContent.trim()`)
	m := regexp.MustCompile(`^(20\d\d)年 \((\d+)\)$`).FindStringSubmatch(reads)
	if m == nil {
		t.Fatalf("a facet reads %q", reads)
	}
	if m[1] != eval[string](t, b, facet("year")+`.querySelector("input").value`) {
		t.Errorf("%s has another value", reads)
	}
	// Two of one facet widen, another facet narrows; each count is what the click gives.
	click := func(name string, n int) {
		b.run(t, fmt.Sprintf(`%s.querySelectorAll("input[type=checkbox]")[%d].click()`, facet(name), n))
	}
	count := func(name string, n int) string {
		return eval[string](t, b, fmt.Sprintf(`/\((\d+)\)$/.exec(%s.querySelectorAll("label")[%d].textContent)[1]`, facet(name), n))
	}
	click("year", 0)
	b.until(t, countText+`.startsWith("共 `+m[2]+` 项")`)
	want := count("agency", 0)
	click("agency", 0)
	b.until(t, countText+`.startsWith("共 `+want+` 项")`)
	if q := eval[string](t, b, `location.search`); !strings.Contains(q, "&year="+m[1]) || !strings.Contains(q, "&agency=") {
		t.Errorf("the address is %s", q)
	}
	if chips := eval[int](t, b, `document.querySelectorAll("#chosen button:not(.all)").length`); chips != 2 {
		t.Errorf("%d chosen values are shown", chips)
	}
	if focused := eval[bool](t, b, `(document.querySelector("#facet-agency input").focus(), document.querySelector("#facet-agency input").click(), true)`); !focused {
		t.Fatal()
	}
	b.until(t, countText+`.startsWith("共 `+m[2]+` 项")`)
	if !eval[bool](t, b, `document.activeElement.name === "agency"`) {
		t.Error("the focus left the box that was clicked")
	}
	b.run(t, `document.querySelector("#chosen button").click()`)
	b.until(t, countText+` === `+quoted(all))

	// A chosen value that nothing has can be taken off; so can all.
	b.open(t, s.base+penalty+"&year=1999&agency=nobody", 1280)
	b.until(t, countText+`.startsWith("在已选的范围里没有找到")`)
	if reads := eval[string](t, b, facet("year")+`.querySelector("label:has(:checked)").textContent.trim()`); reads != "1999年 (0)" {
		t.Errorf("the chosen year reads %q", reads)
	}
	b.run(t, `document.querySelector("#near a").click()`)
	b.until(t, countText+` === `+quoted(all))

	// Sorting.
	b.run(t, `const sort = document.getElementById("sort"); sort.value = "oldest"; sort.dispatchEvent(new Event("change"))`)
	b.until(t, `location.search.includes("sort=oldest") && `+counted)
	years := eval[string](t, b, `[...document.querySelectorAll("#results h2 a")].map((a) => /\/(20\d\d)\//.exec(a.href)[1]).join(" ")`)
	if !slicesSorted(strings.Fields(years)) {
		t.Errorf("from the oldest: %s", years)
	}
	b.quiet(t, "facets")
}

func slicesSorted(list []string) bool {
	for i := 1; i < len(list); i++ {
		if list[i] < list[i-1] {
			return false
		}
	}
	return len(list) > 1
}

// TestManyAgencies looks at a list of thousands, with a facet of hundreds.
func TestManyAgencies(t *testing.T) {
	s := serve(t, demoSiteOf(t, 240, 5))
	b := newTab(t)
	b.open(t, s.base+"search/?q="+url.QueryEscape("信息"), 1280)
	b.until(t, counted)
	if eval[int](t, b, `Number(/\d+/.exec(`+countText+`)[0])`) < 900 {
		t.Fatalf("the list has %s", eval[string](t, b, countText))
	}
	label := `[...document.querySelectorAll("#facet-agency label")]`
	if n := eval[int](t, b, label+`.length`); n != 10 {
		t.Errorf("%d agencies are shown at first", n)
	}
	total := eval[int](t, b, `Number(/\d+/.exec(document.querySelector("#facet-agency .more").textContent)[0])`)
	b.run(t, `document.querySelector("#facet-agency .more").click()`)
	if n := eval[int](t, b, label+`.length`); n != total || n < 200 {
		t.Errorf("%d of %d agencies are shown", n, total)
	}
	b.run(t, `document.getElementById("find-agency").focus()`)
	b.write(t, "乙区")
	b.until(t, label+`.length < 60`)
	if others := eval[int](t, b, label+`.filter((l) => !l.textContent.includes("乙区")).length`); others > 0 {
		t.Errorf("%d agencies do not have what the filter says", others)
	}
	if eval[string](t, b, `location.search`) != "?q="+url.QueryEscape("信息") {
		t.Error("the filter of a facet changes the address")
	}
	// Turning pages neither searches again nor draws more than one page of results.
	b.run(t, `window.searches = 0;
		const search = gongkai.searcher.search;
		gongkai.searcher.search = function (...a) { searches++; return search.apply(this, a); }`)
	last := eval[int](t, b, `Number(/共 (\d+) 页/.exec(`+countText+`)[1])`)
	for _, page := range []int{2, 3, last} {
		b.run(t, fmt.Sprintf(`[...document.querySelectorAll("#pages a")].find((a) => a.textContent === "%d").click()`, page))
		b.until(t, fmt.Sprintf(`%s.includes("第 %d 页") && document.querySelector("#pages [aria-current=page]").textContent === "%d"`, countText, page, page))
		if start := eval[int](t, b, `document.getElementById("results").start`); start != (page-1)*20+1 {
			t.Errorf("page %d begins with number %d", page, start)
		}
		if n := eval[int](t, b, `document.querySelectorAll("#results > li").length`); n == 0 || n > 20 {
			t.Errorf("page %d has %d results", page, n)
		}
		b.until(t, `document.activeElement.id === "results" && Math.abs(document.getElementById("found").getBoundingClientRect().top) < 60`)
	}
	if n := eval[int](t, b, `searches`); n != 0 {
		t.Errorf("turning pages searched %d times", n)
	}
	b.quiet(t, "many agencies")
}

// TestSearchAddress: a list has an address, and the back button leads to it, to the
// place where the reader was.
func TestSearchAddress(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	for _, address := range s.addresses("search/?q=" + url.QueryEscape("信息") + "&catalogue=nb-bm&sort=newest&page=2") {
		b.open(t, address, 1280)
		b.until(t, counted+` && `+countText+`.includes("第 2 页")`)
		if state := eval[string](t, b, `document.getElementById("q").value + document.getElementById("sort").value + document.querySelector("#facets :checked").value + document.querySelector("#pages [aria-current]").textContent`); state != "信息newestnb-bm2" {
			t.Errorf("%s shows %s", address, state)
		}
		first := eval[string](t, b, firstLink+`.href`)
		b.until(t, `document.querySelectorAll(".excerpts mark").length > 0`)
		b.run(t, `scrollTo(0, 1200)`)
		b.until(t, `history.state?.y === 1200`)

		// To a report and back.
		b.run(t, `document.querySelectorAll("#results h2 a")[9].click()`)
		b.until(t, `document.querySelectorAll("main mark.hit").length > 0`)
		b.run(t, `history.back()`)
		b.until(t, counted+` && `+countText+`.includes("第 2 页") && scrollY === 1200`)
		if eval[string](t, b, firstLink+`.href`) != first {
			t.Errorf("%s: back leads to another list", address)
		}

		// Steps within the page.
		b.run(t, `scrollTo(0, 0); document.querySelector("#facets :checked").click()`)
		b.until(t, `!location.search.includes("catalogue=") && `+counted)
		b.rewrite(t, "行政")
		b.until(t, `location.search.startsWith("?q=" + encodeURIComponent("行政") + "&") && `+counted)
		b.write(t, "处罚")
		b.until(t, `location.search.startsWith("?q=" + encodeURIComponent("行政处罚") + "&") && `+counted)
		b.press(t, kb.Enter)
		b.until(t, counted)
		b.run(t, `history.back()`) // over both letters' entry, which is one
		b.until(t, `document.getElementById("q").value === "信息" && !location.search.includes("catalogue=") && `+counted)
		b.run(t, `history.back()`)
		b.until(t, `location.search.includes("catalogue=nb-bm") && document.querySelector("#facets :checked")?.value === "nb-bm" && `+counted)
		b.run(t, `history.forward()`)
		b.until(t, `!location.search.includes("catalogue=") && document.getElementById("q").value === "信息" && `+counted)
		b.quiet(t, address)
	}
}

func TestSearchByKeyboard(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	report, _ := filepath.Glob(filepath.Join(s.dir, "reports/*/2023"))
	name, _ := filepath.Rel(s.dir, report[0])
	for _, page := range []string{"", "years/", filepath.ToSlash(name) + "/", "search/"} {
		b.open(t, s.base+page, 1280)
		b.until(t, `document.readyState === "complete"`)
		b.run(t, `document.activeElement.blur()`)
		b.slash(t)
		if !eval[bool](t, b, `document.activeElement.matches("form[role=search] input[name=q]") && document.activeElement.checkVisibility() && document.activeElement.value === ""`) {
			t.Errorf("on %q / leads to %s", page, eval[string](t, b, `document.activeElement.outerHTML.slice(0, 80)`))
		}
	}
	b.open(t, s.base+filepath.ToSlash(name)+"/", 1280)
	b.until(t, `document.readyState === "complete"`)
	b.slash(t)
	b.write(t, "行政处罚/")
	b.slash(t) // in the box it is a letter
	if got := eval[string](t, b, `document.activeElement.value`); got != "行政处罚//" {
		t.Errorf("the box has %q", got)
	}
	b.press(t, kb.Backspace+kb.Backspace+kb.Enter)
	b.until(t, `location.pathname.endsWith("/search/") && `+counted)

	// From the box the arrows go through the results, Tab through all there is.
	b.slash(t)
	b.press(t, kb.ArrowDown+kb.ArrowDown)
	if !eval[bool](t, b, `document.activeElement === document.querySelectorAll("#results h2 a")[1]`) {
		t.Error("the arrow does not lead to the second result")
	}
	b.press(t, kb.ArrowUp+kb.ArrowUp)
	if eval[string](t, b, `document.activeElement.id`) != "q" {
		t.Error("the arrow does not lead back to the box")
	}
	var order []string
	for range 60 {
		b.press(t, kb.Tab)
		if eval[bool](t, b, `document.activeElement.matches("#results *")`) {
			break
		}
		order = append(order, eval[string](t, b, `document.activeElement.id || document.activeElement.closest("[id]").id`))
		if outline := eval[string](t, b, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
			t.Errorf("the focus on %s is not seen", order[len(order)-1])
		}
	}
	if got := strings.Join(order, " "); !regexp.MustCompile(`^finder explain sort( facet-year)+( facet-agency)+( facet-catalogue)+$`).MatchString(got) {
		t.Errorf("Tab goes by %s", got)
	}
	b.press(t, kb.Enter)
	b.until(t, `document.querySelectorAll("main mark.hit").length > 0`)
	b.run(t, `history.back()`)
	b.until(t, counted)
	b.run(t, `document.getElementById("q").focus()`)
	b.press(t, kb.Escape)
	b.until(t, `document.getElementById("q").value === "" && document.querySelectorAll("#results li").length === 0 && document.getElementById("help").checkVisibility()`)
	b.quiet(t, "the keyboard")
}

// TestSearchAnnouncements: what a screen reader says, and what things are called.
func TestSearchAnnouncements(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	b.open(t, s.base+"search/", 1280)
	b.until(t, `document.activeElement.id === "q"`)
	// The page waits for a pause before it speaks; here pauses of a slow machine count less.
	b.run(t, `const wait = window.setTimeout;
		window.setTimeout = (act, ms) => wait(act, ms > 500 ? 10 * ms : ms);
		window.heard = [];
		const said = document.getElementById("said");
		new MutationObserver(() => said.textContent && heard.push(said.textContent)).observe(said, {childList: true, subtree: true, characterData: true})`)
	b.spell(t, "行政处罚")
	b.until(t, `heard.length > 0`)
	want := eval[string](t, b, countText)
	if heard := eval[string](t, b, `heard.join("|")`); heard != want {
		t.Errorf("after four letters one hears %q; want %q", heard, want)
	}
	if role := eval[string](t, b, `document.getElementById("said").getAttribute("role") + document.getElementById("count").getAttribute("aria-hidden")`); role != "statustrue" {
		t.Errorf("the count is %s", role)
	}
	b.run(t, `document.querySelector("#facets input").click()`)
	b.until(t, `heard.length === 2 && heard[1] === `+countText)
	b.run(t, `document.querySelector("#facets input").click()`)
	b.until(t, `heard.length === 3 && heard[2] === `+quoted(want))
	if nameless := eval[string](t, b, `[...document.querySelectorAll("main input, main select, main button, main a, main fieldset, main nav")].filter((e) => e.checkVisibility()).filter((e) =>
		!(e.getAttribute("aria-label") || e.labels?.[0]?.textContent.trim() || e.querySelector("legend")?.textContent || /^(A|BUTTON)$/.test(e.nodeName) && e.textContent.trim())).map((e) => e.outerHTML).join("\n")`); nameless != "" {
		t.Errorf("without a name: %s", nameless)
	}
	if current := eval[string](t, b, `[...document.querySelectorAll("#pages [aria-current=page]")].map((a) => a.textContent).join()`); current != "" && current != "1" {
		t.Errorf("the page of results is %q", current)
	}
	// A query without results, with something near it.
	b.rewrite(t, "行政处罚没有这样的话")
	b.until(t, `document.getElementById("said").textContent === "没有找到。"`)
	if eval[int](t, b, `document.querySelectorAll("#results li").length`) != 0 || eval[int](t, b, `document.querySelectorAll("#near a").length`) == 0 {
		t.Error("suggestions are not apart from the results")
	}
	b.run(t, `document.querySelector("#near a").click()`)
	b.until(t, `document.getElementById("q").value.startsWith("行政处罚") && `+counted)
	b.quiet(t, "announcements")
}

func TestSearchOnAPhone(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	b.do(t, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(s.base+penalty))
	b.until(t, counted+` && document.querySelectorAll(".excerpts mark").length > 0`)
	for size := 1; size <= 3; size++ {
		b.run(t, fmt.Sprintf(`document.getElementById("size-%d").click()`, size))
		if over := eval[int](t, b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("size %d: the page is %d px wider than a phone", size, over)
		}
	}
	b.run(t, `document.getElementById("size-1").click()`)
	if eval[bool](t, b, `document.querySelector("#facets").checkVisibility()`) || eval[string](t, b, `document.getElementById("narrow").getAttribute("aria-expanded")`) != "false" {
		t.Error("the facets are not behind their button")
	}
	small := `[...document.querySelectorAll("main button, main input, main select, #facets label, #pages a, #results h2 a, .hits button")].filter((e) => e.checkVisibility() && !e.closest("label input") && e.getBoundingClientRect().height < 44 && !(e.type === "checkbox")).map((e) => e.outerHTML.slice(0, 80) + e.getBoundingClientRect().height).join("\n")`
	if list := eval[string](t, b, small); list != "" {
		t.Errorf("too small to touch:\n%s", list)
	}
	b.do(t, chromedp.Tap("#narrow"))
	b.until(t, `document.querySelector("#facets").checkVisibility() && document.getElementById("narrow").getAttribute("aria-expanded") === "true"`)
	if list := eval[string](t, b, small); list != "" {
		t.Errorf("too small to touch:\n%s", list)
	}
	b.do(t, chromedp.Tap("#facets label"))
	b.until(t, `location.search.includes("year=") && `+counted)
	if text := eval[string](t, b, `document.getElementById("narrow").textContent`); text != "缩小范围（已选 1）" {
		t.Errorf("the button says %q", text)
	}
	b.run(t, `document.querySelector("#facets .see").click()`)
	if eval[bool](t, b, `document.querySelector("#facets").checkVisibility()`) {
		t.Error("the facets stay")
	}
	if len(eval[string](t, b, `document.querySelector("#facets .see").textContent`)) == 0 {
		t.Error("the button back to the results says nothing")
	}
	// On the page itself.
	link := eval[string](t, b, firstLink+`.href`)
	b.do(t, chromedp.Navigate(link))
	b.until(t, `document.querySelectorAll("main mark.hit").length > 0`)
	if n := eval[int](t, b, `[...document.querySelectorAll(".hits button")].filter((e) => e.getBoundingClientRect().height >= 44).length`); n != 3 {
		t.Errorf("%d buttons of 3 are large enough to touch", n)
	}
	if over := eval[int](t, b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		t.Errorf("the page of the hit is %d px too wide", over)
	}
	b.quiet(t, "a phone")
}

// TestSearchTroubles: what is missing is said, with a way on.
func TestSearchTroubles(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	for _, trouble := range []struct {
		name, pattern string
		kind          gateKind
		want          string
	}{
		{"no directory", `^search/index-`, gone, "缺少检索文件"},
		{"no shard", `^search/s`, gone, "缺少检索文件"},
		{"no network", `^search/s`, dead, "连不上网站"},
	} {
		files := regexp.MustCompile(trouble.pattern)
		s.close(func(path string) gateKind {
			if files.MatchString(path) && strings.HasSuffix(path, ".js") {
				return trouble.kind
			}
			return pass
		})
		b.open(t, s.base+penalty, 1280)
		b.until(t, `document.getElementById("trouble").checkVisibility()`)
		if text := eval[string](t, b, `document.getElementById("trouble").textContent`); !strings.Contains(text, trouble.want) {
			t.Errorf("%s: the page says %q", trouble.name, text)
		}
		if role := eval[string](t, b, `document.getElementById("trouble").getAttribute("role")`); role != "alert" {
			t.Errorf("the message is a %s", role)
		}
		if n := eval[int](t, b, `document.querySelectorAll("#trouble a[href*='years/']").length`); n != 1 {
			t.Errorf("%s: there is no other way", trouble.name)
		}
		if busy := eval[bool](t, b, `document.getElementById("results").hasAttribute("aria-busy")`); busy {
			t.Errorf("%s: the list stays busy", trouble.name)
		}
		s.open()
		b.run(t, `document.querySelector("#trouble button").click()`)
		b.until(t, counted+` && !document.getElementById("trouble").checkVisibility()`)
	}
	// The script itself is missing.
	s.close(func(path string) gateKind {
		if strings.HasPrefix(path, "assets/find.") {
			return gone
		}
		return pass
	})
	b.open(t, s.base+penalty, 1280)
	b.until(t, `document.getElementById("trouble").textContent.includes("检索程序没有装入")`)
	s.open()
	b.run(t, `document.querySelector("#trouble button").click()`)
	b.until(t, counted)
	// Pages of results that cannot be read.
	s.close(func(path string) gateKind {
		if strings.HasPrefix(path, "reports/") {
			return gone
		}
		return pass
	})
	b.open(t, s.base+penalty, 1280)
	b.until(t, counted+` && document.querySelector("#results .excerpts").textContent.includes("读不到")`)
}

func TestSearchWithoutScript(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	scripts := func(off bool) {
		if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off}); err != nil {
			t.Fatal(err)
		}
	}
	scripts(true)
	b.open(t, s.base+penalty, 1280)
	text, err := chromedp.Run(b, chromedp.Text("main"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"检索要用脚本", "按年度查找", "按机关查找", "按目录查找", "按索引号查找"} {
		if !strings.Contains(text, want) {
			t.Errorf("without scripts the page does not say %s:\n%s", want, text)
		}
	}
	for _, no := range []string{"检索说明", "排序"} {
		if strings.Contains(text, no) {
			t.Errorf("without scripts the page has %s, which does nothing", no)
		}
	}
}

// TestLandingOnAHit goes from excerpts to the places they come from.
func TestLandingOnAHit(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	// A cell with a number that is long enough to be rare.
	found, _ := filepath.Glob(filepath.Join(s.dir, "reports/*/2023/index.html"))
	b.open(t, "file://"+found[0], 1280)
	number := eval[string](t, b, `[...document.querySelectorAll("td[id^='proactive.']")].map((c) => c.textContent.trim()).sort((x, y) => y.length - x.length)[0]`)
	cell := eval[string](t, b, `[...document.querySelectorAll("td[id^='proactive.']")].find((c) => c.textContent.trim() === `+quoted(number)+`).id`)
	row := eval[string](t, b, `document.getElementById(`+quoted(cell)+`).parentElement.querySelector("th.row").textContent.trim()`)
	agency := filepath.Base(filepath.Dir(filepath.Dir(found[0])))
	for _, address := range s.addresses("search/?q=" + url.QueryEscape(number) + "&year=2023&agency=" + agency) {
		b.open(t, address, 1280)
		link := `document.querySelector("#results .excerpts a[href$='#` + cell + `']")`
		b.until(t, link)
		if label := eval[string](t, b, link+`.textContent`); !strings.HasPrefix(label, row+" · ") {
			t.Errorf("%s: the cell is called %q; its row is %s", address, label, row)
		}
		b.open(t, eval[string](t, b, link+`.href`), 1280)
		now := `document.querySelector("mark.hit.now")`
		b.until(t, now)
		if at := eval[string](t, b, now+`.closest("td").id`); at != cell {
			t.Errorf("%s: the page begins at %s", address, at)
		}
		if seen := eval[bool](t, b, `(r => r.top >= 0 && r.bottom <= innerHeight)(`+now+`.getBoundingClientRect())`); !seen {
			t.Errorf("%s: the hit is out of sight", address)
		}
		b.quiet(t, address)
	}
	// From hit to hit, and from an excerpt to its own.
	for _, address := range s.addresses("search/?q=" + url.QueryEscape("公开") + "&year=2023&agency=" + agency) {
		b.open(t, address, 1280)
		b.until(t, `document.querySelectorAll("#results .excerpts li").length === 3`)
		for i := range 3 {
			b.open(t, address, 1280)
			b.until(t, `document.querySelectorAll("#results .excerpts li").length === 3`)
			// The text that begins with the first mark of the excerpt.
			excerpt := eval[string](t, b, fmt.Sprintf(`[...document.querySelectorAll("#results .excerpts li")[%d].lastChild.childNodes].map((n) => n.textContent).join("").replace(/^…|…$/g, "")`, i))
			b.open(t, eval[string](t, b, fmt.Sprintf(`document.querySelectorAll("#results .excerpts a")[%d].href`, i)), 1280)
			b.until(t, `document.querySelector("mark.hit.now")`)
			if block := eval[string](t, b, `document.querySelector("mark.hit.now").closest("p, td, th, li, h2, h3, h4, figcaption, dd").textContent.replace(/\s+/g, " ")`); !strings.Contains(block, excerpt) {
				t.Errorf("excerpt %d, %q, leads to %q", i, excerpt, block)
			}
		}
		said := func() string {
			return eval[string](t, b, `document.querySelector(".hits [role=status]").firstChild.data`)
		}
		all := eval[int](t, b, `new Set([...document.querySelectorAll("mark.hit")].map((m) => m.dataset.hit)).size`)
		m := regexp.MustCompile(`^第 (\d+) 处，共 (\d+) 处$`).FindStringSubmatch(said())
		if m == nil || m[2] != fmt.Sprint(all) {
			t.Fatalf("%s: of %d hits the page says %q", address, all, said())
		}
		before := eval[string](t, b, `document.querySelector("mark.hit.now").dataset.hit`)
		b.do(t, chromedp.Click(".hits button:nth-of-type(2)"))
		b.until(t, `Number(document.querySelector("mark.hit.now").dataset.hit) === (`+before+` + 1) % `+fmt.Sprint(all))
		b.until(t, `(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector("mark.hit.now").getBoundingClientRect())`)
		b.do(t, chromedp.Click(".hits button:nth-of-type(1)"))
		b.until(t, `document.querySelector("mark.hit.now").dataset.hit === "`+before+`"`)
		text := eval[string](t, b, `document.querySelector("main").textContent`)
		b.do(t, chromedp.Click(".hits button:nth-of-type(3)"))
		if left := eval[int](t, b, `document.querySelectorAll("mark.hit, .hits").length`); left != 0 || eval[string](t, b, `document.querySelector("main").textContent`) != text {
			t.Errorf("%s: %d marks are left", address, left)
		}
		if eval[bool](t, b, `location.search.includes("q=")`) {
			t.Error("the address still asks for marks")
		}
		b.quiet(t, address)
	}
}

// TestSearchBoxOnEveryPage uses the box of a page of each kind.
func TestSearchBoxOnEveryPage(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	all := kinds(t, s.dir)
	all = append(all, "checks/")
	for _, kind := range all {
		if kind == "404.html" || kind == "search/" {
			continue // the links of the first begin at base_url; the other has tests of its own
		}
		for _, address := range s.addresses(kind) {
			b.open(t, address, 1280)
			b.until(t, `document.readyState === "complete"`)
			b.slash(t)
			b.write(t, "行政处罚")
			b.press(t, kb.Enter)
			b.until(t, `/\/search\/(index.html)?$/.test(location.pathname) && document.getElementById("q").value === "行政处罚" && `+counted)
		}
	}
	b.quiet(t, "the boxes")
}

// TestSearchInDarkAndPrint: what is read has contrast in both schemes, and a list can
// be printed.
func TestSearchInDarkAndPrint(t *testing.T) {
	s := serve(t, demoSite(t))
	b := newTab(t)
	for _, scheme := range []string{"light", "dark"} {
		if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}); err != nil {
			t.Fatal(err)
		}
		b.open(t, s.base+penalty+"&year=2023", 1280)
		b.until(t, counted+` && document.querySelectorAll(".excerpts mark").length > 0`)
		b.run(t, `document.getElementById("explain").click()`)
		low := eval[string](t, b, `(() => {
			const paint = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
			const colour = (css) => {
				paint.clearRect(0, 0, 1, 1);
				paint.fillStyle = css;
				paint.fillRect(0, 0, 1, 1);
				return paint.getImageData(0, 0, 1, 1).data;
			};
			const light = ([r, g, b]) => [r, g, b].map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((n, v, i) => n + v * [.2126, .7152, .0722][i], 0);
			const ground = (e) => {
				for (; e; e = e.parentElement) {
					const c = colour(getComputedStyle(e).backgroundColor);
					if (c[3] === 255) {
						return c;
					}
				}
			};
			const low = [];
			for (const e of document.querySelectorAll("main *")) {
				if (e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) {
					const a = light(colour(getComputedStyle(e).color)), b = light(ground(e));
					const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
					if (contrast < 4.5) {
						low.push(e.outerHTML.slice(0, 80) + " " + contrast.toFixed(1));
					}
				}
			}
			return low.join("\n");
		})()`)
		if low != "" {
			t.Errorf("%s: too little contrast:\n%s", scheme, low)
		}
	}
	if _, err := chromedp.Call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for _, hidden := range []string{".masthead", "#facets", "#sort", "#pages", "#explain", "#help", "#finder button", ".foot"} {
		if eval[bool](t, b, `document.querySelector("`+hidden+`").checkVisibility()`) {
			t.Errorf("%s is printed", hidden)
		}
	}
	for _, shown := range []string{"#q", "#count", "#results h2 a", ".excerpts mark"} {
		if !eval[bool](t, b, `document.querySelector("`+shown+`").checkVisibility()`) {
			t.Errorf("%s is not printed", shown)
		}
	}
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if pages := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1)); pages < 1 || pages > 3 {
		t.Errorf("a list of 9 results is printed on %d pages", pages)
	}
	b.quiet(t, "print")
}
