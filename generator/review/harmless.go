package review

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/generator/findings"
)

// nothing is a character without width. It keeps apart what a forge would make a
// link, a picture or a call of, also where the forge looks at the finished page.
const nothing = "&#8203;"

// calls are what forges make something of: @user, #12, !12, $12, ~label, %1, &1,
// ^alert, an address, an emoji, inline differences, a revision.
var calls = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)@|[#!$~%&^][\w"'{\[*(-]|[\[{][-+\[]|://|:[a-z0-9_+-]*[a-z_+-][a-z0-9_+-]*:|:100:|:1234:|\bwww\.|\bgh-\d|\b(?:[0-9a-f]{7,40})\b`)
})

// harmless writes a text so that it stands in Markdown and in HTML as it is: it
// ends no cell and no tag, makes no link and calls nobody. It is on one line, and no longer
// than so many characters. It must not begin a line.
func harmless(text string, limit int) string {
	text = within(findings.Clean(flat(text)), limit)
	var b strings.Builder
	for len(text) > 0 {
		found := calls().FindStringIndex(text)
		if found == nil {
			break
		}
		at := found[0] + 1
		switch call := text[found[0]:found[1]]; {
		case call[0] == 'w' || call[0] == 'W':
			at = found[0] + 3
		case len(call) > 6 && !strings.ContainsAny(call, ":@") && strings.Trim(call, "0123456789") == "":
			at = found[1] // a large number is a number
			entities(&b, text[:at])
			text = text[at:]
			continue
		case len(call) > 6 && call[0] != ':':
			at = found[0] + 6
		case call[0] == 'g' || call[0] == 'G':
			at = found[0] + 3
		}
		entities(&b, text[:at])
		b.WriteString(nothing)
		text = text[at:]
	}
	entities(&b, text)
	return b.String()
}

// entities writes the signs of Markdown and HTML as character references, which
// are never signs.
func entities(b *strings.Builder, text string) {
	for i := range len(text) {
		switch c := text[i]; c {
		case '\\', '`', '*', '_', '[', ']', '{', '}', '<', '>', '&', '~', '|', '$', '#', '@', '^', '"', '\'', '=':
			b.WriteString("&#")
			b.WriteString(strconv.Itoa(int(c)))
			b.WriteByte(';')
		default:
			b.WriteByte(c)
		}
	}
}

// within cuts a text at a number of characters and says so.
func within(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	runes := []rune(text)
	return string(runes[:limit]) + "…"
}
