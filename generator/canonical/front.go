package canonical

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/schema"
	"gongkai/generator/tomldoc"
)

// front writes the front matter in the order of the manual, with the tables in that
// of the form, and keys that are in neither behind all others.
func (w *writer) front(root tomldoc.Value) {
	rank := w.ranks("")
	for _, key := range sorted(root, rank) {
		v, _ := root.Get(key)
		t, statutory := w.form.Table(key)
		_, isTable := v.Any.(map[string]any)
		switch {
		case statutory && isTable:
			w.statutory(t, v)
		case tables(v):
			for _, element := range v.Elems() {
				w.element(key, element)
			}
		default:
			w.plain([]any{key}, v)
		}
	}
}

// ranks gives the places of the keys of a table of the manual.
func (w *writer) ranks(table string) map[string]int {
	rank := map[string]int{}
	for i, k := range schema.Keys() {
		switch {
		case k.Table != table:
		case k.Type == schema.Statutory:
			for j, t := range w.form.Tables {
				rank[t.ID] = i*1000 + j
			}
		default:
			rank[k.Name] = i * 1000
		}
	}
	return rank
}

// sorted gives the keys of a table by rank, those without one by name behind them.
func sorted(v tomldoc.Value, rank map[string]int) []string {
	keys := slices.Clone(v.Keys())
	slices.SortFunc(keys, func(a, b string) int {
		i, known := rank[a]
		j, known2 := rank[b]
		switch {
		case known && known2:
			return cmp.Compare(i, j)
		case known != known2 && known:
			return -1
		case known != known2:
			return 1
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(keys)
}

// tables says that a value is a list of tables.
func tables(v tomldoc.Value) bool {
	list, _ := v.Any.([]any)
	for _, x := range list {
		if _, ok := x.(map[string]any); !ok {
			return false
		}
	}
	return len(list) > 0
}

// plain writes a value and what is in it, a line for each element of a list.
func (w *writer) plain(path []any, v tomldoc.Value) {
	switch v.Any.(type) {
	case map[string]any:
		keys := slices.Sorted(slices.Values(v.Keys()))
		if len(keys) == 0 && path[0] != "labels" {
			w.pair(Name(w.form, path), "{}")
		}
		for _, key := range slices.Compact(keys) {
			below, _ := v.Get(key)
			w.plain(append(path[:len(path):len(path)], key), below)
		}
	case []any:
		for _, element := range v.Elems() {
			w.plain(path, element)
		}
	default:
		if s := shown(v); s != "" && s != `""` && !(path[0] == "draft" && s == "false") {
			w.pair(Name(w.form, path), s)
		}
	}
}

// element writes one of a list of tables.
func (w *writer) element(key string, v tomldoc.Value) {
	w.b.WriteByte('\n')
	if _, free := v.Get("rows"); free && key == "table" {
		w.free(v)
		return
	}
	w.line("[[", key, "]]")
	for _, k := range sorted(v, w.ranks(key)) {
		below, _ := v.Get(k)
		w.plain([]any{k}, below)
	}
}

// free writes a table of the report's own: a line for each row, and one for each of
// its cells.
func (w *writer) free(v tomldoc.Value) {
	id, _ := v.Get("id")
	name := "[" + shown(id) + "]"
	caption, _ := v.Get("caption")
	w.line("[[table]] ", shown(id), " ", shown(caption))
	var columns []string
	if list, ok := v.Get("columns"); ok {
		for _, c := range list.Elems() {
			columns = append(columns, shown(c))
			w.pair(name+" columns", shown(c))
		}
	}
	rows, _ := v.Get("rows")
	for i, row := range rows.Elems() {
		first := strconv.Itoa(i + 1)
		for j, c := range row.Elems() {
			switch {
			case j == 0:
				first = shown(c)
				w.line(name, " ", first)
			case j < len(columns):
				w.pair(name+" "+first+" · "+columns[j], shown(c))
			default:
				w.pair(name+" "+first+" · "+strconv.Itoa(j+1), shown(c))
			}
		}
		if row.Len() == 0 {
			w.line(name, " ", first, " ", shown(row))
		}
	}
	for _, k := range sorted(v, w.ranks("table")) {
		if !slices.Contains([]string{"id", "caption", "columns", "rows"}, k) {
			below, _ := v.Get(k)
			w.plain([]any{"table", k}, below)
		}
	}
}

// statutory writes a table of the form: its cells in the order of print, then what
// is no cell of it.
func (w *writer) statutory(t *format.Table, v tomldoc.Value) {
	type entry struct {
		cell        int
		name, value string
	}
	var all []entry
	leaves(v, []any{t.ID}, func(path []any, v tomldoc.Value) {
		name := Name(w.form, path)
		cell, known := t.Index(name)
		if !known {
			cell = t.Size
		}
		all = append(all, entry{cell, name, shown(v)})
	})
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.cell, b.cell), strings.Compare(a.name, b.name))
	})
	w.b.WriteByte('\n')
	w.line("[", t.ID, "] ", cmp.Or(t.Section, t.Caption))
	for _, e := range all {
		if e.cell < t.Size {
			w.pair("["+t.ID+"] "+t.Label(e.cell), e.value)
		} else {
			w.pair(e.name, e.value)
		}
	}
}

// leaves goes over the values below a value that hold no others.
func leaves(v tomldoc.Value, path []any, found func([]any, tomldoc.Value)) {
	path = path[:len(path):len(path)]
	switch v.Any.(type) {
	case map[string]any:
		for _, key := range v.Keys() {
			below, _ := v.Get(key)
			leaves(below, append(path, key), found)
		}
	case []any:
		for i, element := range v.Elems() {
			leaves(element, append(path, i), found)
		}
	default:
		found(path, v)
	}
}

// shown writes a value: numbers with their digits as written, a text that looks like
// a number in quotes, a blank as "".
func shown(v tomldoc.Value) string {
	switch x := v.Any.(type) {
	case nil:
		return ""
	case string:
		s := strings.TrimSpace(strings.ReplaceAll(x, "\r\n", "\n"))
		if s == "" || strings.Trim(s, "+-0123456789._") == "" || s[0] == '"' {
			return strconv.Quote(s)
		}
		return s
	case date.Date:
		return x.String()
	}
	return v.Raw()
}
