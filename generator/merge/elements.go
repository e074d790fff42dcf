package merge

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/date"
	"gongkai/generator/tomldoc"
)

// A naming names the elements of each list of tables of the front matter. Elements of
// different versions that have one name are the same thing, perhaps changed.
type naming map[string][]string

// anchors are the keys by which the elements of lists of tables are known.
var anchors = map[string]string{"table": "id", "waiver": "rule", "correction": "date"}

// pairElements finds which elements of the lists of tables of the three versions are
// the same.
func (f *frontMerger) pairElements() {
	f.names = [3]naming{{}, {}, {}}
	for _, doc := range f.docs {
		for _, list := range doc.Root().Keys() {
			if v, _ := doc.Root().Get(list); isTables(v) && f.names[base][list] == nil {
				f.pairList(list)
			}
		}
	}
}

// pairList names the elements of a list: those of the base, what came of them on each
// side, and what a side added. Elements that both sides added are one where they are
// equal, or have one id.
func (f *frontMerger) pairList(list string) {
	var all [3][]element
	for v, doc := range f.docs {
		value, _ := doc.Root().Get(list)
		all[v] = elements(value, anchors[list])
	}
	taken := map[string]bool{}
	names := [3][]string{make([]string, len(all[base])), make([]string, len(all[ours])), make([]string, len(all[theirs]))}
	name := func(v int) {
		for i, e := range all[v] {
			if names[v][i] == "" {
				names[v][i] = unused(taken, cmp.Or(e.anchor, strconv.Itoa(i+1)))
			}
		}
	}
	name(base)
	for _, v := range []int{ours, theirs} {
		for i, j := range mates(all[base], all[v]) {
			if j >= 0 {
				names[v][j] = names[base][i]
			}
		}
	}
	for i, a := range all[ours] {
		for j, b := range all[theirs] {
			same := a.meaning == b.meaning || list == "table" && a.anchor != "" && a.anchor == b.anchor
			if same && names[ours][i] == "" && names[theirs][j] == "" {
				names[ours][i] = unused(taken, cmp.Or(a.anchor, strconv.Itoa(i+1)))
				names[theirs][j] = names[ours][i]
			}
		}
	}
	name(ours)
	name(theirs)
	for v := range names {
		f.names[v][list] = names[v]
	}
}

// unused gives a name that is not taken, and takes it.
func unused(taken map[string]bool, want string) string {
	name := want
	for n := 2; taken[name]; n++ {
		name = fmt.Sprintf("%s#%d", want, n)
	}
	taken[name] = true
	return name
}

// An element is one of a list of tables.
type element struct {
	anchor, meaning string
	keys            map[string]string // what they mean
}

// elements reads a list of tables; nothing where it is none.
func elements(v tomldoc.Value, anchor string) (all []element) {
	if !isTables(v) {
		return nil
	}
	for _, table := range v.Elems() {
		e := element{meaning: meaning(table), keys: map[string]string{}}
		for _, k := range table.Keys() {
			below, _ := table.Get(k)
			e.keys[k] = meaning(below)
			if k == anchor {
				e.anchor = anchorText(below)
			}
		}
		all = append(all, e)
	}
	return all
}

// anchorText gives the text of a value that an element is known by.
func anchorText(v tomldoc.Value) string {
	switch x := v.Any.(type) {
	case string:
		return x
	case date.Date:
		return x.String()
	}
	return ""
}

// likeness says how like two elements are, 0 to 2; 0 where they are too unlike to be
// one that was changed.
func likeness(a, b element) float64 {
	same, all := 0, len(b.keys)
	for k, value := range a.keys {
		switch other, ok := b.keys[k]; {
		case !ok:
			all++
		case other == value:
			same++
		}
	}
	share := float64(same) / float64(max(all, 1))
	switch {
	case a.anchor != "" && a.anchor == b.anchor:
		return 1 + share
	case share > 0.5:
		return share
	}
	return 0
}

// mates finds for each element of the base what it became: equal ones first, then
// the likest. It is -1 where there is nothing like it.
func mates(old, new []element) []int {
	mate := slices.Repeat([]int{-1}, len(old))
	taken := make([]bool, len(new))
	places := map[string][]int{}
	for j, e := range new {
		places[e.meaning] = append(places[e.meaning], j)
	}
	for i, e := range old {
		if left := places[e.meaning]; len(left) > 0 {
			mate[i], taken[left[0]], places[e.meaning] = left[0], true, left[1:]
		}
	}
	type pair struct {
		i, j int
		like float64
	}
	var pairs []pair
	for i := range old {
		for j := range new {
			if mate[i] >= 0 || taken[j] {
				continue
			}
			if like := likeness(old[i], new[j]); like > 0 {
				pairs = append(pairs, pair{i, j, like})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.like, a.like) })
	for _, p := range pairs {
		if mate[p.i] < 0 && !taken[p.j] {
			mate[p.i], taken[p.j] = p.j, true
		}
	}
	return mate
}

// named gives the elements of a list of tables by their names.
func (f *frontMerger) named(names naming, path []any, v tomldoc.Value) map[string]tomldoc.Value {
	by := map[string]tomldoc.Value{}
	if !isTables(v) {
		return by
	}
	list := names[path[0].(string)]
	for i, e := range v.Elems() {
		if i < len(list) {
			by[list[i]] = e
		}
	}
	return by
}

// indexKeys finds the keys of each element, and its own.
func (f *frontMerger) indexKeys() {
	f.keysOf = map[string][]string{}
	for k := range f.expected {
		if steps := strings.SplitAfterN(k, "\x00", 3); len(steps) == 3 {
			f.keysOf[steps[0]+steps[1]] = append(f.keysOf[steps[0]+steps[1]], k)
		}
	}
}

// expectRemoved makes a conflict of each element that one side removed and the other
// changed.
func (f *frontMerger) expectRemoved() {
	for list, names := range f.names[base] {
		for _, name := range names {
			element := key([]any{list, name})
			if (f.sides[ours][element] == "") == (f.sides[theirs][element] == "") {
				continue
			}
			kept := theirs
			if f.sides[ours][element] != "" {
				kept = ours
			}
			if f.sameBelow(element, base, kept) {
				continue
			}
			f.removed = append(f.removed, element)
			for _, k := range f.keysOf[element] {
				f.expected[k] = state{conflict: true}
			}
		}
	}
}

// sameBelow says whether an element means the same in two versions.
func (f *frontMerger) sameBelow(element string, v, w int) bool {
	return !slices.ContainsFunc(f.keysOf[element], func(k string) bool { return f.sides[v][k] != f.sides[w][k] })
}

// nameMerged names the elements of the merged front matter: each is the one whose
// values it has, or most of them.
func (f *frontMerger) nameMerged(doc *tomldoc.Doc, side int, left bool) naming {
	all := naming{}
	for _, list := range doc.Root().Keys() {
		v, _ := doc.Root().Get(list)
		if !isTables(v) {
			continue
		}
		var open []string
		for _, names := range f.names {
			open = append(open, names[list]...)
		}
		slices.Sort(open)
		open = slices.Compact(open)
		names := make([]string, v.Len())
		for most := range 2 { // those with all values first
			for i, e := range v.Elems() {
				if names[i] != "" {
					continue
				}
				if at := f.likest([]any{list}, e, open, side, left, most == 1); at >= 0 {
					names[i] = open[at]
					open = slices.Delete(open, at, at+1)
				}
			}
		}
		all[list] = names
	}
	return all
}

// likest finds the name under which an element has the fewest wrong values, none if
// not some are allowed; -1 if there is no such name.
func (f *frontMerger) likest(path []any, e tomldoc.Value, names []string, side int, left, some bool) int {
	best, fewest := -1, 0
	for at, name := range names {
		got := map[string]string{}
		f.gather(got, nil, append(path, name), e)
		wrong := 0
		for k, value := range got {
			if !f.right(k, value, side, left) {
				wrong++
			}
		}
		for _, k := range f.keysOf[key(append(path, name))] {
			if _, there := got[k]; !there && !f.right(k, "", side, left) {
				wrong++
			}
		}
		if wrong == 0 {
			return at
		}
		if some && (best < 0 || wrong < fewest) {
			best, fewest = at, wrong
		}
	}
	return best
}
