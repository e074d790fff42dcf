package canonical

import (
	"bytes"
	"fmt"
	"strings"

	"gongkai/generator/compare"
)

// Diff writes how two texts differ by lines, in the unified form with three lines
// around each change; nothing where they are the same.
func Diff(old, new []byte) []byte {
	a, b := lines(old), lines(new)
	var out bytes.Buffer
	for _, g := range groups(compare.Matches(a, b), len(a), len(b)) {
		g.write(&out, a, b)
	}
	return out.Bytes()
}

const around = 3

func lines(text []byte) []string {
	if len(text) == 0 {
		return nil
	}
	return strings.SplitAfter(strings.TrimSuffix(string(text), "\n"), "\n")
}

// A group is a run of changes that are near each other, with the lines around them.
type group struct{ oldFrom, oldEnd, newFrom, newEnd int }

// groups gives the changes between what two lists have in common.
func groups(matches []compare.Match, oldLen, newLen int) []group {
	var all []group
	i, j := 0, 0
	for _, m := range append(matches, compare.Match{Old: oldLen, New: newLen}) {
		if m.Old > i || m.New > j {
			if n := len(all); n > 0 && i-all[n-1].oldEnd <= 2*around {
				all[n-1].oldEnd, all[n-1].newEnd = m.Old, m.New
			} else {
				all = append(all, group{i, m.Old, j, m.New})
			}
		}
		i, j = m.Old+1, m.New+1
	}
	for k, g := range all {
		before, after := min(around, g.oldFrom, g.newFrom), min(around, oldLen-g.oldEnd, newLen-g.newEnd)
		all[k] = group{g.oldFrom - before, g.oldEnd + after, g.newFrom - before, g.newEnd + after}
	}
	return all
}

// write writes a group.
func (g group) write(out *bytes.Buffer, a, b []string) {
	fmt.Fprintf(out, "@@ -%s +%s @@\n", span(g.oldFrom, g.oldEnd), span(g.newFrom, g.newEnd))
	put := func(sign string, line string) { out.WriteString(sign + strings.TrimSuffix(line, "\n") + "\n") }
	i, j := g.oldFrom, g.newFrom
	for _, m := range append(compare.Matches(a[i:g.oldEnd], b[j:g.newEnd]), compare.Match{Old: g.oldEnd - i, New: g.newEnd - j}) {
		for ; i < g.oldFrom+m.Old; i++ {
			put("-", a[i])
		}
		for ; j < g.newFrom+m.New; j++ {
			put("+", b[j])
		}
		if i < g.oldEnd {
			put(" ", a[i])
		}
		i, j = i+1, j+1
	}
}

// span gives the numbers of lines as a unified diff has them.
func span(from, end int) string {
	switch end - from {
	case 0:
		return fmt.Sprintf("%d,0", from)
	case 1:
		return fmt.Sprint(from + 1)
	}
	return fmt.Sprintf("%d,%d", from+1, end-from)
}
