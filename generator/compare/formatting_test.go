package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestFormatting writes reports differently without changing what they mean.
func TestFormatting(t *testing.T) {
	all, reader := demoArchive()
	for i, old := range all {
		for seed := range uint64(8) {
			dice := rand.New(rand.NewPCG(seed, uint64(i)))
			front := strings.TrimSuffix(old.File, old.Body)
			body := old.Body
			for _, edit := range []func(*rand.Rand, string) string{wrap, spaces, emptyLines} {
				if dice.IntN(2) == 0 {
					body = edit(dice, body)
				}
			}
			if dice.IntN(2) == 0 {
				front = otherFront(dice, front)
			}
			file := front + body
			if dice.IntN(3) == 0 {
				file = strings.ReplaceAll(file, "\n", "\r\n")
			}
			if dice.IntN(3) == 0 {
				file = "\ufeff" + file
			}
			new := read(reader, old.Report.File, []byte(file))
			d := Reports(old, new)
			if !d.Empty() || d.Formatting != (new.File != old.File) || d.Formatting != (len(d.Reasons) > 0) {
				t.Fatalf("formatting %v %v, empty %v: %+v\n%s", d.Formatting, d.Reasons, d.Empty(), d, file)
			}
		}
	}
}

// wrap breaks lines within paragraphs between two wide characters, and joins no
// others.
func wrap(dice *rand.Rand, body string) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		if strings.ContainsAny(line[:1], "#|>-`[:0123456789\n ") {
			b.WriteString(line)
			continue
		}
		last := rune(0)
		for _, r := range line {
			if wide(last) && wide(r) && dice.IntN(30) == 0 {
				b.WriteByte('\n')
			}
			b.WriteRune(r)
			last = r
		}
	}
	return b.String()
}

func spaces(dice *rand.Rand, body string) string {
	return strings.ReplaceAll(body, "\n\n", strings.Repeat(" ", dice.IntN(4))+"\n  \n")
}

func emptyLines(_ *rand.Rand, body string) string {
	return "\n\n" + strings.ReplaceAll(strings.TrimRight(body, "\n"), "\n\n", "\n\n\n")
}

// otherFront turns the first keys about, and adds comments and blanks.
func otherFront(dice *rand.Rand, front string) string {
	lines := strings.SplitAfter(front, "\n")
	end := slices.IndexFunc(lines, func(l string) bool { return l == "\n" || l == "[]" || strings.HasPrefix(l, "[") })
	if end < 3 || strings.Contains(strings.Join(lines[1:end], ""), "[\n") {
		return front
	}
	slices.Reverse(lines[1:end])
	lines[1] = strings.Replace(lines[1], " = ", "   =  ", 1)
	return strings.Join(slices.Insert(lines, 1+dice.IntN(end-1), "# 说明\n"), "")
}

func TestReasons(t *testing.T) {
	const front, body = "+++\ntitle = \"a\"\n+++\n", "一二\n\n三\n"
	for _, c := range []struct {
		front, body string
		reason      Reason
	}{
		{"\ufeff" + front, body, ByteOrderMark},
		{strings.ReplaceAll(front, "\n", "\r\n"), strings.ReplaceAll(body, "\n", "\r\n"), LineEnds},
		{front, "一二\n\n三", Blanks},
		{front, "\n一二\n\n三  \n", Blanks},
		{strings.Replace(front, "=", " =", 1), body, Blanks},
		{strings.ReplaceAll(front, `"`, "'"), body, FrontMatter},
		{front, "一\n二\n\n三\n", Markdown},
	} {
		d := Reports(Version{Body: body, File: front + body}, Version{Body: c.body, File: c.front + c.body})
		if !d.Formatting || !slices.Equal(d.Reasons, []Reason{c.reason}) || !d.Empty() {
			t.Errorf("%q: reasons are %v; want %s", c.front+c.body, d.Reasons, c.reason)
		}
	}
}

// TestText says what of Markdown means nothing, and what does.
func TestText(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"一\n二", "一二", true},
		{"a\nb", "a b", true},
		{"一\na", "一a", true},
		{"一 a", "一a", false},
		{"**一**\n二", "**一**二", true},
		{"一\n\n二", "一二", false},
		{"一  \n二", "一\\\n二", true},
		{"一  \n二", "一二", false},
		{"一  \n\n二", "一\n\n二", true},
		{"一\n---\n", "## 一\n", true},
		{"一\n\n---\n", "## 一\n", false},
		{"一\n\n---\n", "一\n\n* * *\n", true},
		{"# 一 #", "#  一", true},
		{"# 一", "## 一", false},
		{"* 一\n* 二", "-   一\n\n-   二", true},
		{"- 一\n  二", "- 一二", true},
		{"- 一\n- 二", "- 一二", false},
		{"- 一\n\n  二", "- 一二", false},
		{"- 一\n\n  二", "- 一\n\n二", false},
		{"- 一\n  - 二", "- 一\n- 二", false},
		{"- 一\n    - 二", "- 一\n  - 二", true},
		{"1. 一", "2. 一", false},
		{"1. 一\n2. 二", "1. 一2. 二", false},
		{"1. 一\n2. 二", "1. 一\n\n2. 二", true},
		{"一\n2. 二", "一2. 二", true}, // in a paragraph no item begins with 2
		{"|a|b|\n|-|-|\n|1|2|", "| a | b |\n| --- | --- |\n| 1   | 2   |", true},
		{"|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-:|\n|1|2|", false},
		{"|a|b|\n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|12||", false},
		{"```\na\n  b\n```", "```\na\n b\n```", false},
		{"```\na\n\nb\n```", "```\na\nb\n```", false},
		{"    a\n", "a\n", false},
		{"一\n    二\n", "一二\n", true},
		{"> 一\n> 二", "> 一二", true},
		{"> 一", "一", false},
		{"一  二", "一 二", true},
		{"`一  二`", "`一 二`", false},
		{"::table{a}\n一", "::table{a} 一", false},
		{"一\r\n二\r\n", "一\n二", true},
		{"一\x00", "一", false},
	} {
		if a, b := Text(c.a), Text(c.b); (a == b) != c.same {
			t.Errorf("%q and %q are %q and %q; the same: want %v", c.a, c.b, a, b, c.same)
		}
	}
}
