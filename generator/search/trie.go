package search

import (
	"context"
	"math/bits"
	"slices"
	"sync"

	"gongkai/generator/parallel"
)

// fewOf gives the number of documents of a node from which on it has children, in an
// archive of so many. Whoever looks for a longer text than a node of fewer documents
// looks into these. In larger archives more documents have a text by chance: with
// one number for all, the trie would grow faster than the text.
func fewOf(documents int) int { return 3 + bits.Len(uint(documents)>>14) }

// An entry is a place in the text, and whose it is.
type entry struct {
	next  uint64 // the characters that follow, the next one in the highest bits
	then  uint64 // those after them
	at    uint32
	owner owner
}

// A sink takes the nodes of the trie in the order of their texts.
type sink interface {
	// node takes a node: the text that leads to it and, among the documents of its
	// parent, those that have it. path[:depth-1] is as it was for its parent.
	node(depth int, c uint16, docs *docSet)
}

// A docSet is the documents of a node.
type docSet struct {
	docs  []uint32        // ascending
	ranks []uint32        // their places in the parent's docs
	tier  [tiers][]uint32 // places in docs of those that have the text in a heading or title
	inner bool            // it has children, if any of its documents go on
	forks []uint32        // of a text of the length of overlap: places in docs of those in which it goes on in several ways
}

// builder makes the trie of a part of the first characters.
type builder struct {
	texts     *texts
	documents int
	batch     int
	room      []entry // for a batch, twice
	other     []entry
	large     *largeRoom
	counts    []uint32 // by character, all 0 between uses
	levels    [deepest + 1]level
	member    []uint64 // a set of documents, empty between uses
	weighty   [tiers][]uint64
	path      [deepest]uint16
	forky     forkCounts
	few       int
	follow    []uint32
	forked    []bool
	sink      sink
}

// A level is what is known of the node at a depth above the one in hand.
type level struct {
	set     docSet
	rank    []uint32 // by document; only those of set.docs are right
	touched []uint16
	ends    []uint32
}

func newBuilder(t *texts, forky forkCounts, documents int, large *largeRoom) *builder {
	b := &builder{texts: t, forky: forky, large: large, documents: documents, few: fewOf(documents), batch: batchOf(len(t.units)), counts: make([]uint32, 1<<16)}
	words := (documents + 63) / 64
	b.member = make([]uint64, words)
	for i := range b.weighty {
		b.weighty[i] = make([]uint64, words)
	}
	return b
}

// A span is a range of first characters, whose nodes one sink takes.
type span struct {
	low, high int      // characters low to high-1
	size      int      // places in the text
	counts    []uint32 // of them by character, from low on
}

// spans cuts the first characters into ranges of about the given number of places.
// They begin at multiples of 256, since where they begin a shard begins.
func spans(units []uint16, size int) []span {
	counts := make([]uint32, 1<<16)
	for _, u := range units {
		counts[u]++
	}
	var all []span
	next := span{low: 1}
	end := func(c int) {
		if next.size > 0 {
			next.high, next.counts = c, counts[next.low:c]
			all = append(all, next)
		}
		next = span{low: c}
	}
	for c := 1; c < 1<<16; c++ {
		if c%256 == 0 && next.size >= size {
			end(c)
		}
		next.size += int(counts[c])
	}
	end(1 << 16)
	return all
}

// build gives all nodes of a range to the sink, so many first characters at a time
// as there is room for.
func (b *builder) build(s span, out sink) {
	b.sink = out
	for low := s.low; low < s.high; {
		high, size := low, 0
		for high < s.high && (high == low || size+int(s.counts[high-s.low]) <= b.batch) {
			size += int(s.counts[high-s.low])
			high++
		}
		if size > 0 {
			b.gather(low, high, s.counts[low-s.low:high-s.low], size)
		}
		low = high
	}
}

// gather gives the nodes of some first characters to the sink.
func (b *builder) gather(low, high int, counts []uint32, size int) {
	x, y := b.room[:], b.other[:]
	if size > b.batch {
		b.large.Lock()
		defer b.large.Unlock()
		x, y = b.large.take(size)
	} else if x == nil {
		b.room, b.other = make([]entry, b.batch), make([]entry, b.batch)
		x, y = b.room, b.other
	}
	starts := make([]uint32, high-low+1)
	for i, n := range counts {
		starts[i+1] = starts[i] + n
	}
	next := slices.Clone(starts)
	first, n := uint32(low), uint32(high-low)
	b.texts.eachStretch(func(from uint32, o owner, units []uint16) {
		for i, u := range units {
			if c := uint32(u) - first; c < n {
				at := from + uint32(i)
				x[next[c]] = b.entryAt(at, o)
				next[c]++
			}
		}
	})
	for c := range high - low {
		if lo, hi := starts[c], starts[c+1]; hi > lo {
			b.node(x[lo:hi], y[lo:hi], 1, uint16(low+c))
		}
	}
}

// batchOf gives the number of places that a builder sorts at a time, in a text of so
// many: all of the text is looked through for each batch. A character that has more
// places shares the large room with others of its kind.
func batchOf(units int) int { return max(1<<19, units/128) }

// largeRoom is for one builder at a time.
type largeRoom struct {
	sync.Mutex
	a, b []entry
}

func (l *largeRoom) take(size int) (a, b []entry) {
	if len(l.a) < size {
		l.a, l.b = nil, nil
		l.a, l.b = make([]entry, size), make([]entry, size)
	}
	return l.a[:size], l.b[:size]
}

// padding is the zeros at the end of the text, so that one may look ahead.
const padding = 8

// ahead gives four characters of a text, fewer where its block ends.
func (b *builder) ahead(at uint32) (next uint64) {
	u := b.texts.units[at : at+4 : at+4]
	switch {
	case u[0] == 0:
		return 0
	case u[1] == 0:
		return uint64(u[0]) << 48
	case u[2] == 0:
		return uint64(u[0])<<48 | uint64(u[1])<<32
	}
	return uint64(u[0])<<48 | uint64(u[1])<<32 | uint64(u[2])<<16 | uint64(u[3])
}

// entryAt makes the entry of a place.
func (b *builder) entryAt(at uint32, o owner) entry {
	e := entry{next: b.ahead(at + 1), at: at, owner: o}
	if e.next&0xFFFF != 0 {
		e.then = b.ahead(at + 5)
	}
	return e
}

// node gives the sink a node and those below it. Its entries are in a; other is
// room for as many.
func (b *builder) node(a, other []entry, depth int, c uint16) {
	l := &b.levels[depth]
	b.setOf(a, l)
	docs := l.set.docs
	l.set.ranks = l.set.ranks[:0]
	if depth == 1 {
		l.set.ranks = append(l.set.ranks, docs...)
	} else {
		rank := b.levels[depth-1].rank
		for _, d := range docs {
			l.set.ranks = append(l.set.ranks, rank[d])
		}
	}
	b.path[depth-1] = c
	if len(docs) >= b.few && depth < deepest {
		b.lookAhead(a, depth)
	}
	l.set.forks, l.set.inner = l.set.forks[:0], b.inner(a, depth, len(docs))
	if depth == overlap && l.set.inner {
		b.forks(a, l)
	}
	b.sink.node(depth, c, &l.set)
	if !l.set.inner {
		return
	}
	if l.rank == nil {
		l.rank = make([]uint32, b.documents)
	}
	for i, d := range docs {
		l.rank[d] = uint32(i)
	}
	if len(a) <= handful {
		b.sort(a, other, depth)
		return
	}
	l.touched = l.touched[:0]
	for i := range a {
		u := uint16(a[i].next >> 48)
		if u == 0 {
			continue
		}
		if b.counts[u] == 0 {
			l.touched = append(l.touched, u)
		}
		b.counts[u]++
	}
	slices.Sort(l.touched)
	sum := uint32(0)
	for _, u := range l.touched {
		n := b.counts[u]
		b.counts[u] = sum
		sum += n
	}
	for i := range a {
		if u := uint16(a[i].next >> 48); u != 0 {
			e := &other[b.counts[u]]
			*e = a[i]
			e.next <<= 16
			if depth%4 == 0 {
				e.next = 1
			}
			b.counts[u]++
		}
	}
	// counts[u] is now where the children of u end.
	l.ends = l.ends[:0]
	for _, u := range l.touched {
		l.ends = append(l.ends, b.counts[u])
		b.counts[u] = 0
	}
	lo := uint32(0)
	for i := range l.touched {
		hi := l.ends[i]
		b.node(other[lo:hi], a[lo:hi], depth+1, l.touched[i])
		lo = hi
	}
}

// lookAhead fills next again when the characters in it are used up.
func (b *builder) lookAhead(a []entry, depth int) {
	switch {
	case depth == 5:
		for i := range a {
			a[i].next = a[i].then
		}
	case depth > 5 && depth%4 == 1:
		for i := range a {
			if a[i].next != 0 {
				a[i].next = b.ahead(a[i].at + uint32(depth))
			}
		}
	}
}

// inner says that a node has children.
func (b *builder) inner(a []entry, depth, documents int) bool {
	switch {
	case documents < b.few || depth == deepest:
		return false
	case depth < shallow:
		return true
	case documents >= 64 && documents >= b.documents/4 && oneWay(a):
		return true
	}
	return b.forky.of(b.path[depth-overlap:depth]) >= b.few
}

// oneWay says that all entries go on with the same character.
func oneWay(a []entry) bool {
	first := a[0].next >> 48
	for i := range a {
		if a[i].next>>48 != first {
			return false
		}
	}
	return first != 0
}

// handful is the number of entries up to which comparing is faster than counting.
const handful = 24

// sort is the last part of node for few entries.
func (b *builder) sort(a, other []entry, depth int) {
	n := 0
	for i := range a {
		key := a[i].next >> 48
		if key == 0 {
			continue
		}
		at := n
		for at > 0 && other[at-1].next>>48 > key {
			other[at] = other[at-1]
			at--
		}
		other[at] = a[i]
		n++
	}
	for lo := 0; lo < n; {
		key := other[lo].next >> 48
		hi := lo
		for hi < n && other[hi].next>>48 == key {
			hi++
		}
		for i := lo; i < hi; i++ {
			other[i].next <<= 16
			if depth%4 == 0 {
				other[i].next = 1
			}
		}
		b.node(other[lo:hi], a[lo:hi], depth+1, uint16(key))
		lo = hi
	}
}

// forks finds the documents in which a text of the length of overlap is followed
// by different characters.
func (b *builder) forks(a []entry, l *level) {
	if b.follow == nil {
		b.follow = make([]uint32, b.documents)
		b.forked = make([]bool, b.documents)
	}
	const unseen = ^uint32(0)
	for _, d := range l.set.docs {
		b.follow[d], b.forked[d] = unseen, false
	}
	see := func(d, next uint32) {
		if b.follow[d] == unseen {
			b.follow[d] = next
		} else if b.follow[d] != next {
			b.forked[d] = true
		}
	}
	for i := range a {
		next := uint32(a[i].next >> 32)
		n := a[i].owner.number()
		if n < uint32(b.documents) {
			see(n, next)
			continue
		}
		for _, d := range b.texts.lists[n-uint32(b.documents)] {
			see(d, next)
		}
	}
	for i, d := range l.set.docs {
		if b.forked[d] {
			l.set.forks = append(l.set.forks, uint32(i))
		}
	}
}

// setOf finds the documents of entries.
func (b *builder) setOf(entries []entry, l *level) {
	l.set.docs = l.set.docs[:0]
	for i := range l.set.tier {
		l.set.tier[i] = l.set.tier[i][:0]
	}
	plain := true
	last := ^uint32(0)
	for _, e := range entries {
		if uint32(e.owner) >= uint32(b.documents) { // shared, or of a tier
			plain = false
			break
		}
		if d := uint32(e.owner); d != last {
			l.set.docs = append(l.set.docs, d)
			last = d
		}
	}
	if plain {
		return
	}
	l.set.docs = l.set.docs[:0]
	low, high := len(b.member), -1
	put := func(set []uint64, d uint32) {
		w := int(d >> 6)
		set[w] |= 1 << (d & 63)
		low, high = min(low, w), max(high, w)
	}
	var has [tiers]bool
	for _, e := range entries {
		tier, n := e.owner.tier(), e.owner.number()
		has[tier] = true
		if n < uint32(b.documents) {
			put(b.member, n)
			if tier != Body {
				put(b.weighty[tier], n)
			}
			continue
		}
		n -= uint32(b.documents)
		if set := b.texts.sets[n]; set != nil {
			low, high = 0, len(set)-1
			for w, m := range set {
				b.member[w] |= m
			}
			if tier != Body {
				for w, m := range set {
					b.weighty[tier][w] |= m
				}
			}
			continue
		}
		for _, d := range b.texts.lists[n] {
			put(b.member, d)
			if tier != Body {
				put(b.weighty[tier], d)
			}
		}
	}
	for w := low; w <= high; w++ {
		for m := b.member[w]; m != 0; m &= m - 1 {
			d := uint32(w<<6 + bits.TrailingZeros64(m))
			for t := Heading; t < tiers; t++ {
				if has[t] && b.weighty[t][w]>>(d&63)&1 == 1 {
					l.set.tier[t] = append(l.set.tier[t], uint32(len(l.set.docs)))
				}
			}
			l.set.docs = append(l.set.docs, d)
		}
		b.member[w] = 0
		for t := Heading; t < tiers; t++ {
			b.weighty[t][w] = 0
		}
	}
}

// eachSpan makes the trie, range by range side by side. newSink makes the sink of a
// range; done takes them in their order, as soon as they are ready.
func eachSpan[S sink](ctx context.Context, c *Collector, jobs int, newSink func() S, done func(S) error) error {
	all := spans(c.texts.units, spanSize)
	var large largeRoom
	free := make(chan *builder, jobs)
	for range jobs {
		free <- newBuilder(&c.texts, c.forky, c.documents, &large)
	}
	var mu sync.Mutex
	ready := map[int]S{}
	next := 0
	return parallel.Each(ctx, jobs, len(all), func(i int) error {
		b := <-free
		s := newSink()
		b.build(all[i], s)
		free <- b
		mu.Lock()
		defer mu.Unlock()
		ready[i] = s
		for {
			s, ok := ready[next]
			if !ok {
				return nil
			}
			delete(ready, next)
			next++
			if err := done(s); err != nil {
				return err
			}
		}
	})
}

// spanSize is the least number of places of a span.
const spanSize = 1 << 20
