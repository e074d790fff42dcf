package check

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var links = Unit{
	Rules: []Rule{{
		Name: "bad-link", Severity: Warning, Group: Form,
		Title: diag.Text{Zh: "链接没有写完或者外面打不开", En: "a link that is unfinished or leads nowhere"},
		About: diag.Text{
			Zh: "链接只写了“#”“http://”，网址里有占位的“xxx”，或者指向本机、内网的地址（localhost、10.×、172.16—31.×、192.168.×），首次发布网址（source）也查；正文里写着本机路径（C:\\、file://）的也报。指向不存在的文件、标题的，生成网站时就会报错，这里不重复。",
			En: "A link that is # or http:// alone, that has a placeholder (www.xxx.gov.cn), or that leads to this machine or an inner network (localhost, 10., 172.16–31., 192.168.), also in source; a path of somebody's machine (C:\\, file://) in the text. What leads to a file or heading that is not there is refused by the build and not said again."},
		Basis:   diag.Text{Zh: "《政府网站发展指引》对链接有效性的要求", En: "the guide for government websites, on links that work"},
		Example: diag.Text{Zh: "[公开指南](#)；http://192.168.1.8:8080/zfxxgk/", En: "[公开指南](#); http://192.168.1.8:8080/zfxxgk/"},
	}, {
		Name: "outside-link", Severity: Notice, Group: Form,
		Title: diag.Text{Zh: "链接指向非政府网站", En: "a link to a host that is not a government's"},
		About: diag.Text{
			Zh: "链接指向的网站不是政府的（gov.cn、.政务）、教育的（edu.cn）、军队的（mil.cn），不是中央媒体，也不是本库自己的网站；首次发布网址（source）也查。公共企事业单位自己发布报告的网站不算。确需链接的（如政务新媒体的页面），核对内容后写 [[waiver]] 说明。一份报告里同一网站只报一次。",
			En: "A link leads to a host that is neither a government's (gov.cn, .政务), of education (edu.cn) or the forces (mil.cn), nor that of a central medium or of the archive; source too. The site on which a public enterprise publishes its reports is not meant. Where such a link is needed, look at what it shows and explain it in a [[waiver]]. Each host is noted once in a report."},
		Basis:   diag.Text{Zh: "《政府网站发展指引》对链接非政府网站的要求", En: "the guide for government websites, on links to other hosts"},
		Example: diag.Text{Zh: "[图解](https://www.sohu.com/a/1)", En: "[图解](https://www.sohu.com/a/1)"},
	}, {
		Name: "empty-attachment", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "附件是空的", En: "an attachment is empty"},
		About:   diag.Text{Zh: "报告旁边的文件大小是 0：多半是上传、转换或者拷贝失败。换上完整的文件。", En: "A file beside the report has no bytes: its upload, conversion or copy has likely failed. Put the whole file there."},
		Basis:   diag.Text{Zh: "附件应当能够打开、下载", En: "attachments can be opened"},
		Example: diag.Text{Zh: "reports/swj/2022.pdf 大小为 0", En: "reports/swj/2022.pdf has 0 bytes"},
	}},
	Text: checkLinks,
}

// officialHosts are domains whose hosts need no second look: of governments,
// education and the forces, and of central media.
var officialHosts = []string{
	"gov.cn", "政务", "xn--zfr164b", "公益", "xn--55qw42g", "edu.cn", "mil.cn", "ac.cn", "gov.hk", "gov.mo", "conac.cn",
	"people.com.cn", "people.cn", "xinhuanet.com", "news.cn", "cctv.com", "cctv.cn", "cnr.cn", "cri.cn", "gmw.cn", "qstheory.cn", "ce.cn", "chinadaily.com.cn", "chinanews.com", "chinanews.com.cn", "china.com.cn", "china.org.cn", "81.cn", "12371.cn", "12377.cn", "xuexi.cn",
	"invalid", "example", "test", "example.com", "example.org", "example.net", // reserved for examples
}

func checkLinks(s *Subject) {
	for _, f := range s.Attachments {
		if f.Size == 0 {
			s.Add(Finding{
				Rule: "empty-attachment", Pos: diag.Pos{File: s.Whole.place(f.Path)},
				Message: diag.Textf("附件 %s 大小为 0", "the attachment %s has 0 bytes", f.Name),
				Hint:    diag.Text{Zh: "换上完整的文件", En: "put the whole file there"},
			})
		}
	}
	var noted []string // hosts
	judge := func(dest string, place func() (diag.Pos, int)) {
		if why := unfinished(dest); why.Zh != "" {
			pos, width := place()
			s.badLink(pos, width, dest, why)
			return
		}
		host, ok := hostOf(dest)
		if !ok || host == "" || slices.Contains(noted, host) || s.ownHost(host) || slices.ContainsFunc(officialHosts, func(domain string) bool { return inDomain(host, domain) }) {
			return
		}
		noted = append(noted, host)
		pos, width := place()
		s.Add(Finding{
			Rule: "outside-link", Pos: pos, Width: width,
			Message: diag.Textf("链接指向 %s，不是政府网站", "a link to %s, which is not a government's", host),
			Hint:    diag.Text{Zh: "改为政府网站的地址，或核对内容后写 [[waiver]] 说明", En: "link to a government's site, or look at what it shows and explain it in a [[waiver]]"},
		})
	}
	if s.Source != "" {
		judge(s.Source, func() (diag.Pos, int) { return s.KeyPos("source") })
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		for _, l := range p.Links {
			judge(l.Destination, func() (diag.Pos, int) { return s.At(p, l.Start, l.End) })
		}
		if p.Kind != markdown.Code {
			s.writtenOut(p)
		}
	}
}

func (s *Subject) badLink(pos diag.Pos, width int, what string, why diag.Text) {
	s.Add(Finding{
		Rule: "bad-link", Pos: pos, Width: width,
		Message: diag.Textf("“%[1]s”%[2]s", "%[1]q %[3]s", what, why.Zh, why.En),
		Hint:    diag.Text{Zh: "写公众可以打开的完整网址，或删去链接", En: "write a whole address that the public can open, or delete the link"},
	})
}

// writtenOut looks for addresses of inner networks and of files that the text has
// without being links.
func (s *Subject) writtenOut(p *markdown.Passage) {
	for from := 0; ; {
		i := strings.IndexByte(p.Text[from:], ':')
		if i < 0 {
			return
		}
		at := from + i
		from = at + 1
		if slices.ContainsFunc(p.Links, func(l markdown.Link) bool { return at >= l.Start && at < l.End }) {
			continue
		}
		start := at
		for start > 0 && isLatin(rune(p.Text[start-1])) {
			start--
		}
		end := at + strings.IndexFunc(p.Text[at:]+" ", func(r rune) bool { return r <= ' ' || r > '~' })
		switch scheme := strings.ToLower(p.Text[start:at]); {
		case strings.HasPrefix(p.Text[at:], `:\`) && at-start == 1 && end > at+len(`:\`),
			strings.HasPrefix(p.Text[at:], "://") && scheme == "file":
			pos, width := s.At(p, start, end)
			s.badLink(pos, width, p.Text[start:end], diag.Text{Zh: "是某台电脑上的路径，别人打不开", En: "is a path on somebody's machine"})
		case strings.HasPrefix(p.Text[at:], "://") && (scheme == "http" || scheme == "https" || scheme == "ftp"):
			if host, ok := hostOf(p.Text[start:end]); ok && innerHost(host) {
				pos, width := s.At(p, start, end)
				s.badLink(pos, width, p.Text[start:end], inner)
			}
		}
	}
}

var inner = diag.Text{Zh: "是本机或内网的地址，公众打不开", En: "is an address of this machine or an inner network"}

// unfinished says what is wrong with the destination of a link that the build
// lets through.
func unfinished(dest string) diag.Text {
	dest = strings.TrimSpace(dest)
	host, ok := hostOf(dest)
	switch {
	case dest == "#":
		return diag.Text{Zh: "没有指向任何地方", En: "leads nowhere"}
	case !ok:
		return diag.Text{}
	case host == "" || host == "http" || host == "https":
		return diag.Text{Zh: "没有写完", En: "is unfinished"}
	case innerHost(host):
		return inner
	case standsIn(host):
		return diag.Text{Zh: "是占位的网址，没有改成实际的", En: "is a placeholder"}
	case !strings.Contains(host, ".") && !strings.Contains(host, ":"):
		return diag.Text{Zh: "没有写完", En: "is unfinished"}
	}
	return diag.Text{}
}

// hostOf gives the host of a web address, in lower case; false for what is none.
func hostOf(dest string) (string, bool) {
	scheme, rest, ok := strings.Cut(strings.TrimSpace(dest), "://")
	if scheme = strings.ToLower(scheme); !ok || scheme != "http" && scheme != "https" && scheme != "ftp" {
		return "", false
	}
	if end := strings.IndexAny(rest, `/?#\`); end >= 0 {
		rest = rest[:end]
	}
	rest = rest[strings.LastIndexByte(rest, '@')+1:]
	if name, err := url.PathUnescape(rest); err == nil {
		rest = name
	}
	rest = strings.ToLower(width.Fold.String(rest))
	if strings.HasPrefix(rest, "[") {
		host, _, _ := strings.Cut(rest[1:], "]")
		return host, true
	}
	host, _, _ := strings.Cut(rest, ":")
	return strings.TrimSuffix(host, "."), true
}

// innerHost says that nobody outside reaches a host.
func innerHost(host string) bool {
	if a, err := netip.ParseAddr(host); err == nil {
		return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsUnspecified()
	}
	return host == "localhost" || slices.ContainsFunc([]string{"localhost", "local", "lan", "localdomain", "intranet", "internal"}, func(domain string) bool { return inDomain(host, domain) })
}

// standsIn says that a host was to be replaced by the real one.
func standsIn(host string) bool {
	for label := range strings.SplitSeq(host, ".") {
		if len(label) >= 2 && strings.Trim(label, "x") == "" || strings.ContainsAny(label, "×*{}<>") {
			return true
		}
	}
	return false
}

func inDomain(host, domain string) bool {
	rest, ok := strings.CutSuffix(host, domain)
	return ok && (rest == "" || strings.HasSuffix(rest, "."))
}

// ownHost says that a host is the archive's, or that on which a public enterprise
// publishes.
func (s *Subject) ownHost(host string) bool {
	own := []string{s.Whole.Site.BaseURL, s.Whole.Site.ErrorReportURL}
	if strings.Contains(s.Agency.Kind, "企") || endsWithAny(s.Agency.NameIn(s.Year), "公司", "集团", "医院", "学校", "中学", "小学", "大学", "学院", "幼儿园") {
		own = append(own, s.Source)
	}
	return slices.ContainsFunc(own, func(address string) bool {
		name, ok := hostOf(address)
		return ok && inDomain(host, strings.TrimPrefix(name, "www."))
	})
}
