package check

import (
	"fmt"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/report"
)

var correcting = Unit{
	Rules: []Rule{{
		Name: "correction-missing", Severity: Warning, Group: Keeping,
		Title:   diag.Text{Zh: "发布后有改动，没有更正记录", En: "changed after publication without a correction"},
		About:   diag.Text{Zh: "已经发布的报告，改了表格、正文、标题、编号或日期的，应新增一条 [[correction]]，写明日期、理由和改了哪些格、哪些部分。没有列出格和部分的记录算全部说明；在改动之前就有的记录不算。草稿不查。检查（check）看 git 历史里发布日期以后提交的改动，没有 git 历史的不查；审核（review）看两个版本之间的改动。", En: "A published report whose tables, text, title, numbers or dates are changed has a new [[correction]] with the date, the reason and what was changed. One that names no cells and no sections stands for all; one that was there before the change does not count. Drafts are not meant. A check looks at what was committed after the day of publication, where there is a git history; a review at what differs between two versions."},
		Basis:   diag.Text{Zh: "公开后的改动应当留痕", En: "a change after publication leaves a trace"},
		Example: diag.Text{Zh: "表三一格由 3 改为 5，没有 [[correction]]", En: "a cell goes from 3 to 5 without a [[correction]]"},
	}, {
		Name: "correction-date", Severity: Warning, Group: Keeping,
		Title:   diag.Text{Zh: "更正日期早于发布日期或在将来", En: "correction dated before publication or in the future"},
		About:   diag.Text{Zh: "[[correction]] 记录发布以后的改动：日期早于 published 的，或者晚于检查那天的，多半是笔误。没有写发布日期的，只查将来的。", En: "A [[correction]] records a change after publication: a date before published, or after the day of the check, is most likely a slip."},
		Basis:   diag.Text{Zh: "更正记录与报告一同公布，应当属实", En: "corrections are published with the report and must be true"},
		Example: diag.Text{Zh: "published = 2023-01-12，[[correction]] 的 date = 2022-02-01", En: "published = 2023-01-12, and the date of a [[correction]] is 2022-02-01"},
	}, {
		Name: "correction-section", Severity: Warning, Group: Keeping,
		Title:   diag.Text{Zh: "更正说的部分不在报告里", En: "a correction of a section that the report does not have"},
		About:   diag.Text{Zh: "[[correction]] 的 sections 写二级标题，编号可以省略。报告里没有的，可能写错了；整个部分删去的，写它所在部分的标题。", En: "sections of a [[correction]] are headings of level 2, with or without their number. One that the report does not have may be misspelt; of a section that was removed, name the one around it."},
		Basis:   diag.Text{Zh: "更正记录与报告一同公布，应当属实", En: "corrections are published with the report and must be true"},
		Example: diag.Text{Zh: "sections = [\"七、附件\"]，报告只有六部分", En: "sections = [\"七、附件\"] in a report of six sections"},
	}},
	Text: checkCorrections,
}

func checkCorrections(s *Subject) {
	for i := range s.Corrections {
		c := &s.Corrections[i]
		s.correctionDate(i, c)
		for j, name := range c.Sections {
			s.correctionSection(name, i, j)
		}
	}
}

// unexplained adds the changes that the history tells of and no correction.
func (s *Subject) unexplained() error {
	if s.Whole.history == nil {
		return nil
	}
	changes, err := s.Whole.history(s.Report)
	for _, u := range changes {
		when := fmt.Sprintf("%s, %.7s", u.Day, u.Commit)
		s.Add(CorrectionMissing(diag.Text{Zh: "（" + when + "）", En: " (" + when + ")"}, u.Cells, u.Things))
	}
	return err
}

// CorrectionMissing says that things were changed after publication and that no
// correction tells of it. when may be empty.
func CorrectionMissing(when diag.Text, cells []string, things []diag.Text) Finding {
	const most = 5
	shown, more := things, diag.Text{}
	if len(things) > most {
		shown, more = things[:most], diag.Textf(" 等 %d 处", " and more, %d in all", len(things))
	}
	return Finding{
		Rule: "correction-missing", Severity: Warning, Cells: cells,
		Message: diag.Text{
			Zh: "发布后" + when.Zh + "改了" + inOneLine(shown, "、", diag.Chinese) + more.Zh + "，没有新的 [[correction]] 说明",
			En: "changed after publication" + when.En + ": " + inOneLine(shown, ", ", diag.English) + more.En + "; no new [[correction]] tells of it"},
		Hint: diag.Text{Zh: "新增一节 [[correction]]，写 date、reason 和 cells 或 sections", En: "add a [[correction]] with date, reason, and cells or sections"},
	}
}

// inOneLine writes texts in a language, with a mark between them.
func inOneLine(texts []diag.Text, mark string, lang diag.Lang) string {
	words := make([]string, len(texts))
	for i, t := range texts {
		words[i] = t.In(lang)
	}
	return strings.Join(words, mark)
}

// correctionDate holds the date of a correction against that of publication and
// the day of the check.
func (s *Subject) correctionDate(number int, c *report.Correction) {
	var message diag.Text
	switch {
	case !s.Published.IsZero() && c.Date.Compare(s.Published) < 0:
		message = diag.Textf("更正日期 %[1]s 早于发布日期 %[2]s", "corrected on %[1]s, before it was published on %[2]s", c.Date, s.Published)
	case !s.Whole.AsOf.IsZero() && c.Date.Compare(s.Whole.AsOf) > 0:
		message = diag.Textf("更正日期 %[1]s 还没有到", "the day of the correction, %[1]s, is still to come", c.Date)
	default:
		return
	}
	pos, width := s.KeyPos("correction", number, "date")
	s.Add(Finding{Pos: pos, Width: width, Rule: "correction-date", Severity: Warning, Message: message,
		Hint: diag.Text{Zh: "核对 [[correction]] 的 date 和 published", En: "compare the date of the [[correction]] and published"}})
}

// correctionSection looks for the section that a correction names.
func (s *Subject) correctionSection(name string, number, at int) {
	var titles []string
	for i := range s.Sections {
		h := s.Sections[i].Heading
		if h == nil {
			continue
		}
		if history.Headed(name, h.Text) {
			return
		}
		titles = append(titles, h.Text)
	}
	hint := diag.Textf("写报告里的二级标题：%[1]s", "write a heading of level 2 of the report: %[1]s", strings.Join(titles, "；"))
	if near := diag.Nearest(name, titles); near != "" {
		hint = diag.Textf("是不是“%s”？", "did you mean “%s”?", near)
	}
	pos, width := s.KeyPos("correction", number, "sections", at)
	s.Add(Finding{Pos: pos, Width: width, Rule: "correction-section", Severity: Warning, Hint: hint,
		Message: diag.Textf("更正说的“%s”不在报告里", "the report has no section “%s”, which a correction names", name)})
}
