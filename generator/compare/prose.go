package compare

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Prose compares two Markdown texts.
func Prose(oldBody, newBody string) []Section {
	if oldBody == newBody {
		return nil
	}
	p := prose{old: sections(oldBody), new: sections(newBody)}
	p.pairSections()
	p.cut()
	p.matchBlocks()
	p.moveBlocks()
	p.matchSentences()
	p.moveSentences()
	p.number()
	p.pairSentences()
	return p.write()
}

// A piece is a sentence, the mark of an item, the cell of a table's line or the
// line feed at the end of a block.
type piece struct {
	text    string
	block   int
	mate    int  // its place in the other version of the section; -1 for none
	changed bool // the mate is like it, not the same
	away    spot // where it moved to or from
	moved   int  // number of the move; -1 for one without a number yet, 0 for none
}

// A spot is a piece of a section.
type spot struct{ section, piece int }

// prose is a comparison under way.
type prose struct {
	old, new     []section
	toNew, toOld []int // the section of the other version; -1 for none
	same         []bool
	olds, news   [][]piece // of the sections that differ; else nil
	moves        int
}

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

// cut cuts the sections that differ into pieces.
func (p *prose) cut() {
	p.olds, p.news, p.same = make([][]piece, len(p.old)), make([][]piece, len(p.new)), make([]bool, len(p.old))
	for i := range p.old {
		if j := p.toNew[i]; j >= 0 && slices.Equal(p.old[i].blocks, p.new[j].blocks) {
			p.same[i] = true
			continue
		}
		p.olds[i] = pieces(p.old[i].blocks)
	}
	for j := range p.new {
		if i := p.toOld[j]; i < 0 || !p.same[i] {
			p.news[j] = pieces(p.new[j].blocks)
		}
	}
}

func pieces(blocks []string) []piece {
	var all []piece
	for b, text := range blocks {
		for _, s := range sentences(text) {
			all = append(all, piece{text: s, block: b, mate: -1})
		}
	}
	return all
}

// ofBlock gives the places of the pieces of each block.
func ofBlock(all []piece, blocks int) [][]int {
	list := make([][]int, blocks)
	for k, x := range all {
		list[x.block] = append(list[x.block], k)
	}
	return list
}

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

// leastMoved is the least number of letters and digits by which a text is known
// to be the same at another place.
const leastMoved = 8

// moveBlocks finds the blocks that stand elsewhere.
func (p *prose) moveBlocks() {
	type block struct {
		section int
		pieces  []int
	}
	free := map[string][]block{}
	for j, all := range p.news {
		if all == nil {
			continue
		}
		for b, at := range ofBlock(all, len(p.new[j].blocks)) {
			if all[at[0]].mate < 0 {
				text := p.new[j].blocks[b]
				free[text] = append(free[text], block{j, at})
			}
		}
	}
	for i, all := range p.olds {
		if all == nil {
			continue
		}
		for b, at := range ofBlock(all, len(p.old[i].blocks)) {
			text := p.old[i].blocks[b]
			if all[at[0]].mate >= 0 || len(free[text]) == 0 || letters(text) < leastMoved {
				continue
			}
			to := free[text][0]
			free[text] = free[text][1:]
			for k, piece := range at {
				p.move(spot{i, piece}, spot{to.section, to.pieces[k]})
			}
		}
	}
}

func (p *prose) move(from, to spot) {
	p.olds[from.section][from.piece].away, p.olds[from.section][from.piece].moved = to, -1
	p.news[to.section][to.piece].away, p.news[to.section][to.piece].moved = from, -1
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
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

// moveSentences finds the sentences that stand elsewhere.
func (p *prose) moveSentences() {
	free := map[string][]spot{}
	for j, all := range p.news {
		for k, x := range all {
			if x.mate < 0 && x.moved == 0 {
				free[x.text] = append(free[x.text], spot{j, k})
			}
		}
	}
	for i, all := range p.olds {
		for k, x := range all {
			if x.mate < 0 && x.moved == 0 && len(free[x.text]) > 0 && letters(x.text) >= leastMoved {
				p.move(spot{i, k}, free[x.text][0])
				free[x.text] = free[x.text][1:]
			}
		}
	}
}

// number gives each move a number; what moved together has one.
func (p *prose) number() {
	for i, all := range p.olds {
		for k, x := range all {
			if x.moved == 0 {
				continue
			}
			next := spot{x.away.section, x.away.piece - 1}
			if k == 0 || all[k-1].moved == 0 || all[k-1].away != next {
				p.moves++
			}
			p.olds[i][k].moved = p.moves
			p.news[x.away.section][x.away.piece].moved = p.moves
		}
	}
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

// traits are the characters of a text and its pairs of characters, sorted.
type traits []uint64

func traitsOf(text string) traits {
	list := make(traits, 0, len(text))
	last := rune(0)
	for _, r := range text {
		list = append(list, uint64(r))
		if last != 0 {
			list = append(list, uint64(last)<<32|uint64(r))
		}
		last = r
	}
	slices.Sort(list)
	return list
}

// likeness gives the share of traits that two texts have in common, 0 to 1.
func (t traits) likeness(u traits) float64 {
	if len(t)+len(u) == 0 {
		return 1
	}
	n := 0
	for i, j := 0, 0; i < len(t) && j < len(u); {
		switch {
		case t[i] == u[j]:
			n++
			i++
			j++
		case t[i] < u[j]:
			i++
		default:
			j++
		}
	}
	return float64(2*n) / float64(len(t)+len(u))
}

// write gives the sections that differ.
func (p *prose) write() []Section {
	moved := p.movedSections()
	var all []Section
	done := 0 // old sections that were looked at
	removed := func(end int) {
		for ; done < end; done++ {
			if p.toNew[done] < 0 {
				all = append(all, p.section(done, -1, false))
			}
		}
	}
	for j, i := range p.toOld {
		if i >= 0 && !moved[i] {
			removed(i)
		}
		if i < 0 || moved[i] || !p.same[i] {
			all = append(all, p.section(i, j, i >= 0 && moved[i]))
		}
	}
	removed(len(p.old))
	p.places(all)
	return all
}

// movedSections says which old sections stand at another place among the others.
func (p *prose) movedSections() []bool {
	var pairs []pair
	moved := make([]bool, len(p.old))
	for i, j := range p.toNew {
		if j >= 0 {
			pairs = append(pairs, pair{i, j})
			moved[i] = true
		}
	}
	for _, x := range rising(pairs) {
		moved[x.old] = false
	}
	return moved
}

// partOf gives the heading of level 2 that a section of a lower level stands under.
func partOf(all []section, at int) string {
	if all[at].level <= 2 {
		return ""
	}
	for at--; at >= 0 && all[at].level > 2; at-- {
	}
	if at < 0 || all[at].level < 2 {
		return ""
	}
	return all[at].heading
}

// section writes the hunks of a section. Either place may be -1.
func (p *prose) section(i, j int, moved bool) Section {
	s := Section{Old: i, New: j, Moved: moved}
	if i >= 0 {
		s.Heading, s.OldHeading, s.Level, s.Part = p.old[i].heading, p.old[i].heading, p.old[i].level, partOf(p.old, i)
	}
	if j >= 0 {
		s.Heading, s.Level, s.Part = p.new[j].heading, p.new[j].level, partOf(p.new, j)
	}
	if i >= 0 && p.same[i] {
		s.Hunks = []Hunk{{Op: Equal, Text: p.old[i].text()}}
		return s
	}
	var olds, news []piece
	if i >= 0 {
		olds = p.olds[i]
	}
	if j >= 0 {
		news = p.news[j]
	}
	var w hunks
	from, to := 0, 0
	upTo := func(oldEnd, newEnd int) {
		for ; from < oldEnd; from++ {
			w.add(Delete, olds[from].text, olds[from].moved)
		}
		for ; to < newEnd; to++ {
			w.add(Insert, news[to].text, news[to].moved)
		}
	}
	for k, x := range olds {
		if x.mate < 0 {
			continue
		}
		upTo(k, x.mate)
		if x.changed {
			for _, h := range characters(x.text, news[x.mate].text) {
				w.add(h.Op, h.Text, 0)
			}
		} else {
			w.add(Equal, x.text, 0)
		}
		from, to = k+1, x.mate+1
	}
	upTo(len(olds), len(news))
	s.Hunks = w.end()
	return s
}

// places says of each move where it goes to.
func (p *prose) places(all []Section) {
	to := make([]Place, p.moves+1)
	for _, s := range all {
		at := 0
		for _, h := range s.Hunks {
			if h.Op == Arrive {
				to[h.Moved] = Place{s.New, s.Heading, at}
			}
			if h.Op == Equal || h.Op == Insert || h.Op == Arrive {
				at += utf8.RuneCountInString(h.Text)
			}
		}
	}
	for _, s := range all {
		for k, h := range s.Hunks {
			if h.Op == Move {
				place := to[h.Moved]
				s.Hunks[k].To = &place
			}
		}
	}
}

// hunks collects hunks. Between two equal ones it writes first what is gone, then
// what is new.
type hunks struct{ all, gone, come []Hunk }

func (w *hunks) add(op Op, text string, moved int) {
	if text == "" {
		return
	}
	switch op {
	case Equal:
		w.flush()
		w.all = appendHunk(w.all, Hunk{Op: Equal, Text: text})
	case Delete:
		if moved > 0 {
			op = Move
		}
		w.gone = appendHunk(w.gone, Hunk{Op: op, Text: text, Moved: moved})
	case Insert:
		if moved > 0 {
			op = Arrive
		}
		w.come = appendHunk(w.come, Hunk{Op: op, Text: text, Moved: moved})
	}
}

func (w *hunks) flush() {
	w.all = append(append(w.all, w.gone...), w.come...)
	w.gone, w.come = nil, nil
}

func (w *hunks) end() []Hunk {
	w.flush()
	return w.all
}

func appendHunk(all []Hunk, h Hunk) []Hunk {
	if n := len(all); n > 0 && all[n-1].Op == h.Op && all[n-1].Moved == h.Moved {
		all[n-1].Text += h.Text
		return all
	}
	return append(all, h)
}
