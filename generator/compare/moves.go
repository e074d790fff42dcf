package compare

import "unicode"

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
