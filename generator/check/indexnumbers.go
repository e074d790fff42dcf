package check

import (
	"cmp"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
)

var indexNumbers = Unit{
	Rules: []Rule{{
		Name: "index-number-scheme", Severity: Warning, Group: Catalogue,
		Title:   diag.Text{Zh: "索引号不合编号规则", En: "an index number follows no scheme"},
		About:   diag.Text{Zh: "archive.toml 声明了编号规则的，报告的索引号应合乎编号当年有效的一种；不合的指出是哪一段。旧号照录的可以不合，请写 [[waiver]] 说明，或为旧号声明一种规则。", En: "Where archive.toml declares schemes, a number follows one that was in force; else the segment that fails is named. A number kept verbatim may differ: explain it in a [[waiver]], or declare a scheme for it."},
		Basis:   diag.Text{Zh: "archive.toml 的 [index_number]；国办秘函〔2009〕6号等编制规范", En: "[index_number] in archive.toml; 国办秘函〔2009〕6号 and others"},
		Example: diag.Text{Zh: "规则 {agency.code}/{year}-{serial:5}，编号 SWJ/2022-001", En: "SWJ/2022-001 under {agency.code}/{year}-{serial:5}"},
	}, {
		Name: "index-number-check", Severity: Warning, Group: Catalogue,
		Title:   diag.Text{Zh: "索引号中代码的校验码不对", En: "a wrong check character in an index number"},
		About:   diag.Text{Zh: "规则声明机构代码段带校验码的（GB 11714、GB 32100），末位应与前面各位相符。", En: "Where a scheme says that a code has a check character (GB 11714, GB 32100), it must be that of the others."},
		Basis:   diag.Text{Zh: "GB 11714《全国组织机构代码编制规则》；GB 32100《法人和其他组织统一社会信用代码编码规则》", En: "GB 11714; GB 32100"},
		Example: diag.Text{Zh: "代码 000014340，校验码应为 9", En: "the code 000014340, whose check character is 9"},
	}, {
		Name: "index-number-ambiguous", Severity: Notice, Group: Catalogue,
		Title:   diag.Text{Zh: "索引号同时合乎两种规则", En: "an index number follows two schemes"},
		About:   diag.Text{Zh: "一个号合乎编号当年有效的两种以上规则，分不清各段的含义，以先声明的为准。", En: "A number follows two schemes that were in force, so that what it says is not clear; the first is taken."},
		Basis:   diag.Text{Zh: "archive.toml 的 [index_number]", En: "[index_number] in archive.toml"},
		Example: diag.Text{Zh: "两种规则都是“代码/年-流水号”", En: "two schemes of the same make"},
	}, {
		Name: "index-number-year", Severity: Warning, Group: Catalogue,
		Title:   diag.Text{Zh: "索引号里的年份不对", En: "the year in an index number is another"},
		About:   diag.Text{Zh: "规则写明年份段取自报告年度、成文日期或发布日期的，应与报告所写的一致。报告没有写那个日期的不查。", En: "Where a segment is the year reported on, of issue or of publication, it is that of the report. A date that is not given is not assessed."},
		Basis:   diag.Text{Zh: "archive.toml 的 [index_number]", En: "[index_number] in archive.toml"},
		Example: diag.Text{Zh: "2023 年发布的报告编号 SWJ/2022-00001，规则取发布年份", En: "SWJ/2022-00001 published in 2023 under {published.year}"},
	}, {
		Name: "index-number-serial", Severity: Notice, Group: Catalogue,
		Title:   diag.Text{Zh: "流水号倒退", En: "a serial steps back"},
		About:   diag.Text{Zh: "同一计数范围内，发布在后的报告流水号应当较大。本库不一定收录全部信息，所以号码之间有空缺不算。", En: "Within one counter a report published later has a greater serial. Gaps do not count: the archive need not hold everything that was numbered."},
		Basis:   diag.Text{Zh: "流水号按编号先后递增", En: "serials are given in order"},
		Example: diag.Text{Zh: "1 月发布的是 00012，3 月发布的是 00007", En: "00012 published in January, 00007 in March"},
	}, {
		Name: "catalogue-leaf", Severity: Notice, Group: Catalogue,
		Title:   diag.Text{Zh: "归在有下级的目录里", En: "filed at a node with others below"},
		About:   diag.Text{Zh: "目录分类有下级的，信息应归入最下一级；归在上级的，读者按下级找不到。", En: "Where a node has others below it, a report belongs into one of those: a reader who goes down does not find it."},
		Basis:   diag.Text{Zh: "组配分类取叶类目", En: "items are filed at leaves"},
		Example: diag.Text{Zh: "catalogue = \"zfxxgk\"，它的下级有“nb”", En: "catalogue = \"zfxxgk\", which has nb below it"},
	}, {
		Name: "summary-is-title", Severity: Notice, Group: Catalogue,
		Title:   diag.Text{Zh: "内容概述与标题相同", En: "the summary is the title"},
		About:   diag.Text{Zh: "summary 与 title 一字不差（空格、标点不计），等于没有概述。不写 summary，程序取正文的开头。", En: "A summary that is the title, but for blanks and marks, says nothing. Without a summary the beginning of the text is taken."},
		Basis:   diag.Text{Zh: "《政府网站发展指引》对内容概述的要求", En: "the guide for government websites"},
		Example: diag.Text{Zh: "summary 与 title 都是“……2022年政府信息公开工作年度报告”", En: "both are the title of the report"},
	}},
	Text:  checkIndexNumber,
	Whole: checkSerials,
	Alone: checkSerial,
}

// numberedIn gives the year in which a report was given its number; 0 if unknown.
func numberedIn(r *archive.Report) int { return int(cmp.Or(r.Published.Year, r.Issued.Year)) }

func checkIndexNumber(s *Subject) {
	s.filing()
	if s.IndexNumber == "" || len(s.Whole.Schemes) == 0 {
		return
	}
	note := func(rule string, message, hint diag.Text) {
		pos, width := s.KeyPos("index_number")
		s.Add(Finding{Rule: rule, Pos: pos, Width: width, Message: message, Hint: hint})
	}
	matches := indexnumber.Match(s.Whole.Schemes, s.IndexNumber, numberedIn(s.Report))
	switch {
	case len(matches) > 1:
		note("index-number-ambiguous", diag.Textf("索引号 %[1]s 合乎 %[2]d 种规则：%[3]s", "index number %[1]s follows %[2]d schemes: %[3]s", s.IndexNumber, len(matches), schemeNames(matches)),
			diag.Text{Zh: "在 archive.toml 中用 from、to 写明各规则的年份", En: "give the years of each scheme with from and to in archive.toml"})
	case len(matches) == 0:
		scheme, m := indexnumber.Explain(s.Whole.Schemes, s.IndexNumber, numberedIn(s.Report))
		if m == nil {
			return // no scheme was in force
		}
		rule, hint := "index-number-scheme", diag.Text{}
		if meant, ok := scheme.Canonical(s.IndexNumber); ok && meant != s.IndexNumber {
			hint = diag.Textf("是不是 %s？", "did you mean %s?", meant)
		} else if scheme.Pattern != "" {
			hint = diag.Textf("规则是 %s", "the scheme is %s", scheme.Pattern)
		}
		if strings.Contains(m.Text.En, "check character") {
			rule = "index-number-check"
		}
		note(rule, diag.Textf("索引号 %[1]s：%[2]s", "index number %[1]s: %[3]s", s.IndexNumber, m.Text.Zh, m.Text.En), hint)
		return
	}
	s.numberYear(note)
}

func schemeNames(schemes []*indexnumber.Scheme) string {
	names := make([]string, len(schemes))
	for i, s := range schemes {
		names[i] = cmp.Or(s.Name, s.Pattern, s.ID)
	}
	return strings.Join(names, ", ")
}

// numberYear holds the year of a number against that of the report.
func (s *Subject) numberYear(note func(rule string, message, hint diag.Text)) {
	if s.Number == nil {
		return
	}
	for _, p := range s.Number.Parts {
		want := 0
		switch p.Segment.Source {
		case "year":
			want = s.Year
		case "issued.year":
			want = int(s.Issued.Year)
		case "published.year":
			want = int(s.Published.Year)
		}
		if want == 0 || strings.HasSuffix(strconv.Itoa(want), p.Value) {
			continue
		}
		note("index-number-year", diag.Textf("索引号 %[1]s 的“%[2]s”是 %[3]s，按报告应为 %[4]d", "index number %[1]s has %[3]s for %[5]s; by the report it is %[4]d", s.IndexNumber, p.Segment.Label, p.Value, want, p.Segment.Name),
			diag.Text{Zh: "核对编号和日期", En: "look at the number and the dates"})
	}
}

// filing looks at what the catalogue says of a report.
func (s *Subject) filing() {
	for i, n := range s.Nodes {
		if len(n.Children) == 0 {
			continue
		}
		pos, width := s.KeyPos("catalogue", i)
		s.Add(Finding{
			Rule: "catalogue-leaf", Pos: pos, Width: width,
			Message: diag.Textf("目录“%[1]s”有下级，如“%[2]s”", "the node %[3]s has others below it, such as %[4]s", n.Name, n.Children[0].Name, n.ID, n.Children[0].ID),
			Hint:    diag.Text{Zh: "归入最下一级", En: "file it at the lowest that fits"},
		})
	}
	if s.Summary != "" && bareWords(s.Summary) == bareWords(s.Title) {
		pos, width := s.KeyPos("summary")
		s.Add(Finding{
			Rule: "summary-is-title", Pos: pos, Width: width,
			Message: diag.Text{Zh: "内容概述与标题相同", En: "the summary is the title"},
			Hint:    diag.Text{Zh: "写一两句概述，或删去 summary", En: "write a sentence or two, or leave summary out"},
		})
	}
}
