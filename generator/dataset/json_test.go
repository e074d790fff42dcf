package dataset

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"gongkai/generator/report"
)

// jsonOf gives the JSON of entries.
func jsonOf(t testing.TB, entries ...Entry) []byte {
	t.Helper()
	text, err := JSON("agency", "示例市商务局", entries)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// published reads a JSON back, with the digits of its numbers.
func published(t *testing.T, text []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

// at gives what stands under keys and numbers.
func at(t *testing.T, v any, path ...any) any {
	t.Helper()
	for _, step := range path {
		switch step := step.(type) {
		case string:
			v = v.(map[string]any)[step]
		case int:
			v = v.([]any)[step]
		}
	}
	return v
}

func TestJSONGolden(t *testing.T) {
	golden(t, "example.json", jsonOf(t, append([]Entry{example(t)}, others(t)...)...))
}

func TestJSONCells(t *testing.T) {
	v := at(t, published(t, jsonOf(t, example(t))), "reports", 0)
	for _, want := range []struct {
		path  []any
		value any
	}{
		{[]any{"tables", "proactive", "rules", "made"}, ""},
		{[]any{"tables", "proactive", "rules", "repealed"}, "/"},
		{[]any{"tables", "proactive", "rules", "valid"}, json.Number("0")},
		{[]any{"tables", "proactive", "normative", "made"}, "007"},
		{[]any{"tables", "proactive", "normative", "repealed"}, "+3"},
		{[]any{"tables", "proactive", "normative", "valid"}, json.Number("1234567890123456")},
		{[]any{"tables", "proactive", "coercion"}, "1,234"},
		{[]any{"tables", "proactive", "fees"}, json.Number("0.0000")},
		{[]any{"tables", "requests", "received", 6}, json.Number("12")},
		{[]any{"tables", "requests", "denied", "law_forbidden", 0}, "=1+1"},
		{[]any{"tables", "disputes", "reconsideration", 0}, json.Number("-2")},
		{[]any{"free", 0, "rows", 0, 1}, json.Number("30.50")},
		{[]any{"free", 0, "rows", 1, 1}, ""},
		{[]any{"labels", "requests.denied.law_forbidden"}, "2.其他法律法规禁止公开"},
		{[]any{"agency", "name"}, "示例市商务局"},
		{[]any{"published"}, "2023-01-12"},
	} {
		if got := at(t, v, want.path...); got != want.value {
			t.Errorf("%v is %#v; want %#v", want.path, got, want.value)
		}
	}
}

func TestJSONHasTheShapeOfTheFormat(t *testing.T) {
	text := string(jsonOf(t, append([]Entry{example(t)}, others(t)...)...))
	for _, want := range []string{
		`"answers":{"already_public":0,"granted":4,`, // rows of one group that do not follow each other
		`"labels":{"proactive.fees.column":`,
		`"result_total":[0,0,0,0,0,0,0],"carried_out":`,
		`"tables":{},"free":[]}`,
		`"rules":{"made":"","repealed":"/","valid":0}`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if got := strings.Count(text, "\n"); got != 4+2 {
		t.Errorf("%d lines; want one for each of 4 reports, and 2", got)
	}
}

func TestJSONFollowsItsSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	rules, err := compiler.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(text []byte) error {
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return rules.Validate(v)
	}
	good := jsonOf(t, append([]Entry{example(t)}, others(t)...)...)
	empty, err := JSON("", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range [][]byte{good, empty} {
		if err := validate(text); err != nil {
			t.Errorf("%v", err)
		}
	}
	for _, change := range [][2]string{
		{`"valid":0}`, `"valid":null}`},
		{`"free":[]`, `"free":{}`},
		{`"year":2022`, `"year":"2022"`},
		{`"issued":"2023-01-10"`, `"issued":"2023年1月10日"`},
		{Version, "gongkai-tables-0"},
	} {
		bad := strings.Replace(string(good), change[0], change[1], 1)
		if bad == string(good) {
			t.Fatalf("no %s", change[0])
		}
		if validate([]byte(bad)) == nil {
			t.Errorf("%s passes", change[1])
		}
	}
}

func TestSchemaIsACopy(t *testing.T) {
	Schema()[0] = 'x'
	if Schema()[0] != '{' {
		t.Error("the schema has been changed")
	}
}

func TestJSONStrings(t *testing.T) {
	for text, want := range map[string]string{
		`a"b\c`: `"a\"b\\c"`, "<&>": `"<&>"`, "1\n2\t3\x01": "\"1\\n2\\t3\\u0001\"", "坏\xff": "\"坏\ufffd\"", "": `""`, "\u2028": "\"\u2028\"",
	} {
		got := string(appendString(nil, text))
		if got != want || !json.Valid([]byte(got)) {
			t.Errorf("%q becomes %s; want %s", text, got, want)
		}
	}
}

func TestJSONNumbers(t *testing.T) {
	for _, text := range []string{"0", "-0", "0.0000", "12", "-3.50", "007", "+3", "1,234", "00", "-01", "1.", ".5", "1e5", "١"} {
		d, ok := parseDecimal(text)
		want := json.Valid([]byte(text)) && ok && d.sign != "+"
		if got := jsonNumber(text); got != want {
			t.Errorf("jsonNumber(%q) says %v", text, got)
		}
	}
}

func TestErrors(t *testing.T) {
	short := example(t)
	short.Report.Tables[0].Cells = report.Pack(short.Report.Tables[0].Cells.All()[1:])
	ragged := example(t)
	ragged.Report.Free[0].Rows[1] = ragged.Report.Free[0].Rows[1][1:]
	for want, e := range map[string]Entry{
		"table proactive has 9 cells; want 10":        short,
		"row 2 of table training has 1 cells; want 2": ragged,
		"entry 0 has no report with a format":         {},
		"entry 0 has no report with a format ":        {Report: &report.Report{}},
	} {
		want = strings.TrimSpace(want)
		if before, err := AppendJSON([]byte("before"), "", "", []Entry{e}); err == nil || !strings.Contains(err.Error(), want) || string(before) != "before" {
			t.Errorf("JSON says %v; want %s", err, want)
		}
		if _, err := Workbook("", []Entry{e}, Sheets{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Workbook says %v; want %s", err, want)
		}
	}
}

func BenchmarkJSON(b *testing.B) {
	entries := []Entry{plainEntry(b)}
	text := jsonOf(b, entries...)
	b.ReportAllocs()
	for b.Loop() {
		text, _ = AppendJSON(text[:0], "report", "示例", entries)
	}
	b.ReportMetric(float64(len(text)), "bytes/report")
}

func BenchmarkJSONMany(b *testing.B) {
	entries := make([]Entry, 100)
	for i := range entries {
		entries[i] = plainEntry(b)
	}
	text := jsonOf(b, entries...)
	b.ReportAllocs()
	for b.Loop() {
		text, _ = AppendJSON(text[:0], "year", "示例", entries)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(entries)), "ns/report")
}
