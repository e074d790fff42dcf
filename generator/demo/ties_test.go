package demo

import (
	"cmp"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/format"
)

// A ledger adds up the cells of one table of a report by the names that sums and
// carries use.
type ledger struct {
	*paper
	def *format.Table
}

// sum adds the cells of some rows in a column, or of some columns in a row. It
// says !ok when one of them is no number.
func (l ledger) sum(each format.Axis, terms []string, fixed string) (*big.Rat, bool) {
	total := new(big.Rat)
	for _, term := range terms {
		for _, name := range l.cells(each, term, fixed) {
			value, ok := l.value(name)
			if !ok {
				return nil, false
			}
			total.Add(total, value)
		}
	}
	return total, true
}

// cells names the cells of a term.
func (l ledger) cells(each format.Axis, term, fixed string) []string {
	if each == format.EachRow {
		return []string{fixed + "." + term}
	}
	group, all := strings.CutSuffix(term, "*")
	var names []string
	for _, r := range l.def.Rows {
		if r.Key == term || all && strings.HasPrefix(r.Key, group) {
			names = append(names, strings.TrimSuffix(r.Key+"."+fixed, "."))
		}
	}
	return names
}

func (l ledger) value(name string) (*big.Rat, bool) {
	at, ok := l.def.Index(l.def.ID + "." + name)
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetString(l.cell(l.def, at))
}

// fixed lists what an identity ranges over: the columns, or rows, of the table.
func (l ledger) fixed(each format.Axis, first string, in []string) []string {
	var names []string
	for _, r := range l.def.Rows {
		switch {
		case each == format.EachRow && (len(in) == 0 || slices.Contains(in, r.Key)) && column(&r, first) >= 0:
			names = append(names, r.Key)
		case each == format.EachColumn && r.Key == first:
			for _, c := range r.Columns {
				names = append(names, c.Key)
			}
		}
	}
	return names
}

// TestTablesTie adds up every table of a large archive.
func TestTablesTie(t *testing.T) {
	checked := map[string]int{}
	for _, p := range read(t, demo(t, large)).reports {
		for _, def := range p.form.Tables {
			if !p.has(def.ID) {
				continue
			}
			l := ledger{p, def}
			for at := range def.Size {
				if l.cell(def, at) == "" {
					t.Errorf("%s lacks %s", p.Path, def.Name(at))
				}
			}
			for _, sum := range def.Sums {
				checked[sum.Rule] += l.tie(t, sum)
			}
			for _, carry := range def.Carries {
				checked[carry.Rule] += l.carry(t, carry)
			}
		}
	}
	for _, rule := range []string{
		"requests-balance", "requests-result-sum", "requests-row-sum", "disputes-sum", "requests-carry-over", "proactive-valid", "statistics-sum",
	} {
		if checked[rule] < 100 {
			t.Errorf("%s was checked %d times only", rule, checked[rule])
		}
	}
}

func (l ledger) tie(t *testing.T, sum format.Sum) (checked int) {
	first := sum.Left[0]
	if group, all := strings.CutSuffix(first, "*"); all {
		for _, row := range l.def.Rows {
			if strings.HasPrefix(row.Key, group) {
				first = row.Key
				break
			}
		}
	}
	for _, fixed := range l.fixed(sum.Each, first, nil) {
		left, ok := l.sum(sum.Each, sum.Left, fixed)
		right, ok2 := l.sum(sum.Each, sum.Right, fixed)
		if !ok || !ok2 {
			continue
		}
		checked++
		if left.Cmp(right) != 0 {
			t.Errorf("%s: %s in %q: %s ≠ %s", l.Path, sum.Rule, fixed, left.RatString(), right.RatString())
		}
	}
	return checked
}

func (l ledger) carry(t *testing.T, carry format.Carry) (checked int) {
	if l.before == nil {
		return 0
	}
	before, ok := l.before.table(l.def.ID)
	if !ok {
		return 0
	}
	for _, fixed := range l.fixed(carry.Each, carry.This, carry.In) {
		this, ok := l.sum(carry.Each, []string{carry.This}, fixed)
		previous, ok2 := ledger{l.before, before}.sum(carry.Each, []string{carry.Previous}, fixed)
		plus, ok3 := l.sum(carry.Each, carry.Plus, fixed)
		minus, ok4 := l.sum(carry.Each, carry.Minus, fixed)
		if !ok || !ok2 || !ok3 || !ok4 {
			continue
		}
		checked++
		if want := previous.Sub(previous.Add(previous, plus), minus); this.Cmp(want) != 0 {
			t.Errorf("%s: %s in %q: %s ≠ %s", l.Path, carry.Rule, fixed, this.RatString(), want.RatString())
		}
	}
	return checked
}

// TestAggregatesTie wants each number of the government's report to be the sum
// of those of its parts.
func TestAggregatesTie(t *testing.T) {
	l, checked := read(t, demo(t, large)), 0
	of := map[string]*paper{}
	for _, p := range l.reports {
		of[fmt.Sprint(p.Agency, p.Year)] = p
	}
	for _, whole := range l.Agencies {
		for year := FirstYear; year <= LastYear && len(whole.Aggregates) > 0; year++ {
			var parts []*paper
			for _, id := range whole.Aggregates {
				parts = append(parts, of[fmt.Sprint(id, year)])
			}
			checked += of[fmt.Sprint(whole.ID, year)].rollUp(t, parts)
		}
	}
	if checked < 1000 {
		t.Errorf("%d cells were checked only", checked)
	}
}

func (p *paper) rollUp(t *testing.T, parts []*paper) (checked int) {
	for _, def := range p.form.Tables {
		for at := range def.Size {
			whole, ok := new(big.Rat).SetString(p.cell(def, at))
			if !ok {
				continue
			}
			sum := new(big.Rat)
			for _, part := range parts {
				value, _ := new(big.Rat).SetString(part.cell(def, at))
				sum.Add(sum, value)
			}
			checked++
			if whole.Cmp(sum) != 0 {
				t.Errorf("%s: %s is %s; its parts add up to %s", p.Path, def.Name(at), whole.RatString(), sum.RatString())
			}
		}
	}
	return checked
}

// TestSubsetsAreNotLarger wants what is printed below a row (其中) to be at most
// the row's number.
func TestSubsetsAreNotLarger(t *testing.T) {
	pairs := [][2]string{
		{"statistics.proactive.normative_items", "statistics.proactive.items"},
		{"statistics.proactive.channels.website", "statistics.proactive.items"},
		{"statistics.responses.channels.press_conferences_by_leaders", "statistics.responses.channels.press_conferences"},
		{"statistics.requests.answers.granted", "statistics.requests.received"},
	}
	compared := 0
	for _, p := range read(t, demo(t, large)).reports {
		for _, pair := range pairs {
			part, ok := new(big.Rat).SetString(p.named(pair[0]))
			whole, ok2 := new(big.Rat).SetString(p.named(pair[1]))
			if !ok || !ok2 {
				continue
			}
			compared++
			if part.Cmp(whole) > 0 {
				t.Errorf("%s: %s is %s; %s is %s", p.Path, pair[0], part.RatString(), pair[1], whole.RatString())
			}
		}
	}
	if compared < 400 {
		t.Errorf("%d pairs were compared only", compared)
	}
}

// TestTextsAgreeWithTables compares the numbers that texts say themselves.
func TestTextsAgreeWithTables(t *testing.T) {
	patterns := []struct{ pattern, cell, otherwise string }{
		{`新收政府信息公开申请(\d+)件`, "requests.received.total", ""},
		{`收到政府信息公开申请(\d+)件`, "statistics.requests.received", ""},
		{`结转下年度(\d+)件`, "requests.carried_out.total", ""},
		{`现行有效(\d+)件`, "proactive.normative.valid", ""},
		{`行政许可决定(\d+)件`, "proactive.licensing", "proactive.licensing.decisions"},
		{`申请行政复议(\d+)件`, "disputes.reconsideration.total", "statistics.reconsideration.total"},
		{`培训班(\d+)期`, "statistics.training.courses", ""},
		{`主动公开政府信息(\d+)条`, "statistics.proactive.items", ""},
	}
	reports := read(t, demo(t, large)).reports
	for _, p := range patterns {
		pattern, compared := regexp.MustCompile(p.pattern), 0
		for _, r := range reports {
			cell := cmp.Or(r.named(p.cell), r.named(p.otherwise))
			if cell == "" {
				continue
			}
			for _, found := range pattern.FindAllStringSubmatch(strings.ReplaceAll(r.body, "\n", ""), -1) {
				compared++
				if found[1] != cell {
					t.Errorf("%s: the text says %q; %s is %s", r.Path, found[0], p.cell, cell)
				}
			}
		}
		if compared < 10 {
			t.Errorf("%q was found %d times only", p.pattern, compared)
		}
	}
}

// TestReferences wants every reference of a text to lead to a number, and every
// table that is placed to be there.
func TestReferences(t *testing.T) {
	cells, tables := regexp.MustCompile(`:cell\{([^}]*)\}`), regexp.MustCompile(`::table\{([^}]*)\}`)
	for _, p := range read(t, demo(t, large)).reports {
		for _, found := range cells.FindAllStringSubmatch(p.body, -1) {
			if _, ok := new(big.Rat).SetString(p.named(found[1])); !ok {
				t.Errorf("%s: %s shows %q", p.Path, found[0], p.named(found[1]))
			}
		}
		for _, found := range tables.FindAllStringSubmatch(p.body, -1) {
			if own := found[1] == channelsID && p.has("table"); !own && !p.has(found[1]) {
				t.Errorf("%s: %s places nothing", p.Path, found[0])
			}
		}
	}
}
