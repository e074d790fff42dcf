package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/gitfs"
	"gongkai/generator/review"
)

// reviewFlags are the flags of gongkai review.
type reviewFlags struct{ format, out, asOf string }

func (p *program) review() *cobra.Command {
	var f reviewFlags
	var g gitFlags
	c := &cobra.Command{
		Use:   p.text("review [旧版本[..新版本]]", "review [BASE[..HEAD]]"),
		Short: p.text("改了什么：逐格、逐句比较两个版本，列出新的和消除的问题", "what changed between two revisions, by cell and sentence, and what is wrong now"),
		Long: p.text(`比较两个 git 修订版本的内容：

  gongkai review                  HEAD 与工作区
  gongkai review main             main 与工作区
  gongkai review main..branch     两个修订版本
  gongkai review main...branch    branch 从 main 分出以后改了什么
  gongkai review 旧文件夹 新文件夹   两个文件夹

网址或索引号丢失时退出码是 1，修订版本不存在时是 2。`, `Compares the content at two git revisions:

  gongkai review                  HEAD and the working tree
  gongkai review main             main and the working tree
  gongkai review main..branch     two revisions
  gongkai review main...branch    what branch has changed since it left main
  gongkai review OLD NEW          two folders

The exit status is 1 where an address or an index number is lost, and 2 where a revision is missing.`),
		Args: p.words(&g),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case g.driver:
				return p.runDriver(args)
			case g.merge:
				return p.runMerge(args)
			case g.install, g.uninstall:
				return p.runInstall(c.Context(), g)
			}
			return p.runReview(c.Context(), args, f)
		},
	}
	p.gitFlags(c, &g)
	formats := strings.Join(review.Formats(), p.text("、", ", "))
	c.Flags().StringVar(&f.format, "format", "text", p.text("输出格式：%s", "output: %s", formats))
	c.Flags().StringVar(&f.out, "out", "", p.text("写到这个文件，不写到屏幕", "write to this file instead of the standard output"))
	c.Flags().StringVar(&f.asOf, "as-of", "", p.text("按哪一天检查，YYYY-MM-DD（默认今天）", "the day of the check, YYYY-MM-DD (default: today)"))
	return c
}

func (p *program) runReview(ctx context.Context, args []string, f reviewFlags) error {
	asOf, err := day(f.asOf)
	if err != nil {
		return err
	}
	if all := review.Formats(); !slices.Contains(all, f.format) {
		return usage("没有输出格式 %[1]q；可用 %[2]s", "there is no format %[1]q; want one of %[3]s", f.format, strings.Join(all, "、"), strings.Join(all, ", "))
	}
	if err := p.refuseOut(args, f.out); err != nil {
		return err
	}
	in, end, err := p.sides(ctx, args)
	defer end()
	if err != nil {
		return err
	}
	in.AsOf, in.Jobs = asOf, runtime.GOMAXPROCS(0)
	if f.format == "html" {
		in.Draw = review.DrawLimit
	}
	r, err := review.Make(ctx, in)
	if err != nil {
		return err
	}
	version, _ := release()
	o := review.Options{Lang: p.lang, Colour: f.out == "" && p.colour(p.out), Line: lines(), Version: version}
	write := func(w io.Writer) error { return review.Write(w, f.format, r, o) }
	if f.out == "" {
		err = p.print(write)
	} else {
		var b bytes.Buffer
		if err = write(&b); err == nil {
			err = os.WriteFile(f.out, b.Bytes(), 0o666)
		}
	}
	if err == nil && f.format == "html" {
		p.sayWhere(f.out)
	}
	if r.Lost() {
		p.status = mistakes
		p.say("有网址或索引号丢失", "an address or an index number is lost")
	}
	return err
}

// refuseOut refuses to write a review over what is reviewed, or to a folder.
func (p *program) refuseOut(args []string, out string) error {
	if out == "" {
		return nil
	}
	if isFolder(out) {
		return usage("--out %s 是文件夹；应为文件，如 review.html", "--out %s is a folder; want a file, such as review.html", out)
	}
	folders := []string{p.content}
	base, head, _ := revisions(args)
	for _, arg := range append([]string{base, head}, args...) {
		if isFolder(arg) {
			folders = append(folders, p.contentOf(arg))
		}
	}
	for _, folder := range folders {
		if below(out, folder) {
			return usage("--out %[1]s 在内容文件夹 %[2]s 里，会成为或盖掉被比较的内容；换一个地方", "--out %[1]s is in the content folder %[2]s and would be or overwrite what is reviewed; choose another place", out, folder)
		}
	}
	return nil
}

// below says that a file is or would be in a folder, by whatever way it is named.
func below(file, folder string) bool {
	top, err := os.Stat(folder)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(file); err == nil {
		file = real
	}
	dir := filepath.Dir(file)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return false
	}
	for {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, top) {
			return true
		}
		above := filepath.Dir(dir)
		if above == dir {
			return false
		}
		dir = above
	}
}

// sayWhere says where a page is, so that nobody looks for it: in a file, or on the
// terminal, where it is of no use.
func (p *program) sayWhere(file string) {
	switch {
	case file != "":
		p.say("网页在 %s", "the page is in %s", file)
	case isTerminal(p.out):
		p.say("以上是网页的源代码；写进文件用 --out review.html", "that was the source of a page; --out review.html writes it to a file")
	}
}

// sides finds the two versions that a call names, and the function that ends their
// reading, which is there in any case.
func (p *program) sides(ctx context.Context, args []string) (in review.Input, end func(), err error) {
	var open []io.Closer
	end = func() {
		for _, c := range open {
			c.Close()
		}
	}
	if len(args) == 2 {
		in, err = p.folders(args[0], args[1])
		return in, end, err
	}
	base, head, dots := revisions(args)
	two := dots > 0
	if _, err := os.Stat(p.content); errors.Is(err, fs.ErrNotExist) {
		if two && isFolder(base) && isFolder(head) {
			in, err := p.folders(base, head)
			return in, end, err
		}
		return in, end, usage("没有文件夹 %s", "there is no folder %s", p.content)
	}
	in = review.Input{BaseName: base, HeadName: head, Dir: filepath.ToSlash(p.content)}
	if dots == 3 {
		in.BaseName = "merge-base " + base + " " + head
		if base, err = gitfs.MergeBase(ctx, p.content, base, head); err != nil {
			return in, end, err
		}
	}
	before, err := gitfs.OpenLazy(ctx, p.content, base)
	if err != nil {
		var missing *gitfs.Error
		if two && errors.As(err, &missing) && isFolder(base) && isFolder(head) {
			in, err = p.folders(base, head)
		}
		return in, end, err
	}
	open = append(open, before)
	in.Base, in.BaseCommit = before, before.Commit()
	if !two {
		if in.Head, err = openFolder(p.content); err == nil {
			in.Paths, err = before.Changed()
		}
		return in, end, err
	}
	after, err := gitfs.OpenLazy(ctx, p.content, head)
	if err != nil {
		return in, end, err
	}
	open = append(open, after)
	in.Head, in.HeadCommit = after, after.Commit()
	in.Paths, err = gitfs.Paths(before, after)
	return in, end, err
}

// revisions reads BASE, BASE..HEAD and BASE...HEAD as git diff does: what is left out is
// HEAD, and without dots the other side is the working tree.
func revisions(args []string) (base, head string, dots int) {
	if len(args) == 0 {
		return "HEAD", "", 0
	}
	for _, sign := range []string{"...", ".."} {
		if base, head, ok := strings.Cut(args[0], sign); ok {
			return cmp.Or(base, "HEAD"), cmp.Or(head, "HEAD"), len(sign)
		}
	}
	return args[0], "", 0
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// contentOf gives the content folder that a folder is or has.
func (p *program) contentOf(dir string) string {
	if _, err := os.Stat(filepath.Join(dir, "archive.toml")); err != nil && isFolder(filepath.Join(dir, p.content)) {
		return filepath.Join(dir, p.content)
	}
	return dir
}

// folders compares two folders: content folders, or archives that have one.
func (p *program) folders(base, head string) (review.Input, error) {
	in := review.Input{BaseName: base, HeadName: head}
	for i, dir := range []string{base, head} {
		if !isFolder(dir) {
			return in, usage("没有文件夹 %s；两个修订版本写成 旧版本..新版本", "there is no folder %s; two revisions are written BASE..HEAD", dir)
		}
		dir = p.contentOf(dir)
		files, err := openFolder(dir)
		if err != nil {
			return in, err
		}
		if i == 0 {
			in.Base = files
		} else {
			in.Head, in.Dir = files, filepath.ToSlash(dir)
		}
	}
	var err error
	in.Paths, err = review.Differing(in.Base, in.Head)
	return in, err
}
