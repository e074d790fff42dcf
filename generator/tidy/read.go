package tidy

import (
	"strings"

	"gongkai/generator/tomldoc"
)

// A table is a heading with the pairs below it; the first has no heading.
type table struct {
	heading *tomldoc.Item
	above   []string // comments directly above the heading
	behind  string   // a comment behind the heading
	head    []string // comments at the top, which a blank line parts from the pairs
	pairs   []pair
	tail    []string // comments at the end
}

// A pair is a key with its value.
type pair struct {
	tomldoc.Item
	above  []string // comments directly above
	behind string   // a comment behind the value
}

// read cuts a text into tables.
func read(text string) []table {
	tables := []table{{}}
	last := 0
	for _, it := range tomldoc.Items(text) {
		behind, blocks := gap(text[last:it.Start], last == 0)
		t := &tables[len(tables)-1]
		t.setBehind(behind)
		above, floating := cutBlocks(blocks)
		switch {
		case it.Heading:
			if len(t.pairs) == 0 {
				t.head = apart(t.head, floating)
			} else {
				t.tail = apart(t.tail, floating)
			}
			tables = append(tables, table{heading: &it, above: above})
		case len(t.pairs) == 0:
			t.head = apart(t.head, floating)
			t.pairs = append(t.pairs, pair{Item: it, above: above})
		default:
			t.pairs = append(t.pairs, pair{Item: it, above: apart(floating, above)})
		}
		last = it.End
	}
	behind, blocks := gap(text[last:], last == 0)
	t := &tables[len(tables)-1]
	t.setBehind(behind)
	above, floating := cutBlocks(blocks)
	t.tail = apart(apart(t.tail, floating), above)
	return tables
}

// setBehind notes a comment behind what was read last.
func (t *table) setBehind(comment string) {
	if n := len(t.pairs); n > 0 {
		t.pairs[n-1].behind = comment
	} else {
		t.behind = comment
	}
}

// A block is a run of comment lines; touching says that no blank line parts it
// from what follows.
type block struct {
	lines    []string
	touching bool
}

// gap cuts what stands between two items: a comment behind the first, and blocks
// of comments. At the beginning of a text nothing stands before.
func gap(text string, first bool) (behind string, blocks []block) {
	if !first {
		line, rest, _ := strings.Cut(text, "\n")
		behind, text = strings.TrimSpace(line), rest
	}
	open := false
	for line := range strings.Lines(text) {
		comment := strings.TrimSpace(line)
		ended := strings.HasSuffix(line, "\n")
		switch {
		case comment == "" && ended:
			open = false
		case comment == "":
		case open:
			b := &blocks[len(blocks)-1]
			b.lines = append(b.lines, comment)
		default:
			blocks = append(blocks, block{lines: []string{comment}})
			open = true
		}
	}
	if open {
		blocks[len(blocks)-1].touching = true
	}
	return behind, blocks
}

// cutBlocks gives the block that touches what follows, and the lines of the others.
func cutBlocks(blocks []block) (above, floating []string) {
	for _, b := range blocks {
		if b.touching {
			above = b.lines
		} else {
			floating = apart(floating, b.lines)
		}
	}
	return above, floating
}

// apart puts a blank line between two blocks, where there are two.
func apart(first, second []string) []string {
	if len(first) > 0 && len(second) > 0 {
		first = append(first, "")
	}
	return append(first, second...)
}
