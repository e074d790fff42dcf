package render

import (
	"net/url"
	"path"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/report"
)

// Addresses are written as the contract has them: below the site's root, without
// a slash at the front, those of pages with one at the end: reports/swj/2022/.

func reportAddress(agency string, year int) string {
	return "reports/" + url.PathEscape(agency) + "/" + strconv.Itoa(year) + "/"
}

func agencyAddress(id string) string { return "agencies/" + url.PathEscape(id) + "/" }
func yearAddress(year int) string    { return "years/" + strconv.Itoa(year) + "/" }
func nodeAddress(id string) string   { return "catalogue/" + url.PathEscape(id) + "/" }
func pageAddress(name string) string { return url.PathEscape(name) + "/" }

// A spot is a page from which links lead.
type spot struct {
	root string // the way to the site's root: "../../"; "" from the root itself
	file bool   // write index.html into links to folders
}

// spotAt gives the spot of a page at an address.
func (r *Renderer) spotAt(address string) spot {
	return spot{root: strings.Repeat("../", strings.Count(address, "/")), file: r.files}
}

// to gives the link to an address, which may have a fragment.
func (s spot) to(address string) string {
	address, fragment, marked := strings.Cut(address, "#")
	if s.file && (address == "" || strings.HasSuffix(address, "/")) {
		address += "index.html"
	}
	link := s.root + address
	if link == "" {
		link = "./"
	}
	if marked {
		link += "#" + fragment
	}
	return link
}

// fileName gives the name of the file in which the page of an address lies.
func fileName(address string) string { return path.Join(folderName(address), "index.html") }

// folderName gives the folder of the file in which the page of an address lies.
func folderName(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	return path.Clean(address)
}

// PageAddress gives the address of a plain page below the site's root.
func PageAddress(p *report.Page) string { return pageAddress(p.Name) }

// ReportAddress gives the address of a report's page below the site's root.
func ReportAddress(p *archive.Report) string { return reportAddress(p.Agency.ID, p.Year) }

// Address gives an address as a download names it: whole where the site's is
// known, else from the site's root.
func (r *Renderer) Address(address string) string { return r.whole(address) }

// absolute gives the whole address where the site's is known, else "".
func (r *Renderer) absolute(address string) string {
	if r.base == "" {
		return ""
	}
	return r.base + address
}

// The folders of files below the site's root.

// ReportFolder gives that of a report: its page, tables and attachments.
func ReportFolder(p *archive.Report) string { return folderName(ReportAddress(p)) }

// PageFolder gives that of a plain page and its files.
func PageFolder(p *report.Page) string { return folderName(PageAddress(p)) }

// NumberFolder gives that of the card of an index number.
func NumberFolder(n *archive.Number) string { return folderName(numberAddress(n.Path)) }
