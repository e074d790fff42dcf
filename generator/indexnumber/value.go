package indexnumber

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// check says what is wrong with the value of a segment, or nil. The place is
// counted from the start of the value.
func (g *Segment) check(value string) *Mismatch {
	if g.Kind == Const {
		return g.checkConst(value)
	}
	if value == "" {
		want := g.wantLength()
		return g.mismatch(0, diag.Textf("%[1]s段是空的，应为 %[3]s 位", "segment %[2]s is empty; want length %[4]s", g.Label, g.Name, want.Zh, want.En))
	}
	count := 0
	for i, r := range value {
		if _, size := utf8.DecodeRuneInString(value[i:]); r == utf8.RuneError && size == 1 || !g.Charset.Has(r) {
			return g.foreign(value, value[i:i+size], count)
		}
		count++
	}
	if count < g.Min || count > g.Max {
		want := g.wantLength()
		return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 有 %[4]d 位，应为 %[5]s 位", "segment %[2]s %[3]q has length %[4]d; want %[6]s", g.Label, g.Name, value, count, want.Zh, want.En))
	}
	return g.checkMeaning(value)
}

func (g *Segment) checkMeaning(value string) *Mismatch {
	switch g.Kind {
	case Year, YearMonth, Date:
		return g.checkDate(value)
	case Serial:
		return g.checkSerial(value)
	}
	if m := g.checkLevels(value); m != nil {
		return m
	}
	if g.Kind == Enum && !g.declared(value) {
		return g.checkEnum(value)
	}
	return g.checkCharacter(value)
}

func (g *Segment) mismatch(at int, text diag.Text) *Mismatch {
	return &Mismatch{Segment: g.Name, At: at, Text: text}
}

// wantLength gives the length in words.
func (g *Segment) wantLength() diag.Text {
	if g.variable() {
		return diag.Textf("%d 至 %d", "%d to %d", g.Min, g.Max)
	}
	return diag.Textf("%d", "%d", g.Min)
}

func (g *Segment) checkConst(value string) *Mismatch {
	if value == g.Value {
		return nil
	}
	return g.mismatch(0, diag.Textf("%[1]s段是 “%[3]s”，应为 “%[4]s”", "segment %[2]s is %[3]q; want %[4]q", g.Label, g.Name, value, g.Value))
}

func (g *Segment) foreign(value, found string, at int) *Mismatch {
	words := g.Charset.words()
	if !utf8.ValidString(found) {
		return g.mismatch(at, diag.Textf("%[1]s段有不是 UTF-8 的字节", "segment %[2]s has a byte that is not UTF-8", g.Label, g.Name))
	}
	return g.mismatch(at, diag.Textf("%[1]s段 “%[3]s” 中有 “%[4]s”，应为%[5]s", "segment %[2]s %[3]q has %[4]q in it; want %[6]s", g.Label, g.Name, value, found, words.Zh, words.En))
}

// checkDate refuses days that no calendar has.
func (g *Segment) checkDate(value string) *Mismatch {
	if len(value) == 2 {
		return nil
	}
	if value[0] == '0' {
		return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 中的 %[4]s 不是年份", "segment %[2]s %[3]q has %[4]s, which is no year", g.Label, g.Name, value, value[:4]))
	}
	if len(value) == 4 {
		return nil
	}
	if month := value[4:6]; month < "01" || month > "12" {
		return g.mismatch(4, diag.Textf("%[1]s段 “%[3]s” 的月份是 %[4]s，应为 01 至 12", "segment %[2]s %[3]q has month %[4]s; want 01 to 12", g.Label, g.Name, value, month))
	}
	if len(value) == 8 {
		if _, err := time.Parse("20060102", value); err != nil {
			return g.mismatch(6, diag.Textf("%[1]s段 “%[3]s” 不是日期：%[5]s 月没有 %[4]s 日", "segment %[2]s %[3]q is no date: month %[5]s has no day %[4]s", g.Label, g.Name, value, value[6:], value[4:6]))
		}
	}
	return nil
}

// checkSerial refuses zeros that the padding does not ask for.
func (g *Segment) checkSerial(value string) *Mismatch {
	if value[0] != '0' || len(value) == 1 {
		return nil
	}
	switch {
	case !g.Pad && g.variable():
		return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 以 0 开头，本规则不补零", "segment %[2]s %[3]q begins with 0; its serials are not padded", g.Label, g.Name, value))
	case g.Pad && len(value) > g.Min:
		return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 补零过多，只补到 %[4]d 位", "segment %[2]s %[3]q has too many zeros; serials are padded to %[4]d digits", g.Label, g.Name, value, g.Min))
	}
	return nil
}

// checkLevels refuses a code that ends within a level, and a level below an
// unused one.
func (g *Segment) checkLevels(value string) *Mismatch {
	if !g.nested() {
		return nil
	}
	filled, rest := false, value
	for _, n := range g.Levels {
		if rest == "" {
			return nil
		}
		level := cut(rest, n)
		if utf8.RuneCountInString(level) < n {
			return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 有 %[4]d 位，各级应为 %[5]s 位", "segment %[2]s %[3]q has length %[4]d; want levels of %[5]s", g.Label, g.Name, value, utf8.RuneCountInString(value), g.levelWords()))
		}
		if filled && level != g.Fill {
			at := utf8.RuneCountInString(value[:len(value)-len(rest)])
			return g.mismatch(at, diag.Textf("%[1]s段 “%[3]s” 中 “%[4]s” 的上一级是空的", "segment %[2]s %[3]q has %[4]q below an unused level", g.Label, g.Name, value, level))
		}
		filled = g.Fill != "" && level == g.Fill
		rest = rest[len(level):]
	}
	return nil
}

func (g *Segment) levelWords() string {
	var b strings.Builder
	for i, n := range g.Levels {
		if i > 0 {
			b.WriteByte('+')
		}
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// declared says that the value, with or without its filled levels, is in the
// table of codes.
func (g *Segment) declared(value string) bool {
	used := g.used(value)
	return slices.ContainsFunc(g.Codes, func(c Code) bool { return c.Code == value || c.Code == used })
}

// used gives a nested code without its unused levels.
func (g *Segment) used(value string) string {
	if g.Fill == "" || !g.nested() {
		return value
	}
	for len(value) > len(g.Fill) && strings.HasSuffix(value, g.Fill) {
		value = strings.TrimSuffix(value, g.Fill)
	}
	return value
}

func (g *Segment) checkEnum(value string) *Mismatch {
	codes := make([]string, 0, 8)
	for i, c := range g.Codes {
		if i == 8 {
			codes = append(codes, "…")
			break
		}
		codes = append(codes, c.Code)
	}
	return g.mismatch(0, diag.Textf("%[1]s段 “%[3]s” 不在代码表中，应为 %[4]s", "segment %[2]s %[3]q is not in the table of codes; want %[5]s",
		g.Label, g.Name, value, strings.Join(codes, "、"), strings.Join(codes, ", ")))
}

func (g *Segment) checkCharacter(value string) *Mismatch {
	if g.Check == NoCheck {
		return nil
	}
	last := len(value) - 1
	want, ok := g.Check.want(value)
	if ok && value[last] == want {
		return nil
	}
	return g.mismatch(last, diag.Textf("%[1]s段 “%[3]s” 的校验码是 %[4]s，按 %[6]s 应为 %[5]s", "segment %[2]s %[3]q has the check character %[4]s; want %[5]s after %[6]s",
		g.Label, g.Name, value, value[last:], string(rune(want)), g.Check.standard()))
}
