package columns

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/search/datafile"
)

//go:embed columns.js
var script []byte

// Sizes of files, in bytes.
const (
	wholeTable = 8 << 10
	wholeRow   = 16 << 10
)

// Stats are the figures of the files.
type Stats struct {
	Columns, Files int
	Bytes          int64
	Script         string // the file that a test needs first, below search/
}

// directory is what the script is told.
type directory struct {
	Version   int        `json:"version"`
	Documents []string   `json:"documents"` // lists of reports, for several tables each
	Tables    []tableRow `json:"tables"`
}

type tableRow struct {
	Format    string        `json:"format"`
	ID        string        `json:"id"`
	Caption   string        `json:"caption"`
	Documents int           `json:"documents"` // which of the lists
	Files     string        `json:"files"`     // the checks: one, or one for each row or column
	Columns   [][][3]string `json:"columns"`   // of each block: key, label, unit
	Rows      []row         `json:"rows"`
}

type row struct {
	Key     string   `json:"key"`
	Path    []string `json:"path"`
	Block   int      `json:"block"`
	Default int      `json:"default"`           // the column that is meant where none is named
	Chosen  bool     `json:"chosen,omitempty"`  // nothing says that it is meant: it is the last of several
	Figures []string `json:"figures,omitempty"` // what figures of this cell are called
	Unit    string   `json:"unit,omitempty"`    // of columns that have none
}

// A column is the values of a cell in the reports that have the table.
type column struct {
	text  []byte
	cell  report.Cell // the latest
	value string      // of it
	count int
}

func (c *column) add(cell report.Cell) {
	if c.count > 0 && cell == c.cell {
		c.count++ // most are like the one before
		return
	}
	value, ok := numberOf(cell)
	if !ok {
		value = "_"
	}
	c.cell = cell
	if c.count > 0 && value != c.value {
		c.flush()
	}
	c.value = value
	c.count++
}

func (c *column) flush() {
	if c.count == 0 {
		return
	}
	if len(c.text) > 0 {
		c.text = append(c.text, ' ')
	}
	c.text = append(c.text, c.value...)
	if c.count > 1 {
		c.text = strconv.AppendInt(append(c.text, '*'), int64(c.count), 36)
	}
	c.count = 0
}

// A gathered table is one of a format with its columns.
type gathered struct {
	format  *format.Format
	def     *format.Table
	docs    []uint32
	columns []column
}

func gather(reports []*report.Report) []*gathered {
	var all []*gathered
	known := map[*format.Table]*gathered{}
	for d, r := range reports {
		for i := range r.Tables {
			t := &r.Tables[i]
			g := known[t.Def]
			if g == nil {
				g = &gathered{format: r.Format, def: t.Def, columns: make([]column, t.Def.Size)}
				known[t.Def] = g
				all = append(all, g)
			}
			g.docs = append(g.docs, uint32(d))
			for k := range g.columns {
				g.columns[k].add(t.Cells.At(k))
			}
		}
	}
	for _, g := range all {
		for i := range g.columns {
			g.columns[i].flush()
		}
	}
	// The newest form first: the name of a column is told as it is there.
	slices.SortFunc(all, func(a, b *gathered) int {
		if c := strings.Compare(b.format.ID, a.format.ID); c != 0 {
			if a.format.From != b.format.From {
				return b.format.From - a.format.From
			}
			return c
		}
		return slices.Index(a.format.Tables, a.def) - slices.Index(b.format.Tables, b.def)
	})
	return all
}

// Write makes the files for reports, whose places in the list are the numbers of
// their documents. emit receives names below the site's root.
func Write(reports []*report.Report, emit func(name string, data []byte) error) (Stats, error) {
	var stats Stats
	written := map[string]bool{}
	put := func(name string, data []byte) error {
		stats.Files++
		stats.Bytes += int64(len(data))
		return emit("search/"+name, data)
	}
	d := directory{Version: Version, Documents: []string{}, Tables: []tableRow{}}
	for _, g := range gather(reports) {
		stats.Columns += len(g.columns)
		docs := string(datafile.AppendDocuments(nil, g.docs))
		t := describe(g)
		if t.Documents = slices.Index(d.Documents, docs); t.Documents < 0 {
			t.Documents = len(d.Documents)
			d.Documents = append(d.Documents, docs)
		}
		var checks []string
		for _, part := range g.parts() {
			text, check := contentOf(part)
			checks = append(checks, check)
			if !written[check] {
				written[check] = true
				if err := put("c-"+check+".js", fmt.Appendf(nil, "gongkai.part(%q,%s);\n", "c-"+check, text)); err != nil {
					return stats, err
				}
			}
		}
		t.Files = strings.Join(checks, " ")
		d.Tables = append(d.Tables, t)
	}
	list, err := json.Marshal(d)
	if err != nil {
		return stats, err
	}
	whole := bytes.Replace(script, []byte("{} /* the list of tables */"), list, 1)
	stats.Script = "columns-" + datafile.Check(whole) + ".js"
	return stats, put(stats.Script, whole)
}

// parts divides the columns of a table among files.
func (g *gathered) parts() (parts [][]column) {
	size := func(part []column) (n int) {
		for i := range part {
			n += len(part[i].text) + len(`"",`)
		}
		return n
	}
	if size(g.columns) <= wholeTable {
		return [][]column{g.columns}
	}
	largest := 0
	for _, r := range g.def.Rows {
		part := g.columns[r.First : r.First+len(r.Columns)]
		parts = append(parts, part)
		largest = max(largest, size(part))
	}
	if largest > wholeRow {
		parts = slices.Collect(slices.Chunk(g.columns, 1))
	}
	return parts
}

func contentOf(part []column) (text, check string) {
	b := []byte{'['}
	for i := range part {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), part[i].text...), '"')
	}
	b = append(b, ']')
	return string(b), datafile.Check(b)
}

// describe gives what a table's rows and columns are called.
func describe(g *gathered) tableRow {
	t := tableRow{Format: g.format.ID, ID: g.def.ID, Caption: g.def.Caption}
	for i := range g.def.Blocks {
		var columns [][3]string
		for _, c := range g.def.Blocks[i].Columns {
			columns = append(columns, [3]string{c.Key, c.Label, c.Unit})
		}
		t.Columns = append(t.Columns, columns)
	}
	for i := range g.def.Rows {
		r := &g.def.Rows[i]
		out := row{Key: r.Key, Path: r.Path, Block: r.Block, Default: -1, Unit: r.Unit}
		for _, f := range g.format.Figures {
			if cell, ok := g.def.Index(f.Cell); ok && cell >= r.First && cell < r.First+len(r.Columns) && (out.Default < 0 || out.Default == cell-r.First) {
				out.Default = cell - r.First
				out.Figures = append(out.Figures, f.Label)
			}
		}
		if out.Default < 0 {
			out.Default = totalOf(g.def, r)
		}
		if out.Default < 0 {
			out.Default = len(r.Columns) - 1
			out.Chosen = len(r.Columns) > 1
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

// totalOf gives the column that is the sum of others in a row; -1 for none.
func totalOf(def *format.Table, r *format.Row) int {
	for i := range def.Sums {
		s := &def.Sums[i]
		if s.Each != format.EachRow || len(s.Right) != 1 || len(s.In) > 0 && !slices.Contains(s.In, r.Key) {
			continue
		}
		if at := slices.IndexFunc(r.Columns, func(c format.Column) bool { return c.Key == s.Right[0] }); at >= 0 {
			return at
		}
	}
	return -1
}
