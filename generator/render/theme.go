package render

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// A Layer is one folder of a theme.
//
//	base.html        the frame of every page; it calls the template "main"
//	parts/*.html     templates that others call by name
//	<page>.html      one for each kind of page; it defines "main"
//	assets/…         files that are copied; site.css and site.js are linked from every page
type Layer struct {
	Name  string // for messages: themes/default
	Files fs.FS
}

// A Theme is ready to render pages.
type Theme struct {
	pages  map[string]*template.Template // by kind of page
	assets map[string]asset              // by name in the theme: site.css
}

// An asset is a file of the theme under a name that changes with its bytes, so
// that browsers may keep it for ever.
type asset struct {
	address string // assets/site.3f2a91c04b7d.css
	data    []byte
}

// views has the data of each kind of page, in the order of the contract.
var views = map[string]any{
	"home": &HomePage{}, "report": &ReportPage{}, "years": &YearsPage{}, "year": &YearPage{},
	"agencies": &AgenciesPage{}, "agency": &AgencyPage{}, "catalogue": &CataloguePage{}, "node": &NodePage{},
	"browse": &BrowsePage{}, "card": &CardPage{}, "redirect": &RedirectPage{}, "search": &SearchPage{},
	"page": &PlainPage{}, "notfound": &NotFoundPage{},
}

// needed are the assets that the program itself links to.
var needed = []string{"site.css", "site.js", "search.js", "icon.svg"}

// A themeFile is a file of a theme with the place it has in messages.
type themeFile struct {
	place string
	text  []byte
}

// LoadTheme reads a theme. A file of a later layer takes the place of one with
// the same name in an earlier layer. Templates are checked against the data that
// they will get: a template that names what a page does not have is a problem at
// its line. The error is for a folder that cannot be read.
func LoadTheme(layers ...Layer) (*Theme, diag.List, error) {
	files := map[string]themeFile{}
	for _, l := range layers {
		if err := readLayer(l, files); err != nil {
			return nil, nil, err
		}
	}
	t := &Theme{pages: map[string]*template.Template{}, assets: map[string]asset{}}
	var problems diag.List
	for _, name := range needed {
		if _, ok := files["assets/"+name]; !ok {
			problems.Add(diag.Pos{File: "assets/" + name}, "theme-file", diag.Textf("主题缺少这个文件", "the theme lacks this file"), diag.Text{})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if asset, ok := strings.CutPrefix(name, "assets/"); ok {
			t.assets[asset] = newAsset(asset, files[name].text)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(views)) {
		page, found := loadPage(kind, files)
		t.pages[kind] = page
		problems = append(problems, found...)
	}
	problems.Sort()
	return t, slices.CompactFunc(problems, func(a, b diag.Problem) bool { return a == b }), nil
}

// part runs a named template. LoadTheme has checked it; what may still go wrong
// stands in the page for its maker to see.
func (t *Theme) part(name string, data any) template.HTML {
	var b strings.Builder
	if err := t.pages["home"].ExecuteTemplate(&b, name, data); err != nil {
		return template.HTML(template.HTMLEscapeString(err.Error()))
	}
	return template.HTML(b.String())
}

func readLayer(l Layer, files map[string]themeFile) error {
	err := fs.WalkDir(l.Files, ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil:
			return err
		case name != "." && (strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~")):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || !strings.HasSuffix(name, ".html") && !strings.HasPrefix(name, "assets/"):
			return nil
		}
		text, err := fs.ReadFile(l.Files, name)
		files[name] = themeFile{path.Join(l.Name, name), text}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func newAsset(name string, data []byte) asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return asset{"assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext, data}
}

// loadPage makes the template of one kind of page out of the frame, the parts and
// the page's own file.
func loadPage(kind string, files map[string]themeFile) (*template.Template, diag.List) {
	var problems diag.List
	set := template.New("theme")
	names := []string{"base.html"}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, "parts/") {
			names = append(names, name)
		}
	}
	for _, name := range append(names, kind+".html") {
		file, ok := files[name]
		if !ok {
			problems.Add(diag.Pos{File: name}, "theme-file", diag.Textf("主题缺少这个文件", "the theme lacks this file"), diag.Text{})
			continue
		}
		if _, err := set.New(name).Parse(string(file.text)); err != nil {
			problems = append(problems, templateProblem(err, files))
		}
	}
	if len(problems) == 0 {
		problems = checkTemplate(set, views[kind], files)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return set.Lookup("base.html"), nil
}

// templateError takes the place out of an error of the template packages:
// "template: report.html:12: …" or "html/template:report.html:12:8: …".
var templateError = regexp.MustCompile(`template: ?([^:]+):(\d+)(?::(\d+))?: (?s:(.*))$`)

func templateProblem(err error, files map[string]themeFile) diag.Problem {
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return diag.Problem{Rule: "template", Text: diag.Textf("%v", "%v", err)}
	}
	pos := diag.Pos{File: m[1]}
	if f, ok := files[m[1]]; ok {
		pos.File = f.place
	}
	pos.Line, _ = strconv.Atoi(m[2])
	pos.Col, _ = strconv.Atoi(m[3])
	return diag.Problem{Pos: pos, Rule: "template", Text: diag.Textf("模板有误：%s", "%s", m[4])}
}
