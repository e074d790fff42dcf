package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/report"
)

func TestLinks(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"详见[公开指南](#)。", `4 warning bad-link: "#" leads nowhere`},
		{"详见[公开指南](http://)。", `4 warning bad-link: "http://" is unfinished`},
		{"详见[指南](https:///a)。", `4 warning bad-link: "https:///a" is unfinished`},
		{"详见[指南](http://http://www.luoyang.gov.cn/)。", `4 warning bad-link: "http://http://www.luoyang.gov.cn/" is unfinished`},
		{"详见[指南](http://zwgk/a)。", `4 warning bad-link: "http://zwgk/a" is unfinished`},
		{"详见[指南](http://192.168.1.8:8080/a)。", `4 warning bad-link: "http://192.168.1.8:8080/a" is an address of this machine`},
		{"详见[指南](http://localhost:1313/)。", `4 warning bad-link: … is an address of this machine`},
		{"详见[指南](http://172.20.3.4/)。", `4 warning bad-link: … is an address of this machine`},
		{"详见http://10.1.2.3/a，请查阅。", `3 warning bad-link: "http://10.1.2.3/a" is an address of this machine`},
		{"详见[指南](http://www.xxx.gov.cn/)。", `4 warning bad-link: … is a placeholder`},
		{"详见[指南](https://www.××.gov.cn/)。", `4 warning bad-link: … is a placeholder`},
		{`附件在C:\Users\a\b.doc。`, `4 warning bad-link: "C:\\Users\\a\\b.doc" is a path`},
		{"附件在file:///D:/a.doc。", `4 warning bad-link: "file:///D:/a.doc" is a path`},
		{"详见[图解](https://www.sohu.com/a/1)、[图解](https://www.sohu.com/a/2)。", `4 notice outside-link: a link to www.sohu.com`},
		{"详见https://mp.weixin.qq.com/s/1。", `3 notice outside-link: a link to mp.weixin.qq.com`},
		{"详见[图解](http://www.gov.cn.a.com/)。", `4 notice outside-link: a link to www.gov.cn.a.com`},
		{"详见[图解](http://notgov.cn/)。", `4 notice outside-link: a link to notgov.cn`},
		{"详见[图解](http://8.8.8.8/)。", `4 notice outside-link: a link to 8.8.8.8`},

		{"详见[指南](https://WWW.Luoyang.gov.cn:8443/a?b#c)、http://www.gov.cn。", ""},
		{"详见[网站](http://中国机构编制.政务/)、[网站](http://www.lyun.edu.cn)、[新华网](http://www.news.cn/a)。", ""},
		{"详见[本库](https://nianbao.luoyang-data.com/reports/)。", ""},
		{"详见[页首](#top)，电话[0379](tel:0379)，[邮箱](mailto:a@b.com)。", ""},
		{"网站由http://升级为https://，比例1:3，时间8:30。", ""},
		{"核对[格式](../mzj/2022.md)。", ""},
		{"地址`http://192.168.1.1/`。", "4 warning bad-link: …"},
	} {
		old := settingsForTest
		settingsForTest = strings.Replace(settingsText, "[[agency]]", "base_url = \"https://www.nianbao.luoyang-data.com/\"\n[[agency]]", 1)
		found := check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "bad-link", "outside-link")
		settingsForTest = old
		if tt.want == "" {
			want(t, found)
		} else {
			want(t, found, "…:"+tt.want)
		}
	}
}

func TestLinkOfSource(t *testing.T) {
	for source, line := range map[string]string{
		"http://10.20.30.40/art/1.html":       "content/reports/swj/2022.md:4:10 warning bad-link: ",
		"https://www.163.com/art/1.html":      "content/reports/swj/2022.md:4:10 notice outside-link: ",
		"https://www.luoyang.gov.cn/1.html":   "",
		"https://www.example.invalid/1/n.htm": "",
		"https://www.example.com/1.html":      "",
	} {
		text := reportText("issued = 2023-01-10", "source = \""+source+"\"\nissued = 2023-01-10")
		found := check(t, map[string]string{"swj/2022": text}, "bad-link", "outside-link")
		if line == "" {
			want(t, found)
		} else {
			want(t, found, line)
		}
	}
}

// A hospital reports on a site of its own.
func TestLinkOfEnterprise(t *testing.T) {
	old := settingsForTest
	defer func() { settingsForTest = old }()
	settingsForTest = strings.Replace(settingsText, "示例市商务局", "示例市第一人民医院", 1)
	text := strings.Replace(inSection("一", "详见[本院网站](https://www.yiyuan120.com/a)、[文章](https://www.sohu.com/a)。"), "issued = 2023-01-10", "source = \"https://www.yiyuan120.com/1.html\"\nissued = 2023-01-10", 1)
	want(t, check(t, map[string]string{"swj/2022": text}, "outside-link"), "…:40 notice outside-link: a link to www.sohu.com")
}

func TestEmptyAttachment(t *testing.T) {
	a, files := read(t, map[string]string{"swj/2022": reportText()})
	a.Reports[0].Attachments = []report.File{{Path: "reports/swj/2022/a.pdf", Name: "a.pdf", Size: 12}, {Path: "reports/swj/2022/b.pdf", Name: "b.pdf"}}
	w := newWhole(a, Options{Files: files.(fstest.MapFS), Dir: "content"})
	s, err := w.open(a.Reports[0])
	if err != nil {
		t.Fatal(err)
	}
	checkLinks(s)
	want(t, s.settle(), "content/reports/swj/2022/b.pdf warning empty-attachment: the attachment b.pdf has 0 bytes")
}

func BenchmarkLinks(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训。", 100))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkLinks(s)
	}
}
