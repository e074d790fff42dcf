// Package draft begins the report of an agency for a year: what is known from the
// archive is filled in, everything else is left blank for the author.
//
//	text, err := draft.Report(archive, agency, 2023, format)
//
// Filled in are the numbers that follow from the report of the year before (上年结转
// is its 结转下年度), the next index number by the archive's scheme, and the
// catalogue nodes. Where a number can be worked out only with what the author
// will know, the formula stands beside it as a comment (现行有效).
package draft

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/sheet"
)

// Report writes the text of a new report. It is a draft: builds leave it out
// until the author deletes that line.
func Report(a *archive.Archive, agency *archive.Agency, year int, f *format.Format) []byte {
	w := &writer{archive: a, agency: agency, year: year, format: f}
	for _, r := range agency.Reports {
		if r.Year < year {
			w.last = r
		}
	}
	if w.last != nil && w.last.Year == year-1 {
		w.before = w.last.Report
	}
	w.front()
	w.body()
	return w.out.Bytes()
}

type writer struct {
	out     bytes.Buffer
	archive *archive.Archive
	agency  *archive.Agency
	year    int
	format  *format.Format
	last    *archive.Report // the newest before; nil for none
	before  *report.Report  // of the year before; nil for none
}

func (w *writer) line(form string, args ...any) { fmt.Fprintf(&w.out, form+"\n", args...) }

// front writes the front matter.
func (w *writer) front() {
	w.line("+++")
	w.line("title = %s", quote(fmt.Sprintf("%s%d年政府信息公开工作年度报告", w.agency.NameIn(w.year), w.year)))
	w.line("agency = %s", quote(w.agency.ID))
	w.line("year = %d", w.year)
	if number, why := w.number(); number != "" {
		w.line("index_number = %s  # 按编号规则取的下一个号，登记以后再定", quote(number))
	} else if why != "" {
		w.line("# index_number = \"\"  # %s", why)
	}
	w.line("# document_number = \"\"  # 发文字号")
	if w.last != nil && len(w.last.Catalogue) > 0 {
		w.line("catalogue = %s", oneOrMore(w.last.Catalogue))
	} else {
		w.line("# catalogue = \"\"  # 目录分类的 id")
	}
	w.line("# issued = %d-01-10  # 成文日期", w.year+1)
	w.line("# published = %d-01-15  # 发布日期", w.year+1)
	if w.last != nil && len(w.last.Keywords) > 0 {
		w.line("keywords = %s", list(w.last.Keywords))
	}
	w.line("draft = true  # 审定以后删除这一行，才会生成网页")
	w.line("")
	w.line("# 照审定的数字填写：没有的写 0；空着的 \"\" 全部填好以后，运行 gongkai check --drafts。")
	for i, t := range w.format.Tables {
		if i > 0 {
			w.line("")
		}
		w.table(t)
	}
	w.free()
	w.line("+++")
}

// table writes a statutory table in which only what follows from the year before
// is filled in.
func (w *writer) table(t *format.Table) {
	cells := make([]string, t.Size)
	for i := range cells {
		cells[i] = `""`
	}
	notes := map[int]string{} // by first cell of a row
	for i := range t.Carries {
		for _, c := range t.Carries[i].Cases {
			previous, known := w.previous(c.Previous)
			if !known {
				continue
			}
			row, column := t.RowOf(c.This)
			if len(c.Plus)+len(c.Minus) == 0 {
				cells[c.This] = previous
				notes[row.First] = fmt.Sprintf("抄自%d年报告的%s", w.year-1, w.rowLabel(c.Previous))
				continue
			}
			notes[row.First] = fmt.Sprintf("%s = 上年 %s%s", column.Label, previous, w.formula(t, &c))
		}
	}
	s := sheet.Sheet{Def: t, Cells: cells, Labels: true, Note: func(r *format.Row) string { return notes[r.First] }}
	s.Write(&w.out)
}

// previous gives the number of a cell of the year before.
func (w *writer) previous(name string) (string, bool) {
	if w.before == nil {
		return "", false
	}
	c, ok := w.before.Cell(name)
	return c.Text, ok && c.Kind == report.Number
}

// rowLabel gives the label of the row of a cell of the year before.
func (w *writer) rowLabel(name string) string {
	for i := range w.before.Tables {
		if cell, ok := w.before.Tables[i].Def.Index(name); ok {
			row, _ := w.before.Tables[i].Def.RowOf(cell)
			return row.Label
		}
	}
	return name
}

// formula writes what is to be added to the number of the year before.
func (w *writer) formula(t *format.Table, c *format.CarryCase) string {
	var b strings.Builder
	for _, cell := range c.Plus {
		_, column := t.RowOf(cell)
		b.WriteString(" + " + column.Label)
	}
	for _, cell := range c.Minus {
		_, column := t.RowOf(cell)
		b.WriteString(" − " + column.Label)
	}
	return b.String()
}

// free writes the report's own tables of last time, their numbers left blank.
func (w *writer) free() {
	if w.last == nil {
		return
	}
	for _, t := range w.last.Free {
		w.line("\n[[table]]")
		w.line("id = %s", quote(t.ID))
		if t.Caption != "" {
			w.line("caption = %s", quote(t.Caption))
		}
		w.line("columns = %s", list(t.Columns))
		w.line("rows = [")
		for _, row := range t.Rows {
			cells := make([]string, len(row))
			for i, c := range row {
				cells[i] = `""`
				if c.Kind == report.Mark && i == 0 {
					cells[i] = quote(c.Text)
				}
			}
			w.line("  [%s],", strings.Join(cells, ", "))
		}
		w.line("]")
	}
}

// body writes the headings that the text must have.
func (w *writer) body() {
	for _, heading := range w.format.Sections {
		w.line("\n## %s", heading)
	}
}

// quote writes a TOML string. What is written is what was read from TOML, and
// holds no line breaks.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// oneOrMore writes a list, a single string without brackets.
func oneOrMore(all []string) string {
	if len(all) == 1 {
		return quote(all[0])
	}
	return list(all)
}

// list writes strings.
func list(all []string) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = quote(s)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

// yearText writes a year for a segment of so many digits.
func yearText(year, digits int) string {
	text := strconv.Itoa(year)
	return text[max(0, len(text)-digits):]
}
