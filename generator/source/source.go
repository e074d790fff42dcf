// Package source finds the files of an archive in a file system and cuts them
// into front matter and Markdown. It reads no TOML and no Markdown.
//
//	listing, problems, err := source.Load(os.DirFS("content"), "content")
//	for _, r := range listing.Reports {   // reports/swj/2022.md, …
//		text, err := fs.ReadFile(content, r.Path)
//		parts, problems := source.Cut(r.Place, text)
//	}
//
// The layout it knows:
//
//	archive.toml
//	reports/<agency-id>/<year>.md      a report
//	reports/<agency-id>/<year>.pdf     an attachment of it, with any ending
//	reports/<agency-id>/<year>/…       attachments too
//	pages/<name>.md, pages/<name>/…    a plain page and its files
//	formats/<id>.toml                  a table format
//
// What a person put there by mistake (a report in the wrong folder, a symbolic
// link) is a problem; what editors and desktops leave behind is passed over, and
// neither is ever published.
package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// The largest files that are read, in bytes.
const (
	MaxText       = 16 << 20  // a report, page, format or archive.toml
	MaxAttachment = 256 << 20 // any other file
)

// A Listing is what a content folder holds. Files that a problem refuses are not
// in it.
type Listing struct {
	Settings File     // archive.toml; the zero File where there is none
	Reports  []Report // by agency and year
	Pages    []Page   // by name
	Formats  []File   // by path
	Words    []File   // lists of words for the checks, by path
}

// A File is one text to read.
type File struct {
	Path  string // in the content folder: reports/swj/2022.md
	Place string // for messages, with the folder's own name: content/reports/swj/2022.md
	Size  int64  // in bytes
	Stamp Stamp
}

// A Report is the file of a report with what stands beside it.
type Report struct {
	File
	Agency      string        // the folder's name
	Year        int           // the file's name
	Attachments []report.File // by path
}

// A Page is the file of a plain page with the files that it uses.
type Page struct {
	File
	Name   string        // without .md; the page's address
	Assets []report.File // by path; File.Name is below the page's address
}

// Load lists the content folder. Places of problems begin with dir, the name by
// which people know the folder. The error is for a folder that cannot be read.
func Load(content fs.FS, dir string) (*Listing, diag.List, error) {
	w := &walk{content: content, dir: strings.TrimSuffix(dir, "/"), found: &Listing{}}
	w.root()
	return w.found, w.problems, w.err
}

// A walk goes through the content folder. After an error it does nothing more.
type walk struct {
	content  fs.FS
	dir      string
	found    *Listing
	problems diag.List
	err      error
}

// add notes a problem of a whole file or folder.
func (w *walk) add(path, rule string, text, hint diag.Text) {
	w.problems.Add(diag.Pos{File: w.place(path)}, rule, text, hint)
}

func (w *walk) place(path string) string {
	switch {
	case path == ".":
		return w.dir
	case w.dir == "" || w.dir == ".":
		return path
	}
	return w.dir + "/" + path
}

// root reads the content folder itself.
func (w *walk) root() {
	entries := w.list(".")
	start := diag.Textf("用 gongkai new archive DIR 新建一个资料库，或用 --content 指明内容所在的文件夹", "gongkai new archive DIR starts an archive; --content DIR names the folder that holds one")
	if errors.Is(w.err, fs.ErrNotExist) {
		w.err = nil
		w.add(".", "no-archive", diag.Textf("没有 %s 文件夹", "there is no folder %s", w.dir), start)
		return
	}
	for _, e := range entries {
		switch {
		case e.name == "archive.toml" && !e.dir:
			if w.fits(e, MaxText) {
				w.found.Settings = w.file(e)
			}
		case e.name == "reports" && e.dir:
			w.reports(e.path)
		case e.name == "pages" && e.dir:
			w.pages(e.path)
		case e.name == "formats" && e.dir:
			w.formats(e.path)
		case e.name == "words" && e.dir:
			w.words(e.path)
		default:
			w.stray(e)
		}
	}
	if w.found.Settings == (File{}) && w.err == nil && !w.refused("archive.toml") {
		w.add("archive.toml", "no-archive", diag.Textf("没有 archive.toml；站点名称和机构都写在这个文件里", "archive.toml is missing; it names the site and the agencies"), start)
	}
}

// stray suggests a name where one of the archive's is misspelt. Other files of
// the content folder are the author's own business.
func (w *walk) stray(e entry) {
	known := []string{"archive.toml"}
	if e.dir {
		known = []string{"reports", "pages", "formats", "words"}
	}
	if near := diag.Nearest(e.name, known); near != "" {
		w.add(e.path, "misplaced-file", diag.Textf("%q 不会被读取", "%q is not read", e.name), diag.Textf("是不是 %s？", "did you mean %s?", near))
	}
}

// refused says whether a problem was noted for a file.
func (w *walk) refused(path string) bool {
	for _, p := range w.problems {
		if p.Pos.File == w.place(path) {
			return true
		}
	}
	return false
}

// formats reads formats/.
func (w *walk) formats(dir string) {
	for _, e := range w.list(dir) {
		if e.dir || !strings.HasSuffix(e.name, ".toml") {
			w.add(e.path, "misplaced-file",
				diag.Textf("formats/ 里只有 <编号>.toml 文件，不读取 %q", "%q is no table format; formats/ holds <id>.toml only", e.name), diag.Text{})
			continue
		}
		if w.fits(e, MaxText) {
			w.found.Formats = append(w.found.Formats, w.file(e))
		}
	}
}

// words reads words/.
func (w *walk) words(dir string) {
	for _, e := range w.list(dir) {
		if e.dir || !strings.HasSuffix(e.name, ".toml") {
			w.add(e.path, "misplaced-file",
				diag.Textf("words/ 里只有 .toml 文件，不读取 %q", "%q is no list of words; words/ holds .toml files only", e.name), diag.Text{})
			continue
		}
		if w.fits(e, MaxText) {
			w.found.Words = append(w.found.Words, w.file(e))
		}
	}
}

func (w *walk) file(e entry) File {
	return File{Path: e.path, Place: w.place(e.path), Size: e.size, Stamp: e.stamp}
}

// fits notes a file that is too large to be read.
func (w *walk) fits(e entry, limit int64) bool {
	if e.size <= limit {
		return true
	}
	w.add(e.path, "too-large",
		diag.Textf("文件有 %s，超过上限 %s", "the file has %s; want at most %s", size(e.size), size(limit)),
		diag.Textf("把图片和大附件放到同名文件夹里，正文里不要嵌入", "keep pictures and large files beside the text, in the folder of its name, not in it"))
	return false
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d KB", bytes>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/(1<<20))
}
