package source

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

func TestCut(t *testing.T) {
	tests := []struct{ name, text, front, body string }{
		{"plain", "+++\na = 1\n+++\n正文\n", "a = 1\n", "正文\n"},
		{"empty front matter", "+++\n+++\n正文", "", "正文"},
		{"no body", "+++\na = 1\n+++\n", "a = 1\n", ""},
		{"no line end after the fence", "+++\na = 1\n+++", "a = 1\n", ""},
		{"byte order mark", "\ufeff+++\na = 1\n+++\n正文\n", "a = 1\n", "正文\n"},
		{"CRLF", "+++\r\na = 1\r\n+++\r\n正文\r\n\r\n", "a = 1\r\n", "正文\r\n\r\n"},
		{"blanks after the fences", "+++ \na = 1\n+++\t \n正文", "a = 1\n", "正文"},
		{"third fence", "+++\na = 1\n+++\n正文\n+++\n", "a = 1\n", "正文\n+++\n"},
		{"more pluses in the front matter", "+++\na = 1 # ++++\n# +++\n+++\n正文", "a = 1 # ++++\n# +++\n", "正文"},
	}
	for _, test := range tests {
		text := []byte(test.text)
		parts, problems := Cut("x.md", text)
		if len(problems) > 0 {
			t.Errorf("%s: %v", test.name, problems)
			continue
		}
		body := string(text[parts.Body.Start:parts.Body.End])
		if string(parts.Front) != test.front || body != test.body || parts.FrontLine != 2 {
			t.Errorf("%s: front %q from line %d, body %q; want %q, 2, %q", test.name, parts.Front, parts.FrontLine, body, test.front, test.body)
		}
		if want := strings.Count(string(text[:parts.Body.Start]), "\n") + 1; parts.Body.Line != want {
			t.Errorf("%s: body on line %d; want %d", test.name, parts.Body.Line, want)
		}
	}
}

func TestCutProblems(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("+++\ntitle = \"区商务局\"\n+++\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, text, zh, en string }{
		{"empty", "",
			"x.md: 文件是空的\n    提示: 第一行写 +++，下面写 键 = 值，再写一行 +++，然后是正文\n",
			"x.md: the file is empty\n    hint: write +++ on the first line, key = value lines below it, +++ again, and then the text\n"},
		{"blank", " \r\n\n\u3000",
			"x.md: 文件是空的\n    提示: 第一行写 +++，下面写 键 = 值，再写一行 +++，然后是正文\n",
			"x.md: the file is empty\n    hint: write +++ on the first line, key = value lines below it, +++ again, and then the text\n"},
		{"no front matter", "# 总体情况\n\n+++\n",
			"x.md:1:1: 没有文件头：第一行应为 +++\n    提示: 第一行写 +++，下面写 键 = 值，再写一行 +++，然后是正文\n",
			"x.md:1:1: there is no front matter; want +++ on the first line\n    hint: write +++ on the first line, key = value lines below it, +++ again, and then the text\n"},
		{"front matter after blank lines", "\n\n+++\na = 1\n+++\n",
			"x.md:3:1: +++ 不在第一行的开头\n    提示: 删除它前面的空白\n",
			"x.md:3:1: +++ does not begin the first line\n    hint: delete the blanks before it\n"},
		{"indented fence", " +++\na = 1\n+++\n",
			"x.md:1:1: +++ 不在第一行的开头\n    提示: 删除它前面的空白\n",
			"x.md:1:1: +++ does not begin the first line\n    hint: delete the blanks before it\n"},
		{"YAML", "---\ntitle: x\n---\n",
			"x.md:1:1: 文件以 ---（YAML）开头，应为 +++（TOML）\n    提示: 前后两行都改成 +++，键值写成 title = \"…\"、year = 2022\n",
			"x.md:1:1: the file begins with --- (YAML); want +++ (TOML)\n    hint: write both lines as +++, and the keys as title = \"…\" and year = 2022\n"},
		{"full-width fence", "＋＋＋\ntitle = 1\n",
			"x.md:1:1: 第一行是全角的 ＋＋＋，应为半角的 +++\n    提示: 改成 +++\n",
			"x.md:1:1: the first line is ＋＋＋ in full width; want +++\n    hint: write +++\n"},
		{"no end", "+++\na = 1\n\n## 一、总体情况\n",
			"x.md:1:1: 文件头没有结束\n    提示: 在最后一个键的下面另起一行写 +++\n",
			"x.md:1:1: the front matter has no end\n    hint: write +++ on a line of its own below the last key\n"},
		{"fence only", "+++",
			"x.md:1:1: 文件头没有结束\n    提示: 在最后一个键的下面另起一行写 +++\n",
			"x.md:1:1: the front matter has no end\n    hint: write +++ on a line of its own below the last key\n"},
		{"dashes at the end", "+++\r\na = 1\r\n---\r\n正文\r\n",
			"x.md:3:1: 文件头应以 +++ 结束，这里是 \"---\"\n    提示: 这一行只写 +++，前面不留空白\n",
			"x.md:3:1: the front matter wants +++ at its end; found \"---\"\n    hint: write +++ and nothing else on this line, and no blank before it\n"},
		{"indented end", "+++\na = 1\n +++\n正文\n",
			"x.md:3:1: 文件头应以 +++ 结束，这里是 \" +++\"\n    提示: 这一行只写 +++，前面不留空白\n",
			"x.md:3:1: the front matter wants +++ at its end; found \" +++\"\n    hint: write +++ and nothing else on this line, and no blank before it\n"},
		{"NUL", "+++\na = \"甲\x00\"\n+++\n",
			"x.md:2:7: 文件里有 NUL 字节（0x00），可能不是文本文件\n    提示: 把文件另存为 UTF-8 编码\n",
			"x.md:2:7: found a NUL byte (0x00); this may be no text file\n    hint: save the file as UTF-8\n"},
		{"UTF-16", "\xff\xfe+\x00+\x00+\x00",
			"x.md:1:1: 文件的编码是 UTF-16，应为 UTF-8\n    提示: 另存为 UTF-8，或执行 iconv -f UTF-16 -t UTF-8 旧文件 > 新文件\n",
			"x.md:1:1: the file is UTF-16; want UTF-8\n    hint: save it as UTF-8, or run iconv -f UTF-16 -t UTF-8 OLD > NEW\n"},
		{"GBK", gbk,
			"x.md:2:10: 文件的编码像是 GBK（GB 18030），应为 UTF-8\n    提示: 另存为 UTF-8，或执行 iconv -f GB18030 -t UTF-8 旧文件 > 新文件\n",
			"x.md:2:10: the file seems to be GBK (GB 18030); want UTF-8\n    hint: save it as UTF-8, or run iconv -f GB18030 -t UTF-8 OLD > NEW\n"},
		{"broken byte", "\ufeff甲\xff乙\n+++\n",
			"x.md:1:2: 字节 0xff 不是 UTF-8 文字\n    提示: 把文件另存为 UTF-8 编码\n",
			"x.md:1:2: byte 0xff is not UTF-8\n    hint: save the file as UTF-8\n"},
	}
	for _, test := range tests {
		parts, problems := Cut("x.md", []byte(test.text))
		if zh, en := problems.Print(diag.Chinese), problems.Print(diag.English); zh != test.zh || en != test.en {
			t.Errorf("%s:\n got %s%swant %s%s", test.name, zh, en, test.zh, test.en)
		}
		if !reflect.DeepEqual(parts, Parts{}) {
			t.Errorf("%s: parts %+v in spite of the problem", test.name, parts)
		}
	}
}

// FuzzCut holds that the two parts are parts of the file, that nothing but the
// fences and a byte order mark lies outside of them, and that lines are counted
// as they stand in the file.
func FuzzCut(f *testing.F) {
	for _, seed := range []string{"", "+++\na = 1\n+++\n正文\n", "\ufeff+++\r\n+++\r\n", "+++\n---\n", "+++", "\x00", "+++\n\xff", " +++\n+++", "+++\n+++\n+++\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		parts, problems := Cut("x.md", text)
		lines := bytes.Count(text, []byte("\n")) + 1
		if len(problems) > 0 {
			if pos := problems[0].Pos; len(problems) > 1 || pos.Line > lines || !reflect.DeepEqual(parts, Parts{}) {
				t.Errorf("problems %v and parts %+v in a file of %d lines", problems, parts, lines)
			}
			return
		}
		body := parts.Body
		if body.End != len(text) || body.Line != bytes.Count(text[:body.Start], []byte("\n"))+1 {
			t.Errorf("body %+v is not the end of the file", body)
		}
		open, rest, _ := bytes.Cut(bytes.TrimPrefix(text, bom), []byte("\n"))
		closing, ok := bytes.CutPrefix(rest, parts.Front)
		closing = closing[:max(0, len(closing)-(body.End-body.Start))]
		if !ok || !isFence(open) || !isFence(bytes.TrimSuffix(closing, []byte("\n"))) {
			t.Errorf("front %q between %q and %q", parts.Front, open, closing)
		}
		for row := range bytes.Lines(parts.Front) {
			if isFence(bytes.TrimSuffix(row, []byte("\n"))) {
				t.Errorf("front matter %q holds a fence", parts.Front)
			}
		}
	})
}

func BenchmarkCut(b *testing.B) {
	text, err := os.ReadFile("testdata/2009.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if parts, problems := Cut("2009.md", text); len(problems) > 0 || parts.Body == (report.Span{}) {
			b.Fatal(problems)
		}
	}
}
