package check

import (
	"strings"
	"unicode/utf8"
)

// A finder looks for many words in a text in one pass.
type finder struct {
	words   []string
	starts  [1 << 16 / 64]uint64 // the first characters of words, a bit for each
	byStart map[rune][]int
}

// newFinder makes a finder for words that are not empty.
func newFinder(words []string) *finder {
	f := &finder{words: words, byStart: map[rune][]int{}}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		f.byStart[r] = append(f.byStart[r], i)
		if r < 1<<16 {
			f.starts[r/64] |= 1 << (r % 64)
		}
	}
	return f
}

// find calls found with the number of a word and its byte offset, for each place
// of each word.
func (f *finder) find(text string, found func(word, at int)) {
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0xe && at+2 < len(text): // nearly always
			r, size = (r&0xf)<<12|rune(text[at+1]&0x3f)<<6|rune(text[at+2]&0x3f), 3
		default:
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if r < 1<<16 && f.starts[r/64]&(1<<(r%64)) == 0 {
			at += size
			continue
		}
		for _, i := range f.byStart[r] {
			if strings.HasPrefix(text[at:], f.words[i]) {
				found(i, at)
			}
		}
		at += size
	}
}
