package compare

import "slices"

// matchBlocks finds the blocks that stay as they are within a section.
func (p *prose) matchBlocks() {
	for i, j := range p.toNew {
		if j < 0 || p.same[i] {
			continue
		}
		oldBlocks, newBlocks := ofBlock(p.olds[i], len(p.old[i].blocks)), ofBlock(p.news[j], len(p.new[j].blocks))
		for _, m := range common(p.old[i].blocks, p.new[j].blocks) {
			for k, at := range oldBlocks[m.old] {
				p.olds[i][at].mate, p.news[j][newBlocks[m.new][k]].mate = newBlocks[m.new][k], at
			}
		}
	}
}

// A gap is what stands between two pairs of a section, by the places of its
// pieces; those that moved are left out.
type gap struct{ old, new []int }

// gaps gives the gaps of a section.
func gaps(olds, news []piece) []gap {
	var all []gap
	var g gap
	j := 0
	toNew := func(end int) {
		for ; j < end; j++ {
			if news[j].moved == 0 {
				g.new = append(g.new, j)
			}
		}
	}
	for i, x := range olds {
		switch {
		case x.mate >= 0:
			toNew(x.mate)
			j++
			if len(g.old) > 0 && len(g.new) > 0 {
				all = append(all, g)
			}
			g = gap{}
		case x.moved == 0:
			g.old = append(g.old, i)
		}
	}
	if toNew(len(news)); len(g.old) > 0 && len(g.new) > 0 {
		all = append(all, g)
	}
	return all
}

// matchSentences finds the sentences that stay as they are in blocks that do not.
func (p *prose) matchSentences() {
	for i, j := range p.toNew {
		if j < 0 || p.same[i] {
			continue
		}
		olds, news := p.olds[i], p.news[j]
		for _, g := range gaps(olds, news) {
			// Line feeds and single figures are everywhere the same; they are paired
			// later, by what stands beside them.
			small := func(all []piece) func(int) bool {
				return func(k int) bool { return letters(all[k].text) < 3 }
			}
			oldAt, newAt := slices.DeleteFunc(g.old, small(olds)), slices.DeleteFunc(g.new, small(news))
			for _, m := range common(texts(olds, oldAt), texts(news, newAt)) {
				olds[oldAt[m.old]].mate, news[newAt[m.new]].mate = newAt[m.new], oldAt[m.old]
			}
		}
	}
}

func texts(all []piece, at []int) []string {
	list := make([]string, len(at))
	for k, i := range at {
		list[k] = all[i].text
	}
	return list
}

// pairSentences pairs the sentences that were changed with what they became.
func (p *prose) pairSentences() {
	for i, j := range p.toNew {
		if j < 0 || p.same[i] {
			continue
		}
		olds, news := p.olds[i], p.news[j]
		for _, g := range gaps(olds, news) {
			work := 0
			for _, k := range g.old {
				work += len(olds[k].text) * len(g.new)
			}
			for _, k := range g.new {
				work += len(news[k].text) * len(g.old)
			}
			var oldTraits, newTraits []traits
			if work <= maxLikeness {
				oldTraits, newTraits = traitsAt(olds, g.old), traitsAt(news, g.new)
			}
			for _, m := range alike(len(g.old), len(g.new), work, 0.01, func(k, l int) float64 {
				a, b := olds[g.old[k]].text, news[g.new[l]].text
				// Line feeds, marks and single figures go with the sentences beside them.
				small := letters(a) < 3 || letters(b) < 3
				switch s := oldTraits[k].likeness(newTraits[l]); {
				case small && a == b:
					return 0.03
				case s < 0.4 || a == "\n" || b == "\n":
					return 0
				case small:
					return 0.01
				default:
					return s
				}
			}) {
				a, b := &olds[g.old[m.old]], &news[g.new[m.new]]
				a.mate, b.mate = g.new[m.new], g.old[m.old]
				a.changed = a.text != b.text
			}
		}
	}
}

func traitsAt(all []piece, at []int) []traits {
	list := make([]traits, len(at))
	for k, i := range at {
		list[k] = traitsOf(all[i].text)
	}
	return list
}
