package theme

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
)

// An escaping is how html/template writes a value at some place of a page: which
// of its functions follow each other there. Text is written here, addresses too
// unless there is something unusual about them. Everything else is given to
// html/template itself, with a sample of such a place. A fuzz test holds what is
// written here to the samples.
type escaping struct {
	sample *template.Template
	before string // what the sample writes around the value
	after  string
	write  writing
	raw    reflect.Type // a type whose text comes out as it is
}

// A writing appends a string, or says that it does not know how to.
type writing func(out []byte, s string) ([]byte, bool)

// escapings has the places that can be compiled, by the functions that
// html/template applies there.
var escapings = map[string]*escaping{
	"htmlescaper":                         newEscaping("<p>", "</p>", appendText, reflect.TypeFor[template.HTML]()),
	"rcdataescaper":                       newEscaping("<title>", "</title>", appendText, nil),
	"attrescaper":                         newEscaping(`<p title="`, `">`, appendText, nil),
	"urlfilter urlnormalizer attrescaper": newEscaping(`<a href="`, `">`, appendAddress, nil),
	"urlnormalizer attrescaper":           newEscaping(`<a href="/`, `">`, appendPath, nil),
	"urlescaper attrescaper":              newEscaping(`<a href="?q=`, `">`, appendQuery, nil),
	"urlfilter attrescaper":               newEscaping(`<meta http-equiv="refresh" content="0; url=`, `">`, appendPlainAddress, nil),
	"jsvalescaper":                        newEscaping(`<script type="application/ld+json">`, `</script>`, unknown, reflect.TypeFor[template.JS]()),
	"cssvaluefilter attrescaper":          newEscaping(`<p style="color: `, `">`, unknown, nil),
}

func newEscaping(before, after string, write writing, raw reflect.Type) *escaping {
	return &escaping{
		sample: template.Must(template.New("").Parse(before + "{{.}}" + after)),
		before: before, after: after, write: write, raw: raw,
	}
}

// printer gives the step that writes a value.
func (s *escaping) printer(e expression) step {
	get := e.get
	_, digits := s.write(nil, "-0123456789")
	switch {
	case e.typ == reflect.TypeFor[string]():
		return func(x *execution, dot reflect.Value) {
			v := get(x, dot)
			if out, ok := s.write(x.out, v.String()); ok {
				x.out = out
			} else {
				s.append(x, v)
			}
		}
	case e.typ != nil && e.typ == s.raw:
		return func(x *execution, dot reflect.Value) { x.out = append(x.out, get(x, dot).String()...) }
	case e.typ == reflect.TypeFor[int]() && digits:
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

func unknown(out []byte, _ string) ([]byte, bool) { return out, false }

// marks are the characters that HTML must not have in text and in attributes with
// quotes, with what stands for them.
var marks = [256]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// appendText appends text between tags or in an attribute with quotes.
func appendText(out []byte, s string) ([]byte, bool) {
	done := 0
	for i := range len(s) {
		if mark := marks[s[i]]; mark != "" {
			out = append(append(out, s[done:i]...), mark...)
			done = i + 1
		}
	}
	return append(out, s[done:]...), true
}

// appendQuery appends a part of the query of an address.
func appendQuery(out []byte, s string) ([]byte, bool) {
	for i := range len(s) {
		if !unreserved[s[i]] {
			return out, false
		}
	}
	return appendPercent(out, s), true
}

// appendPath appends an address, or the rest of one.
func appendPath(out []byte, s string) ([]byte, bool) {
	if !plainPath(s) {
		return out, false
	}
	return appendPercent(out, s), true
}

// appendAddress appends an address that may be a whole one. Only those schemes
// count that html/template lets through.
func appendAddress(out []byte, s string) ([]byte, bool) {
	for _, scheme := range []string{"https://", "http://"} {
		if rest, whole := strings.CutPrefix(s, scheme); whole {
			if !plainPath(rest) {
				return out, false
			}
			return appendPercent(append(out, scheme...), rest), true
		}
	}
	return appendPath(out, s)
}

// appendPlainAddress is appendAddress for a place where others than ASCII letters
// stay as they are.
func appendPlainAddress(out []byte, s string) ([]byte, bool) {
	if !plainPath(s) {
		return out, false
	}
	return append(out, s...), true
}

// plainPath says that an address has no characters that html/template changes,
// but for others than ASCII.
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

// appendPercent appends an address with others than ASCII as %xx.
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

// unreserved are the characters of an address that html/template never changes,
// and those that it always writes as %xx.
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
