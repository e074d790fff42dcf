package check

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A count is a number of cases in a text: 27件, ２７件, 1,234件, 三件, 十二起.
type count struct {
	value      int
	start, end int  // byte offsets, with the unit
	exact      bool // false for 十余件, 近百件
}

// countUnits are what cases are counted in. Items of other kinds (条, 次, 份) are
// not what the tables count.
var countUnits = []string{"件", "起", "宗", "例"}

// counts finds the numbers of cases in a text, in its order. It looks back from
// each unit.
func counts(text string) []count {
	var all []count
	for _, unit := range countUnits {
		for at := 0; ; {
			i := indexHan(text[at:], unit)
			if i < 0 {
				break
			}
			at += i
			if c, ok := countBefore(text, at); ok {
				c.end = at + len(unit)
				all = append(all, c)
			}
			at += len(unit)
		}
	}
	slices.SortFunc(all, func(a, b count) int { return a.start - b.start })
	return all
}

// countBefore reads the number that ends at an offset, before a unit.
func countBefore(text string, end int) (count, bool) {
	c := count{exact: true}
	at := end
	// 余件, 多件, 几件: about.
	if r, size := utf8.DecodeLastRuneInString(text[:at]); strings.ContainsRune("余多几来", r) {
		c.exact = false
		at -= size
	}
	at = len(strings.TrimRight(text[:at], " \u00A0"))
	value, start, ok := arabicBefore(text, at)
	if !ok {
		if value, start, ok = hanBefore(text, at); !ok {
			return c, false
		}
	}
	c.value, c.start = value, start
	before := text[:start]
	if r, _ := utf8.DecodeLastRuneInString(before); r == '第' || r == '.' || r == '〔' || r == '—' && !strings.HasSuffix(before, "——") || r == '-' || r == '～' || r == '至' {
		return c, false // an ordinal, a fraction, a range
	}
	for _, word := range []string{"约", "近", "超", "超过", "逾", "将近", "不足", "不到", "大约", "达到了近", "以上"} {
		if strings.HasSuffix(before, word) {
			c.exact = false
		}
	}
	return c, true
}

// arabicBefore reads digits with separators, perhaps in 万.
func arabicBefore(text string, end int) (value, start int, ok bool) {
	at := end
	var digits []byte
	point := -1
	tens := 1
	if strings.HasSuffix(text[:at], "万") {
		at -= len("万")
		tens = 10000
	}
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		switch {
		case r >= '0' && r <= '9':
			digits = append(digits, byte(r))
		case r >= '０' && r <= '９':
			digits = append(digits, byte(r-'０'+'0'))
		case (r == ',' || r == '，') && len(digits) > 0 && len(digits)%3 == 0 && digitBefore(text[:at-size]) && tens == 1 && r == ',':
		case r == '.' && point < 0 && len(digits) > 0 && digitBefore(text[:at-size]):
			point = len(digits)
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		at -= size
	}
	if len(digits) == 0 || len(digits) > 12 {
		return 0, 0, false
	}
	for i := len(digits) - 1; i >= 0; i-- {
		value = value*10 + int(digits[i]-'0')
	}
	value *= tens
	for range max(point, 0) {
		if value%10 != 0 {
			return 0, 0, false // 1.5件 is no count
		}
		value /= 10
	}
	return value, at, true
}

func digitBefore(text string) bool {
	return text != "" && text[len(text)-1] >= '0' && text[len(text)-1] <= '9'
}

// hanBefore reads a number in Chinese characters: 零, 三, 两, 十二, 一百零五.
func hanBefore(text string, end int) (value, start int, ok bool) {
	start = end
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !strings.ContainsRune("零〇一二两三四五六七八九十百千", r) {
			break
		}
		start -= size
	}
	if start == end || end-start > 24 {
		return 0, 0, false
	}
	total, digit := 0, -1
	for _, r := range text[start:end] {
		switch r {
		case '零', '〇':
			digit = 0
		case '十', '百', '千':
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			if digit < 0 {
				digit = 1
			}
			total, digit = total+digit*unit, -1
		case '两':
			digit = 2
		default:
			digit = strings.IndexRune("一二三四五六七八九", r)/len("一") + 1
		}
	}
	if digit > 0 {
		total += digit
	}
	// 一件 in 一件一件 and in 每一件 counts nothing.
	before := text[:start]
	if strings.HasSuffix(before, "每") || strings.HasSuffix(before, "逐") || strings.HasSuffix(before, "件") || strings.HasSuffix(before, "任何") {
		return 0, 0, false
	}
	return total, start, true
}
