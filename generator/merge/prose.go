package merge

import (
	"strings"

	"gongkai/generator/compare"
)

// prose merges the text: by lines, and within lines that both sides changed by
// sentences.
func (m *merger) prose(body [3]string) (string, []Conflict) {
	chunks := diff3(cutLines(body), strict)
	var conflicts []Conflict
	heading := ""
	for i, c := range chunks {
		if c.conflict {
			if whole, ok := bySentence(c); ok {
				c, chunks[i] = whole, whole
			} else {
				conflicts = append(conflicts, m.conflict(c, "", headingOf(c, heading)))
			}
		}
		for _, line := range c.text[ours] {
			if text, ok := isHeading(line); ok {
				heading = text
			}
		}
	}
	return m.write(chunks), conflicts
}

// isHeading gives the text of a line that is a heading.
func isHeading(line string) (string, bool) {
	text := strings.TrimLeft(line, "#")
	return strings.TrimSpace(text), text != line && strings.HasPrefix(text, " ")
}

// headingOf gives the heading above the first line of the base that both sides
// changed; that of the lines before where the chunk has none. A side that moved a
// section away begins with its heading, or with the empty line above, and the other
// with the line it edited.
func headingOf(c chunk, heading string) string {
	first := max(firstChange(c, ours), firstChange(c, theirs))
	for i, line := range c.text[base] {
		if text, ok := isHeading(line); ok && i <= first {
			heading = text
		}
	}
	return heading
}

// firstChange gives the number of the first line of the base that a side changed.
func firstChange(c chunk, side int) int {
	i := 0
	for i < min(len(c.text[base]), len(c.text[side])) && c.text[base][i] == c.text[side][i] {
		i++
	}
	return i
}

// bySentence merges lines by their sentences.
func bySentence(c chunk) (chunk, bool) {
	var cut [3][]string
	for v, lines := range c.text {
		for _, line := range lines {
			cut[v] = append(cut[v], compare.Sentences(line)...)
		}
	}
	var merged strings.Builder
	for _, c := range diff3(cut, beside) {
		if c.conflict {
			return chunk{}, false
		}
		merged.WriteString(strings.Join(c.text[ours], ""))
	}
	return clean([]string{merged.String()}), true
}
