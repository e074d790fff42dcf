package check

import (
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/report"
)

func TestTextElsewhere(t *testing.T) {
	free := func(body string) string {
		return "+++\ntitle = \"示例市商务局2022年政府信息公开工作年度报告\"\nformat = \"free\"\n+++\n\n" + body + "\n"
	}
	pdf := []report.File{{Path: "reports/swj/2022.pdf", Name: "2022.pdf", Size: 9}}
	data := []report.File{{Path: "reports/swj/2022.csv", Name: "2022.csv", Size: 9}}
	for _, tt := range []struct {
		text  string
		files []report.File
		want  string
	}{
		{free("详见附件。"), pdf, "6:1 warning text-as-attachment: the text has 5 characters; … in the attachment 2022.pdf only"},
		{free("## 报告全文\n\n详见附件。"), nil, "8:1 warning text-as-attachment: … in an attachment only"},
		{free("![年度报告第一页](a.png)"), nil, "6:3 warning text-as-attachment: the text has 0 characters; … in a picture only"},
		{free("[年度报告](nianbao.PDF)"), nil, "6:2 warning text-as-attachment: … in an attachment only"},
		{shortReport("2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。", ""), pdf, ":1 warning text-as-attachment: … in the attachment"},

		{free("本年度没有需要报告的事项。"), data, ""},
		{free("本年度没有需要报告的事项。"), nil, ""},
		{free(strings.Repeat("本年度公开信息若干条，详见附件。", 4)), pdf, ""},
		{reportText(), pdf, ""},
		{reportText(body, "详见附件。"), pdf, ""}, // section-missing says so
	} {
		a, files := read(t, map[string]string{"swj/2022": tt.text})
		a.Reports[0].Attachments = tt.files
		s, err := newWhole(a, Options{Files: files.(fstest.MapFS), Dir: "content"}).open(a.Reports[0])
		if err != nil {
			t.Fatal(err)
		}
		checkTextElsewhere(s)
		if tt.want == "" {
			want(t, s.settle())
		} else {
			want(t, s.settle(), "content/reports/swj/2022.md:…"+tt.want)
		}
	}
}

func BenchmarkTextElsewhere(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": reportText()})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		checkTextElsewhere(s)
	}
}
