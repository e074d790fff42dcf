package demo

import (
	"fmt"
	"time"

	"gongkai/generator/date"
)

// papers are what is known about one report beside its tables and text.
type papers struct {
	missing        bool // never published
	draft          bool
	issued         date.Date
	published      date.Date
	serial         int
	documentNumber string    // "" for none
	formerNumber   string    // "" for none
	correction     date.Date // zero for none
	keywords       bool
	summary        bool
	source         bool
	channels       bool // it has a table of its own
	list           bool // it has a list of matters attached
	waiver         bool // what is odd in its tables is explained
	previous       int  // the year before, where its report is linked to; 0: it is not
}

// The agency whose report of the last year is still a draft.
const draftAgency = 9

// papersOf draws them. But for the link to a report that the archive may be too
// short to have, they hang on nothing but the agency and the year.
func (w *world) papersOf(a agency, year int) papers {
	p := w.drawPapers(a, year)
	if year > w.firstYear && year%2 == 0 {
		if before := w.drawPapers(a, year-1); !before.missing {
			p.previous = year - 1
		}
	}
	return p
}

func (w *world) drawPapers(a agency, year int) papers {
	d := newDice(w.seed, a.number, forPapers, year)
	lost := d.oneIn(28) && !a.aggregates() && !a.isPart()
	p := papers{
		draft:    a.number == draftAgency && year == LastYear,
		serial:   d.between(1, 99_999),
		keywords: d.oneIn(2),
		summary:  d.oneIn(6),
		source:   d.oneIn(4),
		list:     a.number%4 == 1 && year%3 == 0,
		waiver:   d.oneIn(2),
	}
	p.missing = !a.active(year) || lost && !p.draft
	published := publication(d, a, year)
	issued := published.AddDate(0, 0, -d.between(0, 6))
	p.published, p.issued = dateOf(published), dateOf(issued)
	if a.number%5 == 3 {
		p.documentNumber = fmt.Sprintf("%s%s〔%d〕%d号", a.place.mark, a.post.mark, issued.Year(), d.between(1, 60))
	}
	if year := published.Year(); year <= lastOldNumber {
		p.formerNumber = fmt.Sprintf("SL%d/%s/%03d", year, a.id, d.between(1, 400))
	}
	if d.oneIn(60) {
		p.correction = dateOf(published.AddDate(0, d.between(1, 5), d.between(0, 20)))
	}
	p.channels = d.oneIn(4) && w.forms[year-FirstYear].indicators == nil
	return p
}

// active says that the agency reports on a year.
func (a agency) active(year int) bool {
	return year >= a.post.since && (a.post.until == 0 || year <= a.post.until)
}

// publication gives the day on which the report on a year came out, a working
// day of the year after: by the end of January, of March for governments and
// before 2019; one in twelve is late.
func publication(d dice, a agency, year int) time.Time {
	month := time.January
	if year < 2019 || a.post.kind == government {
		month = time.March
	}
	if d.oneIn(12) {
		month += time.Month(d.between(1, 3))
	}
	day := time.Date(year+1, month, d.between(9, 28), 0, 0, 0, 0, time.UTC)
	for day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		day = day.AddDate(0, 0, 1)
	}
	return day
}

func dateOf(t time.Time) date.Date {
	return date.Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}
