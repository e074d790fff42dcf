package search

import (
	"fmt"
	"sync"
)

// A Document is the text of one page. The zero Document is empty.
type Document struct {
	units  []uint16
	blocks []block
	table  forkTable
	forks  []uint32
	bytes  int
}

type block struct {
	end  uint32
	tier Tier
}

// Reset empties a document, whose room is kept.
func (d *Document) Reset() {
	d.units, d.blocks, d.forks, d.bytes = d.units[:0], d.blocks[:0], d.forks[:0], 0
}

// Add adds a folded block in UTF-16. It is copied.
func (d *Document) Add(tier Tier, units []uint16) {
	if len(units) == 0 {
		return
	}
	d.units = append(d.units, units...)
	d.blocks = append(d.blocks, block{uint32(len(d.units)), tier})
	for _, u := range units {
		switch {
		case u < 0x80:
			d.bytes++
		case u < 0x800 || u>>11 == 0x1B: // half of a surrogate pair
			d.bytes += 2
		default:
			d.bytes += 3
		}
	}
}

// each gives the blocks.
func (d *Document) each(do func(tier Tier, units []uint16)) {
	from := uint32(0)
	for _, b := range d.blocks {
		do(b.tier, d.units[from:b.end:b.end])
		from = b.end
	}
}

// A Collector takes the texts of all documents.
type Collector struct {
	mu        sync.Mutex
	documents int
	next      int
	waiting   map[int]*Document // that came before their turn
	texts     texts
	forky     forkCounts
	bytes     int64
}

// NewCollector makes a collector for so many documents, of about so many units
// together.
func NewCollector(documents, units int) *Collector {
	return &Collector{
		documents: documents, waiting: map[int]*Document{},
		texts: texts{units: make([]uint16, 0, units), known: map[uint64]known{}},
		forky: make(forkCounts, 1<<forkBits),
	}
}

// Add takes a document, which is only lent. It may be called from several goroutines
// and in any order, but holds what comes long before its turn.
func (c *Collector) Add(number int, d *Document) {
	d.findForks()
	c.mu.Lock()
	defer c.mu.Unlock()
	if number != c.next {
		kept := &Document{units: append([]uint16(nil), d.units...), blocks: append([]block(nil), d.blocks...), forks: append([]uint32(nil), d.forks...), bytes: d.bytes}
		c.waiting[number] = kept
		return
	}
	c.take(d)
	for {
		d, ok := c.waiting[c.next]
		if !ok {
			return
		}
		delete(c.waiting, c.next)
		c.take(d)
	}
}

func (c *Collector) take(d *Document) {
	n := uint32(c.next)
	d.each(func(tier Tier, units []uint16) { c.texts.add(n, tier, units) })
	c.forky.add(d.forks)
	c.bytes += int64(d.bytes)
	c.next++
}

// close ends the collection.
func (c *Collector) close() error {
	if c.next != c.documents {
		return fmt.Errorf("search: %d documents of %d came", c.next, c.documents)
	}
	c.texts.close(c.documents)
	return nil
}
