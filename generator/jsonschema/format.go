package jsonschema

import "gongkai/generator/format"

// Format is the schema of a table format, formats/<id>.toml.
func Format() []byte {
	n := definition("", "报告的表格格式"+generated)
	shared := node{}
	for _, kind := range []string{"column", "row"} {
		shared = append(shared, member{kind, definition(kind, "")})
	}
	return document("formats/<id>.toml", append(n, member{"definitions", shared}))
}

// definition describes a kind of table of a definition.
func definition(kind, description string) node {
	o := object{description: description}
	for _, k := range format.Keys() {
		if k.Table == kind {
			o.add(k.Name, definitionValue(k), k.Required)
		}
	}
	return o.node()
}

func definitionValue(k format.Key) node {
	help := k.Help.Zh
	text := node{{"type", "string"}, {"pattern", notEmpty}}
	switch k.Type {
	case format.TextsKey:
		return append(described([]string{"string", "array"}, help), member{"items", node{{"type", "string"}}})
	case format.TermsKey:
		return append(described("array", help), member{"minItems", 1}, member{"items", text})
	case format.YearKey:
		return append(described("integer", help), between(1900, 2200)...)
	case format.DigitsKey:
		return append(described("integer", help), between(0, 20)...)
	case format.TablesKey:
		return append(described("array", help), member{"items", definitionTable(k.Of)})
	case format.SomeKey:
		return append(described("array", help), member{"minItems", 1}, member{"items", definitionTable(k.Of)})
	}
	n := described("string", help)
	switch {
	case k.Values != nil:
		return append(n, member{"enum", k.Values})
	case k.Pattern != "":
		return append(n, member{"pattern", k.Pattern})
	}
	return append(n, text[1:]...)
}

// definitionTable describes an element of a list of tables. Kinds that stand in
// themselves are described once.
func definitionTable(kind string) node {
	for _, k := range format.Keys() {
		if k.Table == kind && k.Of == kind {
			return node{{"$ref", "#/definitions/" + kind}}
		}
	}
	return definition(kind, "")
}
