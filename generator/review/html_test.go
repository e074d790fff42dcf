package review

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

func written(t testing.TB, r *Review) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, Options{Lang: diag.Chinese}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What stands in the content is text on the page, in the policy and in the style of print.
func TestHTMLIsHarmless(t *testing.T) {
	attributes := regexp.MustCompile(` (id|href|title|data-cell|aria-label)="[^"]*"`)
	shape := func(page string) string {
		return attributes.ReplaceAllString(strings.Join(tag.FindAllString(wordsOf(page), -1), "\n"), "")
	}
	want := shape(written(t, everywhere("甲")))
	for _, s := range append(nasty, `"><img src=x onerror=alert(1)>`, `</style><script>alert(1)</script>`, `" onfocus="alert(1)`, "javascript:alert(1)", "{{.Style}}", "</template>", "*/ } body { display: none }") {
		page := written(t, everywhere("甲"+s))
		if strings.Contains(strings.TrimRight(s, "\n"), "\n") {
			continue // more paragraphs
		}
		if got := shape(page); got != want {
			t.Errorf("%q changes the page:\n%s", s, firstDifference(got, want))
		}
		if n := strings.Count(page, "</style>"); n != 2 {
			t.Errorf("%q: %d styles", s, n)
		}
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("%d: %s\nwant %s", i, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d tags, want %d", len(a), len(b))
}

// The page loads nothing and runs nothing but its own.
func TestHTMLStandsAlone(t *testing.T) {
	page := written(t, sample(t))
	if found := regexp.MustCompile(`(?i)\b(src|srcset|poster|action)=|url\(|@import|<link|style="|\bon[a-z]+="`).FindString(page); found != "" {
		t.Errorf("the page has %s", found)
	}
	policy := regexp.MustCompile(`content="(default-src[^"]*)"`).FindStringSubmatch(page)
	if policy == nil || strings.Contains(policy[1], "unsafe") || strings.Contains(policy[1], "http") || strings.Count(policy[1], "sha256-") != 3 {
		t.Errorf("the policy is %q", policy)
	}
	for _, want := range []string{`<td class="changes" data-cell="`, `<del><span class="unseen">原为</span>`, "只改了写法，内容没有变", "从别处原样移来", `class="approval"`, `<h2 data-change>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// Texts are drawn as long as there is room, and the page says where they are not.
func TestHTMLDraws(t *testing.T) {
	base := archive(t, 12, 6)
	head := maps.Clone(base)
	for _, name := range reports(base) {
		head[name] = file(strings.Replace(string(base[name].Data), "。\n", "，有所改动。\n", 1))
	}
	paths, err := Differing(base, head)
	if err != nil {
		t.Fatal(err)
	}
	sides := func(room int) (panes, left int, page string) {
		r, err := Make(context.Background(), Input{Base: base, Head: head, Paths: paths, Dir: "content", AsOf: day, Jobs: 2, Draw: room})
		if err != nil {
			t.Fatal(err)
		}
		page = written(t, r)
		return strings.Count(page, `<details class="panes">`), strings.Count(page, "没有附上改动前后的页面。</p>"), page
	}
	all := len(reports(base))
	if panes, left, page := sides(DrawLimit); panes < all/2 || left != 0 || strings.Count(page, "<template>") != 2*panes || !strings.Contains(page, `id="requests.received.total"`) {
		t.Errorf("%d reports are drawn, %d not, of %d", panes, left, all)
	}
	if panes, left, page := sides(400_000); panes == 0 || left == 0 || !strings.Contains(page, fmt.Sprintf("有 %d 份报告没有附上", left-1)) {
		t.Errorf("with little room %d reports are drawn, %d not", panes, left)
	}
	if panes, _, _ := sides(0); panes != 0 {
		t.Errorf("%d reports are drawn unasked", panes)
	}
}
