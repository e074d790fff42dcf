package schema

import (
	"cmp"
	"net/url"
	"strings"
	"unicode"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// fields takes values out of a table of the front matter as its keys have them.
// What it gives is no part of the file's text, so that the text need not be kept.
type fields struct {
	*tomldoc.Reader
	keys []Key
}

// tables gives the tables of a key.
func (f fields) tables(name string) []fields {
	f.key(name)
	readers := f.Tables(name)
	list := make([]fields, len(readers))
	for i, r := range readers {
		list[i] = fields{r, manual[name]}
	}
	return list
}

// key gives the manual's entry. Asking for a key that it does not have is a
// mistake of this package.
func (f fields) key(name string) *Key {
	for i := range f.keys {
		if f.keys[i].Name == name {
			return &f.keys[i]
		}
	}
	panic("schema: no key " + name + " in the manual")
}

// need notes that a key is missing which must be there.
func (f fields) need(name string) {
	if f.key(name).Required {
		f.Need(name)
	}
}

// pos gives the place of a key's value, or of the table where it has no such key.
func (f fields) pos(key string) diag.Pos {
	if v, ok := f.Value(key); ok {
		return v.Pos()
	}
	return f.Pos()
}

// problem notes what is wrong with the value of a key.
func (f fields) problem(key, rule string, text, hint diag.Text) {
	f.Problems.Add(f.pos(key), rule, text, hint)
}

// text gives a string without blanks around it.
func (f fields) text(name string) string {
	f.need(name)
	return f.words(name)
}

func (f fields) words(key string) string {
	s, _ := f.String(key)
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, notText); i >= 0 {
		f.control(key, []rune(s[i:])[0])
		return ""
	}
	return strings.Clone(s)
}

// line gives a string of one line, which is not empty where the key must be
// there.
func (f fields) line(name string) string {
	if f.key(name).Required {
		return f.needLine(name)
	}
	return cmp.Or(f.oneLine(name), f.key(name).Default)
}

func (f fields) oneLine(key string) string {
	s := f.words(key)
	if i := strings.IndexFunc(s, unicode.IsControl); i >= 0 {
		f.control(key, []rune(s[i:])[0])
		return ""
	}
	return s
}

func (f fields) control(key string, r rune) {
	f.problem(key, "control-character", diag.Textf("%[1]s 中有控制字符 U+%04[2]X，应为一行文字", "%[1]s holds the control character U+%04[2]X; want one line of text", f.Name(key), r), diag.Text{})
}

// notText says that a character has no place in a text of several lines.
func notText(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }

// needLine gives a line that must be there and not empty.
func (f fields) needLine(key string) string {
	f.Need(key)
	before := len(*f.Problems)
	s := f.oneLine(key)
	if _, there := f.Value(key); there && s == "" && len(*f.Problems) == before {
		f.problem(key, "empty-value", diag.Textf("%s 是空的", "%s is empty", f.Name(key)), diag.Text{})
	}
	return s
}

// longestNumber bounds an index number, in bytes.
const longestNumber = 400

// checkNumber says what is wrong with an index number. Whether it follows a
// scheme is not asked: a number is kept as it was given.
func checkNumber(s string) (rule string, text, hint diag.Text) {
	if len(s) > longestNumber {
		return "bad-value", diag.Textf("%[1]s 太长，应不超过 %[2]d 字节", "%[1]s is too long; want %[2]d bytes at most", quoted(s), longestNumber), diag.Text{}
	}
	return "", diag.Text{}, diag.Text{}
}

// number gives an index number.
func (f fields) number(key string) string {
	f.key(key)
	s := f.oneLine(key)
	if rule, text, hint := checkNumber(s); rule != "" {
		f.problem(key, rule, diag.Text{Zh: f.Name(key) + " " + text.Zh, En: f.Name(key) + ": " + text.En}, hint)
		return ""
	}
	if _, there := f.Value(key); there && s == "" {
		f.problem(key, "empty-value", diag.Textf("%s 是空的", "%s is empty", f.Name(key)), diag.Textf("没有索引号就删去这一行", "without a number remove the line"))
	}
	return s
}

// list gives a list of lines with their places, without those that are wrong.
// check, if any, says what is wrong with one, in words that follow the key.
func (f fields) list(key string, check func(string) (rule string, text, hint diag.Text)) ([]string, []diag.Pos) {
	f.key(key)
	if _, ok := f.Strings(key); !ok {
		return nil, nil
	}
	v, _ := f.Value(key)
	elements := []tomldoc.Value{v}
	if _, many := v.Any.([]any); many {
		elements = elements[:0]
		for _, e := range v.Elems() {
			elements = append(elements, e)
		}
	}
	var list []string
	var places []diag.Pos
	seen := map[string]bool{}
	for _, e := range elements {
		s, ok := e.Any.(string)
		if !ok {
			continue // said by Strings
		}
		s = strings.TrimSpace(s)
		rule, text, hint := "", diag.Text{}, diag.Text{}
		switch {
		case s == "":
			rule, text = "empty-value", diag.Textf("有一项是空的", "one is empty")
		case seen[s]:
			rule, text = "duplicate-value", diag.Textf("%s 重复", "%s stands there twice", quoted(s))
		case strings.ContainsFunc(s, unicode.IsControl):
			rule, text = "control-character", diag.Textf("%s 中有控制字符", "%s holds a control character", quoted(s))
		case check != nil:
			rule, text, hint = check(s)
		}
		if rule != "" {
			f.Problems.Add(e.Pos(), rule, diag.Text{Zh: f.Name(key) + " " + text.Zh, En: f.Name(key) + ": " + text.En}, hint)
			continue
		}
		seen[s] = true
		list, places = append(list, strings.Clone(s)), append(places, e.Pos())
	}
	return list, places
}

// date gives a day.
func (f fields) date(name string) date.Date {
	f.need(name)
	d, _ := f.Date(name)
	return d
}

// whole gives a whole number.
func (f fields) whole(name string) (int, bool) {
	f.need(name)
	return f.Int(name)
}

// truth gives true or false.
func (f fields) truth(name string) bool {
	f.need(name)
	b, _ := f.Bool(name)
	return b
}

// url gives an absolute address, http or https.
func (f fields) url(key string) string {
	s := f.line(key)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		f.problem(key, "bad-value", diag.Textf("%[1]s 写的是 %[2]s，应为 http:// 或 https:// 开头的网址", "%[1]s is %[2]s; want an address that begins with http:// or https://", f.Name(key), quoted(s)), diag.Text{})
		return ""
	}
	return s
}
