package render

import (
	"encoding/json"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"gongkai/generator/archive"
)

// articleMeta gives the tags that 国办发〔2017〕47号 demands of a page with content. The
// date is that of publication as the source has it, never that of the build. The
// tag Description stands in the frame of every page.
func (r *Renderer) articleMeta(p *archive.Report, name, address string) []Meta {
	meta := []Meta{{"ArticleTitle", p.Title}}
	if !p.Published.IsZero() {
		meta = append(meta, Meta{"PubDate", p.Published.String() + " 00:00"})
	}
	meta = append(meta, Meta{"ContentSource", name})
	if len(p.Keywords) > 0 {
		meta = append(meta, Meta{"Keywords", strings.Join(p.Keywords, ",")})
	}
	if u := r.absolute(address); u != "" {
		meta = append(meta, Meta{"Url", u})
	}
	return meta
}

// The types below are the part of schema.org that a report needs.
type (
	ldReport struct {
		Context    string         `json:"@context"`
		Type       string         `json:"@type"`
		ID         string         `json:"@id,omitempty"`
		URL        string         `json:"url,omitempty"`
		Name       string         `json:"name"`
		Language   string         `json:"inLanguage"`
		Coverage   string         `json:"temporalCoverage"`
		Created    string         `json:"dateCreated,omitempty"`
		Published  string         `json:"datePublished,omitempty"`
		Number     string         `json:"reportNumber,omitempty"`
		Identifier *ldProperty    `json:"identifier,omitempty"`
		About      string         `json:"abstract,omitempty"`
		Keywords   []string       `json:"keywords,omitempty"`
		Publisher  ldOrganization `json:"publisher"`
		BasedOn    string         `json:"isBasedOn,omitempty"`
		Parts      []ldDataset    `json:"hasPart,omitempty"`
	}
	ldProperty struct {
		Type  string `json:"@type"`
		Name  string `json:"propertyID"`
		Value string `json:"value"`
	}
	ldOrganization struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		Code string `json:"identifier,omitempty"`
		URL  string `json:"url,omitempty"`
	}
	ldDataset struct {
		Type         string       `json:"@type"`
		Name         string       `json:"name"`
		Description  string       `json:"description"`
		Coverage     string       `json:"temporalCoverage"`
		Distribution []ldDownload `json:"distribution,omitempty"`
	}
	ldDownload struct {
		Type   string `json:"@type"`
		Format string `json:"encodingFormat"`
		URL    string `json:"contentUrl"`
	}
)

// reportLD describes a report in JSON-LD (schema.org Report, GovernmentOrganization
// and Dataset). Addresses are absolute where the site's is known.
func (r *Renderer) reportLD(p *archive.Report, name, summary, address string) template.JS {
	at := r.spotAt(address)
	link := func(target string) string {
		if u := r.absolute(target); u != "" {
			return u
		}
		return at.to(target)
	}
	year := strconv.Itoa(p.Year)
	ld := ldReport{
		Context: "https://schema.org", Type: "Report", ID: r.absolute(address), URL: r.absolute(address),
		Name: p.Title, Language: r.site.Language, Coverage: year, Created: p.Issued.String(), Published: p.Published.String(),
		Number: p.DocumentNumber, About: oneLine(summary), Keywords: p.Keywords, BasedOn: p.Source,
		Publisher: ldOrganization{Type: "GovernmentOrganization", Name: name, Code: p.Agency.Code, URL: link(agencyAddress(p.Agency.ID))},
	}
	if p.IndexNumber != "" {
		ld.Identifier = &ldProperty{"PropertyValue", r.site.NumberName, p.IndexNumber}
	}
	for i := range p.Tables {
		set := ldDataset{Type: "Dataset", Name: p.Title + "：" + p.Tables[i].Def.Caption, Description: name + year + "年" + p.Tables[i].Def.Caption, Coverage: year}
		if r.archive.Site.Download("csv") {
			set.Distribution = []ldDownload{{"DataDownload", "text/csv", link(address + "tables.csv")}}
		}
		ld.Parts = append(ld.Parts, set)
	}
	text, err := json.Marshal(ld)
	if err != nil {
		panic(err) // strings only
	}
	return template.JS(text)
}

// escapePath escapes each part of a path for a link.
func escapePath(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}
