package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/gitfs"
	"gongkai/generator/output"
	"gongkai/generator/search"
	"gongkai/generator/theme"
	"gongkai/themes"
)

// buildFlags are the flags of gongkai build.
type buildFlags struct {
	out, baseURL, stats string
	drafts, history     bool
	verifySearch        bool
	jobs                int
}

func (p *program) build() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: p.text("生成网站：content/ → public/", "build the site: content/ → public/"),
		Args:  p.noArguments,
		RunE:  func(c *cobra.Command, _ []string) error { return p.runBuild(c.Context(), f) },
	}
	c.Flags().StringVar(&f.out, "out", "public", p.text("网站写到哪个文件夹", "the folder of the site"))
	c.Flags().StringVar(&f.baseURL, "base-url", "", p.text("网站地址（代替 archive.toml 的 base_url）", "the site's address, instead of base_url in archive.toml"))
	c.Flags().BoolVar(&f.drafts, "drafts", false, p.text("草稿也生成", "build drafts too"))
	c.Flags().BoolVar(&f.history, "history", true, p.text("报告页带修订记录（取自 git）", "show what became of each report, from git"))
	c.Flags().IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), p.text("同时处理几份报告", "how many reports to work on at a time"))
	c.Flags().BoolVar(&f.verifySearch, "verify-search", false, p.text("生成后抽取词句，把检索结果与全部网页核对", "afterwards compare the search with all pages, on a sample of texts"))
	c.Flags().StringVar(&f.stats, "stats", "", p.text("把数量、字节数和各阶段用时写进这个文件（JSON）", "write counts, bytes and seconds per phase to this file (JSON)"))
	return c
}

// runBuild builds the site, or finds that the site is up to date.
func (p *program) runBuild(ctx context.Context, f buildFlags) error {
	start := time.Now()
	if f.jobs < 1 {
		return usage("--jobs 至少是 1", "--jobs wants at least 1")
	}
	o, err := p.siteOptions(f)
	if err != nil {
		return err
	}
	var past *gitfs.Past
	if f.history {
		if past, err = p.history(ctx, "HEAD", &o.Options); err != nil {
			return err
		}
	}
	defer past.Close()
	site, err := output.Open(output.Options{Dir: f.out, Protect: []string{p.content, p.themes, "."}})
	if err != nil {
		return err
	}
	defer site.Abort()
	key, err := generator.Fingerprint(ctx, o)
	if err != nil {
		return err
	}
	if counts, fresh := site.Fresh(key); fresh {
		p.say("内容没有变化，%s 里的网站不用更新", "nothing has changed; the site in %s is up to date", f.out)
		proof, err := p.proveSearch(ctx, f)
		if err != nil {
			return err
		}
		return p.writeStats(f.stats, generator.Stats{}, counts, proof, start)
	}
	if err := past.Read(); err != nil {
		return err
	}
	memo, err := site.Memo()
	if err != nil {
		return err
	}
	stats, problems, err := generator.Build(ctx, generator.BuildOptions{
		SiteOptions: o, Loaded: boundMemory, Progress: p.progress(),
		Earlier: &generator.Earlier{Memo: memo, Keep: site.Keep, Read: site.Read},
	}, site.Emit)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		p.report(problems)
		return nil
	}
	site.Leave(stats.Memo)
	counts, err := site.Commit(key)
	if err != nil {
		return err
	}
	p.say("%[1]d 份报告，%[2]d 个网页，%[3]d 个文件（写了 %[4]d 个）→ %[5]s",
		"%[1]d reports, %[2]d pages, %[3]d files (%[4]d written) → %[5]s",
		stats.Reports, stats.Pages, counts.Files, counts.Written, f.out)
	proof, err := p.proveSearch(ctx, f)
	if err != nil {
		return err
	}
	return p.writeStats(f.stats, stats, counts, proof, start)
}

// proofQueries is the number of texts that --verify-search asks for.
const proofQueries = 500

// proveSearch compares the search of the site with its pages when that was asked for.
func (p *program) proveSearch(ctx context.Context, f buildFlags) (*search.Proof, error) {
	if !f.verifySearch {
		return nil, nil
	}
	proof, err := search.Prove(ctx, os.DirFS(f.out), proofQueries, f.jobs, 1)
	if err != nil {
		return nil, err
	}
	for _, w := range proof.Wrong {
		p.say("检索 %q 的结果与网页不符", "the search for %q is not what the pages have", w)
	}
	for _, w := range proof.WrongNumbers {
		p.say("按编号查找 %q 的结果与网页不符", "the look-up of number %q is not what the pages have", w)
	}
	for _, w := range proof.WrongTests {
		p.say("按数字查找 %q 的结果与网页的表格不符", "the test of numbers %q does not give what the tables have", w)
	}
	if len(proof.Wrong)+len(proof.WrongNumbers)+len(proof.WrongTests) > 0 {
		return nil, fmt.Errorf("the index of the search is wrong for %d of %d texts, %d of %d numbers and %d of %d tests of cells",
			len(proof.Wrong), proof.Queries, len(proof.WrongNumbers), proof.Numbers, len(proof.WrongTests), proof.Tests)
	}
	p.say("检索：%[1]d 个词句、%[6]d 个编号和 %[7]d 个表格数字全部与网页相符；每次检索的文件 %[2]d 个（中位数）、最多 %[3]d 个，字节 %[4]d（中位数）、最多 %[5]d",
		"search: all of %[1]d texts, %[6]d numbers and %[7]d tests of cells agree with the pages; a search reads %[2]d files (median), %[3]d at most, of %[4]d bytes (median), %[5]d at most",
		proof.Queries, proof.Requests.Median, proof.Requests.Worst, proof.Bytes.Median, proof.Bytes.Worst, proof.Numbers, proof.Tests)
	return &proof, nil
}

// boundMemory makes the collector of garbage work harder than memory is cheap once
// a build takes nearly what it may (see the goals in ARCHITECTURE.md): the limit is soft,
// and does not count the program itself.
func boundMemory(reports int) {
	debug.SetMemoryLimit(140<<20 + int64(reports)*31<<10)
}

// contentOptions opens the content folder.
func (p *program) contentOptions(drafts bool, jobs int) (o generator.Options, err error) {
	o = generator.Options{Dir: filepath.ToSlash(p.content), Drafts: drafts, Jobs: jobs}
	o.Content, err = openFolder(p.content)
	return o, err
}

// siteOptions opens the content folder and the theme.
func (p *program) siteOptions(f buildFlags) (generator.SiteOptions, error) {
	content, err := p.contentOptions(f.drafts, f.jobs)
	if err != nil {
		return generator.SiteOptions{}, err
	}
	layers, err := p.themeLayers()
	return generator.SiteOptions{Options: content, Theme: layers, BaseURL: f.baseURL}, err
}

// openFolder opens a folder so that no symbolic link leads out of it. A folder
// that does not exist is an empty file system: who reads it says what is wrong.
func openFolder(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return os.DirFS(dir), nil
	}
	if err != nil {
		return nil, err
	}
	return root.FS(), nil
}

// themeLayers gives the built-in theme with the files of the archive's own over it.
func (p *program) themeLayers() ([]theme.Layer, error) {
	layers := []theme.Layer{{Name: "gongkai:themes/default", Files: themes.Default()}}
	own := filepath.Join(p.themes, p.theme)
	switch info, err := os.Stat(own); {
	case err == nil && info.IsDir():
		layer, err := openFolder(own)
		return append(layers, theme.Layer{Name: filepath.ToSlash(own), Files: layer}), err
	case err == nil:
		return nil, usage("主题 %s 不是文件夹", "the theme %s is no folder", own)
	case errors.Is(err, fs.ErrNotExist) && p.theme == "default":
		return layers, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("没有主题 %[1]q：没有文件夹 %[2]s", "there is no theme %[1]q: no folder %[2]s", p.theme, own)
	default:
		return nil, err
	}
}

// progress gives a function that shows on a terminal how far the build is; nil
// where nobody watches.
func (p *program) progress() func(done, total int) {
	if !isTerminal(p.messages) {
		return nil
	}
	return func(done, total int) {
		if done%256 == 0 && done < total {
			fmt.Fprintf(p.messages, "\r%s", p.text("%3d%%", "%3d%%", 100*done/total))
		} else if done == total {
			fmt.Fprint(p.messages, "\r     \r")
		}
	}
}
