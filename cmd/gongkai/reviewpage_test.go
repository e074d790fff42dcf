package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongkai/generator/browsertest"
)

// The tests in this file look at the page of a review in Chromium.

// reviewPage changes so many reports of a demo archive and gives the page of the
// review.
func reviewPage(t *testing.T, agencies, years, changed int) string {
	t.Helper()
	browsertest.Need(t)
	dir := t.TempDir()
	old, new := filepath.Join(dir, "old"), filepath.Join(dir, "new")
	page := filepath.Join(dir, "review.html")
	call := func(args ...string) {
		var messages bytes.Buffer
		if status := run(context.Background(), args, io.Discard, &messages, func(string) string { return "" }); status != done {
			t.Fatalf("gongkai %v: exit status %d\n%s", args, status, messages.String())
		}
	}
	for _, folder := range []string{old, new} {
		call("demo", "--agencies", fmt.Sprint(agencies), "--years", fmt.Sprint(years), folder)
	}
	found, _ := filepath.Glob(filepath.Join(new, "content/reports/*/*.md"))
	figure, title := regexp.MustCompile(`(received +=) \[(\d+), `), regexp.MustCompile(`title = "(.*)"`)
	for i, name := range found[:changed] {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		switch i % 3 {
		case 0:
			text = figure.ReplaceAll(text, []byte("$1 [9$2, "))
		case 1:
			text = bytes.Replace(text, []byte("。\n"), []byte("，有所改动。\n"), 1)
		default:
			text = title.ReplaceAll(text, []byte("title = '$1'")) // in form only
		}
		if err := os.WriteFile(name, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	call("--lang", "zh", "review", "--format", "html", "--out", page, "--as-of", "2030-01-01", old, new)
	return "file://" + page
}

func TestReviewPage(t *testing.T) {
	b := newTab(t)
	page := reviewPage(t, 4, 4, 9)
	t.Run("keys", func(t *testing.T) { keysOfReview(t, b, page) })
	t.Run("filter", func(t *testing.T) { filterOfReview(t, b, page) })
	t.Run("panes", func(t *testing.T) { panesOfReview(t, b, page) })
	t.Run("print", func(t *testing.T) { printOfReview(t, b, page) })
	t.Run("without script", func(t *testing.T) { reviewWithoutScript(t, b, page) })
}

func keysOfReview(t *testing.T, b *tab, page string) {
	b.open(t, page, 1280)
	b.quiet(t, "the review")

	stops := eval[int](t, b, "document.querySelectorAll('[data-change]').length")
	if stops < 9 {
		t.Fatalf("%d changes", stops)
	}
	at := func() int {
		return eval[int](t, b, "[...document.querySelectorAll('[data-change]')].indexOf(document.activeElement)")
	}
	seen := func() bool {
		return eval[bool](t, b, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())")
	}
	for i, step := range []struct {
		key  string
		want int
	}{{"n", 0}, {"n", 1}, {"j", 2}, {"p", 1}, {"k", 0}, {"p", 0}} {
		b.press(t, step.key)
		if got := at(); got != step.want || !seen() {
			t.Errorf("key %d, %s, leads to change %d; want %d, in sight", i, step.key, got, step.want)
		}
	}
	for range stops + 2 {
		b.press(t, "n")
	}
	if got := at(); got != stops-1 {
		t.Errorf("the last change is %d; want %d", got, stops-1)
	}
	if said := eval[string](t, b, "document.querySelector('.bar output').textContent"); said != fmt.Sprintf("%d / %[1]d", stops) {
		t.Errorf("the bar says %q", said)
	}
	b.press(t, "?")
	if !eval[bool](t, b, "document.querySelector('dialog').open") {
		t.Error("? opens no help")
	}
	b.press(t, "n")
	b.press(t, "?")
	if eval[bool](t, b, "document.querySelector('dialog').open") {
		t.Error("? does not close the help")
	}
	b.quiet(t, "going from change to change")
}

func filterOfReview(t *testing.T, b *tab, page string) {
	b.open(t, page, 1280)
	first := eval[string](t, b, "document.querySelector('article').dataset.kind")
	if !regexp.MustCompile(`\berrors\b`).MatchString(first) {
		t.Errorf("the first report is of kind %q", first)
	}
	count := func() string {
		return eval[string](t, b, "document.querySelectorAll('article:not([hidden])').length + ' ' + document.querySelectorAll('.side li:not([hidden])').length")
	}
	all := count()
	eval[bool](t, b, "(document.querySelector('.filter input[value=form]').click(), true)")
	if got := count(); got != "3 3" || got == all {
		t.Errorf("of %s reports and entries the filter shows %s", all, got)
	}
	for range 3 {
		b.press(t, "n")
		if kind := eval[string](t, b, "document.activeElement.closest('article').dataset.kind"); kind != "form" {
			t.Errorf("a key leads to a report of kind %q, which is hidden", kind)
		}
	}
	// A link to a hidden report shows it.
	id := eval[string](t, b, "document.querySelector('article').id")
	eval[bool](t, b, fmt.Sprintf("(location.hash = %q, true)", id))
	if _, err := chromedp.Run(b, chromedp.Poll[bool]("!document.querySelector('article').hidden")); err != nil {
		t.Errorf("the report linked to stays hidden: %v", err)
	}
	b.open(t, page+"#"+id, 390)
	if over := eval[int](t, b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); over > 0 {
		t.Errorf("the review scrolls sideways by %d px", over)
	}
	if top := eval[float64](t, b, "document.getElementById("+fmt.Sprintf("%q", id)+").getBoundingClientRect().top"); top < -5 || top > 300 {
		t.Errorf("the report linked to is at %v px", top)
	}
	b.quiet(t, "the filter")
}

func panesOfReview(t *testing.T, b *tab, page string) {
	b.open(t, page, 1280)
	if n := eval[int](t, b, "[...document.querySelectorAll('.pane')].filter(p => p.shadowRoot).length"); n != 0 {
		t.Errorf("%d panes are drawn before they are opened", n)
	}
	eval[bool](t, b, "(document.querySelector('article[data-kind~=cells] details').open = true)")
	ready := "(p => p.length == 2 && p.every(p => p.shadowRoot && p.shadowRoot.querySelector('table')))([...document.querySelectorAll('article[data-kind~=cells] details[open] .pane')])"
	if _, err := chromedp.Run(b, chromedp.Poll[bool](ready)); err != nil {
		t.Fatalf("the panes stay empty: %v", err)
	}
	cells := eval[string](t, b, "[...document.querySelectorAll('details[open] .pane')].map(p => [...p.shadowRoot.querySelectorAll('td.differs')].map(e => e.textContent)).join(' → ')")
	want := eval[string](t, b, "(c => [...c.querySelectorAll('del, ins')].map(e => e.lastChild.textContent).join(' → '))(document.querySelector('details[open]').closest('article').querySelector('td.changes'))")
	if cells != want || want == "" {
		t.Errorf("the panes mark %q; want %q", cells, want)
	}
	if border := eval[string](t, b, "getComputedStyle(document.querySelector('details[open] .pane').shadowRoot.querySelector('td')).borderTopStyle"); border != "solid" {
		t.Errorf("the panes have no style: a border is %s", border)
	}
	b.quiet(t, "the panes")
}

func printOfReview(t *testing.T, b *tab, page string) {
	b.open(t, page, 1280)
	pdf, err := chromedp.Run(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	// Six reports with tables or texts, each about a page, and the summary.
	if pages := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(pdf, -1)); pages < 4 || pages > 20 {
		t.Errorf("the review is printed on %d pages", pages)
	}
	if !regexp.MustCompile(`/MediaBox \[0 0 59[45][.\d]* 84[12]`).Match(pdf) {
		t.Error("the paper is not A4")
	}
	b.quiet(t, "print")
}

// Without script all but the pages before and after can be read.
func reviewWithoutScript(t *testing.T, b *tab, page string) {
	if _, err := chromedp.Call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open(t, page, 1280)
	hidden := eval[string](t, b, "[...document.querySelectorAll('article, article td.changes, article .changed p, .approval, .side li')].filter(e => !e.checkVisibility()).map(e => e.outerHTML.slice(0, 80)).join('\\n')")
	if hidden != "" {
		t.Errorf("hidden: %s", hidden)
	}
	if eval[bool](t, b, "document.querySelector('.bar').checkVisibility() || document.querySelector('.filter').checkVisibility()") {
		t.Error("what needs a script is shown without one")
	}
}

// Several hundred changed reports stay usable.
func TestLargeReviewPage(t *testing.T) {
	b := newTab(t)
	page := reviewPage(t, 40, 10, 300)
	b.open(t, page, 1280)
	got := eval[[]int](t, b, "[document.querySelectorAll('article').length, document.querySelectorAll('.side li').length, document.querySelectorAll('.panes').length, document.querySelectorAll('*').length]")
	if got[0] < 250 || got[1] != got[0] || got[2] == 0 || got[3] > 150_000 {
		t.Errorf("articles, entries, panes, elements: %v", got)
	}
	last := eval[string](t, b, "[...document.querySelectorAll('article')].pop().id")
	b.press(t, "n")
	b.open(t, "about:blank", 1280)
	b.open(t, page+"#"+last, 1280)
	if seen := eval[bool](t, b, fmt.Sprintf("(r => r.top < innerHeight && r.bottom > 0)(document.getElementById(%q).getBoundingClientRect())", last)); !seen {
		t.Error("the last report is not where its link leads")
	}
	b.quiet(t, "a large review")
}
