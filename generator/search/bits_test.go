package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestBits(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	type step struct {
		kind     int
		v, limit uint32
		list     []uint32
	}
	var steps []step
	var w bitWriter
	for range 5000 {
		s := step{kind: random.IntN(5)}
		switch s.kind {
		case 0:
			s.limit = uint32(random.IntN(33))
			s.v = uint32(random.Uint64N(1 << s.limit))
			w.bits(s.v, uint(s.limit))
		case 1:
			s.v = uint32(random.IntN(70))
			w.unary(int(s.v))
		case 2:
			s.v = 1 + uint32(random.Uint64N(1<<random.IntN(31)))
			w.gamma(s.v)
		case 3:
			s.limit = 1 + uint32(random.IntN(1<<random.IntN(20)))
			s.v = uint32(random.IntN(int(s.limit)))
			w.below(s.v, s.limit)
		case 4:
			s.limit = 1 + uint32(random.IntN(200))
			for v := range s.limit {
				if random.IntN(3) > 0 {
					s.list = append(s.list, v)
				}
			}
			w.set(s.list, 0, s.limit-1)
		}
		steps = append(steps, s)
	}
	length := w.len()
	r := bitReader{bytes: w.end()}
	for i, s := range steps {
		ok := true
		switch s.kind {
		case 0:
			ok = r.bits(uint(s.limit)) == s.v
		case 1:
			ok = r.unary() == int(s.v)
		case 2:
			ok = r.gamma() == s.v
		case 3:
			ok = r.below(s.limit) == s.v
		case 4:
			got := make([]uint32, len(s.list))
			r.set(got, 0, s.limit-1)
			ok = slices.Equal(got, s.list)
		}
		if !ok {
			t.Fatalf("step %d of kind %d is not read as it was written", i, s.kind)
		}
	}
	if r.at != length {
		t.Errorf("%d bits read of %d", r.at, length)
	}
}
