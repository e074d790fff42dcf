package markdown

import "unicode/utf8"

// wide says whether a character is Chinese or Japanese, punctuation included:
// one beside which no space is written.
func wide(r rune) bool {
	switch {
	case r < 0x2014:
		return false
	case r < 0x2E80:
		return r == '—' || r == '―' || r == '…' || 0x2460 <= r && r <= 0x24FF // ① ⑴
	case r <= 0x9FFF:
		return r < 0x3130 || r > 0x318F // without the Hangul letters
	}
	return 0xF900 <= r && r <= 0xFAFF || // compatibility ideographs
		0xFE10 <= r && r <= 0xFE1F || // vertical forms
		0xFE30 <= r && r <= 0xFE4F || // compatibility forms: ﹁
		0xFF00 <= r && r <= 0xFF9F || // full-width forms: Ａ （, half-width kana
		0xFFE0 <= r && r <= 0xFFE6 || // ￥
		0x1B000 <= r && r <= 0x1B16F || // old kana
		0x20000 <= r && r <= 0x3FFFF // rare ideographs
}

func hangul(r rune) bool {
	return 0x1100 <= r && r <= 0x11FF || 0x3130 <= r && r <= 0x318F || 0xA960 <= r && r <= 0xA97F || 0xAC00 <= r && r <= 0xD7FF
}

// shared says whether a mark is used in Chinese and in Western texts alike.
func shared(r rune) bool {
	return r == '“' || r == '”' || r == '‘' || r == '’' || r == '·'
}

// eastAsian says whether a character is Chinese, Japanese or Korean, punctuation
// included, also that which other scripts share.
func eastAsian(r rune) bool {
	return r >= 0x80 && (wide(r) || hangul(r) || shared(r))
}

// joins says whether a line break between two pieces of text disappears. It does
// beside a wide character. Quotation marks go by the character within them:
// “重点”⏎2022 is Chinese, “Go”⏎2022 is not.
func joins(before, after []byte) bool {
	b, a := lastLetter(before), firstLetter(after)
	if hangul(a) || hangul(b) {
		return false
	}
	return wide(a) || wide(b) || shared(a) && shared(b)
}

// lastLetter gives the last character of a text that is no shared mark, or the
// first mark when there are no others.
func lastLetter(b []byte) rune {
	for {
		r, n := utf8.DecodeLastRune(b)
		if b = b[:len(b)-n]; !shared(r) || len(b) == 0 {
			return r
		}
	}
}

// firstLetter is lastLetter from the other end.
func firstLetter(b []byte) rune {
	for {
		r, n := utf8.DecodeRune(b)
		if b = b[n:]; !shared(r) || len(b) == 0 {
			return r
		}
	}
}
