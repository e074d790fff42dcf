package compare

import "unicode/utf8"

// write gives the sections that differ.
func (p *prose) write() []Section {
	moved := p.movedSections()
	var all []Section
	done := 0 // old sections that were looked at
	removed := func(end int) {
		for ; done < end; done++ {
			if p.toNew[done] < 0 {
				all = append(all, p.section(done, -1, false))
			}
		}
	}
	for j, i := range p.toOld {
		if i >= 0 && !moved[i] {
			removed(i)
		}
		if i < 0 || moved[i] || !p.same[i] {
			all = append(all, p.section(i, j, i >= 0 && moved[i]))
		}
	}
	removed(len(p.old))
	p.places(all)
	return all
}

// movedSections says which old sections stand at another place among the others.
func (p *prose) movedSections() []bool {
	var pairs []pair
	moved := make([]bool, len(p.old))
	for i, j := range p.toNew {
		if j >= 0 {
			pairs = append(pairs, pair{i, j})
			moved[i] = true
		}
	}
	for _, x := range rising(pairs) {
		moved[x.old] = false
	}
	return moved
}

// partOf gives the heading of level 2 that a section of a lower level stands under.
func partOf(all []section, at int) string {
	if all[at].level <= 2 {
		return ""
	}
	for at--; at >= 0 && all[at].level > 2; at-- {
	}
	if at < 0 || all[at].level < 2 {
		return ""
	}
	return all[at].heading
}

// section writes the hunks of a section. Either place may be -1.
func (p *prose) section(i, j int, moved bool) Section {
	s := Section{Old: i, New: j, Moved: moved}
	if i >= 0 {
		s.Heading, s.OldHeading, s.Level, s.Part = p.old[i].heading, p.old[i].heading, p.old[i].level, partOf(p.old, i)
	}
	if j >= 0 {
		s.Heading, s.Level, s.Part = p.new[j].heading, p.new[j].level, partOf(p.new, j)
	}
	if i >= 0 && p.same[i] {
		s.Hunks = []Hunk{{Op: Equal, Text: p.old[i].text()}}
		return s
	}
	var olds, news []piece
	if i >= 0 {
		olds = p.olds[i]
	}
	if j >= 0 {
		news = p.news[j]
	}
	var w hunks
	from, to := 0, 0
	upTo := func(oldEnd, newEnd int) {
		for ; from < oldEnd; from++ {
			w.add(Delete, olds[from].text, olds[from].moved)
		}
		for ; to < newEnd; to++ {
			w.add(Insert, news[to].text, news[to].moved)
		}
	}
	for k, x := range olds {
		if x.mate < 0 {
			continue
		}
		upTo(k, x.mate)
		if x.changed {
			for _, h := range characters(x.text, news[x.mate].text) {
				w.add(h.Op, h.Text, 0)
			}
		} else {
			w.add(Equal, x.text, 0)
		}
		from, to = k+1, x.mate+1
	}
	upTo(len(olds), len(news))
	s.Hunks = w.end()
	return s
}

// places says of each move where it goes to.
func (p *prose) places(all []Section) {
	to := make([]Place, p.moves+1)
	for _, s := range all {
		at := 0
		for _, h := range s.Hunks {
			if h.Op == Arrive {
				to[h.Moved] = Place{s.New, s.Heading, at}
			}
			if h.Op == Equal || h.Op == Insert || h.Op == Arrive {
				at += utf8.RuneCountInString(h.Text)
			}
		}
	}
	for _, s := range all {
		for k, h := range s.Hunks {
			if h.Op == Move {
				place := to[h.Moved]
				s.Hunks[k].To = &place
			}
		}
	}
}

// hunks collects hunks. Between two equal ones it writes first what is gone, then
// what is new.
type hunks struct{ all, gone, come []Hunk }

func (w *hunks) add(op Op, text string, moved int) {
	if text == "" {
		return
	}
	switch op {
	case Equal:
		w.flush()
		w.all = appendHunk(w.all, Hunk{Op: Equal, Text: text})
	case Delete:
		if moved > 0 {
			op = Move
		}
		w.gone = appendHunk(w.gone, Hunk{Op: op, Text: text, Moved: moved})
	case Insert:
		if moved > 0 {
			op = Arrive
		}
		w.come = appendHunk(w.come, Hunk{Op: op, Text: text, Moved: moved})
	}
}

func (w *hunks) flush() {
	w.all = append(append(w.all, w.gone...), w.come...)
	w.gone, w.come = nil, nil
}

func (w *hunks) end() []Hunk {
	w.flush()
	return w.all
}

func appendHunk(all []Hunk, h Hunk) []Hunk {
	if n := len(all); n > 0 && all[n-1].Op == h.Op && all[n-1].Moved == h.Moved {
		all[n-1].Text += h.Text
		return all
	}
	return append(all, h)
}
