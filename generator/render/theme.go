package render

import (
	"gongkai/generator/diag"
	"gongkai/generator/theme"
)

// purpose says what a theme is for: the data of each kind of page, in the order
// of the contract, and the parts that many pages share.
var purpose = theme.Pages{
	Kinds: map[string]any{
		"home": &HomePage{}, "report": &ReportPage{}, "years": &YearsPage{}, "year": &YearPage{},
		"agencies": &AgenciesPage{}, "agency": &AgencyPage{}, "catalogue": &CataloguePage{}, "node": &NodePage{},
		"browse": &BrowsePage{}, "card": &CardPage{}, "redirect": &RedirectPage{}, "search": &SearchPage{},
		"page": &PlainPage{}, "notfound": &NotFoundPage{},
		"checks": &ChecksPage{}, "findings": &FindingsPage{},
		"corrections": &CorrectionsPage{},
	},
	Parts:  map[string]any{"masthead": &Shell{}, "foot": &Shell{}},
	Assets: []string{"site.css", "site.js", "search.js", "icon.svg"},
}

// LoadTheme reads a theme for the pages of an archive, as theme.Load does. A file
// of a later layer takes the place of one with the same name in an earlier layer.
func LoadTheme(layers ...theme.Layer) (*theme.Theme, diag.List, error) {
	return theme.Load(purpose, layers...)
}
