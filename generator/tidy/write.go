package tidy

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/schema"
)

// An order says where keys and tables stand. Names are those of Item.Path, joined
// by dots; the keys of an array of tables are named below it: waiver.rule.
type order struct {
	rank map[string]int
	wide map[string]int         // statutory tables and groups: the length of the longest key
	rows map[string]*format.Row // of rows written as inline tables
}

const unknown = 1 << 30

// at gives the place of a name; names that are not known come last.
func (o *order) at(name string) int {
	if r, ok := o.rank[name]; ok {
		return r
	}
	return unknown
}

func newOrder(keys []schema.Key) order {
	o := order{rank: map[string]int{}, wide: map[string]int{}, rows: map[string]*format.Row{}}
	for _, k := range keys {
		o.add(join(k.Table, k.Name))
	}
	return o
}

func (o *order) add(name string) {
	if _, known := o.rank[name]; !known {
		o.rank[name] = len(o.rank)
	}
}

func join(parts ...string) string {
	return strings.Trim(strings.Join(parts, "."), ".")
}

// reportOrder is the order of the keys of a report, with the tables of its format.
func reportOrder(f *format.Format) order {
	o := order{rank: map[string]int{}, wide: map[string]int{}, rows: map[string]*format.Row{}}
	for _, k := range schema.Keys() {
		if k.Type != schema.Statutory {
			o.add(join(k.Table, k.Name))
			continue
		}
		for _, t := range f.Tables {
			o.table(t)
		}
	}
	for _, t := range f.Tables {
		for _, key := range t.LabelKeys() {
			o.add("labels." + t.ID + "." + key)
		}
	}
	return o
}

func (o *order) table(t *format.Table) {
	o.add(t.ID)
	for i := range t.Rows {
		r := &t.Rows[i]
		name := t.ID + "." + r.Key
		group := name[:strings.LastIndexByte(name, '.')]
		o.add(group)
		o.wide[group] = max(o.wide[group], len(name)-len(group)-1)
	}
	for i := range t.Rows {
		name := t.ID + "." + t.Rows[i].Key
		o.add(name)
		o.rows[name] = &t.Rows[i]
	}
}

// write writes tables in order.
func write(tables []table, o order) string {
	var b strings.Builder
	for i, t := range sorted(tables, o) {
		if i > 0 || t.heading != nil {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			lines(&b, t.above)
			b.WriteString(headingText(&t))
			behind(&b, t.behind)
		} else if t.behind != "" {
			lines(&b, []string{t.behind})
		}
		name := t.name()
		if len(t.head) > 0 {
			lines(&b, t.head)
			if len(t.pairs) > 0 {
				b.WriteByte('\n')
			}
		}
		for _, p := range sortedPairs(t.pairs, name, o) {
			lines(&b, p.above)
			b.WriteString(p.Key)
			if o.wide[name] > 0 {
				b.WriteString(strings.Repeat(" ", max(0, o.wide[name]-len(p.Key))))
			}
			b.WriteString(" = " + value(p, name, o))
			behind(&b, p.behind)
		}
		if len(t.tail) > 0 {
			if len(t.pairs) > 0 {
				b.WriteByte('\n')
			}
			lines(&b, t.tail)
		}
	}
	return b.String()
}

// name gives the names of a table, joined by dots.
func (t *table) name() string {
	if t.heading == nil {
		return ""
	}
	return join(t.heading.Path...)
}

func headingText(t *table) string {
	key := strings.TrimSpace(t.heading.Key)
	if t.heading.Array {
		return "[[" + key + "]]"
	}
	return "[" + key + "]"
}

func lines(b *strings.Builder, comments []string) {
	for _, c := range comments {
		b.WriteString(c + "\n")
	}
}

// behind ends a line, with its comment.
func behind(b *strings.Builder, comment string) {
	if comment != "" {
		b.WriteString("  " + comment)
	}
	b.WriteByte('\n')
}

// sorted puts tables in order. The tables below an element of an array stay
// behind it: they belong to that element.
func sorted(tables []table, o order) []table {
	type unit struct {
		rank   int
		tables []table
	}
	var units []unit
	for _, t := range tables {
		name := t.name()
		if n := len(units); n > 0 && t.heading != nil {
			if first := units[n-1].tables[0]; first.heading != nil && first.heading.Array && strings.HasPrefix(name, first.name()+".") {
				units[n-1].tables = append(units[n-1].tables, t)
				continue
			}
		}
		rank := -1
		if t.heading != nil {
			rank = o.at(name)
		}
		units = append(units, unit{rank, []table{t}})
	}
	slices.SortStableFunc(units, func(a, b unit) int { return cmp.Compare(a.rank, b.rank) })
	var all []table
	for _, u := range units {
		all = append(all, u.tables...)
	}
	return all
}

// sortedPairs puts the pairs of a table in order.
func sortedPairs(pairs []pair, table string, o order) []pair {
	rank := func(p pair) int {
		for n := len(p.Path); n > 0; n-- {
			if r := o.at(join(table, join(p.Path[:n]...))); r != unknown {
				return r
			}
		}
		return unknown
	}
	pairs = slices.Clone(pairs)
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(rank(a), rank(b)) })
	return pairs
}

// value writes a value: with single blanks where it stands on one line and holds
// neither a string nor a comment in which a blank could mean something; else as it
// was.
func value(p pair, table string, o order) string {
	v := strings.TrimSpace(p.Value)
	if v == "" || v[0] != '[' && v[0] != '{' || strings.ContainsAny(v, "\n#'\\") || strings.Contains(v, `"""`) {
		return v
	}
	row := o.rows[join(table, join(p.Path...))]
	text, _, ok := list(v, row)
	if !ok {
		return v
	}
	return text
}

// list writes an array or an inline table from its first byte on; it gives what
// follows. It does not know everything and says so.
func list(text string, row *format.Row) (written, rest string, ok bool) {
	shut := map[byte]string{'[': "]", '{': "}"}[text[0]]
	inline := text[0] == '{'
	var parts []string
	for rest = strings.TrimLeft(text[1:], " \t"); !strings.HasPrefix(rest, shut); {
		var part string
		switch {
		case rest == "":
			return "", "", false
		case inline:
			key, after, found := strings.Cut(rest, "=")
			if !found || strings.ContainsAny(key, `"{}[],`) {
				return "", "", false
			}
			if part, rest, ok = scalar(strings.TrimLeft(after, " \t")); !ok {
				return "", "", false
			}
			part = strings.TrimSpace(key) + " = " + part
		case rest[0] == '[' || rest[0] == '{':
			if part, rest, ok = list(rest, nil); !ok {
				return "", "", false
			}
		default:
			if part, rest, ok = scalar(rest); !ok {
				return "", "", false
			}
		}
		parts = append(parts, part)
		rest = strings.TrimLeft(rest, " \t")
		if after, comma := strings.CutPrefix(rest, ","); comma {
			rest = strings.TrimLeft(after, " \t")
		} else if !strings.HasPrefix(rest, shut) {
			return "", "", false
		}
	}
	rest = rest[1:]
	if !inline {
		return "[" + strings.Join(parts, ", ") + "]", rest, true
	}
	if row != nil {
		at := func(part string) int {
			key, _, _ := strings.Cut(part, " = ")
			if i := slices.IndexFunc(row.Columns, func(c format.Column) bool { return c.Key == key }); i >= 0 {
				return i
			}
			return unknown
		}
		slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(at(a), at(b)) })
	}
	if len(parts) == 0 {
		return "{}", rest, true
	}
	return "{ " + strings.Join(parts, ", ") + " }", rest, true
}

// scalar reads a string in double quotes, or anything without blanks and commas.
func scalar(text string) (value, rest string, ok bool) {
	if strings.HasPrefix(text, `"`) {
		end := strings.IndexByte(text[1:], '"')
		if end < 0 {
			return "", "", false
		}
		return text[:end+2], text[end+2:], true
	}
	end := strings.IndexAny(text, ",]} \t")
	if end <= 0 || strings.ContainsAny(text[:end], `"[{`) {
		return "", "", false
	}
	return text[:end], text[end:], true
}
