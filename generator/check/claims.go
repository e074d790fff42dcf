package check

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gongkai/generator/markdown"
	"gongkai/generator/tally"
)

// A Mention is a number of cases in the prose of a report and what it is.
type Mention struct {
	Passage    *markdown.Passage
	Start, End int // byte offsets in the passage's text, with the unit
	Value      int
	Kind       MentionKind
	Claim      string   // what its words speak of; "" for unexplained
	Cells      []string // the cells of that, the first reading first
	Says       string   // what the table says, by the first reading
	clause     int      // offset of its sentence, for claims that belong together
}

// A MentionKind says how a number of the text stands to the tables.
type MentionKind uint8

// The kinds of mentions.
const (
	Unexplained MentionKind = iota // its words speak of no cell, or not surely
	Bound                          // printed by a reference to a cell
	Equal                          // the value of the cell that its words speak of
	Contradicts                    // another value than the cell that its words speak of
)

// A claim is a way in which words speak of cells. In its patterns # stands for the
// number with its unit. Of the readings one must fit: 收到 may count what was carried
// in from the year before too.
type claim struct {
	name     string
	about    subjectMatter
	words    string // of which a clause must have one; see pattern
	pattern  *regexp.Regexp
	readings [][]string // each a sum of cells; a name ending in ".*" is all rows of the group, in the column total
	partial  bool       // it may be a part of a list after 其中
	of       string     // the word that must be the last of 复议 and 诉讼 before the number; "" for any
}

type subjectMatter uint8

const (
	ofApplications subjectMatter = iota // sentences that speak of 申请
	ofReviews                           // sentences on reviews or lawsuits over disclosure
	ofDocuments                         // documents and decisions
)

const (
	newly     = "requests.received.total"
	carriedIn = "requests.carried_in.total"
	results   = "requests.result_total.total"
	carried   = "requests.carried_out.total"
)

// claims are tried in this order; the first that fits is taken.
var claims = []claim{
	{"carried-out", ofApplications, "结转 顺延", regexp.MustCompile(`(?:结转|顺延)(?:至|到|入)?(?:下一?|次|第二|来|[0-9]{4})年度?(?:继续)?(?:办理|处理|答复)?(?:的)?(?:申请)?(?:有|为|共|计)?#|#(?:申请)?(?:未办结)?[，,]?(?:按规定)?(?:结转|顺延)(?:至|到|入)?(?:下一?|次|来|[0-9]{4})年`), [][]string{{carried}}, true, ""},
	{"carried-in", ofApplications, "结转 承接", regexp.MustCompile(`(?:上一?年度?|去年|[0-9]{4}年度?)结转(?:[^#，。；]{0,10})#|承接上一?年度?[^#，。；]{0,8}#`), [][]string{{carriedIn}}, true, ""},
	{"denied", ofApplications, "不予公开", regexp.MustCompile(`不予公开(?:的)?(?:有|为|共|计|答复)?#|#(?:作出)?不予公开`), [][]string{{"requests.denied.*"}}, true, ""},
	{"partial", ofApplications, "部分公开", regexp.MustCompile(`部分公开(?:的)?(?:有|为|共|计|答复)?#|#(?:予以|作出)?部分公开`), [][]string{{"requests.partial.total"}}, true, ""},
	{"granted", ofApplications, "公开", regexp.MustCompile(`(?:^|[^不])(?:予以公开|同意公开|全部公开|准予公开)(?:的)?(?:有|为|共|计|答复)?#|#(?:作出)?(?:予以|同意|准予)公开`), [][]string{{"requests.granted.total"}}, true, ""},
	{"unable", ofApplications, "无法提供", regexp.MustCompile(`无法提供(?:的)?(?:有|为|共|计)?#|#(?:属于)?无法提供`), [][]string{{"requests.unable.*"}}, true, ""},
	{"refused", ofApplications, "不予处理", regexp.MustCompile(`不予处理(?:的)?(?:有|为|共|计)?#|#(?:作出)?不予处理`), [][]string{{"requests.refused.*"}}, true, ""},
	{"other", ofApplications, "其他处理", regexp.MustCompile(`其他处理(?:的)?(?:有|为|共|计)?#|#(?:作)?其他处理`), [][]string{{"requests.other.*"}, {"requests.other.total"}}, true, ""},
	{"natural", ofApplications, "自然人", regexp.MustCompile(`自然人(?:提出|提交|申请|的)*(?:申请)?(?:有|为|共|计)?#`), [][]string{{"requests.received.natural"}, {"requests.received.natural", "requests.carried_in.natural"}, {"requests.result_total.natural"}}, true, ""},
	{"business", ofApplications, "商业企业", regexp.MustCompile(`商业企业(?:提出|提交|申请|的)*(?:申请)?(?:有|为|共|计)?#`), [][]string{{"requests.received.business"}, {"requests.received.business", "requests.carried_in.business"}, {"requests.result_total.business"}}, true, ""},
	{"legal", ofApplications, "法律服务", regexp.MustCompile(`法律服务机构(?:提出|提交|申请|的)*(?:申请)?(?:有|为|共|计)?#`), [][]string{{"requests.received.legal"}, {"requests.received.legal", "requests.carried_in.legal"}}, true, ""},
	{"organizations", ofApplications, "法人", regexp.MustCompile(`法人(?:或|和|及|、|与)?其他组织(?:提出|提交|申请|的)*(?:申请)?(?:有|为|共|计)?#`), [][]string{{"requests.received.business", "requests.received.research", "requests.received.charity", "requests.received.legal", "requests.received.other"}}, true, ""},
	{"completed", ofApplications, "办 答复 回复 处理", regexp.MustCompile(`(?:办结|答复|办复|办理完毕|回复|处理完毕|办理)(?:的)?(?:政府)?(?:信息)?(?:公开)?(?:申请)?(?:事项)?(?:共|计|总计|共计|合计|了|数|数量)?(?:为|有|达)?#|#[^，。；#]{0,4}(?:均|全部|都)?(?:已)?(?:依法|按时|按期|全部|均)*(?:办结|答复|办复|办理完毕|回复)`), [][]string{{results}, {newly}, {newly, carriedIn}, {"requests.granted.total", "requests.partial.total", "requests.denied.*", "requests.unable.*"}}, false, ""},
	{"received-new", ofApplications, "新收 新增 本年收到", regexp.MustCompile(`(?:新收|新增|本年收到)[^#，。；]{0,28}#`), [][]string{{newly}}, false, ""},
	{"received", ofApplications, "收 受理 接 登记 申请", regexp.MustCompile(`(?:收到|受理|接收|接到|共收|收件|收悉|登记)[^#，。；]{0,28}#|(?:^|[^予无重上他])申请(?:公开)?(?:政府信息)?(?:的)?(?:数|数量|总量|量|总数|件数|件)?(?:共|共计|总计|合计|总共|累计)?(?:为|有|达)?#|依申请公开(?:政府信息)?(?:的)?(?:申请|事项|数量)?(?:共|共计|为|有)?#`), [][]string{{newly}, {newly, carriedIn}, {results}}, false, ""},

	{"reviews-upheld", ofReviews, "维持", outcome("维持"), [][]string{{"disputes.reconsideration.upheld"}}, true, "复议"},
	{"reviews-corrected", ofReviews, "纠 撤销 违法", outcome("纠正|纠错|撤销|确认违法"), [][]string{{"disputes.reconsideration.corrected"}}, true, "复议"},
	{"reviews-other", ofReviews, "其他", outcome("其他结果"), [][]string{{"disputes.reconsideration.other"}}, true, "复议"},
	{"reviews-pending", ofReviews, "审", outcome("尚未审结|未审结|正在审理"), [][]string{{"disputes.reconsideration.pending"}}, true, "复议"},
	{"lawsuits-upheld", ofReviews, "维持", outcome("维持"), lawsuits("upheld"), true, "诉讼"},
	{"lawsuits-corrected", ofReviews, "纠 败诉", outcome("纠正|纠错|败诉"), lawsuits("corrected"), true, "诉讼"},
	{"lawsuits-other", ofReviews, "其他", outcome("其他结果"), lawsuits("other"), true, "诉讼"},
	{"lawsuits-pending", ofReviews, "审", outcome("尚未审结|未审结|正在审理"), lawsuits("pending"), true, "诉讼"},
	{"direct-lawsuits", ofReviews, "直接起诉", regexp.MustCompile(`未经复议直接起诉[^#，。；]{0,6}#`), [][]string{{"disputes.litigation_direct.total"}}, true, ""},
	{"later-lawsuits", ofReviews, "复议后", regexp.MustCompile(`复议后(?:再)?(?:起诉|提起诉讼)[^#，。；]{0,6}#`), [][]string{{"disputes.litigation_after.total"}}, true, ""},
	{"lawsuits", ofReviews, "诉", regexp.MustCompile(`(?:行政)?诉讼(?:案件|案|的)?(?:共|有|为|计|数|数量)*#|(?:被)?(?:提起|发生|涉及|新增|起诉)[^#，。；复]{0,16}诉讼(?:案件)?[^#，。；]{0,4}#`), [][]string{{"disputes.litigation_direct.total", "disputes.litigation_after.total"}, {"disputes.litigation_direct.total"}, {"disputes.litigation_after.total"}}, false, ""},
	{"reviews", ofReviews, "复议", regexp.MustCompile(`(?:行政)?复议(?:申请|案件|案|的)?(?:共|有|为|计|数|数量)*#|(?:被)?(?:申请|提起|发生|涉及|收到)[^#，。；诉]{0,20}复议(?:案件)?[^#，。；]{0,4}#`), [][]string{{"disputes.reconsideration.total"}}, false, ""},

	{"normative-made", ofDocuments, "规范性文件", regexp.MustCompile(`制发(?:的)?(?:行政)?规范性文件[^#，。；、]{0,4}#|(?:行政)?规范性文件制发#`), [][]string{{"proactive.normative.made"}}, true, ""},
	{"normative-repealed", ofDocuments, "规范性文件", regexp.MustCompile(`废止(?:的)?(?:行政)?规范性文件[^#，。；、]{0,4}#|(?:行政)?规范性文件废止#`), [][]string{{"proactive.normative.repealed"}}, true, ""},
	{"normative-valid", ofDocuments, "规范性文件", regexp.MustCompile(`现行有效(?:的)?(?:行政)?规范性文件[^#，。；、]{0,6}#|(?:行政)?规范性文件现行有效[^#，。；、]{0,3}#`), [][]string{{"proactive.normative.valid"}}, true, ""},
	{"licensing", ofDocuments, "许可", regexp.MustCompile(`(?:作出|办理|办结|实施)(?:各类|各项)?行政许可(?:决定|事项|业务)?(?:共|计|共计)?#|行政许可(?:处理)?决定(?:数量)?(?:共|计|为)?#`), [][]string{{"proactive.licensing"}}, true, ""},
	{"penalty", ofDocuments, "处罚", regexp.MustCompile(`(?:作出|办理|办结|实施)(?:各类|各项)?行政处罚(?:决定|案件)?(?:共|计|共计)?#|行政处罚(?:处理)?决定(?:数量)?(?:共|计|为)?#`), [][]string{{"proactive.penalty"}}, true, ""},
	{"coercion", ofDocuments, "强制", regexp.MustCompile(`(?:作出|办理|办结|实施)(?:各类|各项)?行政强制(?:措施|决定)?(?:共|计|共计)?#|行政强制(?:处理)?决定(?:数量)?(?:共|计|为)?#`), [][]string{{"proactive.coercion"}}, true, ""},
}

// outcome matches the number of an outcome: 结果维持72件, 维持原行政行为2件.
func outcome(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?:` + words + `)(?:原)?(?:具体)?(?:行政)?(?:行为|决定|结果)?(?:的)?(?:有|为|共)?#|#(?:被)?(?:结果)?(?:为)?(?:` + words + `)`)
}

// lawsuits gives the readings of a number of lawsuits with an outcome: of both
// kinds together, or of one.
func lawsuits(outcome string) [][]string {
	direct, after := "disputes.litigation_direct."+outcome, "disputes.litigation_after."+outcome
	return [][]string{{direct, after}, {direct}, {after}}
}

// elsewhere are words by which a clause speaks of a part, of another time or of
// others, so that its number is not that of the table.
var elsewhere = newFinder([]string{"同比", "增加", "减少", "增长", "下降", "上升", "较上", "比上", "相比", "较20", "比20", "网上", "网络", "网站", "当面", "现场", "信函", "邮寄", "来信", "传真", "邮件", "在线", "线上", "线下", "窗口", "平台",
	"上半年", "下半年", "季度", "月份", "每月", "平均", "人均", "累计以来", "历年", "自20", "近三年", "近两年", "五年来", "延期", "逾期", "补正", "撤回", "重复", "批次", "建议", "提案", "热线", "信访", "举报", "投诉", "咨询", "意见征集", "留言"})

// others are words by which a department speaks of those around it.
var others = newFinder([]string{"全市", "全区", "全县", "全省", "全镇", "各部门", "各单位", "各乡镇", "各镇", "下属", "所属", "直属", "系统", "各级", "市级", "转办", "协助", "代"})

// Mentions finds the numbers of cases in the prose of a report and says of each
// how it stands to the tables.
func Mentions(s *Subject) []Mention {
	var all []Mention
	for i := range s.Sections {
		section := &s.Sections[i]
		for _, p := range section.Passages {
			if p.Kind == markdown.TableCell || p.Kind == markdown.HeadingText || p.Kind == markdown.Code {
				continue
			}
			for _, c := range counts(p.Text) {
				all = append(all, s.mention(section, p, c))
			}
		}
	}
	return all
}

// mention says what one number is.
func (s *Subject) mention(section *Section, p *markdown.Passage, c count) Mention {
	start, end := sentence(p.Text, c.start)
	m := Mention{Passage: p, Start: c.start, End: c.end, Value: c.value, clause: start}
	for _, r := range p.References {
		if r.Start >= c.start && r.End <= c.end {
			m.Kind = Bound
			m.Cells = []string{r.Cell}
			return m
		}
	}
	if !c.exact {
		return m
	}
	text := p.Text[start:end]
	from, to := clauseAround(p.Text, c.start, c.end, start, end)
	clause := p.Text[from:c.start] + "#" + p.Text[c.end:to]
	if s.isElsewhere(clause) {
		return m
	}
	about := s.speaksOf(section, p, text, clause)
	for i := range claims {
		k := &claims[i]
		if !about[k.about] || !containsOne(clause, k.words) || !k.partial && (strings.Contains(clause, "其中") || strings.Contains(clause, "另")) ||
			!k.pattern.MatchString(clause) || k.of != "" && subject(text, clause) != k.of {
			continue
		}
		m.Claim = k.name
		s.hold(&m, k)
		return m
	}
	return m
}

// containsOne says that a text has one of some words, which blanks part.
func containsOne(text, words string) bool {
	for word := range strings.SplitSeq(words, " ") {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}

// isElsewhere says that a clause speaks of a part, of another time or of others.
func (s *Subject) isElsewhere(clause string) bool {
	found := false
	elsewhere.find(clause, func(int, int) { found = true })
	if !found && !s.Agency.WholeGovernment() {
		others.find(clause, func(int, int) { found = true })
	}
	return found
}

// clauseAround gives the clause that a number stands in.
func clauseAround(text string, start, end, from, to int) (int, int) {
	const marks = "，,、：:（）()。；;"
	if i := strings.LastIndexAny(text[from:start], marks); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[from+i:])
		from += i + size
	}
	if i := strings.IndexAny(text[end:to], marks); i >= 0 {
		to = end + i
	}
	return from, to
}

// speaksOf says what a clause may be about.
func (s *Subject) speaksOf(section *Section, p *markdown.Passage, sentence, clause string) (about [3]bool) {
	disclosure := strings.Contains(sentence, "信息公开")
	if strings.Contains(sentence, "申请") && !containsOne(clause, "复议 诉讼 许可 处罚") {
		about[ofApplications] = disclosure || section.Official == 2 || containsOne(sentence, "依申请 公开申请 申请公开") || strings.Contains(head(p.Text, 40), "依申请公开")
	} else if strings.Contains(sentence, "依申请") && !containsOne(clause, "复议 诉讼 许可 处罚") {
		about[ofApplications] = true
	}
	about[ofReviews] = section.Official == 3 || disclosure || strings.Contains(sentence, "依申请公开")
	about[ofDocuments] = section.Official == 0 || section.Official == 1
	return about
}

// subject gives the last of 复议 and 诉讼 that a sentence names before a clause ends.
func subject(sentence, clause string) string {
	before, _, _ := strings.Cut(clause, "#")
	if at := strings.Index(sentence, before); at >= 0 {
		sentence = sentence[:at+len(before)]
	}
	reviews, lawsuits := strings.LastIndex(sentence, "复议"), strings.LastIndex(sentence, "诉讼")
	switch {
	case reviews < 0 && lawsuits < 0:
		return ""
	case reviews > lawsuits:
		return "复议"
	}
	return "诉讼"
}

// hold compares a mention with the cells that its words speak of.
func (s *Subject) hold(m *Mention, k *claim) {
	value := tally.Int(m.Value)
	for i, reading := range k.readings {
		sum, cells, ok := s.sum(reading)
		if !ok {
			if i == 0 {
				m.Claim = ""
				return // a blank, a mark, another form: not assessable
			}
			continue
		}
		if i == 0 {
			m.Cells, m.Says = cells, sum.String()
		}
		if sum.Equal(value) {
			m.Kind = Equal
			return
		}
	}
	m.Kind = Contradicts
}

// sum adds cells up; it says false where one is no number.
func (s *Subject) sum(names []string) (tally.Number, []string, bool) {
	var sum tally.Number
	var cells []string
	for _, name := range names {
		group, all := strings.CutSuffix(name, ".*")
		if !all {
			c, ok := s.Cell(name)
			n, isNumber := number(c)
			if !ok || !isNumber {
				return sum, nil, false
			}
			sum, cells = sum.Add(n), append(cells, name)
			continue
		}
		table, _, _ := strings.Cut(group, ".")
		t, ok := s.Table(table)
		if !ok {
			return sum, nil, false
		}
		found := false
		for _, cell := range t.Def.Names() {
			if strings.HasPrefix(cell, group+".") && strings.Count(cell, ".") == strings.Count(group, ".")+2 && strings.HasSuffix(cell, ".total") {
				n, inner, ok := s.sum([]string{cell})
				if !ok {
					return sum, nil, false
				}
				sum, cells, found = sum.Add(n), append(cells, inner...), true
			}
		}
		if !found {
			return sum, nil, false
		}
	}
	return sum, cells, true
}
