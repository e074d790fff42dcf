package canonical

import (
	"testing"

	"gongkai/generator/format"
)

// TestConflict shows the marks of a merge around the lines in which its sides differ.
func TestConflict(t *testing.T) {
	const head, crlf = "+++\ntitle = \"a\"\n+++\n\n## 一\n\n", "+++\r\ntitle = \"a\"\r\n+++\r\n<<<<<<< HEAD\r\n甲。\r\n=======\r\n乙。\r\n>>>>>>> 分支\r\n"
	for _, test := range []struct{ name, text, want string }{
		{"prose", head + "<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n", "title: a\n\n## 一\n\n<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n"},
		{"a sentence of several", head + "<<<<<<< ours\n甲。丙。\n=======\n乙。丙。\n>>>>>>> theirs\n", "title: a\n\n## 一\n\n<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n丙。\n"},
		{"a key", "+++\n<<<<<<< ours\ntitle = \"a\"\n=======\ntitle = \"b\"\n>>>>>>> theirs\n+++\n甲。\n", "<<<<<<< ours\ntitle: a\n=======\ntitle: b\n>>>>>>> theirs\n\n甲。\n"},
		{"a removed key", "+++\ntitle = \"a\"\n<<<<<<< ours\n=======\nsource = \"b\"\n>>>>>>> theirs\n+++\n甲。\n", "title: a\n<<<<<<< ours\n=======\nsource: b\n>>>>>>> theirs\n\n甲。\n"},
		{"two, and longer marks", "+++\n<<<<<<<<< ours\ntitle = \"a\"\n=========\ntitle = \"b\"\n>>>>>>>>> theirs\n+++\n<<<<<<<<< ours\n甲。\n=========\n乙。\n>>>>>>>>> theirs\n",
			"<<<<<<<<< ours\ntitle: a\n=========\ntitle: b\n>>>>>>>>> theirs\n\n<<<<<<<<< ours\n甲。\n=========\n乙。\n>>>>>>>>> theirs\n"},
		{"with the base", head + "<<<<<<< ours\n甲。\n||||||| base\n丙。\n=======\n乙。\n>>>>>>> theirs\n", "title: a\n\n## 一\n\n<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n"},
		{"CR LF", crlf, "title: a\n\n<<<<<<< HEAD\n甲。\n=======\n乙。\n>>>>>>> 分支\n"},
		{"a name that upsets", head + "<<<<<<< a\x1b[31m\n甲。\n=======\n乙。\n>>>>>>> b\n", "title: a\n\n## 一\n\n<<<<<<< a\\u001B[31m\n甲。\n=======\n乙。\n>>>>>>> b\n"},
		{"a heading in a side", head + "<<<<<<< ours\n甲\n========\n=======\n乙。\n>>>>>>> theirs\n", "title: a\n\n## 一\n\n<<<<<<< ours\n# 甲\n=======\n乙。\n>>>>>>> theirs\n"},

		{"a forgotten mark", head + "乙。\n>>>>>>> theirs\n", ""},
		{"without an end", head + "<<<<<<< ours\n甲。\n=======\n乙。\n", ""},
		{"in a wrong order", head + "<<<<<<< ours\n甲。\n>>>>>>> theirs\n", ""},
		{"a mark in a side", head + "<<<<<<< ours\n<<<<<<< ours\n甲。\n=======\n乙。\n>>>>>>> theirs\n", ""},
		{"sides that mean the same", head + "<<<<<<< ours\n甲。\n=======\n甲。\n\n>>>>>>> theirs\n", ""},
		{"a side that cannot be read", "+++\n<<<<<<< ours\ntitle = \n=======\ntitle = \"b\"\n>>>>>>> theirs\n+++\n", ""},
	} {
		got, ok := Text("2022.md", []byte(test.text), format.Builtin())
		if ok != (test.want != "") {
			t.Errorf("%s: %v", test.name, ok)
		}
		if want := test.want; ok && string(got) != want || !ok && string(got) != test.text {
			t.Errorf("%s:\n%swant\n%s", test.name, got, want)
		}
	}
	// What is no mark is text.
	for _, line := range []string{"a <<<<<<< b", "<<<<<< ours", ">>>>>>>x"} {
		if _, marks := conflictOf([]byte(head + line + "\n")); marks {
			t.Errorf("%q is taken for a mark", line)
		}
	}
}
