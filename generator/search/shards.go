package search

// Sizes of shards in bits.
const (
	smallest = 8 << 13
	largest  = 16 << 13
)

// A shard is a range of the trie in the order of texts.
type shard struct {
	first []uint16 // the text of its first node
	nodes int
	data  []byte
}

// A shardWriter cuts the nodes of the trie into shards.
type shardWriter struct {
	documents int
	shards    []shard
	w         bitWriter
	labels    labels
	nodes     int
	first     []uint16
	depth     int // of the node before
	leaf      bool
	path      [deepest + 1]step
	base      []uint32 // the documents of the last node of the way to the first one that the reader knows
	places    []uint32 // room for outside
	docs      []uint32 // likewise
	room      []uint32 // room for forks
	context   int      // bits of what the reader must know of nodes above
}

// A step is a node above the one in hand.
type step struct {
	c     uint16
	docs  int
	set   []uint32 // its documents
	known bool     // to the reader of the shard
	forks []uint32 // of the length of overlap: its documents that fork
	tier  [tiers]bool
}

func (s *shardWriter) node(depth int, c uint16, set *docSet) {
	if s.nodes > 0 && s.full(depth, c) {
		s.cut()
	}
	if s.nodes == 0 {
		s.begin(depth, c)
	} else {
		s.shape(depth)
	}
	up := &s.path[depth-1]
	if depth == 1 {
		up.docs, up.tier = s.documents, [tiers]bool{true, true, true}
	} else {
		s.know(depth - 1)
	}
	s.write(up, c, len(set.docs), set.ranks, &set.tier)
	if depth == overlap && set.inner {
		s.w.bit(len(set.forks) > 0)
		if len(set.forks) > 0 {
			s.count(len(set.forks), len(set.docs))
			s.w.set(set.forks, 0, uint32(len(set.docs)-1))
		}
	}
	if depth >= shallow && len(set.docs) >= fewOf(s.documents) && depth < deepest {
		s.w.bit(set.inner)
	}
	p := &s.path[depth]
	p.c, p.docs = c, len(set.docs)
	p.set, p.known = append(p.set[:0], set.docs...), true
	for t := range set.tier {
		p.tier[t] = len(set.tier[t]) > 0
	}
	p.forks = p.forks[:0]
	for _, rank := range set.forks {
		p.forks = append(p.forks, set.docs[rank])
	}
	s.depth, s.leaf = depth, !set.inner
	s.nodes++
}

// full says that a shard ends before a node: where it is large enough and the
// node's text falls on one of few values, so that a change in one place moves no
// borders elsewhere.
func (s *shardWriter) full(depth int, c uint16) bool {
	size := s.w.len() - s.context
	if size < smallest || half(c) {
		return false
	}
	if size >= largest {
		return true
	}
	h := uint64(hashStart)
	for i := 1; i < depth; i++ {
		h = hashUnit(h, s.path[i].c)
	}
	return hashEnd(hashUnit(h, c))>>32&0xFF == 0
}

// half says that a unit is half of a character.
func half(u uint16) bool { return u>>11 == 0x1B }

// begin starts a shard with the text that leads to its first node.
func (s *shardWriter) begin(depth int, c uint16) {
	s.labels.reset()
	s.first = s.first[:0]
	s.w.gamma(uint32(depth))
	var before uint16
	for d := 1; d < depth; d++ {
		c := s.path[d].c
		s.first = append(s.first, c)
		s.labels.write(&s.w, before, c)
		before = c
		s.path[d].known = false
	}
	s.first = append(s.first, c)
	s.base, s.context = s.base[:0], 0
}

// know writes the documents of a node above the one in hand when the shard does not
// have them yet. That node is on the way to the first one, and comes after those
// below it.
func (s *shardWriter) know(depth int) {
	p := &s.path[depth]
	if p.known {
		return
	}
	b := s.w.len()
	p.known = true
	places, more := s.outside(p.set)
	s.w.gamma(uint32(len(more)) + 1)
	s.w.set(places, 0, uint32(s.documents-len(s.base)-1))
	for t := Heading; t < tiers; t++ {
		s.w.bit(p.tier[t])
	}
	if depth >= overlap {
		forks := appendPlacesIn(s.room[:0], more, s.path[overlap].forks)
		s.room = forks
		s.w.gamma(uint32(len(forks)) + 1)
		s.w.set(forks, 0, uint32(len(more)-1))
	}
	s.base = append(s.base[:0], p.set...)
	s.context += s.w.len() - b
}

// outside gives those documents of a list that are not in base, a part of it, with
// their places among all documents that are not in it. Both are good until the next call.
func (s *shardWriter) outside(list []uint32) (places, docs []uint32) {
	places, docs = s.places[:0], s.docs[:0]
	before := uint32(0) // how many of base are before
	for _, d := range list {
		if int(before) < len(s.base) && s.base[before] == d {
			before++
			continue
		}
		places, docs = append(places, d-before), append(docs, d)
	}
	s.places, s.docs = places, docs
	return places, docs
}

// appendPlacesIn appends the places in a list of what another has in common with it.
func appendPlacesIn(places, list, other []uint32) []uint32 {
	for i, d := range list {
		for len(other) > 0 && other[0] < d {
			other = other[1:]
		}
		if len(other) > 0 && other[0] == d {
			places = append(places, uint32(i))
		}
	}
	return places
}

// shape writes how a node stands to the one before it.
func (s *shardWriter) shape(depth int) {
	if !s.leaf {
		s.w.bit(depth > s.depth)
		if depth > s.depth {
			return
		}
	}
	s.w.unary(s.depth - depth)
}

func (s *shardWriter) count(m, n int) {
	if n == 1 {
		return
	}
	s.w.bit(m == n)
	if m == n {
		return
	}
	if n > 2 {
		s.w.gamma(uint32(m))
	}
}

func (s *shardWriter) write(up *step, c uint16, docs int, ranks []uint32, tier *[tiers][]uint32) {
	s.labels.write(&s.w, up.c, c)
	s.count(docs, up.docs)
	s.w.set(ranks, 0, uint32(up.docs-1))
	for t := Heading; t < tiers; t++ {
		if !up.tier[t] {
			continue
		}
		m := len(tier[t])
		s.w.bit(m > 0)
		if m > 0 {
			s.count(m, docs)
			s.w.set(tier[t], 0, uint32(docs-1))
		}
	}
}

// cut ends a shard.
func (s *shardWriter) cut() {
	if s.nodes == 0 {
		return
	}
	data := s.w.end()
	s.shards = append(s.shards, shard{append([]uint16(nil), s.first...), s.nodes, append([]byte(nil), data...)})
	s.w.reset()
	s.nodes = 0
}
