package jsonschema

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// A node is a JSON object whose members stand in an order of their own.
type node []member

// A member's value is a string, a bool, an int, a list of strings, a node, a list
// of nodes, or JSON as it stands.
type member struct {
	name  string
	value any
}

// An object describes a table of TOML: the keys that it may have, and no others.
type object struct {
	description string
	names       []string
	values      []node
	required    []string
}

func (o *object) add(name string, value node, required bool) {
	o.names, o.values = append(o.names, name), append(o.values, value)
	if required {
		o.required = append(o.required, name)
	}
}

func (o *object) node() node {
	n := described("object", o.description)
	if len(o.required) > 0 {
		n = append(n, member{"required", o.required})
	}
	properties := make(node, len(o.names))
	for i, name := range o.names {
		properties[i] = member{name, o.values[i]}
	}
	return append(n, member{"additionalProperties", false}, member{"properties", properties})
}

// described begins a node with its type, or types, and what it means.
func described(kind any, description string) node {
	n := node{{"type", kind}}
	if description != "" {
		n = append(n, member{"description", description})
	}
	return n
}

// lineWidth is how long a line may be that holds an object or a list.
const lineWidth = 120

// text writes a node as JSON, with small objects on one line each.
func (n node) text() []byte {
	var b bytes.Buffer
	write(&b, n, 0)
	b.WriteByte('\n')
	return b.Bytes()
}

func write(b *bytes.Buffer, value any, depth int) {
	short := line(value)
	parts, open, end := list(value)
	if parts == nil || utf8.RuneCountInString(short)+2*depth <= lineWidth {
		b.WriteString(short)
		return
	}
	b.WriteString(open)
	for i, p := range parts {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n" + strings.Repeat("  ", depth+1))
		if p.name != "" {
			b.WriteString(line(p.name) + ": ")
		}
		write(b, p.value, depth+1)
	}
	b.WriteString("\n" + strings.Repeat("  ", depth) + end)
}

// line writes a value on one line.
func line(value any) string {
	parts, open, end := list(value)
	if open == "" {
		return scalar(value)
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		if p.name != "" {
			texts[i] = line(p.name) + ": "
		}
		texts[i] += line(p.value)
	}
	return open + strings.Join(texts, ", ") + end
}

// list gives the parts of an object or a list, and its brackets.
func list(value any) (parts []member, open, end string) {
	switch v := value.(type) {
	case node:
		return v, "{", "}"
	case []node:
		for _, n := range v {
			parts = append(parts, member{value: n})
		}
		return parts, "[", "]"
	case []string:
		for _, s := range v {
			parts = append(parts, member{value: s})
		}
		return parts, "[", "]"
	}
	return nil, "", ""
}

func scalar(value any) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // this is no page
	if err := encoder.Encode(value); err != nil {
		panic("jsonschema: " + err.Error()) // strings, numbers and truth values always can
	}
	return strings.TrimSuffix(b.String(), "\n")
}
