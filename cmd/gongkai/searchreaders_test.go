package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The tests in this file look at the search page as readers with different means have it.

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
		window.setTimeout = (act, ms) => wait(act, ms > 500 ? 4 * ms : ms);
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
	b.rewrite(t, "行政处法")
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
