package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An ordinal is the number that a heading, a paragraph or an item begins with.
type ordinal struct {
	style ordinalStyle
	value int
	text  string // as written, without its marks: 一
	mark  string // what follows it: 、 . ）
	half  bool   // a bracket of it is half-width
	end   int    // where the words begin
}

// An ordinalStyle is a way of numbering.
type ordinalStyle uint8

const (
	partOrdinal         ordinalStyle = iota // 第一部分
	hanOrdinal                              // 一、
	hanBracketOrdinal                       // （一）
	digitOrdinal                            // 1.
	digitBracketOrdinal                     // （1）
	circledOrdinal                          // ①
)

// write gives a number in a style, in the form that official documents use.
func (s ordinalStyle) write(n int) string {
	switch s {
	case partOrdinal:
		return "第" + hanNumber(n) + "部分"
	case hanOrdinal:
		return hanNumber(n) + "、"
	case hanBracketOrdinal:
		return "（" + hanNumber(n) + "）"
	case digitOrdinal:
		return arabic(n) + "."
	case digitBracketOrdinal:
		return "（" + arabic(n) + "）"
	}
	return string(rune('①' + n - 1))
}

// ordinalOf reads the number at the beginning of a text.
func ordinalOf(text string) (ordinal, bool) {
	at := blanks(text)
	first, size := utf8.DecodeRuneInString(text[at:])
	if first > '⑳' && first != '（' && first != '第' && hanDigit(first) == 0 && (first < '０' || first > '９') {
		return ordinal{}, false // nearly always
	}
	var o ordinal
	switch {
	case first == '（' || first == '(':
		at += size
		at += blanks(text[at:])
		value, n, han := digitsAt(text[at:])
		after := at + n + blanks(text[at+n:])
		closing, width := utf8.DecodeRuneInString(text[after:])
		if n == 0 || closing != '）' && closing != ')' {
			return o, false
		}
		o = ordinal{style: digitBracketOrdinal, value: value, text: text[at : at+n], mark: text[after : after+width], half: first == '(' || closing == ')', end: after + width}
		if han {
			o.style = hanBracketOrdinal
		}
	case first == '第':
		value, n, han := digitsAt(text[at+size:])
		rest := text[at+size+n:]
		for _, unit := range []string{"部分", "章", "节"} {
			if n > 0 && han && strings.HasPrefix(rest, unit) {
				o = ordinal{style: partOrdinal, value: value, text: text[at+size : at+size+n], mark: unit, end: at + size + n + len(unit)}
			}
		}
	case first >= '①' && first <= '⑳':
		o = ordinal{style: circledOrdinal, value: int(first-'①') + 1, text: text[at : at+size], end: at + size}
	default:
		o = plainOrdinal(text, at)
	}
	if o.end == 0 || o.value == 0 {
		return ordinal{}, false
	}
	o.end = len(text) - len(strings.TrimLeft(text[o.end:], " \t\u3000\u00a0、：:"))
	return o, true
}

// plainOrdinal reads 一、 and 1. and 1）.
func plainOrdinal(text string, at int) ordinal {
	value, n, han := digitsAt(text[at:])
	if n == 0 {
		return ordinal{}
	}
	after := at + n + blanks(text[at+n:])
	mark, size := utf8.DecodeRuneInString(text[after:])
	if !strings.ContainsRune("、．.，,）)", mark) {
		return ordinal{}
	}
	o := ordinal{style: digitOrdinal, value: value, text: text[at : at+n], mark: text[after : after+size], end: after + size}
	next, _ := utf8.DecodeRuneInString(text[o.end:])
	switch {
	case han && (hanDigit(next) > 0 || mark == '）' || mark == ')'):
		return ordinal{} // 三、四季度
	case han:
		o.style = hanOrdinal
	case unicode.IsDigit(next) || value > 99:
		return ordinal{} // 1.5, 1,234
	case mark == '）' || mark == ')':
		o.style, o.half = digitBracketOrdinal, mark == ')'
	}
	return o
}

// blanks counts the bytes of the blanks with which a text begins.
func blanks(s string) int {
	for i, r := range s {
		if r != ' ' && r != '\t' && r != '\u3000' && r != '\u00a0' {
			return i
		}
	}
	return len(s)
}

// digitsAt reads a number below 100 in Chinese or Arabic digits: its value, how
// many bytes it has, and whether it is Chinese.
func digitsAt(s string) (value, size int, han bool) {
	ten := false
	for size < len(s) {
		r, n := utf8.DecodeRuneInString(s[size:])
		switch d := hanDigit(r); {
		case d == 10 && (size == 0 || han && !ten):
			value, ten, han = max(value, 1)*10, true, true
		case d > 0 && d < 10 && (size == 0 || han && ten):
			value, han = value+d, true
		case !han && r >= '0' && r <= '9':
			value = value*10 + int(r-'0')
		case !han && r >= '０' && r <= '９':
			value = value*10 + int(r-'０')
		default:
			return value, size, han
		}
		if size += n; size > 4*3 {
			return 0, 0, false
		}
	}
	return value, size, han
}

const hanDigits = "一二三四五六七八九十"

// hanDigit gives the value of 一 to 十; 0 for any other character.
func hanDigit(r rune) int {
	if r == '十' {
		return 10
	}
	return hanUnit(r)
}

// hanUnit gives the value of 一 to 九; 0 for any other character.
func hanUnit(r rune) int {
	switch r {
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return 0
}

// hanNumber writes a number from 1 to 99 in Chinese.
func hanNumber(n int) string {
	digit := func(n int) string { return string([]rune(hanDigits)[n-1]) }
	switch {
	case n < 1 || n > 99:
		return arabic(n)
	case n <= 10:
		return digit(n)
	}
	s := "十"
	if n >= 20 {
		s = digit(n/10) + s
	}
	if n%10 > 0 {
		s += digit(n % 10)
	}
	return s
}

func arabic(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return arabic(n/10) + string(rune('0'+n%10))
}
