package demo

// figures are all numbers of one agency and year.
type figures struct {
	form   *form
	sheets []*sheet // as the tables of the form
	facts  [factCount]int
}

// A history is the figures of one agency, year by year from FirstYear. It is
// drawn from the first year on, even when only the last is wanted: numbers grow
// out of those of the year before.
type history []figures

// historyOf draws the figures of an agency; those of one that aggregates others
// are the sums of theirs.
func (w *world) historyOf(a agency) history {
	if !a.aggregates() {
		return w.draw(a)
	}
	var sum history
	for number := range w.roster {
		if part := agencyAt(w.roster, number); part.isPart() {
			sum = sum.plus(w.draw(part))
		}
	}
	return sum
}

// plus adds the figures of another agency. It changes h.
func (h history) plus(other history) history {
	if h == nil {
		return other
	}
	for i := range h {
		for j, s := range other[i].sheets {
			h[i].sheets[j].plus(s)
		}
		for f, value := range other[i].facts {
			h[i].facts[f] += value
		}
	}
	return h
}

// draw gives the figures of an agency of its own.
func (w *world) draw(a agency) history {
	l, held := newDice(w.seed, a.number, forHistory, 0).scale(a), stocks{}
	var pending []int
	h := make(history, len(w.forms))
	for i := range h {
		year := FirstYear + i
		d := newDice(w.seed, a.number, forFigures, year)
		f := figures{form: &w.forms[i]}
		applications := d.about(l.applications)
		f.drawFreely(d, l, applications)
		for _, table := range f.form.tables {
			var s *sheet
			switch table.ID {
			case "requests":
				if pending == nil || year == a.post.since {
					pending = make([]int, len(table.Rows[f.form.flow.received].Columns))
				}
				s = f.form.flow.fill(d, applications, pending)
			case "proactive":
				s = fillProactive(d, table, l, held)
			case "disputes":
				s = fillDisputes(d, table, applications)
			case "statistics":
				s = f.form.indicators.fill(d, &f)
			}
			f.sheets = append(f.sheets, s)
		}
		f.takeFromTables()
		h[i] = f
	}
	return h
}

// scale gives the load of an agency: its post's, more or less, and less of it in
// a district than in the city.
func (d dice) scale(a agency) load {
	percent := d.between(60, 150)
	if a.place.id != "" {
		percent /= 2
	}
	l := a.post.load
	of := func(n int) int { return (n*percent + 99) / 100 }
	return load{of(l.applications), of(l.documents), of(l.licences), of(l.penalties), of(l.coercions), of(l.fees)}
}

// drawFreely gives every fact a number. Those that a table has are replaced by
// the table's.
func (f *figures) drawFreely(d dice, l load, applications int) {
	agreed, documents := applications*d.between(20, 70)/100, d.about(l.documents/8)
	publishedNow := d.between(60, 400) + 3*l.documents + min(l.licences/20, 2_000)
	f.facts = [factCount]int{
		received: applications, handled: applications, answered: applications, granted: agreed, partial: (applications - agreed) / 3,
		reviews: d.IntN(1 + applications/10), suits: d.IntN(1 + applications/15),
		made: documents, publishedDocuments: documents, licences: around(d, l.licences), penalties: around(d, l.penalties), coercions: around(d, l.coercions),
		published: publishedNow, web: publishedNow * d.between(70, 95) / 100, social: publishedNow * d.between(20, 60) / 100,
		meetings: d.between(1, 6), sessions: d.between(1, 5), trained: d.between(18, 160),
		interpretations: d.between(1, 24), responses: d.between(1, 12),
	}
}

// takeFromTables gives the facts the numbers that the tables have.
func (f *figures) takeFromTables() {
	for i, source := range f.form.sources {
		sum := 0
		for _, at := range source {
			sum += f.sheets[at.table].values[at.cell]
		}
		if source != nil {
			f.facts[i] = sum
		}
	}
}
