package source

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// reports reads reports/, a folder for each agency.
func (w *walk) reports(dir string) {
	for _, e := range w.list(dir) {
		if e.dir {
			w.agency(e)
			continue
		}
		hint := diag.Textf("放到机构的文件夹里：reports/<机构编号>/<年份>.md", "move it into the agency's folder: reports/<agency-id>/<year>.md")
		w.add(e.path, "misplaced-file", diag.Textf("%q 不在任何机构的文件夹里", "%q is in no agency's folder", e.name), hint)
	}
}

// agency reads reports/<agency>/: the reports first, then what belongs to them.
func (w *walk) agency(dir entry) {
	entries := w.list(dir.path)
	first := len(w.found.Reports)
	broken := map[int]bool{} // years whose file is there, but refused
	rest := entries[:0]
	for _, e := range entries {
		year, ending := split(e)
		if year == 0 || ending != ".md" {
			rest = append(rest, e)
			continue
		}
		if !w.fits(e, MaxText) {
			broken[year] = true
			continue
		}
		w.found.Reports = append(w.found.Reports, Report{File: w.file(e), Agency: dir.name, Year: year})
	}
	reports := w.found.Reports[first:]
	for _, e := range rest {
		year, ending := split(e)
		at, found := slices.BinarySearchFunc(reports, year, func(r Report, year int) int { return cmp.Compare(r.Year, year) })
		switch {
		case year == 0 || strings.EqualFold(ending, ".md"):
			w.misnamed(dir, e)
		case found:
			w.attach(&reports[at], e)
		case !broken[year]:
			w.add(e.path, "no-report",
				diag.Textf("%q 是附件，但没有 %d.md", "%q is an attachment, but there is no %d.md", e.name, year),
				diag.Textf("写报告 %s/%d.md，或删除附件", "write the report %s/%d.md, or delete the attachment", dir.path, year))
		}
	}
	for i := range reports {
		w.attachments(&reports[i])
	}
}

// split cuts a name into the year, 0 if it has none, and the ending.
func split(e entry) (year int, ending string) {
	stem, _, _ := strings.Cut(e.name, ".")
	if e.dir {
		stem = e.name
	}
	return yearOf(stem), e.name[len(stem):]
}

// yearOf reads a year of four digits; 0 if it is none.
func yearOf(s string) int {
	if len(s) != 4 || s[0] == '0' {
		return 0
	}
	year, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return 0
	}
	return int(year)
}

// misnamed notes a file or folder of an agency that belongs to no year.
func (w *walk) misnamed(dir, e entry) {
	text := diag.Textf("%q 的名称不是年份", "%q is not named by a year", e.name)
	hint := diag.Textf("报告写成 <年份>.md，附件放在 %s/<年份>/ 里", "name a report <year>.md; put attachments into %s/<year>/", dir.path)
	lower := strings.ToLower(e.name)
	if stem, ok := strings.CutSuffix(lower, ".md"); ok && !e.dir {
		if digits := digitsOf(stem); yearOf(digits) != 0 {
			hint = diag.Textf("改名为 %s.md", "rename it to %s.md", digits)
		}
		if yearOf(stem) != 0 {
			text = diag.Textf("%q 的扩展名是大写", "%q has an ending in capitals", e.name)
		}
	}
	w.add(e.path, "misplaced-file", text, hint)
}

// digitsOf gives the ASCII digits of a string.
func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// attach adds a file, or all files of a folder, to a report.
func (w *walk) attach(r *Report, e entry) {
	if e.dir {
		r.Attachments = w.below(r.Attachments, e.path, "")
	} else if w.fits(e, MaxAttachment) {
		r.Attachments = append(r.Attachments, report.File{Path: e.path, Name: e.name, Size: e.size})
	}
}

// below adds the files of a folder and the folders in it. Their names are
// relative to the first folder.
func (w *walk) below(files []report.File, dir, name string) []report.File {
	for _, e := range w.list(dir) {
		below := name + e.name
		switch {
		case e.dir:
			files = w.below(files, e.path, below+"/")
		case strings.HasSuffix(strings.ToLower(e.name), ".md"):
			w.add(e.path, "misplaced-file",
				diag.Textf("%q 在附件文件夹里，不会作为报告或页面读取", "%q is in a folder of attachments, where no report or page is read", e.name),
				diag.Textf("移到上面的文件夹里，或换一种文件格式", "move it to the folder above, or use another kind of file"))
		case w.fits(e, MaxAttachment):
			files = append(files, report.File{Path: e.path, Name: below, Size: e.size})
		}
	}
	return files
}

// generated are files that a build writes into a report's folder.
var generated = []string{"index.html", "tables.csv"}

// attachments sorts the attachments of a report and notes those that want the
// same address.
func (w *walk) attachments(r *Report) {
	slices.SortFunc(r.Attachments, func(a, b report.File) int { return cmp.Compare(a.Path, b.Path) })
	seen := map[string]string{}
	for _, a := range r.Attachments {
		folded := strings.ToLower(a.Name)
		if slices.Contains(generated, folded) {
			w.add(a.Path, "reserved-name", diag.Textf("附件不能叫 %q，生成的网页用这个名称", "an attachment cannot be named %q, which a build writes itself", a.Name),
				diag.Textf("改名", "rename it"))
		}
		if other, ok := seen[folded]; ok {
			w.add(a.Path, "same-address", diag.Textf("附件 %q 和 %q 的网址相同", "the attachments %[2]q and %[1]q have one address", a.Path, other),
				diag.Textf("改名或删除其中一个", "rename or delete one of them"))
		}
		seen[folded] = a.Path
	}
}
