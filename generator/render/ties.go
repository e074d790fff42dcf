package render

import (
	"fmt"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

// ties writes a line for each sum and carry of a table: in how many rows or
// columns it holds.
func (d *drawnTable) ties(b *strings.Builder, t *report.Table, p *archive.Report, others int) {
	if len(d.def.Sums)+len(d.def.Carries)+others == 0 {
		return
	}
	b.WriteString(`<ul class="ties" data-nosearch>` + "\n")
	for _, r := range tally.Table(t) {
		tie(b, r.Sum.Label, r.Holds, len(r.Failures), r.Unassessed)
	}
	var before *report.Report
	if last := p.Before(); last != nil {
		before = last.Report
	}
	for _, r := range tally.Carries(t, before) {
		if before == nil {
			fmt.Fprintf(b, `<li class="na"><span class="sign" aria-hidden="true">○</span> %s：本库没有%d年度的报告，无法核对</li>`+"\n", escaped(r.Carry.Label), p.Year-1)
			continue
		}
		tie(b, r.Carry.Label, r.Holds, len(r.Failures), r.Unassessed)
	}
	if others > 0 {
		fmt.Fprintf(b, `<li class="note">%d 处标签与规定格式不同，照原文显示</li>`+"\n", others)
	}
	b.WriteString("</ul>\n")
}

// tie writes one line.
func tie(b *strings.Builder, label string, holds, fails, unassessed int) {
	class, sign := "ok", "✓"
	switch {
	case fails > 0:
		class, sign = "bad", "✗"
	case unassessed > 0:
		class, sign = "na", "○"
	}
	fmt.Fprintf(b, `<li class="%s"><span class="sign" aria-hidden="true">%s</span> %s：`, class, sign, escaped(label))
	var parts []string
	if holds > 0 {
		parts = append(parts, fmt.Sprintf("%d 处成立", holds))
	}
	if fails > 0 {
		parts = append(parts, fmt.Sprintf("%d 处不成立", fails))
	}
	if unassessed > 0 {
		parts = append(parts, fmt.Sprintf("%d 处有空白或文字，无法核对", unassessed))
	}
	b.WriteString(strings.Join(parts, "，"))
	b.WriteString("</li>\n")
}
