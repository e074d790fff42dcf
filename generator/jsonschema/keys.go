package jsonschema

import (
	"encoding/json"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
)

// A builder makes a schema from keys.
type builder struct {
	keys   []settings.Key
	format *format.Format // of a report
}

// notEmpty is matched by a text that is more than blanks.
const notEmpty = `\S`

// table describes a table by its keys.
func (b builder) table(name, description string) node {
	o := object{description: description}
	for _, k := range b.keys {
		switch {
		case k.Table != name:
		case k.Type == schema.Statutory:
			for _, t := range b.format.Tables {
				o.add(t.ID, statutory(t), false)
			}
		default:
			o.add(k.Name, b.value(k), k.Required)
		}
	}
	return o.node()
}

// value describes the value of a key.
func (b builder) value(k settings.Key) node {
	help := k.Help.Zh
	if k.Default != "" {
		help += "（默认：" + k.Default + "）"
	}
	switch k.Type {
	case settings.Table, settings.Tables:
		return b.below(k, help)
	case schema.Labels:
		return labels(b.format, help)
	case schema.Headings:
		return append(described("array", help), member{"minItems", 1}, member{"items", node{{"type", "string"}}})
	case schema.Rows:
		row := node{{"type", "array"}, {"items", node{{"type", cellTypes}}}}
		return append(described("array", help), member{"items", row})
	}
	return append(b.plain(k, help), b.preset(k)...)
}

// plain describes a value that is no table.
func (b builder) plain(k settings.Key, help string) node {
	switch k.Type {
	case settings.Word:
		return append(described("string", help), member{"enum", k.Values})
	case schema.FormatID:
		return append(described("string", help), member{"enum", []string{b.format.ID}})
	case settings.Words:
		return several(help, node{{"type", "string"}, {"enum", k.Values}}, "^("+strings.Join(k.Values, "|")+")$")
	case schema.Cells:
		return several(help, node{{"$ref", "#/definitions/cell"}}, notEmpty)
	case settings.IDs, schema.Lines, schema.Numbers:
		return several(help, node{{"type", "string"}, {"pattern", notEmpty}}, notEmpty)
	case settings.Year:
		return append(described("integer", help), between(1900, 2200)...)
	case settings.Count:
		return append(described("integer", help), between(1, 1000)...)
	case settings.Counts:
		return append(described("array", help), member{"items", append(node{{"type", "integer"}}, between(1, 1000)...)})
	case schema.Whole:
		return described("integer", help)
	case settings.Bool:
		return described("boolean", help)
	case schema.Date:
		return append(described("string", help), member{"format", "date"})
	}
	n := described("string", help)
	if p := pattern(k); p != "" {
		n = append(n, member{"pattern", p})
	}
	return n
}

func between(from, to int) node { return node{{"minimum", from}, {"maximum", to}} }

// several describes a list, for which a single text may stand that matches a
// pattern.
func several(help string, items node, pattern string) node {
	return append(described([]string{"string", "array"}, help), member{"pattern", pattern}, member{"items", items}, member{"uniqueItems", true})
}

// pattern is what a text matches. One that may be left out may be left empty, too.
func pattern(k settings.Key) string {
	p := schema.Pattern(k.Type)
	switch {
	case p == "" && (k.Required || k.Type == schema.Number):
		return notEmpty
	case p != "" && !k.Required:
		return "^$|" + p
	}
	return p
}

// below describes a table, or tables, of its own. One without keys is a table of
// texts.
func (b builder) below(k settings.Key, help string) node {
	path := k.Name
	if k.Table != "" {
		path = k.Table + "." + k.Name
	}
	if k.Type == settings.Tables {
		return append(described("array", help), member{"items", b.table(path, "")})
	}
	for _, other := range b.keys {
		if other.Table == path {
			return b.table(path, help)
		}
	}
	return append(described("object", help), member{"additionalProperties", node{{"type", "string"}}})
}

// preset gives the default of a key, which is written as in TOML but for the
// quotes of a text.
func (b builder) preset(k settings.Key) node {
	if k.Default == "" {
		return nil
	}
	switch k.Type {
	case settings.Words, settings.Bool, settings.Count, settings.Year:
		return node{{"default", json.RawMessage(k.Default)}}
	}
	return node{{"default", k.Default}}
}
