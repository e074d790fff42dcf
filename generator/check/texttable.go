package check

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var textAgainstTable = Unit{
	Rules: []Rule{{
		Name: "text-requests", Severity: Warning, Group: TextTable,
		Title:   diag.Text{Zh: "正文里的申请件数与表三不一致", En: "applications in the text differ from table three"},
		About:   diag.Text{Zh: "正文写新收、上年结转、办结、结转下年和各类办理结果的件数，与表三的总计比较。“收到”可以只算新收，也可以连同上年结转；“答复”可以指办结总数。约数、同比、各渠道的件数和别的机关的件数不比。用 :cell{…} 引用单元格，就不会不一致。", En: "Numbers of applications received, carried in, dealt with, carried out and of each result are compared with the totals of table three. 收到 may or may not include what was carried in. About-numbers, comparisons, channels and other bodies are left out. Print the cell with :cell{…} and the two cannot differ."},
		Basis:   diag.Text{Zh: "同一报告的文字与表格应当一致（国办公开办函〔2021〕30号）", En: "text and tables of one report must agree (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "正文“累计收到27件”，表三新收 22、上年结转 4", En: "累计收到27件 beside 22 received and 4 carried in"},
	}, {
		Name: "text-disputes", Severity: Warning, Group: TextTable,
		Title:   diag.Text{Zh: "正文里的复议、诉讼件数与表四不一致", En: "reviews or lawsuits in the text differ from table four"},
		About:   diag.Text{Zh: "第四部分，或者说到信息公开的句子里，行政复议、行政诉讼的件数与表四的总计比较；“诉讼”指两类之和，也可以单指一类。写“未发生”而表四有数的也算。", En: "In section four, and in sentences on disclosure, numbers of reviews and lawsuits are compared with the totals of table four; 诉讼 is both kinds or one of them. Saying that there were none where the table has some counts too."},
		Basis:   diag.Text{Zh: "同一报告的文字与表格应当一致（国办公开办函〔2021〕30号）", En: "text and tables of one report must agree (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "正文“行政复议3件”，表四行政复议总计 2", En: "行政复议3件 beside a total of 2"},
	}, {
		Name: "text-proactive", Severity: Warning, Group: TextTable,
		Title:   diag.Text{Zh: "正文里的文件、决定数量与表二不一致", En: "documents or decisions in the text differ from table two"},
		About:   diag.Text{Zh: "第一、第二部分里制发、废止、现行有效的行政规范性文件，以及行政许可、处罚、强制决定的件数，与表二比较。“制定”“修改”的件数口径可能不同，不比。", En: "In sections one and two documents issued, repealed and in force, and decisions on licences, penalties and coercion, are compared with table two. 制定 and 修改 may be counted otherwise and are left out."},
		Basis:   diag.Text{Zh: "同一报告的文字与表格应当一致（国办公开办函〔2021〕30号）", En: "text and tables of one report must agree (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "正文“制发行政规范性文件3件”，表二制发 2", En: "制发行政规范性文件3件 beside 2"},
	}, {
		Name: "text-no-applications", Severity: Error, Group: TextTable,
		Title:   diag.Text{Zh: "正文说没有收到申请，表三却有", En: "no applications by the text, some by table three"},
		About:   diag.Text{Zh: "正文写“未收到”“没有收到”“零申请”“0件”，表三的新收总计却大于 0。说的是某一类申请、收费、复议或投诉的不算。", En: "The text says that none were received, and table three has some. Statements about one kind of application, fees, reviews or complaints do not count."},
		Basis:   diag.Text{Zh: "同一报告的文字与表格应当一致（国办公开办函〔2021〕30号）", En: "text and tables of one report must agree (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "“本年度未收到政府信息公开申请”，表三新收 5", En: "未收到政府信息公开申请 beside 5 received"},
	}, {
		Name: "text-sum", Severity: Warning, Group: TextTable,
		Title:   diag.Text{Zh: "一段文字里的数字自相矛盾", En: "the numbers of a passage do not add up"},
		About:   diag.Text{Zh: "同一句里写了收到、上年结转、办结、结转下年的，前两数之和应等于后两数之和（收到可以已含结转）；“共……件，其中……件、……件”的，各项之和不应大于总数。", En: "Where one sentence gives what was received, carried in, dealt with and carried out, the first two add up to the last two (the first may include the second); after 其中 the parts are not more than the whole."},
		Basis:   diag.Text{Zh: "表三印明的勾稽关系；数字的含义", En: "the identity printed in table three"},
		Example: diag.Text{Zh: "新收 78 件、上年结转 3 件，答复 75 件、结转下年 3 件：81 ≠ 78", En: "78 received, 3 carried in, 75 answered, 3 carried out: 81 ≠ 78"},
	}, {
		Name: "text-percentage", Severity: Notice, Group: TextTable,
		Title:   diag.Text{Zh: "百分比与所写的数算不出来", En: "a percentage that the numbers beside it do not give"},
		About:   diag.Text{Zh: "句子里写了总数、部分和“占……%”，部分除以总数按所写的小数位四舍五入，应得这个百分比。", En: "A sentence gives a whole, a part and 占…%: the part by the whole, rounded to the digits written, gives the percentage."},
		Basis:   diag.Text{Zh: "算术", En: "arithmetic"},
		Example: diag.Text{Zh: "“收到27件，其中自然人12件，占45.3%”：12÷27=44.4%", En: "12 of 27 are 44.4 %, not 45.3 %"},
	}},
	Text: func(s *Subject) {
		mentions := Mentions(s)
		s.textMentions(mentions)
		s.textSums(mentions)
		s.noneAtAll()
		s.percentages()
	},
}

// ruleOf gives the rule under which a claim that contradicts is reported.
func ruleOf(name string) string {
	for i := range claims {
		if claims[i].name == name {
			return [...]string{"text-requests", "text-disputes", "text-proactive"}[claims[i].about]
		}
	}
	return ""
}

// textMentions notes the numbers that contradict the table.
func (s *Subject) textMentions(mentions []Mention) {
	for _, m := range mentions {
		if m.Kind != Contradicts {
			continue
		}
		rule, severity := ruleOf(m.Claim), Severity("")
		if strings.HasPrefix(m.Claim, "received") && m.Value == 0 {
			rule = "text-no-applications"
		}
		pos, width := s.At(m.Passage, m.Start, m.End)
		s.Add(Finding{
			Rule: rule, Severity: severity, Pos: pos, Width: width, Cells: m.Cells, Left: strconv.Itoa(m.Value), Right: m.Says,
			Message: diag.Textf("正文写的是%[1]s，表里“%[2]s”是 %[3]s", "the text says %[1]s, and the table has %[3]s in %[4]s", m.Passage.Text[m.Start:m.End], s.cellLabels(m.Cells), m.Says, strings.Join(m.Cells, " + ")),
			Hint:    diag.Textf("核对正文和表格；正文里写 :cell{%[1]s}，两处就不会不一致", "look at both; with :cell{%[1]s} in the text they cannot differ", m.Cells[0]),
		})
	}
}

// cellLabels names cells, the first of many.
func (s *Subject) cellLabels(cells []string) string {
	label := s.Label(cells[0])
	if len(cells) > 1 {
		label += fmt.Sprintf("等 %d 格之和", len(cells))
	}
	return label
}

// textSums notes sentences whose own numbers do not add up.
func (s *Subject) textSums(mentions []Mention) {
	type place struct {
		passage *markdown.Passage
		clause  int
	}
	byClaim := map[string]*Mention{}
	var at place
	flush := func() {
		received, in, done, out := byClaim["received"], byClaim["carried-in"], byClaim["completed"], byClaim["carried-out"]
		anew := byClaim["received-new"]
		if anew != nil {
			received = anew
		}
		byClaim = map[string]*Mention{}
		if received == nil || in == nil || done == nil || out == nil {
			return
		}
		left, right := received.Value+in.Value, done.Value+out.Value
		if left == right || anew == nil && received.Value == right {
			return
		}
		pos, width := s.At(received.Passage, received.Start, received.End)
		s.Add(Finding{
			Rule: "text-sum", Pos: pos, Width: width, Left: strconv.Itoa(left), Right: strconv.Itoa(right),
			Message: diag.Textf("收到 %[1]d 件、上年结转 %[2]d 件，办结 %[3]d 件、结转下年 %[4]d 件：%[5]d ≠ %[6]d", "%[1]d received and %[2]d carried in, %[3]d dealt with and %[4]d carried out: %[5]d ≠ %[6]d",
				received.Value, in.Value, done.Value, out.Value, left, right),
			Hint: diag.Text{Zh: "对照表三核对这几个数", En: "look at table three"},
		})
	}
	for i := range mentions {
		m := &mentions[i]
		if here := (place{m.Passage, m.clause}); here != at {
			flush()
			at = here
		}
		if m.Claim != "" && byClaim[m.Claim] == nil {
			byClaim[m.Claim] = m
		}
	}
	flush()
	s.partsOfWholes()
}

var amongThem = regexp.MustCompile(`(?:共|总计|合计|共计|总共|收到|受理|新收|办理)[^，。；]{0,24}$`)

// partsOfWholes notes lists after 其中 whose parts are more than the whole.
func (s *Subject) partsOfWholes() {
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		for from := 0; ; {
			at := strings.Index(p.Text[from:], "其中")
			if at < 0 {
				break
			}
			at += from
			from = at + len("其中")
			start, end := sentence(p.Text, at)
			before, after := counts(p.Text[start:at]), counts(p.Text[at:end])
			if len(before) == 0 || len(after) < 2 || !before[len(before)-1].exact {
				continue
			}
			whole := before[len(before)-1]
			if gap := p.Text[start+whole.end : at]; strings.Trim(gap, "，,（(：: ") != "" || !amongThem.MatchString(p.Text[start:start+whole.start]) {
				continue
			}
			sum, sure := 0, true
			for _, part := range after {
				sum += part.value
				sure = sure && part.exact
			}
			if !sure || sum <= whole.value || deeper(p.Text[at:end]) {
				continue
			}
			pos, width := s.At(p, start+whole.start, start+whole.end)
			s.Add(Finding{
				Rule: "text-sum", Pos: pos, Width: width, Left: strconv.Itoa(whole.value), Right: strconv.Itoa(sum),
				Message: diag.Textf("总数是 %[1]d，“其中”的各项之和是 %[2]d", "the whole is %[1]d, and the parts after 其中 add up to %[2]d", whole.value, sum),
				Hint:    diag.Text{Zh: "核对总数和各项", En: "look at the whole and its parts"},
			})
		}
	}
}

// deeper says that a list has parts of parts, or counts in two ways, so that its
// numbers do not add up to one whole.
func deeper(list string) bool {
	for _, word := range []string{"占", "包括", "含", "分别", "上年结转", "结转", "办结", "答复", "另", "同比", "较"} {
		if strings.Contains(list, word) {
			return true
		}
	}
	return strings.Count(list, "其中") > 1
}

var (
	noApplications = regexp.MustCompile(`(?:未|没有|尚未|均未|无)(?:曾)?(?:收到|接到|接收到|受理|发生|产生|出现|收悉)?[^，。；]{0,24}(?:信息公开(?:的)?申请|申请公开|依申请公开)|零申请`)
	noDisputes     = regexp.MustCompile(`(?:未|没有|尚未|均未|无)(?:曾)?(?:发生|收到|产生|出现|因|有|涉及|被)?[^，。；]{0,24}(行政复议|行政诉讼|复议|诉讼)`)
)

// noneAtAll looks for statements that there was nothing.
func (s *Subject) noneAtAll() {
	for i := range s.Sections {
		section := &s.Sections[i]
		for _, p := range section.Passages {
			if p.Kind == markdown.TableCell || p.Kind == markdown.HeadingText {
				continue
			}
			if strings.Contains(p.Text, "申请") {
				s.none(section, p, noApplications, false)
			}
			if section.Official == 3 || strings.Contains(p.Text, "复议") {
				s.none(section, p, noDisputes, true)
			}
		}
	}
}

func (s *Subject) none(section *Section, p *markdown.Passage, pattern *regexp.Regexp, disputes bool) {
	for from := 0; from < len(p.Text); {
		end := sentenceEnd(p.Text, from)
		text := p.Text[from:end]
		start := from
		from = end
		if !containsOne(text, "未 没有 无 零申请") || !disputes && !strings.Contains(text, "申请") || disputes && !containsOne(text, "复议 诉讼") {
			continue
		}
		m := pattern.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		said := text[m[0]:m[1]]
		rule, cells := "text-no-applications", []string{newly}
		if disputes {
			if section.Official != 3 && !strings.Contains(text, "信息公开") {
				continue
			}
			rule, cells = "text-disputes", disputeCells(text[m[0]:])
		} else if partOfApplications(said + head(text[m[1]:], 12)) {
			continue
		}
		sum, names, ok := s.sum(cells)
		if !ok || sum.Sign() <= 0 {
			continue
		}
		pos, width := s.At(p, start+m[0], start+m[1])
		s.Add(Finding{
			Rule: rule, Pos: pos, Width: width, Cells: names, Left: "0", Right: sum.String(),
			Message: diag.Textf("正文写“%[1]s”，表里“%[2]s”是 %[3]s", "the text says %[1]q, and the table has %[3]s in %[4]s", said, s.cellLabels(names), sum, strings.Join(names, " + ")),
			Hint:    diag.Text{Zh: "核对正文和表格", En: "look at both"},
		})
	}
}

// disputeCells gives the cells that a statement about reviews and lawsuits denies.
func disputeCells(text string) []string {
	var cells []string
	clause, _, _ := strings.Cut(text, "。")
	if strings.Contains(clause, "复议") {
		cells = append(cells, "disputes.reconsideration.total")
	}
	if strings.Contains(clause, "诉讼") {
		cells = append(cells, "disputes.litigation_direct.total", "disputes.litigation_after.total")
	}
	return cells
}

// partOfApplications says that a statement is about some applications, or about
// what came of them.
func partOfApplications(said string) bool {
	for _, word := range []string{"复议", "诉讼", "收费", "费用", "投诉", "举报", "重复", "大量", "逾期", "超期", "未按时", "答复", "办理", "结转", "网上", "信函", "上年", "去年", "延期", "引起", "引发", "纠纷", "不予", "商业企业", "科研机构", "无正当", "无故", "未及时"} {
		if strings.Contains(said, word) {
			return true
		}
	}
	return false
}

var share = regexp.MustCompile(`占(?:比|总数|总量|全部|申请总量|申请总数|比例)?(?:的|为|约|达|到)?\s*([0-9]+(?:\.[0-9]+)?)\s*[%％]`)

// percentages holds shares against the numbers beside them.
func (s *Subject) percentages() {
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if !strings.Contains(p.Text, "占") || !strings.ContainsAny(p.Text, "%％") {
			continue
		}
		for _, m := range share.FindAllStringSubmatchIndex(p.Text, -1) {
			if strings.Contains(p.Text[m[0]:m[2]], "约") || strings.Contains(tail(p.Text[:m[0]], 2), "约") {
				continue
			}
			start, _ := sentence(p.Text, m[0])
			before := counts(p.Text[start:m[0]])
			if len(before) < 2 {
				continue
			}
			shown := p.Text[m[2]:m[3]]
			if fits(before, shown) {
				continue
			}
			pos, width := s.At(p, m[2], m[1])
			whole, part := before[0], before[len(before)-1]
			if whole.value == 0 || part.value > whole.value || !whole.exact || !part.exact {
				continue
			}
			s.Add(Finding{
				Rule: "text-percentage", Pos: pos, Width: width,
				Message: diag.Textf("写的是 %[1]s%%，%[2]d÷%[3]d=%.2[4]f%%", "%[1]s %% is written, and %[2]d of %[3]d are %.2[4]f %%", shown, part.value, whole.value, 100*float64(part.value)/float64(whole.value)),
				Hint:    diag.Text{Zh: "核对百分比和两个数", En: "look at the share and both numbers"},
			})
		}
	}
}

// fits says that of some numbers one is the given percentage of another before it.
func fits(numbers []count, shown string) bool {
	digits := 0
	if _, fraction, ok := strings.Cut(shown, "."); ok {
		digits = len(fraction)
	}
	for i, whole := range numbers {
		for _, part := range numbers[i+1:] {
			if whole.value > 0 && strconv.FormatFloat(100*float64(part.value)/float64(whole.value), 'f', digits, 64) == shown {
				return true
			}
		}
	}
	return false
}
