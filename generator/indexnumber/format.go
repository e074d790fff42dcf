package indexnumber

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Format writes a number from the values of its segments, by name, in the
// canonical form: serials padded, unused levels filled. Constants need no value.
// A value that is missing or does not fit gives a mismatch; no value is made up.
func (s *Scheme) Format(values map[string]string) (string, *Mismatch) {
	var b strings.Builder
	for i := range s.Segments {
		g := &s.Segments[i]
		value, ok := values[g.Name]
		if g.Kind == Const {
			value, ok = g.Value, true
		}
		at := utf8.RuneCountInString(b.String())
		if !ok {
			return "", &Mismatch{g.Name, at, diag.Textf("缺少%[1]s段的值", "segment %[2]s has no value", g.Label, g.Name)}
		}
		value = g.canonical(value)
		if m := g.check(value); m != nil {
			m.At += at
			return "", m
		}
		b.WriteString(value + g.Separator)
	}
	return b.String(), nil
}

// canonical pads a serial and fills the unused levels of a code.
func (g *Segment) canonical(value string) string {
	missing := g.Min - utf8.RuneCountInString(value)
	switch {
	case missing <= 0 || value == "":
	case g.Kind == Serial && g.Pad:
		return strings.Repeat("0", missing) + value
	case g.nested() && g.Fill != "":
		return value + strings.Repeat(g.Fill, missing/utf8.RuneCountInString(g.Fill))
	}
	return value
}

// Short gives the short form (后段码) of a number that was parsed: 2022-00013.
// It is "" where the scheme has none.
func (s *Scheme) Short(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if b.Len() > 0 || p.Segment.Name == s.ShortFrom {
			b.WriteString(p.Value + p.Segment.Separator)
		}
	}
	return b.String()
}

// Counter names the counter that gave a number its serial: two numbers of the
// same counter must differ in their serials, and serials missing between them
// are gaps. It is made of the values of the segments in Reset.
func (s *Scheme) Counter(parts []Part) string { return string(s.AppendCounter(nil, parts)) }

// AppendCounter appends the counter to a buffer.
func (s *Scheme) AppendCounter(buffer []byte, parts []Part) []byte {
	buffer = append(buffer, s.ID...)
	for _, p := range parts {
		for _, name := range s.Reset {
			if p.Segment.Name == name {
				buffer = append(append(buffer, '\n'), p.Value...)
			}
		}
	}
	return buffer
}
