// Package suggest makes what the search needs to suggest a query near one that
// finds nothing. Suggestions stand apart from results: no result is ever made of one.
//
//	var v suggest.Vocabulary
//	v.Add(suggest.Short, "商务局", "", 12)
//	files := v.Files()                   // the first is the script that loads the others
//
// # Suggestions
//
// The words are those of the archive: names of agencies, kinds, catalogue nodes and
// plain pages, keywords, headings and labels of tables. Near a term are, the best first:
//
//   - for letters: what they spell in pinyin, in full (shangwuju, shang wu ju) or by
//     initials (swj), of a whole word, its end or its beginning;
//   - characters that sound the same (教育句, 上午局), two that changed places, one that
//     lacks or is too many, one that is wrong; also in a part of the term;
//   - only when there is nothing nearer: the longest known beginning or end of the
//     term, if it is half of it or more;
//   - of several terms, what is found without the one that is found nowhere, or without
//     all such where nothing is nearer; where each is found but not all together,
//     without one of them.
//
// Each is looked up in the index and told with its number of hits; what has none is
// not told. There are five at most.
//
// # Files
//
// Version 1. All are scripts that call gongkai.part, below search/, and are loaded
// only when a query found nothing. CHECK is of the content, as with the index.
//
//	near-CHECK.js    the code, with the names of the other two
//	pinyin-CHECK.js  {"version": 1, "sounds": "a阿啊…\nai爱哀…\n…"}: the reading of each
//	                 common character (GB/T 2312), the same for all archives
//	words-CHECK.js   {"version": 1, "words": "…"}: a line per word, what is likely meant
//	                 first: the folded word; after a tab the readings of its
//	                 characters, where they are not those of the file above (zhang zi
//	                 xian; - for none); after another tab the word as written, where
//	                 folding changed it
//
// words-CHECK.js has at most Limit bytes; the rarest words of the last sort are left
// out first.
package suggest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/bits"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/pagetext"
	"gongkai/generator/pinyin"
)

// Version is that of the format of the files.
const Version = 1

// Limit is the most bytes that the words may have.
const Limit = 120 << 10

// A Sort says what a word is.
type Sort uint8

// The sorts, those that are likely meant first.
const (
	Short   Sort = iota // of an agency
	Name                // of an agency
	Group               // a kind of agencies, a node of the catalogue, the title of a plain page
	Keyword             // 主题词
	Heading             // of a section
	Label               // of a row or column of a table
)

// A Vocabulary is the words of an archive. The zero Vocabulary is empty. Its methods
// may be called from several goroutines.
type Vocabulary struct {
	mu       sync.Mutex
	words    map[string]*word // by folded text
	headings map[string]*int  // how often, by folded text as it stands
	buffer   []byte
}

type word struct {
	text     string // folded
	written  string
	readings string
	sort     Sort
	weight   int
}

// Add adds a word. readings are those of its characters with blanks between them, ""
// for the usual ones. Weight says how often it is there; of words of one sort the
// weightier ones come first, by powers of two.
func (v *Vocabulary) Add(sort Sort, text, readings string, weight int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.add(sort, text, readings, weight)
}

// Heading adds a folded heading of a page. It may be called for very many.
func (v *Vocabulary) Heading(units []uint16) {
	if len(units) > longest+5 {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.buffer = v.buffer[:0]
	for _, r := range utf16.Decode(units) {
		v.buffer = append(v.buffer, string(r)...)
	}
	n, ok := v.headings[string(v.buffer)]
	if !ok {
		if v.headings == nil {
			v.headings = map[string]*int{}
		}
		n = new(int)
		v.headings[string(v.buffer)] = n
	}
	*n++
}

const shortest, longest = 2, 32 // characters of a word

// ordinal is what stands before a heading or a label: 一、 （二） 3. 第一章
var ordinal = regexp.MustCompile(`^(?:[(（][一二三四五六七八九十0-9]+[)）]|(?:[一二三四五六七八九十]+|[0-9]+)[、.．,，]|第[一二三四五六七八九十]+[章节部]分?)\s*`)

func (v *Vocabulary) add(sort Sort, text, readings string, weight int) {
	text = strings.TrimSpace(text)
	if sort == Heading || sort == Label {
		text = ordinal.ReplaceAllString(text, "")
		if at := strings.IndexAny(text, "(（:："); at > 0 {
			text = text[:at]
		}
	}
	folded := pagetext.FoldString(text)
	n := len(utf16.Encode([]rune(folded)))
	if n < shortest || n > longest || n != len([]rune(folded)) || strings.ContainsAny(text, "\t\n\r\"") || !strings.ContainsFunc(folded, unicode.IsLetter) {
		return
	}
	if v.words == nil {
		v.words = map[string]*word{}
	}
	w := v.words[folded]
	if w == nil {
		w = &word{text: folded, sort: sort, written: text}
		v.words[folded] = w
	}
	if sort < w.sort || sort == w.sort && text < w.written {
		w.written = text // not what came first: words come in any order
	}
	w.sort = min(w.sort, sort)
	w.weight += weight
	if count(readings) == n && (w.readings == "" || readings < w.readings) {
		w.readings = readings
	}
}

func count(readings string) int { return len(strings.Fields(readings)) }

// A File is a file below search/.
type File struct {
	Name string
	Data []byte
}

//go:embed suggest.js
var script []byte

// Files gives the files, first the one that loads the others.
func (v *Vocabulary) Files() []File {
	v.mu.Lock()
	defer v.mu.Unlock()
	words := file("words", map[string]any{"version": Version, "words": v.text()})
	sounds := soundsFile()
	names, err := json.Marshal(map[string]string{"words": words.Name, "pinyin": sounds.Name})
	if err != nil {
		panic(err) // strings only
	}
	code := bytes.Replace(script, []byte("{} /* the files */"), names, 1)
	return []File{{"near-" + checkOf(code) + ".js", code}, words, sounds}
}

// text gives the words, one a line.
func (v *Vocabulary) text() string {
	for heading, n := range v.headings {
		if *n > 1 { // one that stands in one report is no word of the archive
			v.add(Heading, heading, "", *n)
		}
	}
	v.headings = nil
	all := make([]*word, 0, len(v.words))
	for _, w := range v.words {
		all = append(all, w)
	}
	// By how often in powers of two, so that one report more rarely changes the order.
	slices.SortFunc(all, func(a, b *word) int {
		return cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(bits.Len(uint(b.weight)), bits.Len(uint(a.weight))), cmp.Compare(a.text, b.text))
	})
	var out strings.Builder
	size := len(`gongkai.part("words",{"version":1,"words":""});`) + 1
	for _, w := range all {
		line := w.line()
		if size += len(line) + len(`\n`) + strings.Count(line, "\t"); size > Limit {
			break
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(line)
	}
	return out.String()
}

func (w *word) line() string {
	given := strings.ToLower(strings.Join(strings.Fields(w.readings), " "))
	if given == "" {
		given = readingsOf(pinyin.Readings(w.text))
	}
	usual := make([]string, 0, longest)
	for _, r := range w.text {
		usual = append(usual, soundOf(r))
	}
	fields := []string{w.text, "", ""}
	if given != readingsOf(usual) {
		fields[1] = given
	}
	if w.written != w.text {
		fields[2] = w.written
	}
	return strings.TrimRight(strings.Join(fields, "\t"), "\t")
}

// readingsOf writes readings with a sign for those that are empty.
func readingsOf(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = cmp.Or(s, "-")
	}
	return strings.Join(out, " ")
}

// soundOf gives the reading that the browser knows of a character.
func soundOf(r rune) string {
	if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
		return string(r)
	}
	return sounds()[r]
}

var letters = regexp.MustCompile(`^[a-z]+$`)

// sounds are the readings of the characters of GB/T 2312, which are in its rows 16
// to 87.
var sounds = sync.OnceValue(func() map[rune]string {
	all := map[rune]string{}
	for row := byte(0xB0); row <= 0xF7; row++ {
		for cell := byte(0xA1); cell <= 0xFE; cell++ {
			text, err := simplifiedchinese.GB18030.NewDecoder().Bytes([]byte{row, cell})
			r := []rune(string(text))
			if err != nil || len(r) != 1 || !unicode.Is(unicode.Han, r[0]) {
				continue
			}
			if s := pinyin.Readings(string(r)); letters.MatchString(s[0]) && pagetext.FoldString(string(r)) == string(r) {
				all[r[0]] = s[0]
			}
		}
	}
	return all
})

var soundsFile = sync.OnceValue(func() File {
	by := map[string][]rune{}
	for r, s := range sounds() {
		by[s] = append(by[s], r)
	}
	var lines []string
	for s, characters := range by {
		slices.Sort(characters)
		lines = append(lines, s+string(characters))
	}
	slices.Sort(lines)
	return file("pinyin", map[string]any{"version": Version, "sounds": strings.Join(lines, "\n")})
})

func file(name string, value any) File {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		panic(err) // strings and numbers only
	}
	data := fmt.Appendf(nil, "gongkai.part(%q,%s);\n", name, bytes.TrimSpace(text.Bytes()))
	return File{name + "-" + checkOf(data) + ".js", data}
}

func checkOf(data []byte) string {
	sum := sha256.Sum256(data)
	return base64.RawURLEncoding.EncodeToString(sum[:3])
}
