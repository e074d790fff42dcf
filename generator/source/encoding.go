package source

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
)

// Encoding checks that a text is UTF-8 without zero bytes. It gives one problem
// with the place of the first byte that is wrong, and says which encoding the
// text seems to have.
func Encoding(file string, text []byte) diag.List {
	bad := bytes.IndexByte(text, 0)
	if bad < 0 && utf8.Valid(text) {
		return nil
	}
	if invalid := firstInvalid(text); bad < 0 || invalid >= 0 && invalid < bad {
		bad = invalid
	}
	var problems diag.List
	found := diag.Textf("字节 0x%02x 不是 UTF-8 文字", "byte 0x%02x is not UTF-8", text[bad])
	hint := diag.Textf("把文件另存为 UTF-8 编码", "save the file as UTF-8")
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")) || bytes.HasPrefix(text, []byte("\xfe\xff")):
		found = diag.Textf("文件的编码是 UTF-16，应为 UTF-8", "the file is UTF-16; want UTF-8")
		hint = diag.Textf("另存为 UTF-8，或执行 iconv -f UTF-16 -t UTF-8 旧文件 > 新文件", "save it as UTF-8, or run iconv -f UTF-16 -t UTF-8 OLD > NEW")
	case text[bad] == 0:
		found = diag.Textf("文件里有 NUL 字节（0x00），可能不是文本文件", "found a NUL byte (0x00); this may be no text file")
	case isGB18030(text):
		found = diag.Textf("文件的编码像是 GBK（GB 18030），应为 UTF-8", "the file seems to be GBK (GB 18030); want UTF-8")
		hint = diag.Textf("另存为 UTF-8，或执行 iconv -f GB18030 -t UTF-8 旧文件 > 新文件", "save it as UTF-8, or run iconv -f GB18030 -t UTF-8 OLD > NEW")
	}
	problems.Add(place(file, text, bad), "encoding", found, hint)
	return problems
}

// place gives the place of a byte. A byte of no character counts as one.
func place(file string, text []byte, at int) diag.Pos {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	return diag.Pos{
		File: file,
		Line: bytes.Count(text[:at], []byte("\n")) + 1,
		Col:  utf8.RuneCount(bytes.TrimPrefix(text[start:at], bom)) + 1,
	}
}

// firstInvalid gives the offset of the first byte that is not UTF-8, or -1.
func firstInvalid(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// isGB18030 says that a text can be read as GB 18030 and is mostly Chinese then.
func isGB18030(text []byte) bool {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	if err != nil {
		return false
	}
	han, other := 0, 0
	for _, r := range string(decoded) {
		switch {
		case r == utf8.RuneError:
			return false
		case unicode.Is(unicode.Han, r) || r >= '\u3000' && r <= '\u303f' || r >= '\uff00' && r <= '\uffef' || r == '“' || r == '”':
			han++
		case r > unicode.MaxASCII:
			other++
		}
	}
	return han > other
}
