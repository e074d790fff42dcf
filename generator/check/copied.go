package check

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
)

var copying = Unit{
	Rules: []Rule{{
		Name: "copied-from-last-year", Severity: Warning, Group: Copying,
		Title: diag.Text{Zh: "与上一年度的报告雷同", En: "copied from last year's report"},
		About: diag.Text{
			Zh: "“总体情况”和“存在的主要问题及改进情况”分别与本机关上一年度的报告比较：去掉年份、数字、空白、标点和机关名称，按六个字一段计算，相同的占八成以上就报，并列出相同的长句。不足 60 字的不查。",
			En: "Sections one and five are compared with those of the body's report for the year before: without years, numbers, white space, punctuation and names, in runs of six characters. From 80 % alike they are reported, with the long sentences that are the same. Not assessed below 60 characters."},
		Basis:   diag.Text{Zh: "内容雷同、敷衍塞责的要承担责任（国办公开办函〔2021〕30号）", En: "liability for reports that are copied (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "2022 年度的“存在的主要问题”照抄 2021 年度的，只改了年份", En: "section five of 2022 is that of 2021 with another year"},
	}, {
		Name: "copied-from-agency", Severity: Warning, Group: Copying,
		Title: diag.Text{Zh: "与另一机关同年度的报告雷同", En: "copied from another body's report"},
		About: diag.Text{
			Zh: "方法同 copied-from-last-year，比较同一年度各机关的报告，机关名称不计；同一年度三成以上（且至少五份）报告都有的句子视为通用的话，不计。每份报告只指出最像的一份。",
			En: "As copied-from-last-year, between the reports of one year, names of bodies apart. Sentences that 30 % of the year's reports have, and at least five, are boilerplate and do not count. Of several, the likest report is named."},
		Basis:   diag.Text{Zh: "内容雷同、敷衍塞责的要承担责任（国办公开办函〔2021〕30号）", En: "liability for reports that are copied (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "两个局的“总体情况”除机关名称外一字不差", En: "section one of two bodies is the same but for their names"},
	}},
	Whole: findCopies,
	Alone: copiedFromLastYear,
}

// copiedParts names the parts that are compared.
var copiedParts = [2]diag.Text{{Zh: "总体情况", En: "section one (总体情况)"}, {Zh: "存在的主要问题及改进情况", En: "section five (存在的主要问题及改进情况)"}}

const (
	copiedAt   = 0.8  // likeness from which a part counts as copied
	sameAt     = 0.95 // and as the same
	likelyAt   = 0.7  // estimated likeness from which texts are compared
	tooShort   = 60   // characters of a part below which it is not compared
	longEnough = 25   // characters of a sentence that is listed
)

// A suspicion is that a part of a report was copied from another.
type suspicion struct {
	report, from, part int          // numbers among Archive.Reports; part of copiedParts
	common             commonplaces // none for last year's report
}

// findCopies compares reports with those of the year before and of other bodies.
// The samples tell which texts to open; those are compared in full.
func findCopies(ctx context.Context, w *Whole) error {
	for i, r := range w.Reports {
		if r.Before() == nil { // else it is the one before in the archive too
			continue
		}
		var found []suspicion
		for _, part := range w.digests[i].like(&w.digests[i-1]) {
			found = append(found, suspicion{report: i, from: i - 1, part: part})
		}
		if err := w.verify(found); err != nil {
			return err
		}
	}
	groups := w.byYear()
	found := make([][]suspicion, len(groups))
	err := parallel.Each(ctx, w.jobs, len(groups), func(i int) error {
		found[i] = w.suspectsIn(groups[i])
		return nil
	})
	for _, suspects := range found {
		for len(suspects) > 0 && err == nil {
			n := 1
			for n < len(suspects) && suspects[n].report == suspects[0].report {
				n++
			}
			err = w.verify(suspects[:n])
			suspects = suspects[n:]
		}
	}
	return err
}

// like gives the parts, of copiedParts, that are likely copied from another report.
func (d *Digest) like(other *Digest) []int {
	var parts []int
	for part := range copiedParts {
		a, b := &d.parts[part], &other.parts[part]
		if min(a.length, b.length) >= tooShort && a.likeness(b) >= likelyAt {
			parts = append(parts, part)
		}
	}
	return parts
}

// copiedFromLastYear compares one report with that of the year before.
func copiedFromLastYear(s *Subject) error {
	before := s.Before()
	if before == nil {
		return nil
	}
	other, err := s.Whole.open(before)
	if err != nil {
		return err
	}
	mine, theirs := digest(s), digest(other)
	for _, part := range mine.like(&theirs) {
		s.compare(other, suspicion{part: part})
	}
	return nil
}

// byYear gives the numbers of the reports of each year, the oldest year first.
func (w *Whole) byYear() [][]int {
	if len(w.Years) == 0 {
		return nil
	}
	groups := make([][]int, len(w.Years))
	for i, r := range w.Reports {
		year := r.Year - w.Years[0].Year
		groups[year] = append(groups[year], i)
	}
	return groups
}

// suspectsIn compares the samples of the reports of one year.
func (w *Whole) suspectsIn(group []int) []suspicion {
	var found []suspicion
	for part := range copiedParts {
		sketches := make([]*sketch, len(group))
		for i, report := range group {
			sketches[i] = &w.digests[report].parts[part]
		}
		common := findCommonplaces(sketches)
		for i, like := range likest(common.remove(sketches)) {
			if like.likeness >= likelyAt {
				found = append(found, suspicion{group[i], group[like.other], part, common})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b suspicion) int { return a.report - b.report })
	return found
}

// verify opens a report and those it may have been copied from, and notes the
// parts that really were. All suspicions are of one report.
func (w *Whole) verify(found []suspicion) error {
	if len(found) == 0 {
		return nil
	}
	var failed error
	err := w.With(found[0].report, func(s *Subject) {
		var other *Subject
		for _, x := range found {
			if other == nil || other.Report != w.Reports[x.from] {
				if other, failed = w.open(w.Reports[x.from]); failed != nil {
					return
				}
			}
			s.compare(other, x)
		}
	})
	if err == nil {
		err = failed
	}
	return err
}

// A told is a sentence of a text that is compared.
type told struct {
	passage  *markdown.Passage
	from, to int
	bare     string // without what may differ
}

// toldIn gives the sentences of a part and the hashes of their shingles, without
// those that are commonplace.
func (s *Subject) toldIn(part int, common commonplaces) ([]told, map[uint32]bool) {
	b := newBarer(s.Report)
	var list []told
	hashes := map[uint32]bool{}
	for _, p := range s.copied(part) {
		for _, sentence := range sentencesOf(p.Text) {
			b.text = b.text[:0]
			b.add(p.Text[sentence.from:sentence.to])
			if common.has(b.text) {
				continue
			}
			list = append(list, told{p, sentence.from, sentence.to, string(b.text)})
			eachShingle(b.text, func(h uint32) { hashes[h] = true })
		}
	}
	return list, hashes
}

// compare compares a part of two reports in full.
func (s *Subject) compare(other *Subject, x suspicion) {
	mine, a := s.toldIn(x.part, x.common)
	theirs, b := other.toldIn(x.part, x.common)
	shared := 0
	for h := range a {
		if b[h] {
			shared++
		}
	}
	union := len(a) + len(b) - shared
	if min(len(a), len(b)) < tooShort-shingleLength || float64(shared) < copiedAt*float64(union) {
		return
	}
	known := map[string]bool{}
	for _, t := range theirs {
		known[t.bare] = true
	}
	var same []told
	for _, t := range mine {
		if known[t.bare] && utf8.RuneCountInString(t.passage.Text[t.from:t.to]) >= longEnough {
			same = append(same, t)
		}
	}
	s.copiedFinding(other, x.part, float64(shared)/float64(union), mine, same)
}

// copiedFinding notes a part that was copied. It stands at the first sentence that
// is the same.
func (s *Subject) copiedFinding(other *Subject, part int, likeness float64, mine, same []told) {
	at := mine[0]
	if len(same) > 0 {
		at = same[0]
	}
	f := Finding{Rule: "copied-from-agency"}
	f.Pos, f.Width = s.At(at.passage, at.from, at.to)
	percent, name := int(likeness*100), other.Agency.NameIn(other.Year)
	count := len(same)
	switch {
	case other.Agency != s.Agency && likeness >= sameAt:
		f.Message = diag.Textf("“%[1]s”与%[2]s%[3]d年度的报告几乎完全相同：相似度 %[5]d%%，相同的长句 %[6]d 句", "%[4]s is nearly the same as in the report of %[2]s for %[3]d: %[5]d %% alike, with %[6]d long sentences in common", copiedParts[part].Zh, name, other.Year, copiedParts[part].En, percent, count)
	case other.Agency != s.Agency:
		f.Message = diag.Textf("“%[1]s”与%[2]s%[3]d年度的报告雷同：相似度 %[5]d%%，相同的长句 %[6]d 句", "%[4]s is much like that in the report of %[2]s for %[3]d: %[5]d %% alike, with %[6]d long sentences in common", copiedParts[part].Zh, name, other.Year, copiedParts[part].En, percent, count)
	case likeness >= sameAt:
		f.Rule = "copied-from-last-year"
		f.Message = diag.Textf("“%[1]s”几乎是照抄%[3]d年度的报告：相似度 %[4]d%%，相同的长句 %[5]d 句", "%[2]s is nearly that of the report for %[3]d: %[4]d %% alike, with %[5]d long sentences in common", copiedParts[part].Zh, copiedParts[part].En, other.Year, percent, count)
	default:
		f.Rule = "copied-from-last-year"
		f.Message = diag.Textf("“%[1]s”与%[3]d年度的报告雷同：相似度 %[4]d%%，相同的长句 %[5]d 句", "%[2]s is much like that of the report for %[3]d: %[4]d %% alike, with %[5]d long sentences in common", copiedParts[part].Zh, copiedParts[part].En, other.Year, percent, count)
	}
	f.Hint = listed(same)
	s.Add(f)
}

// listed names the first sentences that are the same.
func listed(same []told) diag.Text {
	const most, characters = 3, 40
	var quotes []string
	for _, t := range same[:min(len(same), most)] {
		text := t.passage.Text[t.from:t.to]
		if short := firstRunes(text, characters); short != text {
			text = short + "…"
		}
		quotes = append(quotes, "“"+text+"”")
	}
	if len(quotes) == 0 {
		return diag.Text{Zh: "对照两份报告，写本机关本年度的情况", En: "compare the two reports, and write what is of this body and year"}
	}
	list := strings.Join(quotes, "、")
	return diag.Textf("相同的有%[1]s；对照两份报告，写本机关本年度的情况", "the same are %[1]s; compare the two reports, and write what is of this body and year", list)
}

// A textSpan is a part of a text, in byte offsets.
type textSpan struct{ from, to int }

// sentencesOf cuts a text into its sentences, without full stops, blanks and the
// numbers before them. A semicolon ends one too.
func sentencesOf(text string) []textSpan {
	var list []textSpan
	start := 0
	put := func(end int) {
		from, to := trimSentence(text, start, end)
		if from < to {
			list = append(list, textSpan{from, to})
		}
	}
	for i := 0; i+2 < len(text); {
		switch c := text[i]; {
		case c > 0xe3 && c < 0xef: // most of a text
			i += 3
		case c>>4 != 0xe:
			i++
		case stopAt(text, i):
			put(i)
			i += 3
			start = i
		default:
			i += 3
		}
	}
	put(len(text))
	return list
}

// trimSentence leaves out what stands before the words of a sentence.
func trimSentence(text string, from, to int) (int, int) {
	for from < to {
		r, size := utf8.DecodeRuneInString(text[from:to])
		if !blankRune(r) && r != '”' && r != '\n' {
			break
		}
		from += size
	}
	first, size := utf8.DecodeRuneInString(text[from:to])
	if digitOf(first) < 0 && first != '十' && first != '（' && first != '(' && first != '第' {
		return from, to // nearly always
	}
	if strings.HasPrefix(text[from+size:to], "是") {
		return from + size + len("是"), to
	}
	if digitOf(first) >= 0 {
		rest := strings.TrimLeft(text[from:to], "0123456789一二三四五六七八九十")
		if !beginsWithAny(rest, "、", ".", "．", ",", "，") {
			return from, to
		}
	}
	if o, ok := ordinalOf(text[from:to]); ok {
		from += o.end
	}
	return from, to
}
