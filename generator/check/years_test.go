package check

import (
	"slices"
	"strings"
	"testing"
)

func TestYearMentions(t *testing.T) {
	tests := []struct {
		text string
		want []int
	}{
		{"2022年，区商务局", []int{2022}},
		{"２０２２年度", []int{2022}},
		{"二〇二二年、二○二一年、二零二〇年", []int{2022, 2021, 2020}},
		{"二0二一年", []int{2021}},
		{"2024 年", []int{2024}},
		{"2021—2023年", []int{2023}},
		{"三年、十年、12022年、1234年", nil},
	}
	for _, test := range tests {
		var got []int
		for _, m := range yearMentions(test.text) {
			got = append(got, m.year)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v; want %v", test.text, got, test.want)
		}
	}
}

func TestSmallNumbers(t *testing.T) {
	for text, want := range map[string]int{"7": 7, "12": 12, "１２": 12, "十": 10, "十二": 12, "二十": 20, "三十一": 31, "三一": 31, "": -1, "123": -1, "十十": -1, "二十三五": -1} {
		got, ok := smallNumber(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q: %d; want %d", text, got, want)
		}
	}
}

func TestPlainDates(t *testing.T) {
	for text, want := range map[string]string{
		"自２０２１年１月１日":        "自2021年1月1日",
		"二〇二一年一月一日至十二月三十一日": "2021年1月1日至12月31日",
		"2024 年 12 月 31 日":  "2024年12月31日",
		"一是三个方面":            "一是三个方面",
	} {
		got, places := plainDates(text)
		if got != want || len(places) != len(got)+1 {
			t.Errorf("%s: %s with %d places; want %s", text, got, len(places), want)
		}
	}
}

// marked looks in a report for 2022 and holds what a rule finds there against the
// parts that stand between ‹ and ›.
func markedYears(t *testing.T, rule, text string) []Finding {
	t.Helper()
	type place struct{ line, column, width int }
	var want []place
	line, column := 1, 1
	var plain strings.Builder
	for _, r := range text {
		switch r {
		case '‹':
			want = append(want, place{line, column, -column})
			continue
		case '›':
			want[len(want)-1].width += column
			continue
		case '\n':
			line, column = line+1, 0
		}
		column++
		plain.WriteRune(r)
	}
	found := check(t, map[string]string{"swj/2022": plain.String()}, rule)
	var got []place
	for _, f := range found {
		got = append(got, place{f.Pos.Line, f.Pos.Col, f.Width})
	}
	if !slices.Equal(got, want) {
		_, body, _ := strings.Cut(text, "+++\n\n")
		t.Errorf("%s finds %v; want %v\n%s\nin %s", rule, got, want, show(found), body)
	}
	return found
}

// inOverview and inProblems give a report with a text in section one or five.
func inOverview(text string) string {
	return shortReport("## 二、", text+"\n\n## 二、")
}

func inProblems(text string) string {
	return shortReport("## 五、存在的主要问题及改进情况\n", "## 五、存在的主要问题及改进情况\n\n"+text+"\n")
}

func TestStalePlan(t *testing.T) {
	for _, test := range []string{
		"### (二) 具体的解决办法和改进措施\n\n‹2022年›，将深入贯彻省、市、区关于政务公开工作的决策部署。",
		"‹2022年›我局将继续加强学习。",
		"‹2021年›，示例市商务局政府信息公开工作将进一步规范。",
		"‹二〇二二年›，我局拟举办培训四次。",
		"‹２０２２年›，我局将采取以下措施加以改进。",
		"‹2022 年›，我局计划开展专项检查。",
		"‹2022年›，针对上述问题，我局将加强培训。",
		"‹2022年›，我们要进一步提高认识。",
		"一是计划于‹2022年›举办培训班。",
		"二是力争‹2022年›底前完成栏目改版。",
		"### （二）‹2022年›工作打算\n\n一是加强学习。",
		"### （二）改进措施\n\n‹2022年›，进一步加强组织领导，健全制度。",
		"### 改进措施\n\n‹2022年›，我局将政务公开纳入绩效考核。",
		"‹2022年›下一步工作中，我局将加强培训。",
		"‹2022年›度，我局将为了解群众需求开展调查。",
		"下一步，我局将重点抓好以下工作：\n\n一是‹2022年›继续加强信息公开平台建设。",

		"2022年，我局将政务公开工作纳入绩效考核，但仍存在问题。",
		"2022年，我局政府信息公开工作取得了一定成绩，但仍需进一步加强。",
		"针对2022年存在的问题，下一步，我局将加强培训。",
		"2022年存在的问题，我局将逐项整改。",
		"2023年，我局将深入贯彻决策部署。",
		"2022年，我局政府信息公开工作仍存在一些不足，主要是：重要信息公开不及时。",
		"根据2022年政务公开工作要点，我局将加强培训。",
		"《2022年政务公开工作要点》将继续落实。",
		"在2022年工作的基础上，我局将继续努力。",
		"### 改进措施\n\n2022年，我局加强了组织领导，开展了培训。",
		"2022年，我局原计划举办培训4次，实际举办2次。",
		"与2021年相比，公开的数量有所增加，今后将继续保持。",
		"2021年以来，我局将公开工作与业务工作一同部署。",
		"用一年时间把2021年以前的文件扫描、校对并上网。",
		"2022年，需要改进的主要有两点。",
		"‹2022年›，我局将邀请专家授课。",
		"‹2022年›是全面贯彻决策部署的开局之年，我局将进一步规范公开。",
		"### 改进措施\n\n一是于‹2022年›6月底前完成栏目改版。二是‹2022年›重点做好培训。",
		"展望‹2022年›，我们将再接再厉。",
		"### ‹2022年›重点工作\n\n一是学习。",
		"### 改进措施\n\n2022年6月底前我局完成了栏目改版。",
		"### 改进措施\n\n由办公室牵头逐条排查，于2022年2月23日前完成整改，并报告。",
		"2022年，我局将“一网通查”与业务工作同部署、同检查。",
	} {
		for _, f := range markedYears(t, "stale-plan", inProblems(test)) {
			if !strings.Contains(f.Message.En, "want 2023") || !strings.Contains(f.Hint.Zh, "2023") {
				t.Errorf("%s: %s", test, show([]Finding{f}))
			}
		}
	}
	markedYears(t, "stale-plan", inOverview("2022年，我局将公开工作纳入重点，将继续推进。"))
	markedYears(t, "stale-plan", inOverview("下一步打算：‹2022年›，我局将继续推进。"))
}

func TestWrongYear(t *testing.T) {
	title := func(text string) string {
		return shortReport("title = \"示例市商务局2022年政府信息公开工作年度报告\"", "title = \""+text+"\"")
	}
	before := func(text string) string {
		return shortReport("\n## 一、总体情况", "\n"+text+"\n\n## 一、总体情况")
	}
	first := func(text string) string {
		return shortReport("2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。", text)
	}
	for _, text := range []string{
		title("示例市商务局‹2021年›政府信息公开工作年度报告"),
		title("示例市商务局‹２０２１年›度政府信息公开工作年度报告"),
		title("示例市商务局‹二〇二一年›政府信息公开工作年度报告"),
		title("示例市商务局‹2021›政府信息公开工作年度报告"),
		title("示例市商务局2022年度政府信息公开工作年度报告"),
		title("示例市商务局2022政府信息公开工作年度报告"),
		title("示例市商务局政府信息公开工作年度报告"),

		before("现将示例市商务局‹2021年›政府信息公开工作情况报告如下。"),
		before("根据《中华人民共和国政府信息公开条例》规定，特向社会公布示例市商务局‹2021年›度政府信息公开年度报告。"),
		before("根据《关于做好2021年政府信息公开工作年度报告编制的通知》，现将我局2022年政府信息公开工作总结如下："),
		before("按照2021年政务公开工作要点，现将2022年工作报告如下。"),
		before("现将2022年工作报告如下，与2021年相比有所增加。"),
		first("‹2021年›，示例市商务局认真贯彻《条例》。现将‹2021年›政府信息和政务公开工作总结如下："),
		first("‹2021年›，示例市商务局认真贯彻《条例》。"),
		first("2021年机构改革后，示例市商务局于2022年组建公开机构。"),
		first("2021年以来，示例市商务局认真贯彻《条例》。"),
		first("2022年，示例市商务局认真贯彻《条例》，比2021年多。"),

		before("本报告所列数据的统计期限为‹2021年1月1日至12月31日›。"),
		before("统计期限自‹2021年1月1日起至2021年12月31日›止。"),
		before("本报告中所列数据统计时限为‹2022年1月1日至2021年12月31日›。"),
		before("统计期限为‹２０２１年１月１日至１２月３１日›。"),
		before("统计期限从‹二〇二一年一月一日至二〇二一年十二月三十一日›。"),
		before("报告所列统计期限自‹2021 年 1 月 1 日至 2021 年 12 月 31 日›。"),
		before("统计期限为‹2022年1月1日至11月30日›。"),
		before("统计时间为‹2021.1.1-2021.12.31›。"),
		before("统计期限为‹2021年1月至12月›。"),
		before("本报告统计数据截至‹2021年12月31日›。"),
		before("统计期限为2022年1月1日至12月31日。"),
		before("本报告统计期限为‹2021年›度。"),
		before("统计期限为‹2022年2月1日至2022年11月30日›。"),
		before("示例市商务局‹2021年›政府信息公开工作年度报告"),
		before("本报告依据条例编制。\n\n‹2021年›，我局认真贯彻条例。"),
		before("统计期限为1月1日至12月31日。"),
		before("统计期限自二〇二二年一月一日至十二月三十一日止。"),
		before("统计时间为2022年1月至12月。"),
		inOverview("2022年4月14日至2022年12月8日，我局组织统计数据发布骨干学习。"),
		inOverview("该办法有效期自2021年1月1日至2025年12月31日，统计期限不变。"),
		inOverview("收费标准自2021年1月1日至2022年6月30日执行，数据已公开。"),
	} {
		markedYears(t, "wrong-year", text)
	}
}

func TestMajorityYear(t *testing.T) {
	for text, want := range map[string]bool{
		"2021年公开信息3条。2021年答复申请1件。2021年培训1次。":             true,
		"2021年公开信息3条，二〇二一年答复1件，2022年培训1次，2021年检查。":       false,
		"根据《2021年要点》《2021年方案》《2021年办法》和2021年修订的办法，公开信息。": false,
		"较2021年增加3条，比2021年多，与2021年相比更好。":                 false,
		"2023年将做好一、2023年将做好二、2023年将做好三。":                 false,
	} {
		got := check(t, map[string]string{"swj/2022": inProblems(text)}, "majority-year")
		if (len(got) == 1) != want {
			t.Errorf("%s\n%s", text, show(got))
		}
	}
	markedYears(t, "majority-year", strings.Replace(inOverview("‹2021年›公开3条。2021年答复1件。"), "2022年，示例市商务局认真贯彻", "示例市商务局认真贯彻", 1))
}

func TestPublication(t *testing.T) {
	dates := func(issued, published string) string {
		return shortReport("issued = 2023-01-10", issued, "published = 2023-01-12", published)
	}
	for _, text := range []string{
		dates("", "published = ‹2022-12-30›"),
		dates("issued = ‹2023-01-20›", "published = 2023-01-12"),
		dates("issued = ‹2022-12-30›", "published = 2023-01-12"),
		dates("issued = 2023-01-01", "published = 2023-01-31"),
		dates("", ""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/a/202301/t‹20230210›_1.html\""),
		dates("", "published = 2023-01-29\nsource = \"https://example.org/a/202301/t‹20230113›_1.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/art/‹2022/1/12›/art_1.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/art/‹2022›/art_1.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/‹202201›/1.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/202301/t20230111_1.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/art/2023/1/12/art_76_1558865.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/bgs/2022/nianbao.html\""),
		dates("", "published = 2023-01-12\nsource = \"https://example.org/info/1050/64208.htm\""),
	} {
		if got := markedYears(t, "publication-date", text); strings.Contains(text, "https") && len(got) > 0 && got[0].Severity != Warning {
			t.Errorf("severity %s", got[0].Severity)
		}
	}
	markedYears(t, "late-publication", dates("", "published = ‹2023-02-20›"))
	markedYears(t, "late-publication", dates("", "published = 2023-01-31"))
}

func TestImpossibleDates(t *testing.T) {
	for _, text := range []string{
		"‹2月30日›召开会议。",
		"于‹2022年13月›召开会议。",
		"‹2022年2月29日›召开会议。",
		"‹十一月三十一日›召开会议，‹６月３１日›再次召开。",
		"‹2022 年 4 月 31 日›发布。",
		"发布于‹2022-02-30›。",
		"‹9月31号›发布。",
		"2月29日、2020年2月29日、12月31日、十二月三十一日、1—3月、用时13个月、第13月、2022.1.1、0379-2022-30-31。",
	} {
		markedYears(t, "impossible-date", inOverview(text))
	}
}

func TestOutdated(t *testing.T) {
	for _, text := range []string{
		"根据《条例》（‹国务院令第492号›）的规定。再次根据国务院令第492号。",
		"根据《条例》（‹国务院令 第 492 号›）的规定。",
		"依据‹国办公开办函[2019]60号›编制。",
		"与‹扶贫办›联合公开，与原扶贫办交接。",
		"根据《条例》（国务院令第492号公布，国务院令第711号修订）的规定。",
		"办公地址在示例路492号，令人满意。",
		"学习贯彻党的十九大精神。",
		"依据国办公开办函〔2021〕30号编制。",
	} {
		markedYears(t, "outdated-reference", inOverview(text))
	}
}

// benchmarkText is a report of some 3,000 characters in which little is found.
func benchmarkText() string {
	paragraph := "一是提高认识，加强领导。2022年，我局高度重视政府信息公开工作，成立了领导小组，组长由局长亲自担任（地址：示例路1号），明确落实工作人员%d名，负责组织、协调和推动局机关政府信息公开工作的开展，确保了第%d项工作顺利推进。全年3月、6月、9月共公开信息%d条，其中网站发布%d条。\n\n"
	var b strings.Builder
	for i := range 22 {
		b.WriteString(strings.ReplaceAll(paragraph, "%d", strings.Repeat(string(rune('1'+i%9)), 1+i/9)))
	}
	return shortReport("## 二、", b.String()+"\n\n## 二、", "及改进情况\n", "及改进情况\n\n2023年，我局将继续加强培训。\n")
}

// benchmarkUnits measures what units take for one report.
func benchmarkUnits(b *testing.B, all ...Unit) {
	a, files := read(b, map[string]string{"swj/2022": benchmarkText()})
	w := newWhole(a, Options{Files: files, Dir: "content", Jobs: 1})
	s, err := w.open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	for _, u := range all {
		b.Run(u.Rules[0].Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.found = nil
				u.Text(s)
			}
			if len(s.found) > 0 {
				b.Fatal(show(s.found))
			}
		})
	}
}

func BenchmarkYears(b *testing.B) {
	benchmarkUnits(b, wrongYear, stalePlan, majorityYear, publication, impossibleDates, outdated)
}

func BenchmarkSpots(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": benchmarkText()})
	s, err := newWhole(a, Options{Files: files, Dir: "content", Jobs: 1}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		s.spotted = nil
		s.spots()
	}
}
