package merge

import (
	"strings"
	"testing"

	"gongkai/generator/format"
)

const report = `+++
# 说明
title = "示例市商务局2022年年报"
catalogue = "nb"  # 分类
issued = 2023-01-10
[requests] # 表三
received   = [8, 1, 0, 0, 0, 0, 9] # 来信
carried_in = [1, 0, 0, 0, 0, 0, 1]
[proactive]
rules = { made = 0, repealed = 0, valid = 0 }
licensing = 120
[[table]]
id = "channels"
columns = ["渠道", "条数"]
rows = [["微信", 120], ["网站", 326]]
+++
## 一、总体情况

全年公开信息三百条。召开会议三次。答复率100%。

其他情况正常。
`

// change makes a version of the report: old, new, old, new …
func change(t *testing.T, edits ...string) string {
	t.Helper()
	text := report
	for i := 0; i < len(edits); i += 2 {
		if strings.Count(text, edits[i]) != 1 {
			t.Fatalf("%q stands %d times in the report", edits[i], strings.Count(text, edits[i]))
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	return text
}

func files(base, ours, theirs string) Result {
	return Files(Input{Base: []byte(base), Ours: []byte(ours), Theirs: []byte(theirs), Name: "2022.md", Formats: format.Builtin()})
}

func TestTogether(t *testing.T) {
	for _, test := range []struct {
		name               string
		ours, theirs, both []string
	}{
		{"two cells of a row", []string{"[8, 1", "[9, 1"}, []string{"8, 1, 0", "8, 2, 0"}, []string{"[8, 1, 0", "[9, 2, 0"}},
		{"two rows beside each other", []string{"[8, 1", "[9, 1"}, []string{"[1, 0", "[2, 0"}, []string{"[8, 1", "[9, 1", "[1, 0", "[2, 0"}},
		{"a cell and the comment behind it", []string{"[8, 1", "[9, 1"}, []string{"# 来信", "# 来信和网上申请"}, []string{"[8, 1", "[9, 1", "# 来信", "# 来信和网上申请"}},
		{"a cell and the layout of its row", []string{"[8, 1", "[9, 1"}, []string{"received   = [8, 1,", "received = [ 8,1,"}, []string{"received   = [8, 1,", "received = [ 9,1,"}},
		{"two cells of a keyed row", []string{"made = 0", "made = 3"}, []string{"valid = 0", "valid = 4"}, []string{"made = 0", "made = 3", "valid = 0", "valid = 4"}},
		{"the same cell, the same way", []string{"[8, 1", "[9, 1"}, []string{"[8, 1", "[9, 1"}, []string{"[8, 1", "[9, 1"}},
		{"two keys", []string{"年年报", "年度报告"}, []string{`"nb"`, `["nb", "x"]`}, []string{"年年报", "年度报告", `"nb"`, `["nb", "x"]`}},
		{"two new keys at one place", []string{"issued", "document_number = \"甲1号\"\nissued"}, []string{"issued", "keywords = [\"甲\"]\nissued"}, []string{"issued", "document_number = \"甲1号\"\nkeywords = [\"甲\"]\nissued"}},
		{"a new table each", []string{"[proactive]", "[labels]\n\"requests.received\" = \"一\"\n[proactive]"}, []string{"[proactive]", "[labels]\n\"requests.carried_in\" = \"二\"\n[proactive]"},
			[]string{"[proactive]", "[labels]\n\"requests.received\" = \"一\"\n\"requests.carried_in\" = \"二\"\n[proactive]"}},
		{"a correction each", []string{"[proactive]", "[[correction]]\ndate = 2023-02-01\nreason = \"甲\"\n[proactive]"}, []string{"[proactive]", "[[correction]]\ndate = 2023-02-01\nreason = \"乙\"\n[proactive]"},
			[]string{"[proactive]", "[[correction]]\ndate = 2023-02-01\nreason = \"甲\"\n[[correction]]\ndate = 2023-02-01\nreason = \"乙\"\n[proactive]"}},
		{"a removed key and a cell", []string{"issued = 2023-01-10\n", ""}, []string{"[8, 1", "[9, 1"}, []string{"issued = 2023-01-10\n", "", "[8, 1", "[9, 1"}},
		{"two cells of a table of its own", []string{"\"微信\", 120", "\"微信\", 121"}, []string{"326", "327"}, []string{"\"微信\", 120", "\"微信\", 121", "326", "327"}},
		{"two sentences of a paragraph", []string{"三百条", "四百条"}, []string{"会议三次", "会议五次"}, []string{"三百条", "四百条", "会议三次", "会议五次"}},
		{"moved and changed", []string{"licensing = 120\n", "", "rules =", "licensing = 120\nrules ="}, []string{"licensing = 120", "licensing = 121"}, []string{"licensing = 120\n", "", "rules =", "licensing = 121\nrules ="}},
	} {
		r := files(report, change(t, test.ours...), change(t, test.theirs...))
		if want := change(t, test.both...); string(r.Text) != want || len(r.Conflicts) > 0 {
			t.Errorf("%s: conflicts %+v\n%s\nwant\n%s", test.name, r.Conflicts, r.Text, want)
		}
	}
}

func TestConflicts(t *testing.T) {
	for _, test := range []struct {
		name         string
		ours, theirs []string
		want         Conflict
		text         string // that the result holds
	}{
		{"a cell", []string{"[8, 1, 0", "[9, 1, 5"}, []string{"[8, 1", "[10, 2"}, Conflict{"requests.received.natural", "一、本年新收政府信息公开申请数量 · 自然人", "8", "9", "10"},
			"[requests] # 表三\n<<<<<<< ours\nreceived   = [9, 2, 5, 0, 0, 0, 9] # 来信\n=======\nreceived   = [10, 2, 5, 0, 0, 0, 9] # 来信\n>>>>>>> theirs\ncarried_in"},
		{"a key", []string{"年年报", "甲"}, []string{"年年报", "乙"}, Conflict{"title", "", `"示例市商务局2022年年报"`, `"示例市商务局2022甲"`, `"示例市商务局2022乙"`},
			"<<<<<<< ours\ntitle = \"示例市商务局2022甲\"\n=======\ntitle = \"示例市商务局2022乙\"\n>>>>>>> theirs\n"},
		{"the same new key", []string{"issued", "source = \"甲\"\nissued"}, []string{"issued", "source = \"乙\"\nissued"}, Conflict{"source", "", "", `"甲"`, `"乙"`},
			"<<<<<<< ours\nsource = \"甲\"\n=======\nsource = \"乙\"\n>>>>>>> theirs\n"},
		{"changed and removed", []string{"licensing = 120\n", ""}, []string{"licensing = 120", "licensing = 121"}, Conflict{"proactive.licensing", "行政许可", "120", "", "121"},
			"<<<<<<< ours\n=======\nlicensing = 121\n>>>>>>> theirs\n"},
		{"a sentence", []string{"三百条", "四百条"}, []string{"三百条", "五百条"}, Conflict{"", "一、总体情况", "全年公开信息三百条。召开会议三次。答复率100%。", "全年公开信息四百条。召开会议三次。答复率100%。", "全年公开信息五百条。召开会议三次。答复率100%。"},
			"<<<<<<< ours\n全年公开信息四百条。"},
		{"two new sentences at one place", []string{"。召开", "。甲。召开"}, []string{"。召开", "。乙。召开"}, Conflict{"", "一、总体情况", "全年公开信息三百条。召开会议三次。答复率100%。", "全年公开信息三百条。甲。召开会议三次。答复率100%。", "全年公开信息三百条。乙。召开会议三次。答复率100%。"},
			"=======\n全年公开信息三百条。乙。"},
		{"a new sentence beside a changed one", []string{"。召开会议三次", "。召开会议五次"}, []string{"。召开", "。乙。召开"}, Conflict{"", "一、总体情况", "全年公开信息三百条。召开会议三次。答复率100%。", "全年公开信息三百条。召开会议五次。答复率100%。", "全年公开信息三百条。乙。召开会议三次。答复率100%。"},
			"=======\n全年公开信息三百条。乙。"},
	} {
		r := files(report, change(t, test.ours...), change(t, test.theirs...))
		if len(r.Conflicts) != 1 || r.Conflicts[0] != test.want || !strings.Contains(string(r.Text), test.text) {
			t.Errorf("%s: conflicts %+v\n%s", test.name, r.Conflicts, r.Text)
		}
	}
}

// TestMovedSection names the section of a conflict that one side moved away.
func TestMovedSection(t *testing.T) {
	three, four, five := "## 三、甲\n\n甲一。\n\n甲二。\n\n", "## 四、乙\n\n乙一。\n\n", "## 五、丙\n\n丙。\n"
	text := func(sections ...string) string { return report + "\n" + strings.Join(sections, "") }
	edited := strings.Replace(four, "一", "二", 1)
	for _, test := range []struct{ name, ours, theirs string }{
		{"ours moved it up", text(four, three, five), text(three, edited, five)},
		{"theirs moved it up", text(three, edited, five), text(four, three, five)},
		{"ours removed it", text(three, five), text(three, edited, five)},
	} {
		r := files(text(three, four, five), test.ours, test.theirs)
		if len(r.Conflicts) != 1 || r.Conflicts[0].Label != "四、乙" {
			t.Errorf("%s: conflicts %+v\n%s", test.name, r.Conflicts, r.Text)
		}
	}
}

// TestStyle merges line ends and the byte order mark as values of their own.
func TestStyle(t *testing.T) {
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	ours, theirs, both := change(t, "[8, 1", "[9, 1"), change(t, "8, 1, 0", "8, 2, 0"), change(t, "[8, 1, 0", "[9, 2, 0")
	for _, test := range []struct{ name, base, ours, theirs, want string }{
		{"all CR LF", crlf(report), crlf(ours), crlf(theirs), crlf(both)},
		{"theirs became CR LF", report, ours, crlf(theirs), crlf(both)},
		{"ours became LF", crlf(report), ours, crlf(theirs), both},
		{"a mark of theirs", report, ours, "\ufeff" + theirs, "\ufeff" + both},
		{"blanks behind the fence", report, strings.Replace(ours, "+++\n#", "+++  \n#", 1), theirs, strings.Replace(both, "+++\n#", "+++  \n#", 1)},
	} {
		if r := files(test.base, test.ours, test.theirs); string(r.Text) != test.want || len(r.Conflicts) > 0 {
			t.Errorf("%s: %+v\n%q\nwant\n%q", test.name, r.Conflicts, r.Text, test.want)
		}
	}
}

// TestByLines merges what is no report as any text.
func TestByLines(t *testing.T) {
	for _, test := range []struct{ name, base, ours, theirs, want string }{
		{"apart", "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"},
		{"beside each other", "a\nb\n", "A\nb\n", "a\nB\n", "<<<<<<< ours\nA\nb\n=======\na\nB\n>>>>>>> theirs\n"},
		{"no line feed at the end", "a", "b", "c", "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"},
		{"broken front matter", "+++\na = \n+++\nx\ny\n", "+++\na = 1\n+++\nx\ny\n", "+++\na = \n+++\nx\nz\n", "+++\na = 1\n+++\nx\nz\n"},
		{"zero bytes", "a\x00", "b\x00", "c\x00", "b\x00"},
	} {
		r := files(test.base, test.ours, test.theirs)
		conflict := strings.Contains(test.want, "<<<") || strings.Contains(test.want, "\x00")
		if string(r.Text) != test.want || !r.ByLines || (len(r.Conflicts) > 0) != conflict {
			t.Errorf("%s: %+v %q; want %q", test.name, r.Conflicts, r.Text, test.want)
		}
	}
	// A conflict of lines that are there because of the length of the marks.
	r := Files(Input{Base: []byte("a"), Ours: []byte("b"), Theirs: []byte("c"), Marker: 9, OurName: "HEAD", TheirName: "分支", Formats: format.Builtin()})
	if want := "<<<<<<<<< HEAD\nb\n=========\nc\n>>>>>>>>> 分支\n"; string(r.Text) != want {
		t.Errorf("%q; want %q", r.Text, want)
	}
}

// TestAdded merges a report that both sides added.
func TestAdded(t *testing.T) {
	ours := change(t, "[8, 1", "[9, 1")
	r := files("", ours, report)
	want := Conflict{"requests.received.natural", "一、本年新收政府信息公开申请数量 · 自然人", "", "9", "8"}
	if len(r.Conflicts) != 1 || r.Conflicts[0] != want {
		t.Errorf("%+v\n%s", r.Conflicts, r.Text)
	}
}
