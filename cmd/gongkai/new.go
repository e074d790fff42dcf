package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/demo"
)

func (p *program) new() *cobra.Command {
	c := &cobra.Command{
		Use:   "new",
		Short: p.text("新建资料库或报告", "start an archive or a report"),
		Args:  p.noSuch,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "archive DIR",
		Short: p.text("在一个空文件夹里新建资料库", "start an archive in an empty folder"),
		Args:  p.folder,
		RunE: func(c *cobra.Command, args []string) error {
			files, err := p.fill(c.Context(), args[0], demo.Starter)
			if err != nil {
				return err
			}
			p.say("写了 %[1]d 个文件；接下来：cd %[2]s && gongkai build", "wrote %[1]d files; next: cd %[2]s && gongkai build", files, args[0])
			return nil
		},
	})
	c.AddCommand(p.newReport())
	return c
}

func (p *program) newReport() *cobra.Command {
	var agency string
	var year int
	c := &cobra.Command{
		Use:   "report --agency ID [--year Y]",
		Short: p.text("按上一年的报告起草新年度的报告", "begin a year's report from that of the year before"),
		Args:  p.noArguments,
		RunE:  func(c *cobra.Command, _ []string) error { return p.runNewReport(c.Context(), agency, year) },
	}
	c.Flags().StringVar(&agency, "agency", "", p.text("机关的 id", "id of the agency"))
	c.Flags().IntVar(&year, "year", 0, p.text("报告年度（默认最近一份的下一年）", "the year reported on (default: the one after the newest report)"))
	return c
}

// runNewReport writes the file of a new report. A file that is there is never
// overwritten.
func (p *program) runNewReport(ctx context.Context, agency string, year int) error {
	if agency == "" {
		return usage("用 --agency 写明机关的 id", "name the agency with --agency ID")
	}
	o, err := p.contentOptions(false, runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	begun, problems, err := generator.BeginReport(ctx, o, agency, year)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		p.status = mistakes
		fmt.Fprint(p.messages, problems.Print(p.lang))
		p.say("先改好这 %d 处错误，再起草报告", "mend these errors first: %d", len(problems))
		return nil
	}
	path := filepath.Join(p.content, filepath.FromSlash(begun.File))
	if err := create(path, begun.Text); err != nil {
		return err
	}
	fmt.Fprintln(p.out, filepath.ToSlash(path))
	if begun.Before {
		p.say("已抄入上年结转；空着的 \"\" 填好以后运行 gongkai check --drafts", "carried numbers are filled in; fill the blanks in and run gongkai check --drafts")
	} else {
		p.say("没有上一年度的报告可抄；空着的 \"\" 填好以后运行 gongkai check --drafts", "there is no report for the year before to take numbers from; fill the blanks in and run gongkai check --drafts")
	}
	return nil
}

// create writes a new file, whole or not at all.
func create(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return nil
}

func (p *program) demo() *cobra.Command {
	var o demo.Options
	c := &cobra.Command{
		Use:   "demo DIR",
		Short: p.text("写一个虚构的资料库（示例市）供试用", "write a fictional archive to try things on"),
		Args:  p.folder,
		RunE: func(c *cobra.Command, args []string) error {
			files, err := p.fill(c.Context(), args[0], func(emit func(string, []byte) error) error { return demo.Write(o, emit) })
			if err != nil {
				return err
			}
			p.say("写了 %[1]d 个文件；接下来：cd %[2]s && gongkai build", "wrote %[1]d files; next: cd %[2]s && gongkai build", files, args[0])
			return nil
		},
	}
	c.Flags().IntVar(&o.Agencies, "agencies", 12, p.text("机关数", "number of agencies"))
	c.Flags().IntVar(&o.Years, "years", 5, p.text("年数，1–18", "number of years, 1 to 18"))
	c.Flags().Uint64Var(&o.Seed, "seed", 1, p.text("随机数种子：相同的种子写出相同的文件", "the same seed gives the same bytes"))
	return c
}

// folder wants exactly one folder after a command.
func (p *program) folder(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usage("%s 后面要写文件夹", "%s wants a folder", c.CommandPath())
	}
	return p.atMost(1)(c, args)
}

// noSuch refuses an unknown thing to start.
func (p *program) noSuch(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("不会新建 %q；可以新建 archive 或 report", "there is no new %q; it can be archive or report", args[0])
	}
	return nil
}

// fill writes the files of an archive into a folder, which must be empty: what
// is there is never overwritten.
func (p *program) fill(ctx context.Context, dir string, write func(emit func(name string, data []byte) error) error) (int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	if len(entries) > 0 {
		return 0, usage("文件夹 %s 不是空的；请换一个新文件夹", "the folder %s is not empty; name a new one", dir)
	}
	files := 0
	err = write(func(name string, data []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		files++
		return os.WriteFile(path, data, 0o644)
	})
	return files, err
}
