package check

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A yearMention is a year that a text names: 2022年, ２０２２年, 二〇二二年.
type yearMention struct {
	at, end int // byte offsets of its digits and behind 年
	year    int
}

// yearMentions gives the years that a text names, in its order. Of 2021—2023年 it
// is the last.
func yearMentions(text string) []yearMention {
	var list []yearMention
	for from := 0; ; {
		i := strings.Index(text[from:], "年")
		if i < 0 {
			return list
		}
		i += from
		from = i + len("年")
		if at, year, ok := yearEndingAt(text[:i]); ok {
			list = append(list, yearMention{at, from, year})
		}
	}
}

// yearEndingAt reads a year of four digits at the end of a text.
func yearEndingAt(text string) (at, year int, ok bool) {
	text = strings.TrimRight(text, blanksInText)
	at = len(text)
	for unit := 1; unit <= 1000; unit *= 10 {
		d, size := lastDigit(text[:at])
		if d < 0 {
			return 0, 0, false
		}
		year += d * unit
		at -= size
	}
	if d, _ := lastDigit(text[:at]); d >= 0 {
		return 0, 0, false
	}
	return at, year, year >= 1949 && year < 2100
}

// blanksInText is the white space that a text taken from a PDF or a page has
// between digits and words.
const blanksInText = " \t\u00a0\u3000"

// lastDigit gives the digit with which a text ends, and its bytes; -1 for none.
func lastDigit(text string) (digit, size int) {
	if text == "" {
		return -1, 0
	}
	if c := text[len(text)-1]; c < utf8.RuneSelf {
		return digitOf(rune(c)), 1
	}
	r, size := utf8.DecodeLastRuneInString(text)
	return digitOf(r), size
}

// digitOf gives the value of a digit, half or full width or Chinese; -1 for none.
func digitOf(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= '０' && r <= '９':
		return int(r - '０')
	case r < 0x2000:
		return -1
	}
	switch r {
	case '〇', '○', '零', 'Ｏ':
		return 0
	}
	if d := hanUnit(r); d > 0 {
		return d
	}
	return -1
}

// numberBefore reads the number of at most two digits, or of 十 and digits, at the
// end of a text: 12, １２, 十二, 三十一. Longer numbers are none.
func numberBefore(text string) (value, at int, ok bool) {
	text = strings.TrimRight(text, blanksInText)
	at = len(text)
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if digitOf(r) < 0 && r != '十' {
			break
		}
		at -= size
	}
	value, ok = smallNumber(text[at:])
	return value, at, ok
}

// numberAfter reads such a number at the start of a text, after blanks.
func numberAfter(text string) (value, end int, ok bool) {
	start := len(text) - len(strings.TrimLeft(text, blanksInText))
	end = start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if digitOf(r) < 0 && r != '十' {
			break
		}
		end += size
	}
	value, ok = smallNumber(text[start:end])
	return value, end, ok
}

// smallNumber reads a number from 0 to 99.
func smallNumber(text string) (int, bool) {
	tens, ones, count, ten := 0, 0, 0, false
	for _, r := range text {
		if r == '十' {
			if ten {
				return 0, false
			}
			ten, tens, ones = true, max(ones, 1), 0
			if count == 0 {
				tens = 1
			}
			count = 0
			continue
		}
		ones = ones*10 + digitOf(r)
		count++
	}
	if ten {
		return tens*10 + ones, count <= 1 && tens <= 9
	}
	return ones, count == 1 || count == 2
}

// daysIn gives the days of a month. The year 0 is one that is not known.
func daysIn(year, month int) int {
	switch month {
	case 2:
		if year == 0 || year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// realDay says that there is such a day.
func realDay(year, month, day int) bool {
	return year > 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

func dayOf(year, month, day int) date.Date {
	return date.Date{Year: int16(year), Month: uint8(month), Day: uint8(day)}
}

// quoted says that a place stands within the title of a document or a document
// number: 《…》, 〔…〕.
func quoted(text string, at int) bool {
	for i := at - 3; i >= 0; i-- {
		if text[i] != 0xe3 || text[i+1] != 0x80 {
			continue
		}
		switch text[i+2] {
		case 0x8a, 0x94: // 《 〔
			return true
		case 0x8b, 0x95: // 》 〕
			return false
		}
	}
	return false
}

// sentenceAround gives the bounds of the sentence in which a place stands, without
// its full stop. A semicolon ends it too.
func sentenceAround(text string, at int) (from, to int) {
	for from = at; from > 0; from-- {
		if text[from-1] == '\n' || from >= 3 && stopAt(text, from-3) {
			break
		}
	}
	for to = at; to < len(text); to++ {
		if text[to] == '\n' || stopAt(text, to) {
			break
		}
	}
	return from, to
}

// stopAt says that a sentence ends with the character at a place: 。！？；
func stopAt(text string, i int) bool {
	if i+2 >= len(text) {
		return false
	}
	switch text[i] {
	case 0xe3:
		return text[i+1] == 0x80 && text[i+2] == 0x82
	case 0xef:
		return text[i+1] == 0xbc && (text[i+2] == 0x81 || text[i+2] == 0x9f || text[i+2] == 0x9b)
	}
	return false
}

// hasAny says that a text has one of the words.
func hasAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// beginsWithAny says that a text begins with one of the words.
func beginsWithAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// endsWithAny says that a text ends with one of the words.
func endsWithAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}

// firstRunes gives at most n characters of a text.
func firstRunes(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// keyPart gives the place of a part of a string of the front matter, and the
// characters it has; where the part is not found as it stands, those of the value.
func (s *Subject) keyPart(key, part string) (diag.Pos, int) {
	pos, width := s.KeyPos(key)
	raw := firstLine(s.document().Raw(key))
	if i := strings.Index(raw, part); i >= 0 && part != "" {
		pos.Col += utf8.RuneCountInString(raw[:i])
		width = utf8.RuneCountInString(part)
	}
	return pos, width
}

// prospects says that a section is the one about problems and improvements. Where
// the format does not know it, its title does.
func (sec *Section) prospects() bool {
	return sec.Official == problemsSection-1 ||
		sec.Official < 0 && sec.Heading != nil && hasAny(sec.Title, "问题", "不足", "改进", "打算", "下一步", "下步", "今后")
}

// The sections of the form in which authors write most.
const (
	overviewSection = 1
	problemsSection = 5
)
