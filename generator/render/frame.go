package render

import (
	"net/url"
	"strings"
)

// A pageInfo is what the frame of a page is made of.
type pageInfo struct {
	kind    string
	address string
	title   string // "" on the home page
	summary string
	column  string // 栏目名称; "" on the home page
	about   string // 栏目描述
	crumbs  []crumb
	hidden  bool   // from search engines
	file    string // of a page that is no index.html: 404.html
}

// A crumb is a page on the way from the home page.
type crumb struct{ text, address string }

// frame makes what all pages have in common.
func (r *Renderer) frame(p pageInfo) Frame {
	at := r.spotAt(p.address)
	if p.file != "" {
		at = r.spotOfFile()
	}
	f := Frame{
		Site: r.site, Page: p.kind, Title: p.title, Label: r.site.Title, Description: p.summary,
		NoIndex: p.hidden, Feed: at.to("feed.xml"), Icon: at.to(r.theme.assets["icon.svg"].address), Home: at.to(""), Search: at.to("search/"), Root: at.root,
		Style: at.to(r.theme.assets["site.css"].address), Script: at.to(r.theme.assets["site.js"].address),
	}
	if p.title != "" {
		f.Label = p.title + " - " + r.site.Title
	}
	if p.file == "" {
		f.Canonical = r.absolute(p.address)
	}
	for _, n := range r.nav {
		f.Nav = append(f.Nav, Link{Text: n.text, Href: at.to(n.address), Current: strings.HasPrefix(p.address, n.address)})
	}
	for _, page := range r.archive.Pages {
		f.Foot = append(f.Foot, Link{Text: page.Title, Href: at.to(pageAddress(page.Name)), Current: p.address == pageAddress(page.Name)})
	}
	if p.title != "" {
		f.Crumbs = append(f.Crumbs, Link{Text: "首页", Href: f.Home})
		for _, c := range p.crumbs {
			f.Crumbs = append(f.Crumbs, Link{Text: c.text, Href: at.to(c.address)})
		}
		f.Crumbs = append(f.Crumbs, Link{Text: p.title})
	}
	f.Meta = r.siteMeta(p)
	return f
}

// spotOfFile is the spot of a page that a host may show anywhere: its links begin
// with the path of base_url.
func (r *Renderer) spotOfFile() spot {
	root := "/"
	if u, err := url.Parse(r.base); err == nil && u.Path != "" {
		root = u.Path
	}
	return spot{root: root, file: r.files}
}

// siteMeta gives the tags that 《政府网站发展指引》 (国办发〔2017〕47号) demands of every page
// and of the pages of a column. A tag without a value is left out.
func (r *Renderer) siteMeta(p pageInfo) []Meta {
	var meta []Meta
	add := func(name, content string) {
		if content != "" {
			meta = append(meta, Meta{name, content})
		}
	}
	add("SiteName", r.site.Title)
	if u, err := url.Parse(r.base); err == nil {
		add("SiteDomain", u.Hostname())
	}
	add("SiteIDCode", r.site.SiteCode)
	if p.column != "" {
		add("ColumnName", p.column)
		add("ColumnDescription", p.about)
		add("ColumnKeywords", p.column+",政府信息公开工作年度报告")
		add("ColumnType", "信息公开")
	}
	return meta
}
