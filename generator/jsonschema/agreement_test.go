package jsonschema_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/jsonschema"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// beyond are the rules that a schema cannot know: they look at other keys, other
// files or the digits of a value.
var beyond = []string{
	"unknown-id", "refers-to-itself", "circle", "duplicate-id", "case-clash", "bad-range", "misplaced-key", "index-number-scheme",
	"misplaced", "unknown-agency", "unknown-catalogue", "unknown-cell", "bad-number", "control-character", "duplicate-key",
}

// beyondWords are of findings that a schema cannot have under rules that it can:
// which keys go together, and what the definition of a table refers to.
var beyondWords = []string{
	"has no scheme", "has no segments", "segment.min is missing", "segment.max is missing", "index_number.pattern is empty", "index_number.scheme.pattern is empty",
	"correction does not say",
	"of table.rows has",
	"but the file is", "is not one of sections", "has no row", "has no column", "table.columns is missing", "table.rows is missing",
	"each needs a key", "columns.name is missing", "rows.name is missing", "rows.key is missing", "columns.key is missing", `unknown key "table.columns.name"`, "parts.key is missing", "holds at least one row",
	"decimals goes with", "parts goes with",
}

// TestAgreement spoils each value of files that have every key, in many ways, and
// holds what the schema says of the result against what the program says.
func TestAgreement(t *testing.T) {
	if testing.Short() {
		t.Skip("some thousand files")
	}
	load := func(name string) map[string]any {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return decode(t, text)
	}
	t.Run("archive.toml", func(t *testing.T) { agree(t, jsonschema.ArchiveFile, load("archive.toml"), readArchive) })
	t.Run("single.toml", func(t *testing.T) { agree(t, jsonschema.ArchiveFile, load("single.toml"), readArchive) })
	t.Run("whole.toml", func(t *testing.T) { agree(t, jsonschema.FormatFile, load("whole.toml"), readFormat) })
	for _, f := range format.Builtin().All() {
		for _, table := range f.Tables {
			whole := map[string]any{"title": "年报", "format": f.ID, table.ID: prescribed(table)}
			t.Run(table.ID+" of "+f.ID, func(t *testing.T) {
				agree(t, jsonschema.ReportFile(f.ID), whole, reportReader(t, max(f.From, 2014)))
			})
		}
	}
	whole := load("report.toml")
	f, _ := format.Builtin().Get("2021")
	table := f.Tables[0]
	whole["labels"] = map[string]any{table.ID + "." + table.LabelKeys()[0]: "甲"}
	for _, note := range []string{"waiver", "correction"} {
		whole[note].([]map[string]any)[0]["cells"] = []any{table.Name(0), table.ID}
	}
	t.Run("report.toml", func(t *testing.T) { agree(t, jsonschema.ReportFile("2021"), whole, reportReader(t, 2022)) })
}

// prescribed gives a statutory table with something in each cell.
func prescribed(table *format.Table) map[string]any {
	root := map[string]any{}
	for i := range table.Rows {
		r := &table.Rows[i]
		at := root
		key := strings.Split(r.Key, ".")
		for _, group := range key[:len(key)-1] {
			if at[group] == nil {
				at[group] = map[string]any{}
			}
			at = at[group].(map[string]any)
		}
		cells, row := make([]any, len(r.Columns)), map[string]any{}
		for c := range r.Columns {
			cells[c], row[r.Columns[c].Key] = int64(0), ""
		}
		switch r.Entry {
		case format.Scalar:
			at[key[len(key)-1]] = 12.5
		case format.Array:
			at[key[len(key)-1]] = cells
		default:
			at[key[len(key)-1]] = row
		}
	}
	return root
}

func readArchive(text []byte) diag.List {
	_, problems := settings.Read("archive.toml", text)
	return problems
}

func readFormat(text []byte) diag.List {
	_, problems := format.Load(format.Builtin(), []format.Source{{File: "whole.toml", Text: text}})
	return problems
}

func reportReader(t *testing.T, year int) func([]byte) diag.List {
	s, problems := settings.Read("archive.toml", []byte("[site]\ntitle = \"甲\"\n[[agency]]\nid = \"swj\"\nname = \"甲\"\n[[catalogue]]\nid = \"nb\"\nname = \"乙\"\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	reader := schema.New(s, format.Builtin())
	return func(text []byte) diag.List {
		_, problems := reader.Report(source.Report{File: source.File{Place: "report.md"}, Agency: "swj", Year: year}, slices.Concat([]byte("+++\n"), text, []byte("\n+++\n")))
		return problems
	}
}

// agree spoils a whole file and compares what is said of it.
func agree(t *testing.T, file string, whole map[string]any, read func([]byte) diag.List) {
	compiled := compile(t, file) // not side by side
	t.Parallel()
	refused := 0
	compare := func(what string, v any) {
		var text bytes.Buffer
		if toml.NewEncoder(&text).Encode(whole) != nil {
			return // TOML has no such list
		}
		problems := read(text.Bytes())
		err := compiled.Validate(toJSON(whole))
		known := slices.ContainsFunc(problems, func(p diag.Problem) bool {
			return !slices.Contains(beyond, p.Rule) && !slices.ContainsFunc(beyondWords, func(w string) bool { return strings.Contains(p.Text.En, w) })
		})
		if err != nil {
			refused++
		}
		switch {
		case err != nil && len(problems) == 0 && v != "" && v != " ": // an optional text may be left empty
			t.Errorf("with %s the schema refuses what the program takes: %v", what, err)
		case err == nil && known && v != day && v != shapedLikeDay: // JSON has no dates
			t.Errorf("with %s the schema takes what the program refuses:\n%s", what, problems.Print(diag.English))
		}
	}
	compare("nothing changed", nil)
	if refused > 0 {
		t.Fatal("it is refused as it is")
	}
	walk(whole, "", compare)
	if refused < 60 {
		t.Errorf("only %d files are refused", refused)
	}
}

// day is a TOML local date, shapedLikeDay a text that JSON cannot tell from it.
var (
	day = func() any {
		var v map[string]any
		if err := toml.Unmarshal([]byte("d = 2023-01-02"), &v); err != nil {
			panic(err)
		}
		return v["d"]
	}()
	shapedLikeDay any = "2023-01-02"
)

// values are what a value is replaced by.
var values = []any{
	int64(2000), int64(-1), 1.5, true, "", " ", "甲 乙", shapedLikeDay, day, map[string]any{}, []any{"甲"},
	"swj", []any{}, []any{"甲", "甲"}, []any{int64(1)}, []any{""}, []any{[]any{}}, map[string]any{"x": "y"}, []map[string]any{{}},
}

// walk changes each value below a table in turn and calls check after each
// change, with what was done and the new value, if it is one.
func walk(table map[string]any, path string, check func(what string, v any)) {
	table["qqqq"] = int64(1)
	check("a new key in ["+path+"]", nil)
	delete(table, "qqqq")
	cells := 0
	for _, key := range sorted(table) {
		old, name := table[key], strings.TrimPrefix(path+"."+key, ".")
		delete(table, key)
		check("no "+name, nil)
		table[key+"q"] = old
		check(name+"q for "+name, nil)
		delete(table, key+"q")
		if row, ok := old.([]any); ok && len(row) == cells {
			table[key] = old
			continue // a row like the one before
		} else if ok {
			cells = len(row)
		}
		for _, v := range values {
			table[key] = v
			check(fmt.Sprintf("%s = %#v", name, v), scalar(v))
		}
		table[key] = old
		within(table, key, name, check)
	}
}

// within changes what is in a value.
func within(table map[string]any, key, name string, check func(what string, v any)) {
	switch old := table[key].(type) {
	case map[string]any:
		walk(old, name, check)
	case []map[string]any:
		for i := range old {
			walk(old[i], name, check)
		}
	case []any:
		table[key] = append(slices.Clone(old), "")
		check("one more in "+name, "")
		for i := range old {
			if i > 0 && i < len(old)-1 {
				continue // like its neighbours
			}
			table[key] = slices.Delete(slices.Clone(old), i, i+1)
			check(fmt.Sprintf("%s without its value %d", name, i+1), nil)
			list := slices.Clone(old)
			table[key] = list
			for _, v := range values[:11] {
				list[i] = v
				check(fmt.Sprintf("%s with %#v as its value %d", name, v, i+1), scalar(v))
			}
			if inner, ok := old[i].(map[string]any); ok {
				list[i] = old[i]
				walk(inner, name, check)
			}
		}
		table[key] = old
	}
}

// scalar gives a value that is no list and no table.
func scalar(v any) any {
	switch v.(type) {
	case string, time.Time:
		return v
	}
	return nil
}
