package check

import (
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/markdown"
)

var absentTables = Unit{
	Rules: []Rule{{
		Name: "table-missing", Severity: Error, Group: Form,
		Title:   diag.Text{Zh: "缺少法定的表", En: "a statutory table is missing"},
		About:   diag.Text{Zh: "格式规定的各张表都应写在报告的文件头里，全部为 0 的也要填。没有规定部分的格式不查。", En: "All tables of the form stand in the front matter, also where every number is 0. Formats without prescribed sections are not assessed."},
		Basis:   diag.Text{Zh: "年度报告格式的表样（国办公开办函〔2021〕30号；2019、2020 年度：国办公开办函〔2019〕60号）", En: "the tables of the form (国办公开办函〔2021〕30号; for 2019 and 2020: 国办公开办函〔2019〕60号)"},
		Example: diag.Text{Zh: "没有 [disputes]", En: "no [disputes]"},
	}, {
		Name: "table-as-picture", Severity: Error, Group: Form,
		Title:   diag.Text{Zh: "表是图片", En: "a table is a picture"},
		About:   diag.Text{Zh: "文件头里没有这张表，它所在的部分却有图片：表多半是以图片发布的，数字不能检索、核对和下载。照图片录入文件头。", En: "The front matter lacks a table, and its section has a picture: it was likely published as one, and its numbers can be neither searched nor checked. Type it into the front matter."},
		Basis:   diag.Text{Zh: "年度报告格式的表样（国办公开办函〔2021〕30号）；图片里的数字不能核对", En: "the tables of the form (国办公开办函〔2021〕30号); numbers in a picture cannot be checked"},
		Example: diag.Text{Zh: "“三、收到和处理政府信息公开申请情况”只有一张图", En: "section three holds a picture only"},
	}},
	Text: checkAbsentTables,
}

// checkAbsentTables notes the tables of the form that the front matter lacks.
func checkAbsentTables(s *Subject) {
	if len(s.Format.Sections) == 0 {
		return
	}
	for _, t := range s.Format.Tables {
		if _, ok := s.Report.Table(t.ID); ok {
			continue
		}
		f := Finding{
			Rule: "table-missing", Severity: Error,
			Message: diag.Textf("没有“%[1]s”的表 [%[2]s]", "there is no table [%[2]s] (%[1]s)", t.Caption, t.ID),
			Hint:    diag.Textf("在文件头补上 [%[1]s] 一节；没有发生的填 0", "add a section [%[1]s] to the front matter, with 0 where nothing happened", t.ID),
		}
		sec := s.sectionOf(t)
		f.Pos, f.Width = s.atHeading(sec)
		if sec != nil {
			s.instead(&f, sec, t)
		}
		s.Add(f)
	}
}

// sectionOf gives the section at whose end a table stands; nil where the text
// lacks it.
func (s *Subject) sectionOf(t *format.Table) *Section {
	for i, title := range s.Format.Sections {
		if title == t.Section {
			return s.Section(i + 1)
		}
	}
	return nil
}

// instead says what the section has in place of a table.
func (s *Subject) instead(f *Finding, sec *Section, t *format.Table) {
	for _, p := range sec.Passages {
		switch {
		case p.Image:
			f.Rule = "table-as-picture"
			f.Message = diag.Textf("“%[1]s”的表是图片，没有 [%[2]s]", "the table [%[2]s] (%[1]s) is a picture", t.Caption, t.ID)
			f.Hint = diag.Textf("照图片把各数录入文件头的 [%[1]s]，图片可以保留", "type its numbers into [%[1]s] of the front matter; the picture may stay", t.ID)
		case p.Kind == markdown.TableCell:
			f.Hint = diag.Textf("正文里的表格不能核对；把它的数写到文件头的 [%[1]s]，再删去正文里的", "a table in the text cannot be checked; put its numbers into [%[1]s] of the front matter and delete it from the text", t.ID)
		default:
			continue
		}
		if p.Text != "" {
			f.Pos, f.Width = s.At(p, 0, len(p.Text))
		}
		return
	}
}
