package tomldoc

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

var update = flag.Bool("update", false, "write testdata/syntax.golden anew")

// broken are texts that are no TOML, by what is wrong with them.
var broken = []struct{ name, text string }{
	{"no closing quote", "a = 1\ntitle = \"abc\nyear = 2022\n"},
	{"no closing quote at the end", "title = \"abc"},
	{"no closing single quote", "x = 'abc\n"},
	{"no closing quote in a list", "keywords = [\"商务\", \"年报]\n"},
	{"no closing triple quotes", "x = \"\"\"abc\n\ny = 1\n"},
	{"no closing triple single quotes", "x = '''abc\n"},
	{"full-width quotes", "title = “甲乙”\n"},
	{"full-width closing quote", "title = \"甲乙”\nyear = 2022\n"},
	{"full-width closing quote in a list", "a = [\"x”]\n"},
	{"corner quotes", "title = 「甲乙」\n"},
	{"quotes inside full-width quotes", "a = [“x”，\"y“乙”\"]\n"},
	{"full-width single quotes", "‘a’ = 1\n"},
	{"full-width equals sign", "a ＝ 1\n"},
	{"full-width equals sign inline", "a = { b＝1 }\n"},
	{"full-width colon", "a：1\n"},
	{"full-width comma", "b = [1，2]\n"},
	{"full-width comma after a value", "title = \"甲\"，\n"},
	{"full-width semicolon after a value", "a = 1；\n"},
	{"full-width brackets", "b = ［1,2］\n"},
	{"full-width heading", "【requests】\n"},
	{"full-width digits", "year = ２０２２\n"},
	{"wide blank before a key", "\u3000a = 1\n"},
	{"wide blank after a value", "a = 1\u3000\n"},
	{"no-break blank", "a\u00a0= 1\n"},
	{"no comma in a list", "b = [1 2]\n"},
	{"no comma in an inline table", "x = {a = 1 b = 2}\n"},
	{"two commas", "b = [0, 0, , 1]\n"},
	{"two commas in an inline table", "x = {a=1,,b=2}\n"},
	{"open list", "b = [1, 2\nc = 3\n"},
	{"open list at the end", "b = [1, 2\n"},
	{"open list inside a list", "a = [[1,2]\n"},
	{"open list over lines", "b = [\n1,\n2\n\n[c]\nx=1\n"},
	{"open inline table", "a = { b = 1\nc = 2\n"},
	{"open inline table at the end", "a = { b = 1"},
	{"open list with a comma at its end", "[t]\na = [1]\nb = [9, 1, \nc = [2, 2]\n"},
	{"open list with a comma and a comment", "b = [1, # x\n\n# y\nc = [2]\n"},
	{"open list with a comma before a heading", "b = [1,\n\n[proactive]\nx = 1\n"},
	{"open list with a comma before a heading of a list", "b = [1,\n[[table]] # x\nid = 1\n"},
	{"open list with a comma before a key like a value", "b = [1,\ninternal = [2]\n"},
	{"open list with a comma at the end", "b = [1,\n"},
	{"open list, CRLF", "b = [1,\r\nc = 2\r\n"},
	{"open inline table with a comma", "a = { b = 1,\nc = 2\n"},
	{"open first row", "rows = [\n  [\"甲\", 1,\n  [\"乙\", 2],\n  [\"丙\", 3],\n]\n"},
	{"open row between", "rows = [\n  [\"甲\", 1],\n  [\"乙\", 2,\n  [\"丙\", 3],\n]\nx = 1\n"},
	{"open last row", "rows = [\n  [\"甲\", 1],\n  [\"乙\", 2\n]\n[t]\n"},
	{"open row without a comma", "rows = [\n  [\"甲\", 1\n  [\"乙\", 2],\n]\n"},
	{"open list of rows", "rows = [\n  [\"甲\", 1],\n  [2],\n\nx = 1\n"},
	{"word in a closed list over lines", "a = [\n  [1], # b = 1\n  \"\"\"\nc = 2\n\"\"\",\n  x,\n]\ny = 1\n"},
	{"no quotes below a closed list", "a = [\n  1,\n]\nb = x\n"},
	{"word in a list behind a key", "granted = [9, 1, /\n"},
	{"no closing quote at the end of a line of a list", "a = [\n  \"甲,\n  \"乙\",\n]\nb = 1\n"},
	{"surplus bracket", "a = [1,2]]\n"},
	{"surplus bracket of a heading", "[a]]\n"},
	{"open heading", "[requests\nx=1\n"},
	{"open heading of a list", "[[table]\nid = 1\n"},
	{"empty part of a heading", "[a.]\n"},
	{"key twice", "a = 1\n\na = 2\n"},
	{"key twice in a table", "[t]\na = 1\nb = 2\na = 2\n"},
	{"heading twice", "[a]\nx=1\n[a]\n"},
	{"list of tables, then a table", "[[a]]\n[a]\n"},
	{"list, then a list of tables", "a = []\n[[a]]\n"},
	{"value over a dotted key", "a.b = 1\na = 2\n"},
	{"dotted key over a value", "a = 2\na.b = 1\n"},
	{"key twice inline", "x = {a = 1, a = 2}\n"},
	{"day that is not", "published = 2023-02-30\n"},
	{"month that is not", "published = 2023-13-01\n"},
	{"month without zero", "published = 2023-1-12\n"},
	{"hour that is not", "published = 2023-01-12T25:00:00\n"},
	{"leading zeros", "code = 007\n"},
	{"leading zeros of a decimal", "fees = 00.5\n"},
	{"bare point", "x = .5\n"},
	{"nothing after the point", "x = 5.\n"},
	{"too large", "x = 99999999999999999999\n"},
	{"underscore at the end", "x = 1_\n"},
	{"two signs", "x = --5\n"},
	{"sign alone", "x = +\n"},
	{"half an exponent", "x = 1e\n"},
	{"hexadecimal without digits", "x = 0x\n"},
	{"year with its character", "year = 2022年\n"},
	{"amount with its unit", "amount = 251000元\n"},
	{"digits in groups", "a = 12,000\n"},
	{"two values", "a = 1 2\n"},
	{"semicolon", "a = 1;\n"},
	{"quotes inside quotes", "a = \"甲\"乙\"丙\"\n"},
	{"no quotes", "title = 商务局年报\n"},
	{"no quotes in a list", "catalogue = [nb, \"b\"]\n"},
	{"capital True", "draft = True\n"},
	{"no value", "a = 1\nb =\nc = 2\n"},
	{"no value at the end", "b = "},
	{"no value, CRLF", "a = 1\r\nb = \r\nc = 3\r\n"},
	{"colon of YAML", "title: \"x\"\n"},
	{"colon of YAML without quotes", "title: x\n"},
	{"no equals sign", "title \"x\"\n"},
	{"word alone", "year = 1\ntitle\n"},
	{"dashes", "a = 1\n---\n"},
	{"Chinese key", "标题 = \"x\"\n"},
	{"no key", "= 1\n"},
	{"bad escape", "path = \"甲C:\\dir\"\n"},
	{"control character", "a = \"甲x\x01\"\n"},
	{"carriage return alone", "a = \"x\ry\"\n"},
	{"no UTF-8", "# 甲\na = \"x\xff\"\n"},
	{"too deep", "a = " + strings.Repeat("[", 300) + strings.Repeat("]", 300) + "\n"},
	{"Chinese before the place", "a = { 键 = 1 }\n"},
}

func TestSyntaxErrors(t *testing.T) {
	var got strings.Builder
	for _, b := range broken {
		doc, problems := Parse("content/x.toml", 3, []byte(b.text))
		if len(problems) != 1 || problems[0].Rule != "toml-syntax" {
			t.Errorf("%s: problems %v; want one of rule toml-syntax", b.name, problems)
		}
		if len(doc.Values) != 0 || doc.Keys() != nil || doc.Raw("a") != "" {
			t.Errorf("%s: a broken document has values", b.name)
		}
		shown := b.text
		if len(shown) > 80 {
			shown = shown[:80] + "…"
		}
		fmt.Fprintf(&got, "== %s: %q\n%s%s\n", b.name, shown, problems.Print(diag.Chinese), problems.Print(diag.English))
	}
	compareGolden(t, "testdata/syntax.golden", got.String())
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		g, w := lineAt(gotLines, i), lineAt(wantLines, i)
		if g != w {
			t.Fatalf("%s:%d:\n got %s\nwant %s", name, i+1, g, w)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
