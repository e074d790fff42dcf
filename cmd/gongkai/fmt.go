package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"gongkai/generator"
)

func (p *program) fmt() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "fmt [FILE…]",
		Short: p.text("把报告和页面的文件头写成规范的样子，保留注释", "write front matter in its canonical form, comments kept"),
		RunE:  func(c *cobra.Command, args []string) error { return p.runFmt(c.Context(), args, check) },
	}
	c.Flags().BoolVar(&check, "check", false, p.text("只列出要改写的文件，不改写；有就以 1 退出", "list the files that would change, change nothing, exit with 1 if there are any"))
	return c
}

// runFmt tidies the files named, or all reports and pages.
func (p *program) runFmt(ctx context.Context, files []string, check bool) error {
	o, err := p.contentOptions(false, 1)
	if err != nil {
		return err
	}
	var only []string
	for _, f := range files {
		only = append(only, filepath.ToSlash(filepath.Clean(f)))
	}
	changed := 0
	problems, err := generator.Tidy(ctx, o, only, func(name string, old, tidied []byte) error {
		if bytes.Equal(old, tidied) {
			return nil
		}
		changed++
		path := filepath.Join(p.content, filepath.FromSlash(name))
		fmt.Fprintln(p.out, filepath.ToSlash(path))
		if check {
			return nil
		}
		return replace(path, tidied)
	})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		p.status = mistakes
		fmt.Fprint(p.messages, problems.Print(p.lang))
	}
	switch {
	case check && changed > 0:
		p.status = mistakes
		p.say("%d 个文件不是规范的样子；运行 gongkai fmt 改写", "files not in canonical form: %d; gongkai fmt writes them anew", changed)
	case changed == 0 && len(problems) == 0:
		p.say("文件头都是规范的样子", "all front matter is in canonical form")
	}
	return nil
}

// replace puts a new text into a file that is there: whole, or not at all.
func replace(path string, text []byte) (err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return usage("%s 不是普通文件，没有改写", "%s is no regular file and was left as it is", path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".gongkai-fmt-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(text)
	if err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
