package source

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
)

// folder makes a content folder of files that are empty.
func folder(names ...string) fstest.MapFS {
	content := fstest.MapFS{"archive.toml": {}}
	for _, name := range names {
		content[name] = &fstest.MapFile{}
	}
	return content
}

// describe prints a listing, a line for each thing.
func describe(l *Listing) string {
	var b strings.Builder
	fmt.Fprintf(&b, "settings %s\n", l.Settings.Place)
	for _, r := range l.Reports {
		fmt.Fprintf(&b, "report %s of %s %d at %s\n", r.Path, r.Agency, r.Year, r.Place)
		for _, a := range r.Attachments {
			fmt.Fprintf(&b, "  %s as %s, %d\n", a.Path, a.Name, a.Size)
		}
	}
	for _, p := range l.Pages {
		fmt.Fprintf(&b, "page %s named %s\n", p.Path, p.Name)
		for _, a := range p.Assets {
			fmt.Fprintf(&b, "  %s as %s, %d\n", a.Path, a.Name, a.Size)
		}
	}
	for _, f := range l.Formats {
		fmt.Fprintf(&b, "format %s\n", f.Path)
	}
	return b.String()
}

func TestLoad(t *testing.T) {
	content := folder(
		"reports/swj/2022.md", "reports/swj/2021.md", "reports/mzj/2022.md", "reports/empty/.keep",
		"reports/swj/2022/附件1.pdf", "reports/swj/2022/图/a.png", "reports/swj/2021.xlsx", "reports/swj/2021.tar.gz",
		"pages/about.md", "pages/about/logo.svg", "pages/指南.md", "formats/old.toml",
		"README.md", ".git/config", "reports/.DS_Store", "reports/swj/~$2022.docx", "reports/swj/.2022.md.swp",
		"reports/swj/2022.md~", "reports/swj/#2022.md#", "reports/swj/2022.md.bak", "pages/Thumbs.db", "pages/about/desktop.ini",
		"reports/swj/4913", "reports/swj/2022.md___jb_tmp___", "reports/swj/2022.md___jb_old___", "archive.toml.vsctmp",
		"reports/swj/.~lock.2022.docx#", "reports/swj/.~2022.docx", "reports/swj/~WRD0001.tmp",
	)
	content["reports/swj/2022.pdf"] = &fstest.MapFile{Data: []byte("%PDF")}
	listing, problems, err := Load(content, "content")
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	want := `settings content/archive.toml
report reports/mzj/2022.md of mzj 2022 at content/reports/mzj/2022.md
report reports/swj/2021.md of swj 2021 at content/reports/swj/2021.md
  reports/swj/2021.tar.gz as 2021.tar.gz, 0
  reports/swj/2021.xlsx as 2021.xlsx, 0
report reports/swj/2022.md of swj 2022 at content/reports/swj/2022.md
  reports/swj/2022.pdf as 2022.pdf, 4
  reports/swj/2022/图/a.png as 图/a.png, 0
  reports/swj/2022/附件1.pdf as 附件1.pdf, 0
page pages/about.md named about
  pages/about/logo.svg as logo.svg, 0
page pages/指南.md named 指南
format formats/old.toml
`
	if got := describe(listing); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestLoadProblems(t *testing.T) {
	large := func(size int) *fstest.MapFile { return &fstest.MapFile{Data: make([]byte, size)} }
	tests := []struct {
		name    string
		content fstest.MapFS
		zh, en  string
	}{
		{"nothing there", fstest.MapFS{},
			"content/archive.toml: 没有 archive.toml；站点名称和机构都写在这个文件里\n    提示: 用 gongkai new archive DIR 新建一个资料库，或用 --content 指明内容所在的文件夹\n",
			"content/archive.toml: archive.toml is missing; it names the site and the agencies\n    hint: gongkai new archive DIR starts an archive; --content DIR names the folder that holds one\n"},
		{"archive.toml misspelt", fstest.MapFS{"archiv.toml": {}, "Report/swj/2022.md": {}},
			"content/Report: \"Report\" 不会被读取\n    提示: 是不是 reports？\n" +
				"content/archiv.toml: \"archiv.toml\" 不会被读取\n    提示: 是不是 archive.toml？\n" +
				"content/archive.toml: 没有 archive.toml；站点名称和机构都写在这个文件里\n    提示: 用 gongkai new archive DIR 新建一个资料库，或用 --content 指明内容所在的文件夹\n",
			"content/Report: \"Report\" is not read\n    hint: did you mean reports?\n" +
				"content/archiv.toml: \"archiv.toml\" is not read\n    hint: did you mean archive.toml?\n" +
				"content/archive.toml: archive.toml is missing; it names the site and the agencies\n    hint: gongkai new archive DIR starts an archive; --content DIR names the folder that holds one\n"},
		{"report outside of an agency", folder("reports/2022.md"),
			"content/reports/2022.md: \"2022.md\" 不在任何机构的文件夹里\n    提示: 放到机构的文件夹里：reports/<机构编号>/<年份>.md\n",
			"content/reports/2022.md: \"2022.md\" is in no agency's folder\n    hint: move it into the agency's folder: reports/<agency-id>/<year>.md\n"},
		{"year in words", folder("reports/swj/2022年.md"),
			"content/reports/swj/2022年.md: \"2022年.md\" 的名称不是年份\n    提示: 改名为 2022.md\n",
			"content/reports/swj/2022年.md: \"2022年.md\" is not named by a year\n    hint: rename it to 2022.md\n"},
		{"year of two digits", folder("reports/swj/22.md"),
			"content/reports/swj/22.md: \"22.md\" 的名称不是年份\n    提示: 报告写成 <年份>.md，附件放在 reports/swj/<年份>/ 里\n",
			"content/reports/swj/22.md: \"22.md\" is not named by a year\n    hint: name a report <year>.md; put attachments into reports/swj/<year>/\n"},
		{"ending in capitals", folder("reports/swj/2022.MD"),
			"content/reports/swj/2022.MD: \"2022.MD\" 的扩展名是大写\n    提示: 改名为 2022.md\n",
			"content/reports/swj/2022.MD: \"2022.MD\" has an ending in capitals\n    hint: rename it to 2022.md\n"},
		{"folder between", folder("reports/swj/年报/2022.md"),
			"content/reports/swj/年报: \"年报\" 的名称不是年份\n    提示: 报告写成 <年份>.md，附件放在 reports/swj/<年份>/ 里\n",
			"content/reports/swj/年报: \"年报\" is not named by a year\n    hint: name a report <year>.md; put attachments into reports/swj/<year>/\n"},
		{"report too deep", folder("reports/swj/2022.md", "reports/swj/2022/2022.md"),
			"content/reports/swj/2022/2022.md: \"2022.md\" 在附件文件夹里，不会作为报告或页面读取\n    提示: 移到上面的文件夹里，或换一种文件格式\n",
			"content/reports/swj/2022/2022.md: \"2022.md\" is in a folder of attachments, where no report or page is read\n    hint: move it to the folder above, or use another kind of file\n"},
		{"attachment without report", folder("reports/swj/2022.pdf", "reports/swj/2022/a.pdf"),
			"content/reports/swj/2022: \"2022\" 是附件，但没有 2022.md\n    提示: 写报告 reports/swj/2022.md，或删除附件\n" +
				"content/reports/swj/2022.pdf: \"2022.pdf\" 是附件，但没有 2022.md\n    提示: 写报告 reports/swj/2022.md，或删除附件\n",
			"content/reports/swj/2022: \"2022\" is an attachment, but there is no 2022.md\n    hint: write the report reports/swj/2022.md, or delete the attachment\n" +
				"content/reports/swj/2022.pdf: \"2022.pdf\" is an attachment, but there is no 2022.md\n    hint: write the report reports/swj/2022.md, or delete the attachment\n"},
		{"attachments with one address", folder("reports/swj/2022.md", "reports/swj/2022.pdf", "reports/swj/2022/2022.PDF"),
			"content/reports/swj/2022/2022.PDF: 附件 \"reports/swj/2022/2022.PDF\" 和 \"reports/swj/2022.pdf\" 的网址相同\n    提示: 改名或删除其中一个\n",
			"content/reports/swj/2022/2022.PDF: the attachments \"reports/swj/2022.pdf\" and \"reports/swj/2022/2022.PDF\" have one address\n    hint: rename or delete one of them\n"},
		{"attachment named like the page", folder("reports/swj/2022.md", "reports/swj/2022/Index.html"),
			"content/reports/swj/2022/Index.html: 附件不能叫 \"Index.html\"，生成的网页用这个名称\n    提示: 改名\n",
			"content/reports/swj/2022/Index.html: an attachment cannot be named \"Index.html\", which a build writes itself\n    hint: rename it\n"},
		{"agencies that differ in case", folder("reports/SWJ/2022.md", "reports/swj/2021.md"),
			"content/reports/swj: \"SWJ\" 和 \"swj\" 只有大小写不同，在 Windows 和 macOS 上是同一个名称\n    提示: 改名或合并\n",
			"content/reports/swj: \"SWJ\" and \"swj\" differ in case only, and are one name on Windows and macOS\n    hint: rename or merge them\n"},
		{"backslash", folder(`reports/swj/..\x.md`, "reports/swj/2022\x07.md"),
			"content/reports/swj: 文件名 \"..\\\\x.md\" 里有不能用的字符 \"\\\\\"\n    提示: 改名，不用反斜杠、控制字符和乱码\n" +
				"content/reports/swj: 文件名 \"2022\\a.md\" 里有不能用的字符 \"\\a\"\n    提示: 改名，不用反斜杠、控制字符和乱码\n",
			"content/reports/swj: the name \"..\\\\x.md\" holds \"\\\\\"\n    hint: rename it without backslashes, control characters and broken characters\n" +
				"content/reports/swj: the name \"2022\\a.md\" holds \"\\a\"\n    hint: rename it without backslashes, control characters and broken characters\n"},
		{"links", fstest.MapFS{
			"archive.toml":            {Mode: fs.ModeSymlink, Data: []byte("/etc/passwd")},
			"reports/swj/2022.md":     {Mode: fs.ModeSymlink, Data: []byte("../../../secret.md")},
			"reports/other":           {Mode: fs.ModeSymlink, Data: []byte("swj")},
			"reports/swj/2021.md":     {},
			"reports/swj/2021/in.pdf": {Mode: fs.ModeSymlink, Data: []byte("../2021.md")},
		},
			"content/archive.toml: \"archive.toml\" 是符号链接，不会发布\n    提示: 用文件本身替换链接\n" +
				"content/reports/other: \"other\" 是符号链接，不会发布\n    提示: 用文件本身替换链接\n" +
				"content/reports/swj/2021/in.pdf: \"in.pdf\" 是符号链接，不会发布\n    提示: 用文件本身替换链接\n" +
				"content/reports/swj/2022.md: \"2022.md\" 是符号链接，不会发布\n    提示: 用文件本身替换链接\n",
			"content/archive.toml: \"archive.toml\" is a symbolic link; want a file or folder of the archive's own\n    hint: replace the link with the file itself\n" +
				"content/reports/other: \"other\" is a symbolic link; want a file or folder of the archive's own\n    hint: replace the link with the file itself\n" +
				"content/reports/swj/2021/in.pdf: \"in.pdf\" is a symbolic link; want a file or folder of the archive's own\n    hint: replace the link with the file itself\n" +
				"content/reports/swj/2022.md: \"2022.md\" is a symbolic link; want a file or folder of the archive's own\n    hint: replace the link with the file itself\n"},
		{"pipe", fstest.MapFS{"archive.toml": {}, "reports/swj/2022.md": {Mode: fs.ModeNamedPipe}},
			"content/reports/swj/2022.md: \"2022.md\" 不是普通文件\n",
			"content/reports/swj/2022.md: \"2022.md\" is no regular file\n"},
		{"large report", fstest.MapFS{"archive.toml": {}, "reports/swj/2022.md": large(50 << 20), "reports/swj/2022.pdf": {}},
			"content/reports/swj/2022.md: 文件有 50.0 MB，超过上限 16.0 MB\n    提示: 把图片和大附件放到同名文件夹里，正文里不要嵌入\n",
			"content/reports/swj/2022.md: the file has 50.0 MB; want at most 16.0 MB\n    hint: keep pictures and large files beside the text, in the folder of its name, not in it\n"},
		{"pages", folder("pages/x.html", "pages/no/a.png", "pages/a.md", "pages/a/b.md"),
			"content/pages/a/b.md: \"b.md\" 在附件文件夹里，不会作为报告或页面读取\n    提示: 移到上面的文件夹里，或换一种文件格式\n" +
				"content/pages/no: 文件夹 \"no\" 没有对应的页面\n    提示: 写页面 pages/no.md，或删除文件夹\n" +
				"content/pages/x.html: \"x.html\" 不是页面\n    提示: 页面写成 <名称>.md，图片和文件放在 pages/<名称>/ 里\n",
			"content/pages/a/b.md: \"b.md\" is in a folder of attachments, where no report or page is read\n    hint: move it to the folder above, or use another kind of file\n" +
				"content/pages/no: the folder \"no\" belongs to no page\n    hint: write the page pages/no.md, or delete the folder\n" +
				"content/pages/x.html: \"x.html\" is no page\n    hint: name a page <name>.md; put pictures and files into pages/<name>/\n"},
		{"formats", folder("formats/x.yaml"),
			"content/formats/x.yaml: formats/ 里只有 <编号>.toml 文件，不读取 \"x.yaml\"\n",
			"content/formats/x.yaml: \"x.yaml\" is no table format; formats/ holds <id>.toml only\n"},
	}
	for _, test := range tests {
		_, problems, err := Load(test.content, "content/")
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		problems.Sort()
		if zh, en := problems.Print(diag.Chinese), problems.Print(diag.English); zh != test.zh || en != test.en {
			t.Errorf("%s:\n got %s%swant %s%s", test.name, zh, en, test.zh, test.en)
		}
	}
}

// TestLoadRefuses holds that what a problem refuses is not in the listing.
func TestLoadRefuses(t *testing.T) {
	content := folder("reports/swj/2021.md", "reports/swj/2021/2021.md")
	content["reports/swj/2022.md"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("2021.md")}
	content["reports/swj/2021/in.pdf"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("/etc/passwd")}
	content["reports/swj/2020.md"] = &fstest.MapFile{Data: make([]byte, MaxText+1)}
	listing, problems, err := Load(content, "content")
	if err != nil || len(problems) != 4 {
		t.Fatal(err, problems)
	}
	want := "settings content/archive.toml\nreport reports/swj/2021.md of swj 2021 at content/reports/swj/2021.md\n"
	if got := describe(listing); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// missing is a file system without a root folder, as os.DirFS of no folder is.
type missing struct{ err error }

func (m missing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: m.err}
}

func TestLoadNoFolder(t *testing.T) {
	_, problems, err := Load(missing{fs.ErrNotExist}, "content")
	want := "content: there is no folder content\n    hint: gongkai new archive DIR starts an archive; --content DIR names the folder that holds one\n"
	if got := problems.Print(diag.English); err != nil || got != want {
		t.Errorf("error %v, problems\n%swant\n%s", err, got, want)
	}
	_, problems, err = Load(missing{fs.ErrPermission}, "content")
	if !errors.Is(err, fs.ErrPermission) || len(problems) > 0 {
		t.Errorf("error %v, problems %v; want a permission error alone", err, problems)
	}
}

func BenchmarkLoad(b *testing.B) {
	content := fstest.MapFS{"archive.toml": {}}
	for agency := range 20 {
		for year := 2008; year < 2023; year++ {
			content[fmt.Sprintf("reports/ag%02d/%d.md", agency, year)] = &fstest.MapFile{}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if listing, _, err := Load(content, "content"); err != nil || len(listing.Reports) != 300 {
			b.Fatal(err, len(listing.Reports))
		}
	}
}
