package findings

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// rulePart is a labelled part of what a rule says of itself.
type rulePart struct{ label, text diag.Text }

// ruleParts gives what is said of a rule below what it is about.
func ruleParts(r *check.Rule) []rulePart {
	return []rulePart{
		{diag.Text{Zh: "依据", En: "basis"}, r.Basis},
		{diag.Text{Zh: "例子", En: "example"}, r.Example},
	}
}

// Explain writes all that is known of a rule.
func Explain(w io.Writer, r check.Rule, lang diag.Lang) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n", r.Name, r.Title.In(lang), r.About.In(lang))
	facts := []rulePart{{diag.Text{Zh: "级别", En: "severity"}, severityWords[r.Severity]}}
	for _, g := range check.Groups() {
		if g.Group == r.Group {
			facts = append(facts, rulePart{diag.Text{Zh: "类别", En: "group"}, g.Name})
		}
	}
	colon := ": "
	if lang == diag.Chinese {
		colon = "："
	}
	for _, part := range slices.Concat(facts, ruleParts(&r)) {
		if text := part.text.In(lang); text != "" {
			fmt.Fprintf(&b, "%s%s%s\n", part.label.In(lang), colon, text)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// List writes rules, one a line: name, severity, title.
func List(w io.Writer, rules []check.Rule, lang diag.Lang) error {
	var rows [][]string
	for _, r := range rules {
		rows = append(rows, []string{r.Name, severityWords[r.Severity].In(lang), r.Title.In(lang)})
	}
	return table(w, "", rows)
}

// table writes rows whose columns stand below one another, also where they are
// Chinese.
func table(w io.Writer, indent string, rows [][]string) error {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(text))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		line := indent
		for i, text := range row {
			line += text + strings.Repeat(" ", widths[i]-columns(text)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
