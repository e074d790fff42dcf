package search

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/generator/pagetext"
)

//go:embed load.js
var loadScript []byte

//go:embed query.js
var queryScript []byte

//go:embed mark.js
var markScript []byte

//go:embed engine.js
var engineScript []byte

// TextScript gives what a page needs to mark hits. table is the name of the file
// with the table of folding, which lies beside the script.
func TextScript(table string) []byte {
	script := slices.Concat(loadScript, pagetext.Script(), queryScript, markScript)
	return fmt.Appendf(script, "window.gongkai.fold.table = window.gongkai.beside + %q;\n", table)
}

// PageScript gives what the search page needs, but for its own script.
func PageScript(table string) []byte { return append(TextScript(table), engineScript...) }

// Data files are scripts, because a page that was opened from a folder may load
// scripts but nothing else: gongkai.part("name","…");

// binaryScript makes a script of bytes, each a character of a string in the
// encoding x-user-defined: what cannot stand in a string is escaped.
func binaryScript(name string, data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/50+len(name)+32)
	out = fmt.Appendf(out, `gongkai.part(%q,"`, name)
	for _, b := range data {
		switch b {
		case '"', '\\':
			out = append(out, '\\', b)
		case '\n':
			out = append(out, '\\', 'n')
		case '\r':
			out = append(out, '\\', 'r')
		default:
			out = append(out, b)
		}
	}
	return append(out, "\");\n"...)
}

// textScript makes a script of JSON.
func textScript(name string, json []byte) []byte {
	return fmt.Appendf(nil, "gongkai.part(%q,%s);\n", name, json)
}

// appendUnits appends units to JSON text that is inside quotes.
func appendUnits(out []byte, units []uint16) []byte {
	for i := 0; i < len(units); i++ {
		u := rune(units[i])
		if utf16.IsSurrogate(u) {
			r := rune(utf8.RuneError)
			if i+1 < len(units) {
				r = utf16.DecodeRune(u, rune(units[i+1]))
			}
			if r == utf8.RuneError {
				out = fmt.Appendf(out, `\u%04x`, u)
				continue
			}
			i++
			out = utf8.AppendRune(out, r)
			continue
		}
		switch {
		case u == '"' || u == '\\':
			out = append(out, '\\', byte(u))
		case u < ' ' || u == 0x7F || u == 0x2028 || u == 0x2029:
			out = fmt.Appendf(out, `\u%04x`, u)
		default:
			out = utf8.AppendRune(out, u)
		}
	}
	return out
}

// checkOf gives four characters by which a file differs from one of other content.
func checkOf(data []byte) string {
	sum := sha256.Sum256(data)
	return base64.RawURLEncoding.EncodeToString(sum[:3])
}

// partName names a file by the text at which it begins, so that its name need not
// be told, and by its content.
func partName(kind byte, first []uint16, check string) string {
	h := uint32(2166136261) // FNV-1a
	for _, u := range first {
		h = (h ^ uint32(u)) * 16777619
	}
	return string(kind) + strconv.FormatUint(uint64(h), 16) + "-" + check
}
