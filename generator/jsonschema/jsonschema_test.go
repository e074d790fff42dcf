package jsonschema_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"
	validator "github.com/santhosh-tekuri/jsonschema/v6"

	"gongkai/generator/demo"
	"gongkai/generator/format"
	"gongkai/generator/jsonschema"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

var update = flag.Bool("update", false, "write the schemas of this repository anew")

// schemas gives all schemas of the formats built in.
func schemas(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := jsonschema.Files(format.Builtin(), func(name string, data []byte) error {
		all[name] = data
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var compiled = map[string]*validator.Schema{}

// compile compiles a schema, whose name is one of Files.
func compile(t testing.TB, name string) *validator.Schema {
	t.Helper()
	if s := compiled[name]; s != nil {
		return s
	}
	doc, err := validator.UnmarshalJSON(bytes.NewReader(schemas(t)[name]))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	compiler := validator.NewCompiler()
	if err := compiler.AddResource(name, doc); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	s, err := compiler.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	compiled[name] = s
	return s
}

// decode reads TOML as an editor sees it.
func decode(t testing.TB, text []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := toml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// toJSON gives a value of TOML as a language server holds it against a schema:
// dates become texts.
func toJSON(v any) any {
	switch v := v.(type) {
	case map[string]any:
		table := make(map[string]any, len(v))
		for key, value := range v {
			table[key] = toJSON(value)
		}
		return table
	case []map[string]any:
		list := make([]any, len(v))
		for i, value := range v {
			list[i] = toJSON(value)
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, value := range v {
			list[i] = toJSON(value)
		}
		return list
	case time.Time:
		if v.Location().String() == "date-local" {
			return v.Format(time.DateOnly)
		}
		return v.Format(time.RFC3339)
	}
	return v
}

// front cuts the front matter out of a report.
func front(t testing.TB, name string, text []byte) []byte {
	t.Helper()
	parts, problems := source.Cut(name, text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return parts.Front
}

// TestSchemas compares the schemas with those of this repository, which its own
// archive goes by. Look at the difference, then run
//
//	go test ./generator/jsonschema -update
func TestSchemas(t *testing.T) {
	const folder = "../../" + jsonschema.Folder
	all := schemas(t)
	if *update {
		for name, data := range all {
			if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if all[file.Name()] == nil {
			t.Errorf("%s is gone", file.Name())
		}
	}
	for name, data := range all {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !bytes.Equal(text, data) {
			t.Errorf("%s differs from what the program writes: %v", name, err)
		}
	}
}

// TestDraft wants no word of a later draft than editors know.
func TestDraft(t *testing.T) {
	for name, data := range schemas(t) {
		compile(t, name)
		for _, word := range []string{`"const"`, `"if"`, `"$defs"`, `"prefixItems"`, `"examples"`, `"contains"`, `"propertyNames"`, `"exclusiveMinimum"`} {
			if bytes.Contains(data, []byte(word+":")) {
				t.Errorf("%s has %s, which is not in draft 4", name, word)
			}
		}
	}
}

// TestGoodFiles holds files that the program takes against their schemas.
func TestGoodFiles(t *testing.T) {
	check := func(name, schema string, text []byte) {
		t.Helper()
		if err := compile(t, schema).Validate(toJSON(decode(t, text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	read := func(name string) []byte {
		t.Helper()
		text, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	check("this archive", jsonschema.ArchiveFile, read("../../content/archive.toml"))
	check("the real report", jsonschema.ReportFile("2021"), front(t, "2022.md", read("../../content/reports/swj/2022.md")))
	for _, f := range format.Builtin().All() {
		check(f.File, jsonschema.FormatFile, read("../format/"+f.File))
	}

	reports := map[string]int{}
	emit := func(name string, data []byte) error {
		switch {
		case name == "content/archive.toml":
			check(name, jsonschema.ArchiveFile, data)
		case strings.HasPrefix(name, "content/reports/") && path.Ext(name) == ".md":
			year := 0
			for _, digit := range strings.TrimSuffix(path.Base(name), ".md") {
				year = 10*year + int(digit-'0')
			}
			form := format.Builtin().ForYear(year).ID
			if reports[form]++; reports[form] < 40 {
				check(name, jsonschema.ReportFile(form), front(t, name, data))
			}
		}
		return nil
	}
	if err := demo.Write(demo.Options{Agencies: 12, Years: 18, Seed: 3}, emit); err != nil {
		t.Fatal(err)
	}
	if err := demo.Starter(emit); err != nil {
		t.Fatal(err)
	}
	if len(reports) != 3 {
		t.Errorf("reports by format: %v; want all three", reports)
	}
}

// TestBrokenFiles names what an editor marks.
func TestBrokenFiles(t *testing.T) {
	const site, report = "[site]\ntitle = \"甲\"\n", "title = \"年报\"\n"
	const disputes = report + "[disputes]\nreconsideration = [0, 0, 0, 0, 0]\nlitigation_direct = [\"/\", 0, 0, 0, \"\"]\nlitigation_after = [0, 0, 0, 0, 1.5]\n"
	const definition = "id = \"a\"\ntitle = \"甲\"\n[[table]]\nid = \"a\"\ncaption = \"甲\"\ncolumns = [{ label = \"甲\" }]\nrows = [{ key = \"a\", label = \"甲\" }]\n"
	reports, archive, formats := jsonschema.ReportFile("2021"), jsonschema.ArchiveFile, jsonschema.FormatFile
	for _, tt := range []struct{ name, schema, text, want string }{
		{"nothing", archive, site, ""},
		{"nothing", reports, disputes, ""},
		{"nothing", formats, definition, ""},
		{"an unknown key", archive, site + "titel = \"乙\"\n", "titel"},
		{"an unknown table", archive, site + "[[agencies]]\n", "agencies"},
		{"a missing key", archive, site + "[[agency]]\nid = \"swj\"\n", "name"},
		{"a wrong type", archive, site + "[[agency]]\nid = \"swj\"\nname = \"乙\"\nsince = \"2019\"\n", "since"},
		{"a year of two digits", archive, site + "[[agency]]\nid = \"swj\"\nname = \"乙\"\nsince = 19\n", "since"},
		{"an id with a blank", archive, site + "[[agency]]\nid = \"s wj\"\nname = \"乙\"\n", "/agency/0/id"},
		{"a word of its own", archive, site + "links = \"folders\"\n", "links"},
		{"an address without http", archive, site + "base_url = \"www.example.invalid\"\n", "base_url"},
		{"a report without title", reports, "year = 2022\n", "title"},
		{"another format", reports, report + "format = \"2019\"\n", "format"},
		{"a date in words", reports, report + "published = \"2023年1月15日\"\n", "published"},
		{"a missing cell", reports, strings.Replace(disputes, "[0, 0, 0, 0, 0]", "[0, 0, 0, 0]", 1), "reconsideration"},
		{"a cell too many", reports, strings.Replace(disputes, "[0, 0, 0, 0, 0]", "[0, 0, 0, 0, 0, 0]", 1), "reconsideration"},
		{"a truth value in a cell", reports, strings.Replace(disputes, "[0, 0, 0, 0, 0]", "[0, 0, true, 0, 0]", 1), "reconsideration/2"},
		{"a missing row", reports, strings.Replace(disputes, "litigation_after", "litigation_afer", 1), "litigation_after"},
		{"a row of another format", reports, report + "[proactive]\nprocurement = { count = 0, amount = 0 }\n", "procurement"},
		{"no label of the format", reports, report + "[labels]\n\"requests.denid\" = \"不予公开\"\n", "requests.denid"},
		{"a cell that is none", reports, report + "[[correction]]\ndate = 2023-02-01\nreason = \"笔误\"\ncells = [\"requests.received.totl\"]\n", "cells/0"},
		{"a waiver of nobody", reports, report + "[[waiver]]\nrule = \"cell-type\"\nreason = \"无\"\ndate = 2023-02-01\n", "by"},
		{"a table without columns", formats, strings.Replace(definition, "columns = [{ label = \"甲\" }]", "columns = []", 1), "columns"},
		{"a row without label", formats, strings.Replace(definition, ", label = \"甲\" }]\n", " }]\n", 1), "label"},
	} {
		err := compile(t, tt.schema).Validate(toJSON(decode(t, []byte(tt.text))))
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s with %s: %v", tt.schema, tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s with %s: %v; want a word about %s", tt.schema, tt.name, err, tt.want)
		}
	}
}

// TestWholeFilesHaveEveryKey wants the files of testdata to leave out no key.
func TestWholeFilesHaveEveryKey(t *testing.T) {
	has := func(files ...string) map[string]bool {
		found := map[string]bool{}
		for _, file := range files {
			text, err := os.ReadFile("testdata/" + file)
			if err != nil {
				t.Fatal(err)
			}
			collect(decode(t, text), "", found)
		}
		return found
	}
	archive := has("archive.toml", "single.toml")
	for _, k := range settings.Keys() {
		if name := strings.TrimPrefix(k.Table+"."+k.Name, "."); !archive[name] {
			t.Errorf("archive.toml lacks %s", name)
		}
	}
	report := has("report.toml")
	for _, k := range schema.Keys() {
		if name := strings.TrimPrefix(k.Table+"."+k.Name, "."); k.Type != schema.Statutory && k.Type != schema.FormatID && !report[name] {
			t.Errorf("report.toml lacks %s", name)
		}
	}
	whole := has("whole.toml")
	// Where the kinds of tables of a definition stand.
	places := map[string]string{"": "", "table": "table.", "block": "table.block.", "column": "table.columns.", "row": "table.rows.", "sum": "table.sum.", "carry": "table.carry.", "figure": "figure."}
	for _, k := range format.Keys() {
		place := places[k.Table] + k.Name
		if !whole[place] && !whole[strings.Replace(place, "table.rows.", "table.block.rows.", 1)] {
			t.Errorf("whole.toml lacks %s", place)
		}
	}
}

// collect notes the keys of a table with the keys above them.
func collect(table map[string]any, above string, found map[string]bool) {
	for key, value := range table {
		found[above+key] = true
		switch v := value.(type) {
		case map[string]any:
			collect(v, above+key+".", found)
		case []map[string]any:
			for _, element := range v {
				collect(element, above+key+".", found)
			}
		case []any:
			for _, element := range v {
				if table, ok := element.(map[string]any); ok {
					collect(table, above+key+".", found)
				}
			}
		}
	}
}

// sorted gives the keys of a table in order.
func sorted(table map[string]any) []string { return slices.Sorted(maps.Keys(table)) }
