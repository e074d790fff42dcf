// Package findings writes what the checks have found: for people at a terminal,
// as JSON for programs, and in the forms that forges and editors read.
//
//	err := findings.Write(os.Stdout, "text", list, findings.Options{Lang: diag.Chinese, Line: line})
//
// A finding that its author has explained counts as a notice in every form, since
// it fails no check. Nothing here proposes to change a text: a published number
// stays as it was published.
package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// Options say how findings are written.
type Options struct {
	Lang    diag.Lang
	Line    func(file string, line int) string // gives a line of a file without its end, "" where there is none; may be nil
	Rules   []check.Rule                       // what the rules are called, and about
	Version string                             // of the program
	Colour  bool                               // for a terminal that shows it
}

// formats are the forms of output by name.
var formats = []struct {
	name  string
	write func(io.Writer, []check.Finding, Options) error
}{
	{"text", Text}, {"json", JSON}, {"sarif", SARIF}, {"rdjson", RDJSON}, {"github", GitHub},
}

// Formats gives the names of the forms of output.
func Formats() []string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = f.name
	}
	return names
}

// Write writes findings in the form of the given name.
func Write(w io.Writer, format string, list []check.Finding, o Options) error {
	for _, f := range formats {
		if f.name == format {
			return f.write(w, list, o)
		}
	}
	return fmt.Errorf("there is no format %q", format)
}

// severityWords names severities for people.
var severityWords = map[check.Severity]diag.Text{
	check.Error:   {Zh: "错误", En: "error"},
	check.Warning: {Zh: "警告", En: "warning"},
	check.Notice:  {Zh: "提示", En: "notice"},
}

// SeverityWord names a severity for people.
func SeverityWord(s check.Severity) diag.Text { return severityWords[s] }

// severity is that with which a finding counts.
func severity(f *check.Finding) check.Severity {
	if f.Waiver != nil {
		return check.Notice
	}
	return f.Severity
}

// graver orders severities, the gravest first.
func graver(a, b check.Severity) int {
	order := []check.Severity{check.Error, check.Warning, check.Notice}
	return slices.Index(order, a) - slices.Index(order, b)
}

// gravestFirst gives the findings by severity, and in their own order within.
func gravestFirst(list []check.Finding) []*check.Finding {
	sorted := make([]*check.Finding, len(list))
	for i := range list {
		sorted[i] = &list[i]
	}
	slices.SortStableFunc(sorted, func(f, g *check.Finding) int { return graver(severity(f), severity(g)) })
	return sorted
}

// shape stands for the rules of reading: what is wrong with the shape of a file
// is said by the message, and there is one reason for all of them.
func shape(name string) check.Rule {
	return check.Rule{
		Name: name, Severity: check.Error, Group: "content",
		Title: diag.Text{Zh: "内容写法有误", En: "content that cannot be read as it is written"},
		About: diag.Text{
			Zh: "读取内容时发现的错误：文件头、表格、文件名、链接等写得不对。按提示改好以前不能生成网站，也不能写 [[waiver]] 说明。",
			En: "Found when the content was read: front matter, tables, names of files or links are not written as they must be. No site can be built until it is mended as the hint says; a [[waiver]] does not explain it."},
	}
}

// ruleOf gives the rule of a finding.
func (o *Options) ruleOf(name string) check.Rule {
	if i := slices.IndexFunc(o.Rules, func(r check.Rule) bool { return r.Name == name }); i >= 0 {
		return o.Rules[i]
	}
	return shape(name)
}

// explanation words a waiver.
func explanation(f *check.Finding, lang diag.Lang) string {
	x := f.Waiver
	var parts []string
	for _, part := range []string{x.By, x.Date.String()} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if !x.Until.IsZero() {
		parts = append(parts, diag.Textf("有效至 %s", "until %s", x.Until).In(lang))
	}
	if lang == diag.English {
		return x.Reason + " (" + strings.Join(parts, ", ") + ")"
	}
	return x.Reason + "（" + strings.Join(parts, "，") + "）"
}

var (
	hintWord      = diag.Text{Zh: "建议", En: "hint"}
	explainedWord = diag.Text{Zh: "已说明", En: "explained"}
	reasonWord    = diag.Text{Zh: "说明", En: "reason"}
)

// details gives the lines below a message, for people: the hint and the reason
// why the finding is explained.
func details(f *check.Finding, lang diag.Lang) []string {
	var lines []string
	if hint := f.Hint.In(lang); hint != "" {
		lines = append(lines, hintWord.In(lang)+": "+hint)
	}
	if f.Waiver != nil {
		lines = append(lines, reasonWord.In(lang)+": "+explanation(f, lang))
	}
	return lines
}

// whole is a message with its details, a line each.
func whole(f *check.Finding, lang diag.Lang) string {
	return strings.Join(append([]string{f.Message.In(lang)}, details(f, lang)...), "\n")
}

// bom begins some files and is no part of their first line.
const bom = "\ufeff"

// line gives the line at which a finding stands, as its reader sees it.
func (o *Options) line(pos diag.Pos) (text string, ok bool) {
	if o.Line == nil || pos.Line < 1 || pos.Col < 1 {
		return "", false
	}
	text = strings.TrimRight(o.Line(pos.File, pos.Line), "\r\n")
	if pos.Line == 1 {
		text = strings.TrimPrefix(text, bom)
	}
	return text, text != ""
}

// offset gives the place in bytes after so many characters, or the end.
func offset(text string, characters int) int {
	at := 0
	for ; characters > 0 && at < len(text); characters-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

// width gives how many characters from its place on a finding is about, as far
// as its line goes; 0 where it is a place.
func (o *Options) width(f *check.Finding) int {
	text, ok := o.line(f.Pos)
	if !ok || f.Width == 0 {
		return max(f.Width, 0)
	}
	return min(f.Width, utf8.RuneCountInString(text[offset(text, f.Pos.Col-1):]))
}
