package format

import (
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestReaderAsksForTheKeys wants the reader to know the keys of the manual and no
// others: it names those that it knows where it finds one that means nothing.
func TestReaderAsksForTheKeys(t *testing.T) {
	text := strings.Replace(own, `previous = "by.*"`, `previous = "by.phone"`, 1)
	blocks := "[[table]]\nid = \"b\"\ncaption = \"乙\"\n[[table.block]]\nqqqqqqqq = 1\nkey = \"x\"\ncolumns = [{ label = \"甲\" }]\nrows = [{ key = \"a\", label = \"甲\" }]\n[[table.sum]]"
	for table, change := range map[string][2]string{
		"":       {"from = 2024", "from = 2024\nqqqqqqqq = 1"},
		"table":  {"caption = \"接待情况\"", "caption = \"接待情况\"\nqqqqqqqq = 1"},
		"block":  {"[[table.sum]]", blocks},
		"column": {"{ key = \"total\",", "{ qqqqqqqq = 1, key = \"total\","},
		"row":    {"{ key = \"all\",", "{ qqqqqqqq = 1, key = \"all\","},
		"sum":    {"[[table.sum]]", "[[table.sum]]\nqqqqqqqq = 1"},
		"carry":  {"[[table.carry]]", "[[table.carry]]\nqqqqqqqq = 1"},
		"figure": {"[[figure]]", "[[figure]]\nqqqqqqqq = 1"},
	} {
		changed := strings.Replace(text, change[0], change[1], 1)
		_, problems := Load(Builtin(), []Source{{"formats/caiwu.toml", []byte(changed)}})
		printed := problems.Print(diag.English)
		_, list, found := strings.Cut(printed, "known keys: ")
		list, _, _ = strings.Cut(list, "\n")
		got := strings.Split(list, ", ")
		var want []string
		for _, k := range Keys() {
			// A group of columns or rows has a name, and no row of values does.
			if k.Table == table && !(k.Name == "name" && (table == "column" || table == "row")) {
				want = append(want, k.Name)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !found || !slices.Equal(got, want) {
			t.Errorf("table %q: the reader asks for\n%q; the manual has\n%q\n%s", table, got, want, printed)
		}
	}
}

// TestManual wants every key in the page that explains how formats are written.
func TestManual(t *testing.T) {
	page, err := os.ReadFile("builtin/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range Keys() {
		if k.Help.Zh == "" || k.Help.En == "" {
			t.Errorf("%s.%s is not explained", k.Table, k.Name)
		}
		if !strings.Contains(string(page), k.Name) {
			t.Errorf("README.md does not name %s", k.Name)
		}
	}
}
