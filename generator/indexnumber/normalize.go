package indexnumber

import (
	"strings"
	"unicode"
)

// Normalize gives the key under which a number is held unique and looked up:
// full-width characters become half-width ("２０２２" "2022", "／" "/"), every
// dash "-" (a Chinese dash "——" is one), white space and invisible characters
// disappear. Case is kept: zfb and ZFB may be two bodies (see FoldPath).
// Normalizing twice changes nothing more. Bytes that are not UTF-8 become U+FFFD.
func Normalize(number string) string {
	if normal(number) {
		return number
	}
	number = strings.ReplaceAll(number, "——", "-")
	return strings.Map(narrow, number)
}

// normal says that a number is plain ASCII without blanks.
func normal(number string) bool {
	for i := 0; i < len(number); i++ {
		if number[i] <= ' ' || number[i] > '~' {
			return false
		}
	}
	return true
}

// narrow maps one character, or gives -1 for one that is dropped.
func narrow(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
		return -1
	case r == '−', r == '－', r != '〜' && r != '～' && unicode.Is(unicode.Pd, r):
		return '-'
	case r == '∕', r == '⁄':
		return '/'
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	}
	return r
}
