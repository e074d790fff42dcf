package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var titles = Unit{
	Rules: []Rule{{
		Name: "title-form", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "标题不合规范", En: "a title of another form"},
		About:   diag.Text{Zh: "标题应有机关名称、年份和“政府信息公开工作年度报告”。机关名称用全称、简称、省去几个字的称呼都可以；曾用名按报告年度核对，改名前后相邻的一年两个都可以。年份写错的不在此列。", En: "A title has the body's name, the year and 年度报告. The full name, the short one and one that leaves characters out will do; former names go by the year reported on, and around a change both will do. A wrong year is not meant here."},
		Basis:   diag.Text{Zh: "各地年报标题的通例：机关名称+年份+政府信息公开工作年度报告", En: "titles by common practice: the body, the year, 政府信息公开工作年度报告"},
		Example: diag.Text{Zh: "2025年政府信息公开工作年度报告（没有机关名称）", En: "2025年政府信息公开工作年度报告, without the body's name"},
	}, {
		Name: "foreign-name", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "自称别的机关", En: "the text names another body as itself"},
		About:   diag.Text{Zh: "标题、引言或者总体情况的开头把别的机关写成本机关：“现将某局2022年……”“本报告由某局编制”“某局认真贯彻……”。多半是抄来的文字没有改全。名称须是本库声明的另一机关，或者在“现将……年”“本报告由……编制”中与本机关的各种名称都对不上。汇总其他机关的报告、前后沿革的机关之间不查。", En: "The title, the introduction or the beginning of the overview speaks of another body as the one that reports. Likely the text was copied. The name is that of another agency of the archive, or in 现将…年 and 本报告由…编制 one that fits none of the agency's own. Reports that sum others up, predecessors and successors are not assessed."},
		Basis:   diag.Text{Zh: "年报不得雷同、敷衍（国办公开办函〔2021〕30号）", En: "reports must not be copied (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "民政局的报告写“2022年，市商务局认真贯彻……”", En: "the report of 民政局 begins 2022年，市商务局认真贯彻…"},
	}},
	Text: checkNames,
}

// names are the names of agencies, and which agencies bear them.
type names struct {
	bearers map[string][]*archive.Agency
	lengths []int         // in bytes, the longest first
	begin   map[rune]bool // the characters that names begin with
}

// shortest is how many bytes a name has that can be told from an ordinary word.
const shortest = 4 * 3

func namesOf(agencies []*archive.Agency) names {
	n := names{bearers: map[string][]*archive.Agency{}, begin: map[rune]bool{}}
	for _, a := range agencies {
		for _, name := range ownNames(a) {
			if len(name) < shortest || slices.Contains(n.bearers[name], a) {
				continue
			}
			n.bearers[name] = append(n.bearers[name], a)
			first, _ := utf8.DecodeRuneInString(name)
			n.begin[first] = true
			if !slices.Contains(n.lengths, len(name)) {
				n.lengths = append(n.lengths, len(name))
			}
		}
	}
	slices.Sort(n.lengths)
	slices.Reverse(n.lengths)
	return n
}

// ownNames gives all names that an agency has or had.
func ownNames(a *archive.Agency) []string {
	all := []string{a.Name}
	if a.Short != "" {
		all = append(all, a.Short)
	}
	for _, f := range a.FormerNames {
		all = append(all, f.Name)
	}
	return all
}

// at gives the longest name with which a text begins.
func (n names) at(text string) (string, []*archive.Agency) {
	if first, _ := utf8.DecodeRuneInString(text); !n.begin[first] {
		return "", nil
	}
	for _, length := range n.lengths {
		if length <= len(text) {
			if bearers := n.bearers[text[:length]]; bearers != nil {
				return text[:length], bearers
			}
		}
	}
	return "", nil
}

// checkNames holds the names in the title and at the beginning of the text
// against the agency.
func checkNames(s *Subject) {
	s.titleForm()
	if s.Agency.WholeGovernment() {
		return // it speaks of its departments
	}
	for i := range s.Prose.Passages[:min(beginning, len(s.Prose.Passages))] {
		p := &s.Prose.Passages[i]
		if p.Kind != markdown.HeadingText && p.Kind != markdown.TableCell && (s.touches(selfTopic, i) && s.selfNamed(p) || s.foreignSubject(p)) {
			return
		}
	}
}

// beginning is how many passages belong to the beginning of a text.
const beginning = 6

var (
	titleYear  = pattern(`(?:(?:19|20)\d\d|２０[０-９]{2}|[一二][〇○零Ｏ九][〇○零Ｏ一二三四五六七八九]{2})\s*年?\s*(?:年?度)?`)
	selfNaming = pattern(`(?:现将|本报告由|本年报由)\s*(\p{Han}{2,24}?(?:局|委员会|委|办公室|人民政府|厅|中心|镇|乡|街道办事处|管委会|研究院|医院|学院|学校|公司|集团))\s*(?:(?:19|20)\d\d\s*年|编制|编写|起草|制作)`)
)

// titleForm judges the title.
func (s *Subject) titleForm() {
	title := s.Title
	if strings.ContainsAny(title, " \u3000") {
		title = strings.Join(strings.Fields(title), "")
	}
	year := yearIn(title, s.Year)
	body := title
	if year != nil {
		body = title[:year[0]] + title[year[1]:]
	}
	if i := strings.Index(body, "信息公开"); i >= 0 {
		body = strings.TrimSuffix(body[:i], "政府")
	} else if i := strings.Index(body, "政务公开"); i >= 0 {
		body = body[:i]
	} else {
		for _, end := range []string{"年度报告", "年报", "报告"} {
			body, _, _ = strings.Cut(body, end)
		}
	}
	body = strings.Trim(strings.TrimPrefix(body, "关于"), "的年度（）()《》：:—-")
	var lacks []diag.Text
	if body == "" {
		lacks = append(lacks, diag.Text{Zh: "机关名称", En: "the body's name"})
	}
	if year == nil {
		lacks = append(lacks, diag.Text{Zh: "年份", En: "the year"})
	}
	if !strings.Contains(title, "年报") && !(strings.Contains(title, "年度") && strings.Contains(title, "报告")) {
		lacks = append(lacks, diag.Text{Zh: "“年度报告”", En: "年度报告"})
	}
	if !mentionsAny(title, "信息公开", "政务公开") {
		lacks = append(lacks, diag.Text{Zh: "“政府信息公开”", En: "政府信息公开"})
	}
	if len(lacks) > 0 {
		var zh, en []string
		for _, l := range lacks {
			zh, en = append(zh, l.Zh), append(en, l.En)
		}
		s.titleFinding(diag.Textf("标题“%[1]s”没有%[2]s", "the title %[1]s lacks %[3]s", s.Title, strings.Join(zh, "、"), strings.Join(en, ", ")))
	}
	if body != "" {
		s.titleName(body)
	}
}

// yearIn gives the place of the year in a title; nil for none.
func yearIn(title string, year int) []int {
	word := strconv.Itoa(year) + "年"
	i := strings.Index(title, word)
	if i < 0 {
		return titleYear().FindStringIndex(title)
	}
	end := i + len(word)
	if strings.HasPrefix(title[end:], "度") {
		end += len("度")
	}
	return []int{i, end}
}

func (s *Subject) titleFinding(message diag.Text) {
	f := Finding{Rule: "title-form", Severity: Warning, Message: message,
		Hint: diag.Textf("通常写作“%[1]s%[2]d年政府信息公开工作年度报告”；照原文保留的不用改", "usually %[1]s%[2]d年政府信息公开工作年度报告; leave it where it was published so", s.Agency.NameIn(s.Year), s.Year)}
	f.Pos, f.Width = s.KeyPos("title")
	s.Add(f)
}

// titleName judges the name in the title.
func (s *Subject) titleName(body string) {
	due := s.Agency.NameIn(s.Year)
	if within(body, due) || s.Agency.Short != "" && within(body, s.Agency.Short) || strings.Contains(body, due) || within(body, s.Agency.NameIn(s.Year+1)) || within(body, s.Agency.NameIn(s.Year-1)) {
		return
	}
	for _, name := range ownNames(s.Agency) {
		if body == name {
			s.titleFinding(diag.Textf("标题写的是“%[1]s”，%[3]d 年度的名称是“%[2]s”", "the title has %[1]s; in %[3]d the body's name was %[2]s", body, due, s.Year))
			return
		}
	}
	if bearers := s.Whole.names.bearers[body]; len(bearers) > 0 && !slices.ContainsFunc(bearers, s.related) {
		pos, width := s.KeyPos("title")
		s.foreign(pos, width, body)
		return
	}
	s.titleFinding(diag.Textf("标题写的是“%[1]s”，与机关名称“%[2]s”对不上", "the title has %[1]s, which does not fit the body's name, %[2]s", body, due))
}

// within says that a name is another with characters left out: 市商务局 of
// 示例市商务局.
func within(short, long string) bool {
	rest := []rune(short)
	for _, r := range long {
		if len(rest) > 0 && rest[0] == r {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// related says that an agency is the report's own, or one that came before or
// after it.
func (s *Subject) related(a *archive.Agency) bool {
	return a == s.Agency || a.Follower == s.Agency || s.Agency.Follower == a
}

func (s *Subject) foreign(pos diag.Pos, width int, name string) {
	s.Add(Finding{
		Rule: "foreign-name", Severity: Warning, Pos: pos, Width: width,
		Message: diag.Textf("写的是“%[1]s”，本报告的机关是“%[2]s”", "this names %[1]s; the report is that of %[2]s", name, s.Agency.NameIn(s.Year)),
		Hint:    diag.Text{Zh: "核对这段文字是否抄自别的报告；确有所指的，写 [[waiver]] 说明", En: "see whether the text was copied; where the other body is meant, explain it in a [[waiver]]"},
	})
}

// selfWords announce by what name a report goes.
var selfWords = []string{"现将", "报告由", "年报由"}

// selfNamed notes 现将X2022年 and 本报告由X编制 where X is not the agency.
func (s *Subject) selfNamed(p *markdown.Passage) bool {
	if !mentionsAny(p.Text, selfWords...) {
		return false
	}
	m := selfNaming().FindStringSubmatchIndex(p.Text)
	if m == nil {
		return false
	}
	name := p.Text[m[2]:m[3]]
	first, _ := utf8.DecodeRuneInString(name)
	if strings.ContainsRune("我本全各该", first) || s.own(name) {
		return false
	}
	pos, width := s.At(p, m[2], m[3])
	s.foreign(pos, width, name)
	return true
}

// own says that a name is one of the agency's, in whichever form: it may name an
// office of it, or leave characters out.
func (s *Subject) own(name string) bool {
	bearers := s.Whole.names.bearers[name]
	if slices.ContainsFunc(bearers, s.related) {
		return true
	}
	for _, n := range ownNames(s.Agency) {
		if within(name, n) || len(bearers) == 0 && (strings.Contains(name, n) || within(n, name)) {
			return true
		}
	}
	return false
}

// foreignSubject notes a sentence whose subject is another agency, in a text that
// nowhere speaks of its own.
func (s *Subject) foreignSubject(p *markdown.Passage) bool {
	const subjects = 6 // parts of sentences that are looked at
	at := 0
	for range subjects {
		name, bearers := s.Whole.names.at(p.Text[at:])
		if name != "" && acts(p.Text[at+len(name):]) && !slices.ContainsFunc(bearers, s.related) && !s.own(name) && !s.namesItself() {
			pos, width := s.At(p, at, at+len(name))
			s.foreign(pos, width, name)
			return true
		}
		if at = afterMark(p.Text, at); at < 0 {
			return false
		}
	}
	return false
}

// afterMark gives the offset behind the next mark that ends a part of a sentence;
// negative for none.
func afterMark(text string, from int) int {
	for i, r := range text[from:] {
		switch r {
		case '，', '。', '；', '：', ',':
			return from + i + utf8.RuneLen(r)
		}
	}
	return -1
}

// acts says that a text goes on as after a subject that tells of its own work.
func acts(after string) bool {
	for _, verb := range []string{"认真", "严格", "坚持", "深入", "高度", "以习近平", "全面", "积极", "紧紧", "始终", "切实", "持续", "按照", "根据", "围绕", "贯彻", "落实", "扎实", "不断", "聚焦", "坚决", "主动", "政府信息公开", "信息公开", "政务公开", "党组", "进一步", "加强", "强化", "依法", "19", "20", "在"} {
		if strings.HasPrefix(after, verb) {
			return true
		}
	}
	return false
}

// namesItself says that the text has a name of the agency.
func (s *Subject) namesItself() bool {
	own := ownNames(s.Agency)
	for i := range s.Prose.Passages {
		if mentionsAny(s.Prose.Passages[i].Text, own...) {
			return true
		}
	}
	return false
}
