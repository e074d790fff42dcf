package generator

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// begin begins a report and reads it back as the archive would.
func begin(t *testing.T, content fstest.MapFS, agency string, year int) (string, *report.Report) {
	t.Helper()
	begun, problems, err := BeginReport(context.Background(), options(content, 2).Options, agency, year)
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v\n%s", err, problems.Print(diag.English))
	}
	with := fstest.MapFS{}
	for name, f := range content {
		with[name] = f
	}
	with[begun.File] = &fstest.MapFile{Data: begun.Text}
	o := options(with, 2)
	o.Drafts = true
	c, problems, err := Load(context.Background(), o.Options)
	if err != nil || len(problems) > 0 {
		t.Fatalf("the draft cannot be read: %v\n%s\n%s", err, problems.Print(diag.English), begun.Text)
	}
	for _, r := range c.Archive.Reports {
		if r.File == begun.File {
			return string(begun.Text), r.Report
		}
	}
	t.Fatalf("%s is not in the archive", begun.File)
	return "", nil
}

func TestBegunReports(t *testing.T) {
	content := demoContent(t, 5, 12)
	c, _, err := Load(context.Background(), options(content, 2).Options)
	if err != nil {
		t.Fatal(err)
	}
	for _, agency := range c.Archive.Agencies {
		for _, last := range agency.Reports {
			// The draft of the year after each report, in an archive that ends there.
			until := fstest.MapFS{}
			for name, f := range content {
				var id string
				var year int
				fmt.Sscanf(strings.ReplaceAll(name, "/", " "), "reports %s %d", &id, &year)
				if year <= last.Year {
					until[name] = f
				}
			}
			text, r := begin(t, until, agency.ID, 0)
			if r.Year != last.Year+1 || !r.Draft {
				t.Fatalf("%s after %d: year %d, draft %v", agency.ID, last.Year, r.Year, r.Draft)
			}
			filled, carried := 0, 0
			for i := range r.Tables {
				table := &r.Tables[i]
				for _, cell := range table.Cells.All() {
					if cell.Kind != report.Blank {
						filled++
					}
				}
				for _, carry := range table.Def.Carries {
					for _, one := range carry.Cases {
						want, ok := last.Cell(one.Previous)
						if !ok || want.Kind != report.Number {
							continue
						}
						if len(one.Plus)+len(one.Minus) > 0 {
							if !strings.Contains(text, "= 上年 "+want.Text+" + ") {
								t.Errorf("%s %d: no formula with %s", agency.ID, r.Year, want.Text)
							}
							continue
						}
						if carried++; table.Cells.At(one.This) != want {
							t.Errorf("%s %d: %s is %v; want %v", agency.ID, r.Year, table.Def.Name(one.This), table.Cells.At(one.This), want)
						}
					}
				}
			}
			if filled != carried || carried != 7 && r.Year > 2019 {
				t.Errorf("%s %d: %d cells filled, %d carried over", agency.ID, r.Year, filled, carried)
			}
			for _, n := range c.Archive.Numbers {
				if n.Number == r.IndexNumber && n.Report.Year <= last.Year {
					t.Errorf("%s %d: the number %s is taken", agency.ID, r.Year, r.IndexNumber)
				}
			}
			if want := fmt.Sprintf("%s/%d-", agency.Code, r.Year+1); !strings.HasPrefix(r.IndexNumber, want) {
				t.Errorf("number %s; want %s…", r.IndexNumber, want)
			}
			if strings.Count(text, "\n## ") != len(r.Format.Sections) {
				t.Errorf("%s %d lacks sections", agency.ID, r.Year)
			}
		}
	}
}

func TestBegunReportNumbers(t *testing.T) {
	settings := `
[site]
title = "示例"
[[agency]]
id = "a"
name = "示例局"
code = "A"
[index_number]
pattern = "%s"
`
	old := "+++\ntitle = \"甲\"\nindex_number = \"%s\"\npublished = 2023-01-05\n+++\n"
	for _, tt := range []struct{ pattern, numbers, want string }{
		{"{agency.code}/{published.year}-{serial:5}", "", "A/2024-00001"},
		{"{agency.code}/{published.year}-{serial:5}", "A/2023-00007", "A/2024-00001"},
		{"{agency.code}-{serial:3}", "A-041", "A-042"},
		{"{agency.code}-{serial:3}", "A-999", ""},            // used up
		{"{agency.code}{published.date}-{serial:3}", "", ""}, // the day is not known
		{"{agency.code}/{year}-{serial:2}", "A/2022-03", "A/2023-01"},
	} {
		content := fstest.MapFS{"archive.toml": {Data: []byte(fmt.Sprintf(settings, tt.pattern))}}
		if tt.numbers != "" {
			content["reports/a/2022.md"] = &fstest.MapFile{Data: []byte(fmt.Sprintf(old, tt.numbers))}
		}
		text, r := begin(t, content, "a", 2023)
		if r.IndexNumber != tt.want {
			t.Errorf("%s after %q: %q; want %q", tt.pattern, tt.numbers, r.IndexNumber, tt.want)
		}
		if tt.want == "" && !strings.Contains(text, "# index_number = \"\"  # ") {
			t.Errorf("%s: nothing says why there is no number", tt.pattern)
		}
	}
}

func TestSenselessCalls(t *testing.T) {
	content := demoContent(t, 3, 2)
	c, _, err := Load(context.Background(), options(content, 1).Options)
	if err != nil {
		t.Fatal(err)
	}
	first := c.Archive.Agencies[0]
	for _, tt := range []struct {
		agency string
		year   int
	}{{"nobody", 0}, {first.ID, first.Reports[0].Year}, {first.ID, 99999}} {
		_, _, err := BeginReport(context.Background(), options(content, 1).Options, tt.agency, tt.year)
		var call *CallError
		if !errors.As(err, &call) {
			t.Errorf("%s %d: %v", tt.agency, tt.year, err)
		}
	}
	// A broken report of another agency does not matter, one's own does.
	other := c.Archive.Agencies[1]
	content[other.Reports[0].File] = &fstest.MapFile{Data: []byte("no front matter")}
	if _, problems, err := BeginReport(context.Background(), options(content, 1).Options, first.ID, 0); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", err, problems)
	}
	if _, problems, _ := BeginReport(context.Background(), options(content, 1).Options, other.ID, 0); len(problems) != 1 {
		t.Errorf("problems %v", problems)
	}
}
