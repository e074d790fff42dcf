package review

import (
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/findings"
)

// around is how many characters of equal text are shown beside what differs.
const around = 16

func (t *terminal) sections(sections []compare.Section) {
	for _, s := range sections {
		t.line(1, "%s", findings.Clean(t.section(&s)))
		if text := t.hunks(s.Hunks); text != "" {
			for line := range strings.SplitSeq(text, "\n") {
				t.line(2, "%s", line)
			}
		}
	}
}

// hunks writes what differs in a text, with a little of what stands beside it.
func (t *terminal) hunks(hunks []compare.Hunk) string {
	if !differ(hunks) {
		return ""
	}
	var b strings.Builder
	for i, h := range hunks {
		switch h.Op {
		case compare.Equal:
			if i == 0 && strings.HasPrefix(h.Text, "#") {
				_, h.Text, _ = strings.Cut(h.Text, "\n") // the heading was said
			}
			b.WriteString(shorten(h.Text, i > 0, i < len(hunks)-1))
		case compare.Delete:
			b.WriteString(t.mark(red, "{-", h.Text, "-}"))
		case compare.Insert:
			b.WriteString(t.mark(green, "{+", h.Text, "+}"))
		case compare.Move:
			b.WriteString(t.mark(blue, "{>", h.Text, t.say(" 移到“%s”>}", " moved to %q>}", h.To.Heading)))
		case compare.Arrive:
			b.WriteString(t.mark(blue, "{<", h.Text, t.say(" 移来<}", " moved here<}")))
		}
	}
	return strings.Trim(b.String(), "\n")
}

// mark writes a changed text, each line with marks of its own.
func (t *terminal) mark(colour, open, text, end string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = t.paint(colour, open+findings.Clean(line)+findings.Clean(end))
		}
	}
	return strings.Join(lines, "\n")
}

// shorten leaves of an equal text what stands beside changes before and behind it.
func shorten(text string, before, behind bool) string {
	runes := []rune(text)
	if len(runes) <= 2*around {
		return lined(text)
	}
	start, end, gap := "", "", "…"
	if before {
		start, _, _ = strings.Cut(string(runes[:around]), "\n")
	}
	if behind {
		end = string(runes[len(runes)-around:])
		end = end[strings.LastIndexByte(end, '\n')+1:]
	}
	if before && behind && strings.Contains(text, "\n") {
		gap = "…\n…"
	}
	return lined(start + gap + end)
}

// lined cleans a text and keeps its lines.
func lined(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = findings.Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}

