package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator/canonical"
	"gongkai/generator/format"
	"gongkai/generator/merge"
)

// gitFlags are the flags of gongkai review that tie it to git.
type gitFlags struct{ driver, merge, install, uninstall, yes bool }

func (p *program) gitFlags(c *cobra.Command, f *gitFlags) {
	c.Flags().BoolVar(&f.install, "install", false, p.text("让 git diff、git log -p、git merge 逐格显示和合并报告：写 .gitattributes 和本仓库的 git 配置，先列出并询问", "let git diff, git log -p and git merge work by cell: write .gitattributes and the configuration of this repository, after showing and asking"))
	c.Flags().BoolVar(&f.uninstall, "uninstall", false, p.text("撤销 --install", "take back what --install wrote"))
	c.Flags().BoolVar(&f.yes, "yes", false, p.text("--install、--uninstall 不询问", "do not ask before --install and --uninstall"))
	c.Flags().BoolVar(&f.driver, "driver", false, p.text("由 git 调用：textconv 或外部比较程序", "called by git: as textconv or as external diff"))
	c.Flags().BoolVar(&f.merge, "merge", false, p.text("由 git 调用：合并程序，参数为 %%O %%A %%B %%L %%P", "called by git: as merge driver, with %%O %%A %%B %%L %%P"))
}

// clash refuses flags that ask for different things.
func (f *gitFlags) clash() error {
	var given []string
	for _, flag := range []struct {
		is   bool
		name string
	}{{f.driver, "--driver"}, {f.merge, "--merge"}, {f.install, "--install"}, {f.uninstall, "--uninstall"}} {
		if flag.is {
			given = append(given, flag.name)
		}
	}
	if len(given) > 1 {
		return usage("%[1]s 不能一起用；只写其中一个", "%[2]s cannot go together; give one of them", strings.Join(given, "、"), strings.Join(given, ", "))
	}
	return nil
}

// words says which flags may stand together, and how many words may follow them.
func (p *program) words(f *gitFlags) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := f.clash(); err != nil {
			return err
		}
		switch {
		case f.driver:
			if n := len(args); n != 1 && n != 7 && n != 9 {
				return usage("--driver 由 git 调用，参数应为 1 个（textconv）、7 个或 9 个（外部比较程序），这里有 %d 个", "--driver is called by git with 1 word (textconv), or with 7 or 9 (external diff); found %d", n)
			}
			return nil
		case f.merge:
			if n := len(args); n < 3 || n > 8 {
				return usage("--merge 由 git 调用，参数应为 %%O %%A %%B %%L %%P，这里有 %d 个", "--merge is called by git with %%O %%A %%B %%L %%P; found %d words", n)
			}
			return nil
		case f.install, f.uninstall:
			return p.atMost(0)(c, args)
		}
		return p.atMost(2)(c, args)
	}
}

// runDriver shows a file, or what differs between two, in canonical text. What is no
// readable report is shown as it is.
func (p *program) runDriver(args []string) error {
	switch {
	case len(args) == 1 && p.getenv("GIT_DIFF_PATH_COUNTER") != "": // as git calls an external diff
		fmt.Fprintf(p.out, "* Unmerged path %s\n", args[0])
		return nil
	case len(args) == 1:
		text, err := os.ReadFile(args[0])
		if err != nil {
			return err
		}
		shown, _ := canonical.Text(args[0], text, p.formats(args[0]))
		return p.print(func(w io.Writer) error { _, err := w.Write(shown); return err })
	}
	return p.externalDiff(args)
}

// externalDiff is called with path, old file, its hash and mode, the same of the new
// file, and of a renamed file the new path and lines for people.
func (p *program) externalDiff(args []string) error {
	oldName, newName := args[0], args[0]
	if len(args) == 9 {
		newName = args[7]
	}
	old, err := side(args[1])
	if err != nil {
		return err
	}
	new, err := side(args[4])
	if err != nil {
		return err
	}
	formats := p.formats(newName)
	before, ok := canonical.Text(oldName, old, formats)
	after, ok2 := canonical.Text(newName, new, formats)
	if !ok && len(old) > 0 || !ok2 && len(new) > 0 {
		before, after = old, new
	}
	return p.print(func(w io.Writer) error {
		fmt.Fprintf(w, "diff --gongkai a/%s b/%s\n", oldName, newName)
		if len(args) == 9 {
			fmt.Fprintln(w, strings.TrimSuffix(args[8], "\n"))
		}
		if args[3] != args[6] {
			fmt.Fprintf(w, "mode %s → %s\n", args[3], args[6])
		}
		if bytes.IndexByte(old, 0) >= 0 || bytes.IndexByte(new, 0) >= 0 {
			_, err := fmt.Fprintf(w, "Binary files a/%s and b/%s differ\n", oldName, newName)
			return err
		}
		diff := canonical.Diff(before, after)
		if len(diff) == 0 && !bytes.Equal(old, new) {
			fmt.Fprintln(w, p.text("只是写法不同，意思没有变化", "in form only, with no change of meaning"))
		}
		_, err := w.Write(diff)
		return err
	})
}

// side reads a file that git names; the null device stands for none.
func side(name string) ([]byte, error) {
	if name == os.DevNull || name == "/dev/null" {
		return nil, nil
	}
	return os.ReadFile(name)
}

// formats gives the statutory formats with those of the archive, where they are found:
// in the content folder, or in that of the file, by its path. Git calls its drivers in
// the folder of the working tree. Formats that cannot be read are left out: they are
// no reason to show nothing.
func (p *program) formats(file string) *format.Set {
	content := p.content
	if before, _, ok := strings.Cut("/"+filepath.ToSlash(file), "/reports/"); ok && before != "" {
		if dir := filepath.FromSlash(before[1:]); isFolder(filepath.Join(dir, "formats")) {
			content = dir
		}
	}
	entries, err := os.ReadDir(filepath.Join(content, "formats"))
	if err != nil {
		return format.Builtin()
	}
	var sources []format.Source
	for _, e := range entries {
		name := filepath.Join(content, "formats", e.Name())
		if path.Ext(e.Name()) != ".toml" || !e.Type().IsRegular() {
			continue
		}
		if text, err := os.ReadFile(name); err == nil {
			sources = append(sources, format.Source{File: filepath.ToSlash(name), Text: text})
		}
	}
	set, _ := format.Load(format.Builtin(), sources)
	return set
}

// runMerge merges as git asks for it: %O %A %B %L %P, then perhaps %S %X %Y, the names
// of the versions. The result goes into the file %A.
func (p *program) runMerge(args []string) error {
	in := merge.Input{}
	for i, to := range []*[]byte{&in.Base, &in.Ours, &in.Theirs} {
		var err error
		if *to, err = side(args[i]); err != nil {
			return err
		}
	}
	given := func(i int) string {
		if i < len(args) && !strings.HasPrefix(args[i], "%") { // an older git does not know it
			return args[i]
		}
		return ""
	}
	in.Marker, _ = strconv.Atoi(given(3))
	in.Name, in.OurName, in.TheirName = given(4), given(6), given(7)
	in.Formats = p.formats(in.Name)
	r := merge.Files(in)
	if err := os.WriteFile(args[1], r.Text, 0o666); err != nil {
		return err
	}
	for _, c := range r.Conflicts {
		p.status = mistakes
		if !r.ByLines {
			p.sayConflict(in.Name, c)
		}
	}
	return nil
}

// sayConflict names what both sides changed.
func (p *program) sayConflict(name string, c merge.Conflict) {
	what := c.Label
	switch {
	case c.Name != "" && c.Label != "":
		what += p.text("（%s）", " (%s)", c.Name)
	case c.Name != "":
		what = c.Name
	case c.Label != "":
		what = p.text("“%s”下的文字", "the text below %q", c.Label)
	default:
		what = p.text("文件头或正文的几行", "lines of the front matter or of the text")
	}
	if c.Name == "" {
		p.say("%[1]s: 冲突：两边都改了%[2]s", "%[1]s: conflict: both sides changed %[2]s", name, what)
		return
	}
	value := func(s string) string {
		if s == "" {
			return p.text("（无）", "(none)")
		}
		return s
	}
	p.say("%[1]s: 冲突：%[2]s：原为 %[3]s，我们改为 %[4]s，他们改为 %[5]s", "%[1]s: conflict: %[2]s: base %[3]s, ours %[4]s, theirs %[5]s",
		name, what, value(c.Base), value(c.Ours), value(c.Theirs))
}
