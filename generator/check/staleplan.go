package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var stalePlan = Unit{
	Rules: []Rule{{
		Name: "stale-plan", Severity: Warning, Group: Dates,
		Title: diag.Text{Zh: "打算写的是过去的年份", En: "a plan for a year that is over"},
		About: diag.Text{
			Zh: "在“存在的主要问题及改进情况”和讲改进措施、下一步打算的段落里，报告年度或更早的年份后面跟着“将”“要”“拟”“计划”“继续”等：多半是上一年报告的文字没有改。“针对2022年存在的问题，下一步将……”“2022年，我局将政务公开纳入考核”（过去的事）不算，书名号里的年份不算。照原文录入的保留，写 [[waiver]] 说明。",
			En: "In the section about problems and in paragraphs about measures and next steps, the reporting year or an earlier one is followed by words of intent: likely last year's text was left in. Years to which a plan merely refers, 将 in the sense of 把, and years in titles are not meant. Where the original has it, keep it and explain it in a [[waiver]]."},
		Basis:   diag.Text{Zh: "经验：沿用上一年度的报告而没有改年份；年度报告报上一年度的情况，打算应当是下一年的", En: "experience: last year's report was taken over; plans are for the year after"},
		Example: diag.Text{Zh: "2022 年度的报告写：“2022年，将深入贯彻……”", En: "the report for 2022 says 2022年，将深入贯彻…"},
	}},
	Text: checkPlans,
}

// checkPlans looks for plans that name a year that is over.
func checkPlans(s *Subject) {
	for i := range s.Sections {
		sec := &s.Sections[i]
		inside := sec.prospects()
		ahead := aheadOf(sec.Title)
		for k, p := range sec.Passages {
			lead, touched := isLead(p), s.touches(aheadTopic, sec.first+k)
			switch {
			case lead:
				ahead = touched && aheadOf(p.Text)
			case touched && hasAny(firstRunes(p.Text, 20), aheadBeginnings...):
				ahead = true
			}
			if (inside || ahead) && s.touches(yearTopic, sec.first+k) {
				s.plans(p, ahead, lead)
			}
		}
	}
}

// isLead says that a passage heads others: a heading, or a short line without a
// full stop that stands for one.
func isLead(p *markdown.Passage) bool {
	return p.Kind == markdown.HeadingText || len(p.Text) <= 90 && utf8.RuneCountInString(p.Text) <= 25 && !strings.Contains(p.Text, "。")
}

// aheadOf says that a heading announces measures or plans.
func aheadOf(heading string) bool { return hasAny(heading, aheadWords...) }

// The words of headings that announce measures or plans, and those with which
// other passages begin that do.
var (
	aheadWords      = []string{"措施", "打算", "下一步", "下步", "今后", "解决办法", "思路", "努力方向", "工作计划", "对策", "举措", "工作安排"}
	aheadBeginnings = []string{"下一步", "下步", "今后", "改进措施", "整改措施", "工作打算", "努力方向"}
)

// plans notes the plans of a passage that name a year that is over. ahead says
// that the passage speaks of what is to come.
func (s *Subject) plans(p *markdown.Passage, ahead, lead bool) {
	for _, m := range yearMentions(p.Text) {
		if m.year > s.Year || quoted(p.Text, m.at) {
			continue
		}
		from, to := sentenceAround(p.Text, m.at)
		before, after := p.Text[from:m.at], strings.TrimPrefix(p.Text[m.end:to], "度")
		word, ok := planned(before, after, ahead)
		if !ok && lead {
			word, ok = plannedInHeading(after)
		}
		if !ok {
			continue
		}
		pos, width := s.At(p, m.at, m.end)
		s.Add(Finding{
			Pos: pos, Width: width, Rule: "stale-plan",
			Message: diag.Textf("这是 %[1]d 年度的报告，打算写的却是 %[2]d 年（“%[3]s”），应为 %[4]d 年", "this is the report for %[1]d, and a plan is for %[2]d (%[3]q); want %[4]d", s.Year, m.year, word, s.Year+1),
			Hint:    diag.Textf("多半是上一年报告的文字没有改；对照原文核对是不是 %d 年", "likely last year's text; compare with the original whether %d is meant", s.Year+1),
		})
	}
}

// planned says that what stands around a year makes it that of a plan, and gives
// the word of intent.
func planned(before, after string, ahead bool) (string, bool) {
	before = strings.TrimRight(before, blanksInText)
	past := tellsPast(before + after)
	if word := intentBefore(before); word != "" && !past {
		return word, true
	}
	if refers(before) {
		return "", false
	}
	for _, word := range futures {
		if at := intentAfter(after, word, ahead); at >= 0 && !governs(after[:at], word) {
			if word != "将" && past {
				continue
			}
			return firstRunes(after[at:], 8), true
		}
	}
	if ahead && !past && deadline().MatchString(firstRunes(after, 10)) {
		return firstRunes(after, 8), true
	}
	if rest := strings.TrimLeft(after, "，,:："+blanksInText); ahead && !past && atStart(before) {
		if at := imperative(rest); at >= 0 {
			return firstRunes(rest[at:], 8), true
		}
	}
	return "", false
}

// deadline is one by which something is to be done: 2022年6月底前. Of a day the text
// mostly tells that it was kept.
var deadline = pattern(`^(?:年?底(?:之)?前|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:底|份|末)?(?:之)?前|年末前|上半年前|年内)`)

// plannedInHeading is planned for what follows a year in a heading.
func plannedInHeading(after string) (string, bool) {
	near := firstRunes(after, 16)
	if hasAny(near, "完成", "落实", "情况", "回顾", "总结") {
		return "", false
	}
	for _, word := range []string{"打算", "思路", "改进措施", "工作安排", "工作计划", "努力方向", "下一步", "工作重点", "重点工作"} {
		if strings.Contains(near, word) {
			return word, true
		}
	}
	return "", false
}

// intentBefore gives the word of intent that stands before a year: 计划于2022年.
func intentBefore(before string) string {
	rest, in := before, false
	for _, w := range []string{"在", "于", "到", "至"} {
		if r, ok := strings.CutSuffix(rest, w); ok {
			rest, in = r, true
			break
		}
	}
	for _, w := range []string{"计划", "争取", "力争", "预计", "打算", "拟", "将"} {
		start, ok := strings.CutSuffix(rest, w)
		if !ok || w == "将" && !in || endsWithAny(start, "原", "曾", "未", "按", "照", "模", "草", "工作", "年度") {
			continue
		}
		return rest[len(start):]
	}
	return ""
}

// refers says that words before a year make it one that the sentence refers to:
// 针对2022年存在的问题.
func refers(before string) bool {
	return endsWithAny(before, "针对", "对照", "根据", "按照", "依据", "结合", "总结", "回顾", "较", "比", "与", "和", "自", "从", "截至", "截止", "至", "到", "对", "就", "围绕", "落实", "贯彻", "完成", "相对", "继", "经过", "通过", "鉴于", "由于", "同", "把", "将", "依照", "参照", "巩固")
}

// atStart says that a sentence begins with what follows.
func atStart(before string) bool {
	before = strings.TrimLeft(before, blanksInText)
	return before == "" || endsWithAny(before, "：", ":", "、", "）", ")", ".", "．", "一是", "二是", "三是", "四是", "五是", "。")
}

// futures are the words of intent that may follow a year.
var futures = []string{"将", "计划", "拟", "打算", "力争", "争取", "下一步", "要", "继续"}

// Within how many characters after the year a word of intent must stand: 将 with a
// long name of a body before it, and others.
const (
	futureReach = 30
	intentReach = 15
)

// intentAfter gives the offset at which a word of intent stands near the start of
// a text; negative for nowhere.
func intentAfter(after, word string, ahead bool) int {
	reach := intentReach
	if word == "将" {
		reach = futureReach
	}
	for from := 0; ; {
		i := strings.Index(after[from:], word)
		if i < 0 {
			return -1
		}
		i += from
		if utf8.RuneCountInString(after[:i]) > reach {
			return -1
		}
		if speaksOfFuture(after[:i], word, after[i+len(word):], ahead) {
			return i
		}
		from = i + len(word)
	}
}

// speaksOfFuture says that a word with what stands around it speaks of the future.
func speaksOfFuture(before, word, after string, ahead bool) bool {
	switch word {
	case "将":
		if takes(after) {
			return ahead && !hasAny(after, "了", "已")
		}
		return ahead || beginsWithAny(after, doings...) || !tellsPast(after) && !beginsWithAny(after, things...)
	case "要":
		return !endsWithAny(before, "主", "重", "需", "必", "只", "首", "扼", "纪", "概", "摘", "紧", "简", "提") &&
			!beginsWithAny(after, "点", "求", "素", "闻", "件", "领", "害", "紧", "约", "旨", "么", "事", "务", "义", "目", "情") &&
			(ahead || beginsWithAny(after, doings...))
	case "计划":
		return !beginsWithAny(after, "完成", "执行", "落实", "生育", "安排", "的", "、", "，", "。", "和", "内", "外") && after != ""
	case "拟":
		return !endsWithAny(before, "模", "草", "起", "虚") && !beginsWithAny(after, "定", "制", "稿", "公开的", "发布的", "上报")
	case "下一步":
		return utf8.RuneCountInString(strings.TrimLeft(before, "，, 的")) == 0
	case "继续":
		return ahead && !beginsWithAny(after, "保持了")
	}
	return true
}

// takes says that 将 stands for 把: 将政务公开纳入考核.
func takes(after string) bool {
	clause := after
	if i := strings.IndexAny(clause, "，。；"); i >= 0 {
		clause = clause[:i]
	}
	return !strings.HasPrefix(clause, "把") && !beginsWithAny(clause, "进一步", "继续", "不断", "持续") && !strings.Contains(clause, "把") &&
		hasAny(clause, "纳入", "列入", "作为", "列为", "当作", "摆在", "放在", "摆上", "贯穿", "融入", "同部署", "同步", "一并", "一同", "结合起来", "落到", "转化为", "转为", "改为", "调整为", "归集", "分解")
}

// governs says that words between a year and a word of intent keep them apart:
// 2022年存在的问题，下一步将.
func governs(between, word string) bool {
	if word == "下一步" {
		return false
	}
	if strings.Count(between, "，") > 3 || tellsPast(between) || hasAny(between, "取得", "成绩", "成效", "今后", "明年", "来年", "下一年", "新的一年", "接下来", "虽", "但", "以来", "下一步", "下步") {
		return true
	}
	if strings.HasPrefix(between, "，") && hasAny(between, "针对", "对照", "围绕") {
		return false // 2022年，针对上述问题，我局将
	}
	return len(yearMentions(between)) > 0 || hasAny(between, "问题", "不足", "期间", "情况", "要点", "报告", "基础", "存在", "针对", "以前", "之前", "印发", "制定的")
}

// tellsPast says that a sentence tells of what has been done.
func tellsPast(text string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], "了")
		if i < 0 {
			break
		}
		i += from
		from = i + len("了")
		if !beginsWithAny(text[from:], "解", "然", "如") && !endsWithAny(text[:i], "为", "除", "不", "罢", "到") {
			return true
		}
	}
	return hasAny(text, "已经", "已完成", "已建", "曾", "得到", "取得", "实际", "同比", "共计", "累计", "未能")
}

// doings are the words with which what is to be done begins.
var doings = []string{
	"进一步", "继续", "深入", "不断", "持续", "重点", "着力", "切实", "认真", "严格", "全面", "积极", "大力", "从", "以", "按", "围绕", "坚持", "通过",
	"加强", "加大", "加快", "完善", "健全", "优化", "规范", "强化", "推进", "推动", "组织", "开展", "提升", "提高", "拓展", "拓宽", "创新", "落实", "贯彻", "紧",
	"聚焦", "在", "针对", "主要", "努力", "力争", "争取", "采取", "做好", "做到", "做实", "抓好", "抓住", "抓实", "稳步", "扎实", "对", "结合", "根据", "更加", "更好", "进行", "制定",
	"建立", "充分", "定期", "突出", "丰富", "深化", "增强", "增加", "细化", "及时", "主动", "把", "再", "多", "逐步", "首先", "会", "于", "有", "统筹", "实施",
	"召开", "举办", "学习", "依托", "利用", "立足", "牢", "树立", "尽快", "适时", "启动", "完成", "探索", "引入", "引进", "出台", "编制", "修订", "梳理", "清理", "整合",
	"打造", "构建", "培训", "参加", "安排", "设立", "开设", "增设", "新增", "压", "夯实", "补", "改进", "改善", "解决", "克服", "遵", "发挥", "营造", "广泛", "高质量", "高标准", "常态", "勇", "转变", "理顺", "引导", "促进", "保障", "确保", "严", "配合", "配备", "充实", "健",
}

// things are the words with which begins what 将 in the sense of 把 takes.
var things = []string{"政务", "政府", "信息", "公开", "工作", "其", "此", "该", "全", "各", "相关", "有关", "部分", "上述", "这", "依申请", "重大", "重要", "“", "《", "本", "所有", "责任", "任务", "政策", "业务", "年度", "以上", "群众", "企业"}

// imperative gives the offset at which a text, after the body's word for itself,
// says what is to be done; negative for nowhere.
func imperative(text string) int {
	at := 0
	for _, self := range []string{"我局", "我委", "我办", "我镇", "我乡", "我区", "我县", "我市", "我街道", "我单位", "我院", "我厅", "我中心", "本局", "本单位", "本机关"} {
		if strings.HasPrefix(text, self) {
			at = len(self)
			break
		}
	}
	if slices.ContainsFunc([]string{"进一步", "继续", "持续", "不断", "着力", "深入", "切实", "加强", "加大", "强化", "完善", "健全", "优化", "推进", "提升", "提高", "拓展", "拓宽", "坚持", "大力", "积极", "努力", "规范", "重点"}, func(w string) bool { return strings.HasPrefix(text[at:], w) }) {
		return at
	}
	return -1
}
