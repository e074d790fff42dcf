package review

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/findings"
	"gongkai/generator/report"
)

// marker begins a comment, so that a program finds it and writes it anew.
const marker = "<!-- gongkai review -->\n"

// Markdown writes a review as the comment on a change in GitHub, GitLab or Gitee:
// what changed in how many reports, what is wrong now, then each report, the gravest
// ones first, with a table of what differs.
//
//	<details><summary>市商务局 2022 · 改动 · 1 格</summary>
//
//	| 格 | 旧 | 新 | 差 |
//	| --- | --- | --- | --- |
//	| 三、…/1.属于国家秘密 · 商业企业 | 3 | 5 | +2 |
//
//	</details>
//
// It is never longer than sizeLimit. What finds no room is named, and what
// cannot be named is counted. Texts of the content are harmless: they break no table,
// and call nobody who is named in them.
func Markdown(w io.Writer, r *Review, o Options) error {
	c := comment{o}
	var b strings.Builder
	b.WriteString(marker)
	c.summary(&b, r)
	c.fit(&b, c.blocks(r), sizeLimit)
	_, err := io.WriteString(w, b.String())
	return err
}

// A comment is Markdown being written.
type comment struct{ Options }

// How many characters of a name, of a value, of a sentence, and of a changed text are shown.
const (
	nameLimit, valueLimit, sentenceLimit, proseLimit = 120, 200, 400, 800
)

// mostErrors is how many new errors are said before all else.
const mostErrors = 10

func (c comment) summary(b *strings.Builder, r *Review) {
	fmt.Fprintf(b, "### %s\n\n%s → %s\n", c.say("年报改动", "Changes of reports"), revision(r.Base, r.BaseCommit), revision(c.head(r), r.HeadCommit))
	var rows [][]string
	for _, t := range c.totals(r) {
		rows = append(rows, []string{c.sign(t.what) + t.label, fmt.Sprint(t.count)})
	}
	if len(rows) == 0 {
		fmt.Fprintf(b, "\n%s\n", c.say("没有不同", "nothing differs"))
	}
	c.rows(b, []string{c.say("项目", "what"), c.say("数量", "count")}, rows)
	var errors []check.Finding
	for _, one := range gravestFirst(r) {
		errors = append(errors, errorsOf(one.New)...)
	}
	errors = append(errors, errorsOf(r.New)...)
	if len(errors) == 0 {
		return
	}
	fmt.Fprintf(b, "**%s**\n\n", c.say("新的错误", "New errors"))
	for i, f := range errors {
		if i == mostErrors {
			fmt.Fprintf(b, "- %s\n", c.say("还有 %d 个，见各份报告", "%d more, see the reports", len(errors)-i))
			break
		}
		fmt.Fprintf(b, "- ✗ %s — %s\n", harmless(f.Pos.String(), nameLimit), harmless(f.Message.In(c.Lang), valueLimit))
	}
	b.WriteString("\n")
}

// revision writes a name, and the commit it stands for.
func revision(name, commit string) string {
	if commit == "" || strings.HasPrefix(commit, name) {
		return code(name)
	}
	return code(name) + " (<code>" + commit[:min(12, len(commit))] + "</code>)"
}

func errorsOf(list []check.Finding) []check.Finding {
	return slices.DeleteFunc(slices.Clone(list), func(f check.Finding) bool { return severity(&f) != check.Error })
}

// sign is a sign for what is no good, or good again.
func (c comment) sign(what string) string {
	return map[string]string{"error": "✗ ", "warning": "⚠ ", "notice": "· ", "fixed": "✓ "}[what]
}

// blocks gives everything but the summary, the gravest first.
func (c comment) blocks(r *Review) []block {
	var all []block
	add := func(open, bad bool, title string, write func(*strings.Builder)) {
		var body strings.Builder
		write(&body)
		tag := "<details>"
		if open {
			tag = "<details open>"
		}
		all = append(all, block{"\n" + tag + "<summary>" + title + "</summary>\n" + body.String() + "\n</details>\n", "- " + title + "\n", bad})
	}
	if len(r.New)+len(r.Fixed) > 0 {
		bad := len(errorsOf(r.New)) > 0
		add(bad, bad, c.say("与单份报告无关的问题", "Findings of no single report"), func(b *strings.Builder) { c.findings(b, r.New, r.Fixed) })
	}
	for _, one := range gravestFirst(r) {
		bad := len(errorsOf(one.New)) > 0
		add(bad || len(r.Reports) <= 3, bad, c.title(one), func(b *strings.Builder) { c.report(b, one) })
	}
	if len(r.Addresses) > 0 {
		add(false, false, c.say("网址的变化：%d", "Addresses: %d", len(r.Addresses)), func(b *strings.Builder) { c.addresses(b, r.Addresses) })
	}
	entries := func(title string, list []compare.Entry) {
		if len(list) > 0 {
			add(false, false, fmt.Sprintf("%s: %d", title, len(list)), func(b *strings.Builder) { c.entries(b, list) })
		}
	}
	entries(c.say("设置（archive.toml）", "Settings (archive.toml)"), r.Settings)
	entries(c.say("表格格式", "Formats"), r.Formats)
	for _, p := range r.Pages {
		add(false, false, fmt.Sprintf("%s %s · %s", c.say("页面", "Page"), harmless(p.Name, nameLimit), c.change(p.Change)), func(b *strings.Builder) {
			c.fields(b, p.Fields)
			c.sections(b, p.Sections)
			c.attachments(b, p.Files)
		})
	}
	if len(r.Other) > 0 {
		add(false, false, c.say("其他文件：%d", "Other files: %d", len(r.Other)), func(b *strings.Builder) { c.others(b, r.Other) })
	}
	return all
}

// title names a report with how much of it differs and what is wrong with it.
func (c comment) title(r *Report) string {
	parts := append([]string{fmt.Sprintf("<b>%s %d</b>", harmless(r.name(), nameLimit), r.Year)}, c.marks(r)...)
	if r.From != nil {
		parts[1] += fmt.Sprintf(" ← %s/%d", harmless(r.From.Agency, nameLimit), r.From.Year)
	}
	return strings.Join(parts, " · ")
}

func (c comment) report(b *strings.Builder, r *Report) {
	fmt.Fprintf(b, "\n%s\n", code(r.File))
	switch d := r.Difference; {
	case d == nil:
		fmt.Fprintf(b, "\n%s\n", c.unreadable(r.Unreadable()))
	case r.whole():
		c.fields(b, d.Shown())
	case d.Formatting:
		fmt.Fprintf(b, "\n%s\n", c.formatting(d))
	default:
		c.cells(b, d.Tables)
		c.fields(b, d.Shown())
		c.free(b, d.Free)
		c.notes(b, d)
		c.sections(b, d.Sections)
		c.attachments(b, d.Attachments)
	}
	c.findings(b, r.New, r.Fixed)
}

// code writes a path; forges make nothing of what is in it.
func code(path string) string { return "<code>" + harmless(path, nameLimit) + "</code>" }

func (c comment) cells(b *strings.Builder, tables []compare.Table) {
	var rows [][]string
	for _, t := range tables {
		for _, x := range t.Cells {
			was, is := c.values(x.Old, x.New)
			rows = append(rows, []string{harmless(x.Label, valueLimit), was, is, x.Difference})
		}
	}
	c.rows(b, []string{c.say("格", "cell"), c.say("旧", "old"), c.say("新", "new"), c.say("差", "difference")}, rows)
}

// values writes both sides of a cell that differs.
func (c comment) values(old, new *report.Cell) (was, is string) {
	was, is = pair(old, new, c.cellWord)
	return harmless(was, valueLimit), harmless(is, valueLimit)
}

func (c comment) fields(b *strings.Builder, fields []compare.Field) {
	var rows [][]string
	for _, f := range fields {
		rows = append(rows, []string{harmless(c.field(f.Key), valueLimit), harmless(c.list(f.Old), valueLimit), harmless(c.list(f.New), valueLimit)})
	}
	c.rows(b, []string{c.say("元数据", "field"), c.say("旧", "old"), c.say("新", "new")}, rows)
}

func (c comment) free(b *strings.Builder, tables []compare.FreeTable) {
	var rows [][]string
	for _, t := range tables {
		name := harmless(t.ID, nameLimit)
		rows = append(rows, []string{name, c.change(t.Change), "", ""})
		for _, f := range tableFields(&t) {
			rows = append(rows, []string{name + " · " + c.Options.free(f.Key), harmless(c.list(f.Old), valueLimit), harmless(c.list(f.New), valueLimit), ""})
		}
		for _, r := range rowsOf(&t) {
			rows = append(rows, c.row(name, &t, &r)...)
		}
	}
	c.rows(b, []string{c.say("自有表格", "table"), c.say("旧", "old"), c.say("新", "new"), c.say("差", "difference")}, rows)
}

// row writes a row that came or went on one line, and of any other each cell that
// differs.
func (c comment) row(name string, t *compare.FreeTable, r *compare.Row) [][]string {
	if cells := wholeRow(t, r); cells != nil {
		sides := []string{name + " · " + c.Options.row(r) + " · " + c.change(change(r.Old >= 0, r.New >= 0)), "", "", ""}
		at := 1
		if r.Old < 0 {
			at = 2
		}
		sides[at] = harmless(line(cells, c.cellWord), sentenceLimit)
		return [][]string{sides}
	}
	var rows [][]string
	for _, x := range r.Cells {
		was, is := c.values(&x.Old, &x.New)
		rows = append(rows, []string{name + " · " + c.place(r, x.Column), was, is, x.Difference})
	}
	return rows
}

// notes writes waivers and corrections.
func (c comment) notes(b *strings.Builder, d *compare.Difference) {
	var rows [][]string
	for _, n := range notesOf(d) {
		for _, f := range n.fields {
			name := n.key + " " + harmless(n.id, nameLimit) + " · " + c.noteField(f.Key)
			rows = append(rows, []string{name, c.change(n.change), harmless(c.list(f.Old), sentenceLimit), harmless(c.list(f.New), sentenceLimit)})
		}
	}
	c.rows(b, []string{c.say("说明", "note"), c.say("变化", "change"), c.say("旧", "old"), c.say("新", "new")}, rows)
}

func (c comment) attachments(b *strings.Builder, list []compare.Attachment) {
	var rows [][]string
	for _, a := range list {
		rows = append(rows, []string{harmless(a.Name, valueLimit), c.change(change(a.OldSize >= 0, a.NewSize >= 0))})
	}
	c.rows(b, []string{c.say("附件", "attachment"), c.say("变化", "change")}, rows)
}

func (c comment) others(b *strings.Builder, list []File) {
	var rows [][]string
	for _, f := range list {
		rows = append(rows, []string{harmless(f.Path, valueLimit), c.became(&f)})
	}
	c.rows(b, []string{c.say("文件", "file"), c.say("变化", "change")}, rows)
}

func (c comment) addresses(b *strings.Builder, list []Address) {
	var rows [][]string
	for _, a := range list {
		rows = append(rows, []string{harmless(a.Address, valueLimit), c.change(a.Change), harmless(a.To, valueLimit)})
	}
	c.rows(b, []string{c.say("网址", "address"), c.say("变化", "change"), c.say("现为", "now")}, rows)
}

func (c comment) entries(b *strings.Builder, list []compare.Entry) {
	var rows [][]string
	for _, e := range list {
		name := harmless(strings.TrimSpace(e.What+" "+e.ID), nameLimit)
		if len(e.Fields) == 0 {
			rows = append(rows, []string{name, c.change(e.Change), "", ""})
		}
		for _, f := range e.Fields {
			rows = append(rows, []string{name + " · " + harmless(f.Key, nameLimit), c.change(e.Change), harmless(c.list(f.Old), valueLimit), harmless(c.list(f.New), valueLimit)})
		}
	}
	c.rows(b, []string{c.say("设置", "setting"), c.say("变化", "change"), c.say("旧", "old"), c.say("新", "new")}, rows)
}

func (c comment) findings(b *strings.Builder, fresh, fixed []check.Finding) {
	var rows [][]string
	row := func(sign string, f *check.Finding, text string) {
		rows = append(rows, []string{sign, harmless(f.Pos.String(), nameLimit), harmless(f.Rule, nameLimit), harmless(text, sentenceLimit)})
	}
	for i := range fresh {
		f := &fresh[i]
		text := f.Message.In(c.Lang)
		if hint := f.Hint.In(c.Lang); hint != "" {
			text += c.say("（", " (") + hint + c.say("）", ")")
		}
		row(c.sign(string(severity(f)))+findings.SeverityWord(severity(f)).In(c.Lang), f, text)
	}
	for i := range fixed {
		row(c.sign("fixed")+fixedWord.In(c.Lang), &fixed[i], fixed[i].Message.In(c.Lang))
	}
	c.rows(b, []string{c.say("问题", "finding"), c.say("位置", "place"), c.say("检查项", "rule"), c.say("内容", "what")}, rows)
}
