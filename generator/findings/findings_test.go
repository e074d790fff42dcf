package findings

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

var update = flag.Bool("update", false, "rewrite what the tests expect")

// files are the texts that findings of the tests are about.
var files = map[string]string{
	"content/reports/swj/2022.md": "+++\r\n" +
		"received = [9, 1, 0, 0, 0, 0, 9]\r\n" +
		"+++\r\n" +
		"全年收到申请８件，同比增长100%，详见[附件](a.pdf)。\r\n",
	"content/reports/瀍河 区/2021.md": bom + "标题：一、总体情况\n",
}

// line is Options.Line over files.
func line(file string, line int) string {
	if lines := strings.Split(files[file], "\n"); line <= len(lines) {
		return lines[line-1]
	}
	return ""
}

// rules are those of the tests; the findings name another one, of reading.
var rules = []check.Rule{
	{
		Name: "requests-balance", Severity: check.Error, Group: check.Arithmetic,
		Title: diag.Text{Zh: "申请的收支不平", En: "requests do not balance"},
		About: diag.Text{Zh: "每一栏：新收加结转，应等于总计加结转下年。请写 [[waiver]] 说明。", En: "Each column balances. Explain it in a [[waiver]]."},
		Basis: diag.Text{Zh: "国办公开办函〔2021〕30号", En: "国办公开办函〔2021〕30号"}, Example: diag.Text{Zh: "9 ≠ 8", En: "9 ≠ 8"},
	},
	{
		Name: "text-number", Severity: check.Warning, Group: check.TextTable,
		Title: diag.Text{Zh: "正文与表不一致", En: "text and table differ"},
		About: diag.Text{Zh: "正文的数字应与表一致。", En: "Numbers in the text are those of the tables."},
	},
	{
		Name: "half-width", Severity: check.Notice, Group: check.Form,
		Title: diag.Text{Zh: "半角标点", En: "half-width punctuation"},
		About: diag.Text{Zh: "中文用全角标点。", En: "Chinese takes full-width punctuation."},
	},
}

// list has findings of every kind, in order.
func list() []check.Finding {
	swj, chan21 := "content/reports/swj/2022.md", "content/reports/瀍河 区/2021.md"
	return []check.Finding{
		{
			Pos: diag.Pos{File: "content/archive.toml"}, Rule: "no-archive", Severity: check.Error,
			Message: diag.Textf("没有 archive.toml", "archive.toml is missing"),
		},
		{
			Pos: diag.Pos{File: swj, Line: 2, Col: 13}, Width: 1, Rule: "requests-balance", Severity: check.Error, Agency: "swj", Year: 2022,
			Message: diag.Textf("“自然人”一栏 9 ≠ 8", "column natural: 9 ≠ 8"), Hint: diag.Textf("应为 8", "8 would tie"),
			Cells: []string{"requests.received.natural"}, Left: "9", Right: "8",
		},
		{
			Pos: diag.Pos{File: swj, Line: 2, Col: 32}, Width: 1, Rule: "requests-balance", Severity: check.Error, Agency: "swj", Year: 2022,
			Message: diag.Textf("“总计”一栏 9 ≠ 8", "column total: 9 ≠ 8"), Left: "9", Right: "007",
			Waiver: &report.Waiver{Reason: "统计口径调整", By: "办公室", Date: date.Date{Year: 2023, Month: 1, Day: 9}, Until: date.Date{Year: 2024, Month: 1, Day: 1},
				Pos: diag.Pos{File: swj, Line: 3, Col: 1}},
		},
		{
			Pos: diag.Pos{File: swj, Line: 4, Col: 7}, Width: 2, Rule: "text-number", Severity: check.Warning, Agency: "swj", Year: 2022,
			Message: diag.Textf("正文 8 件，表三 9 件: 差 1, 即 11%%", "8 in the text, 9 in the table: 11%%, by 1"), Left: "８件", Right: "9",
		},
		{
			Pos: diag.Pos{File: chan21, Line: 1, Col: 4}, Width: 90, Rule: "half-width", Severity: check.Notice, Agency: "瀍河 区", Year: 2021,
			Message: diag.Textf("“[附件](a.pdf)”", `"[附件](a.pdf)"`),
		},
	}
}

func options(lang diag.Lang) Options {
	return Options{Lang: lang, Line: line, Rules: rules, Version: "v1.2.3"}
}

// written gives findings in a form.
func written(t testing.TB, format string, list []check.Finding, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, list, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

func TestGolden(t *testing.T) {
	for _, format := range Formats() {
		for _, lang := range []diag.Lang{diag.Chinese, diag.English} {
			golden(t, fmt.Sprintf("all.%s.%s", lang, format), written(t, format, list(), options(lang)))
		}
	}
}

func TestNothingFound(t *testing.T) {
	for format, want := range map[string]string{
		"text": "", "github": "", "json": "[]\n",
		"rdjson": "{\n  \"source\": {\n    \"name\": \"gongkai\"\n  },\n  \"diagnostics\": []\n}\n",
	} {
		if got := written(t, format, nil, options(diag.English)); got != want {
			t.Errorf("%s: got %q; want %q", format, got, want)
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Write(&bytes.Buffer{}, "xml", nil, Options{}); err == nil {
		t.Error("there is a format xml")
	}
}

// A full disk is an error in every form.
func TestWriteError(t *testing.T) {
	for _, format := range Formats() {
		if err := Write(full{}, format, list(), options(diag.English)); err != errFull {
			t.Errorf("%s: error %v", format, err)
		}
	}
}

type full struct{}

var errFull = fmt.Errorf("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func BenchmarkWrite(b *testing.B) {
	var many []check.Finding
	for range 2000 {
		many = append(many, list()...)
	}
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				written(b, format, many, options(diag.Chinese))
			}
		})
	}
}
