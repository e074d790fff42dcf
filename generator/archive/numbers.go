package archive

import (
	"cmp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

// A claim is a number as a report gives it.
type claim struct {
	*Number
	pos diag.Pos
}

// addNumbers gives each index number its address and its place in the tree.
func (a *Archive) addNumbers(problems *diag.List) {
	a.Numbers = unique(a.claims(), problems)
	if len(a.Numbers) == 0 {
		return
	}
	slices.SortFunc(a.Numbers, func(m, n *Number) int { return indexnumber.Compare(m.Number, n.Number) })
	name := a.namer()
	tree := newTree()
	for _, n := range a.Numbers {
		if !n.Current {
			n.Report.Former = append(n.Report.Former, n)
			continue
		}
		n.Report.Number = n
		n.read(a.Schemes)
		tree.add(n, indexnumber.Steps(a.Schemes, n.Number, n.Report.numbered(), name), problems)
	}
	a.Browse = tree.root
	for _, n := range a.Numbers {
		n.Below = tree.byPath[n.Path]
	}
}

// claims lists the numbers of all reports, those in force first, so that of two
// equal ones the former number is the one that is wrong.
func (a *Archive) claims() []claim {
	var current, former []claim
	for _, r := range a.Reports {
		if r.IndexNumber != "" {
			current = append(current, claim{&Number{Number: r.IndexNumber, Report: r, Current: true}, r.IndexNumberPos})
		}
		for i, old := range r.FormerIndexNumbers {
			former = append(former, claim{&Number{Number: old, Report: r}, r.FormerPos[i]})
		}
	}
	byPlace := func(c, d claim) int { return c.pos.Compare(d.pos) }
	slices.SortFunc(current, byPlace)
	slices.SortFunc(former, byPlace)
	return append(current, former...)
}

// unique takes the numbers that nobody claimed before.
func unique(claims []claim, problems *diag.List) []*Number {
	held := make(map[string]claim, len(claims)) // by what must be unique
	addresses := make(map[string]claim, len(claims))
	numbers := make([]*Number, 0, len(claims))
	for _, c := range claims {
		key := indexnumber.Normalize(c.Number.Number)
		if first, taken := held[key]; taken {
			problems.Add(c.pos, "duplicate-index-number", duplicate(first, c), diag.Textf(
				"核对两份报告的索引号；改过的旧号写进 former_index_numbers",
				"check the numbers of both reports; a number that was replaced belongs in former_index_numbers of its own report only"))
			continue
		}
		held[key] = c
		c.Path = indexnumber.Path(c.Number.Number)
		fold := indexnumber.FoldPath(c.Path)
		if first, taken := addresses[fold]; taken {
			problems.Add(c.pos, "index-number-address",
				diag.Textf("索引号“%[1]s”与“%[2]s”（%[3]s）只有大小写或字形之别，有的文件系统会当作同一个网址",
					"index number %[1]q and %[2]q (%[3]s) differ in case or form only, and some file systems take their addresses for one", c.Number.Number, first.Number.Number, first.pos),
				diag.Textf("核对大小写；两个机关的代码不能只有大小写之别", "check the letters; codes of two bodies must differ in more than case"))
			continue
		}
		addresses[fold] = c
		numbers = append(numbers, c.Number)
	}
	return numbers
}

// duplicate says what is wrong with the second of two claims for one number.
func duplicate(first, second claim) diag.Text {
	if first.Report == second.Report {
		return diag.Textf("索引号“%s”在这份报告里已经用过（%s）", "index number %q is given twice in this report; the first time at %s", second.Number.Number, first.pos)
	}
	if first.Number.Number != second.Number.Number {
		return diag.Textf("索引号“%s”与 %s 的“%s”只差全角半角、空格或横线，是同一个号",
			"index number %q is the same as that at %s, %q, but for blanks, dashes or full-width characters", second.Number.Number, first.pos, first.Number.Number)
	}
	return diag.Textf("索引号“%s”已被 %s 使用；一个索引号只能有一份报告", "index number %q is used at %s already; want one report for each number", second.Number.Number, first.pos)
}

// read takes a number apart by the first scheme that it follows.
func (n *Number) read(schemes []indexnumber.Scheme) {
	for _, s := range indexnumber.Match(schemes, n.Number, n.Report.numbered()) {
		n.Scheme = s
		n.Parts, _ = s.Parse(n.Number)
		n.Short = s.Short(n.Parts)
		return
	}
}

// numbered gives the year in which the report was given its number, 0 if unknown.
func (r *Report) numbered() int {
	return int(cmp.Or(r.Published.Year, r.Issued.Year))
}

// namer finds the names of codes: of agencies and of catalogue nodes.
func (a *Archive) namer() indexnumber.Namer {
	agencies, nodes := map[string]string{}, map[string]string{}
	for _, x := range a.Agencies {
		agencies[x.Code] = x.Name
	}
	for _, n := range a.Nodes {
		nodes[n.ID] = n.Name
	}
	return func(source, code string) string {
		switch source {
		case "agency.code":
			return agencies[code]
		case "catalogue":
			return nodes[code]
		}
		return ""
	}
}
