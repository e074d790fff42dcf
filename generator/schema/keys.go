package schema

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/settings"
)

// A Key is one key of the front matter of a report, described as those of
// archive.toml are.
type Key settings.Key

// The types that archive.toml does not have.
const (
	Date      settings.Type = "date"      // a TOML local date
	Lines     settings.Type = "lines"     // texts on one line each, or a single one
	Number    settings.Type = "number"    // an index number
	Numbers   settings.Type = "numbers"   // index numbers, or a single one
	FormatID  settings.Type = "format"    // the id of a format
	RuleName  settings.Type = "rule"      // the name of a check
	TableID   settings.Type = "tableid"   // the id of a table of the report's own
	Labels    settings.Type = "labels"    // a table of labels by their names
	Cells     settings.Type = "cells"     // names of cells, rows, groups or tables, or a single one
	Headings  settings.Type = "headings"  // a list of column headings, which may be empty
	Rows      settings.Type = "rows"      // a list of rows, each a list of cells
	Statutory settings.Type = "statutory" // the place of the tables that the format prescribes
	Whole     settings.Type = "whole"     // a whole number
)

// keys is the front matter of a report, key by key, in the order of the manual.
var keys = []Key{
	{"", "title", settings.Line, true, "", nil, diag.Text{Zh: "标题", En: "title"}},
	{"", "agency", settings.Line, false, "", nil, diag.Text{Zh: "机关的 id，与文件夹名相同，可以不写", En: "id of the agency, the name of the folder; may be left out"}},
	{"", "year", Whole, false, "", nil, diag.Text{Zh: "报告年度，不是发布年份；与文件名相同，可以不写", En: "the year reported on, not that of publication; the name of the file; may be left out"}},
	{"", "format", FormatID, false, "", nil, diag.Text{Zh: "表格格式，默认按年度：2021 年度起为 2021，2019、2020 年度为 2019，更早为 free", En: "the table format; default by year: from 2021 on 2021, for 2019 and 2020 2019, before free"}},
	{"", "index_number", Number, false, "", nil, diag.Text{Zh: "索引号，全库不重复；不知道就不写", En: "index number, the only one in the archive; leave out what is not known"}},
	{"", "former_index_numbers", Numbers, false, "", nil, diag.Text{Zh: "以前的索引号，仍可查到", En: "old numbers, which go on leading to the report"}},
	{"", "document_number", settings.Line, false, "", nil, diag.Text{Zh: "发文字号", En: "document number"}},
	{"", "catalogue", settings.IDs, false, "", nil, diag.Text{Zh: "目录分类的 id，可以有几个", En: "ids of catalogue nodes, one or several"}},
	{"", "issued", Date, false, "", nil, diag.Text{Zh: "成文日期，不加引号", En: "date of issue, without quotes"}},
	{"", "published", Date, false, "", nil, diag.Text{Zh: "发布日期，不加引号", En: "date of publication, without quotes"}},
	{"", "validity", settings.Line, false, "有效", nil, diag.Text{Zh: "有效性", En: "validity"}},
	{"", "keywords", Lines, false, "", nil, diag.Text{Zh: "主题词", En: "keywords"}},
	{"", "summary", settings.Text, false, "", nil, diag.Text{Zh: "内容概述，不写就取正文开头", En: "summary; default: the beginning of the text"}},
	{"", "source", settings.URL, false, "", nil, diag.Text{Zh: "首次发布的网址", En: "where it was first published"}},
	{"", "draft", settings.Bool, false, "false", nil, diag.Text{Zh: "草稿：build --drafts 才生成", En: "built only with build --drafts"}},
	{"", "labels", Labels, false, "", nil, diag.Text{Zh: "公布时与规定格式不同的行名和栏名，照公布的写", En: "labels of rows and columns as published, where they differ from the official form"}},
	{"", "waiver", settings.Tables, false, "", nil, diag.Text{Zh: "对检查结果的说明，每条一节", En: "findings explained, one table each"}},
	{"", "correction", settings.Tables, false, "", nil, diag.Text{Zh: "公布后的更正，每次一节", En: "changes after publication, one table each"}},
	{"", "", Statutory, false, "", nil, diag.Text{Zh: "规定的表格", En: "the tables that the format prescribes"}},
	{"", "table", settings.Tables, false, "", nil, diag.Text{Zh: "报告自己的表格，每张一节", En: "tables of the report's own, one each"}},

	{"waiver", "rule", RuleName, true, "", nil, diag.Text{Zh: "检查项的名称", En: "name of the check"}},
	{"waiver", "cells", Cells, false, "", nil, diag.Text{Zh: "只说明这些单元格；不写就是全部", En: "the cells that it is about; default: all"}},
	{"waiver", "reason", settings.Line, true, "", nil, diag.Text{Zh: "原因", En: "why it is as it is"}},
	{"waiver", "by", settings.Line, true, "", nil, diag.Text{Zh: "作出说明的单位或人员", En: "who says so"}},
	{"waiver", "date", Date, true, "", nil, diag.Text{Zh: "说明的日期", En: "when"}},
	{"waiver", "until", Date, false, "", nil, diag.Text{Zh: "说明的有效期", En: "last day on which it holds"}},

	{"correction", "date", Date, true, "", nil, diag.Text{Zh: "更正的日期", En: "when"}},
	{"correction", "reason", settings.Line, true, "", nil, diag.Text{Zh: "更正的原因", En: "why"}},
	{"correction", "cells", Cells, false, "", nil, diag.Text{Zh: "改了哪些单元格", En: "the cells that were changed"}},
	{"correction", "sections", Lines, false, "", nil, diag.Text{Zh: "改了哪些部分（二级标题）", En: "the sections that were changed, by heading"}},

	{"table", "id", TableID, true, "", nil, diag.Text{Zh: "表的标识，正文用 ::table{标识} 引用", En: "id; the text places it with ::table{id}"}},
	{"table", "caption", settings.Line, false, "", nil, diag.Text{Zh: "表名", En: "caption"}},
	{"table", "columns", Headings, true, "", nil, diag.Text{Zh: "栏名", En: "column headings"}},
	{"table", "rows", Rows, true, "", nil, diag.Text{Zh: "各行，每行与 columns 一样多；空着的写 \"\"", En: "rows, each as long as columns; \"\" for a blank"}},
}

// PageKeys gives every key of the front matter of a plain page.
func PageKeys() []Key { return slices.Clone(pageKeys) }

// pageKeys is the front matter of a plain page.
var pageKeys = []Key{
	{"", "title", settings.Line, true, "", nil, diag.Text{Zh: "标题", En: "title"}},
	{"", "summary", settings.Text, false, "", nil, diag.Text{Zh: "内容概述", En: "summary"}},
	{"", "updated", Date, false, "", nil, diag.Text{Zh: "更新日期", En: "when it was last changed"}},
	{"", "order", Whole, false, "", nil, diag.Text{Zh: "在导航中的顺序，小的在前", En: "its place in the navigation, small numbers first"}},
}

// Keys gives every key of the front matter of a report, table by table, in the
// order in which they are best written. The key of type Statutory, which has no
// name, marks the place of the tables of the report's format.
func Keys() []Key { return slices.Clone(keys) }

// Pattern gives the regular expression that a text of a type matches; "" for none.
func Pattern(t settings.Type) string {
	switch t {
	case RuleName:
		return ruleName.String()
	case TableID:
		return freeID.String()
	}
	return settings.Pattern(t)
}

// manual holds the keys of a report by table.
var manual = func() map[string][]Key {
	m := map[string][]Key{}
	for _, k := range keys {
		m[k.Table] = append(m[k.Table], k)
	}
	return m
}()
