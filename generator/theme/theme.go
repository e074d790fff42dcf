// Package theme reads a folder of html/template files, checks it against the data
// of pages, and makes pages with it.
package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
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

// Pages says what a theme is for.
type Pages struct {
	Kinds  map[string]any // an example of the data of each kind of page: its type counts
	Parts  map[string]any // the same of named templates that are run by themselves
	Assets []string       // files that pages link to
}

// A Theme is ready to make pages.
type Theme struct {
	pages  map[string]page
	parts  map[string]page
	assets map[string]Asset // by name in the theme: site.css
}

// A page is a template ready to run.
type page struct {
	sum      [16]byte // of the files it is made of
	template *template.Template
	program  *program // nil where only html/template can run it
	unknown  string   // what cannot be compiled
}

// An Asset is a file of the theme under a name that changes with its bytes, so
// that browsers may keep it for ever.
type Asset struct {
	Address string // assets/site.3f2a91c04b7d.css
	Data    []byte
}

// A file is a file of a theme with the place it has in messages.
type file struct {
	place string
	text  []byte
}

// Load reads a theme. A file of a later layer takes the place of one with the
// same name in an earlier layer. Templates are checked against the data that
// they will get: a template that names what a page does not have is a problem at
// its line, as is one that html/template would find unsafe. The error is for a
// folder that cannot be read.
func Load(pages Pages, layers ...Layer) (*Theme, diag.List, error) {
	files := map[string]file{}
	for _, l := range layers {
		if err := readLayer(l, files); err != nil {
			return nil, nil, err
		}
	}
	t := &Theme{pages: map[string]page{}, parts: map[string]page{}, assets: map[string]Asset{}}
	var problems diag.List
	for _, name := range pages.Assets {
		if _, ok := files["assets/"+name]; !ok {
			problems.Add(diag.Pos{File: "assets/" + name}, "theme-file", diag.Textf("主题缺少这个文件", "the theme lacks this file"), diag.Text{})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if asset, ok := strings.CutPrefix(name, "assets/"); ok {
			t.assets[asset] = NewAsset(asset, files[name].text)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(pages.Kinds)) {
		set, found := read(files, kind+".html")
		if len(found) == 0 {
			t.pages[kind], found = compile(set, "base.html", pages.Kinds[kind], files)
			t.pages[kind] = t.pages[kind].summed(files, kind+".html")
		}
		problems = append(problems, found...)
	}
	for _, name := range slices.Sorted(maps.Keys(pages.Parts)) {
		set, found := read(files)
		if len(found) == 0 {
			t.parts[name], found = compile(set, name, pages.Parts[name], files)
		}
		problems = append(problems, found...)
	}
	problems.Sort()
	return t, slices.CompactFunc(problems, func(a, b diag.Problem) bool { return a == b }), nil
}

// summed gives the page with the sum of the frame, the parts and its own file.
func (p page) summed(files map[string]file, own string) page {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if name == "base.html" || name == own || strings.HasPrefix(name, "parts/") {
			fmt.Fprintf(h, "%q %d\n%s", name, len(files[name].text), files[name].text)
		}
	}
	copy(p.sum[:], h.Sum(nil))
	return p
}

// Sum tells the templates of a kind of page apart from those of another theme:
// with the same sum, the same data gives the same page.
func (t *Theme) Sum(kind string) [16]byte { return t.pages[kind].sum }

// AppendPage appends a page of some kind, made of data of that kind's type.
func (t *Theme) AppendPage(out []byte, kind string, data any) ([]byte, error) {
	return t.pages[kind].append(out, data)
}

// Part gives what a named template writes.
func (t *Theme) Part(name string, data any) (template.HTML, error) {
	out, err := t.parts[name].append(nil, data)
	return template.HTML(out), err
}

func (p page) append(out []byte, data any) ([]byte, error) {
	if p.program != nil {
		return p.program.append(out, data)
	}
	b := bytes.NewBuffer(out)
	err := p.template.Execute(b, data)
	return b.Bytes(), err
}

// Asset gives a file of the theme by its name there.
func (t *Theme) Asset(name string) Asset { return t.assets[name] }

// Assets gives all files of the theme, by address.
func (t *Theme) Assets() []Asset {
	return slices.SortedFunc(maps.Values(t.assets), func(a, b Asset) int { return strings.Compare(a.Address, b.Address) })
}

// Interpreted gives the same theme with all its pages made by html/template: what
// the others are held against.
func (t *Theme) Interpreted() *Theme {
	plain := &Theme{pages: maps.Clone(t.pages), parts: maps.Clone(t.parts), assets: t.assets}
	for _, pages := range []map[string]page{plain.pages, plain.parts} {
		for name, p := range pages {
			p.program = nil
			pages[name] = p
		}
	}
	return plain
}

// Uncompiled names the pages that html/template has to make, with what is in
// their way. They are no mistake, only slower.
func (t *Theme) Uncompiled() []string {
	var list []string
	for _, pages := range []map[string]page{t.pages, t.parts} {
		for _, name := range slices.Sorted(maps.Keys(pages)) {
			if pages[name].program == nil {
				list = append(list, name+": "+pages[name].unknown)
			}
		}
	}
	return list
}

func readLayer(l Layer, files map[string]file) error {
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
		files[name] = file{path.Join(l.Name, name), text}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// NewAsset names a file by its bytes.
func NewAsset(name string, data []byte) Asset {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return Asset{"assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext, data}
}

// read parses the frame, the parts and the files named.
func read(files map[string]file, names ...string) (*template.Template, diag.List) {
	var problems diag.List
	set := template.New("theme")
	all := []string{"base.html"}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, "parts/") {
			all = append(all, name)
		}
	}
	for _, name := range append(all, names...) {
		f, ok := files[name]
		if !ok {
			problems.Add(diag.Pos{File: name}, "theme-file", diag.Textf("主题缺少这个文件", "the theme lacks this file"), diag.Text{})
			continue
		}
		if _, err := set.New(name).Parse(string(f.text)); err != nil {
			problems = append(problems, templateProblem(err, files))
		}
	}
	return set, problems
}

// compile makes a page of a template that gets data of the type of the example.
func compile(set *template.Template, name string, example any, files map[string]file) (page, diag.List) {
	// The first run makes html/template choose how each value is escaped. It ends at
	// once, for there is no data; only what it says of the template counts.
	var unsafe *template.Error
	if err := set.ExecuteTemplate(io.Discard, name, nil); errors.As(err, &unsafe) {
		return page{}, diag.List{templateProblem(err, files)}
	}
	c := &compiler{set: set, files: files, programs: map[call]*program{}}
	p := c.template(name, reflect.TypeOf(example))
	if c.unknown != "" {
		p = nil
	}
	return page{template: set.Lookup(name), program: p, unknown: c.unknown}, c.problems
}

// templateError takes the place out of an error of the template packages:
// "template: report.html:12: …" or "html/template:report.html:12:8: …".
var templateError = regexp.MustCompile(`template: ?([^:]+):(\d+)(?::(\d+))?: (?s:(.*))$`)

func templateProblem(err error, files map[string]file) diag.Problem {
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
