package check

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/tally"
)

// checkTextSums finds sentences whose own numbers do not add up.
func (s *Subject) checkTextSums(mentions []Mention) {
	for from := 0; from < len(mentions); {
		to := from + 1
		for to < len(mentions) && mentions[to].sentence == mentions[from].sentence {
			to++
		}
		if to-from > 1 || mentions[from].tags&tagAmong != 0 {
			s.checkAccount(mentions[from:to])
			s.checkParts(mentions, from, to)
		}
		from = to
	}
}

// countable says that a number may be part of a sum.
func (m *Mention) countable() bool { return m.claim != nil && !m.Inexact && !m.words && !m.loose }

// checkAccount holds together what was received, carried in, answered and carried
// out, where a sentence gives all four.
func (s *Subject) checkAccount(sentence []Mention) {
	var in [carriedOutRole + 1]*Mention
	bound := true
	for i := range sentence {
		m := &sentence[i]
		if !m.countable() || m.claim.role == noRole || m.part != "" {
			continue
		}
		if in[m.claim.role] != nil {
			return
		}
		in[m.claim.role] = m
		bound = bound && m.Verdict == Bound
	}
	received, carriedIn, answered, carriedOut := in[receivedRole], in[carriedInRole], in[answeredRole], in[carriedOutRole]
	if received == nil || carriedIn == nil || answered == nil || carriedOut == nil || bound {
		return
	}
	left, right := received.Value.Add(carriedIn.Value), answered.Value.Add(carriedOut.Value)
	if left.Equal(right) || received.tags&tagFresh == 0 && received.Value.Equal(right) {
		return
	}
	f := Finding{
		Rule: textSum, Left: left.String(), Right: right.String(),
		Message: diag.Textf("收到 %[1]s 加上年结转 %[2]s 等于 %[3]s，办结 %[4]s 加结转下年 %[5]s 等于 %[6]s", "%[1]s received and %[2]s carried in make %[3]s; %[4]s answered and %[5]s carried out make %[6]s",
			received.Value, carriedIn.Value, left, answered.Value, carriedOut.Value, right),
		Hint: diag.Text{Zh: "对照表三核对这四个数", En: "compare the four numbers with table three"},
	}
	f.Pos, f.Width = s.At(received.Passage, received.Start, received.End)
	s.Add(f)
}

// A partition is a way to divide a total.
type partition struct {
	by    tag
	parts []string // all of them
}

var partitions = []partition{
	{tagResult, []string{"granted", "partial", "denied.*", "unable.*", "refused.*", "other.*"}},
	{tagKind, []string{"natural", fiveOrganizations}},
	{tagOutcome, []string{"upheld", "corrected", "other", "pending"}},
	{tagDispute, []string{"reconsideration", "litigation_direct+litigation_after"}},
}

// checkParts holds the parts that the sentence from … to lists against their total.
func (s *Subject) checkParts(mentions []Mention, from, to int) {
	for i := range partitions {
		p := &partitions[i]
		for at := from; at < to; {
			end := p.run(mentions, at, to)
			if end-at > 1 {
				s.checkRun(mentions, p, at, end)
			}
			at = max(end, at+1)
		}
	}
}

// run gives the end of the parts of one total that stand beside each other.
func (p *partition) run(mentions []Mention, at, to int) int {
	end := at
	for end < to && mentions[end].countable() && mentions[end].claim.cell == p.by && mentions[end].of == mentions[at].of {
		end++
	}
	return end
}

// checkRun compares the parts at … end with the total before them.
func (s *Subject) checkRun(mentions []Mention, p *partition, at, end int) {
	var total tally.Number
	var seen []string
	bound := true
	for i := at; i < end; i++ {
		m := &mentions[i]
		if !slices.Contains(p.parts, m.part) || slices.Contains(seen, m.part) {
			return
		}
		seen = append(seen, m.part)
		total = total.Add(m.Value)
		bound = bound && m.Verdict == Bound
	}
	wholes := s.wholes(mentions, p, at)
	if len(wholes) == 0 || bound {
		return
	}
	most := wholes[0]
	for _, w := range wholes {
		if w.Equal(total) {
			return
		}
		if w.Cmp(most) > 0 {
			most = w
		}
	}
	complete := len(seen) == len(p.parts)
	if total.Cmp(most) < 0 && !complete {
		return
	}
	first := &mentions[at]
	f := Finding{
		Rule: textSum, Left: total.String(), Right: wholes[0].String(),
		Message: diag.Textf("各项之和是 %[1]s，前面的总数是 %[2]s", "the parts add up to %[1]s, and their total is given as %[2]s", total, wholes[0]),
		Hint:    diag.Text{Zh: "对照统计表核对总数和各项", En: "compare the total and its parts with the tables"},
	}
	f.Pos, f.Width = s.At(first.Passage, first.Start, first.End)
	s.Add(f)
}

// wholes gives the totals that the parts from at on may be parts of: what stands
// before them in the sentence or, where that has none, in the one before; and what
// the tables add to it, which the text need not mention.
func (s *Subject) wholes(mentions []Mention, p *partition, at int) []tally.Number {
	var all []tally.Number
	sentence := mentions[at].sentence
	var received, carriedIn *Mention
	for i := at - 1; i >= 0 && mentions[i].sentence >= sentence-1 && mentions[i].Passage == mentions[at].Passage; i-- {
		m := &mentions[i]
		if mentions[i].sentence < sentence && (len(all) > 0 || mentions[at].tags&tagAmong == 0) {
			break
		}
		if !m.countable() || !p.whole(m, &mentions[at]) {
			continue
		}
		all = append(all, m.Value)
		switch m.claim.role {
		case receivedRole:
			received = m
		case carriedInRole:
			carriedIn = m
		}
		if p.by == tagOutcome || p.by == tagDispute {
			return all // the nearest is theirs
		}
	}
	if received != nil && carriedIn != nil {
		all = append(all, received.Value.Add(carriedIn.Value))
	}
	if received != nil && carriedIn == nil {
		if in, _, ok := s.cellSum("requests", "received+carried_in", "total"); ok {
			all = append(all, in.value)
		}
	}
	return all
}

// whole says that a number may be the total of parts.
func (p *partition) whole(m, part *Mention) bool {
	switch p.by {
	case tagOutcome:
		return m.claim.cell == tagDispute && m.part == part.of
	case tagDispute:
		return m.claim.cell == tagDispute && strings.Count(m.part, "+") == 2
	}
	return m.claim.table == "requests" && m.claim.cell == 0 && m.claim.role != carriedOutRole && m.part == ""
}
