package report

import (
	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A Page is a plain page of the archive: the disclosure guide (公开指南), rules
// (公开制度), about …
type Page struct {
	Name    string // its address: /about/
	File    string // path in the content folder: pages/about.md
	Title   string
	Summary string // as given in the front matter; "" means: take it from the text
	Updated date.Date
	Order   int // pages are listed by it, then by name

	Body   Span
	Sums   Sums   // of the file
	Assets []File // files beside the page, sorted by path
	Pos    diag.Pos
}
