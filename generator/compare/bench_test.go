package compare

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gongkai/generator/report"
)

// FuzzProse holds the comparison of texts against any two texts.
func FuzzProse(f *testing.F) {
	f.Add("", "")
	f.Add("## 一\n\n甲。乙。\n", "## 一\n\n乙。甲。\n\n## 二\n")
	f.Add("|a|b|\n|-|-|\n|1|2|", "> a\n\n```\nx\n")
	f.Add("- 一\n  - 二\n\n    三", "1. a\n---\n* * *\n[^1]: b")
	f.Add("a  \nb\\\nc\x00", "\xff。”a*。*b")
	f.Fuzz(func(t *testing.T, old, new string) {
		changes := Prose(old, new)
		if got, want := ApplyProse(old, changes), Text(new); got != want {
			t.Errorf("made %q; want %q", got, want)
		}
		if (len(changes) == 0) != (Text(old) == Text(new)) {
			t.Errorf("%d changes between %q and %q", len(changes), Text(old), Text(new))
		}
		if utf8.ValidString(old) && utf8.ValidString(new) {
			provesSections(t, old, new, changes)
		}
	})
}

// rewritten gives a text of the same length in other words.
func rewritten(body string) string {
	dice := rand.New(rand.NewPCG(1, 2))
	return strings.Map(func(r rune) rune {
		if wide(r) && r < 0xFF00 && r > 0x3100 {
			return rune(0x4E00 + dice.IntN(3000))
		}
		return r
	}, body)
}

// TestLarge compares texts that are large and bad: nothing in common, nothing but
// the same lines, every second line other. It must not take minutes.
func TestLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts, one after the other: not with -short")
	}
	dice := rand.New(rand.NewPCG(1, 3))
	lines := func(n, kinds int) string {
		var b strings.Builder
		for range n {
			b.WriteString(strings.Repeat(string(rune(0x4E00+dice.IntN(kinds))), 9) + "。\n\n")
		}
		return b.String()
	}
	one := strings.Repeat("甲乙丙", 1<<16)
	for _, c := range []struct {
		name     string
		old, new string
	}{
		{"other", lines(20000, 20000), lines(20000, 20000)},
		{"repeated", lines(20000, 2), lines(19000, 2)},
		{"one line", one, strings.ReplaceAll(one, "乙丙甲", "乙丁戊甲")},
		{"one paragraph", strings.ReplaceAll(lines(20000, 3), "\n\n", ""), strings.ReplaceAll(lines(20000, 3), "\n\n", "")},
		{"headings", strings.ReplaceAll(lines(3000, 20000), "\n\n", "\n\n## "), strings.ReplaceAll(lines(3000, 20000), "\n\n", "\n\n## ")},
	} {
		start := time.Now()
		changes := Prose(c.old, c.new)
		t.Logf("%s: %d KiB in %v", c.name, len(c.old)>>10, time.Since(start))
		if ApplyProse(c.old, changes) != Text(c.new) {
			t.Errorf("%s: the difference does not make the new text", c.name)
		}
	}
}

// BenchmarkReports compares a report with one cell changed, and with all of its
// text rewritten.
func BenchmarkReports(b *testing.B) {
	all := archive()
	old := all[len(all)-1]
	cell := old
	cell.Report = clone(old.Report)
	cells := cell.Report.Tables[0].Cells.All()
	cells[0] = report.Cell{Text: "77", Kind: report.Number}
	cell.Report.Tables[0].Cells = report.Pack(cells)
	words := old
	words.Body = rewritten(old.Body)
	figures := old
	figures.Body = strings.ReplaceAll(old.Body, "1", "27")
	for _, c := range []struct {
		name string
		new  Version
	}{{"cell", cell}, {"figures", figures}, {"rewritten", words}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(old.Body)))
			for b.Loop() {
				Reports(old, c.new)
			}
		})
	}
}
