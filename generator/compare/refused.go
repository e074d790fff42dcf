package compare

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// A refusal is a value of the front matter that the report does not have as it is
// written: the reader knows no such key, or could not take the value.
type refusal struct {
	key   string // as in Field; waiver.2.until
	path  []any  // in the document
	value tomldoc.Value
}

// Shown gives the fields as people are to see them: what the reader took, and as
// it is written what it did not take.
func (d *Difference) Shown() []Field {
	if len(d.Refused) == 0 {
		return d.Fields
	}
	all := slices.Clone(d.Fields)
	for _, f := range d.Refused {
		if i := slices.IndexFunc(all, func(g Field) bool { return g.Key == f.Key }); i >= 0 {
			all[i] = f
		} else {
			all = append(all, f)
		}
	}
	return all
}

// refusedBetween gives the values that differ between two files and that at least
// one report does not have as they are written. Those of cells that the tables
// name are left out.
func refusedBetween(old, new Version, d *Difference) []Field {
	if !readable(old) || !readable(new) || front(old) == front(new) {
		return nil
	}
	a, b := frontOf(old), frontOf(new)
	if a == nil || b == nil {
		return nil
	}
	was, is := refusals(old.Report, a.Root()), refusals(new.Report, b.Root())
	var all []Field
	known := map[string]bool{}
	for _, x := range slices.Concat(is, was) {
		if known[x.key] || d.tells(x) {
			continue
		}
		known[x.key] = true
		before, after := sideOf(old.Report, a, was, x), sideOf(new.Report, b, is, x)
		if !before.equals(after) {
			all = append(all, fieldOf(x.key, before, after))
		}
	}
	return all
}

// readable says that there are a report and the text that it was read from.
func readable(v Version) bool { return v.Report != nil && v.Report.Format != nil && v.File != "" }

// frontOf reads the front matter of a file; nil where there is none.
func frontOf(v Version) *tomldoc.Doc {
	parts, problems := source.Cut("", []byte(v.File))
	if len(problems) > 0 {
		return nil
	}
	doc, problems := tomldoc.Parse("", parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return nil
	}
	return doc
}

// tells says that the tables that differ have the cells that a refused value is or
// holds.
func (d *Difference) tells(x refusal) bool {
	for i := range d.Tables {
		for _, c := range d.Tables[i].Cells {
			if c.Key == x.key || strings.HasPrefix(c.Key, x.key+".") {
				return true
			}
		}
	}
	return false
}

// A side is what one version has for a key.
type side struct {
	value tomldoc.Value // zero where the file has no such key
	text  []string
}

// sideOf gives what a version has for a key that one of the versions refused.
func sideOf(r *report.Report, doc *tomldoc.Doc, refused []refusal, x refusal) side {
	if i := slices.IndexFunc(refused, func(y refusal) bool { return y.key == x.key }); i >= 0 {
		return side{refused[i].value, written(x.key, refused[i].value)}
	}
	v, there := lookUp(doc.Root(), x.path)
	if i := slices.IndexFunc(fields, func(f field) bool { return f.key == x.key }); i >= 0 {
		return side{v, fields[i].value(r)}
	}
	if !there {
		return side{}
	}
	return side{v, written(x.key, v)}
}

func lookUp(v tomldoc.Value, path []any) (tomldoc.Value, bool) {
	ok := true
	for _, step := range path {
		if name, key := step.(string); key {
			v, ok = v.Get(name)
		} else {
			v, ok = v.Elem(step.(int))
		}
		if !ok {
			return tomldoc.Value{}, false
		}
	}
	return v, true
}

// equals says that two sides mean the same in TOML. A key that is not there has
// what the report has without it.
func (s side) equals(t side) bool {
	if s.value.Any == nil || t.value.Any == nil {
		return s.value.Any == nil && t.value.Any == nil
	}
	return s.value.Raw() != "" && s.value.Raw() == t.value.Raw() || reflect.DeepEqual(s.value.Any, t.value.Any)
}

// fieldOf writes a field. Where both sides look alike, they are written as in the
// file, with quotes.
func fieldOf(key string, old, new side) Field {
	if !slices.Equal(old.text, new.text) {
		return Field{key, old.text, new.text}
	}
	raw := func(s side) []string {
		if s.value.Any == nil {
			return s.text
		}
		return []string{s.value.Raw()}
	}
	return Field{key, raw(old), raw(new)}
}

// written gives a value as it is written: texts without quotes where the key has
// texts.
func written(key string, v tomldoc.Value) []string {
	switch got := v.Any.(type) {
	case string:
		if want, known := kinds[key]; strings.TrimSpace(got) != "" && (!known || want <= someTexts) {
			return []string{got}
		}
	case []any:
		if kinds[key] == someTexts {
			var list []string
			for _, e := range v.Elems() {
				list = append(list, written(key, e)...)
			}
			return list
		}
	}
	raw := v.Raw()
	if table, _ := v.Any.(map[string]any); raw == "" && len(table) > 0 {
		raw = "{…}"
	} else if list, _ := v.Any.([]any); raw == "" && len(list) > 0 {
		raw = "[…]"
	}
	return []string{cmp.Or(raw, "{}")} // tables with headings are not written at one place
}

// A kind is what a key of the front matter holds.
type kind uint8

const (
	aText     kind = iota
	aName          // a text that must not be empty
	someTexts      // or a single one
	aNumber
	aTruth
	aDay
)

// kinds are those of the keys that are not aText.
var kinds = map[string]kind{
	"title": aName, "year": aNumber, "index_number": aName, "former_index_numbers": someTexts, "catalogue": someTexts,
	"issued": aDay, "published": aDay, "keywords": someTexts, "draft": aTruth,
	"waiver.rule": aName, "waiver.cells": someTexts, "waiver.reason": aName, "waiver.by": aName, "waiver.date": aDay, "waiver.until": aDay,
	"correction.date": aDay, "correction.reason": aName, "correction.cells": someTexts, "correction.sections": someTexts,
}

// taken says that a report has a value as it is written.
func taken(v tomldoc.Value, want kind, has []string) bool {
	switch got := v.Any.(type) {
	case string:
		text := strings.TrimSpace(got)
		return want == aText && text == "" || want <= someTexts && text != "" && slices.Equal(has, []string{text})
	case []any:
		if want != someTexts || len(got) != len(has) {
			return false
		}
		for i, e := range got {
			if text, ok := e.(string); !ok || strings.TrimSpace(text) != has[i] {
				return false
			}
		}
		return true
	case int64:
		return want == aNumber && slices.Equal(has, []string{strconv.FormatInt(got, 10)})
	case bool:
		return want == aTruth
	case date.Date:
		return want == aDay && slices.Equal(has, []string{got.String()})
	}
	return false
}

// refusals gives what a report does not have as its front matter writes it, in the
// order of the file.
func refusals(r *report.Report, root tomldoc.Value) []refusal {
	w := &walker{report: r}
	for _, key := range root.Keys() {
		v, _ := root.Get(key)
		path := []any{key}
		i := slices.IndexFunc(fields, func(f field) bool { return f.key == key })
		def, statutory := r.Format.Table(key)
		switch {
		case i >= 0:
			w.value(key, path, v, kinds[key], fields[i].value(r))
		case key == "labels":
			w.labels(v)
		case key == "waiver" && v.Len() == len(r.Waivers):
			w.notes(key, v, func(i int) []Field { return WaiverFields(&r.Waivers[i]) })
		case key == "correction" && v.Len() == len(r.Corrections):
			w.notes(key, v, func(i int) []Field { return CorrectionFields(&r.Corrections[i]) })
		case key == tablesKey && v.Len() == len(r.Free):
			w.free(v)
		case statutory:
			w.table(def, v)
		default:
			w.refuse(key, path, v)
		}
	}
	return w.found
}

// A walker goes over a front matter.
type walker struct {
	report *report.Report
	found  []refusal
}

func (w *walker) value(key string, path []any, v tomldoc.Value, want kind, has []string) {
	if !taken(v, want, has) {
		w.found = append(w.found, refusal{key, slices.Clone(path), v})
	}
}

// refuse notes a value of which nothing was taken, and in a table each one.
func (w *walker) refuse(key string, path []any, v tomldoc.Value) {
	list, _ := v.Any.([]any)
	switch table, _ := v.Any.(map[string]any); {
	case len(table) > 0:
		for _, name := range v.Keys() {
			below, _ := v.Get(name)
			w.refuse(key+"."+name, append(slices.Clip(path), name), below)
		}
	case slices.ContainsFunc(list, func(x any) bool { _, is := x.(map[string]any); return is }):
		for i, below := range v.Elems() {
			w.refuse(key+"."+strconv.Itoa(i+1), append(slices.Clip(path), i), below)
		}
	default:
		w.found = append(w.found, refusal{key, slices.Clone(path), v})
	}
}

func (w *walker) labels(v tomldoc.Value) {
	for _, name := range v.Keys() {
		below, _ := v.Get(name)
		if has, ok := w.report.Labels[name]; !ok || !taken(below, aName, []string{has}) {
			w.refuse(labelsKey+name, []any{"labels", name}, below)
		}
	}
	if _, table := v.Any.(map[string]any); !table {
		w.refuse("labels", []any{"labels"}, v)
	}
}

// notes goes over [[waiver]] or [[correction]].
func (w *walker) notes(key string, v tomldoc.Value, fields func(int) []Field) {
	for i, note := range v.Elems() {
		known := fields(i)
		for _, name := range note.Keys() {
			below, _ := note.Get(name)
			at := slices.IndexFunc(known, func(f Field) bool { return f.Key == name })
			if at < 0 || !taken(below, kinds[key+"."+name], known[at].New) {
				w.refuse(key+"."+strconv.Itoa(i+1)+"."+name, []any{key, i, name}, below)
			}
		}
	}
}

// free goes over [[table]].
func (w *walker) free(v tomldoc.Value) {
	for i, table := range v.Elems() {
		t := &w.report.Free[i]
		key := tablesKey + "." + strconv.Itoa(i+1)
		for _, name := range table.Keys() {
			below, _ := table.Get(name)
			path := []any{tablesKey, i, name}
			switch name {
			case "id":
				w.value(key+".id", path, below, aName, []string{t.ID})
			case "caption":
				w.value(key+".caption", path, below, aText, []string{t.Caption})
			case "columns":
				w.value(key+".columns", path, below, someTexts, t.Columns)
			case "rows":
				w.rows(key+".rows", path, below, t)
			default:
				w.refuse(key+"."+name, path, below)
			}
		}
	}
}

// rows goes over the rows of a table of the report's own. Of rows that were not
// taken the report knows nothing.
func (w *walker) rows(key string, path []any, v tomldoc.Value, t *report.FreeTable) {
	if _, list := v.Any.([]any); !list {
		w.refuse(key, path, v)
		return
	}
	at := 0
	for i, row := range v.Elems() {
		name, below := key+"."+strconv.Itoa(i+1), append(slices.Clip(path), i)
		if _, list := row.Any.([]any); !list || row.Len() != len(t.Columns) || at >= len(t.Rows) {
			w.refuse(name, below, row)
			continue
		}
		for k, cell := range row.Elems() {
			w.cell(name+"."+strconv.Itoa(k+1), append(slices.Clip(below), k), cell, t.Rows[at][k])
		}
		at++
	}
}

func (w *walker) cell(key string, path []any, v tomldoc.Value, has report.Cell) {
	text, isText := v.Any.(string)
	switch has.Kind {
	case report.Number:
		if v.Raw() == has.Text {
			return
		}
	case report.Mark, report.Blank:
		if isText && strings.TrimSpace(text) == has.Text {
			return
		}
	}
	w.refuse(key, path, v)
}

// table goes over a statutory table.
func (w *walker) table(def *format.Table, v tomldoc.Value) {
	own, ok := w.report.Table(def.ID)
	if !ok {
		w.refuse(def.ID, []any{def.ID}, v)
		return
	}
	rows := map[string]*format.Row{}
	for i := range def.Rows {
		rows[def.ID+"."+def.Rows[i].Key] = &def.Rows[i]
	}
	w.group(own, rows, def.ID, []any{def.ID}, v)
}

func (w *walker) group(t *report.Table, rows map[string]*format.Row, key string, path []any, v tomldoc.Value) {
	if row := rows[key]; row != nil {
		w.row(t, row, key, path, v)
		return
	}
	if _, table := v.Any.(map[string]any); !table || !slices.ContainsFunc(t.Def.Rows, func(r format.Row) bool { return strings.HasPrefix(t.Def.ID+"."+r.Key, key+".") }) {
		w.refuse(key, path, v)
		return
	}
	for _, name := range v.Keys() {
		below, _ := v.Get(name)
		w.group(t, rows, key+"."+name, append(slices.Clip(path), name), below)
	}
}

func (w *walker) row(t *report.Table, row *format.Row, key string, path []any, v tomldoc.Value) {
	_, table := v.Any.(map[string]any)
	switch {
	case row.Entry == format.Scalar:
		w.cell(key, path, v, t.Cells.At(row.First))
	case row.Entry == format.Array && v.Len() == len(row.Columns):
		for i, cell := range v.Elems() {
			w.cell(key+"."+row.Columns[i].Key, append(slices.Clip(path), i), cell, t.Cells.At(row.First+i))
		}
	case row.Entry == format.Keyed && table:
		for _, name := range v.Keys() {
			below, _ := v.Get(name)
			i := slices.IndexFunc(row.Columns, func(c format.Column) bool { return c.Key == name })
			if path := append(slices.Clip(path), name); i < 0 {
				w.refuse(key+"."+name, path, below)
			} else {
				w.cell(key+"."+name, path, below, t.Cells.At(row.First+i))
			}
		}
	default:
		w.refuse(key, path, v)
	}
}
