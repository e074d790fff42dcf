package markdown

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestHostile converts texts made to nest deeply or to let a parser go through
// them again and again. Each must give well-formed HTML that nests no deeper than
// the limit, in memory that is in proportion to the text. Where it passes a limit
// that is said, once.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	const size = 300_000
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1) }
	tests := []struct{ name, text, rule string }{
		{"quotations", fill(">"), "nesting-too-deep"},
		{"quotations on many lines", fill(strings.Repeat("> ", 200) + "甲\n"), "nesting-too-deep"},
		{"lists on one line", strings.Repeat("- ", 200) + "甲", "nesting-too-deep"},
		{"lists on many lines", staircase(200), "nesting-too-deep"},
		{"footnotes in footnotes", strings.Repeat("[^1]: ", 200) + "甲", "nesting-too-deep"},
		{"emphasis", strings.Repeat("*甲 ", 200) + strings.Repeat("甲* ", 200), "nesting-too-deep"},
		{"emphasis in one run", "甲" + strings.Repeat("*", 128) + "乙" + strings.Repeat("*", 128), "nesting-too-deep"},
		{"a drawn line", "甲" + fill("*") + "乙" + fill("*"), ""},
		{"brackets", fill("["), "too-many-marks"},
		{"brackets, 200", strings.Repeat("[", 200) + "甲" + strings.Repeat("]", 200), ""},
		{"brackets on lines", fill("[\n"), "too-many-definitions"},
		{"pairs of brackets", fill("[甲] "), "too-many-marks"},
		{"images in images", strings.Repeat("![", 200) + "甲" + strings.Repeat("](chart.png)", 200), ""},
		{"open addresses", fill("[甲](乙"), "too-many-marks"},
		{"open addresses in brackets", fill("[甲](<乙"), "too-many-marks"},
		{"open titles", fill("[甲](乙 '"), "too-many-marks"},
		{"marks that match nothing", fill("*甲_ "), "too-many-marks"},
		{"code marks of all lengths", backticks(size), "too-many-marks"},
		{"definitions", fill("[甲]: 2021.md\n"), "too-many-definitions"},
		{"footnotes", fill("[^a]: 甲\n\n") + fill("[^b] "), "too-many-footnotes"},
		{"table of 10,000 rows", "|甲|乙|\n|-|-|\n" + strings.Repeat("|1|`2\\|3`|\n", 10_000), ""},
		{"wide table with short rows", "|" + strings.Repeat("甲|", 2000) + "\n|" + strings.Repeat("-|", 2000) + "\n" + strings.Repeat("乙\n", 10_000), "table-too-wide"},
		{"cells", fill(":cell{a.b} "), "unknown-cell"},
		{"placements", fill("::table{requests}\n"), "table-placed-twice"},
		{"headings", fill("## 甲\n"), ""},
		{"links in the page", fill("[甲](#乙)\n\n"), "dead-link"},
		{"addresses", fill("见https://www.example.gov.cn/!"), ""},
		{"beginnings of addresses", fill("(www.甲http:"), ""},
		{"backslashes", fill("\\"), ""},
		{"references", fill("&a"), ""},
	}
	c := New()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := sampleSource([]byte(test.text))
			before := allocated()
			body, problems := c.Convert(src)
			if used, most := allocated()-before, uint64(1<<20+4000*len(test.text)); used > most {
				t.Errorf("%d bytes of memory for %d of text; want at most %d", used, len(test.text), most)
			}
			if err := checkBody(body); err != nil {
				t.Error(err)
			}
			if found := deepest(body); found > 2*maxNesting+10 {
				t.Errorf("elements nest %d deep", found)
			}
			said := slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Rule == test.rule })
			if !said && (test.rule != "" || len(problems) > 0) {
				t.Errorf("no problem %q; problems:\n%.300s", test.rule, dumpProblems(problems))
			}
		})
	}
}

// TestLimitsAreSaidOnce checks that one of the limits gives one problem, with its
// place, however often it is passed.
func TestLimitsAreSaidOnce(t *testing.T) {
	deep := strings.Repeat("> ", maxNesting+1) + "甲\n\n"
	_, problems := New().Convert(sampleSource([]byte("乙\n\n" + deep + deep)))
	if len(problems) != 1 {
		t.Fatalf("problems:\n%s", dumpProblems(problems))
	}
	if want := fmt.Sprintf("content/reports/swj/2022.md:13:%d", 2*maxNesting+1); problems[0].Pos.String() != want {
		t.Errorf("place %s, want %s", problems[0].Pos, want)
	}
}

// staircase gives a list in a list in a list …
func staircase(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- 甲\n")
	}
	return b.String()
}

// backticks gives rows of backticks of which no two are as long.
func backticks(size int) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		b.WriteString("甲" + strings.Repeat("`", i))
	}
	return b.String()
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// deepest gives how many elements stand in one another at most.
func deepest(body *Body) int {
	most := 0
	for _, s := range body.Sections {
		for _, b := range s.Blocks {
			depth := 0
			for _, m := range strings.Split(string(b.HTML), "<")[1:] {
				switch {
				case strings.HasPrefix(m, "/"):
					depth--
				case strings.HasPrefix(m, "br") || strings.HasPrefix(m, "hr") || strings.HasPrefix(m, "img") || strings.HasPrefix(m, "input"):
				default:
					depth++
					most = max(most, depth)
				}
			}
		}
	}
	return most
}
