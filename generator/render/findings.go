package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/format"
	"gongkai/generator/report"
)

const checksAddress = "checks/"

// severities are shown by a sign and a word, not by colour alone.
var severities = map[check.Severity]State{
	check.Error:   {Class: "error", Text: "错误", Mark: "✗"},
	check.Warning: {Class: "warning", Text: "存疑", Mark: "△"},
	check.Notice:  {Class: "notice", Text: "提示", Mark: "○"},
}

// cellFindings are the findings about the cells of one report. It may be nil.
type cellFindings struct {
	all []check.Finding // those that nobody has explained first, the gravest first
	own map[*format.Table][]int
	r   *Renderer
	at  spot
}

// cellFindings checks the numbers of a report.
func (r *Renderer) cellFindings(p *archive.Report, at spot) *cellFindings {
	all := check.Cells(p, r.archive.AsOf)
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(f, g check.Finding) int { return cmp.Compare(explained(f), explained(g)) })
	found := &cellFindings{all: all, own: map[*format.Table][]int{}, r: r, at: at}
	for i := range all {
		for j := range p.Tables {
			if def := p.Tables[j].Def; len(all[i].Cells) > 0 && strings.HasPrefix(all[i].Cells[0], def.ID+".") {
				found.own[def] = append(found.own[def], i)
			}
		}
	}
	return found
}

func explained(f check.Finding) int {
	if f.Waiver != nil {
		return 1
	}
	return 0
}

// flags gives the cells of a table that findings are about, with the number of the
// first of them.
func (c *cellFindings) flags(t *report.Table) map[int]int {
	if c == nil || len(c.own[t.Def]) == 0 {
		return nil
	}
	flags := map[int]int{}
	for _, i := range c.own[t.Def] {
		if c.all[i].Severity == check.Notice {
			continue // listed, but no fault of the cell
		}
		for _, name := range c.all[i].Cells {
			if cell, ok := t.Def.Index(name); ok && flags[cell] == 0 {
				flags[cell] = i + 1
			}
		}
	}
	return flags
}

// list writes the findings about the cells of a table.
func (c *cellFindings) list(b *strings.Builder, t *report.Table) {
	if c == nil || len(c.own[t.Def]) == 0 {
		return
	}
	b.WriteString(`<section class="findings" data-nosearch aria-label="核查发现">` + "\n" +
		`<p>自动核查的结果如下；表中数字照原文公布，未作改动。</p>` + "\n<ol>\n")
	for _, i := range c.own[t.Def] {
		c.finding(b, t, i)
	}
	b.WriteString("</ol>\n</section>\n")
}

// finding writes one finding.
func (c *cellFindings) finding(b *strings.Builder, t *report.Table, i int) {
	const most = 6
	f := &c.all[i]
	s := severities[f.Severity]
	if f.Waiver != nil {
		s = State{Class: "explained", Text: "已说明", Mark: "注"}
	}
	fmt.Fprintf(b, `<li id="finding-%d" class="%s"><p><strong class="severity"><span aria-hidden="true">%s</span> %s</strong> `, i+1, s.Class, s.Mark, s.Text)
	fmt.Fprintf(b, `%s <a class="rule" href="%s">%s</a></p>`+"\n", escaped(f.Message.Zh), c.at.to(checksAddress+"#"+f.Rule), f.Rule)
	if f.Hint.Zh != "" {
		fmt.Fprintf(b, "<p class=\"hint\">%s</p>\n", escaped(f.Hint.Zh))
	}
	b.WriteString(`<p class="cells">单元格：`)
	for j, name := range f.Cells {
		if j == most {
			fmt.Fprintf(b, "等 %d 格", len(f.Cells))
			break
		}
		if j > 0 {
			b.WriteString("；")
		}
		label := name
		if cell, ok := t.Def.Index(name); ok {
			label = t.Def.Label(cell)
		}
		fmt.Fprintf(b, `<a href="#%s">%s</a>`, escaped(name), escaped(label))
	}
	b.WriteString("</p>\n")
	if w := f.Waiver; w != nil {
		fmt.Fprintf(b, `<p class="waiver"><strong>机关说明：</strong>%s（%s，%s）</p>`+"\n", escaped(w.Reason), escaped(w.By), w.Date.Chinese())
	}
	b.WriteString("</li>\n")
}

// checks draws the page that explains the rules.
func (r *Renderer) checks(emit Emit) error {
	at := r.spotAt(checksAddress)
	view := &ChecksPage{Frame: r.frame(pageInfo{kind: "checks", address: checksAddress, title: "数据核查", column: "数据核查", about: "本库对年报作哪些核查", summary: "本库对年报的数字、文字和格式作哪些核查，依据是什么"})}
	for _, g := range check.Groups() {
		group := RuleGroup{ID: string(g.Group), Title: g.Name.Zh}
		for _, rule := range r.rules {
			if rule.Group == g.Group {
				group.Rules = append(group.Rules, RuleNote{
					Name: rule.Name, Title: rule.Title.Zh, About: rule.About.Zh, Basis: rule.Basis.Zh, Example: rule.Example.Zh,
					Severity: severities[rule.Severity],
				})
			}
		}
		if len(group.Rules) > 0 {
			view.Groups = append(view.Groups, group)
		}
	}
	if r.findings != nil {
		for i := len(r.archive.Years) - 1; i >= 0; i-- {
			y := r.archive.Years[i]
			view.Years = append(view.Years, Link{Text: fmt.Sprintf("%d年度", y.Year), Href: at.to(checksAddress + yearAddress(y.Year)), Note: r.findings.count(y.Reports)})
		}
		for _, x := range r.archive.Agencies {
			view.Agencies = append(view.Agencies, Link{Text: x.DisplayShort(), Href: at.to(checksAddress + agencyAddress(x.ID)), Note: r.findings.count(x.Reports)})
		}
	}
	return r.page("checks", checksAddress, view, emit)
}

// staffFindings are all findings, by report.
type staffFindings struct {
	of map[reportKey][]check.Finding
}

type reportKey struct {
	agency string
	year   int
}

func sortFindings(all []check.Finding) *staffFindings {
	s := &staffFindings{of: map[reportKey][]check.Finding{}}
	for _, f := range all {
		key := reportKey{f.Agency, f.Year}
		s.of[key] = append(s.of[key], f)
	}
	return s
}

// count says how many findings some reports have that nobody has explained: 错误 1，
// 存疑 3; nothing for none.
func (s *staffFindings) count(reports []*archive.Report) string {
	counts := map[check.Severity]int{}
	for _, p := range reports {
		for _, f := range s.of[reportKey{p.Agency.ID, p.Year}] {
			if f.Waiver == nil {
				counts[f.Severity]++
			}
		}
	}
	var parts []string
	for _, severity := range []check.Severity{check.Error, check.Warning, check.Notice} {
		if n := counts[severity]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", severities[severity].Text, n))
		}
	}
	return strings.Join(parts, "，")
}

// reportsPerFindings is how many reports a page of findings has.
const reportsPerFindings = 50

// staffPages are the pages that list all findings, for those who work on the
// archive: by year and by agency. They are hidden from search engines.
func (r *Renderer) staffPages() []Task {
	if r.findings == nil {
		return nil
	}
	var tasks []Task
	for _, y := range r.archive.Years {
		title := fmt.Sprintf("%d年度核查发现", y.Year)
		tasks = append(tasks, r.staffTask(checksAddress+yearAddress(y.Year), title, y.Reports, nil))
	}
	for _, x := range r.archive.Agencies {
		// What is about an agency as such, and about years without a report.
		own := r.findings.of[reportKey{x.ID, 0}]
		tasks = append(tasks, r.staffTask(checksAddress+agencyAddress(x.ID), x.Name+"核查发现", x.Reports, own))
	}
	return tasks
}

func (r *Renderer) staffTask(base, title string, reports []*archive.Report, own []check.Finding) Task {
	return Task{folderName(base), func(emit Emit) error {
		pages := windows(base, len(reports), reportsPerFindings)
		for i, w := range pages {
			at := r.spotAt(w.address)
			view := &FindingsPage{
				Frame:   r.frame(pageInfo{kind: "findings", address: w.address, title: title, hidden: true, column: "数据核查", crumbs: []crumb{{"数据核查", checksAddress}}}),
				Heading: title, Pager: r.pager(pages, i, ordinal),
			}
			if i == 0 && len(own) > 0 {
				view.Reports = append(view.Reports, ReportFindings{Report: Link{Text: "机关"}, Findings: r.staffList(own, "", at)})
			}
			for _, p := range reports[w.from:w.to] {
				address := reportAddress(p.Agency.ID, p.Year)
				list := r.staffList(r.findings.of[reportKey{p.Agency.ID, p.Year}], address, at)
				if len(list) > 0 {
					view.Reports = append(view.Reports, ReportFindings{Report: Link{Text: p.Title, Href: at.to(address)}, Findings: list})
				}
			}
			if err := r.page("findings", w.address, view, emit); err != nil {
				return err
			}
		}
		return nil
	}}
}

func (r *Renderer) staffList(all []check.Finding, address string, at spot) []Finding {
	var list []Finding
	for i := range all {
		f := &all[i]
		own := Finding{
			Severity: severities[f.Severity], Text: f.Message.Zh, Hint: f.Hint.Zh, Place: f.Pos.String(),
			Rule: Link{Text: f.Rule, Href: at.to(checksAddress + "#" + f.Rule)},
		}
		for _, cell := range f.Cells {
			own.Cells = append(own.Cells, Link{Text: cell, Href: at.to(address + "#" + cell)})
		}
		if w := f.Waiver; w != nil {
			own.Waiver = &Waiver{w.Reason, w.By, w.Date.Chinese()}
		}
		list = append(list, own)
	}
	return list
}
