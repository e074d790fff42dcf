package check

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var numbering = Unit{
	Rules: []Rule{{
		Name: "heading-number", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "序号重复、跳号或错级", En: "numbers doubled, skipped or of the wrong level"},
		About:   diag.Text{Zh: "各部分的标题依次编为一、二、三……；一个部分里的小标题、以序号开头的段落（（一）、1.）和“一是……二是……”各自依次编号，部分之内不再用“一、”。同一序列只指出第一处。由 1 重新起头的另一序列、与缺少的部分相应的跳号不算。", En: "The sections are numbered 一、二、三 …; within a section, sub-headings, numbered paragraphs （一）, 1. and 一是 … 二是 … count on, each by itself, and do not use 一、 again. Of one sequence the first place is named. A sequence that begins anew, and a gap where a section is missing, are not meant."},
		Basis:   diag.Text{Zh: "年度报告格式的编号（国办公开办函〔2021〕30号）；公文结构层次依次用“一、”“（一）”“1.”“（1）”（GB/T 9704—2012）", En: "the numbering of the form (国办公开办函〔2021〕30号); levels in official documents are 一、 （一） 1. （1） (GB/T 9704—2012)"},
		Example: diag.Text{Zh: "“一、总体情况”之下又有小标题“一、政务公开标准化规范化推进总体情况”", En: "below 一、总体情况 a sub-heading 一、政务公开标准化规范化推进总体情况"},
	}, {
		Name: "enumeration", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "“一是……二是……”之间的标点不一致", En: "items of an enumeration parted in different ways"},
		About:   diag.Text{Zh: "同一段落里“一是……；二是……；三是……”各项之间的标点应当一致：都用分号，或者各项内部已有句号的都用句号。每段只指出第一处。分段写的不查。", En: "Within a paragraph the items of 一是 … 二是 … 三是 … are parted alike: all by semicolons, or, where items have full stops inside, all by full stops. The first place of a paragraph is named. Items in paragraphs of their own are not meant."},
		Basis:   diag.Text{Zh: "《标点符号用法》（GB/T 15834—2011）关于分号、句号的规定", En: "GB/T 15834—2011 on semicolons and full stops"},
		Example: diag.Text{Zh: "一是……；二是……。三是……。", En: "一是 … ；二是 … 。三是 … 。"},
	}},
	Text: checkNumbering,
}

// checkNumbering holds the numbers of headings, paragraphs and items against
// their order.
func checkNumbering(s *Subject) {
	s.sectionNumbers()
	for i := range s.Sections {
		n := numberingOf{s: s, section: &s.Sections[i]}
		n.check()
	}
}

// sectionNumbers checks the numbers of the headings of level 2.
func (s *Subject) sectionNumbers() {
	numbered := 0
	for i := range s.Sections {
		if s.Sections[i].Number != "" {
			numbered++
		}
	}
	last := 0
	for i := range s.Sections {
		sec := &s.Sections[i]
		if sec.Heading == nil {
			continue
		}
		o, ok := ordinalOf(sec.Heading.Text)
		own := 0
		if sec.Official >= 0 {
			official, _ := ordinalOf(s.Format.Sections[sec.Official])
			own = official.value
		}
		switch {
		case !ok && sec.Official >= 0 && numbered > 2:
			s.numberFinding(sec.Heading, 0, len(sec.Heading.Text),
				diag.Textf("标题“%[1]s”没有序号，其他部分有", "the heading %[1]s has no number; those of the other sections have", sec.Heading.Text), hanOrdinal.write(max(own, last+1)))
			last++
		case !ok || o.style != hanOrdinal && o.style != partOrdinal && o.style != digitOrdinal:
		case o.value == own || o.value == last+1:
			last = o.value
		default:
			want := last + 1
			if own > 0 && s.Section(sec.Official) == nil {
				want = own // one section is missing, and the others keep their numbers
			}
			s.numberFinding(sec.Heading, 0, o.end, diag.Textf("标题“%[1]s”的序号接不上，前面是“%[2]s”", "the number of the heading %[1]s does not follow %[2]s", sec.Heading.Text, o.style.before(last)), o.style.write(want))
			last = want
		}
	}
}

// before writes the number that came before; a sign for none.
func (s ordinalStyle) before(n int) string {
	if n == 0 {
		return "—"
	}
	return s.write(n)
}

func (s *Subject) numberFinding(p *markdown.Passage, from, to int, message diag.Text, want string) {
	f := Finding{Rule: "heading-number", Severity: Warning, Message: message,
		Hint: diag.Textf("按顺序应为“%[1]s”；也可能是前面少了一项，请对照原文", "in order it is %[1]s; or something before it is missing: compare with the original", want)}
	f.Pos, f.Width = s.At(p, from, to)
	s.Add(f)
}

// numberingOf is what is known of the numbers within a section.
type numberingOf struct {
	s       *Subject
	section *Section
	open    []sequence // the outermost first
	nested  bool       // 一、 within a section has been noted
}

// A sequence is a run of numbers of one style: of headings of one level, or of
// paragraphs (level 0).
type sequence struct {
	style ordinalStyle
	level int
	last  int
	at    int // the passage of the last number
	noted bool
}

func (n *numberingOf) check() {
	for i, p := range n.section.Passages {
		switch p.Kind {
		case markdown.TableCell, markdown.Code, markdown.Note:
			continue
		}
		o, ok := ordinalOf(p.Text)
		switch {
		case ok && n.misplaced(p, o):
		case ok:
			n.step(i, p, o)
		case p.Kind == markdown.HeadingText:
			n.close(p.Level - 1) // a list may begin anew
		}
	}
	n.s.countedItems(n.section)
}

// misplaced notes numbers of the sections' style within a section.
func (n *numberingOf) misplaced(p *markdown.Passage, o ordinal) bool {
	if o.style != hanOrdinal || n.section.Heading == nil {
		return false
	}
	mine, ok := ordinalOf(n.section.Heading.Text)
	if !ok || mine.style != hanOrdinal {
		return false
	}
	if n.nested {
		return true
	}
	if at := official(p.Text[o.end:], n.s.Format); at >= 0 && n.s.Section(at+1) == nil {
		return true // a heading that is not marked as one; section-missing says so
	}
	n.nested = true
	message := diag.Textf("“%[2]s”之内又用“%[1]s”编号，与各部分的序号混同", "within %[2]s the number %[1]s is one of the sections' own kind", o.style.write(o.value), n.section.Heading.Text)
	if o.value == mine.value {
		message = diag.Textf("序号“%[1]s”与所在部分“%[2]s”的重复", "the number %[1]s is that of the section %[2]s in which it stands", o.style.write(o.value), n.section.Heading.Text)
	}
	f := Finding{Rule: "heading-number", Severity: Warning, Message: message,
		Hint: diag.Textf("部分之内的第一层用“%[1]s”；照原文保留的，写 [[waiver]] 说明", "the first level within a section is %[1]s; where the original has it, explain it in a [[waiver]]", hanBracketOrdinal.write(o.value))}
	f.Pos, f.Width = n.s.At(p, 0, o.end)
	n.s.Add(f)
	return true
}

// close ends the sequences that a heading of this level ends.
func (n *numberingOf) close(level int) {
	n.open = slices.DeleteFunc(n.open, func(q sequence) bool { return q.level == 0 || q.level > level })
}

// step takes the next number.
func (n *numberingOf) step(at int, p *markdown.Passage, o ordinal) {
	level := 0
	if p.Kind == markdown.HeadingText {
		level = p.Level
		n.close(level)
	}
	i := len(n.open) - 1
	for i >= 0 && (n.open[i].style != o.style || n.open[i].level != level) {
		i--
	}
	if i < 0 {
		n.open = append(n.open, sequence{style: o.style, level: level, at: -1})
		i = len(n.open) - 1
	}
	n.open = n.open[:i+1]
	q := &n.open[i]
	switch {
	case o.value == q.last+1:
	case o.value == 1 && level == 0 && (at != q.at+1 || leadsIn(n.section.Passages[q.at])):
		q.noted = false // another list begins
	case q.noted || o.value > 1 && o.value != q.last && n.countedBetween(max(0, q.at), at, o):
	default:
		what := diag.Text{Zh: "接不上", En: "does not follow"}
		if o.value == q.last {
			what = diag.Text{Zh: "重复", En: "is that of"}
		}
		n.s.numberFinding(p, 0, o.end, diag.Textf("序号“%[1]s”%[3]s，前面是“%[2]s”", "the number %[1]s %[4]s the one before, %[2]s", o.style.write(o.value), o.style.before(q.last), what.Zh, what.En), o.style.write(q.last+1))
		q.noted = true
	}
	q.last, q.at = o.value, at
}

// leadsIn says that a passage ends with a colon: a list of its own may follow.
func leadsIn(p *markdown.Passage) bool {
	return strings.HasSuffix(p.Text, "：") || strings.HasSuffix(p.Text, ":")
}

// countedBetween says that the number before this one stands in the passages
// since the last, if not at the beginning of one.
func (n *numberingOf) countedBetween(from, at int, o ordinal) bool {
	before := o.style.write(o.value - 1)
	half := strings.NewReplacer("（", "(", "）", ")").Replace(before)
	for _, p := range n.section.Passages[from:at] {
		if mentionsAny(p.Text, before, half, strings.TrimRight(before, ".、")+"、") {
			return true
		}
	}
	return false
}
