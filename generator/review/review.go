// Package review says what a change to an archive means: which reports came, went,
// moved or differ, in what, and what is wrong or right now that was not before.
//
//	r, err := review.Make(ctx, review.Input{Base: before, Head: after, Paths: paths, Dir: "content", AsOf: today, Jobs: 2})
//	err = review.Write(os.Stdout, "text", r, review.Options{Lang: diag.Chinese})
//
// Base and Head are content folders and Paths the files that differ between them.
// Of both only the part is read that the change can touch: the reports of the
// agencies concerned, the reports that they are summed up in or sum up, those that
// a changed text links to, archive.toml, formats and pages. A file that is not
// among Paths is read once, from Head. The rules of the checks are applied to the
// reports that changed and to those that are compared with them: of the years
// beside, and of the whole that an agency is a part of. A change of the formats, of
// the lists of words, or of such settings as touch every report has everything read
// and checked.
//
// So two things are left to a check of everything: whether a text was copied from
// an agency that is not concerned, and whether a link from such an agency's report
// leads to nothing now.
//
// Of what cannot be read it is only said that, and on which side: whether a field, an
// address or a number is lost with it is not known. Findings that may still be there
// are not fixed then. But what is gone is gone, if it could be read or not.
//
// The result is plain data, and depends on the two folders and the day only. A form
// of output is a function in a file of its own, put on the list in write.go.
package review

import (
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// A Change says what became of a thing: compare's changes, and Renamed.
type Change = compare.Change

// Renamed is the change of a report that has another agency or year.
const Renamed Change = "renamed"

// A Review is everything that differs between two versions of an archive.
type Review struct {
	Base, Head             string // as they were named
	BaseCommit, HeadCommit string // their hashes; "" where they are no commits
	AsOf                   date.Date

	Reports   []Report // by agency, then year
	Settings  []compare.Entry
	Formats   []compare.Entry
	Pages     []Page    // by name
	Addresses []Address // by address
	Other     []File    // other files of the content folder, by path

	// New and Fixed are findings that belong to none of the reports.
	New, Fixed []check.Finding

	Rules []check.Rule // that were applied
}

// A Key names a report.
type Key struct {
	Agency string
	Year   int
}

// A Report is a report that differs.
type Report struct {
	Key
	Name   string // of the agency; "" where it is not declared
	Change Change
	From   *Key   // of a renamed one
	File   string // for people: content/reports/swj/2022.md

	// Before and After are the two versions; nil where there is none, or where it
	// cannot be read.
	Before, After *report.Report

	// DrawnBefore and DrawnAfter are their texts as the site shows them, as HTML; ""
	// where Input does not ask for that.
	DrawnBefore, DrawnAfter string

	// Difference is nil where a version cannot be read; the findings say why.
	Difference *compare.Difference

	// New and Fixed are findings that are there now and were not before, and the
	// other way round: of the report, and of those that depend on it.
	New, Fixed []check.Finding
}

// A Page is a plain page that differs.
type Page struct {
	Name     string
	Change   Change
	Fields   []compare.Field
	Sections []compare.Section
	Files    []compare.Attachment
}

// An Address is one that came, went, or moved.
type Address struct {
	Address string // /reports/swj/2022/
	Change  Change // Added, Removed or Renamed
	To      string // of a moved one
	Number  string // the index number, where it is the address of one
}

// A File is a file that differs and is not described otherwise.
type File struct {
	Path   string
	Change Change

	// UnreadBefore and UnreadAfter say of archive.toml, a page or a format that this
	// version of it cannot be read; the findings say why.
	UnreadBefore, UnreadAfter bool
}

// Lost says whether an address or an index number is lost.
func (r *Review) Lost() bool {
	lost := func(list []check.Finding) bool {
		for _, f := range list {
			if f.Rule == addressLost || f.Rule == numberLost {
				return true
			}
		}
		return false
	}
	for i := range r.Reports {
		if lost(r.Reports[i].New) {
			return true
		}
	}
	return lost(r.New)
}

const (
	addressLost = "address-lost"
	numberLost  = "index-number-lost"
)

// Rules gives the rules that need two versions to compare and that no check
// applies.
func Rules() []check.Rule {
	return []check.Rule{{
		Name: addressLost, Severity: check.Error, Group: check.Catalogue,
		Title:   diag.Text{Zh: "网址不再存在", En: "an address is lost"},
		About:   diag.Text{Zh: "原来公开的报告、附件、页面、机关或目录，改动以后没有了，或者换了网址，原来的链接会失效。确需删除的，由审核的人认可。草稿没有网址，不查。", En: "A report, attachment, page, agency or node that was published is gone or has another address, so that links to it lead to nothing. Where that is meant, the reviewer says so. Drafts have no address."},
		Basis:   diag.Text{Zh: "公开的信息应当持续可以查阅", En: "what was published stays where it was"},
		Example: diag.Text{Zh: "删去 reports/swj/2019.md", En: "reports/swj/2019.md is deleted"},
	}, {
		Name: numberLost, Severity: check.Error, Group: check.Catalogue,
		Title:   diag.Text{Zh: "索引号丢失", En: "an index number is lost"},
		About:   diag.Text{Zh: "原来可以查到报告的索引号，改动以后哪份报告也没有了。换号的，把旧号写进 former_index_numbers，旧号的网址就会转到新号。", En: "An index number under which a report was found belongs to no report any more. Where a report has a new number, keep the old one in former_index_numbers: its address then leads to the new one."},
		Basis:   diag.Text{Zh: "索引号一经使用不再变更", En: "a number stays once it is given"},
		Example: diag.Text{Zh: "index_number 由 SWJ-1 改为 SWJ-2，没有 former_index_numbers", En: "index_number changes from SWJ-1 to SWJ-2 without former_index_numbers"},
	}}
}
