package search

// A labels model foretells the characters of a shard's nodes from the character
// before them. Writer and reader keep the same one.
type labels struct {
	after [][]uint16 // what followed a character, the latest first
	place []uint32   // of a character in all, counted from 1
	all   []uint16   // the characters of the shard, in the order of their coming
	used  []uint16   // those before others
}

func (m *labels) reset() {
	if m.after == nil {
		m.after, m.place = make([][]uint16, 1<<16), make([]uint32, 1<<16)
	}
	for _, c := range m.all {
		m.place[c] = 0
	}
	for _, c := range m.used {
		m.after[c] = m.after[c][:0]
	}
	m.all, m.used = m.all[:0], m.used[:0]
}

// write writes a character: its place among those that followed the one before, or
// its place among all, or itself.
func (m *labels) write(w *bitWriter, before, c uint16) {
	known := m.after[before]
	at := -1
	for i, k := range known {
		if k == c {
			at = i
			break
		}
	}
	if at >= 0 {
		w.bit(true)
		w.gamma(uint32(at) + 1)
		m.learn(before, c, at)
		return
	}
	w.bit(false)
	if place := m.place[c]; place > 0 {
		w.bit(true)
		w.below(place-1, uint32(len(m.all)))
	} else {
		w.bit(false)
		w.bits(uint32(c), 16)
	}
	m.learn(before, c, -1)
}

func (m *labels) read(r *bitReader, before uint16) (c uint16) {
	known := m.after[before]
	if r.bit() {
		at := min(int(r.gamma())-1, len(known)-1)
		if at < 0 {
			r.at = len(r.bytes)*8 + 1 // no such place: the shard is broken
			return 0
		}
		c = known[at]
		m.learn(before, c, at)
		return c
	}
	switch {
	case !r.bit():
		c = uint16(r.bits(16))
	case len(m.all) > 0:
		c = m.all[min(int(r.below(uint32(len(m.all)))), len(m.all)-1)]
	}
	m.learn(before, c, -1)
	return c
}

// learn moves a character to the front of those after another.
func (m *labels) learn(before, c uint16, at int) {
	known := m.after[before]
	if at < 0 {
		if m.place[c] == 0 {
			m.all = append(m.all, c)
			m.place[c] = uint32(len(m.all))
		}
		if len(known) == 0 {
			m.used = append(m.used, before)
		}
		known = append(known, 0)
		at = len(known) - 1
		m.after[before] = known
	}
	copy(known[1:at+1], known[:at])
	known[0] = c
}
