package tomldoc

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A simpleReader reads documents of the plainest kind: headings [a.b] in their
// order, lists of tables [[a]], keys and strings bare or in double quotes without
// escapes, numbers, days, truth values, lists and tables in braces. Nearly all front matter is of this
// kind, and the library takes ten times as long for it as everything else does.
//
// At anything else, right or wrong, it gives up and the library reads the
// document: the library alone says what is TOML and what is not. For what the
// reader does read, it gives the values of the library and the places of the
// scanner, which a fuzz test holds it to.
type simpleReader struct {
	scanner
	values map[string]any
}

// readSimple gives the values and the places of a simple document.
func readSimple(text string) (values map[string]any, nodes []node, ok bool) {
	if !utf8.ValidString(text) {
		return nil, nil, false
	}
	for i := range len(text) {
		if c := text[i]; c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return nil, nil, false
		}
	}
	r := &simpleReader{scanner: *newScanner(text), values: map[string]any{}}
	if !r.document() {
		return nil, nil, false
	}
	return r.values, r.nodes, true
}

func (r *simpleReader) document() bool {
	table, id := r.values, int32(0)
	for r.space(); r.at < len(r.text); r.space() {
		ok := false
		switch {
		case strings.HasPrefix(r.text[r.at:], "[["):
			table, id, ok = r.element()
		case r.peek() == '[':
			table, id, ok = r.heading()
		default:
			ok = r.pair(table, id)
		}
		if !ok || !r.endOfLine() {
			return false
		}
	}
	return true
}

// endOfLine passes blanks and a comment up to the end of the line.
func (r *simpleReader) endOfLine() bool {
	r.blank()
	c := r.peek()
	return c == '\n' || c == '#' || c == 0
}

// heading reads [a.b], where a may be known and b is new.
func (r *simpleReader) heading() (table map[string]any, id int32, ok bool) {
	r.at++
	table = r.values
	for {
		at, name := r.name()
		if name == "" {
			return nil, 0, false
		}
		end := at + len(name)
		more := r.peek() == '.'
		known, isKnown := table[name]
		switch {
		case !isKnown:
			below := map[string]any{}
			table[name] = below
			table, id = below, r.add(id, at, end)
			r.nodes[id].valueAt, r.nodes[id].valueEnd = int32(at), int32(at)
			if !more {
				r.nodes[id].flags |= headed
			}
		case more:
			if table, isKnown = known.(map[string]any); !isKnown {
				return nil, 0, false
			}
			if id = r.child(id, name); r.nodes[id].valueAt != r.nodes[id].valueEnd { // {…} is complete
				return nil, 0, false
			}
		default:
			return nil, 0, false
		}
		r.at++ // the point or the bracket
		if !more {
			return table, id, r.text[r.at-1:min(r.at, len(r.text))] == "]"
		}
	}
}

// element reads [[a]], which adds a table to a list that is new or made of such.
func (r *simpleReader) element() (table map[string]any, id int32, ok bool) {
	r.at += len("[[")
	at, name := r.name()
	if name == "" || !strings.HasPrefix(r.text[r.at:], "]]") {
		return nil, 0, false
	}
	r.at += len("]]")
	known, isKnown := r.values[name]
	list, isList := known.([]any)
	array := r.child(0, name)
	switch {
	case !isKnown:
		array = r.add(0, at, at+len(name))
		r.nodes[array].valueAt, r.nodes[array].valueEnd = int32(at), int32(at)
		r.nodes[array].flags |= isArray
	case !isList || r.nodes[array].flags&isArray == 0:
		return nil, 0, false
	}
	table = map[string]any{}
	r.values[name] = append(list, table)
	id = r.add(array, 0, 0)
	r.nodes[id].valueAt, r.nodes[id].valueEnd = int32(at), int32(at)
	return table, id, true
}

// name reads a bare key.
func (r *simpleReader) name() (at int, name string) {
	at = r.at
	for r.at < len(r.text) && bareKey[r.text[r.at]] {
		r.at++
	}
	return at, r.text[at:r.at]
}

var bareKey = func() (set [256]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_" {
		set[c] = true
	}
	return set
}()

// key reads a key, bare or in quotes, and the blanks behind it.
func (r *simpleReader) key() (at, end int, name string) {
	if r.peek() == '"' {
		at = r.at
		quoted, _ := r.quoted()
		name, _ = quoted.(string)
	} else {
		at, name = r.name()
	}
	end = r.at
	r.blank()
	return at, end, name
}

// pair reads a = value.
func (r *simpleReader) pair(table map[string]any, id int32) bool {
	at, end, name := r.key()
	if _, twice := table[name]; twice || name == "" || r.peek() != '=' {
		return false
	}
	r.at++
	r.blank()
	value, ok := r.value(r.add(id, at, end), 0)
	table[name] = value
	return ok
}

// value reads any value.
func (r *simpleReader) value(id int32, depth int) (value any, ok bool) {
	const deep = 4
	if depth > deep {
		return nil, false
	}
	at := r.at
	switch c := r.peek(); {
	case c == '"':
		value, ok = r.quoted()
	case c == '[':
		value, ok = r.list(id, depth)
	case c == '{':
		value, ok = r.braces(id, depth)
	default:
		value, ok = r.word()
	}
	r.nodes[id].valueAt, r.nodes[id].valueEnd = int32(at), int32(r.at)
	return value, ok
}

// quoted reads "text" without escapes.
func (r *simpleReader) quoted() (any, bool) {
	start := r.at + 1
	length := strings.IndexAny(r.text[start:], "\"\\\n")
	if length < 0 || r.text[start+length] != '"' {
		return nil, false
	}
	r.at = start + length + 1
	if length == 0 && r.peek() == '"' { // a text over several lines
		return nil, false
	}
	return r.text[start : start+length], true
}

func (r *simpleReader) list(id int32, depth int) (any, bool) {
	r.at++
	list := make([]any, 0, strings.Count(r.text[r.at:r.at+max(0, strings.IndexAny(r.text[r.at:], "]\n"))], ",")+1)
	for {
		r.space()
		if r.peek() == ']' {
			r.at++
			return list, true
		}
		value, ok := r.value(r.add(id, 0, 0), depth+1)
		if !ok {
			return nil, false
		}
		list = append(list, value)
		r.space()
		switch r.peek() {
		case ',':
			r.at++
		case ']':
		default:
			return nil, false
		}
	}
}

func (r *simpleReader) braces(id int32, depth int) (any, bool) {
	r.at++
	table := map[string]any{}
	r.blank()
	if r.peek() == '}' {
		r.at++
		return table, true
	}
	for {
		r.blank()
		at, end, name := r.key()
		if _, twice := table[name]; twice || name == "" || r.peek() != '=' {
			return nil, false
		}
		r.at++
		r.blank()
		value, ok := r.value(r.add(id, at, end), depth+1)
		if !ok {
			return nil, false
		}
		table[name] = value
		r.blank()
		r.at++
		switch r.text[r.at-1 : min(r.at, len(r.text))] {
		case "}":
			return table, true
		case ",":
		default:
			return nil, false
		}
	}
}

// word reads a number, a day or a truth value.
func (r *simpleReader) word() (any, bool) {
	start := r.at
	if r.peek() == '+' {
		r.at++
	}
	for r.at < len(r.text) && (bareKey[r.text[r.at]] || r.text[r.at] == '.') {
		r.at++
	}
	switch word := r.text[start:r.at]; {
	case word == "true":
		return true, true
	case word == "false":
		return false, true
	case len(word) == len("2006-01-02") && word[4] == '-':
		day, err := time.Parse(time.DateOnly, word)
		return dateOf(day), err == nil && day.Year() > 0
	default:
		return number(word)
	}
}

// number reads a decimal number without exponent or underscores.
func number(word string) (any, bool) {
	const most = 18 // digits that an int64 always holds
	unsigned := word
	if word != "" && (word[0] == '-' || word[0] == '+') {
		unsigned = word[1:]
	}
	whole, fraction, point := strings.Cut(unsigned, ".")
	if !digits(whole) || len(whole) > 1 && whole[0] == '0' || len(whole) > most || !point && word == "-0" {
		return nil, false
	}
	if !point {
		n, err := strconv.ParseInt(word, 10, 64)
		return n, err == nil
	}
	if !digits(fraction) || len(fraction) > most {
		return nil, false
	}
	n, err := strconv.ParseFloat(word, 64)
	return n, err == nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
