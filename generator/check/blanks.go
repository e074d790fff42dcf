package check

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/tally"
)

var blankCells = Unit{
	Rules: []Rule{{
		Name: "lost-cells", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "一行少了一格", En: "a row has lost a cell"},
		About:   diag.Text{Zh: "法定表的一行恰好有一格空白，其余都是数：像是发布时少了一格。少的是哪一格，只有各数相同或者与总计对得上才能断定，数不能自行移动。习惯以空白代替 0 的表不查，见 marks-for-zero；只有总计没填的，见 total-blank。一张表一条，列出各行。", En: "A row of a statutory table has exactly one blank among numbers, as if a cell was lost in print. Which one it was shows only where all numbers are the same, or from the total; values must not be moved. Tables that leave zeros blank are for marks-for-zero, totals left blank for total-blank. One finding for a table, with all rows."},
		Basis:   diag.Text{Zh: "年度报告格式的表样：每行的格数固定（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the rows of the form have a fixed number of cells (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
		Example: diag.Text{Zh: "表三有 21 行只印 6 个数，格式为 7 个", En: "21 rows of table three with 6 numbers; the form has 7"},
	}, {
		Name: "total-blank", Severity: Warning, Group: Form,
		Title:   diag.Text{Zh: "总计没有填", En: "a total is not filled in"},
		About:   diag.Text{Zh: "各项都是数，总计却是空白或者“/”。写明各项相加是多少；公布的表不会被改动。相加都是 0、格数又不多的，只作提示。合计行也缺最后一格的，像是少了一格，见 lost-cells。", En: "All parts are numbers, but their total is blank or “/”. What the parts add up to is given; the published table is not changed. A few that add up to 0 are a notice. Where rows outside the groups lack the last cell too, see lost-cells."},
		Basis:   diag.Text{Zh: "由“总计”的含义得出（国办公开办函〔2021〕30号）", En: "follows from what 总计 means (国办公开办函〔2021〕30号)"},
		Example: diag.Text{Zh: "自然人 5、商业企业 1，其余为 0，总计空白", En: "5 natural persons, 1 company, total blank"},
	}, {
		Name: "marks-for-zero", Severity: Notice, Group: Form,
		Title:   diag.Text{Zh: "用空白或“/”代替 0", En: "blanks or marks for zero"},
		About:   diag.Text{Zh: "法定表里没有发生的应填 0，不留空白，不填“/”“-”“无”。表三多于 10 格、表四多于 5 格的是警告：含有空白的勾稽关系无法核对。lost-cells、total-blank 已经指出的不再计入。", En: "Where nothing happened a statutory table has 0, not a blank and not / - 无. More than 10 in table three or 5 in table four are a warning: sums over blanks cannot be assessed. Cells named by lost-cells or total-blank are not counted again."},
		Basis:   diag.Text{Zh: "年度报告格式的表样（国办公开办函〔2021〕30号）；空白使勾稽关系无法核对", En: "the tables of the form (国办公开办函〔2021〕30号); blanks keep sums from being assessed"},
		Example: diag.Text{Zh: "规章一行填“/”；表三整行空白", En: "“/” in the row 规章; a row of table three left blank"},
	}},
	Tables: checkBlanks,
}

// checkBlanks judges the cells that hold no number.
func checkBlanks(s *Subject) {
	if len(s.Format.Sections) == 0 {
		return
	}
	for i := range s.Report.Tables {
		t := &s.Report.Tables[i]
		if !hasBlanks(t) {
			continue // nearly always
		}
		b := blanksOf{t: t, told: map[int]bool{}}
		b.read()
		b.lost(s)
		b.totals(s)
		b.marks(s)
	}
}

// unfilled says that a cell is blank or holds a sign for "none".
func unfilled(c report.Cell) bool {
	return c.Kind == report.Blank || c.Kind == report.Mark && NotApplicable(c.Text)
}

func hasBlanks(t *report.Table) bool {
	for i := range t.Cells.Len() {
		if t.Cells.At(i).Kind != report.Number && unfilled(t.Cells.At(i)) {
			return true
		}
	}
	return false
}

// blanksOf is what is known of the unfilled cells of a table.
type blanksOf struct {
	t         *report.Table
	noTotal   []sumOf      // rows and columns whose total alone is unfilled
	noPart    []sumOf      // rows of which one part alone is blank
	manyBlank bool         // a row has several unfilled cells: a habit
	told      map[int]bool // cells that a finding names
}

// A sumOf is a total with its parts.
type sumOf struct {
	total, blank int
	parts        []int
	sum          tally.Number // of the parts that are there
	rows         bool         // across a row
}

// read sorts the sums of the table by what they lack.
func (b *blanksOf) read() {
	known := map[int]bool{}
	for i := range b.t.Def.Sums {
		sum := &b.t.Def.Sums[i]
		for _, c := range sum.Cases {
			if len(c.Right) != 1 || len(c.Left) < 2 {
				continue
			}
			if b.unread(c.Right) || b.unread(c.Left) {
				continue
			}
			k := sumOf{total: c.Right[0], parts: c.Left, rows: sum.Each == format.EachRow}
			missing := 0
			for _, part := range c.Left {
				n, ok := number(b.t.Cells.At(part))
				if !ok {
					k.blank = part
					missing++
				}
				k.sum = k.sum.Add(n)
			}
			_, filled := number(b.t.Cells.At(k.total))
			switch {
			case missing == 0 && !filled && unfilled(b.t.Cells.At(k.total)) && !known[k.total]:
				known[k.total] = true
				b.noTotal = append(b.noTotal, k)
			case missing == 1 && filled && k.rows && b.t.Cells.At(k.blank).Kind == report.Blank:
				b.noPart = append(b.noPart, k)
			case k.rows && missing > 0:
				b.manyBlank = true
			}
		}
	}
}

// unread says that one of these cells is missing, of which reading has spoken.
func (b *blanksOf) unread(cells []int) bool {
	return slices.ContainsFunc(cells, func(at int) bool { return b.t.Cells.At(at).Kind == report.Missing })
}

// slid says that the last part of a row is the sum of those before: it is the
// total, which stands one cell too far to the left.
func (b *blanksOf) slid(k sumOf) bool {
	last, _ := number(b.t.Cells.At(k.parts[len(k.parts)-1]))
	return k.rows && len(k.parts) > 2 && last.Sign() > 0 && k.sum.Equal(last.Add(last))
}

// lost notes the rows that look as if a cell was lost, and leaves the others in
// noTotal.
func (b *blanksOf) lost(s *Subject) {
	// Zeros without a total below a group are totals that were thought needless,
	// and so are a few elsewhere. Many, some of them outside the groups, have lost
	// a cell, and so has a table printed in one line.
	const few = 2
	slid, counted, zero, outside := 0, 0, 0, false
	for _, k := range b.noTotal {
		switch row, _ := b.t.Def.RowOf(k.total); {
		case b.slid(k):
			slid++
		case k.sum.Sign() > 0:
			counted++
		case k.rows:
			zero++
			outside = outside || !strings.Contains(row.Key, ".")
		}
	}
	zeroLost := zero > 0 && (slid > 0 || counted == 0 && (zero > few && outside || b.t.Def.Layout == format.Across))
	var lost, filled []sumOf
	for _, k := range b.noTotal {
		if b.slid(k) || zeroLost && k.rows && k.sum.Sign() == 0 && b.t.Cells.At(k.total).Kind == report.Blank {
			k.blank = k.total
			lost = append(lost, k)
		} else {
			filled = append(filled, k)
		}
	}
	b.noTotal = filled
	for _, k := range b.noPart {
		// What is also the total of a column is not filled in.
		total := slices.ContainsFunc(b.noTotal, func(t sumOf) bool { return t.total == k.blank })
		if !b.manyBlank && !total {
			lost = append(lost, k)
		}
	}
	if len(lost) > 0 {
		b.lostFinding(s, lost, slid)
	}
}

func (b *blanksOf) lostFinding(s *Subject, lost []sumOf, slid int) {
	f := Finding{Rule: "lost-cells", Severity: Warning}
	var rows, keys, values []string
	same := true
	for _, k := range lost {
		row, _ := b.t.Def.RowOf(k.total)
		rows, keys = append(rows, shorten(row.Label)), append(keys, row.Key)
		f.Cells = append(f.Cells, b.t.Def.Name(k.blank))
		b.told[k.blank] = true
		if k.blank == k.total {
			same = same && k.sum.Sign() == 0
			continue
		}
		same = false
		total, _ := number(b.t.Cells.At(k.total))
		if rest := total.Sub(k.sum); rest.Sign() >= 0 {
			values = append(values, fmt.Sprintf("%s = %s", b.t.Def.Name(k.blank), rest))
		}
	}
	row, _ := b.t.Def.RowOf(lost[0].total)
	f.Message = diag.Textf("“%[1]s”有 %[3]d 行各少一个数，格式是 %[4]d 个：%[5]s", "%[2]s: rows with one number less than the %[4]d of the form: %[6]s",
		b.t.Def.Caption, b.t.Def.ID, len(lost), len(row.Columns), strings.Join(rows, "；"), strings.Join(keys, ", "))
	switch {
	case len(values) > 0:
		f.Hint = diag.Textf("若总计不错，所缺的是 %[1]s；对照原文，不能确定的保留空白", "if the totals are right, what is lost is %[1]s; compare with the original, and keep a blank where it does not tell", strings.Join(values, ", "))
	case slid > 0:
		f.Hint = diag.Text{Zh: "有的行最后一个数等于前面各数之和，像是总计左移了一格；对照原文，不能确定的保留空白", En: "in some rows the last number is the sum of those before, as if the total stood one cell too far to the left; compare with the original, and keep a blank where it does not tell"}
	case same:
		f.Hint = diag.Text{Zh: "这些行的数都是 0，缺的是哪一格看不出来，但不影响其余各格；原文如此的保留空白，写 [[waiver]] 说明", En: "all numbers of these rows are 0: which cell was lost cannot be told, and does not matter to the others; keep the blank where the original has it, and explain it in a [[waiver]]"}
	default:
		f.Hint = diag.Text{Zh: "缺的是哪一格看不出来，不要自行移动；对照原文", En: "which cell was lost cannot be told; do not move values, compare with the original"}
	}
	s.Add(f)
}

// shorten cuts a long label.
func shorten(label string) string {
	const most = 14
	if r := []rune(label); len(r) > most {
		return string(r[:most]) + "…"
	}
	return label
}

// totals notes the totals that are not filled in.
func (b *blanksOf) totals(s *Subject) {
	if len(b.noTotal) == 0 {
		return
	}
	f := Finding{Rule: "total-blank", Severity: Warning}
	var zh, en []string
	zeros := 0
	for _, k := range b.noTotal {
		row, column := b.t.Def.RowOf(k.total)
		name := shorten(row.Label)
		if !k.rows {
			name += " · " + column.Label
		}
		f.Cells = append(f.Cells, b.t.Def.Name(k.total))
		b.told[k.total] = true
		if k.sum.Sign() == 0 {
			zeros++
			continue
		}
		zh, en = append(zh, fmt.Sprintf("%s %s", name, k.sum)), append(en, fmt.Sprintf("%s %s", b.t.Def.Name(k.total), k.sum))
	}
	if zeros > 0 {
		zh, en = append(zh, fmt.Sprintf("其余 %d 格 0", zeros)), append(en, fmt.Sprintf("%d are 0", zeros))
	}
	if zeros == len(b.noTotal) {
		zh[0] = "0"
		if zeros <= b.few() {
			f.Severity = Notice
		}
	}
	f.Message = diag.Textf("“%[1]s”有 %[2]d 格总计没有填；各项相加为：%[3]s", "%[4]s: %[2]d totals are not filled in; their parts add up to: %[5]s", b.t.Def.Caption, len(f.Cells), strings.Join(zh, "；"), b.t.Def.ID, strings.Join(en, ", "))
	f.Hint = diag.Text{Zh: "对照原文补填；原文没有填的保留空白，写 [[waiver]] 说明", En: "fill them in from the original; keep the blank where the original has it, and explain it in a [[waiver]]"}
	s.Add(f)
}

// few is how many blanks for zero are only a notice: 10 in table three, 5 in
// table four.
func (b *blanksOf) few() int {
	if b.t.Def.Size > 100 {
		return 10
	}
	return 5
}

// marks notes the other blanks and marks.
func (b *blanksOf) marks(s *Subject) {
	f := Finding{Rule: "marks-for-zero", Severity: Notice}
	empty := 0
	mark := ""
	for i := range b.t.Cells.Len() {
		row, column := b.t.Def.RowOf(i)
		if kind, _ := row.TypeOf(column); b.told[i] || kind == format.Amount || !unfilled(b.t.Cells.At(i)) {
			continue
		}
		f.Cells = append(f.Cells, b.t.Def.Name(i))
		if text := strings.TrimSpace(b.t.Cells.At(i).Text); text == "" {
			empty++
		} else if mark == "" {
			mark = text
		}
	}
	if len(f.Cells) == 0 {
		return
	}
	if len(f.Cells) > b.few() && len(b.t.Def.Sums) > 0 {
		f.Severity = Warning
	}
	what := diag.Textf("%[1]d 格空白", "%[1]d cells are blank", empty)
	if marks := len(f.Cells) - empty; empty == 0 {
		what = diag.Textf("%[1]d 格填“%[2]s”", "%[1]d cells have %[2]q", marks, mark)
	} else if marks > 0 {
		what = diag.Textf("%[1]d 格空白、%[2]d 格填“%[3]s”等", "%[1]d cells are blank, %[2]d have %[3]q and the like", empty, marks, mark)
	}
	f.Message = diag.Textf("“%[1]s”有 %[2]s，没有的应填 0", "%[3]s: %[4]s; none is written 0", b.t.Def.Caption, what.Zh, b.t.Def.ID, what.En)
	f.Hint = diag.Text{Zh: "确是 0 的写 0；照原文转录的保留", En: "write 0 where it is zero; keep them where they were published so"}
	s.Add(f)
}
