package check

import (
	"strings"
	"unicode/utf8"
)

// Most sentences of a report say nothing about its tables. What follows finds
// those that may without reading words.

// A stretch is a sentence of a passage, up to 。 or ；.
type stretch struct {
	start, end int
	counts     bool // it may have a number, or say that there is none
	concerns   bool // it has a word for what the tables count
	shares     bool // it has 占: what is before it may be the whole
}

// The classes of characters that matter for it.
const (
	numeralChar = 1 + iota // 三
	unitChar               // 件
	absentChar             // 未
	concernChar            // and above: the beginnings of concerns
)

// concerns are words one of which a passage has that speaks of the tables, unless
// its heading does. Their first characters differ.
var concerns = []struct {
	start string
	then  []string // one of these follows; none for no matter what
}{
	{"申请", nil},
	{"复议", nil},
	{"诉讼", nil},
	{"占", nil},
	{"规", []string{"章", "范性文件"}},
	{"行政", []string{"许可", "处罚", "强制", "事业性收费", "应诉"}},
}

// concernWords gives the words of concerns in full.
func concernWords() []string {
	var words []string
	for _, c := range concerns {
		if c.then == nil {
			words = append(words, c.start)
		}
		for _, then := range c.then {
			words = append(words, c.start+then)
		}
	}
	return words
}

var charClass = func() (class [lastHan - firstHan + 1]uint8) {
	for _, r := range "零一二两三四五六七八九十百千万亿余多几" {
		class[r-firstHan] = numeralChar
	}
	for _, r := range "件起宗例份" {
		class[r-firstHan] = unitChar
	}
	for _, r := range "未没无不" {
		class[r-firstHan] = absentChar
	}
	for i := range concerns {
		r, _ := utf8.DecodeRuneInString(concerns[i].start)
		class[r-firstHan] = uint8(concernChar + i)
	}
	return class
}()

// stretches cuts a text into sentences.
func stretches(all []stretch, text string) []stretch {
	var s stretch
	numeral := false // the character before is one
	for i := 0; i < len(text); {
		b := text[i]
		if b < 0x80 {
			s.counts = s.counts || b >= '0' && b <= '9'
			i++
			continue
		}
		if i+2 >= len(text) {
			break
		}
		if b < 0xE0 {
			i += 2
			continue
		}
		if b >= 0xF0 {
			i += 4
			continue
		}
		if b < 0xE4 || b > 0xE9 {
			if clauseStop(text[i:]) {
				s.end = i
				all = append(all, s)
				s = stretch{start: i}
			} else if b == 0xEF && digitLen(text[i:]) > 0 {
				s.counts = true
			}
			i += 3
			continue
		}
		r := rune(b&0x0F)<<12 | rune(text[i+1]&0x3F)<<6 | rune(text[i+2]&0x3F)
		if r < firstHan {
			i += 3
			continue
		}
		switch class := charClass[r-firstHan]; class {
		case 0:
			numeral = false
		case numeralChar:
			numeral = true
			s.counts = s.counts || r == '零'
		case unitChar:
			s.counts = s.counts || numeral
			numeral = false
		case absentChar:
			s.counts = s.counts || r != '不' || strings.HasPrefix(text[i+3:], "存在") || strings.HasPrefix(text[i+3:], "涉及")
			numeral = false
		default:
			s.concerns = s.concerns || concernAt(text[i:], class)
			s.shares = s.shares || r == '占'
			numeral = false
		}
		i += 3
	}
	s.end = len(text)
	return append(all, s)
}

// clauseStop says that a text begins with a mark that ends a sentence.
func clauseStop(s string) bool {
	return s[0] == 0xE3 && s[1] == 0x80 && s[2] == 0x82 || s[0] == 0xEF && s[1] == 0xBC && s[2] == 0x9B
}

func concernAt(text string, class uint8) bool {
	c := &concerns[class-concernChar]
	rest, ok := strings.CutPrefix(text, c.start)
	if !ok || c.then == nil {
		return ok
	}
	for _, then := range c.then {
		if strings.HasPrefix(rest, then) {
			return true
		}
	}
	return false
}
