package check

import (
	"strings"
)

// judge compares a number with what its claim speaks of.
func (r *reading) judge(m *Mention, c *claim, words []token, tags tag, q *quantity) {
	rows, columns := r.meant(m, c, words)
	if rows == nil {
		m.claim = nil
		return
	}
	if tags&tagEach != 0 && c.cell != 0 && strings.Contains(m.part, "+") && c.columns != nil {
		r.judgeEach(m, c, q)
		return
	}
	m.compare(r.s, c, rows, columns, q)
}

// meant gives the rows and columns, alternatives each, that a claim speaks of.
func (r *reading) meant(m *Mention, c *claim, words []token) (rows, columns []string) {
	rows, columns = c.rows, c.columns
	if c.cell != 0 {
		m.part = joined(words, c.cell)
		if m.part == "" && c.cell == tagDocument {
			m.part = r.document
		}
	}
	switch {
	case c.cell == tagKind:
		columns = []string{m.part}
		if r.rows != "" && r.rows != "result_total" {
			rows = append(rows, r.rows)
		}
		rows = append(rows, "received", "received+carried_in", "result_total")
	case c.cell == tagOutcome:
		m.of = joined(words, tagDispute)
		if m.of == "" {
			m.of = r.dispute
		}
		if m.of == "" {
			return nil, nil
		}
		rows, columns = []string{m.of}, []string{m.part}
	case c.cell != 0:
		rows = []string{m.part}
	}
	if c.table == "requests" && c.cell != tagKind {
		columns = []string{"total"}
		if of := joined(words, tagKind); of != "" {
			columns = []string{of}
		}
		r.rows = rows[0]
	}
	if c.cell == tagDispute {
		r.dispute = m.part
	}
	return rows, columns
}

// joined gives the cells of words that are counted together, 行政复议、行政诉讼 2件;
// of words that are not, those of the last.
func joined(words []token, of tag) string {
	cells, linked := "", false
	for i := range words {
		t := &words[i]
		switch {
		case t.unknown > 0 && cells != "":
			linked = false
		}
		switch {
		case t.tag == tagList:
			linked = true
		case t.tag&of != 0:
			if group, ok := strings.CutSuffix(t.cell, ".*"); ok && strings.HasPrefix(cells, group+".") {
				continue // 不掌握相关信息、无法提供: the row says more than its group
			}
			if cells != "" && linked && !strings.Contains("+"+cells+"+", "+"+t.cell+"+") {
				cells += "+" + t.cell
			} else {
				cells = t.cell
			}
			linked = false
		case t.tag&heads != 0 && t.tag&(tagApply|tagReceive) == 0:
			linked = false
		}
	}
	return cells
}

// judgeEach judges 行政复议、行政诉讼各1件: each of the two.
func (r *reading) judgeEach(m *Mention, c *claim, q *quantity) {
	parts := []string{m.part}
	if c.cell == tagDispute {
		parts = eachDispute(m.part)
	}
	for _, tagPart := range parts {
		m.compare(r.s, c, []string{tagPart}, c.columns, q)
		if m.Verdict != Equal {
			return
		}
	}
}

// eachDispute cuts rows into reviews and lawsuits.
func eachDispute(rows string) []string {
	if rest, ok := strings.CutPrefix(rows, "reconsideration+"); ok {
		return []string{"reconsideration", rest}
	}
	if rest, ok := strings.CutSuffix(rows, "+reconsideration"); ok {
		return []string{rest, "reconsideration"}
	}
	return []string{rows}
}
