package review

import (
	"fmt"
	"strings"

	"gongkai/generator/report"
)

// whole writes a report that came or went.
func (p *page) whole(r *Report) {
	d := r.Difference
	p.fields(d.Shown(), r.Change)
	if p.b.Len() > fullLimit {
		p.note("note", p.say("为使网页不致过大，正文和表格从略，见 %s。", "So that this page stays usable, its text and tables are left out, see %s.", r.File))
		return
	}
	version := r.After
	if version == nil {
		version = r.Before
	}
	if version == nil {
		return
	}
	for i := range version.Tables {
		p.table(&version.Tables[i], version, nil)
	}
	for i := range version.Free {
		p.wholeTable(&version.Free[i])
	}
	p.b.WriteString(`<div class="whole">` + "\n")
	for i := range d.Sections {
		for _, h := range d.Sections[i].Hunks {
			for line := range strings.SplitSeq(strings.Trim(h.Text, "\n"), "\n") {
				if text := strings.TrimLeft(line, "#"); text != line && strings.HasPrefix(text, " ") {
					p.note("head", text[1:])
				} else {
					fmt.Fprintf(&p.b, "<p>%s</p>\n", escaped(line))
				}
			}
		}
	}
	p.b.WriteString("</div>\n")
}

// panes writes both versions as the site shows them, for the script to draw.
func (p *page) panes(r *Report) {
	if r.DrawnBefore == "" && r.DrawnAfter == "" {
		p.left++
		p.note("note", p.say("为使网页不致过大，没有附上改动前后的页面。", "So that this page stays usable, the pages before and after are left out."))
		return
	}
	fmt.Fprintf(&p.b, `<details class="panes"><summary>%s</summary>`+"\n"+`<noscript><p class="note">%s</p></noscript>`+"\n"+`<div class="pair">`+"\n",
		p.say("对照改动前后的页面", "The pages before and after, side by side"), p.say("浏览器没有运行脚本，不能显示这两个页面。", "These pages need a browser that runs scripts."))
	for _, side := range []struct {
		name, text string
		version    *report.Report
	}{{p.say("改动前", "before"), r.DrawnBefore, r.Before}, {p.say("改动后", "after"), r.DrawnAfter, r.After}} {
		heading := ""
		if side.version != nil {
			heading = side.version.Title
		}
		fmt.Fprintf(&p.b, `<section><h4>%s</h4><div class="pane" tabindex="0" role="region" aria-label="%[1]s"><template><h1>%s</h1>%s</template></div></section>`+"\n", side.name, escaped(heading), side.text)
	}
	p.b.WriteString("</div></details>\n")
}
