package check

import (
	"strings"
	"testing"

	"gongkai/generator/date"
)

// inSection is the report with one paragraph added to a section, 一 to 六.
func inSection(number string, paragraph string) string {
	text := reportText()
	at := strings.Index(text, "## "+number+"、")
	end := at + strings.IndexByte(text[at:], '\n')
	return text[:end+1] + "\n" + paragraph + "\n" + text[end+1:]
}

func TestMissingReports(t *testing.T) {
	reports := map[string]string{"swj/2022": reportText(), "mzj/2019": "+++\ntitle = \"甲\"\n+++\n", "mzj/2021": "+++\ntitle = \"甲\"\n+++\n"}
	a, files := read(t, reports)
	for _, tt := range []struct {
		asOf   date.Date
		unread map[string][]int
		newest int
		want   string
	}{
		{date.Date{Year: 2023, Month: 1, Day: 31}, nil, 0, "mzj lacks 1 reports: 2020"},
		{date.Date{Year: 2023, Month: 2, Day: 1}, nil, 0, "mzj lacks 2 reports: 2020, 2022"},
		{date.Date{Year: 2024, Month: 2, Day: 1}, nil, 0, "swj lacks 1 reports: 2023 mzj lacks 3 reports: 2020, 2022, 2023"},
		{date.Date{Year: 2026, Month: 2, Day: 1}, nil, 0, "mzj lacks 2 reports: 2020, 2022"},
		// What cannot be read is there.
		{date.Date{Year: 2023, Month: 2, Day: 1}, map[string][]int{"mzj": {2020}}, 0, "mzj lacks 1 reports: 2022"},
		{date.Date{Year: 2026, Month: 2, Day: 1}, map[string][]int{"mzj": {2023}}, 0, "swj lacks 1 reports: 2023 mzj lacks 2 reports: 2020, 2022"},
		// A part of an archive that goes on.
		{date.Date{Year: 2026, Month: 2, Day: 1}, nil, 2023, "swj lacks 1 reports: 2023 mzj lacks 3 reports: 2020, 2022, 2023"},
	} {
		findings, err := Run(t.Context(), a, Options{Files: files, Dir: "content", AsOf: tt.asOf, Jobs: 1, Unread: tt.unread, Newest: tt.newest})
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

// words says at which words of a paragraph rules find something.
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
		{"一", "现将2022年政府信息公开工作年度报告公布如下，与2021年政府信息公开工作年度报告的统计口径一致。", ""},
		{"一", "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。", "wrong-year 2021年1月1日起至2021年12月31日"},
		{"一", "本报告数据统计期限为2022年1月1日至12月31日。", ""},
		{"一", "统计期限为2022年1月1日—2022年12月30日。", "wrong-year 2022年1月1日—2022年12月30日"},
		{"一", "2022年3月1日至5月31日开展了专项整治。", ""},
		{"一", strings.Repeat("2021年，我局公开信息30条。", 6), "majority-year 2021年 wrong-year 2021年"},
		{"一", "比2021年增加3条，较2021年下降，2021年以前的信息已归档，2021年度报告已公开。", ""},
		{"一", "2月30日召开会议，6月31日开展检查，2022年2月29日、2020年2月29日、13月1日、12月31日。", "impossible-date 2月30日 impossible-date 6月31日 impossible-date 2022年2月29日 impossible-date 13月1日"},
		{"一", "根据国务院令第492号编制。", "outdated-reference 国务院令第492号"},
		{"一", "根据国务院令第711号编制。", ""},
	} {
		got := strings.Join(words(t, inSection(tt.section, tt.paragraph), rules...), " ")
		if got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.section, tt.paragraph, got, tt.want)
		}
	}
	if got := strings.Join(words(t, reportText("商务局2022年", "商务局2021年"), "wrong-year"), " "); got != "wrong-year 2021年" {
		t.Errorf("title: %s", got)
	}
}
