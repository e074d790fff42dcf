package pagetext

import (
	"bytes"
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
	isSpace   = 1 << iota
	isWide    // Han or full-width punctuation
	isLong    // folded to several characters, or to none
	composes  // joins with the one before
	untouched = 0
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
	start := len(dst)
	blank, wide := false, true // white space before; the character before is wide
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		i += n
		if r >= 1<<16 {
			isWideRune := within(wideRanges, r)
			to := t.fold(r)
			if len(to) == 0 {
				continue
			}
			if blank && !wide && !isWideRune {
				dst = append(dst, ' ')
			}
			blank, wide = false, isWideRune
			dst = append(dst, to...)
			continue
		}
		class := t.class[r]
		if class&(isSpace|isLong|composes) == 0 {
			if blank {
				if !wide && class&isWide == 0 {
					dst = append(dst, ' ')
				}
				blank = false
			}
			dst = append(dst, t.to[r])
			wide = class&isWide != 0
			continue
		}
		if class&isSpace != 0 {
			blank = true
			continue
		}
		if class&composes != 0 {
			if whole := norm.NFKC.Bytes(text); !bytes.Equal(whole, text) {
				return Fold(dst[:start], whole)
			}
		}
		to := t.long[r]
		if class&isLong == 0 {
			to = []uint16{t.to[r]}
		}
		if len(to) == 0 {
			continue
		}
		if blank && !wide && class&isWide == 0 {
			dst = append(dst, ' ')
		}
		blank, wide = false, class&isWide != 0
		dst = append(dst, to...)
	}
	return dst
}

// FoldString folds a text.
func FoldString(text string) string {
	return string(utf16.Decode(Fold(nil, []byte(text))))
}
