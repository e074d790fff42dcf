package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// allowed is the map of the codebase: who may import whom, of this module.
var allowed = map[string][]string{
	"generator/diag":            {},
	"generator/date":            {},
	"generator/output":          {},
	"generator/pinyin":          {},
	"generator/tomldoc":         {"date", "diag"},
	"generator/format":          {"diag", "tomldoc"},
	"generator/report":          {"date", "diag", "format"},
	"generator/tally":           {"format", "report"},
	"generator/readings":        {"date", "diag", "format", "report", "source"},
	"generator/indexnumber":     {"diag"},
	"generator/settings":        {"diag", "indexnumber", "tomldoc"},
	"generator/source":          {"diag", "report"},
	"generator/schema":          {"date", "diag", "format", "report", "settings", "source", "tomldoc"},
	"generator/jsonschema":      {"format", "schema", "settings"},
	"generator/archive":         {"date", "diag", "indexnumber", "pinyin", "report", "settings"},
	"generator/markdown":        {"diag"},
	"generator/parallel":        {},
	"generator/pagetext":        {},
	"generator/browsertest":     {},
	"generator/search":          {"pagetext", "parallel", "search/columns", "search/numbers"},
	"generator/search/columns":  {"format", "report", "search/datafile"},
	"generator/search/datafile": {},
	"generator/search/numbers":  {"pagetext", "search/datafile"},
	"generator/search/suggest":  {"pagetext", "pinyin"},
	"generator/check":           {"archive", "date", "diag", "format", "history", "indexnumber", "markdown", "parallel", "report", "source", "tally", "tomldoc"},
	"generator/findings":        {"check", "diag"},
	"generator/history":         {"compare", "date", "diag", "report"},
	"generator/compare":         {"date", "diag", "format", "indexnumber", "report", "settings", "source", "tally", "tomldoc"},
	"generator/canonical":       {"compare", "date", "format", "schema", "source", "tomldoc"},
	"generator/merge":           {"canonical", "compare", "date", "format", "source", "tomldoc"},
	"generator/gitsetup":        {},
	"generator/review":          {"", "check", "compare", "date", "diag", "findings", "format", "history", "indexnumber", "parallel", "report", "settings", "source"},
	"generator/gitfs":           {"date", "diag", "history", "parallel"},
	"generator/preview":         {"", "date", "diag"},
	"generator/dataset":         {"date", "format", "report", "settings"},
	"generator/theme":           {"diag"},
	"generator/render":          {"archive", "check", "compare", "date", "diag", "format", "history", "indexnumber", "markdown", "report", "tally", "theme"},
	"generator/sheet":           {"format"},
	"generator/tidy":            {"diag", "format", "schema", "source", "tomldoc"},
	"generator/draft":           {"archive", "format", "indexnumber", "report", "sheet"},
	"generator/watch":           {},
	"generator/demo":            {"date", "format", "indexnumber", "jsonschema", "settings", "sheet"},
	"generator":                 {"archive", "check", "compare", "dataset", "date", "diag", "draft", "format", "history", "indexnumber", "markdown", "pagetext", "parallel", "readings", "render", "report", "schema", "search", "search/columns", "search/numbers", "search/suggest", "settings", "source", "theme", "tidy"},
	"themes":                    {},
	"cmd/gongkai":               {"", "canonical", "check", "date", "demo", "diag", "findings", "format", "gitfs", "gitsetup", "jsonschema", "merge", "output", "preview", "review", "search", "source", "theme", "watch", "../themes"},
}

// owners are the outside modules with the only packages that may import them,
// tests apart.
var owners = map[string][]string{
	"github.com/BurntSushi/toml":     {"generator/tomldoc"},
	"github.com/yuin/goldmark":       {"generator/markdown"},
	"github.com/mozillazg/go-pinyin": {}, // for the tests of generator/pinyin
	"github.com/xuri/excelize/v2":    {"generator/dataset"},
	"github.com/fsnotify/fsnotify":   {"generator/watch"},
	"github.com/gofrs/flock":         {"generator/output"},
	"github.com/tdewolff/minify/v2":  {"generator/theme"},
	"github.com/spf13/cobra":         {"cmd/gongkai"},
	"github.com/spf13/pflag":         {"cmd/gongkai"},
	"github.com/chromedp/chromedp":   {"generator/browsertest"}, // for tests of several packages
	"golang.org/x/sys":               {"generator/output"},
	"golang.org/x/text":              {"generator/source", "generator/indexnumber", "generator/check", "generator/findings", "generator/pagetext", "generator/search/suggest"},
}

func TestImports(t *testing.T) {
	root, err := os.OpenRoot("..")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string][]string{}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/testdata/") {
			return err
		}
		text, err := fs.ReadFile(root.FS(), name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(name)
		for _, spec := range file.Imports {
			imported, _ := strconv.Unquote(spec.Path.Value)
			used[pkg] = append(used[pkg], imported)
			checkImport(t, name, pkg, imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range used {
		if _, known := allowed[pkg]; !known {
			t.Errorf("package %s is not on the map", pkg)
		}
	}
	for pkg, may := range allowed {
		for _, other := range may {
			if !slices.Contains(used[pkg], modulePath(other)) {
				t.Errorf("%s does not import %s any more; take it off the map", pkg, other)
			}
		}
	}
}

// modulePath gives the import path of a name on the map.
func modulePath(name string) string { return path.Join("gongkai/generator", name) }

// checkImport notes an import that the map does not allow.
func checkImport(t *testing.T, file, pkg, imported string) {
	if strings.HasPrefix(imported, "gongkai/") {
		if !slices.ContainsFunc(allowed[pkg], func(name string) bool { return modulePath(name) == imported }) {
			t.Errorf("%s imports %s, which the map does not allow", file, imported)
		}
		return
	}
	if !strings.Contains(strings.SplitN(imported, "/", 2)[0], ".") {
		return // the standard library
	}
	for module, pkgs := range owners {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if !slices.Contains(pkgs, pkg) {
				t.Errorf("%s imports %s, which belongs to %s", file, imported, pkgs)
			}
			return
		}
	}
	t.Errorf("%s imports %s, a module without an owner", file, imported)
}
