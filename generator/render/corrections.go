package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/report"
)

const (
	correctionsAddress = "corrections/"
	correctionsFeed    = "corrections.xml"
	correctionsPerPage = 100
)

// correctionIDs gives the correction entries of a report their places in its page:
// by date, and by order among those of one date.
func correctionIDs(p *report.Report) map[*report.Correction]string {
	ids := make(map[*report.Correction]string, len(p.Corrections))
	seen := map[string]int{}
	for i := range p.Corrections {
		c := &p.Corrections[i]
		id := "correction-" + c.Date.String()
		if seen[id]++; seen[id] > 1 {
			id += "-" + strconv.Itoa(seen[id])
		}
		ids[c] = id
	}
	return ids
}

// correction shows one change after publication. page is the way to the report.
func (r *Renderer) correction(p *archive.Report, c *report.Correction, page string) Correction {
	own := Correction{Date: c.Date.Chinese(), Reason: c.Reason, Sections: c.Sections}
	for _, name := range c.Cells {
		link := cellLink(p, name)
		if link.Href != "" {
			link.Href = page + link.Href
		}
		own.Cells = append(own.Cells, link)
	}
	return own
}

// A corrected is a correction with its report.
type corrected struct {
	report     *archive.Report
	correction *report.Correction
	id         string
}

// address leads to the correction in the page of its report.
func (c *corrected) address() string {
	return reportAddress(c.report.Agency.ID, c.report.Year) + "#" + c.id
}

// allCorrections gives all corrections of an archive, the newest first.
func allCorrections(a *archive.Archive) []corrected {
	var all []corrected
	for _, p := range a.Reports {
		if len(p.Corrections) == 0 || p.Draft {
			continue
		}
		ids := correctionIDs(p.Report)
		for i := range p.Corrections {
			c := &p.Corrections[i]
			all = append(all, corrected{p, c, ids[c]})
		}
	}
	slices.SortStableFunc(all, func(x, y corrected) int {
		return cmp.Or(y.correction.Date.Compare(x.correction.Date), cmp.Compare(x.report.File, y.report.File))
	})
	return all
}

// lastCorrection gives the day of the newest correction, if there is one.
func lastCorrection(all []corrected) date.Date {
	if len(all) == 0 {
		return date.Date{}
	}
	return all[0].correction.Date
}

// correctionsPages draws the list of all corrections (更正一览).
func (r *Renderer) correctionsPages(emit Emit) error {
	var starts []int
	for i := range r.corrections {
		if i == 0 || r.corrections[i].correction.Date.Year != r.corrections[i-1].correction.Date.Year {
			starts = append(starts, i)
		}
	}
	pages := newestFirst(correctionsAddress, len(r.corrections), correctionsPerPage, starts)
	for i, w := range pages {
		at := r.spotAt(w.address)
		view := &CorrectionsPage{
			Frame: r.frame(pageInfo{kind: "corrections", address: w.address, title: "更正一览", column: "更正一览", about: "年报公布后的更正", summary: "年报公布后所作的更正，按日期排列"}),
			Count: len(r.corrections), Feed: at.to(correctionsFeed), Pager: r.pager(pages, i, ordinal),
		}
		for _, c := range r.corrections[w.from:w.to] {
			p := c.report
			view.Corrections = append(view.Corrections, CorrectionLine{
				Correction: r.correction(p, c.correction, at.to(reportAddress(p.Agency.ID, p.Year))),
				Agency:     Link{Text: p.Agency.NameIn(p.Year), Href: at.to(agencyAddress(p.Agency.ID))},
				Report:     Link{Text: fmt.Sprintf("%d年度", p.Year), Href: at.to(c.address()), Note: p.Title},
			})
		}
		if err := r.page("corrections", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}

// correctionFeed writes the newest corrections as Atom.
func (r *Renderer) correctionFeed(emit Emit) error {
	at := r.spotAt("")
	f := atomFeed{
		Lang: r.site.Language, Title: r.site.Title + "：更正", ID: r.feedID(correctionsFeed), Generator: r.site.Generator,
		Updated: stamp(cmp.Or(lastCorrection(r.corrections), r.archive.AsOf)),
		Links:   []atomLink{{"self", cmp.Or(r.absolute(correctionsFeed), correctionsFeed)}, {"alternate", cmp.Or(r.absolute(correctionsAddress), at.to(correctionsAddress))}},
	}
	for _, c := range r.corrections[:min(len(r.corrections), feedLength)] {
		day := stamp(c.correction.Date)
		f.Entries = append(f.Entries, atomEntry{
			Title: "更正：" + c.report.Title, ID: r.feedID(c.address()), Updated: day, Published: day,
			Links:  []atomLink{{"alternate", cmp.Or(r.absolute(c.address()), at.to(c.address()))}},
			Author: c.report.Agency.NameIn(c.report.Year), Summary: r.correctionInWords(&c),
		})
	}
	return emitXML(correctionsFeed, f, "", emit)
}

// correctionInWords says what was corrected and why.
func (r *Renderer) correctionInWords(c *corrected) string {
	own := r.correction(c.report, c.correction, "")
	words, sign := oneLine(own.Reason), "　涉及："
	for _, cell := range own.Cells {
		words += sign + cell.Text
		sign = "；"
	}
	for _, s := range own.Sections {
		words += sign + s
		sign = "；"
	}
	return words
}
