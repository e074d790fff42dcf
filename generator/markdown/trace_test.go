package markdown

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// trace is the attribute of a traced block.
var trace = regexp.MustCompile(` data-preview-line="([0-9]+)"`)

// sameUntraced holds that a traced text is the text as it is but for the
// attributes, and that those tell lines of the text.
func sameUntraced(t *testing.T, c *Converter, text []byte) {
	t.Helper()
	src := sampleSource(text)
	want, wantProblems := c.Convert(src)
	if found := trace.FindString(dump(want)); found != "" {
		t.Fatalf("%q: an untraced text has %s", text, found)
	}
	src.Trace = true
	got, gotProblems := c.Convert(src)
	if g, w := trace.ReplaceAllString(dump(got), ""), dump(want); g != w {
		t.Errorf("%q: traced, without the attributes:\n%s\nwant:\n%s", text, g, w)
	}
	if g, w := dumpProblems(gotProblems), dumpProblems(wantProblems); g != w {
		t.Errorf("%q: traced, the problems are\n%s\nwant\n%s", text, g, w)
	}
	last := src.Line + bytes.Count(text, []byte("\n"))
	for _, m := range trace.FindAllStringSubmatch(dump(got), -1) {
		if line, _ := strconv.Atoi(m[1]); line < src.Line || line > last {
			t.Errorf("%q: a block on line %d of lines %d to %d", text, line, src.Line, last)
		}
	}
}

func TestTraceAddsAttributesOnly(t *testing.T) {
	c := New()
	for _, text := range sampleTexts(t) {
		sameUntraced(t, c, text)
		sameUntraced(t, c, bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")))
	}
}

func FuzzTrace(f *testing.F) {
	for _, text := range sampleTexts(f) {
		f.Add(text)
	}
	c := New()
	f.Fuzz(func(t *testing.T, text []byte) { sameUntraced(t, c, text) })
}

// Of each kind of block the line is told.
func TestTrace(t *testing.T) {
	const text = `[1]: 2021.md
甲[^2]、[^1]
仍是甲

## 乙

### 丙

丁
---

- 戊
- 己

  庚

> 辛
>
> 1. 壬

~~~go
癸
~~~

    子

***

丑
| 寅 |
|----|
| 卯 |

::table{requests}

[^1]: 辰
[^2]: 巳

    午
`
	src := sampleSource([]byte(text))
	src.Trace = true
	body, problems := New().Convert(src)
	if len(problems) > 0 {
		t.Fatal(problems.Print("zh"))
	}
	var found []string
	for _, m := range regexp.MustCompile(`<(h\d|[a-z]+) data-preview-line="(\d+)"`).FindAllStringSubmatch(dump(body), -1) {
		line, _ := strconv.Atoi(m[2])
		found = append(found, fmt.Sprintf("%s %d", m[1], line-src.Line+1))
	}
	const want = "p 2|h3 7|li 12|p 12|li 13|p 13|p 15|blockquote 17|p 17|li 19|pre 21|pre 25|hr 27|p 29|div 30|tr 30|tr 32|li 37|p 37|p 39|li 36|p 36"
	if got := strings.Join(found, "|"); got != want {
		t.Errorf("traced:\n%s\nwant:\n%s\nin\n%s", got, want, dump(body))
	}
	for i, want := range []int{0, 5, 9} {
		if got := body.Sections[i].Heading.Line; want > 0 && got != src.Line+want-1 {
			t.Errorf("section %d begins on line %d; want %d", i, got, src.Line+want-1)
		}
	}
}

// Each line of a text made at random has its own number as its first word; that of
// a block is the first word in it, of a fenced one that of the line before.
func TestTraceLines(t *testing.T) {
	c, random, traced := New(), rand.New(rand.NewPCG(7, 8)), 0
	starts := []string{"", "", "", "\n", "\n", "\n", "- ", "\n- ", "  ", "  - ", "1. ", "> ", "> > ", "> - ", "## ", "\n### ", "# ", "\n    ", "[^a]: ", "| "}
	ends := []string{"", "", "", "，甲", "[^a]", "  ", "\\", "\n---", "\n===", "\n|---|", "\n~~~\nK\n~~~", "**乙**", " ![丙](chart.png)"}
	element := regexp.MustCompile(`<([a-z]+[1-6]?) data-preview-line="(\d+)"`)
	word, begins := regexp.MustCompile(`^k(\d+)k`), regexp.MustCompile(`^[^>]*>(?:\s*<[^>]*>)*\s*k(\d+)k`)
	for range 3000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(starts[random.IntN(len(starts))] + "K" + ends[random.IntN(len(ends))] + "\n")
		}
		lines := strings.Split(b.String(), "\n")
		for i := range lines {
			lines[i] = strings.ReplaceAll(lines[i], "K", fmt.Sprintf("k%dk", i+1))
		}
		text := strings.Join(lines, "\n")
		src := Source{Text: []byte(text), Line: 1, Trace: true, Link: sampleSource(nil).Link}
		body, _ := c.Convert(src)
		for _, section := range body.Sections {
			if h := section.Heading; h.Level > 0 {
				if m := word.FindStringSubmatch(h.Text); m != nil && m[1] != strconv.Itoa(h.Line) {
					t.Fatalf("%q: the section on line %d begins with %s", text, h.Line, m[0])
				}
			}
		}
		html := dump(body)
		for _, at := range element.FindAllStringSubmatchIndex(html, -1) {
			m := begins.FindStringSubmatch(html[at[1]:])
			tag, line := html[at[2]:at[3]], html[at[4]:at[5]]
			if m == nil || tag == "hr" {
				continue // the marks of a block that is none
			}
			first, _ := strconv.Atoi(m[1])
			if tag == "pre" && line != m[1] {
				first--
			}
			if line != strconv.Itoa(first) {
				t.Fatalf("%q: <%s> on line %s begins with k%sk\n%s", text, tag, line, m[1], html)
			}
			traced++
		}
	}
	if traced < 10000 {
		t.Errorf("only %d blocks were traced", traced)
	}
}
