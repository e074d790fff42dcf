package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The tests in this file type into the search page.

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
