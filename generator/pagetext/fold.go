package pagetext

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// wideRanges are Han and full-width punctuation.
var wideRanges = [][2]rune{
	{0xB7, 0xB7}, {0x2014, 0x2015}, {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2026, 0x2026},
	{0x2E80, 0x303F}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},
	{0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFE6}, {0x20000, 0x3FFFF},
}

// composing are characters that join with the one before.
var composing = [][2]rune{{0x300, 0x36F}, {0x1100, 0x11FF}, {0x3099, 0x309A}, {0xFF9E, 0xFF9F}}

func within(ranges [][2]rune, r rune) bool {
	for _, x := range ranges {
		if r >= x[0] && r <= x[1] {
			return true
		}
	}
	return false
}

// Classes of characters.
const (
	isSpace  = 1 << iota
	isWide   // Han or full-width punctuation
	isLong   // folded to several characters, or to none
	composes // joins with the one before
)

// A foldTable has the folding of every character of the first plane.
type foldTable struct {
	to     [1 << 16]uint16
	class  [1 << 16]uint8
	long   map[rune][]uint16
	simple map[rune]rune
}

var table = sync.OnceValue(func() *foldTable {
	t := &foldTable{long: map[rune][]uint16{}, simple: map[rune]rune{}}
	for line := range strings.Lines(simplified) {
		if line[0] == '#' {
			continue
		}
		first, n := utf8.DecodeRuneInString(line)
		for _, r := range strings.TrimSpace(line[n:]) {
			t.simple[r] = first
		}
	}
	for r := rune(0); r < 1<<16; r++ {
		to := t.fold(r)
		if len(to) == 1 {
			t.to[r] = to[0]
		} else {
			t.class[r] |= isLong
			t.long[r] = to
		}
		t.class[r] |= classOf(r)
	}
	return t
})

func classOf(r rune) (class uint8) {
	if unicode.IsSpace(r) {
		class |= isSpace
	}
	if within(wideRanges, r) {
		class |= isWide
	}
	if within(composing, r) {
		class |= composes
	}
	return class
}

// fold folds one character; halves of characters stay.
func (t *foldTable) fold(r rune) []uint16 {
	if utf16.IsSurrogate(r) {
		return []uint16{uint16(r)}
	}
	if unicode.IsSpace(r) {
		return []uint16{' '}
	}
	var out []uint16
	plain := norm.NFKC.String(string(r))
	if strings.ContainsFunc(plain, unicode.IsSpace) {
		plain = string(r) // signs such as ¨ are a blank with a combining one
	}
	for _, r := range plain {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector), r == 0x34F, r == 0x115F, r == 0x1160, r == 0x3164:
			continue
		}
		for range 4 { // until nothing changes
			next := unicode.ToLower(r)
			if s, ok := t.simple[next]; ok {
				next = s
			}
			if next == r {
				break
			}
			r = next
		}
		out = utf16.AppendRune(out, r)
	}
	return out
}

// Fold appends the folded text in UTF-16.
func Fold(dst []uint16, text []byte) []uint16 {
	t := table()
	blank, wide := false, true   // white space before; the character before is wide
	last, before := -1, len(dst) // the character before: where it begins in text and dst
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		start := i
		i += n
		var class uint8
		if r < 1<<16 {
			class = t.class[r]
		} else {
			class = classOf(r) | isLong
		}
		switch {
		case class&isSpace != 0:
			blank = true
			continue
		case class&composes != 0 && !blank && last >= 0:
			for i < len(text) {
				r, n := utf8.DecodeRune(text[i:])
				if !within(composing, r) {
					break
				}
				i += n
			}
			dst = t.appendEach(dst[:before], norm.NFKC.String(string(text[last:i])))
			continue
		case class&isLong != 0 && len(t.of(r)) == 0:
			continue
		}
		if blank && !wide && class&isWide == 0 {
			dst = append(dst, ' ')
		}
		blank, wide = false, class&isWide != 0
		last, before = start, len(dst)
		if class&isLong == 0 {
			dst = append(dst, t.to[r])
		} else {
			dst = append(dst, t.of(r)...)
		}
	}
	return dst
}

// of gives what a character is folded to.
func (t *foldTable) of(r rune) []uint16 {
	if r >= 1<<16 {
		return t.fold(r)
	}
	if t.class[r]&isLong != 0 {
		return t.long[r]
	}
	return []uint16{t.to[r]}
}

func (t *foldTable) appendEach(dst []uint16, text string) []uint16 {
	for _, r := range text {
		dst = append(dst, t.of(r)...)
	}
	return dst
}

// FoldString folds a text.
func FoldString(text string) string {
	return string(utf16.Decode(Fold(nil, []byte(text))))
}
