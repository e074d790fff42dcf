package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// An escaping is how html/template writes a value at some place of a page: which
// of its functions follow each other there. Nearly all values need no change at
// all. The others are given to html/template itself, with a sample of such a
// place, so that there is no second opinion on what is safe.
type escaping struct {
	sample *template.Template
	before string // what the sample writes around the value
	after  string
	plain  func(s string) bool // the string comes out as it is
	raw    reflect.Type        // a type whose text comes out as it is
}

// escapings has the places that can be compiled, by the functions that
// html/template applies there.
var escapings = map[string]*escaping{
	"htmlescaper":                         newEscaping("<p>", "</p>", plainText, reflect.TypeFor[template.HTML]()),
	"rcdataescaper":                       newEscaping("<title>", "</title>", plainText, nil),
	"attrescaper":                         newEscaping(`<p title="`, `">`, plainText, nil),
	"urlfilter urlnormalizer attrescaper": newEscaping(`<a href="`, `">`, plainAddress, nil),
	"urlnormalizer attrescaper":           newEscaping(`<a href="/`, `">`, plainPath, nil),
	"urlescaper attrescaper":              newEscaping(`<a href="?q=`, `">`, plainQuery, nil),
	"urlfilter attrescaper":               newEscaping(`<meta http-equiv="refresh" content="0; url=`, `">`, plainAddress, nil),
	"jsvalescaper":                        newEscaping(`<script type="application/ld+json">`, `</script>`, never, reflect.TypeFor[template.JS]()),
	"cssvaluefilter attrescaper":          newEscaping(`<p style="color: `, `">`, never, nil),
}

func newEscaping(before, after string, plain func(string) bool, raw reflect.Type) *escaping {
	return &escaping{
		sample: template.Must(template.New("").Parse(before + "{{.}}" + after)),
		before: before, after: after, plain: plain, raw: raw,
	}
}

// printer gives the step that writes a value.
func (s *escaping) printer(e expression) step {
	get := e.get
	switch {
	case e.typ == reflect.TypeFor[string]():
		return func(x *execution, dot reflect.Value) {
			v := get(x, dot)
			if text := v.String(); s.plain(text) {
				x.out = append(x.out, text...)
			} else {
				s.append(x, v)
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

var unreserved, hexDigits = bytesOf("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"), bytesOf("0123456789abcdefABCDEF")

func bytesOf(s string) (set [256]bool) {
	for i := range len(s) {
		set[s[i]] = true
	}
	return set
}
