// Package archive is the model of a whole archive: all reports in order, linked
// to their agencies, years, catalogue nodes and index numbers. It is made once
// and does not change afterwards, so that pages can be rendered side by side.
//
//	a, problems := archive.New(settings, reports, pages)
//	for _, agency := range a.Agencies {          // in pinyin order
//		for _, r := range agency.Reports { … }   // by year
//	}
//
// What only shows when all reports are known is found here: two reports for one
// agency and year, one index number twice, two addresses that one file system
// would take for the same. The package reads no files and draws no pages.
package archive

import (
	"cmp"
	"slices"

	"gongkai/generator/date"
	"gongkai/generator/indexnumber"
	"gongkai/generator/report"
	"gongkai/generator/settings"
)

// An Archive is everything that is published.
type Archive struct {
	Site     settings.Site
	Schemes  []indexnumber.Scheme
	Agencies []*Agency // by kind, then in pinyin order
	Kinds    []Kind    // the same agencies, grouped
	Years    []*Year   // oldest first; every year from the first report to the last
	Reports  []*Report // by agency in the order of Agencies, then by year
	Nodes    []*Node   // all catalogue nodes, each after its parent
	Numbers  []*Number // in the order of indexnumber.Compare
	Browse   *Browse   // the root of the tree of index numbers; nil without numbers
	Pages    []*report.Page

	// AsOf is the newest date of publication in the archive. What is due by then
	// and not there is missing; what is due later is not yet due. No clock is read:
	// the same content gives the same pages on any day.
	AsOf date.Date
}

// A Kind is a group of agencies: 政府, 部门, 乡镇街道 …
type Kind struct {
	Name     string // "" for agencies without a kind, when there are others
	ID       string // for anchors: kind-1
	Agencies []*Agency
}

// An Agency is one public body with its reports.
type Agency struct {
	settings.Agency
	Order        int    // its place in Archive.Agencies
	Letter       string // A–Z by the pinyin of what the names of its kind do not have in common, or #
	Reports      []*Report
	Predecessors []*Agency    // that name it as their successor
	Follower     *Agency      // its successor
	Parts        []*Agency    // whose reports its report sums up
	due          settings.Day // by which it publishes, where archive.toml has a day of its own
	First, Last  int          // the years it reports on, as far as the archive goes; 0, 0 for none
}

// A Report is one report in its place.
type Report struct {
	*report.Report
	Agency     *Agency
	Prev, Next *Report // of the same agency: the nearest year that has a report
	Peers      []*Report
	Number     *Number   // nil where none is known
	Former     []*Number // numbers it had before
	Nodes      []*Node   // its catalogue nodes
	State      State     // Published or Late
}

// Before gives the agency's report for the year before; nil where there is none.
func (r *Report) Before() *Report {
	if r.Prev != nil && r.Prev.Year == r.Year-1 {
		return r.Prev
	}
	return nil
}

// After gives the agency's report for the year after; nil where there is none.
func (r *Report) After() *Report {
	if r.Next != nil && r.Next.Year == r.Year+1 {
		return r.Next
	}
	return nil
}

// Fits says whether another reading of the report's file can take its place as it
// is: nothing that links reports to each other or stands in a list of the whole
// archive differs, nor the format.
func (r *Report) Fits(with *report.Report) bool {
	return r.File == with.File && r.Format == with.Format && r.Agency.ID == with.Agency && r.Year == with.Year &&
		r.IndexNumber == with.IndexNumber && slices.Equal(r.FormerIndexNumbers, with.FormerIndexNumbers) &&
		slices.Equal(r.Report.Catalogue, with.Catalogue) &&
		r.Published == with.Published && r.Issued == with.Issued && r.Draft == with.Draft &&
		slices.EqualFunc(r.Corrections, with.Corrections, sameCorrection)
}

// sameCorrection compares entries as the list of all corrections has them.
func sameCorrection(c, d report.Correction) bool {
	return c.Date == d.Date && c.Reason == d.Reason && slices.Equal(c.Cells, d.Cells) && slices.Equal(c.Sections, d.Sections)
}

// A Year is one reporting year.
type Year struct {
	Year    int
	Entries []Entry // the agencies that report on it, in the order of Agencies
	Reports []*Report
	Count   [len(stateNames)]int // entries by state
}

// An Entry is an agency in a year.
type Entry struct {
	Year   int
	Agency *Agency
	Report *Report // nil where there is none
	State  State
}

// A State says how it stands with the report of an agency for a year.
type State uint8

// The states.
const (
	None      State = iota // the agency did not report on this year, or it is not known whether it should have
	Published              // there is a report
	Late                   // there is a report, published after the deadline
	Missing                // there should be one
	NotDue                 // the deadline is after Archive.AsOf
)

var stateNames = [...]string{"none", "published", "late", "missing", "not-due"}

// String gives the state as a word for classes and data: published, not-due.
func (s State) String() string { return stateNames[s] }

// A Node is a node of the catalogue.
type Node struct {
	settings.Catalogue
	Parent   *Node
	Children []*Node
	Reports  []*Report // of the node itself, by year, then agency
	Total    int       // with those of the nodes below; a report in several counts once
	Depth    int       // 0 at the root
}

// A Number is one index number with its address.
type Number struct {
	Number  string // verbatim
	Path    string // below /index-numbers/, without slashes at its ends
	Report  *Report
	Current bool                // false for a former number of the report
	Scheme  *indexnumber.Scheme // nil for a legacy number
	Parts   []indexnumber.Part  // what the scheme reads in it
	Short   string              // 后段码; "" where there is none
	Below   *Browse             // the node of the browse tree that has the very same address, or nil
}

// A Browse is a node of the tree of index numbers.
type Browse struct {
	Step     indexnumber.Step // zero at the root
	Path     string           // below /index-numbers/; "" at the root
	Parent   *Browse
	Children []*Browse
	Numbers  []*Number // that end here
	Total    int       // with those below
}

// Year gives a reporting year.
func (a *Archive) Year(year int) (*Year, bool) {
	if len(a.Years) == 0 || year < a.Years[0].Year || year > a.Years[len(a.Years)-1].Year {
		return nil, false
	}
	return a.Years[year-a.Years[0].Year], true
}

// Entry gives how it stands with the report of an agency for a year; false where
// the agency does not report on it.
func (a *Archive) Entry(agency *Agency, year int) (Entry, bool) {
	y, ok := a.Year(year)
	if !ok {
		return Entry{}, false
	}
	i, ok := slices.BinarySearchFunc(y.Entries, agency.Order, func(e Entry, order int) int { return cmp.Compare(e.Agency.Order, order) })
	if !ok {
		return Entry{}, false
	}
	return y.Entries[i], true
}
