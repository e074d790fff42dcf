package review

import (
	"fmt"
	"io"

	"gongkai/generator/diag"
)

// Options say how a review is written.
type Options struct {
	Lang   diag.Lang
	Colour bool // for a terminal that shows it

	// Of the forms that hold findings only:
	Line    func(file string, line int) string // as in findings.Options
	Version string                             // of the program
}

// forms are the forms of output, the first one for people at a terminal.
var forms = []struct {
	name  string
	write func(io.Writer, *Review, Options) error
}{
	{"text", Text},
	{"markdown", Markdown},
	{"html", HTML},
	{"json", JSON},
	{"sarif", annotations("sarif")},
	{"rdjson", annotations("rdjson")},
	{"github", annotations("github")},
}

// Formats gives the names of the forms of output.
func Formats() []string {
	var names []string
	for _, f := range forms {
		names = append(names, f.name)
	}
	return names
}

// Write writes a review in the form of the given name.
func Write(w io.Writer, format string, r *Review, o Options) error {
	for _, f := range forms {
		if f.name == format {
			return f.write(w, r, o)
		}
	}
	return fmt.Errorf("there is no form %q", format)
}
