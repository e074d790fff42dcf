package schema

import (
	"regexp"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

var ruleName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// waivers reads [[waiver]]. Whether a rule exists and has a finding to be
// explained is for the checks.
func (s *shape) waivers(front fields) []report.Waiver {
	var waivers []report.Waiver
	for _, f := range front.tables("waiver") {
		w := report.Waiver{Pos: f.Pos(), Rule: f.line("rule"), Reason: f.line("reason"), By: f.line("by")}
		if w.Rule != "" && !ruleName.MatchString(w.Rule) {
			f.problem("rule", "bad-value", diag.Textf("waiver.rule 写的是 %[1]s，应为检查项的名称，如 requests-balance", "waiver.rule is %[1]s; want the name of a check, such as requests-balance", quoted(w.Rule)), diag.Text{})
		}
		w.Cells, _ = f.list("cells", s.checkCell)
		w.Date, w.Until = f.date("date"), f.date("until")
		f.Done()
		waivers = append(waivers, w)
	}
	return waivers
}

// corrections reads [[correction]].
func (s *shape) corrections(front fields) []report.Correction {
	var corrections []report.Correction
	for _, f := range front.tables("correction") {
		c := report.Correction{Pos: f.Pos(), Date: f.date("date"), Reason: f.line("reason")}
		c.Cells, _ = f.list("cells", s.checkCell)
		c.Sections, _ = f.list("sections", nil)
		_, cells := f.Value("cells")
		if _, sections := f.Value("sections"); !cells && !sections {
			f.Problems.Add(f.Pos(), "missing-key", diag.Textf("correction 没有写改了哪里", "correction does not say what was changed"),
				diag.Textf("增加 cells = [\"requests.received.total\"] 或 sections = [\"一、总体情况\"]", "add cells = [\"requests.received.total\"] or sections = [\"一、总体情况\"]"))
		}
		f.Done()
		corrections = append(corrections, c)
	}
	return corrections
}
