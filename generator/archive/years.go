package archive

import (
	"gongkai/generator/date"
	"gongkai/generator/settings"
)

// peers is how many of a year's other agencies a report leads to. They are its
// neighbours in the order of agencies, so that a new report changes the pages of
// a few others, not of all.
const peers = 6

// addYears makes the years from the first report to the last, with the state of
// each agency in each of them.
func (a *Archive) addYears() {
	if len(a.Reports) == 0 {
		return
	}
	first, last := a.Reports[0].Year, a.Reports[0].Year
	for _, r := range a.Reports {
		first, last = min(first, r.Year), max(last, r.Year)
	}
	for y := first; y <= last; y++ {
		a.Years = append(a.Years, &Year{Year: y})
	}
	for _, agency := range a.Agencies {
		agency.First, agency.Last = agency.span(first, last)
		next := 0
		for _, y := range a.Years {
			var r *Report
			if next < len(agency.Reports) && agency.Reports[next].Year == y.Year {
				r = agency.Reports[next]
				next++
			}
			y.add(agency, r, a.AsOf)
		}
	}
	for _, y := range a.Years {
		y.linkPeers()
	}
}

// span gives the years an agency reports on: as archive.toml declares, else from
// its first report on. Reports outside of what is declared count too.
func (x *Agency) span(first, last int) (from, to int) {
	if len(x.Reports) == 0 && x.Since == 0 {
		return 0, 0
	}
	from, to = max(x.Since, first), last
	if x.Until != 0 {
		to = min(x.Until, last)
	}
	if len(x.Reports) > 0 {
		oldest, newest := x.Reports[0].Year, lastOf(x.Reports).Year
		if x.Since == 0 {
			from = oldest
		}
		from, to = min(from, oldest), max(to, newest)
	}
	if from > to {
		return 0, 0
	}
	return from, to
}

// add notes the state of an agency in the year; r is nil for no report.
func (y *Year) add(agency *Agency, r *Report, asOf date.Date) {
	e := Entry{Year: y.Year, Agency: agency, Report: r}
	due := Deadline(agency, y.Year)
	switch {
	case r != nil && !r.Published.IsZero() && r.Published.Compare(due) > 0:
		e.State = Late
	case r != nil:
		e.State = Published
	case y.Year < agency.First || y.Year > agency.Last:
		return
	case !asOf.IsZero() && asOf.Compare(due) <= 0:
		e.State = NotDue
	default:
		e.State = Missing
	}
	y.Count[e.State]++
	y.Entries = append(y.Entries, e)
	if r != nil {
		r.State = e.State
		y.Reports = append(y.Reports, r)
	}
}

// Deadline gives the last day for publishing a report.
//
// By 《中华人民共和国政府信息公开条例》 (国务院令第711号) art. 49, departments publish before
// 31 January of the year after, and the report of a whole government comes out
// before 31 March. Up to the report for 2018 it was 31 March for all (国务院令第492号
// art. 31). Many places ask for an earlier day: archive.toml may give one, which
// holds for reports on 2019 and later.
func Deadline(agency *Agency, year int) date.Date {
	if due := agency.due; year > 2018 && due != (settings.Day{}) {
		return date.Date{Year: int16(year + 1), Month: due.Month, Day: due.Day}
	}
	month := uint8(1)
	if year <= 2018 || agency.WholeGovernment() {
		month = 3
	}
	return date.Date{Year: int16(year + 1), Month: month, Day: 31}
}

// WholeGovernment says that the agency's report is that of a government with its
// departments.
func (x *Agency) WholeGovernment() bool { return len(x.Aggregates) > 0 || x.Kind == "政府" }

// linkPeers gives each report its neighbours among the year's agencies.
func (y *Year) linkPeers() {
	n := len(y.Reports)
	for i, r := range y.Reports {
		from := max(0, min(i-peers/2, n-1-peers))
		to := min(n, from+peers+1)
		for j := from; j < to; j++ {
			if j != i {
				r.Peers = append(r.Peers, y.Reports[j])
			}
		}
	}
}
