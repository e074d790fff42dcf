package merge

import (
	"maps"
	"slices"
	"strings"

	"gongkai/generator/canonical"
	"gongkai/generator/tomldoc"
)

// front merges the front matter.
func (m *merger) front(p parts) (string, []Conflict) {
	f := &frontMerger{merger: m, parts: p, split: map[string]bool{}, lead: "\ue000"}
	for strings.Contains(p.front[0]+p.front[1]+p.front[2], f.lead) {
		f.lead += "\ue000"
	}
	f.pairElements()
	f.find(nil, [3]tomldoc.Value{p.docs[base].Root(), p.docs[ours].Root(), p.docs[theirs].Root()})
	filled := f.fill()
	f.expect()
	for _, m := range []mode{lenient, strict} {
		if chunks, ok := f.settle(diff3(cutLines(filled), m)); ok {
			return f.render(chunks), f.conflicts(chunks)
		}
	}
	// The lines went together and their meaning did not.
	whole := chunk{text: cutLines(p.front), conflict: true}
	return m.write([]chunk{whole}), []Conflict{m.conflict(whole, "", "")}
}

// settle finds for the chunks in which both sides put lines an order of these lines
// that means what is expected, and says whether what comes out means that.
func (f *frontMerger) settle(chunks []chunk) ([]chunk, bool) {
	var open []int
	for i, c := range chunks {
		if c.conflict {
			open = append(open, i)
		}
	}
	const most = 5 // 3^5 attempts
	if len(open) <= most {
		ways := make([]int, len(open))
		for more := true; more; more = next(ways, len(orders)) {
			tried := slices.Clone(chunks)
			for k, i := range open {
				tried[i] = clean(orders[ways[k]](chunks[i]))
			}
			if f.holds(tried, ours) {
				return tried, true
			}
		}
	}
	return chunks, f.holds(chunks, ours) && f.holds(chunks, theirs)
}

// next counts up; it says whether there is a next number.
func next(digits []int, radix int) bool {
	for i := range digits {
		if digits[i]++; digits[i] < radix {
			return true
		}
		digits[i] = 0
	}
	return false
}

// orders are the ways in which lines of both sides can stand together.
var orders = []func(chunk) []string{
	func(c chunk) []string { return slices.Concat(c.text[ours], c.text[theirs]) },
	union,
	func(c chunk) []string { return slices.Concat(c.text[theirs], c.text[ours]) },
}

// union gives the lines of both sides, common ones once.
func union(c chunk) []string {
	var all []string
	at := 0
	for _, h := range hunks(c.text[ours], c.text[theirs]) {
		all = append(append(all, c.text[ours][at:h.end]...), h.lines...)
		at = h.end
	}
	return append(all, c.text[ours][at:]...)
}

// A state is what a key may be in the result. A table has one as well as its keys.
type state struct {
	value    string
	conflict bool // it may be as in our version or in theirs
}

// expect computes what each key must be in the result.
func (f *frontMerger) expect() {
	f.expected = map[string]state{}
	var v [3]map[string]string
	for i, doc := range f.docs {
		v[i] = f.values(doc, f.names[i])
	}
	all := map[string]bool{}
	for _, values := range v {
		for k := range values {
			all[k] = true
		}
	}
	held := map[string]string{}
	for i, s := range f.held {
		held[key(s.path)] = "s" + strings.Trim(f.placeholder(i), `"`)
	}
	for k := range all {
		o, a, b := v[base][k], v[ours][k], v[theirs][k]
		switch {
		case held[k] != "":
			f.expected[k] = state{value: held[k]}
		case a == b, o == b:
			f.expected[k] = state{value: a}
		case o == a:
			f.expected[k] = state{value: b}
		default:
			f.expected[k] = state{conflict: true}
		}
	}
	f.sides = v
	f.indexKeys()
	f.expectRemoved()
}

// right says whether a key may be this in the result, with the given side where
// conflicts are left.
func (f *frontMerger) right(k, value string, side int, left bool) bool {
	want, known := f.expected[k]
	return known && (!want.conflict && value == want.value || left && value == f.sides[side][k])
}

// holds says whether the front matter, with the given side where a conflict is left,
// means what is expected.
func (f *frontMerger) holds(chunks []chunk, side int) bool {
	var b strings.Builder
	left := false
	for _, c := range chunks {
		left = left || c.conflict
		b.WriteString(strings.Join(c.text[side], ""))
	}
	doc, problems := tomldoc.Parse(f.Name, 1, []byte(b.String()))
	if len(problems) > 0 {
		return false
	}
	got := f.values(doc, f.nameMerged(doc, side, left))
	for k, value := range got {
		if !f.right(k, value, side, left) {
			return false
		}
	}
	for k := range f.expected {
		if _, there := got[k]; !there && !f.right(k, "", side, left) {
			return false
		}
	}
	return true
}

// values gives what the keys of a front matter mean. Keys are the paths of the
// values; the elements of lists of tables are steps by their names.
func (f *frontMerger) values(doc *tomldoc.Doc, names naming) map[string]string {
	all := map[string]string{}
	f.gather(all, names, nil, doc.Root())
	return all
}

func (f *frontMerger) gather(all map[string]string, names naming, path []any, v tomldoc.Value) {
	path = path[:len(path):len(path)]
	switch v.Any.(type) {
	case map[string]any:
		if len(path) > 0 {
			all[key(path)] = "{"
		}
		for _, k := range v.Keys() {
			below, _ := v.Get(k)
			f.gather(all, names, append(path, k), below)
		}
	case []any:
		switch {
		case isTables(v) && len(path) == 1:
			for name, e := range f.named(names, path, v) {
				f.gather(all, names, append(path, name), e)
			}
		case f.split[key(path)]:
			for i, e := range v.Elems() {
				f.gather(all, names, append(path, i), e)
			}
		default:
			all[key(path)] = meaning(v)
		}
	default:
		all[key(path)] = meaning(v)
	}
}

// render puts the chunks together. A line with a placeholder stands there twice.
func (f *frontMerger) render(chunks []chunk) string {
	var out []chunk
	for _, c := range chunks {
		if c.conflict {
			out = append(out, f.restore(c.text, true))
			continue
		}
		for _, line := range c.text[ours] {
			held := strings.Contains(line, f.lead)
			next := f.restore([3][]string{{line}, {line}, {line}}, held)
			if n := len(out); n > 0 && out[n-1].conflict == held {
				for v := range next.text {
					out[n-1].text[v] = append(out[n-1].text[v], next.text[v]...)
				}
				continue
			}
			out = append(out, next)
		}
	}
	return f.write(out)
}

// restore puts the values of each version into its lines.
func (f *frontMerger) restore(text [3][]string, conflict bool) chunk {
	c := chunk{conflict: conflict}
	for v, lines := range text {
		for _, line := range lines {
			c.text[v] = append(c.text[v], f.restored(line, v))
		}
	}
	return c
}

// conflicts lists what both sides changed.
func (f *frontMerger) conflicts(chunks []chunk) []Conflict {
	var all []Conflict
	for _, s := range f.held {
		all = append(all, f.heldConflict(s))
	}
	for _, k := range slices.Sorted(maps.Keys(f.expected)) {
		if f.expected[k].conflict && !f.belowRemoved(k) {
			name := canonical.Name(f.form, pathOf(k))
			all = append(all, Conflict{name, canonical.Label(f.form, name), f.shown(k, base), f.shown(k, ours), f.shown(k, theirs)})
		}
	}
	if len(all) == 0 {
		for _, c := range chunks {
			if c.conflict {
				all = append(all, f.conflict(f.restore(c.text, true), "", ""))
			}
		}
	}
	return all
}

// belowRemoved says that a key is part of an element that is a conflict as a whole.
func (f *frontMerger) belowRemoved(k string) bool {
	return slices.ContainsFunc(f.removed, func(element string) bool { return k != element && strings.HasPrefix(k, element) })
}

// shown gives what a key is in a version, for people; a table as if written in one
// line.
func (f *frontMerger) shown(k string, v int) string {
	value := f.docs[v].Root()
	for i, step := range pathOf(k) {
		switch step := step.(type) {
		case string:
			if i == 1 && isTables(value) {
				value = f.named(f.names[v], pathOf(k), value)[step]
			} else {
				value, _ = value.Get(step)
			}
		case int:
			value, _ = value.Elem(step)
		}
		if value.Any == nil {
			return ""
		}
	}
	return inOneLine(value)
}

// inOneLine gives a value as written, and a table with a heading as one in braces.
func inOneLine(v tomldoc.Value) string {
	if _, table := v.Any.(map[string]any); !table || v.Raw() != "" {
		return v.Raw()
	}
	var pairs []string
	for _, k := range v.Keys() {
		below, _ := v.Get(k)
		pairs = append(pairs, k+" = "+inOneLine(below))
	}
	return "{ " + strings.Join(pairs, ", ") + " }"
}
