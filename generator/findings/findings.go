// Package findings writes what the checks have found: for people at a terminal,
// as JSON for programs, and in the forms that forges and editors read.
//
//	err := findings.Text(os.Stdout, list, findings.TextOptions{Lang: diag.Chinese, Line: line})
package findings

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// severityWords names severities for people.
var severityWords = map[check.Severity]diag.Text{
	check.Error:   {Zh: "错误", En: "error"},
	check.Warning: {Zh: "警告", En: "warning"},
	check.Notice:  {Zh: "提示", En: "notice"},
}

// TextOptions say how findings are written for a terminal.
type TextOptions struct {
	Lang diag.Lang
	Line func(file string, line int) string // gives a line of a file, for excerpts; may be nil
}

// Text writes findings as lines that editors can follow, each with the line it is
// about and what to do:
//
//	content/reports/swj/2022.md:14:13: error requests-balance: column natural: …
//	    14 │ received = [9, 1, 0, 0, 0, 0, 9]
//	       │             ^
//	    hint: …
func Text(w io.Writer, list []check.Finding, o TextOptions) error {
	var b strings.Builder
	for i := range list {
		f := &list[i]
		b.Reset()
		fmt.Fprintf(&b, "%s: %s %s: %s\n", f.Pos, severityWords[f.Severity].In(o.Lang), f.Rule, f.Message.In(o.Lang))
		if o.Line != nil && f.Pos.Line > 0 && f.Pos.Col > 0 {
			excerpt(&b, o.Line(f.Pos.File, f.Pos.Line), f.Pos, f.Width)
		}
		if hint := f.Hint.In(o.Lang); hint != "" {
			fmt.Fprintf(&b, "    %s: %s\n", diag.Text{Zh: "建议", En: "hint"}.In(o.Lang), hint)
		}
		if x := f.Waiver; x != nil {
			fmt.Fprintf(&b, "    %s: %s（%s，%s）\n", diag.Text{Zh: "已说明", En: "explained"}.In(o.Lang), x.Reason, x.By, x.Date)
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// excerptWidth is how many columns of a line are shown.
const excerptWidth = 96

// excerpt writes a line with a mark below the part that is meant. Of a long line
// it shows the part around it.
func excerpt(b *strings.Builder, line string, pos diag.Pos, count int) {
	text := []rune(strings.ReplaceAll(strings.TrimRight(line, "\r\n"), "\t", " "))
	at := min(pos.Col-1, len(text))
	end := min(at+max(count, 1), len(text))
	from, cut := 0, ""
	for columns(text[from:end])+len(cut) > excerptWidth*2/3 && from < at-8 {
		from, cut = from+1, "…"
	}
	to, more := len(text), ""
	for columns(text[from:to]) > excerptWidth && to > end {
		to, more = to-1, "…"
	}
	shown := cut + string(text[from:to]) + more
	number := fmt.Sprint(pos.Line)
	fmt.Fprintf(b, "    %s │ %s\n", number, shown)
	fmt.Fprintf(b, "    %s │ %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", columns([]rune(cut))+columns(text[from:at])), strings.Repeat("^", max(1, min(columns(text[at:end]), excerptWidth))))
}

// columns gives the width of a text on a terminal: two for a Chinese character.
func columns(text []rune) int {
	n := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
