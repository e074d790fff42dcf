package demo

import (
	"fmt"

	"gongkai/generator/format"
)

// requestFlow fills the table of applications (收到和处理政府信息公开申请情况) the way
// its numbers come about: each application comes from an applicant of some kind,
// and is either answered in one of the ways of the table or left for next year.
// So the sums tie by themselves, whatever ways the format has.
type requestFlow struct {
	def                                     *format.Table
	received, carriedIn, result, carriedOut int // rows
	answers                                 []int
	chances                                 weights // of the answers
	applicants                              []int   // columns
	shares                                  weights // of the applicants
}

// answerWeights and applicantWeights say how often what happens; 1 where nothing
// is said.
var (
	answerWeights = map[string]int{
		"granted": 40, "partial": 13, "unable.not_held": 19, "unable.must_create": 4, "unable.unclear_after_correction": 2,
		"denied.third_party": 3, "denied.internal_affairs": 2, "denied.process_info": 3, "denied.enforcement_file": 3, "denied.admin_query": 2,
		"refused.petition": 4, "refused.repeated": 2, "other": 4, "other.no_correction": 2, "other.other": 2,
	}
	applicantWeights = map[string]int{"natural": 80, "business": 12, "legal": 3, "charity": 2}
)

// leftOver is one in how many applications waits for the next year.
const leftOver = 21

func newRequestFlow(def *format.Table) (*requestFlow, error) {
	f := &requestFlow{def: def}
	for _, row := range []struct {
		at  *int
		key string
	}{{&f.received, "received"}, {&f.carriedIn, "carried_in"}, {&f.result, "result_total"}, {&f.carriedOut, "carried_out"}} {
		i, err := rowNamed(def, row.key)
		if err != nil {
			return nil, err
		}
		*row.at = i
	}
	var chances, shares []int
	for i, row := range def.Rows {
		if i != f.received && i != f.carriedIn && i != f.result && i != f.carriedOut {
			f.answers, chances = append(f.answers, i), append(chances, max(1, answerWeights[row.Key]))
		}
	}
	for i, c := range def.Rows[f.received].Columns {
		if c.Key != total {
			f.applicants, shares = append(f.applicants, i), append(shares, max(1, applicantWeights[c.Key]))
		}
	}
	if len(f.answers) == 0 || len(f.applicants) == 0 {
		return nil, fmt.Errorf("table %q has no way to answer an application", def.ID)
	}
	f.chances, f.shares = newWeights(chances), newWeights(shares)
	return f, nil
}

// fill draws a year of n new applications. Pending are those of last year, by
// column; it is changed into those of this year.
func (f *requestFlow) fill(d dice, n int, pending []int) *sheet {
	s := newSheet(f.def)
	received, carriedIn, carriedOut := s.row(f.received), s.row(f.carriedIn), s.row(f.carriedOut)
	for range n {
		received[f.applicants[d.draw(f.shares)]]++
	}
	copy(carriedIn, pending)
	for _, c := range f.applicants {
		for range received[c] + carriedIn[c] {
			if d.oneIn(leftOver) {
				carriedOut[c]++
				continue
			}
			s.row(f.answers[d.draw(f.chances)])[c]++
			s.row(f.result)[c]++
		}
	}
	copy(pending, carriedOut)
	for i := range f.def.Rows {
		s.addUp(i)
	}
	return s
}
