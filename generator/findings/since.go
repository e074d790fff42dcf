package findings

import (
	"fmt"
	"regexp"
	"sync"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// New gives the findings that were not there before. A finding is known again by
// its rule, agency, year, cells, both sides and message, wherever it stands; one
// that was there twice and is there three times now is new once: the one whose
// place was not known. One of a report, of no cells and no sides, is also known again
// when numbers in its message have changed, as when a text that is too long has one
// character more. One that was explained before and is not any more is new, since it
// counts now.
func New(now, before []check.Finding) []check.Finding {
	fresh, gone := traces(now), traces(before)
	here := func(t trace) trace { return t }
	inFile := func(t trace) trace { t.pos = diag.Pos{File: t.pos.File}; return t }
	anywhere := func(t trace) trace { t.pos = diag.Pos{}; return t }
	likewise := func(t trace) trace { t.pos, t.what = diag.Pos{}, t.about; return t }
	explained := func(of func(trace) trace) func(trace) trace {
		return func(t trace) trace { t = of(t); t.explained = true; return t }
	}
	for _, alike := range []struct{ now, before func(trace) trace }{
		{here, here}, {inFile, inFile}, {anywhere, anywhere},
		{anywhere, explained(anywhere)}, // one that has been explained since is not new
		{likewise, likewise}, {likewise, explained(likewise)},
	} {
		fresh, gone = unmatched(fresh, gone, alike.now, alike.before)
	}
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
	about     string // what, but for numbers where these may change
	explained bool
	pos       diag.Pos
}

func traces(list []check.Finding) []trace {
	all := make([]trace, len(list))
	for i := range list {
		f := &list[i]
		what := func(message string) string {
			return fmt.Sprintf("%q %q %d %q %q %q %q", f.Rule, f.Agency, f.Year, f.Cells, f.Left, f.Right, message)
		}
		t := trace{index: i, what: what(f.Message.Zh), explained: f.Waiver != nil, pos: f.Pos}
		t.about = t.what
		if f.Year != 0 && len(f.Cells) == 0 && f.Left == "" && f.Right == "" {
			t.about = what(withoutNumbers(f.Message.Zh))
		}
		all[i] = t
	}
	return all
}

// withoutNumbers blots out the numbers and dates of a message. Digits that are a part
// of a name stay: in a quotation, beside letters and signs, in a year, a month, a day
// or the number of something.
func withoutNumbers(message string) string {
	return words().ReplaceAllStringFunc(message, func(word string) string {
		if number().MatchString(word) {
			return "#"
		}
		return word
	})
}

// words are quotations, and what is written in digits, letters and signs with what
// makes a name of it.
var words = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`“[^”]*”|[0-9A-Za-z_*/.@-]+(?: ?[年月日条号])?`)
})

var number = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[0-9]+(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2})$`)
})

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
