package settings

import (
	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
	"gongkai/generator/tomldoc"
)

// readSchemes reads [index_number]: one scheme as a pattern, or any number of
// them as [[index_number.scheme]].
func (a *reading) readSchemes(label string) []indexnumber.Scheme {
	r, ok := a.root.Table(indexTable)
	if !ok {
		return nil
	}
	f := a.manual.fields(r, indexTable)
	pos := f.Pos()
	before := len(*a.problems)
	one := a.common(f, label)
	f.key("scheme")
	several := f.Tables("scheme")
	_, hasScheme := f.Value("scheme")
	_, hasPattern := f.Value("pattern")
	f.Done()
	switch {
	case hasScheme:
		a.onlyLabel(f)
		return a.several(several, one.Label)
	case hasPattern:
		one.ID, one.Pos = "default", pos
		if a.pattern(f, &one, before) {
			return []indexnumber.Scheme{one}
		}
	default:
		a.problems.Add(pos, "missing-key", diag.Textf("[index_number] 没有编号规则", "[index_number] has no scheme"), diag.Textf("写 pattern = \"…\"，或逐段写 [[index_number.scheme]]", "write pattern = \"…\", or [[index_number.scheme]] segment by segment"))
	}
	return nil
}

// onlyLabel refuses keys of a single scheme beside a list of schemes.
func (a *reading) onlyLabel(f fields) {
	for _, key := range f.keys {
		if key.Name == "label" || key.Name == "scheme" {
			continue
		}
		if v, ok := f.Value(key.Name); ok {
			a.problems.Add(v.KeyPos(), "misplaced-key", diag.Textf("有了 [[index_number.scheme]]，%s 就不写在 [index_number] 中", "%s does not belong in [index_number] beside [[index_number.scheme]]", key.Name),
				diag.Textf("移到它所属的 [[index_number.scheme]] 中", "move it into the [[index_number.scheme]] it belongs to"))
		}
	}
}

func (a *reading) several(readers []*tomldoc.Reader, label string) []indexnumber.Scheme {
	schemes := make([]indexnumber.Scheme, 0, len(readers))
	first := map[string]diag.Pos{}
	for _, r := range readers {
		f := a.manual.fields(r, schemeTable)
		pos := f.Pos()
		before := len(*a.problems)
		id := f.text("id")
		if place, taken := first[id]; taken && id != "" {
			f.problem("id", "duplicate-id", diag.Textf("index_number.scheme.id %[1]q 重复，第一次在 %[2]s", "index_number.scheme.id %[1]q is taken; the first is at %[2]s", id, place), diag.Text{})
		} else if v, ok := f.Value("id"); ok {
			first[id] = v.Pos()
		}
		s := a.common(f, label)
		s.ID, s.Pos = id, pos
		if a.scheme(f, &s, before) {
			schemes = append(schemes, s)
		}
	}
	return schemes
}

// scheme reads what makes up one [[index_number.scheme]].
func (a *reading) scheme(f fields, s *indexnumber.Scheme, before int) bool {
	f.key("segment")
	segments := f.Tables("segment")
	_, hasSegments := f.Value("segment")
	_, hasPattern := f.Value("pattern")
	f.Done()
	switch {
	case hasPattern && hasSegments:
		f.problem("pattern", "misplaced-key", diag.Textf("pattern 和 [[index_number.scheme.segment]] 只写一种", "pattern and [[index_number.scheme.segment]] exclude each other"), diag.Text{})
		return false
	case hasPattern:
		return a.pattern(f, s, before)
	case hasSegments:
		return a.written(f, s, segments, before)
	}
	a.problems.Add(s.Pos, "missing-key", diag.Textf("规则 %q 没有分段", "scheme %q has no segments", s.ID), diag.Textf("写 pattern = \"…\"，或逐段写 [[index_number.scheme.segment]]", "write pattern = \"…\", or [[index_number.scheme.segment]] for each segment"))
	return false
}

// common reads what [index_number] and [[index_number.scheme]] share.
func (a *reading) common(f fields, label string) indexnumber.Scheme {
	s := indexnumber.Scheme{
		Name:      f.text("name"),
		Label:     f.text("label"),
		Basis:     f.text("basis"),
		From:      f.number("from"),
		To:        f.number("to"),
		Reset:     texts(f.words("reset")),
		Unique:    indexnumber.Scope(f.text("unique")),
		ShortFrom: f.text("short_from"),
	}
	if s.Label == "" {
		s.Label = label
	}
	return s
}

// pattern adds the segments of the short form.
func (a *reading) pattern(f fields, s *indexnumber.Scheme, before int) bool {
	text := f.text("pattern")
	v, _ := f.Value("pattern")
	if text == "" {
		if v.Any == "" {
			f.problem("pattern", "empty-value", diag.Textf("%s 是空的", "%s is empty", f.Name("pattern")), diag.Text{})
		}
		return false
	}
	short, problems := indexnumber.ParsePattern(text)
	for _, p := range problems {
		pos := v.Pos()
		if raw := v.Raw(); raw == `"`+text+`"` || raw == `'`+text+`'` {
			pos.Col += 1 + p.At
		}
		a.problems.Add(pos, "index-number-scheme", p.Text, p.Hint)
	}
	s.Pattern, s.Segments = text, short.Segments
	return a.complete(f, s, nil, before)
}

// written adds the segments of a scheme written out.
func (a *reading) written(f fields, s *indexnumber.Scheme, readers []*tomldoc.Reader, before int) bool {
	segments := make([]fields, len(readers))
	for i, r := range readers {
		segments[i] = a.manual.fields(r, segmentTable)
		s.Segments = append(s.Segments, a.segment(segments[i]))
	}
	return a.complete(f, s, segments, before)
}

// complete checks a scheme that was read without problems.
func (a *reading) complete(f fields, s *indexnumber.Scheme, segments []fields, before int) bool {
	if len(*a.problems) > before {
		return false
	}
	s.Complete()
	for _, p := range s.Validate() {
		at := f
		if p.Segment >= 0 && segments != nil {
			at = segments[p.Segment]
		}
		a.problems.Add(at.place(p.Key), "index-number-scheme", p.Text, p.Hint)
	}
	return len(*a.problems) == before
}

// place gives the place of the value of a key, of the table where it is missing.
func (f fields) place(key string) diag.Pos {
	names := []string{key}
	if key == "length" {
		names = []string{"length", "max", "value"}
	}
	for _, name := range names {
		if v, ok := f.Value(name); ok {
			return v.Pos()
		}
	}
	return f.Pos()
}

func (a *reading) segment(f fields) indexnumber.Segment {
	g := indexnumber.Segment{
		Name:      f.text("name"),
		Label:     f.text("label"),
		Kind:      indexnumber.Kind(f.text("kind")),
		Value:     f.text("value"),
		Separator: f.text("separator"),
		Overflow:  indexnumber.Overflow(f.text("overflow")),
		Levels:    f.counts("levels"),
		Fill:      f.text("fill"),
		Source:    f.text("source"),
		Check:     indexnumber.Check(f.text("check")),
		Codes:     a.codes(f),
	}
	if _, ok := f.Value("charset"); ok {
		g.Charset = indexnumber.Charset(f.text("charset"))
	}
	f.key("pad")
	g.Pad, _ = f.Bool("pad")
	g.Min, g.Max = a.lengths(f)
	f.Done()
	return g
}

// lengths reads length, or min and max.
func (a *reading) lengths(f fields) (shortest, most int) {
	length := f.number("length")
	shortest, most = f.number("min"), f.number("max")
	switch {
	case length > 0 && shortest+most > 0:
		f.problem("length", "misplaced-key", diag.Textf("length 和 min、max 只写一种", "length excludes min and max"), diag.Text{})
	case length > 0:
		return length, length
	case shortest > 0 && most == 0:
		f.Need("max")
	case shortest == 0 && most > 0:
		f.Need("min")
	}
	return shortest, most
}

// codes reads the table of an enumeration, in the order of the file.
func (a *reading) codes(f fields) []indexnumber.Code {
	f.key("values")
	if _, ok := f.Table("values"); !ok {
		return nil
	}
	v, _ := f.Value("values")
	table := v.Any.(map[string]any)
	codes := make([]indexnumber.Code, 0, len(table))
	for _, code := range v.Keys() {
		label, ok := table[code].(string)
		if !ok {
			wrong, _ := v.Get(code)
			a.problems.Add(wrong.Pos(), "wrong-type", diag.Textf("%[1]s 中代码 %[2]q 是%[3]s，应为文字", "code %[2]q of %[1]s is %[4]s; want a string", f.Name("values"), code, wrong.Kind().Zh, wrong.Kind().En),
				diag.Textf("写成 %q = \"…\"", "write %q = \"…\"", code))
			continue
		}
		codes = append(codes, indexnumber.Code{Code: code, Label: label})
	}
	return codes
}
