package render

import (
	"fmt"

	"gongkai/generator/archive"
)

// catalogue draws the tree of the catalogue.
func (r *Renderer) catalogue(emit Emit) error {
	at := r.spotAt("catalogue/")
	view := &CataloguePage{Frame: r.frame(pageInfo{kind: "catalogue", address: "catalogue/", title: "目录", column: "目录", about: "政府信息公开目录", summary: "按目录分类查阅"})}
	for _, n := range r.archive.Nodes {
		if n.Parent == nil {
			view.Tree = append(view.Tree, nodeBranch(n, at, true))
		}
	}
	return r.page("catalogue", "catalogue/", view, emit)
}

// nodeBranch gives a node of the catalogue, with all that is below it if deep.
func nodeBranch(n *archive.Node, at spot, deep bool) Branch {
	b := Branch{Text: n.Name, Href: at.to(nodeAddress(n.ID)), Note: n.Description, Count: n.Total}
	for _, child := range n.Children {
		if deep {
			b.Children = append(b.Children, nodeBranch(child, at, true))
		}
	}
	return b
}

// node draws a node of the catalogue: the nodes below it and its reports, newest
// year first.
func (r *Renderer) node(n *archive.Node, emit Emit) error {
	base := nodeAddress(n.ID)
	reports, starts := newestYearFirst(n.Reports)
	pages := newestFirst(base, len(reports), reportsPerPage, starts)
	for i, w := range pages {
		at := r.spotAt(w.address)
		view := &NodePage{
			Frame: r.frame(pageInfo{kind: "node", address: w.address, title: n.Name, column: n.Name, about: n.Description, crumbs: nodeCrumbs(n), summary: n.Description}),
			Name:  n.Name, Description: n.Description, ID: n.ID,
			Pager: r.pager(pages, i, func(j int) string { return windowYears(reports, pages, j) }),
		}
		if i == 0 {
			for _, child := range n.Children {
				view.Children = append(view.Children, nodeBranch(child, at, false))
			}
		}
		for _, p := range reports[w.from:w.to] {
			if len(view.Groups) == 0 || view.Groups[len(view.Groups)-1].Entries[0].Year != p.Year {
				view.Groups = append(view.Groups, Group{ID: fmt.Sprintf("year-%d", p.Year), Title: fmt.Sprintf("%d年度", p.Year)})
			}
			g := &view.Groups[len(view.Groups)-1]
			g.Entries = append(g.Entries, reportEntry(p, at))
			g.Count++
		}
		if err := r.page("node", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}

// newestYearFirst orders reports, given oldest year first, by year downwards and
// within a year as they come; starts are the places where a year begins.
func newestYearFirst(reports []*archive.Report) (ordered []*archive.Report, starts []int) {
	ordered = make([]*archive.Report, 0, len(reports))
	for end := len(reports); end > 0; {
		from := end
		for from > 0 && reports[from-1].Year == reports[end-1].Year {
			from--
		}
		starts = append(starts, len(ordered))
		ordered = append(ordered, reports[from:end]...)
		end = from
	}
	return ordered, starts
}

// windowYears labels a page by its year; of several pages of one year, the later
// ones by a number too.
func windowYears(reports []*archive.Report, pages []window, i int) string {
	year := reports[pages[i].from].Year
	n := 1
	for i-n >= 0 && reports[pages[i-n].from].Year == year {
		n++
	}
	if n == 1 {
		return fmt.Sprint(year)
	}
	return fmt.Sprintf("%d（%d）", year, n)
}

func nodeCrumbs(n *archive.Node) []crumb {
	crumbs := []crumb{{"目录", "catalogue/"}}
	var above []crumb
	for p := n.Parent; p != nil; p = p.Parent {
		above = append([]crumb{{p.Name, nodeAddress(p.ID)}}, above...)
	}
	return append(crumbs, above...)
}

// reportEntry gives the line of a report in a list.
func reportEntry(p *archive.Report, at spot) Entry {
	return Entry{
		Title: p.Title, Href: at.to(reportAddress(p.Agency.ID, p.Year)), Number: p.IndexNumber,
		Date: p.Published.String(), Year: p.Year, State: states[p.State],
	}
}
