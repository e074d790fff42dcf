package theme

import (
	"html/template"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

type example struct {
	Title, Address, Query string
	Empty                 string
	HTML                  template.HTML
	Data                  template.JS
	Number                int
	Ratio                 float64
	Yes, No               bool
	Links                 []link
	Pointed, Nobody       []*link
	None                  *link
	One                   *link
	*shared
	Map map[string]string
}

type shared struct{ Site link }

type link struct {
	Text, Href string
	Below      []link
}

func (l link) Upper() string { return strings.ToUpper(l.Text) }

// values has an example of plain text, and one of all that must be escaped.
func values(title string) *example {
	links := []link{{title, "../" + title, nil}, {"二", "a/b/", []link{{"三", "#x", nil}}}}
	return &example{
		Title: title, Address: "https://example.org/" + title, Query: title, HTML: "<b>&amp;</b>", Data: `{"a":"<\/b>"}`,
		Number: -12, Ratio: 1.5, Yes: true, Links: links, Pointed: []*link{&links[1]}, One: &links[0],
		shared: &shared{link{Text: "站" + title}}, Map: map[string]string{"a": title},
	}
}

var titles = []string{
	"2022年度", `<script>alert("'+&")</script>`, "javascript:alert(1)", "a b%20c%zz?d=e&f#g", "\x00\xff\u2028", "", "+", "mailto:a@example.org", "JAVASCRIPT:x", "//host/:", "日本語/é",
}

var compiled = []string{
	`{{.Title}}`,
	`<title>{{.Title}}</title>`,
	`<p title="{{.Title}}" data-n="{{.Number}}">{{.Number}}</p>`,
	`<a href="{{.Title}}">{{.Title}}</a><a href="{{.Address}}">x</a>`,
	`<a href="/{{.Title}}">x</a><a href="#{{.Title}}">x</a><a href="?q={{.Query}}">x</a>`,
	`<meta http-equiv="refresh" content="0; url={{.Title}}">`,
	`<meta name="a" content="{{.Title}}">`,
	`<script type="application/ld+json">{{.Data}}</script>`,
	`<script type="application/ld+json">{{.Title}}</script>`,
	`{{.HTML}}<p title="{{.HTML}}">`,
	`{{.Ratio}} {{.Yes}} {{.None}}`,
	`{{.Site.Text}} {{$.Site.Text}}`,
	`{{if .Empty}}a{{else if .No}}b{{else}}c{{end}}{{if .Number}}d{{end}}{{if .None}}e{{else}}f{{end}}{{if .Site}}g{{end}}`,
	`{{with .One}}{{.Text}}{{$.Title}}{{end}}{{with .None}}x{{else}}{{.Title}}{{end}}`,
	`{{range .Links}}{{.Text}}{{range .Below}}{{.Text}}{{$.Title}}{{end}}{{else}}none{{end}}`,
	`{{range $i, $l := .Links}}{{if $i}}、{{end}}{{$i}}{{$l.Text}}{{.Href}}{{end}}`,
	`{{range $l := .Pointed}}{{$l.Text}}{{end}}{{range .Nobody}}{{else}}{{.Title}}{{end}}`,
	`{{$n := len .Links}}{{range .Links}}{{$n}}{{$n = 7}}{{end}}{{$n}}`,
	`{{with $x := .One}}{{$x.Text}}{{end}}`,
	`{{if or .Empty .Title}}a{{end}}{{if and .Yes .Links}}b{{end}}{{if not (or .None .No)}}c{{end}}{{or .Empty .Title}}`,
	`{{if eq .Number -12}}a{{end}}{{if ne .Title "2022年度"}}b{{end}}{{eq .Yes true}}`,
	`{{template "tree" .Links}}`,
	`{{/* a comment */}}<!-- another -->a {{- " b " -}} c`,
	`{{.Title | len}}`,
}

// left are templates that html/template makes.
var left = []string{
	`{{printf "%03d" .Number}}`,
	`{{.One.Upper}}`,
	`{{.Map.a}}`,
	`{{range $k, $v := .Map}}{{$k}}{{$v}}{{end}}`,
	`<p title={{.Title}}>`,
	`{{range .Links}}{{break}}{{end}}`,
	`<a {{template "attribute" .}}>x</a>`,
	`{{.Title | printf "%q"}}`,
}

func load(t *testing.T, text string, example any) *Theme {
	t.Helper()
	made, problems, err := Load(Pages{Kinds: map[string]any{"page": example}}, Layer{"own", fstest.MapFS{
		"base.html": {Data: []byte(text)}, "page.html": {Data: nil},
		"parts/tree.html":      {Data: []byte(`{{define "tree"}}{{range .}}<li>{{.Text}}{{template "tree" .Below}}</li>{{end}}{{end}}`)},
		"parts/attribute.html": {Data: []byte(`{{define "attribute"}}title="{{.Title}}"{{end}}`)},
	}})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%s: %v %s", text, err, problems.Print(diag.English))
	}
	return made
}

// A compiled page is what html/template would have made, byte for byte.
func TestCompiledPages(t *testing.T) {
	for _, text := range slices.Concat(compiled, left) {
		made := load(t, text, &example{})
		for _, title := range titles {
			got, err := made.AppendPage([]byte("before "), "page", values(title))
			want, wantErr := made.Interpreted().AppendPage([]byte("before "), "page", values(title))
			if string(got) != string(want) || (err == nil) != (wantErr == nil) {
				t.Errorf("%s\nof %q gives  %q, %v\nhtml/template %q, %v", text, title, got, err, want, wantErr)
			}
		}
	}
}

func TestWhatIsCompiled(t *testing.T) {
	for _, text := range compiled {
		if got := load(t, text, &example{}).Uncompiled(); len(got) > 0 {
			t.Errorf("%s is not compiled: %v", text, got)
		}
	}
	for _, text := range left {
		if got := load(t, text, &example{}).Uncompiled(); len(got) != 1 {
			t.Errorf("%s: want one page left to html/template, got %v", text, got)
		}
	}
}

func TestFieldOfNothing(t *testing.T) {
	made := load(t, "\n{{.None.Text}}", &example{})
	_, err := made.AppendPage(nil, "page", values("x"))
	if err == nil || !strings.Contains(err.Error(), "own/base.html:2: .None.Text") {
		t.Errorf("got %v", err)
	}
	if _, err := made.Interpreted().AppendPage(nil, "page", values("x")); err == nil {
		t.Error("html/template sees no error")
	}
}

// What html/template finds unsafe is a problem with its place.
func TestUnsafeTemplate(t *testing.T) {
	_, problems, err := Load(Pages{Kinds: map[string]any{"page": &example{}}}, Layer{"own", fstest.MapFS{
		"base.html": {Data: []byte(`{{template "main" .}}`)},
		"page.html": {Data: []byte("{{define \"main\"}}\n{{if .Yes}}<a title=\"{{end}}>{{end}}")},
	}})
	if got := problems.Print(diag.English); err != nil || !strings.Contains(got, "own/page.html:2") {
		t.Errorf("got %v %s", err, got)
	}
}

func FuzzEscaping(f *testing.F) {
	for _, t := range titles {
		f.Add(t)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, e := range escapings {
			program := &program{steps: []step{e.printer(constant(s))}, variables: 1}
			got, err := program.append(nil, nil)
			var want strings.Builder
			wantErr := e.sample.Execute(&want, s)
			if e.before+string(got)+e.after != want.String() || (err == nil) != (wantErr == nil) {
				t.Errorf("%s of %q gives %q, %v; html/template %q, %v", name, s, got, err, want.String(), wantErr)
			}
		}
	})
}
