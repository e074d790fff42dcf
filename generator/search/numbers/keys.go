package numbers

import (
	"strings"
	"unicode"

	"gongkai/generator/pagetext"
)

// hanRanges are the characters that are a class of their own.
var hanRanges = [][2]rune{{0x3007, 0x3007}, {0x3400, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x3FFFF}}

func isHan(r rune) bool {
	if r < hanRanges[0][0] {
		return false
	}
	for _, x := range hanRanges {
		if r >= x[0] && r <= x[1] {
			return true
		}
	}
	return false
}

// segmentsOf cuts a folded text where characters were dropped and where Han and
// others meet.
func segmentsOf(folded string) (all []string) {
	from, before := -1, false
	for i, r := range folded {
		han := isHan(r)
		kept := han || unicode.IsLetter(r) || unicode.IsNumber(r)
		if from >= 0 && (!kept || han != before) {
			all = append(all, folded[from:i])
			from = -1
		}
		if kept && from < 0 {
			from = i
		}
		before = han
	}
	if from >= 0 {
		all = append(all, folded[from:])
	}
	return all
}

// endings are what document numbers end in.
var endings = []string{"号文件", "号文", "号"}

// withoutWords drops 年, 第 and 号 from the segments of a document number. It says
// whether the number ended in 号.
func withoutWords(segments []string) (out []string, ended bool) {
	for i, s := range segments {
		if first, _ := firstRune(s); isHan(first) {
			if i > 0 {
				s = strings.TrimPrefix(s, "年")
			}
			if i < len(segments)-1 {
				s = strings.TrimSuffix(s, "第")
			} else if i > 0 {
				for _, e := range endings {
					if strings.HasSuffix(s, e) {
						s, ended = strings.TrimSuffix(s, e), true
						break
					}
				}
			}
		}
		if s != "" {
			out = append(out, s)
		}
	}
	return out, ended
}

func firstRune(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

// withoutZeros gives digits without zeros at their start, and others as they are.
func withoutZeros(segment string) string {
	if strings.Trim(segment, "0123456789") != "" {
		return segment
	}
	if short := strings.TrimLeft(segment, "0"); short != "" {
		return short
	}
	return "0"
}

// A spelling is a text that may be a number, or its end or beginning.
type spelling struct {
	segments []string
	ended    bool // by 号
}

func spell(text string, kind Kind) (s spelling) {
	s.segments = segmentsOf(pagetext.FoldString(text))
	if kind == Document {
		s.segments, s.ended = withoutWords(s.segments)
	}
	return s
}

// spell gives the segments of a number, cut where a scheme cuts it too.
func (n *Number) spell() spelling {
	if len(n.Starts) == 0 {
		return spell(n.Text, n.Kind)
	}
	var s spelling
	characters, from := []rune(n.Text), 0
	for _, at := range append(n.Starts[:len(n.Starts):len(n.Starts)], len(characters)) {
		if at > from && at <= len(characters) {
			s.segments = append(s.segments, spell(string(characters[from:at]), n.Kind).segments...)
			from = at
		}
	}
	return s
}

// key gives the key of the part from a segment on, loose or not.
func (s *spelling) key(from int, loose bool) string {
	last := len(s.segments) - 1
	if last < from {
		return ""
	}
	end := s.segments[last]
	if loose {
		end = withoutZeros(end)
	}
	return strings.Join(s.segments[from:last], "") + end
}

// keys are all keys of a number: those from each segment on.
type keys struct{ exact, loose []string }

func (n *Number) keys() (k keys) {
	s := n.spell()
	for from := range min(len(s.segments), most) {
		k.exact = append(k.exact, s.key(from, false))
		k.loose = append(k.loose, s.key(from, true))
	}
	return k
}

// Is says how a text stands to a number: whether it is exactly it, and exactly but for
// zeros of its own, and whether it is a prefix. It does without the index.
func (n *Number) Is(text string) (exact, loosely, prefix bool) {
	asked, k := spell(text, n.Kind), n.keys()
	return k.are(&asked)
}

func (k *keys) are(asked *spelling) (exact, loosely, prefix bool) {
	key, loose := asked.key(0, false), asked.key(0, true)
	if key == "" {
		return false, false, false
	}
	for i, a := range k.exact {
		b := k.loose[i]
		exact = exact || key == a || key == b
		loosely = loosely || loose == a || loose == b
		prefix = prefix || !asked.ended && strings.HasPrefix(a, key)
	}
	return exact, loosely, prefix
}
