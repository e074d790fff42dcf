package schema

import (
	"os"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// at gives the rest of the line at a place.
func at(text string, pos diag.Pos) string {
	lines := strings.Split(text, "\n")
	if pos.Line < 1 || pos.Line > len(lines) {
		return ""
	}
	line := []rune(lines[pos.Line-1])
	return string(line[min(pos.Col-1, len(line)):])
}

// places reads a report and finds its places.
func places(t *testing.T, text string) (*report.Report, *Places) {
	r, problems := newReader(t).Report(file(2022), []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	return r, PlacesOf(r, "content/reports/swj/2022.md", []byte(text))
}

// Each cell of the report that the archive starts with stands at its place.
func TestPlacesOfSample(t *testing.T) {
	text, err := os.ReadFile("../../content/reports/swj/2022.md")
	if err != nil {
		t.Fatal(err)
	}
	r, p := places(t, string(text))
	cells := 0
	for i := range r.Tables {
		table := &r.Tables[i]
		for j, name := range table.Def.Names() {
			rest := at(string(text), p.Cells[name])
			if value := table.Cells.At(j).Text; !strings.HasPrefix(strings.TrimPrefix(rest, `"`), value) {
				t.Errorf("%s is %s; at its place %v stands %s", name, value, p.Cells[name], rest)
			}
			cells++
		}
		if rest := at(string(text), p.Tables[table.Def.ID]); !strings.HasPrefix(rest, table.Def.ID) {
			t.Errorf("the table %s is at %v, where %s stands", table.Def.ID, p.Tables[table.Def.ID], rest)
		}
	}
	if len(p.Cells) != cells || cells < 100 {
		t.Errorf("%d places of %d cells", len(p.Cells), cells)
	}
	for _, key := range []string{"title", "index_number"} {
		if rest := at(string(text), p.Keys[key]); !strings.HasPrefix(rest, key) {
			t.Errorf("%s is at %v, where %s stands", key, p.Keys[key], rest)
		}
	}
}

func TestPlacesOfOwnTables(t *testing.T) {
	const text = "+++\r\ntitle = \"甲\"\r\nformat = \"free\"\r\n" + `
[[table]]
id = "one"
columns = ["", "数"]
rows = [["甲乙", 1], ["丙", 2]]

[[table]]
id = "two"
columns = ["a"]
rows = [
  ["x"],
  ["y"],
]
` + "+++\r\n"
	_, p := places(t, text)
	want := map[string]string{
		"one.1.1": "8:10", "one.1.2": "8:16", "one.2.1": "8:21", "one.2.2": "8:26", "two.1.1": "14:4", "two.2.1": "15:4",
	}
	for name, place := range want {
		if got := strings.TrimPrefix(p.Cells[name].String(), "content/reports/swj/2022.md:"); got != place {
			t.Errorf("%s is at %s; want %s", name, got, place)
		}
	}
	if len(p.Cells) != len(want) {
		t.Errorf("%d cells; want %d", len(p.Cells), len(want))
	}
	if one, two := p.Tables["one"].Line, p.Tables["two"].Line; one != 5 || two != 10 {
		t.Errorf("the tables are on lines %d and %d", one, two)
	}
	if title := p.Keys["title"].Line; title != 2 {
		t.Errorf("the title is on line %d", title)
	}
}

// A file that cannot be read has no places.
func TestPlacesOfBrokenFile(t *testing.T) {
	for _, text := range []string{"", "title", "+++\ntitle = \n+++\n"} {
		if p := PlacesOf(&report.Report{}, "a.md", []byte(text)); len(p.Keys)+len(p.Cells)+len(p.Tables) > 0 {
			t.Errorf("%q has the places %v", text, p)
		}
	}
}
