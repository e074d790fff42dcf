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
	for i, h := range withBreaks(hunks) {
		switch h.Op {
		case compare.Equal:
			b.WriteString(lined(beside(h.Text, i == 0, i > 0, i < len(hunks)-1)))
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

// beside gives what is shown of an equal text: of the first one not the heading,
// which was said.
func beside(text string, first, before, behind bool) string {
	if first && strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return shorten(text, before, behind)
}

// shorten leaves of an equal text what stands beside changes before and behind it.
func shorten(text string, before, behind bool) string {
	runes := []rune(text)
	if len(runes) <= 2*around {
		return text
	}
	start, end, gap := "", "", "…"
	if before {
		start, _, _ = strings.Cut(string(runes[:around]), "\n")
	}
	if behind {
		// The line feed at the end tells a new paragraph from a new sentence.
		last, feed := string(runes[len(runes)-around:]), ""
		if strings.HasSuffix(last, "\n") {
			last, feed = last[:len(last)-1], "\n"
		}
		end = last[strings.LastIndexByte(last, '\n')+1:] + feed
	}
	if before && behind && strings.Contains(text, "\n") {
		gap = "…\n…"
	}
	return start + gap + end
}

// lined cleans a text and keeps its lines.
func lined(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = findings.Clean(lines[i])
	}
	return strings.Join(lines, "\n")
}
