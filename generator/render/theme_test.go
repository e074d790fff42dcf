package render

import (
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/theme"
	"gongkai/themes"
)

// layers is the built-in theme with some files of another one over it.
func layers(files fstest.MapFS) []theme.Layer {
	return []theme.Layer{{Name: "built-in", Files: themes.Default()}, {Name: "themes/own", Files: files}}
}

func TestDefaultTheme(t *testing.T) {
	made, problems, err := LoadTheme(layers(nil)...)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v\n%s", err, problems.Print(diag.English))
	}
	if left := made.Uncompiled(); len(left) > 0 {
		t.Errorf("pages that html/template has to make: %v", left)
	}
}

// A mistake in a template of an archive's own is said with its place, before a
// page is made, also in a branch that is not taken and in a part.
func TestThemeMistakes(t *testing.T) {
	for _, tt := range []struct{ file, text, want string }{
		{"report.html", "{{define \"main\"}}\n<h1>{{.Headnig}}</h1>{{end}}", "themes/own/report.html:2:7: ReportPage has no .Headnig\n    hint: did you mean .Heading?"},
		{"home.html", `{{define "main"}}{{range .Kinds}}{{range .Entries}}{{.Titel}}{{end}}{{end}}{{end}}`, "Entry has no .Titel"},
		{"home.html", `{{define "main"}}{{with .Latest}}{{$.Nothing}}{{end}}{{end}}`, "HomePage has no .Nothing"},
		{"home.html", `{{define "main"}}{{if false}}{{(index .Years 0).Txt}}{{end}}{{end}}`, "Link has no .Txt"},
		{"home.html", `{{define "main"}}{{range $i, $y := .Years}}{{$y.Hrf}}{{end}}{{end}}`, "Link has no .Hrf"},
		{"parts/crumbs.html", `{{define "crumbs"}}{{range .}}{{.Txet}}{{end}}{{end}}`, "themes/own/parts/crumbs.html:1:"},
		{"page.html", `{{define "main"}}{{template "nowhere" .}}{{end}}`, `page.html:1:28: no such template "nowhere"`},
		{"page.html", "{{define \"main\"}}\n\n{{if}}{{end}}{{end}}", "themes/own/page.html:3"},
		{"page.html", `{{define "main"}}{{nofunction .}}{{end}}`, `function "nofunction" not defined`},
	} {
		_, problems, err := LoadTheme(layers(fstest.MapFS{tt.file: {Data: []byte(tt.text)}})...)
		if got := problems.Print(diag.English); err != nil || !strings.Contains(got, tt.want) {
			t.Errorf("%s\ngives %v\n%swant %s", tt.text, err, got, tt.want)
		}
	}
}

func TestAssetsAreNamedByTheirBytes(t *testing.T) {
	one, _, _ := LoadTheme(layers(fstest.MapFS{"assets/logo.svg": {Data: []byte("1")}})...)
	two, _, _ := LoadTheme(layers(fstest.MapFS{"assets/logo.svg": {Data: []byte("2")}})...)
	if a, b := one.Asset("logo.svg").Address, two.Asset("logo.svg").Address; a == b || !strings.HasPrefix(a, "assets/logo.") || !strings.HasSuffix(a, ".svg") {
		t.Errorf("%s and %s", a, b)
	}
	if one.Asset("site.css").Address != two.Asset("site.css").Address {
		t.Error("a style that did not change has another name")
	}
}

func TestPages(t *testing.T) {
	if got := windows("years/", 0, 10); len(got) != 1 || got[0].address != "years/" {
		t.Errorf("an empty list has pages %v", got)
	}
	var got []string
	for _, w := range newestFirst("c/", 25, 10, []int{0, 12, 20}) {
		got = append(got, w.address)
	}
	// The oldest year is page 2 whatever comes before it.
	if want := "c/ c/page/4/ c/page/3/ c/page/2/"; strings.Join(got, " ") != want {
		t.Errorf("pages %v; want %s", got, want)
	}
}
