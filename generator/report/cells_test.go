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
		{{}, {"0.0000", Number}, {"/", Mark}, {}, {"251000元", Mark}, {"", Blank}},
	} {
		packed := Pack(cells)
		if got := packed.All(); !slices.Equal(got, cells) || packed.Len() != len(cells) {
			t.Errorf("packed %v; got %v", cells, got)
		}
	}
}
