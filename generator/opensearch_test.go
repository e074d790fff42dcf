package generator

import (
	"encoding/xml"
	"strings"
	"testing"
	"testing/fstest"
)

// TestOpenSearch reads the description as a browser does: under a sub-path, with either
// kind of links, and not at all where the site's address is unknown.
func TestOpenSearch(t *testing.T) {
	content := demoContent(t, 2, 2)
	archive := string(content["archive.toml"].Data)
	with := func(line string) fstest.MapFS {
		var kept []string
		for _, l := range strings.Split(archive, "\n") {
			if !strings.HasPrefix(l, "base_url") && !strings.HasPrefix(l, "title") {
				kept = append(kept, l)
			}
		}
		copied := fstest.MapFS{}
		for name, f := range content {
			copied[name] = f
		}
		copied["archive.toml"] = &fstest.MapFile{Data: []byte(strings.Replace(strings.Join(kept, "\n"), "[site]\n", "[site]\n"+line+"\n", 1))}
		return copied
	}
	for _, c := range []struct{ lines, template, short, long string }{
		{"title = \"某市年报库\"\nbase_url = \"https://www.example.invalid/gk/nianbao/\"", "https://www.example.invalid/gk/nianbao/search/?q={searchTerms}", "某市年报库", ""},
		{"title = \"A & B <市> 政府信息公开工作年度报告档案\"\nlinks = \"file\"\nbase_url = \"https://www.example.invalid\"", "https://www.example.invalid/search/index.html?q={searchTerms}", "A & B <市> 政府信息公开", "A & B <市> 政府信息公开工作年度报告档案"},
	} {
		site := build(t, options(with(c.lines), 2))
		var d struct {
			XMLName                          xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
			ShortName, LongName, Description string
			InputEncoding                    string
			URL                              []struct {
				Type     string `xml:"type,attr"`
				Template string `xml:"template,attr"`
			} `xml:"Url"`
		}
		if err := xml.Unmarshal([]byte(site["opensearch.xml"]), &d); err != nil {
			t.Fatalf("%v:\n%s", err, site["opensearch.xml"])
		}
		if len(d.URL) != 1 || d.URL[0].Type != "text/html" || d.URL[0].Template != c.template {
			t.Errorf("the address is %+v; want %s", d.URL, c.template)
		}
		if d.ShortName != c.short || d.LongName != c.long || d.Description == "" || d.InputEncoding != "UTF-8" {
			t.Errorf("%+v; want the names %q and %q", d, c.short, c.long)
		}
		for name, page := range site {
			if strings.HasSuffix(name, ".html") && name != "404.html" {
				link := `<link rel="search" type="application/opensearchdescription+xml" href="` + strings.Repeat("../", strings.Count(name, "/")) + `opensearch.xml"`
				if !strings.Contains(page, link) {
					t.Errorf("%s has no %s", name, link)
				}
			}
		}
	}
	site := build(t, options(with(`title = "某市年报库"`), 2))
	if _, ok := site["opensearch.xml"]; ok || strings.Contains(site["index.html"], "opensearch") {
		t.Error("without base_url there is a description, which cannot be right")
	}
}

// TestSearchBox: every page that a reader sees has a search box that leads to the
// search page, by a relative address; 404.html, which any address may show, by that of
// the site.
func TestSearchBox(t *testing.T) {
	for _, links := range []string{"folder", "file"} {
		content := demoContent(t, 4, 12)
		text := strings.Replace(string(content["archive.toml"].Data), "[site]\n", "[site]\nlinks = \""+links+"\"\n", 1)
		content["archive.toml"] = &fstest.MapFile{Data: []byte(text)}
		o := options(content, 2)
		o.BaseURL = "https://www.example.invalid/gk/"
		end := map[string]string{"folder": "search/", "file": "search/index.html"}[links]
		pages := 0
		for name, page := range build(t, o) {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			pages++
			root := strings.Repeat("../", strings.Count(name, "/"))
			if name == "404.html" {
				root = "/gk/"
			}
			if !strings.Contains(page, `<form class="find" action="`+root+end+`" role="search">`) || !strings.Contains(page, `<input id="find" type="search" name="q"`) {
				t.Errorf("%s has no search box", name)
			}
		}
		if pages < 50 {
			t.Errorf("%d pages", pages)
		}
	}
}
