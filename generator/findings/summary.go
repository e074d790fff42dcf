package findings

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"gongkai/generator/check"
	"gongkai/generator/diag"
)

// The most lines of each part of a summary.
const (
	mostRules    = 15
	mostAgencies = 10
)

// A count says how often something was found, and how grave it is at worst.
type count struct {
	name  string
	all   int
	worst check.Severity
}

// Summary says how many findings there are, by severity, rule and agency; name
// gives the name of an agency. Those that are explained are only counted.
func Summary(w io.Writer, list []check.Finding, o Options, name func(agency string) string) error {
	severities, explained := map[check.Severity]int{}, 0
	var counted []*check.Finding
	for i := range list {
		if list[i].Waiver != nil {
			explained++
			continue
		}
		severities[list[i].Severity]++
		counted = append(counted, &list[i])
	}
	total := diag.Textf("错误 %[1]d，警告 %[2]d，提示 %[3]d；已说明 %[4]d", "errors %[1]d, warnings %[2]d, notices %[3]d; explained %[4]d",
		severities[check.Error], severities[check.Warning], severities[check.Notice], explained)
	if _, err := fmt.Fprintln(w, total.In(o.Lang)); err != nil {
		return err
	}
	rules := tally(counted, func(f *check.Finding) string { return f.Rule })
	var rows [][]string
	for _, c := range rules[:min(len(rules), mostRules)] {
		rows = append(rows, []string{fmt.Sprintf("%5d", c.all), severityWords[c.worst].In(o.Lang), c.name, o.ruleOf(c.name).Title.In(o.Lang)})
	}
	if err := o.part(w, diag.Text{Zh: "按检查项：", En: "by rule:"}, rows, len(rules)-mostRules); err != nil {
		return err
	}
	agencies := tally(counted, func(f *check.Finding) string { return f.Agency })
	rows = nil
	for _, c := range agencies[:min(len(agencies), mostAgencies)] {
		rows = append(rows, []string{fmt.Sprintf("%5d", c.all), severityWords[c.worst].In(o.Lang), c.name, clean(name(c.name))})
	}
	return o.part(w, diag.Text{Zh: "按机关：", En: "by agency:"}, rows, len(agencies)-mostAgencies)
}

// part writes one part of a summary; more is how many lines were left out.
func (o *Options) part(w io.Writer, heading diag.Text, rows [][]string, more int) error {
	if len(rows) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(w, heading.In(o.Lang)); err != nil {
		return err
	}
	if err := table(w, "", rows); err != nil || more <= 0 {
		return err
	}
	_, err := fmt.Fprintln(w, "    …  "+diag.Textf("另有 %d 个", "%d more", more).In(o.Lang))
	return err
}

// tally counts findings by a name, the gravest and most frequent first. Findings
// without a name do not count.
func tally(list []*check.Finding, name func(*check.Finding) string) []count {
	at := map[string]int{}
	var counts []count
	for _, f := range list {
		n := name(f)
		if n == "" {
			continue
		}
		i, known := at[n]
		if !known {
			i = len(counts)
			at[n] = i
			counts = append(counts, count{name: n, worst: f.Severity})
		}
		counts[i].all++
		if graver(f.Severity, counts[i].worst) < 0 {
			counts[i].worst = f.Severity
		}
	}
	slices.SortFunc(counts, func(a, b count) int {
		return cmp.Or(graver(a.worst, b.worst), cmp.Compare(b.all, a.all), cmp.Compare(a.name, b.name))
	})
	return counts
}
