package tomldoc

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A want is a type that a reader asks for: its name, and how a value of another
// type becomes one.
type want struct {
	noun diag.Text
	hint func(key string, v Value) diag.Text
}

// The types that readers ask for.
var (
	wantString  = want{diag.Text{Zh: "文字", En: "a string"}, stringHint}
	wantInt     = want{diag.Text{Zh: "整数", En: "a whole number"}, intHint}
	wantBool    = want{diag.Text{Zh: " true 或 false", En: "true or false"}, boolHint}
	wantDate    = want{diag.Text{Zh: "日期", En: "a date"}, dateHint}
	wantStrings = want{diag.Text{Zh: "文字或一组文字", En: "a string or a list of strings"}, stringsHint}
	wantElement = want{diag.Text{Zh: "文字", En: "strings only"}, elementHint}
	wantTable   = want{diag.Text{Zh: "表", En: "a table"}, tableHint}
	wantTables  = want{diag.Text{Zh: "一组表", En: "a list of tables"}, tablesHint}
)

// kindOf names the type of a value.
func kindOf(v any) diag.Text {
	switch v := v.(type) {
	case string:
		return diag.Text{Zh: "文字", En: "a string"}
	case int64:
		return diag.Text{Zh: "整数", En: "a whole number"}
	case float64:
		return diag.Text{Zh: "小数", En: "a decimal"}
	case bool:
		return diag.Text{Zh: "真假值", En: "a truth value"}
	case date.Date:
		return diag.Text{Zh: "日期", En: "a date"}
	case time.Time:
		return kindOfTime(v)
	case []any:
		return diag.Text{Zh: "数组", En: "a list"}
	}
	return diag.Text{Zh: "表", En: "a table"}
}

func kindOfTime(t time.Time) diag.Text {
	switch t.Location().String() {
	case localTime:
		return diag.Text{Zh: "时刻", En: "a time of day"}
	case localDateTime:
		return diag.Text{Zh: "日期和时刻", En: "a date with a time"}
	}
	return diag.Text{Zh: "带时区的日期和时刻", En: "a date with a time and zone"}
}

// Kind names the type of the value, for messages: 整数, a whole number.
func (v Value) Kind() diag.Text { return kindOf(v.Any) }

func stringHint(key string, v Value) diag.Text {
	if list, ok := v.Any.([]any); ok && len(list) == 1 {
		if only, _ := v.Elem(0); kindOf(only.Any) == kindOf("") {
			return diag.Textf("去掉方括号：%s = %s", "remove the brackets: %s = %s", key, only.Shown())
		}
	}
	if !scalar(v.Any) {
		return diag.Textf("写成一段文字：%s = \"…\"", "write one string: %s = \"…\"", key)
	}
	return diag.Textf("加上引号：%s = %q", "put it in quotes: %s = %q", key, v.Raw())
}

func intHint(key string, v Value) diag.Text {
	switch got := v.Any.(type) {
	case string:
		digits := strings.TrimSuffix(strings.TrimSpace(narrow(got)), "年")
		if n, err := strconv.Atoi(digits); err == nil && digits == got {
			return diag.Textf("去掉引号：%s = %d", "remove the quotes: %s = %d", key, n)
		} else if err == nil {
			return diag.Textf("只写数字：%s = %d", "write the digits only: %s = %d", key, n)
		}
	case float64:
		if whole := int64(got); float64(whole) == got {
			return diag.Textf("去掉小数部分：%s = %d", "remove the fraction: %s = %d", key, whole)
		}
	case date.Date:
		return diag.Textf("只写年份：%s = %d", "write the year only: %s = %d", key, got.Year)
	}
	return diag.Textf("写成不带引号的整数：%s = …", "write a whole number without quotes: %s = …", key)
}

func boolHint(key string, v Value) diag.Text {
	if s, ok := v.Any.(string); ok && (s == "true" || s == "false") {
		return diag.Textf("去掉引号：%s = %s", "remove the quotes: %s = %s", key, s)
	}
	var word string
	switch strings.ToLower(strings.Trim(v.Raw(), `"'`)) {
	case "1", "yes", "y", "on", "true", "是":
		word = "true"
	case "0", "no", "n", "off", "false", "否":
		word = "false"
	default:
		return diag.Textf("写成 %[1]s = true 或 %[1]s = false", "write %[1]s = true or %[1]s = false", key)
	}
	return diag.Textf("写成 %s = %s", "write %s = %s", key, word)
}

// writtenDate finds a day in the ways people write it: 2023年1月12日, 2023/1/12, 20230112.
var writtenDate = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\d{4})(?:[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{2})(\d{2}))$`)
})

func dateHint(key string, v Value) diag.Text {
	if t, ok := v.Any.(time.Time); ok && t.Location().String() != localTime {
		return diag.Textf("只写到日：%s = %s", "keep the day only: %s = %s", key, t.Format(time.DateOnly))
	}
	s, quoted := v.Any.(string)
	if !quoted {
		s = v.Raw()
	}
	day, ok := readDate(strings.TrimSpace(narrow(s)))
	switch {
	case ok && day == s:
		return diag.Textf("去掉引号：%s = %s", "remove the quotes: %s = %s", key, day)
	case ok && quoted:
		return diag.Textf("写成不带引号的 年-月-日：%s = %s", "write year-month-day without quotes: %s = %s", key, day)
	case ok:
		return diag.Textf("写成 年-月-日：%s = %s", "write year-month-day: %s = %s", key, day)
	}
	return diag.Textf("写成不带引号的 年-月-日，月和日各两位：%s = 2023-01-12", "write year-month-day without quotes, month and day with two digits each: %s = 2023-01-12", key)
}

// readDate gives the day that s means, after ISO 8601.
func readDate(s string) (string, bool) {
	m := writtenDate().FindStringSubmatch(s)
	if m == nil {
		return "", false
	}
	iso := m[1] + "-" + pad(m[2]+m[4]) + "-" + pad(m[3]+m[5])
	_, err := time.Parse(time.DateOnly, iso)
	return iso, err == nil
}

func pad(digits string) string {
	if len(digits) == 1 {
		return "0" + digits
	}
	return digits
}

func stringsHint(key string, v Value) diag.Text {
	if scalar(v.Any) {
		return diag.Textf("加上引号：%s = [%q]", "put it in quotes: %s = [%q]", key, v.Raw())
	}
	return diag.Textf("写成 %s = [\"…\", \"…\"]", "write %s = [\"…\", \"…\"]", key)
}

func elementHint(_ string, v Value) diag.Text {
	if scalar(v.Any) {
		return diag.Textf("加上引号：%q", "put it in quotes: %q", v.Raw())
	}
	return diag.Textf("每一项写成一段文字：\"…\"", "make each item one string: \"…\"")
}

func tableHint(key string, v Value) diag.Text {
	if list, ok := v.Any.([]any); ok && len(list) > 0 && kindOf(list[0]) == kindOf(nil) {
		return diag.Textf("只用一层方括号，并且只写一次：[%s]", "use single brackets, and only once: [%s]", key)
	}
	return diag.Textf("另起一行写 [%s]，下面逐行写键和值", "write [%s] on a line of its own, and its keys and values below", key)
}

func tablesHint(key string, v Value) diag.Text {
	if _, ok := v.Any.(map[string]any); ok {
		return diag.Textf("用两层方括号：[[%s]]", "use double brackets: [[%s]]", key)
	}
	return diag.Textf("每一项另起一行写 [[%s]]，下面逐行写键和值", "begin each one with [[%s]] on a line of its own, and write its keys and values below", key)
}

// scalar says that a value is no list and no table.
func scalar(v any) bool {
	switch v.(type) {
	case []any, map[string]any:
		return false
	}
	return true
}
