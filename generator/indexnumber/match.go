package indexnumber

import (
	"cmp"
	"strings"
)

// Match gives the schemes that a number follows, of those valid in a year (that
// in which the number was given; 0 where it is not known). None means a legacy
// number, more than one that the schemes cannot be told apart by this number.
func Match(schemes []Scheme, number string, year int) []*Scheme {
	var found []*Scheme
	for i := range schemes {
		s := &schemes[i]
		if !s.Valid(year) {
			continue
		}
		if _, m := s.Parse(number); m == nil {
			found = append(found, s)
		}
	}
	return found
}

// Explain says why a number follows none of the schemes valid in a year: the
// scheme that it follows furthest, the first of several, and its mismatch. It gives nil where a scheme
// matches or none is valid.
func Explain(schemes []Scheme, number string, year int) (*Scheme, *Mismatch) {
	var scheme *Scheme
	var nearest *Mismatch
	for i := range schemes {
		s := &schemes[i]
		if !s.Valid(year) {
			continue
		}
		_, m := s.Parse(number)
		if m == nil {
			return nil, nil
		}
		if nearest == nil || m.At > nearest.At {
			scheme, nearest = s, m
		}
	}
	return scheme, nearest
}

// Canonical reads a number as people type it (full-width characters, blanks,
// the wrong case, a serial without its zeros, no separators) and gives the number
// that was meant. It is for look-ups and for hints; content is never rewritten.
func (s *Scheme) Canonical(number string) (string, bool) {
	key := Normalize(number)
	loose, joined := s.loose(), s.joined()
	for _, key := range []string{key, strings.ToUpper(key), strings.ToLower(key)} {
		if meant, ok := s.reread(loose, key); ok {
			return meant, true
		}
		if joined == nil {
			continue
		}
		if meant, ok := s.reread(joined, s.withoutSeparators(key)); ok {
			return meant, true
		}
	}
	return "", false
}

// reread reads a number by a looser scheme and writes it by this one.
func (s *Scheme) reread(loose *Scheme, number string) (string, bool) {
	parts, m := loose.Parse(number)
	if m != nil {
		return "", false
	}
	values := make(map[string]string, len(parts))
	for i, p := range parts {
		values[p.Segment.Name] = p.Value
		if s.Segments[i].Kind == Serial {
			values[p.Segment.Name] = cmp.Or(strings.TrimLeft(p.Value, "0"), "0")
		}
	}
	meant, m := s.Format(values)
	return meant, m == nil
}

// loose is the scheme with serials of any length.
func (s *Scheme) loose() *Scheme {
	loose := &Scheme{Segments: append([]Segment(nil), s.Segments...)}
	for i := range loose.Segments {
		if g := &loose.Segments[i]; g.Kind == Serial {
			g.Kind, g.Source, g.Min, g.Max = Coded, "", 1, longest
		}
	}
	if len(loose.Validate()) > 0 { // a free serial beside another free segment
		return s
	}
	return loose
}

// joined is the scheme without separators, or nil where the lengths do not decide.
func (s *Scheme) joined() *Scheme {
	joined := s.loose()
	joined = &Scheme{Segments: append([]Segment(nil), joined.Segments...)}
	for i := range joined.Segments {
		joined.Segments[i].Separator = ""
	}
	if len(joined.Validate()) > 0 {
		return nil
	}
	return joined
}

func (s *Scheme) withoutSeparators(number string) string {
	for _, g := range s.Segments {
		if g.Separator != "" {
			number = strings.ReplaceAll(number, g.Separator, "")
		}
	}
	return number
}
