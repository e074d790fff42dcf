package source

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// taken are the addresses that a plain page cannot have.
var taken = []string{"agencies", "assets", "catalogue", "checks", "corrections", "index-numbers", "reports", "search", "years"}

// pages reads pages/: <name>.md, and for each the folder <name>/ with its files.
func (w *walk) pages(dir string) {
	byName := map[string]int{}
	entries := w.list(dir)
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.name, ".md")
		if e.dir || !ok {
			continue
		}
		if slices.Contains(taken, strings.ToLower(name)) {
			w.add(e.path, "reserved-name", diag.Textf("页面不能叫 %q，网站的 /%s/ 有别的用处", "a page cannot be named %q: the site uses /%s/ itself", name, strings.ToLower(name)),
				diag.Text{Zh: "改名", En: "rename it"})
			byName[name] = -1
			continue
		}
		if w.fits(e, MaxText) {
			byName[name] = len(w.found.Pages)
			w.found.Pages = append(w.found.Pages, Page{File: w.file(e), Name: name})
		} else {
			byName[name] = -1
		}
	}
	for _, e := range entries {
		at, found := byName[e.name]
		switch {
		case e.dir && found:
			if at >= 0 {
				w.found.Pages[at].Assets = w.below(nil, e.path, "")
			}
		case e.dir:
			w.add(e.path, "no-page", diag.Textf("文件夹 %q 没有对应的页面", "the folder %q belongs to no page", e.name),
				diag.Textf("写页面 pages/%s.md，或删除文件夹", "write the page pages/%s.md, or delete the folder", e.name))
		case !strings.HasSuffix(e.name, ".md"):
			w.add(e.path, "misplaced-file", diag.Textf("%q 不是页面", "%q is no page", e.name),
				diag.Textf("页面写成 <名称>.md，图片和文件放在 pages/<名称>/ 里", "name a page <name>.md; put pictures and files into pages/<name>/"))
		}
	}
}
