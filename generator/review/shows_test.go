package review

import (
	"bytes"
	"encoding/json"
	"maps"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// allForms gives what the forms write of a review: text, Markdown as its reader sees it,
// HTML as text with its marks, and JSON in one line.
func allForms(t *testing.T, r *Review) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, form := range []string{"text", "markdown", "html", "json"} {
		var b bytes.Buffer
		if err := Write(&b, form, r, Options{Lang: diag.Chinese}); err != nil {
			t.Fatal(err)
		}
		all[form] = b.String()
	}
	entity := strings.NewReplacer("&#34;", `"`, "&#124;", "|", "&#45;", "-", "&#95;", "_")
	all["markdown"] = entity.Replace(all["markdown"])
	all["html"] = entity.Replace(regexp.MustCompile(`<span class="unseen">[^<]*</span>`).ReplaceAllString(wordsOf(all["html"]), ""))
	var flat bytes.Buffer
	if err := json.Compact(&flat, []byte(all["json"])); err != nil {
		t.Fatal(err)
	}
	all["json"] = flat.String()
	return all
}

const notes = `[[waiver]]
rule = "lost-cells"
cells = ["requests.granted.natural"]
reason = "照登"
by = "甲"
date = 2023-03-01

[[correction]]
date = 2023-04-01
reason = "统计有误"
cells = ["requests.granted.natural"]

`

// Each form shows what an edit changed, so that it can be told what was there before
// and what is there now.
func TestFormsShow(t *testing.T) {
	base := archive(t, 2, 3)
	all := reports(base)
	name := all[len(all)-1]
	text := string(base[name].Data)
	for _, x := range [][2]string{
		{`(?m)^granted .*`, "granted = [10, 0, 0, 0, 0, 0, 10]"}, {`(?m)^partial .*`, "partial = [2, 2, 0, 0, 0, 0, 4]"},
		{`(?ms)^\[\[table\]\].*?^(\+\+\+)`, "$1"},
		{`(?m)^\+\+\+\n\n`, notes + "[[table]]\nid = \"ways\"\ncaption = \"渠道\"\ncolumns = [\"渠道\", \"条数\"]\nrows = [\n  [\"网站\", 264],\n  [\"公开栏\", 36],\n]\n+++\n\n"},
		{`(?m)^## 二、.*\n`, "${0}\n第一句话写在这里。第二句话写在这里。\n\n第三句话写在这里。\n"},
	} {
		text = regexp.MustCompile(x[0]).ReplaceAllString(text, x[1])
	}
	base[name] = file(text)
	if !strings.Contains(text, "granted = [10,") || !strings.Contains(text, "ways") || !strings.Contains(text, "第三句话") {
		t.Fatal(text)
	}
	for _, c := range []struct {
		about    string
		old, new string
		says     map[string][]string
		silent   []string // in no form
	}{
		{"a value that is refused", "(?m)^title = ", "foo = 1\n$0", map[string][]string{
			"text": {"foo: （无） → 1"}, "markdown": {"| foo | （无） | 1 |"}, "json": {`{"field":"foo","old":null,"new":"1"}`},
		}, []string{"只改了写法", `"formatting"`}},
		{"a row that is gone", "(?m)^partial .*\n", "", map[string][]string{
			"text": {"自然人: 2 → ×"}, "markdown": {"| 2 | （无此格） |"}, "html": {"<ins>（无此格）</ins>"}, "json": {`"old":2,"new":null`, "missing-row"},
		}, []string{"␣", "marks-for-zero"}},
		{"a row that is too short", "(?m)^granted .*", "granted = [9, 1, 0, 0, 0, 12]", map[string][]string{
			"text": {"自然人: 10 → ×"}, "json": {`"old":10,"new":null`, "missing-cell"},
		}, []string{"␣", "marks-for-zero"}},
		{"a number that cannot be read", "(?m)^granted .*", "granted = [1_0, 0, 0, 0, 0, 0, 10]", map[string][]string{
			"text": {"自然人: 10 → ×"}, "json": {`"old":10,"new":null`, "bad-number"},
		}, []string{"␣", "marks-for-zero"}},
		{"a number as a text", "(?m)^granted .*", `granted = ["10", 0, 0, 0, 0, 0, 10]`, map[string][]string{
			"text": {`: 10 → "10"`}, "markdown": {`| 10 | "10" |`}, "html": {`<del>10</del><ins>"10"</ins>`}, "json": {`"old":10,"new":"10"`},
		}, nil},
		{"a number as a text in a table of its own", `"网站", 264`, `"网站", "264"`, map[string][]string{
			"text": {`第 1 行第 2 列: 264 → "264"`}, "markdown": {`| 264 | "264" |`}, "html": {`<del>264</del><ins>"264"</ins>`},
		}, nil},
		{"a row that went", `(?m)^  \["公开栏", 36\],\n`, "", map[string][]string{
			"text": {"第 2 行  删除: 公开栏 | 36"}, "markdown": {"| ways · 第 2 行 · 删除 | 公开栏 | 36 |  |  |"}, "html": {"<del>公开栏</del>"},
			"json": {`{"old":1,"new":-1,"change":"removed","cells":[{"column":0,"old":"公开栏","new":null},{"column":1,"old":36,"new":null}]}`},
		}, nil},
		{"a row that came", `(?m)^  \["公开栏", 36\],\n`, "$0  [\"其他\", \"\"],\n", map[string][]string{
			"text": {"第 3 行  新增: 其他 | ␣"}, "markdown": {"| ways · 第 3 行 · 新增 |  | 其他 | （空白） |  |"},
			"json": {`"change":"added","cells":[{"column":0,"old":null,"new":"其他"},{"column":1,"old":null,"new":""}]`},
		}, []string{"␣ → "}},
		{"a table that went", `(?ms)^\[\[table\]\].*?^\]\n`, "", map[string][]string{
			"text": {"表格 ways  删除", "栏: 渠道、条数 → （无）", "第 1 行  删除: 网站 | 264", "第 2 行  删除: 公开栏 | 36"}, "markdown": {"第 1 行 · 删除 | 网站 | 264 |"},
			"json": {`"rows":[{"old":0,"new":-1,"change":"removed"`},
		}, nil},
		{"a paragraph cut in two", "第一句话写在这里。", "$0\n\n", map[string][]string{
			"text": {"第一句话写在这里。{+¶+}\n"}, "markdown": {"第一句话写在这里。<ins>{+¶+}</ins><br>"}, "html": {"第一句话写在这里。<ins>¶</ins></p>"}, "json": {`{"op":"insert","text":"\n"}`},
		}, nil},
		{"two paragraphs in one", "第二句话写在这里。\n\n", "第二句话写在这里。", map[string][]string{
			"text": {"第二句话写在这里。{-¶-}\n"}, "markdown": {"第二句话写在这里。<del>{-¶-}</del><br>"}, "html": {"第二句话写在这里。<del>¶</del></p>"},
		}, nil},
		{"a paragraph that came", "第三句话写在这里。\n", "又一段话写在这里。\n\n$0", map[string][]string{
			"text": {"\n    {+又一段话写在这里。+}\n"},
		}, []string{"¶"}},
		{"who waives, and until when", `(?m)^by = "甲"\n`, "by = \"乙\"\nuntil = 2024-01-01\n", map[string][]string{
			"text": {"[[waiver]]  lost-cells  改动", "说明人: 甲 → 乙", "有效期: （无） → 2024-01-01"}, "markdown": {"| waiver lost-cells · 说明人 | 改动 | 甲 | 乙 |"},
			"html": {"说明人</th>", "<del>甲</del>", "<ins>2024-01-01</ins>"},
		}, nil},
		{"what a correction names", `(?m)(^reason = "统计有误"\n)cells = .*`, "${1}cells = [\"requests.partial\"]", map[string][]string{
			"text": {"[[correction]]  2023-04-01  改动", "单元格: requests.granted.natural → requests.partial"}, "markdown": {"· 单元格 | 改动 | requests.granted.natural | requests.partial |"},
			"html": {"<ins>requests.partial</ins>"},
		}, nil},
		{"a waiver more", `(?m)^\[\[correction\]\]`, "[[waiver]]\nrule = \"total-blank\"\ncells = [\"requests.partial\"]\nreason = \"照登\"\nby = \"丙\"\ndate = 2023-03-02\n\n$0", map[string][]string{
			"text": {"[[waiver]]  total-blank  新增", "    单元格: requests.partial\n", "    说明人: 丙\n"}, "markdown": {"| waiver total-blank · 单元格 | 新增 | （无） | requests.partial |"},
		}, nil},
	} {
		head := maps.Clone(base)
		changed := regexp.MustCompile(c.old).ReplaceAllString(string(base[name].Data), strings.ReplaceAll(c.new, "$0", "${0}"))
		if changed == string(base[name].Data) {
			t.Fatalf("%s: nothing is changed", c.about)
		}
		head[name] = file(changed)
		for form, text := range allForms(t, makeReview(t, base, head)) {
			for _, want := range c.says[form] {
				if !strings.Contains(text, want) {
					t.Errorf("%s: %s has no %q:\n%s", c.about, form, want, text)
				}
			}
			for _, no := range c.silent {
				if strings.Contains(text, no) {
					t.Errorf("%s: %s has %q", c.about, form, no)
				}
			}
		}
	}
}
