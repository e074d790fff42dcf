package check

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

var generic = Unit{
	Rules: []Rule{{
		Name: "generic-text", Severity: Warning, Group: Copying,
		Title: diag.Text{Zh: "总体情况没有说到本机关", En: "section one does not speak of the body"},
		About: diag.Text{
			Zh: "“总体情况”里没有机关名称、“我局”“本机关”之类的自称，也没有年份和数字，却有“部分地区”“多数部门”“各级政府部门”等泛泛的话：多半是从别处抄来的文章。有其中任何一样的都不报。",
			En: "Section one has neither the body's name nor 我局, 本机关 and the like, no year and no number, but words such as 部分地区, 多数部门: likely an article from elsewhere. With any of these it is not reported."},
		Basis:   diag.Text{Zh: "年度报告报告本机关上一年度的情况（《政府信息公开条例》第四十九条、第五十条）", En: "a report is about the body and the year (条例 art. 49, 50)"},
		Example: diag.Text{Zh: "“多数部门能在规定时间内公开，部分地区还存在不足，一些地区运用大数据……”", En: "多数部门能在规定时间内公开，部分地区还存在不足，一些地区运用大数据…"},
	}},
	Text: checkGeneric,
}

// everywhere are words of texts about the whole country.
var everywhere = []string{
	"部分地区", "一些地区", "多数地区", "有的地区", "个别地区", "各地区", "不少地区", "许多地区", "部分地方", "一些地方", "有些地方", "有的地方", "各地各部门",
	"各级政府部门", "各级政府", "各级行政机关", "各级人民政府", "多数部门", "大多数部门", "多数政府部门", "一些部门", "有的部门", "某些部门", "某地", "某部门", "某局", "某单位",
}

// ourselves are the words after 我, 本 or 全 with which bodies speak of themselves.
var ourselves = []string{"局", "办", "委", "厅", "镇", "乡", "街", "区", "县", "市", "省", "州", "旗", "盟", "院", "会", "站", "所", "处", "校", "中心", "单位", "机关", "部门", "级", "地", "公司", "系统", "园", "场", "馆", "队", "村", "年度", "年"}

// checkGeneric looks for a first section that could be that of any body.
func checkGeneric(s *Subject) {
	sec := s.Section(overviewSection)
	if sec == nil {
		return
	}
	names := callsItself(s.Agency)
	for _, p := range sec.Passages {
		if speaksOfItself(p.Text, names) {
			return
		}
	}
	for _, spot := range s.spots() {
		p, at, to := spot.passage, spot.at, spot.end
		if spot.topic != genericTopic || !slices.Contains(sec.Passages, p) {
			continue
		}
		pos, width := s.At(p, at, to)
		s.Add(Finding{
			Pos: pos, Width: width, Rule: "generic-text",
			Message: diag.Textf("“总体情况”没有一处说到%[1]s，没有年份和数字，却说“%[2]s”", "section one never speaks of %[1]s, has no year and no number, and says %[2]q", s.Agency.NameIn(s.Year), p.Text[at:to]),
			Hint:    diag.Text{Zh: "多半是从别处抄来的；写本机关本年度的情况", En: "likely taken from elsewhere; write what this body did in the year"},
		})
		return
	}
}

// speaksOfItself says that a text has a number, or a name of the body.
func speaksOfItself(text string, names []string) bool {
	if strings.ContainsAny(text, "0123456789") || hasAny(text, names...) || len(yearMentions(text)) > 0 {
		return true
	}
	for i, r := range text {
		switch {
		case r >= '０' && r <= '９':
			return true
		case r == '我' || r == '本' || r == '全':
			if beginsWithAny(text[i+len("我"):], ourselves...) {
				return true
			}
		}
	}
	return false
}
