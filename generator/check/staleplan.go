package check

import (
	"regexp"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var stalePlans = Unit{
	Rules: []Rule{{
		Name: "stale-plan", Severity: Warning, Group: Dates,
		Title:   diag.Text{Zh: "下一步打算写的是本年或更早的年份", En: "a plan for a year that is over"},
		About:   diag.Text{Zh: "第五部分和谈改进措施、下一步打算的段落里，年份后面紧跟“将”“拟”“计划”等词，年份却不晚于报告年度：多半是上一年的文字没有改。“2022年，我局将公开工作纳入考核”一类的“将”（把）不算。", En: "In section five and in paragraphs on measures and next steps a year is followed by 将, 拟, 计划 …, but it is not later than the year reported on: likely last year's text. 将 in the sense of 把 does not count."},
		Basis:   diag.Text{Zh: "报告在次年发布，打算应写次年；已公布的年报中常见", En: "reports come out in the year after; often seen in published reports"},
		Example: diag.Text{Zh: "2022 年度的报告写“2022年，将深入贯彻……”", En: "a report for 2022 with 2022年，将深入贯彻…"},
	}},
	Text: checkStalePlans,
}

var (
	// future is what follows a year in a plan.
	future = regexp.MustCompile(`^(?:度|内)?[，,、 ]?.{0,12}?(将要?|拟|计划(?:在|于|用|将|对|开展|组织|新|建|完|推|进|举)|打算|力争|争取|下一步|要(?:进一步|继续|加强|不断|坚持|切实|着力|以|在|把|从|围绕|按照|严格|认真|积极|全面|重点))(.{0,24})`)
	// takes is what follows 将 where it stands for 把.
	takes = regexp.MustCompile(`纳入|列入|列为|作为|融入|摆上|摆在|转为|改为|置于|放在|提上|分解|下发|印发|上报|报送|移交|评为|确定为`)
	// plans are headings of plans: 2022年工作打算.
	plans = regexp.MustCompile(`^(?:度)?(?:政[府务]信息公开|政务公开|信息公开)?(?:重点)?工作(?:打算|计划|安排|思路|目标|措施)`)
)

// checkStalePlans looks for plans that speak of the year reported on.
func checkStalePlans(s *Subject) {
	for i := range s.Sections {
		section := &s.Sections[i]
		about := section.Official >= 0 && strings.Contains(s.Format.Sections[section.Official], "改进")
		about = about || speaksOfPlans(section.Title)
		sub := false
		for _, p := range section.Passages {
			if p.Kind == markdown.HeadingText {
				sub = speaksOfPlans(p.Text)
			}
			if about || sub || beginsPlan(p.Text) {
				s.stalePlan(p)
			}
		}
	}
}

// speaksOfPlans says that a heading is about what is to come.
func speaksOfPlans(text string) bool {
	for _, word := range []string{"改进", "措施", "下一步", "下步", "今后", "打算", "计划", "努力方向", "整改"} {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// beginsPlan says that a paragraph begins by saying that it is about what is to come.
func beginsPlan(text string) bool {
	text = head(text, 12)
	return strings.Contains(text, "下一步") || strings.Contains(text, "下步") || strings.Contains(text, "今后") || strings.Contains(text, "改进措施")
}

func (s *Subject) stalePlan(p *markdown.Passage) {
	for _, y := range yearMentions(p.Text) {
		if y.year > s.Year || y.year < s.Year-10 || between(p.Text, y.start, "《", "》") || !ownTime(p.Text[y.end:]) {
			continue
		}
		_, end := sentence(p.Text, y.end)
		rest := p.Text[y.end:end]
		if m := future.FindStringSubmatch(rest); m == nil || m[1] == "将" && takes.MatchString(m[2]) || pastTense(rest) {
			if !plans.MatchString(rest) {
				continue
			}
		}
		pos, width := s.At(p, y.start, y.end)
		s.Add(Finding{
			Rule: "stale-plan", Pos: pos, Width: width,
			Message: diag.Textf("打算写的是%[1]d年，报告年度是%[2]d年，应为%[3]d年", "a plan for %[1]d in the report for %[2]d; want %[3]d", y.year, s.Year, s.Year+1),
			Hint:    diag.Textf("核对这一段是不是上一年的文字；应写“%d年”", "look whether the paragraph is last year's; want %d年", s.Year+1),
		})
	}
}

// pastTense says that a clause tells what was done: 2022年计划公开10件，实际公开12件.
func pastTense(clause string) bool {
	for _, word := range []string{"实际", "已完成", "已经", "未能", "完成了", "没有完成"} {
		if strings.Contains(clause, word) {
			return true
		}
	}
	return false
}
