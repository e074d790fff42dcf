package demo

import "gongkai/generator/format"

// stocks are numbers that one year hands on to the next, by row of the table of
// proactive disclosure: documents in force, items of a list.
type stocks map[string]int

// fillProactive draws the table of proactive disclosure (主动公开政府信息情况). What a
// row is about is seen from its columns: documents made and in force, items and
// their change, decisions, money.
func fillProactive(d dice, def *format.Table, load load, held stocks) *sheet {
	s := newSheet(def)
	for i := range def.Rows {
		r, values := &def.Rows[i], s.row(i)
		switch {
		case column(r, "valid") >= 0:
			fillDocuments(d, r, values, load.documentsOf(r.Key), held)
		case column(r, "public_total") >= 0:
			fillPublications(d, r, values, load.documentsOf(r.Key), held)
		case column(r, "change") >= 0:
			fillItems(d, r, values, load.decisionsOf(r.Key), held)
		case column(r, "amount") >= 0:
			values[column(r, "count")] = d.about(1 + load.documents/4)
			values[column(r, "amount")] = values[column(r, "count")] * d.between(8_000, 90_000)
		case len(values) == 1:
			values[0] = around(d, load.decisionsOf(r.Key))
		}
	}
	return s
}

// documentsOf gives the usual number of documents of a row.
func (l load) documentsOf(row string) int {
	switch {
	case row == "normative":
		return l.documents
	case l.documents >= 80: // only governments make rules, and few
		return l.documents / 20
	}
	return 0
}

// decisionsOf gives the usual number of decisions of a row, for fees yuan.
func (l load) decisionsOf(row string) int {
	switch row {
	case "licensing":
		return l.licences
	case "penalty":
		return l.penalties
	case "coercion":
		return l.coercions
	case "fees":
		return l.fees
	case "other_service":
		return l.licences / 3
	}
	return 0
}

// around gives a number that departs from the usual one by up to a fifth.
func around(d dice, usual int) int {
	if usual <= 5 {
		return d.about(usual)
	}
	return d.drift(usual)
}

// fillDocuments: in force is what was in force last year, with the new documents
// and without the repealed ones.
func fillDocuments(d dice, r *format.Row, values []int, usual int, held stocks) {
	before, known := held[r.Key]
	if !known {
		before = around(d, usual)
	}
	if usual == 0 {
		before = 0
	}
	made, repealed := d.about((usual+7)/8), min(d.about((usual+9)/10), before)
	if usual == 0 {
		made, repealed = 0, 0
	}
	values[column(r, "made")], values[column(r, "repealed")] = made, repealed
	held[r.Key] = before + made - repealed
	values[column(r, "valid")] = held[r.Key]
}

// fillPublications: the documents published to date grow by those of the year.
func fillPublications(d dice, r *format.Row, values []int, usual int, held stocks) {
	if usual == 0 {
		return
	}
	key := r.Key + ".published"
	if _, known := held[key]; !known {
		held[key] = around(d, usual)
	}
	made := d.about((usual + 7) / 8)
	values[column(r, "made")], values[column(r, "published")] = made, made
	held[key] += made
	values[column(r, "public_total")] = held[key]
}

// fillItems: last year's number of items, its change, and the decisions where
// the row has them.
func fillItems(d dice, r *format.Row, values []int, usual int, held stocks) {
	if usual == 0 {
		return
	}
	key := r.Key + ".items"
	if _, known := held[key]; !known {
		held[key] = d.between(4, 60)
	}
	change := max(d.between(-4, 5), -held[key])
	values[column(r, "previous")], values[column(r, "change")] = held[key], change
	held[key] += change
	if at := column(r, "decisions"); at >= 0 {
		values[at] = around(d, usual)
	}
}

// fillDisputes draws the table of reviews and lawsuits (行政复议、行政诉讼), of which
// there are more where there are more applications.
func fillDisputes(d dice, def *format.Table, applications int) *sheet {
	s := newSheet(def)
	for i := range def.Rows {
		values, at := s.row(i), column(&def.Rows[i], total)
		for c := range values {
			if c != at {
				values[c] = d.IntN(1+applications/12) / (1 + c)
			}
		}
		s.addUp(i)
	}
	return s
}
