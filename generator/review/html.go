package review

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

var (
	//go:embed page/page.html
	pageShell string
	//go:embed page/page.css
	pageStyle string
	//go:embed page/page.js
	pageScript string

	shell = sync.OnceValue(func() *template.Template {
		return template.Must(template.New("page").Parse(pageShell))
	})
)

// DrawLimit is for how many bytes HTML wants the texts of reports drawn: some 120 of
// them before and after.
const DrawLimit = 6 << 20

// Where a page would grow beyond use, it says less: beyond fullLimit bytes tables are
// not drawn, but their cells listed, and of reports that came or went only the fields stand there.
const fullLimit = 12 << 20

// HTML writes a review as one page that loads nothing: what changed in how many
// reports, what is wrong now, then each report, the gravest first, with its official
// tables, in which cells that differ show both values, the changed paragraphs of its
// text, and both versions as the site shows them side by side, where Input.Draw has
// asked for them. A script leads from change to change; all else is there without it. Printed,
// the page is a record of what was approved, with a place to sign.
func HTML(w io.Writer, r *Review, o Options) error {
	p := page{Options: o}
	p.all(r)
	data := p.data(r)
	data.Body = template.HTML(p.b.String())
	return shell().Execute(w, data)
}

// A page is HTML being written.
type page struct {
	Options
	b       strings.Builder
	entries []pageEntry
	changes int // places to stop at
	left    int // reports of which the texts are not drawn for want of room
}

// pageData is what the shell of the page shows.
type pageData struct {
	Language, Title, Base, Head string
	AsOf                        string
	Policy                      string
	Style, PrintStyle           template.CSS
	Script                      template.JS
	Words                       pageWords
	Totals                      []pageTotal
	Filters                     []pageFilter
	Entries                     []pageEntry
	Errors                      []pageError
	Keys                        []pageKey
	Body                        template.HTML
	Changes                     int
}

type pageTotal struct {
	Label, What, Sign string
	Count             int
}

type pageFilter struct {
	Kind, Label string
	Count       int
}

// A pageEntry is a report in the list at the side.
type pageEntry struct{ ID, Name, Kinds, Marks string }

// A pageError is a new error, with the report it stands at.
type pageError struct{ ID, Name, Place, Text string }

type pageKey struct {
	Keys []string
	Text string
}

func (p *page) data(r *Review) *pageData {
	d := &pageData{
		Language: map[diag.Lang]string{diag.Chinese: "zh-CN", diag.English: "en"}[p.Lang], Title: p.say("年报改动审核", "Review of changes"),
		Base: named(r.Base, r.BaseCommit), Head: named(p.head(r), r.HeadCommit),
		Style: template.CSS(pageStyle), Script: template.JS(pageScript), Words: p.words(), Keys: p.keys(), Entries: p.entries, Changes: p.changes,
	}
	if !r.AsOf.IsZero() {
		d.AsOf = r.AsOf.String()
	}
	d.PrintStyle = template.CSS(margins(d.Base+" → "+d.Head, d.Title))
	d.Policy = fmt.Sprintf("default-src 'none'; style-src '%s' '%s'; script-src '%s'; base-uri 'none'; form-action 'none'",
		hashOf(string(d.Style)), hashOf(string(d.PrintStyle)), hashOf(string(d.Script)))
	for _, t := range p.totals(r) {
		d.Totals = append(d.Totals, pageTotal{t.label, t.what, comment{p.Options}.sign(t.what), t.count})
	}
	d.Filters = p.filters()
	d.Errors = p.errors(r)
	return d
}

// named gives a revision with the beginning of its commit's hash.
func named(name, commit string) string {
	if commit == "" || strings.HasPrefix(commit, name) {
		return name
	}
	return name + " (" + commit[:min(12, len(commit))] + ")"
}

// hashOf names a text in a Content-Security-Policy.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// margins is the style of printed pages: each says what was compared, and how many pages there are.
func margins(versions, title string) string {
	return "@page { size: A4; margin: 20mm 15mm 18mm; @top-left { content: " + cssString(title) + "; font: 8pt sans-serif; } @top-right { content: " + cssString(versions) +
		"; font: 8pt sans-serif; } @bottom-right { content: counter(page) \" / \" counter(pages); font: 8pt sans-serif; } }"
}

// cssString writes a text as a string of CSS, with nothing in it that could end it or the style.
func cssString(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if r != 0 {
			fmt.Fprintf(&b, "\\%06x", r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// filters are the kinds of reports that can be looked at alone; those of which there
// is none are left out.
func (p *page) filters() []pageFilter {
	all := []pageFilter{{"all", p.say("全部", "all"), len(p.entries)}}
	for _, f := range []pageFilter{
		{"errors", p.say("有新的错误", "with new errors"), 0},
		{"warnings", p.say("有新的警告", "with new warnings"), 0},
		{"cells", p.say("改了表格", "tables changed"), 0},
		{"prose", p.say("改了正文", "text changed"), 0},
		{"fields", p.say("改了元数据", "fields changed"), 0},
		{"whole", p.say("新增、删除、改名", "added, removed, renamed"), 0},
		{"form", p.say("只改了写法", "in form only"), 0},
	} {
		for _, e := range p.entries {
			if slices.Contains(strings.Fields(e.Kinds), f.Kind) {
				f.Count++
			}
		}
		if f.Count > 0 {
			all = append(all, f)
		}
	}
	return all
}

// mostWrong is how many new errors are listed before the reports.
const mostWrong = 50

// errors lists what is wrong now.
func (p *page) errors(r *Review) []pageError {
	var all []pageError
	add := func(id, name string, list []check.Finding) {
		for _, f := range errorsOf(list) {
			all = append(all, pageError{id, name, f.Pos.String(), f.Message.In(p.Lang)})
		}
	}
	add("", "", r.New)
	for _, one := range gravestFirst(r) {
		add(idOf(one), title(one), one.New)
	}
	if more := len(all) - mostWrong; more > 0 {
		all = append(all[:mostWrong], pageError{"", "", "", p.say("还有 %d 个，见各份报告", "%d more, see the reports", more)})
	}
	return all
}

// idOf is where a report stands on the page.
func idOf(r *Report) string { return fmt.Sprintf("%s-%d", r.Agency, r.Year) }

// kinds says under which filters a report is shown.
func kinds(r *Report) string {
	var all []string
	add := func(kind string, is bool) {
		if is {
			all = append(all, kind)
		}
	}
	counts := severitiesOf(r.New)
	add("errors", counts[check.Error] > 0)
	add("warnings", counts[check.Warning] > 0)
	if d := r.Difference; d != nil && !r.whole() {
		add("cells", len(d.Tables)+len(d.Free) > 0)
		add("prose", len(d.Sections) > 0)
		add("fields", len(d.Shown())+len(d.Waivers)+len(d.Corrections)+len(d.Attachments) > 0)
		add("form", d.Formatting)
	}
	add("whole", r.whole() || r.Change == Renamed)
	return strings.Join(all, " ")
}

// note writes a sentence of the page's own.
func (p *page) note(class, text string) {
	fmt.Fprintf(&p.b, `<p class="%s">%s</p>`+"\n", class, escaped(text))
}

// stop gives the attribute of a place to which the keys lead.
func (p *page) stop() string {
	p.changes++
	return " data-change"
}

// escape writes a text as HTML.
func escaped(text string) string { return template.HTMLEscapeString(text) }

// title is what a report is called in a heading.
func title(r *Report) string { return fmt.Sprintf("%s %d", cmp.Or(r.Name, r.Agency), r.Year) }
