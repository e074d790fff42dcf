// Package pinyin puts Chinese names in the order of their readings, as lists of
// public bodies are printed.
//
//	pinyin.Key("示例市财政局") < pinyin.Key("示例市教育局")
//	pinyin.Letter("重庆市") // C
//
// The order is that of 《汉语拼音方案》 letters, syllable by syllable without tones;
// where syllables are all the same the tones decide, then the characters. Digits
// come before letters and count as numbers; characters without a reading come
// last.
//
// characters.tsv has the usual reading of each character. Words whose reading differs
// from that of their characters one by one (重庆, 银行, 六安) are in readings.tsv. What is
// still read wrong is given a reading by the archive (pinyin in archive.toml).
package pinyin

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Key gives a text by which names are sorted bytewise. Different names have
// different keys.
func Key(name string) string {
	var plain, tones strings.Builder
	for rest := name; rest != ""; {
		syllables, n := next(rest)
		for _, s := range syllables {
			plain.WriteString(s.letters)
			plain.WriteByte(' ')
			tones.WriteByte(s.tone)
		}
		rest = rest[n:]
	}
	return plain.String() + "\x00" + tones.String() + "\x00" + name
}

// Letter gives the letter under which a name stands in an index: A to Z, or # for
// a name that does not begin with a letter or a character with a reading.
func Letter(name string) string {
	if name == "" {
		return "#"
	}
	syllables, _ := next(name)
	if len(syllables) > 0 {
		if c := syllables[0].letters[0]; 'a' <= c && c <= 'z' {
			return string(c - 'a' + 'A')
		}
	}
	return "#"
}

// Readings gives the letters of each character of a text, without tones: "" for one
// that has no reading. Letters and digits are their own readings.
//
//	pinyin.Readings("重庆市5") // chong qing shi 5
func Readings(text string) []string {
	var all []string
	for rest := text; rest != ""; {
		syllables, n := special(rest)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(rest)
			syllables = []syllable{character(rest[:n])}
		}
		for _, s := range syllables {
			all = append(all, s.letters)
		}
		rest = rest[n:]
	}
	return all
}

// character gives the reading of a text of one character.
func character(text string) syllable {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case unicode.IsDigit(r):
		return syllable{string(rune(digitOf(r))), '0'}
	case unicode.Is(unicode.Latin, r):
		return syllable{strings.ToLower(text), '0'}
	case unicode.IsSpace(r) || unicode.IsPunct(r):
		return syllable{"", '0'}
	}
	syllables, _ := next(text)
	if len(syllables) == 0 || strings.HasPrefix(syllables[0].letters, "~") {
		return syllable{"", '0'}
	}
	return syllables[0]
}

// A syllable is one sorted unit: a reading, a Latin word, a number, a sign.
type syllable struct {
	letters string
	tone    byte // '1' to '5', '0' for no reading
}

// next reads the beginning of a name and says how many bytes it was.
func next(name string) ([]syllable, int) {
	if s, n := special(name); n > 0 {
		return s, n
	}
	r, n := utf8.DecodeRuneInString(name)
	switch {
	case unicode.IsDigit(r):
		return number(name)
	case unicode.Is(unicode.Latin, r):
		end := strings.IndexFunc(name, func(r rune) bool { return !unicode.Is(unicode.Latin, r) })
		if end < 0 {
			end = len(name)
		}
		return []syllable{{strings.ToLower(name[:end]), '0'}}, end
	case unicode.IsSpace(r) || unicode.IsPunct(r):
		return nil, n
	}
	if s, ok := characters().of(r); ok {
		return []syllable{s}, n
	}
	return []syllable{{"~" + name[:n], '0'}}, n // ~ comes after all letters
}

// number reads a run of digits. Its length stands before it, so that 9 comes
// before 10.
func number(name string) ([]syllable, int) {
	end := 0
	var digits strings.Builder
	for _, r := range name {
		if !unicode.IsDigit(r) {
			break
		}
		end += utf8.RuneLen(r)
		if digit := digitOf(r); digit != '0' || digits.Len() > 0 {
			digits.WriteByte(digit)
		}
	}
	return []syllable{{fmt.Sprintf("%06d%s", digits.Len(), digits.String()), '0'}}, end
}

// digitOf gives the value of a decimal digit of any script.
func digitOf(r rune) byte {
	zero := r
	for unicode.IsDigit(zero-1) && r-zero < 9 {
		zero--
	}
	return '0' + byte(r-zero)
}

// split takes the tone off a reading: zhong4; the neutral tone has no number.
func split(reading string) syllable {
	last := len(reading) - 1
	if '1' <= reading[last] && reading[last] <= '4' {
		return syllable{reading[:last], reading[last]}
	}
	return syllable{reading, '5'}
}

//go:embed readings.tsv
var readingsText string

// readings are the words of readings.tsv, and the length in bytes of the longest that
// begins with a character.
var readings = sync.OnceValue(func() (table struct {
	words   map[string][]syllable
	longest map[rune]int
}) {
	table.words, table.longest = map[string][]syllable{}, map[rune]int{}
	for line := range strings.Lines(readingsText) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if strings.HasPrefix(line, "#") || len(fields) < 2 {
			continue
		}
		var syllables []syllable
		for _, reading := range strings.Fields(fields[1]) {
			syllables = append(syllables, split(reading))
		}
		table.words[fields[0]] = syllables
		first, _ := utf8.DecodeRuneInString(fields[0])
		table.longest[first] = max(table.longest[first], len(fields[0]))
	}
	return table
})

// special finds the longest word of the table with which a name begins.
func special(name string) ([]syllable, int) {
	table := readings()
	first, _ := utf8.DecodeRuneInString(name)
	for n := min(table.longest[first], len(name)); n > 0; n-- {
		if s, ok := table.words[name[:n]]; ok {
			return s, n
		}
	}
	return nil, 0
}
