package tomldoc

import (
	"iter"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A Value is a value of a document together with its place. Going from value to
// value costs less than asking the document by path.
type Value struct {
	Any any // as in Doc.Values; nil of the zero Value only

	doc *Doc
	id  int32
}

// Root gives the root table.
func (d *Doc) Root() Value { return Value{Any: d.Values, doc: d} }

// Get gives the value of a key of a table.
func (v Value) Get(key string) (Value, bool) {
	table, ok := v.Any.(map[string]any)
	if !ok {
		return Value{}, false
	}
	below, ok := table[key]
	if !ok {
		return Value{}, false
	}
	return Value{below, v.doc, childOf(v.doc.nodes, v.doc.text, v.id, key)}, true
}

// Elem gives an element of an array.
func (v Value) Elem(i int) (Value, bool) {
	for at, element := range v.Elems() {
		if at == i {
			return element, true
		}
	}
	return Value{}, false
}

// Len gives the number of elements of an array, 0 of anything else.
func (v Value) Len() int {
	list, _ := v.Any.([]any)
	return len(list)
}

// Elems goes over the elements of an array; over nothing for anything else.
func (v Value) Elems() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		list, ok := v.Any.([]any)
		if !ok {
			return
		}
		id := v.node().first
		for i, element := range list {
			if !yield(i, Value{element, v.doc, id}) {
				return
			}
			id = v.doc.nodes[id].next
		}
	}
}

// Keys gives the keys of a table in the order of the file.
func (v Value) Keys() []string {
	if _, ok := v.Any.(map[string]any); !ok {
		return nil
	}
	var keys []string
	for id := v.node().first; id != 0; id = v.doc.nodes[id].next {
		n := v.doc.nodes[id]
		keys = append(keys, keyName(v.doc.text[n.keyAt:n.keyEnd]))
	}
	return keys
}

// Raw gives the value exactly as written: 12.3400, "甲", [1, 2]. It is a part of
// the document's text and keeps all of that in memory.
func (v Value) Raw() string {
	n := v.node()
	return v.doc.text[n.valueAt:n.valueEnd]
}

// Span gives where the value is written in the text of the document, without the
// byte order mark, as byte offsets. It is empty for a table with a heading or with
// dotted keys.
func (v Value) Span() (start, end int) {
	n := v.node()
	return int(n.valueAt), int(n.valueEnd)
}

// Pos gives the place of the value. A table's is that of its heading.
func (v Value) Pos() diag.Pos { return v.doc.pos(int(v.node().valueAt)) }

// KeyPos gives the place of the value's key; of an element of an array that of
// the element.
func (v Value) KeyPos() diag.Pos {
	if n := v.node(); n.keyEnd > 0 {
		return v.doc.pos(int(n.keyAt))
	}
	return v.Pos()
}

func (v Value) node() node { return v.doc.nodes[v.id] }

// Shown gives the value as written, short enough for a message.
func (v Value) Shown() string { return shorten(v.Raw()) }

// shorten cuts a text at the end of its line or after 40 characters.
func shorten(s string) string {
	count := 0
	for i, r := range s {
		if r == '\n' || r == '\r' || count == 40 {
			return s[:i] + "…"
		}
		if r < ' ' || r == utf8.RuneError {
			return s[:i] + "…"
		}
		count++
	}
	return s
}
