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
				conflicts = append(conflicts, m.conflict(c, "", heading))
			}
		}
		for _, line := range c.text[ours] {
			if text := strings.TrimLeft(line, "#"); text != line && strings.HasPrefix(text, " ") {
				heading = strings.TrimSpace(text)
			}
		}
	}
	return m.write(chunks), conflicts
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
