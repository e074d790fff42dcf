package history

import (
	"cmp"
	"slices"

	"gongkai/generator/date"
	"gongkai/generator/report"
)

// Record gives the lines of a report's record: how it came out, then what became of
// it by day, the oldest first. Without revisions it is what the report says of itself. cut says that revisions older
// than the first may have been lost.
func Record(revisions []Revision, current *report.Report, cut bool) []Entry {
	known := public(revisions, current)
	var after []Entry
	changes := steps(known)
	home := make([][]*report.Correction, len(changes))
	for i := range current.Corrections {
		c := &current.Corrections[i]
		if at := homeOf(c, changes); at >= 0 {
			home[at] = append(home[at], c)
			continue
		}
		after = append(after, Entry{Kind: Corrected, Day: c.Date, Corrections: []*report.Correction{c}})
	}
	for i, s := range changes {
		if len(home[i]) == 0 && s.from == "" && onlyCorrections(&s) {
			continue
		}
		e := Entry{Kind: Changed, Day: s.Day, Commit: s.ID, Note: s.Note, From: s.from, Difference: s.difference, Corrections: home[i]}
		if len(home[i]) > 0 {
			e.Kind, e.Day = Corrected, latest(home[i])
		}
		after = append(after, e)
	}
	slices.SortStableFunc(after, func(a, b Entry) int { return a.Day.Compare(b.Day) })
	return append(beginning(known, current, cut), after...)
}

// beginning gives the lines for how the report came out and into the archive.
func beginning(known []Revision, current *report.Report, cut bool) []Entry {
	var lines []Entry
	if !current.Published.IsZero() {
		lines = append(lines, Entry{Kind: Published, Day: current.Published})
	}
	if len(known) == 0 {
		return lines
	}
	first := known[0].Commit
	if cut && first.Root {
		first.Note = "" // the commit at the cut is seldom the one that changed the file
	}
	if len(lines) > 0 && first.Day.Compare(current.Published) <= 0 {
		lines[0].Commit, lines[0].Note = first.ID, first.Note
		return lines
	}
	kind := Entered
	if cut && first.Root {
		kind = Oldest
	}
	return append(lines, Entry{Kind: kind, Day: first.Day, Commit: first.ID, Note: first.Note})
}

// homeOf gives the change that a correction explains: the last one that touches
// what it names and that was made without it being there yet; -1 for none. Where
// it names nothing that changed, that is the change with which it came, if it
// came with one.
func homeOf(c *report.Correction, changes []step) int {
	home, came := -1, -1
	for i := range changes {
		s := &changes[i]
		if has(s.before, c) {
			continue
		}
		if touches(s.difference, c) {
			home = i
		}
		if !onlyCorrections(s) && slices.ContainsFunc(s.difference.Corrections, func(d correctionDifference) bool { return d.New != nil && same(d.New, c) }) {
			came = i
		}
	}
	if home < 0 {
		return came
	}
	return home
}

// onlyCorrections says that a change adds, changes or removes corrections and does
// nothing else.
func onlyCorrections(s *step) bool {
	rest := *s.difference
	rest.Corrections = nil
	rest.Change = ""
	return rest.Empty()
}

func latest(corrections []*report.Correction) date.Date {
	return slices.MaxFunc(corrections, func(a, b *report.Correction) int { return a.Date.Compare(b.Date) }).Date
}

// has says that a version has a correction.
func has(r *report.Report, c *report.Correction) bool {
	return r != nil && slices.ContainsFunc(r.Corrections, func(d report.Correction) bool { return same(&d, c) })
}

// same says that two corrections are one, wherever they stand in the file.
func same(a, b *report.Correction) bool {
	return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Reason, b.Reason), slices.Compare(a.Cells, b.Cells), slices.Compare(a.Sections, b.Sections)) == 0
}
