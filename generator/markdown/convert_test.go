package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// FuzzConvert holds for any text: the HTML is well formed, has only the elements
// and attributes of the package, no id twice and no link that runs a script; the
// problems lie in the text; and the result is the same again.
func FuzzConvert(f *testing.F) {
	for _, text := range sampleTexts(f) {
		f.Add(string(text))
	}
	c := New()
	f.Fuzz(func(t *testing.T, text string) {
		body, problems := c.Convert(sampleSource([]byte(text)))
		if err := checkBody(body); err != nil {
			t.Errorf("%v\nin %s", err, dump(body))
		}
		if err := checkPlaces(text, problems); err != nil {
			t.Error(err)
		}
		again, problemsAgain := c.Convert(sampleSource([]byte(text)))
		if dump(body) != dump(again) || dumpProblems(problems) != dumpProblems(problemsAgain) {
			t.Errorf("not the same again:\n%s%s\nthen\n%s%s", dump(body), dumpProblems(problems), dump(again), dumpProblems(problemsAgain))
		}
		if utf8.ValidString(text) && !utf8.ValidString(dump(body)) {
			t.Errorf("not UTF-8: %q", dump(body))
		}
	})
}

// checkBody checks every piece of HTML of a body, and the ids of all together.
func checkBody(body *Body) error {
	ids := make(map[string]bool)
	for _, s := range body.Sections {
		if id := s.Heading.ID; s.Heading.Level != 0 {
			if ids[id] {
				return fmt.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
		if err := checkHTML(s.Heading.HTML, ids); err != nil {
			return err
		}
		for _, b := range s.Blocks {
			if (len(b.HTML) == 0) == (b.Table == "") {
				return fmt.Errorf("a block is neither HTML nor a table, or both: %q %q", b.HTML, b.Table)
			}
			if err := checkHTML(b.HTML, ids); err != nil {
				return err
			}
		}
	}
	return checkHTML(body.Footnotes, ids)
}

var (
	tag       = regexp.MustCompile(`^<(/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>`)
	attribute = regexp.MustCompile(` ([a-z-]+)(?:="([^"]*)")?`)

	elements = strings.Fields("a blockquote br code del div em h2 h3 h4 h5 h6 hr img input li ol p pre section strong sup table tbody td th thead tr ul")
	void     = strings.Fields("br hr img input")
	allowed  = strings.Fields("alt aria-label checked class disabled href id rel role scope src start tabindex title type")
)

// checkHTML reads HTML as this package writes it: no < that is no tag, every
// element closed in its place.
func checkHTML(html []byte, ids map[string]bool) error {
	rest := string(html)
	var open []string
	for {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		m := tag.FindStringSubmatch(rest[i:])
		if m == nil || !slices.Contains(elements, m[2]) {
			return fmt.Errorf("no tag of ours: %.60q", rest[i:])
		}
		rest = rest[i+len(m[0]):]
		switch {
		case m[1] == "/":
			if len(open) == 0 || open[len(open)-1] != m[2] {
				return fmt.Errorf("</%s> closes %v", m[2], open)
			}
			open = open[:len(open)-1]
		case !slices.Contains(void, m[2]):
			if m[2] == "a" && slices.Contains(open, "a") {
				return fmt.Errorf("a link in a link")
			}
			open = append(open, m[2])
		}
		if err := checkAttributes(m[3], ids); err != nil {
			return err
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("not closed: %v", open)
	}
	return nil
}

func checkAttributes(attributes string, ids map[string]bool) error {
	for _, m := range attribute.FindAllStringSubmatch(attributes, -1) {
		name, value := m[1], m[2]
		switch {
		case !slices.Contains(allowed, name):
			return fmt.Errorf("attribute %q", name)
		case name == "id" && (value == "" || ids[value] || strings.ContainsAny(value, " \t\n.")):
			return fmt.Errorf("id %q, empty, twice or not of our making", value)
		case name == "href" && !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, scheme(value)):
			return fmt.Errorf("link to %q", value)
		case name == "src" && scheme(value) != "":
			return fmt.Errorf("image %q", value)
		}
		if name == "id" {
			ids[value] = true
		}
	}
	return nil
}

// checkPlaces checks that problems lie in the text, in order, and have both
// languages.
func checkPlaces(text string, problems diag.List) error {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, p := range problems {
		line := p.Pos.Line - 11
		if line < 0 || line >= len(lines) || p.Pos.Col < 1 || p.Pos.Col > utf8.RuneCountInString(lines[line])+1 {
			return fmt.Errorf("%s: outside of the text", p.Pos)
		}
		if i > 0 && p.Pos.Compare(problems[i-1].Pos) < 0 {
			return fmt.Errorf("%s after %s", p.Pos, problems[i-1].Pos)
		}
		if p.Text.Zh == "" || p.Text.En == "" || strings.Contains(p.Text.Zh+p.Text.En+p.Hint.Zh+p.Hint.En, "%!") {
			return fmt.Errorf("%s: bad message %q %q", p.Pos, p.Text, p.Hint)
		}
	}
	return nil
}

// TestConcurrent uses one converter from many places at a time.
func TestConcurrent(t *testing.T) {
	c := New()
	var wg sync.WaitGroup
	for name, text := range sampleTexts(t) {
		body, _ := c.Convert(sampleSource(text))
		want := dump(body)
		for range 4 {
			wg.Go(func() {
				if body, _ := c.Convert(sampleSource(text)); dump(body) != want {
					t.Errorf("%s: another result beside others", name)
				}
			})
		}
	}
	wg.Wait()
}

// TestNothingKnown converts with a source that knows nothing: every reference is
// a problem, and the rest stands.
func TestNothingKnown(t *testing.T) {
	body, problems := New().Convert(Source{Text: []byte("甲:cell{a.b}[乙](c.md)\n\n::table{d}\n\n[丙](#e)\n"), Line: 1})
	var rules []string
	for _, p := range problems {
		rules = append(rules, p.Rule)
	}
	if want := []string{"unknown-cell", "dead-link", "unknown-table", "dead-link"}; !slices.Equal(rules, want) {
		t.Errorf("problems %q, want %q", rules, want)
	}
	if want := "= section\n<p>甲:cell{a.b}乙</p>\n<p>::table{d}</p>\n<p><a href=\"#e\">丙</a></p>\n"; !strings.HasPrefix(dump(body), want) {
		t.Errorf("body\n%s\nwant\n%s", dump(body), want)
	}
}

// TestSourceUnchanged checks that the text given is not written to.
func TestSourceUnchanged(t *testing.T) {
	for name, text := range sampleTexts(t) {
		before := string(text)
		New().Convert(sampleSource(text))
		if string(text) != before {
			t.Errorf("%s: the text was changed", name)
		}
	}
}
