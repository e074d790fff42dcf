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
