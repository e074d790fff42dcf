package check

import (
	"fmt"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/tally"
)

// shares is the claim that every percentage after 占 makes.
var shares = claim{rule: textPercentage}

// judgeShares gives the verdict on percentages: 予以公开20件，占45.3%; 自然人占96%.
func (s *Subject) judgeShares(mentions []Mention) {
	for i := range mentions {
		m := &mentions[i]
		if m.Unit != "%" && m.Unit != "％" || m.Inexact || m.tags&tagShare == 0 || m.unknown > 0 || m.tags&^(tagShare|neutral|tagApply|tagKind|tagResult) != 0 {
			continue
		}
		var pairs []pair
		switch {
		case m.part != "":
			pairs = s.shareOfCells(m)
		case i > 0:
			pairs = s.shareOfNumbers(mentions, i)
		}
		m.judgeShare(pairs)
	}
}

// A pair is a part and the whole that it may be meant to be a share of.
type pair struct{ part, whole tally.Number }

// judgeShare compares a percentage with what it may be; the first is the likeliest.
func (m *Mention) judgeShare(pairs []pair) {
	if len(pairs) == 0 {
		return
	}
	m.claim, m.Verdict = &shares, Contradicts
	m.parts, m.whole = pairs[0].part, pairs[0].whole
	for _, p := range pairs {
		if p.makes(m.Value) {
			m.Verdict = Equal
			return
		}
	}
}

// makes says that a part of a whole is so many percent, rounded or cut off.
func (p pair) makes(percent tally.Number) bool {
	if p.whole.Sign() == 0 {
		return false
	}
	step := roundedStep(percent)
	over := percent.Float() - 100*p.part.Float()/p.whole.Float()
	return over > -step && over <= step*0.500001
}

// requestTotals are what a share of the applications may be a share of.
var requestTotals = []string{"received", "received+carried_in", "result_total"}

// shareOfCells gives the shares that a row or a column of table three may have.
func (s *Subject) shareOfCells(m *Mention) []pair {
	var pairs []pair
	for _, rows := range requestTotals {
		part, columns := rows, m.part
		if m.tags&tagResult != 0 {
			part, columns = m.part, "total"
		}
		some, known, ok := s.cellSum("requests", part, columns)
		all, _, both := s.cellSum("requests", rows, "total")
		if !known || !ok || !both {
			return nil
		}
		pairs = append(pairs, pair{some.value, all.value})
	}
	if m.tags&(tagResult|tagKind) == tagResult|tagKind {
		return nil
	}
	return pairs
}

// shareOfNumbers gives the shares that the number before a percentage may have: of
// larger numbers of its unit before it in the passage, if one of them stands in its
// sentence or the one before; and for a number of the tables of their totals.
func (s *Subject) shareOfNumbers(mentions []Mention, at int) []pair {
	m, part := &mentions[at], &mentions[at-1]
	if part.sentence != m.sentence || part.Inexact || part.words || !thingUnit(part.Unit) {
		return nil
	}
	wholes, near := wholesBefore(mentions, at-1)
	if part.claim != nil && part.Verdict == Equal && part.claim.table != "proactive" {
		near = true
		wholes = append(wholes, s.totals(part)...)
	}
	if !near {
		return nil
	}
	var pairs []pair
	for _, w := range wholes {
		pairs = append(pairs, pair{part.Value, w})
	}
	return pairs
}

// thingUnit says that a unit counts things.
func thingUnit(unit string) bool {
	switch unit {
	case "", "%", "％", "百分点", "个百分点", "天", "年", "工作日", "个工作日", "个月":
		return false
	}
	return !moneyUnit(unit)
}

// fewSentences is how far 其中 reaches: 其中，网上70件，占70%；信函20件，占20%；….
const fewSentences = 6

// wholesBefore gives what a number may be a part of; near says that such a number
// stands close enough to be meant.
func wholesBefore(mentions []Mention, at int) (wholes []tally.Number, near bool) {
	part := &mentions[at]
	for i := at - 1; i >= max(0, at-mostWords) && mentions[i].Passage == part.Passage; i-- {
		w := &mentions[i]
		if w.Unit != part.Unit || w.words || w.Value.Cmp(part.Value) < 0 || w.Value.Sign() == 0 {
			continue
		}
		if w.Inexact {
			return nil, false
		}
		near = near || w.sentence == part.sentence || w.sentence >= part.sentence-fewSentences && strings.Contains(part.Passage.Text[w.End:part.Start], "其中")
		wholes = append(wholes, w.Value)
	}
	for i := at - 1; i > 0 && mentions[i-1].sentence == part.sentence; i-- {
		// Two numbers may make the whole together: 新收8件，上年结转1件.
		if a, b := &mentions[i], &mentions[i-1]; a.Unit == part.Unit && b.Unit == part.Unit && !a.words && !b.words {
			wholes = append(wholes, a.Value.Add(b.Value))
		}
	}
	return wholes, near
}

// totals gives the totals of the table that a number is about.
func (s *Subject) totals(part *Mention) []tally.Number {
	var all []tally.Number
	rows := requestTotals
	if part.claim.table == "disputes" {
		rows = []string{"reconsideration", "litigation_direct+litigation_after", "reconsideration+litigation_direct+litigation_after"}
	}
	for _, row := range rows {
		if t, _, ok := s.cellSum(part.claim.table, row, "total"); ok && t.value.Sign() > 0 {
			all = append(all, t.value)
		}
	}
	return all
}

// shareFinding notes a percentage that does not follow from its numbers.
func (s *Subject) shareFinding(m *Mention) {
	want := fmt.Sprintf("%.*f%%", m.Value.Scale(), 100*m.parts.Float()/m.whole.Float())
	f := Finding{
		Rule: textPercentage, Left: m.Value.String() + "%", Right: want,
		Message: diag.Textf("写的是 %[1]s%%，%[2]s 占 %[3]s 应为 %[4]s", "is given as %[1]s%%; %[2]s of %[3]s are %[4]s", m.Value, m.parts, m.whole, want),
		Hint:    diag.Text{Zh: "核对部分、总数和百分比", En: "compare the part, the whole and the percentage"},
	}
	f.Pos, f.Width = s.At(m.Passage, m.Start, m.End)
	s.Add(f)
}
