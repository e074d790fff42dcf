package search

import (
	"encoding/binary"
	"math/bits"
)

// A bitWriter writes bits, the highest of a number first.
type bitWriter struct {
	bytes []byte
	open  uint64 // bits that are not in bytes yet, at the low end
	n     uint   // their number, below 32
}

// len gives the number of bits written.
func (w *bitWriter) len() int { return len(w.bytes)*8 + int(w.n) }

// bits writes the n low bits of v; n is at most 32.
func (w *bitWriter) bits(v uint32, n uint) {
	w.open = w.open<<n | uint64(v)
	if w.n += n; w.n >= 32 {
		w.n -= 32
		w.bytes = binary.BigEndian.AppendUint32(w.bytes, uint32(w.open>>w.n))
	}
}

func (w *bitWriter) bit(b bool) {
	if b {
		w.bits(1, 1)
	} else {
		w.bits(0, 1)
	}
}

// unary writes v zeros and a one.
func (w *bitWriter) unary(v int) {
	for ; v >= 32; v -= 32 {
		w.bits(0, 32)
	}
	w.bits(1, uint(v)+1)
}

// gamma writes a number from 1 on in 2 log2(v) + 1 bits (Elias gamma).
func (w *bitWriter) gamma(v uint32) {
	n := uint(bits.Len32(v)) - 1
	w.unary(int(n))
	w.bits(v&(1<<n-1), n)
}

// below writes a number of [0, limit) in log2(limit) bits, one fewer for the
// first numbers where limit is no power of two (truncated binary).
func (w *bitWriter) below(v, limit uint32) {
	if limit <= 1 {
		return
	}
	n := uint(bits.Len32(limit - 1))
	short := uint32(1)<<n - limit
	if v < short {
		w.bits(v, n-1)
	} else {
		w.bits(v+short, n)
	}
}

// set writes an ascending list of numbers of [low, high], whose length the reader
// knows (binary interpolative coding, Moffat and Stuiver 2000). A full range costs
// nothing, neighbours little.
func (w *bitWriter) set(list []uint32, low, high uint32) {
	for len(list) > 0 {
		if high-low+1 == uint32(len(list)) {
			return
		}
		middle := len(list) / 2
		v := list[middle]
		first, last := low+uint32(middle), high-uint32(len(list)-1-middle)
		w.below(v-first, last-first+1)
		w.set(list[:middle], low, v-1)
		list, low = list[middle+1:], v+1
	}
}

// end fills the last byte and gives all bytes.
func (w *bitWriter) end() []byte {
	for ; w.n >= 8; w.n -= 8 {
		w.bytes = append(w.bytes, byte(w.open>>(w.n-8)))
	}
	if w.n > 0 {
		w.bytes = append(w.bytes, byte(w.open<<(8-w.n)))
		w.n = 0
	}
	return w.bytes
}

func (w *bitWriter) reset() { *w = bitWriter{bytes: w.bytes[:0]} }

// A bitReader reads what a bitWriter wrote. After the end it reads zeros, and
// over is true.
type bitReader struct {
	bytes []byte
	at    int // in bits
}

func (r *bitReader) over() bool { return r.at > len(r.bytes)*8 }

func (r *bitReader) bits(n uint) (v uint32) {
	for n > 0 {
		left := 8 - uint(r.at)&7
		take := min(n, left)
		v <<= take
		if i := r.at >> 3; i < len(r.bytes) {
			v |= uint32(r.bytes[i]) >> (left - take) & (1<<take - 1)
		}
		r.at += int(take)
		n -= take
	}
	return v
}

func (r *bitReader) bit() bool { return r.bits(1) == 1 }

func (r *bitReader) unary() (v int) {
	for !r.bit() && !r.over() {
		v++
	}
	return v
}

func (r *bitReader) gamma() uint32 {
	n := uint(min(r.unary(), 31))
	return 1<<n | r.bits(n)
}

func (r *bitReader) below(limit uint32) uint32 {
	if limit <= 1 {
		return 0
	}
	n := uint(bits.Len32(limit - 1))
	short := uint32(1)<<n - limit
	v := r.bits(n - 1)
	if v < short {
		return v
	}
	return v<<1 + r.bits(1) - short
}

func (r *bitReader) set(list []uint32, low, high uint32) {
	for len(list) > 0 && !r.over() {
		if high-low+1 == uint32(len(list)) {
			for i := range list {
				list[i] = low + uint32(i)
			}
			return
		}
		middle := len(list) / 2
		first, last := low+uint32(middle), high-uint32(len(list)-1-middle)
		v := first + r.below(last-first+1)
		list[middle] = v
		r.set(list[:middle], low, v-1)
		list, low = list[middle+1:], v+1
	}
}
