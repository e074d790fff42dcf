package format

import (
	"slices"

	"gongkai/generator/diag"
)

// A Key is one key of a definition.
type Key struct {
	Table    string // the kind of table it stands in: "" for the file itself, table, block, column, row, sum, carry, figure
	Name     string
	Type     KeyType
	Required bool
	Of       string   // of tables: their kind
	Pattern  string   // of a text: the regular expression that it matches; "" for any
	Values   []string // of a text: the words that it may be; nil for any
	Help     diag.Text
}

// A KeyType is what a key of a definition holds.
type KeyType string

// The types of keys. No text is empty.
const (
	TextKey   KeyType = "text"   // one line of text
	TextsKey  KeyType = "texts"  // texts, or a single one
	TermsKey  KeyType = "terms"  // texts, at least one
	YearKey   KeyType = "year"   // a year
	DigitsKey KeyType = "digits" // 0 to 20
	TablesKey KeyType = "tables" // a list of tables
	SomeKey   KeyType = "some"   // a list of tables, at least one
)

// The words of the keys that have a choice.
var (
	layoutWords = []string{string(Down), string(Outline), string(Across)}
	entryWords  = []string{string(Keyed), string(Array)}
	typeWords   = []string{string(Count), string(Signed), string(Decimal), string(Amount)}
	axisWords   = []string{string(EachColumn), string(EachRow)}
)

// keys are those of the tables that share none with others, by table.
var keys = map[string][]Key{
	"": {
		{"", "id", TextKey, true, "", formatID.String(), nil, diag.Text{Zh: "格式的标识，与文件名相同", En: "id of the format, the name of the file"}},
		{"", "title", TextKey, true, "", "", nil, diag.Text{Zh: "格式的名称", En: "its name"}},
		{"", "basis", TextKey, false, "", "", nil, diag.Text{Zh: "依据的文件", En: "the document it rests on"}},
		{"", "from", YearKey, false, "", "", nil, diag.Text{Zh: "从哪一年度的报告起默认用这种格式；from、to 都不写就从不默认", En: "first reporting year of which it is the default; without from and to it never is"}},
		{"", "to", YearKey, false, "", "", nil, diag.Text{Zh: "默认用到哪一年度", En: "last such year"}},
		{"", "sections", TextsKey, false, "", "", nil, diag.Text{Zh: "规定的二级标题，按顺序", En: "the prescribed headings, in order"}},
		{"", "table", TablesKey, false, "table", "", nil, diag.Text{Zh: "规定的表格，按印出的顺序，每张一节", En: "its tables, in the order of print"}},
		{"", "figure", TablesKey, false, "figure", "", nil, diag.Text{Zh: "值得逐年比较的数字，每个一节", En: "numbers worth following over the years"}},
	},
	"table": {
		{"table", "id", TextKey, true, "", keyWord.String(), nil, diag.Text{Zh: "表在报告中的键：[requests]", En: "its key in a report: [requests]"}},
		{"table", "caption", TextKey, true, "", "", nil, diag.Text{Zh: "表名", En: "caption"}},
		{"table", "section", TextKey, false, "", "", nil, diag.Text{Zh: "放在哪个标题所属部分的末尾；不写就在全文末尾", En: "the heading of the section at whose end it stands; default: the end of the text"}},
		{"table", "layout", TextKey, false, "", "", layoutWords, diag.Text{Zh: "版式：down 每行一条（默认）；outline 行名同在一栏，分组也占一条；across 各行并排成一条", En: "down: a line for each row (default); outline: all labels in one column, a line for groups too; across: all rows in one line"}},
		{"table", "entry", TextKey, false, "", "", entryWords, diag.Text{Zh: "一行在报告中的写法：keyed 为 { made = 0, … }（默认），array 为 [0, …]", En: "how a row is written in a report: keyed { made = 0, … } (default), array [0, …]"}},
		{"table", "block", TablesKey, false, "block", "", nil, diag.Text{Zh: "各部分的栏不同时，每部分一节", En: "parts with columns of their own, one table each"}},
		{"table", "sum", TablesKey, false, "sum", "", nil, diag.Text{Zh: "本年度之内的勾稽关系，每条一节", En: "sums within a report, one table each"}},
		{"table", "carry", TablesKey, false, "carry", "", nil, diag.Text{Zh: "与上一年度的勾稽关系，每条一节", En: "identities with the year before, one table each"}},
	},
	"block": {
		{"block", "key", TextKey, true, "", keyWord.String(), nil, diag.Text{Zh: "这一部分的标识", En: "its name"}},
		{"block", "caption", TextKey, false, "", "", nil, diag.Text{Zh: "这一部分的表题，占整行", En: "printed over the whole width"}},
	},
	"column": {
		{"column", "key", TextKey, false, "", keyWord.String(), nil, diag.Text{Zh: "一栏的标识；只有一栏时可以不写", En: "key of a column; a single one may go without"}},
		{"column", "name", TextKey, false, "", keyWord.String(), nil, diag.Text{Zh: "一组栏目的标识", En: "name of a group of columns"}},
		{"column", "label", TextKey, true, "", "", nil, diag.Text{Zh: "栏名", En: "heading"}},
		{"column", "columns", SomeKey, false, "column", "", nil, diag.Text{Zh: "组内各栏", En: "the columns of a group"}},
	},
	"row": {
		{"row", "key", TextKey, false, "", keyWords.String(), nil, diag.Text{Zh: "行的标识；分组也写 key 时，在报告中另成一节", En: "key of a row, or of a group that is a table in reports"}},
		{"row", "name", TextKey, false, "", keyWord.String(), nil, diag.Text{Zh: "只在印出时有的分组", En: "name of a group that is printed only"}},
		{"row", "label", TextKey, true, "", "", nil, diag.Text{Zh: "行名", En: "label"}},
		{"row", "rows", SomeKey, false, "row", "", nil, diag.Text{Zh: "组内各行", En: "the rows of a group"}},
		{"row", "parts", SomeKey, false, "row", "", nil, diag.Text{Zh: "其中各项，只用于 layout = \"outline\"", En: "printed below it one step in, in an outline"}},
	},
	"sum": {
		{"sum", "left", TermsKey, true, "", "", nil, diag.Text{Zh: "等号左边各项", En: "the terms on the left"}},
		{"sum", "right", TermsKey, true, "", "", nil, diag.Text{Zh: "等号右边各项", En: "the terms on the right"}},
	},
	"carry": {
		{"carry", "this", TextKey, true, "", "", nil, diag.Text{Zh: "本年的一项", En: "the term of this year"}},
		{"carry", "previous", TextKey, true, "", "", nil, diag.Text{Zh: "上一年的一项", En: "the term of the year before"}},
		{"carry", "plus", TextsKey, false, "", "", nil, diag.Text{Zh: "加上本年的哪些项", En: "terms of this year that are added"}},
		{"carry", "minus", TextsKey, false, "", "", nil, diag.Text{Zh: "减去本年的哪些项", En: "terms of this year that are taken off"}},
	},
	"figure": {
		{"figure", "id", TextKey, true, "", keyWord.String(), nil, diag.Text{Zh: "标识，同一数字在各种格式中相同", En: "id, the same in several formats where it means the same"}},
		{"figure", "label", TextKey, true, "", "", nil, diag.Text{Zh: "名称", En: "label"}},
		{"figure", "unit", TextKey, false, "", "", nil, diag.Text{Zh: "单位，默认同单元格", En: "unit; default: that of the cell"}},
		{"figure", "cell", TextKey, true, "", "", nil, diag.Text{Zh: "单元格：表.行.栏", En: "the cell: table.row.column"}},
	},
}

// partKeys are those of a block, which a table of one block has itself.
func partKeys(table string, required bool) []Key {
	return []Key{
		{table, "corner", TextKey, false, "", "", nil, diag.Text{Zh: "左上角的文字", En: "text above the row labels"}},
		{table, "unit_header", TextKey, false, "", "", nil, diag.Text{Zh: "单位栏的栏名；不写就没有单位栏", En: "heading of a column of units"}},
		{table, "columns", SomeKey, required, "column", "", nil, diag.Text{Zh: "各栏和栏目分组", En: "columns and groups of columns"}},
		{table, "rows", SomeKey, required, "row", "", nil, diag.Text{Zh: "各行和行的分组", En: "rows and groups of rows"}},
	}
}

// measureKeys say what values mean.
func measureKeys(table string) []Key {
	return []Key{
		{table, "unit", TextKey, false, "", "", nil, diag.Text{Zh: "单位", En: "unit"}},
		{table, "type", TextKey, false, "", "", typeWords, diag.Text{Zh: "数值种类：count 非负整数（默认），signed 可带正负号，decimal 小数，amount 带单位的文字", En: "count: a whole number from 0 (default); signed; decimal; amount: text with its unit"}},
		{table, "decimals", DigitsKey, false, "", "", nil, diag.Text{Zh: "type = \"decimal\" 时小数最多几位", En: "of a decimal: digits after the point at most"}},
	}
}

// identityKeys are shared by sums and carries.
func identityKeys(table string) []Key {
	return []Key{
		{table, "rule", TextKey, true, "", ruleName.String(), nil, diag.Text{Zh: "检查项的名称", En: "name of the check"}},
		{table, "label", TextKey, true, "", "", nil, diag.Text{Zh: "用一句话说明", En: "the identity in a sentence"}},
		{table, "basis", TextKey, false, "", "", nil, diag.Text{Zh: "依据", En: "why it must hold"}},
		{table, "each", TextKey, true, "", "", axisWords, diag.Text{Zh: "column：各项是行，逐栏成立；row：各项是栏，逐行成立", En: "column: terms are rows, it holds in each column; row: the other way round"}},
		{table, "in", TextsKey, false, "", "", nil, diag.Text{Zh: "each = \"row\" 时只在哪些行成立", En: "with each = \"row\": the rows in which it holds"}},
	}
}

// Keys gives every key of a definition, table by table.
func Keys() []Key {
	return slices.Concat(
		keys[""],
		keys["table"], measureKeys("table"), partKeys("table", false),
		keys["block"], partKeys("block", true),
		keys["column"], measureKeys("column"),
		keys["row"], measureKeys("row"),
		identityKeys("sum"), keys["sum"],
		identityKeys("carry"), keys["carry"],
		keys["figure"],
	)
}
