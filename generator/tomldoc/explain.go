package tomldoc

import (
	"cmp"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

func (e *syntaxError) openString() (text, hint diag.Text, ok bool) {
	for _, quote := range []string{`"""`, "'''"} {
		if strings.Contains(e.message, quote) {
			e.at = max(0, strings.LastIndex(e.text[:e.at], quote))
			return diag.Textf("从 %s 开始的文字没有结束", "the string that begins with %s is not closed", quote),
				diag.Textf("在文字末尾写 %s", "write %s at its end", quote), true
		}
	}
	line, start := e.line(e.at)
	open := openQuote(line)
	quote := line[open:min(open+1, len(line))]
	e.at = start + open
	hint, ok = mended(line+quote, diag.Textf("在末尾补上引号", "close it with a quote"))
	if !ok {
		hint = diag.Textf("在文字末尾补上 %s", "write %s at its end", quote)
	}
	return diag.Textf("这里开始的文字没有结束的引号", "the string that begins here has no closing quote"), hint, true
}

// openQuote gives the offset of the quote that a line opens and does not close.
func openQuote(line string) int {
	s := scanner{text: line}
	last := 0
	for s.at < len(s.text) {
		if c := s.text[s.at]; c == '"' || c == '\'' {
			last = s.at
			s.quoted()
			continue
		}
		s.at++
	}
	return last
}

var (
	truth = map[string]string{"True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "是": "true", "否": "false", "yes": "true", "no": "false"}
	pair  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^\s*([A-Za-z0-9_.-]+)\s*=\s*(.*?)\s*$`)
	})
)

func (e *syntaxError) noValue() (text, hint diag.Text, ok bool) {
	line, _ := e.line(e.at)
	rest := strings.TrimSpace(e.text[e.at:])
	if m := pair().FindStringSubmatch(line); m != nil && !strings.ContainsAny(m[2][:min(1, len(m[2]))], "[{") {
		key, written := m[1], m[2]
		if word, ok := truth[written]; ok {
			return diag.Textf("%[1]s 写的是 %[2]s，应为 true 或 false", "%[1]s is %[2]s; want true or false", key, written),
				diag.Textf("写成 %s = %s", "write %s = %s", key, word), true
		}
		if written == "" || strings.HasPrefix(written, "#") {
			return diag.Textf("%s 没有值", "%s has no value", key),
				diag.Textf("写上值，留空的文字写 %[1]s = \"\"；不需要就删除这一行", "write a value, or %[1]s = \"\" for an empty text, or delete the line", key), true
		}
		if hint, ok := mended(key+" = \""+written+"\"", diag.Textf("加上引号", "put it in quotes")); ok {
			return diag.Textf("%[1]s 的值 %[2]s 没有引号", "the value of %[1]s is %[2]s without quotes", key, shorten(written)), hint, true
		}
	}
	word, _, _ := strings.Cut(rest, "\n")
	word, _, _ = strings.Cut(word, ",")
	word = shorten(strings.TrimRight(strings.TrimSpace(word), "]} "))
	if word == "" {
		return text, hint, false
	}
	return diag.Textf("%s 不是数字，也没有引号", "%s is no number and has no quotes", word),
		diag.Textf("文字加上引号：%q", "put text in quotes: %q", word), true
}

func (e *syntaxError) noEquals() (text, hint diag.Text, ok bool) {
	if e.at > 0 && (e.at >= len(e.text) || e.text[e.at] == '\n' || e.text[e.at] == '\r') {
		e.at--
	}
	line, start := e.line(e.at)
	indent := len(line) - len(strings.TrimLeft(line, " \t"))
	word := strings.TrimSpace(line)
	found := byte(0)
	if e.at < len(e.text) {
		found = e.text[e.at]
	}
	if at := e.at - start; found == ':' && at < len(line) {
		key := strings.TrimSpace(line[:at])
		if hint, ok := mended(key+" = "+strings.TrimSpace(line[at+1:]), diag.Textf("用等号", "use an equals sign")); ok {
			return diag.Textf("%s 后面是冒号，应为等号", "found a colon after %s; want =", key), hint, true
		}
		return diag.Textf("%s 后面是冒号，应为等号", "found a colon after %s; want =", key),
			diag.Textf("写成 %s = …", "write %s = …", key), true
	}
	e.at = start + indent
	if key, value, ok := strings.Cut(word, " "); ok {
		if hint, ok := mended(key+" = "+value, diag.Textf("写成", "write")); ok {
			return diag.Textf("%s 后面没有等号", "%s has no = after it", key), hint, true
		}
	}
	key, _, isPair := strings.Cut(word, "=")
	if isPair && strings.ContainsFunc(key, unicode.IsLetter) && strings.ContainsFunc(key, func(r rune) bool { return r > unicode.MaxASCII }) {
		return diag.Textf("键 %q 不是英文", "the key %q is not plain ASCII", strings.TrimSpace(key)),
			diag.Textf("用英文键名，例如 title、published；键名的表见文档", "use the key's English name, like title or published; the documentation lists them"), true
	}
	return diag.Textf("%q 不是“键 = 值”，也不是 [表]", "%q is neither key = value nor [table]", shorten(word)),
		diag.Textf("写成 键 = 值；正文放在第二个 +++ 之后；注释以 # 开头", "write key = value; text belongs below the second +++; a comment begins with #"), true
}

var (
	closings = map[byte]string{'[': "]", '{': "}"}
	begun    = sync.OnceValue(func() *regexp.Regexp { // a line that begins a pair or is a heading
		return regexp.MustCompile(`^\s*(?:[A-Za-z0-9_.-]+\s*=|\[\[?[A-Za-z][A-Za-z0-9_.-]*\]\]?\s*(?:#.*)?$)`)
	})
	row = sync.OnceValue(func() *regexp.Regexp { // a list in a list that has things on its line
		return regexp.MustCompile(`^\s*\[\s*[^\s#\[]`)
	})
)

// atEnd says whether the library came to the end of the text.
func (e *syntaxError) atEnd() bool {
	return strings.HasPrefix(e.message, "unexpected EOF") || strings.HasSuffix(e.message, "end of file") || strings.HasSuffix(e.message, "EOF instead")
}

// openAbove finds a bracket that is still open where the next pair or heading begins,
// or at the end. The library reads these as items of the list, and blames them.
func (e *syntaxError) openAbove() (text, hint diag.Text, ok bool) {
	if openText().MatchString(e.message) {
		return text, hint, false
	}
	open, _ := brackets(e.text, e.at)
	if len(open) == 0 {
		return text, hint, false
	}
	s := scanner{text: e.text[:e.at], at: open[0]}
	open = nil
	for s.at < len(s.text) {
		switch c := s.text[s.at]; c {
		case '[', '{':
			open = append(open, s.at)
		case ']', '}':
			open = open[:max(0, len(open)-1)]
		case '"', '\'':
			s.quoted()
			continue
		case '#':
			s.comment()
			continue
		case '\n':
			line, _ := e.line(s.at + 1)
			if len(open) > 0 && begun().MatchString(line) {
				text, hint = e.unclosed(open[len(open)-1], s.at+1)
				return text, hint, true
			}
		}
		s.at++
	}
	if len(open) == 0 || !e.atEnd() {
		return text, hint, false
	}
	text, hint = e.unclosed(open[len(open)-1], len(e.text))
	return text, hint, true
}

// unclosed words a bracket that is still open at the offset until.
func (e *syntaxError) unclosed(at, until int) (text, hint diag.Text) {
	e.at = e.openRow(at, until)
	closing := closings[e.text[e.at]]
	line, first := e.line(e.at)
	hint, ok := mended(strings.TrimRight(line, " \t,")+closing, diag.Textf("补上 %[1]s", "close it with %[1]s", closing))
	if below := e.text[min(first+len(line), until):until]; !ok || e.at == at && strings.TrimSpace(below) != "" {
		hint = diag.Textf("在最后一项后面写 %s", "write %s after the last item", closing)
	}
	return diag.Textf("%s 没有对应的 %s", "%s has no closing %s", string(e.text[e.at]), closing), hint
}

// openRow finds the row that does not end on its line though the next row begins
// below it: the bracket that ends the list has closed that row then. Without one it
// is the list.
func (e *syntaxError) openRow(list, until int) int {
	line, start := e.line(list)
	for start += len(line); start < until; {
		next := strings.IndexByte(e.text[start:until], '\n')
		if next < 0 {
			break
		}
		start += next + 1
		line, _ = e.line(start)
		open, _ := brackets(line, len(line))
		below := strings.TrimLeft(e.text[min(start+len(line), until):until], " \t\r\n")
		if len(open) > 0 && row().MatchString(line) && (strings.HasPrefix(below, "[") || strings.HasPrefix(below, "]")) {
			return start + open[len(open)-1]
		}
	}
	return list
}

// openBracket tells a list that does not end from two values without a comma.
func (e *syntaxError) openBracket() (text, hint diag.Text, ok bool) {
	open, _ := brackets(e.text, e.at)
	if len(open) == 0 {
		return text, hint, false
	}
	at := open[len(open)-1]
	closing := closings[e.text[at]]
	line, start := e.line(e.at)
	newLine := strings.Contains(e.text[at:e.at], "\n") && strings.TrimSpace(e.text[start:e.at]) == ""
	if e.atEnd() || newLine && (pair().MatchString(line) || strings.HasPrefix(strings.TrimSpace(line), "[")) {
		text, hint = e.unclosed(at, start)
		return text, hint, true
	}
	word := e.word()
	if word == closing || word == "" {
		return text, hint, false
	}
	return diag.Textf("%s 前面缺少逗号，或缺少 %s", "%s has no comma before it, or a %s is missing", word, closing),
		diag.Textf("各项之间用逗号分开", "separate the items with commas"), true
}

// word gives the word at the place of the error.
func (e *syntaxError) word() string {
	rest, _, _ := strings.Cut(e.text[e.at:], "\n")
	end := strings.IndexAny(rest, " \t\r,]}")
	switch {
	case end > 0:
		rest = rest[:end]
	case end == 0:
		rest = rest[:1]
	}
	return shorten(strings.TrimSpace(rest))
}

func (e *syntaxError) twoCommas() (text, hint diag.Text, ok bool) {
	return diag.Textf("逗号前面没有值", "there is no value before this comma"),
		diag.Textf("删除多余的逗号；空白的格写成 \"\"", "delete the comma; write \"\" for a blank cell"), true
}

// alreadyDefined is for a key or heading given twice.
func (e *syntaxError) alreadyDefined() (text, hint diag.Text, ok bool) {
	s := newScanner(e.text)
	s.document()
	_, start := e.line(e.at)
	if s.twice.at < start || s.twice.at > e.at {
		return text, hint, false
	}
	text, hint = e.defined(s.twice)
	return text, hint, true
}

func (e *syntaxError) defined(t twice) (text, hint diag.Text) {
	e.at = t.at
	return diag.Textf("%[1]s 写了两次，第一次在 %[2]s", "%[1]s is given twice, first at %[2]s", e.text[t.at:t.end], e.place(t.first)),
		diag.Textf("删除其中一个", "delete one of them")
}

var looseDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
})

func (e *syntaxError) badDate() (text, hint diag.Text, ok bool) {
	written := e.word()
	text = diag.Textf("%s 不是日期", "%s is not a date", written)
	m := looseDate().FindStringSubmatch(written)
	if m == nil {
		return text, diag.Textf("写成 年-月-日，例如 2023-01-12", "write year-month-day, like 2023-01-12"), true
	}
	iso := m[1] + "-" + pad(m[2]) + "-" + pad(m[3])
	if _, err := time.Parse(time.DateOnly, iso); err == nil {
		return text, diag.Textf("月和日各写两位：%s", "write month and day with two digits each: %s", iso), true
	}
	month, err := time.Parse("2006-01", m[1]+"-"+pad(m[2]))
	if err != nil {
		return text, diag.Textf("月份是 01 到 12", "months are 01 to 12"), true
	}
	days := month.AddDate(0, 1, -1).Day()
	return diag.Textf("没有 %s 这一天", "there is no %s", written),
		diag.Textf("%s 有 %d 天", "%s has %d days", month.Format("2006-01"), days), true
}

func (e *syntaxError) leadingZero() (text, hint diag.Text, ok bool) {
	written := e.word()
	number := cmp.Or(strings.TrimLeft(written, "+-0_"), "0")
	if strings.HasPrefix(number, ".") {
		number = "0" + number
	}
	return diag.Textf("数字 %s 以 0 开头", "the number %s begins with 0", written),
		diag.Textf("数字写成 %s；编号是文字，写成 %q", "write the number as %s; a code is a string: %q", number, written), true
}

func (e *syntaxError) afterValue() (text, hint diag.Text, ok bool) {
	line, start := e.line(e.at)
	at := min(e.at-start, len(line))
	word := e.word()
	text = diag.Textf("值的后面还有 %s", "found %s after the value; want the end of the line", word)
	m := pair().FindStringSubmatch(line)
	before, after := strings.TrimRight(line[:at], " \t"), strings.TrimSpace(line[at:])
	switch {
	case after == "," || after == ";" || after == "]" || after == "}":
		if hint, ok := mended(before, diag.Textf("删除它", "delete it")); ok {
			return text, hint, true
		}
	case strings.HasSuffix(before, `"`) && strings.Contains(after, `"`):
		return text, diag.Textf("文字里的引号用“ ”，或写成 \\\"", "inside a string write \\\" for a quote, or use “ ”"), true
	case m != nil && !strings.ContainsAny(m[2], `"'[]{}`):
		if hint, ok := mended(m[1]+" = \""+m[2]+"\"", diag.Textf("只写数字，或作为文字加上引号", "write digits only, or put the text in quotes")); ok {
			return text, hint, true
		}
	}
	return text, diag.Textf("每行只写一个 键 = 值", "write one key = value per line"), true
}

func (e *syntaxError) openHeading() (text, hint diag.Text, ok bool) {
	if e.at > 0 && (e.at >= len(e.text) || e.text[e.at] == '\n' || e.text[e.at] == '\r') {
		e.at--
	}
	line, start := e.line(e.at)
	line = strings.TrimSpace(line)
	e.at = start
	closing := "]"
	if strings.HasPrefix(line, "[[") {
		closing = "]]"
	}
	text = diag.Textf("%s 没有以 %s 结束", "%s does not end with %s", shorten(line), closing)
	hint, _ = mended(strings.TrimRight(line, "]")+closing, diag.Textf("写成", "write"))
	return text, hint, true
}

func (e *syntaxError) badEscape() (text, hint diag.Text, ok bool) {
	if at := strings.LastIndexByte(e.text[:min(e.at+2, len(e.text))], '\\'); at >= 0 {
		e.at = at
	}
	r, _ := utf8.DecodeRuneInString(e.text[min(e.at+1, len(e.text)):])
	return diag.Textf(`双引号里的 \%c 没有意义`, `\%c means nothing inside double quotes`, r),
		diag.Textf(`反斜杠写两个：\\，或者整段文字用单引号 '…'`, `write the backslash twice: \\, or put the text in single quotes '…'`), true
}

func (e *syntaxError) tooLarge() (text, hint diag.Text, ok bool) {
	return diag.Textf("数字 %s 太大", "the number %s is too large", e.word()),
		diag.Textf("编号之类写成文字：%q", "write a code as a string: %q", e.word()), true
}

func (e *syntaxError) barePoint() (text, hint diag.Text, ok bool) {
	written := e.word()
	number := written
	if strings.HasPrefix(number, ".") {
		number = "0" + number
	}
	if strings.HasSuffix(number, ".") {
		number += "0"
	}
	return diag.Textf("小数 %s 的小数点前后都要有数字", "the decimal %s wants digits before and after its point", written),
		diag.Textf("写成 %s", "write %s", number), true
}

func (e *syntaxError) badNumber() (text, hint diag.Text, ok bool) {
	return diag.Textf("%q 不是数字", "%q is not a number", e.word()),
		diag.Textf("只写数字、正负号和一个小数点；其他的作为文字加上引号", "write digits, a sign and one point only; put anything else in quotes"), true
}

func (e *syntaxError) noKey() (text, hint diag.Text, ok bool) {
	return diag.Textf("%q 前面没有键名", "there is no key before %q", e.word()),
		diag.Textf("写成 键 = 值 或 [表]", "write key = value or [table]"), true
}
