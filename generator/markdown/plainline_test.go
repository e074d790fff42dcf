package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// never is a plainLineParser that takes no line.
type never struct{ plainLineParser }

func (never) Parse(ast.Node, text.Reader, parser.Context) ast.Node { return nil }

// Lines that are taken in one step come out as the library has them.
func TestPlainLines(t *testing.T) {
	fast, slow := New(), &Converter{parser: newParserWith(never{})}
	random := rand.New(rand.NewPCG(3, 4))
	pieces := strings.Fields("甲 乙 ， 。 “ ” a1 2.5% ( ) - + # . ; www www.a.b http://a.b/ x@y.z : ** * _ ` [ ] \\ & &amp; < > ~~ | ! { } = ? / 　")
	pieces = append(pieces, " ", "  ", "\n", "\n", "\n\n", "\n> ", "\n- ", "\n    ", "\t", "\r\n", "\\\n", "  \n", "\x00", "\n# ")
	taken := 0
	for range 20000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		body := b.String()
		for _, line := range strings.Split(body, "\n") {
			if isPlain([]byte(line)) {
				taken++
			}
		}
		got, gotProblems := fast.Convert(sampleSource([]byte(body)))
		want, wantProblems := slow.Convert(sampleSource([]byte(body)))
		if dump(got) != dump(want) || dumpProblems(gotProblems) != dumpProblems(wantProblems) {
			t.Fatalf("%q gives\n%s\nwithout plain lines\n%s", body, dump(got), dump(want))
		}
	}
	if taken < 5000 {
		t.Errorf("only %d plain lines were tried", taken)
	}
}
