package gitfs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/history"
)

// commitOn commits everything as of a day.
func commitOn(t testing.TB, root, day, message string) {
	t.Helper()
	t.Setenv("GIT_AUTHOR_DATE", day)
	run(t, root, "add", "-A")
	run(t, root, "commit", "-q", "--allow-empty", "-m", message)
}

// notes gives the commits of a file in short: day, note, path.
func notes(commits []history.Commit) []string {
	var list []string
	for _, c := range commits {
		list = append(list, c.Day.String()+" "+c.Note+" "+c.Path)
	}
	return list
}

func past(t testing.TB, dir, rev string) *Past {
	t.Helper()
	p, err := History(context.Background(), dir, rev)
	if err == nil {
		err = p.Read()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func wantNotes(t testing.TB, p *Past, file string, want ...string) {
	t.Helper()
	if got := notes(p.Files[file]); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n got %q\nwant %q", file, got, want)
	}
}

// text is a report long enough for git to see that it was moved.
func text(what string) string {
	return what + "\n" + strings.Repeat("示例市商务局的一行文字。\n", 20) + what + "\n"
}

// TestHistory follows files through changes of their own, of their agency's
// folder, of the content folder, and through files that took their place.
func TestHistory(t *testing.T) {
	alone(t)
	root := t.TempDir()
	run(t, root, "init", "-q", "-b", "main")
	old := "年报 库/内容"
	write(t, root, map[string]string{
		"README.md": "", old + "/reports/swj/2022.md": text("商务"), old + "/reports/mzj/2022.md": "民政\n", old + "/reports/mzj/2021.md": "二一\n", old + "/pages/about.md": "",
	})
	commitOn(t, root, "2023-01-10T23:30:00-08:00", "收入\n\n正文不算")
	write(t, root, map[string]string{old + "/reports/swj/2022.md": text("商务改")})
	commitOn(t, root, "2023-02-01T08:00:00+08:00", "改“一”处 <b>\ttab")
	run(t, root, "mv", old+"/reports/swj", old+"/reports/shangwu")
	commitOn(t, root, "2023-03-01T08:00:00+08:00", "改编号")
	run(t, root, "mv", old, "content")
	commitOn(t, root, "2023-04-01T08:00:00+08:00", "移动")
	run(t, root, "rm", "-q", "content/reports/mzj/2021.md")
	commitOn(t, root, "2023-05-01T08:00:00+08:00", "删除")
	write(t, root, map[string]string{"content/reports/mzj/2021.md": "重来\n", "content/reports/mzj/2022.md": "不提交\n"})
	run(t, root, "add", "content/reports/mzj/2021.md")
	run(t, root, "commit", "-q", "-m", "重新收入")

	for _, setting := range []string{"log.follow=true", "log.showRoot=false", "diff.relative=true", "diff.renames=false", "color.ui=always", "log.date=relative"} {
		name, value, _ := strings.Cut(setting, "=")
		run(t, root, "config", name, value)
	}
	p := past(t, filepath.Join(root, "content"), "HEAD")
	wantNotes(t, p, "reports/shangwu/2022.md",
		"2023-01-10 收入 reports/swj/2022.md", "2023-02-01 改“一”处 <b>\ttab reports/swj/2022.md",
		"2023-03-01 改编号 reports/shangwu/2022.md", "2023-04-01 移动 reports/shangwu/2022.md")
	wantNotes(t, p, "reports/mzj/2021.md", "2023-05-01 重新收入 reports/mzj/2021.md")
	wantNotes(t, p, "reports/mzj/2022.md", "2023-01-10 收入 reports/mzj/2022.md", "2023-04-01 移动 reports/mzj/2022.md")
	if len(p.Files) != 3 {
		t.Errorf("files: %v; want 3 reports", p.Files)
	}
	got, err := p.Text(p.Files["reports/shangwu/2022.md"][1].Object)
	if err != nil || string(got) != text("商务改") {
		t.Errorf("text: %q, %v", got, err)
	}
	if p.Shallow || p.Head != run(t, root, "rev-parse", "HEAD") {
		t.Errorf("head %s, shallow %v", p.Head, p.Shallow)
	}
	before := past(t, filepath.Join(root, "content"), "HEAD~1")
	wantNotes(t, before, "reports/mzj/2021.md")
}

// TestHistorySwap has two files change places, and one follow another that was
// removed: reports of other agencies and years are no ancestors.
func TestHistorySwap(t *testing.T) {
	alone(t)
	root := t.TempDir()
	run(t, root, "init", "-q", "-b", "main")
	write(t, root, map[string]string{"reports/a/2022.md": text("甲"), "reports/b/2022.md": "乙\n", "reports/c/2020.md": text("丙")})
	commitOn(t, root, "2023-01-01T08:00:00+08:00", "一")
	write(t, root, map[string]string{"reports/b/2022.md": text("甲"), "reports/a/2022.md": "丁\n", "reports/d/2023.md": text("丙")})
	run(t, root, "rm", "-q", "--cached", "reports/c/2020.md")
	if err := os.Remove(filepath.Join(root, "reports/c/2020.md")); err != nil {
		t.Fatal(err)
	}
	commitOn(t, root, "2024-01-01T08:00:00+08:00", "二")
	p := past(t, root, "HEAD")
	wantNotes(t, p, "reports/d/2023.md", "2024-01-01 二 reports/d/2023.md")
	wantNotes(t, p, "reports/a/2022.md", "2023-01-01 一 reports/a/2022.md", "2024-01-01 二 reports/a/2022.md")
}

// TestHistoryMerges takes a branch as one change, on the day of its merge.
func TestHistoryMerges(t *testing.T) {
	alone(t)
	root := t.TempDir()
	run(t, root, "init", "-q", "-b", "main")
	write(t, root, map[string]string{"reports/a/2022.md": "一\n", "reports/b/2022.md": "一\n"})
	commitOn(t, root, "2023-01-01T08:00:00+08:00", "收入")
	for i, message := range []string{"Merge pull request #1 from x/y\n\n更正甲局年报\n", "Merge branch 'z'", "!2 更正\n\nMerge pull request !2 from x/y"} {
		run(t, root, "checkout", "-q", "-b", "work")
		for _, part := range []string{"二", "三"} {
			write(t, root, map[string]string{"reports/a/2022.md": part + strings.Repeat("改", i) + "\n"})
			commitOn(t, root, "2023-02-01T08:00:00+08:00", "草稿"+part)
		}
		run(t, root, "checkout", "-q", "main")
		t.Setenv("GIT_AUTHOR_DATE", "2023-03-01T08:00:00+08:00")
		run(t, root, "merge", "-q", "--no-ff", "-m", message, "work")
		run(t, root, "branch", "-q", "-D", "work")
	}
	run(t, root, "checkout", "-q", "--detach")
	p := past(t, root, "HEAD")
	wantNotes(t, p, "reports/a/2022.md", "2023-01-01 收入 reports/a/2022.md", "2023-03-01 更正甲局年报 reports/a/2022.md",
		"2023-03-01  reports/a/2022.md", "2023-03-01 !2 更正 reports/a/2022.md")
	wantNotes(t, p, "reports/b/2022.md", "2023-01-01 收入 reports/b/2022.md")
}

// TestHistoryElsewhere reads worktrees, submodules and shallow clones, and says
// where there is nothing to read.
func TestHistoryElsewhere(t *testing.T) {
	root := archive(t, "content")
	want := []string{"one", "two"}
	has := func(dir string, want ...string) {
		t.Helper()
		p := past(t, dir, "HEAD")
		var got []string
		for _, c := range p.Files["reports/swj/2022.md"] {
			got = append(got, c.Note)
		}
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: %q; want %q", dir, got, want)
		}
	}
	has(filepath.Join(root, "content"), want...)
	worktree := filepath.Join(t.TempDir(), "tree")
	run(t, root, "worktree", "add", "-q", worktree)
	has(filepath.Join(worktree, "content"), want...)

	outer := t.TempDir()
	run(t, outer, "init", "-q", "-b", "main")
	run(t, outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", root, "sub")
	has(filepath.Join(outer, "sub/content"), want...)

	shallow := filepath.Join(t.TempDir(), "shallow")
	run(t, root, "clone", "-q", "--depth", "1", "file://"+root, shallow)
	has(filepath.Join(shallow, "content"), "two")
	if p := past(t, filepath.Join(shallow, "content"), "HEAD"); !p.Shallow {
		t.Error("a shallow clone is not said to be one")
	}

	empty := t.TempDir()
	run(t, empty, "init", "-q")
	if err := os.Mkdir(filepath.Join(root, "untracked"), 0o755); err != nil {
		t.Fatal(err)
	}
	if p := past(t, filepath.Join(root, "untracked"), "HEAD"); len(p.Files) > 0 {
		t.Errorf("an untracked folder has the files %v", p.Files)
	}
	none := map[string]string{"no repository": t.TempDir(), "no commit": empty, "no folder": filepath.Join(empty, "nowhere")}
	for name, dir := range none {
		if _, err := History(context.Background(), dir, "HEAD"); !errors.Is(err, ErrNone) {
			t.Errorf("%s: %v; want ErrNone", name, err)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := History(context.Background(), root, "HEAD"); !errors.Is(err, ErrNone) {
		t.Errorf("no git: %v; want ErrNone", err)
	}
	var p *Past
	if err := errors.Join(p.Read(), p.Close()); err != nil {
		t.Error(err)
	}
}
