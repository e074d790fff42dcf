package check

import (
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

// An item is 二是 within a passage.
type item struct {
	value    int
	from, to int
	before   string // the character before it, blanks left out; "" at the beginning
}

// countedItems checks 一是 … 二是 … 三是 within a section, and 一要 … 二要.
func (s *Subject) countedItems(sec *Section) {
	for _, word := range []string{"是", "要"} {
		last, lead := 0, 0 // the last number at all, and the last with which a passage began
		leading := -1      // that passage
		for i, p := range sec.Passages {
			if p.Kind == markdown.HeadingText {
				last, lead, leading = 0, 0, -1
			}
			if p.Kind == markdown.TableCell {
				continue
			}
			items := itemsIn(p.Text, word)
			s.separators(p, items, word)
			noted := false
			for j, it := range items {
				follows := it.value == last+1 || it.value == lead+1
				switch {
				case it.value != 1:
				case j > 0:
					follows = begins(p.Text[items[j-1].to:it.from], it, last)
				default:
					follows = it.from > 0 || leading < 0 || leading != i-1 || leadsIn(sec.Passages[i-1])
				}
				if !follows && !noted && (last > 0 || !begunOtherwise(sec.Passages[:i+1], p.Text[:it.from])) {
					what := diag.Text{Zh: "接不上", En: "does not follow"}
					if it.value == last {
						what = diag.Text{Zh: "重复", En: "is that of"}
					}
					before := "—"
					if last > 0 {
						before = hanNumber(last) + word
					}
					s.numberFinding(p, it.from, it.to, diag.Textf("“%[1]s”%[3]s，前面是“%[2]s”", "%[1]s %[4]s the one before, %[2]s", p.Text[it.from:it.to], before, what.Zh, what.En), hanNumber(last+1)+word)
					noted = true
				}
				last = it.value
				if it.from == 0 {
					lead, leading = it.value, i
				}
			}
		}
	}
}

// begins says that 一是 begins an enumeration of its own after another in the same
// passage: something leads in to it. between is what stands since the item before.
func begins(between string, it item, last int) bool {
	if mentionsAny(between, "：", ":") {
		return true
	}
	return it.before != "；" && it.before != ";" && (last > 1 || it.before != "。")
}

// begunOtherwise says that the first item of an enumeration is written in another
// way: 首先 … 二是, 一、 … 二是.
func begunOtherwise(passages []*markdown.Passage, before string) bool {
	words := []string{"首先", "第一", "一方面", "一、", "（一）", "(一)", "其一", "一要", "一是", "1."}
	if mentionsAny(before, words...) {
		return true
	}
	for _, p := range passages[:len(passages)-1] {
		if mentionsAny(p.Text, words...) {
			return true
		}
	}
	return false
}

// itemsIn finds the items that begin with a number and a word: 一是, 二是.
func itemsIn(text, word string) []item {
	var items []item
	// Looking for the last byte is much quicker than for the word: Chinese words
	// of one script begin alike.
	final := word[len(word)-1]
	for at := 0; ; {
		end := strings.IndexByte(text[at:], final)
		if end < 0 {
			return items
		}
		at += end + 1
		i := at - len(word)
		if i < 0 || text[i:at] != word {
			continue
		}
		from := i
		for from > 0 {
			r, size := utf8.DecodeLastRuneInString(text[:from])
			if hanDigit(r) == 0 {
				break
			}
			from -= size
		}
		if from == i {
			continue
		}
		value, size, _ := digitsAt(text[from:i])
		before, ok := boundary(text[:from])
		if !ok || size != i-from {
			continue
		}
		if strings.HasPrefix(text[at:], "一") {
			continue // 一是一，二是二
		}
		items = append(items, item{value, from, at, before})
	}
}

// boundary says that a part of a sentence ends with a text, and gives the mark
// that ends it.
func boundary(before string) (string, bool) {
	rest := strings.TrimRight(before, " \u3000\u00a0")
	r, size := utf8.DecodeLastRuneInString(rest)
	if size == 0 {
		return "", true
	}
	if strings.ContainsRune("。；;，,、：:！？!?）)”’》.", r) {
		return rest[len(rest)-size:], true
	}
	return "", len(rest) < len(before)
}

// separators notes the first item of a passage that is parted from the one before
// in another way than the others.
func (s *Subject) separators(p *markdown.Passage, items []item, word string) {
	first := ""
	for i := 1; i < len(items); i++ {
		it := items[i]
		if it.value != items[i-1].value+1 {
			first = ""
			continue
		}
		mark := strings.Replace(it.before, ";", "；", 1)
		if mark == "" || mark == "”" || mark == "）" || mark == "》" {
			continue
		}
		if first == "" {
			first = mark
		}
		if mark == first {
			continue
		}
		f := Finding{
			Rule: "enumeration", Severity: Notice,
			Message: diag.Textf("“%[1]s”之前是“%[2]s”，前面各项之间是“%[3]s”", "before %[1]s stands %[2]s, between the items before it %[3]s", p.Text[it.from:it.to], it.before, first),
			Hint:    diag.Text{Zh: "各项之间的标点用一致：多用分号，最后一项用句号", En: "part the items alike: usually by semicolons, with a full stop after the last"},
		}
		f.Pos, f.Width = s.At(p, it.from, it.to)
		s.Add(f)
		return
	}
}
