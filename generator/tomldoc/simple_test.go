package tomldoc

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

var (
	simple = []string{
		"", "\n", "# 注释", "a = 1", "a = \"甲\" # 乙\n\n", "a = -7\nb = 0.0000\nc = -0.5\nd = true\ne = false\nf = 2024-02-29\n",
		"[a]\nx = 1\n[a.b]\ny = [1, \"\", 0.10, [2], {z = 1}, 2023-01-12, ]\n[a.c]\n[d]\n",
		"t = { a = 1, b = { c = [ ] }, d = {} }", "l = [\n 1, # 一\n 2\n]\n", "t = [{a = 1}, {a = 2}]", "a=1\n\tb\t=\t2\n", "1 = 2\n-_ = 3",
		"a = 999999999999999999", "a = +7\nb = +0.50\nc = +0\nd = [+1, -1]",
		"\"a.b\" = 1\nc = {\"d e\" = 1}\n[f]\n\"一\" = 2",
		"[[a]]", "[[a]]\nx = 1\n[[b]]\n[[a]] # 二\nx = [2]\n[c.d]\n[[a]]",
	}
	notSimple = []string{
		"a = 1 b = 2", "a = 1\na = 2", "[a]\n[a]", "[a.b]\n[a]", "a = {b = 1}\n[a.c]", "a = 1\n[a.b]", "a = []\n[[a]]", "a = [{}]\n[[a]]", "[a]\n[[a]]", "[[a]]\n[a]", "[[a]]\n[a.b]", "[[a]]\n[[a.b]]", "[[a.b]]", "[[ a]]", "[[a] ]", "[[]]", "[[a", "[[a]]]", "a = {}\n[[a]]",
		"a.b = 1", "\"\" = 1", "\"a\".b = 1", "\"\\u0061\" = 1", "\"a\nb\" = 1", "\"a\" = 1\na = 1", "\"\"\"a\"\"\" = 1", "[\"a\"]", "a = 'x'", "a = \"\\u0061\"",
		"a = \"\"\"x\"\"\"", "a = 01", "a = +01", "a = ++1", "a = +-1", "a = +", "a = +true", "a = +2023-01-12", "a = 1_0", "a = 1e3", "a = .5", "a = 1.", "a = 1.2.3", "a = 2023-02-29", "a = 0000-01-01", "a = 2023-01-01 10:00:00", "a = 2023-01-01T10:00:00Z",
		"a = inf", "a = ", "a = {b = 1,}", "a = {b = 1\n}", "a = [1", "a = [1 2]", "a = \"x", "[a", "[a]b = 1", "[a ]", "a = 1\r\n", "a = \x00", "a = \"\xff\"", "a = 9999999999999999999", "a = -0",
		"a = {b = 1, b = 2}", "a = {b}", "a = [[[[[[1]]]]]]", "= 1", "a", "a = \"x\ny\"", "[]", "[a.]", "a = {b = 1", "a = {b = 1 c = 2}",
	}
)

func TestSimple(t *testing.T) {
	for _, text := range append(slices.Clone(simple), front(t)) {
		if !sameAsLibrary(t, text) {
			t.Errorf("%q is not read in one pass", text)
		}
	}
	for _, text := range notSimple {
		if sameAsLibrary(t, text) {
			t.Errorf("%q is read in one pass", text)
		}
	}
}

// sameAsLibrary says whether a text is read in one pass, and holds the result to
// what the library and the scanner make of it.
func sameAsLibrary(t *testing.T, text string) bool {
	t.Helper()
	values, nodes, ok := readSimple(text)
	if !ok {
		return false
	}
	doc := &Doc{text: text}
	if problems := doc.decode(); len(problems) > 0 {
		t.Errorf("%q is read in one pass; the library says %v", text, problems)
	} else if !reflect.DeepEqual(values, doc.Values) {
		t.Errorf("%q has values\n%v; the library\n%v", text, values, doc.Values)
	} else if !slices.Equal(nodes, doc.nodes) {
		t.Errorf("%q has places\n%v; the scanner\n%v", text, nodes, doc.nodes)
	}
	return true
}

func FuzzSimple(f *testing.F) {
	for _, text := range slices.Concat(simple, notSimple, strings.SplitAfter(front(f), "\n"), []string{front(f)}) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { sameAsLibrary(t, text) })
}
