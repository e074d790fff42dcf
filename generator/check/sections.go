package check

import (
	"regexp"
	"strings"
	"unicode"

	"gongkai/generator/format"
	"gongkai/generator/markdown"
)

// sections cuts a text at its headings of level 2 and recognises the format's
// own among them.
func sections(prose *markdown.Prose, f *format.Format) []Section {
	var all []Section
	for i := range prose.Passages {
		p := &prose.Passages[i]
		if p.Kind == markdown.HeadingText && p.Level <= 2 {
			number, title := cutNumber(p.Text)
			all = append(all, Section{Heading: p, Number: number, Title: title, Official: official(title, f)})
			continue
		}
		if len(all) == 0 {
			all = append(all, Section{Official: -1})
		}
		last := &all[len(all)-1]
		last.Passages = append(last.Passages, p)
	}
	return all
}

// headingNumber is the number before a heading: 一、 （一） (1) 1. 第一部分
var headingNumber = regexp.MustCompile(`^\s*(?:[（(]\s*([一二三四五六七八九十]+|[0-9０-９]+)\s*[）)]|第([一二三四五六七八九十]+)(?:部分|章|节)|([一二三四五六七八九十]+|[0-9０-９]+)\s*[、.．,，])[\s、：:]*`)

// cutNumber cuts a heading into its number and its words.
func cutNumber(heading string) (number, title string) {
	m := headingNumber.FindStringSubmatch(heading)
	if m == nil {
		return "", strings.TrimSpace(heading)
	}
	return m[1] + m[2] + m[3], strings.TrimSpace(heading[len(m[0]):])
}

// official gives the section of the format that a title stands for; negative for
// none. Titles are published in many variants: 因政府信息公开工作被申请行政复议、
// 提起行政诉讼情况 is section 四.
func official(title string, f *format.Format) int {
	best, at := 0.6, -1
	for i, own := range f.Sections {
		_, name := cutNumber(own)
		if s := likeness(title, name); s > best {
			best, at = s, i
		}
	}
	return at
}

// likeness says how far two short texts consist of the same pairs of characters,
// from 0 to 1: the share of the shorter one's pairs that the other has too.
func likeness(a, b string) float64 {
	x, y := pairs(a), pairs(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 0
	}
	common := 0
	for p := range x {
		if y[p] {
			common++
		}
	}
	return float64(common) / float64(len(x))
}

func pairs(s string) map[[2]rune]bool {
	set := map[[2]rune]bool{}
	var last rune
	for _, r := range s {
		if unicode.IsSpace(r) || unicode.IsPunct(r) {
			continue
		}
		if last != 0 {
			set[[2]rune{last, r}] = true
		}
		last = r
	}
	return set
}

// Section gives the part of the text that is this section of the format; nil for
// none. number counts from 1.
func (s *Subject) Section(number int) *Section {
	for i := range s.Sections {
		if s.Sections[i].Official == number-1 {
			return &s.Sections[i]
		}
	}
	return nil
}
