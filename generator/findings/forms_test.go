package findings

import (
	"encoding/json"
	"strings"
	"testing"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

func TestSides(t *testing.T) {
	for text, want := range map[side]string{
		"9": `9`, "-1": `-1`, "12.3400": `12.3400`, "1234567890123456789": `1234567890123456789`, "1e3": `1e3`,
		"007": `"007"`, "1,234": `"1,234"`, "+3": `"+3"`, "八": `"八"`, "true": `"true"`, "null": `"null"`, `"a"`: `"\"a\""`, "/": `"/"`, "-": `"-"`, ".5": `".5"`,
	} {
		got, err := json.Marshal(text)
		if err != nil || string(got) != want {
			t.Errorf("%s: got %s, %v; want %s", text, got, err, want)
		}
	}
}

func TestGitHubEscapes(t *testing.T) {
	f := check.Finding{
		Pos: diag.Pos{File: "a,b:c%.md", Line: 3}, Rule: "r", Severity: check.Warning,
		Message: diag.Textf("", "100%%: a, b\r\n::error::x"),
	}
	want := "::warning file=a%2Cb%3Ac%25.md,line=3,title=a%3A b%2C c (r)::100%25: a, b%0D%0A::error::x\n"
	o := Options{Lang: diag.English, Rules: []check.Rule{{Name: "r", Title: diag.Text{En: "a: b, c"}}}}
	if got := written(t, "github", []check.Finding{f}, o); got != want {
		t.Errorf(" got %q\nwant %q", got, want)
	}
}

func TestGitHubOrder(t *testing.T) {
	all := list()
	all = append(all[3:], all[:3]...) // warning, notice, error, error, explained
	var got []string
	for line := range strings.Lines(written(t, "github", all, options(diag.English))) {
		kind, _, _ := strings.Cut(line, " ")
		got = append(got, kind)
	}
	if want := "::error ::error ::warning ::notice ::notice"; strings.Join(got, " ") != want {
		t.Errorf("got %v; want %s", got, want)
	}
}

func TestRDJSONColumns(t *testing.T) {
	texts := map[string]string{"a.md": "a\n收到𠮷8件\n", "b.md": bom + "收到8件"}
	o := Options{Lang: diag.English, Line: func(file string, line int) string {
		if lines := strings.Split(texts[file], "\n"); line <= len(lines) {
			return lines[line-1]
		}
		return ""
	}}
	for _, test := range []struct {
		name                   string
		pos                    diag.Pos
		width                  int
		line, column, end      int
		noRange, noEnd, linely bool
	}{
		{name: "behind wide ones", pos: diag.Pos{File: "a.md", Line: 2, Col: 4}, width: 1, line: 2, column: 11, end: 12},
		{name: "a wide one", pos: diag.Pos{File: "a.md", Line: 2, Col: 3}, width: 1, line: 2, column: 7, end: 11},
		{name: "over the end", pos: diag.Pos{File: "a.md", Line: 2, Col: 5}, width: 9, line: 2, column: 12, end: 15},
		{name: "behind the end", pos: diag.Pos{File: "a.md", Line: 2, Col: 50}, width: 1, line: 2, column: 15, noEnd: true},
		{name: "a place", pos: diag.Pos{File: "a.md", Line: 2, Col: 1}, line: 2, column: 1, noEnd: true},
		{name: "byte order mark", pos: diag.Pos{File: "b.md", Line: 1, Col: 3}, width: 1, line: 1, column: 10, end: 11},
		{name: "a line", pos: diag.Pos{File: "a.md", Line: 2}, line: 2, linely: true, noEnd: true},
		{name: "no such file", pos: diag.Pos{File: "c.md", Line: 2, Col: 3}, width: 1, line: 2, linely: true, noEnd: true},
		{name: "a file", pos: diag.Pos{File: "a.md"}, noRange: true},
	} {
		r := o.rdRange(&check.Finding{Pos: test.pos, Width: test.width})
		switch {
		case test.noRange || r == nil:
			if (r == nil) != test.noRange {
				t.Errorf("%s: range %+v", test.name, r)
			}
		case r.Start != rdPosition{test.line, test.column} || (r.End == nil) != test.noEnd:
			t.Errorf("%s: start %+v, end %+v", test.name, r.Start, r.End)
		case r.End != nil && *r.End != rdPosition{test.line, test.end}:
			t.Errorf("%s: end %+v; want column %d", test.name, *r.End, test.end)
		}
	}
}

func TestSummary(t *testing.T) {
	var b strings.Builder
	names := map[string]string{"swj": "区商务局", "瀍河 区": "瀍河回族区"}
	if err := Summary(&b, list(), options(diag.Chinese), func(id string) string { return names[id] }); err != nil {
		t.Fatal(err)
	}
	want := `错误 2，警告 1，提示 1；已说明 1
按检查项：
    1  错误  no-archive        内容写法有误
    1  错误  requests-balance  申请的收支不平
    1  警告  text-number       正文与表不一致
    1  提示  half-width        半角标点
按机关：
    2  错误  swj      区商务局
    1  提示  瀍河 区  瀍河回族区
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

func TestSummaryIsShort(t *testing.T) {
	var many []check.Finding
	for i := range 40 {
		name := string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		many = append(many, check.Finding{Rule: name, Agency: name, Severity: check.Notice})
	}
	var b strings.Builder
	if err := Summary(&b, many, Options{Lang: diag.English}, func(string) string { return "" }); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\n"); n != 1+1+mostRules+1+1+mostAgencies+1 {
		t.Errorf("%d lines:\n%s", n, b.String())
	}
	if !strings.Contains(b.String(), "25 more") || !strings.Contains(b.String(), "30 more") {
		t.Errorf("got\n%s", b.String())
	}
}

func TestExplain(t *testing.T) {
	var b strings.Builder
	if err := Explain(&b, rules[0], diag.English); err != nil {
		t.Fatal(err)
	}
	want := `requests-balance
requests do not balance

Each column balances. Explain it in a [[waiver]].

severity: error
group: arithmetic
basis: 国办公开办函〔2021〕30号
example: 9 ≠ 8
`
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}
