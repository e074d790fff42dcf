package canonical

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/format"
)

// A conflicted file is one that a merge has left with marks, as its two sides. What
// was before both, which some marks hold too, is left out.
type conflicted struct {
	ours, theirs       []byte
	begin, middle, end string // the first marks of each kind, as written
}

// The characters of the marks, in their order.
const marks = "<|=>"

// markOf gives the character of a line that is a mark of a conflict, and the number
// of times that it stands there; 0 for any other line.
func markOf(line string) (char byte, n int) {
	line = strings.TrimRight(line, "\r\n")
	if line == "" || !strings.Contains(marks, line[:1]) {
		return 0, 0
	}
	rest := strings.TrimLeft(line, line[:1])
	if n = len(line) - len(rest); n < 7 || rest != "" && (rest[0] != ' ' || line[0] == '=') {
		return 0, 0
	}
	return line[0], n
}

// conflictOf finds the sides of a file with marks. It says whether there are any
// marks, and gives no sides where they do not stand as a merge writes them.
func conflictOf(file []byte) (c *conflicted, any bool) {
	if !bytes.Contains(file, []byte("<<<<<<<")) && !bytes.Contains(file, []byte(">>>>>>>")) {
		return nil, false
	}
	c = &conflicted{}
	in, size, sound := byte('>'), 0, true // the last mark
	for line := range strings.Lines(string(file)) {
		char, n := markOf(line)
		switch {
		case char == '<' || char == '>' || in != '>' && n == size && char != 0:
			any = true
			sound = sound && follows(in, char) && (char == '<' || n == size)
			in, size = char, n
			c.note(char, strings.TrimRight(line, "\r\n"))
			continue
		case in == '<' || in == '>':
			c.ours = append(c.ours, line...)
		}
		if in == '=' || in == '>' {
			c.theirs = append(c.theirs, line...)
		}
	}
	if !any || !sound || in != '>' {
		return nil, any
	}
	return c, true
}

// follows says whether a mark may stand behind another.
func follows(last, char byte) bool {
	switch char {
	case '<':
		return last == '>'
	case '|':
		return last == '<'
	case '=':
		return last == '<' || last == '|'
	}
	return last == '='
}

// note keeps the first mark of each kind.
func (c *conflicted) note(char byte, line string) {
	for _, x := range []struct {
		char byte
		to   *string
	}{{'<', &c.begin}, {'=', &c.middle}, {'>', &c.end}} {
		if x.char == char && *x.to == "" {
			*x.to = line
		}
	}
}

// text writes the two sides as one text, with the marks around the lines in which
// they differ. It gives false where a side cannot be read, or where they mean the
// same: the marks would not show.
func (c *conflicted) text(name string, formats *format.Set) ([]byte, bool) {
	ours, ok := Text(name, c.ours, formats)
	theirs, ok2 := Text(name, c.theirs, formats)
	if !ok || !ok2 || bytes.Equal(ours, theirs) {
		return nil, false
	}
	a, b := slices.Collect(strings.Lines(string(ours))), slices.Collect(strings.Lines(string(theirs)))
	var w writer
	i, j := 0, 0
	for _, m := range append(compare.Matches(a, b), compare.Match{Old: len(a), New: len(b)}) {
		if m.Old > i || m.New > j {
			w.line(c.begin)
			w.b.WriteString(strings.Join(a[i:m.Old], ""))
			w.line(c.middle)
			w.b.WriteString(strings.Join(b[j:m.New], ""))
			w.line(c.end)
		}
		if m.Old < len(a) {
			w.b.WriteString(a[m.Old])
		}
		i, j = m.Old+1, m.New+1
	}
	return w.b.Bytes(), true
}
