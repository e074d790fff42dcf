package compare

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// unit is what is never cut: a number with its point and its per cent sign, a
// word in letters other than Chinese, a run of Markdown's marks, any other
// character.
var unit = regexp.MustCompile(`[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[\p{Latin}\p{Cyrillic}\p{Greek}]+|\*+|_+|~+|(?s:.)`)

// characters compares two sentences by character. Equal text between two changes
// is kept only where it helps the reader: where it is longer than
// what was changed on one of its sides, so at least two characters.
func characters(old, new string) []Hunk {
	a, b := unit.FindAllString(old, -1), unit.FindAllString(new, -1)
	var list []change
	i, j := 0, 0
	var c change
	for _, p := range common(a, b) {
		if p.old > i || p.new > j {
			c.gone, c.come = strings.Join(a[i:p.old], ""), strings.Join(b[j:p.new], "")
			list = append(list, c)
			c = change{}
		}
		c.equal += a[p.old]
		i, j = p.old+1, p.new+1
	}
	c.gone, c.come = strings.Join(a[i:], ""), strings.Join(b[j:], "")
	list = append(list, c)

	var w hunks
	for _, c := range calm(list) {
		w.add(Equal, c.equal, 0)
		w.add(Delete, c.gone, 0)
		w.add(Insert, c.come, 0)
	}
	return w.end()
}

// A change is equal text and what was changed behind it.
type change struct{ equal, gone, come string }

func (c *change) size() int {
	return max(utf8.RuneCountInString(c.gone), utf8.RuneCountInString(c.come))
}

// calm joins changes that have too little equal text between them.
func calm(list []change) []change {
	var kept []change
	for _, c := range list {
		kept = append(kept, c)
		for len(kept) > 1 {
			last, before := &kept[len(kept)-1], &kept[len(kept)-2]
			n := utf8.RuneCountInString(last.equal)
			if last.size() == 0 || n > last.size() || n > before.size() {
				break
			}
			before.gone += last.equal + last.gone
			before.come += last.equal + last.come
			kept = kept[:len(kept)-1]
		}
	}
	return kept
}
