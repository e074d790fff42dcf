// Package tidy writes a front matter in its canonical form: keys and tables in
// the order of the manual and of the form, one blank line between tables, single
// blanks around =. Values keep their very spelling, and no comment is lost.
//
//	text, problems := tidy.Report(file, text, formats, 2022)
//
// In a statutory table all keys are followed by as many blanks as the longest key
// of its form needs, so that rows stand below each other; cells are not padded. A
// change of one cell therefore changes one line.
//
// A comment directly above a key or a heading moves with it, one behind a value
// stays there. A comment that a blank line parts from what follows stays at the
// head of the file or table; at the end of a table it stays at the end.
package tidy

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/schema"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// Report tidies the front matter of a report; year is that of its file, which
// decides the format where the report does not. With problems the text is as it
// was: a text that is no TOML is nobody's to rewrite.
func Report(file string, text []byte, formats *format.Set, year int) ([]byte, diag.List) {
	return whole(file, text, func(doc *tomldoc.Doc) order {
		f := formats.ForYear(year)
		if id, ok := doc.Values["format"].(string); ok {
			if own, known := formats.Get(id); known {
				f = own
			}
		}
		return reportOrder(f)
	})
}

// Page tidies the front matter of a plain page.
func Page(file string, text []byte) ([]byte, diag.List) {
	return whole(file, text, func(*tomldoc.Doc) order { return newOrder(schema.PageKeys()) })
}

func whole(file string, text []byte, of func(*tomldoc.Doc) order) ([]byte, diag.List) {
	parts, problems := source.Cut(file, text)
	if len(problems) > 0 {
		return text, problems
	}
	doc, problems := tomldoc.Parse(file, parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return text, problems
	}
	front := string(parts.Front)
	ends := "\n"
	if strings.Contains(front, "\r\n") {
		ends, front = "\r\n", strings.ReplaceAll(front, "\r\n", "\n")
	}
	tidied := write(read(front), of(doc))
	if why := differs(front, tidied); why != "" {
		problems.Add(diag.Pos{File: file, Line: 1, Col: 1}, "not-tidied",
			diag.Textf("没有改写：改写后%s不同，这是程序的错误", "left as it is: %[2]s would differ, which is a fault of the program", why, why), diag.Text{})
		return text, problems
	}
	if ends != "\n" {
		tidied = strings.ReplaceAll(tidied, "\n", ends)
	}
	at := bytes.Index(text, parts.Front)
	if len(parts.Front) == 0 {
		at = parts.Body.Start - len(text[bytes.LastIndex(text[:parts.Body.Start], []byte("+++")):parts.Body.Start])
	}
	return slices.Concat(text[:at], []byte(tidied), text[at+len(parts.Front):]), nil
}

// differs says what two texts do not have in common that they should: values or
// comments. It is the last guard of what an author wrote.
func differs(before, after string) string {
	a, problems := tomldoc.Parse("", 1, []byte(before))
	b, more := tomldoc.Parse("", 1, []byte(after))
	if len(problems)+len(more) > 0 || !reflect.DeepEqual(a.Values, b.Values) || !slices.Equal(spelled(before), spelled(after)) {
		return "values"
	}
	if !slices.Equal(comments(before), comments(after)) {
		return "comments"
	}
	return ""
}

// spelled lists the single values of a text as written, without order.
func spelled(text string) []string {
	var all []string
	for _, it := range tomldoc.Items(text) {
		if !it.Heading {
			parts := strings.FieldsFunc(it.Value, func(r rune) bool { return strings.ContainsRune(" \t\n,[]{}=", r) })
			slices.Sort(parts)
			all = append(all, fmt.Sprint(it.Path[len(it.Path)-1], parts))
		}
	}
	slices.Sort(all)
	return all
}

// comments lists the comments between the items of a text, without order.
func comments(text string) []string {
	var all []string
	last := 0
	gap := func(to int) {
		for line := range strings.Lines(text[last:to]) {
			if c := strings.TrimSpace(line); c != "" {
				all = append(all, c)
			}
		}
	}
	for _, it := range tomldoc.Items(text) {
		gap(it.Start)
		last = it.End
	}
	gap(len(text))
	slices.Sort(all)
	return all
}
