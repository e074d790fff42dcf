package compare

import (
	"maps"
	"slices"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// Apply makes the new version of a report out of the old one and what Reports
// found between them; nil where it was removed. The format of the new version is
// the one thing that the difference only names. Places in files are left out.
func Apply(old *report.Report, d *Difference, form *format.Format) *report.Report {
	if d.Change == Removed {
		return nil
	}
	r := *orEmpty(old)
	r.Labels = maps.Clone(r.Labels)
	for _, f := range fields {
		for _, c := range d.Fields {
			if c.Key == f.key && f.set != nil {
				f.set(&r, c.New)
			}
		}
	}
	r.Format = form
	for _, c := range d.Fields {
		key, ok := strings.CutPrefix(c.Key, labelsKey)
		switch {
		case !ok:
		case len(c.New) == 0:
			delete(r.Labels, key)
		default:
			if r.Labels == nil {
				r.Labels = map[string]string{}
			}
			r.Labels[key] = c.New[0]
		}
	}
	r.Tables = applyTables(r.Tables, d.Tables, form)
	r.Free = applyFree(r.Free, d)
	r.Waivers = applyNotes(r.Waivers, d.Waivers, func(w Waiver) (int, int, *report.Waiver) { return w.OldAt, w.NewAt, w.New })
	r.Corrections = applyNotes(r.Corrections, d.Corrections, func(c Correction) (int, int, *report.Correction) { return c.OldAt, c.NewAt, c.New })
	r.Attachments = slices.Clone(r.Attachments)
	for _, a := range d.Attachments {
		r.Attachments = slices.DeleteFunc(r.Attachments, func(f report.File) bool { return f.Name == a.Name })
		if a.NewSize >= 0 {
			r.Attachments = append(r.Attachments, report.File{Name: a.Name, Size: a.NewSize})
		}
	}
	return &r
}

func applyTables(old []report.Table, changes []Table, form *format.Format) []report.Table {
	var all []report.Table
	for _, def := range form.Tables {
		i := slices.IndexFunc(old, func(t report.Table) bool { return t.Def.ID == def.ID })
		k := slices.IndexFunc(changes, func(t Table) bool { return t.ID == def.ID })
		if i < 0 && k < 0 || k >= 0 && changes[k].Change == Removed {
			continue
		}
		cells := slices.Repeat([]report.Cell{{Kind: report.Missing}}, def.Size)
		for n, key := range def.Names() {
			if i >= 0 {
				if at, ok := old[i].Def.Index(key); ok {
					cells[n] = old[i].Cells.At(at)
				}
			}
		}
		if k >= 0 {
			for _, c := range changes[k].Cells {
				switch n, ok := def.Index(c.Key); {
				case ok && c.New == nil:
					cells[n] = report.Cell{Kind: report.Missing}
				case ok:
					cells[n] = *c.New
				}
			}
		}
		all = append(all, report.Table{Def: def, Cells: report.Pack(cells)})
	}
	return all
}

func applyFree(old []report.FreeTable, d *Difference) []report.FreeTable {
	var all []report.FreeTable
	for _, t := range old {
		k := slices.IndexFunc(d.Free, func(c FreeTable) bool { return c.ID == t.ID })
		switch {
		case k < 0:
			all = append(all, t)
		case d.Free[k].Change == Modified:
			all = append(all, applyFreeTable(t, d.Free[k]))
		}
	}
	for _, c := range d.Free {
		if c.Change == Added {
			all = append(all, *c.New)
		}
	}
	for _, f := range d.Fields {
		if f.Key == tablesKey {
			slices.SortStableFunc(all, func(a, b report.FreeTable) int {
				return slices.Index(f.New, a.ID) - slices.Index(f.New, b.ID)
			})
		}
	}
	return all
}

func applyFreeTable(t report.FreeTable, c FreeTable) report.FreeTable {
	t.Caption = c.New.Caption
	from := c.Columns
	if from == nil {
		for j := range t.Columns {
			from = append(from, j)
		}
	}
	t.Columns = c.New.Columns
	t.Rows = merge(t.Rows, len(c.Rows), func(k int) (int, int) { return c.Rows[k].Old, c.Rows[k].New },
		func(row []report.Cell) []report.Cell { return carried(row, from) },
		func(k int) []report.Cell {
			cells := slices.Repeat([]report.Cell{{Kind: report.Missing}}, len(from))
			if i := c.Rows[k].Old; i >= 0 {
				cells = carried(t.Rows[i], from)
			}
			for _, x := range c.Rows[k].Cells {
				cells[x.Column] = x.New
			}
			return cells
		})
	return t
}

func applyNotes[T, C any](old []T, changes []C, read func(C) (int, int, *T)) []T {
	return merge(old, len(changes), func(k int) (int, int) {
		i, j, _ := read(changes[k])
		return i, j
	}, func(x T) T { return x }, func(k int) T {
		_, _, x := read(changes[k])
		return *x
	})
}

// merge puts n changes into a list: what they name in the old list goes, what they
// name in the new one comes from made, and the rest stays in its order.
func merge[T any](old []T, n int, places func(int) (old, new int), stays func(T) T, made func(int) T) []T {
	gone := map[int]bool{}
	come := map[int]int{}
	for k := range n {
		i, j := places(k)
		if i >= 0 {
			gone[i] = true
		}
		if j >= 0 {
			come[j] = k
		}
	}
	var all []T
	put := func() {
		for k, ok := come[len(all)]; ok; k, ok = come[len(all)] {
			all = append(all, made(k))
		}
	}
	for i, x := range old {
		if put(); !gone[i] {
			all = append(all, stays(x))
		}
	}
	put()
	return all
}

// ApplyProse makes the new text out of the old one and what Prose found between
// them. The result is in the form that Text gives.
func ApplyProse(body string, changes []Section) string {
	var olds []string
	for _, s := range sections(body) {
		olds = append(olds, s.text())
	}
	return strings.Join(merge(olds, len(changes),
		func(k int) (int, int) { return changes[k].Old, changes[k].New },
		func(text string) string { return text },
		func(k int) string { return changes[k].NewText() }), "")
}

// OldText gives the old text of the section.
func (s *Section) OldText() string { return s.read(Equal, Delete, Move) }

// NewText gives the new text of the section.
func (s *Section) NewText() string { return s.read(Equal, Insert, Arrive) }

func (s *Section) read(ops ...Op) string {
	var b strings.Builder
	for _, h := range s.Hunks {
		if slices.Contains(ops, h.Op) {
			b.WriteString(h.Text)
		}
	}
	return b.String()
}
