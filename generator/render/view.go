package render

import "html/template"

// The types in this file are what templates see: one struct for each kind of
// page, with every address relative and ready to print. A template that names a
// field that is not here is an error with its place (see LoadTheme).

// A Frame is what all pages have in common.
type Frame struct {
	Page  string // which template: home, report, year …; also the class of <body>
	Title string // of the page alone; "" on the home page
	Label string // for the browser's tab: title and site

	Description string
	Canonical   string // absolute; "" when base_url is unknown
	Meta        []Meta // of the website rules: SiteName, ArticleTitle …
	JSONLD      template.JS
	NoIndex     bool

	Style, Script, Icon string // addresses of the hashed assets
	TextScript          string // of the script that marks hits of a search
	OpenSearch          string // of the description of the search for browsers; "" when base_url is unknown
	Root                string // the way to the site's root: "../../../", "" there
	Crumbs              []Link // from the home page to the page itself, which has no address

	Masthead, Footer template.HTML // the templates "masthead" and "foot"
	*Shell

	failure error // of one of these two
}

// A view is the data of a page: one of the structs below.
type view interface{ broken() error }

func (f *Frame) broken() error { return f.failure }

// A Shell is what stands around the text of a page. Many pages share one, and
// its templates, "masthead" and "foot", run once for all of them.
type Shell struct {
	Site               Site
	Home, Search, Feed string // addresses
	CorrectionFeed     string // address
	Nav                []Link
	Foot               []Link // plain pages
}

// Site is the part of the frame that never changes.
type Site struct {
	Title, Operator, Language string
	Description               string
	ICP, PoliceRecord         string
	SiteCode                  string
	ErrorReportURL, Contact   string
	NumberName                string // what index numbers are called: 索引号, 本库编号
	Policy                    string // the Content-Security-Policy
	Generator                 string // the program's name; its version would change every page
}

// Meta is one <meta name content>.
type Meta struct{ Name, Content string }

// A Link leads to a page. Without Href it is the place where the reader is, or
// something that has no page.
type Link struct {
	Text    string
	Href    string
	Note    string // said after it, quieter: a count, a date, a size
	Current bool
}

// A Pager leads through a list of several pages. It is nil where one page is all.
type Pager struct {
	Prev, Next *Link
	Pages      []Link // a few of them; the zero Link stands for a gap
}

// A State says how it stands with a report: in words, and as a class.
type State struct {
	Class string // published, late, missing, not-due, none
	Text  string // 已发布
	Mark  string // a sign that needs no colour: ● ◐ ○ ·
}

// An Entry is a line of a list: a report, or an agency that has none for the year.
type Entry struct {
	Title  string // the name of the agency, the title of the report …
	Href   string // "" for none
	Number string // index number
	Date   string // 2023-01-12; "" when unknown
	Year   int
	State  State
	Letter string // of an agency: A–Z by pinyin, or #
	ID     string // to jump to: set on the first entry of a letter
}

// A Group is a part of a list under a heading.
type Group struct {
	ID      string
	Title   string // "" for the only group
	Count   int
	Entries []Entry
}

// A Total is a figure over several reports.
type Total struct {
	Label, Unit string
	Value       string // with the digits as published, added up exactly; "" when no report has it
	Reports     int    // how many reports it is made of
}

// A Matrix has a line for each agency and a column for each year.
type Matrix struct {
	Years  []Link // oldest first, with the addresses of the year pages
	Rows   []MatrixRow
	Legend []State
}

// A MatrixRow is one agency.
type MatrixRow struct {
	Agency Link
	Group  string // set on the first row of a kind
	Cells  []MatrixCell
}

// A MatrixCell is one agency in one year.
type MatrixCell struct {
	State State
	Href  string // of the report; "" for none
	Label string // for screen readers: 示例市财政局2023年：已发布
}

// HomePage is the front page.
type HomePage struct {
	Frame
	Examples []Link  // searches to try
	Latest   *Latest // nil in an archive without reports
	Matrix   *Matrix // nil when there are too many agencies; then AllYears leads to it
	AllYears Link    // the page of all years
	Kinds    []Group // agencies by kind: Title, Href, Note (number of reports) in Entries
	Years    []Link  // newest first, Note is the number of reports
	Pages    []Link  // the plain pages, as the author ordered them
	Totals   []Link  // 报告 1234 份, 机关 60 个: Text, Note and where they lead
}

// Latest is the newest reporting year in figures.
type Latest struct {
	Year                      int
	Href                      string
	Expected, Published, Late int // Published counts the late ones too
	Missing, NotDue           int
	Totals                    []Total
}

// ReportPage is one annual report.
type ReportPage struct {
	Frame
	Heading     string // the report's title
	Card        []Field
	Notices     []Notice
	Contents    []Content
	Body        template.HTML // sections with their tables, and the footnotes
	Prev, Next  *Link         // the same agency's reports before and after
	Peers       []Link        // some of the year's other agencies
	AllPeers    Link          // the year page
	AgencyPage  Link
	Attachments []Link
	Downloads   []Link
	Source      string // where it was first published; "" when unknown
	Cite        string
	Record      *Record      // 修订记录; nil where there is nothing to tell
	Waivers     []WaiverNote // of findings that do not stand beside a cell
	Ties        Ties
	Permanent   string // the address to print: absolute when known, else from the root
	Number      string // for the foot of print
}

// Ties says how many identities of a report's tables hold, of how many could be
// assessed.
type Ties struct {
	Holds, Assessed int
	Href            string // to what is explained about them
}

// A Field is one line of a metadata card.
type Field struct {
	Label  string
	Values []Link // links where there is a page; text otherwise
	Copy   string // what the copy button copies; "" for no button
	ID     string // a word for styles: number, agency, issued …
}

// A Notice stands above the text: a draft, a report of a renamed agency.
type Notice struct{ Class, Text string }

// A Content is an entry of the contents list.
type Content struct {
	ID, Text string
	Children []Content
}

// A Correction is a change after publication.
type Correction struct {
	ID           string // its place in the page of the report; "" elsewhere
	Date, Reason string
	Cells        []Link // to the cells in the tables, by their labels
	Sections     []string
}

// A Record tells what became of a report since it came out.
type Record struct {
	Notice    string     // that it is not complete; "" for no notice
	Corrected bool       // there are corrections among them
	Revisions []Revision // the oldest first
}

// A Revision is a line of the record.
type Revision struct {
	Kind        string // published, entered, oldest, changed, corrected
	Text        string // the same in words
	Date        string
	Note        string // of who changed it; "" for none
	Commit      string // a short name of the revision; "" where none is known
	Corrections []Correction
	Changes     []RevisionChange
	Several     bool // there are several corrections, each with a date of its own
	Folded      bool // there are many changes
}

// A RevisionChange is a thing that a revision changed.
type RevisionChange struct {
	Label    Link   // a cell leads to it
	Old, New string // of a value
	What     string // in words, of what has no single value; "" for a value
}

// CorrectionsPage lists the corrections of all reports.
type CorrectionsPage struct {
	Frame
	Count       int              // on all pages
	Feed        string           // address
	Corrections []CorrectionLine // the newest first
	Pager       *Pager
}

// A CorrectionLine is a correction with the report that it is about.
type CorrectionLine struct {
	Correction
	Agency, Report Link
}

// YearsPage is the page of all years with the matrix.
type YearsPage struct {
	Frame
	Years  []YearLine // newest first; on the first page of the list only
	Matrix *Matrix
	Pager  *Pager
}

// A YearLine is one year in figures.
type YearLine struct {
	Year                                       int
	Href                                       string
	Expected, Published, Late, Missing, NotDue int
}

// YearPage is the page of one reporting year.
type YearPage struct {
	Frame
	Year       int
	Latest     Latest // the year in figures
	Groups     []Group
	Letters    []Link // to the first agency of each letter; empty in short lists
	Prev, Next *Link
	Downloads  []Link
	Pager      *Pager
}

// AgenciesPage lists the agencies.
type AgenciesPage struct {
	Frame
	Groups  []Group
	Letters []Link
	Pager   *Pager
}

// AgencyPage is one agency with its reports and key figures.
type AgencyPage struct {
	Frame
	Name      string
	Facts     []Field // kind, code, former names, successor, parts …
	Entries   []Entry // years, newest first
	Series    []Series
	Downloads []Link
}

// A Series is a key figure over the years.
type Series struct {
	Label, Unit string
	Points      []Point
}

// A Point is one year of a series.
type Point struct {
	Year   int
	Href   string // to the cell in the report
	Value  string // as published; "" when there is none
	Height int    // 0 to 100, in proportion to the largest of the series
	Drawn  bool   // a number that can be drawn; false for a blank, a mark, a missing report
}

// A Branch is a node of a tree.
type Branch struct {
	Text, Href, Note string
	Count            int // reports or numbers below
	Children         []Branch
}

// CataloguePage is the tree of the catalogue.
type CataloguePage struct {
	Frame
	Tree []Branch
}

// NodePage is one node of the catalogue.
type NodePage struct {
	Frame
	Name, Description string
	ID                string // its code
	Children          []Branch
	Groups            []Group // reports by year, newest first
	Pager             *Pager
}

// BrowsePage is a level of the index numbers: the root or a node of the tree.
type BrowsePage struct {
	Frame
	Name     string
	Schemes  []SchemeNote // at the root only
	Children []Branch
	Entries  []Entry // the numbers that end here
	Pager    *Pager
}

// A SchemeNote explains a scheme to readers.
type SchemeNote struct {
	Name, Basis, Pattern string
	Years                string // 2009—2018年; "" for all
	Segments             []SegmentNote
}

// A SegmentNote explains a segment.
type SegmentNote struct{ Label, Text, Example string }

// CardPage is the catalogue card of an index number (目录信息).
type CardPage struct {
	Frame
	Number string
	Copy   string
	Parts  []SegmentNote // what the number says, segment by segment
	Fields []Field
	Text   Link // to the report
	Below  []Branch
}

// RedirectPage leads from a former number to the present one.
type RedirectPage struct {
	Frame
	Number string // the former number
	To     Link   // the page of the number it became, or of the report
}

// SearchPage holds the search form; the script fills in the results.
type SearchPage struct {
	Frame
	Examples []Link
	Index    template.JS // where the index is, as JSON
	Finder   string      // address of the script
}

// PlainPage is a page of the archive's own.
type PlainPage struct {
	Frame
	Heading  string
	Updated  string
	Contents []Content
	Body     template.HTML
}

// ChecksPage explains what the reports are checked for.
type ChecksPage struct {
	Frame
	Groups   []RuleGroup
	Years    []Link // the pages for staff; none where they are switched off
	Agencies []Link
}

// A RuleGroup is a part of the rules.
type RuleGroup struct {
	ID, Title string
	Rules     []RuleNote
}

// A RuleNote explains a rule.
type RuleNote struct {
	Name, Title, About, Basis, Example string
	Severity                           State
}

// FindingsPage lists the findings of a year or of an agency, for staff.
type FindingsPage struct {
	Frame
	Heading string
	Reports []ReportFindings
	Pager   *Pager
}

// ReportFindings are the findings of one report.
type ReportFindings struct {
	Report   Link
	Findings []Finding
}

// A Finding is what a rule has found.
type Finding struct {
	Severity   State
	Text, Hint string
	Place      string // file:line:column
	Rule       Link
	Cells      []Link
	Waiver     *Waiver // nil where nobody has explained it
}

// A WaiverNote is an explanation with what it explains.
type WaiverNote struct {
	Rule Link // by its title
	Waiver
}

// A Waiver is the agency's explanation of a finding.
type Waiver struct{ Reason, By, Date string }

// NotFoundPage is 404.html.
type NotFoundPage struct{ Frame }
