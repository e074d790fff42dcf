package check

import (
	"slices"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// A change puts another number into a cell.
type change struct {
	cell     int
	old, new tally.Number
}

// A knot is a set of broken identities that hang together by cells they share,
// with the ways in which they could have come about.
type knot struct {
	broken []int      // indexes of identities within one report
	ways   [][]change // each mends all of them and breaks none; the likeliest only
}

// most is how many cells a way may change, and how many ways are worth telling.
const (
	mostChanges = 3
	mostWays    = 40
)

// knots explains the identities of a table that are broken within the report. A
// change must mend every identity that has the cell, so it may not touch one that
// holds. Of several ways those are kept that also agree with the year before.
func knots(t *report.Table, all []identity) []knot {
	r := &repair{table: t, all: all, at: make([][]int, t.Cells.Len())}
	for i := range all {
		for _, term := range all[i].terms {
			if !slices.Contains(r.at[term.cell], i) {
				r.at[term.cell] = append(r.at[term.cell], i)
			}
		}
	}
	var found []knot
	seen := map[int]bool{}
	for i := range all {
		if all[i].broken() && !all[i].between && !seen[i] {
			k := knot{broken: r.connected(i, seen)}
			k.ways = r.likeliest(r.ways(k.broken))
			found = append(found, k)
		}
	}
	return r.merge(found)
}

// merge takes knots together that have no explanation alone: two numbers that
// changed places leave a sum that has both as it was, so that nothing broken ties
// them to each other.
func (r *repair) merge(found []knot) []knot {
	for i := 0; i < len(found); i++ {
		for j := i + 1; j < len(found) && len(found[i].ways) == 0; j++ {
			if len(found[j].ways) > 0 {
				continue
			}
			broken := slices.Concat(found[i].broken, found[j].broken)
			slices.Sort(broken)
			if ways := r.twoTogether(r.cells(broken), broken); len(ways) > 0 {
				found[i] = knot{broken, r.likeliest(ways)}
				found = slices.Delete(found, j, j+1)
			}
		}
	}
	return found
}

type repair struct {
	table *report.Table
	all   []identity
	at    [][]int // the identities that have a cell
}

// connected gives the broken identities that hang together with the first.
func (r *repair) connected(first int, seen map[int]bool) []int {
	seen[first] = true
	found := []int{first}
	for next := 0; next < len(found); next++ {
		for _, t := range r.all[found[next]].terms {
			for _, i := range r.at[t.cell] {
				if id := &r.all[i]; id.broken() && !id.between && !seen[i] {
					seen[i] = true
					found = append(found, i)
				}
			}
		}
	}
	slices.Sort(found)
	return found
}

// ways finds how few cells changed would mend these identities.
func (r *repair) ways(broken []int) [][]change {
	// Each cell that could be wrong by itself, with the identities it would mend.
	type single struct {
		change
		mends []int
	}
	var singles []single
	cells := r.cells(broken)
	for _, cell := range cells {
		if c, mends, ok := r.alone(cell); ok {
			singles = append(singles, single{c, mends})
		}
	}
	var ways [][]change
	var cover func(from int, left []int, chosen []change, size int)
	cover = func(from int, left []int, chosen []change, size int) {
		if len(left) == 0 {
			ways = append(ways, slices.Clone(chosen))
			return
		}
		if len(chosen) == size || len(ways) > mostWays {
			return
		}
		for i := from; i < len(singles); i++ {
			s := singles[i]
			if rest, all := without(left, s.mends); all {
				cover(i+1, rest, append(chosen, s.change), size)
			}
		}
	}
	for size := 1; size <= mostChanges && len(ways) == 0; size++ {
		cover(0, broken, nil, size)
		if size == 1 && len(ways) == 0 {
			ways = r.twoTogether(cells, broken)
		}
	}
	return ways
}

// without takes numbers out of a set; it says whether all were in it.
func without(set, out []int) ([]int, bool) {
	rest := make([]int, 0, len(set))
	for _, i := range set {
		if !slices.Contains(out, i) {
			rest = append(rest, i)
		}
	}
	return rest, len(rest)+len(out) == len(set)
}

// cells gives the cells of some identities.
func (r *repair) cells(of []int) []int {
	var cells []int
	for _, i := range of {
		for _, t := range r.all[i].terms {
			if !slices.Contains(cells, t.cell) {
				cells = append(cells, t.cell)
			}
		}
	}
	slices.Sort(cells)
	return cells
}

// alone gives the change of one cell that mends all identities that have it, if
// there is one; those within the report must all be broken.
func (r *repair) alone(cell int) (c change, mends []int, ok bool) {
	var by tally.Number
	for _, i := range r.at[cell] {
		id := &r.all[i]
		if id.between {
			continue
		}
		f := id.factor(cell)
		need := id.off.Neg()
		switch {
		case f == -1:
			need = id.off
		case f != 1:
			return c, nil, false
		}
		if len(mends) > 0 && !need.Equal(by) || need.Sign() == 0 {
			return c, nil, false
		}
		by = need
		mends = append(mends, i)
	}
	c, ok = r.change(cell, by)
	return c, mends, ok
}

// change gives a cell another value, if it can have that one.
func (r *repair) change(cell int, by tally.Number) (change, bool) {
	old, _ := number(r.table.Cells.At(cell))
	c := change{cell, old, old.Add(by)}
	row, column := r.table.Def.RowOf(cell)
	switch kind, _ := row.TypeOf(column); kind {
	case format.Signed:
		return c, c.new.Whole()
	case format.Decimal, format.Amount:
		return c, c.new.Sign() >= 0
	default:
		return c, c.new.Sign() >= 0 && c.new.Whole()
	}
}

// twoTogether finds pairs of cells that share an identity and are both wrong: a
// number in the wrong column leaves the sum of its row as it was.
func (r *repair) twoTogether(cells, broken []int) [][]change {
	var ways [][]change
	for i, a := range cells {
		for _, b := range cells[i+1:] {
			if !r.share(a, b) {
				continue
			}
			if byA, byB, ok := r.solve(a, b, broken); ok {
				first, possible := r.change(a, byA)
				second, both := r.change(b, byB)
				if possible && both {
					ways = append(ways, []change{first, second})
				}
			}
			if len(ways) > mostWays {
				return ways
			}
		}
	}
	return ways
}

// share says that two cells stand in one identity within the report.
func (r *repair) share(a, b int) bool {
	return slices.ContainsFunc(r.at[a], func(i int) bool { return !r.all[i].between && slices.Contains(r.at[b], i) })
}

// solve gives the changes of two cells that mend the broken identities and leave
// the others holding. Identities that have only one of the two say by how much it
// is wrong; those that have both must agree.
func (r *repair) solve(a, b int, broken []int) (byA, byB tally.Number, ok bool) {
	mended := 0
	var knownA, knownB bool
	var shared []int
	for _, cell := range []int{a, b} {
		other := a + b - cell
		for _, i := range r.at[cell] {
			id := &r.all[i]
			if id.between {
				continue
			}
			if slices.Contains(r.at[other], i) {
				if cell == a {
					shared = append(shared, i)
				}
				continue
			}
			need := id.off.Neg()
			if id.factor(cell) < 0 {
				need = id.off
			}
			by, known := &byA, &knownA
			if cell == b {
				by, known = &byB, &knownB
			}
			if *known && !by.Equal(need) || need.Sign() == 0 {
				return byA, byB, false
			}
			*by, *known = need, true
			if id.broken() {
				mended++
			}
		}
	}
	if !knownA || !knownB {
		return byA, byB, false
	}
	for _, i := range shared {
		id := &r.all[i]
		off := id.off
		for cell, by := range map[int]tally.Number{a: byA, b: byB} {
			if id.factor(cell) > 0 {
				off = off.Add(by)
			} else {
				off = off.Sub(by)
			}
		}
		if off.Sign() != 0 {
			return byA, byB, false
		}
		if id.broken() {
			mended++
		}
	}
	return byA, byB, mended == len(broken)
}

// likeliest keeps the ways that agree best with the year before.
func (r *repair) likeliest(ways [][]change) [][]change {
	best := 0
	var kept [][]change
	for i, way := range ways {
		agree := 0
		for _, c := range way {
			agree += r.agreement(c)
		}
		if i == 0 || agree > best {
			best, kept = agree, nil
		}
		if agree == best {
			kept = append(kept, way)
		}
	}
	return kept
}

// agreement says how a change fits the year before: 1 where it makes a carry
// hold, −1 where it breaks one.
func (r *repair) agreement(c change) int {
	n := 0
	for _, i := range r.at[c.cell] {
		id := &r.all[i]
		if !id.between {
			continue
		}
		by := c.new.Sub(c.old)
		if id.factor(c.cell) < 0 {
			by = by.Neg()
		}
		switch after := id.off.Add(by); {
		case after.Sign() == 0 && id.broken():
			n++
		case after.Sign() != 0 && !id.broken():
			n--
		}
	}
	return n
}
