package render

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// Source gives what the text of a report may refer to: its cells and tables, the
// files beside it, other texts of the archive and pages of the site. place is the
// file's name for messages, line that of the text's first line.
func (r *Renderer) Source(p *archive.Report, place string, text []byte, line int) markdown.Source {
	src := markdown.Source{
		File: place, Text: text, Line: line, Trace: r.trace,
		Cell: func(name string) (string, bool) {
			c, ok := p.Cell(name)
			return c.Text, ok
		},
		CellNames: func() []string {
			var names []string
			for i := range p.Tables {
				names = append(names, p.Tables[i].Def.Names()...)
			}
			return names
		},
		Table: func(id string) bool {
			_, ok := p.Table(id)
			return ok || slices.ContainsFunc(p.Free, func(t report.FreeTable) bool { return t.ID == id })
		},
	}
	for i := range p.Tables {
		src.TableIDs = append(src.TableIDs, p.Tables[i].Def.ID)
	}
	for i := range p.Free {
		src.TableIDs = append(src.TableIDs, p.Free[i].ID)
	}
	src.Link = r.links(p.File, reportAddress(p.Agency.ID, p.Year), p.Attachments)
	return src
}

// PageSource gives what the text of a plain page may refer to.
func (r *Renderer) PageSource(p *report.Page, place string, text []byte, line int) markdown.Source {
	return markdown.Source{File: place, Text: text, Line: line, Trace: r.trace, Link: r.links(p.File, pageAddress(p.Name), p.Assets)}
}

// links resolves the links of a text in a file whose page has the address given.
// An author may write
//
//	附件1.pdf                a file beside the text, by its path or by its name on the site
//	../mzj/2022.md          another text of the archive
//	/agencies/swj/          a page of the site
func (r *Renderer) links(file, address string, attachments []report.File) func(string) (string, bool) {
	at := r.spotAt(address)
	return func(dest string) (string, bool) {
		if strings.HasPrefix(dest, "#") {
			return dest, true
		}
		target, tail := dest, ""
		if i := strings.IndexAny(dest, "?#"); i >= 0 {
			target, tail = dest[:i], dest[i:]
		}
		name, err := url.PathUnescape(target)
		if err != nil {
			return "", false
		}
		if site, ok := strings.CutPrefix(name, "/"); ok {
			known, ok := r.known(site)
			return at.to(known) + tail, ok
		}
		beside := path.Join(path.Dir(file), name)
		for _, f := range attachments {
			if f.Path == beside || f.Name == path.Clean(name) {
				return at.to(address+escapePath(f.Name)) + tail, true
			}
		}
		if p, ok := r.reports()[beside]; ok {
			return at.to(reportAddress(p.Agency.ID, p.Year)) + tail, true
		}
		if p, ok := r.pages[beside]; ok {
			return at.to(pageAddress(p.Name)) + tail, true
		}
		return "", false
	}
}

// known gives the address of a page of the site, as an author may write it.
func (r *Renderer) known(name string) (string, bool) {
	name = strings.Trim(strings.TrimSuffix(name, "index.html"), "/")
	first, rest, _ := strings.Cut(name, "/")
	switch first {
	case "":
		return "", true
	case "years", "agencies", "catalogue", "index-numbers", "search", "checks", "corrections":
		if rest == "" {
			return first + "/", true
		}
	case "feed.xml", "corrections.xml", "sitemap.xml":
		return first, rest == ""
	}
	switch first {
	case "years":
		year, err := strconv.Atoi(rest)
		_, ok := r.archive.Year(year)
		return yearAddress(year), ok && err == nil
	case "agencies":
		return agencyAddress(rest), slices.ContainsFunc(r.archive.Agencies, func(x *archive.Agency) bool { return x.ID == rest })
	case "catalogue":
		return nodeAddress(rest), slices.ContainsFunc(r.archive.Nodes, func(n *archive.Node) bool { return n.ID == rest })
	case "reports":
		p, ok := r.reports()["reports/"+rest+".md"]
		if !ok {
			return "", false
		}
		return reportAddress(p.Agency.ID, p.Year), true
	}
	return pageAddress(first), rest == "" && slices.ContainsFunc(r.archive.Pages, func(p *report.Page) bool { return p.Name == first })
}
