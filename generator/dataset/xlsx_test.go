package dataset

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

// reopen makes a workbook and reads it back.
func reopen(t *testing.T, entries ...Entry) *excelize.File {
	t.Helper()
	data, err := Workbook("示例市商务局", entries, Sheets{Site: "示例市年报库", Address: "https://example.org/"})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// shownIn gives what is shown in a cell, counted from 0.
func shownIn(t *testing.T, f *excelize.File, sheet string, line, column int) string {
	t.Helper()
	got, err := f.GetCellValue(sheet, cellName(column, line))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// storedIn gives what is stored in a cell, and as what.
func storedIn(t *testing.T, f *excelize.File, sheet string, line, column int) (string, excelize.CellType) {
	t.Helper()
	got, err := f.GetCellValue(sheet, cellName(column, line), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	kind, err := f.GetCellType(sheet, cellName(column, line))
	if err != nil {
		t.Fatal(err)
	}
	return got, kind
}

func cellName(column, line int) string {
	name, err := excelize.CoordinatesToCellName(column+1, line+1)
	if err != nil {
		panic(err)
	}
	return name
}

// captionLine gives the line, from 0, in which a table's caption stands.
func captionLine(t *testing.T, f *excelize.File, sheet, caption string) int {
	t.Helper()
	lines, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(lines, func(line []string) bool { return len(line) > 0 && strings.HasPrefix(line[0], caption) })
	if i < 0 {
		t.Fatalf("sheet %s has no %s", sheet, caption)
	}
	return i
}

// merged gives the merged cells of a sheet as from:to.
func merged(t *testing.T, f *excelize.File, sheet string) map[string]bool {
	t.Helper()
	list, err := f.GetMergeCells(sheet)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for _, m := range list {
		all[m.GetStartAxis()+":"+m.GetEndAxis()] = true
	}
	return all
}

func TestWorkbookSheets(t *testing.T) {
	f := reopen(t, append([]Entry{example(t)}, others(t)...)...)
	want := []string{
		"说明",
		"主动公开政府信息情况（2021）", "收到和处理政府信息公开申请情况（2021）", "政府信息公开行政复议、行政诉讼情况（2021）",
		"主动公开政府信息情况（2019）", "收到和处理政府信息公开申请情况（2019）", "政府信息公开行政复议、行政诉讼情况（2019）",
		"政府信息公开情况统计表",
		"商务局 2022", "商务局 2020", "商务局 2016", "示例市人民政府 2012",
	}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Errorf("sheets %q\nwant %q", got, want)
	}
}

func TestWorkbookNotes(t *testing.T) {
	f := reopen(t, example(t))
	lines, err := f.GetRows("说明")
	if err != nil {
		t.Fatal(err)
	}
	last := lines[len(lines)-1]
	want := []string{"示例市商务局", "2022", "SWJ/2022-00001", "2023-01-10", "2023-01-12", "https://example.org/reports/swj/2022/", "商务局 2022"}
	if lines[0][0] != "示例市商务局" || !slices.Equal(last, want) {
		t.Errorf("notes %q", lines)
	}
	if line := captionLine(t, f, "说明", "来源："); shownIn(t, f, "说明", line, 0) != "来源：示例市年报库 https://example.org/" {
		t.Errorf("notes %q", lines)
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if props.Title != "示例市商务局" || props.Creator != "示例市年报库" || props.Created != "2023-01-12T00:00:00Z" || props.Modified != props.Created {
		t.Errorf("properties %+v", props)
	}
}

// The printed form of each table has the cells and spans of its grid.
func TestFormIsTheGrid(t *testing.T) {
	entries := append([]Entry{example(t)}, others(t)...)
	f := reopen(t, entries...)
	for _, e := range entries {
		name := fmt.Sprint(e.Agency.DisplayShort(), " ", e.Report.Year)
		for _, table := range e.Report.Tables {
			checkGrid(t, f, name, e.Report, &table)
		}
	}
}

func checkGrid(t *testing.T, f *excelize.File, sheet string, r *report.Report, table *report.Table) {
	t.Helper()
	spans := merged(t, f, sheet)
	top := captionLine(t, f, sheet, table.Def.Caption) + 1
	for _, line := range table.Def.Grid().Lines() {
		for _, c := range line {
			want := c.Text
			switch {
			case c.Kind == format.ValueCell:
				want = table.Cells.At(c.Cell).Text
			case c.Name != "":
				want = labelAs(r, table.Def.ID+"."+c.Name, c.Text)
			}
			at := cellName(c.Column, top+c.Line)
			if got := shownIn(t, f, sheet, top+c.Line, c.Column); got != want {
				t.Errorf("%s %s shows %q; want %q", sheet, at, got, want)
			}
			span := at + ":" + cellName(c.Column+c.ColSpan-1, top+c.Line+c.RowSpan-1)
			if wantSpan := c.ColSpan*c.RowSpan > 1; spans[span] != wantSpan {
				t.Errorf("%s: merged %s is %v; want %v", sheet, span, spans[span], wantSpan)
			}
		}
	}
}

func TestFormValues(t *testing.T) {
	f := reopen(t, example(t))
	const sheet = "商务局 2022"
	top := captionLine(t, f, sheet, "主动公开政府信息情况") + 1
	const text, numeric, empty = excelize.CellTypeInlineString, excelize.CellTypeUnset, excelize.CellTypeUnset
	for _, c := range []struct {
		line, column  int
		stored, shown string
		kind          excelize.CellType
	}{
		{2, 1, "", "", empty},
		{2, 2, "/", "/", text},
		{2, 3, "0", "0", numeric},
		{3, 1, "7", "007", numeric},
		{3, 2, "3", "+3", numeric},
		{3, 3, "1234567890123456", "1234567890123456", text}, // 16 digits
		{6, 1, "—", "—", text},
		{10, 1, "1,234", "1,234", text},
		{13, 1, "0", "0.0000", numeric},
	} {
		stored, kind := storedIn(t, f, sheet, top+c.line, c.column)
		shown := shownIn(t, f, sheet, top+c.line, c.column)
		if stored != c.stored || shown != c.shown || kind != c.kind {
			t.Errorf("%s has %q of type %v, shown as %q; want %+v", cellName(c.column, top+c.line), stored, kind, shown, c)
		}
	}
}

func TestFormUnits(t *testing.T) {
	f := reopen(t, example(t))
	const sheet = "商务局 2022"
	line := captionLine(t, f, sheet, "收到和处理")
	if got := shownIn(t, f, sheet, line, 0); got != "收到和处理政府信息公开申请情况（单位：件）" {
		t.Errorf("the caption is %q", got)
	}
	line = captionLine(t, f, sheet, "主动公开") // 件 and 万元
	if got := shownIn(t, f, sheet, line, 0); got != "主动公开政府信息情况" {
		t.Errorf("the caption is %q", got)
	}
}

func TestFormFreeTable(t *testing.T) {
	f := reopen(t, example(t))
	const sheet = "商务局 2022"
	top := captionLine(t, f, sheet, "培训情况") + 1
	want := [][]string{{"班次", "人数,合计"}, {"第一期", "30.50"}, {"@备注", ""}, {"/", "0"}}
	for i, line := range want {
		for j, text := range line {
			if got := shownIn(t, f, sheet, top+i, j); got != text {
				t.Errorf("line %d, column %d shows %q; want %q", i, j, got, text)
			}
		}
	}
}

func TestNoFormulas(t *testing.T) {
	e := example(t)
	e.Name = "=HYPERLINK(\"x\")"
	e.Report.Title = "=1+1"
	e.Report.Labels["requests.received"] = "+1"
	f := reopen(t, e)
	for _, sheet := range f.GetSheetList() {
		lines, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range lines {
			for j := range line {
				if formula, err := f.GetCellFormula(sheet, cellName(j, i)); err != nil || formula != "" {
					t.Errorf("%s %s is the formula %s", sheet, cellName(j, i), formula)
				}
			}
		}
	}
	if got := shownIn(t, f, "商务局 2022", 0, 0); got != "=1+1" {
		t.Errorf("the title is %q", got)
	}
}

func TestComparison(t *testing.T) {
	second := example(t)
	second.Report.Year = 2021
	second.Report.Tables = fill(t, builtin(t, "2021"), cells{"requests.received.natural": number("5")}, "requests")
	f := reopen(t, example(t), second)

	const proactive = "主动公开政府信息情况"
	want := [][]string{
		{"行政机关", "年度", "第二十条第（一）项", "", "", "", "", "", "第二十条第（五）项", "第二十条第（六）项", "", "第二十条第（八）项"},
		{"", "", "规章", "", "", "行政规范性文件", "", "", "行政许可", "行政处罚", "行政强制", "行政事业性收费"},
		{"", "", "本年制发件数", "本年废止件数", "现行有效件数", "本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年处理决定数量", "本年处理决定数量", "本年收费金额（单位：万元）"},
		{"示例市商务局", "2022", "", "/", "0", "007", "+3", "1234567890123456", "—", "约12件，含\"简易\"程序", "1,234", "0.0000"},
	}
	for i, line := range want {
		for j, text := range line {
			got := shownIn(t, f, proactive, i, j)
			if i < 3 && text == "" {
				continue // merged: excelize gives the text of the whole cell
			}
			if got != text {
				t.Errorf("%s shows %q; want %q", cellName(j, i), got, text)
			}
		}
	}
	spans := merged(t, f, proactive)
	if len(spans) != 6 {
		t.Errorf("merged %v", spans)
	}
	for _, span := range []string{"A1:A3", "B1:B3", "C1:H1", "C2:E2", "F2:H2", "J1:K1"} {
		if !spans[span] {
			t.Errorf("%s is not merged: %v", span, spans)
		}
	}
	if lines, _ := f.GetRows(proactive); len(lines) != 4 {
		t.Errorf("%d lines; want one for each report that has the table", len(lines))
	}
	panes, err := f.GetPanes(proactive)
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != 3 {
		t.Errorf("panes %+v, %v", panes, err)
	}

	const requests = "收到和处理政府信息公开申请情况"
	spans = merged(t, f, requests)
	for _, span := range []string{"C1:I2", "Q1:AD1", "AE1:CH1"} {
		if !spans[span] {
			t.Errorf("%s is not merged", span)
		}
	}
	if got := shownIn(t, f, requests, 0, 30); got != "三、本年度办理结果 / （三）不予公开" {
		t.Errorf("AE1 shows %q", got)
	}
	if got := shownIn(t, f, requests, 4, 2); got != "5" {
		t.Errorf("the second report has %q", got)
	}
}

func TestComparisonOfStatistics(t *testing.T) {
	f := reopen(t, others(t)...)
	const sheet = "政府信息公开情况统计表"
	panes, err := f.GetPanes(sheet)
	if err != nil || panes.YSplit != 2 {
		t.Errorf("%d lines of headings, %v; want 2: all columns are called the same", panes.YSplit, err)
	}
	if got := shownIn(t, f, sheet, 1, 2); got != "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）（条）" {
		t.Errorf("C2 shows %q", got)
	}
}

func TestTooWideATable(t *testing.T) {
	if testing.Short() {
		t.Skip("a table of 16,000 columns")
	}
	rows := &strings.Builder{}
	for i := range maxColumns - 1 {
		fmt.Fprintf(rows, "{ key = \"r%d\", label = \"行\" },\n", i)
	}
	own := set(t, "own", "id = \"own\"\ntitle = \"示例\"\n[[table]]\nid = \"v\"\ncaption = \"接待\"\ncolumns = [{ label = \"次\" }]\nrows = [\n"+rows.String()+"]\n")
	f, _ := own.Get("own")
	p := plan("", []Entry{{Report: &report.Report{Format: f, Tables: fill(t, f, nil)}}}, Sheets{})
	if len(p.comparisons) != 0 || !slices.Contains(p.texts(), "“接待”的栏目太多，一页放不下，没有对照表。") {
		t.Errorf("comparisons %v, texts %q", p.comparisons, p.texts())
	}
}

func TestManyReportsHaveNoForms(t *testing.T) {
	entries := slices.Repeat([]Entry{plainEntry(t)}, FormsUpTo+1)
	f := reopen(t, entries...)
	if got := f.GetSheetList(); len(got) != 4 {
		t.Errorf("sheets %q", got)
	}
	captionLine(t, f, "说明", "报告超过 60 份")
	lines, err := f.GetRows("主动公开政府信息情况")
	if err != nil || len(lines) != 3+len(entries) {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}

func TestWorkbookIsTheSameEachTime(t *testing.T) {
	entries := append([]Entry{example(t)}, others(t)...)
	first, err := Workbook("示例", entries, Sheets{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		if _, err := Workbook("另一份", slices.Repeat(entries[:1], 20*i), Sheets{}); err != nil {
			t.Fatal(err) // what was made between must not matter
		}
		again, err := Workbook("示例", entries, Sheets{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, again) {
			t.Fatal("another workbook")
		}
	}
}

func TestWorkbookParts(t *testing.T) {
	data, err := Workbook("示例", []Entry{example(t)}, Sheets{})
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, part := range z.File {
		names = append(names, part.Name)
		if part.Modified.Year() != 1980 {
			t.Errorf("%s has the time %v", part.Name, part.Modified)
		}
	}
	if names[0] != "[Content_Types].xml" || !slices.IsSorted(names) {
		t.Errorf("parts %q", names)
	}
}

// sheetText gives the XML of a sheet by its number.
func sheetText(t *testing.T, workbook []byte, number int) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, fmt.Sprintf("xl/worksheets/sheet%d.xml", number))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A sheet too long for the memory that excelize allows itself is whole too.
func TestLongSheet(t *testing.T) {
	e := plainEntry(t)
	requests, _ := e.Report.Table("requests")
	requests.Cells = report.Pack(slices.Repeat([]report.Cell{mark(strings.Repeat("长", 100))}, requests.Cells.Len()))
	entries := slices.Repeat([]Entry{e}, 300)
	data, err := Workbook("示例", entries, Sheets{})
	if err != nil {
		t.Fatal(err)
	}
	text := sheetText(t, data, 3)
	if len(text) < excelize.StreamChunkSize || strings.Count(text, "<row ") != len(entries)+3 || !strings.HasSuffix(text, "</worksheet>") {
		t.Errorf("%d bytes with %d lines", len(text), strings.Count(text, "<row "))
	}
}

// Spreadsheets refuse columns that do not follow each other.
func TestColumnsAreInOrder(t *testing.T) {
	data, err := Workbook("示例", []Entry{example(t)}, Sheets{})
	if err != nil {
		t.Fatal(err)
	}
	for sheet := 1; sheet <= 5; sheet++ {
		last, said := 0, 0
		for _, col := range regexp.MustCompile(`<col min="(\d+)"`).FindAllStringSubmatch(sheetText(t, data, sheet), -1) {
			at, _ := strconv.Atoi(col[1])
			if at <= last {
				t.Errorf("sheet %d: column %d follows %d", sheet, at, last)
			}
			last, said = at, said+1
		}
		if said == 0 {
			t.Errorf("sheet %d has no widths", sheet)
		}
	}
}

func TestSheetNumber(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "12": "0", "-12": "0", "0.0000": "0.0000", "12.50": "0.00", "007": "000", "+3": "+0", "+0.5": "+0.0",
		"123456789012345": "0", "0.000000000000001": "0.000000000000000",
		"1234567890123456": "", "12345678901234.56": "", "0.0000000000000001": "", "0000000000000001": "", "-0": "", "-0.0": "", "1,234": "", "x": "",
	} {
		if _, code, ok := sheetNumber(text); code != want || ok != (want != "") {
			t.Errorf("%s has the number format %q; want %q", text, code, want)
		}
	}
}

func TestSheetNames(t *testing.T) {
	names := sheetNames{}
	long := strings.Repeat("长", 40)
	for _, c := range []struct{ base, suffix, want string }{
		{"商务局", " 2022", "商务局 2022"},
		{"商务局", " 2022", "商务局 2022 (2)"},
		{"商务局", " 2022", "商务局 2022 (3)"},
		{"a[b]:c*d?e/f\\g'h\x01", "", "abcdefgh"},
		{"ABCDEFGH", "", "ABCDEFGH (2)"},
		{long, " 2022", strings.Repeat("长", 26) + " 2022"},
		{long, " 2022", strings.Repeat("长", 22) + " 2022 (2)"},
		{"𠮷" + long, "", "𠮷" + strings.Repeat("长", 29)},
	} {
		got := names.take(c.base, c.suffix)
		if got != c.want || len(utf16.Encode([]rune(got))) > 31 {
			t.Errorf("%q%q becomes %q; want %q", c.base, c.suffix, got, c.want)
		}
	}
}

func TestHeights(t *testing.T) {
	d := &drawing{}
	d.put(cell{rows: 2, columns: 1, look: labelLook, text: strings.Repeat("长", 100)})
	d.put(cell{column: 1, rows: 1, columns: 1, look: headLook, text: "短"})
	d.put(cell{line: 1, column: 1, rows: 1, columns: 1, look: headLook, text: "短"})
	widths := d.widths()
	if widths[0] != looks[labelLook].widest || widths[1] != narrowest {
		t.Errorf("widths %v", widths)
	}
	if heights := d.heights(widths); heights[1] <= heights[0] || sum(heights) < d.cells[0].height(widths) {
		t.Errorf("heights %v", heights)
	}
}

func benchmarkWorkbook(b *testing.B, n int) {
	entries := slices.Repeat([]Entry{plainEntry(b)}, n)
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		data, err := Workbook("示例", entries, Sheets{})
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkWorkbook1(b *testing.B)   { benchmarkWorkbook(b, 1) }
func BenchmarkWorkbook8(b *testing.B)   { benchmarkWorkbook(b, 8) }
func BenchmarkWorkbook60(b *testing.B)  { benchmarkWorkbook(b, 60) }
func BenchmarkWorkbook500(b *testing.B) { benchmarkWorkbook(b, 500) }
