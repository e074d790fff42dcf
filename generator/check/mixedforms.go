package check

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var mixedForms = Unit{
	Rules: []Rule{{
		Name: "mixed-forms", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "括号、数字、标点的写法混用", En: "brackets, digits and marks in mixed forms"},
		About:   diag.Text{Zh: "正文和 [labels] 里：括着汉字的半角括号“(一)”，全角数字“２０２２”，汉字之间的半角逗号、分号、冒号，“1.”与“1、”混用，“一，”“一.”代替“一、”。每种只在第一处指出，并写明共有几处。照原文转录的保留。", En: "In the text and in [labels]: half-width brackets around Chinese, full-width digits, half-width commas, semicolons and colons between Chinese characters, 1. beside 1、, and 一， or 一. for 一、. Each kind is reported once, at its first place, with a count. Keep them where they were published so."},
		Basis:   diag.Text{Zh: "《标点符号用法》（GB/T 15834—2011）；《出版物上数字用法》（GB/T 15835—2011）", En: "GB/T 15834—2011 on marks, GB/T 15835—2011 on numbers"},
		Example: diag.Text{Zh: "(二) 部分公开(区分处理的,只计这一情形,不计其他情形)", En: "(二) 部分公开(区分处理的,只计这一情形,不计其他情形)"},
	}},
	Text: checkForms,
}

// The kinds of forms.
const (
	halfBracket = iota
	wideDigit
	halfMark
	listMark
	formKinds
)

// A place is a part of a passage or of a label.
type place struct {
	passage  *markdown.Passage
	label    string // its key; "" for a passage
	from, to int
	text     string
}

// forms are the places of each kind: the first, and how many there are.
type forms struct {
	first  [formKinds]place
	labels [formKinds]int
	texts  [formKinds]int
}

func (f *forms) add(kind int, p place) {
	if f.labels[kind]+f.texts[kind] == 0 {
		f.first[kind] = p
	}
	if p.label != "" {
		f.labels[kind]++
	} else {
		f.texts[kind]++
	}
}

// checkForms notes the first place of each kind.
func checkForms(s *Subject) {
	var f forms
	for _, key := range sortedKeys(s.Labels) {
		text := s.Labels[key]
		f.scan(text, place{label: key})
		if o, ok := ordinalOf(text); ok && s.otherMark(key, o) {
			f.add(listMark, place{label: key, to: o.end, text: text[:o.end]})
		}
	}
	var dots, commas []place // 1. and 1、
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if p.Kind == markdown.Code {
			continue
		}
		f.scan(p.Text, place{passage: p})
		if o, ok := ordinalOf(p.Text); ok {
			mark := place{passage: p, to: o.end, text: strings.TrimRight(p.Text[:o.end], " \u3000")}
			switch {
			case o.style == hanOrdinal && o.mark != "、":
				f.add(listMark, mark)
			case o.style == digitOrdinal && o.mark == "、":
				commas = append(commas, mark)
			case o.style == digitOrdinal:
				dots = append(dots, mark)
			}
		}
	}
	fewer, more := commas, dots
	if len(fewer) > len(more) {
		fewer, more = more, fewer
	}
	for _, p := range fewer {
		f.add(listMark, p)
	}
	s.formFindings(&f)
}

// otherMark says that a label's number has another mark than in the form.
func (s *Subject) otherMark(key string, o ordinal) bool {
	if o.style != digitOrdinal && o.style != hanOrdinal {
		return false
	}
	for _, p := range s.printedLabels() {
		if p.key == key {
			own, ok := ordinalOf(p.form)
			return ok && own.style == o.style && own.mark != o.mark
		}
	}
	return false
}

// scan looks at every half-width mark and full-width digit of a text.
func (f *forms) scan(text string, in place) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 0xE0 && c != 0xEF:
			i += 2 // most of a Chinese text
		case c == 0xEF:
			if !wideDigitAt(text, i) {
				i += 2
				continue
			}
			end := i
			for wideDigitAt(text, end) {
				end += 3
			}
			in.put(f, wideDigit, text, i, end)
			i = end - 1
		case c == '(' || c == ')':
			if from, to, ok := bracketed(text, i); ok {
				in.put(f, halfBracket, text, from, to)
			}
		case c == ',' || c == ';' || c == ':' || c == '?' || c == '!':
			if betweenHan(text, i) {
				in.put(f, halfMark, text, i, i+1)
			}
		}
	}
}

// wideDigitAt says that one of ０ to ９ stands at offset i.
func wideDigitAt(text string, i int) bool {
	return i+2 < len(text) && text[i] == 0xEF && text[i+1] == 0xBC && text[i+2] >= 0x90 && text[i+2] <= 0x99
}

// put adds a part of a text.
func (p place) put(f *forms, kind int, text string, from, to int) {
	p.from, p.to, p.text = from, to, text[from:to]
	f.add(kind, p)
}

// bracketed gives the part of a text that half-width brackets enclose, where it
// is Chinese: that which a bracket at offset i opens, or closes after a full-width
// one.
func bracketed(text string, i int) (from, to int, ok bool) {
	const most = 120
	if text[i] == '(' {
		end := strings.IndexAny(text[i:min(len(text), i+most)], ")）")
		if end < 0 {
			return 0, 0, false
		}
		_, size := utf8.DecodeRuneInString(text[i+end:])
		from, to = i, i+end+size
	} else {
		// That after a half-width one has been counted there.
		open := strings.LastIndexAny(text[max(0, i-most):i], "(（")
		if open < 0 {
			return 0, 0, false
		}
		from, to = max(0, i-most)+open, i+1
		if text[from] == '(' {
			return 0, 0, false
		}
	}
	return from, to, strings.ContainsFunc(text[from:to], isHan)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// betweenHan says that the mark at offset i stands in Chinese text.
func betweenHan(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, size := utf8.DecodeRuneInString(text[i+1:])
	if !isHan(before) && !strings.ContainsRune("”’）》", before) {
		return false
	}
	digit := after >= '0' && after <= '9' && text[i] != ':'
	return size == 0 || isHan(after) || digit || strings.ContainsRune("“‘（《", after)
}

func (s *Subject) formFindings(f *forms) {
	what := [formKinds]diag.Text{
		halfBracket: {Zh: "“%s”用了半角括号", En: "half-width brackets in %s"},
		wideDigit:   {Zh: "“%s”用了全角数字", En: "full-width digits in %s"},
		halfMark:    {Zh: "汉字之间用了半角的“%s”", En: "half-width %s in Chinese text"},
		listMark:    {Zh: "序号写成“%s”，与别处不同", En: "the number %s has another mark than elsewhere"},
	}
	hints := [formKinds]diag.Text{
		halfBracket: {Zh: "中文里用全角括号“（）”", En: "Chinese text has full-width brackets （）"},
		wideDigit:   {Zh: "数字用半角", En: "digits are half-width"},
		halfMark:    {Zh: "中文里用全角的“，；：？！”", En: "Chinese text has the full-width marks ，；：？！"},
		listMark:    {Zh: "同一层的序号用一种写法：“一、”“1.”", En: "write the numbers of a level in one way: 一、 and 1."},
	}
	for kind := range formKinds {
		first, count := f.first[kind], f.labels[kind]+f.texts[kind]
		if count == 0 {
			continue
		}
		found := Finding{Rule: "mixed-forms", Severity: Notice, Hint: hints[kind], Message: diag.Textf(what[kind].Zh, what[kind].En, shorten(first.text))}
		if count > 1 {
			found.Message.Zh += fmt.Sprintf("，共 %d 处", count)
			found.Message.En += fmt.Sprintf(", %d places in all", count)
		}
		found.Hint.Zh += "；照原文转录的保留"
		found.Hint.En += "; keep them where they were published so"
		if first.label != "" {
			found.Pos, found.Width = s.KeyPos("labels", first.label)
		} else {
			found.Pos, found.Width = s.At(first.passage, first.from, first.to)
		}
		s.Add(found)
	}
}
