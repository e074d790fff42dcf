package review

import (
	"strings"

	"gongkai/generator/compare"
)

// sections writes what differs in a text: what went as {-…-}, what came as {+…+},
// so that it can be read too where a forge shows no <del> and <ins>.
func (c comment) sections(b *strings.Builder, sections []compare.Section) {
	var rows [][]string
	for i := range sections {
		s := &sections[i]
		rows = append(rows, []string{harmless(c.section(s), valueLimit), c.hunks(s.Hunks)})
	}
	c.rows(b, []string{c.say("部分", "section"), c.say("改动", "change")}, rows)
}

// hunks writes what differs in a text with a little of what stands beside it, as far
// as a comment should show it.
func (c comment) hunks(hunks []compare.Hunk) string {
	if !differ(hunks) {
		return ""
	}
	var b strings.Builder
	room := proseLimit
	for i, h := range withBreaks(hunks) {
		if room <= 0 {
			b.WriteString(" …… " + c.say("（还有改动，见网页）", "(more, see the page)"))
			break
		}
		text := h.Text
		if h.Op == compare.Equal {
			text = beside(h.Text, i == 0, i > 0, i < len(hunks)-1)
		}
		open, end := c.around(&h)
		for j, line := range strings.Split(text, "\n") {
			if j > 0 {
				b.WriteString("<br>")
			}
			if line == "" {
				continue
			}
			b.WriteString(open + blanks(line, harmless(line, max(room, 20))) + end)
			room -= len([]rune(line))
		}
	}
	text := b.String()
	for strings.HasPrefix(text, "<br>") {
		text = text[len("<br>"):]
	}
	return strings.TrimSuffix(text, "<br>")
}

// around gives what stands around a piece of a text.
func (c comment) around(h *compare.Hunk) (open, end string) {
	switch h.Op {
	case compare.Delete:
		return "<del>{-", "-}</del>"
	case compare.Insert:
		return "<ins>{+", "+}</ins>"
	case compare.Move:
		return "{&#62;", " " + c.say("移到", "moved to") + " “" + harmless(h.To.Heading, nameLimit) + "”&#62;}"
	case compare.Arrive:
		return "{&#60;", " " + c.say("移来", "moved here") + "&#60;}"
	}
	return "", ""
}

// blanks puts back the blanks at the ends of a piece, which stand between it and its neighbours.
func blanks(text, written string) string {
	if strings.HasPrefix(text, " ") {
		written = " " + written
	}
	if strings.HasSuffix(text, " ") && strings.TrimSpace(text) != "" {
		written += " "
	}
	return written
}
