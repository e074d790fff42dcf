package gitfs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// run calls git in a folder, without the configuration of whoever runs the tests.
func run(t testing.TB, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// alone keeps git from everything outside of the test.
func alone(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "GIT_") {
			t.Setenv(name, "") // so that it comes back afterwards
			os.Unsetenv(name)
		}
	}
	for name, value := range map[string]string{
		"GIT_CONFIG_GLOBAL": os.DevNull, "GIT_CONFIG_SYSTEM": os.DevNull, "GIT_CONFIG_NOSYSTEM": "1",
		"GIT_AUTHOR_NAME": "示例", "GIT_AUTHOR_EMAIL": "a@example.invalid",
		"GIT_COMMITTER_NAME": "示例", "GIT_COMMITTER_EMAIL": "a@example.invalid",
	} {
		t.Setenv(name, value)
	}
}

// write writes files below a folder.
func write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// archive is a repository whose content folder has changed since its first commit.
func archive(t testing.TB, content string) string {
	t.Helper()
	alone(t)
	root := t.TempDir()
	run(t, root, "init", "-q", "-b", "main")
	write(t, root, map[string]string{
		"README.md":                               "outside",
		content + "/archive.toml":                 "[site]\n",
		content + "/reports/swj/2022.md":          "before\r\n",
		content + "/reports/swj/2021.md":          "before\r\n",
		content + "/reports/swj/2022/附件 1.pdf":    "%PDF\x00\n\n",
		content + "/reports/swj/2022.d/a\"b\t.md": "",
		content + "/reports/swj/.gitattributes":   "*.md export-ignore\n",
	})
	if err := os.Symlink("2022.md", filepath.Join(root, content, "reports/swj/2020.md")); err != nil {
		t.Skip(err)
	}
	run(t, root, "add", ".")
	run(t, root, "commit", "-q", "-m", "one")
	run(t, root, "tag", "第一版")
	write(t, root, map[string]string{content + "/reports/swj/2022.md": "after"})
	if err := os.Remove(filepath.Join(root, content, "reports/swj/2021.md")); err != nil {
		t.Fatal(err)
	}
	run(t, root, "add", ".")
	run(t, root, "commit", "-q", "-m", "two")
	write(t, root, map[string]string{content + "/reports/swj/2022.md": "not committed"})
	return root
}

func read(t testing.TB, fsys fs.FS, name string) string {
	t.Helper()
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestOpen(t *testing.T) {
	for _, content := range []string{"content", "年报 库/内容", "-x", "[a]*?"} {
		root := archive(t, content)
		dir := filepath.Join(root, content)
		for rev, want := range map[string]string{"HEAD": "after", "main": "after", "HEAD~1": "before\r\n", "第一版": "before\r\n", "HEAD^{/one}": "before\r\n"} {
			f, err := Open(context.Background(), dir, rev)
			if err != nil {
				t.Errorf("%s at %s: %v", content, rev, err)
				continue
			}
			if got := read(t, f, "reports/swj/2022.md"); got != want {
				t.Errorf("%s at %s: got %q; want %q", content, rev, got, want)
			}
		}
		f, err := Open(context.Background(), dir, "HEAD~1")
		if err != nil {
			t.Fatal(err)
		}
		names := []string{"archive.toml", "reports/swj/2021.md", "reports/swj/2022/附件 1.pdf", "reports/swj/2022.d/a\"b\t.md", "reports/swj/.gitattributes"}
		if got := read(t, f, names[2]); got != "%PDF\x00\n\n" {
			t.Errorf("the attachment is %q", got)
		}
		if info, err := fs.Stat(f, names[2]); err != nil || info.Size() != 7 {
			t.Errorf("the attachment is %v, %v", info, err)
		}
		checkLink(t, f)
		// What the standard library wants of a file system; it knows no links that
		// cannot be read.
		delete(f.nodes, "reports/swj/2020.md")
		swj := f.nodes["reports/swj"]
		swj.entries = swj.entries[:0]
		for name, n := range f.nodes {
			if filepath.Dir(name) == "reports/swj" {
				swj.entries = append(swj.entries, n)
			}
		}
		f.sort()
		if err := fstest.TestFS(f, names...); err != nil {
			t.Error(err)
		}
		if _, err := fs.Stat(f, "README.md"); !errors.Is(err, fs.ErrNotExist) {
			t.Error("a file outside of the folder is in it")
		}
	}
}

// checkLink holds that a link is shown as one and leads nowhere.
func checkLink(t *testing.T, f *FS) {
	t.Helper()
	entries, err := fs.ReadDir(f, "reports/swj")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == "2020.md" {
			if e.Type() != fs.ModeSymlink {
				t.Errorf("the link is %v", e.Type())
			}
			if _, err := f.Open("reports/swj/2020.md"); err == nil {
				t.Error("the link can be opened")
			}
			return
		}
	}
	t.Error("the link is not listed")
}

// A caller may change what it was given.
func TestReadFileGivesACopy(t *testing.T) {
	f, err := Open(context.Background(), filepath.Join(archive(t, "content"), "content"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	text, _ := f.ReadFile("archive.toml")
	text[0] = 'x'
	if got := read(t, f, "archive.toml"); got != "[site]\n" {
		t.Errorf("got %q", got)
	}
}

func TestOpenWholeRepository(t *testing.T) {
	f, err := Open(context.Background(), archive(t, "content"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if read(t, f, "README.md") != "outside" || read(t, f, "content/archive.toml") != "[site]\n" {
		t.Error("files are missing")
	}
}

// A folder that was not there yet had nothing in it.
func TestOpenNewFolder(t *testing.T) {
	root := archive(t, "content")
	write(t, root, map[string]string{"later/archive.toml": "x"})
	f, err := Open(context.Background(), filepath.Join(root, "later"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if entries, err := fs.ReadDir(f, "."); err != nil || len(entries) > 0 {
		t.Errorf("entries %v, error %v", entries, err)
	}
}

// Hooks are run with variables that name the repository, relative to a folder
// that is not ours.
func TestOpenInHook(t *testing.T) {
	root := archive(t, "content")
	t.Setenv("GIT_DIR", ".git")
	t.Setenv("GIT_INDEX_FILE", ".git/index")
	t.Setenv("GIT_PREFIX", "content/")
	f, err := Open(context.Background(), filepath.Join(root, "content"), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, f, "reports/swj/2022.md"); got != "after" {
		t.Errorf("got %q", got)
	}
}

func TestOpenInWorktreeAndSubmodule(t *testing.T) {
	root := archive(t, "content")
	tree := filepath.Join(t.TempDir(), "tree")
	run(t, root, "worktree", "add", "-q", tree, "HEAD~1")
	outer := t.TempDir()
	run(t, outer, "init", "-q", "-b", "main")
	run(t, outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", root, "nianbao")
	run(t, outer, "commit", "-q", "-m", "outer")
	for dir, want := range map[string]string{filepath.Join(tree, "content"): "before\r\n", filepath.Join(outer, "nianbao", "content"): "after"} {
		f, err := Open(context.Background(), dir, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, f, "reports/swj/2022.md"); got != want {
			t.Errorf("%s: got %q; want %q", dir, got, want)
		}
	}
	// From the outer repository the submodule is a name, no folder.
	f, err := Open(context.Background(), outer, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fs.Stat(f, "nianbao"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the submodule is shown: %v", err)
	}
}

func TestErrors(t *testing.T) {
	root := archive(t, "content")
	dir := filepath.Join(root, "content")
	empty, none := t.TempDir(), t.TempDir()
	run(t, empty, "init", "-q", "-b", "main")
	shallow := filepath.Join(t.TempDir(), "shallow")
	run(t, root, "clone", "-q", "--depth", "1", "file://"+root, shallow)
	for _, test := range []struct{ dir, rev, zh, en string }{
		{dir, "nothing", `没有修订版本 "nothing"；`, `there is no revision "nothing"; see`},
		{dir, "HEAD:content", `没有修订版本`, `there is no revision "HEAD:content"`},
		{dir, ":/one", `没有修订版本`, `there is no revision ":/one"`},
		{dir, "HEAD~1..HEAD", `没有修订版本`, `there is no revision "HEAD~1..HEAD"`},
		{dir, "^HEAD", `没有修订版本`, `there is no revision "^HEAD"`},
		{dir, "", `应为分支、标签或提交`, `"" is no revision; want a branch`},
		{dir, "--help", `"--help" 不对`, `"--help" is no revision`},
		{dir, "--output=x", `不对`, `"--output=x" is no revision`},
		{dir, "a\x00b", `不对`, `is no revision`},
		{empty, "HEAD", `仓库还没有提交`, `the repository has no commit yet`},
		{none, "HEAD", `不在 git 仓库里`, `is in no git repository`},
		{filepath.Join(shallow, "content"), "HEAD~1", `浅克隆`, `this clone is shallow`},
	} {
		_, err := Open(context.Background(), test.dir, test.rev)
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v", test.rev, err)
			continue
		}
		if !strings.Contains(e.Zh, test.zh) || !strings.Contains(e.En, test.en) {
			t.Errorf("%s: got %s / %s", test.rev, e.Zh, e.En)
		}
	}
	if _, err := Open(context.Background(), filepath.Join(root, "nowhere"), "HEAD"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Open(ctx, dir, "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
	t.Setenv("PATH", none)
	if _, err := Open(context.Background(), dir, "HEAD"); err == nil || !strings.Contains(err.Error(), "there is no git command") {
		t.Errorf("without git: %v", err)
	}
}

func BenchmarkOpen(b *testing.B) {
	alone(b)
	root := b.TempDir()
	run(b, root, "init", "-q")
	files := map[string]string{}
	for agency := range 100 {
		for year := range 20 {
			files[fmt.Sprintf("content/reports/a%d/%d.md", agency, 2000+year)] = strings.Repeat(fmt.Sprintf("%d年%d\n", year, agency), 500)
		}
	}
	write(b, root, files)
	run(b, root, "add", ".")
	run(b, root, "commit", "-q", "-m", "all")
	for b.Loop() {
		if _, err := Open(context.Background(), filepath.Join(root, "content"), "HEAD"); err != nil {
			b.Fatal(err)
		}
	}
}
