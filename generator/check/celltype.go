package check

import (
	"strings"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

var cellTypes = Unit{
	Rules: []Rule{{
		Name: "cell-type", Severity: Error, Group: Arithmetic,
		Title:   diag.Text{Zh: "单元格里不是应有的数", En: "a cell does not hold the number it should"},
		About:   diag.Text{Zh: "件数应为不小于 0 的整数；金额不小于 0，小数位数不多于格式规定。负数、小数、文字是错误；千分位逗号、全角数字、带单位等写法只作提示：它们照原文显示，但不能参加勾稽。空白和“/”不在此列。", En: "Counts are whole and not negative; amounts are not negative and have no more decimals than the form gives. A negative number, a fraction or a text is an error; thousands separators, full-width digits and units in the cell are notices: they are shown as published, but take part in no sum. Blanks and “/” are not meant here."},
		Basis:   diag.Text{Zh: "各表的含义与单位（国办公开办函〔2021〕30号）", En: "the meaning and units of the tables (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "新收申请 -3；收费 \"1,234\"", En: "received -3; fees \"1,234\""},
	}},
	Tables: checkCellTypes,
}

// checkCellTypes holds every cell against its type.
func checkCellTypes(s *Subject) {
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		for j := range t.Def.Rows {
			row := &t.Def.Rows[j]
			for k := range row.Columns {
				cell := row.First + k
				kind, decimals := row.TypeOf(&row.Columns[k])
				severity, what, hint := judge(t.Cells.At(cell), kind, decimals)
				if severity == "" {
					continue
				}
				label := t.Def.Label(cell)
				s.Add(Finding{
					Rule: "cell-type", Severity: severity, Cells: []string{t.Def.Name(cell)},
					Message: diag.Textf("%[1]s %[2]s", "%[4]s %[3]s", label, what.Zh, what.En, t.Def.Name(cell)), Hint: hint,
				})
			}
		}
	}
}

// judge says what is wrong with a cell of a type; no severity for nothing.
func judge(c report.Cell, kind format.Type, decimals int) (Severity, diag.Text, diag.Text) {
	none := diag.Text{}
	if kind == format.Count && c.Kind == report.Number && digits(c.Text) {
		return "", none, none // nearly always
	}
	if c.Empty() || c.Kind == report.Mark && NotApplicable(c.Text) {
		return "", none, none
	}
	if kind == format.Amount {
		if c.Kind == report.Mark && !amount().MatchString(plainDigits(c.Text)) {
			return Warning, diag.Textf("写的是“%s”，应为带单位的金额", "is %q; want an amount with its unit", c.Text), diag.Text{Zh: "照原文核对，如 251000元、12.5万元", En: "compare with the original: 251000元, 12.5万元"}
		}
		return "", none, none
	}
	if c.Kind == report.Mark {
		return judgeText(c.Text, kind)
	}
	n, ok := tally.Parse(c.Text)
	switch {
	case !ok:
		return "", none, none // reading has refused it
	case n.Sign() < 0 && kind != format.Signed:
		return Error, diag.Textf("是负数 %s", "is negative: %s", c.Text), diag.Text{Zh: "件数和金额不小于 0", En: "counts and amounts are not negative"}
	case kind != format.Decimal && !n.Whole():
		return Error, diag.Textf("是小数 %s，应为整数", "is %s; want a whole number", c.Text), none
	case kind == format.Decimal && n.Scale() > decimals:
		return Notice, diag.Textf("写的是 %[1]s，小数多于 %[2]d 位", "is %[1]s, with more than %[2]d decimals", c.Text, decimals), none
	case kind != format.Decimal && n.Scale() > 0:
		return Notice, diag.Textf("写的是 %s，件数不写小数", "is %s; a count has no decimals", c.Text), none
	case strings.HasPrefix(c.Text, "+") && kind != format.Signed:
		return Notice, diag.Textf("写的是 %s，前面有加号", "is %s, with a plus sign", c.Text), none
	}
	return "", none, none
}

// digits says that a text consists of them alone.
func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

var (
	grouped  = pattern(`^\d{1,3}(,\d{3})+(\.\d+)?$`)
	withUnit = pattern(`^[+-]?\d[\d,]*(\.\d+)?\s*\p{Han}{1,3}$`)
	amount   = pattern(`^\d[\d,]*(\.\d+)?\s*(元|万元|亿元)$`)
)

// judgeText judges a text that stands where a number should.
func judgeText(text string, kind format.Type) (Severity, diag.Text, diag.Text) {
	plain := plainDigits(text)
	hint := diag.Text{Zh: "照原文显示，但不能参加勾稽", En: "it is shown as published, but takes part in no sum"}
	n, isNumber := tally.Parse(strings.ReplaceAll(plain, ",", ""))
	switch {
	case isNumber && n.Sign() < 0 && kind != format.Signed:
		return Error, diag.Textf("是负数“%s”", "is negative: %q", text), diag.Text{Zh: "件数和金额不小于 0", En: "counts and amounts are not negative"}
	case grouped().MatchString(plain):
		return Notice, diag.Textf("写的是“%s”，数里有分位逗号", "is %q, with separators in the number", text), hint
	case isNumber && plain != text:
		return Notice, diag.Textf("写的是“%s”，用了全角数字", "is %q, in full-width digits", text), hint
	case isNumber:
		return Notice, diag.Textf("写的是“%s”，数加了引号", "is %q, a number in quotes", text), diag.Textf("数不加引号：%s", "write it without quotes: %s", text)
	case withUnit().MatchString(plain):
		return Notice, diag.Textf("写的是“%s”，单位写进了单元格", "is %q, with its unit in the cell", text), hint
	}
	return Error, diag.Textf("写的是“%s”，不是数", "is %q, which is no number", text), diag.Text{Zh: "照原文核对；确实没有数的，原文怎么写就怎么写，并写 [[waiver]] 说明", En: "compare with the original; where it has no number either, keep it and explain it in a [[waiver]]"}
}

// plainDigits writes full-width characters as ordinary ones.
func plainDigits(s string) string { return strings.ReplaceAll(width.Narrow.String(s), "，", ",") }

// NotApplicable says that a text in a cell stands for "there is none": / - — 无.
func NotApplicable(text string) bool {
	switch strings.ToUpper(strings.Trim(plainDigits(text), " \u3000")) {
	case "", "/", "\\", "-", "--", "---", "—", "——", "–", "―", "无", "空", "N/A", "NA", "*":
		return true
	}
	return false
}
