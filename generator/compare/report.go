package compare

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/date"
	"gongkai/generator/report"
)

// Reports compares two versions of a report. One of them may be without a
// report, not both.
func Reports(old, new Version) *Difference {
	d := &Difference{}
	a, b := orEmpty(old.Report), orEmpty(new.Report)
	d.Fields = fieldsBetween(a, b)
	d.Tables = tablesBetween(a, b)
	d.Free = freeBetween(a, b)
	d.Waivers = waiversBetween(a.Waivers, b.Waivers)
	d.Corrections = correctionsBetween(a.Corrections, b.Corrections)
	d.Attachments = attachmentsBetween(a.Attachments, b.Attachments)
	d.Sections = Prose(old.Body, new.Body)
	d.Refused = refusedBetween(old, new, d)
	switch {
	case old.Report == nil && new.Report != nil:
		d.Change = Added
	case old.Report != nil && new.Report == nil:
		d.Change = Removed
	case !d.Empty():
		d.Change = Modified
	case old.File != new.File || old.Body != new.Body:
		d.Formatting = true
		d.Reasons = reasons(old, new)
	}
	return d
}

// orEmpty gives an empty report for none.
func orEmpty(r *report.Report) *report.Report {
	if r == nil {
		return &report.Report{}
	}
	return r
}

// A field is a key of the front matter, how to read it and how to write it back.
type field struct {
	key   string
	value func(*report.Report) []string
	set   func(*report.Report, []string)
}

// fields are the keys with plain values, in the order in which they are written.
// The format is not among those that are set: it is a pointer into a set, see
// Apply.
var fields = []field{
	text("title", func(r *report.Report) *string { return &r.Title }),
	text("agency", func(r *report.Report) *string { return &r.Agency }),
	{"year", func(r *report.Report) []string {
		if r.Year == 0 {
			return nil
		}
		return []string{strconv.Itoa(r.Year)}
	}, func(r *report.Report, v []string) { r.Year, _ = strconv.Atoi(strings.Join(v, "")) }},
	{"format", func(r *report.Report) []string {
		if r.Format == nil {
			return nil
		}
		return []string{r.Format.ID}
	}, nil},
	text("index_number", func(r *report.Report) *string { return &r.IndexNumber }),
	list("former_index_numbers", func(r *report.Report) *[]string { return &r.FormerIndexNumbers }),
	text("document_number", func(r *report.Report) *string { return &r.DocumentNumber }),
	list("catalogue", func(r *report.Report) *[]string { return &r.Catalogue }),
	day("issued", func(r *report.Report) *date.Date { return &r.Issued }),
	day("published", func(r *report.Report) *date.Date { return &r.Published }),
	text("validity", func(r *report.Report) *string { return &r.Validity }),
	list("keywords", func(r *report.Report) *[]string { return &r.Keywords }),
	text("summary", func(r *report.Report) *string { return &r.Summary }),
	text("source", func(r *report.Report) *string { return &r.Source }),
	{"draft", func(r *report.Report) []string {
		if !r.Draft {
			return nil
		}
		return []string{"true"}
	}, func(r *report.Report, v []string) { r.Draft = len(v) > 0 }},
}

// single gives a text that is there as the values of a field.
func single(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// dayOf does so for a day.
func dayOf(d date.Date) []string {
	if d.IsZero() {
		return nil
	}
	return []string{d.String()}
}

func text(key string, at func(*report.Report) *string) field {
	return field{key, func(r *report.Report) []string { return single(*at(r)) }, func(r *report.Report, v []string) { *at(r) = strings.Join(v, "") }}
}

func list(key string, at func(*report.Report) *[]string) field {
	return field{key, func(r *report.Report) []string { return *at(r) }, func(r *report.Report, v []string) { *at(r) = v }}
}

func day(key string, at func(*report.Report) *date.Date) field {
	return field{key, func(r *report.Report) []string { return dayOf(*at(r)) }, func(r *report.Report, v []string) { *at(r) = parseDay(strings.Join(v, "")) }}
}

// parseDay reads what date.Date writes.
func parseDay(text string) date.Date {
	parts := strings.SplitN(text, "-", 3)
	if len(parts) < 3 {
		return date.Date{}
	}
	y, _ := strconv.Atoi(parts[0])
	m, _ := strconv.Atoi(parts[1])
	d, _ := strconv.Atoi(parts[2])
	return date.Date{Year: int16(y), Month: uint8(m), Day: uint8(d)}
}

const (
	labelsKey = "labels."
	tablesKey = "table"
)

func fieldsBetween(a, b *report.Report) []Field {
	var all []Field
	add := func(key string, old, new []string) {
		if !slices.Equal(old, new) {
			all = append(all, Field{key, old, new})
		}
	}
	for _, f := range fields {
		add(f.key, f.value(a), f.value(b))
	}
	keys := map[string]bool{}
	for _, labels := range []map[string]string{a.Labels, b.Labels} {
		for k := range labels {
			keys[k] = true
		}
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		add(labelsKey+k, labelIn(a.Labels, k), labelIn(b.Labels, k))
	}
	if old, new := freeIDs(a), freeIDs(b); !slices.Equal(kept(old, new), new) {
		add(tablesKey, old, new)
	}
	return all
}

func labelIn(labels map[string]string, key string) []string {
	if l, ok := labels[key]; ok {
		return []string{l}
	}
	return nil
}

func freeIDs(r *report.Report) []string {
	var ids []string
	for _, t := range r.Free {
		ids = append(ids, t.ID)
	}
	return ids
}

// kept gives what becomes of a list of tables when those that are gone are
// removed and new ones are added at the end.
func kept(old, new []string) []string {
	var ids []string
	for _, id := range old {
		if slices.Contains(new, id) {
			ids = append(ids, id)
		}
	}
	for _, id := range new {
		if !slices.Contains(old, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// notesBetween compares two lists of notes: those that stay in the same order are
// not given, and the others are paired where they are about the same.
func notesBetween[T any](old, new []T, same, near func(a, b *T) bool) (list []pair) {
	oldKeys, newKeys := make([]int, len(old)), make([]int, len(new))
	for i := range old {
		oldKeys[i] = slices.IndexFunc(old, func(x T) bool { return same(&x, &old[i]) })
	}
	for j := range new {
		if newKeys[j] = slices.IndexFunc(old, func(x T) bool { return same(&x, &new[j]) }); newKeys[j] < 0 {
			newKeys[j] = -1 - j
		}
	}
	i, j := 0, 0
	gap := func(oldEnd, newEnd int) {
		start := len(list)
		for ; i < oldEnd; i++ {
			list = append(list, pair{i, -1})
		}
		for ; j < newEnd; j++ {
			at := slices.IndexFunc(list[start:], func(p pair) bool { return p.new < 0 && near(&old[p.old], &new[j]) })
			if at >= 0 && !slices.ContainsFunc(list[start+at:], func(p pair) bool { return p.new >= 0 }) {
				list[start+at].new = j
				continue
			}
			list = append(list, pair{-1, j})
		}
	}
	for _, p := range common(oldKeys, newKeys) {
		gap(p.old, p.new)
		i, j = p.old+1, p.new+1
	}
	gap(len(old), len(new))
	return list
}

func at[T any](list []T, i int) *T {
	if i < 0 {
		return nil
	}
	return &list[i]
}

func waiversBetween(old, new []report.Waiver) (all []Waiver) {
	same := func(a, b *report.Waiver) bool {
		x, y := *a, *b
		x.Pos, y.Pos = report.Waiver{}.Pos, report.Waiver{}.Pos
		return alikeValues(x, y)
	}
	near := func(a, b *report.Waiver) bool { return a.Rule == b.Rule }
	for _, p := range notesBetween(old, new, same, near) {
		all = append(all, Waiver{p.old, p.new, at(old, p.old), at(new, p.new)})
	}
	return all
}

func correctionsBetween(old, new []report.Correction) (all []Correction) {
	same := func(a, b *report.Correction) bool {
		x, y := *a, *b
		x.Pos, y.Pos = report.Correction{}.Pos, report.Correction{}.Pos
		return alikeValues(x, y)
	}
	near := func(a, b *report.Correction) bool { return a.Date == b.Date || a.Reason == b.Reason }
	for _, p := range notesBetween(old, new, same, near) {
		all = append(all, Correction{p.old, p.new, at(old, p.old), at(new, p.new)})
	}
	return all
}

// alikeValues is reflect.DeepEqual for structs of plain values, to which an empty
// list is none.
func alikeValues(a, b any) bool {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		f, g := x.Field(i), y.Field(i)
		if f.Kind() == reflect.Slice && f.Len() == 0 && g.Len() == 0 {
			continue
		}
		if !reflect.DeepEqual(f.Interface(), g.Interface()) {
			return false
		}
	}
	return true
}

func attachmentsBetween(old, new []report.File) []Attachment {
	sizes := map[string]*Attachment{}
	of := func(name string) *Attachment {
		if sizes[name] == nil {
			sizes[name] = &Attachment{name, -1, -1}
		}
		return sizes[name]
	}
	for _, f := range old {
		of(f.Name).OldSize = f.Size
	}
	for _, f := range new {
		of(f.Name).NewSize = f.Size
	}
	var all []Attachment
	for _, a := range sizes {
		if a.OldSize != a.NewSize {
			all = append(all, *a)
		}
	}
	slices.SortFunc(all, func(a, b Attachment) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// reasons says in what two files of one meaning differ.
func reasons(old, new Version) []Reason {
	var all []Reason
	add := func(r Reason, is bool) {
		if is {
			all = append(all, r)
		}
	}
	const bom = "\ufeff"
	add(ByteOrderMark, strings.HasPrefix(old.File, bom) != strings.HasPrefix(new.File, bom))
	add(LineEnds, strings.Count(old.File, "\r\n") != strings.Count(new.File, "\r\n"))
	oldFront, newFront := words(front(old)), words(front(new))
	oldBody, newBody := words(old.Body), words(new.Body)
	add(FrontMatter, !slices.Equal(oldFront, newFront))
	add(Markdown, !slices.Equal(oldBody, newBody))
	trim := func(s string) string { return strings.ReplaceAll(strings.TrimPrefix(s, bom), "\r\n", "\n") }
	add(Blanks, slices.Equal(oldFront, newFront) && trim(front(old)) != trim(front(new)) || slices.Equal(oldBody, newBody) && trim(old.Body) != trim(new.Body))
	return all
}

func front(v Version) string {
	return strings.TrimPrefix(strings.TrimSuffix(v.File, v.Body), "\ufeff")
}

// words gives the lines of a text without blanks and empty lines.
func words(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if fields := strings.Join(strings.Fields(line), " "); fields != "" {
			lines = append(lines, fields)
		}
	}
	return lines
}
