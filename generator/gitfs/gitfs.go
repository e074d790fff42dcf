// Package gitfs reads a folder as it was at a git revision.
//
//	before, err := gitfs.Open(ctx, "content", "HEAD~1")
//	text, err := fs.ReadFile(before, "archive.toml")
//
// OpenLazy is for those who need little of the folder; with it they learn which
// files differ between two revisions, or between one and the working tree.
//
// It asks the git command, so that worktrees, submodules, packs and alternates
// work as they do for the user, and leaves nothing on the disk: texts are read
// into memory in one stream, other files (attachments) when somebody opens them.
//
// Files are as they were committed: without conversion of line ends. A symbolic
// link is listed as one but cannot be opened. A submodule within the folder is
// left out, since its files are in another repository.
package gitfs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// An Error says why a revision cannot be read, to whoever named it.
type Error struct{ diag.Text }

func (e *Error) Error() string { return e.En }

func fault(zh, en string, args ...any) error {
	return &Error{diag.Textf(zh, en, args...)}
}

// Open reads the folder dir of the working tree as it was at a revision: any name
// of a commit that git knows. A folder that was not there then is empty.
func Open(ctx context.Context, dir, rev string) (*FS, error) {
	g := git{ctx: ctx, dir: dir}
	_, tree, err := g.folder(rev)
	if err != nil {
		return nil, err
	}
	if tree == "" {
		return newFS(dir), nil
	}
	f := newFS(dir)
	if err := g.list(tree, f.add); err != nil {
		return nil, err
	}
	f.sort()
	files, objects := f.texts()
	return f, g.read(files, objects)
}

// A git runs the git command in a folder.
type git struct {
	ctx context.Context
	dir string
}

// local are the variables that tie git to a repository. Hooks are run with some
// of them set, and they would win over the folder.
var local = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE", "GIT_IMPLICIT_WORK_TREE",
	"GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_INTERNAL_SUPER_PREFIX",
	"LC_ALL", // for words that can be recognised
}

// command makes a call of git. What a user named is never among args as it is:
// revisions that begin with "-" are refused, paths follow a commit and a colon.
func (g git) command(args ...string) (*exec.Cmd, *bytes.Buffer) {
	c := exec.CommandContext(g.ctx, "git", args...)
	c.Dir = g.dir
	c.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(local, name)
	})
	c.Env = append(c.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0")
	var words bytes.Buffer
	c.Stderr = &words
	return c, &words
}

// line gives the one line that git answers with.
func (g git) line(args ...string) (string, error) {
	c, words := g.command(args...)
	out, err := c.Output()
	if err != nil {
		return "", g.explain(err, words)
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(out), "\n"), "\r"), nil
}

// A failure is a call of git that went wrong.
type failure struct {
	err   error
	words string // git's own
}

func (f *failure) Error() string { return fmt.Sprintf("git: %s (%v)", f.words, f.err) }
func (f *failure) Unwrap() error { return f.err }

func (g git) explain(err error, words *bytes.Buffer) error {
	switch {
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return fault("没有找到 git 命令；装好 git 再试", "there is no git command; install git")
	case status(err) > 0:
		return &failure{err, strings.TrimSpace(words.String())}
	}
	return err
}

// status gives the exit status behind an error; 0 where there is none.
func status(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return 0
}

// folder resolves a revision, and the tree of the folder in it: "" where it was not there.
func (g git) folder(rev string) (commit, tree string, err error) {
	if isName(rev) && !strings.Contains(rev, ":") {
		// One call, where there is nothing to explain.
		both, err := g.line("rev-parse", "--quiet", rev+"^{commit}", rev+":./")
		if commit, tree, _ := strings.Cut(both, "\n"); err == nil && isHash(commit) && isHash(tree) {
			return commit, tree, nil
		}
	}
	prefix, err := g.prefix()
	if err != nil {
		return "", "", err
	}
	if commit, err = g.commit(rev); err != nil {
		return "", "", err
	}
	tree, err = g.line("rev-parse", "--verify", "--quiet", commit+":"+strings.TrimSuffix(prefix, "/"))
	if status(err) == 1 {
		return commit, "", nil
	}
	return commit, tree, err
}

// prefix gives the folder's path in its repository, with a slash at the end; ""
// for the repository's own folder.
func (g git) prefix() (string, error) {
	prefix, err := g.line("rev-parse", "--show-prefix")
	var f *failure
	switch {
	case !errors.As(err, &f):
		return prefix, err
	case strings.Contains(f.words, "not a git repository"):
		return "", fault("%s 不在 git 仓库里，没有修订版本可比", "%s is in no git repository, so there is no revision to compare with", g.dir)
	}
	return "", fault("git 打不开 %s 所在的仓库：%s", "git cannot open the repository of %s: %s", g.dir, f.words)
}

// isName says that a text may name a revision, and is no flag of git.
func isName(rev string) bool {
	return rev != "" && !strings.HasPrefix(rev, "-") && !strings.ContainsRune(rev, 0)
}

// commit resolves a revision.
func (g git) commit(rev string) (string, error) {
	if !isName(rev) {
		return "", fault("修订版本 %q 不对；应为分支、标签或提交，如 HEAD、main、HEAD~1", "%q is no revision; want a branch, a tag or a commit, such as HEAD, main or HEAD~1", rev)
	}
	commit, err := g.line("rev-parse", "--verify", "--quiet", rev+"^{commit}")
	switch {
	case err == nil && isHash(commit):
		return commit, nil
	case err != nil && status(err) <= 0: // git did not come to an answer
		return "", err
	}
	if _, err := g.line("rev-parse", "--verify", "--quiet", "HEAD"); err != nil {
		return "", fault("仓库还没有提交，没有修订版本 %q 可比", "the repository has no commit yet, so there is no revision %q to compare with", rev)
	}
	if shallow, _ := g.line("rev-parse", "--is-shallow-repository"); shallow == "true" {
		return "", fault("没有修订版本 %q：这是浅克隆，只有最近的提交；先运行 git fetch --unshallow（在 CI 里取全部历史，如 fetch-depth: 0）",
			"there is no revision %q: this clone is shallow and has the newest commits only; run git fetch --unshallow (in CI fetch the whole history, such as fetch-depth: 0)", rev)
	}
	return "", fault("没有修订版本 %q；用 git branch -a 和 git log --oneline 查看有哪些", "there is no revision %q; see git branch -a and git log --oneline", rev)
}

// isHash says that git answered with the name of an object and nothing else.
func isHash(s string) bool {
	return len(s) >= 40 && strings.Trim(s, "0123456789abcdef") == ""
}
