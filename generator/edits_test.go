package generator

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/theme"
	"gongkai/themes"
)

// edits makes random changes to an archive and its theme, such as people make.
type edits struct {
	content, theme fstest.MapFS
	rand           *rand.Rand
	last           string       // what was done last, for messages
	sound          fstest.MapFS // the content when it last had no problems
	serial         int
	broken         bool
}

func newEdits(t testing.TB, seed uint64) *edits {
	content := demoContent(t, 4, 3)
	e := &edits{content: content, theme: fstest.MapFS{}, rand: rand.New(rand.NewPCG(seed, 1))}
	if seed%3 == 0 { // pages for staff too
		e.replace("archive.toml", "[site]\n", "[site]\nfindings = true\n")
	}
	e.isSound()
	return e
}

func (e *edits) options() SiteOptions {
	return SiteOptions{Options: Options{Content: e.content, Dir: "content", Drafts: true, Jobs: 2}, Theme: []theme.Layer{
		{Name: "default", Files: themes.Default()}, {Name: "own", Files: e.theme},
	}}
}

// reports lists the files of reports.
func (e *edits) reports() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(e.content)) {
		if ok, _ := path.Match("reports/*/*.md", name); ok {
			names = append(names, name)
		}
	}
	return names
}

func (e *edits) pick() string {
	all := e.reports()
	return all[e.rand.IntN(len(all))]
}

func (e *edits) write(name string, data []byte) []string {
	e.content[name] = &fstest.MapFile{Data: data}
	return []string{name}
}

func (e *edits) replace(name, old, with string) []string {
	return e.write(name, bytes.Replace(e.content[name].Data, []byte(old), []byte(with), 1))
}

// vary replaces one match of a pattern, chosen by chance.
func (e *edits) vary(name string, pattern *regexp.Regexp, with func(old string) string) []string {
	text := e.content[name].Data
	all := pattern.FindAllSubmatchIndex(text, -1)
	if len(all) == 0 {
		return []string{name}
	}
	at := all[e.rand.IntN(len(all))]
	return e.write(name, slices.Concat(text[:at[2]], []byte(with(string(text[at[2]:at[3]]))), text[at[3]:]))
}

var (
	cellNumber = regexp.MustCompile(`[\[ ]([0-9]+)[,\]]`)
	fullStop   = regexp.MustCompile(`(。)`)
	titleLine  = regexp.MustCompile(`(?m)^title = "([^"]*)"`)
	numberLine = regexp.MustCompile(`(?m)^index_number = "([^"]*)"`)
	published  = regexp.MustCompile(`(?m)^published = (\S+)`)
	nodeLine   = regexp.MustCompile(`(?m)^catalogue = "([^"]*)"`)
	openFence  = regexp.MustCompile(`\A(\+\+\+)\n`)
)

// step makes one change and says which files it concerns.
func (e *edits) step() Changes {
	e.serial++
	kinds := e.kinds()
	if e.broken && e.rand.IntN(2) == 0 {
		e.last = fmt.Sprintf("step %d: all mended", e.serial)
		return Changes{Content: e.mend()}
	}
	e.broken = true // until the test says otherwise
	name := slices.Sorted(maps.Keys(kinds))[e.rand.IntN(len(kinds))]
	e.last = fmt.Sprintf("step %d: %s", e.serial, name)
	return kinds[name]()
}

func (e *edits) kinds() map[string]func() Changes {
	of := func(change func() []string) func() Changes {
		return func() Changes { return Changes{Content: change()} }
	}
	ofTheme := func(change func()) func() Changes { return func() Changes { change(); return Changes{Theme: true} } }
	n := fmt.Sprint(e.serial)
	return map[string]func() Changes{
		"a cell": of(func() []string { return e.vary(e.pick(), cellNumber, func(string) string { return n }) }),
		"a sentence": of(func() []string {
			return e.vary(e.pick(), fullStop, func(string) string { return "，补充第" + n + "句。" })
		}),
		"a title":  of(func() []string { return e.vary(e.pick(), titleLine, func(old string) string { return old + n }) }),
		"a number": of(func() []string { return e.vary(e.pick(), numberLine, func(old string) string { return old + n }) }),
		"a date": of(func() []string {
			return e.vary(e.pick(), published, func(string) string { return "2026-02-" + fmt.Sprintf("%02d", 1+e.serial%28) })
		}),
		"a node": of(func() []string { return e.vary(e.pick(), nodeLine, func(string) string { return "nb" }) }),
		"a draft": of(func() []string {
			return e.vary(e.pick(), openFence, func(old string) string { return old + "\ndraft = true" })
		}),
		"a waiver": of(func() []string {
			return e.append(e.pick(), "\n[[waiver]]\nrule = \"requests-balance\"\nreason = \"说明"+n+"\"\nby = \"示例\"\ndate = 2026-01-0"+fmt.Sprint(1+e.serial%9)+"\n")
		}),
		"a correction": of(func() []string {
			return e.append(e.pick(), "\n[[correction]]\ndate = 2026-03-0"+fmt.Sprint(1+e.serial%9)+"\nreason = \"更正"+n+"\"\nsections = [\"一、总体情况\"]\n")
		}),
		"a link":         of(func() []string { return e.link(e.pick(), e.pick()) }),
		"a report more":  of(e.add),
		"a report less":  of(func() []string { return e.remove(e.pick()) }),
		"a renamed file": of(e.rename),
		"an attachment": of(func() []string {
			return e.write(strings.TrimSuffix(e.pick(), ".md")+"/附件"+n+".txt", []byte("附件"+n))
		}),
		"a plain page": of(func() []string {
			return e.vary("pages/about.md", fullStop, func(string) string { return "；" + n + "。" })
		}),
		"a page's name": of(func() []string {
			return e.vary("pages/about.md", titleLine, func(old string) string { return old + n })
		}),
		"an agency": of(func() []string { return e.replace("archive.toml", "short = \"", "short = \"新") }),
		"an agency more": of(func() []string {
			return e.append("archive.toml", "\n[[agency]]\nid = \"new"+n+"\"\nname = \"示例市新设机关"+n+"\"\nsince = 2024\n")
		}),
		"a format":       of(func() []string { return e.ownFormat(n) }),
		"a word":         of(e.ownWord),
		"the site":       of(func() []string { return e.replace("archive.toml", "title = \"", "title = \"新") }),
		"a broken front": of(func() []string { return e.replace(e.pick(), "title = ", "titel = ") }),
		"a broken text":  of(func() []string { return e.replace(e.pick(), "\n+++\n", "\n+++\n\n[无](没有.md)\n\n") }),
		"a double":       of(e.double),
		"a template":     ofTheme(func() { e.template("year.html", n) }),
		"a frame":        ofTheme(func() { e.template("base.html", n) }),
		"a style":        ofTheme(func() { e.theme["assets/site.css"] = &fstest.MapFile{Data: []byte("/* " + n + " */")} }),
		"the old theme":  ofTheme(func() { clear(e.theme) }),
	}
}

// ownWord makes, changes or removes a list of words of the archive's own.
func (e *edits) ownWord() []string {
	const name = "words/own.toml"
	if e.content[name] != nil && e.rand.IntN(3) == 0 {
		delete(e.content, name)
		return []string{name}
	}
	words := []string{"政府信息", "年度", "没有的词"}
	return e.write(name, []byte("[[word]]\nwrong = \""+words[e.rand.IntN(len(words))]+"\"\n"))
}

// ownFormat makes, changes or removes a format of the archive's own: that of 2021 for
// one year, with another caption.
func (e *edits) ownFormat(mark string) []string {
	const name = "formats/own.toml"
	if e.content[name] != nil && e.rand.IntN(2) == 0 {
		delete(e.content, name)
		return []string{name}
	}
	text := ownFormat()
	return e.write(name, regexp.MustCompile(`(?m)^(caption += ")`).ReplaceAll(text, []byte("${1}"+mark+"、")))
}

// ownFormat gives the text of a format of an archive's own: that of 2021 for one year.
func ownFormat() []byte {
	text, err := os.ReadFile("format/builtin/2021.toml")
	if err != nil {
		panic(err)
	}
	text = regexp.MustCompile(`(?m)^id += "2021"`).ReplaceAll(text, []byte(`id = "own"`))
	return regexp.MustCompile(`(?m)^from +=.*`).ReplaceAll(text, []byte("from = 2024\nto = 2024"))
}

// append adds to the front matter, or to a file that has none.
func (e *edits) append(name, text string) []string {
	data := e.content[name].Data
	if end := bytes.Index(data, []byte("\n+++\n")); end > 0 {
		return e.write(name, slices.Concat(data[:end], []byte(text), data[end+1:]))
	}
	return e.write(name, append(bytes.Clone(data), text...))
}

// link writes a link to another report at the end of a text.
func (e *edits) link(from, to string) []string {
	return e.write(from, append(bytes.Clone(e.content[from].Data), "\n\n参见[另一份](/"+strings.TrimSuffix(to, ".md")+"/)。\n"...))
}

// add copies a report to a year that has none.
func (e *edits) add() []string {
	from := e.pick()
	to := path.Join(path.Dir(from), fmt.Sprint(2005+e.rand.IntN(15))+".md")
	text := numberLine.ReplaceAll(e.content[from].Data, nil)
	return e.write(to, otherYear(text))
}

// otherYear makes the text of a report fit for another year.
func otherYear(text []byte) []byte {
	text = regexp.MustCompile(`(?m)^(year|former_index_numbers|format) = .*\n`).ReplaceAll(text, nil)
	return openFence.ReplaceAll(text, []byte("+++\nformat = \"2021\"\n"))
}

func (e *edits) remove(name string) []string {
	if len(e.reports()) < 6 {
		return nil
	}
	delete(e.content, name)
	gone := []string{name}
	for other := range e.content {
		if strings.HasPrefix(other, strings.TrimSuffix(name, ".md")+"/") || strings.HasPrefix(other, strings.TrimSuffix(name, "md")) {
			delete(e.content, other)
			gone = append(gone, other)
		}
	}
	return gone
}

// rename moves a report to another year, leaving its attachments behind if it has
// some: that is a problem for a while.
func (e *edits) rename() []string {
	from := e.pick()
	to := path.Join(path.Dir(from), fmt.Sprint(1990+e.rand.IntN(10))+".md")
	e.write(to, otherYear(e.content[from].Data))
	return append(e.remove(from), to)
}

// double gives a report the number of another.
func (e *edits) double() []string {
	number := numberLine.FindSubmatch(e.content[e.pick()].Data)
	name := e.pick()
	if number == nil {
		return []string{name}
	}
	return e.vary(name, numberLine, func(string) string { return string(number[1]) })
}

// mend takes back all changes since the content was last sound.
func (e *edits) mend() []string {
	var names []string
	for name := range e.content {
		if e.sound[name] == nil {
			delete(e.content, name)
			names = append(names, name)
		}
	}
	for name, file := range e.sound {
		if e.content[name] != file {
			e.content[name] = file
			names = append(names, name)
		}
	}
	return names
}

// isSound notes that the content is without problems.
func (e *edits) isSound() { e.sound, e.broken = maps.Clone(e.content), false }

// template changes a template of the theme where readers see it.
func (e *edits) template(name, mark string) {
	text, err := themes.Default().(interface {
		ReadFile(string) ([]byte, error)
	}).ReadFile(name)
	if err != nil {
		panic(err)
	}
	e.theme[name] = &fstest.MapFile{Data: append(text, "<!-- "+mark+" -->"...)}
}
