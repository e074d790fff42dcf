package indexnumber

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestPiece is the length in bytes at which a path segment is cut in two. File
// systems allow 255.
const longestPiece = 150

// Path gives the address of a number below /index-numbers/, without slashes at
// its ends: "000014349/2022-00013" stays as it is. Two numbers never have the same
// path, and every path is safe on the file systems of Linux, macOS and Windows.
//
// The number is cut at "/"; in each part these characters stand for themselves:
// letters and digits of any script, "-_.,()[]〔〕（）", and a blank between
// others. The rest is escaped:
//
//   - ~XX is one byte in upper-case hexadecimal: any other character byte by byte,
//     a dot or a blank at either end, and the first letter of a name that means
//     something to this program (page, index.html) or to Windows (con, com1 …).
//     Letters that some file systems rewrite as others (Unicode's canonical
//     equivalents) are escaped too.
//   - ~- is an empty part.
//   - ~ at the end of a path segment says that the part goes on in the next: a
//     part of more than 150 bytes takes several segments.
func Path(number string) string {
	if plain(number) {
		return number
	}
	var b strings.Builder
	for i, part := range strings.Split(number, "/") {
		if i > 0 {
			b.WriteByte('/')
		}
		writePart(&b, part)
	}
	return b.String()
}

// plain says that no part needs an escape. It only looks for the usual: ASCII
// letters, digits and "-".
func plain(number string) bool {
	start := 0
	for i := 0; i <= len(number); i++ {
		if i < len(number) && number[i] != '/' {
			if c := number[i]; c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
				return false
			}
			continue
		}
		if n := i - start; n == 0 || n > longestPiece || reserved(number[start:i]) {
			return false
		}
		start = i + 1
	}
	return true
}

// writePart writes what stands between two "/".
func writePart(b *strings.Builder, part string) {
	if part == "" {
		b.WriteString("~-")
		return
	}
	piece := make([]byte, 0, longestPiece)
	for i := 0; i < len(part); {
		r, size := utf8.DecodeRuneInString(part[i:])
		char := part[i : i+size]
		edge := len(piece) == 0 || i+size == len(part)
		if !raw(r, size) || edge && (r == '.' || r == ' ') {
			char = escape(char)
		}
		if len(piece)+len(char) > longestPiece {
			writePiece(b, piece)
			b.WriteString("~/")
			piece = piece[:0]
			continue // again, as the first of its piece
		}
		piece = append(piece, char...)
		i += size
	}
	writePiece(b, piece)
}

func writePiece(b *strings.Builder, piece []byte) {
	if reserved(string(piece)) {
		b.WriteString(escape(string(piece[:1])))
		piece = piece[1:]
	}
	b.Write(piece)
}

// escape writes each byte as ~XX.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	out := make([]byte, 0, 3*len(s))
	for i := 0; i < len(s); i++ {
		out = append(out, '~', hex[s[i]>>4], hex[s[i]&15])
	}
	return string(out)
}

// raw says that a character stands for itself within a segment. size is that of
// its encoding, by which an invalid byte is known.
func raw(r rune, size int) bool {
	switch {
	case r < utf8.RuneSelf:
		return Alnum.Has(r) || strings.IndexByte("-_.,()[] ", byte(r)) >= 0
	case r == utf8.RuneError && size == 1:
		return false
	case strings.ContainsRune("〔〕（）", r):
		return true
	}
	return (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r)) && !unicode.Is(rewritten, r)
}

// rewritten are letters for which Unicode has an equivalent without combining
// marks (NFC changes the one into the other), and conjoining Hangul. A file
// system that normalizes names would take both for one.
var rewritten = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0374, 0x0374, 1}, // Greek numeral sign
		{0x1100, 0x11FF, 1}, // Hangul Jamo
		{0x1F00, 0x1FFF, 1}, // Greek extended
		{0x2126, 0x2126, 1}, // ohm
		{0x212A, 0x212B, 1}, // kelvin, angstrom
		{0xA960, 0xA97F, 1}, // Hangul Jamo extended A
		{0xD7B0, 0xD7FF, 1}, // Hangul Jamo extended B
		{0xF900, 0xFAFF, 1}, // CJK compatibility ideographs
	},
	R32: []unicode.Range32{
		{0x2F800, 0x2FA1F, 1}, // CJK compatibility ideographs supplement
	},
}

// Reserved says that a path segment has a meaning of its own: page numbers stand
// at …/page/2/, each page is an index.html, and Windows opens a device for names
// such as con or com1.txt.
func Reserved(segment string) bool { return reserved(segment) }

func reserved(segment string) bool {
	if strings.EqualFold(segment, "page") || strings.EqualFold(segment, "index.html") {
		return true
	}
	device, _, _ := strings.Cut(segment, ".")
	device = strings.TrimRight(device, " ")
	switch len(device) {
	case 3:
		return isOneOf(device, "con", "prn", "aux", "nul")
	case 4:
		return '1' <= device[3] && device[3] <= '9' && isOneOf(device[:3], "com", "lpt")
	}
	return false
}

func isOneOf(word string, words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(word, w) {
			return true
		}
	}
	return false
}

// Unpath gives the number of a path, and false for what is no path of a number.
func Unpath(path string) (string, bool) {
	if plain(path) {
		return path, true
	}
	var b strings.Builder
	joined := true
	for _, segment := range strings.Split(path, "/") {
		if !joined {
			b.WriteByte('/')
		}
		segment, joined = strings.CutSuffix(segment, "~")
		if segment == "~-" {
			continue
		}
		if !unescape(&b, segment) {
			return "", false
		}
	}
	number := b.String()
	return number, Path(number) == path
}

func unescape(b *strings.Builder, segment string) bool {
	for i := 0; i < len(segment); i++ {
		if segment[i] != '~' {
			b.WriteByte(segment[i])
			continue
		}
		if i+2 >= len(segment) {
			return false
		}
		high, low := strings.IndexByte("0123456789ABCDEF", segment[i+1]), strings.IndexByte("0123456789ABCDEF", segment[i+2])
		if high < 0 || low < 0 {
			return false
		}
		b.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return true
}

// Href gives a path as it stands in a link: each segment percent-encoded.
func Href(path string) string {
	if plain(path) {
		return path
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		segments[i] = url.PathEscape(segment)
	}
	return strings.Join(segments, "/")
}

// FoldPath gives a key that is the same for two paths that a file system without
// case takes for one. The key is not a path.
func FoldPath(path string) string {
	return strings.Map(fold, path)
}

// fold gives the first of the characters that differ in case only.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	first := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		first = min(first, next)
	}
	if 'A' <= first && first <= 'Z' {
		return first + 'a' - 'A'
	}
	return first
}
