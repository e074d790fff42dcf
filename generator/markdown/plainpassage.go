package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A plainReader takes the passages out of a text that need no library: headings
// and paragraphs of one line, between blank lines, in which nothing is marked up
// but **this** and :cell{…}; and the lines that place a table. Nearly all lines of
// a report are like that, and the library takes ten times as long for them. What
// is left for the library has blanks in their place, so that offsets stay what
// they are.
//
// At a line of any other kind it leaves the line to the library; it takes none
// where lines are indented or fenced, since such may belong to what stands far
// above. For what it does take a fuzz test holds it to the library.
type plainReader struct {
	c        *conversion
	text     string
	passages []Passage
	runs     []run // of all passages
	rest     []byte
}

// takePlain gives the plain passages of a text, and the text without them.
func (c *conversion) takePlain(text string) (passages []Passage, rest []byte) {
	if text == "" || indented(text[0]) || strings.Contains(text, "\n ") || strings.Contains(text, "\n\t") || strings.Contains(text, "```") || strings.Contains(text, "~~~") {
		return nil, c.text
	}
	lines := strings.Count(text, "\n") + 1
	r := &plainReader{c: c, text: text, passages: make([]Passage, 0, lines/2+1), runs: make([]run, 0, lines), rest: bytes.Clone(c.text)}
	blank := true // the line before is
	for at := 0; at < len(text); {
		end := at + strings.IndexByte(text[at:], '\n')
		if end < at {
			end = len(text)
		}
		next := min(end+1, len(text))
		switch {
		case end == at:
			blank = true
		case text[at] == '#':
			blank = r.heading(at, end, blank)
		case !blank || next < len(text) && text[next] != '\n':
			blank = false
		case text[at] == ':':
			blank = r.placement(at, end)
		default:
			blank = r.paragraph(at, end)
		}
		at = next
	}
	return r.passages, r.rest
}

func indented(c byte) bool { return c == ' ' || c == '\t' }

// heading takes a line from at to end that is a heading of level 2 or below; blank
// says that the line before is.
func (r *plainReader) heading(at, end int, blank bool) bool {
	const deepest = 6
	level := 1
	for level <= deepest && at+level < end && r.text[at+level] == '#' {
		level++
	}
	if level < 2 || level > deepest || at+level == end || r.text[at+level] != ' ' {
		return false
	}
	from := at + level
	for from < end && r.text[from] == ' ' {
		from++
	}
	if strings.IndexByte(r.text[from:end], '#') >= 0 {
		return false
	}
	return r.take(Passage{Kind: HeadingText, Level: level}, at, from, end, blank)
}

// paragraph takes a line that begins like no block of another kind.
func (r *plainReader) paragraph(at, end int) bool {
	switch c := r.text[at]; {
	case c >= '0' && c <= '9':
		mark := strings.TrimLeft(r.text[at:end], "0123456789")
		if mark == "" || mark[0] == '.' || mark[0] == ')' {
			return false
		}
	case c < utf8.RuneSelf && !strings.HasPrefix(r.text[at:], "**"):
		return false
	}
	return r.take(Passage{Kind: Paragraph}, at, at, end, true)
}

// placement takes a line that places a table nowhere else placed; it is no passage.
func (r *plainReader) placement(at, end int) bool {
	line := r.text[at:end]
	d, ok := readDirective(r.c.text[at:end])
	if !ok || d.colons != 2 || d.name != "table" || !d.wellFormed() || d.size != len(line) || r.c.src.Table == nil || !r.c.src.Table(d.arg) || strings.Count(r.text, line) > 1 {
		return false
	}
	r.blank(at, end, true)
	return true
}

// take takes the line from at to end as a passage, with the text from from on.
// What it leaves is one line with the blank one before.
func (r *plainReader) take(p Passage, at, from, end int, blank bool) bool {
	first := len(r.runs)
	if !r.inlines(&p, from, end) {
		r.runs = r.runs[:first]
		return false
	}
	p.runs = r.runs[first:len(r.runs):len(r.runs)]
	r.passages = append(r.passages, p)
	r.blank(at, end, blank)
	return true
}

// blank puts blanks in the place of a line, and of the end of the line before.
func (r *plainReader) blank(at, end int, before bool) {
	if before {
		at = max(at-1, 0)
	}
	for i := at; i < end; i++ {
		r.rest[i] = ' '
	}
	r.c.taken += end - at
}

// inlines reads the text of a passage.
func (r *plainReader) inlines(p *Passage, from, end int) bool {
	text := r.text[:end]
	if from == end || indented(text[from]) || indented(text[end-1]) {
		return false
	}
	var written []byte // where it is not the text as it stands
	strong, marks := false, 0
	start := from
	for i := from; i < end; {
		c := text[i]
		switch {
		case plainBytes[c] && (c != 'w' || !strings.HasPrefix(text[i:], "www")):
			i++
			continue
		case c == '*':
			if marks++; marks > maxMarks/2 || !strongMark(text, from, i, strong) {
				return false
			}
			strong = !strong
			written = r.run(written, start, i)
			i += len("**")
		case c == ':':
			d, ok := readDirective(r.c.text[i:end])
			if !ok || d.colons != 1 || d.name != "cell" || !d.wellFormed() || r.c.src.Cell == nil {
				return false
			}
			value, ok := r.c.src.Cell(d.arg)
			if !ok || value == "" {
				return false
			}
			written = r.run(written, start, i)
			r.runs = append(r.runs, run{len(written), i, i})
			p.References = append(p.References, Reference{len(written), len(written) + len(value), d.arg})
			written = append(written, value...)
			i += d.size
		default:
			return false
		}
		start = i
	}
	if strong {
		return false
	}
	if start == from {
		r.runs = append(r.runs, run{0, from, end})
		p.Text = text[from:]
		return true
	}
	p.Text = string(r.run(written, start, end))
	return true
}

// run adds a part of the source to what is written of a passage.
func (r *plainReader) run(written []byte, from, to int) []byte {
	if from == to {
		return written
	}
	if written == nil {
		written = make([]byte, 0, to-from+256)
	}
	r.runs = append(r.runs, run{len(written), from, to})
	return append(written, r.text[from:to]...)
}

// strongMark says that ** stands at a place and surely begins or ends what is
// strong: the character within is a letter or a digit.
func strongMark(text string, from, at int, ends bool) bool {
	if !strings.HasPrefix(text[at:], "**") || strings.HasPrefix(text[at:], "***") {
		return false
	}
	var within rune
	if ends {
		within, _ = utf8.DecodeLastRuneInString(text[from:at])
	} else {
		within, _ = utf8.DecodeRuneInString(text[at+len("**"):])
	}
	return wide(within) || within < utf8.RuneSelf && bareLetter(byte(within))
}

func bareLetter(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}
