package compare

import (
	"slices"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

func tablesBetween(a, b *report.Report) []Table {
	var all []Table
	for i := range b.Tables {
		new := &b.Tables[i]
		old, ok := a.Table(new.Def.ID)
		if !ok {
			all = append(all, Table{new.Def.ID, new.Def.Caption, Added, cellsBetween(nil, new, a.Labels, b.Labels)})
		} else if cells := cellsBetween(old, new, a.Labels, b.Labels); len(cells) > 0 {
			all = append(all, Table{new.Def.ID, new.Def.Caption, Modified, cells})
		}
	}
	for i := range a.Tables {
		old := &a.Tables[i]
		if _, ok := b.Table(old.Def.ID); !ok {
			all = append(all, Table{old.Def.ID, old.Def.Caption, Removed, cellsBetween(old, nil, a.Labels, b.Labels)})
		}
	}
	return all
}

// cellsBetween compares two tables by the names of their cells, so that a cell
// that both forms have is the same cell. Either table may be nil.
func cellsBetween(old, new *report.Table, oldLabels, newLabels map[string]string) []Cell {
	var all []Cell
	if new != nil {
		for i, key := range new.Def.Names() {
			c := Cell{Key: key, New: there(new.Cells.At(i))}
			if old != nil {
				if at, ok := old.Def.Index(key); ok {
					c.Old = there(old.Cells.At(at))
				}
			}
			if c.Old == nil && c.New == nil || c.Old != nil && c.New != nil && *c.Old == *c.New {
				continue
			}
			c.Label = label(new.Def, i, newLabels)
			if c.Old != nil && c.New != nil {
				c.Difference = numbers(*c.Old, *c.New)
			}
			all = append(all, c)
		}
	}
	if old != nil {
		for i, key := range old.Def.Names() {
			if new != nil {
				if _, ok := new.Def.Index(key); ok {
					continue
				}
			}
			if c := there(old.Cells.At(i)); c != nil {
				all = append(all, Cell{Key: key, Label: label(old.Def, i, oldLabels), Old: c})
			}
		}
	}
	return all
}

// there gives a cell, or nil for one that is missing.
func there(c report.Cell) *report.Cell {
	if c.Kind == report.Missing {
		return nil
	}
	return &c
}

// numbers gives new − old with its sign, where both are numbers.
func numbers(old, new report.Cell) string {
	if old.Kind != report.Number || new.Kind != report.Number {
		return ""
	}
	a, ok := tally.Parse(old.Text)
	b, ok2 := tally.Parse(new.Text)
	if !ok || !ok2 {
		return ""
	}
	d := b.Sub(a)
	if d.Sign() > 0 {
		return "+" + d.String()
	}
	return d.String()
}

// label names a cell as format.Table.Label does, with the labels of the report
// where it has its own.
func label(t *format.Table, cell int, labels map[string]string) string {
	if len(labels) == 0 {
		return t.Label(cell)
	}
	row, column := t.RowOf(cell)
	block := t.Blocks[row.Block]
	path := slices.Clone(row.Path)
	if names := namesTo(block.Tree, row.Key); len(names) == len(path) {
		for i, name := range names {
			if l, ok := labels[t.ID+"."+name]; ok {
				path[i] = l
			}
		}
	}
	text := strings.Join(path, "/")
	if column.Key == "" {
		return text
	}
	name := t.ID + ".column." + column.Key
	if len(t.Blocks) > 1 && block.Key != "" {
		name = t.ID + "." + block.Key + ".column." + column.Key
	}
	if l, ok := labels[name]; ok {
		return text + " · " + l
	}
	return text + " · " + column.Label
}

// namesTo gives the names of the nodes from the outermost to the row.
func namesTo(tree []format.Node, row string) []string {
	for _, n := range tree {
		if n.Row >= 0 && n.Name == row {
			return []string{n.Name}
		}
		if below := namesTo(n.Children, row); below != nil {
			return append([]string{n.Name}, below...)
		}
	}
	return nil
}

func freeBetween(a, b *report.Report) []FreeTable {
	find := func(list []report.FreeTable, id string) *report.FreeTable {
		if i := slices.IndexFunc(list, func(t report.FreeTable) bool { return t.ID == id }); i >= 0 {
			return &list[i]
		}
		return nil
	}
	var all []FreeTable
	for i := range b.Free {
		new := &b.Free[i]
		old := find(a.Free, new.ID)
		if old == nil {
			all = append(all, FreeTable{ID: new.ID, Change: Added, New: new})
		} else if t := freeTable(old, new); t.Change != Same {
			all = append(all, t)
		}
	}
	for i := range a.Free {
		if old := &a.Free[i]; find(b.Free, old.ID) == nil {
			all = append(all, FreeTable{ID: old.ID, Change: Removed, Old: old})
		}
	}
	return all
}

// freeTable compares two versions of a table of the report's own.
func freeTable(old, new *report.FreeTable) FreeTable {
	t := FreeTable{ID: new.ID, Old: old, New: new, Caption: old.Caption != new.Caption}
	from := make([]int, len(new.Columns))
	for j := range from {
		from[j] = j
	}
	if !slices.Equal(old.Columns, new.Columns) {
		from = columnsFrom(old.Columns, new.Columns)
		t.Columns = from
	}
	t.Rows = rowsBetween(old.Rows, new.Rows, from)
	if t.Caption || !slices.Equal(old.Columns, new.Columns) || len(t.Rows) > 0 {
		t.Change = Modified
	}
	return t
}

// columnsFrom gives the old column of each new one: that of the same heading, and
// between two such the one at the same place where as many stand there.
func columnsFrom(old, new []string) []int {
	from := none(len(new))
	i, j := 0, 0
	gap := func(oldEnd, newEnd int) {
		if oldEnd-i == newEnd-j {
			for ; j < newEnd; i, j = i+1, j+1 {
				from[j] = i
			}
		}
	}
	for _, p := range common(old, new) {
		gap(p.old, p.new)
		from[p.new] = p.old
		i, j = p.old+1, p.new+1
	}
	gap(len(old), len(new))
	return from
}

// carried gives the cells that an old row has in the columns of the new table.
// Nothing is in a column that is new.
func carried(row []report.Cell, from []int) []report.Cell {
	cells := make([]report.Cell, len(from))
	for j, i := range from {
		if i >= 0 && i < len(row) {
			cells[j] = row[i]
		}
	}
	return cells
}

func rowsBetween(old, new [][]report.Cell, from []int) []Row {
	key := func(row []report.Cell) string {
		var b strings.Builder
		for _, c := range row {
			b.WriteByte(byte('0' + c.Kind))
			b.WriteString(strings.ReplaceAll(c.Text, "\x00", "\x00\x00") + "\x00\x01")
		}
		return b.String()
	}
	base := make([][]report.Cell, len(old))
	var oldKeys, newKeys []string
	for i, row := range old {
		base[i] = carried(row, from)
		oldKeys = append(oldKeys, key(base[i]))
	}
	for _, row := range new {
		newKeys = append(newKeys, key(row))
	}
	var all []Row
	i, j := 0, 0
	upTo := func(oldEnd, newEnd int) {
		for ; i < oldEnd; i++ {
			all = append(all, Row{i, -1, nil})
		}
		for ; j < newEnd; j++ {
			all = append(all, Row{-1, j, cellsOf(nil, new[j])})
		}
	}
	gap := func(oldEnd, newEnd int) {
		i0, j0 := i, j
		n, m := oldEnd-i, newEnd-j
		for _, p := range alike(n, m, n*m*len(from), 0.01, func(k, l int) float64 { return rowLikeness(base[i0+k], new[j0+l]) }) {
			upTo(i0+p.old, j0+p.new)
			all = append(all, Row{i, j, cellsOf(base[i], new[j])})
			i++
			j++
		}
		upTo(oldEnd, newEnd)
	}
	for _, p := range common(oldKeys, newKeys) {
		gap(p.old, p.new)
		i, j = p.old+1, p.new+1
	}
	gap(len(old), len(new))
	return all
}

// rowLikeness says how much two rows are the same row: by the first cell, which
// names it, and by the share of equal cells.
func rowLikeness(a, b []report.Cell) float64 {
	if len(a) == 0 || len(a) != len(b) {
		return 0
	}
	n := 0
	for k := range a {
		if a[k] == b[k] {
			n++
		}
	}
	share := float64(n) / float64(len(a))
	if a[0] == b[0] && a[0].Text != "" {
		return 1 + share
	}
	if 2*n >= len(a) {
		return share
	}
	return 0
}

// cellsOf gives the cells in which a row differs from the old one, or all of them
// where there is none.
func cellsOf(old, new []report.Cell) []FreeCell {
	var all []FreeCell
	for k, c := range new {
		before := report.Cell{Kind: report.Missing}
		if old != nil {
			before = old[k]
		}
		if before != c {
			all = append(all, FreeCell{k, before, c, numbers(before, c)})
		}
	}
	return all
}
