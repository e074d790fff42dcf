package tomldoc

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A full-width character, and the one that TOML has in its place.
var halves = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '＂': `"`, '〃': `"`, '‘': `'`, '’': `'`, '＇': `'`, '「': `"`, '」': `"`,
	'，': ",", '、': ",", '＝': "=", '：': "=", '［': "[", '］': "]", '【': "[", '】': "]", '｛': "{", '｝': "}",
	'＃': "#", '．': ".", '。': ".", '；': "", '\u3000': " ", '\u00a0': " ", '－': "-", '＋': "+",
}

// narrow turns full-width letters, digits and signs into plain ones.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

// fullWidth finds a full-width sign where TOML has a plain one.
func (e *syntaxError) fullWidth() (text, hint diag.Text, ok bool) {
	line, start := e.line(e.at)
	if strings.HasPrefix(e.message, "strings cannot contain newlines") || strings.HasPrefix(e.message, "unexpected EOF; expected") {
		return e.fullWidthEnd(line, start)
	}
	r, _ := utf8.DecodeRuneInString(e.text[e.at:])
	half, ok := halves[r]
	if !ok && (r < '０' || r > '９') {
		return text, hint, false
	}
	if half == "" {
		half = narrow(string(r))
	}
	advice := diag.Textf("用半角符号写成", "use the plain ASCII sign")
	if half == " " {
		advice = diag.Textf("用普通空格写成", "use an ordinary blank")
	}
	hint, ok = mended(halve(line), advice)
	switch {
	case ok:
	case r == '；':
		hint = diag.Textf("删除它，每行只写一项", "delete it, and write one key per line")
	case half == " ":
		hint = diag.Textf("改成普通空格，或删除", "replace it with an ordinary blank, or delete it")
	default:
		hint = diag.Textf("改成半角的 %s", "replace it with %s", half)
	}
	if half == " " {
		return diag.Textf("这里是全角或不换行空格（U+%04X），应为普通空格", "found the wide blank U+%04X; want an ordinary blank", r), hint, true
	}
	return diag.Textf("这里是全角符号 %[1]s，应为半角符号", "found the full-width sign %[1]s; want plain ASCII", string(r)), hint, true
}

// fullWidthEnd finds a string that begins with a plain quote and ends with a
// Chinese one.
func (e *syntaxError) fullWidthEnd(line string, start int) (text, hint diag.Text, ok bool) {
	at := strings.LastIndexAny(line, "”“’‘＂＇")
	if at < 0 {
		return text, hint, false
	}
	_, size := utf8.DecodeRuneInString(line[at:])
	hint, ok = mended(line[:at]+`"`+line[at+size:], diag.Textf("用半角引号结束", "close it with a plain quote"))
	if !ok {
		return text, hint, false
	}
	e.at = start + at
	return diag.Textf("文字以半角引号开始，却以全角引号 %[1]s 结束", "the string begins with a plain quote but ends with the full-width %[1]s", line[at:at+size]), hint, true
}

// halve replaces the full-width signs of a line outside of its strings.
func halve(line string) string {
	var b strings.Builder
	quote := ""
	for _, r := range line {
		half, wide := halves[r]
		switch {
		case wide && (quote == "" || half == quote && strings.ContainsRune("”’＂＇」", r)):
			b.WriteString(half)
		case quote == "":
			half = narrow(string(r))
			b.WriteString(half)
		default:
			half = string(r)
			b.WriteRune(r)
		}
		if half == `"` || half == `'` {
			switch quote {
			case "":
				quote = half
			case half:
				quote = ""
			}
		}
	}
	return b.String()
}
