package review

import (
	"cmp"
	"slices"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
)

// A total is a line of the summary.
type total struct {
	label string
	count int
	what  string // a word for styles: error, warning, fixed; "" for the rest
}

// totals counts what changed, and what is wrong now. What there is none of is left
// out.
func (o Options) totals(r *Review) []total {
	var all []total
	row := func(n int, what, zh, en string) {
		if n > 0 {
			all = append(all, total{diag.Text{Zh: zh, En: en}.In(o.Lang), n, what})
		}
	}
	count := map[Change]int{}
	formatting, cells, sections := 0, 0, 0
	severities := severitiesOf(r.New)
	fixed := len(r.Fixed)
	for i := range r.Reports {
		one := &r.Reports[i]
		count[one.Change]++
		for s, n := range severitiesOf(one.New) {
			severities[s] += n
		}
		fixed += len(one.Fixed)
		if d := one.Difference; d != nil && !one.whole() {
			if d.Formatting {
				formatting++
			}
			cells += cellsOf(d)
			sections += len(d.Sections)
		}
	}
	row(count[compare.Added], "", "新增的报告", "reports added")
	row(count[compare.Removed], "", "删除的报告", "reports removed")
	row(count[Renamed], "", "改名的报告", "reports renamed")
	row(count[compare.Modified], "", "改动的报告", "reports modified")
	row(formatting, "", "其中只改了写法", "of them in form only")
	row(cells, "", "改动的格", "cells changed")
	row(sections, "", "改动的部分", "sections changed")
	row(len(r.Pages), "", "涉及的页面", "pages concerned")
	row(len(r.Settings)+len(r.Formats), "", "设置和格式的改动", "changes of settings and formats")
	row(len(r.Addresses), "", "网址的变化", "changes of addresses")
	row(severities[check.Error], "error", "新的错误", "new errors")
	row(severities[check.Warning], "warning", "新的警告", "new warnings")
	row(severities[check.Notice], "notice", "新的提示", "new notices")
	row(fixed, "fixed", "不再有的问题", "findings fixed")
	return all
}

// marks says in a few words what is in a report: what became of it, what is wrong
// with it now, and how much of it differs.
func (o Options) marks(r *Report) []string {
	parts := []string{o.change(r.Change)}
	count := func(n int, zh, en string) {
		if n > 0 {
			parts = append(parts, o.say(zh, en, n))
		}
	}
	counts := severitiesOf(r.New)
	count(counts[check.Error], "✗ 新错误 %d", "✗ new errors: %d")
	count(counts[check.Warning], "⚠ 新警告 %d", "⚠ new warnings: %d")
	count(len(r.Fixed), "✓ 消除 %d", "✓ fixed: %d")
	d := r.Difference
	if d == nil || r.whole() {
		return parts
	}
	count(cellsOf(d), "格 %d", "cells: %d")
	count(len(d.Free), "自有表格 %d", "tables of its own: %d")
	count(len(d.Shown())+len(d.Waivers)+len(d.Corrections), "元数据 %d", "fields: %d")
	count(len(d.Sections), "正文 %d 处", "sections: %d")
	count(len(d.Attachments), "附件 %d", "attachments: %d")
	if d.Formatting {
		parts = append(parts, o.say("只改了写法", "in form only"))
	}
	return parts
}

// severitiesOf counts findings.
func severitiesOf(list []check.Finding) map[check.Severity]int {
	counts := map[check.Severity]int{}
	for i := range list {
		counts[severity(&list[i])]++
	}
	return counts
}

// whole says that all of a report came or went.
func (r *Report) whole() bool { return r.Change == compare.Added || r.Change == compare.Removed }

// cellsOf counts the cells of statutory tables that differ.
func cellsOf(d *compare.Difference) int {
	n := 0
	for i := range d.Tables {
		n += len(d.Tables[i].Cells)
	}
	return n
}

// size tells about how much of a report differs.
func (r *Report) size() int {
	d := r.Difference
	if d == nil {
		return 0
	}
	n := cellsOf(d) + len(d.Shown()) + len(d.Waivers) + len(d.Corrections) + len(d.Attachments)
	for i := range d.Free {
		n += 1 + len(d.Free[i].Rows)
	}
	for i := range d.Sections {
		n++
		for _, h := range d.Sections[i].Hunks {
			if h.Op != compare.Equal {
				n++
			}
		}
	}
	return n
}

// gravestFirst orders the reports: those with new errors, then those with new
// warnings, then by how much differs.
func gravestFirst(r *Review) []*Report {
	type weight struct{ errors, warnings, size int }
	weights := map[*Report]weight{}
	list := make([]*Report, len(r.Reports))
	for i := range r.Reports {
		one := &r.Reports[i]
		counts := severitiesOf(one.New)
		list[i], weights[one] = one, weight{min(1, counts[check.Error]), min(1, counts[check.Warning]), one.size()}
	}
	slices.SortStableFunc(list, func(a, b *Report) int {
		v, w := weights[a], weights[b]
		return cmp.Or(cmp.Compare(w.errors, v.errors), cmp.Compare(w.warnings, v.warnings), cmp.Compare(w.size, v.size))
	})
	return list
}
