package main

import (
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The tests in this file lead to the search page, from it, and past what is missing.

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
