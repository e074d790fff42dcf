package search

import "math"

// A text that is longer than the trie is deep is looked up in parts that overlap:
// a part, then the one that begins overlap characters before the end of what is
// known and goes on for stride characters more. A document that has both parts has
// them together unless the overlap stands in it several times and goes on in
// different ways: it forks. The trie says which documents fork, and where many do,
// it goes deeper.
const (
	shallow = 8 // characters to which the trie goes
	deepest = 96
	overlap = shallow - stride
	stride  = 2
)

// A forkTable finds the texts of the length of overlap that fork in a document.
type forkTable struct {
	slots []forkSlot
	round uint32
}

type forkSlot struct {
	key    uint64
	next   uint32
	round  uint32
	forked bool
}

// findForks lists the forks of a document, as hashes for forkCounts.
func (d *Document) findForks() {
	t := &d.table
	size := 1 << 12
	for size < 2*len(d.units) {
		size *= 2
	}
	if len(t.slots) < size {
		*t = forkTable{slots: make([]forkSlot, size)}
	}
	t.round++
	d.forks = d.forks[:0]
	mask := uint64(len(t.slots) - 1)
	d.each(func(_ Tier, units []uint16) {
		for i := 0; i+overlap <= len(units); i++ {
			key := hash(units[i : i+overlap])
			var next uint32
			if i+overlap < len(units) {
				next = uint32(units[i+overlap]) << 16
			}
			if i+overlap+1 < len(units) {
				next |= uint32(units[i+overlap+1])
			}
			at := key & mask
			for t.slots[at].round == t.round && t.slots[at].key != key {
				at = (at + 1) & mask
			}
			switch s := &t.slots[at]; {
			case s.round != t.round:
				*s = forkSlot{key: key, next: next, round: t.round}
			case s.next != next && !s.forked:
				s.forked = true
				d.forks = append(d.forks, forkPlace(key))
			}
		}
	})
}

// forkCounts says in how many documents texts fork. Two texts may share a place:
// then the trie is deeper than it need be.
type forkCounts []uint8

const forkBits = 24

func forkPlace(key uint64) uint32 { return uint32(key >> (64 - forkBits)) }

func (c forkCounts) add(forks []uint32) {
	for _, f := range forks {
		if c[f] < math.MaxUint8 {
			c[f]++
		}
	}
}

// of gives in how many documents a text of the length of overlap forks.
func (c forkCounts) of(units []uint16) int { return int(c[forkPlace(hash(units))]) }
