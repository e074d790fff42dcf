package check

import (
	"strings"
	"unicode/utf8"
)

// indexHan gives the first place of a single Chinese character, or -1. It looks for
// the last of its bytes, of which a text has few; strings.Index looks for the
// first, with which one character in five begins.
func indexHan(text, han string) int {
	last := len(han) - 1
	for at := last; at < len(text); {
		i := strings.IndexByte(text[at:], han[last])
		if i < 0 {
			return -1
		}
		at += i
		if text[at-last:at] == han[:last] {
			return at - last
		}
		at++
	}
	return -1
}

// sentenceEnd gives the end of the sentence that an offset stands in.
func sentenceEnd(text string, at int) int {
	for i := at; i < len(text); i++ {
		// The marks begin with one of these bytes; few other characters do.
		switch c := text[i]; {
		case c == '!' || c == '?' || c == ';':
			return i + 1
		case c == 0xE3 && strings.HasPrefix(text[i:], "。"), c == 0xEF && (strings.HasPrefix(text[i:], "！") || strings.HasPrefix(text[i:], "？") || strings.HasPrefix(text[i:], "；")):
			return i + 3
		}
	}
	return len(text)
}

// tail gives at most n characters of the end of a text.
func tail(text string, n int) string {
	at := len(text)
	for range n {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return text[at:]
}

func isLatin(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}
