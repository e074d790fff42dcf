package check

import (
	"context"
	"slices"

	"gongkai/generator/archive"
)

// leftToRun are the rules that must see all reports of a year, or find nothing in
// a report.
var leftToRun = []string{"copied-from-agency", "missing-report"}

// LeftToRun gives the rules that only Run applies.
func LeftToRun() []string { return slices.Clone(leftToRun) }

// One gives what Run finds in one report of an archive, without looking at all of
// the others: it is for showing findings while the report is written. The rules of
// LeftToRun are not applied, and nothing is said of waivers that speak of them.
// Options.Extent, Newest and Jobs mean nothing.
func One(ctx context.Context, a *archive.Archive, r *archive.Report, o Options) ([]Finding, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	w := newWhole(a, o)
	w.unapplied = leftToRun
	s, err := w.apply(r, Everything)
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		if u.Alone == nil {
			continue
		}
		if err := u.Alone(s); err != nil {
			return nil, err
		}
	}
	return inOrder(w.waive([]*archive.Report{r}, s.settle())), nil
}
