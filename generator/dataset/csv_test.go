package dataset

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// csvOf gives the CSV of entries.
func csvOf(set *format.Set, entries ...Entry) []byte {
	c := NewCSV(set)
	text := c.AppendHeader(nil)
	for _, e := range entries {
		text = c.AppendReport(text, e)
	}
	return text
}

// records reads a CSV back: a map from column names to fields for each line.
func records(t *testing.T, text []byte) []map[string]string {
	t.Helper()
	text, ok := bytes.CutPrefix(text, []byte("\ufeff"))
	if !ok {
		t.Fatal("no byte order mark")
	}
	lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, line := range lines[1:] {
		record := map[string]string{}
		for i, name := range lines[0] {
			record[name] = line[i]
		}
		all = append(all, record)
	}
	return all
}

// find gives the record of a row.
func find(t *testing.T, all []map[string]string, table, row string) map[string]string {
	t.Helper()
	i := slices.IndexFunc(all, func(r map[string]string) bool { return r["table"] == table && r["row"] == row })
	if i < 0 {
		t.Fatalf("no line for %s.%s", table, row)
	}
	return all[i]
}

func TestCSVGolden(t *testing.T) {
	golden(t, "example.csv", csvOf(format.Builtin(), append([]Entry{example(t)}, others(t)...)...))
}

func TestCSVCells(t *testing.T) {
	all := records(t, csvOf(format.Builtin(), example(t)))
	for _, want := range []struct{ table, row, column, value string }{
		{"proactive", "rules", "made", ""},
		{"proactive", "rules", "repealed", "/"},
		{"proactive", "rules", "valid", "0"},
		{"proactive", "rules", "value", ""},
		{"proactive", "rules", "agency", "示例市商务局"},
		{"proactive", "rules", "year", "2022"},
		{"proactive", "rules", "unit", "件"},
		{"proactive", "normative", "made", "007"},
		{"proactive", "normative", "repealed", "+3"},
		{"proactive", "penalty", "value", "约12件，含\"简易\"程序"},
		{"proactive", "coercion", "value", "1,234"},
		{"proactive", "fees", "value", "0.0000"},
		{"proactive", "fees", "unit", "万元"},
		{"requests", "denied.law_forbidden", "natural", "'=1+1"},
		{"requests", "denied.law_forbidden", "label", "2.其他法律法规禁止公开"},
		{"requests", "denied.state_secret", "label", "1.属于国家秘密"},
		{"disputes", "reconsideration", "upheld", "-2"},
		{"training", "1", "label", "班次"},
		{"training", "1", "value", "第一期"},
		{"training", "2", "value", "'@备注"},
	} {
		if got := find(t, all, want.table, want.row)[want.column]; got != want.value {
			t.Errorf("%s.%s has %s %q; want %q", want.table, want.row, want.column, got, want.value)
		}
	}
}

func TestCSVUnitsThatDiffer(t *testing.T) {
	all := records(t, csvOf(format.Builtin(), others(t)...))
	for row, want := range map[string]string{"licensing": "项/项/件", "fees": "项", "procurement": "项/", "rules": "件"} {
		if got := find(t, all, "proactive", row)["unit"]; got != want {
			t.Errorf("proactive.%s has the unit %q; want %q", row, got, want)
		}
	}
}

func TestCSVLines(t *testing.T) {
	e := example(t)
	text := csvOf(format.Builtin(), e)
	want := 1 + 6 // the header, and the cells of the table of its own
	for _, table := range e.Report.Tables {
		want += len(table.Def.Rows)
	}
	if got := bytes.Count(text, []byte("\r\n")); got != want || bytes.Count(text, []byte("\n")) != want {
		t.Errorf("%d lines; want %d, all ending in CR LF", got, want)
	}
}

func TestCSVHeader(t *testing.T) {
	own := set(t, "own", `
id = "own"
title = "示例"
[[table]]
id = "visits"
caption = "接待"
columns = [{ key = "people", label = "个人" }, { key = "total", label = "合计" }]
rows = [{ key = "office", label = "窗口" }]
`)
	for _, c := range []struct {
		set  *format.Set
		want string
	}{
		{format.Builtin(), "made,repealed,valid,value,natural,business,research,charity,legal,other,total,upheld,corrected,pending,published,public_total,previous,change,decisions,count,amount"},
		{own, "made,repealed,valid,value,natural,business,research,charity,legal,other,total,upheld,corrected,pending,published,public_total,previous,change,decisions,count,amount,people"},
	} {
		want := "\ufeffagency_id,agency,year,format,table,row,label,unit," + c.want + "\r\n"
		if got := string(NewCSV(c.set).AppendHeader(nil)); got != want {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
}

func TestCSVFieldIsNoFormula(t *testing.T) {
	for text, want := range map[string]string{
		"=SUM(A1)": "'=SUM(A1)", "@x": "'@x", "+a": "'+a", "-1+cmd": "'-1+cmd", "-": "'-", "\tx": "'\tx",
		"-5": "-5", "+5": "+5", "-0.50": "-0.50", "/": "/", "—": "—", "——": "——", "a=b": "a=b", "": "", "1-2": "1-2",
		`=a,"b"`: `"'=a,""b"""`, "a\nb": "\"a\nb\"", "\r=1": "\"'\r=1\"", `"`: `""""`,
	} {
		if got := string(appendField(nil, text)); got != want {
			t.Errorf("%q becomes %q; want %q", text, got, want)
		}
	}
}

func TestCSVFormulaInNamesAndLabels(t *testing.T) {
	e := example(t)
	e.Name = "=cmd, \"x\""
	e.Report.Labels = map[string]string{"requests.received": "+一、新收"}
	e.Report.Free[0].Columns = []string{"=A", "B"}
	all := records(t, csvOf(format.Builtin(), e))
	if got := all[0]["agency"]; got != "'=cmd, \"x\"" {
		t.Errorf("the name is %q", got)
	}
	if got := find(t, all, "requests", "received")["label"]; got != "'+一、新收" {
		t.Errorf("the label is %q", got)
	}
	if got := find(t, all, "training", "1")["label"]; got != "'=A" {
		t.Errorf("the heading is %q", got)
	}
}

func TestCSVConcurrently(t *testing.T) {
	c, e := NewCSV(format.Builtin()), example(t)
	want := c.AppendReport(nil, e)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if !bytes.Equal(c.AppendReport(nil, e), want) {
				t.Error("another CSV")
			}
		})
	}
	wait.Wait()
}

func TestCSVOfAnotherSetPanics(t *testing.T) {
	own := set(t, "own", "id = \"own\"\ntitle = \"示例\"\n[[table]]\nid = \"v\"\ncaption = \"接待\"\ncolumns = [{ label = \"次\" }]\nrows = [{ key = \"a\", label = \"窗口\" }]\n")
	f, _ := own.Get("own")
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "table v") {
			t.Errorf("it said %q", said)
		}
	}()
	NewCSV(format.Builtin()).AppendReport(nil, Entry{Report: &report.Report{Format: f, Tables: fill(t, f, nil)}})
}

// plainEntry is a report of the 2021 form as most are: numbers only.
func plainEntry(t testing.TB) Entry {
	e := example(t)
	e.Report.Tables = fill(t, builtin(t, "2021"), nil)
	e.Report.Labels, e.Report.Free = nil, nil
	return e
}

func BenchmarkCSV(b *testing.B) {
	c, e := NewCSV(format.Builtin()), plainEntry(b)
	text := c.AppendReport(nil, e)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		text = c.AppendReport(text[:0], e)
	}
	b.ReportMetric(float64(len(text)), "bytes/report")
}

func BenchmarkCSVLabels(b *testing.B) {
	c, e := NewCSV(format.Builtin()), example(b)
	text := c.AppendReport(nil, e)
	b.ReportAllocs()
	for b.Loop() {
		text = c.AppendReport(text[:0], e)
	}
}
