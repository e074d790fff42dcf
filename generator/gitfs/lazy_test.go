package gitfs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

func openLazy(t testing.TB, dir, rev string) *Lazy {
	t.Helper()
	l, err := OpenLazy(context.Background(), dir, rev)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// What is read piece by piece is what is read at once.
func TestLazy(t *testing.T) {
	for _, content := range []string{"content", "年报 库/内容", "-x", "[a]*?"} {
		dir := filepath.Join(archive(t, content), content)
		l := openLazy(t, dir, "HEAD~1")
		whole, err := Open(context.Background(), dir, "HEAD~1")
		if err != nil {
			t.Fatal(err)
		}
		files := 0
		err = fs.WalkDir(whole, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			want, _ := d.Info()
			got, err := l.Stat(name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return nil
			}
			if got.Mode() != want.Mode() || d.Type() == 0 && got.Size() != want.Size() {
				t.Errorf("%s: got %v, %d; want %v, %d", name, got.Mode(), got.Size(), want.Mode(), want.Size())
			}
			if d.IsDir() {
				if got, want := names(t, l, name), names(t, whole, name); !slices.Equal(got, want) {
					t.Errorf("%s holds %q; want %q", name, got, want)
				}
				return nil
			}
			if d.Type() != 0 {
				if _, err := l.Open(name); !errors.Is(err, fs.ErrInvalid) {
					t.Errorf("the link can be opened: %v", err)
				}
				return nil
			}
			files++
			if got, want := read(t, l, name), read(t, whole, name); got != want {
				t.Errorf("%s: got %q; want %q", name, got, want)
			}
			return nil
		})
		if err != nil || files != 6 {
			t.Errorf("%d files, %v", files, err)
		}
		if _, err := l.Stat("reports/none"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is not there: %v", err)
		}
	}
}

// What is fetched in one go is what is read one by one.
func TestFetch(t *testing.T) {
	alone(t)
	dir, want := t.TempDir(), map[string]string{}
	for i := range 3 * few {
		want[fmt.Sprintf("reports/a%d/2022.md", i)] = fmt.Sprintf("第%d份报告\n", i/2) // two of each text
	}
	write(t, dir, want)
	write(t, dir, map[string]string{"reports/a0/2022.pdf": "%PDF"})
	run(t, dir, "init", "-q")
	run(t, dir, "add", "-A")
	run(t, dir, "commit", "-q", "-m", "reports")
	for _, asked := range [][]string{
		slices.Sorted(maps.Keys(want)),
		append(slices.Sorted(maps.Keys(want)), "reports/a0/2022.pdf", "reports/a0", "reports/none/2022.md", "none.md", "../x.md", "."),
		{"reports/a0/2022.md"},
		nil,
	} {
		l := openLazy(t, dir, "HEAD")
		if err := l.Fetch(asked); err != nil {
			t.Fatal(err)
		}
		if e, err := l.find("reports/a1/2022.md"); err != nil || e.read != (len(asked) > few) {
			t.Errorf("of %d names, the text of one is there: %v (%v)", len(asked), e.read, err)
		}
		for name, text := range want {
			if got := read(t, l, name); got != text {
				t.Errorf("%s: got %q; want %q", name, got, text)
			}
			if info, err := fs.Stat(l, name); err != nil || info.Size() != int64(len(text)) {
				t.Errorf("%s: %v, %v", name, info, err)
			}
		}
		if got := read(t, l, "reports/a0/2022.pdf"); got != "%PDF" {
			t.Errorf("the attachment is %q", got)
		}
	}
}

func names(t testing.TB, f fs.FS, dir string) []string {
	t.Helper()
	entries, err := fs.ReadDir(f, dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// What the standard library wants of a file system; it knows no links that cannot
// be read.
func TestLazyIsAFileSystem(t *testing.T) {
	alone(t)
	root := t.TempDir()
	run(t, root, "init", "-q", "-b", "main")
	write(t, root, map[string]string{"archive.toml": "a", "reports/swj/2022.md": "b", "reports/swj/2022/附件 1.pdf": "c"})
	run(t, root, "add", ".")
	run(t, root, "commit", "-q", "-m", "one")
	if err := fstest.TestFS(openLazy(t, root, "HEAD"), "archive.toml", "reports/swj/2022.md", "reports/swj/2022/附件 1.pdf"); err != nil {
		t.Error(err)
	}
}

func TestLazyTogether(t *testing.T) {
	l := openLazy(t, filepath.Join(archive(t, "content"), "content"), "HEAD")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if entries, err := l.ReadDir("reports/swj"); err != nil || len(entries) == 0 {
					t.Errorf("the folder holds %v: %v", entries, err)
				} else if info, err := entries[len(entries)-1].Info(); err != nil || info.Size() < 0 {
					t.Errorf("%s: %v", entries[len(entries)-1].Name(), err)
				}
				if text, err := fs.ReadFile(l, "reports/swj/2022.md"); err != nil || string(text) != "after" {
					t.Errorf("got %q, %v", text, err)
				}
				if text, err := fs.ReadFile(l, "reports/swj/2022/附件 1.pdf"); err != nil || string(text) != "%PDF\x00\n\n" {
					t.Errorf("got %q, %v", text, err)
				}
			}
		})
	}
	group.Wait()
}

func TestLazyNewFolder(t *testing.T) {
	root := archive(t, "content")
	write(t, root, map[string]string{"later/archive.toml": "x"})
	l := openLazy(t, filepath.Join(root, "later"), "HEAD")
	if got := names(t, l, "."); len(got) > 0 {
		t.Errorf("it holds %q", got)
	}
	paths, err := l.Changed()
	if err != nil || !slices.Equal(paths, []string{"archive.toml"}) {
		t.Errorf("got %q, %v", paths, err)
	}
}

func TestPaths(t *testing.T) {
	for _, content := range []string{"content", "年报 库/内容"} {
		root := archive(t, content)
		dir := filepath.Join(root, content)
		write(t, root, map[string]string{"README.md": "changed outside", "notes.md": "new outside", content + "/reports/swj/2023.md": "not added",
			content + "/.gitignore": "*.log\n", content + "/a.log": "ignored"})
		before, after := openLazy(t, dir, "HEAD~1"), openLazy(t, dir, "HEAD")
		got, err := Paths(before, after)
		if want := []string{"reports/swj/2021.md", "reports/swj/2022.md"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("between the revisions: %q, %v; want %q", got, err, want)
		}
		got, err = after.Changed()
		if want := []string{".gitignore", "reports/swj/2022.md", "reports/swj/2023.md"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("in the working tree: %q, %v; want %q", got, err, want)
		}
		got, err = before.Changed()
		if want := []string{".gitignore", "reports/swj/2021.md", "reports/swj/2022.md", "reports/swj/2023.md"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("since the first revision: %q, %v; want %q", got, err, want)
		}
	}
}

// A file that was only touched, or renamed with git mv, is known for what it is.
func TestChangedTouchedAndRenamed(t *testing.T) {
	root := archive(t, "content")
	dir := filepath.Join(root, "content")
	run(t, root, "checkout", "-q", "--", ".")
	if err := os.Chtimes(filepath.Join(dir, "archive.toml"), longAgo, longAgo); err != nil {
		t.Fatal(err)
	}
	run(t, root, "mv", "content/reports/swj/2022.md", "content/reports/swj/2019.md")
	got, err := openLazy(t, dir, "HEAD").Changed()
	if want := []string{"reports/swj/2019.md", "reports/swj/2022.md"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestLazyInWorktreeDetachedAndSubmodule(t *testing.T) {
	root := archive(t, "content")
	tree := filepath.Join(t.TempDir(), "tree")
	run(t, root, "worktree", "add", "-q", "--detach", tree, "HEAD~1")
	outer := t.TempDir()
	run(t, outer, "init", "-q", "-b", "main")
	run(t, outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", root, "nianbao")
	run(t, outer, "commit", "-q", "-m", "outer")
	for dir, want := range map[string]string{filepath.Join(tree, "content"): "before\r\n", filepath.Join(outer, "nianbao", "content"): "after"} {
		l := openLazy(t, dir, "HEAD")
		if got := read(t, l, "reports/swj/2022.md"); got != want {
			t.Errorf("%s: got %q; want %q", dir, got, want)
		}
		if paths, err := l.Changed(); err != nil || len(paths) > 0 {
			t.Errorf("%s: changed %q, %v", dir, paths, err)
		}
	}
	// From the outer repository the submodule is a name, no folder.
	if got := names(t, openLazy(t, outer, "HEAD"), "."); !slices.Equal(got, []string{".gitmodules"}) {
		t.Errorf("the outer repository holds %q", got)
	}
}

// A working tree with CR LF, as git makes it on Windows, is no change.
func TestChangedLineEnds(t *testing.T) {
	root := archive(t, "content")
	run(t, root, "checkout", "-q", "--", ".")
	run(t, root, "config", "core.autocrlf", "true")
	write(t, root, map[string]string{"content/archive.toml": "[site]\r\n"})
	got, err := openLazy(t, filepath.Join(root, "content"), "HEAD").Changed()
	if err != nil || slices.Contains(got, "archive.toml") {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestLazyErrors(t *testing.T) {
	root := archive(t, "content")
	dir := filepath.Join(root, "content")
	empty, none := t.TempDir(), t.TempDir()
	run(t, empty, "init", "-q", "-b", "main")
	shallow := filepath.Join(t.TempDir(), "shallow")
	run(t, root, "clone", "-q", "--depth", "1", "file://"+root, shallow)
	for _, test := range []struct{ dir, rev, en string }{
		{dir, "nothing", `there is no revision "nothing"; see`},
		{dir, "--help", `"--help" is no revision`},
		{empty, "HEAD", `the repository has no commit yet`},
		{none, "HEAD", `is in no git repository`},
		{filepath.Join(shallow, "content"), "HEAD~1", `this clone is shallow`},
	} {
		_, err := OpenLazy(context.Background(), test.dir, test.rev)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.En, test.en) {
			t.Errorf("%s: got %v", test.rev, err)
		}
	}
	t.Setenv("PATH", none)
	if _, err := OpenLazy(context.Background(), dir, "HEAD"); err == nil || !strings.Contains(err.Error(), "there is no git command") {
		t.Errorf("without git: %v", err)
	}
}

var longAgo = time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)

// What git was told to forget, and what has another mode, is no change of content; and
// what changed besides is one.
func TestChangedInNoByte(t *testing.T) {
	root := archive(t, "content")
	dir := filepath.Join(root, "content")
	run(t, root, "config", "core.fileMode", "true")
	run(t, root, "checkout", "-q", "--", ".")
	name := filepath.Join(dir, "reports", "swj", "2022.md")
	changed := func(what string, want ...string) {
		t.Helper()
		if got, err := openLazy(t, dir, "HEAD").Changed(); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v; want %q", what, got, err, want)
		}
	}
	run(t, root, "rm", "-q", "--cached", "content/reports/swj/2022.md")
	changed("forgotten")
	write(t, root, map[string]string{".gitignore": "2022.md\n"})
	changed("forgotten and ignored")
	write(t, dir, map[string]string{"reports/swj/2022.md": "edited"})
	changed("forgotten, ignored and edited", "reports/swj/2022.md")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	changed("gone", "reports/swj/2022.md")
	if err := os.Mkdir(name, 0o777); err != nil {
		t.Fatal(err)
	}
	changed("a folder now", "reports/swj/2022.md")
	run(t, root, "reset", "-q", "--hard")
	if err := os.Chmod(name, 0o755); err != nil {
		t.Fatal(err)
	}
	changed("with another mode")
	run(t, root, "commit", "-q", "-a", "-m", "mode")
	if got, err := Paths(openLazy(t, dir, "HEAD~1"), openLazy(t, dir, "HEAD")); err != nil || len(got) > 0 {
		t.Errorf("committed with another mode: %q, %v", got, err)
	}
	write(t, dir, map[string]string{"reports/swj/2022.md": "edited"})
	if err := os.Chmod(name, 0o644); err != nil {
		t.Fatal(err)
	}
	changed("with another mode and edited", "reports/swj/2022.md")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("2021.md", name); err != nil {
		t.Skip(err)
	}
	changed("a link now", "reports/swj/2022.md")
}
