package indexnumber

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// A Problem is a mistake in the definition of a scheme.
type Problem struct {
	Segment    int    // its index; -1 where the scheme as a whole is meant
	Key        string // the key of the definition that is wrong: "separator"
	At         int    // of a pattern: the character, counted from 0
	Text, Hint diag.Text
}

// Validate says what is wrong with a definition. A scheme without problems cuts
// every number in one way only. Call Complete first.
func (s *Scheme) Validate() []Problem {
	v := validation{scheme: s}
	v.whole()
	for i := range s.Segments {
		v.segment(i)
	}
	if len(v.problems) == 0 {
		v.runs()
	}
	return v.problems
}

type validation struct {
	scheme   *Scheme
	problems []Problem
}

func (v *validation) add(segment int, key string, text, hint diag.Text) {
	v.problems = append(v.problems, Problem{Segment: segment, Key: key, Text: text, Hint: hint})
}

// whole checks what is said of all segments together.
func (v *validation) whole() {
	s := v.scheme
	if len(s.Segments) == 0 {
		v.add(-1, "segment", diag.Textf("编号规则没有分段", "the scheme has no segments"), diag.Textf("至少写一个分段", "write one segment at least"))
	}
	if s.From != 0 && s.To != 0 && s.From > s.To {
		v.add(-1, "to", diag.Textf("to = %[2]d 早于 from = %[1]d", "to is %[2]d, before from, which is %[1]d", s.From, s.To), diag.Text{})
	}
	v.oneOf(-1, "unique", string(s.Unique), []string{"", string(Site), string(Collection), string(Body)})
	for _, name := range s.Reset {
		g := v.named("reset", name)
		if g != nil && g.Kind == Serial {
			v.add(-1, "reset", diag.Textf("reset 中的 %[1]q 是流水号本身", "%[1]q in reset is the serial itself", name), diag.Textf("写变动时流水号从头编起的分段", "name the segments whose change lets the serial begin anew"))
		}
	}
	if s.ShortFrom != "" {
		v.named("short_from", s.ShortFrom)
	}
}

// named gives the segment that a key of the scheme names.
func (v *validation) named(key, name string) *Segment {
	if g := v.scheme.segment(name); g != nil {
		return g
	}
	names := make([]string, len(v.scheme.Segments))
	for i, g := range v.scheme.Segments {
		names[i] = g.Name
	}
	v.add(-1, key, diag.Textf("%[1]s 中的 %[2]q 不是本规则的分段", "%[2]q in %[1]s is no segment of the scheme", key, name), suggest(name, names))
	return nil
}

// suggest gives the near miss, or all the words there are.
func suggest(word string, words []string) diag.Text {
	if near := diag.Nearest(word, words); near != "" {
		return diag.Textf("是不是 %s？", "did you mean %s?", near)
	}
	return diag.Textf("可用：%[1]s", "known: %[2]s", strings.Join(words, "、"), strings.Join(words, ", "))
}

func (v *validation) oneOf(segment int, key, word string, words []string) bool {
	if slices.Contains(words, word) {
		return true
	}
	words = slices.DeleteFunc(words, func(w string) bool { return w == "" })
	v.add(segment, key, diag.Textf("不认识的 %[1]s %[2]q", "unknown %[1]s %[2]q", key, word), suggest(word, words))
	return false
}

// segment checks one segment by itself.
func (v *validation) segment(i int) {
	g := &v.scheme.Segments[i]
	v.name(i, g)
	if !v.oneOf(i, "kind", string(g.Kind), Kinds()) || !v.oneOf(i, "charset", string(g.Charset), Charsets()) ||
		!v.oneOf(i, "check", string(g.Check), append(Checks(), "")) || !v.oneOf(i, "overflow", string(g.Overflow), []string{"", string(Fail), string(Widen)}) {
		return
	}
	v.source(i, g)
	v.text(i, "separator", g.Separator)
	if g.Min < 1 || g.Max < g.Min || g.Max > longest {
		v.length(i, diag.Textf("%[1]s段的长度是 %[3]d 至 %[4]d 位，应在 1 至 %[5]d 位之间", "segment %[2]s has lengths %[3]d to %[4]d; want 1 to %[5]d", g.Label, g.Name, g.Min, g.Max, longest))
		return
	}
	switch g.Kind {
	case Const:
		v.constant(i, g)
	case Year, YearMonth, Date:
		v.date(i, g)
	case Serial:
		v.serial(i, g)
	default:
		v.code(i, g)
	}
}

func (v *validation) length(i int, text diag.Text) { v.add(i, "length", text, diag.Text{}) }

func (v *validation) name(i int, g *Segment) {
	if g.Name == "" {
		v.add(i, "name", diag.Textf("第 %d 个分段没有名称", "segment %d has no name", i+1), diag.Text{})
	}
	for j := range i {
		if g.Name != "" && v.scheme.Segments[j].Name == g.Name {
			v.add(i, "name", diag.Textf("第 %[2]d 个和第 %[3]d 个分段都叫 %[1]q", "segments %[2]d and %[3]d are both named %[1]q", g.Name, j+1, i+1), diag.Text{})
			return
		}
	}
}

func (v *validation) source(i int, g *Segment) {
	if g.Source == "" || !v.oneOf(i, "source", g.Source, Sources()) {
		return
	}
	if from, _ := findSource(g.Source); !slices.Contains(from.kinds, g.Kind) {
		v.add(i, "source", diag.Textf("%[1]s段的来源 %[3]s 与种类 %[4]s 不符", "segment %[2]s is of kind %[4]s, which source %[3]s cannot fill", g.Label, g.Name, g.Source, string(g.Kind)),
			diag.Textf("种类写成 %[1]s", "write kind %[1]s", string(from.kinds[0])))
	}
}

// text refuses blanks, which Normalize drops, and invisible characters.
func (v *validation) text(i int, key, text string) {
	for _, r := range text {
		if !Any.Has(r) {
			v.add(i, key, diag.Textf("%[1]s %[2]q 中有空白或不可见字符", "%[1]s %[2]q has a blank or invisible character", key, text), diag.Text{})
			return
		}
	}
}

func (v *validation) constant(i int, g *Segment) {
	v.text(i, "value", g.Value)
	if n := utf8.RuneCountInString(g.Value); n != g.Min || n != g.Max {
		v.length(i, diag.Textf("%[1]s段的值 %[3]q 有 %[4]d 位，与所写长度不符", "segment %[2]s has the value %[3]q of length %[4]d, which is not the length declared", g.Label, g.Name, g.Value, n))
	}
}

func (v *validation) date(i int, g *Segment) {
	lengths := map[Kind][]int{Year: {2, 4}, YearMonth: {6}, Date: {8}}[g.Kind]
	if g.variable() || !slices.Contains(lengths, g.Min) {
		v.length(i, diag.Textf("%[1]s段有 %[3]s 位，应为 %[4]s 位", "segment %[2]s has length %[3]s; want %[5]s",
			g.Label, g.Name, strings.ReplaceAll(g.wantLength().En, " to ", "–"), strings.Join(numbers(lengths), " 或 "), strings.Join(numbers(lengths), " or ")))
	}
	v.digits(i, g)
}

func numbers(list []int) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = fmt.Sprint(n)
	}
	return out
}

func (v *validation) digits(i int, g *Segment) {
	if g.Charset != Digits {
		v.add(i, "charset", diag.Textf("%[1]s段的字符集是 %[3]s，应为 digits", "segment %[2]s has charset %[3]s; want digits", g.Label, g.Name, string(g.Charset)), diag.Text{})
	}
}

func (v *validation) serial(i int, g *Segment) {
	v.digits(i, g)
	if g.Max > maxSerial {
		v.length(i, diag.Textf("%[1]s段最长 %[3]d 位，应不超过 %[4]d 位", "segment %[2]s has up to %[3]d digits; want %[4]d at most", g.Label, g.Name, g.Max, maxSerial))
	}
	if g.Overflow == Widen && !g.Pad {
		v.add(i, "overflow", diag.Textf("%[1]s段不补零，用不着 overflow = \"widen\"", "segment %[2]s is not padded and needs no overflow", g.Label, g.Name), diag.Text{})
	}
	for j := range i {
		if v.scheme.Segments[j].Kind == Serial {
			v.add(i, "kind", diag.Textf("%[1]s段是第二个流水号，一个规则只有一个", "segment %[2]s is a second serial; a scheme has one", g.Label, g.Name), diag.Text{})
			return
		}
	}
}

// code checks a code or an enumeration.
func (v *validation) code(i int, g *Segment) {
	if g.Check != NoCheck {
		if n, set := g.Check.shape(); g.Min != n || g.Max != n || g.Charset != set {
			v.add(i, "check", diag.Textf("%[1]s段按 %[3]s 校验，应为 %[4]d 位，字符集 %[5]s", "segment %[2]s is checked after %[3]s; want length %[4]d and charset %[5]s", g.Label, g.Name, g.Check.standard(), n, string(set)), diag.Text{})
		}
	}
	v.levels(i, g)
	if g.Kind == Enum && len(g.Codes) == 0 {
		v.add(i, "values", diag.Textf("%[1]s段没有代码表", "segment %[2]s has no table of codes", g.Label, g.Name), diag.Textf("写 values = { \"01\" = \"…\" }，或把种类改成 code", "write values = { \"01\" = \"…\" }, or kind code"))
	}
	for _, c := range g.Codes {
		if m := g.asCode().check(g.canonical(c.Code)); m != nil {
			v.add(i, "values", m.Text, diag.Text{})
		}
	}
}

// asCode is the segment without its table, to check the table itself.
func (g *Segment) asCode() *Segment {
	bare := *g
	bare.Kind = Coded
	return &bare
}

func (v *validation) levels(i int, g *Segment) {
	sum := 0
	for _, n := range g.Levels {
		if n < 1 {
			v.add(i, "levels", diag.Textf("%[1]s段有一级是 %[3]d 位", "segment %[2]s has a level of length %[3]d", g.Label, g.Name, n), diag.Text{})
			return
		}
		if g.Fill != "" && utf8.RuneCountInString(g.Fill) != n {
			v.add(i, "fill", diag.Textf("%[1]s段有一级是 %[3]d 位，填充 %[4]q 却不是", "segment %[2]s has a level of length %[3]d, and fill %[4]q is not", g.Label, g.Name, n, g.Fill), diag.Text{})
			return
		}
		sum += n
	}
	if len(g.Levels) > 0 && sum != g.Max {
		v.add(i, "levels", diag.Textf("%[1]s段各级共 %[3]d 位，与最大长度 %[4]d 位不符", "segment %[2]s has levels of length %[3]d together; want %[4]d, its greatest length", g.Label, g.Name, sum, g.Max), diag.Text{})
	}
	if g.Fill != "" && len(g.Levels) == 0 {
		v.add(i, "fill", diag.Textf("%[1]s段没有分级，用不着 fill", "segment %[2]s has no levels to fill", g.Label, g.Name), diag.Text{})
	}
}

// runs refuses what cannot be cut in one way: two segments of free length with
// no separator between them, and a separator that could be part of the value.
func (v *validation) runs() {
	s := v.scheme
	for first := 0; first < len(s.Segments); {
		last, free := s.runEnd(first), -1
		for i := first; i <= last; i++ {
			if g := &s.Segments[i]; g.variable() && free >= 0 {
				before := &s.Segments[free]
				v.add(i, "separator", diag.Textf("%[1]s段和%[3]s段长度都不固定，中间又没有分隔符，编号无法切分", "segments %[2]s and %[4]s both have a free length and no separator between them; such numbers cannot be cut", before.Label, before.Name, g.Label, g.Name),
					diag.Textf("固定其中一段的长度，或在中间加分隔符", "fix the length of one of them, or put a separator between them"))
			} else if g.variable() {
				free = i
			}
		}
		if free >= 0 && last < len(s.Segments)-1 {
			v.ending(free, last)
		}
		first = last + 1
	}
}

func (v *validation) ending(free, last int) {
	g, separator := &v.scheme.Segments[free], v.scheme.Segments[last].Separator
	if r, _ := utf8.DecodeRuneInString(separator); g.Charset != Any && g.Charset.Has(r) {
		v.add(last, "separator", diag.Textf("%[1]s段长度不固定，后面的分隔符 %[3]q 又可以是它的一部分，编号无法切分", "segment %[2]s has a free length, and the separator %[3]q could be a part of it; such numbers cannot be cut", g.Label, g.Name, separator),
			diag.Textf("固定它的长度，或换一个分隔符", "fix its length, or take another separator"))
	}
}
