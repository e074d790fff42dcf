package merge

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/canonical"
	"gongkai/generator/date"
	"gongkai/generator/tomldoc"
)

// A slot is a value that is written in our and their version, and perhaps in the
// base. It may change in one of them without a change of the lines around it.
type slot struct {
	path   []any
	values [3]tomldoc.Value // the zero Value where there is none
}

// A frontMerger merges the front matter.
type frontMerger struct {
	*merger
	parts
	slots    []slot
	split    map[string]bool // lists that are merged element by element, by key
	held     []slot          // slots that both sides changed: a placeholder stands for each
	lead     string          // with which placeholders begin
	names    [3]naming
	expected map[string]state
	keysOf   map[string][]string  // keys of expected, by the element that they are part of
	removed  []string             // keys of elements that one side removed and the other changed
	sides    [3]map[string]string // what the keys mean in each version
}

// find goes over values that stand at the same place in the three versions.
func (f *frontMerger) find(path []any, v [3]tomldoc.Value) {
	path = path[:len(path):len(path)]
	_, a := v[ours].Any.(map[string]any)
	_, b := v[theirs].Any.(map[string]any)
	_, o := v[base].Any.(map[string]any)
	known := v[base].Any != nil
	switch {
	case a && b && (o || !known):
		for _, key := range v[ours].Keys() {
			var below [3]tomldoc.Value
			below[ours], _ = v[ours].Get(key)
			var ok bool
			if below[theirs], ok = v[theirs].Get(key); ok {
				below[base], _ = v[base].Get(key)
				f.find(append(path, key), below)
			}
		}
	case isTables(v[ours]) || isTables(v[theirs]):
		f.tables(path, v)
	case cells(path) && sameLength(v):
		f.split[key(path)] = true
		var rows [3][]tomldoc.Value
		for i := range v {
			for _, e := range v[i].Elems() {
				rows[i] = append(rows[i], e)
			}
		}
		for i := range rows[ours] {
			below := [3]tomldoc.Value{ours: rows[ours][i], theirs: rows[theirs][i]}
			if known {
				below[base] = rows[base][i]
			}
			f.find(append(path, i), below)
		}
	case written(v[ours]) && written(v[theirs]) && (!known || written(v[base])):
		f.slots = append(f.slots, slot{path, v})
	}
}

// tables goes over the elements of a list of tables that stand in all three versions.
func (f *frontMerger) tables(path []any, v [3]tomldoc.Value) {
	if len(path) != 1 {
		return
	}
	var by [3]map[string]tomldoc.Value
	for i := range v {
		by[i] = f.named(f.names[i], path, v[i])
	}
	for _, name := range f.names[base][path[0].(string)] {
		below := [3]tomldoc.Value{by[base][name], by[ours][name], by[theirs][name]}
		if below[ours].Any != nil && below[theirs].Any != nil {
			f.find(append(path, name), below)
		}
	}
}

func isTables(v tomldoc.Value) bool {
	list, _ := v.Any.([]any)
	return len(list) > 0 && !slices.ContainsFunc(list, func(x any) bool { _, ok := x.(map[string]any); return !ok })
}

// cells says that a list holds cells, which stay where they are: of a row, not a
// list of words.
func cells(path []any) bool {
	return len(path) > 1 && path[0] != "waiver" && path[0] != "correction" && path[0] != "labels"
}

func sameLength(v [3]tomldoc.Value) bool {
	for _, x := range v {
		if _, ok := x.Any.([]any); !ok && x.Any != nil || x.Any != nil && x.Len() != v[ours].Len() {
			return false
		}
	}
	return v[ours].Len() > 0 && v[theirs].Any != nil
}

// written says that a value stands in the text in one piece.
func written(v tomldoc.Value) bool {
	if v.Any == nil {
		return false
	}
	start, end := v.Span()
	return end > start
}

// key names a path.
func key(path []any) string {
	var b strings.Builder
	for _, step := range path {
		if i, ok := step.(int); ok {
			b.WriteString("#" + strconv.Itoa(i) + "\x00")
		} else {
			fmt.Fprintf(&b, "%s\x00", step)
		}
	}
	return b.String()
}

// pathOf gives the path that key named.
func pathOf(key string) (path []any) {
	for _, step := range strings.Split(strings.TrimSuffix(key, "\x00"), "\x00") {
		if i, err := strconv.Atoi(strings.TrimPrefix(step, "#")); err == nil && strings.HasPrefix(step, "#") {
			path = append(path, i)
		} else {
			path = append(path, step)
		}
	}
	return path
}

// meaning gives what a value means: texts without their quotes, numbers with their
// digits, tables without the order of their keys.
func meaning(v tomldoc.Value) string {
	switch x := v.Any.(type) {
	case string:
		return "s" + x
	case date.Date:
		return "d" + x.String()
	case []any:
		var b strings.Builder
		for _, e := range v.Elems() {
			b.WriteString(strconv.Quote(meaning(e)) + ",")
		}
		return "[" + b.String() + "]"
	case map[string]any:
		keys := slices.Sorted(slices.Values(v.Keys()))
		var b strings.Builder
		for _, k := range slices.Compact(keys) {
			below, _ := v.Get(k)
			b.WriteString(strconv.Quote(k) + "=" + strconv.Quote(meaning(below)) + ",")
		}
		return "{" + b.String() + "}"
	case nil:
		return ""
	}
	return "n" + v.Raw()
}

// fill decides what stands in each slot, and gives the three texts with that in it.
// Where both sides have another value it is a placeholder.
func (f *frontMerger) fill() (text [3]string) {
	put := make([]string, len(f.slots))
	for i, s := range f.slots {
		o, a, b := meaning(s.values[base]), meaning(s.values[ours]), meaning(s.values[theirs])
		switch {
		case o == a && o == b:
		case a == b, o == b:
			put[i] = s.values[ours].Raw()
		case o == a:
			put[i] = s.values[theirs].Raw()
		default:
			put[i] = f.placeholder(len(f.held))
			f.held = append(f.held, s)
		}
	}
	for v := range text {
		text[v] = f.filled(v, put)
	}
	return text
}

// filled puts values into the slots of a version; "" leaves the one that is there.
func (f *frontMerger) filled(v int, put []string) string {
	type piece struct {
		start, end int
		text       string
	}
	var pieces []piece
	for i, s := range f.slots {
		if put[i] != "" && s.values[v].Any != nil {
			start, end := s.values[v].Span()
			pieces = append(pieces, piece{start, end, put[i]})
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int { return a.start - b.start })
	var b strings.Builder
	at := 0
	for _, p := range pieces {
		b.WriteString(f.parts.front[v][at:p.start] + p.text)
		at = p.end
	}
	b.WriteString(f.parts.front[v][at:])
	return b.String()
}

// placeholder gives a text that stands in no version, and is a value.
func (f *frontMerger) placeholder(i int) string { return fmt.Sprintf("\"%s%d\ue001\"", f.lead, i) }

// restored puts the values of a version into the placeholders of a line.
func (f *frontMerger) restored(line string, v int) string {
	if !strings.Contains(line, f.lead) {
		return line
	}
	for i, s := range f.held {
		if written(s.values[v]) {
			line = strings.ReplaceAll(line, f.placeholder(i), s.values[v].Raw())
		}
	}
	return line
}

// heldConflict words a slot that both sides changed.
func (f *frontMerger) heldConflict(s slot) Conflict {
	c := Conflict{Name: canonical.Name(f.form, s.path)}
	c.Label = canonical.Label(f.form, c.Name)
	for v, to := range []*string{&c.Base, &c.Ours, &c.Theirs} {
		if s.values[v].Any != nil {
			*to = s.values[v].Raw()
		}
	}
	return c
}
