package render

import (
	"cmp"
	"fmt"
	"path"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/compare"
	"gongkai/generator/history"
	"gongkai/generator/report"
)

// record draws the record of a report (修订记录); nil where there is nothing to tell
// but the date of publication, which the card has.
func (r *Renderer) record(p *archive.Report, at spot) (*Record, error) {
	if r.history == nil {
		return nil, nil
	}
	entries, cut, err := r.history(p)
	if err != nil || len(entries) == 0 || len(entries) == 1 && entries[0].Kind == history.Published && entries[0].Commit == "" {
		return nil, err
	}
	v := &Record{Corrected: len(p.Corrections) > 0}
	if cut {
		v.Notice = "版本记录不完整：生成网站时没有取得更早的版本。"
	}
	ids := correctionIDs(p.Report)
	for i := range entries {
		v.Revisions = append(v.Revisions, r.revision(p, &entries[i], ids, at))
	}
	return v, nil
}

var kinds = map[history.Kind]string{
	history.Published: "发布", history.Entered: "收入本库", history.Oldest: "现存最早的版本", history.Changed: "修改", history.Corrected: "更正",
}

// folded is the number of changes from which on they are folded away.
const folded = 12

func (r *Renderer) revision(p *archive.Report, e *history.Entry, ids map[*report.Correction]string, at spot) Revision {
	v := Revision{Kind: string(e.Kind), Several: len(e.Corrections) > 1, Text: kinds[e.Kind], Date: e.Day.Chinese(), Note: e.Note, Commit: e.Commit[:min(len(e.Commit), 7)]}
	for _, c := range e.Corrections {
		own := r.correction(p, c, "")
		own.ID = ids[c]
		if e.Difference != nil && history.Names(e.Difference, c) {
			own.Cells, own.Sections = nil, nil // they stand among the changes
		}
		v.Corrections = append(v.Corrections, own)
	}
	if e.From != "" {
		v.Changes = append(v.Changes, RevisionChange{Label: Link{Text: "网址"}, Old: pathAsAddress(e.From), New: "/" + reportAddress(p.Agency.ID, p.Year)})
	}
	if e.Difference != nil {
		v.Changes = append(v.Changes, r.changes(p, e.Difference)...)
	}
	v.Folded = len(v.Changes) > folded
	return v
}

// pathAsAddress gives the address that a report's file had.
func pathAsAddress(name string) string {
	return "/" + strings.TrimSuffix(name, path.Ext(name)) + "/"
}

// changes lists what differs from the revision before.
func (r *Renderer) changes(p *archive.Report, d *compare.Difference) []RevisionChange {
	var all []RevisionChange
	for _, f := range d.Fields {
		all = append(all, RevisionChange{Label: Link{Text: r.fieldLabel(f.Key)}, Old: fieldValue(f.Old), New: fieldValue(f.New)})
	}
	for _, t := range d.Tables {
		if t.Change != compare.Modified {
			all = append(all, RevisionChange{Label: Link{Text: t.Caption}, What: cameOrWent(t.Change)})
			continue
		}
		for _, c := range t.Cells {
			change := RevisionChange{Label: Link{Text: c.Label}, Old: cellValue(c.Old), New: cellValue(c.New)}
			if _, ok := p.Cell(c.Key); ok {
				change.Label.Href = "#" + c.Key
			}
			all = append(all, change)
		}
	}
	for i := range d.Free {
		all = append(all, freeChanges(&d.Free[i])...)
	}
	for i := range d.Sections {
		all = append(all, sectionChange(&d.Sections[i]))
	}
	if len(d.Waivers) > 0 {
		all = append(all, RevisionChange{Label: Link{Text: "核查说明"}, What: fmt.Sprintf("改 %d 条", len(d.Waivers))})
	}
	return all
}

func (r *Renderer) fieldLabel(key string) string {
	switch {
	case key == "index_number":
		return r.site.NumberName
	case key == "former_index_numbers":
		return "曾用" + r.site.NumberName
	case strings.HasPrefix(key, "labels."):
		return "表格里的名称"
	}
	return compare.FieldName(key).Zh
}

func fieldValue(values []string) string { return cmp.Or(strings.Join(values, "；"), "无") }

// cellValue shows a cell in words where nothing stands in it.
func cellValue(c *report.Cell) string {
	switch {
	case c == nil || c.Kind == report.Missing:
		return "无"
	case c.Text == "":
		return "空白"
	}
	return c.Text
}

func cameOrWent(c compare.Change) string {
	if c == compare.Added {
		return "增加"
	}
	return "删去"
}

// freeChanges lists what differs in a table of the report's own.
func freeChanges(t *compare.FreeTable) []RevisionChange {
	if t.Change != compare.Modified {
		return []RevisionChange{{Label: Link{Text: "表“" + freeName(cmp.Or(t.New, t.Old)) + "”"}, What: cameOrWent(t.Change)}}
	}
	name := freeName(t.New)
	var all []RevisionChange
	if t.Caption || len(t.Columns) > 0 {
		all = append(all, RevisionChange{Label: Link{Text: "表“" + name + "”"}, What: "改表名或栏名"})
	}
	for _, row := range t.Rows {
		at := Link{Text: name + "/" + rowName(t, row)}
		if len(row.Cells) == 0 || row.Old < 0 || row.New < 0 {
			what := "改"
			if row.Old < 0 {
				what = "增加一行"
			} else if row.New < 0 {
				what = "删去一行"
			}
			all = append(all, RevisionChange{Label: at, What: what})
			continue
		}
		for _, c := range row.Cells {
			all = append(all, RevisionChange{Label: Link{Text: at.Text + " · " + t.New.Columns[c.Column]}, Old: cellValue(&c.Old), New: cellValue(&c.New)})
		}
	}
	return all
}

func freeName(t *report.FreeTable) string { return cmp.Or(t.Caption, t.ID) }

// rowName names a row by its first cell.
func rowName(t *compare.FreeTable, row compare.Row) string {
	table, at := t.New, row.New
	if at < 0 {
		table, at = t.Old, row.Old
	}
	if cells := table.Rows[at]; len(cells) > 0 && cells[0].Text != "" {
		return cells[0].Text
	}
	return fmt.Sprintf("第 %d 行", at+1)
}

// sectionChange says in how many places a section of the text differs.
func sectionChange(s *compare.Section) RevisionChange {
	label := "正文"
	if h := cmp.Or(s.Heading, s.OldHeading); h != "" {
		label = "正文“" + h + "”"
	}
	c := RevisionChange{Label: Link{Text: label}}
	switch {
	case s.Old < 0:
		c.What = "增加"
	case s.New < 0:
		c.What = "删去"
	case placesIn(s.Hunks) == 0:
		c.What = "移动"
	default:
		c.What = fmt.Sprintf("改 %d 处", placesIn(s.Hunks))
	}
	return c
}

// placesIn counts the places at which a text differs: what is removed and what
// stands there instead are one.
func placesIn(hunks []compare.Hunk) int {
	places, inside := 0, false
	for _, h := range hunks {
		if h.Op != compare.Equal && !inside {
			places++
		}
		inside = h.Op != compare.Equal
	}
	return places
}
