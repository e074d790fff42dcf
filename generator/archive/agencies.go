package archive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

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
		all[i] = sortable{len(kinds), pinyin.Key(reading(d)), &Agency{Agency: d}}
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
	shared := sharedPrefix(a.Agencies)
	for _, k := range a.Kinds {
		addLetters(k.Agencies, shared)
	}
	link(a.Agencies, byID)
	for _, x := range a.Agencies {
		if x.due = a.Site.Deadline; x.WholeGovernment() {
			x.due = a.Site.WholeDeadline
		}
	}
	return byID
}

// addLetters gives the agencies of a kind their letters: those of the first
// characters in which their names differ. That all begin with the name of the
// county would lead nobody anywhere. shared is what all agencies begin with.
func addLetters(agencies []*Agency, shared string) {
	if len(agencies) > 1 {
		shared = sharedPrefix(agencies)
	}
	if slices.ContainsFunc(agencies, func(x *Agency) bool { return x.Pinyin != "" }) {
		shared = "" // the order is not that of the names
	}
	for _, x := range agencies {
		x.Letter = pinyin.Letter(strings.TrimPrefix(reading(x.Agency), shared))
	}
}

// sharedPrefix gives the characters with which all names begin; something is left
// of each name.
func sharedPrefix(agencies []*Agency) string {
	if len(agencies) < 2 {
		return ""
	}
	shared := agencies[0].Name
	for _, x := range agencies {
		for shared != "" && (!strings.HasPrefix(x.Name, shared) || x.Name == shared) {
			_, size := utf8.DecodeLastRuneInString(shared)
			shared = shared[:len(shared)-size]
		}
	}
	return shared
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
