package findings

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// colours are the control sequences in which terminals show severities.
var colours = map[check.Severity]string{check.Error: "\x1b[1;31m", check.Warning: "\x1b[1;33m", check.Notice: "\x1b[36m"}

// Text writes findings as lines that editors can follow, each with the line it is
// about and what to do:
//
//	content/reports/swj/2022.md:14:13: error requests-balance: column natural: …
//	    14 │ received = [9, 1, 0, 0, 0, 0, 9]
//	       │             ^
//	    hint: …
func Text(w io.Writer, list []check.Finding, o Options) error {
	var b strings.Builder
	for i := range list {
		f := &list[i]
		b.Reset()
		word := severityWords[f.Severity]
		if f.Waiver != nil {
			word = explainedWord
		}
		shown := word.In(o.Lang)
		if o.Colour {
			shown = colours[severity(f)] + shown + "\x1b[0m"
		}
		fmt.Fprintf(&b, "%s: %s %s: %s\n", clean(f.Pos.String()), shown, f.Rule, clean(f.Message.In(o.Lang)))
		if text, ok := o.line(f.Pos); ok {
			excerpt(&b, text, f.Pos, f.Width)
		}
		for _, line := range details(f, o.Lang) {
			fmt.Fprintf(&b, "    %s\n", clean(line))
		}
		if _, err := io.WriteString(w, b.String()); err != nil {
			return err
		}
	}
	return nil
}

// The columns of a terminal that an excerpt takes, and how many of them stand
// before what is meant when the line is longer.
const (
	excerptWidth = 96
	excerptLead  = 48
)

// excerpt writes a line with a mark below the part that is meant. Of a long line
// it shows the part around it.
func excerpt(b *strings.Builder, line string, pos diag.Pos, count int) {
	start := offset(line, pos.Col-1)
	end := start + offset(line[start:], max(count, 1))
	before, marked, after := line[:start], line[start:end], line[end:]
	cut, more := "", ""
	if _, fits := head(line, excerptWidth); !fits {
		var whole bool
		if before, whole = tail(before, excerptLead); !whole {
			cut = "…"
		}
		room := excerptWidth - columns(before)
		if marked, whole = head(marked, room); !whole {
			after = ""
		}
		rest := after
		if after, _ = head(after, room-columns(marked)); after != rest || !whole {
			more = "…"
		}
	}
	before = cut + clean(before)
	number := fmt.Sprint(pos.Line)
	fmt.Fprintf(b, "    %s │ %s\n", number, strings.TrimRight(before+clean(marked)+clean(after)+more, " "))
	fmt.Fprintf(b, "    %s │ %s%s\n", strings.Repeat(" ", len(number)), strings.Repeat(" ", columns(before)), strings.Repeat("^", max(1, columns(marked))))
}

// head gives the beginning of a text that fits into so many columns, and whether
// that is all of it.
func head(text string, room int) (string, bool) {
	for at, r := range text {
		if room -= column(r); room < 0 {
			return text[:at], false
		}
	}
	return text, true
}

// tail gives the end of a text that fits into so many columns, and whether that
// is all of it.
func tail(text string, room int) (string, bool) {
	at := len(text)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if room -= column(r); room < 0 {
			return text[at:], false
		}
		at -= size
	}
	return text, true
}

// clean replaces what a terminal would obey or not show: a text under check may
// hold anything.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case hidden(r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// hidden says that a character is a control character or one without a shape.
func hidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029'
}

// columns gives the width of a text on a terminal.
func columns(text string) int {
	n := 0
	for _, r := range text {
		n += column(r)
	}
	return n
}

// column gives the width of a character on a terminal, as clean shows it: two for
// a Chinese one, none for an accent on the one before.
func column(r rune) int {
	if r < utf8.RuneSelf {
		return 1
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
		return 0
	}
	return 1
}

// Clean gives a text as it may be shown on a terminal, which would obey some
// characters and not show others.
func Clean(text string) string { return clean(text) }

// Columns gives the width of a text on a terminal, where a Chinese character takes
// two columns.
func Columns(text string) int { return columns(text) }
