package tomldoc

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// A node is a value of the document with its place: byte offsets of its key and
// of its value. The elements of an array have no key. The children of a node
// are a list linked by indexes into the slice of all nodes; index 0, the root,
// ends it.
type node struct {
	keyAt, keyEnd     int32
	valueAt, valueEnd int32 // equal for a table with a heading or dotted keys
	first, last, next int32
	flags             flags
}

type flags uint8

const (
	headed  flags = 1 << iota // a table with a heading of its own
	isArray                   // an array of tables: [[x]]
)

// twice tells where a key is given a second time, and where it was given first.
type twice struct{ first, at, end int }

// A scanner walks over a text that the library has found valid, and notes where
// things stand. On any other text its findings mean nothing, but it ends.
type scanner struct {
	text  string
	at    int
	nodes []node
	twice twice
}

func newScanner(text string) *scanner {
	values := strings.Count(text, "=") + strings.Count(text, ",") + strings.Count(text, "[")
	return &scanner{text: text, nodes: make([]node, 1, values+2)}
}

// document reads headings and pairs up to the end.
func (s *scanner) document() {
	table := int32(0)
	for s.space(); s.at < len(s.text); s.space() {
		before := s.at
		if s.peek() == '[' {
			table = s.heading()
		} else {
			s.pair(table)
		}
		if s.at == before {
			s.at++
		}
	}
}

// peek gives the next byte, 0 at the end; no TOML text holds a zero byte.
func (s *scanner) peek() byte {
	if s.at < len(s.text) {
		return s.text[s.at]
	}
	return 0
}

// space passes white space, line ends and comments.
func (s *scanner) space() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		case '#':
			s.comment()
		default:
			return
		}
	}
}

// comment passes everything up to the end of the line.
func (s *scanner) comment() {
	end := strings.IndexByte(s.text[s.at:], '\n')
	if end < 0 {
		end = len(s.text) - s.at
	}
	s.at += end
}

// heading reads [a.b] or [[a.b]] and gives the table whose pairs follow.
func (s *scanner) heading() int32 {
	s.at++
	array := s.peek() == '['
	if array {
		s.at++
	}
	table := int32(0)
	for {
		at, end := s.key()
		more := s.peek() == '.'
		table = s.step(table, at, end, more, array)
		if !more {
			break
		}
		s.at++
	}
	for s.peek() == ']' {
		s.at++
	}
	return table
}

// step goes from a table to the one below it that a part of a heading names.
func (s *scanner) step(table int32, at, end int, more, array bool) int32 {
	child := s.child(table, s.text[at:end])
	switch {
	case child == 0:
		child = s.add(table, at, end)
		s.nodes[child].valueAt, s.nodes[child].valueEnd = int32(at), int32(at)
	case !more && array != (s.nodes[child].flags&isArray != 0):
		s.repeat(child, at, end)
	case !more && !array && s.nodes[child].flags&headed == 0:
		n := &s.nodes[child]
		n.keyAt, n.keyEnd, n.valueAt, n.valueEnd = int32(at), int32(end), int32(at), int32(at)
	case !more && !array:
		s.repeat(child, at, end)
	}
	switch {
	case !more && array:
		s.nodes[child].flags |= isArray
		element := s.add(child, 0, 0)
		s.nodes[element].valueAt, s.nodes[element].valueEnd = int32(at), int32(at)
		return element
	case more && s.nodes[child].flags&isArray != 0:
		return s.nodes[child].last
	case !more:
		s.nodes[child].flags |= headed
	}
	return child
}

// pair reads a.b = value below a table.
func (s *scanner) pair(table int32) {
	for {
		at, end := s.key()
		child := s.child(table, s.text[at:end])
		if s.peek() == '.' {
			if child == 0 {
				child = s.add(table, at, end)
				s.nodes[child].valueAt, s.nodes[child].valueEnd = int32(at), int32(at)
			}
			table = child
			s.at++
			continue
		}
		if child != 0 {
			s.repeat(child, at, end)
		}
		child = s.add(table, at, end)
		if s.peek() == '=' {
			s.at++
		}
		s.blank()
		s.value(child)
		return
	}
}

func (s *scanner) repeat(first int32, at, end int) {
	if s.twice.at == 0 {
		s.twice = twice{int(s.nodes[first].keyAt), at, end}
	}
}

// key passes one part of a key and the blanks around it.
func (s *scanner) key() (at, end int) {
	s.blank()
	at = s.at
	switch s.peek() {
	case '"', '\'':
		s.quoted()
	default:
		s.bare()
	}
	end = s.at
	s.blank()
	return at, end
}

// bare passes a key without quotes.
func (s *scanner) bare() {
	for i := s.at; i < len(s.text); i++ {
		switch s.text[i] {
		case '=', '.', ']', ' ', '\t', '\r', '\n':
			s.at = i
			return
		}
	}
	s.at = len(s.text)
}

func (s *scanner) blank() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

// value passes a value and notes its place and those of the values in it.
func (s *scanner) value(n int32) {
	s.nodes[n].valueAt = int32(s.at)
	switch s.peek() {
	case '"', '\'':
		s.quoted()
	case '[':
		s.array(n)
	case '{':
		s.inline(n)
	default:
		s.plain()
	}
	s.nodes[n].valueEnd = int32(s.at)
}

// plain passes a number, date or truth value; a date may hold a blank.
func (s *scanner) plain() {
	start := s.at
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ',', ']', '}', '#', '\r', '\n':
			s.trim(start)
			return
		}
		s.at++
	}
	s.trim(start)
}

func (s *scanner) trim(start int) {
	for s.at > start && (s.text[s.at-1] == ' ' || s.text[s.at-1] == '\t') {
		s.at--
	}
}

func (s *scanner) array(n int32) {
	s.at++
	for s.space(); s.at < len(s.text) && s.peek() != ']'; s.space() {
		before := s.at
		s.value(s.add(n, 0, 0))
		s.comma(before)
	}
	s.at = min(s.at+1, len(s.text))
}

func (s *scanner) inline(n int32) {
	s.at++
	for s.space(); s.at < len(s.text) && s.peek() != '}'; s.space() {
		before := s.at
		s.pair(n)
		s.comma(before)
	}
	s.at = min(s.at+1, len(s.text))
}

// comma passes a comma, and a byte in any case, so that broken texts end too.
func (s *scanner) comma(before int) {
	s.space()
	if s.peek() == ',' || s.at == before {
		s.at = min(s.at+1, len(s.text))
	}
}

// quoted passes a string of any of the four kinds.
func (s *scanner) quoted() {
	quote := s.text[s.at]
	if !s.three(quote) {
		s.upTo(quote, false)
		return
	}
	s.at += 2
	s.upTo(quote, true)
	for range 2 { // up to two quotes may stand before the three that close
		if s.peek() == quote {
			s.at++
		}
	}
}

// three says that three quotes stand here.
func (s *scanner) three(quote byte) bool {
	return s.at+2 < len(s.text) && s.text[s.at] == quote && s.text[s.at+1] == quote && s.text[s.at+2] == quote
}

// upTo passes an opening quote and everything up to and with the closing quote,
// or the three that close a string over several lines.
func (s *scanner) upTo(quote byte, lines bool) {
	for s.at++; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == '\\' && quote == '"':
			s.at++
		case c == quote && !lines:
			s.at++
			return
		case c == quote && s.three(quote):
			s.at += 3
			return
		case c == '\n' && !lines:
			return // only in a broken text
		}
	}
	s.at = len(s.text)
}

// add appends a child to a node.
func (s *scanner) add(parent int32, keyAt, keyEnd int) int32 {
	id := int32(len(s.nodes))
	s.nodes = append(s.nodes, node{keyAt: int32(keyAt), keyEnd: int32(keyEnd)})
	p := &s.nodes[parent]
	if p.first == 0 {
		p.first = id
	} else {
		s.nodes[p.last].next = id
	}
	p.last = id
	return id
}

// child finds a key, as written, below a table.
func (s *scanner) child(table int32, written string) int32 {
	return childOf(s.nodes, s.text, table, keyName(written))
}

// childOf finds a key below a table; 0 if it is not there.
func childOf(nodes []node, text string, table int32, key string) int32 {
	for id := nodes[table].first; id != 0; id = nodes[id].next {
		if isKey(text[nodes[id].keyAt:nodes[id].keyEnd], key) {
			return id
		}
	}
	return 0
}

// isKey says whether a key, bare or in quotes, is this one.
func isKey(written, key string) bool {
	if written != "" && (written[0] == '"' || written[0] == '\'') {
		return keyName(written) == key
	}
	return written == key
}

// keyName gives the key that is written bare or in quotes.
func keyName(written string) string {
	if written == "" || written[0] != '"' && written[0] != '\'' {
		return written
	}
	if len(written) >= 2 && (written[0] == '\'' || !strings.Contains(written, `\`)) {
		return written[1 : len(written)-1]
	}
	var decoded map[string]any // escapes are rare: let the library read them
	if _, err := toml.Decode(written+" = 0", &decoded); err == nil {
		for key := range decoded {
			return key // the only one
		}
	}
	return written
}

// tooDeep finds the first bracket beyond maxDepth.
func tooDeep(text string) (at int, ok bool) {
	if strings.Count(text, "[")+strings.Count(text, "{") <= maxDepth {
		return 0, false
	}
	open, at := brackets(text, len(text))
	return at, len(open) > maxDepth
}

// brackets gives the places of the brackets that are open at an offset, the
// outermost first. It stops where there are more than maxDepth.
func brackets(text string, until int) (open []int, at int) {
	s := scanner{text: text[:until]}
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case '[', '{':
			open = append(open, s.at)
			if len(open) > maxDepth {
				return open, s.at
			}
			s.at++
		case ']', '}':
			open = open[:max(0, len(open)-1)]
			s.at++
		case '"', '\'':
			s.quoted()
		case '#':
			s.space()
		default:
			s.at++
		}
	}
	return open, s.at
}
