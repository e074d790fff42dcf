package draft

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/generator/indexnumber"
)

// number gives the next index number by the scheme in force, or why there is
// none. Reports are numbered in the year after the one they are about.
func (w *writer) number() (number, why string) {
	numbered := w.year + 1
	for i := range w.archive.Schemes {
		s := &w.archive.Schemes[i]
		if !s.Valid(numbered) {
			continue
		}
		values, why := w.values(s, numbered)
		if why != "" {
			return "", why
		}
		return w.next(s, values)
	}
	return "", ""
}

// values gives what the segments of a number say, but for its serial.
func (w *writer) values(s *indexnumber.Scheme, numbered int) (values map[string]string, why string) {
	values = map[string]string{}
	for i := range s.Segments {
		g := &s.Segments[i]
		if g.Kind == indexnumber.Const || g.Kind == indexnumber.Serial {
			continue
		}
		value := ""
		switch g.Source {
		case "agency.code":
			value = w.agency.Code
		case "agency.id":
			value = w.agency.ID
		case "catalogue":
			if w.last != nil && len(w.last.Catalogue) > 0 {
				value = w.last.Catalogue[0]
			}
		case "year":
			value = yearText(w.year, g.Min)
		case "issued.year", "published.year", "catalogued.year":
			value = yearText(numbered, g.Min)
		case "":
			value = w.lastValue(s, g.Name)
		}
		if value == "" {
			return nil, fmt.Sprintf("编号中的“%s”还不知道，定了以后再编号", g.Label)
		}
		values[g.Name] = value
	}
	return values, ""
}

// lastValue gives what the agency's last number says in a segment.
func (w *writer) lastValue(s *indexnumber.Scheme, segment string) string {
	if w.last == nil || w.last.Number == nil || w.last.Number.Scheme != s {
		return ""
	}
	for _, p := range w.last.Number.Parts {
		if p.Segment.Name == segment {
			return p.Value
		}
	}
	return ""
}

// next gives the first serial after those that the counter has given. Serials
// that were left out are not used: they may have been given elsewhere.
func (w *writer) next(s *indexnumber.Scheme, values map[string]string) (number, why string) {
	serial := ""
	for i := range s.Segments {
		if s.Segments[i].Kind == indexnumber.Serial {
			serial = s.Segments[i].Name
		}
	}
	values[serial] = "1"
	first, mismatch := s.Format(values)
	if mismatch != nil {
		return "", "按编号规则编不出号：" + mismatch.Text.Zh
	}
	parts, _ := s.Parse(first)
	counter, highest := s.Counter(parts), 0
	for _, n := range w.archive.Numbers {
		parts, mismatch := s.Parse(n.Number)
		if mismatch != nil || s.Counter(parts) != counter {
			continue
		}
		for _, p := range parts {
			if given, err := strconv.Atoi(strings.TrimLeft(p.Value, "0")); err == nil && p.Segment.Name == serial {
				highest = max(highest, given)
			}
		}
	}
	values[serial] = strconv.Itoa(highest + 1)
	if number, mismatch = s.Format(values); mismatch != nil {
		return "", "按编号规则编不出下一个号：" + mismatch.Text.Zh
	}
	return number, ""
}
