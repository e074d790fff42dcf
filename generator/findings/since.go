package findings

import (
	"fmt"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// New gives the findings that were not there before. A finding is known again by
// its rule, agency, year, cells, both sides and message, wherever it stands; one
// that was there twice and is there three times now is new once: the one whose
// place was not known. One that was explained before and is not any more is new,
// since it counts now.
func New(now, before []check.Finding) []check.Finding {
	fresh, gone := traces(now), traces(before)
	for _, alike := range []func(trace) trace{
		func(t trace) trace { return t },
		func(t trace) trace { t.pos = diag.Pos{File: t.pos.File}; return t },
		func(t trace) trace { t.pos = diag.Pos{}; return t },
	} {
		fresh, gone = unmatched(fresh, gone, alike, alike)
	}
	// One that has been explained since is not new.
	fresh, _ = unmatched(fresh, gone,
		func(t trace) trace { t.pos = diag.Pos{}; return t },
		func(t trace) trace { t.pos, t.explained = diag.Pos{}, true; return t })
	var list []check.Finding
	for _, t := range fresh {
		list = append(list, now[t.index])
	}
	return list
}

// A trace is what a finding is known again by, apart from its index.
type trace struct {
	index     int
	what      string
	explained bool
	pos       diag.Pos
}

func traces(list []check.Finding) []trace {
	all := make([]trace, len(list))
	for i := range list {
		f := &list[i]
		what := fmt.Sprintf("%q %q %d %q %q %q %q", f.Rule, f.Agency, f.Year, f.Cells, f.Left, f.Right, f.Message.Zh)
		all[i] = trace{i, what, f.Waiver != nil, f.Pos}
	}
	return all
}

// unmatched pairs the traces of two lists that look alike, each with one at most,
// and gives what is left of both.
func unmatched(a, b []trace, ofA, ofB func(trace) trace) (restA, restB []trace) {
	key := func(t trace) trace { t.index = 0; return t }
	count := map[trace]int{}
	for _, t := range b {
		count[key(ofB(t))]++
	}
	paired := map[trace]int{}
	for _, t := range a {
		if k := key(ofA(t)); count[k] > 0 {
			count[k]--
			paired[k]++
		} else {
			restA = append(restA, t)
		}
	}
	for _, t := range b {
		if k := key(ofB(t)); paired[k] > 0 {
			paired[k]--
		} else {
			restB = append(restB, t)
		}
	}
	return restA, restB
}
