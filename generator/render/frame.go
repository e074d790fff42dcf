package render

import (
	"html/template"
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
	around := r.shell(at, p.address)
	f := Frame{
		Page: p.kind, Title: p.title, Label: r.site.Title, Description: p.summary, NoIndex: p.hidden, Root: at.root,
		Style: at.to(r.theme.Asset("site.css").Address), Script: at.to(r.theme.Asset("site.js").Address), Icon: at.to(r.theme.Asset("icon.svg").Address), TextScript: at.to(r.scripts.Text.Address),
		Shell: &around.Shell, Masthead: around.masthead, Footer: around.footer, failure: around.failure,
	}
	if r.base != "" {
		f.OpenSearch = at.to(openSearchName)
	}
	if p.title != "" {
		f.Label = p.title + " - " + r.site.Title
	}
	if p.file == "" {
		f.Canonical = r.absolute(p.address)
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

// A drawnShell is a shell with its templates run.
type drawnShell struct {
	Shell
	masthead, footer template.HTML
	failure          error // of one of its templates
}

// shell gives what stands around a page. It differs only by the way to the root
// and by the entry of the navigation that is the reader's place.
func (r *Renderer) shell(at spot, address string) *drawnShell {
	s := &drawnShell{Shell: Shell{Site: r.site, Home: at.to(""), Search: at.to("search/"), Feed: at.to("feed.xml"), CorrectionFeed: at.to(correctionsFeed)}}
	current := ""
	for _, n := range r.nav {
		if strings.HasPrefix(address, n.address) {
			current = n.address
		}
	}
	for _, page := range r.archive.Pages {
		if address == pageAddress(page.Name) {
			current = address
		}
	}
	if address == checksAddress || address == correctionsAddress {
		current = address
	}
	key := at.root + "|" + current
	if known, ok := r.shells.Load(key); ok {
		return known.(*drawnShell)
	}
	for _, n := range r.nav {
		s.Nav = append(s.Nav, Link{Text: n.text, Href: at.to(n.address), Current: n.address == current})
	}
	for _, page := range r.archive.Pages {
		own := pageAddress(page.Name)
		s.Foot = append(s.Foot, Link{Text: page.Title, Href: at.to(own), Current: own == current})
	}
	s.Foot = append(s.Foot, Link{Text: "数据核查", Href: at.to(checksAddress), Current: current == checksAddress})
	s.Foot = append(s.Foot, Link{Text: "更正一览", Href: at.to(correctionsAddress), Current: current == correctionsAddress})
	if s.masthead, s.failure = r.theme.Part("masthead", &s.Shell); s.failure == nil {
		s.footer, s.failure = r.theme.Part("foot", &s.Shell)
	}
	r.shells.Store(key, s)
	return s
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
