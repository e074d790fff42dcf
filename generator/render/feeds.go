package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"slices"

	"gongkai/generator/archive"
	"gongkai/generator/date"
)

// feedLength is how many of the newest reports the feed has.
const feedLength = 50

// The types below are the part of Atom (RFC 4287) that the feed needs.
type (
	atomFeed struct {
		XMLName   xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
		Lang      string      `xml:"xml:lang,attr"`
		Title     string      `xml:"title"`
		ID        string      `xml:"id"`
		Updated   string      `xml:"updated"`
		Links     []atomLink  `xml:"link"`
		Generator string      `xml:"generator"`
		Entries   []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Href string `xml:"href,attr"`
	}
	atomEntry struct {
		Title     string     `xml:"title"`
		ID        string     `xml:"id"`
		Updated   string     `xml:"updated"`
		Published string     `xml:"published"`
		Links     []atomLink `xml:"link"`
		Author    string     `xml:"author>name"`
		Summary   string     `xml:"summary,omitempty"`
	}
)

// feed writes the newest reports as Atom. A report without a date of publication
// cannot be in it: the format wants one, and none is made up.
func (r *Renderer) feed(emit Emit) error {
	newest := make([]*archive.Report, 0, len(r.archive.Reports))
	for _, p := range r.archive.Reports {
		if !p.Published.IsZero() {
			newest = append(newest, p)
		}
	}
	slices.SortStableFunc(newest, func(p, q *archive.Report) int {
		return cmp.Or(q.Published.Compare(p.Published), cmp.Compare(p.File, q.File))
	})
	newest = newest[:min(len(newest), feedLength)]
	at := r.spotAt("")
	f := atomFeed{
		Lang: r.site.Language, Title: r.site.Title, ID: r.feedID(""), Generator: r.site.Generator,
		Updated: stamp(r.archive.AsOf),
		Links:   []atomLink{{"self", cmp.Or(r.absolute("feed.xml"), "feed.xml")}, {"alternate", cmp.Or(r.base, at.to(""))}},
	}
	for _, p := range newest {
		address := reportAddress(p.Agency.ID, p.Year)
		f.Entries = append(f.Entries, atomEntry{
			Title: p.Title, ID: r.feedID(address), Updated: stamp(lastChange(p)), Published: stamp(p.Published),
			Links: []atomLink{{"alternate", cmp.Or(r.absolute(address), at.to(address))}}, Author: p.Agency.NameIn(p.Year), Summary: oneLine(p.Summary),
		})
	}
	return emitXML("feed.xml", f, "", emit)
}

// lastChange is the date of a report's last correction, else of its publication.
func lastChange(p *archive.Report) date.Date {
	last := p.Published
	for _, c := range p.Corrections {
		if last.Compare(c.Date) < 0 {
			last = c.Date
		}
	}
	return last
}

// stamp gives the beginning of a day in China; of no date, that of the epoch.
func stamp(d date.Date) string {
	if d.IsZero() {
		d = date.Date{Year: 1970, Month: 1, Day: 1}
	}
	return d.String() + "T00:00:00+08:00"
}

// feedID gives an identifier that does not change: the address, or where the
// site's is not known a UUID made of the title and the path (RFC 9562, version 8).
func (r *Renderer) feedID(address string) string {
	if u := r.absolute(address); u != "" {
		return u
	}
	sum := sha256.Sum256([]byte(r.site.Title + "\n" + address))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

func emitXML(name string, data any, comment string, emit Emit) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if comment != "" {
		b.WriteString("<!-- " + comment + " -->\n")
	}
	e := xml.NewEncoder(&b)
	e.Indent("", " ")
	if err := e.Encode(data); err != nil {
		return err
	}
	b.WriteByte('\n')
	return emit(name, b.Bytes())
}

// sitemapLimit is how many addresses the protocol allows in one file; the other
// limit, 50 MB, is not reached before it.
const sitemapLimit = 50_000

type (
	sitemapSet struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []sitemapURL `xml:"url"`
	}
	sitemapIndex struct {
		XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []sitemapURL `xml:"sitemap"`
	}
	sitemapURL struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod,omitempty"`
	}
)

// sitemap lists the pages with content of their own. Without base_url the
// addresses begin at the site's root, which the protocol does not allow; a
// comment says so.
func (r *Renderer) sitemap(emit Emit) error {
	var urls []sitemapURL
	add := func(address string, changed date.Date) {
		urls = append(urls, sitemapURL{r.whole(address), changed.String()})
	}
	a := r.archive
	add("", a.AsOf)
	for _, address := range []string{"years/", "agencies/", "catalogue/", "index-numbers/", "search/"} {
		add(address, date.Date{})
	}
	add(correctionsAddress, lastCorrection(r.corrections))
	for _, p := range a.Pages {
		add(pageAddress(p.Name), p.Updated)
	}
	for i := len(a.Years) - 1; i >= 0; i-- {
		add(yearAddress(a.Years[i].Year), date.Date{})
	}
	for _, x := range a.Agencies {
		add(agencyAddress(x.ID), date.Date{})
	}
	for _, n := range a.Nodes {
		add(nodeAddress(n.ID), date.Date{})
	}
	for _, p := range a.Reports {
		add(reportAddress(p.Agency.ID, p.Year), lastChange(p))
	}
	for _, n := range a.Numbers {
		if n.Current {
			add(numberAddress(n.Path), lastChange(n.Report))
		}
	}
	comment := ""
	if r.base == "" {
		comment = "base_url is not set in archive.toml: the addresses below begin at the root of the site"
	}
	if len(urls) <= sitemapLimit {
		return emitXML("sitemap.xml", sitemapSet{URLs: urls}, comment, emit)
	}
	var index sitemapIndex
	for part := range slices.Chunk(urls, sitemapLimit) {
		name := fmt.Sprintf("sitemap-%d.xml", len(index.Maps)+1)
		index.Maps = append(index.Maps, sitemapURL{Loc: r.whole(name)})
		if err := emitXML(name, sitemapSet{URLs: part}, comment, emit); err != nil {
			return err
		}
	}
	return emitXML("sitemap.xml", index, comment, emit)
}

func (r *Renderer) whole(address string) string { return cmp.Or(r.absolute(address), "/"+address) }

// robots lets search engines in everywhere.
func (r *Renderer) robots(emit Emit) error {
	text := "User-agent: *\nAllow: /\n"
	if u := r.absolute("sitemap.xml"); u != "" {
		text += "\nSitemap: " + u + "\n"
	}
	return emit("robots.txt", []byte(text))
}
