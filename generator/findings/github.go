package findings

import (
	"fmt"
	"io"
	"strings"

	"gongkai/generator/check"
)

// GitHub writes findings as workflow commands, with which GitHub Actions shows
// them at their lines. It shows ten of each severity for a step, so the gravest
// come first.
//
//	::error file=content/reports/swj/2022.md,line=14,col=13,endColumn=14,title=…::…
func GitHub(w io.Writer, list []check.Finding, o Options) error {
	for _, f := range gravestFirst(list) {
		var place strings.Builder
		property := func(name, value string) {
			if place.Len() > 0 {
				place.WriteByte(',')
			}
			place.WriteString(name + "=" + inProperty.Replace(value))
		}
		if f.Pos.File != "" {
			property("file", f.Pos.File)
		}
		if f.Pos.Line > 0 {
			property("line", fmt.Sprint(f.Pos.Line))
		}
		if f.Pos.Line > 0 && f.Pos.Col > 0 {
			property("col", fmt.Sprint(f.Pos.Col))
			if n := o.width(f); n > 0 {
				property("endColumn", fmt.Sprint(f.Pos.Col+n))
			}
		}
		title := o.ruleOf(f.Rule).Title.In(o.Lang)
		if f.Waiver != nil {
			title = explainedWord.In(o.Lang) + ": " + title
		}
		property("title", fmt.Sprintf("%s (%s)", title, f.Rule))
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", severity(f), place.String(), inMessage.Replace(whole(f, o.Lang))); err != nil {
			return err
		}
	}
	return nil
}

// What GitHub reads as more than the character it is.
var (
	inMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	inProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)
