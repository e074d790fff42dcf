package settings

import (
	"cmp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// readAgencies reads all [[agency]].
func (a *reading) readAgencies() []Agency {
	readers := a.root.Tables("agency")
	agencies := make([]Agency, 0, len(readers))
	successors, aggregates := make([]word, 0, len(readers)), make([][]word, 0, len(readers))
	known := newIDs("agency")
	for _, r := range readers {
		f := a.manual.fields(r, "agency")
		pos := f.Pos()
		id, keep := known.declare(f)
		agency := Agency{
			ID: id, Pos: pos,
			Name:        f.text("name"),
			Short:       f.text("short"),
			Code:        f.text("code"),
			Kind:        f.text("kind"),
			Pinyin:      f.text("pinyin"),
			FormerNames: a.formerNames(f),
			Since:       f.number("since"),
			Until:       f.number("until"),
		}
		if agency.Since != 0 && agency.Until != 0 && agency.Since > agency.Until {
			f.problem("until", "bad-range", diag.Textf("agency.until 写的是 %[2]d，早于 since = %[1]d", "agency.until is %[2]d, before since, which is %[1]d", agency.Since, agency.Until), diag.Text{})
		}
		successor, _ := f.optional("successor")
		sum := f.words("aggregates")
		agency.Successor, agency.Aggregates = successor.text, texts(sum)
		f.Done()
		if keep {
			agencies = append(agencies, agency)
			successors, aggregates = append(successors, successor), append(aggregates, sum)
		}
	}
	a.link(known, agencies, successors, aggregates)
	return agencies
}

// link checks what agencies say about each other.
func (a *reading) link(known *ids, agencies []Agency, successors []word, aggregates [][]word) {
	next, below := make([][]edge, len(agencies)), make([][]edge, len(agencies))
	for i, agency := range agencies {
		if agency.Successor != "" {
			next[i] = a.edges(known, agency.ID, "agency.successor", successors[i:i+1])
		}
		below[i] = a.edges(known, agency.ID, "agency.aggregates", aggregates[i])
	}
	noteCircles(a.problems, known, next, "agency.successor")
	noteCircles(a.problems, known, below, "agency.aggregates")
}

func (a *reading) edges(known *ids, node, key string, refs []word) []edge {
	var edges []edge
	for _, ref := range refs {
		if to, ok := known.resolve(a.problems, ref, key, node); ok {
			edges = append(edges, edge{to, ref.value})
		}
	}
	return edges
}

// formerNames reads former_names = [{ name = "…", until = 2018 }], sorted by year.
func (a *reading) formerNames(f fields) []FormerName {
	type dated struct {
		FormerName
		until tomldoc.Value
	}
	var list []dated
	f.key("former_names")
	for _, r := range f.Tables("former_names") {
		g := a.manual.fields(r, "agency.former_names")
		name := FormerName{Name: g.text("name"), Until: g.number("until")}
		until, _ := g.Value("until")
		g.Done()
		if name.Name != "" && name.Until != 0 {
			list = append(list, dated{name, until})
		}
	}
	slices.SortStableFunc(list, func(a, b dated) int { return cmp.Compare(a.Until, b.Until) })
	var names []FormerName
	for i, d := range list {
		if i > 0 && list[i-1].Until == d.Until {
			f.Problems.Add(d.until.Pos(), "duplicate-value", diag.Textf("两个曾用名都用到 %d 年", "two former names end in %d", d.Until), diag.Text{})
			continue
		}
		names = append(names, d.FormerName)
	}
	return names
}
