package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestServeHistory shows the record of a report as git has it, and after a commit the
// new one.
func TestServeHistory(t *testing.T) {
	p := startPreview(t)
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-C", p.archive, "-c", "user.name=编辑", "-c", "user.email=e@example.invalid", "-c", "init.defaultBranch=main"}, args...)...)
		c.Env = append(os.Environ(), "GIT_AUTHOR_DATE=2026-03-01T08:00:00+08:00", "GIT_COMMITTER_DATE=2026-03-01T08:00:00+08:00")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	file, path := p.aReport()
	if strings.Contains(p.get(path), "收入") {
		t.Error("there is a record without a history")
	}
	p.stop()
	git("init", "-q")
	git("add", "-A")
	git("commit", "-qm", "收入的说明")
	p.serve()
	until(t, "the record has the first commit", func() bool { return strings.Contains(p.get(path), "收入的说明") })
	p.replace(file, "\n## ", "\n## 改过的")
	git("commit", "-qam", "改标题的说明")
	until(t, "the record has the second commit", func() bool { return strings.Contains(p.get(path), "改标题的说明") })
}
