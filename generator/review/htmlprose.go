package review

import (
	"fmt"
	"strings"

	"gongkai/generator/compare"
)

// A strip is a line of a text, made of pieces that stayed, came, went or moved.
type strip struct {
	pieces  []compare.Hunk
	differs bool
}

// sections writes what differs in a text: the paragraphs with changes, those beside
// them, and how many were left out between.
func (p *page) sections(sections []compare.Section) {
	for i := range sections {
		s := &sections[i]
		stop := ""
		if !differ(s.Hunks) {
			stop = p.stop() // only its place changed
		}
		fmt.Fprintf(&p.b, "<h3%s>%s</h3>\n", stop, escaped(p.section(s)))
		if differ(s.Hunks) {
			p.b.WriteString(`<div class="changed">` + "\n")
			p.strips(strips(s.Hunks))
			p.b.WriteString("</div>\n")
		}
	}
}

// strips cuts hunks into lines. A heading that stayed was said.
func strips(hunks []compare.Hunk) []strip {
	all := []strip{{}}
	for _, h := range withBreaks(hunks) {
		for i, text := range strings.Split(h.Text, "\n") {
			if i > 0 {
				all = append(all, strip{})
			}
			if text == "" {
				continue
			}
			last := &all[len(all)-1]
			piece := h
			piece.Text = text
			last.pieces = append(last.pieces, piece)
			last.differs = last.differs || h.Op != compare.Equal
		}
	}
	if first := all[0]; len(first.pieces) == 1 && !first.differs && strings.HasPrefix(first.pieces[0].Text, "#") {
		all = all[1:]
	}
	return all
}

func (p *page) strips(all []strip) {
	near := func(i int) bool { return i >= 0 && i < len(all) && all[i].differs }
	left := 0
	gap := func() {
		if left > 0 {
			p.note("gap", p.say("…… %d 段没有改动 ……", "… %d paragraphs unchanged …", left))
		}
		left = 0
	}
	for i, s := range all {
		switch {
		case len(s.pieces) == 0:
		case near(i-1) || near(i) || near(i+1):
			gap()
			p.strip(&s)
		default:
			left++
		}
	}
	gap()
}

// strip writes a line.
func (p *page) strip(s *strip) {
	stop := ""
	if s.differs {
		stop = p.stop()
	}
	fmt.Fprintf(&p.b, "<p%s>", stop)
	for _, h := range s.pieces {
		text := escaped(h.Text)
		switch h.Op {
		case compare.Delete:
			fmt.Fprintf(&p.b, `<del><span class="unseen">%s</span>%s</del>`, p.say("删去：", "removed: "), text)
		case compare.Insert:
			fmt.Fprintf(&p.b, `<ins><span class="unseen">%s</span>%s</ins>`, p.say("新增：", "added: "), text)
		case compare.Move:
			fmt.Fprintf(&p.b, `<span class="away">%s</span> <span class="to">⇢ %s</span> `, text, escaped(p.say("原样移到“%s”", "moved as it is to %q", h.To.Heading)))
		case compare.Arrive:
			fmt.Fprintf(&p.b, `<span class="here">%s</span> <span class="to">⇠ %s</span> `, text, p.say("从别处原样移来", "moved here as it was"))
		default:
			p.b.WriteString(text)
		}
	}
	p.b.WriteString("</p>\n")
}
