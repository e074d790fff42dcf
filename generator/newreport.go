package generator

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/draft"
)

// A NewReport is a report that was begun.
type NewReport struct {
	File   string // below the content folder: reports/swj/2023.md
	Text   []byte
	Before bool // there is a report for the year before, from which numbers were taken
}

// BeginReport begins the report of an agency for a year; 0 is the year after its
// newest report. What is wrong with archive.toml, the formats and the agency's own
// reports stands in the way and is given as problems; other reports do not
// matter. It writes nothing.
func BeginReport(ctx context.Context, o Options, agency string, year int) (*NewReport, diag.List, error) {
	o.Drafts = true // their numbers are given
	c, problems, err := Load(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	own := problems[:0]
	for _, p := range problems {
		inside := strings.TrimPrefix(p.Pos.File, o.Dir+"/")
		if !strings.HasPrefix(inside, "reports/") || strings.HasPrefix(inside, "reports/"+agency+"/") {
			own = append(own, p)
		}
	}
	if len(own) > 0 || c.Archive == nil {
		return nil, own, nil
	}
	x, err := findAgency(c.Archive, agency)
	if err != nil {
		return nil, nil, err
	}
	if newest := len(x.Reports); year == 0 && newest > 0 {
		year = x.Reports[newest-1].Year + 1
	}
	if err := reportable(x, year); err != nil {
		return nil, nil, err
	}
	n := &NewReport{
		File: fmt.Sprintf("reports/%s/%d.md", x.ID, year),
		Text: draft.Report(c.Archive, x, year, c.Formats.ForYear(year)),
	}
	for _, r := range x.Reports {
		n.Before = n.Before || r.Year == year-1
	}
	return n, nil, nil
}

// A CallError says why a call makes no sense, to whoever made it.
type CallError struct{ diag.Text }

func (e *CallError) Error() string { return e.En }

// findAgency finds the agency with an id.
func findAgency(a *archive.Archive, id string) (*archive.Agency, error) {
	var ids []string
	for _, x := range a.Agencies {
		if x.ID == id {
			return x, nil
		}
		ids = append(ids, x.ID)
	}
	if near := diag.Nearest(id, ids); near != "" {
		return nil, &CallError{diag.Textf("archive.toml 没有机关 %[1]q；是不是 %[2]s？", "archive.toml declares no agency %[1]q; did you mean %[2]s?", id, near)}
	}
	return nil, &CallError{diag.Textf("archive.toml 没有机关 %[1]q；先在其中增加 [[agency]]，id = %[1]q", "archive.toml declares no agency %[1]q; add an [[agency]] with id = %[1]q first", id)}
}

// reportable says why an agency cannot have a new report for a year.
func reportable(x *archive.Agency, year int) error {
	has := slices.ContainsFunc(x.Reports, func(r *archive.Report) bool { return r.Year == year })
	switch {
	case year == 0:
		return &CallError{diag.Textf("%s 还没有报告，用 --year 写明年度", "%s has no report yet; give the year with --year", x.ID)}
	case year < 1000 || year > 9999:
		return &CallError{diag.Textf("年度 %d 应为四位数", "the year %d wants four digits", year)}
	case has:
		return &CallError{diag.Textf("%[1]s 的 %[2]d 年报告已有了", "%[1]s has a report for %[2]d already", x.ID, year)}
	case x.Until != 0 && year > x.Until:
		return &CallError{diag.Textf("archive.toml 写明 %[1]s 报告到 %[2]d 年为止（until）", "archive.toml says that %[1]s reports until %[2]d", x.ID, x.Until)}
	case x.Since != 0 && year < x.Since:
		return &CallError{diag.Textf("archive.toml 写明 %[1]s 从 %[2]d 年开始报告（since）", "archive.toml says that %[1]s reports since %[2]d", x.ID, x.Since)}
	}
	return nil
}
