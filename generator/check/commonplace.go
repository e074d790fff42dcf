package check

import (
	"slices"
	"sort"
)

// Commonplaces are the sampled shingles that so many reports of a year have that
// they tell nothing: the boilerplate of templates and slogans.
type commonplaces struct {
	hashes []uint32 // in order
	limit  uint32   // that of the middle sample; below it most samples were asked
}

// A shingle is commonplace when this share of a year's reports have it, and at
// least so many.
const (
	commonShare = 0.3
	commonCount = 5
)

// findCommonplaces finds the shingles that are commonplace among samples.
func findCommonplaces(sketches []*sketch) commonplaces {
	var all, limits []uint32
	for _, k := range sketches {
		if len(k.hashes) > 0 {
			all = append(all, k.hashes...)
			limits = append(limits, k.limit)
		}
	}
	if len(limits) < commonCount {
		return commonplaces{}
	}
	slices.Sort(all)
	slices.Sort(limits)
	c := commonplaces{limit: limits[len(limits)/2]}
	for i := 0; i < len(all); {
		n := 1
		for i+n < len(all) && all[i+n] == all[i] {
			n++
		}
		// A text with a lower limit could not have it in its sample.
		asked := len(limits) - sort.Search(len(limits), func(j int) bool { return limits[j] > all[i] })
		if n >= commonCount && float64(n) >= commonShare*float64(asked) {
			c.hashes = append(c.hashes, all[i])
		}
		i += n
	}
	return c
}

// remove gives samples without the commonplaces. One of which too little is left
// is empty.
func (c commonplaces) remove(sketches []*sketch) []sketch {
	left := make([]sketch, len(sketches))
	for i, k := range sketches {
		left[i] = sketch{limit: k.limit, length: k.length}
		if k.length < tooShort || len(k.hashes) == 0 {
			continue
		}
		hashes := make([]uint32, 0, len(k.hashes))
		common := c.hashes
		for _, h := range k.hashes {
			for len(common) > 0 && common[0] < h {
				common = common[1:]
			}
			if len(common) == 0 || common[0] != h {
				hashes = append(hashes, h)
			}
		}
		// The share of the sample that is left tells how much of the text is.
		if int(k.length)*len(hashes) >= tooShort*len(k.hashes) {
			left[i].hashes = hashes
		}
	}
	return left
}

// has says that a sentence is commonplace: that most of its sampled shingles are.
func (c commonplaces) has(text []rune) bool {
	if len(c.hashes) == 0 {
		return false
	}
	asked, common := 0, 0
	eachShingle(text, func(h uint32) {
		if h < c.limit {
			asked++
			if _, found := slices.BinarySearch(c.hashes, h); found {
				common++
			}
		}
	})
	return 2*common > asked
}

// A match is the likest other text, by its number.
type match struct {
	other    int
	likeness float64
}

// Samples are compared that agree in a band: in the smallest hash of each of a few
// classes of hashes. Texts that are 80 % alike agree in one of the bands in all but
// one case in 10,000; of those that agree only a few are compared, since the
// copies of one template are all alike.
const (
	bands       = 16
	classes     = 3 // of a band
	mostOfABand = 8
)

// likest gives for each sample the likest other. It takes time in proportion to
// their number.
func likest(sketches []sketch) []match {
	best := make([]match, len(sketches))
	seen := make([]int, len(sketches)) // the last sample that each was compared with
	for i := range best {
		best[i].other, seen[i] = -1, -1
	}
	buckets := map[uint64][]int{}
	for i := range sketches {
		for _, key := range bandsOf(sketches[i].hashes) {
			others := buckets[key]
			for _, j := range others {
				if seen[j] == i {
					continue
				}
				seen[j] = i
				l := sketches[i].likeness(&sketches[j])
				if l > best[i].likeness {
					best[i] = match{j, l}
				}
				if l > best[j].likeness {
					best[j] = match{i, l}
				}
			}
			if len(others) < mostOfABand {
				buckets[key] = append(others, i)
			}
		}
	}
	return best
}

// bandsOf gives a key for each band in which a sample has hashes.
func bandsOf(hashes []uint32) []uint64 {
	if len(hashes) == 0 {
		return nil
	}
	var smallest [bands * classes]uint32
	for _, h := range slices.Backward(hashes) {
		smallest[mix(uint64(h))%(bands*classes)] = h + 1
	}
	keys := make([]uint64, 0, bands)
	for band := range bands {
		key, any := uint64(band), false
		for _, h := range smallest[band*classes : (band+1)*classes] {
			key = key*0x9e3779b97f4a7c15 + uint64(h)
			key ^= key >> 29
			any = any || h != 0
		}
		if any {
			keys = append(keys, key)
		}
	}
	return keys
}
