package search

import "math/bits"

// A place is a file of the index in a list of such files: the text at which it
// begins and the check of its content.
type place struct {
	first []uint16
	check string
}

// appendPlaces writes a list as JSON. Of each file it has the number of characters
// that its text has in common with the one before, the number of the others, as
// characters from '0' on, the others, and the check.
func appendPlaces(out []byte, places []place) []byte {
	out = append(out, '"')
	var before []uint16
	for _, p := range places {
		same := 0
		for same < len(before) && same < len(p.first)-1 && before[same] == p.first[same] {
			same++
		}
		for same > 0 && half(p.first[same]) {
			same--
		}
		out = appendUnits(out, []uint16{uint16('0' + same), uint16('0' + len(p.first) - same)})
		out = appendUnits(out, p.first[same:])
		out = append(out, p.check...)
		before = p.first
	}
	return append(out, '"')
}

// readPlaces is the reader of appendPlaces.
func readPlaces(text []uint16) (all []place) {
	var before []uint16
	for len(text) >= 6 {
		same, others := int(text[0]-'0'), int(text[1]-'0')
		if same > len(before) || len(text) < 6+others {
			return all
		}
		first := append(append([]uint16(nil), before[:same]...), text[2:2+others]...)
		check := text[2+others : 6+others]
		all = append(all, place{first, string([]rune{rune(check[0]), rune(check[1]), rune(check[2]), rune(check[3])})})
		before, text = first, text[6+others:]
	}
	return all
}

// find gives the last file that begins at or before a text; -1 when none does.
func find(places []place, text []uint16) int {
	low, high := 0, len(places)
	for low < high {
		middle := (low + high) / 2
		if compare(places[middle].first, text) <= 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low - 1
}

func compare(a, b []uint16) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// sections cuts the list of all shards into about as many lists as one of them has
// shards, at texts that do not depend on the number of shards before.
func sections(places []place) (all [][]place) {
	size := 1 << (bits.Len(uint(len(places))) / 2)
	from := 0
	for i := range places {
		n := i - from
		if n >= 2*size || n > size/2 && hash(places[i].first)>>32%uint64(size/2+1) == 0 {
			all = append(all, places[from:i])
			from = i
		}
	}
	if from < len(places) {
		all = append(all, places[from:])
	}
	return all
}
