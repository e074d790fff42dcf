package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/findings"
)

// checkFlags are the flags of gongkai check.
type checkFlags struct {
	format, asOf string
	strict       bool
	drafts       bool
}

func (p *program) check() *cobra.Command {
	var f checkFlags
	c := &cobra.Command{
		Use:   "check",
		Short: p.text("检查全部报告：勾稽、文表一致、年份、雷同、敏感内容……", "check all reports: sums, text against tables, years, copying, personal data …"),
		Args:  p.noArguments,
		RunE:  func(c *cobra.Command, _ []string) error { return p.runCheck(c.Context(), f) },
	}
	c.Flags().StringVar(&f.format, "format", "text", p.text("输出格式：text、json", "output: text, json"))
	c.Flags().BoolVar(&f.strict, "strict", false, p.text("有警告也算不通过", "warnings fail too"))
	c.Flags().StringVar(&f.asOf, "as-of", "", p.text("按哪一天检查，YYYY-MM-DD（默认今天）", "the day of the check, YYYY-MM-DD (default: today)"))
	c.Flags().BoolVar(&f.drafts, "drafts", false, p.text("草稿也检查", "check drafts too"))
	return c
}

// runCheck applies all rules and prints what they find.
func (p *program) runCheck(ctx context.Context, f checkFlags) error {
	asOf, err := day(f.asOf)
	if err != nil {
		return err
	}
	if f.format != "text" && f.format != "json" {
		return usage("没有输出格式 %q；可用 text、json", "there is no format %q; want text or json", f.format)
	}
	o, err := p.options(buildFlags{drafts: f.drafts, jobs: runtime.GOMAXPROCS(0)})
	if err != nil {
		return err
	}
	checked, err := generator.Check(ctx, o, asOf)
	if err != nil {
		return err
	}
	if err := p.writeFindings(checked, f.format); err != nil {
		return err
	}
	p.summary(checked.Findings)
	for _, found := range checked.Findings {
		if found.Waiver == nil && (found.Severity == check.Error || f.strict && found.Severity == check.Warning) {
			p.status = mistakes
		}
	}
	return nil
}

// day reads a date, or gives today's.
func day(text string) (date.Date, error) {
	t := time.Now()
	if text != "" {
		var err error
		if t, err = time.Parse(time.DateOnly, text); err != nil {
			return date.Date{}, usage("--as-of 写的是 %q，应为日期，如 2023-01-31", "--as-of is %q; want a date such as 2023-01-31", text)
		}
	}
	return date.Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}, nil
}

func (p *program) writeFindings(checked *generator.Checked, format string) error {
	if format == "json" {
		return findings.JSON(p.out, checked.Findings, p.lang)
	}
	return findings.Text(p.out, checked.Findings, findings.TextOptions{Lang: p.lang, Line: lines()})
}

// lines gives a function that reads lines of files; it keeps the last file.
func lines() func(file string, line int) string {
	var name string
	var text []string
	return func(file string, line int) string {
		if file != name {
			name, text = file, nil
			f, err := os.Open(file)
			if err != nil {
				return ""
			}
			defer f.Close()
			scanner := bufio.NewScanner(f)
			scanner.Buffer(nil, 64<<20)
			for scanner.Scan() {
				text = append(text, scanner.Text())
			}
		}
		if line < 1 || line > len(text) {
			return ""
		}
		return text[line-1]
	}
}

// summary says how many findings there are, by severity, rule and agency.
func (p *program) summary(list []check.Finding) {
	counts, rules, agencies, waived := map[check.Severity]int{}, map[string]int{}, map[string]int{}, 0
	for _, f := range list {
		if f.Waiver != nil {
			waived++
			continue
		}
		counts[f.Severity]++
		rules[f.Rule]++
		if f.Agency != "" {
			agencies[f.Agency]++
		}
	}
	p.say("错误 %[1]d，警告 %[2]d，提示 %[3]d；已说明 %[4]d", "errors %[1]d, warnings %[2]d, notices %[3]d; explained %[4]d", counts[check.Error], counts[check.Warning], counts[check.Notice], waived)
	if len(list) == waived {
		return
	}
	p.say("按检查项：%s", "by rule: %s", tallied(rules))
	p.say("按机关：%s", "by agency: %s", tallied(agencies))
}

// tallied lists names with their counts, the largest first.
func tallied(counts map[string]int) string {
	const most = 20
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b)) })
	var list []string
	for i, name := range names {
		if i == most {
			list = append(list, "…")
			break
		}
		list = append(list, fmt.Sprintf("%s %d", name, counts[name]))
	}
	return strings.Join(list, ", ")
}
