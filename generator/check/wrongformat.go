package check

import (
	"slices"
	"strings"
	"sync"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/markdown"
)

var wrongFormat = Unit{
	Rules: []Rule{{
		Name: "wrong-format", Severity: Error, Group: Form,
		Title:   diag.Text{Zh: "用了别的年度的格式", En: "the form of other years"},
		About:   diag.Text{Zh: "报告的 format 不是该年度适用的格式，或者标签、正文的表格里有另一格式才有的栏目，如 2021 年度以后的报告写“本年新制作数量”。公共企事业单位可以不用规定的格式；本库自定的、没有写明年度的格式不查。", En: "The format is not the one that serves the year, or labels or tables in the text have headings that only another form has, such as 本年新制作数量 after 2020. Public enterprises need not follow the form; an archive's own format without years is not assessed."},
		Basis:   diag.Text{Zh: "国办公开办函〔2021〕30号（2021 年度起）；国办公开办函〔2019〕60号（2019、2020 年度）", En: "国办公开办函〔2021〕30号 (from 2021); 国办公开办函〔2019〕60号 (2019 and 2020)"},
		Example: diag.Text{Zh: "2022 年度的报告写 format = \"2019\"", En: "format = \"2019\" in the report for 2022"},
	}},
	Text: checkFormat,
}

// checkFormat holds the format of a report against its year, and its headings
// against its format.
func checkFormat(s *Subject) {
	f := s.Format
	served := s.Year >= f.From && (f.To == 0 || s.Year <= f.To)
	if f.ID == format.Free {
		served = s.Year < firstForm().From || s.Agency.Kind == "公共企事业单位"
	} else if f.From == 0 && f.To == 0 {
		served = true
	}
	if !served {
		want := format.Builtin().ForYear(s.Year)
		pos, width := s.KeyPos("format")
		s.Add(Finding{
			Rule: "wrong-format", Severity: Error, Pos: pos, Width: width,
			Message: diag.Textf("%[1]d 年度的报告用的是%[2]s，应为%[3]s", "the report for %[1]d uses format %[4]q; want %[5]q", s.Year, f.Title, want.Title, f.ID, want.ID),
			Hint:    diag.Text{Zh: "核对年度和 format；原文确实用了另一格式的，写 [[waiver]] 说明", En: "look at the year and at format; where the original does use the other form, explain it in a [[waiver]]"},
		})
		return
	}
	s.foreignLabels()
}

// firstForm gives the oldest form that prescribes sections.
var firstForm = sync.OnceValue(func() *format.Format {
	var first *format.Format
	for _, f := range format.Builtin().All() {
		if f.From > 0 && (first == nil || f.From < first.From) {
			first = f
		}
	}
	return first
})

// onlyOf gives, for each form built in, the headings that no other has, in bare
// words. Short ones are left out: other tables may have them too.
var onlyOf = sync.OnceValue(func() map[string][]string {
	only := map[string][]string{}
	labels := map[string]string{} // of all forms
	for _, f := range format.Builtin().All() {
		if f.From > 0 {
			labels[f.ID] = "\n" + strings.Join(labelsOf(f), "\n") + "\n"
		}
	}
	for _, f := range format.Builtin().All() {
		for _, label := range labelsOf(f) {
			others := false
			for id, text := range labels {
				others = others || id != f.ID && strings.Contains(text, label)
			}
			if f.From > 0 && !others && len([]rune(label)) >= 6 && !slices.Contains(only[f.ID], label) {
				only[f.ID] = append(only[f.ID], label)
			}
		}
	}
	return only
})

// labelsOf gives all printed headings of a format in bare words.
func labelsOf(f *format.Format) []string {
	var all []string
	for _, t := range f.Tables {
		for _, line := range t.Grid().Lines() {
			for _, c := range line {
				if c.Name != "" {
					all = append(all, bareWords(c.Text))
				}
			}
		}
	}
	return all
}

// foreignLabels notes the first heading that only another form has.
func (s *Subject) foreignLabels() {
	if s.Format.From == 0 {
		return
	}
	note := func(text string) (Finding, bool) {
		f := s.onlyInAnother(text)
		if f == nil {
			return Finding{}, false
		}
		return Finding{
			Rule: "wrong-format", Severity: Error,
			Message: diag.Textf("“%[1]s”是%[2]s的栏目，本报告的格式没有", "%[1]s is a heading of format %[3]q; that of this report does not have it", text, f.Title, f.ID),
			Hint:    diag.Textf("核对年度和格式：%[1]d 年度适用的是%[2]s", "look at the year and the form: %[1]d has format %[3]q", s.Year, s.Format.Title, s.Format.ID),
		}, true
	}
	for _, key := range sortedKeys(s.Labels) {
		if f, ok := note(s.Labels[key]); ok {
			f.Pos, f.Width = s.KeyPos("labels", key)
			s.Add(f)
			return
		}
	}
	for i := range s.Free {
		for j, column := range s.Free[i].Columns {
			if f, ok := note(column); ok {
				f.Pos, f.Width = s.KeyPos("table", i, "columns", j)
				s.Add(f)
				return
			}
		}
	}
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if p.Kind != markdown.TableCell || len(p.Text) < 6 {
			continue
		}
		if f, ok := note(p.Text); ok {
			f.Pos, f.Width = s.At(p, 0, len(p.Text))
			s.Add(f)
			return
		}
	}
}

// onlyInAnother gives the form that alone has a heading; nil where it is that of
// the report, or of none.
func (s *Subject) onlyInAnother(text string) *format.Format {
	label := bareWords(text)
	for _, f := range format.Builtin().All() {
		if f.ID != s.Format.ID && s.Format.From > 0 && slices.Contains(onlyOf()[f.ID], label) {
			return f
		}
	}
	return nil
}
