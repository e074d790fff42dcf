package compare

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"gongkai/generator/format"
	"gongkai/generator/indexnumber"
	"gongkai/generator/settings"
)

// An Entry is an entry of archive.toml, or a format, that differs.
type Entry struct {
	What   string // site, agency, catalogue, index_number, format
	ID     string // swj; "" for the site, and for the order of all entries of a kind
	Change Change
	// Fields are the keys that differ, of an entry that was added or removed all
	// keys. An entry within the entry has its own name in the key:
	// segment.year.min, table.requests.row.received.label. The key of a list of
	// entries holds their names and says which came, which went and how they
	// stand; the key "order" does that for the agencies and the like.
	Fields []Field
}

// Settings compares two archive.toml. Either may be nil.
func Settings(old, new *settings.Settings) []Entry {
	a, b := &settings.Settings{}, &settings.Settings{}
	if old != nil {
		a = old
	}
	if new != nil {
		b = new
	}
	all := entries("site", []any{a.Site}, []any{b.Site}, []string{""}, []string{""})
	all = append(all, listed("agency", a.Agencies, b.Agencies, func(x settings.Agency) string { return x.ID })...)
	all = append(all, listed("catalogue", a.Catalogues, b.Catalogues, func(x settings.Catalogue) string { return x.ID })...)
	return append(all, listed("index_number", a.Schemes, b.Schemes, func(x indexnumber.Scheme) string { return x.ID })...)
}

// Formats compares two sets of formats. Either may be nil. Formats built into
// the program are the same in both.
func Formats(old, new *format.Set) []Entry {
	var a, b []*format.Format
	if old != nil {
		a = old.All()
	}
	if new != nil {
		b = new.All()
	}
	return listed("format", a, b, func(f *format.Format) string { return f.ID })
}

func listed[T any](what string, old, new []T, id func(T) string) []Entry {
	var a, b []any
	var oldIDs, newIDs []string
	for _, x := range old {
		a, oldIDs = append(a, x), append(oldIDs, id(x))
	}
	for _, x := range new {
		b, newIDs = append(b, x), append(newIDs, id(x))
	}
	return entries(what, a, b, oldIDs, newIDs)
}

// entries compares entries by id, in the order of the new ones, then those that
// are gone.
func entries(what string, old, new []any, oldIDs, newIDs []string) []Entry {
	var all []Entry
	for j, id := range newIDs {
		e := Entry{What: what, ID: id, Change: Added}
		var before any
		if i := slices.Index(oldIDs, id); i >= 0 {
			e.Change, before = Modified, old[i]
		}
		if e.Fields = fieldsOf(before, new[j]); e.Change == Added || len(e.Fields) > 0 {
			all = append(all, e)
		}
	}
	for i, id := range oldIDs {
		if !slices.Contains(newIDs, id) {
			all = append(all, Entry{what, id, Removed, fieldsOf(old[i], nil)})
		}
	}
	if !slices.Equal(kept(oldIDs, newIDs), newIDs) {
		all = append(all, Entry{what, "", Modified, []Field{{"order", oldIDs, newIDs}}})
	}
	return all
}

// fieldsOf compares two structs of one type, of which one may be nil.
func fieldsOf(old, new any) []Field {
	a, b := flatten(old), flatten(new)
	var all []Field
	for _, key := range b.keys {
		if !slices.Equal(a.values[key], b.values[key]) {
			all = append(all, Field{key, a.values[key], b.values[key]})
		}
	}
	for _, key := range a.keys {
		if _, ok := b.values[key]; !ok {
			all = append(all, Field{key, a.values[key], nil})
		}
	}
	return all
}

// A flat is plain data as a list of keys and values.
type flat struct {
	keys   []string
	values map[string][]string
}

func flatten(x any) *flat {
	f := &flat{values: map[string][]string{}}
	if x != nil {
		f.add("", reflect.ValueOf(x))
	}
	return f
}

// passed are the fields that are no data of their own: places in files, and what
// follows from other fields.
var passed = map[string]string{
	"Pos":            "a place in a file",
	"Format.File":    "a place in a file",
	"Table.Size":     "the number of its cells",
	"Row.First":      "a number among the cells",
	"Row.Block":      "the block in whose tree the row is",
	"Row.Path":       "the labels of the tree",
	"Sum.Cases":      "the sum, cell by cell",
	"Carry.Cases":    "the carry, cell by cell",
	"Node.Row":       "the row with the name of the node",
	"Heading.Column": "a number among the columns",
}

func (f *flat) put(key string, values ...string) {
	if len(values) == 0 {
		return
	}
	f.keys = append(f.keys, key)
	f.values[key] = values
}

// add writes a value under a key. An empty one is none.
func (f *flat) add(key string, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			f.add(key, v.Elem())
		}
	case v.Kind() == reflect.Slice && isStruct(v.Type().Elem()):
		names := namesOf(v)
		f.put(key, names...)
		for i := range v.Len() {
			f.add(key+"."+names[i], v.Index(i))
		}
	case v.Kind() == reflect.Slice:
		var values []string
		for i := range v.Len() {
			values = append(values, scalar(v.Index(i)))
		}
		f.put(key, values...)
	case v.Kind() == reflect.Struct:
		typ := v.Type()
		for i := range typ.NumField() {
			name := typ.Field(i).Name
			_, skip := passed[typ.Name()+"."+name]
			if _, everywhere := passed[name]; !skip && !everywhere && typ.Field(i).IsExported() {
				f.add(strings.TrimPrefix(key+"."+snake(name), "."), v.Field(i))
			}
		}
	case !v.IsZero():
		f.put(key, scalar(v))
	}
}

func isStruct(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}

func scalar(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float64:
		return fmt.Sprint(v.Interface())
	}
	panic("compare: no plain value: " + v.Type().String())
}

// namesOf gives each struct of a list a name of its own: what it is called, or
// its place.
func namesOf(v reflect.Value) []string {
	names := make([]string, v.Len())
	seen := map[string]bool{}
	for i := range names {
		x := reflect.Indirect(v.Index(i))
		for _, field := range []string{"ID", "Key", "Name", "Code", "Rule"} {
			if f := x.FieldByName(field); f.IsValid() && f.Kind() == reflect.String && f.String() != "" {
				names[i] = f.String()
				break
			}
		}
		if names[i] == "" || seen[names[i]] {
			names[i] += "#" + strconv.Itoa(i+1)
		}
		seen[names[i]] = true
	}
	return names
}

// snake writes the name of a field as keys are written: BaseURL is base_url.
func snake(name string) string {
	runes := []rune(name)
	var b strings.Builder
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
