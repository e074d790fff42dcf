package merge

import (
	"slices"
	"strings"

	"gongkai/generator/compare"
)

// A chunk is a run of lines of the merged text. One without conflict has the same
// lines in all versions.
type chunk struct {
	text     [3][]string
	conflict bool
}

func clean(lines []string) chunk { return chunk{text: [3][]string{lines, lines, lines}} }

// A mode says when two changes beside each other are a conflict.
type mode int

const (
	strict  mode = iota // always, as git does it
	beside              // where one of them only inserts
	lenient             // where both insert at the same place
)

// A hunk is a change of one side: lines from to end of the base became others.
type hunk struct {
	from, end int
	lines     []string
}

// hunks gives the changes between two lists.
func hunks(old, new []string) []hunk {
	var all []hunk
	i, j := 0, 0
	for _, m := range append(compare.Matches(old, new), compare.Match{Old: len(old), New: len(new)}) {
		if m.Old > i || m.New > j {
			all = append(all, hunk{i, m.Old, new[j:m.New]})
		}
		i, j = m.Old+1, m.New+1
	}
	return all
}

// meets says whether two changes are in each other's way, g not before h.
func meets(h, g hunk, m mode) bool {
	switch {
	case g.from != h.end && g.from != h.from:
		return g.from < h.end
	case g.from < h.end && g.end > h.from: // they overlap
		return true
	case m == strict:
		return true
	case m == beside:
		return h.from == h.end || g.from == g.end
	}
	return h.from == h.end && g.from == g.end
}

// single cuts hunks in which every line became one other line into these lines, so
// that the other side may have changed the next one.
func single(all []hunk) []hunk {
	var cut []hunk
	for _, h := range all {
		if h.end-h.from != len(h.lines) {
			cut = append(cut, h)
			continue
		}
		for i := range h.lines {
			cut = append(cut, hunk{h.from + i, h.from + i + 1, h.lines[i : i+1]})
		}
	}
	return cut
}

// diff3 merges three lists of lines.
func diff3(lines [3][]string, m mode) []chunk {
	sides := [3][]hunk{ours: hunks(lines[base], lines[ours]), theirs: hunks(lines[base], lines[theirs])}
	if m != strict {
		sides[ours], sides[theirs] = single(sides[ours]), single(sides[theirs])
	}
	var chunks []chunk
	at := 0
	for len(sides[ours])+len(sides[theirs]) > 0 {
		group := [3][]hunk{}
		from, end := -1, -1
		for {
			v := first(sides)
			if v < 0 {
				break
			}
			h := sides[v][0]
			other := ours + theirs - v
			if from >= 0 && !slices.ContainsFunc(group[other], func(g hunk) bool { return meets(g, h, m) }) {
				break
			}
			if from < 0 {
				from = h.from
			}
			end = max(end, h.end)
			group[v] = append(group[v], h)
			sides[v] = sides[v][1:]
		}
		if from > at {
			chunks = append(chunks, clean(lines[base][at:from]))
		}
		chunks = append(chunks, together(lines[base], group, from, end))
		at = end
	}
	if at < len(lines[base]) {
		chunks = append(chunks, clean(lines[base][at:]))
	}
	return chunks
}

// first gives the side with the next change; -1 for none.
func first(sides [3][]hunk) int {
	a, b := sides[ours], sides[theirs]
	switch {
	case len(a) == 0 && len(b) == 0:
		return -1
	case len(b) == 0:
		return ours
	case len(a) == 0:
		return theirs
	case b[0].from < a[0].from || b[0].from == a[0].from && b[0].end < a[0].end:
		return theirs
	}
	return ours
}

// together makes a chunk of changes that are in each other's way.
func together(old []string, group [3][]hunk, from, end int) chunk {
	var c chunk
	c.text[base] = old[from:end]
	for _, v := range []int{ours, theirs} {
		at := from
		for _, h := range group[v] {
			c.text[v] = append(append(c.text[v], old[at:h.from]...), h.lines...)
			at = h.end
		}
		c.text[v] = append(c.text[v], old[at:end]...)
	}
	switch {
	case len(group[theirs]) == 0 || slices.Equal(c.text[ours], c.text[theirs]):
		return clean(c.text[ours])
	case len(group[ours]) == 0:
		return clean(c.text[theirs])
	}
	c.conflict = true
	return c
}

// cutLines cuts three texts into lines.
func cutLines(text [3]string) (lines [3][]string) {
	for v, t := range text {
		lines[v] = slices.Collect(strings.Lines(t))
	}
	return lines
}

// write puts chunks together, with marks around conflicts.
func (m *merger) write(chunks []chunk) string {
	var b strings.Builder
	for _, c := range chunks {
		if !c.conflict {
			b.WriteString(strings.Join(c.text[ours], ""))
			continue
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n") {
			b.WriteByte('\n')
		}
		m.marked(&b, c)
	}
	return b.String()
}

// marked writes a conflict.
func (m *merger) marked(b *strings.Builder, c chunk) {
	n := m.Marker
	if n <= 0 {
		n = 7
	}
	line := func(char, name string) {
		b.WriteString(strings.Repeat(char, n))
		if name != "" {
			b.WriteString(" " + name)
		}
		b.WriteByte('\n')
	}
	side := func(lines []string) {
		text := strings.Join(lines, "")
		b.WriteString(text)
		if text != "" && !strings.HasSuffix(text, "\n") {
			b.WriteByte('\n')
		}
	}
	name := func(given, other string) string {
		if given == "" {
			return other
		}
		return given
	}
	line("<", name(m.OurName, "ours"))
	side(c.text[ours])
	line("=", "")
	side(c.text[theirs])
	line(">", name(m.TheirName, "theirs"))
}
