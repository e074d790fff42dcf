package check

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
)

var textElsewhere = Unit{
	Rules: []Rule{{
		Name: "text-as-attachment", Severity: Warning, Group: Form,
		Title: diag.Text{Zh: "正文只在附件或者图片里", En: "the text is in an attachment or a picture only"},
		About: diag.Text{
			Zh: "除标题和表格外正文不足 60 个字，却有文档附件、图片，或者写着“详见附件”：报告的文字多半只在附件或图片里，不能检索和核对。规定的部分一个也没有的，由 section-missing 报告，这里不重复。把文字录入正文，附件可以保留。",
			En: "But for headings and tables the text has fewer than 60 characters, and there is a document beside it, a picture, or 详见附件: what the report says is likely in those only, where it can be neither searched nor checked. Where not one section of the form is there section-missing says so. Type the text in; the attachment may stay."},
		Basis:   diag.Text{Zh: "年度报告以网页形式公布全文；图片和附件里的文字不能检索", En: "reports are published as text; what stands in pictures and attachments cannot be searched"},
		Example: diag.Text{Zh: "正文只有“详见附件：2017年度报告.pdf”", En: "the text is 详见附件：2017年度报告.pdf"},
	}},
	Text: checkTextElsewhere,
}

// documents are the endings of files that may hold a report.
var documents = []string{".pdf", ".doc", ".docx", ".wps", ".ofd", ".rtf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".zip"}

func checkTextElsewhere(s *Subject) {
	const least = 60 // characters of a report, however short
	if len(s.Format.Sections) > 0 && !slices.ContainsFunc(s.Sections, func(sec Section) bool { return sec.Official >= 0 }) {
		return
	}
	characters := 0
	var picture, refers *markdown.Passage
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		switch {
		case p.Image:
			picture = p
		case p.Kind == markdown.HeadingText || p.Kind == markdown.TableCell:
		default:
			if mentionsAny(p.Text, "附件", "附后", "见附", "下载") || slices.ContainsFunc(p.Links, func(l markdown.Link) bool { return isDocument(l.Destination) }) {
				refers = p
			}
			characters += utf8.RuneCountInString(p.Text)
		}
		if characters >= least {
			return // nearly always
		}
	}
	f := Finding{Rule: "text-as-attachment", Hint: diag.Text{Zh: "把报告的文字录入正文，附件和图片可以保留", En: "type the text of the report in; attachments and pictures may stay"}}
	attached := slices.IndexFunc(s.Attachments, func(a report.File) bool { return isDocument(a.Name) })
	switch {
	case attached >= 0:
		f.Message = diag.Textf("正文只有 %[1]d 个字，文字似乎只在附件 %[2]s 里", "the text has %[1]d characters; what it says seems to be in the attachment %[2]s only", characters, s.Attachments[attached].Name)
	case picture != nil:
		f.Message = diag.Textf("正文只有 %d 个字，文字似乎只在图片里", "the text has %d characters; what it says seems to be in a picture only", characters)
	case refers != nil:
		f.Message = diag.Textf("正文只有 %d 个字，文字似乎只在附件里", "the text has %d characters; what it says seems to be in an attachment only", characters)
	default:
		return // overview-length speaks of that
	}
	if at := refers; at != nil {
		f.Pos, f.Width = s.At(at, 0, len(at.Text))
	} else if picture != nil && picture.Text != "" {
		f.Pos, f.Width = s.At(picture, 0, len(picture.Text))
	} else {
		f.Pos, f.Width = s.atHeading(nil)
	}
	s.Add(f)
}

func isDocument(name string) bool {
	name, _, _ = strings.Cut(name, "#")
	return slices.Contains(documents, strings.ToLower(path.Ext(name)))
}
