package generator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"gongkai/generator/demo"
	"gongkai/generator/diag"
	"gongkai/generator/theme"
	"gongkai/themes"
)

// demoContent is the content folder of a demo archive in memory.
func demoContent(t testing.TB, agencies, years int) fstest.MapFS {
	files := fstest.MapFS{}
	err := demo.Write(demo.Options{Agencies: agencies, Years: years, Seed: 1}, func(name string, data []byte) error {
		if inside, ok := strings.CutPrefix(name, "content/"); ok {
			files[inside] = &fstest.MapFile{Data: append([]byte(nil), data...)}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func options(content fstest.MapFS, jobs int) SiteOptions {
	return SiteOptions{Options: Options{Content: content, Dir: "content", Jobs: jobs}, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}}}
}

// build gives the files of a site.
func build(t testing.TB, o SiteOptions) map[string]string {
	t.Helper()
	var mu sync.Mutex
	site := map[string]string{}
	_, problems, err := Build(context.Background(), BuildOptions{SiteOptions: o}, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := site[name]; twice {
			return fmt.Errorf("%s is written twice", name)
		}
		site[name] = string(data)
		return nil
	})
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v\n%s", err, problems.Print(diag.English))
	}
	return site
}

func TestSameOnAnyNumberOfCores(t *testing.T) {
	content := demoContent(t, 6, 4)
	one, many := build(t, options(content, 1)), build(t, options(content, 7))
	if len(one) != len(many) {
		t.Errorf("%d and %d files", len(one), len(many))
	}
	for name, data := range one {
		if many[name] != data {
			t.Errorf("%s differs", name)
		}
	}
}

var (
	linkPattern = regexp.MustCompile(`(?:href|src|action)="([^"]*)"`)
	idPattern   = regexp.MustCompile(` id="([^"]*)"`)
)

// TestLinks follows every link of every page: to a file of the site, and to an id
// of its page where the link has a fragment. No id comes twice.
func TestLinks(t *testing.T) {
	if testing.Short() {
		t.Skip("follows all links of two sites")
	}
	for _, links := range []string{"folder", "file"} {
		content := demoContent(t, 7, 14)
		text := strings.Replace(string(content["archive.toml"].Data), "[site]\n", "[site]\nlinks = \""+links+"\"\n", 1)
		content["archive.toml"] = &fstest.MapFile{Data: []byte(text)}
		site := build(t, options(content, 2))
		ids := map[string]map[string]bool{}
		for name, page := range site {
			if strings.HasSuffix(name, ".html") {
				ids[name] = map[string]bool{}
				for _, m := range idPattern.FindAllStringSubmatch(page, -1) {
					if ids[name][m[1]] {
						t.Errorf("%s has the id %q twice", name, m[1])
					}
					ids[name][m[1]] = true
				}
			}
		}
		for name, page := range site {
			if !strings.HasSuffix(name, ".html") {
				continue
			}
			for _, m := range linkPattern.FindAllStringSubmatch(page, -1) {
				if problem := follow(name, strings.ReplaceAll(m[1], "&amp;", "&"), links == "file", site, ids); problem != "" {
					t.Fatalf("%s: %s: %s", name, m[1], problem)
				}
			}
		}
	}
}

// follow says what is wrong with a link.
func follow(page, link string, whole bool, site map[string]string, ids map[string]map[string]bool) string {
	u, err := url.Parse(link)
	if err != nil {
		return err.Error()
	}
	if u.Scheme != "" {
		return "" // to another site, or an address of mail
	}
	target := page
	if u.Path != "" {
		target = path.Join(path.Dir(page), u.Path)
		if page == "404.html" {
			target = strings.TrimPrefix(u.Path, "/nianbao/") // the path of base_url
		}
		if strings.HasSuffix(u.Path, "/") || target == "" {
			if whole {
				return "a link to a folder, where links name files"
			}
			target = path.Join(target, "index.html")
		}
	}
	if _, ok := site[target]; !ok {
		return "no file " + target
	}
	if u.Fragment != "" && !ids[target][u.Fragment] {
		return "no id " + u.Fragment + " in " + target
	}
	return ""
}

// A changed report leaves the pages of others as they are, but for its lists.
func TestAddedReportRewritesFewPages(t *testing.T) {
	if testing.Short() {
		t.Skip("a large archive, about bytes only: not with -short")
	}
	content := demoContent(t, 40, 10)
	before := build(t, options(content, 2))
	for name := range content {
		if strings.HasPrefix(name, "reports/") && strings.HasSuffix(name, "/2024.md") {
			delete(content, name)
			break
		}
	}
	after := build(t, options(content, 2))
	changed := 0
	for name, data := range after {
		// A new document gives those behind it other numbers in the index of the search.
		if before[name] != data && !isIndex(name) {
			changed++
		}
	}
	if most := 40; changed > most || changed == 0 {
		t.Errorf("%d of %d files changed with one report; want at most %d", changed, len(after), most)
	}
}

// isIndex says that a file belongs to the index of the search.
func isIndex(name string) bool {
	return strings.HasPrefix(name, "search/") && strings.HasSuffix(name, ".js")
}

// A changed sentence changes the parts of the index that have its words.
func TestEditedReportChangesFewShards(t *testing.T) {
	if testing.Short() {
		t.Skip("a large archive, about bytes only: not with -short")
	}
	content := demoContent(t, 60, 18)
	before := build(t, options(content, 2))
	var edited string
	for name := range content {
		if strings.HasSuffix(name, "/2020.md") && (edited == "" || name < edited) {
			edited = name
		}
	}
	content[edited] = &fstest.MapFile{Data: append(slices.Clone(content[edited].Data), "\n本年度新设查阅点两处。\n"...)}
	after := build(t, options(content, 2))
	same, changed := 0, 0
	for name, data := range after {
		if isIndex(name) && strings.HasPrefix(name, "search/s") {
			if before[name] == data {
				same++
			} else {
				changed++
			}
		}
	}
	t.Logf("%d of %d shards changed", changed, same+changed)
	if changed == 0 || changed > 12 || same < 5*changed {
		t.Errorf("%d of %d shards changed with one sentence of 11 characters", changed, same+changed)
	}
}

func TestEmitErrorStops(t *testing.T) {
	_, _, err := Build(context.Background(), BuildOptions{SiteOptions: options(demoContent(t, 3, 2), 2)}, func(string, []byte) error { return io.ErrShortWrite })
	if !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkBuild(b *testing.B) {
	content := demoContent(b, 30, 10)
	o := BuildOptions{SiteOptions: options(content, 2)}
	reports := 0
	b.ReportAllocs()
	for b.Loop() {
		stats, problems, err := Build(context.Background(), o, func(string, []byte) error { return nil })
		if err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
		reports = stats.Reports
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(reports), "ns/report")
}
