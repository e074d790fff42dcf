package generator

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/render"
	"gongkai/generator/theme"
)

// The theme's templates are compiled; every page is what html/template makes of
// them, also where titles and addresses are hostile.
func TestPagesAreThoseOfTheTemplates(t *testing.T) {
	content := demoContent(t, 9, 4)
	hostile := 0
	for name, f := range content {
		if strings.HasPrefix(name, "reports/") && strings.HasSuffix(name, ".md") {
			title := "title = '''<b>\"&+' </script><script>alert(1)</script> javascript:x'''\n"
			text := strings.Replace(string(f.Data), "\ntitle = ", "\n"+title+"# ", 1)
			content[name] = &fstest.MapFile{Data: []byte(text)}
			hostile++
			if hostile == 5 {
				break
			}
		}
	}
	o := options(content, 2)
	compiled, problems, err := render.LoadTheme(o.Theme...)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	got, want := siteOf(t, o, compiled), siteOf(t, o, compiled.Interpreted())
	if len(got) != len(want) || hostile < 5 {
		t.Errorf("%d and %d files, %d hostile titles", len(got), len(want), hostile)
	}
	for name, data := range want {
		if got[name] != data {
			t.Errorf("%s differs:\n%s\n\nhtml/template:\n%s", name, got[name], data)
			break
		}
	}
}

// siteOf makes the files of a site with a theme.
func siteOf(t *testing.T, o SiteOptions, theme *theme.Theme) map[string]string {
	t.Helper()
	c, problems, err := Load(context.Background(), o.Options)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v\n%s", err, problems.Print(diag.English))
	}
	o.Jobs = 1
	site := map[string]string{}
	w, err := newWriter(c, theme, o, nil, func(name string, data []byte) error {
		site[name] = string(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if problems, err := w.write(context.Background()); err != nil || len(problems) > 0 {
		t.Fatalf("%v\n%s", err, problems.Print(diag.English))
	}
	return site
}
