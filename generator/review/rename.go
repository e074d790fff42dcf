package review

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
)

// What a removed and an added report must have in common to count as one report
// that was renamed: so much of the bytes of the larger one, in whole lines.
const likeness = 0.5

// commonplace is the number of removed reports from which on a line that is in all
// of them tells nothing, such as "+++".
const commonplace = 64

// renames pairs removed reports with added ones whose text is much the same, the
// likest first. It gives the removed one for each added one.
func renames(base, head fs.FS, removed, added []Key) (map[Key]Key, error) {
	found := map[Key]Key{}
	if len(removed) == 0 || len(added) == 0 {
		return found, nil
	}
	in := map[string][]int{} // line → removed reports
	sizes := make([]int, len(removed))
	for i, k := range removed {
		lines, size, err := linesOf(base, k)
		if err != nil {
			return nil, err
		}
		sizes[i] = size
		for line := range lines {
			in[line] = append(in[line], i)
		}
	}
	for line, at := range in {
		if len(at) > commonplace {
			for _, i := range at {
				sizes[i] -= len(line)
			}
		}
	}
	type pair struct {
		from, to int
		like     float64
	}
	var pairs []pair
	for j, k := range added {
		lines, size, err := linesOf(head, k)
		if err != nil {
			return nil, err
		}
		shared := map[int]int{}
		for line := range lines {
			at := in[line]
			if len(at) > commonplace {
				size -= len(line)
				continue
			}
			for _, i := range at {
				shared[i] += len(line)
			}
		}
		for i, bytes := range shared {
			if like := float64(bytes) / float64(max(size, sizes[i], 1)); like >= likeness {
				pairs = append(pairs, pair{i, j, like})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to))
	})
	taken := map[int]bool{}
	for _, p := range pairs {
		if _, done := found[added[p.to]]; !done && !taken[p.from] {
			found[added[p.to]], taken[p.from] = removed[p.from], true
		}
	}
	return found, nil
}

// linesOf gives the lines of a report's file, each once, and their bytes.
func linesOf(files fs.FS, k Key) (map[string]bool, int, error) {
	if !isRegular(files, k.file()) {
		return nil, 0, nil // a link is like nothing
	}
	text, err := fs.ReadFile(files, k.file())
	if err != nil {
		return nil, 0, err
	}
	lines, size := map[string]bool{}, 0
	for line := range strings.SplitSeq(string(text), "\n") {
		if line = strings.TrimSpace(line); !lines[line] {
			lines[line] = true
			size += len(line)
		}
	}
	return lines, size, nil
}
