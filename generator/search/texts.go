package search

import "slices"

// A Tier says how much a place in a text weighs.
type Tier uint8

// The tiers, the weightiest last.
const (
	Body Tier = iota
	Heading
	Title
	tiers
)

// texts holds the blocks of all documents. A block that several documents have, a
// label of a table or a phrase of the form, is there once for the first of them
// and once for all others.
type texts struct {
	units     []uint16  // of all blocks, each ended by a 0
	stretches []stretch // whose they are
	common    []uint16  // the blocks of several documents, until close appends them to units
	shared    []stretch // whose those are
	lists     [][]uint32
	sets      [][]uint64 // the long lists as bits
	known     map[uint64]known
}

// longest is the length up to which a block is looked for among those known: longer
// ones rarely return.
const longest = 128

// A stretch is text of one owner, to the next stretch.
type stretch struct {
	from  uint32
	owner owner
}

// An owner is a document or, from the number of documents on, a list of them. The
// two high bits are the tier.
type owner uint32

const tierShift = 30

func (o owner) tier() Tier     { return Tier(o >> tierShift) }
func (o owner) number() uint32 { return uint32(o) & (1<<tierShift - 1) }

func ownerOf(number uint32, tier Tier) owner { return owner(number) | owner(tier)<<tierShift }

// known is where a block was seen first.
type known struct {
	at, size uint32
	document uint32
	list     int32 // of the other documents that have it; -1 for none
}

// add adds a block. Documents come in the order of their numbers.
func (t *texts) add(document uint32, tier Tier, block []uint16) {
	key := hash(block) + uint64(tier)
	k, seen := t.known[key]
	if !seen || !slices.Equal(t.units[k.at:k.at+k.size], block) {
		if !seen && len(block) <= longest {
			t.known[key] = known{uint32(len(t.units)), uint32(len(block)), document, -1}
		}
		o := ownerOf(document, tier)
		if n := len(t.stretches); n == 0 || t.stretches[n-1].owner != o {
			t.stretches = append(t.stretches, stretch{uint32(len(t.units)), o})
		}
		t.units = append(append(t.units, block...), 0)
		return
	}
	if k.document == document {
		return
	}
	if k.list < 0 {
		k.list = int32(len(t.lists))
		t.known[key] = k
		t.lists = append(t.lists, nil)
		t.shared = append(t.shared, stretch{uint32(len(t.common)), ownerOf(uint32(k.list), tier)})
		t.common = append(append(t.common, block...), 0)
	}
	if list := t.lists[k.list]; len(list) == 0 || list[len(list)-1] != document {
		t.lists[k.list] = append(list, document)
	}
}

// close ends the text: no more is added.
func (t *texts) close(documents int) {
	base := uint32(len(t.units))
	for _, s := range t.shared {
		t.stretches = append(t.stretches, stretch{base + s.from, s.owner + owner(documents)})
	}
	words := (documents + 63) / 64
	t.sets = make([][]uint64, len(t.lists))
	for i, list := range t.lists {
		if len(list) >= words {
			t.sets[i] = make([]uint64, words)
			for _, d := range list {
				t.sets[i][d>>6] |= 1 << (d & 63)
			}
		}
	}
	t.units = append(append(t.units, t.common...), make([]uint16, padding)...)
	t.known, t.common, t.shared = nil, nil, nil
}

// eachStretch gives the stretches with their units.
func (t *texts) eachStretch(do func(from uint32, o owner, units []uint16)) {
	for i, s := range t.stretches {
		end := uint32(len(t.units) - padding)
		if i+1 < len(t.stretches) {
			end = t.stretches[i+1].from
		}
		do(s.from, s.owner, t.units[s.from:end])
	}
}

// hash is FNV-1a over units, with its bits mixed at the end.
func hash(units []uint16) uint64 {
	h := uint64(hashStart)
	for _, u := range units {
		h = hashUnit(h, u)
	}
	return hashEnd(h)
}

const hashStart = 14695981039346656037

func hashUnit(h uint64, u uint16) uint64 { return (h ^ uint64(u)) * 1099511628211 }

func hashEnd(h uint64) uint64 {
	h ^= h >> 32
	h *= 0x9E3779B97F4A7C15
	return h ^ h>>29
}
