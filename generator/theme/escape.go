package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// An escaping is how html/template writes a value at some place of a page: which
// of its functions follow each other there. Nearly all text needs no change at
// all, and in addresses letters outside of ASCII become %xx. Everything else is
// given to html/template itself, with a sample of such a place, so that there is
// no second opinion on what is safe.
type escaping struct {
	sample  *template.Template
	before  string // what the sample writes around the value
	after   string
	plain   func(s string) bool // the ASCII characters come out as they are
	percent bool                // others are written as %xx
	raw     reflect.Type        // a type whose text comes out as it is
}

// escapings has the places that can be compiled, by the functions that
// html/template applies there.
var escapings = map[string]*escaping{
	"htmlescaper":                         newEscaping("<p>", "</p>", plainText, false, reflect.TypeFor[template.HTML]()),
	"rcdataescaper":                       newEscaping("<title>", "</title>", plainText, false, nil),
	"attrescaper":                         newEscaping(`<p title="`, `">`, plainText, false, nil),
	"urlfilter urlnormalizer attrescaper": newEscaping(`<a href="`, `">`, plainAddress, true, nil),
	"urlnormalizer attrescaper":           newEscaping(`<a href="/`, `">`, plainPath, true, nil),
	"urlescaper attrescaper":              newEscaping(`<a href="?q=`, `">`, plainQuery, true, nil),
	"urlfilter attrescaper":               newEscaping(`<meta http-equiv="refresh" content="0; url=`, `">`, plainAddress, false, nil),
	"jsvalescaper":                        newEscaping(`<script type="application/ld+json">`, `</script>`, never, false, reflect.TypeFor[template.JS]()),
	"cssvaluefilter attrescaper":          newEscaping(`<p style="color: `, `">`, never, false, nil),
}

func newEscaping(before, after string, plain func(string) bool, percent bool, raw reflect.Type) *escaping {
	return &escaping{
		sample: template.Must(template.New("").Parse(before + "{{.}}" + after)),
		before: before, after: after, plain: plain, percent: percent, raw: raw,
	}
}

// printer gives the step that writes a value.
func (s *escaping) printer(e expression) step {
	get := e.get
	switch {
	case e.typ == reflect.TypeFor[string]():
		return func(x *execution, dot reflect.Value) {
			v := get(x, dot)
			switch text := v.String(); {
			case !s.plain(text):
				s.append(x, v)
			case s.percent:
				x.out = appendPercent(x.out, text)
			default:
				x.out = append(x.out, text...)
			}
		}
	case e.typ != nil && e.typ == s.raw:
		return func(x *execution, dot reflect.Value) { x.out = append(x.out, get(x, dot).String()...) }
	case e.typ == reflect.TypeFor[int]() && s.plain("-0123456789"):
		return func(x *execution, dot reflect.Value) { x.out = strconv.AppendInt(x.out, get(x, dot).Int(), 10) }
	}
	return func(x *execution, dot reflect.Value) { s.append(x, get(x, dot)) }
}

// append lets html/template write a value.
func (s *escaping) append(x *execution, v reflect.Value) {
	var data any
	if v.IsValid() {
		data = v.Interface()
	}
	var b bytes.Buffer
	if err := s.sample.Execute(&b, data); err != nil {
		panic(failure{err.Error()})
	}
	x.out = append(x.out, bytes.TrimSuffix(bytes.TrimPrefix(b.Bytes(), []byte(s.before)), []byte(s.after))...)
}

// appendPercent appends an address.
func appendPercent(out []byte, s string) []byte {
	const digits = "0123456789abcdef"
	for i := range len(s) {
		if c := s[i]; c < 0x80 {
			out = append(out, c)
		} else {
			out = append(out, '%', digits[c>>4], digits[c&15])
		}
	}
	return out
}

func never(string) bool { return false }

// plainText says that text means the same in HTML, between tags and in an
// attribute with quotes.
func plainText(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case 0, '"', '&', '\'', '+', '<', '>':
			return false
		}
	}
	return true
}

// plainQuery says that text means the same in the query of an address.
func plainQuery(s string) bool {
	for i := range len(s) {
		if !unreserved[s[i]] {
			return false
		}
	}
	return true
}

// plainPath says that text means the same in the path of an address.
func plainPath(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case unreserved[c], c == '/', c == '#', c == '?', c == '=':
		case c == '%' && i+2 < len(s) && hexDigits[s[i+1]] && hexDigits[s[i+2]]:
		default:
			return false
		}
	}
	return true
}

// plainAddress says the same of an address that may be a whole one. Only those
// schemes count that html/template lets through.
func plainAddress(s string) bool {
	for _, scheme := range []string{"https://", "http://"} {
		s = strings.TrimPrefix(s, scheme)
	}
	return plainPath(s)
}

// unreserved are the characters of an address that html/template never changes
// (RFC 3986, 2.3), and those that always are.
var unreserved, hexDigits = bytesOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~", true), bytesOf("0123456789abcdefABCDEF", false)

func bytesOf(s string, others bool) (set [256]bool) {
	for i := 0x80; others && i < len(set); i++ {
		set[i] = true
	}
	for i := range len(s) {
		set[s[i]] = true
	}
	return set
}
