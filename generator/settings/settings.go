// Package settings reads content/archive.toml: the site, the agencies, the
// catalogue and the index-number schemes.
//
//	s, problems := settings.Read("content/archive.toml", text)
//
// Every problem stands at its key or value. What the keys mean is one table
// (see Keys), from which the reader, the messages and the manual are made.
//
// The package reads no reports: whether a report's agency or catalogue node is
// declared is checked where reports are read.
package settings

import (
	"cmp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

// Settings is archive.toml as data.
type Settings struct {
	Site       Site
	Agencies   []Agency    // in the order of the file
	Catalogues []Catalogue // in the order of the file
	Schemes    []indexnumber.Scheme
}

// Site is [site].
type Site struct {
	Title    string
	BaseURL  string // with a slash at its end; "" when unknown
	Language string // BCP 47; default zh-CN
	Operator string // 主办单位

	Description    string
	ICP            string // ICP备案编号
	PoliceRecord   string // 公安备案号
	SiteCode       string // 网站标识码: ^(\d{10}|bm\d{8})$
	ErrorReportURL string // 我为政府网站找错
	Contact        string

	IndexNumberName string   // what the archive's numbers are called: 索引号, or 本库编号 for its own
	Downloads       []string // of csv, json, xlsx
	Findings        bool     // pages for staff with all that the checks find
	Deadline        Day      // by which departments publish; zero for that of the law
	WholeDeadline   Day      // by which the report of a whole government is published
	Links           string   // "folder" (default) or "file": index.html written into every link

	Pos diag.Pos
}

// A Day is a day of any year. The zero Day is none.
type Day struct{ Month, Day uint8 }

// Download says whether a kind of download is written.
func (s Site) Download(kind string) bool { return slices.Contains(s.Downloads, kind) }

// An Agency is one [[agency]].
type Agency struct {
	ID          string
	Name        string
	Short       string // "" where none is given; see DisplayShort
	Code        string
	Kind        string
	Pinyin      string       // sort key where the reading of the name is unusual
	FormerNames []FormerName // sorted by Until
	Since       int          // first year it reports on; 0: unknown
	Until       int          // last year it reports on; 0: still does
	Successor   string
	Aggregates  []string
	Pos         diag.Pos
}

// DisplayShort gives the short name, or the name where there is none.
func (a Agency) DisplayShort() string { return cmp.Or(a.Short, a.Name) }

// NameIn gives the agency's name in a reporting year.
func (a Agency) NameIn(year int) string {
	for _, f := range a.FormerNames {
		if year <= f.Until {
			return f.Name
		}
	}
	return a.Name
}

// A FormerName was borne up to and including the year Until.
type FormerName struct {
	Name  string
	Until int
}

// A Catalogue is one node of the catalogue tree.
type Catalogue struct {
	ID, Name, Parent, Description string
	Pos                           diag.Pos
}
