package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// A Reader answers from the files of an index what the engine in the browser
// answers: it is the proof that they are right.
type Reader struct {
	Documents int
	Reads     int   // files read
	Bytes     int64 // of them

	open      func(name string) ([]byte, error)
	holds     func(document uint32, text []uint16) (bool, error)
	addresses []string // of all documents, below the site's root
	roots     []place
	shards    map[string][]place // of sections
	labels    labels
}

// NewReader opens an index by its directory. open reads a file below search/; holds
// looks into a document.
func NewReader(directory string, open func(name string) ([]byte, error), holds func(document uint32, text []uint16) (bool, error)) (*Reader, error) {
	r := &Reader{open: open, holds: holds, shards: map[string][]place{}}
	text, err := r.text(strings.TrimSuffix(directory, ".js"))
	if err != nil {
		return nil, err
	}
	var f directoryFile
	if err := json.Unmarshal(text, &f); err != nil {
		return nil, fmt.Errorf("search/%s: %w", directory, err)
	}
	if f.Version != Version {
		return nil, fmt.Errorf("search/%s: version %d, known is %d", directory, f.Version, Version)
	}
	r.Documents = f.Documents
	if r.addresses, err = f.addressesOf(); err != nil {
		return nil, fmt.Errorf("search/%s: %w", directory, err)
	}
	r.roots, err = unquotePlaces(f.Places)
	return r, err
}

// unquotePlaces is readPlaces of a string of JSON, which may have halves of
// characters: encoding/json would lose them.
func unquotePlaces(text []byte) ([]place, error) {
	s := strings.TrimSpace(string(text))
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return nil, fmt.Errorf("no string: %.20s", s)
	}
	s = s[1 : len(s)-1]
	var units []uint16
	for len(s) > 0 {
		if s[0] != '\\' {
			c, n := utf8.DecodeRuneInString(s)
			units, s = utf16.AppendRune(units, c), s[n:]
			continue
		}
		if len(s) > 5 && s[1] == 'u' {
			u, err := strconv.ParseUint(s[2:6], 16, 16)
			if err != nil {
				return nil, err
			}
			units, s = append(units, uint16(u)), s[6:]
			continue
		}
		units, s = append(units, uint16(s[1])), s[2:]
	}
	return readPlaces(units), nil
}

func (r *Reader) read(name string) ([]byte, error) {
	data, err := r.open(name + ".js")
	r.Reads++
	r.Bytes += int64(len(data))
	return data, err
}

// text gives the JSON of a script.
func (r *Reader) text(name string) ([]byte, error) {
	data, err := r.read(name)
	if err != nil {
		return nil, err
	}
	_, value, ok := strings.Cut(string(data), ",")
	value, ends := strings.CutSuffix(value, ");\n")
	if !ok || !ends {
		return nil, fmt.Errorf("search/%s.js: no script of the index", name)
	}
	return []byte(value), nil
}

// binary gives the bytes of a script.
func (r *Reader) binary(name string) ([]byte, error) {
	data, err := r.read(name)
	if err != nil {
		return nil, err
	}
	from, to := len(`gongkai.part("`)+len(name)+len(`","`), len(data)-len("\");\n")
	if from > to {
		return nil, fmt.Errorf("search/%s.js: no script of the index", name)
	}
	data = data[from:to]
	var out []byte
	for i := 0; i < len(data); i++ {
		if data[i] != '\\' {
			out = append(out, data[i])
			continue
		}
		i++
		switch data[i] {
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		default:
			out = append(out, data[i])
		}
	}
	return out, nil
}

// An answer is what the trie has of a text.
type answer struct {
	depth int // characters of the text that lead to a node
	docs  []uint32
	tier  [tiers][]uint32 // documents
	forks []uint32
	inner bool
}

// absent says that no document has the text.
func (a *answer) absent(text []uint16) bool { return a.depth < len(text) && (a.depth == 0 || a.inner) }

// lookUp follows a text into the trie.
func (r *Reader) lookUp(text []uint16) (*answer, error) {
	i := find(r.roots, text)
	if i < 0 {
		return &answer{}, nil
	}
	name := partName('x', r.roots[i].first, r.roots[i].check)
	section, ok := r.shards[name]
	if !ok {
		quoted, err := r.text(name)
		if err != nil {
			return nil, err
		}
		if section, err = unquotePlaces(quoted); err != nil {
			return nil, fmt.Errorf("search/%s.js: %w", name, err)
		}
		r.shards[name] = section
	}
	if i = find(section, text); i < 0 {
		return &answer{}, nil
	}
	data, err := r.binary(partName('s', section[i].first, section[i].check))
	if err != nil {
		return nil, err
	}
	s := shardReader{documents: r.Documents, bits: bitReader{bytes: data}, labels: &r.labels}
	return s.follow(text), nil
}

// A shardReader reads a shard from its start.
type shardReader struct {
	documents int
	bits      bitReader
	labels    *labels
	path      [deepest + 1]readStep
	base      []uint32 // the documents of the last node known of the way to the first one
	forks     []uint32 // those of them that fork
	room      []uint32
}

// A readStep is a node above the one in hand.
type readStep struct {
	c     uint16
	known bool
	n     int
	docs  []uint32 // of those nodes that the text leads to
	tier  [tiers]bool
}

// follow reads nodes until the text is found or passed.
func (s *shardReader) follow(text []uint16) *answer {
	r := &s.bits
	s.labels.reset()
	s.path[0] = readStep{known: true, n: s.documents, tier: [tiers]bool{true, true, true}}
	a := &answer{}
	depth := int(r.gamma())
	matched := 0 // characters of the text that the path begins with
	for d := 1; d < depth; d++ {
		c := s.labels.read(r, s.path[d-1].c)
		s.path[d] = readStep{c: c}
		if matched == d-1 && d <= len(text) && text[d-1] == c {
			matched = d
		}
	}
	forks := depth > overlap && matched >= overlap // the way to the first node says them
	a.depth, a.inner = matched, true
	for {
		matched = min(matched, depth-1)
		up := &s.path[depth-1]
		if !up.known {
			s.know(up, depth-1)
			if forks {
				a.forks = s.forks
			}
		}
		p := &s.path[depth]
		*p = readStep{c: s.labels.read(r, up.c), known: true}
		p.n = s.count(up.n)
		on := matched == depth-1 && depth <= len(text) && text[depth-1] == p.c
		ranks := s.list(p.n, up.n, on)
		if on {
			matched = depth
			p.docs = ranks
			if depth > 1 {
				for i, rank := range ranks {
					p.docs[i] = up.docs[rank]
				}
			}
			a.depth, a.docs, a.tier = depth, p.docs, [tiers][]uint32{}
		}
		of := func(ranks []uint32) []uint32 {
			if on {
				for i, rank := range ranks {
					ranks[i] = p.docs[rank]
				}
			}
			return ranks
		}
		for t := Heading; t < tiers; t++ {
			if !up.tier[t] || !r.bit() {
				continue
			}
			p.tier[t] = true
			docs := of(s.list(s.count(p.n), p.n, on))
			if on {
				a.tier[t] = docs
			}
		}
		inner := p.n >= fewOf(s.documents) && depth < deepest
		if depth == overlap && inner {
			var forks []uint32
			if r.bit() {
				forks = of(s.list(s.count(p.n), p.n, on))
			}
			if on {
				a.forks = forks
			}
		}
		if depth >= shallow && inner {
			inner = r.bit()
		}
		if on {
			a.inner = inner
			if depth == len(text) || !inner {
				return a
			}
		}
		// To the next node.
		if inner && r.bit() {
			depth++
		} else {
			depth -= r.unary()
		}
		if r.over() || depth < 1 || depth <= matched {
			return a
		}
	}
}

// know reads the documents of a node on the way to the first one: those that the
// node below did not have.
func (s *shardReader) know(p *readStep, depth int) {
	outside := s.documents - len(s.base)
	more := s.list(int(s.bits.gamma())-1, outside, true)
	all := make([]uint32, 0, len(s.base)+len(more))
	base := s.base
	for i, place := range more {
		for len(base) > 0 && base[0] <= place+uint32(len(all)-i) {
			all, base = append(all, base[0]), base[1:]
		}
		more[i] = place + uint32(len(all)-i)
		all = append(all, more[i])
	}
	s.base = append(all, base...)
	p.known, p.n, p.docs = true, len(s.base), s.base
	for t := Heading; t < tiers; t++ {
		p.tier[t] = s.bits.bit()
	}
	if depth >= overlap {
		forks := s.list(int(s.bits.gamma())-1, len(more), true)
		for i, place := range forks {
			forks[i] = more[place]
		}
		s.forks = append(slices.Clone(s.forks), forks...)
		slices.Sort(s.forks)
	}
}

// count reads the number of documents of a node below one of n.
func (s *shardReader) count(n int) int {
	if n == 1 || s.bits.bit() {
		return n
	}
	if n == 2 {
		return 1
	}
	return min(int(s.bits.gamma()), n)
}

// list reads m numbers below n. The list is good until the next one is read, unless
// it is kept.
func (s *shardReader) list(m, n int, keep bool) []uint32 {
	m = max(0, min(m, n))
	var list []uint32
	if keep {
		list = make([]uint32, m)
	} else {
		s.room = slices.Grow(s.room[:0], m)[:m]
		list = s.room
	}
	if len(list) > 0 {
		s.bits.set(list, 0, uint32(n-1))
	}
	return list
}

// Find gives the documents that have a text, of which no block is looked into
// unless it must.
func (r *Reader) Find(text []uint16) ([]uint32, error) {
	a, err := r.lookUp(text)
	if err != nil || a.absent(text) {
		return nil, err
	}
	if a.depth == len(text) {
		return a.docs, nil
	}
	docs, doubt := a.docs, []uint32{}
	if a.depth < shallow || len(docs) < fewOf(r.Documents) {
		return r.verify(docs, docs, text)
	}
	// narrow keeps those documents that have the part of the text that ends there.
	narrow := func(end int) (known bool, err error) {
		part := text[end-shallow : end]
		a, err := r.lookUp(part)
		if err != nil || a.absent(part) {
			docs = nil
			return false, err
		}
		docs = both(docs, a.docs)
		doubt = append(doubt, a.forks...)
		return a.depth == len(part), nil
	}
	end := a.depth
	if partsOf(len(text)-end) > 2 {
		if known, err := narrow(len(text)); err != nil || !known {
			return r.verifyAll(docs, text, err)
		}
	}
	for end < len(text) && len(docs) > partsOf(len(text)-end) {
		end = min(end+stride, len(text))
		if known, err := narrow(end); err != nil || !known {
			return r.verifyAll(docs, text, err)
		}
	}
	if end < len(text) {
		doubt = docs
	}
	return r.verify(docs, doubt, text)
}

// partsOf gives the number of parts in which so many characters are looked up. To
// look into as many documents costs no more.
func partsOf(characters int) int { return (characters + stride - 1) / stride }

func (r *Reader) verifyAll(docs []uint32, text []uint16, err error) ([]uint32, error) {
	if err != nil {
		return nil, err
	}
	return r.verify(docs, docs, text)
}

// verify looks into the documents that are in doubt.
func (r *Reader) verify(docs, doubt []uint32, text []uint16) ([]uint32, error) {
	var sure []uint32
	for _, d := range docs {
		if slices.Contains(doubt, d) {
			if ok, err := r.holds(d, text); err != nil {
				return nil, err
			} else if !ok {
				continue
			}
		}
		sure = append(sure, d)
	}
	return sure, nil
}

// both gives what two ascending lists have in common.
func both(a, b []uint32) (c []uint32) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			c = append(c, a[0])
			a, b = a[1:], b[1:]
		}
	}
	return c
}
