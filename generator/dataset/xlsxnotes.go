package dataset

import (
	"cmp"
	"strconv"
	"strings"
)

// drawNotes draws the sheet 说明.
func (p *workbookPlan) drawNotes() *drawing {
	heads := []string{"行政机关", "年度", cmp.Or(p.o.NumberName, "索引号"), "成文日期", "发布日期", "地址"}
	if p.forms != nil {
		heads = append(heads, "表页")
	}
	d := &drawing{}
	d.below(titleLook, p.title, len(heads))
	for _, text := range p.texts() {
		d.below(noteLook, text, len(heads))
	}
	d.below(noteLook, "", 1)
	d.texts(headLook, heads)
	for i, e := range p.entries {
		r := e.Report
		texts := []string{e.Name, strconv.Itoa(r.Year), r.IndexNumber, r.Issued.String(), r.Published.String(), e.Address}
		if p.forms != nil {
			texts = append(texts, p.forms[i])
		}
		d.texts(textLook, texts)
	}
	return d
}

// texts adds a line with a text in each column, below all cells.
func (d *drawing) texts(l look, texts []string) {
	line := d.lines
	for i, text := range texts {
		d.put(cell{line: line, column: i, rows: 1, columns: 1, look: l, text: text})
	}
}

// texts gives what the sheet says about the workbook.
func (p *workbookPlan) texts() []string {
	texts := []string{"本文件汇集政府信息公开工作年度报告中的表格，共 " + strconv.Itoa(len(p.entries)) + " 份报告。"}
	if source := strings.TrimSpace(p.o.Site + " " + p.o.Address); source != "" {
		texts = append(texts, "来源："+source)
	}
	texts = append(texts,
		"数字和文字照公布的原文。原文空白的格子仍为空白，不是 0；“/”“—”等是原文的文字。超过 15 位的数存为文字，以免失真。",
		"对照表每份报告一行，栏目用规定的标签。")
	if p.forms != nil {
		texts = append(texts, "每份报告另有一页，照规定的表式排列，标签照原文。")
	} else {
		texts = append(texts, "报告超过 "+strconv.Itoa(FormsUpTo)+" 份，不附各份报告的表页。")
	}
	for _, caption := range p.tooWide {
		texts = append(texts, "“"+caption+"”的栏目太多，一页放不下，没有对照表。")
	}
	return texts
}
