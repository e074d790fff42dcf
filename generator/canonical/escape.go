package canonical

import (
	"fmt"
	"strings"
	"unicode"
)

// escape writes control characters, and those that turn the direction of a text, as
// they are written in TOML. Line feeds and tabs stay.
func escape(s string) string {
	if !strings.ContainsFunc(s, upsets) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if upsets(r) {
			fmt.Fprintf(&b, `\u%04X`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func upsets(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029')
}
