package settings

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// A manual holds the keys by table.
type manual map[string][]Key

func newManual() manual {
	m := manual{}
	for _, k := range Keys() {
		m[k.Table] = append(m[k.Table], k)
	}
	return m
}

// fields takes the values of one table as the manual has them.
type fields struct {
	*tomldoc.Reader
	keys []Key
}

func (m manual) fields(r *tomldoc.Reader, table string) fields { return fields{r, m[table]} }

// key gives the manual's entry. Asking for a key that the manual does not have is
// a mistake of this package.
func (f fields) key(name string) *Key {
	for i := range f.keys {
		if f.keys[i].Name == name {
			return &f.keys[i]
		}
	}
	panic("settings: no key " + name + " in the manual")
}

// problem notes what is wrong with the value of a key, at the value.
func (f fields) problem(name, rule string, text, hint diag.Text) {
	v, _ := f.Value(name)
	f.Problems.Add(v.Pos(), rule, text, hint)
}

// text gives a string of any of the types of text; "" where there is none or it
// is wrong.
func (f fields) text(name string) string {
	key := f.key(name)
	if key.Required {
		f.Need(name)
	}
	s, ok := f.String(name)
	if !ok {
		return key.Default
	}
	if key.Type != Verbatim {
		s = strings.TrimSpace(s)
	}
	if s == "" {
		if key.Required {
			f.problem(name, "empty-value", diag.Textf("%s 是空的", "%s is empty", f.Name(name)), diag.Text{})
		}
		return key.Default
	}
	if bad, hint := key.check(s); bad.Zh != "" {
		bad = diag.Textf("%[1]s 写的是 %[2]q，%[3]s", "%[1]s is %[2]q; %[4]s", f.Name(name), s, bad.Zh, bad.En)
		f.problem(name, "bad-value", bad, hint)
		return key.Default
	}
	return s
}

var (
	siteCode = regexp.MustCompile(`^(\d{10}|bm\d{8})$`)
	language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)
)

// Pattern gives a regular expression that the texts of a type match, "" for none.
// Reading may ask for more: that a day is in the calendar, an id free.
func Pattern(t Type) string {
	switch t {
	case SiteCode:
		return siteCode.String()
	case Language:
		return language.String()
	case MonthDay:
		return `^[0-9]{2}-[0-9]{2}$`
	case URL:
		return `^[Hh][Tt][Tt][Pp][Ss]?://[^/]`
	case ID:
		return `^[\p{L}\p{Nd}_-]([\p{L}\p{Nd}._-]*[\p{L}\p{Nd}_-])?$`
	}
	return ""
}

// check says what is wanted instead of a text.
func (k *Key) check(s string) (want, hint diag.Text) {
	switch k.Type {
	case Word:
		if !slices.Contains(k.Values, s) {
			return diag.Textf("应为 %[1]s", "want %[2]s", strings.Join(k.Values, "、"), strings.Join(k.Values, ", ")), didYouMean(s, k.Values)
		}
	case SiteCode:
		if !siteCode.MatchString(s) {
			return diag.Text{Zh: "应为 10 位数字，或 bm 加 8 位数字", En: "want ten digits, or bm and eight digits"}, diag.Text{}
		}
	case Language:
		if !language.MatchString(s) {
			return diag.Text{Zh: "应为语言标记", En: "want a language tag"}, diag.Textf("例如 zh-CN", "for example zh-CN")
		}
	case MonthDay:
		// A leap year, so that 02-29 is a day.
		if _, err := time.Parse(time.DateOnly, "2000-"+s); err != nil {
			return diag.Text{Zh: "应为月和日", En: "want a month and a day"}, diag.Textf("例如 01-31", "for example 01-31")
		}
	case URL:
		return checkURL(s)
	}
	if k.Type != Text && strings.ContainsFunc(s, unicode.IsControl) {
		return diag.Text{Zh: "应为一行文字，不含控制字符", En: "want one line without control characters"}, diag.Text{}
	}
	return diag.Text{}, diag.Text{}
}

func didYouMean(word string, words []string) diag.Text {
	if near := diag.Nearest(word, words); near != "" {
		return diag.Textf("是不是 %s？", "did you mean %s?", near)
	}
	return diag.Text{}
}

// day reads a day of any year; the default is none.
func (f fields) day(name string) Day {
	text := f.text(name)
	if text == f.key(name).Default {
		return Day{}
	}
	t, _ := time.Parse(time.DateOnly, "2000-"+text)
	return Day{uint8(t.Month()), uint8(t.Day())}
}

// truth reads true or false.
func (f fields) truth(name string) bool {
	f.key(name)
	b, _ := f.Bool(name)
	return b
}

// number gives a whole number within the bounds of its type, or 0.
func (f fields) number(name string) int {
	key := f.key(name)
	if key.Required {
		f.Need(name)
	}
	n, ok := f.Int(name)
	if !ok {
		return 0
	}
	if key.Type == Year && (n < 1900 || n > 2200) {
		f.problem(name, "bad-value", diag.Textf("%[1]s 写的是 %[2]d，应为 1900 至 2200 的年份", "%[1]s is %[2]d; want a year from 1900 to 2200", f.Name(name), n), diag.Text{})
		return 0
	}
	if key.Type == Count && (n < 1 || n > 1000) {
		f.problem(name, "bad-value", diag.Textf("%[1]s 写的是 %[2]d，应为 1 至 1000 的整数", "%[1]s is %[2]d; want a whole number from 1 to 1000", f.Name(name), n), diag.Text{})
		return 0
	}
	return n
}

// counts gives a list of whole numbers.
func (f fields) counts(name string) []int {
	f.key(name)
	v, ok := f.Value(name)
	if !ok {
		return nil
	}
	var list []int
	if _, ok := v.Any.([]any); !ok {
		f.problem(name, "wrong-type", diag.Textf("%[1]s 是%[2]s，应为一组整数", "%[1]s is %[3]s; want a list of whole numbers", f.Name(name), v.Kind().Zh, v.Kind().En), diag.Textf("写成 %[1]s = [2, 2]", "write %[1]s = [2, 2]", name))
		return nil
	}
	for _, element := range v.Elems() {
		n, ok := element.Any.(int64)
		if !ok || n < 1 || n > 1000 {
			f.Problems.Add(element.Pos(), "bad-value", diag.Textf("%[1]s 中有 %[2]s，应为 1 至 1000 的整数", "%[1]s has %[2]s in it; want whole numbers from 1 to 1000", f.Name(name), element.Shown()), diag.Text{})
			continue
		}
		list = append(list, int(n))
	}
	return list
}

// A word is one string of a list, with its value for its place.
type word struct {
	text  string
	value tomldoc.Value
}

// words gives a list of strings; nil where the key is missing or wrong, an
// empty list where it is [].
func (f fields) words(name string) []word {
	key := f.key(name)
	if _, ok := f.Strings(name); !ok {
		return nil
	}
	v, _ := f.Value(name)
	all := []tomldoc.Value{v}
	if _, list := v.Any.([]any); list {
		all = all[:0]
		for _, element := range v.Elems() {
			all = append(all, element)
		}
	}
	words, seen := make([]word, 0, len(all)), make(map[string]bool, len(all))
	for _, v := range all {
		s, ok := v.Any.(string)
		if !ok {
			continue // noted by Strings
		}
		switch {
		case seen[s]:
			f.Problems.Add(v.Pos(), "duplicate-value", diag.Textf("%[1]s 中 %[2]q 重复", "%[1]s has %[2]q twice", f.Name(name), s), diag.Text{})
		case key.Type == Words && !slices.Contains(key.Values, s):
			f.Problems.Add(v.Pos(), "bad-value", diag.Textf("%[1]s 中有 %[2]q，应为 %[3]s", "%[1]s has %[2]q in it; want %[4]s", f.Name(name), s, strings.Join(key.Values, "、"), strings.Join(key.Values, ", ")), didYouMean(s, key.Values))
		default:
			words = append(words, word{s, v})
		}
		seen[s] = true
	}
	return words
}

func texts(words []word) []string {
	if words == nil {
		return nil
	}
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.text
	}
	return list
}
