package schema

import (
	"gongkai/generator/diag"
	"gongkai/generator/report"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

// Places say where in its file a report has what its page shows.
type Places struct {
	Keys   map[string]diag.Pos // of each key outside of tables that is there: title, index_number …
	Cells  map[string]diag.Pos // of each cell: requests.received.total, channels.1.2
	Tables map[string]diag.Pos // of each table: requests, channels
}

// PlacesOf finds the places in the text of the file that a report was read from,
// which people know as file.
func PlacesOf(r *report.Report, file string, text []byte) *Places {
	p := &Places{Keys: map[string]diag.Pos{}, Cells: map[string]diag.Pos{}, Tables: map[string]diag.Pos{}}
	parts, problems := source.Cut(file, text)
	if len(problems) > 0 {
		return p
	}
	doc, problems := tomldoc.Parse(file, parts.FrontLine, parts.Front)
	if len(problems) > 0 {
		return p
	}
	for _, key := range doc.Keys() {
		p.Keys[key] = doc.Key(key)
	}
	for i := range r.Tables {
		def := r.Tables[i].Def
		p.Tables[def.ID] = doc.Key(def.ID)
		for cell, name := range def.Names() {
			p.Cells[name] = doc.Value(def.Place(cell)...)
		}
	}
	for i := range r.Free {
		t := &r.Free[i]
		p.Tables[t.ID] = t.Pos
		for row := range t.Rows {
			for column := range t.Columns {
				p.Cells[t.CellName(row, column)] = doc.Value("table", i, "rows", row, column)
			}
		}
	}
	return p
}
