package settings

import (
	"net/url"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// readSite reads [site].
func (a *reading) readSite() Site {
	r, ok := a.root.Table("site")
	if !ok {
		if _, there := a.root.Value("site"); !there {
			a.problems.Add(a.root.Pos(), "missing-key", diag.Textf("缺少 [site]", "[site] is missing"), diag.Textf("增加两行：[site] 和 title = \"…\"", "add two lines: [site] and title = \"…\""))
		}
		return defaultSite()
	}
	f := a.manual.fields(r, "site")
	s := Site{
		Pos:             f.Pos(),
		Title:           f.text("title"),
		BaseURL:         f.text("base_url"),
		Language:        f.text("language"),
		Operator:        f.text("operator"),
		Description:     f.text("description"),
		Contact:         f.text("contact"),
		ICP:             f.text("icp"),
		PoliceRecord:    f.text("police_record"),
		SiteCode:        f.text("site_code"),
		ErrorReportURL:  f.text("error_report_url"),
		IndexNumberName: f.text("index_number_name"),
		Links:           f.text("links"),
		Findings:        f.truth("findings"),
		Deadline:        f.day("deadline"),
		WholeDeadline:   f.day("government_deadline"),
		Downloads:       texts(f.words("downloads")),
	}
	if s.Downloads == nil {
		s.Downloads = slices.Clone(f.key("downloads").Values)
	}
	a.baseURL(f, &s)
	f.Done()
	return s
}

// defaultSite is the site where the file says nothing.
func defaultSite() Site {
	return Site{Language: "zh-CN", IndexNumberName: "索引号", Links: "folder", Downloads: []string{"csv", "json", "xlsx"}}
}

// baseURL ends the address in a slash and refuses what pages cannot hang below.
func (a *reading) baseURL(f fields, s *Site) {
	if cut := strings.IndexAny(s.BaseURL, "?#"); cut >= 0 {
		f.problem("base_url", "bad-value", diag.Textf("site.base_url 写的是 %[1]q，后面不能带 %[2]q", "site.base_url is %[1]q; want no %[2]q part", s.BaseURL, s.BaseURL[cut:cut+1]),
			diag.Textf("写成 base_url = %q", "write base_url = %q", withSlash(s.BaseURL[:cut])))
		s.BaseURL = ""
	}
	s.BaseURL = withSlash(s.BaseURL)
}

func withSlash(address string) string {
	if address == "" || strings.HasSuffix(address, "/") {
		return address
	}
	return address + "/"
}

// checkURL wants an absolute address that a browser opens.
func checkURL(s string) (want, hint diag.Text) {
	want = diag.Text{Zh: "应为 http:// 或 https:// 开头的完整地址", En: "want a whole address that begins with http:// or https://"}
	u, err := url.Parse(s)
	switch {
	case strings.ContainsAny(s, " \t\r\n\\"):
		return want, diag.Textf("地址中不能有空格或 “\\”", "an address has no blanks and no \"\\\"")
	case err == nil && u.User != nil:
		return want, diag.Textf("地址中不能有用户名和密码", "an address has no user name or password")
	case err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "":
		return diag.Text{}, diag.Text{}
	}
	host, _, _ := strings.Cut(s, "/")
	if strings.Contains(host, ".") && !strings.Contains(host, ":") {
		return want, diag.Textf("是不是 %q？", "did you mean %q?", "https://"+s)
	}
	return want, diag.Text{}
}
