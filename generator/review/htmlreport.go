package review

import (
	"fmt"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/findings"
	"gongkai/generator/report"
)

// all writes everything that differs, reports first.
func (p *page) all(r *Review) {
	if len(r.New)+len(r.Fixed) > 0 {
		p.part(p.say("与单份报告无关的问题", "Findings of no single report"), func() { p.findings(r.New, r.Fixed) })
	}
	for _, one := range gravestFirst(r) {
		p.report(one)
	}
	if p.left > 0 {
		p.note("note", p.say("为使网页不致过大，有 %d 份报告没有附上改动前后的页面。", "So that this page stays usable, the pages before and after of %d reports are left out.", p.left))
	}
	if len(r.Addresses) > 0 {
		p.part(p.say("网址", "Addresses"), func() { p.addresses(r.Addresses) })
	}
	for _, x := range []struct {
		title   string
		entries []compare.Entry
	}{{p.say("设置（archive.toml）", "Settings (archive.toml)"), r.Settings}, {p.say("表格格式", "Formats"), r.Formats}} {
		if len(x.entries) > 0 {
			p.part(x.title, func() { p.settings(x.entries) })
		}
	}
	for _, x := range r.Pages {
		p.part(p.say("页面 %s", "Page %s", x.Name), func() {
			p.fields(x.Fields, x.Change)
			p.sections(x.Sections)
			p.attachments(x.Files)
		})
	}
	if len(r.Other) > 0 {
		p.part(p.say("其他文件", "Other files"), func() {
			for _, f := range r.Other {
				fmt.Fprintf(&p.b, "<p%s><code>%s</code> %s</p>\n", p.stop(), escaped(f.Path), p.became(&f))
			}
		})
	}
}

// part writes what is of no single report.
func (p *page) part(title string, write func()) {
	fmt.Fprintf(&p.b, "<section class=\"part\">\n<h2>%s</h2>\n", escaped(title))
	write()
	p.b.WriteString("</section>\n")
}

func (p *page) report(r *Report) {
	entry := pageEntry{ID: idOf(r), Name: title(r), Kinds: kinds(r), Marks: strings.Join(p.marks(r), " · ")}
	p.entries = append(p.entries, entry)
	stop := ""
	if r.Difference == nil || r.whole() || r.Change == Renamed || r.Difference.Formatting {
		stop = p.stop()
	}
	fmt.Fprintf(&p.b, `<article id="%s" data-kind="%s">`+"\n"+`<h2%s>%s <span class="state %s">%s</span></h2>`+"\n", escaped(entry.ID), entry.Kinds, stop, escaped(entry.Name), r.Change, p.change(r.Change))
	fmt.Fprintf(&p.b, `<p class="file"><code>%s</code>`, escaped(r.File))
	if r.From != nil {
		fmt.Fprintf(&p.b, " ← %s/%d", escaped(r.From.Agency), r.From.Year)
	}
	p.b.WriteString("</p>\n")
	p.findings(r.New, r.Fixed)
	switch d := r.Difference; {
	case d == nil:
		p.note("note", p.unreadable(r.Unreadable()))
	case r.whole():
		p.whole(r)
	case d.Formatting:
		p.note("meaningless", p.formatting(d))
	default:
		p.difference(r)
		p.panes(r)
	}
	p.b.WriteString("</article>\n")
}

func (p *page) difference(r *Report) {
	d := r.Difference
	p.fields(d.Shown(), r.Change)
	for i := range d.Tables {
		p.changed(r, &d.Tables[i])
	}
	for i := range d.Free {
		p.free(&d.Free[i])
	}
	p.notes(d)
	p.sections(d.Sections)
	p.attachments(d.Attachments)
}

// pairs writes rows of a table whose first column names what the others tell of.
func (p *page) pairs(head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	p.b.WriteString(`<table class="pairs"><thead><tr>`)
	for _, h := range head {
		fmt.Fprintf(&p.b, `<th scope="col">%s</th>`, h)
	}
	p.b.WriteString("</tr></thead><tbody>\n")
	for _, row := range rows {
		fmt.Fprintf(&p.b, `<tr%s><th scope="row">%s</th>`, p.stop(), row[0])
		for i, c := range row[1:] {
			fmt.Fprintf(&p.b, `<td data-head="%s">%s</td>`, head[i+1], c)
		}
		p.b.WriteString("</tr>\n")
	}
	p.b.WriteString("</tbody></table>\n")
}

// old and new write a value that went and one that came.
func (p *page) old(text string) string {
	return `<del><span class="unseen">` + p.say("原为", "was ") + `</span>` + escaped(text) + "</del>"
}

func (p *page) new(text string) string {
	return `<ins><span class="unseen">` + p.say("现为", "is now ") + `</span>` + escaped(text) + "</ins>"
}

// values writes both sides of a cell that differs.
func (p *page) values(old, new *report.Cell) (was, is string) {
	was, is = pair(old, new, p.cellWord)
	return p.old(was), p.new(is)
}

// value writes one side of a field.
func (p *page) value(v []string, write func(string) string) string {
	if len(v) == 0 {
		return `<span class="note">` + p.list(v) + "</span>"
	}
	return write(p.list(v))
}

func (p *page) fields(fields []compare.Field, change Change) {
	var rows [][]string
	for _, f := range fields {
		name := escaped(p.field(f.Key))
		switch change {
		case compare.Added:
			rows = append(rows, []string{name, escaped(p.list(f.New))})
		case compare.Removed:
			rows = append(rows, []string{name, escaped(p.list(f.Old))})
		default:
			rows = append(rows, []string{name, p.value(f.Old, p.old), p.value(f.New, p.new)})
		}
	}
	head := []string{p.say("元数据", "field"), p.say("原为", "was"), p.say("现为", "is now")}
	if change == compare.Added || change == compare.Removed {
		head = []string{head[0], p.say("内容", "value")}
		defer func(n int) { p.changes = n }(p.changes)
	}
	p.pairs(head, rows)
}

func (p *page) settings(entries []compare.Entry) {
	var rows [][]string
	for _, e := range entries {
		name := escaped(strings.TrimSpace(e.What+" "+e.ID)) + ` <span class="note">` + p.change(e.Change) + "</span>"
		if len(e.Fields) == 0 {
			rows = append(rows, []string{name, "", ""})
		}
		for _, f := range e.Fields {
			rows = append(rows, []string{name + "<br>" + escaped(f.Key), p.value(f.Old, p.old), p.value(f.New, p.new)})
		}
	}
	p.pairs([]string{p.say("设置", "setting"), p.say("原为", "was"), p.say("现为", "is now")}, rows)
}

func (p *page) addresses(list []Address) {
	var rows [][]string
	for _, a := range list {
		to := ""
		if a.To != "" {
			to = "→ " + escaped(a.To)
		}
		rows = append(rows, []string{"<code>" + escaped(a.Address) + "</code>", p.change(a.Change), to})
	}
	p.pairs([]string{p.say("网址", "address"), p.say("变化", "change"), p.say("现为", "now")}, rows)
}

func (p *page) attachments(list []compare.Attachment) {
	var rows [][]string
	for _, a := range list {
		rows = append(rows, []string{escaped(a.Name), p.change(change(a.OldSize >= 0, a.NewSize >= 0))})
	}
	p.pairs([]string{p.say("附件", "attachment"), p.say("变化", "change")}, rows)
}

// notes writes waivers and corrections.
func (p *page) notes(d *compare.Difference) {
	var rows [][]string
	for _, n := range notesOf(d) {
		name := n.what.In(p.Lang) + " " + escaped(n.id) + ` <span class="note">` + p.change(n.change) + "</span><br>"
		for _, f := range n.fields {
			rows = append(rows, []string{name + p.noteField(f.Key), p.value(f.Old, p.old), p.value(f.New, p.new)})
		}
	}
	p.pairs([]string{p.say("说明", "note"), p.say("原为", "was"), p.say("现为", "is now")}, rows)
}

// findings writes what is wrong now, and what is not any more.
func (p *page) findings(fresh, fixed []check.Finding) {
	if len(fresh)+len(fixed) == 0 {
		return
	}
	p.b.WriteString(`<ul class="found">` + "\n")
	item := func(class, word string, f *check.Finding, hint string) {
		sign := comment{p.Options}.sign(class)
		fmt.Fprintf(&p.b, `<li class="%s"%s><b>%s%s</b>%s <small>%s%s · %s</small></li>`+"\n", class, p.stop(), sign, word, escaped(f.Message.In(p.Lang)), escaped(hint), escaped(f.Pos.String()), escaped(f.Rule))
	}
	for i := range fresh {
		f := &fresh[i]
		hint := f.Hint.In(p.Lang)
		if hint != "" {
			hint += " · "
		}
		item(string(severity(f)), findings.SeverityWord(severity(f)).In(p.Lang), f, hint)
	}
	for i := range fixed {
		item("fixed", fixedWord.In(p.Lang), &fixed[i], "")
	}
	p.b.WriteString("</ul>\n")
}
