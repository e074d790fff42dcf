package settings

import (
	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// Read reads the text of archive.toml; file is its name in problems. With
// problems the settings hold what could be read: they serve to find problems in
// other files too, but not to build a site.
func Read(file string, text []byte) (*Settings, diag.List) {
	doc, problems := tomldoc.Parse(file, 1, text)
	if len(problems) > 0 {
		return &Settings{Site: defaultSite()}, problems
	}
	a := &reading{manual: newManual(), problems: &problems}
	a.root = tomldoc.NewReader(doc, a.problems)
	var s Settings
	s.Site = a.readSite()
	s.Agencies = a.readAgencies()
	s.Catalogues = a.readCatalogues()
	s.Schemes = a.readSchemes(s.Site.IndexNumberName)
	a.root.Done()
	problems.Sort()
	return &s, problems
}

// A reading is one file being read.
type reading struct {
	manual   manual
	root     *tomldoc.Reader
	problems *diag.List
}
