package tomldoc

import (
	"slices"
	"strings"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A Reader takes the values of one table out of a document by key and notes what
// is wrong with them: a wrong type, and (at Done) every key nobody asked for,
// with the near miss among the keys that were asked for. A missing key gives the
// zero value and false, and is no problem by itself (see Need). A value of the
// wrong type is a problem and gives the zero value and false too.
type Reader struct {
	Doc      *Doc
	Path     []any // of the table: nothing for the root, ("waiver", 0) for the first [[waiver]]
	Problems *diag.List

	table Value
	asked []string
	found int // how many of asked are there
}

// NewReader reads the root table.
func NewReader(d *Doc, problems *diag.List) *Reader {
	return &Reader{Doc: d, Problems: problems, table: d.Root()}
}

// Value gives a value of any type with its place, and marks the key as known.
func (r *Reader) Value(key string) (Value, bool) {
	v, ok := r.table.Any.(map[string]any)[key]
	if !slices.Contains(r.asked, key) {
		r.asked = append(r.asked, key)
		if ok {
			r.found++
		}
	}
	if !ok {
		return Value{}, false
	}
	return Value{v, r.Doc, childOf(r.Doc.nodes, r.Doc.text, r.table.id, key)}, true
}

// Any gives a value of any type and marks the key as known.
func (r *Reader) Any(key string) (any, bool) {
	v, ok := r.Value(key)
	return v.Any, ok
}

// String gives a string.
func (r *Reader) String(key string) (string, bool) {
	return take[string](r, key, wantString)
}

// Int gives a whole number.
func (r *Reader) Int(key string) (int, bool) {
	n, ok := take[int64](r, key, wantInt)
	return int(n), ok
}

// Bool gives true or false.
func (r *Reader) Bool(key string) (bool, bool) {
	return take[bool](r, key, wantBool)
}

// Date gives a day: a TOML local date.
func (r *Reader) Date(key string) (date.Date, bool) {
	return take[date.Date](r, key, wantDate)
}

// take gives a value of type T, or notes that it is something else.
func take[T any](r *Reader, key string, want want) (T, bool) {
	v, ok := r.Value(key)
	if !ok {
		var none T
		return none, false
	}
	got, ok := v.Any.(T)
	if !ok {
		r.wrong(v, key, want)
	}
	return got, ok
}

// Strings gives a list of strings. A single string counts as a list of one. Of a
// list that holds other things too, it gives the strings, and true.
func (r *Reader) Strings(key string) ([]string, bool) {
	v, ok := r.Value(key)
	if !ok {
		return nil, false
	}
	switch got := v.Any.(type) {
	case string:
		return []string{got}, true
	case []any:
		list := make([]string, 0, len(got))
		for _, element := range v.Elems() {
			if s, ok := element.Any.(string); ok {
				list = append(list, s)
			} else {
				r.wrong(element, key, wantElement)
			}
		}
		return list, true
	}
	r.wrong(v, key, wantStrings)
	return nil, false
}

// Table gives a reader of the table [key] or key = {…}.
func (r *Reader) Table(key string) (*Reader, bool) {
	v, ok := r.Value(key)
	if !ok {
		return nil, false
	}
	if _, ok := v.Any.(map[string]any); !ok {
		r.wrong(v, key, wantTable)
		return nil, false
	}
	return r.below(v, key), true
}

// Tables gives a reader of each of the tables [[key]] or key = [{…}].
func (r *Reader) Tables(key string) []*Reader {
	v, ok := r.Value(key)
	if !ok {
		return nil
	}
	if _, ok := v.Any.([]any); !ok {
		r.wrong(v, key, wantTables)
		return nil
	}
	readers := make([]*Reader, 0, v.Len())
	for i, element := range v.Elems() {
		if _, ok := element.Any.(map[string]any); !ok {
			r.wrong(element, key, wantTables)
			continue
		}
		readers = append(readers, r.below(element, key, i))
	}
	return readers
}

func (r *Reader) below(table Value, steps ...any) *Reader {
	return &Reader{Doc: r.Doc, Path: slices.Concat(r.Path, steps), Problems: r.Problems, table: table}
}

// wrong notes a value of the wrong type.
func (r *Reader) wrong(v Value, key string, want want) {
	shown, kind := v.Shown(), kindOf(v.Any)
	found := diag.Textf("%[1]s 写的是 %[2]s（%[3]s）", "%[1]s is %[2]s, %[4]s", r.Name(key), shown, kind.Zh, kind.En)
	if n := v.node(); n.keyEnd == 0 {
		found = diag.Textf("%[1]s 里有 %[2]s（%[3]s）", "%[1]s holds %[2]s, %[4]s", r.Name(key), shown, kind.Zh, kind.En)
	}
	if shown == "" { // a table with a heading
		found = diag.Textf("%[1]s 是%[2]s", "%[1]s is %[3]s", r.Name(key), kind.Zh, kind.En)
	}
	text := diag.Text{Zh: found.Zh + "，应为" + want.noun.Zh, En: found.En + "; want " + want.noun.En}
	r.Problems.Add(v.Pos(), "wrong-type", text, want.hint(key, v))
}

// Name gives a key with the tables above it, for messages: waiver.date.
func (r *Reader) Name(key string) string {
	if len(r.Path) == 0 {
		return key
	}
	var b strings.Builder
	for _, step := range r.Path {
		if step, ok := step.(string); ok {
			b.WriteString(step + ".")
		}
	}
	return b.String() + key
}

// Need notes a problem for each key that is missing from the table, at the
// table's place.
func (r *Reader) Need(keys ...string) {
	for _, key := range keys {
		if _, ok := r.Value(key); !ok {
			r.Problems.Add(r.Pos(), "missing-key",
				diag.Textf("缺少 %s", "%s is missing", r.Name(key)),
				diag.Textf("增加一行：%s = …", "add a line: %s = …", key))
		}
	}
}

// Pos gives the place of the table: of its heading, or the document's first line.
func (r *Reader) Pos() diag.Pos { return r.table.KeyPos() }

// KeyPos gives the place of a key of the table; of the table where it has no
// such key.
func (r *Reader) KeyPos(key string) diag.Pos {
	if v, ok := r.table.Get(key); ok {
		return v.KeyPos()
	}
	return r.Pos()
}

// ValuePos gives the place of a value below the table.
func (r *Reader) ValuePos(path ...any) diag.Pos {
	return r.Doc.Value(slices.Concat(r.Path, path)...)
}

// Done notes a problem for each key that nobody asked for, in the order of the
// file.
func (r *Reader) Done() {
	if r.found == len(r.table.Any.(map[string]any)) {
		return
	}
	for _, key := range r.table.Keys() {
		if !slices.Contains(r.asked, key) {
			r.unknown(key)
		}
	}
}

// unknown notes a key that means nothing, with the nearest one that does.
func (r *Reader) unknown(key string) {
	var hint diag.Text
	if len(r.asked) > 0 {
		hint = diag.Textf("可用的键：%s", "known keys: %s", strings.Join(r.asked, ", "))
	}
	if near := diag.Nearest(key, r.asked); near != "" {
		hint = diag.Textf("是不是 %s？", "did you mean %s?", near)
	}
	r.Problems.Add(r.KeyPos(key), "unknown-key", diag.Textf("不认识的键 %s", "unknown key %q", r.Name(key)), hint)
}
