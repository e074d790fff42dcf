package check

import (
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var problems = Unit{
	Rules: []Rule{{
		Name: "problems-empty", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "存在的主要问题是空的或者过短", En: "the problems are empty or too short"},
		About:   diag.Text{Zh: "“存在的主要问题及改进情况”没有内容、只写“无”，或者不足 50 字。", En: "The section of problems and improvement has no content, only 无, or less than 50 characters."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第五十条第（四）项；国办公开办函〔2021〕30号", En: "条例 art. 50 (4); 国办公开办函〔2021〕30号"},
		Example: diag.Text{Zh: "五、存在的主要问题及改进情况　无", En: "五、存在的主要问题及改进情况 无"},
	}, {
		Name: "problems-measures", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "有问题没有措施，或者有措施没有问题", En: "problems without measures, or measures without problems"},
		About:   diag.Text{Zh: "“存在的主要问题及改进情况”应两样都写。按常用的词判断：问题如“不足”“有待”“不够”，措施如“下一步”“将”“一是加强……”；小标题下没有内容的，不算写了。不足 50 字的见 problems-empty。", En: "The section has both problems and measures. They are recognised by usual words: 不足, 有待, 不够 for problems, 下一步, 将, 一是加强 … for measures; a sub-heading without content does not count. Below 50 characters see problems-empty."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第五十条第（四）项；国办公开办函〔2021〕30号", En: "条例 art. 50 (4); 国办公开办函〔2021〕30号"},
		Example: diag.Text{Zh: "一是主动公开的意识有待加强；二是解读形式单一。（没有改进措施）", En: "two problems, and no measure"},
	}},
	Text: checkProblems,
}

// Words by which problems and measures are told apart. Weak ones count only in a
// part of a sentence that tells no problem: 有待改进 and 措施不够有力 are none.
var (
	problemWords = []string{"问题", "不足", "短板", "差距", "薄弱", "有待", "不够", "欠", "困难", "单一", "滞后", "不强", "不高", "不及时", "不到位", "不平衡", "不完善", "不健全",
		"不规范", "不深", "不全", "不多", "不均", "不熟", "不严", "不畅", "不广", "不细", "不清", "不实", "不大", "缺乏", "缺少", "偏少", "较少", "偏低", "较低", "较慢", "仍需", "还需", "尚需", "需进一步", "需要", "需改进", "亟待", "亟需", "尚未", "未能", "弱项", "存在", "参差不齐", "不一", "制约", "难以", "不便"}
	measureWords = []string{"下一步", "下步", "下一阶段", "今后", "接下来", "整改", "明年", "新的一年", "来年", "努力方向", "打算"}
	weakMeasures = []string{"措施", "改进", "为此", "对此", "计划于", "计划在", "计划开展", "计划组织", "计划通过", "计划对", "采取", "着力", "办法"}
	measureVerbs = []string{"加强", "进一步", "强化", "完善", "健全", "提升", "提高", "加大", "优化", "严格", "深化", "推进", "推动", "规范", "丰富", "拓宽", "拓展", "落实", "建立", "组织", "定期", "持续",
		"切实", "继续", "加快", "做好", "做到", "抓好", "抓实", "坚持", "增强", "明确", "配齐", "积极", "不断", "开展", "压实", "细化", "创新", "充实", "及时", "拟"}
)

// checkProblems judges the section of problems and improvement.
func checkProblems(s *Subject) {
	sec := s.Section(formal(s.Format, "问题"))
	if sec == nil {
		return
	}
	passages := s.under(sec)
	f := Finding{Severity: Warning}
	f.Pos, f.Width = s.atHeading(sec)
	if length := characters(passages); length < assessable {
		f.Rule = "problems-empty"
		f.Message = diag.Textf("“%[1]s”只有 %[2]d 字", "%[1]s has %[2]d characters", sec.Title, length)
		if length == 0 {
			f.Message = diag.Textf("“%[1]s”没有内容", "%[1]s has no content", sec.Title)
		}
		f.Hint = diag.Text{Zh: "应写本机关的主要问题和改进情况", En: "tell the body's main problems, and what is done about them"}
		s.Add(f)
		return
	}
	f.Rule = "problems-measures"
	told, done := problemsAndMeasures(passages)
	switch {
	case told && !done:
		f.Message = diag.Textf("“%[1]s”写了问题，没有写改进措施", "%[1]s tells problems, but no measures", sec.Title)
		f.Hint = diag.Text{Zh: "逐项写明怎样改进", En: "tell for each what is done about it"}
	case done && !told:
		f.Message = diag.Textf("“%[1]s”写了改进措施，没有写存在的问题", "%[1]s tells measures, but no problems", sec.Title)
		f.Hint = diag.Text{Zh: "写明存在哪些问题", En: "tell the problems"}
	default:
		return
	}
	s.Add(f)
}

// problemsAndMeasures says whether a section tells problems and measures. What
// stands below a sub-heading of the one or the other belongs to it.
func problemsAndMeasures(passages []*markdown.Passage) (told, done bool) {
	const least = 10 // characters below a sub-heading
	for i, p := range passages {
		if told {
			break
		}
		told = !isSubheading(p) && mentionsAny(p.Text, problemWords...) || isSubheading(p) && !aboutMeasures(p.Text) && mentionsAny(p.Text, "问题", "不足", "困难") && below(passages, i) >= least
	}
	for i := len(passages) - 1; i >= 0 && !done; i-- { // measures mostly come last
		p := passages[i]
		done = !isSubheading(p) && (intends(p.Text) || mentionsAny(p.Text, measureWords...)) || isSubheading(p) && aboutMeasures(p.Text) && below(passages, i) >= least
	}
	for i := 0; i < len(passages) && !done; i++ {
		done = !isSubheading(passages[i]) && weaklyMeasures(passages[i].Text)
	}
	return told, done
}

// aboutMeasures says that a sub-heading is of measures.
func aboutMeasures(text string) bool {
	return mentionsAny(text, "措施", "改进", "整改", "下一步", "打算", "计划", "办法", "对策")
}

// below counts the characters between a sub-heading and the next.
func below(passages []*markdown.Passage, heading int) int {
	end := heading + 1
	for end < len(passages) && !isSubheading(passages[end]) {
		end++
	}
	return characters(passages[heading+1 : end])
}

// intends says that a text has 将 otherwise than in 未将 and the like.
func intends(text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], "将")
		if i < 0 {
			return false
		}
		before := text[:at+i]
		if !strings.HasSuffix(before, "未") && !strings.HasSuffix(before, "没有") && !strings.HasSuffix(before, "能") && !strings.HasSuffix(before, "即") {
			return true
		}
		at += i + len("将")
	}
}

// weaklyMeasures looks for measures in each part of a sentence that tells no
// problem: 一是加强培训.
func weaklyMeasures(text string) bool {
	for _, clause := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("。；;，,：:", r) }) {
		if mentionsAny(clause, problemWords...) {
			continue
		}
		verb := strings.TrimLeft(clause, hanDigits+" \u3000要是")
		for _, v := range measureVerbs {
			if strings.HasPrefix(verb, v) && !strings.HasPrefix(verb[len(v):], "性") { // 规范性文件
				return true
			}
		}
		if mentionsAny(clause, weakMeasures...) || strings.Contains(clause, "针对") && !strings.Contains(clause, "针对性") {
			return true
		}
	}
	return false
}

// isSubheading says that a passage is a heading, or a short numbered line without
// a full stop.
func isSubheading(p *markdown.Passage) bool {
	const most = 25 * 3
	if p.Kind == markdown.HeadingText || len(p.Text) >= most {
		return p.Kind == markdown.HeadingText
	}
	_, numbered := ordinalOf(p.Text)
	return numbered && !strings.ContainsAny(p.Text, "。；，：,;:")
}
