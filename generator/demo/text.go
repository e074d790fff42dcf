package demo

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A text is the Markdown of one report while it is written.
type text struct {
	dice
	prose   prose
	agency  agency
	year    int
	papers  *papers
	figures *figures
	variant string // of the groups of phrases
	self    string // how the agency speaks of itself
	habits  habits

	out       *bytes.Buffer
	paragraph []byte
	topics    []int // order in which the agency's topics come
	nextTopic int
	nth       int            // of the problem or measure
	used      map[*part]bool // phrases, by their first part
}

// habits are what an agency does the same way every year.
type habits struct {
	wrapped    bool // lines end after 40 characters or so, and not with the paragraph
	headings   bool // sections are divided by headings, else by 一是, 二是
	listed     bool // measures are a list
	references bool // figures are references to cells
}

func (d dice) habits() habits {
	return habits{wrapped: d.oneIn(10), headings: !d.oneIn(3), listed: d.oneIn(2), references: d.oneIn(2)}
}

// selves are the endings of names and how bodies with such a name call
// themselves.
var selves = []struct{ ending, self string }{
	{"办事处", "本街道"}, {"委员会", "我委"}, {"办公室", "我办"}, {"公司", "本公司"}, {"政府", "本级政府"},
	{"医院", "本院"}, {"中心", "本中心"}, {"局", "我局"}, {"镇", "本镇"}, {"乡", "本乡"},
}

func selfOf(name string) string {
	for _, s := range selves {
		if strings.HasSuffix(name, s.ending) {
			return s.self
		}
	}
	return "本机关"
}

func (t *text) add(s string)                 { t.paragraph = append(t.paragraph, s...) }
func (t *text) addf(format string, v ...any) { t.paragraph = fmt.Appendf(t.paragraph, format, v...) }
func (t *text) number(n int)                 { t.paragraph = strconv.AppendInt(t.paragraph, int64(n), 10) }

func (t *text) phrase(p phrase) {
	for _, part := range p {
		part(t)
	}
}

// fact writes a figure: as a reference to its cell where the agency does so and
// one cell has it.
func (t *text) fact(f fact) {
	if source := t.figures.form.sources[f]; len(source) == 1 && t.habits.references && t.oneIn(2) {
		t.addf(":cell{%s}", source[0].name)
		return
	}
	t.number(t.figures.facts[f])
}

// topic gives the agency's topics in turn.
func (t *text) topic() string {
	i := t.topics[t.nextTopic%len(t.topics)]
	t.nextTopic++
	return t.agency.post.topics[i]
}

// end writes the paragraph out.
func (t *text) end() {
	if len(t.paragraph) == 0 {
		return
	}
	if t.habits.wrapped {
		t.paragraph = wrap(t.paragraph)
	}
	t.out.Write(t.paragraph)
	t.out.WriteString("\n\n")
	t.paragraph = t.paragraph[:0]
}

// line writes a paragraph that is not wrapped: a heading, a directive.
func (t *text) line(format string, v ...any) {
	fmt.Fprintf(t.out, format+"\n\n", v...)
}

// lineLength is the number of characters after which a wrapped line ends at the
// next comma or stop.
const lineLength = 36

// wrap breaks the lines of a paragraph.
func wrap(paragraph []byte) []byte {
	wrapped, length := make([]byte, 0, len(paragraph)+16), 0
	for i, r := range string(paragraph) {
		wrapped = utf8.AppendRune(wrapped, r)
		length++
		last := i+utf8.RuneLen(r) == len(paragraph)
		if length >= lineLength && (r == '，' || r == '；' || r == '。') && !last && paragraph[i+utf8.RuneLen(r)] != '*' {
			wrapped, length = append(wrapped, '\n'), 0
		}
	}
	return wrapped
}

// next gives a phrase of a group that the text does not have yet.
func (t *text) next(group string) (phrase, bool) {
	phrases := t.prose.group(group, t.variant)
	first := t.IntN(max(1, len(phrases)))
	for i := range phrases {
		p := phrases[(first+i)%len(phrases)]
		if !t.used[&p[0]] {
			t.used[&p[0]] = true
			return p, true
		}
	}
	return nil, false
}

// sentence adds a phrase of a group to the paragraph, if one is left.
func (t *text) sentence(group string) bool {
	p, ok := t.next(group)
	if ok {
		t.phrase(p)
	}
	return ok
}

// paragraphs writes phrases of a group until there are enough characters, or no
// more phrases.
func (t *text) paragraphs(group string, characters int) {
	for more, written := true, 0; more && written < characters; {
		for range t.between(1, 3) {
			if more = more && t.sentence(group); !more {
				break
			}
		}
		written += utf8.RuneCount(t.paragraph)
		t.end()
	}
}
