package source

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// fence is the line before and after the front matter.
const fence = "+++"

// Parts are the two parts of a Markdown file.
type Parts struct {
	Front     []byte // the TOML between the fences, a part of the text
	FrontLine int    // number of its first line
	Body      report.Span
}

// bom is the byte order mark that some editors write at the start.
var bom = []byte("\ufeff")

// Cut cuts a file into front matter and Markdown. A byte order mark is passed
// over, and lines may end in CR LF; both parts keep their bytes as they are in
// the file, so that places in them are places in the file. With a problem, of
// which there is at most one, the parts are zero.
func Cut(file string, text []byte) (Parts, diag.List) {
	if problems := Encoding(file, text); problems != nil {
		return Parts{}, problems
	}
	start := 0
	if bytes.HasPrefix(text, bom) {
		start = len(bom)
	}
	first, at := nextLine(text, start)
	if string(bytes.TrimRight(first, " \t\r")) != fence {
		return Parts{}, noFront(file, text[start:])
	}
	front := at
	for line := 2; at < len(text); line++ {
		row, next := nextLine(text, at)
		if isFence(row) {
			return Parts{
				Front:     text[front:at],
				FrontLine: 2,
				Body:      report.Span{Start: next, End: len(text), Line: bodyLine(text, next, line)},
			}, nil
		}
		at = next
	}
	return Parts{}, noEnd(file, text[front:])
}

func isFence(row []byte) bool {
	return bytes.HasPrefix(row, []byte(fence)) && len(bytes.TrimRight(row[len(fence):], " \t\r")) == 0
}

// bodyLine gives the line of the body after the fence in line: the same one if
// the file ends there.
func bodyLine(text []byte, start, line int) int {
	if text[start-1] == '\n' {
		return line + 1
	}
	return line
}

// nextLine gives the line at an offset, without its line feed, and the offset of
// the next.
func nextLine(text []byte, at int) (row []byte, next int) {
	if end := bytes.IndexByte(text[at:], '\n'); end >= 0 {
		return text[at : at+end], at + end + 1
	}
	return text[at:], len(text)
}

var writeFence = diag.Textf("第一行写 +++，下面写 键 = 值，再写一行 +++，然后是正文", "write +++ on the first line, key = value lines below it, +++ again, and then the text")

// noFront says why a text has no front matter.
func noFront(file string, text []byte) diag.List {
	var problems diag.List
	pos := diag.Pos{File: file, Line: 1, Col: 1}
	row, line := firstWords(text)
	switch {
	case row == "":
		pos.Line, pos.Col = 0, 0
		problems.Add(pos, "front-matter", diag.Textf("文件是空的", "the file is empty"), writeFence)
	case row == fence:
		pos.Line = line
		problems.Add(pos, "front-matter", diag.Textf("+++ 不在第一行的开头", "+++ does not begin the first line"), diag.Textf("删除它前面的空白", "delete the blanks before it"))
	case row == "---":
		pos.Line = line
		problems.Add(pos, "front-matter", diag.Textf("文件以 ---（YAML）开头，应为 +++（TOML）", "the file begins with --- (YAML); want +++ (TOML)"),
			diag.Textf("前后两行都改成 +++，键值写成 title = \"…\"、year = 2022", "write both lines as +++, and the keys as title = \"…\" and year = 2022"))
	case strings.HasPrefix(row, "＋＋＋"):
		problems.Add(pos, "front-matter", diag.Textf("第一行是全角的 ＋＋＋，应为半角的 +++", "the first line is ＋＋＋ in full width; want +++"), diag.Textf("改成 +++", "write +++"))
	default:
		problems.Add(pos, "front-matter", diag.Textf("没有文件头：第一行应为 +++", "there is no front matter; want +++ on the first line"), writeFence)
	}
	return problems
}

// firstWords gives the first line that is not blank, trimmed, and its number.
func firstWords(text []byte) (row string, line int) {
	rest := bytes.TrimLeftFunc(text, unicode.IsSpace)
	line = bytes.Count(text[:len(text)-len(rest)], []byte("\n")) + 1
	first, _ := nextLine(rest, 0)
	return string(bytes.TrimSpace(first)), line
}

// nearFences are lines that were meant to end the front matter.
var nearFences = []string{fence, "---", "++", "++++", "+ + +", "＋＋＋", "+++.", "```", "***"}

// noEnd says where front matter without end was meant to end.
func noEnd(file string, front []byte) diag.List {
	var problems diag.List
	line := 2
	for at := 0; at < len(front); line++ {
		row, next := nextLine(front, at)
		if slices.Contains(nearFences, string(bytes.TrimSpace(row))) {
			problems.Add(diag.Pos{File: file, Line: line, Col: 1}, "front-matter",
				diag.Textf("文件头应以 +++ 结束，这里是 %q", "the front matter wants +++ at its end; found %q", bytes.TrimRight(row, "\r")),
				diag.Textf("这一行只写 +++，前面不留空白", "write +++ and nothing else on this line, and no blank before it"))
			return problems
		}
		at = next
	}
	problems.Add(diag.Pos{File: file, Line: 1, Col: 1}, "front-matter",
		diag.Textf("文件头没有结束", "the front matter has no end"),
		diag.Textf("在最后一个键的下面另起一行写 +++", "write +++ on a line of its own below the last key"))
	return problems
}
