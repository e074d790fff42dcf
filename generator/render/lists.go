package render

import (
	"fmt"
	"strings"

	"gongkai/generator/archive"
)

// How many lines a page of a list has.
const (
	agenciesPerPage = 100
	reportsPerPage  = 100
	matrixAtHome    = 60 // agencies; a larger matrix has a page of its own
	numbersPerPage  = 200
)

// home draws the front page.
func (r *Renderer) home(emit Emit) error {
	a := r.archive
	at := r.spotAt("")
	view := &HomePage{
		Frame:    r.frame(pageInfo{kind: "home", summary: r.site.Description}),
		AllYears: Link{Text: "全部年度与机关对照", Href: at.to("years/")},
		Examples: r.examples(at),
	}
	if len(a.Years) > 0 {
		view.Latest = r.latest(a.Years[len(a.Years)-1], at)
		view.JSONLD = r.siteLD()
	}
	if len(a.Agencies) <= matrixAtHome && len(a.Years) > 0 {
		view.Matrix = r.matrix(a.Agencies, at)
	}
	for _, k := range a.Kinds {
		view.Kinds = append(view.Kinds, r.agencyGroup(k, k.Agencies, at))
	}
	for i := len(a.Years) - 1; i >= 0; i-- {
		y := a.Years[i]
		view.Years = append(view.Years, Link{Text: fmt.Sprintf("%d年", y.Year), Href: at.to(yearAddress(y.Year)), Note: fmt.Sprintf("%d 份", len(y.Reports))})
	}
	view.Pages = view.Foot[:len(a.Pages)]
	view.Totals = []Link{
		{Text: "报告", Note: fmt.Sprintf("%d 份", len(a.Reports)), Href: at.to("years/")},
		{Text: "机关", Note: fmt.Sprintf("%d 个", len(a.Agencies)), Href: at.to("agencies/")},
		{Text: "年度", Note: fmt.Sprintf("%d 个", len(a.Years)), Href: at.to("years/")},
	}
	return r.page("home", "", view, emit)
}

// examples gives three searches to try.
func (r *Renderer) examples(at spot) []Link {
	var words []string
	if n := len(r.archive.Agencies); n > 0 {
		words = append(words, r.archive.Agencies[0].DisplayShort())
	}
	if n := len(r.archive.Years); n > 0 {
		words = append(words, fmt.Sprint(r.archive.Years[n-1].Year))
	}
	if n := len(r.archive.Numbers); n > 0 {
		words = append(words, r.archive.Numbers[0].Number)
	}
	var links []Link
	for _, w := range words {
		links = append(links, Link{Text: w, Href: at.to("search/") + "?q=" + queryEscape(w)})
	}
	return links
}

// agencyGroup lists agencies with the number of their reports.
func (r *Renderer) agencyGroup(k archive.Kind, agencies []*archive.Agency, at spot) Group {
	g := Group{ID: k.ID, Title: k.Name, Count: len(k.Agencies)}
	for _, x := range agencies {
		e := Entry{Title: x.Name, Href: at.to(agencyAddress(x.ID)), Number: fmt.Sprintf("%d 份", len(x.Reports))}
		if n := len(x.Reports); n > 0 {
			e.Year = x.Reports[n-1].Year
		}
		g.Entries = append(g.Entries, e)
	}
	return g
}

// years draws the page of all years, with the matrix on as many pages as it needs.
func (r *Renderer) years(emit Emit) error {
	a := r.archive
	pages := windows("years/", len(a.Agencies), agenciesPerPage)
	for i, w := range pages {
		at := r.spotAt(w.address)
		view := &YearsPage{
			Frame:  r.frame(pageInfo{kind: "years", address: w.address, title: "年度", column: "年度", about: "按年度查阅各机关的年报", crumbs: nil, summary: "各年度年报的发布情况"}),
			Matrix: r.matrix(a.Agencies[w.from:w.to], at),
			Pager:  r.pager(pages, i, ordinal),
		}
		for j := len(a.Years) - 1; j >= 0 && i == 0; j-- {
			y := a.Years[j]
			view.Years = append(view.Years, YearLine{
				Year: y.Year, Href: at.to(yearAddress(y.Year)), Expected: len(y.Entries),
				Published: y.Count[archive.Published] + y.Count[archive.Late],
				Late:      y.Count[archive.Late], Missing: y.Count[archive.Missing], NotDue: y.Count[archive.NotDue],
			})
		}
		if err := r.page("years", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}

// year draws the index of one year. Its agencies come in their order on all
// pages, so that a new report changes the page of its agency, and the first,
// which has the figures.
func (r *Renderer) year(y *archive.Year, emit Emit) error {
	base := yearAddress(y.Year)
	pages := windows(base, len(y.Entries), agenciesPerPage)
	for i, w := range pages {
		at := r.spotAt(w.address)
		view := &YearPage{
			Frame: r.frame(pageInfo{
				kind: "year", address: w.address, title: fmt.Sprintf("%d年度", y.Year), column: "年度", about: "按年度查阅各机关的年报",
				crumbs: []crumb{{"年度", "years/"}}, summary: fmt.Sprintf("%d年度各机关政府信息公开工作年度报告", y.Year),
			}),
			Year: y.Year, Pager: r.pager(pages, i, ordinal),
			Prev: r.yearBeside(y.Year-1, at), Next: r.yearBeside(y.Year+1, at),
		}
		if i == 0 {
			view.Latest = *r.latest(y, at)
			view.Downloads = r.downloads(base, at)
		}
		view.Groups = yearGroups(y.Entries[w.from:w.to], at)
		view.Letters = r.yearLetters(y, pages, at)
		if err := r.page("year", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}

func (r *Renderer) yearBeside(year int, at spot) *Link {
	if _, ok := r.archive.Year(year); !ok {
		return nil
	}
	return &Link{Text: fmt.Sprintf("%d年度", year), Href: at.to(yearAddress(year))}
}

// yearGroups lists the entries by kind.
func yearGroups(entries []archive.Entry, at spot) []Group {
	var groups []Group
	for i, e := range entries {
		if i == 0 || e.Agency.Kind != entries[i-1].Agency.Kind {
			groups = append(groups, Group{ID: fmt.Sprintf("kind-%d", len(groups)+1), Title: e.Agency.Kind})
		}
		g := &groups[len(groups)-1]
		line := entry(e, at)
		line.Letter = e.Agency.Letter
		g.Entries = append(g.Entries, line)
		g.Count++
	}
	markLetters(groups)
	return groups
}

// markLetters gives the first entry of each letter in each group an id to jump to.
func markLetters(groups []Group) {
	for g := range groups {
		last := ""
		for i := range groups[g].Entries {
			e := &groups[g].Entries[i]
			if e.Letter != last {
				last = e.Letter
				e.ID = groups[g].ID + "-" + strings.Replace(e.Letter, "#", "0", 1)
			}
		}
	}
}

// longList is from how many lines on a list has jump letters.
const longList = 30

// yearLetters leads to the first agency of each letter of the largest kind.
func (r *Renderer) yearLetters(y *archive.Year, pages []window, at spot) []Link {
	if len(y.Entries) < longList {
		return nil
	}
	agencies := make([]*archive.Agency, len(y.Entries))
	for i, e := range y.Entries {
		agencies[i] = e.Agency
	}
	return letters(agencies, pages, at)
}

// letters leads to the first agency of each letter. Agencies stand by kind, so a
// letter comes once for each kind.
func letters(agencies []*archive.Agency, pages []window, at spot) []Link {
	var links []Link
	page, group := 0, 0
	for i, x := range agencies {
		if page+1 < len(pages) && i >= pages[page+1].from {
			page, group = page+1, 0
		}
		first := i == pages[page].from
		newKind := i == 0 || x.Kind != agencies[i-1].Kind
		if first || newKind {
			group++
		}
		if i > 0 && !newKind && x.Letter == agencies[i-1].Letter {
			continue
		}
		if newKind {
			links = append(links, Link{Text: x.Kind})
		}
		id := fmt.Sprintf("#kind-%d-%s", group, strings.Replace(x.Letter, "#", "0", 1))
		links = append(links, Link{Text: x.Letter, Href: at.to(pages[page].address + id)})
	}
	return links
}

// agencies draws the list of all agencies.
func (r *Renderer) agencies(emit Emit) error {
	a := r.archive
	pages := windows("agencies/", len(a.Agencies), agenciesPerPage)
	for i, w := range pages {
		at := r.spotAt(w.address)
		view := &AgenciesPage{
			Frame: r.frame(pageInfo{kind: "agencies", address: w.address, title: "机关", column: "机关", about: "按机关查阅年报", summary: "收录年报的各机关"}),
			Pager: r.pager(pages, i, ordinal),
		}
		n := 0
		for _, k := range a.Kinds {
			from, to := max(w.from-n, 0), min(w.to-n, len(k.Agencies))
			n += len(k.Agencies)
			if from < to {
				g := r.agencyGroup(k, k.Agencies[from:to], at)
				g.ID = fmt.Sprintf("kind-%d", len(view.Groups)+1)
				for j := range g.Entries {
					g.Entries[j].Letter = k.Agencies[from+j].Letter
				}
				view.Groups = append(view.Groups, g)
			}
		}
		markLetters(view.Groups)
		if len(a.Agencies) >= longList {
			view.Letters = letters(a.Agencies, pages, at)
		}
		if err := r.page("agencies", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}
