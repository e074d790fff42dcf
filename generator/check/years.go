package check

import (
	"strings"
	"unicode/utf8"
)

// A yearMention is a year in a text: 2022年, ２０２２年, 二〇二二年.
type yearMention struct {
	year       int
	start, end int // byte offsets, with 年
}

// yearMentions finds the years of this and the last century in a text. It looks
// at the characters before each 年 only.
func yearMentions(text string) []yearMention {
	var all []yearMention
	for at := 0; ; {
		i := indexHan(text[at:], "年")
		if i < 0 {
			return all
		}
		end := at + i
		at = end + len("年")
		if year, start, ok := digitsBefore(text, end, 4); ok && year >= 1900 && year < 2100 {
			all = append(all, yearMention{year, start, at})
		}
	}
}

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

// digitsBefore reads exactly n digits of one kind before an offset: no further
// digit stands before them.
func digitsBefore(text string, end, n int) (value, start int, ok bool) {
	start, scale := end, 1
	for range n {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		d, isDigit := digitOf(r)
		if !isDigit {
			return 0, 0, false
		}
		value, scale, start = value+d*scale, scale*10, start-size
	}
	if r, _ := utf8.DecodeLastRuneInString(text[:start]); r != utf8.RuneError {
		if _, more := digitOf(r); more {
			return 0, 0, false
		}
	}
	return value, start, true
}

// digitOf reads a digit as years have them.
func digitOf(r rune) (int, bool) {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0'), true
	case '０' <= r && r <= '９':
		return int(r - '０'), true
	}
	switch r {
	case '〇', '○', '零':
		return 0, true
	}
	const chinese = "一二三四五六七八九"
	if i := strings.IndexRune(chinese, r); i >= 0 && r > utf8.RuneSelf {
		return i/len("一") + 1, true
	}
	return 0, false
}

// between says whether an offset of a text stands between marks such as 《 and 》,
// where a year is part of a name.
func between(text string, at int, open, shut string) bool {
	before := text[:at]
	opened := strings.LastIndex(before, open)
	return opened >= 0 && strings.LastIndex(before, shut) < opened && strings.Contains(text[at:], shut)
}

// sentence gives the sentence around an offset, as offsets: up to and with the
// mark that ends it.
func sentence(text string, at int) (start, end int) {
	for start = at; start > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if endsSentence(r) {
			break
		}
		start -= size
	}
	return start, sentenceEnd(text, at)
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

func endsSentence(r rune) bool {
	switch r {
	case '。', '！', '？', '；', '!', '?', ';':
		return true
	}
	return false
}

// head gives at most n characters of a text.
func head(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
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
