package compare

import (
	"regexp"
	"slices"
	"strings"
)

var ordinal = regexp.MustCompile(`^(?:第?[一二三四五六七八九十百]+[、.．章节]|[（(][一二三四五六七八九十\d]+[）)]|\d+[、.．])\s*`)

// pairSections finds for each section its other version: first by its heading and
// those above it, then by its heading alone, then without its ordinal, then by
// what it says.
func (p *prose) pairSections() {
	p.toNew, p.toOld = none(len(p.old)), none(len(p.new))
	oldPaths, newPaths := paths(p.old), paths(p.new)
	p.pairBy(func(i int) string { return oldPaths[i] }, func(j int) string { return newPaths[j] })
	p.pairBy(func(i int) string { return p.old[i].heading }, func(j int) string { return p.new[j].heading })
	bare := func(s section) string { return ordinal.ReplaceAllString(s.heading, "") }
	p.pairBy(func(i int) string { return bare(p.old[i]) }, func(j int) string { return bare(p.new[j]) })
	p.pairByText()
}

func none(n int) []int { return slices.Repeat([]int{-1}, n) }

// paths gives for each section the headings from the outermost to its own.
func paths(all []section) []string {
	var above [7]string
	list := make([]string, len(all))
	for i, s := range all {
		above[s.level] = s.heading
		for l := s.level + 1; l < len(above); l++ {
			above[l] = ""
		}
		list[i] = strings.Join(above[:s.level+1], "\n")
	}
	return list
}

// pairBy pairs sections without a partner that have the same key, the first with
// the first.
func (p *prose) pairBy(oldKey, newKey func(int) string) {
	free := map[string][]int{}
	for j := range p.new {
		if p.toOld[j] < 0 {
			k := newKey(j)
			free[k] = append(free[k], j)
		}
	}
	for i := range p.old {
		if p.toNew[i] >= 0 {
			continue
		}
		if k := oldKey(i); len(free[k]) > 0 {
			p.pair(i, free[k][0])
			free[k] = free[k][1:]
		}
	}
}

func (p *prose) pair(i, j int) { p.toNew[i], p.toOld[j] = j, i }

// pairByText pairs sections that say much the same, the most alike first.
func (p *prose) pairByText() {
	var olds, news []int
	work := 0
	for i, j := range p.toNew {
		if j < 0 {
			olds = append(olds, i)
		}
	}
	for j, i := range p.toOld {
		if i < 0 {
			news = append(news, j)
		}
	}
	for _, i := range olds {
		work += len(p.old[i].text()) * len(news)
	}
	for _, j := range news {
		work += len(p.new[j].text()) * len(olds)
	}
	if work > 4*maxLikeness || len(olds)*len(news) > maxTable/16 {
		return
	}
	oldTraits, newTraits := make([]traits, len(olds)), make([]traits, len(news))
	for k, i := range olds {
		oldTraits[k] = traitsOf(p.old[i].text())
	}
	for k, j := range news {
		newTraits[k] = traitsOf(p.new[j].text())
	}
	type candidate struct {
		pair
		likeness float64
	}
	var all []candidate
	for k := range olds {
		for l := range news {
			if s := oldTraits[k].likeness(newTraits[l]); s >= 0.5 {
				all = append(all, candidate{pair{olds[k], news[l]}, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		switch {
		case a.likeness > b.likeness:
			return -1
		case a.likeness < b.likeness:
			return 1
		}
		return 0
	})
	for _, c := range all {
		if p.toNew[c.old] < 0 && p.toOld[c.new] < 0 {
			p.pair(c.old, c.new)
		}
	}
}
