package check

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/date"
)

// text is the report with one paragraph added to a section, 一 to 六.
func inSection(number string, paragraph string) string {
	text := reportText()
	at := strings.Index(text, "## "+number+"、")
	end := at + strings.IndexByte(text[at:], '\n')
	return text[:end+1] + "\n" + paragraph + "\n" + text[end+1:]
}

// found says at which words of a paragraph rules find something.
func words(t *testing.T, text string, rules ...string) []string {
	t.Helper()
	lines := strings.Split(text, "\n")
	var found []string
	for _, f := range check(t, map[string]string{"swj/2022": text}, rules...) {
		line := []rune(lines[f.Pos.Line-1])
		found = append(found, f.Rule+" "+string(line[f.Pos.Col-1:f.Pos.Col-1+f.Width]))
	}
	return found
}

func TestYearMentions(t *testing.T) {
	var got []string
	for _, y := range yearMentions("2022年，２０２１年、二〇二〇年、二零一九年和12022年、3000年、20年") {
		got = append(got, fmt.Sprint(y.year))
	}
	if want := "2022 2021 2020 2019"; strings.Join(got, " ") != want {
		t.Errorf("got %v; want %s", got, want)
	}
}

func TestYearsInTexts(t *testing.T) {
	rules := []string{"stale-plan", "wrong-year", "majority-year", "impossible-date", "outdated-reference"}
	for _, tt := range []struct{ section, paragraph, want string }{
		{"五", "2022年，将深入贯彻上级部署，持续强化公开意识。", "stale-plan 2022年"},
		{"五", "2022年我局将继续加强培训。", "stale-plan 2022年"},
		{"五", "二〇二二年，我们拟进一步拓宽渠道。", "stale-plan 二〇二二年"},
		{"五", "２０２１年，要不断完善制度。", "stale-plan ２０２１年"},
		{"五", "下一步：2022年度，计划开展培训两次。", "stale-plan 2022年"},
		{"五", "（三）2022年工作打算", "stale-plan 2022年"},
		{"五", "2023年，将深入贯彻上级部署。", ""},
		{"五", "2022年，我局将政务公开工作纳入年度考核，但问题仍然存在。", ""},
		{"五", "2022年，我局公开意识有待提高。今后将加强培训。", ""},
		{"五", "2022年计划公开10件，实际公开12件。", ""},
		{"五", "按照《2022年政务公开工作要点》，将进一步完善制度。", ""},
		{"一", "2022年，我局将工作重点放在网站建设上。", ""},
		{"一", "根据要求，现将示例市商务局2021年政府信息公开工作情况报告如下：", "wrong-year 2021年"},
		{"一", "现将2022年政府信息公开工作年度报告公布如下，与2021年政府信息公开工作年度报告的统计口径一致。", "wrong-year 2021年"},
		{"一", "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。", "wrong-year 2021年1月1日起至2021年12月31日"},
		{"一", "本报告数据统计期限为2022年1月1日至12月31日。", ""},
		{"一", "统计期限为2022年1月1日—2022年12月30日。", "wrong-year 2022年1月1日—2022年12月30日"},
		{"一", "2022年3月1日至5月31日开展了专项整治。", ""},
		{"一", strings.Repeat("2021年，我局公开信息30条。", 6), "majority-year 2021年"},
		{"一", "比2021年增加3条，较2021年下降，2021年以前的信息已归档，2021年度报告已公开。", ""},
		{"一", "2月30日召开会议，6月31日开展检查，2022年2月29日、2020年2月29日、13月1日、12月31日。", "impossible-date 2月30日 impossible-date 6月31日 impossible-date 2月29日 impossible-date 13月1日"},
		{"一", "根据国务院令第492号编制。", "outdated-reference 国务院令第492号"},
		{"一", "根据国务院令第711号编制。", ""},
	} {
		got := strings.Join(words(t, inSection(tt.section, tt.paragraph), rules...), " ")
		if got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.section, tt.paragraph, got, tt.want)
		}
	}
	if got := strings.Join(words(t, reportText("商务局2022年", "商务局2021年"), "wrong-year"), " "); got != `wrong-year "示例市商务局2021年政府信息公开工作年度报告"` {
		t.Errorf("title: %s", got)
	}
}

func TestPublicationDates(t *testing.T) {
	for _, tt := range []struct{ issued, published, source, want string }{
		{"2023-01-10", "2023-01-12", "", ""},
		{"2022-12-10", "2022-12-12", "", "publication-date published on 2022-12-12, before"},
		{"2023-01-15", "2023-01-12", "", "publication-date issued on 2023-01-15, after"},
		{"2023-01-15", "2023-02-01", "", "late-publication published on 2023-02-01; due by 2023-01-31"},
		{"2023-01-10", "2023-01-29", "https://a.gov.cn/x/20230113/y.html", "publication-date the address has the date 2023-01-13"},
		{"2023-01-10", "2023-01-13", "https://a.gov.cn/x/t20230113_1.html", ""},
		{"2023-01-10", "2023-01-13", "https://a.gov.cn/art/2022/art_1.html", "publication-date the address has the date 2022"},
		{"2023-01-10", "2023-01-13", "https://a.gov.cn/art/2023/1/13/art_1_2.html", ""},
		{"2023-01-10", "2023-01-13", "https://a.gov.cn/2023011320.html", ""},
	} {
		text := reportText("issued = 2023-01-10", "issued = "+tt.issued, "published = 2023-01-12", "published = "+tt.published)
		if tt.source != "" {
			text = strings.Replace(text, "catalogue", "source = \""+tt.source+"\"\ncatalogue", 1)
		}
		findings := check(t, map[string]string{"swj/2022": text}, "publication-date", "late-publication")
		got := ""
		for _, f := range findings {
			got += f.Rule + " " + f.Message.En
		}
		if !strings.HasPrefix(got, tt.want) || (got == "") != (tt.want == "") {
			t.Errorf("%+v: %s", tt, got)
		}
	}
}

func TestMissingReports(t *testing.T) {
	reports := map[string]string{"swj/2022": reportText(), "mzj/2019": "+++\ntitle = \"甲\"\n+++\n", "mzj/2021": "+++\ntitle = \"甲\"\n+++\n"}
	a, files := read(t, reports)
	for _, tt := range []struct {
		asOf date.Date
		want string
	}{
		{date.Date{Year: 2023, Month: 1, Day: 31}, "mzj lacks 1 reports: 2020"},
		{date.Date{Year: 2023, Month: 2, Day: 1}, "mzj lacks 2 reports: 2020, 2022"},
		{date.Date{Year: 2024, Month: 2, Day: 1}, "swj lacks 1 reports: 2023 mzj lacks 3 reports: 2020, 2022, 2023"},
		{date.Date{Year: 2026, Month: 2, Day: 1}, "mzj lacks 2 reports: 2020, 2022"},
	} {
		findings, err := Run(t.Context(), a, Options{Files: files, Dir: "content", AsOf: tt.asOf, Jobs: 1})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range findings {
			if f.Rule == "missing-report" {
				got = append(got, f.Message.En)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %v; want %s", tt.asOf, got, tt.want)
		}
	}
}

func TestOutdatedWordsAreWellFormed(t *testing.T) {
	if len(outdated) == 0 {
		t.Fatal("no words")
	}
	for _, w := range outdated {
		if w.wrong == "" || w.from < 2008 || w.note.Zh == "" || w.note.En == "" {
			t.Errorf("%+v", w)
		}
	}
}

func BenchmarkYears(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息，办理申请，开展培训。", 100))})
	w := newWhole(a, Options{Files: files, Dir: "content"})
	s, err := w.open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkWrongYears(s)
		checkStalePlans(s)
		s.impossibleDates()
		checkOutdated(s)
	}
}
