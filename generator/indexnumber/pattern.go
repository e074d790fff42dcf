package indexnumber

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// ParsePattern reads the short form of a scheme:
//
//	{agency.code:uscc}/{published.yearmonth}-{serial:5}
//	XM{catalogue:4}-{issued.year}-{serial}
//
// Between braces stands where a value comes from (see Sources), and after a
// colon its width:
//
//	{agency.code:9}      exactly 9 characters
//	{agency.code:2-4}    2 to 4
//	{agency.code:orgcode}, {agency.code:uscc}  with their check characters
//	{serial:5}           filled with zeros to 5 digits, never more
//	{serial:5+}          the same, one digit more after 99999
//
// Without a width, a year has 4 digits, a month 6, a day 8, a serial as many as
// it needs, and a code any number of characters up to the next separator. Text
// outside braces stands in every number as it is; punctuation separates.
//
// The scheme is complete. Places of problems are characters of the pattern,
// counted from 0.
func ParsePattern(pattern string) (Scheme, []Problem) {
	p := patternReader{scheme: Scheme{Pattern: pattern}, pattern: pattern}
	p.read()
	s := &p.scheme
	s.Complete()
	if len(p.problems) == 0 {
		for _, problem := range s.Validate() {
			if problem.Segment >= 0 {
				problem.At = p.starts[problem.Segment]
			}
			p.problems = append(p.problems, problem)
		}
	}
	return p.scheme, p.problems
}

type patternReader struct {
	scheme   Scheme
	pattern  string
	starts   []int // of the segments, in characters
	problems []Problem
}

// problem notes a mistake at a byte offset.
func (p *patternReader) problem(at int, text, hint diag.Text) {
	p.problems = append(p.problems, Problem{Segment: -1, Key: "pattern", At: utf8.RuneCountInString(p.pattern[:at]), Text: text, Hint: hint})
}

func (p *patternReader) read() {
	for at := 0; at < len(p.pattern); {
		if p.pattern[at] != '{' {
			end := at + len(p.pattern[at:])
			if i := strings.IndexByte(p.pattern[at:], '{'); i >= 0 {
				end = at + i
			}
			p.literal(at, end)
			at = end
			continue
		}
		length := strings.IndexAny(p.pattern[at+1:], "{}")
		if length < 0 || p.pattern[at+1+length] == '{' {
			p.problem(at, diag.Textf("“{” 没有配对的 “}”", "\"{\" without its \"}\""), diag.Textf("写成 {名称} 或 {名称:宽度}", "write {name} or {name:width}"))
			return
		}
		p.field(at+1, at+1+length)
		at += length + 2
	}
}

// literal reads the text between fields: letters and digits are constants,
// what stands between them separates.
func (p *patternReader) literal(start, end int) {
	for at := start; at < end; {
		r, _ := utf8.DecodeRuneInString(p.pattern[at:end])
		word := isWord(r)
		stop := at
		for stop < end {
			r, size := utf8.DecodeRuneInString(p.pattern[stop:end])
			if isWord(r) != word {
				break
			}
			if !p.allowed(stop, r) {
				return
			}
			stop += size
		}
		p.text(at, p.pattern[at:stop], word)
		at = stop
	}
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// allowed notes a character that cannot stand between fields.
func (p *patternReader) allowed(at int, r rune) bool {
	switch {
	case r == '}':
		p.problem(at, diag.Textf("“}” 前面没有 “{”", "\"}\" without a \"{\" before it"), diag.Text{})
	case r == '｛' || r == '｝':
		p.problem(at, diag.Textf("“%c” 是全角括号", "%q is a full-width brace", r), diag.Textf("用半角 { }", "use { and }"))
	case !Any.Has(r):
		p.problem(at, diag.Textf("字段之间有空白或不可见字符", "a blank or invisible character between fields"), diag.Text{})
	default:
		return true
	}
	return false
}

// text adds a constant, or a separator after the last segment.
func (p *patternReader) text(at int, text string, word bool) {
	if n := len(p.scheme.Segments); n > 0 && !word {
		p.scheme.Segments[n-1].Separator += text
		return
	}
	p.segment(at, Segment{Name: "literal", Kind: Const, Value: text})
}

// segment adds a segment, under a name that no other has.
func (p *patternReader) segment(at int, g Segment) {
	name := g.Name
	for n := 2; p.scheme.segment(g.Name) != nil; n++ {
		g.Name = fmt.Sprintf("%s-%d", name, n)
	}
	p.scheme.Segments = append(p.scheme.Segments, g)
	p.starts = append(p.starts, utf8.RuneCountInString(p.pattern[:at]))
}

// field reads what stands between braces.
func (p *patternReader) field(start, end int) {
	name, width, hasWidth := strings.Cut(p.pattern[start:end], ":")
	from, ok := findSource(name)
	if !ok {
		p.unknown(start, name)
		return
	}
	g := Segment{Name: name, Kind: from.kinds[0], Source: name}
	if hasWidth && !g.setWidth(width) {
		p.badWidth(start+len(name)+1, &g, width)
		return
	}
	p.segment(start-1, g)
}

func (p *patternReader) unknown(at int, name string) {
	if name == "" {
		p.problem(at, diag.Textf("“{}” 中没有名称", "nothing between \"{\" and \"}\""), suggest("", Sources()))
		return
	}
	hint := suggest(strings.TrimSpace(name), Sources())
	if trimmed := strings.TrimSpace(name); trimmed != name && slices.Contains(Sources(), trimmed) {
		hint = diag.Textf("去掉空格：{%s}", "remove the blanks: {%s}", trimmed)
	} else if before, _, ok := strings.Cut(name, "："); ok && slices.Contains(Sources(), before) {
		hint = diag.Textf("冒号用半角", "use a half-width colon")
	}
	p.problem(at, diag.Textf("不认识的字段 %q", "unknown field %q", name), hint)
}

func (p *patternReader) badWidth(at int, g *Segment, width string) {
	hint := diag.Textf("写成 {%[1]s:4} 或 {%[1]s:2-4}", "write {%[1]s:4} or {%[1]s:2-4}", g.Source)
	switch g.Kind {
	case Year:
		hint = diag.Textf("年份是 4 位或 2 位：{%[1]s} 或 {%[1]s:2}", "a year has 4 digits or 2: {%[1]s} or {%[1]s:2}", g.Source)
	case YearMonth, Date:
		hint = diag.Textf("长度固定，写成 {%s}", "its length is fixed: {%s}", g.Source)
	case Serial:
		hint = diag.Textf("写成 {serial:5}、{serial:5+} 或 {serial}", "write {serial:5}, {serial:5+} or {serial}")
	}
	p.problem(at, diag.Textf("%[1]s 的宽度 %[2]q 无效", "%[1]s cannot have the width %[2]q", g.Source, width), hint)
}

// setWidth reads what stands after the colon.
func (g *Segment) setWidth(width string) bool {
	switch {
	case g.Kind == Coded && width == "orgcode":
		g.Check = GB11714
		return true
	case g.Kind == Coded && width == "uscc":
		g.Check = GB32100
		return true
	case g.Kind == Serial:
		digits, more := strings.CutSuffix(width, "+")
		n, ok := readWidth(digits, maxSerial)
		g.Min, g.Max, g.Pad = n, n, true
		if more {
			g.Overflow = Widen
		}
		return ok
	}
	low, high, isRange := strings.Cut(width, "-")
	if !isRange {
		high = low
	}
	least, ok := readWidth(low, longest)
	most, ok2 := readWidth(high, longest)
	g.Min, g.Max = least, most
	return ok && ok2 && least <= most && g.widthFits()
}

// widthFits says that a date has a length of dates.
func (g *Segment) widthFits() bool {
	switch g.Kind {
	case Year:
		return g.Min == g.Max && (g.Min == 2 || g.Min == 4)
	case YearMonth:
		return g.Min == 6 && g.Max == 6
	case Date:
		return g.Min == 8 && g.Max == 8
	}
	return true
}

// readWidth reads a whole number from 1 to most, written in plain digits.
func readWidth(digits string, most int) (int, bool) {
	n, err := strconv.Atoi(digits)
	return n, err == nil && n >= 1 && n <= most && strconv.Itoa(n) == digits
}
