// Package canonical writes a report so that programs that compare lines show what
// changed: a cell on each line with its official label, a sentence on each line.
//
//	text, ok := canonical.Text("2022.md", file, formats)
//
//	title: 示例市商务局2022年政府信息公开工作年度报告
//
//	[requests] 三、收到和处理政府信息公开申请情况
//	[requests] 一、本年新收政府信息公开申请数量 · 自然人: 8
//
//	## 一、总体情况
//
//	全年办理申请8件。
//	按期答复率100%。
//
// git shows it in place of the file (textconv). Two files have the same text if and
// only if they mean the same: key order, quotes, comments, blanks and the wrapping
// of lines do not show, and everything else does, keys that nobody knows included.
// Characters that could upset a terminal are written as escapes.
//
// The text is for reading. It cannot be turned back into a report.
package canonical

import (
	"bytes"
	"regexp"
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/format"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// Text gives the canonical text of a file with front matter. It gives the file as it
// is and false where there is none that can be read. The name tells the year of a
// report, and so its format, where the file does not. Of a file that a merge has left
// with the marks of conflicts, the marks stand around the lines in which its sides
// differ.
func Text(name string, file []byte, formats *format.Set) ([]byte, bool) {
	if c, marks := conflictOf(file); marks {
		if c != nil {
			if text, ok := c.text(name, formats); ok {
				return text, true
			}
		}
		return file, false
	}
	parts, problems := source.Cut(name, file)
	if len(problems) > 0 {
		return file, false
	}
	doc, problems := tomldoc.Parse(name, parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return file, false
	}
	w := &writer{form: Form(name, doc, formats)}
	w.front(doc.Root())
	w.prose(string(file[parts.Body.Start:parts.Body.End]))
	return w.b.Bytes(), true
}

// A writer writes the text of one file.
type writer struct {
	b    bytes.Buffer
	form *format.Format
}

func (w *writer) line(parts ...string) {
	for _, p := range parts {
		w.b.WriteString(escape(p))
	}
	w.b.WriteByte('\n')
}

// pair writes a name with a value, whose further lines are indented.
func (w *writer) pair(name, value string) {
	w.line(name, ": ", strings.ReplaceAll(value, "\n", "\n    "))
}

// prose writes a sentence on each line, and an empty line before each block but for
// a line of a table that follows another.
func (w *writer) prose(body string) {
	table := false
	for _, block := range compare.Blocks(body) {
		row := strings.HasPrefix(block, "| ")
		if !(table && row) {
			w.b.WriteByte('\n')
		}
		table = row
		if row {
			w.line(strings.TrimSuffix(block, "\n"))
			continue
		}
		w.sentences(compare.Sentences(block))
	}
}

// sentences writes the sentences of a block. The mark of an item stands with its
// first one.
func (w *writer) sentences(all []string) {
	first := ""
	for i, s := range all {
		switch {
		case i == len(all)-1: // the line feed
			if first != "" {
				w.line(first)
			}
		case i == 0 && len(all) > 2 && mark.MatchString(s):
			first = s
		default:
			w.line(first, strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n    "))
			first = ""
		}
	}
}

// mark is the mark of an item or of a quotation.
var mark = regexp.MustCompile(`^ *(?:[-*+>]|\d{1,9}[.)]) +$`)
