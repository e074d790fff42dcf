package format

import (
	"sort"
	"strings"
)

// Index gives the place in report.Table.Cells of a cell named
// table.row.column, or table.row for a scalar row.
func (t *Table) Index(name string) (int, bool) {
	i, ok := t.index[name]
	return i, ok
}

// Name gives the name of a cell: requests.received.total.
func (t *Table) Name(cell int) string { return t.names[cell] }

// Names gives the names of all cells, in their order.
func (t *Table) Names() []string { return t.names }

// Row gives the row with this key: denied.state_secret.
func (t *Table) Row(key string) (*Row, bool) {
	i, ok := t.rows[key]
	if !ok {
		return nil, false
	}
	return &t.Rows[i], true
}

// RowOf gives the row and the column of a cell.
func (t *Table) RowOf(cell int) (*Row, *Column) {
	r := &t.Rows[sort.Search(len(t.Rows), func(i int) bool { return t.Rows[i].First > cell })-1]
	return r, &r.Columns[cell-r.First]
}

// Place gives the way to a cell in a front matter: its keys from the outermost on,
// and in a row that is written as an array the number of the element.
//
//	requests, denied, state_secret, 2
func (t *Table) Place(cell int) []any {
	row, column := t.RowOf(cell)
	place := []any{t.ID}
	for key := range strings.SplitSeq(row.Key, ".") {
		place = append(place, key)
	}
	switch row.Entry {
	case Array:
		place = append(place, cell-row.First)
	case Keyed:
		place = append(place, column.Key)
	}
	return place
}

// Label names a cell in words: the labels of its row from the outermost group on,
// and that of its column.
//
//	三、本年度办理结果/（三）不予公开/1.属于国家秘密 · 商业企业
func (t *Table) Label(cell int) string {
	row, column := t.RowOf(cell)
	label := strings.Join(row.Path, "/")
	if column.Key == "" {
		return label // a row with one value
	}
	return label + " · " + column.Label
}

// Grid lays the table out as printed. It is computed once and not to be changed.
func (t *Table) Grid() *Grid { return t.grid }

// LabelKeys gives what [labels] of a report may name below the table, in the
// order of print: rows and groups by their keys (received, denied,
// denied.state_secret), and
//
//	corner, caption, unit, column.natural, column.applicants
//
// of the table's only block. In a table of several blocks the key of the block
// stands before them (fees.caption, documents.column.made). The column of a block
// of scalar rows has no key: fees.column.
func (t *Table) LabelKeys() []string { return t.labels }

// finish computes what questions about the table are answered from. A name that
// two rows or two printed labels have is given to clash.
func (t *Table) finish(clash func(name string)) {
	t.rows = make(map[string]int, len(t.Rows))
	t.index = make(map[string]int, t.Size)
	t.names = make([]string, 0, t.Size)
	for i, r := range t.Rows {
		t.rows[r.Key] = i
		for _, c := range r.Columns {
			name := t.ID + "." + r.Key
			if c.Key != "" {
				name += "." + c.Key
			}
			t.index[name] = len(t.names)
			t.names = append(t.names, name)
		}
	}
	t.grid = newGrid(t)
	seen := map[string]GridKind{}
	for _, line := range t.grid.Lines() {
		for _, c := range line {
			if c.Name == "" {
				continue
			}
			kind, twice := seen[c.Name]
			switch {
			case !twice:
				t.labels = append(t.labels, c.Name)
				seen[c.Name] = c.Kind
			case kind != ColumnHead || c.Kind != ColumnHead || t.Layout != Across: // across repeats the columns
				clash(c.Name)
			}
		}
	}
}
