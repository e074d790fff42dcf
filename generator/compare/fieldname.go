package compare

import (
	"strings"

	"gongkai/generator/diag"
)

// fieldNames are what readers call the keys of the front matter: the words of the
// card on a report's page.
var fieldNames = map[string]diag.Text{
	"title": {Zh: "标题", En: "title"}, "agency": {Zh: "发布机构", En: "agency"}, "year": {Zh: "报告年度", En: "year"},
	"format": {Zh: "表格格式", En: "format"}, "index_number": {Zh: "索引号", En: "index number"},
	"former_index_numbers": {Zh: "曾用索引号", En: "former index numbers"}, "document_number": {Zh: "文号", En: "document number"},
	"catalogue": {Zh: "目录", En: "catalogue"}, "issued": {Zh: "成文日期", En: "date of issue"},
	"published": {Zh: "发布日期", En: "date of publication"}, "validity": {Zh: "有效性", En: "validity"},
	"keywords": {Zh: "主题词", En: "keywords"}, "summary": {Zh: "内容概述", En: "summary"}, "source": {Zh: "首次发布的网址", En: "first published at"},
	"draft": {Zh: "草稿", En: "draft"}, "table": {Zh: "表格的次序", En: "order of the tables"},
	"updated": {Zh: "更新日期", En: "updated"}, "order": {Zh: "次序", En: "order"},
}

// FieldName gives what readers call a field by its key; the key itself where they
// have no word for it.
func FieldName(key string) diag.Text {
	if name, ok := fieldNames[key]; ok {
		return name
	}
	if label, ok := strings.CutPrefix(key, "labels."); ok {
		return diag.Textf("标签 %s", "label %s", label)
	}
	return diag.Text{Zh: key, En: key}
}
