package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"gongkai/generator"
	"gongkai/generator/diag"
	"gongkai/generator/gitfs"
	"gongkai/generator/output"
)

// language finds the language of the messages before the flags are read, so that
// help and wrong flags speak it too: --lang, else the locale. Where neither says
// anything it is Chinese, the language of the people this is for.
func language(args []string, getenv func(string) string) diag.Lang {
	for i, arg := range args {
		value, is := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, is = args[i+1], true
		}
		if is {
			return locale(value)
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return locale(value)
		}
	}
	return diag.Chinese
}

func locale(value string) diag.Lang {
	if strings.HasPrefix(strings.ToLower(value), "en") {
		return diag.English
	}
	return diag.Chinese
}

// langFlag is --lang.
type langFlag struct{ lang *diag.Lang }

func (f *langFlag) String() string { return "" }
func (f *langFlag) Type() string   { return "zh|en" }
func (f *langFlag) Set(value string) error {
	switch lang := diag.Lang(value); lang {
	case diag.Chinese, diag.English:
		*f.lang = lang
		return nil
	}
	return fmt.Errorf("%q; want zh or en", value)
}

// A usageError is a wrong call.
type usageError struct{ diag.Text }

func (e usageError) Error() string { return e.En }

func usage(zh, en string, args ...any) error {
	return usageError{diag.Textf(zh, en, args...)}
}

// explain words an error in the language of the messages.
func (p *program) explain(err error) string {
	var call usageError
	var senseless *generator.CallError
	var revision *gitfs.Error
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	var locked *output.LockedError
	var protected *output.ProtectedError
	var clash *output.ClashError
	var name *output.NameError
	switch {
	case errors.As(err, &senseless):
		return senseless.In(p.lang)
	case errors.As(err, &revision):
		return revision.In(p.lang)
	case errors.As(err, &locked):
		return p.text("另一个程序正在写 %s；等它结束再试", "another program is writing %s; wait until it has finished", locked.Dir)
	case errors.As(err, &protected):
		return p.text("网站不能写到 %[1]s：那里有或包含着 %[2]s；用 --out 换一个文件夹", "the site cannot be written to %[1]s, which %[3]s %[2]s; choose another folder with --out", protected.Dir, protected.Folder, protected.How)
	case errors.As(err, &clash):
		return p.text("%[1]s 与 %[2]s 不能同时存在；改名或移走其中一个", "%[1]s and %[2]s cannot both be there; rename or move one of them", clash.Name, clash.Other)
	case errors.As(err, &name):
		return p.text("文件名 %[1]q 不能用（%[2]s）；换一个短一些、没有特殊字符的名字", "the file name %[1]q cannot be used (%[2]s); choose a shorter one without special characters", name.Name, name.Why)
	case errors.As(err, &call):
		return call.In(p.lang)
	case errors.As(err, &unknown):
		return p.text("没有选项 %[1]s；用 gongkai --help 查看", "there is no flag %[1]s; see gongkai --help", flagName(unknown.GetSpecifiedName()))
	case errors.As(err, &missing):
		return p.text("选项 %s 后面要写值", "the flag %s wants a value", flagName(missing.GetSpecifiedName()))
	case errors.As(err, &value):
		return p.text("选项 --%[1]s 的值 %[2]q 不对", "the flag --%[1]s does not take %[2]q", value.GetFlag().Name, value.GetValue())
	}
	return p.explainFile(err)
}

// reasons has the Chinese words for what operating systems say of files.
var reasons = []struct {
	is error
	zh string
}{
	{fs.ErrPermission, "没有权限"},
	{fs.ErrNotExist, "没有这个文件或文件夹"},
	{fs.ErrExist, "已经存在"},
	{syscall.ENOSPC, "磁盘已满"},
	{syscall.EDQUOT, "超出了磁盘配额"},
	{syscall.EROFS, "磁盘是只读的"},
	{syscall.ENOTDIR, "路径中有一段是文件，不是文件夹"},
	{syscall.EISDIR, "是文件夹，不是文件"},
	{syscall.ENAMETOOLONG, "名字太长"},
	{syscall.EMFILE, "打开的文件太多"},
	{syscall.EIO, "磁盘读写出错"},
	{output.ErrDangling, "是指向不存在位置的符号链接；删除它，或建好它指向的文件夹"},
	{output.ErrFile, "是文件，不是文件夹；移走它，或用 --out 换一个文件夹"},
}

// explainFile words an error of the operating system.
func (p *program) explainFile(err error) string {
	if p.lang != diag.Chinese {
		return err.Error()
	}
	for _, r := range reasons {
		if !errors.Is(err, r.is) {
			continue
		}
		var one *fs.PathError
		var two *os.LinkError
		switch {
		case errors.As(err, &one):
			return one.Path + "：" + r.zh
		case errors.As(err, &two):
			return two.New + "：" + r.zh
		}
		return r.zh + "（" + err.Error() + "）"
	}
	return err.Error()
}

func flagName(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// noArguments refuses words after a command, and unknown commands.
func (p *program) noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !c.HasParent() {
		var names []string
		for _, sub := range c.Commands() {
			names = append(names, sub.Name())
		}
		if near := diag.Nearest(args[0], names); near != "" {
			return usage("没有命令 %[1]q；是不是 %[2]s？", "there is no command %[1]q; did you mean %[2]s?", args[0], near)
		}
		return usage("没有命令 %q；用 gongkai --help 查看", "there is no command %q; see gongkai --help", args[0])
	}
	return usage("%[1]s 后面多出 %[2]q", "%[1]s takes no %[2]q", c.CommandPath(), args[0])
}

// atMost allows up to n words after a command.
func (p *program) atMost(n int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > n {
			return usage("%[1]s 后面多出 %[2]q", "%[1]s takes no %[2]q", c.CommandPath(), args[n])
		}
		return nil
	}
}

// localize gives help its Chinese words.
func (p *program) localize(root *cobra.Command) {
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().BoolP("help", "h", false, p.text("显示帮助", "show this help"))
	if p.lang == diag.English {
		return
	}
	root.SetUsageTemplate(strings.NewReplacer(
		"Usage:", "用法：", "Available Commands:", "命令：", "Global Flags:", "通用选项：", "Flags:", "选项：",
		"[command] --help\" for more information about a command.", "命令 --help\" 查看各命令的说明。", "Use \"", "用 \"",
	).Replace(root.UsageTemplate()))
}
