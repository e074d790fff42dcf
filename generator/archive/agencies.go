package archive

import (
	"cmp"
	"fmt"
	"slices"

	"gongkai/generator/pinyin"
	"gongkai/generator/settings"
)

// addAgencies puts the agencies in order: kinds as archive.toml first names
// them, agencies without a kind last, and each kind in pinyin order.
func (a *Archive) addAgencies(declared []settings.Agency) map[string]*Agency {
	kinds := []string{}
	for _, d := range declared {
		if d.Kind != "" && !slices.Contains(kinds, d.Kind) {
			kinds = append(kinds, d.Kind)
		}
	}
	type sortable struct {
		kind int
		key  string
		*Agency
	}
	all := make([]sortable, len(declared))
	for i, d := range declared {
		all[i] = sortable{len(kinds), pinyin.Key(reading(d)), &Agency{Agency: d, Letter: pinyin.Letter(reading(d))}}
		if k := slices.Index(kinds, d.Kind); k >= 0 {
			all[i].kind = k
		}
	}
	slices.SortFunc(all, func(x, y sortable) int {
		return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.key, y.key), cmp.Compare(x.ID, y.ID))
	})

	byID := make(map[string]*Agency, len(all))
	for i, x := range all {
		x.Order = i
		byID[x.ID] = x.Agency
		a.Agencies = append(a.Agencies, x.Agency)
		if i == 0 || x.kind != all[i-1].kind {
			a.Kinds = append(a.Kinds, Kind{Name: x.Kind, ID: fmt.Sprintf("kind-%d", x.kind+1)})
		}
		k := &a.Kinds[len(a.Kinds)-1]
		k.Agencies = append(k.Agencies, x.Agency)
	}
	link(a.Agencies, byID)
	return byID
}

// reading gives the text by which an agency is sorted.
func reading(d settings.Agency) string { return cmp.Or(d.Pinyin, d.Name) }

// link ties agencies to those that followed them and those they sum up.
func link(agencies []*Agency, byID map[string]*Agency) {
	for _, x := range agencies {
		if next := byID[x.Successor]; next != nil {
			x.Follower = next
			next.Predecessors = append(next.Predecessors, x)
		}
		for _, id := range x.Aggregates {
			if part := byID[id]; part != nil {
				x.Parts = append(x.Parts, part)
			}
		}
	}
}
