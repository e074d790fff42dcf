package gitfs

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

func TestMergeBase(t *testing.T) {
	root := archive(t, "content")
	dir := filepath.Join(root, "content")
	fork := run(t, root, "rev-parse", "HEAD~1")
	run(t, root, "checkout", "-q", "-f", "-b", "branch", "HEAD~1")
	run(t, root, "commit", "-q", "--allow-empty", "-m", "on the branch")
	run(t, root, "checkout", "-q", "--orphan", "apart")
	run(t, root, "commit", "-q", "--allow-empty", "-m", "apart")
	for _, pair := range [][2]string{{"main", "branch"}, {"branch", "main"}, {"第一版", "main"}, {"branch", "branch~1"}} {
		got, err := MergeBase(context.Background(), dir, pair[0], pair[1])
		if err != nil || got != fork {
			t.Errorf("%s: got %s, %v; want %s", pair, got, err, fork)
		}
	}
	shallow := filepath.Join(t.TempDir(), "shallow")
	run(t, root, "clone", "-q", "--depth", "1", "--no-single-branch", "file://"+root, shallow)
	for _, test := range []struct{ dir, one, two, zh, en string }{
		{dir, "main", "apart", "没有共同的祖先", "main..apart compares the two themselves"},
		{dir, "main", "nothing", `没有修订版本 "nothing"`, `there is no revision "nothing"`},
		{dir, "-x", "main", "不对", "is no revision"},
		{shallow, "origin/main", "origin/branch", "浅克隆", "this clone is shallow"},
		{t.TempDir(), "main", "branch", "不在 git 仓库里", "is in no git repository"},
	} {
		_, err := MergeBase(context.Background(), test.dir, test.one, test.two)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Zh, test.zh) || !strings.Contains(e.En, test.en) {
			t.Errorf("%s and %s: got %v", test.one, test.two, err)
		}
	}
}
