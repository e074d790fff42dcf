package indexnumber

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A Part is what a number says in one segment.
type Part struct {
	Segment *Segment // of the scheme
	Value   string
	At      int // its first character, counted from 0
}

// A Mismatch says why a number does not follow a scheme.
type Mismatch struct {
	Segment string // name of the failing segment
	At      int    // the failing character of the number, counted from 0
	Text    diag.Text
}

// Parse reads a number strictly: characters, lengths, dates, codes and check
// characters as the scheme has them. It gives the parts read, all of them where
// there is no mismatch. The scheme must be valid (see Validate).
//
// A segment ends at its separator. In a row of segments without separators the
// lengths decide; at most one of them may be of free length.
func (s *Scheme) Parse(number string) ([]Part, *Mismatch) {
	r := reading{scheme: s, number: number, parts: make([]Part, 0, len(s.Segments))}
	for first := 0; first < len(s.Segments); {
		last := s.runEnd(first)
		if m := r.run(first, last); m != nil {
			return r.parts, m
		}
		first = last + 1
	}
	return r.parts, nil
}

// runEnd gives the last segment of a run: the first that ends in a separator.
func (s *Scheme) runEnd(first int) int {
	for i := first; i < len(s.Segments)-1; i++ {
		if s.Segments[i].Separator != "" {
			return i
		}
	}
	return len(s.Segments) - 1
}

// A reading goes through a number once, from left to right.
type reading struct {
	scheme *Scheme
	number string
	at     int // byte offset of what is not read
	parts  []Part
}

// run reads the segments from first to last, which only the last one's separator ends.
func (r *reading) run(first, last int) *Mismatch {
	separator := r.scheme.Segments[last].Separator
	token, ok := r.token(first, last)
	if !ok {
		head := r.head(first, last)
		if m := r.divide(head, first, last); m != nil {
			return m
		}
		return r.noSeparator(&r.scheme.Segments[last], separator)
	}
	if m := r.divide(token, first, last); m != nil {
		return m
	}
	r.at += len(separator)
	return nil
}

// token gives the text of a run, up to its separator.
func (r *reading) token(first, last int) (string, bool) {
	rest, end := r.number[r.at:], &r.scheme.Segments[last]
	if last == len(r.scheme.Segments)-1 {
		return strings.CutSuffix(rest, end.Separator)
	}
	shortest, most := r.scheme.lengths(first, last)
	full := cut(rest, shortest)
	if shortest == most && strings.HasPrefix(rest[len(full):], end.Separator) {
		return full, true
	}
	from := 0
	if sep, _ := utf8.DecodeRuneInString(end.Separator); end.Charset.Has(sep) {
		from = len(full) // within the shortest length it is a part of the value
	}
	i := strings.Index(rest[from:], end.Separator)
	return rest[:from+max(i, 0)], i >= 0
}

// head gives the text that a run without its separator could be: what fits, and
// one character more where that is too little.
func (r *reading) head(first, last int) string {
	rest := r.number[r.at:]
	shortest, most := r.scheme.lengths(first, last)
	count := 0
	for i, c := range rest {
		if count == most || !r.scheme.has(c, first, last) && count >= shortest {
			return rest[:i]
		}
		count++
	}
	return rest
}

// has says that one of the segments may have the character.
func (s *Scheme) has(c rune, first, last int) bool {
	for _, g := range s.Segments[first : last+1] {
		if g.Charset.Has(c) {
			return true
		}
	}
	return false
}

// lengths adds up the lengths of a run.
func (s *Scheme) lengths(first, last int) (shortest, most int) {
	for _, g := range s.Segments[first : last+1] {
		shortest, most = shortest+g.Min, most+g.Max
	}
	return shortest, most
}

// divide cuts the text of a run by lengths and checks each segment. What is over
// or missing counts for the segment of free length, else for the last.
func (r *reading) divide(text string, first, last int) *Mismatch {
	free := last
	for i := first; i < last; i++ {
		if r.scheme.Segments[i].variable() {
			free = i
		}
	}
	after, _ := r.scheme.lengths(free+1, last)
	for i := first; i <= last; i++ {
		g := &r.scheme.Segments[i]
		length := g.Min
		if i == free {
			length = max(0, utf8.RuneCountInString(text)-after)
		}
		value := cut(text, length)
		if m := r.take(g, value); m != nil {
			return m
		}
		text = text[len(value):]
	}
	return nil
}

// take checks the value of a segment and goes on behind it.
func (r *reading) take(g *Segment, value string) *Mismatch {
	start := utf8.RuneCountInString(r.number[:r.at])
	if m := g.check(value); m != nil {
		m.At += start
		return m
	}
	r.parts = append(r.parts, Part{Segment: g, Value: value, At: start})
	r.at += len(value)
	return nil
}

func (r *reading) noSeparator(g *Segment, separator string) *Mismatch {
	m := &Mismatch{Segment: g.Name, At: utf8.RuneCountInString(r.number[:r.at])}
	value := r.parts[len(r.parts)-1].Value
	if r.at == len(r.number) {
		m.Text = diag.Textf("%[1]s段 “%[2]s” 后面应为 “%[4]s”，编号却到此为止", "the number ends after segment %[3]s %[2]q; want %[4]q there", g.Label, value, g.Name, separator)
		return m
	}
	found := cut(r.number[r.at:], 1)
	m.Text = diag.Textf("%[1]s段 “%[2]s” 后面是 “%[5]s”，应为 “%[4]s”", "segment %[3]s %[2]q is followed by %[5]q; want %[4]q", g.Label, value, g.Name, separator, found)
	return m
}

// cut gives the first n characters of s.
func cut(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
