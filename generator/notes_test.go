package generator

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/theme"
	"gongkai/themes"
)

var notesDay = date.Date{Year: 2026, Month: 3, Day: 1}

// flawed is a demo archive with more mistakes than it has of itself.
func flawed(t testing.TB) fstest.MapFS {
	content := demoContent(t, 8, 6)
	var names []string
	for name := range content {
		if strings.HasPrefix(name, "reports/") && strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	number := regexp.MustCompile(`index_number = "([^"]*-)\d+"`)
	section := regexp.MustCompile(`(?s)\n## .*`)
	for i, name := range names {
		text, before := string(content[name].Data), ""
		if i > 0 && path.Dir(names[i-1]) == path.Dir(name) {
			before = string(content[names[i-1]].Data)
		}
		switch i % 5 {
		case 0: // copied from the year before
			if before != "" {
				text = section.ReplaceAllLiteralString(text, section.FindString(before))
			}
		case 1: // the counter of the year before, stepping back
			if m := number.FindStringSubmatch(before); m != nil {
				text = number.ReplaceAllString(text, `index_number = "`+m[1]+`00000"`)
			}
		case 2: // waivers of all kinds, and a link to nothing
			waivers := ""
			for _, rule := range []string{"copied-from-agency", "requests-balance", "no-such-rule", "common-typo"} {
				waivers += "\n[[waiver]]\nrule = \"" + rule + "\"\nreason = \"原文如此\"\nby = \"办公室\"\ndate = 2024-02-01\nuntil = 2025-01-01\n"
			}
			text = strings.Replace(text, "\n+++\n", waivers+"\n+++\n", 1) + "\n见[附件](没有.pdf)，按照统一布署。\n"
		case 3: // the text of another body
			if i > 20 {
				text = section.ReplaceAllLiteralString(text, section.FindString(string(content[names[i-12]].Data)))
			}
		}
		content[name].Data = []byte(text)
	}
	return content
}

// What the notes of a report say is what a check of the whole archive finds in it.
func TestNotesAreFindings(t *testing.T) {
	o := options(flawed(t), 2)
	checked, err := Check(context.Background(), o.Options, notesDay)
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]int{}
	for _, r := range checked.Content.Archive.Reports {
		notes, err := checked.Content.Notes(context.Background(), o.Options, r.Agency.ID, r.Year, notesDay, diag.English)
		if err != nil {
			t.Fatal(err)
		}
		var want []Note
		for i := range checked.Findings {
			f := &checked.Findings[i]
			if f.Agency == r.Agency.ID && f.Year == r.Year && !slices.Contains(check.LeftToRun(), f.Rule) && !ofLeftWaiver(f, r) {
				want = append(want, noteOf(f, "content/"+r.File, diag.English))
				rules[f.Rule]++
			}
		}
		if g, w := lines(notes.Findings), lines(want); g != w {
			t.Errorf("%s has the notes\n%s\nwant\n%s", r.File, g, w)
		}
	}
	for _, rule := range []string{"copied-from-last-year", "index-number-serial", "waiver-unused", "waiver-expired", "common-typo", "dead-link"} {
		if rules[rule] == 0 {
			t.Errorf("nothing was found of %s; of %v", rule, rules)
		}
	}
}

// ofLeftWaiver says that a finding is of a waiver of what only a whole check finds.
func ofLeftWaiver(f *check.Finding, r *archive.Report) bool {
	for _, w := range r.Waivers {
		if w.Pos == f.Pos && slices.Contains(check.LeftToRun(), w.Rule) {
			return true
		}
	}
	return false
}

// lines writes notes for a comparison.
func lines(notes []Note) string {
	var b strings.Builder
	for _, n := range notes {
		text, _ := json.Marshal(n)
		b.Write(append(text, '\n'))
	}
	return b.String()
}

// The ids and fields that notes speak of are those of the page, and each of the
// page's cells has its line.
func TestNotesFitThePage(t *testing.T) {
	o := SiteOptions{Options: Options{Content: os.DirFS("testdata/archive"), Dir: "content", Jobs: 1}, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}}}
	c, problems, err := Load(context.Background(), o.Options)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems.Print(diag.English))
	}
	site := build(t, o)
	cells := regexp.MustCompile(`<td[^>]* id="([^"]+)"`)
	for _, r := range c.Archive.Reports {
		page := site[path.Join("reports", r.Agency.ID, fmt.Sprint(r.Year), "index.html")]
		notes, err := c.Notes(context.Background(), o.Options, r.Agency.ID, r.Year, notesDay, diag.Chinese)
		if err != nil || notes.File != "content/"+r.File {
			t.Fatal(err, notes.File)
		}
		for _, m := range cells.FindAllStringSubmatch(page, -1) {
			if notes.Cells[m[1]] == 0 {
				t.Errorf("%s: the cell %s has no line", r.File, m[1])
			}
		}
		for id, line := range notes.Cells {
			if !strings.Contains(page, ` id="`+id+`"`) || line < 2 {
				t.Errorf("%s: nothing in the page has the id %s, which stands on line %d", r.File, id, line)
			}
		}
		for field, line := range notes.Fields {
			switch field {
			case "title", "summary", "source", "format", "draft", "labels", "waiver", "correction", "table":
				continue // not on the card
			}
			if !strings.Contains(page, `class="field-`+field+`"`) || line < 2 {
				t.Errorf("%s: the card has no field %s, which stands on line %d", r.File, field, line)
			}
		}
		if notes.Fields["title"] == 0 {
			t.Errorf("%s: the title has no line", r.File)
		}
	}
}

func TestNotesOfNothing(t *testing.T) {
	o := options(demoContent(t, 1, 1), 1)
	c, _, err := Load(context.Background(), o.Options)
	if err != nil {
		t.Fatal(err)
	}
	r := c.Archive.Reports[0]
	for _, c := range []*Content{c, {}} {
		for agency, year := range map[string]int{"nobody": r.Year, r.Agency.ID: 1900} {
			if notes, err := c.Notes(context.Background(), o.Options, agency, year, notesDay, diag.English); notes != nil || err != nil {
				t.Errorf("%s %d has the notes %v, %v", agency, year, notes, err)
			}
		}
	}
	delete(o.Content.(fstest.MapFS), r.File)
	if _, err := c.Notes(context.Background(), o.Options, r.Agency.ID, r.Year, notesDay, diag.English); err == nil {
		t.Error("a file that is gone has notes")
	}
}

// An edition has the notes of the files as they are.
func TestNotesOfEdition(t *testing.T) {
	o := options(demoContent(t, 2, 3), 1)
	files := o.Content.(fstest.MapFS)
	e, err := Open(context.Background(), EditionOptions{SiteOptions: o})
	if err != nil {
		t.Fatal(err)
	}
	r := e.content.Archive.Reports[1]
	whole := string(files[r.File].Data)
	ask := func() (*Notes, error) {
		return e.Notes(context.Background(), r.Agency.ID, r.Year, notesDay, diag.English)
	}
	typos := func(text string, say bool) int {
		files[r.File] = &fstest.MapFile{Data: []byte(text)}
		if say {
			if err := e.Update(context.Background(), Changes{Content: []string{r.File}}); err != nil {
				t.Fatal(err)
			}
		}
		n, err := ask()
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, note := range n.Findings {
			if note.Rule == "common-typo" {
				found++
			}
		}
		return found
	}
	for i, say := range []bool{true, false} {
		if got := typos(whole+strings.Repeat("\n按照统一布署。\n", i+1), say); got != i+1 {
			t.Errorf("%d typos were found; want %d", got, i+1)
		}
	}
	files[r.File] = &fstest.MapFile{Data: []byte("+++\ntitle =\n+++\n")}
	var broken *Broken
	if n, err := ask(); !errors.As(err, &broken) || len(broken.Problems) == 0 || n != nil {
		t.Errorf("a broken file has the notes %v, %v", n, err)
	}
	if got := typos(whole, true); got != 0 {
		t.Errorf("%d typos in a text that was mended", got)
	}
}

// Messages come in the language asked for, and waivers with their reasons.
func TestNote(t *testing.T) {
	f := &check.Finding{
		Pos: diag.Pos{File: "content/reports/a/2020/b.pdf", Line: 3, Col: 4}, Rule: "x", Severity: check.Warning,
		Message: diag.Text{Zh: "甲", En: "one"}, Hint: diag.Text{Zh: "乙", En: "two"}, Cells: []string{"requests.received.total"},
	}
	const want = `{"rule":"x","severity":"warning","message":"one","hint":"two","file":"content/reports/a/2020/b.pdf","line":3,"column":4,"cells":["requests.received.total"]}`
	if got := strings.TrimSpace(lines([]Note{noteOf(f, "content/reports/a/2020.md", diag.English)})); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	f.Waiver = &report.Waiver{Reason: "丙"}
	if n := noteOf(f, f.Pos.File, diag.Chinese); n.Message != "甲" || n.Hint != "乙" || n.File != "" || !n.Waived || n.Reason != "丙" {
		t.Errorf("got %+v", n)
	}
}

// BenchmarkNotes is the time after a save until the notes are there.
func BenchmarkNotes(b *testing.B) {
	o := options(demoContent(b, 60, 18), 1)
	c, _, err := Load(context.Background(), o.Options)
	if err != nil {
		b.Fatal(err)
	}
	for i := 0; b.Loop(); i++ {
		r := c.Archive.Reports[i*37%len(c.Archive.Reports)]
		if _, err := c.Notes(context.Background(), o.Options, r.Agency.ID, r.Year, notesDay, diag.English); err != nil {
			b.Fatal(err)
		}
	}
}
