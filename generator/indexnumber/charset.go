package indexnumber

import (
	"strings"
	"unicode"

	"gongkai/generator/diag"
)

// A Charset is the set of characters that a segment may have.
type Charset string

// The character sets.
const (
	Digits  Charset = "digits"
	Upper   Charset = "upper"   // A–Z
	Lower   Charset = "lower"   // a–z
	Alnum   Charset = "alnum"   // digits and letters, large and small
	OrgCode Charset = "orgcode" // digits and A–Z, after GB 11714
	USCC    Charset = "uscc"    // digits and A–Z without I, O, S, V, Z, after GB 32100
	Any     Charset = "any"     // every visible character
)

// usccAlphabet is the alphabet of GB 32100 in the order of its values.
const usccAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// charsets are the sets with their names in words.
var charsets = []struct {
	set   Charset
	words diag.Text
}{
	{Digits, diag.Text{Zh: "数字", En: "digits"}},
	{Upper, diag.Text{Zh: "大写字母", En: "capital letters"}},
	{Lower, diag.Text{Zh: "小写字母", En: "small letters"}},
	{Alnum, diag.Text{Zh: "数字或字母", En: "digits or letters"}},
	{OrgCode, diag.Text{Zh: "数字或大写字母", En: "digits or capital letters"}},
	{USCC, diag.Text{Zh: "数字或大写字母（没有 I、O、S、V、Z）", En: "digits or capital letters other than I, O, S, V, Z"}},
	{Any, diag.Text{Zh: "可见字符", En: "visible characters"}},
}

// Has says that a character belongs to the set.
func (c Charset) Has(r rune) bool {
	digit, upper, lower := '0' <= r && r <= '9', 'A' <= r && r <= 'Z', 'a' <= r && r <= 'z'
	switch c {
	case Digits:
		return digit
	case Upper:
		return upper
	case Lower:
		return lower
	case Alnum:
		return digit || upper || lower
	case OrgCode:
		return digit || upper
	case USCC:
		return digit || upper && strings.IndexByte("IOSVZ", byte(r)) < 0
	}
	return r > ' ' && unicode.IsPrint(r)
}

func (c Charset) words() diag.Text {
	for _, known := range charsets {
		if known.set == c {
			return known.words
		}
	}
	return diag.Text{Zh: string(c), En: string(c)}
}
