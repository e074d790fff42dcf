package check

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

// A given is a serial that a report was given.
type given struct {
	report *archive.Report
	number int // of the report among Archive.Reports
	serial int
}

// counter gives the counter that a report's serial comes from; !ok where it has
// none, or its place in the order is not known.
func counter(r *archive.Report) (name string, ok bool) {
	if r.Number == nil || r.Number.Scheme == nil || r.Published.IsZero() {
		return "", false
	}
	if !slices.ContainsFunc(r.Number.Parts, func(p indexnumber.Part) bool { return p.Segment.Kind == indexnumber.Serial }) {
		return "", false
	}
	return r.Number.Scheme.Counter(r.Number.Parts), true
}

// serials gives what a report was given.
func serials(number int, r *archive.Report) []given {
	var list []given
	for _, p := range r.Number.Parts {
		if p.Segment.Kind != indexnumber.Serial {
			continue
		}
		if n, err := strconv.Atoi(p.Value); err == nil {
			list = append(list, given{r, number, n})
		}
	}
	return list
}

// checkSerials looks for serials that step back in the order of publication.
func checkSerials(_ context.Context, w *Whole) error {
	counters := map[string][]given{}
	for i, r := range w.Reports {
		if name, ok := counter(r); ok {
			counters[name] = append(counters[name], serials(i, r)...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(counters)) {
		for _, back := range stepsBack(counters[name]) {
			err := w.With(back.number, func(s *Subject) { s.serialFinding(back) })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// checkSerial holds the serial of one report against all of its counter.
func checkSerial(s *Subject) error {
	own, ok := counter(s.Report)
	if !ok {
		return nil
	}
	var all []given
	for i, r := range s.Whole.Reports {
		if r.Number == nil || r.Number.Scheme == nil || r.Number.Scheme.ID != s.Number.Scheme.ID {
			continue // nearly all, without a name to be made
		}
		if name, ok := counter(r); ok && name == own {
			all = append(all, serials(i, r)...)
		}
	}
	for _, back := range stepsBack(all) {
		if back.report == s.Report {
			s.serialFinding(back)
		}
	}
	return nil
}

// A stepBack is a serial that is less than one given before.
type stepBack struct {
	given
	before given
}

// stepsBack orders the serials of a counter by publication, and gives those that
// step back.
func stepsBack(all []given) []stepBack {
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b given) int {
		return cmp.Or(a.report.Published.Compare(b.report.Published), cmp.Compare(a.serial, b.serial))
	})
	var list []stepBack
	highest := all[0]
	for _, g := range all[1:] {
		switch {
		case g.serial > highest.serial:
			highest = g
		case g.serial < highest.serial && g.report.Published != highest.report.Published:
			list = append(list, stepBack{g, highest})
		}
	}
	return list
}

func (s *Subject) serialFinding(g stepBack) {
	pos, width := s.KeyPos("index_number")
	before := g.before.report
	s.Add(Finding{
		Rule: "index-number-serial", Pos: pos, Width: width,
		Message: diag.Textf("流水号 %[1]d 小于先发布的 %[2]s（%[3]s）", "the serial %[1]d is less than that of %[2]s, published before it on %[3]s", g.serial, before.IndexNumber, before.Published),
		Hint:    diag.Text{Zh: "核对编号和发布日期", En: "look at the numbers and the dates"},
	})
}
