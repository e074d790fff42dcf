package check

import (
	"bytes"
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

// appendCounter appends to an empty buffer the name of the counter that a report's
// serials come from; nothing where it has none.
func appendCounter(buffer []byte, r *archive.Report) []byte {
	if r.Number == nil || r.Number.Scheme == nil {
		return buffer
	}
	return r.Number.Scheme.AppendCounter(append(buffer, '#'), r.Number.Parts)
}

// serials gives what a report was given; nothing where its place in the order is
// not known.
func serials(number int, r *archive.Report) []given {
	if r.Published.IsZero() {
		return nil
	}
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
	var name []byte
	for i, r := range w.Reports {
		if name = appendCounter(name[:0], r); len(name) > 0 {
			if list := serials(i, r); len(list) > 0 {
				counters[string(name)] = append(counters[string(name)], list...)
			}
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
	own := appendCounter(nil, s.Report)
	if len(own) == 0 {
		return nil
	}
	var all []given
	var name []byte
	for i, r := range s.Whole.Reports {
		if name = appendCounter(name[:0], r); bytes.Equal(name, own) {
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
