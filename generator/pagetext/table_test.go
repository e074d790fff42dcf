package pagetext

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"testing"
	"unicode/utf16"
)

var update = flag.Bool("update", false, "write table.js anew")

// TestTableScript makes the table of the browser's folding of all of Unicode. After
// a change of the folding, or of the version of Unicode, run
//
//	go test ./generator/pagetext -run TableScript -update
func TestTableScript(t *testing.T) {
	made := makeTableScript(t)
	if *update {
		if err := os.WriteFile("table.js", made, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made, TableScript()) && !*update {
		t.Error("table.js is not what the folding says; run this test with -update and look at the difference")
	}
}

func makeTableScript(tb testing.TB) []byte {
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
		tb.Fatal(err)
	}
	return fmt.Appendf(nil, "gongkai.part(\"fold\",%s);\n", data)
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
