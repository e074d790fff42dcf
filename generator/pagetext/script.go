package pagetext

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

//go:embed fold.js
var foldScript []byte

//go:embed blocks.js
var blocksScript []byte

// coreRanges are the characters beside ASCII and Han whose folding is in the script
// itself: what ordinary text has. Others are in its table.
var coreRanges = [][2]rune{
	{0xA0, 0xFF}, {0x2000, 0x206F}, {0x2100, 0x249B}, {0x2500, 0x27BF}, {0x3000, 0x303F},
	{0x3220, 0x3243}, {0x3380, 0x33DF}, {0xFF00, 0xFFEF},
}

const firstHan, lastHan = 0x4E00, 0x9FFF

// Script gives the functions of the browser: gongkai.fold and gongkai.blocks.
var Script = sync.OnceValue(func() []byte {
	t := table()
	core := map[string]string{}
	for _, x := range coreRanges {
		for r := x[0]; r <= x[1]; r++ {
			if to := string(utf16.Decode(t.of(r))); to != plain(r) || !assigned(r) {
				core[string(r)] = to
			}
		}
	}
	changed := make([]byte, (lastHan-firstHan+8)/8)
	for r := rune(firstHan); r <= lastHan; r++ {
		if t.to[r] != uint16(r) {
			changed[(r-firstHan)/8] |= 1 << ((r - firstHan) % 8)
		}
	}
	data, err := json.Marshal(map[string]any{
		"core": core, "known": coreRanges, "wide": wideRanges, "composing": composing,
		"changed": base64.StdEncoding.EncodeToString(changed),
	})
	if err != nil {
		panic(err) // strings and numbers only
	}
	return append(bytes.Replace(foldScript, []byte("{} /* the table */"), data, 1), blocksScript...)
})

// TableScript gives the rest of the folding: a script that calls gongkai.part. It
// is made beforehand, since that takes a look at all of Unicode; a test makes it
// anew and compares.
func TableScript() []byte { return tableScript }

//go:embed table.js
var tableScript []byte

// plain gives what JavaScript makes of a character without a table. Browsers agree
// about it for all characters that are assigned.
func plain(r rune) string {
	if r == 'İ' {
		return "i\u0307"
	}
	return strings.ToLower(norm.NFKC.String(string(r)))
}

// assigned says that a character is known to Unicode, so that its properties stay.
func assigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
}
