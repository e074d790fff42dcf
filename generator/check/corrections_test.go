package check

import (
	"context"
	"errors"
	"testing"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/history"
)

func TestCorrections(t *testing.T) {
	with := func(day, what string) string {
		return reportText("[proactive]", "[[correction]]\ndate = "+day+"\nreason = \"误植\"\n"+what+"\n[proactive]")
	}
	for _, tt := range []struct {
		day, what string
		want      []string
	}{
		{"2023-02-01", `cells = ["requests"]`, nil},
		{"2023-01-12", `sections = ["总体情况", "五、存在的主要问题及改进情况"]`, nil},
		{"2022-02-01", `cells = ["requests"]`, []string{"content/reports/swj/2022.md:7:8 warning correction-date: corrected on 2022-02-01, before it was published on 2023-01-12"}},
		{"2023-03-02", `cells = ["requests"]`, []string{"content/reports/swj/2022.md:7:8 warning correction-date: the day of the correction, 2023-03-02, is still to come"}},
		{"2023-02-01", `sections = ["一、总体情况", "七、附件"]`, []string{"content/reports/swj/2022.md:9:23 warning correction-section: the report has no section “七、附件”, which a correction names"}},
	} {
		want(t, check(t, map[string]string{"swj/2022": with(tt.day, tt.what)}, "correction-date", "correction-section"), tt.want...)
	}
}

// TestCorrectionMissing shows what a history tells, lets a waiver explain it, and
// does not call the waiver useless where there is no history.
func TestCorrectionMissing(t *testing.T) {
	waiver := "[[waiver]]\nrule = \"correction-missing\"\nreason = \"录入时的笔误，发布的网页没有变\"\nby = \"办公室\"\ndate = 2023-02-01\n"
	change := history.UnexplainedChange{Day: date.Date{Year: 2023, Month: 2, Day: 1}, Commit: "0123456789abcdef", Cells: []string{"requests.received.total"},
		Things: []diag.Text{{Zh: "标题", En: "title"}, {En: "二"}, {En: "三"}, {En: "四"}, {En: "五"}, {En: "六"}}}
	told := func(r *archive.Report) ([]history.UnexplainedChange, error) {
		return []history.UnexplainedChange{change}, nil
	}
	run := func(text string, history func(*archive.Report) ([]history.UnexplainedChange, error)) ([]Finding, error) {
		a, files := read(t, map[string]string{"swj/2022": text})
		findings, err := Run(context.Background(), a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 1, History: history})
		var kept []Finding
		for _, f := range findings {
			if f.Rule == "correction-missing" || f.Rule == "waiver-unused" {
				kept = append(kept, f)
			}
		}
		return kept, err
	}
	found, err := run(reportText(), told)
	if err != nil {
		t.Fatal(err)
	}
	want(t, found, "content/reports/swj/2022.md:14:31 warning correction-missing: changed after publication (2023-02-01, 0123456): title, 二, 三, 四, 五 and more, 6 in all; no new [[correction]] tells of it")
	if found[0].Agency != "swj" || found[0].Year != 2022 {
		t.Errorf("it is of %s %d", found[0].Agency, found[0].Year)
	}
	waived := reportText("[proactive]", waiver+"[proactive]")
	if found, err := run(waived, told); err != nil || len(found) != 1 || found[0].Waiver == nil {
		t.Errorf("with a waiver: %v, %v", found, err)
	}
	if found, err := run(waived, nil); err != nil || len(found) != 0 {
		t.Errorf("with a waiver and no history: %v, %v", found, err)
	}
	none := func(*archive.Report) ([]history.UnexplainedChange, error) { return nil, nil }
	if found, err := run(waived, none); err != nil || len(found) != 1 || found[0].Rule != "waiver-unused" {
		t.Errorf("with a waiver of nothing: %v, %v", found, err)
	}
	broken := errors.New("git is gone")
	if _, err := run(reportText(), func(*archive.Report) ([]history.UnexplainedChange, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("an error of the history is lost: %v", err)
	}
}
