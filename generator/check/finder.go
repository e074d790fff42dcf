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
	for at, r := range text {
		if r < 1<<16 && f.starts[r/64]&(1<<(r%64)) == 0 {
			continue
		}
		for _, i := range f.byStart[r] {
			if strings.HasPrefix(text[at:], f.words[i]) {
				found(i, at)
			}
		}
	}
}
