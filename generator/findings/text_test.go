package findings

import (
	"strings"
	"testing"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("公开", 60) // 120 characters, 240 columns
	for _, test := range []struct {
		name, line string
		col, width int
		shown      string // "│ " is left out
		mark       string
	}{
		{"cell", "received = [9, 1]", 13, 1, "received = [9, 1]", "            ^"},
		{"wide", "收到申请８件。", 5, 2, "收到申请８件。", "        ^^^^"},
		{"place", "a = 1", 5, 0, "a = 1", "    ^"},
		{"tab", "\ta = 1\t", 2, 1, " a = 1", " ^"},
		{"end of the line", "共8件", 3, 1, "共8件", "   ^^"},
		{"after the end", "共8件", 4, 1, "共8件", "     ^"},
		{"far after the end", "共8件", 99, 5, "共8件", "     ^"},
		{"over the end", "共8件", 2, 50, "共8件", "  ^^^"},
		{"accent", "cafe\u0301 9", 7, 1, "cafe\u0301 9", "     ^"},
		{"outside of the first plane", "𠮷a", 2, 1, "𠮷a", "  ^"},
		{"broken bytes", "\xb2\xc6 9", 4, 1, "\ufffd\ufffd 9", "   ^"},
		{"no shape", "a\u200bb", 2, 1, "a\ufffdb", " ^"},
		{"control", "a\x1b[31mb", 7, 1, "a\ufffd[31mb", "      ^"},
		{"the other direction", "a\u202eb", 3, 1, "a\ufffdb", "  ^"},
		{"start of a long line", long, 1, 2, strings.Repeat("公开", 24) + "…", "^^^^"},
		{"middle of a long line", long, 61, 2, "…" + strings.Repeat("公开", 24) + "…", " " + strings.Repeat(" ", 48) + "^^^^"},
		{"end of a long line", long, 120, 1, "…" + "开" + strings.Repeat("公开", 12), " " + strings.Repeat(" ", 48) + "^^"},
		{"all of a long line", long, 1, 120, strings.Repeat("公开", 24) + "…", strings.Repeat("^", 96)},
	} {
		var b strings.Builder
		excerpt(&b, test.line, diag.Pos{Line: 7, Col: test.col}, test.width)
		want := "    7 │ " + test.shown + "\n      │ " + test.mark + "\n"
		if got := b.String(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, want)
		}
	}
}

// A line of a whole file's size is cut in one step.
func TestExcerptOfAHugeLine(t *testing.T) {
	var b strings.Builder
	excerpt(&b, strings.Repeat("公", 5<<20), diag.Pos{Line: 1, Col: 4 << 20}, 1<<20)
	if b.Len() > 1000 {
		t.Errorf("the excerpt has %d bytes", b.Len())
	}
}

// A byte order mark, which places do not count, is not shown.
func TestFirstLine(t *testing.T) {
	got := written(t, "text", list()[4:], options(diag.English))
	if want := "    1 │ 标题：一、总体情况\n      │       ^^^^^^^^^^^^\n"; !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
}

func TestColour(t *testing.T) {
	o := options(diag.English)
	o.Colour = true
	got := written(t, "text", list(), o)
	for _, want := range []string{": \x1b[1;31merror\x1b[0m no-archive: ", ": \x1b[36mexplained\x1b[0m requests-balance: ", ": \x1b[1;33mwarning\x1b[0m ", ": \x1b[36mnotice\x1b[0m "} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %s", want, got)
		}
	}
	o.Colour = false
	if strings.Contains(written(t, "text", list(), o), "\x1b") {
		t.Error("a control sequence without colours")
	}
}

// Whatever stands in a report, a terminal gets lines and no commands.
func TestTextIsHarmless(t *testing.T) {
	f := check.Finding{
		Pos: diag.Pos{File: "a\x1b]0;x\x07.md", Line: 1, Col: 1}, Rule: "r", Severity: check.Error,
		Message: diag.Textf("一\n二", "one\ntwo\x1b[2J"), Hint: diag.Textf("三\r四", "three\rfour"),
	}
	want := "a\ufffd]0;x\ufffd.md:1:1: error r: one two\ufffd[2J\n    hint: three four\n"
	if got := written(t, "text", []check.Finding{f}, Options{Lang: diag.English}); got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("收到申请８件", 3, 2)
	f.Add("\xff\u200b", 1, 9)
	f.Fuzz(func(t *testing.T, line string, col, count int) {
		if col < 1 || strings.ContainsAny(line, "\n") {
			return
		}
		var b strings.Builder
		excerpt(&b, line, diag.Pos{Line: 1, Col: col}, count)
		lines := strings.Split(b.String(), "\n")
		if len(lines) != 3 || !strings.HasSuffix(lines[1], "^") {
			t.Fatalf("got %q", b.String())
		}
		for _, l := range lines {
			if columns(l) > 8+1+excerptLead+excerptWidth+1 || clean(l) != l {
				t.Errorf("got %q", l)
			}
		}
	})
}
