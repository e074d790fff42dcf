package markdown

import (
	"bytes"
	"cmp"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// FuzzASCII holds the package against the library as it comes: a text in ASCII
// that uses none of the constructs in which they differ gives the same HTML, but
// for the attributes that a page adds.
func FuzzASCII(f *testing.F) {
	for _, text := range sampleTexts(f) {
		f.Add(string(text))
	}
	for _, s := range []string{"", "a\nb", "*a*b*c*", "**a.**b", "[a](b \"c\")", "|a|b|\n|-|-|\n|c", "- a\n\n  b", "> a\nb", "~~a~~b", "a\\\nb", "&amp; &#65; \\*"} {
		f.Add(s)
	}
	c, library := New(), newLibrary()
	f.Fuzz(func(t *testing.T, text string) { compare(t, c, library, text) })
}

// TestMixtures is FuzzASCII and FuzzConvert over texts thrown together from marks.
func TestMixtures(t *testing.T) {
	marks := strings.Fields("* ** *** _ __ ~~ ` `` [ ] ]( ) ![ \\ a b c . , ( \" ' # ## - + 1. > | |-|-| --- === ``` : < > http://a.b/c www.a.bc & &amp; [a]: [a] ! 0")
	chinese := strings.Fields("， 。 “ ” …… —— （ ） 《 》 、 中 文 한 :cell{requests.received.total} :cell{x.y} ::table{requests} ::table [^1] [^1]: ２ ~ javascript:x #甲 2021.md //x <b>")
	all := append(append([]string{"\r\n", "\x00", "\xff", "\u3000", "\u00a0", "\u200b"}, chinese...), marks...)
	random := rand.New(rand.NewPCG(1, 2))
	c, library := New(), newLibrary()
	for range 3000 {
		compare(t, c, library, mixture(random, marks))
		text := mixture(random, all)
		body, problems := c.Convert(sampleSource([]byte(text)))
		if err := cmp.Or(checkBody(body), checkPlaces(text, problems)); err != nil {
			t.Errorf("%q: %v\nin %s", text, err, dump(body))
		}
	}
}

// mixture throws up to 25 marks together.
func mixture(random *rand.Rand, marks []string) string {
	between := []string{"", "", "", "", " ", " ", "\n", "\n", "\n\n", "\n    "}
	var b strings.Builder
	for range 1 + random.IntN(25) {
		b.WriteString(marks[random.IntN(len(marks))] + between[random.IntN(len(between))])
	}
	return b.String()
}

// compare checks one text, unless it uses what differs.
func compare(t *testing.T, c *Converter, library goldmark.Markdown, text string) {
	if len(text) >= 400 || differs.MatchString(strings.ReplaceAll(text, "http:", "")) {
		return
	}
	src := Source{Text: []byte(text), Line: 1, Link: func(dest string) (string, bool) { return dest, true }}
	body, problems := c.Convert(src)
	for _, p := range problems {
		if p.Rule != "heading-level" {
			return // shown as text instead
		}
	}
	var b bytes.Buffer
	if err := library.Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	if found, want := likeLibrary(body), likePage(b.String()); found != want {
		t.Errorf("%q\n gives %q\n  want %q", text, found, want)
	}
}

// differs matches where the package differs on purpose: directives, footnotes
// (another markup), one ~ as a mark, and \& in an address, which the library
// takes for a reference.
var differs = regexp.MustCompile(`[^\x00-\x7F]|:[:a-zA-Z]|\[\^|(^|[^~])~([^~]|$)|\\&|\r|\x00`)

// newLibrary is the library with the extensions of a body, without HTML and bare
// mail addresses.
func newLibrary() goldmark.Markdown {
	var blocks, inlines []util.PrioritizedValue
	for _, p := range parser.DefaultBlockParsers() {
		if p.Value != parser.NewHTMLBlockParser() {
			blocks = append(blocks, p)
		}
	}
	for _, p := range parser.DefaultInlineParsers() {
		if p.Value != parser.NewRawHTMLParser() {
			inlines = append(inlines, p)
		}
	}
	return goldmark.New(
		goldmark.WithParser(parser.NewParser(
			parser.WithBlockParsers(blocks...),
			parser.WithInlineParsers(inlines...),
			parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		)),
		goldmark.WithRenderer(renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(html.NewRenderer(), 1000)))),
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, extension.TaskList,
			extension.NewLinkify(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}), extension.WithLinkifyEmailRegexp(regexp.MustCompile(`$.^`))),
		),
	)
}

// likeLibrary writes a body without what a page adds.
func likeLibrary(body *Body) string {
	var b strings.Builder
	for _, s := range body.Sections {
		if s.Heading.Level != 0 {
			b.WriteString("<h2>" + string(s.Heading.HTML) + "</h2>\n")
		}
		for _, block := range s.Blocks {
			b.Write(block.HTML)
		}
	}
	return additions.Replace(ids.ReplaceAllString(b.String(), "<h$1>"))
}

var (
	ids       = regexp.MustCompile(`<h([2-6]) id="[^"]*">|<div class="scroll"[^>]*>\n|</div>\n`)
	additions = strings.NewReplacer(
		"<h>", "",
		` rel="noopener"`, "",
		` scope="col"`, "",
		` aria-label="已完成"`, "",
		` aria-label="未完成"`, "",
	)
)

// likePage writes the library's HTML with the choices of a page: level 1 is 2,
// classes for style attributes, no empty th, alternative texts on one line.
func likePage(s string) string {
	s = strings.NewReplacer(
		"<h1>", "<h2>", "</h1>", "</h2>",
		`<input checked="" disabled="" type="checkbox">`, `<input type="checkbox" checked disabled>`,
		`<input disabled="" type="checkbox">`, `<input type="checkbox" disabled>`,
	).Replace(s)
	s = alt.ReplaceAllStringFunc(s, func(alt string) string {
		return strings.NewReplacer("<br>\n", " ", "\n", " ").Replace(alt)
	})
	s = alignment.ReplaceAllString(s, `class="align-$1"`)
	return emptyHead.ReplaceAllString(s, "<td$1></td>")
}

var (
	alt       = regexp.MustCompile(`alt="[^"]*"`)
	alignment = regexp.MustCompile(`style="text-align:([a-z]+)"`)
	emptyHead = regexp.MustCompile(`<th([^>]*)></th>`)
)
