package check

import (
	"strings"

	"gongkai/generator/markdown"
	"gongkai/generator/tally"
)

// A Verdict says how a number of the prose stands to the tables.
type Verdict string

// The verdicts.
const (
	Bound       Verdict = "bound"       // printed by :cell{}
	Equal       Verdict = "equal"       // what the cell has of which its words speak
	Contradicts Verdict = "contradicts" // not what that cell has
	Unexplained Verdict = "unexplained" // its words speak of no cell, or may mean something else
)

// A Mention is a number in the prose of a report, or words that say there is none
// (未收到申请), which count as 0.
type Mention struct {
	Passage    *markdown.Passage
	Start, End int // of the number without its unit, or of the words; byte offsets in the passage's text
	Value      tally.Number
	Unit       string // 件; "" for none
	Inexact    bool   // 十余件: compared with nothing
	Verdict    Verdict
	Cells      []string     // the cells it speaks of, whose sum it is or should be
	Want       tally.Number // what they hold

	claim    *claim
	words    bool         // it is words, not a number
	sentence int          // of the report, counted from 1
	tags     tag          // of the words beside it
	part     string       // the rows or columns that its words name: granted, natural, upheld
	of       string       // of an outcome: the rows of its dispute
	loose    bool         // its words may mean something else
	unknown  int          // characters beside it that no word accounts for
	whole    tally.Number // of a share that is wrong: of what it should be a part
	parts    tally.Number // and the part
}

// Numbers classifies every number that counts something in a report's prose: not
// those of headings, tables and code, nor ordinals, dates and document numbers.
// They are in the order of the text.
func Numbers(s *Subject) []Mention { return s.numbers(true) }

// numbers is Numbers for all passages, or only for those that may speak of the
// tables.
func (s *Subject) numbers(all bool) []Mention {
	r := reading{s: s, all: all, government: isGovernment(s), mentions: make([]Mention, 0, 16)}
	r.scan.tokens = make([]token, 0, 128)
	r.stretches = make([]stretch, 0, 32)
	for i := range s.Sections {
		r.section(&s.Sections[i])
	}
	s.judgeShares(r.mentions)
	return r.mentions
}

// isGovernment says that a report is about a whole place and not about one body.
func isGovernment(s *Subject) bool {
	name := s.Agency.NameIn(s.Year)
	return len(s.Agency.Aggregates) > 0 || strings.Contains(s.Agency.Kind, "政府") && !strings.Contains(name, "办公") ||
		strings.HasSuffix(name, "市人民政府") || strings.HasSuffix(name, "县人民政府") || strings.HasSuffix(name, "区人民政府") ||
		strings.HasSuffix(name, "省人民政府") || strings.HasSuffix(name, "管委会") || strings.HasSuffix(name, "管理委员会")
}

// compare gives the verdict on a number that means one of several sums.
func (m *Mention) compare(s *Subject, c *claim, rows, columns []string, q *quantity) {
	m.Verdict, m.Cells = Unexplained, nil
	assessed := true
	for _, row := range rows {
		for _, column := range columns {
			total, known, ok := s.cellSum(c.table, row, column)
			if !known {
				continue
			}
			if m.Cells == nil {
				m.Cells, m.Want = total.cells, total.value
			}
			if !ok {
				assessed = false
				continue
			}
			if m.Verdict != Equal && q.stands(total.value) {
				m.Verdict, m.Cells, m.Want = Equal, total.cells, total.value
			}
		}
	}
	if m.Verdict != Equal && m.Cells != nil && assessed && !m.loose && !m.Inexact {
		m.Verdict = Contradicts
	}
}

// stands says that a number is what a cell has; money in 元 as in 万元.
func (q *quantity) stands(cell tally.Number) bool {
	if q.inexact {
		return false
	}
	step := q.step
	switch q.unit {
	case "元", "亿元":
		factor := 1e-4
		if q.unit == "亿元" {
			factor = 1e4
		}
		step = max(step*factor, roundedStep(q.value)*factor)
		return nearly(q.value.Float()*factor, cell.Float(), step)
	case "万元":
		return q.value.Equal(cell) || nearly(q.value.Float(), cell.Float(), max(step, roundedStep(q.value)))
	}
	return q.value.Equal(cell) || step > 0 && nearly(q.value.Float(), cell.Float(), step)
}

// roundedStep is one in the last digit of a number as written.
func roundedStep(n tally.Number) float64 {
	step := 1.0
	for range n.Scale() {
		step /= 10
	}
	return step
}

// nearly says that two numbers are less than a step apart, rounded or cut off.
func nearly(a, b, step float64) bool {
	d := a - b
	return d < step*0.999999 && d > -step*0.999999
}
