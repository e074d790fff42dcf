package tomldoc

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/BurntSushi/toml"

	"gongkai/generator/diag"
)

// A syntaxError turns what the library says of a broken text into words that
// help, and into the place of what is wrong. The library's place is a byte
// offset, which may be a little off.
type syntaxError struct {
	text    string
	at      int    // moved to the right place by explain
	message string // the library's
	place   func(at int) string
}

func newSyntaxError(text string, at int, message string) *syntaxError {
	return &syntaxError{text: text, at: max(0, min(at, len(text))), message: message}
}

// explanations says which of the library's messages each explanation is for. The
// first whose pattern fits and that knows an answer is taken.
var explanations = []struct {
	pattern string
	explain func(*syntaxError) (text, hint diag.Text, ok bool)
}{
	{`^invalid UTF-8|^files cannot contain NULL|control characters`, (*syntaxError).badByte},
	{``, (*syntaxError).fullWidth},
	{``, (*syntaxError).openAbove},
	{openStrings, (*syntaxError).openString},
	{`^expected value but found|^unexpected EOF; expected value`, (*syntaxError).noValue},
	{`^expected '\.' or '='|expected key separator`, (*syntaxError).noEquals},
	{`array terminator|inline table terminator`, (*syntaxError).openBracket},
	{`^unexpected comma`, (*syntaxError).twoCommas},
	{`already been defined|already created`, (*syntaxError).alreadyDefined},
	{`^invalid datetime`, (*syntaxError).badDate},
	{`leading zeroes`, (*syntaxError).leadingZero},
	{`end with a newline, comment, or EOF`, (*syntaxError).afterValue},
	{`to end table name|table array name delimiter`, (*syntaxError).openHeading},
	{`^invalid escape`, (*syntaxError).badEscape},
	{`out of range`, (*syntaxError).tooLarge},
	{`^floats must start|must be followed by one or more digits`, (*syntaxError).barePoint},
	{`^Invalid (integer|float)|^expected a digit|^not an? (binary|octal|hexadecimal) number|^cannot use sign`, (*syntaxError).badNumber},
	{`^unexpected '[=.]'|table names cannot be empty`, (*syntaxError).noKey},
}

// openStrings fits the messages of strings that do not end.
const openStrings = `^strings cannot contain newlines|^unexpected EOF; expected ["']`

var openText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(openStrings) })

// patterns are those of explanations, compiled for the first mistake.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	list := make([]*regexp.Regexp, len(explanations))
	for i, e := range explanations {
		list[i] = regexp.MustCompile(e.pattern)
	}
	return list
})

// explain gives the words; without an explanation they are the library's.
func (e *syntaxError) explain() (text, hint diag.Text) {
	for e.at < len(e.text) && (e.text[e.at] == ' ' || e.text[e.at] == '\t') {
		e.at++ // the library counts the blanks before what it found
	}
	patterns := patterns()
	for i, candidate := range explanations {
		if patterns[i].MatchString(e.message) {
			if text, hint, ok := candidate.explain(e); ok {
				return text, hint
			}
		}
	}
	return diag.Textf("TOML 语法错误：%s", "TOML syntax: %s", e.message), diag.Text{}
}

// line gives the line that holds an offset, and the offset of its start.
func (e *syntaxError) line(at int) (line string, start int) {
	start = strings.LastIndexByte(e.text[:at], '\n') + 1
	line, _, _ = strings.Cut(e.text[start:], "\n")
	return strings.TrimSuffix(line, "\r"), start
}

// mended gives a hint with the line as it should be, if it can be read that way.
func mended(line string, hint diag.Text) (diag.Text, bool) {
	line = strings.TrimSpace(line)
	var values map[string]any
	if _, err := toml.Decode(line, &values); err != nil || strings.ContainsAny(line, "\r\n") {
		return diag.Text{}, false
	}
	line = shorten(line)
	return diag.Text{Zh: hint.Zh + "：" + line, En: hint.En + ": " + line}, true
}

func (e *syntaxError) badByte() (text, hint diag.Text, ok bool) {
	for i, r := range e.text[e.at:] {
		_, size := utf8.DecodeRuneInString(e.text[e.at+i:])
		switch {
		case r == utf8.RuneError && size == 1:
			e.at += i
			return diag.Textf("字节 0x%02x 不是 UTF-8 文字", "byte 0x%02x is not UTF-8", e.text[e.at]),
				diag.Textf("把文件另存为 UTF-8 编码", "save the file as UTF-8"), true
		case r < ' ' && r != '\t' && r != '\n' && (r != '\r' || !strings.HasPrefix(e.text[e.at+i:], "\r\n")) || r == 0x7f:
			e.at += i
			return diag.Textf("控制字符 U+%04X", "control character U+%04X", r),
				diag.Textf("删除这个看不见的字符", "delete this invisible character"), true
		}
	}
	return text, hint, false
}
