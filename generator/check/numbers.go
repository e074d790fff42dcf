package check

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/generator/tally"
)

// A quantity is a number in Chinese prose, with the unit after it: 1,234件,
// １２件, 3.5万元, 二十一件, 45.3%, 十余件.
type quantity struct {
	kind       quantityKind
	start, end int          // of the number without its unit, byte offsets
	after      int          // where its unit ends
	value      tally.Number // in the unit: 1.2万件 is 12000
	unit       string       // 件; "" for none
	inexact    bool         // 十余件, 近百件, 约3件, 10至20件: compared with nothing
	step       float64      // how far a rounded number (1.2万件) may be from what it stands for
}

// A quantityKind tells numbers that count from numbers that name or date.
type quantityKind uint8

const (
	notCount quantityKind = iota // an ordinal, a date, a document or phone number
	isCount
	isYear  // 2022年; value is the year
	isMonth // 6月, without a day
)

// mostDigits is how long a number may be; longer ones name something.
const mostDigits = 16

// countUnits are what may be counted or measured, longer ones before their beginnings.
var countUnits = []string{
	"个百分点", "百分点", "个工作日", "工作日", "个月", "件次", "人次", "场次", "件", "起", "宗", "例", "份", "条", "个", "项", "次", "篇", "期", "场",
	"亿元", "万元", "元", "％", "%", "人", "家", "笔", "类", "种", "天", "年", "页", "册", "部", "则", "名", "位", "轮", "处", "案", "批", "字", "户",
}

// notCounted are characters after a number that make it a date, a time or a name.
const notCounted = "号日时点分秒楼层室级届"

var (
	inexactBefore = []string{"近", "约", "超", "逾", "超过", "不足", "不到", "至少", "最多", "接近", "数", "几", "平均", "突破", "成", "上"}
	inexactAfter  = []string{"左右", "以上", "以内", "以下", "上下", "不等"}
)

// readNumber reads the number that begins at a place; end is where to read on.
func readNumber(text string, at int) (q quantity, end int) {
	q.start = at
	if isHanNumeral(text[at:]) {
		return readHanNumber(text, q)
	}
	plain, end, odd := readDigits(text, at)
	q.end = end
	if odd || len(plain) > mostDigits || named(text, at, end) {
		return q, end
	}
	ranged := rangeBefore(text, at)
	rest, skipped := skipBlanks(text, end)
	if year := yearOf(plain); year && !ranged && strings.HasPrefix(rest, "年") {
		q.kind, q.after = isYear, len(text)-len(strings.TrimPrefix(rest[len("年"):], "度"))
		q.value, _ = tally.Parse(plain)
		return q, q.after
	}
	return q.finish(text, plain, skipped, ranged)
}

// readDigits reads digits, full-width or not, with thousands separators and a
// decimal point. It is odd when it goes on as no number does: 2022.12.31.
func readDigits(text string, at int) (plain string, end int, odd bool) {
	i, points := at, 0
	clean := true
	for i < len(text) {
		if d := digitLen(text[i:]); d > 0 {
			clean = clean && d == 1
			i += d
			continue
		}
		if text[i] == '.' && digitLen(text[i+1:]) > 0 {
			points++
			i++
			continue
		}
		if text[i] == ',' && groupOf3(text[i+1:]) {
			clean = false
			i++
			continue
		}
		break
	}
	plain = text[at:i]
	if !clean {
		plain = strings.ReplaceAll(plainDigits(plain), ",", "")
	}
	return plain, i, points > 1
}

// digitLen gives the bytes of the digit that a text begins with; 0 for none.
func digitLen(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] >= '0' && s[0] <= '9':
		return 1
	case len(s) > 2 && s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x90 && s[2] <= 0x99:
		return 3
	}
	return 0
}

// groupOf3 says that a text begins with three digits and no fourth.
func groupOf3(s string) bool {
	for range 3 {
		d := digitLen(s)
		if d == 0 {
			return false
		}
		s = s[d:]
	}
	return digitLen(s) == 0
}

func yearOf(plain string) bool {
	return len(plain) == 4 && (strings.HasPrefix(plain, "20") || strings.HasPrefix(plain, "19"))
}

func skipBlanks(text string, at int) (rest string, skipped int) {
	rest = strings.TrimLeft(text[at:], " \u00a0\u3000")
	return rest, len(text) - len(rest)
}

// named says that digits belong to a name: 第3号, H5, 0591-2316, a@b1.cn, 7×24.
func named(text string, start, end int) bool {
	if strings.HasSuffix(strings.TrimRight(text[:start], " "), "第") {
		return true
	}
	if start > 0 {
		c := text[start-1]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '@' || c == '_' || c == '/' || strings.HasSuffix(text[:start], "×") {
			return true
		}
	}
	if end < len(text) {
		c := text[end]
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '@' || c == '_' || c == '/' || c == ':' || strings.HasPrefix(text[end:], "×")
	}
	return false
}

// rangeBefore says that a number is the second of two: 10-20件, 10至20件, or what
// follows a full-width comma within a number: 1，234件.
func rangeBefore(text string, at int) bool {
	sign, n := utf8.DecodeLastRuneInString(text[:at])
	if !joins(sign) || at == n {
		return false
	}
	c := text[at-n-1]
	return c >= '0' && c <= '9'
}

func rangeAfter(rest string) bool {
	sign, n := utf8.DecodeRuneInString(rest)
	if !joins(sign) {
		return false
	}
	if sign == '，' {
		return groupOf3(rest[n:])
	}
	return digitLen(rest[n:]) > 0
}

// joins says that a sign joins two numbers to one.
func joins(sign rune) bool {
	switch sign {
	case '-', '－', '–', '—', '~', '～', '至', '，':
		return true
	}
	return false
}

// finish reads what follows the digits and makes the quantity.
func (q quantity) finish(text, plain string, at int, ranged bool) (quantity, int) {
	rest := text[at:]
	if rangeAfter(rest) {
		ranged = true
	}
	shift := 0
	scaled := false
	for again := rest != "" && rest[0] >= 0xE4; again && shift < mostDigits; {
		again = false
		for _, mark := range []string{"余", "多", "几", "来"} {
			if after, ok := strings.CutPrefix(rest, mark); ok {
				q.inexact, rest, again = true, after, true
			}
		}
		for _, s := range scales {
			after, ok := strings.CutPrefix(rest, s.word)
			if ok && !strings.HasPrefix(after, "元") && !strings.HasPrefix(after, "分") {
				shift, rest, again, scaled = shift+s.zeros, after, true, true
			}
		}
	}
	if scaled {
		q.end = len(text) - len(rest)
	}
	rest, _ = skipBlanks(rest, 0)
	q.unit = unitOf(rest)
	after := rest[len(q.unit):]
	q.after = len(text) - len(after)
	if q.unit == "" && strings.HasPrefix(rest, "月") {
		return q.month(text, plain, rest)
	}
	q.kind = isCount
	if q.unit == "" {
		if r, _ := utf8.DecodeRuneInString(rest); rest != "" && strings.ContainsRune(notCounted, r) {
			q.kind = notCount
		}
	}
	if after != "" && (after[0] == 0xE4 || after[0] == 0xE5) { // as all of them begin
		for _, mark := range inexactAfter {
			q.inexact = q.inexact || strings.HasPrefix(after, mark)
		}
	}
	q.inexact = q.inexact || ranged || q.vague(text)
	var ok bool
	if q.value, ok = tally.Parse(shifted(plain, shift)); !ok {
		q.kind = notCount
	}
	if scaled {
		_, fraction, _ := strings.Cut(plain, ".")
		q.step = math.Pow10(shift - len(fraction))
	}
	return q, q.after
}

// scales multiply: 1.2万件.
var scales = []struct {
	word  string
	zeros int
}{{"万", 4}, {"亿", 8}, {"千", 3}, {"百", 2}}

// shifted moves the decimal point to the right.
func shifted(plain string, by int) string {
	if by == 0 {
		return plain
	}
	whole, fraction, _ := strings.Cut(plain, ".")
	for ; by > 0; by-- {
		d := "0"
		if fraction != "" {
			d, fraction = fraction[:1], fraction[1:]
		}
		whole += d
	}
	if fraction != "" {
		return whole + "." + fraction
	}
	return whole
}

// vague says that the words before a number make it inexact.
func (q *quantity) vague(text string) bool {
	before := strings.TrimRight(text[:q.start], " ")
	switch last, _ := utf8.DecodeLastRuneInString(before); last {
	case '近', '约', '超', '逾', '过', '足', '到', '少', '多', '数', '几', '均', '破', '成', '上':
	default:
		return false // nearly always
	}
	for _, mark := range inexactBefore {
		if !strings.HasSuffix(before, mark) {
			continue
		}
		// 网上20件 is exact, 上百件 is not; 申请数20件 is exact, 数十件 is not.
		if mark == "上" || mark == "成" || mark == "数" || mark == "几" {
			return isHanNumeral(text[q.start:])
		}
		return true
	}
	return false
}

// month tells the month of a period (1-6月, 6月份) from a day of the year and from
// the end of the period reported on.
func (q quantity) month(text, plain, rest string) (quantity, int) {
	after := strings.TrimPrefix(strings.TrimPrefix(rest, "月"), "份")
	q.after = len(text) - len(after)
	day := strings.TrimLeft(after, " ")
	q.value, _ = tally.Parse(plain)
	if digitLen(day) == 0 && !isHanNumeral(day) && !rangeAfter(after) && plain != "12" && !strings.HasPrefix(after, "起") {
		q.kind = isMonth
	}
	return q, q.after
}

// unitOf gives the unit that a text begins with; "" for none.
func unitOf(rest string) string {
	if rest == "" || rest[0] < 0x80 && rest[0] != '%' {
		return ""
	}
	for _, u := range countUnits {
		if rest[0] != u[0] || !strings.HasPrefix(rest, u) {
			continue
		}
		after := rest[len(u):]
		switch {
		case u == "件" && strings.HasPrefix(after, "事"), u == "次" && strings.HasPrefix(after, "性"), u == "条" && strings.HasPrefix(after, "龙"):
			return "" // 一件事, 一次性, 一条龙
		}
		return u
	}
	return ""
}

// isHanNumeral says that a text begins with a character of a Chinese numeral.
func isHanNumeral(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return numeralDigit(r) >= 0 || numeralScale(r) > 0
}

func numeralDigit(r rune) int64 {
	switch r {
	case '零', '〇':
		return 0
	case '两':
		return 2
	}
	if d := hanUnit(r); d > 0 {
		return int64(d)
	}
	return -1
}

func numeralScale(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	case '万':
		return 10000
	case '亿':
		return 100000000
	}
	return 0
}

// readHanNumber reads a Chinese numeral that has a unit; without one it is a word
// like another: 一是, 统一, 三公.
func readHanNumber(text string, q quantity) (quantity, int) {
	end := q.start
	for end-q.start < mostDigits*len("一") && isHanNumeral(text[end:]) {
		_, n := utf8.DecodeRuneInString(text[end:])
		end += n
	}
	numeral := text[q.start:end]
	if before, _ := utf8.DecodeLastRuneInString(text[:q.start]); before == '第' || numeral == "一" && strings.ContainsRune("统唯单专同之首其逐万", before) {
		return q, end
	}
	if rest, ok := strings.CutPrefix(text[q.start:], "百分之"); ok {
		return readPercent(text, q, len(text)-len(rest))
	}
	rest, skipped := skipBlanks(text, end)
	unit := unitOf(rest)
	if unit == "" && numeral != "零" && !strings.HasPrefix(rest, "年") && !strings.HasPrefix(rest, "月") && !roundMark(rest) {
		return q, end // nearly always: a word like another
	}
	value, exact := hanValue(numeral)
	q.end = end
	switch {
	case strings.HasPrefix(rest, "年") && utf8.RuneCountInString(numeral) == 4 && hanYear(numeral) > 0:
		q.kind, q.value, q.after = isYear, wholeNumber(hanYear(numeral)), skipped+len("年")
		return q, q.after
	case unit == "" && strings.HasPrefix(rest, "月") && exact:
		return q.month(text, strconv.FormatInt(value, 10), rest)
	case unit == "" && !roundMark(rest):
		if numeral != "零" || !strings.HasSuffix(text[:q.start], "为") {
			return q, end
		}
	case unit == "起" && !caseNext(rest[len(unit):]):
		return q, end // 一起 means together
	}
	q, end = q.finish(text, strconv.FormatInt(value, 10), skipped, false)
	q.inexact = q.inexact || !exact
	return q, end
}

// roundMark says that a text begins with a mark of round numbers: 十余件.
func roundMark(s string) bool {
	return strings.HasPrefix(s, "余") || strings.HasPrefix(s, "多") || strings.HasPrefix(s, "几")
}

// caseNext says that 起 counts cases: the clause ends after it, or names them.
func caseNext(after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	return after == "" || strings.ContainsRune("，。；、）)", r) || strings.HasPrefix(after, "行政") || strings.HasPrefix(after, "案")
}

func readPercent(text string, q quantity, at int) (quantity, int) {
	end := at
	var plain string
	if d := digitLen(text[at:]); d > 0 {
		plain, end, _ = readDigits(text, at)
		if len(plain) > mostDigits {
			return q, end
		}
	} else {
		for end-at < mostDigits*len("一") && isHanNumeral(text[end:]) {
			_, n := utf8.DecodeRuneInString(text[end:])
			end += n
		}
		v, exact := hanValue(text[at:end])
		if !exact {
			return q, max(end, at)
		}
		plain = strconv.FormatInt(v, 10)
	}
	q.kind, q.end, q.after, q.unit = isCount, end, end, "%"
	q.value, _ = tally.Parse(plain)
	q.inexact = q.vague(text)
	return q, end
}

// hanValue gives the value of a Chinese numeral, and whether it is exact: 三四 and
// 百 are not.
func hanValue(s string) (value int64, exact bool) {
	var sum, section, last int64
	digit := int64(-1)
	exact = true
	first, zero := true, false
	for _, r := range s {
		if d := numeralDigit(r); d >= 0 {
			if digit > 0 || digit == 0 && d == 0 {
				exact = false // 三四件; of 二〇二二 nobody asks here
				continue
			}
			digit, zero, first = d, d == 0 && !first, false
			continue
		}
		scale := numeralScale(r)
		if digit < 0 && (first || zero || scale < 10000) {
			exact = exact && scale == 10 // 百件 says about a hundred
			digit = 1
		}
		if sum > 1e12 {
			return 0, false // 亿亿: no number
		}
		if scale >= 10000 {
			sum, section = (sum+section+max(digit, 0))*scale, 0
		} else {
			section += digit * scale
		}
		digit, last, first, zero = -1, scale, false, false
	}
	if digit > 0 && last > 10 && !strings.Contains(s, "零") && !strings.Contains(s, "〇") {
		digit *= last / 10 // 一百二 is 120
	}
	if value = sum + section + max(digit, 0); value < 0 || value > 1e15 {
		return 0, false
	}
	return value, exact
}

func wholeNumber(n int64) tally.Number {
	number, _ := tally.Parse(strconv.FormatInt(n, 10))
	return number
}

// hanYear gives the year of 二〇二二; 0 for no year.
func hanYear(s string) int64 {
	var y int64
	for _, r := range s {
		d := numeralDigit(r)
		if d < 0 {
			return 0
		}
		y = 10*y + d
	}
	if y < 1900 || y > 2099 {
		return 0
	}
	return y
}
