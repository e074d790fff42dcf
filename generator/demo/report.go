package demo

import (
	"bytes"
	"fmt"
)

// report writes the file of one report.
func (w *world) report(out *bytes.Buffer, a agency, year int, p papers, f *figures) {
	front{out, a, year, &p, f, w.styleOf(a)}.write()
	w.body(out, a, year, &p, f)
}

// The least and greatest length of a text, in characters.
const (
	shortest = 1_500
	longest  = 4_000
)

func (w *world) body(out *bytes.Buffer, a agency, year int, p *papers, f *figures) {
	d := newDice(w.seed, a.number, forText, year)
	t := &text{
		dice: d, prose: w.prose, agency: a, year: year, papers: p, figures: f,
		variant: f.form.variant(), self: selfOf(a.nameIn(year)), habits: newDice(w.seed, a.number, forText, 0).habits(),
		out: out, topics: d.Perm(len(a.post.topics)), used: map[*part]bool{},
	}
	characters := d.between(shortest, longest)
	for _, s := range f.form.outline {
		t.line("## %s", s.heading)
		s.write(t, characters*s.share/100)
	}
	if bytes.Contains(out.Bytes(), []byte("[^1]")) {
		t.line("[^1]: 同一信息通过不同渠道公开的，计1条。")
	}
	out.Truncate(len(bytes.TrimRight(out.Bytes(), "\n")) + 1)
}

// listName is the name of the attachment that some reports have.
const listName = "主动公开事项清单.txt"

// list writes that attachment.
func (a agency) list(out *bytes.Buffer, year int) {
	fmt.Fprintf(out, "%s%d年主动公开事项清单\n\n", a.nameIn(year), year)
	for i, topic := range a.post.topics {
		fmt.Fprintf(out, "%d. %s（责任机构：%s）\n", i+1, topic, offices[(i+year)%len(offices)])
	}
}
