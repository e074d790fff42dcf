package generator

import (
	"flag"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/theme"
	"gongkai/themes"
)

var update = flag.Bool("update", false, "write the golden pages anew")

var searchFiles = regexp.MustCompile(`((?:find|text|fold)\.[0-9a-f]{12}|index-[\w-]{4}|(?:numbers|columns|c)-[0-9a-f]{12})\.js`)

// withoutScripts leaves out the scripts and the index of the search, whose names in
// pages would change with each stroke; they have tests of their own.
func withoutScripts(site map[string]string) map[string]string {
	pages := map[string]string{}
	for name, text := range site {
		if !searchFiles.MatchString(name) && !isIndex(name) {
			pages[name] = searchFiles.ReplaceAllString(text, "of-search.js")
		}
	}
	return pages
}

// goldenOptions are those of the archive of the golden site.
func goldenOptions() SiteOptions {
	// Styles and scripts would change every page with each stroke: the names of these do not.
	assets := fstest.MapFS{}
	for _, name := range []string{"site.css", "site.js", "search.js", "icon.svg"} {
		assets["assets/"+name] = &fstest.MapFile{Data: []byte("/* " + name + " */\n")}
	}
	return SiteOptions{Options: Options{Content: os.DirFS("testdata/archive"), Dir: "content", Jobs: 1}, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}, {Name: "test", Files: assets}}}
}

// TestGoldenSite builds a small archive with everything that a page can show and
// compares every file of the site. Look at the difference, then run
//
//	go test ./generator -run Golden -update
func TestGoldenSite(t *testing.T) {
	const golden = "testdata/site"
	site := build(t, goldenOptions())
	site = withoutScripts(site)
	if *update {
		if err := os.RemoveAll(golden); err != nil {
			t.Fatal(err)
		}
		for name, data := range site {
			file := filepath.Join(golden, filepath.FromSlash(plainName(name)))
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := map[string]string{}
	err := filepath.WalkDir(golden, func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		name, _ := filepath.Rel(golden, file)
		want[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(site)) {
		plain := plainName(name)
		switch text, ok := want[plain]; {
		case !ok:
			t.Errorf("%s is new", name)
		case text != site[name]:
			line, got, before := firstDifference(site[name], text)
			t.Errorf("%s:%d\nis   %s\nwant %s", name, line, got, before)
		}
		delete(want, plain)
	}
	for name := range want {
		t.Errorf("%s is gone", name)
	}
}

// plainName gives a name that every file system and every git can keep.
func plainName(name string) string {
	return strings.NewReplacer("%", "%25", "~", "%7E").Replace(path.Clean(name))
}

// firstDifference gives the first line in which two texts differ.
func firstDifference(a, b string) (line int, x, y string) {
	as, bs := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(as), len(bs)) {
		x, y = "", ""
		if i < len(as) {
			x = as[i]
		}
		if i < len(bs) {
			y = bs[i]
		}
		if x != y {
			return i + 1, x, y
		}
	}
	return 0, "", ""
}
