package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
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
