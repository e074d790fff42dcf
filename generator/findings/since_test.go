package findings

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/check"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// at makes a finding at a line of a file; more than one letter are its message,
// and "!" says that it is explained.
func at(file string, line int, message string) check.Finding {
	f := check.Finding{Pos: diag.Pos{File: file, Line: line, Col: 1}, Rule: "r", Agency: "swj", Year: 2022, Severity: check.Error}
	if rest, explained := strings.CutPrefix(message, "!"); explained {
		f.Waiver, message = &report.Waiver{}, rest
	}
	f.Message.Zh = message
	return f
}

func TestNew(t *testing.T) {
	other := func(change func(*check.Finding)) check.Finding {
		f := at("a", 1, "x")
		change(&f)
		return f
	}
	x := at("a", 1, "x")
	for _, test := range []struct {
		name        string
		now, before []check.Finding
		want        string // places
	}{
		{"nothing", nil, nil, ""},
		{"all new", []check.Finding{x}, nil, "a:1"},
		{"mended", nil, []check.Finding{x}, ""},
		{"the same", []check.Finding{x}, []check.Finding{x}, ""},
		{"moved", []check.Finding{at("a", 9, "x")}, []check.Finding{x}, ""},
		{"in a renamed file", []check.Finding{at("b", 1, "x")}, []check.Finding{x}, ""},
		{"another message", []check.Finding{at("a", 1, "y")}, []check.Finding{x}, "a:1"},
		{"another rule", []check.Finding{other(func(f *check.Finding) { f.Rule = "s" })}, []check.Finding{x}, "a:1"},
		{"another agency", []check.Finding{other(func(f *check.Finding) { f.Agency = "czj" })}, []check.Finding{x}, "a:1"},
		{"another year", []check.Finding{other(func(f *check.Finding) { f.Year = 2021 })}, []check.Finding{x}, "a:1"},
		{"another cell", []check.Finding{other(func(f *check.Finding) { f.Cells = []string{"a.b"} })}, []check.Finding{x}, "a:1"},
		{"another left", []check.Finding{other(func(f *check.Finding) { f.Left = "1" })}, []check.Finding{x}, "a:1"},
		{"another right", []check.Finding{other(func(f *check.Finding) { f.Right = "1" })}, []check.Finding{x}, "a:1"},
		{"left is not right", []check.Finding{other(func(f *check.Finding) { f.Left = "1" })}, []check.Finding{other(func(f *check.Finding) { f.Right = "1" })}, "a:1"},
		{"another severity", []check.Finding{other(func(f *check.Finding) { f.Severity = check.Notice })}, []check.Finding{x}, ""},
		{"two became three", []check.Finding{at("a", 1, "x"), at("a", 5, "x"), at("a", 9, "x")}, []check.Finding{at("a", 1, "x"), at("a", 9, "x")}, "a:5"},
		{"three became two", []check.Finding{at("a", 1, "x"), at("a", 5, "x")}, []check.Finding{at("a", 1, "x"), at("a", 9, "x"), at("a", 5, "x")}, ""},
		{"the other file is the new one", []check.Finding{at("a", 5, "x"), at("b", 7, "x")}, []check.Finding{at("b", 1, "x")}, "a:5"},
		{"not explained any more", []check.Finding{x}, []check.Finding{at("a", 1, "!x")}, "a:1"},
		{"explained since", []check.Finding{at("a", 1, "!x")}, []check.Finding{x}, ""},
		{"explained as before", []check.Finding{at("a", 3, "!x")}, []check.Finding{at("a", 1, "!x")}, ""},
		{"one of two explained since", []check.Finding{at("a", 1, "!x"), at("a", 2, "x")}, []check.Finding{at("a", 1, "x"), at("a", 2, "x")}, ""},
		{"longer, and still too long", []check.Finding{at("a", 2, "“总体情况”有 1979 字，多于 1000 字")}, []check.Finding{at("a", 1, "“总体情况”有 1978 字，多于 1000 字")}, ""},
		{"longer, and explained since", []check.Finding{at("a", 2, "!有 1979 字")}, []check.Finding{at("a", 1, "有 1978 字")}, ""},
		{"longer, and not explained any more", []check.Finding{at("a", 2, "有 1979 字")}, []check.Finding{at("a", 1, "!有 1978 字")}, "a:2"},
		{"later, and too late all the same", []check.Finding{at("a", 2, "2023-02-03 发布")}, []check.Finding{at("a", 1, "2023-02-02 发布")}, ""},
		{"another share", []check.Finding{at("a", 2, "占 9.5%")}, []check.Finding{at("a", 1, "占 10%")}, ""},
		{"two with other numbers", []check.Finding{at("a", 1, "有 1 字"), at("a", 5, "有 2 字")}, []check.Finding{at("a", 3, "有 3 字")}, "a:5"},
		{"the number of another report", []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Year = "有 2 字", 2021 })}, []check.Finding{at("a", 1, "有 1 字")}, "a:1"},
		{"the number of no report", []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Year = "有 2 字", 0 })}, []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Year = "有 1 字", 0 })}, "a:1"},
		{"the number of a cell", []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Cells = "有 2 字", []string{"a.b"} })}, []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Cells = "有 1 字", []string{"a.b"} })}, "a:1"},
		{"the number of a side", []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Left = "有 2 字", "2" })}, []check.Finding{other(func(f *check.Finding) { f.Message.Zh, f.Left = "有 1 字", "1" })}, "a:1"},
		{"another masked number", []check.Finding{at("a", 1, "有手机号码 138****0001")}, []check.Finding{at("a", 1, "有手机号码 138****0002")}, "a:1"},
		{"another address", []check.Finding{at("a", 1, "链接指向 /reports/swj/2021/")}, []check.Finding{at("a", 1, "链接指向 /reports/swj/2022/")}, "a:1"},
		{"another quotation", []check.Finding{at("a", 1, "没有“2月30日”这样的日期")}, []check.Finding{at("a", 1, "没有“2月31日”这样的日期")}, "a:1"},
		{"another year is named", []check.Finding{at("a", 1, "写的是 2021 年")}, []check.Finding{at("a", 1, "写的是 2020 年")}, "a:1"},
		{"another file", []check.Finding{at("a", 1, "附件 附件1.pdf 大小为 0")}, []check.Finding{at("a", 1, "附件 附件2.pdf 大小为 0")}, "a:1"},
		{"one explained, one new", []check.Finding{at("a", 1, "!x"), at("a", 2, "x")}, []check.Finding{at("a", 1, "!x")}, "a:2"},
	} {
		var got []string
		for _, f := range New(test.now, test.before) {
			got = append(got, fmt.Sprintf("%s:%d", f.Pos.File, f.Pos.Line))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %v; want %s", test.name, got, test.want)
		}
	}
}
