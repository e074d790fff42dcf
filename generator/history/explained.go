package history

import (
	"slices"
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

type correctionDifference = compare.Correction

// An UnexplainedChange was made after the publication of a report, and none of
// the report's corrections tells of it.
type UnexplainedChange struct {
	Day          date.Date
	Commit, Note string
	Cells        []string    // as Lacking gives them
	Things       []diag.Text // likewise
}

// Unexplained gives the changes after publication of which the corrections that a
// report has today do not tell. A correction explains changes that were made
// before it was there, and not those of a later day.
func Unexplained(revisions []Revision, current *report.Report) []UnexplainedChange {
	known := public(revisions, current)
	if len(known) == 0 {
		return nil
	}
	published := current.Published
	if published.IsZero() {
		published = known[0].Day
	}
	var all []UnexplainedChange
	for _, s := range steps(known) {
		if s.Day.Compare(published) <= 0 {
			continue
		}
		var given []*report.Correction
		for i := range current.Corrections {
			if c := &current.Corrections[i]; !has(s.before, c) && c.Date.Compare(published) >= 0 {
				given = append(given, c)
			}
		}
		if cells, things := Lacking(s.difference, given); len(things) > 0 {
			all = append(all, UnexplainedChange{s.Day, s.ID, s.Note, cells, things})
		}
	}
	return all
}

// recorded are the fields whose change after publication is recorded. Others
// serve the archive: where a report is filed, how it is found.
var recorded = []string{"title", "agency", "year", "format", "index_number", "document_number", "issued", "published", "validity"}

// Lacking gives the cells, and all things by their names, that differ and that no
// correction of those given names. A correction that names nothing stands for all.
func Lacking(d *compare.Difference, given []*report.Correction) (cells []string, things []diag.Text) {
	if slices.ContainsFunc(given, namesNothing) {
		return nil, nil
	}
	covered := func(is func(*report.Correction) bool) bool { return slices.ContainsFunc(given, is) }
	for _, f := range d.Fields {
		if slices.Contains(recorded, f.Key) && len(given) == 0 {
			things = append(things, compare.FieldName(f.Key))
		}
	}
	for _, t := range d.Tables {
		for _, c := range t.Cells {
			if !covered(func(n *report.Correction) bool { return names(n.Cells, c.Key) }) {
				cells, things = append(cells, c.Key), append(things, plain(c.Label))
			}
		}
	}
	for _, t := range d.Free {
		if !covered(func(n *report.Correction) bool { return names(n.Cells, t.ID) }) {
			things = append(things, plain(t.ID))
		}
	}
	for _, s := range d.Sections {
		if !covered(func(n *report.Correction) bool { return namesSection(n, &s) }) {
			things = append(things, plain(heading(&s)))
		}
	}
	return cells, things
}

// plain is a text that is Chinese for everybody.
func plain(text string) diag.Text { return diag.Text{Zh: text, En: text} }

// touches says that a correction names something of a difference.
func touches(d *compare.Difference, c *report.Correction) bool {
	for _, t := range d.Tables {
		if slices.ContainsFunc(t.Cells, func(x compare.Cell) bool { return names(c.Cells, x.Key) }) {
			return true
		}
	}
	return slices.ContainsFunc(d.Free, func(t compare.FreeTable) bool { return names(c.Cells, t.ID) }) ||
		slices.ContainsFunc(d.Sections, func(s compare.Section) bool { return namesSection(c, &s) })
}

// Names says that everything a correction names is among what differs.
func Names(d *compare.Difference, c *report.Correction) bool {
	for _, name := range c.Cells {
		if !touches(d, &report.Correction{Cells: []string{name}}) {
			return false
		}
	}
	for _, name := range c.Sections {
		if !touches(d, &report.Correction{Sections: []string{name}}) {
			return false
		}
	}
	return true
}

func namesNothing(c *report.Correction) bool { return len(c.Cells)+len(c.Sections) == 0 }

// heading names a section for people.
func heading(s *compare.Section) string {
	switch {
	case s.Heading != "":
		return "“" + s.Heading + "”"
	case s.OldHeading != "":
		return "“" + s.OldHeading + "”"
	}
	return "正文"
}

// names says that a list of cells, rows, groups or tables covers a cell.
func names(list []string, key string) bool {
	return slices.ContainsFunc(list, func(n string) bool {
		return n == key || strings.HasPrefix(key, n+".") || strings.HasPrefix(n, key+".")
	})
}

func namesSection(c *report.Correction, s *compare.Section) bool {
	return headed(c.Sections, s.Heading) || headed(c.Sections, s.OldHeading) || headed(c.Sections, s.Part)
}

// headed says that a list of sections names a heading, with its number or without.
func headed(list []string, heading string) bool {
	return slices.ContainsFunc(list, func(n string) bool { return Headed(n, heading) })
}

// Headed says that a name of a section is that of a heading.
func Headed(name, heading string) bool {
	return name != "" && heading != "" && (strings.Contains(heading, name) || strings.Contains(name, heading))
}
