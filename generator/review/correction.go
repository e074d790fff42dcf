package review

import (
	"slices"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// published are the fields whose change after publication is recorded. Others
// serve the archive: where a report is filed, how it is found.
var published = []string{"title", "agency", "year", "format", "index_number", "document_number", "issued", "published", "validity"}

// correction looks whether the change of a published report is recorded in a new
// [[correction]].
func (m *maker) correction(r *Report, old *report.Report) {
	if !old.Published.IsZero() && old.Published.Compare(m.AsOf) > 0 {
		return // not published yet
	}
	var given []*report.Correction
	for _, c := range r.Difference.Corrections {
		if c.New == nil {
			continue
		}
		if given = append(given, c.New); len(c.New.Cells)+len(c.New.Sections) == 0 {
			return // it stands for all
		}
	}
	cells, things := unexplained(r.Difference, given)
	if len(things) == 0 {
		return
	}
	const most = 5
	shown, more := things, diag.Text{}
	if len(things) > most {
		shown, more = things[:most], diag.Textf(" 等 %d 处", " and more, %d in all", len(things))
	}
	f := check.Finding{Rule: correctionMissing, Cells: cells,
		Message: diag.Textf("发布后改了%[1]s%[2]s，没有新的 [[correction]] 说明", "changed after publication: %[3]s%[4]s; no new [[correction]] tells of it",
			strings.Join(shown, "、"), more.Zh, strings.Join(shown, ", "), more.En),
		Hint: diag.Text{Zh: "新增一节 [[correction]]，写 date、reason 和 cells 或 sections", En: "add a [[correction]] with date, reason, and cells or sections"}}
	m.add(place{r, r.File}, f)
}

// unexplained gives the cells, and all things by their names, that differ and that
// no correction names.
func unexplained(d *compare.Difference, given []*report.Correction) (cells, things []string) {
	for _, f := range d.Fields {
		if slices.Contains(published, f.Key) && len(given) == 0 {
			things = append(things, f.Key)
		}
	}
	cell := func(key, label string) {
		if !slices.ContainsFunc(given, func(c *report.Correction) bool { return names(c.Cells, key) }) {
			cells, things = append(cells, key), append(things, label)
		}
	}
	for _, t := range d.Tables {
		for _, c := range t.Cells {
			cell(c.Key, c.Label)
		}
	}
	for _, t := range d.Free {
		if !slices.ContainsFunc(given, func(c *report.Correction) bool { return names(c.Cells, t.ID) }) {
			things = append(things, t.ID)
		}
	}
	for _, s := range d.Sections {
		if !slices.ContainsFunc(given, func(c *report.Correction) bool {
			return headed(c.Sections, s.Heading) || headed(c.Sections, s.OldHeading)
		}) {
			if s.Heading == "" && s.OldHeading == "" {
				things = append(things, "正文")
			} else {
				things = append(things, "“"+firstOf(s.Heading, s.OldHeading)+"”")
			}
		}
	}
	return cells, things
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// names says that a list of cells, rows, groups or tables covers a cell.
func names(list []string, key string) bool {
	return slices.ContainsFunc(list, func(n string) bool {
		return n == key || strings.HasPrefix(key, n+".") || strings.HasPrefix(n, key+".")
	})
}

// headed says that a list of sections names a heading, with its number or without.
func headed(list []string, heading string) bool {
	return heading != "" && slices.ContainsFunc(list, func(n string) bool {
		return n != "" && (strings.Contains(heading, n) || strings.Contains(n, heading))
	})
}
