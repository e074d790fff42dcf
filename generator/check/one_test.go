package check

import (
	"context"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/archive"
)

// sameAlone holds what One finds in each report of an archive to what Run has
// found in all. Every test that checks an archive asks for it.
func sameAlone(t testing.TB, a *archive.Archive, o Options, all []Finding) {
	t.Helper()
	for _, r := range a.Reports {
		alone, err := One(context.Background(), a, r, o)
		if err != nil {
			t.Fatal(err)
		}
		var want []Finding
		for _, f := range all {
			if f.Agency == r.Agency.ID && f.Year == r.Year && !slices.Contains(LeftToRun(), f.Rule) && !aboutLeft(f, r) {
				want = append(want, f)
			}
		}
		if got, want := showAll(alone), showAll(want); got != want {
			t.Errorf("%s alone:\n%s\nwant, of all\n%s", r.File, got, want)
		}
	}
}

// aboutLeft says that a finding is of a waiver of a rule that One does not apply.
func aboutLeft(f Finding, r *archive.Report) bool {
	return strings.HasPrefix(f.Rule, "waiver-") && slices.ContainsFunc(LeftToRun(), func(rule string) bool {
		for _, w := range r.Waivers {
			if w.Rule == rule && w.Pos == f.Pos {
				return true
			}
		}
		return false
	})
}

// showAll writes all that findings say.
func showAll(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString(show([]Finding{f}))
		b.WriteString("    " + f.Message.Zh + f.Hint.Zh + strings.Join(f.Cells, " ") + f.Left + f.Right)
		if f.Waiver != nil {
			b.WriteString(f.Waiver.Reason)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestLeftToRunAreRules(t *testing.T) {
	for _, name := range LeftToRun() {
		if _, known := builtin(name); !known {
			t.Errorf("there is no rule %s", name)
		}
	}
}

// What is copied from the year before is found, a waiver of what only Run finds is
// not called useless, and others are.
func TestOne(t *testing.T) {
	waivers := ""
	for _, rule := range []string{"copied-from-agency", "requests-balance"} {
		waivers += "[[waiver]]\nrule = \"" + rule + "\"\nreason = \"原文如此\"\nby = \"市商务局\"\ndate = 2023-02-01\n"
	}
	a, files := read(t, map[string]string{
		"swj/2021": written("示例市商务局", "2021", stock[:6], stock[12:18]),
		"swj/2022": strings.Replace(written("示例市商务局", "2022", stock[6:12], stock[12:18]), "[proactive]", waivers+"[proactive]", 1),
	})
	found, err := One(context.Background(), a, a.Reports[len(a.Reports)-1], Options{Files: files, Dir: "content"})
	if err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, f := range found {
		if f.Year != 2022 || f.Agency != "swj" {
			t.Errorf("a finding of %s %d: %s", f.Agency, f.Year, f.Message.En)
		}
		if strings.HasPrefix(f.Rule, "copied") || strings.HasPrefix(f.Rule, "waiver") {
			rules = append(rules, f.Rule+" "+f.Message.En)
		}
	}
	if got := strings.Join(rules, "\n"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "copied-from-last-year section five") || !strings.Contains(got, "waiver-unused this waiver explains nothing: there is no finding of requests-balance") {
		t.Errorf("found\n%s", got)
	}
}

// A check that was called off ends.
func TestOneCalledOff(t *testing.T) {
	a, files := read(t, map[string]string{"swj/2022": reportText()})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := One(ctx, a, a.Reports[0], Options{Files: files, Dir: "content"}); err != context.Canceled {
		t.Errorf("the error is %v", err)
	}
}
