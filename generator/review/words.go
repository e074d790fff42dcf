package review

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// The words in this file are those of all forms for people. What comes from the
// content stands in them as it is; each form makes it harmless in its own way.

func (o Options) say(zh, en string, args ...any) string {
	return diag.Textf(zh, en, args...).In(o.Lang)
}

var changeWords = map[Change]diag.Text{
	compare.Added:    {Zh: "新增", En: "added"},
	compare.Removed:  {Zh: "删除", En: "removed"},
	compare.Modified: {Zh: "改动", En: "modified"},
	Renamed:          {Zh: "改名", En: "renamed"},
}

func (o Options) change(c Change) string { return changeWords[c].In(o.Lang) }

// unreadable says which versions of something cannot be read. What is wrong with the
// older one stands among the findings that are fixed.
func (o Options) unreadable(before, after bool) string {
	switch {
	case before && after:
		return o.say("改动前后都读不了，没有比较", "it cannot be read, neither before nor after the change, and is not compared")
	case before:
		return o.say("改动前的读不了，没有比较", "it could not be read before the change, and is not compared")
	}
	return o.say("改动后的读不了，没有比较；原因见新的问题", "it cannot be read after the change, and is not compared; the new findings say why")
}

// became says what became of a file.
func (o Options) became(f *File) string {
	if !f.UnreadBefore && !f.UnreadAfter {
		return o.change(f.Change)
	}
	return o.change(f.Change) + o.say("，", ", ") + o.unreadable(f.UnreadBefore, f.UnreadAfter)
}

// versions names the two sides.
func (o Options) versions(r *Review) string { return r.Base + " → " + o.head(r) }

func (o Options) head(r *Review) string {
	return cmp.Or(r.Head, o.say("工作区", "the working tree"))
}

// name gives the agency as people know it.
func (r *Report) name() string { return cmp.Or(r.Name, r.Agency) }

var reasonWords = map[compare.Reason]diag.Text{
	compare.ByteOrderMark: {Zh: "字节顺序标记", En: "byte order mark"},
	compare.LineEnds:      {Zh: "换行符", En: "line ends"},
	compare.Blanks:        {Zh: "空格和空行", En: "blanks and empty lines"},
	compare.FrontMatter:   {Zh: "元数据的写法和次序", En: "the order and writing of the front matter"},
	compare.Markdown:      {Zh: "正文的折行和标记", En: "line wrapping and marks of the text"},
}

func (o Options) reasons(list []compare.Reason) string {
	var words []string
	for _, r := range list {
		words = append(words, reasonWords[r].In(o.Lang))
	}
	return strings.Join(words, o.say("、", ", "))
}

// formatting says that a change has no meaning.
func (o Options) formatting(d *compare.Difference) string {
	return o.say("只改了写法，内容没有变：%s", "in form only, with no change of meaning: %s", o.reasons(d.Reasons))
}

// list writes the value of a field.
func (o Options) list(v []string) string {
	if len(v) == 0 {
		return o.say("（无）", "(none)")
	}
	return flat(strings.Join(v, o.say("、", ", ")))
}

// section names a part of a text, with what became of it.
func (o Options) section(s *compare.Section) string {
	heading := s.Heading
	switch {
	case heading == "" && s.OldHeading == "":
		heading = o.say("（标题之前）", "(before the first heading)")
	case s.Old < 0:
		heading += "  " + o.change(compare.Added)
	case s.New < 0:
		heading = s.OldHeading + "  " + o.change(compare.Removed)
	case s.OldHeading != heading:
		heading = s.OldHeading + " → " + heading
	}
	if s.Moved {
		heading += o.say("  换了位置", "  moved")
	}
	return heading
}

var fixedWord = diag.Text{Zh: "已消除", En: "fixed"}

// severity is that of a finding, or Notice where it is explained.
func severity(f *check.Finding) check.Severity {
	if f.Waiver != nil {
		return check.Notice
	}
	return f.Severity
}

// cell writes a value: × for none, ␣ for a blank.
func cell(c *report.Cell) string {
	switch {
	case c == nil || c.Kind == report.Missing:
		return "×"
	case c.Kind == report.Blank || c.Text == "":
		return "␣"
	}
	return c.Text
}

// cellWord writes a value where there is room for words.
func (o Options) cellWord(c *report.Cell) string {
	switch {
	case c == nil || c.Kind == report.Missing:
		return o.say("（无此格）", "(no such cell)")
	case c.Kind == report.Blank || c.Text == "":
		return o.say("（空白）", "(blank)")
	}
	return c.Text
}

// pair writes two values that differ. Where they look alike, as 10 and "10" do, the
// text stands in quotation marks.
func pair(old, new *report.Cell, write func(*report.Cell) string) (string, string) {
	a, b := write(old), write(new)
	if a != b {
		return a, b
	}
	quoted := func(c *report.Cell, text string) string {
		if c != nil && c.Kind == report.Mark {
			return `"` + text + `"`
		}
		return text
	}
	return quoted(old, a), quoted(new, b)
}

// field names a key of the front matter.
func (o Options) field(key string) string { return compare.FieldName(key).In(o.Lang) }

// differ says that not all of a text is equal.
func differ(hunks []compare.Hunk) bool {
	for _, h := range hunks {
		if h.Op != compare.Equal {
			return true
		}
	}
	return false
}

// withBreaks puts a ¶ where a text that came or went ends a paragraph within a line
// that holds other text too, so that a paragraph that was cut in two, and two that
// became one, can be seen.
func withBreaks(hunks []compare.Hunk) []compare.Hunk {
	marked := slices.Clone(hunks)
	var line []compare.Op // what the line at hand is made of
	for i, h := range hunks {
		var b strings.Builder
		for text := range strings.SplitAfterSeq(h.Text, "\n") {
			text, ends := strings.CutSuffix(text, "\n")
			b.WriteString(text)
			if text != "" {
				line = append(line, h.Op)
			}
			if !ends {
				continue
			}
			if h.Op != compare.Equal && slices.ContainsFunc(line, func(op compare.Op) bool { return op != h.Op }) {
				b.WriteString("¶")
			}
			b.WriteString("\n")
			line = line[:0]
		}
		marked[i].Text = b.String()
	}
	return marked
}

// rowsOf gives the rows of a table of the report's own that differ: all of them,
// where the table came or went.
func rowsOf(t *compare.FreeTable) []compare.Row {
	var rows []compare.Row
	switch {
	case t.Old == nil:
		for i := range t.New.Rows {
			rows = append(rows, compare.Row{Old: -1, New: i})
		}
	case t.New == nil:
		for i := range t.Old.Rows {
			rows = append(rows, compare.Row{Old: i, New: -1})
		}
	default:
		return t.Rows
	}
	return rows
}

// wholeRow gives the cells of a row that came or went; none of one that is in both
// versions.
func wholeRow(t *compare.FreeTable, r *compare.Row) []report.Cell {
	switch {
	case r.Old < 0:
		return t.New.Rows[r.New]
	case r.New < 0:
		return t.Old.Rows[r.Old]
	}
	return nil
}

// line writes the cells of a row.
func line(cells []report.Cell, write func(*report.Cell) string) string {
	var texts []string
	for i := range cells {
		texts = append(texts, write(&cells[i]))
	}
	return strings.Join(texts, " | ")
}

// tableFields gives what differs in the caption and the columns of a table of the
// report's own: both, where the table came or went.
func tableFields(t *compare.FreeTable) []compare.Field {
	var fields []compare.Field
	side := func(t *report.FreeTable, of func(*report.FreeTable) []string) []string {
		if t == nil {
			return nil
		}
		return of(t)
	}
	whole := t.Old == nil || t.New == nil
	if t.Caption || whole && cmp.Or(t.New, t.Old).Caption != "" {
		caption := func(t *report.FreeTable) []string { return []string{t.Caption} }
		fields = append(fields, compare.Field{Key: "caption", Old: side(t.Old, caption), New: side(t.New, caption)})
	}
	if t.Columns != nil || whole {
		columns := func(t *report.FreeTable) []string { return t.Columns }
		fields = append(fields, compare.Field{Key: "columns", Old: side(t.Old, columns), New: side(t.New, columns)})
	}
	return fields
}

// free names what tableFields gives.
func (o Options) free(key string) string {
	if key == "columns" {
		return o.say("栏", "columns")
	}
	return o.say("表题", "caption")
}

// row names a row of a table of the report's own.
func (o Options) row(r *compare.Row) string {
	return o.say("第 %d 行", "row %d", max(r.Old, r.New)+1)
}

// place names a cell of a table of the report's own.
func (o Options) place(r *compare.Row, column int) string {
	return o.say("第 %[1]d 行第 %[2]d 列", "row %[1]d, column %[2]d", max(r.Old, r.New)+1, column+1)
}

// flat gives a text on one line.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }
