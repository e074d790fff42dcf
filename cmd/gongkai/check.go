package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/findings"
	"gongkai/generator/gitfs"
	"gongkai/generator/review"
)

// checkFlags are the flags of gongkai check.
type checkFlags struct {
	format, asOf, newSince, explain string
	strict, drafts, rules           bool
}

func (p *program) check() *cobra.Command {
	var f checkFlags
	formats := strings.Join(findings.Formats(), p.text("、", ", "))
	c := &cobra.Command{
		Use:   "check",
		Short: p.text("检查全部报告：勾稽、文表一致、年份、雷同、敏感内容……", "check all reports: sums, text against tables, years, copying, personal data …"),
		Args:  p.noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			switch {
			case c.Flags().Changed("explain"):
				return p.explainRule(f.explain)
			case f.rules:
				return p.listRules()
			case c.Flags().Changed("new-since"):
				return p.runCheck(c.Context(), f, &f.newSince)
			}
			return p.runCheck(c.Context(), f, nil)
		},
	}
	c.Flags().StringVar(&f.format, "format", "text", p.text("输出格式：%s", "output: %s", formats))
	c.Flags().BoolVar(&f.strict, "strict", false, p.text("有警告也算不通过", "warnings fail too"))
	c.Flags().StringVar(&f.asOf, "as-of", "", p.text("按哪一天检查，YYYY-MM-DD（默认今天）", "the day of the check, YYYY-MM-DD (default: today)"))
	c.Flags().BoolVar(&f.drafts, "drafts", false, p.text("草稿也检查", "check drafts too"))
	c.Flags().StringVar(&f.newSince, "new-since", "", p.text("只列出这个 git 修订版本以后新出现的问题，如 HEAD、main", "only what was not there at this git revision, such as HEAD or main"))
	c.Flags().StringVar(&f.explain, "explain", "", p.text("解释一个检查项", "explain a rule"))
	c.Flags().BoolVar(&f.rules, "rules", false, p.text("列出全部检查项", "list all rules"))
	return c
}

// runCheck applies all rules and prints what they find; with a revision, only
// what they do not find in the content as it was there.
func (p *program) runCheck(ctx context.Context, f checkFlags, since *string) error {
	asOf, err := day(f.asOf)
	if err != nil {
		return err
	}
	if all := findings.Formats(); !slices.Contains(all, f.format) {
		return usage("没有输出格式 %[1]q；可用 %[2]s", "there is no format %[1]q; want one of %[3]s", f.format, strings.Join(all, "、"), strings.Join(all, ", "))
	}
	o, err := p.contentOptions(f.drafts, runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	var before *generator.Checked
	if since != nil {
		if before, err = p.checkAt(ctx, o, *since, asOf); err != nil {
			return err
		}
	}
	checked, err := p.checkWith(ctx, o, "HEAD", asOf)
	if err != nil {
		return err
	}
	list := checked.Findings
	if before != nil {
		list = findings.New(list, before.Findings)
	}
	if err := p.writeFindings(list, checked, f.format); err != nil {
		return err
	}
	for _, found := range list {
		if found.Waiver == nil && (found.Severity == check.Error || f.strict && found.Severity == check.Warning) {
			p.status = mistakes
		}
	}
	return p.sumUp(list, checked, since)
}

// checkWith checks content, with its history up to a revision.
func (p *program) checkWith(ctx context.Context, o generator.Options, rev string, asOf date.Date) (*generator.Checked, error) {
	past, err := p.history(ctx, rev, &o)
	if err != nil {
		return nil, err
	}
	defer past.Close()
	if err := past.Read(); err != nil {
		return nil, err
	}
	return generator.Check(ctx, o, asOf)
}

// checkAt checks the content as it was at a revision.
func (p *program) checkAt(ctx context.Context, o generator.Options, rev string, asOf date.Date) (*generator.Checked, error) {
	if _, err := os.Stat(p.content); errors.Is(err, fs.ErrNotExist) {
		return nil, usage("没有文件夹 %s", "there is no folder %s", p.content)
	}
	files, err := gitfs.Open(ctx, p.content, rev)
	if err != nil {
		return nil, err
	}
	o.Content = files
	return p.checkWith(ctx, o, rev, asOf)
}

// day reads a date, or gives today's.
func day(text string) (date.Date, error) {
	if text == "" {
		return today(), nil
	}
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return date.Date{}, usage("--as-of 写的是 %q，应为日期，如 2023-01-31", "--as-of is %q; want a date such as 2023-01-31", text)
	}
	return dateOf(t), nil
}

// today is the day of the checks where nobody names one.
func today() date.Date { return dateOf(time.Now()) }

func dateOf(t time.Time) date.Date {
	return date.Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}

// writeFindings writes the result.
func (p *program) writeFindings(list []check.Finding, checked *generator.Checked, format string) error {
	version, _ := release()
	o := findings.Options{Lang: p.lang, Line: lines(), Rules: checked.Rules, Version: version, Colour: p.colour(p.out)}
	return p.print(func(w io.Writer) error { return findings.Write(w, format, list, o) })
}

// print writes a result. A reader that has seen enough is no error.
func (p *program) print(write func(io.Writer) error) error {
	w := bufio.NewWriterSize(p.out, 1<<16)
	err := errors.Join(write(w), w.Flush())
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// colour says whether what is written here is seen on a terminal in colours.
func (p *program) colour(w io.Writer) bool {
	if p.getenv("NO_COLOR") != "" || p.getenv("TERM") == "dumb" {
		return false
	}
	if runtime.GOOS == "windows" && p.getenv("WT_SESSION") == "" {
		return false // an old console would show the control sequences
	}
	return isTerminal(w)
}

// isTerminal says whether a person watches what is written here.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&fs.ModeCharDevice != 0
}

// lines gives a function that reads lines of files; it keeps the last file.
func lines() func(file string, line int) string {
	var name string
	var text []string
	return func(file string, line int) string {
		if file != name {
			name, text = file, nil
			if whole, err := os.ReadFile(file); err == nil {
				text = strings.Split(string(whole), "\n")
			}
		}
		if line < 1 || line > len(text) {
			return ""
		}
		return text[line-1]
	}
}

// sumUp says to the person at the terminal how many findings there are.
func (p *program) sumUp(list []check.Finding, checked *generator.Checked, since *string) error {
	reports := 0
	names := map[string]string{}
	if a := checked.Content.Archive; a != nil {
		reports = len(a.Reports)
		for _, agency := range a.Agencies {
			names[agency.ID] = agency.DisplayShort()
		}
	}
	switch {
	case len(list) == 0 && since != nil:
		p.say("检查了 %[1]d 份报告，与 %[2]s 相比没有新的问题", "reports checked: %[1]d; nothing new since %[2]s", reports, *since)
		return nil
	case len(list) == 0:
		p.say("检查了 %d 份报告，没有发现问题", "reports checked: %d; nothing found", reports)
		return nil
	case since != nil:
		p.say("与 %s 相比新出现的：", "new since %s:", *since)
	}
	return findings.Summary(p.messages, list, findings.Options{Lang: p.lang, Rules: checked.Rules}, func(id string) string { return names[id] })
}

// rules gives all rules. Where there is no archive, they are the program's own.
func (p *program) rules() ([]check.Rule, error) {
	content, err := openFolder(p.content)
	if err != nil {
		return nil, err
	}
	rules, err := generator.Rules(generator.Options{Content: content, Dir: p.content})
	return append(rules, review.Rules()...), err
}

func (p *program) listRules() error {
	rules, err := p.rules()
	if err != nil {
		return err
	}
	return p.print(func(w io.Writer) error { return findings.List(w, rules, p.lang) })
}

func (p *program) explainRule(name string) error {
	rules, err := p.rules()
	if err != nil {
		return err
	}
	var names []string
	for _, r := range rules {
		if r.Name == name {
			return p.print(func(w io.Writer) error { return findings.Explain(w, r, p.lang) })
		}
		names = append(names, r.Name)
	}
	if near := diag.Nearest(name, names); near != "" {
		return usage("没有检查项 %[1]q；是不是 %[2]s？", "there is no rule %[1]q; did you mean %[2]s?", name, near)
	}
	return usage("没有检查项 %q；用 gongkai check --rules 列出全部", "there is no rule %q; gongkai check --rules lists all", name)
}
