package review

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/findings"
)

func terminalText(t *testing.T, r *Review, colour bool) string {
	t.Helper()
	var b bytes.Buffer
	if err := Text(&b, r, Options{Lang: diag.Chinese, Colour: colour}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Colours add nothing to the words, end on their line, and are there only where they
// are asked for; what stands in the content controls no terminal.
func TestColour(t *testing.T) {
	sequence := regexp.MustCompile("\x1b\\[[0-9;]*m")
	for _, r := range []*Review{sample(t), everywhere("甲\x1b[31m乙\x07\u202e丙")} {
		plain, coloured := terminalText(t, r, false), terminalText(t, r, true)
		if strings.ContainsAny(plain, "\x1b\x07\u202e") {
			t.Error("there are control sequences in a plain text")
		}
		if sequence.ReplaceAllString(coloured, "") != plain || coloured == plain {
			t.Error("the words in colours are others")
		}
		known := []string{red, green, blue, bold, off}
		for line := range strings.SplitSeq(coloured, "\n") {
			all := sequence.FindAllString(line, -1)
			if len(all)%2 != 0 || len(all) > 0 && all[len(all)-1] != off {
				t.Errorf("a colour goes on behind %q", line)
			}
			for _, s := range all {
				if !slices.Contains(known, s) {
					t.Errorf("%q has a sequence of the content", line)
				}
			}
		}
	}
}

// The numbers of the summary stand below each other, Chinese words or not.
func TestSummaryIsAligned(t *testing.T) {
	text, _, _ := strings.Cut(terminalText(t, sample(t), false), "\n\n")
	width := 0
	for _, line := range strings.Split(text, "\n")[1:] {
		if width == 0 {
			width = findings.Columns(line)
		}
		if got := findings.Columns(line); got != width {
			t.Errorf("%q is %d columns wide; want %d", line, got, width)
		}
	}
	if width == 0 {
		t.Error("there is no summary")
	}
}
