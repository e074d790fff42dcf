package render

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

// Report draws the page of one report, unless Options.Unchanged says that it is as it was. links are
// those of its text.
func (r *Renderer) Report(p *archive.Report, body *markdown.Body, links []Resolved, emit Emit) error {
	view, found := r.reportView(p, body.Summary)
	if view.failure != nil {
		return view.failure
	}
	name := fileName(ReportAddress(p))
	if r.unchanged != nil && r.unchanged(name, r.reportSum(p, view, found, Extract{body.Summary, links})) {
		return nil
	}
	view.Body, view.Contents = r.body(p, body, found), contents(body)
	return r.draw("report", name, view, emit)
}

// reportView gives what the page of a report says, without the text and its
// tables. summary is that of the text.
func (r *Renderer) reportView(p *archive.Report, summary string) (*ReportPage, *cellFindings) {
	address := reportAddress(p.Agency.ID, p.Year)
	at := r.spotAt(address)
	name := p.Agency.NameIn(p.Year)
	summary = cmp.Or(p.Summary, summary)
	view := &ReportPage{
		Frame: r.frame(pageInfo{
			kind: "report", address: address, title: p.Title, summary: oneLine(summary), column: "政府信息公开年报", about: "各机关的政府信息公开工作年度报告",
			crumbs: []crumb{{"机关", "agencies/"}, {p.Agency.DisplayShort(), agencyAddress(p.Agency.ID)}},
		}),
		Heading: p.Title, Card: r.card(p, at),
		Notices:    r.notices(p, name),
		AllPeers:   Link{Text: fmt.Sprintf("%d年度全部机关", p.Year), Href: at.to(yearAddress(p.Year))},
		AgencyPage: Link{Text: p.Agency.Name, Href: at.to(agencyAddress(p.Agency.ID))},
		Source:     p.Source, Number: p.IndexNumber,
		Permanent: cmp.Or(r.absolute(address), "/"+address),
	}
	view.Crumbs[len(view.Crumbs)-1].Text = strconv.Itoa(p.Year) + "年度"
	view.Cite = cite(p, name, view.Permanent)
	view.Prev, view.Next = yearLink(p.Prev, at), yearLink(p.Next, at)
	for _, peer := range p.Peers {
		view.Peers = append(view.Peers, Link{Text: peer.Agency.DisplayShort(), Href: at.to(reportAddress(peer.Agency.ID, peer.Year))})
	}
	for _, f := range p.Attachments {
		view.Attachments = append(view.Attachments, Link{Text: f.Name, Href: at.to(address + escapePath(f.Name)), Note: size(f.Size)})
	}
	view.Downloads = r.reportDownloads(p, at)
	if record, err := r.record(p, at); err != nil {
		view.failure = err
	} else {
		view.Record = record
	}
	view.Ties.Holds, view.Ties.Assessed = check.Ties(p)
	view.Waivers = r.waivers(p, at)
	view.Ties.Href = at.to(checksAddress + "#" + string(check.Arithmetic))
	view.Meta = append(view.Meta, r.articleMeta(p, name, address)...)
	view.JSONLD = r.reportLD(p, name, summary, address)
	return view, r.cellFindings(p, at)
}

// Text draws the text of a report with its tables as its page has them, without
// what stands around and what the checks have found.
func (r *Renderer) Text(p *archive.Report, body *markdown.Body) template.HTML {
	return r.body(p, body, nil)
}

func yearLink(p *archive.Report, at spot) *Link {
	if p == nil {
		return nil
	}
	return &Link{Text: strconv.Itoa(p.Year) + "年度", Href: at.to(reportAddress(p.Agency.ID, p.Year)), Note: p.Title}
}

// reportDownloads leads to the report's own tables, and to those of its agency
// and year.
func (r *Renderer) reportDownloads(p *archive.Report, at spot) []Link {
	var links []Link
	if r.archive.Site.Download("csv") && len(p.Tables)+len(p.Free) > 0 {
		links = append(links, Link{Text: "本报告的表格（CSV）", Href: at.to(reportAddress(p.Agency.ID, p.Year) + "tables.csv")})
	}
	for _, d := range r.archive.Site.Downloads {
		links = append(links, Link{Text: fmt.Sprintf("本机关历年（%s）", strings.ToUpper(d)), Href: at.to(agencyAddress(p.Agency.ID) + "tables." + d)})
	}
	for _, d := range r.archive.Site.Downloads {
		links = append(links, Link{Text: fmt.Sprintf("%d年度各机关（%s）", p.Year, strings.ToUpper(d)), Href: at.to(yearAddress(p.Year) + "tables." + d)})
	}
	return links
}

// downloads leads to the tables of an agency or a year.
func (r *Renderer) downloads(address string, at spot) []Link {
	var links []Link
	for _, d := range r.archive.Site.Downloads {
		links = append(links, Link{Text: strings.ToUpper(d), Href: at.to(address + "tables." + d)})
	}
	return links
}

// notices say what a reader must know before the text.
func (r *Renderer) notices(p *archive.Report, name string) []Notice {
	var notices []Notice
	if p.Draft {
		notices = append(notices, Notice{"draft", "草稿，尚未发布。"})
	}
	if name != p.Agency.Name {
		notices = append(notices, Notice{"renamed", fmt.Sprintf("发布时机关名称为“%s”，现为“%s”。", name, p.Agency.Name)})
	}
	if p.State == archive.Late {
		due := archive.Deadline(p.Agency, p.Year)
		notices = append(notices, Notice{"late", fmt.Sprintf("本报告于%s发布，晚于规定的%s。", p.Published.Chinese(), due.Chinese())})
	}
	return notices
}

func cite(p *archive.Report, name, address string) string {
	s := name + "：《" + p.Title + "》"
	if d := p.Published; !d.IsZero() {
		s += "，" + d.Chinese()
	}
	if p.IndexNumber != "" {
		s += "，" + p.IndexNumber
	}
	if strings.Contains(address, "://") {
		s += "，" + address
	}
	return s + "。"
}

// contents lists the headings of a text.
func contents(body *markdown.Body) []Content {
	var list []Content
	for _, s := range body.Sections {
		if s.Heading.Level == 0 {
			continue
		}
		c := Content{ID: s.Heading.ID, Text: s.Heading.Text}
		for _, h := range s.Subheadings {
			if h.Level == 3 {
				c.Children = append(c.Children, Content{ID: h.ID, Text: h.Text})
			}
		}
		list = append(list, c)
	}
	return list
}

// body puts the sections together with the tables: where the text places them,
// else at the end of the section that the form says, else at the end.
func (r *Renderer) body(p *archive.Report, body *markdown.Body, found *cellFindings) template.HTML {
	var b strings.Builder
	b.Grow(r.bodySize(p, body))
	ends := map[int][]*report.Table{}
	for i := range p.Tables {
		t := &p.Tables[i]
		if !slices.Contains(body.Placed, t.Def.ID) {
			at := sectionOf(body, t.Def.Section)
			ends[at] = append(ends[at], t)
		}
	}
	for i := range body.Sections {
		s := &body.Sections[i]
		r.openSection(&b, s.Heading)
		for _, block := range s.Blocks {
			if block.Table == "" {
				b.Write(block.HTML)
			} else {
				r.table(&b, p, block.Table, found)
			}
		}
		for _, t := range ends[i] {
			r.tables[t.Def].fill(&b, t, p, found)
		}
		b.WriteString("</section>\n")
	}
	for _, t := range ends[-1] {
		r.tables[t.Def].fill(&b, t, p, found)
	}
	for i := range p.Free {
		if !slices.Contains(body.Placed, p.Free[i].ID) {
			freeTable(&b, &p.Free[i])
		}
	}
	b.Write(body.Footnotes)
	return template.HTML(b.String())
}

// bodySize tells about how many bytes a body has.
func (r *Renderer) bodySize(p *archive.Report, body *markdown.Body) int {
	const section, cell = 256, 64
	size := len(body.Footnotes) + section
	for i := range body.Sections {
		size += section
		for _, block := range body.Sections[i].Blocks {
			size += len(block.HTML)
		}
	}
	for i := range p.Tables {
		size += r.tables[p.Tables[i].Def].size
	}
	for i := range p.Free {
		size += cell * (1 + len(p.Free[i].Rows)) * (1 + len(p.Free[i].Columns))
	}
	return size
}

func (r *Renderer) openSection(b *strings.Builder, h markdown.Heading) {
	if h.Level == 0 {
		b.WriteString("<section>\n")
		return
	}
	fmt.Fprintf(b, `<section aria-labelledby="%[1]s">`+"\n"+`<h2 id="%[1]s"`, h.ID)
	if r.trace {
		fmt.Fprintf(b, ` %s="%d"`, markdown.LineAttribute, h.Line)
	}
	b.WriteString(">")
	b.Write(h.HTML)
	b.WriteString("</h2>\n")
}

// table writes a table that the text places.
func (r *Renderer) table(b *strings.Builder, p *archive.Report, id string, found *cellFindings) {
	if t, ok := p.Table(id); ok {
		r.tables[t.Def].fill(b, t, p, found)
		return
	}
	for i := range p.Free {
		if p.Free[i].ID == id {
			freeTable(b, &p.Free[i])
		}
	}
}

// sectionOf finds the section at whose end a table stands: by its heading, else by
// the number with which it begins. -1 is the end of the text.
func sectionOf(body *markdown.Body, heading string) int {
	if heading == "" {
		return -1
	}
	for i, s := range body.Sections {
		if s.Heading.Text == heading {
			return i
		}
	}
	number, _, _ := strings.Cut(heading, "、")
	for i, s := range body.Sections {
		if own, _, ok := strings.Cut(s.Heading.Text, "、"); ok && strings.TrimSpace(own) == number {
			return i
		}
	}
	return -1
}

// waivers lists the explanations of findings that do not stand beside a cell.
func (r *Renderer) waivers(p *archive.Report, at spot) []WaiverNote {
	var list []WaiverNote
	for _, w := range p.Waivers {
		i := slices.IndexFunc(r.rules, func(rule check.Rule) bool { return rule.Name == w.Rule })
		if i < 0 || r.rules[i].Group == check.Arithmetic {
			continue
		}
		list = append(list, WaiverNote{
			Rule:   Link{Text: r.rules[i].Title.Zh, Href: at.to(checksAddress + "#" + w.Rule)},
			Waiver: Waiver{Reason: w.Reason, By: w.By, Date: w.Date.Chinese()},
		})
	}
	return list
}

// cellLink names a cell by its labels; name may be that of a row or a table too.
func cellLink(p *archive.Report, name string) Link {
	for i := range p.Tables {
		def := p.Tables[i].Def
		if at, ok := def.Index(name); ok {
			return Link{Text: def.Label(at), Href: "#" + name}
		}
		if def.ID == name {
			return Link{Text: def.Caption, Href: "#table-" + name}
		}
		if row, ok := def.Row(strings.TrimPrefix(name, def.ID+".")); ok {
			return Link{Text: strings.Join(row.Path, "/"), Href: "#" + def.Name(row.First)}
		}
	}
	return Link{Text: name}
}

// oneLine joins the lines of a text and takes double blanks out.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// size shows a number of bytes.
func size(n int64) string {
	switch {
	case n < 1<<10:
		return fmt.Sprintf("%d 字节", n)
	case n < 1<<20:
		return fmt.Sprintf("%.0f KB", float64(n)/(1<<10))
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
