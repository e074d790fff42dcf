package review

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/findings"
	"gongkai/generator/report"
)

// Text writes a review for people at a terminal: first what changed in how many
// reports and what is wrong now, then each report.
//
//	市商务局 2022  改动  content/reports/swj/2022.md
//	  三、本年度办理结果/（三）不予公开/1.属于国家秘密 · 商业企业: 3 → 5, +2
//	  一、总体情况
//	    …全年共[-三-]{+五+}次…
func Text(w io.Writer, r *Review, o Options) error {
	b := bufio.NewWriter(w)
	t := &terminal{Writer: b, Options: o}
	t.summary(r)
	for _, part := range []struct {
		title   diag.Text
		entries []compare.Entry
	}{
		{diag.Text{Zh: "设置（archive.toml）", En: "settings (archive.toml)"}, r.Settings},
		{diag.Text{Zh: "表格格式", En: "formats"}, r.Formats},
	} {
		if len(part.entries) > 0 {
			t.heading(part.title.In(t.Lang))
		}
		for _, e := range part.entries {
			t.line(1, "%s  %s", strings.TrimSpace(e.What+" "+e.ID), t.change(e.Change))
			t.fields(2, e.Fields)
		}
	}
	t.addresses(r.Addresses)
	for i := range r.Reports {
		t.report(&r.Reports[i])
	}
	for _, p := range r.Pages {
		t.heading(fmt.Sprintf("%s %s  %s", t.say("页面", "page"), p.Name, t.change(p.Change)))
		if p.Change == compare.Modified {
			t.fields(1, p.Fields)
			t.sections(p.Sections)
		}
		t.attachments(p.Files)
	}
	if len(r.Other) > 0 {
		t.heading(t.say("其他文件", "other files"))
		for _, f := range r.Other {
			t.line(1, "%s  %s", f.Path, t.change(f.Change))
		}
	}
	if len(r.New)+len(r.Fixed) > 0 {
		t.heading(t.say("与单份报告无关", "of no single report"))
		t.findings(r.New, r.Fixed)
	}
	return b.Flush()
}

// A terminal is where a review is written.
type terminal struct {
	*bufio.Writer
	Options
}

// The control sequences for what came, what went and what moved.
const (
	red, green, blue, bold, off = "\x1b[31;9m", "\x1b[32;4m", "\x1b[36m", "\x1b[1m", "\x1b[0m"
)

func (t *terminal) say(zh, en string, args ...any) string {
	return diag.Textf(zh, en, args...).In(t.Lang)
}

func (t *terminal) line(depth int, format string, args ...any) {
	fmt.Fprintf(t, "%s%s\n", strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
}

func (t *terminal) heading(text string) {
	text = findings.Clean(text)
	if t.Colour {
		text = bold + text + off
	}
	fmt.Fprintf(t, "\n%s\n", text)
}

var changeWords = map[Change]diag.Text{
	compare.Added:    {Zh: "新增", En: "added"},
	compare.Removed:  {Zh: "删除", En: "removed"},
	compare.Modified: {Zh: "改动", En: "modified"},
	Renamed:          {Zh: "改名", En: "renamed"},
}

func (t *terminal) change(c Change) string { return changeWords[c].In(t.Lang) }

// summary says what changed and what is wrong now.
func (t *terminal) summary(r *Review) {
	fmt.Fprintln(t, findings.Clean(r.Base)+" → "+findings.Clean(cmp.Or(r.Head, t.say("工作区", "the working tree"))))
	count := map[Change]int{}
	formatting, cells, sections := 0, 0, 0
	fresh, fixed := r.New, len(r.Fixed)
	for i := range r.Reports {
		one := &r.Reports[i]
		count[one.Change]++
		fresh, fixed = append(fresh[:len(fresh):len(fresh)], one.New...), fixed+len(one.Fixed)
		if d := one.Difference; d != nil && (one.Change == compare.Modified || one.Change == Renamed) {
			if d.Formatting {
				formatting++
			}
			for _, x := range d.Tables {
				cells += len(x.Cells)
			}
			sections += len(d.Sections)
		}
	}
	rows := [][2]string{}
	row := func(n int, zh, en string) {
		if n > 0 {
			rows = append(rows, [2]string{diag.Text{Zh: zh, En: en}.In(t.Lang), fmt.Sprint(n)})
		}
	}
	row(count[compare.Added], "新增的报告", "reports added")
	row(count[compare.Removed], "删除的报告", "reports removed")
	row(count[Renamed], "改名的报告", "reports renamed")
	row(count[compare.Modified], "改动的报告", "reports modified")
	row(formatting, "其中只改了写法", "of them in form only")
	row(cells, "改动的格", "cells changed")
	row(sections, "改动的部分", "sections changed")
	row(len(r.Pages), "涉及的页面", "pages concerned")
	row(len(r.Settings)+len(r.Formats), "设置和格式的改动", "changes of settings and formats")
	row(len(r.Addresses), "网址的变化", "changes of addresses")
	var severities [3]int
	for _, f := range fresh {
		switch {
		case f.Waiver != nil || f.Severity == check.Notice:
			severities[2]++
		case f.Severity == check.Error:
			severities[0]++
		default:
			severities[1]++
		}
	}
	row(severities[0], "新的错误", "new errors")
	row(severities[1], "新的警告", "new warnings")
	row(severities[2], "新的提示", "new notices")
	row(fixed, "不再有的问题", "findings fixed")
	if len(rows) == 0 {
		t.line(1, "%s", t.say("没有不同", "nothing differs"))
	}
	width := 0
	for _, r := range rows {
		width = max(width, findings.Columns(r[0]))
	}
	for _, r := range rows {
		t.line(1, "%s%s  %6s", r[0], strings.Repeat(" ", width-findings.Columns(r[0])), r[1])
	}
}

func (t *terminal) addresses(list []Address) {
	if len(list) == 0 {
		return
	}
	t.heading(t.say("网址", "addresses"))
	for _, a := range list {
		switch a.Change {
		case compare.Added:
			t.line(1, "+ %s", t.paint(green, findings.Clean(a.Address)))
		case compare.Removed:
			t.line(1, "- %s", t.paint(red, findings.Clean(a.Address)))
		default:
			t.line(1, "> %s → %s", findings.Clean(a.Address), findings.Clean(a.To))
		}
	}
}

func (t *terminal) paint(colour, text string) string {
	if !t.Colour {
		return text
	}
	return colour + text + off
}

func (t *terminal) report(r *Report) {
	name := r.Name
	if name == "" {
		name = r.Agency
	}
	head := fmt.Sprintf("%s %d  %s  %s", name, r.Year, t.change(r.Change), r.File)
	if r.From != nil {
		head += fmt.Sprintf("  ← %s/%d", r.From.Agency, r.From.Year)
	}
	t.heading(head)
	switch d := r.Difference; {
	case d == nil:
		t.line(1, "%s", t.say("读不了，问题见下", "it cannot be read, see below"))
	case r.Change == compare.Added || r.Change == compare.Removed:
		for _, f := range d.Fields {
			if f.Key == "title" {
				t.line(1, "%s", findings.Clean(strings.Join(append(f.Old, f.New...), " ")))
			}
		}
	case d.Formatting:
		t.line(1, "%s", t.say("只改了写法，内容没有变：%s", "in form only, with no change of meaning: %s", t.reasons(d.Reasons)))
	default:
		t.difference(d)
	}
	t.findings(r.New, r.Fixed)
}

var reasonWords = map[compare.Reason]diag.Text{
	compare.ByteOrderMark: {Zh: "字节顺序标记", En: "byte order mark"},
	compare.LineEnds:      {Zh: "换行符", En: "line ends"},
	compare.Blanks:        {Zh: "空格和空行", En: "blanks and empty lines"},
	compare.FrontMatter:   {Zh: "元数据的写法和次序", En: "the order and writing of the front matter"},
	compare.Markdown:      {Zh: "正文的折行和标记", En: "line wrapping and marks of the text"},
}

func (t *terminal) reasons(list []compare.Reason) string {
	var words []string
	for _, r := range list {
		words = append(words, reasonWords[r].In(t.Lang))
	}
	return strings.Join(words, t.say("、", ", "))
}

func (t *terminal) difference(d *compare.Difference) {
	t.fields(1, d.Fields)
	t.cells(d.Tables)
	for _, x := range d.Free {
		t.line(1, "%s %s  %s", t.say("表格", "table"), findings.Clean(x.ID), t.change(x.Change))
		for _, r := range x.Rows {
			for _, c := range r.Cells {
				place := max(r.Old, r.New) + 1
				t.line(2, "%s: %s → %s%s", t.say("第 %[1]d 行第 %[2]d 列", "row %[1]d, column %[2]d", place, c.Column+1), cell(&c.Old), cell(&c.New), difference(c.Difference))
			}
			if len(r.Cells) == 0 {
				t.line(2, "%s", t.say("第 %d 行", "row %d", max(r.Old, r.New)+1))
			}
		}
	}
	for _, w := range d.Waivers {
		t.line(1, "[[waiver]]  %s", t.change(change(w.Old != nil, w.New != nil)))
		for _, x := range []*report.Waiver{w.Old, w.New} {
			if x != nil {
				t.line(2, "%s: %s", x.Rule, findings.Clean(flat(x.Reason)))
			}
		}
	}
	for _, c := range d.Corrections {
		t.line(1, "[[correction]]  %s", t.change(change(c.Old != nil, c.New != nil)))
		for _, x := range []*report.Correction{c.Old, c.New} {
			if x != nil {
				t.line(2, "%s %s", x.Date, findings.Clean(flat(x.Reason)))
			}
		}
	}
	t.sections(d.Sections)
	t.attachments(d.Attachments)
}

func (t *terminal) attachments(list []compare.Attachment) {
	for _, a := range list {
		t.line(1, "%s %s  %s", t.say("附件", "attachment"), findings.Clean(a.Name), t.change(change(a.OldSize >= 0, a.NewSize >= 0)))
	}
}

func (t *terminal) fields(depth int, fields []compare.Field) {
	width := 0
	for _, f := range fields {
		width = max(width, findings.Columns(f.Key))
	}
	for _, f := range fields {
		t.line(depth, "%s:%s %s → %s", findings.Clean(f.Key), strings.Repeat(" ", width-findings.Columns(f.Key)),
			t.paint(red, t.list(f.Old)), t.paint(green, t.list(f.New)))
	}
}

func (t *terminal) list(v []string) string {
	if len(v) == 0 {
		return t.say("（无）", "(none)")
	}
	return findings.Clean(flat(strings.Join(v, t.say("、", ", "))))
}

// cells writes the cells of statutory tables that differ.
func (t *terminal) cells(tables []compare.Table) {
	for _, x := range tables {
		for _, c := range x.Cells {
			t.line(1, "%s: %s → %s%s", findings.Clean(c.Label), t.paint(red, cell(c.Old)), t.paint(green, cell(c.New)), difference(c.Difference))
		}
	}
}

func cell(c *report.Cell) string {
	switch {
	case c == nil:
		return "×"
	case c.Kind == report.Blank || c.Text == "":
		return "␣"
	}
	return findings.Clean(c.Text)
}

func difference(d string) string {
	if d == "" {
		return ""
	}
	return ", " + d
}

// around is how many characters of equal text are shown beside what differs.
const around = 16

func (t *terminal) sections(sections []compare.Section) {
	for _, s := range sections {
		heading := s.Heading
		switch {
		case heading == "" && s.OldHeading == "":
			heading = t.say("（标题之前）", "(before the first heading)")
		case s.Old < 0:
			heading += "  " + t.change(compare.Added)
		case s.New < 0:
			heading = s.OldHeading + "  " + t.change(compare.Removed)
		case s.OldHeading != heading:
			heading = s.OldHeading + " → " + heading
		}
		if s.Moved {
			heading += t.say("  换了位置", "  moved")
		}
		t.line(1, "%s", findings.Clean(heading))
		if text := t.hunks(s.Hunks); text != "" {
			for line := range strings.SplitSeq(text, "\n") {
				t.line(2, "%s", line)
			}
		}
	}
}

// hunks writes what differs in a text, with a little of what stands beside it.
func (t *terminal) hunks(hunks []compare.Hunk) string {
	if !differ(hunks) {
		return ""
	}
	var b strings.Builder
	for i, h := range hunks {
		switch h.Op {
		case compare.Equal:
			if i == 0 && strings.HasPrefix(h.Text, "#") {
				_, h.Text, _ = strings.Cut(h.Text, "\n") // the heading was said
			}
			b.WriteString(shorten(h.Text, i > 0, i < len(hunks)-1))
		case compare.Delete:
			b.WriteString(t.mark(red, "{-", h.Text, "-}"))
		case compare.Insert:
			b.WriteString(t.mark(green, "{+", h.Text, "+}"))
		case compare.Move:
			b.WriteString(t.mark(blue, "{>", h.Text, t.say(" 移到“%s”>}", " moved to %q>}", h.To.Heading)))
		case compare.Arrive:
			b.WriteString(t.mark(blue, "{<", h.Text, t.say(" 移来<}", " moved here<}")))
		}
	}
	return strings.Trim(b.String(), "\n")
}

// differ says that not all of a text is equal.
func differ(hunks []compare.Hunk) bool {
	for _, h := range hunks {
		if h.Op != compare.Equal {
			return true
		}
	}
	return false
}

// mark writes a changed text, each line with marks of its own.
func (t *terminal) mark(colour, open, text, end string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = t.paint(colour, open+findings.Clean(line)+findings.Clean(end))
		}
	}
	return strings.Join(lines, "\n")
}

// shorten leaves of an equal text what stands beside changes before and behind it.
func shorten(text string, before, behind bool) string {
	runes := []rune(text)
	if len(runes) <= 2*around {
		return lined(text)
	}
	start, end, gap := "", "", "…"
	if before {
		start, _, _ = strings.Cut(string(runes[:around]), "\n")
	}
	if behind {
		end = string(runes[len(runes)-around:])
		end = end[strings.LastIndexByte(end, '\n')+1:]
	}
	if before && behind && strings.Contains(text, "\n") {
		gap = "…\n…"
	}
	return lined(start + gap + end)
}

// lined cleans a text and keeps its lines.
func lined(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = findings.Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

var fixedWord = diag.Text{Zh: "已消除", En: "fixed"}

func (t *terminal) findings(fresh, fixed []check.Finding) {
	for _, f := range fresh {
		word := findings.SeverityWord(f.Severity).In(t.Lang)
		if f.Waiver != nil {
			word = findings.SeverityWord(check.Notice).In(t.Lang)
		}
		t.line(1, "! %s: %s %s: %s", findings.Clean(f.Pos.String()), word, f.Rule, findings.Clean(f.Message.In(t.Lang)))
		if hint := f.Hint.In(t.Lang); hint != "" {
			t.line(2, "%s", findings.Clean(hint))
		}
	}
	for _, f := range fixed {
		t.line(1, "✓ %s %s: %s", fixedWord.In(t.Lang), f.Rule, findings.Clean(f.Message.In(t.Lang)))
	}
}

// flat gives a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
