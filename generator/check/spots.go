package check

import (
	"slices"
	"sync"
	"unicode/utf8"

	"gongkai/generator/markdown"
)

// A spot is a place in the text where a word stands that some rule waits for. All
// rules share one pass over the text: most find nothing, and a pass for each would
// take most of their time.
type spot struct {
	topic    topic
	word     uint8 // its number among the words of the topic
	passage  *markdown.Passage
	at, end  int // byte offsets in the passage
	sequence int // of the passage in the text
}

// A topic is what a word is waited for.
type topic uint8

// The topics, in the order of topicWords.
const (
	yearTopic topic = iota
	monthTopic
	referenceTopic
	templateTopic
	genericTopic
	secretTopic

	// Of these it matters only which passages have them.
	aheadTopic
	periodTopic
	concernTopic
	adviceTopic
	selfTopic

	topicCount = iota
)

// A passage has a bit for each topic.
const _ = uint16(1) << (topicCount - 1)

// topicWords are the words of the topics. White space within a word and the kind
// of brackets do not matter.
func topicWords() [topicCount][]string {
	return [topicCount][]string{
		yearTopic:      {"年"},
		monthTopic:     {"月", "12.31", "12-31", "12/31"},
		referenceTopic: references().words,
		templateTopic:  remainWords(),
		genericTopic:   everywhere,
		secretTopic:    secretWords,
		aheadTopic:     slices.Concat(aheadWords, aheadBeginnings),
		periodTopic:    periodWords,
		concernTopic:   concernWords(),
		adviceTopic:    slices.Concat(advice...),
		selfTopic:      selfWords,
	}
}

// spots gives the spots of the text in its order.
func (s *Subject) spots() []spot {
	if s.spotted == nil {
		s.spotted = make([]spot, 0, 128)
		s.topics = make([]uint16, len(s.Prose.Passages))
		words := lookout()
		for i := range s.Prose.Passages {
			p := &s.Prose.Passages[i]
			words.each(p.Text, func(w *watched, at, end int) {
				s.topics[i] |= 1 << w.topic
				if w.topic < aheadTopic {
					s.spotted = append(s.spotted, spot{w.topic, w.word, p, at, end, i})
				}
			})
		}
	}
	return s.spotted
}

// touches says that a passage, by its number, may have a word of a topic.
func (s *Subject) touches(t topic, passage int) bool {
	s.spots()
	return s.topics[passage]&(1<<t) != 0
}

// A lexicon finds words in one pass.
type lexicon struct {
	some  [lowBits + 1]bool      // by the low bits of characters: some word may begin so
	words [lowBits + 1][]watched // that do
}

// lowBits are the bits of a character that the last two of its three bytes tell.
const lowBits = 1<<12 - 1

// watched is a word of a topic.
type watched struct {
	topic topic
	word  uint8
	first rune
	rest  []rune // behind it
}

var lookout = sync.OnceValue(func() *lexicon {
	words := topicWords()
	return newLexicon(words[:])
})

func newLexicon(topics [][]string) *lexicon {
	x := &lexicon{}
	for t, words := range topics {
		for i, w := range words {
			runes := []rune(w)
			for j := range runes {
				runes[j] = foldBracket(runes[j])
			}
			for _, r := range append(bracketsLike(runes[0]), runes[0]) {
				x.some[r&lowBits] = true
				x.words[r&lowBits] = append(x.words[r&lowBits], watched{topic(t), uint8(i), r, runes[1:]})
			}
		}
	}
	return x
}

// each calls found for the places of the words in a text; where several begin at
// one place, for each.
func (x *lexicon) each(text string, found func(w *watched, at, end int)) {
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		switch {
		case r < utf8.RuneSelf:
		case r>>4 == 0xe && at+2 < len(text): // nearly always
			low := rune(text[at+1]&0x3f)<<6 | rune(text[at+2]&0x3f)
			r, size = (r&0xf)<<12|low, 3
		default:
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if x.some[r&lowBits] {
			words := x.words[r&lowBits]
			for i := range words {
				if words[i].first != r {
					continue
				}
				if end, ok := matches(text, at+size, words[i].rest); ok {
					found(&words[i], at, end)
				}
			}
		}
		at += size
	}
}

// matches says that a text goes on with a word, and where that ends.
func matches(text string, at int, word []rune) (end int, ok bool) {
	for _, want := range word {
		r, size := utf8.DecodeRuneInString(text[at:])
		for blankRune(r) {
			at += size
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if size == 0 || foldBracket(r) != want {
			return 0, false
		}
		at += size
	}
	return at, true
}

func blankRune(r rune) bool { return r == ' ' || r == '\t' || r == '\u00a0' || r == '\u3000' }

// foldBracket makes one bracket of all: document numbers are written in 〔〕, [],
// （） and others.
func foldBracket(r rune) rune {
	switch r {
	case '〔', '[', '［', '（', '(', '【', '﹝':
		return '〔'
	case '〕', ']', '］', '）', ')', '】', '﹞':
		return '〕'
	}
	return r
}

// bracketsLike gives the other brackets that foldBracket makes one with this.
func bracketsLike(r rune) []rune {
	if r == '〔' {
		return []rune("[［（(【﹝")
	}
	return nil
}
