package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/gitsetup"
)

// A setup is what is written, or taken back, to tie git to this program.
type setup struct {
	attributes string // the file
	old, new   string // its text before and after
	settings   []gitsetup.Setting
}

// runInstall ties git to this program, or unties it.
func (p *program) runInstall(ctx context.Context, f gitFlags) error {
	if !isFolder(p.content) {
		return usage("没有文件夹 %s", "there is no folder %s", p.content)
	}
	g, name, err := around(ctx, p.content)
	if err != nil {
		return err
	}
	s, err := p.setup(g, name, f.uninstall)
	if err != nil {
		return err
	}
	if s.old == s.new && len(s.settings) == 0 {
		if f.uninstall {
			p.say("没有要撤销的设置", "there is nothing to take back")
		} else {
			p.say("已经设置好了，没有要写的", "all is set up already; nothing to write")
		}
		return nil
	}
	p.showSetup(s, f.uninstall)
	if !f.yes {
		if !isTerminal(os.Stdin) {
			return usage("要写以上内容，加 --yes", "to write this, add --yes")
		}
		if !p.agrees() {
			p.say("没有改动", "nothing was changed")
			return nil
		}
	}
	return s.write(g, f.uninstall)
}

// around gives the folder for .gitattributes, and the name of the content folder in it:
// the folder around the content, or the content folder itself, ".", where that is the
// whole repository.
func around(ctx context.Context, content string) (g gitCommand, name string, err error) {
	dir, err := filepath.Abs(content)
	if err != nil {
		return g, "", err
	}
	g = gitCommand{ctx, dir}
	prefix, err := g.prefix()
	if err != nil || prefix == "" {
		return g, ".", err
	}
	return gitCommand{ctx, filepath.Dir(dir)}, filepath.Base(dir), nil
}

// setup finds what there is to write or to take back.
func (p *program) setup(g gitCommand, name string, uninstall bool) (setup, error) {
	prefix, err := g.prefix()
	if err != nil {
		return setup{}, err
	}
	s := setup{attributes: filepath.Join(g.dir, ".gitattributes")}
	text, err := os.ReadFile(s.attributes)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return setup{}, err
	}
	s.old = string(text)
	program, err := p.itself(uninstall)
	if err != nil {
		return setup{}, err
	}
	all := gitsetup.Settings(program, path.Join(prefix, name))
	if uninstall {
		s.new = gitsetup.Remove(s.old, name)
	} else {
		s.new = gitsetup.Add(s.old, name)
	}
	for _, want := range all {
		value, set := g.get(want.Key)
		switch {
		case uninstall && set:
			s.settings = append(s.settings, gitsetup.Setting{Key: want.Key, Value: value})
		case !uninstall && (!set || value != want.Value):
			s.settings = append(s.settings, want)
		}
	}
	return s, nil
}

// itself gives the path of this program. One that go run made is gone soon.
func (p *program) itself(uninstall bool) (string, error) {
	program, err := os.Executable()
	if err != nil || uninstall {
		return program, err
	}
	temporary := strings.Contains(filepath.ToSlash(program), "/go-build")
	// The name by which it is found stays when a link leads to a newer version.
	if found, err := exec.LookPath("gongkai"); err == nil && filepath.IsAbs(found) && (temporary || sameFile(found, program)) {
		return filepath.ToSlash(found), nil
	}
	if temporary {
		return "", usage("go run 的程序用完就删，git 以后找不到；先运行 go install ./cmd/gongkai，再运行 gongkai review --install",
			"git cannot call a program of go run later; run go install ./cmd/gongkai first, then gongkai review --install")
	}
	return filepath.ToSlash(program), nil
}

func sameFile(a, b string) bool {
	one, err := os.Stat(a)
	two, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(one, two)
}

// showSetup says exactly what will be written or taken back.
func (p *program) showSetup(s setup, uninstall bool) {
	sign := "+ "
	if uninstall {
		sign = "- "
	}
	if s.old != s.new {
		fmt.Fprintln(p.out, filepath.ToSlash(near(s.attributes)))
		more, less := s.new, s.old
		if uninstall {
			more, less = less, more
		}
		for line := range strings.Lines(more) {
			if !slices.Contains(slices.Collect(strings.Lines(less)), line) {
				fmt.Fprintln(p.out, "  "+sign+strings.TrimRight(line, "\r\n"))
			}
		}
	}
	if len(s.settings) > 0 {
		fmt.Fprintln(p.out, "git config --local")
		for _, x := range s.settings {
			fmt.Fprintf(p.out, "  %s%s = %s\n", sign, x.Key, x.Value)
		}
	}
}

// near gives a path from the working directory on, where it lies below that.
func near(path string) string {
	if here, err := os.Getwd(); err == nil {
		if short, err := filepath.Rel(here, path); err == nil && filepath.IsLocal(short) {
			return short
		}
	}
	return path
}

// agrees asks the person at the terminal.
func (p *program) agrees() bool {
	fmt.Fprint(p.messages, p.text("写吗？[y/N] ", "go on? [y/N] "))
	line, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	answer := strings.ToLower(strings.TrimSpace(line))
	return answer == "y" || answer == "yes" || answer == "是"
}

// write writes what was shown.
func (s setup) write(g gitCommand, uninstall bool) error {
	switch _, err := os.Lstat(s.attributes); {
	case s.old == s.new:
	case s.new == "":
		if err := os.Remove(s.attributes); err != nil {
			return err
		}
	case err == nil:
		if err := replace(s.attributes, []byte(s.new)); err != nil {
			return err
		}
	default:
		if err := os.WriteFile(s.attributes, []byte(s.new), 0o666); err != nil {
			return err
		}
	}
	for _, x := range s.settings {
		args := []string{"config", "--local", "--replace-all", x.Key, x.Value}
		if uninstall {
			args = []string{"config", "--local", "--unset-all", x.Key}
		}
		if _, err := g.run(args...); err != nil {
			return err
		}
	}
	return nil
}

// A gitCommand runs git in a folder.
type gitCommand struct {
	ctx context.Context
	dir string
}

func (g gitCommand) run(args ...string) (string, error) {
	c := exec.CommandContext(g.ctx, "git", args...)
	c.Dir = g.dir
	var words bytes.Buffer
	c.Stderr = &words
	out, err := c.Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", usage("没有找到 git 命令；装好 git 再试", "there is no git command; install git")
	case err != nil:
		return "", fmt.Errorf("git %s: %s (%w)", args[0], strings.TrimSpace(words.String()), err)
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(out), "\n"), "\r"), nil
}

// prefix gives the folder's path in the working tree.
func (g gitCommand) prefix() (string, error) {
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil && strings.Contains(err.Error(), "not a git repository") {
		return "", usage("%s 不在 git 仓库里；先运行 git init", "%s is in no git repository; run git init first", filepath.ToSlash(g.dir))
	}
	return prefix, err
}

// get gives a setting of the repository.
func (g gitCommand) get(key string) (string, bool) {
	value, err := g.run("config", "--local", "--get", key)
	return value, err == nil
}
