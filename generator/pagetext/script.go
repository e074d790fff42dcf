package pagetext

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
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

// TableScript gives the rest of the folding: a script that calls gongkai.part.
var TableScript = sync.OnceValue(func() []byte {
	t := table()
	var from, to []rune
	var ranges [][2]rune // where the plain form is right
	long := map[string]string{}
	for r := rune(0x80); r <= 0x10FFFF; r++ {
		if r >= 0xD800 && r < 0xE000 || within(coreRanges, r) {
			continue
		}
		folded := utf16.Decode(t.of(r))
		switch n := len(ranges); {
		case string(folded) == plain(r):
			if string(folded) == string(r) {
				break
			}
			if n > 0 && allPlain(t, ranges[n-1][1]+1, r) {
				ranges[n-1][1] = r
			} else {
				ranges = append(ranges, [2]rune{r, r})
			}
		case len(folded) == 1:
			from, to = append(from, r), append(to, folded[0])
		default:
			long[string(r)] = string(folded)
		}
	}
	data, err := json.Marshal(map[string]any{"plain": ranges, "from": string(from), "to": string(to), "long": long})
	if err != nil {
		panic(err)
	}
	return fmt.Appendf(nil, "gongkai.part(\"fold\",%s);\n", data)
})

// plain gives what JavaScript makes of a character without a table. Browsers agree
// about it for all characters that are assigned.
func plain(r rune) string {
	if r == 'İ' {
		return "i\u0307"
	}
	return strings.ToLower(norm.NFKC.String(string(r)))
}

// allPlain says that the plain form is right for some characters, in any browser.
func allPlain(t *foldTable, low, end rune) bool {
	for r := low; r < end; r++ {
		if !assigned(r) || string(utf16.Decode(t.of(r))) != plain(r) {
			return false
		}
	}
	return true
}

// assigned says that a character is known to Unicode, so that its properties stay.
func assigned(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co)
}
