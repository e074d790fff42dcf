package review

import (
	"bufio"
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
			t.line(1, "%s  %s", findings.Clean(strings.TrimSpace(e.What+" "+e.ID)), t.change(e.Change))
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
			t.line(1, "%s  %s", findings.Clean(f.Path), t.became(&f))
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

// summary says what changed and what is wrong now.
func (t *terminal) summary(r *Review) {
	fmt.Fprintln(t, findings.Clean(t.versions(r)))
	rows := t.totals(r)
	if len(rows) == 0 {
		t.line(1, "%s", t.say("没有不同", "nothing differs"))
	}
	width := 0
	for _, r := range rows {
		width = max(width, findings.Columns(r.label))
	}
	for _, r := range rows {
		t.line(1, "%s%s  %6d", r.label, strings.Repeat(" ", width-findings.Columns(r.label)), r.count)
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
	head := fmt.Sprintf("%s %d  %s  %s", r.name(), r.Year, t.change(r.Change), r.File)
	if r.From != nil {
		head += fmt.Sprintf("  ← %s/%d", r.From.Agency, r.From.Year)
	}
	t.heading(head)
	switch d := r.Difference; {
	case d == nil:
		t.line(1, "%s", t.unreadable(r.Unreadable()))
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

func (t *terminal) difference(d *compare.Difference) {
	t.fields(1, d.Shown())
	t.cells(d.Tables)
	for _, x := range d.Free {
		t.line(1, "%s %s  %s", t.say("表格", "table"), findings.Clean(x.ID), t.change(x.Change))
		for _, f := range tableFields(&x) {
			t.line(2, "%s: %s → %s", t.free(f.Key), t.paint(red, findings.Clean(t.list(f.Old))), t.paint(green, findings.Clean(t.list(f.New))))
		}
		t.rows(&x)
	}
	for _, n := range notesOf(d) {
		t.line(1, "[[%s]]  %s  %s", n.key, findings.Clean(n.id), t.change(n.change))
		t.note(&n)
	}
	t.sections(d.Sections)
	t.attachments(d.Attachments)
}

// rows writes the rows of a table of the report's own that differ.
func (t *terminal) rows(x *compare.FreeTable) {
	for _, r := range rowsOf(x) {
		if cells := wholeRow(x, &r); cells != nil {
			colour := green
			if r.New < 0 {
				colour = red
			}
			t.line(2, "%s  %s: %s", t.row(&r), t.change(change(r.Old >= 0, r.New >= 0)), t.paint(colour, findings.Clean(line(cells, cell))))
		}
		for _, c := range r.Cells {
			if r.Old >= 0 && r.New >= 0 {
				t.values(2, t.place(&r, c.Column), &c.Old, &c.New, c.Difference)
			}
		}
	}
}

// note writes what differs in a waiver or a correction.
func (t *terminal) note(n *note) {
	for _, f := range n.fields {
		was, is := t.paint(red, findings.Clean(t.list(f.Old))), t.paint(green, findings.Clean(t.list(f.New)))
		switch n.change {
		case compare.Added:
			t.line(2, "%s: %s", t.noteField(f.Key), is)
		case compare.Removed:
			t.line(2, "%s: %s", t.noteField(f.Key), was)
		default:
			t.line(2, "%s: %s → %s", t.noteField(f.Key), was, is)
		}
	}
}

func (t *terminal) attachments(list []compare.Attachment) {
	for _, a := range list {
		t.line(1, "%s %s  %s", t.say("附件", "attachment"), findings.Clean(a.Name), t.change(change(a.OldSize >= 0, a.NewSize >= 0)))
	}
}

func (t *terminal) fields(depth int, fields []compare.Field) {
	width := 0
	for _, f := range fields {
		width = max(width, findings.Columns(t.field(f.Key)))
	}
	for _, f := range fields {
		name := t.field(f.Key)
		t.line(depth, "%s:%s %s → %s", findings.Clean(name), strings.Repeat(" ", width-findings.Columns(name)),
			t.paint(red, findings.Clean(t.list(f.Old))), t.paint(green, findings.Clean(t.list(f.New))))
	}
}

// cells writes the cells of statutory tables that differ.
func (t *terminal) cells(tables []compare.Table) {
	for _, x := range tables {
		for _, c := range x.Cells {
			t.values(1, findings.Clean(c.Label), c.Old, c.New, c.Difference)
		}
	}
}

// values writes a cell that differs.
func (t *terminal) values(depth int, name string, old, new *report.Cell, d string) {
	was, is := pair(old, new, cell)
	t.line(depth, "%s: %s → %s%s", name, t.paint(red, findings.Clean(was)), t.paint(green, findings.Clean(is)), difference(d))
}

func difference(d string) string {
	if d == "" {
		return ""
	}
	return ", " + d
}

func (t *terminal) findings(fresh, fixed []check.Finding) {
	for _, f := range fresh {
		word := findings.SeverityWord(severity(&f)).In(t.Lang)
		t.line(1, "! %s: %s %s: %s", findings.Clean(f.Pos.String()), word, findings.Clean(f.Rule), findings.Clean(f.Message.In(t.Lang)))
		if hint := f.Hint.In(t.Lang); hint != "" {
			t.line(2, "%s", findings.Clean(hint))
		}
	}
	for _, f := range fixed {
		t.line(1, "✓ %s %s: %s", fixedWord.In(t.Lang), findings.Clean(f.Rule), findings.Clean(f.Message.In(t.Lang)))
	}
}
