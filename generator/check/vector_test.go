package check

import (
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// vector is a table three in which everything ties, made after a city's report.
const vector = `13612 252 0 45 128 32 14069
535 6 0 1 18 0 560
5345 129 0 41 19 14 5548
2120 39 0 1 6 2 2168
13 0 0 0 0 0 13
30 0 0 0 0 0 30
11 0 0 0 0 0 11
49 2 0 0 0 0 51
103 1 0 0 0 0 104
84 1 0 0 0 0 85
282 4 0 0 0 0 286
147 0 0 0 1 2 150
3075 50 0 0 89 8 3222
177 3 0 0 0 0 180
19 0 0 0 0 0 19
199 1 0 0 3 0 203
147 1 0 0 0 0 148
0 0 0 0 0 0 0
100 1 0 0 0 0 101
5 0 0 0 0 0 5
315 3 0 0 0 0 318
202 0 0 1 0 0 203
941 17 0 1 3 3 965
13364 252 0 44 121 29 13810
783 6 0 2 25 3 819`

const disputes = `376 97 196 121 790 16 1 12 27 56 74 1 30 51 156`

func numbers(t *testing.T, id, text string) (*format.Table, []report.Cell) {
	t.Helper()
	f, _ := format.Builtin().Get("2021")
	def, _ := f.Table(id)
	var cells []report.Cell
	for _, n := range strings.Fields(text) {
		cells = append(cells, report.Cell{Text: n, Kind: report.Number})
	}
	if len(cells) != def.Size {
		t.Fatalf("%d cells; want %d", len(cells), def.Size)
	}
	return def, cells
}

// Every number of the tables changed by one is found. In table three the cell is
// determined and must be named; in table four it is one of the five of its row.
func TestEveryNumberCounts(t *testing.T) {
	for _, tt := range []struct {
		id, text string
		ways     int
	}{{"requests", vector, 1}, {"disputes", disputes, 5}} {
		def, cells := numbers(t, tt.id, tt.text)
		if found := knots(&report.Table{Def: def, Cells: report.Pack(cells)}, identities(&report.Table{Def: def, Cells: report.Pack(cells)}, nil)); len(found) != 0 {
			t.Fatalf("%s does not tie: %+v", tt.id, found)
		}
		tried, named := 0, 0
		for i := range cells {
			old := cells[i]
			n, _ := strconv.Atoi(old.Text)
			for _, by := range []int{1, -1} {
				cells[i].Text = strconv.Itoa(n + by)
				table := &report.Table{Def: def, Cells: report.Pack(cells)}
				found := knots(table, identities(table, nil))
				if len(found) != 1 || len(found[0].ways) > tt.ways {
					t.Errorf("%s %+d: %d knots", def.Name(i), by, len(found))
					continue
				}
				tried++
				for _, way := range found[0].ways {
					if len(way) == 1 && way[0].cell == i && way[0].new.String() == old.Text {
						named++
					}
				}
			}
			cells[i] = old
		}
		t.Logf("%s: %d of %d changes are explained by the cell", tt.id, named, tried)
		if named != tried || tried != 2*len(cells) {
			t.Errorf("%s: the cell is named in %d of %d changes", tt.id, named, tried)
		}
	}
}
