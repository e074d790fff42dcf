package compare

import "slices"

// traits are the characters of a text and its pairs of characters, sorted.
type traits []uint64

func traitsOf(text string) traits {
	list := make(traits, 0, len(text))
	last := rune(0)
	for _, r := range text {
		list = append(list, uint64(r))
		if last != 0 {
			list = append(list, uint64(last)<<32|uint64(r))
		}
		last = r
	}
	slices.Sort(list)
	return list
}

// likeness gives the share of traits that two texts have in common, 0 to 1.
func (t traits) likeness(u traits) float64 {
	if len(t)+len(u) == 0 {
		return 1
	}
	n := 0
	for i, j := 0, 0; i < len(t) && j < len(u); {
		switch {
		case t[i] == u[j]:
			n++
			i++
			j++
		case t[i] < u[j]:
			i++
		default:
			j++
		}
	}
	return float64(2*n) / float64(len(t)+len(u))
}
