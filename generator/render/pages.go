package render

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strings"

	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// Page draws a plain page, unless Options.Unchanged says that it is as it was. links are those of its
// text.
func (r *Renderer) Page(p *report.Page, body *markdown.Body, links []Resolved, emit Emit) error {
	view := r.plainView(p, body.Summary)
	name := fileName(PageAddress(p))
	if r.unchanged != nil && r.unchanged(name, r.pageSum(p, view, Extract{body.Summary, links})) {
		return nil
	}
	var b strings.Builder
	for i := range body.Sections {
		r.openSection(&b, body.Sections[i].Heading)
		for _, block := range body.Sections[i].Blocks {
			b.Write(block.HTML)
		}
		b.WriteString("</section>\n")
	}
	b.Write(body.Footnotes)
	view.Body, view.Contents = template.HTML(b.String()), contents(body)
	return r.draw("page", name, view, emit)
}

// plainView gives what a plain page says, without its text.
func (r *Renderer) plainView(p *report.Page, summary string) *PlainPage {
	address := pageAddress(p.Name)
	summary = oneLine(cmp.Or(p.Summary, summary))
	view := &PlainPage{
		Frame:   r.frame(pageInfo{kind: "page", address: address, title: p.Title, summary: summary, column: p.Title, about: summary}),
		Heading: p.Title, Updated: p.Updated.Chinese(),
	}
	view.Meta = append(view.Meta, Meta{"ArticleTitle", p.Title})
	if !p.Updated.IsZero() {
		view.Meta = append(view.Meta, Meta{"PubDate", p.Updated.String() + " 00:00"})
	}
	if s := cmp.Or(r.site.Operator, r.site.Title); s != "" {
		view.Meta = append(view.Meta, Meta{"ContentSource", s})
	}
	return view
}

// Search draws the search page. index, numbers and columns are the names of the index's
// directory, of the look-up of numbers and of the tests of cells, files beside the page.
func (r *Renderer) Search(index, numbers, columns string, emit Emit) error {
	at := r.spotAt("search/")
	config, err := json.Marshal(map[string]string{"index": index, "numbers": numbers, "columns": columns, "root": at.root})
	if err != nil {
		return err
	}
	view := &SearchPage{
		Frame:    r.frame(pageInfo{kind: "search", address: "search/", title: "检索", column: "检索", about: "按正文、标题、机关、年度和编号查找", summary: "按正文、标题、机关、年度和编号查找"}),
		Examples: r.examples(at),
		Index:    template.JS(config),
		Finder:   at.to(r.scripts.Search.Address),
	}
	return r.page("search", "search/", view, emit)
}

// notFound draws 404.html, which a host shows at any address.
func (r *Renderer) notFound(emit Emit) error {
	view := &NotFoundPage{Frame: r.frame(pageInfo{kind: "notfound", title: "没有这个网页", file: "404.html", hidden: true})}
	return r.file("notfound", "404.html", view, emit)
}

// siteLD describes the archive in JSON-LD.
func (r *Renderer) siteLD() template.JS {
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "DataCatalog", "name": r.site.Title, "inLanguage": r.site.Language,
	}
	if r.base != "" {
		ld["url"] = r.base
	}
	if r.site.Description != "" {
		ld["description"] = r.site.Description
	}
	if r.site.Operator != "" {
		ld["publisher"] = ldOrganization{Type: "GovernmentOrganization", Name: r.site.Operator}
	}
	text, err := json.Marshal(ld)
	if err != nil {
		panic(err) // strings only
	}
	return template.JS(text)
}
