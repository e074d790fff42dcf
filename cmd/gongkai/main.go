// Command gongkai compiles the annual disclosure reports of public bodies into a
// static site and helps with everything around them.
//
//	gongkai build     # content/ → public/
//
// Exit status: 0 done, 1 the content has errors, 2 wrong call or broken machine.
// Results go to standard output, messages and progress to standard error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator/diag"
)

func main() {
	// A build makes much that is soon forgotten and keeps little: collecting half as
	// often saves a tenth of its time and costs 60 MB in an archive of 10,000 reports.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(200)
	}
	// A reader that has seen enough (check | head) closes the pipe: that is an error
	// of the write then, and ends neither the work nor the exit status.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(status)
}

// The exit states.
const (
	done     = 0
	mistakes = 1 // in the content
	broken   = 2 // a wrong call, or a machine that does not work
)

// A program is one call of the command with the flags that all commands share.
type program struct {
	out, messages io.Writer
	getenv        func(string) string
	lang          diag.Lang

	content, themes, theme string
	status                 int
}

// run is the whole command.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, getenv func(string) string) int {
	p := &program{out: stdout, messages: stderr, getenv: getenv, lang: language(args, getenv)}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	switch called, err := root.ExecuteContextC(ctx); {
	case err == nil:
		return p.status
	case wasInterrupted(ctx, err):
		p.interrupted(called.Name())
		return broken
	default:
		fmt.Fprintf(stderr, "gongkai: %s\n", p.explain(err))
		return broken
	}
}

// text picks the language of a sentence.
func (p *program) text(zh, en string, args ...any) string {
	return diag.Textf(zh, en, args...).In(p.lang)
}

// say writes a line to the person at the terminal.
func (p *program) say(zh, en string, args ...any) {
	fmt.Fprintln(p.messages, p.text(zh, en, args...))
}

// wasInterrupted says whether an error comes from an interrupt. The programs that were
// called got the signal too; what is left of their answers may be there before the
// signal is known here.
func wasInterrupted(ctx context.Context, err error) bool {
	var exit *exec.ExitError
	ended := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, os.ErrClosed) ||
		errors.Is(err, syscall.EPIPE) || errors.As(err, &exit) && exit.ExitCode() < 0
	if ended && ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
	return ctx.Err() != nil || errors.Is(err, context.Canceled)
}

// interrupted says that a command did not come to its end; of one that writes a site
// also that it left the old one alone.
func (p *program) interrupted(command string) {
	if command == "build" {
		p.say("已中断，原有的网站没有改动", "interrupted; the site is as it was")
		return
	}
	p.say("已中断", "interrupted")
}

// report prints the problems of the content and sets the exit status.
func (p *program) report(problems diag.List) {
	if len(problems) == 0 {
		return
	}
	p.status = mistakes
	fmt.Fprint(p.messages, problems.Print(p.lang))
	p.say("共 %d 处错误，改好以后再生成；原有的网站没有改动", "errors in the content: %d; nothing was written, the site is as it was", len(problems))
}

// root puts the commands together.
func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "gongkai",
		Short:         p.text("政府信息公开年度报告的静态网站生成器", "static sites from annual disclosure reports"),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          p.noArguments,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.content, "content", "content", p.text("内容文件夹", "the folder with the content"))
	flags.StringVar(&p.themes, "themes", "themes", p.text("主题文件夹", "the folder with themes"))
	flags.StringVar(&p.theme, "theme", "default", p.text("主题", "the theme"))
	flags.Var(&langFlag{&p.lang}, "lang", p.text("提示语言：zh 或 en（默认按系统语言）", "language of messages: zh or en (default: the locale's)"))
	root.AddCommand(p.build(), p.serve(), p.check(), p.review(), p.fmt(), p.verify(), p.demo(), p.new(), p.schema(), p.version())
	p.localize(root)
	return root
}
