package review

import (
	"net/url"
	"path"
	"slices"
	"strconv"
)

// lists looks for years and agencies that came into the archive or went from it: what
// is listed of all their reports comes and goes with that.
func (m *maker) lists() error {
	var moved []Key // reports that came or went
	for k := range m.touched {
		if m.base.publishes(k) != m.head.publishes(k) {
			moved = append(moved, k)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	slices.SortFunc(moved, Key.compare)
	agencies := map[string]bool{}
	for _, k := range moved {
		if !agencies[k.Agency] {
			agencies[k.Agency] = true
			m.agencyTables(k)
		}
	}
	return m.years(moved)
}

// agencyTables notes what became of the tables of an agency that is there on both
// sides, of which a report came or went: without a report it has none.
func (m *maker) agencyTables(k Key) {
	if m.base.names[k.Agency] == "" || m.head.names[k.Agency] == "" || m.unread.has("archive.toml") {
		return // they share the fate of the agency, known or not
	}
	was, is := m.base.hasReports(k.Agency), m.head.hasReports(k.Agency)
	if was == is {
		return
	}
	side := m.base
	if is {
		side = m.head
	}
	for _, kind := range side.content.Settings.Site.Downloads {
		m.address(m.placeOf(k), Address{Address: "/agencies/" + url.PathEscape(k.Agency) + "/tables." + kind, Change: change(was, is)})
	}
}

// hasReports says whether an agency has a report with an address. All reports of an
// agency of which one came or went are read.
func (v *version) hasReports(agency string) bool {
	for k := range v.reports {
		if k.Agency == agency && v.publishes(k) {
			return true
		}
	}
	return v.content.UnreadAny(agency)
}

// years notes which years came and went: an archive has those from its first report
// to its last. For the reports that are not read the whole folder is listed.
func (m *maker) years(moved []Key) error {
	var was, is span
	all, err := m.listing()
	for _, k := range all {
		if !m.touched[k] && (!m.read.has(k) || m.head.publishes(k)) {
			was.add(k.Year)
			is.add(k.Year)
		}
	}
	for k := range m.touched {
		if m.base.publishes(k) {
			was.add(k.Year)
		}
		if m.head.publishes(k) {
			is.add(k.Year)
		}
	}
	both := was
	both.add(is.first)
	both.add(is.last)
	for year := both.first; year <= both.last; year++ {
		if was.has(year) != is.has(year) {
			one := slices.IndexFunc(moved, func(k Key) bool { return k.Year == year })
			m.address(m.placeOf(moved[max(one, 0)]), Address{Address: "/years/" + strconv.Itoa(year) + "/", Change: change(was.has(year), is.has(year))})
		}
	}
	return err
}

// A span is some years in a row; zero for none.
type span struct{ first, last int }

func (s *span) add(year int) {
	switch {
	case year == 0:
	case s.first == 0:
		s.first, s.last = year, year
	default:
		s.first, s.last = min(s.first, year), max(s.last, year)
	}
}

func (s *span) has(year int) bool { return s.first != 0 && s.first <= year && year <= s.last }

// placeOf gives where a report is listed.
func (m *maker) placeOf(k Key) place {
	for i := range m.review.Reports {
		if r := &m.review.Reports[i]; r.Key == k || r.before() == k {
			return place{r, r.File}
		}
	}
	return place{file: path.Join(m.Dir, k.file())}
}
