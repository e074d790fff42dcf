package report

import (
	"slices"
	"testing"
)

func TestCells(t *testing.T) {
	for _, cells := range [][]Cell{
		{},
		{{}},
		{{"0", Number}},
		{{}, {"0.0000", Number}, {"/", Mark}, {}, {"251000元", Mark}, {"", Missing}, {"", Blank}},
	} {
		packed := Pack(cells)
		if got := packed.All(); !slices.Equal(got, cells) || packed.Len() != len(cells) {
			t.Errorf("packed %v; got %v", cells, got)
		}
		text := string(packed.Append(nil)) + "more"
		if got, rest, ok := CutCells(text, len(cells)); !ok || rest != "more" || !slices.Equal(got.All(), cells) {
			t.Errorf("appended %v; cut %v, %q, %t", cells, got.All(), rest, ok)
		}
		if _, _, ok := CutCells(text, len(cells)+1); ok {
			t.Errorf("%d cells were taken for one more", len(cells))
		}
		for i := range len(text) - len("more") {
			if _, _, ok := CutCells(text[:i], len(cells)); ok {
				t.Errorf("%d of %d bytes were taken for %v", i, len(text), cells)
			}
		}
	}
}
