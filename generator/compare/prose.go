package compare

import "slices"

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
