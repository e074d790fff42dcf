package pinyin

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

// The usual reading of each character, by readings: a line has a reading with the number
// of its tone, a tab and the characters that are read so. The file is made of the data
// of go-pinyin (NOTICE), which as Go code would be put into a map whenever the program
// starts.
//
//go:generate go test -run TestCharacters -update
//go:embed characters.tsv
var charactersText string

// A readingTable finds the reading of a character by the upper and the lower bits of
// its number.
type readingTable struct {
	syllables []syllable // the first stands for no reading
	pages     [unicode.MaxRune>>8 + 1]*[256]uint16
}

var characters = sync.OnceValue(func() *readingTable {
	t := &readingTable{syllables: make([]syllable, 1, 1500)}
	for line := range strings.Lines(charactersText) {
		reading, all, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		for _, r := range all {
			page := &t.pages[r>>8]
			if *page == nil {
				*page = new([256]uint16)
			}
			(*page)[r&0xff] = uint16(len(t.syllables))
		}
		t.syllables = append(t.syllables, split(reading))
	}
	return t
})

// of gives the usual reading of a character.
func (t *readingTable) of(r rune) (syllable, bool) {
	page := t.pages[r>>8]
	if page == nil {
		return syllable{}, false
	}
	n := page[r&0xff]
	return t.syllables[n], n > 0
}
