package demo

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/indexnumber"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
)

func TestStarter(t *testing.T) {
	started := files(t, Starter)
	l := read(t, started)
	if len(l.reports) != 1 || len(l.pages) != 2 {
		t.Fatalf("%d reports and %d pages; want 1 and 2", len(l.reports), len(l.pages))
	}
	p := l.reports[0]
	if found := indexnumber.Match(l.Schemes, p.text("index_number"), int(p.published().Year)); len(found) != 1 {
		t.Errorf("the number %q follows %d schemes", p.text("index_number"), len(found))
	}
	f := p.form
	for _, table := range f.Tables {
		for at := range table.Size {
			if p.cell(table, at) == "" {
				t.Errorf("the report lacks %s", table.Name(at))
			}
		}
	}
	text := string(started[starterReport].Data)
	var headings []string
	for _, found := range regexp.MustCompile(`(?m)^## (.*)$`).FindAllStringSubmatch(text, -1) {
		headings = append(headings, found[1])
	}
	if !slices.Equal(headings, f.Sections) {
		t.Errorf("headings %q; want %q", headings, f.Sections)
	}
	for _, table := range f.Tables {
		for _, row := range table.Rows {
			if !strings.Contains(text, row.Label) {
				t.Errorf("the report does not explain %s.%s, %s", table.ID, row.Key, row.Label)
			}
		}
	}
	if strings.Contains(text, "{{") {
		t.Error("the report has a placeholder of the template in it")
	}
}

// TestStarterExplainsEveryKey wants each key of archive.toml under its heading.
func TestStarterExplainsEveryKey(t *testing.T) {
	text := string(files(t, Starter)["content/archive.toml"].Data)
	_, manual, _ := strings.Cut(text, "全部的键")
	for _, key := range settings.Keys() {
		if !strings.Contains(manual, "#   "+key.Name+"："+key.Help.Zh+"（") {
			t.Errorf("%s.%s is not explained", key.Table, key.Name)
		}
		if !strings.Contains(manual, "["+key.Table+"]") && key.Table != "" {
			t.Errorf("the table %s has no heading", key.Table)
		}
		if typeNames[key.Type] == "" {
			t.Errorf("the type %s of %s.%s has no name", key.Type, key.Table, key.Name)
		}
	}
}

// TestStarterReportShowsEveryKey wants each key of a front matter in the example.
func TestStarterReportShowsEveryKey(t *testing.T) {
	text := string(files(t, Starter)[starterReport].Data)
	for _, key := range schema.Keys() {
		shown := regexp.MustCompile(`(?m)(^|^# |写 )(` + key.Name + ` = |\[\[?` + key.Name + `\]\]?$)`)
		if key.Name != "" && !shown.MatchString(text) {
			t.Errorf("%s.%s is not shown", key.Table, key.Name)
		}
	}
}

// TestStarterSuggestions uncomments the settings that are only suggested, which
// must be right as well.
func TestStarterSuggestions(t *testing.T) {
	text := string(files(t, Starter)["content/archive.toml"].Data)
	text, _, _ = strings.Cut(text, "# ── 全部的键")
	site, rest, _ := strings.Cut(text, "# ── 机关")
	site = regexp.MustCompile(`(?m)^# (\w+ = )`).ReplaceAllString(site, "$1")
	plain, _, _ := strings.Cut(rest, "[index_number]")
	scheme := rest[strings.Index(rest, "# [[index_number.scheme]]"):]
	scheme = regexp.MustCompile(`(?m)^# ?`).ReplaceAllString(scheme, "")
	own := regexp.MustCompile(`(?m)^# (pinyin|former_names|since|until) = `).ReplaceAllString(plain, "$1 = ")
	s, problems := settings.Read("archive.toml", []byte(site+"# "+own+scheme))
	if len(problems) > 0 {
		t.Fatalf("%v\n%s", problems, site+own+scheme)
	}
	if s.Site.ICP == "" || s.Site.Links != "file" || s.Agencies[0].Until == 0 || len(s.Schemes) != 1 || len(s.Schemes[0].Segments) != 3 {
		t.Errorf("not all suggestions were read: %+v", s)
	}
}
