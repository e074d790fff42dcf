package check

import (
	"cmp"
	"strings"
	"time"

	"golang.org/x/text/width"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

var validity = Unit{
	Rules: []Rule{{
		Name: "validity-expired", Severity: Warning, Group: Catalogue,
		Title: diag.Text{Zh: "有效性已经过期", En: "expired validity"},
		About: diag.Text{
			Zh: "有效性（validity）写的是有效，同一处写明的截止日、期限或者废止日却在检查之日已经过去。只写期限的，从写明的起始日算起，没有写的从成文日期（“自发布之日起”的从发布日期）算起。写明“已失效”“已废止”的，只有起始日的，没有日期可算的，都不报。核对后改写有效性。",
			En: "The validity says 有效 together with a last day, a term or a day of repeal that has passed on the day of the check. A term counts from the first day that is given, or else from the day of issue (for 自发布之日起, of publication). What says 已失效 or 已废止, gives a first day only, or has no day to count from, is not meant. Look at it and correct the validity."},
		Basis:   diag.Text{Zh: "目录中有效性的含义：有效的信息没有废止、没有过期", En: "what 有效性 means in a catalogue: not repealed, not expired"},
		Example: diag.Text{Zh: "2026 年检查时写着“有效至2025年12月31日”；“有效，2024年3月1日废止”", En: "有效至2025年12月31日 checked in 2026; 有效，2024年3月1日废止"},
	}},
	Text: checkValidity,
}

func checkValidity(s *Subject) {
	today := s.Whole.AsOf
	if s.Validity == "" || s.Validity == "有效" || today.IsZero() {
		return
	}
	over, ok := endOfValidity(s.Validity, s.Issued, s.Published)
	if !ok || over.Compare(today) > 0 {
		return
	}
	pos, width := s.KeyPos("validity")
	s.Add(Finding{
		Rule: "validity-expired", Pos: pos, Width: width,
		Message: diag.Textf("有效性写的是“%[1]s”，自%[2]s起已经不再有效（检查之日是%[3]s）", "the validity is %[1]q, which is over since %[4]s (checked on %[5]s)", s.Validity, over.Chinese(), today.Chinese(), over, today),
		Hint:    diag.Text{Zh: "核对后改写有效性，如“已失效”", En: "look whether it still holds and correct the validity, to 已失效 for example"},
	})
}

const chineseDigit = `[〇○零一二三四五六七八九十]`

var (
	endedState  = pattern(`已经?于?.{0,12}(?:失效|废止|过期|届满|期满|到期|终止|停止|作废)|^(?:失效|废止|无效|过期|作废|终止|停止)|不再有效|届满失效`)
	longState   = pattern(`长期|永久|无限期|继续有效`)
	dayInState  = pattern(`((?:19|20)\d\d|[一二]` + chineseDigit + `{3})(?:年(?:(\d{1,2}|` + chineseDigit + `{1,2})月(?:(\d{1,2}|` + chineseDigit + `{1,3})[日号]|[底末])?|[底末])?度?|([-/.])(\d{1,2})[-/.](\d{1,2})日?)`)
	compactDay  = pattern(`(20\d\d)([01]\d)([0-3]\d)`)
	beforeEnd   = pattern(`(?:至|到|止于?|截止|截至|期限?[为是:]?|为止|到期日?[为是:]?|[-—–~～]+)$`)
	afterEnd    = pattern(`^(?:止|为止|截止|到期|期满|届满|失效|终止)`)
	repealed    = pattern(`^起?,?(?:正式)?(?:被|予以)?(?:废止|失效|停止执行|停止施行|停止使用|不再执行|不再施行|终止|作废)`)
	repealedOn  = pattern(`(?:废止|失效|作废|终止)(?:日期|时间|日)?[为是于:]?$`)
	validTerm   = pattern(`(?:有效期限?|有效|试行期?|施行期?|期限|之日起)[为是:,]?(?:自[^,;]{1,12}之日起)?[为是:,]?(\d{1,3}|` + chineseDigit + `{1,3}|两)(个月|周年|年|日|天)|^(\d{1,2}|` + chineseDigit + `{1,2}|两)(个月|年)(?:内)?有效`)
	afterSoDays = pattern(`之日起(\d{1,3}|` + chineseDigit + `{1,3})(?:个工作)?日[后内]`)
)

// endOfValidity gives the first day on which what is said to be valid is so no
// longer; false where it holds for ever or that cannot be told.
func endOfValidity(state string, issued, published date.Date) (date.Date, bool) {
	state = strings.NewReplacer("，", ",", "；", ";", "：", ":", " ", "", "\u3000", "", "至今", "").Replace(width.Fold.String(state))
	if !strings.Contains(state, "有效") || endedState().MatchString(state) && !claimsValid(state) || longState().MatchString(state) {
		return date.Date{}, false
	}
	state = compactDay().ReplaceAllString(state, "$1-$2-$3")
	var first date.Date
	for _, m := range dayInState().FindAllStringSubmatchIndex(state, -1) {
		from, over, ok := stateDay(state, m)
		before, after := state[:m[0]], state[m[1]:]
		switch {
		case !ok:
		case repealed().MatchString(after), repealedOn().MatchString(before):
			return from, true
		case beginsWithAny(after, "前", "之前", "以前"):
			return from, true
		case afterEnd().MatchString(after), beforeEnd().MatchString(before) && !strings.HasPrefix(after, "起") && !openRange(after):
			return over, true
		case first.IsZero():
			first = from
		}
	}
	return endOfTerm(state, cmp.Or(first, startOf(state, issued, published)))
}

// claimsValid says that a state begins with 有效 itself: 有效（已于2024年3月1日废止）.
func claimsValid(state string) bool {
	rest, ok := strings.CutPrefix(state, "有效")
	return ok && !strings.HasPrefix(rest, "期") || strings.HasPrefix(state, "现行有效")
}

// openRange says that a day begins a range: 有效期2020年1月1日至2024年12月31日.
func openRange(after string) bool {
	return beginsWithAny(after, "至", "到", "-", "—", "–", "~", "～")
}

// stateDay reads a match of dayInState: the day, or the first of the month or year,
// and the day after it.
func stateDay(state string, m []int) (from, over date.Date, ok bool) {
	group := func(i int) (n int) {
		if m[2*i] >= 0 {
			n, _ = countOf(state[m[2*i]:m[2*i+1]])
		}
		return n
	}
	_, year, ok := yearEndingAt(state[m[2]:m[3]])
	month, day := group(2), group(3)
	if m[2*4] >= 0 {
		month, day = group(5), group(6)
	}
	if !ok || month > 12 || day > 31 {
		return from, over, false
	}
	// A year or a month alone means all of it.
	from = date.Date{Year: int16(year), Month: uint8(max(month, 1)), Day: uint8(max(day, 1))}
	switch {
	case month == 0:
		over = later(from, 1, 0, 0)
	case day == 0:
		over = later(from, 0, 1, 0)
	default:
		over = later(from, 0, 0, 1)
	}
	return from, over, true
}

// startOf gives the day from which a term counts that gives none itself.
func startOf(state string, issued, published date.Date) date.Date {
	start := cmp.Or(issued, published)
	if mentionsAny(state, "发布之日", "公布之日", "公开之日") {
		start = cmp.Or(published, issued)
	}
	if m := afterSoDays().FindStringSubmatch(state); m != nil && !start.IsZero() {
		days, _ := countOf(m[1])
		start = later(start, 0, 0, days)
	}
	return start
}

// endOfTerm gives the end of the term that a state names.
func endOfTerm(state string, start date.Date) (date.Date, bool) {
	m := validTerm().FindStringSubmatch(afterSoDays().ReplaceAllString(state, "之日起"))
	if m == nil || start.IsZero() {
		return date.Date{}, false
	}
	n, ok := countOf(cmp.Or(m[1], m[3]))
	if !ok || n == 0 {
		return date.Date{}, false
	}
	switch cmp.Or(m[2], m[4]) {
	case "个月":
		return later(start, 0, n, 0), true
	case "日", "天":
		return later(start, 0, 0, n), true
	}
	return later(start, n, 0, 0), true
}

// countOf reads a number of few digits, also in Chinese: 24, 二十四, 两.
func countOf(text string) (int, bool) {
	switch {
	case text == "两":
		return 2, true
	case digits(text):
		return digitsIn(text), true
	}
	return smallNumber(text)
}

// later gives a day some years, months and days after another.
func later(d date.Date, years, months, days int) date.Date {
	t := time.Date(int(d.Year)+years, time.Month(int(d.Month)+months), int(d.Day)+days, 0, 0, 0, 0, time.UTC)
	return date.Date{Year: int16(t.Year()), Month: uint8(t.Month()), Day: uint8(t.Day())}
}
