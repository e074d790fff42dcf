package render

import "encoding/xml"

// openSearchName is the file that tells browsers how to search the archive.
const openSearchName = "opensearch.xml"

// openSearchDescription is the part of OpenSearch 1.1 that browsers read.
type openSearchDescription struct {
	XMLName       xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName     string   `xml:"ShortName"`
	LongName      string   `xml:"LongName,omitempty"`
	Description   string   `xml:"Description"`
	InputEncoding string   `xml:"InputEncoding"`
	Language      string   `xml:"Language,omitempty"`
	URL           struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	} `xml:"Url"`
}

// openSearch writes the description, whose addresses must be whole: without
// base_url there is none.
func (r *Renderer) openSearch(emit Emit) error {
	if r.base == "" {
		return nil
	}
	d := openSearchDescription{
		ShortName: shorten(r.site.Title, 16), Description: shorten("在"+r.site.Title+"里检索", 1024), InputEncoding: "UTF-8", Language: r.site.Language,
	}
	if d.ShortName != r.site.Title {
		d.LongName = shorten(r.site.Title, 48)
	}
	d.URL.Type = "text/html"
	d.URL.Template = r.base + r.spotAt("").to("search/") + "?q={searchTerms}"
	return emitXML(openSearchName, d, "", emit)
}

// shorten gives a text of at most n characters.
func shorten(text string, n int) string {
	if characters := []rune(text); len(characters) > n {
		return string(characters[:n])
	}
	return text
}
