package tomldoc

import (
	"reflect"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/diag"
)

// A taking reads one value from a table, whatever its type.
type taking func(*Reader) any

func two[T any](v T, ok bool) any {
	if !ok {
		return nil
	}
	return v
}

func TestReaderTypes(t *testing.T) {
	str := func(r *Reader) any { return two(r.String("k")) }
	integer := func(r *Reader) any { return two(r.Int("k")) }
	boolean := func(r *Reader) any { return two(r.Bool("k")) }
	day := func(r *Reader) any { return two(r.Date("k")) }
	strs := func(r *Reader) any { return two(r.Strings("k")) }
	table := func(r *Reader) any {
		below, ok := r.Table("k")
		if !ok {
			return nil
		}
		return two(below.Int("n"))
	}
	tables := func(r *Reader) any {
		var list []any
		for _, below := range r.Tables("k") {
			list = append(list, two(below.Int("n")))
		}
		return list
	}
	tests := []struct {
		name, text string
		take       taking
		want       any
		zh, en     string // of the problem; "" for none
	}{
		{"string", `k = "甲"`, str, "甲", "", ""},
		{"no string", ``, str, nil, "", ""},
		{"number for a string", `k = 7.50`, str, nil,
			"x:1:5: k 写的是 7.50（小数），应为文字\n    提示: 加上引号：k = \"7.50\"\n",
			"x:1:5: k is 7.50, a decimal; want a string\n    hint: put it in quotes: k = \"7.50\"\n"},
		{"date for a string", `k = 2023-01-12`, str, nil,
			"x:1:5: k 写的是 2023-01-12（日期），应为文字\n    提示: 加上引号：k = \"2023-01-12\"\n",
			"x:1:5: k is 2023-01-12, a date; want a string\n    hint: put it in quotes: k = \"2023-01-12\"\n"},
		{"list of one for a string", `k = ["甲"]`, str, nil,
			"x:1:5: k 写的是 [\"甲\"]（数组），应为文字\n    提示: 去掉方括号：k = \"甲\"\n",
			"x:1:5: k is [\"甲\"], a list; want a string\n    hint: remove the brackets: k = \"甲\"\n"},
		{"table for a string", "[k]\nn = 1", str, nil,
			"x:1:2: k 是表，应为文字\n    提示: 写成一段文字：k = \"…\"\n",
			"x:1:2: k is a table; want a string\n    hint: write one string: k = \"…\"\n"},

		{"whole number", `k = 2022`, integer, 2022, "", ""},
		{"quoted number", `k = "2022"`, integer, nil,
			"x:1:5: k 写的是 \"2022\"（文字），应为整数\n    提示: 去掉引号：k = 2022\n",
			"x:1:5: k is \"2022\", a string; want a whole number\n    hint: remove the quotes: k = 2022\n"},
		{"quoted year", `k = "２０２２年"`, integer, nil,
			"x:1:5: k 写的是 \"２０２２年\"（文字），应为整数\n    提示: 只写数字：k = 2022\n",
			"x:1:5: k is \"２０２２年\", a string; want a whole number\n    hint: write the digits only: k = 2022\n"},
		{"decimal for a whole number", `k = 2022.0`, integer, nil,
			"x:1:5: k 写的是 2022.0（小数），应为整数\n    提示: 去掉小数部分：k = 2022\n",
			"x:1:5: k is 2022.0, a decimal; want a whole number\n    hint: remove the fraction: k = 2022\n"},
		{"date for a whole number", `k = 2022-12-31`, integer, nil,
			"x:1:5: k 写的是 2022-12-31（日期），应为整数\n    提示: 只写年份：k = 2022\n",
			"x:1:5: k is 2022-12-31, a date; want a whole number\n    hint: write the year only: k = 2022\n"},
		{"word for a whole number", `k = "去年"`, integer, nil,
			"x:1:5: k 写的是 \"去年\"（文字），应为整数\n    提示: 写成不带引号的整数：k = …\n",
			"x:1:5: k is \"去年\", a string; want a whole number\n    hint: write a whole number without quotes: k = …\n"},

		{"truth", `k = true`, boolean, true, "", ""},
		{"quoted truth", `k = "true"`, boolean, nil,
			"x:1:5: k 写的是 \"true\"（文字），应为 true 或 false\n    提示: 去掉引号：k = true\n",
			"x:1:5: k is \"true\", a string; want true or false\n    hint: remove the quotes: k = true\n"},
		{"no in Chinese", `k = "否"`, boolean, nil,
			"x:1:5: k 写的是 \"否\"（文字），应为 true 或 false\n    提示: 写成 k = false\n",
			"x:1:5: k is \"否\", a string; want true or false\n    hint: write k = false\n"},
		{"number for a truth", `k = 2`, boolean, nil,
			"x:1:5: k 写的是 2（整数），应为 true 或 false\n    提示: 写成 k = true 或 k = false\n",
			"x:1:5: k is 2, a whole number; want true or false\n    hint: write k = true or k = false\n"},

		{"date", `k = 2023-01-12`, day, date.Date{Year: 2023, Month: 1, Day: 12}, "", ""},
		{"quoted date", `k = "2023-01-12"`, day, nil,
			"x:1:5: k 写的是 \"2023-01-12\"（文字），应为日期\n    提示: 去掉引号：k = 2023-01-12\n",
			"x:1:5: k is \"2023-01-12\", a string; want a date\n    hint: remove the quotes: k = 2023-01-12\n"},
		{"Chinese date", `k = "2023年1月12日"`, day, nil,
			"x:1:5: k 写的是 \"2023年1月12日\"（文字），应为日期\n    提示: 写成不带引号的 年-月-日：k = 2023-01-12\n",
			"x:1:5: k is \"2023年1月12日\", a string; want a date\n    hint: write year-month-day without quotes: k = 2023-01-12\n"},
		{"date as a number", `k = 20230112`, day, nil,
			"x:1:5: k 写的是 20230112（整数），应为日期\n    提示: 写成 年-月-日：k = 2023-01-12\n",
			"x:1:5: k is 20230112, a whole number; want a date\n    hint: write year-month-day: k = 2023-01-12\n"},
		{"date with a zone", `k = 2023-01-12T23:00:00-08:00`, day, nil,
			"x:1:5: k 写的是 2023-01-12T23:00:00-08:00（带时区的日期和时刻），应为日期\n    提示: 只写到日：k = 2023-01-12\n",
			"x:1:5: k is 2023-01-12T23:00:00-08:00, a date with a time and zone; want a date\n    hint: keep the day only: k = 2023-01-12\n"},
		{"date with a time", `k = 2023-01-12 08:00:00`, day, nil,
			"x:1:5: k 写的是 2023-01-12 08:00:00（日期和时刻），应为日期\n    提示: 只写到日：k = 2023-01-12\n",
			"x:1:5: k is 2023-01-12 08:00:00, a date with a time; want a date\n    hint: keep the day only: k = 2023-01-12\n"},
		{"time", `k = 08:00:00`, day, nil,
			"x:1:5: k 写的是 08:00:00（时刻），应为日期\n    提示: 写成不带引号的 年-月-日，月和日各两位：k = 2023-01-12\n",
			"x:1:5: k is 08:00:00, a time of day; want a date\n    hint: write year-month-day without quotes, month and day with two digits each: k = 2023-01-12\n"},

		{"strings", `k = ["甲", "乙"]`, strs, []string{"甲", "乙"}, "", ""},
		{"one string", `k = "甲"`, strs, []string{"甲"}, "", ""},
		{"no strings", `k = []`, strs, []string{}, "", ""},
		{"number among strings", `k = ["甲", 7, "乙", ["丙"]]`, strs, []string{"甲", "乙"},
			"x:1:11: k 里有 7（整数），应为文字\n    提示: 加上引号：\"7\"\nx:1:19: k 里有 [\"丙\"]（数组），应为文字\n    提示: 每一项写成一段文字：\"…\"\n",
			"x:1:11: k holds 7, a whole number; want strings only\n    hint: put it in quotes: \"7\"\nx:1:19: k holds [\"丙\"], a list; want strings only\n    hint: make each item one string: \"…\"\n"},
		{"number for strings", `k = 7`, strs, nil,
			"x:1:5: k 写的是 7（整数），应为文字或一组文字\n    提示: 加上引号：k = [\"7\"]\n",
			"x:1:5: k is 7, a whole number; want a string or a list of strings\n    hint: put it in quotes: k = [\"7\"]\n"},

		{"table", "[k]\nn = 1", table, 1, "", ""},
		{"list of tables for a table", "[[k]]\nn = 1", table, nil,
			"x:1:3: k 是数组，应为表\n    提示: 只用一层方括号，并且只写一次：[k]\n",
			"x:1:3: k is a list; want a table\n    hint: use single brackets, and only once: [k]\n"},
		{"string for a table", `k = "甲"`, table, nil,
			"x:1:5: k 写的是 \"甲\"（文字），应为表\n    提示: 另起一行写 [k]，下面逐行写键和值\n",
			"x:1:5: k is \"甲\", a string; want a table\n    hint: write [k] on a line of its own, and its keys and values below\n"},
		{"wrong below a table", "[k]\nn = \"1\"", table, nil,
			"x:2:5: k.n 写的是 \"1\"（文字），应为整数\n    提示: 去掉引号：n = 1\n",
			"x:2:5: k.n is \"1\", a string; want a whole number\n    hint: remove the quotes: n = 1\n"},
		{"list of tables", "[[k]]\nn = 1\n[[k]]\nn = 2", tables, []any{1, 2}, "", ""},
		{"table for a list of tables", "[k]\nn = 1", tables, []any(nil),
			"x:1:2: k 是表，应为一组表\n    提示: 用两层方括号：[[k]]\n",
			"x:1:2: k is a table; want a list of tables\n    hint: use double brackets: [[k]]\n"},
		{"string in a list of tables", `k = [{n = 1}, "甲"]`, tables, []any{1},
			"x:1:15: k 里有 \"甲\"（文字），应为一组表\n    提示: 每一项另起一行写 [[k]]，下面逐行写键和值\n",
			"x:1:15: k holds \"甲\", a string; want a list of tables\n    hint: begin each one with [[k]] on a line of its own, and write its keys and values below\n"},
		{"long value", `k = "` + "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长" + `"`, integer, nil,
			"x:1:5: k 写的是 \"长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长…（文字），应为整数\n    提示: 写成不带引号的整数：k = …\n",
			"x:1:5: k is \"长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长…, a string; want a whole number\n    hint: write a whole number without quotes: k = …\n"},
	}
	for _, test := range tests {
		doc, problems := Parse("x", 1, []byte(test.text))
		got := test.take(NewReader(doc, &problems))
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %#v; want %#v", test.name, got, test.want)
		}
		if zh, en := problems.Print(diag.Chinese), problems.Print(diag.English); zh != test.zh || en != test.en {
			t.Errorf("%s:\n got %s%swant %s%s", test.name, zh, en, test.zh, test.en)
		}
	}
}

func TestReaderKeys(t *testing.T) {
	doc, problems := Parse("x.md", 2, []byte(`zzz = 1
titel = "甲"
year = 2022
[[waiver]]
reson = "乙"
by = "丙"
"一 二" = 3
`))
	r := NewReader(doc, &problems)
	r.Need("title")
	r.Int("year")
	r.Int("year")
	for _, w := range r.Tables("waiver") {
		w.Need("rule", "by")
		w.String("reason")
		w.Done()
		if got := w.Name("by"); got != "waiver.by" {
			t.Errorf("name %s", got)
		}
		for name, pos := range map[string]diag.Pos{"6:1": w.KeyPos("reson"), "5:3": w.KeyPos("rule"), "7:6": w.ValuePos("by")} {
			if pos.String() != "x.md:"+name {
				t.Errorf("place %s; want %s", pos, name)
			}
		}
	}
	r.Done()
	problems.Sort()
	wantZh := `x.md:2:1: 缺少 title
    提示: 增加一行：title = …
x.md:2:1: 不认识的键 zzz
    提示: 可用的键：title, year, waiver
x.md:3:1: 不认识的键 titel
    提示: 是不是 title？
x.md:5:3: 缺少 waiver.rule
    提示: 增加一行：rule = …
x.md:6:1: 不认识的键 waiver.reson
    提示: 是不是 reason？
x.md:8:1: 不认识的键 waiver.一 二
    提示: 可用的键：rule, by, reason
`
	wantEn := `x.md:2:1: title is missing
    hint: add a line: title = …
x.md:2:1: unknown key "zzz"
    hint: known keys: title, year, waiver
x.md:3:1: unknown key "titel"
    hint: did you mean title?
x.md:5:3: waiver.rule is missing
    hint: add a line: rule = …
x.md:6:1: unknown key "waiver.reson"
    hint: did you mean reason?
x.md:8:1: unknown key "waiver.一 二"
    hint: known keys: rule, by, reason
`
	if zh, en := problems.Print(diag.Chinese), problems.Print(diag.English); zh != wantZh || en != wantEn {
		t.Errorf("got\n%s%swant\n%s%s", zh, en, wantZh, wantEn)
	}
}

func TestReaderDoneInOrder(t *testing.T) {
	doc, problems := Parse("x", 1, []byte("c = 1\na = 1\nb = 1\n"))
	NewReader(doc, &problems).Done()
	var got string
	for _, p := range problems {
		got += p.Text.En + "\n"
	}
	if want := "unknown key \"c\"\nunknown key \"a\"\nunknown key \"b\"\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
