package compare

import (
	"slices"
	"sort"
)

// A pair is a place in the old list and one in the new one that hold the same.
type pair struct{ old, new int }

// maxTable bounds the cells of a table of lengths, in which small lists are
// compared exactly.
const maxTable = 1 << 20

// common gives a common subsequence of two lists. It is the longest one where
// the lists are small or differ little. Of long lists that differ much, items
// that each has once are the first to be matched, which takes n·log n and is what
// people would match; what lies between them is compared by itself. Nothing
// takes more than maxTable steps at once.
func common[T comparable](a, b []T) []pair {
	var pairs []pair
	match(a, b, 0, 0, &pairs)
	return pairs
}

func match[T comparable](a, b []T, oldAt, newAt int, pairs *[]pair) {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		*pairs = append(*pairs, pair{oldAt + start, newAt + start})
		start++
	}
	a, b, oldAt, newAt = a[start:], b[start:], oldAt+start, newAt+start
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	restA, restB := a[:len(a)-tail], b[:len(b)-tail]
	switch {
	case len(restA) == 0 || len(restB) == 0:
	case len(restA)*len(restB) <= maxTable:
		longest(restA, restB, oldAt, newAt, pairs)
	default:
		anchors := unique(restA, restB)
		if len(anchors) == 0 {
			near(restA, restB, oldAt, newAt, pairs)
			break
		}
		i, j := 0, 0
		for _, p := range anchors {
			if p.old < i || p.new < j {
				continue // taken in the tail of the piece before
			}
			match(restA[i:p.old], restB[j:p.new], oldAt+i, newAt+j, pairs)
			*pairs = append(*pairs, pair{oldAt + p.old, newAt + p.new})
			i, j = p.old+1, p.new+1
		}
		match(restA[i:], restB[j:], oldAt+i, newAt+j, pairs)
	}
	for k := tail; k > 0; k-- {
		*pairs = append(*pairs, pair{oldAt + len(a) - k, newAt + len(b) - k})
	}
}

// longest gives the longest common subsequence by a table of lengths.
func longest[T comparable](a, b []T, oldAt, newAt int, pairs *[]pair) {
	width := len(b) + 1
	lengths := make([]int32, (len(a)+1)*width)
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				lengths[i*width+j] = lengths[(i+1)*width+j+1] + 1
			} else {
				lengths[i*width+j] = max(lengths[(i+1)*width+j], lengths[i*width+j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			*pairs = append(*pairs, pair{oldAt + i, newAt + j})
			i++
			j++
		case lengths[(i+1)*width+j] >= lengths[i*width+j+1]:
			i++
		default:
			j++
		}
	}
}

// unique matches the items that each list has once, as many as stand in the same
// order.
func unique[T comparable](a, b []T) []pair {
	type seen struct{ inOld, inNew, old, new int }
	items := make(map[T]*seen, len(a))
	for i, x := range a {
		s := items[x]
		if s == nil {
			s = &seen{}
			items[x] = s
		}
		s.inOld++
		s.old = i
	}
	for j, x := range b {
		if s := items[x]; s != nil {
			s.inNew++
			s.new = j
		}
	}
	var pairs []pair
	for i, x := range a {
		if s := items[x]; s.inOld == 1 && s.inNew == 1 {
			pairs = append(pairs, pair{i, s.new})
		}
	}
	return rising(pairs)
}

// rising gives the most pairs that stand in the same order in both lists. The
// pairs come in the order of the old list.
func rising(pairs []pair) []pair {
	var ends []int // of the best run of each length, the pair it ends with
	before := make([]int, len(pairs))
	for k, p := range pairs {
		n := sort.Search(len(ends), func(n int) bool { return pairs[ends[n]].new >= p.new })
		before[k] = -1
		if n > 0 {
			before[k] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, k)
		} else {
			ends[n] = k
		}
	}
	var run []pair
	if len(ends) > 0 {
		for k := ends[len(ends)-1]; k >= 0; k = before[k] {
			run = append(run, pairs[k])
		}
	}
	slices.Reverse(run)
	return run
}

// near matches each item with the next like it that is not far off. It is for
// long lists of nothing but repeated items.
func near[T comparable](a, b []T, oldAt, newAt int, pairs *[]pair) {
	const reach = 64
	for i, j := 0, 0; i < len(a) && j < len(b); i++ {
		for k := j; k < min(len(b), j+reach); k++ {
			if a[i] == b[k] {
				*pairs = append(*pairs, pair{oldAt + i, newAt + k})
				j = k + 1
				break
			}
		}
	}
}

// maxLikeness bounds the work of alike: characters compared.
const maxLikeness = 1 << 21

// alike pairs the items of two short lists that resemble each other, in order, so
// that the sum of their likeness is greatest. Each pair must reach least; work is
// the number of characters that will be compared. Too much is not paired.
func alike(n, m, work int, least float64, likeness func(i, j int) float64) []pair {
	if n == 0 || m == 0 || n*m > maxTable/16 || work > maxLikeness {
		return nil
	}
	width := m + 1
	best := make([]float64, (n+1)*width)
	score := make([]float64, n*m)
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			here := max(best[(i+1)*width+j], best[i*width+j+1])
			if s := likeness(i, j); s >= least {
				score[i*m+j] = s
				here = max(here, best[(i+1)*width+j+1]+s)
			}
			best[i*width+j] = here
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < n && j < m; {
		switch s := score[i*m+j]; {
		case s > 0 && best[i*width+j] == best[(i+1)*width+j+1]+s:
			pairs = append(pairs, pair{i, j})
			i++
			j++
		case best[i*width+j] == best[(i+1)*width+j]:
			i++
		default:
			j++
		}
	}
	return pairs
}
