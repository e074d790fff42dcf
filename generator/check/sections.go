package check

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"gongkai/generator/format"
	"gongkai/generator/markdown"
)

// sections cuts a text at its headings of level 2 and recognises the format's
// own among them.
func sections(prose *markdown.Prose, f *format.Format) []Section {
	all := make([]Section, 0, 8)
	passages := make([]*markdown.Passage, len(prose.Passages))
	for i := range prose.Passages {
		p := &prose.Passages[i]
		passages[i] = p
		if p.Kind == markdown.HeadingText && p.Level <= 2 {
			number, title := cutNumber(p.Text)
			s := Section{Heading: p, Number: number, Title: title, Official: slices.Index(f.Sections, p.Text), first: i + 1}
			if s.Official < 0 {
				s.Official = official(title, f)
			}
			all = append(all, s)
			continue
		}
		if len(all) == 0 {
			all = append(all, Section{Official: -1})
		}
		last := &all[len(all)-1]
		last.Passages = passages[last.first : i+1 : i+1]
	}
	release(all, f)
	return all
}

// cutNumber cuts a heading into its number and its words.
func cutNumber(heading string) (number, title string) {
	o, ok := ordinalOf(heading)
	if !ok {
		return "", strings.TrimSpace(heading)
	}
	return o.text, strings.TrimSpace(heading[o.end:])
}

// alike is how like its official title a heading is that surely means it.
const alike = 0.8

// release lets go of sections that are taken for one of the format's while
// another heading is that very one: 五、存在的主要问题 beside 六、改进情况.
func release(all []Section, f *format.Format) {
	for i := range all {
		for j := range all {
			a, b := &all[i], &all[j]
			if i == j || a.Official < 0 || a.Official != b.Official {
				continue
			}
			mine, other := likeness(a.Title, f.Sections[a.Official]), likeness(b.Title, f.Sections[b.Official])
			if mine < alike && (mine < other || mine == other && i > j) {
				a.Official = -1
			}
		}
	}
}

// topics are the words by which the sections of the forms tell themselves apart,
// those first that decide where several are there: 政府信息公开申请被申请行政复议
// is of reviews, not of applications.
var topics = [][]string{
	{"复议", "诉讼"},
	{"需要报告", "需要说明", "其他需要", "其它需要", "其他事项", "其它事项", "其他情况", "其它情况"},
	{"问题", "不足", "改进"},
	{"申请", "依申"},
	{"主动公开"},
	{"总体", "概述", "概况", "综述", "总述", "基本情况"},
}

const overviewTopic = 5

// topicOf gives the topic of a title; negative for none.
func topicOf(title string) int {
	at := slices.IndexFunc(topics, func(words []string) bool { return mentionsAny(title, words...) })
	if at == overviewTopic && len([]rune(withoutFiller.Replace(title))) > 6 {
		return -1 // 政务公开标准化规范化推进总体情况 is part of a report
	}
	return at
}

// withoutFiller takes out of a title what tells no section from another.
var withoutFiller = strings.NewReplacer("政府信息", "", "政务", "", "公开", "", "工作", "", "年度", "", "本", "", "的", "", "、", "", "和", "", "与", "", "及其", "", "及", "", "以", "",
	"主要", "", "措施", "情况", "其它", "其他", "(", "", ")", "", "（", "", "）", "", " ", "", "\u3000", "")

// official gives the section of the format that a title stands for; negative for
// none. Titles are published in many variants: 因政府信息公开工作被申请行政复议、
// 提起行政诉讼情况 is section 四.
func official(title string, f *format.Format) int {
	if len(f.Sections) == 0 {
		return -1
	}
	topic := topicOf(title)
	best, at := 0.7, -1
	for i, own := range f.Sections {
		_, name := cutNumber(own)
		if topic >= 0 && topicOf(name) == topic {
			return i
		}
		if l := likeness(title, name); topic < 0 && l > best {
			best, at = l, i
		}
	}
	return at
}

// likeness says how like each other two titles are, from 0 to 1: 1 less the share
// of characters that one must change to get the other.
func likeness(a, b string) float64 {
	_, a = cutNumber(a)
	_, b = cutNumber(b)
	x, y := []rune(bareWords(a)), []rune(bareWords(b))
	if len(x)+len(y) == 0 {
		return 0
	}
	return 1 - float64(edits(x, y))/float64(max(len(x), len(y)))
}

// edits counts the characters that are put in, left out or replaced.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// bareWords gives the letters and digits of a text in one width: what is left
// when brackets, marks and blanks do not count.
func bareWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, width.Fold.String(s))
}

// mentionsAny says that a text has one of some words.
func mentionsAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// Section gives the part of the text that is this section of the format; nil for
// none. number counts from 1.
func (s *Subject) Section(number int) *Section {
	for i := range s.Sections {
		if number > 0 && s.Sections[i].Official == number-1 {
			return &s.Sections[i]
		}
	}
	return nil
}

// formal gives the number, from 1, of the format's section whose title has a
// word; 0 for none. Forms to come may order their sections in another way.
func formal(f *format.Format, word string) int {
	return 1 + slices.IndexFunc(f.Sections, func(title string) bool { return strings.Contains(title, word) })
}
