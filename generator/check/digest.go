package check

import (
	"slices"
	"strings"
	"unicode"
)

// A Digest is what is kept of a report's text to compare it with others: a sketch
// of each of the sections that are worth comparing, 一 and 五.
type Digest struct {
	overview, problems sketch
}

// A sketch is the sketchSize smallest hashes of a text's shingles, ascending. The
// share of hashes that two sketches have in common is about that of the shingles
// that the texts have in common (bottom-k sketch).
type sketch []uint32

const (
	sketchSize  = 128
	shingleSize = 6  // characters
	leastText   = 60 // characters below which a text is too short to be called a copy
)

func digest(s *Subject) Digest {
	return Digest{overview: newSketch(s.shingles(1)), problems: newSketch(s.shingles(5))}
}

// set orders hashes and leaves doubles out.
func set(hashes []uint32) []uint32 {
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// shingles gives the hashes of all runs of shingleSize characters of a section, in
// the order of the text.
func (s *Subject) shingles(section int) []uint32 {
	part := s.Section(section)
	if part == nil {
		return nil
	}
	text := s.comparable(part.Text())
	if len(text) < leastText {
		return nil
	}
	hashes := make([]uint32, 0, len(text))
	for i := 0; i+shingleSize <= len(text); i++ {
		h := uint64(14695981039346656037)
		for _, r := range text[i : i+shingleSize] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		h ^= h >> 32
		h *= 0xd6e8feb86659fd93
		hashes = append(hashes, uint32(h>>32))
	}
	return hashes
}

// comparable gives a text without what differs between two copies of it: digits,
// marks and blanks are left out, and the agency's names stand as one sign.
func (s *Subject) comparable(text string) []rune {
	for _, name := range s.names() {
		text = strings.ReplaceAll(text, name, "\uFFFC")
	}
	return plainRunes(text)
}

// plainRunes gives the characters of a text without digits, marks and blanks.
func plainRunes(text string) []rune {
	runes := make([]rune, 0, len(text)/2)
	for _, r := range text {
		if 0x4E00 <= r && r <= 0x9FFF || r == 0xFFFC || unicode.IsLetter(r) {
			runes = append(runes, r)
		}
	}
	return runes
}

// names gives what the agency is called, the longest first.
func (s *Subject) names() []string {
	names := []string{s.Agency.Name}
	if s.Agency.Short != "" {
		names = append(names, s.Agency.Short)
	}
	for _, f := range s.Agency.FormerNames {
		names = append(names, f.Name)
	}
	slices.SortStableFunc(names, func(a, b string) int { return len(b) - len(a) })
	return names
}

// newSketch takes the smallest of some hashes. They are evenly spread, so those
// below a bound are about as many as wanted, and only they are sorted.
func newSketch(hashes []uint32) sketch {
	const spare = 3
	if len(hashes) > spare*sketchSize {
		bound := uint32(uint64(1<<32-1) * spare * sketchSize / uint64(len(hashes)))
		var small []uint32
		for _, h := range hashes {
			if h < bound {
				small = append(small, h)
			}
		}
		if small = set(small); len(small) >= sketchSize {
			return small[:sketchSize:sketchSize]
		}
	}
	all := set(hashes)
	return slices.Clone(all[:min(len(all), sketchSize)])
}

// likeness estimates from 0 to 1 how much of two texts is the same: the Jaccard
// index of their shingles.
func (a sketch) likeness(b sketch) float64 {
	common, seen := 0, 0
	for i, j := 0, 0; i < len(a) && j < len(b) && seen < sketchSize; seen++ {
		switch {
		case a[i] == b[j]:
			common++
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(common) / float64(seen)
}

// jaccard gives the share of the members of two ascending sets that both have.
func jaccard(a, b []uint32) float64 {
	if len(a)+len(b) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i, j = i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return float64(common) / float64(len(a)+len(b)-common)
}
