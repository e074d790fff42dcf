package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The tests in this file look at lists of results: their facets, their pages, their addresses.

// twoFrames resolves when what was drawn is on the screen, and its layout shifts are told.
const twoFrames = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(true), 50))))`

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
			// The results themselves move the foot of the page, in the frame that first shows them.
			settle[bool](t, b, twoFrames)
			b.run(t, `window.shift = 0;
				new PerformanceObserver((list) => list.getEntries().forEach((e) => { shift += e.value; })).observe({type: "layout-shift", buffered: false});
				window.tops = [...document.querySelectorAll("#results > li")].map((li) => li.getBoundingClientRect().top).join(" ")`)
			if marks := eval[int](t, b, `document.querySelectorAll(".excerpts mark").length`); marks > 0 {
				t.Fatalf("%s: there are excerpts while the pages are held", where)
			}
			s.open()
			b.until(t, `document.querySelectorAll(".excerpts mark").length > 0`)
			settle[bool](t, b, twoFrames)
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
			if read := s.count(`^reports/`); read == 0 || read > 8 {
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
