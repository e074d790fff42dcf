package indexnumber

import "unicode/utf8"

// Complete fills in what a definition leaves out because it follows from the
// rest: labels, the lengths and characters of dates and checked codes, the zeros
// of a serial of fixed length, the serial's scope (all segments but constants),
// the start of the short form (the first date or serial after something else).
func (s *Scheme) Complete() {
	for i := range s.Segments {
		s.Segments[i].complete()
	}
	if s.Unique == "" {
		s.Unique = Site
	}
	if s.Reset == nil {
		s.Reset = []string{}
		for _, g := range s.Segments {
			if g.Kind != Const && g.Kind != Serial {
				s.Reset = append(s.Reset, g.Name)
			}
		}
	}
	if s.ShortFrom == "" {
		s.ShortFrom = s.defaultShort()
	}
}

func (s *Scheme) defaultShort() string {
	for i, g := range s.Segments {
		switch g.Kind {
		case Year, YearMonth, Date, Serial:
			if i > 0 {
				return g.Name
			}
			return ""
		}
	}
	return ""
}

func (g *Segment) complete() {
	if g.Source == "" && g.Kind == Serial {
		g.Source = "serial"
	}
	if g.Label == "" {
		g.Label = g.defaultLabel()
	}
	shortest, most, set := g.usual()
	if g.Min == 0 && g.Max == 0 {
		g.Min, g.Max = shortest, most
	}
	if g.Charset == "" {
		g.Charset = set
	}
	if g.Overflow == "" {
		g.Overflow = Fail
	}
	if g.Kind == Serial && !g.variable() {
		g.Pad = true
	}
	if g.Kind == Serial && g.Overflow == Widen {
		g.Max = max(g.Max, maxSerial)
	}
}

func (g *Segment) defaultLabel() string {
	if s, ok := findSource(g.Source); ok {
		return s.label
	}
	if label := kindLabels[g.Kind]; label != "" {
		return label
	}
	return g.Name
}

// usual gives the lengths and characters of a segment that declares none.
func (g *Segment) usual() (shortest, most int, set Charset) {
	switch g.Kind {
	case Const:
		n := utf8.RuneCountInString(g.Value)
		return n, n, Any
	case Year:
		return 4, 4, Digits
	case YearMonth:
		return 6, 6, Digits
	case Date:
		return 8, 8, Digits
	case Serial:
		return 1, maxSerial, Digits
	}
	switch {
	case g.Check != NoCheck:
		n, set := g.Check.shape()
		return n, n, set
	case len(g.Levels) > 0:
		shortest, most = g.levelLengths()
		return shortest, most, Any
	case len(g.Codes) > 0:
		shortest, most = codeLengths(g.Codes)
		return shortest, most, Any
	}
	return 1, longest, Any
}

// levelLengths gives the lengths of the outermost level and of all levels; where
// unused levels are filled, both are the latter.
func (g *Segment) levelLengths() (shortest, most int) {
	for _, n := range g.Levels {
		most += n
	}
	if g.Fill != "" {
		return most, most
	}
	return g.Levels[0], most
}

func codeLengths(codes []Code) (shortest, most int) {
	shortest = longest
	for _, c := range codes {
		n := utf8.RuneCountInString(c.Code)
		shortest, most = min(shortest, n), max(most, n)
	}
	return shortest, most
}
