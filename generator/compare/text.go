package compare

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A section is a heading with the blocks below it, each ending in a line feed.
type section struct {
	level   int
	heading string
	blocks  []string // the heading is the first
}

func (s *section) text() string { return strings.Join(s.blocks, "") }

// Text gives a Markdown text in the form in which texts are compared: one block
// on each line, without what means nothing. Differences are between such texts.
func Text(body string) string {
	var b strings.Builder
	for _, s := range sections(body) {
		b.WriteString(s.text())
	}
	return b.String()
}

// sections cuts a text into sections.
func sections(body string) []section {
	var all []section
	for _, b := range blocks(body) {
		level, heading := headingOf(b)
		if level > 0 || len(all) == 0 {
			all = append(all, section{level: level, heading: heading})
		}
		last := &all[len(all)-1]
		last.blocks = append(last.blocks, b)
	}
	return all
}

// headingOf reads a block that is a heading; the level is 0 for any other.
func headingOf(block string) (level int, heading string) {
	for level < len(block) && block[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level < len(block) && block[level] != ' ' && block[level] != '\n' {
		return 0, ""
	}
	return level, strings.TrimSpace(block[level:])
}

var (
	headingStart  = regexp.MustCompile(`^(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$`)
	setextLine    = regexp.MustCompile(`^(=+|-+)[ \t]*$`)
	breakLine     = regexp.MustCompile(`^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$`)
	itemStart     = regexp.MustCompile(`^([-*+]|\d{1,9}[.)])(?:([ \t]+)(.*)|)$`)
	fenceStart    = regexp.MustCompile("^(`{3,}|~{3,})(.*)$")
	delimiterLine = regexp.MustCompile(`^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$`)
	ownLine       = regexp.MustCompile(`^(?:::|\[[^\]]+\]:|<)`) // directives, definitions of links and footnotes, mark-up
)

// A blockReader cuts Markdown into blocks. It knows as much of Markdown as it
// takes to see what a line break and an indent mean; where it is in doubt a line
// stays as it is, so that a change is rather shown than lost.
type blockReader struct {
	blocks []string
	open   bool  // the last block is a paragraph or an item that a line can continue
	indent []int // of the text of the items that are open
	listed bool  // an item was open before the line at hand
	table  bool  // the last block is a line of a table
}

// blocks gives the blocks of a text, each with a line feed at its end.
func blocks(body string) []string {
	body = strings.TrimPrefix(body, "\ufeff")
	body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\r", "\n")
	lines := strings.Split(strings.ReplaceAll(body, breaking, "\ufffd"), "\n")
	var r blockReader
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if strings.Trim(line, " \t") == "" {
			r.open, r.table = false, false
			continue
		}
		width, rest := indentOf(line)
		r.listed = len(r.indent) > 0
		if !r.open || itemStart.MatchString(rest) {
			for len(r.indent) > 0 && width < r.indent[len(r.indent)-1] {
				r.indent = r.indent[:len(r.indent)-1]
			}
		}
		base := 0
		if len(r.indent) > 0 {
			base = r.indent[len(r.indent)-1]
		}
		if !r.open && width >= base+4 {
			i = r.code(lines, i, base+4) // indented code
			continue
		}
		if m := fenceStart.FindStringSubmatch(rest); m != nil && !(m[1][0] == '`' && strings.Contains(m[2], "`")) {
			i = r.fence(lines, i, width, m[1])
			continue
		}
		r.line(lines, i, width, rest)
	}
	for i, b := range r.blocks {
		r.blocks[i] = strings.ReplaceAll(b, breaking, "")
	}
	return r.blocks
}

// indentOf gives the width of the blanks at the beginning of a line, a tab up to
// the next multiple of 4, and the line without the blanks at its ends; two blanks
// at the end are given as breaking.
func indentOf(line string) (width int, rest string) {
	at := 0
	for ; at < len(line) && (line[at] == ' ' || line[at] == '\t'); at++ {
		if line[at] == '\t' {
			width += 4 - width%4
		} else {
			width++
		}
	}
	rest = line[at:]
	trimmed := strings.TrimRight(rest, " \t")
	if strings.HasSuffix(rest, "  ") {
		trimmed += breaking
	}
	return width, trimmed
}

// breaking stands for blanks at the end of a line that break it in print, if
// another follows. It is in no text: NUL is replaced before.
const breaking = "\x00"

// line reads a line that is neither empty nor code.
func (r *blockReader) line(lines []string, i, width int, rest string) {
	plain := strings.TrimSuffix(rest, breaking)
	if r.open && !r.quoted() && setextLine.MatchString(plain) {
		last := &r.blocks[len(r.blocks)-1]
		if len(r.indent) == 0 && !strings.Contains(*last, "\\\n") {
			mark := "# "
			if plain[0] == '-' {
				mark = "## "
			}
			*last = mark + *last
			r.open = false
			return
		}
	}
	switch m := headingStart.FindStringSubmatch(plain); {
	case m != nil:
		r.add(strings.TrimRight(m[1]+" "+blanks(m[2]), " "))
	case breakLine.MatchString(plain):
		r.add("---")
	case strings.HasPrefix(rest, ">"):
		text := strings.TrimLeft(strings.TrimPrefix(rest, ">"), " \t")
		if r.open && r.quoted() && plainText(text) {
			r.join(text)
		} else {
			r.add("> " + blanks(text))
			r.open = text != "" && plainText(text)
		}
	case r.table || tableRow(rest) && (i+1 < len(lines) && isDelimiter(lines[i+1])):
		if !tableRow(rest) && !strings.HasPrefix(rest, "|") {
			r.table = false
			r.paragraph(rest)
			return
		}
		r.add(row(rest))
		r.table = true
	case ownLine.MatchString(rest):
		r.add(blanks(rest))
		r.open = strings.HasPrefix(rest, "[^")
	default:
		if m := itemStart.FindStringSubmatch(rest); m != nil && !(r.open && !r.listed && (m[3] == "" || m[1][0] >= '0' && m[1][0] <= '9' && m[1] != "1." && m[1] != "1)")) {
			r.item(width, m)
			return
		}
		r.paragraph(rest)
	}
}

// item begins an item of a list.
func (r *blockReader) item(width int, m []string) {
	mark := m[1]
	if len(mark) == 1 {
		mark = "-"
	}
	text := strings.Repeat("  ", len(r.indent)) + mark + " " + blanks(m[3])
	r.add(strings.TrimRight(text, " "))
	gap := len(m[2])
	if gap < 1 || gap > 4 || m[3] == "" {
		gap = 1
	}
	r.indent = append(r.indent, width+len(m[1])+gap)
	r.open = true
}

// paragraph begins a paragraph or continues one.
func (r *blockReader) paragraph(text string) {
	if r.open {
		r.join(text)
		return
	}
	r.add(strings.Repeat("  ", len(r.indent)) + blanks(text))
	r.open = true
}

func (r *blockReader) add(text string) {
	r.blocks = append(r.blocks, strings.TrimRight(text, " ")+"\n")
	r.open, r.table = false, false
}

// join adds a line to the last block as it is read in print: a line break beside
// a wide character is nothing, any other a blank.
func (r *blockReader) join(text string) {
	last := &r.blocks[len(r.blocks)-1]
	*last = strings.TrimSuffix(*last, "\n")
	switch {
	case strings.HasSuffix(*last, breaking):
		*last = strings.TrimSuffix(*last, breaking) + "\\\n"
	case strings.HasSuffix(*last, "\\") && !strings.HasSuffix(*last, "\\\\"):
		*last += "\n" // a break in the print
	case !joins(*last, text):
		*last += " "
	}
	*last += blanks(text) + "\n"
}

func (r *blockReader) quoted() bool {
	return len(r.blocks) > 0 && strings.HasPrefix(r.blocks[len(r.blocks)-1], "> ")
}

// plainText says that a line within a quotation begins no block of its own.
func plainText(text string) bool {
	return text != "" && !strings.HasPrefix(text, ">") && !itemStart.MatchString(text) && !headingStart.MatchString(text) &&
		!fenceStart.MatchString(text) && !strings.Contains(text, "|") && !strings.HasPrefix(text, "    ")
}

// fence reads a block of code between fences. It stays as it is, but for its
// indent.
func (r *blockReader) fence(lines []string, i, width int, mark string) int {
	_, first := indentOf(lines[i])
	text := strings.Repeat("  ", len(r.indent)) + strings.TrimSuffix(first, breaking) + "\n"
	for i++; i < len(lines); i++ {
		_, rest := indentOf(lines[i])
		if strings.HasPrefix(rest, mark) && strings.Trim(rest, mark[:1]+breaking) == "" {
			text += mark + "\n"
			break
		}
		line := lines[i]
		for n := 0; n < width && strings.HasPrefix(line, " "); n++ {
			line = line[1:]
		}
		text += line + "\n"
	}
	r.add(strings.TrimSuffix(text, "\n"))
	return i
}

// code reads indented code, which stays as it is.
func (r *blockReader) code(lines []string, i, indent int) int {
	end := i
	for j := i; j < len(lines); j++ {
		if width, rest := indentOf(lines[j]); rest == "" || rest == breaking {
			continue
		} else if width < indent {
			break
		}
		end = j
	}
	r.add(strings.Join(lines[i:end+1], "\n"))
	return end
}

func tableRow(line string) bool { return strings.Contains(line, "|") }

func isDelimiter(line string) bool {
	line = strings.Trim(line, " \t")
	return delimiterLine.MatchString(line) && strings.ContainsAny(line, "|")
}

// row writes a line of a table with one blank around each cell.
func row(line string) string {
	cells := rowCells(line)
	if isDelimiter(line) {
		for i, c := range cells {
			mark := "---"
			if strings.HasPrefix(c, ":") {
				mark = ":" + mark
			}
			if strings.HasSuffix(c, ":") {
				mark += ":"
			}
			cells[i] = mark
		}
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

// rowCells cuts a line of a table at its bars, but for those behind a backslash.
func rowCells(line string) []string {
	line = strings.TrimPrefix(strings.Trim(line, " \t"+breaking), "|")
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, "\\|") {
		line = line[:len(line)-1]
	}
	var cells []string
	start := 0
	for i := 0; i <= len(line); i++ {
		if i == len(line) || line[i] == '|' && (i == 0 || line[i-1] != '\\') {
			cells = append(cells, blanks(strings.Trim(line[start:i], " \t")))
			start = i + 1
		}
	}
	return cells
}

// blanks makes one blank of several, outside code spans.
func blanks(text string) string {
	if !strings.Contains(text, "  ") && !strings.Contains(text, "\t") || strings.Contains(text, "`") {
		return text
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}

// joins says whether a line break between two pieces of a paragraph is nothing in
// print, as package markdown has it.
func joins(before, after string) bool {
	const marks = "*_~“”‘’·"
	b, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, marks))
	a, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, marks))
	return !unicode.Is(unicode.Hangul, b) && !unicode.Is(unicode.Hangul, a) && (wide(b) || wide(a))
}

func wide(r rune) bool {
	return r >= 0x2E80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo) ||
		0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60 || 0xFFE0 <= r && r <= 0xFFE6)
}

// ends are the characters at which a sentence ends, closers those that belong to
// the sentence before them.
const (
	ends    = "。！？；!?;"
	closers = "”’」』）】》〉〕］｝\"')]}*_~"
)

// sentences cuts a block into its sentences; put together they are the block.
// A line of a table is cut into its cells. The line feed at the end stands alone,
// so that a sentence is the same wherever it stands.
func sentences(block string) []string {
	text := strings.TrimSuffix(block, "\n")
	var all []string
	switch {
	case strings.HasPrefix(text, "| "):
		start := 0
		for i := 1; i < len(text); i++ {
			if text[i] == '|' && text[i-1] != '\\' && i+1 < len(text) {
				all = append(all, text[start:i])
				start = i
			}
		}
		all = append(all, text[start:])
	case strings.HasPrefix(strings.TrimLeft(text, " "), "```"), strings.HasPrefix(strings.TrimLeft(text, " "), "~~~"), strings.HasPrefix(text, "    "):
		all = strings.SplitAfter(text, "\n")
	default:
		text, all = markOf(text)
		start := 0
		for i, r := range text {
			if i < start || !strings.ContainsRune(ends, r) {
				continue
			}
			end := i + utf8.RuneLen(r)
			for end < len(text) {
				next, n := utf8.DecodeRuneInString(text[end:])
				if !strings.ContainsRune(closers, next) && !strings.ContainsRune(ends, next) {
					break
				}
				// An opening mark of emphasis belongs to the sentence behind it.
				if strings.ContainsRune("*_~", next) && !closes(text[start:end], text[end:]) {
					break
				}
				end += n
			}
			if r < 0x80 && end < len(text) && text[end] != ' ' && end == i+1 {
				continue // a;b
			}
			all = append(all, text[start:end])
			start = end
		}
		if start < len(text) {
			all = append(all, text[start:])
		}
	}
	return append(all, "\n")
}

// markOf cuts the mark of an item or a quotation off a block, so that an item is
// the same sentence wherever it stands.
func markOf(text string) (rest string, marks []string) {
	at := len(text) - len(strings.TrimLeft(text, " "))
	if strings.HasPrefix(text[at:], "> ") {
		return text[at+2:], []string{text[:at+2]}
	}
	if m := itemStart.FindStringSubmatch(text[at:]); m != nil && m[3] != "" && !strings.Contains(text, "\n") {
		n := len(text) - len(m[3])
		return m[3], []string{text[:n]}
	}
	return text, nil
}

// closes says whether the run of marks at the beginning of rest closes emphasis
// that was opened in the sentence.
func closes(sentence, rest string) bool {
	mark := rest[:1]
	return strings.Count(sentence, mark)%2 == 1 || strings.Count(sentence, mark+mark)%2 == 1
}
