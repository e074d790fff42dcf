package check

import (
	"fmt"

	"gongkai/generator/diag"
)

// The rules about numbers in the text.
const (
	textRequests       = "text-requests"
	textResults        = "text-results"
	textDisputes       = "text-disputes"
	textNoApplications = "text-no-applications"
	textProactive      = "text-proactive"
	textSum            = "text-sum"
	textPercentage     = "text-percentage"
)

var (
	readNotice = diag.Text{
		Zh: "只核对读得准的：讲上年、上半年，别的地区、机关，网上等一部分申请，同比增减，以及“十余件”“约”的数，不核对。照原文核对后改正写错的一处；文字里的数可以写成 :cell{}，从此不会再不一致。",
		En: "Only what can be read for certain is compared: not numbers of another period, place or body, of a part of the applications (those received online), changes since last year, or inexact ones (十余件, 约). Mend the side that is wrong; a number in the text may be written :cell{}, and will then always agree."}
	basisTables = diag.Text{Zh: "正文与统计表同属一份报告，应当一致（国办公开办函〔2021〕30号）", En: "text and tables are one report and must agree (国办公开办函〔2021〕30号)"}
)

func aboutText(zh, en string) diag.Text {
	return diag.Text{Zh: zh + readNotice.Zh, En: en + " " + readNotice.En}
}

var textTables = Unit{
	Rules: []Rule{
		{
			Name: textRequests, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "文中的申请件数与表三不一致", En: "applications in the text differ from table three"},
			About:   aboutText("文中写的新收、上年结转、答复（办结）、结转下年和各类申请人的件数，应与表三相同。“收到”可以只指新收，也可以连同上年结转，与其一相同即可；", "Numbers of applications received, carried in, answered, carried out and of each kind of applicant equal those of table three. 收到 may mean those received or these with those carried in: either will do."),
			Basis:   basisTables,
			Example: diag.Text{Zh: "文中“收到申请27件”，表三本年新收 26、上年结转 0", En: "收到申请27件 in the text; 26 received and none carried in in the table"},
		},
		{
			Name: textNoApplications, Severity: Error, Group: TextTable,
			Title:   diag.Text{Zh: "文中说没有收到申请，表三却有", En: "the text says no applications, the table has some"},
			About:   aboutText("文中写“未收到”“没有收到”“零申请”或“收到申请0件”，表三本年新收总计却大于 0。", "The text says that no application was received, and the total of those received is above 0 in table three."),
			Basis:   basisTables,
			Example: diag.Text{Zh: "文中“本年度未收到政府信息公开申请”，表三本年新收 3", En: "本年度未收到政府信息公开申请 in the text; 3 received in the table"},
		},
		{
			Name: textResults, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "文中的办理结果与表三不一致", En: "results in the text differ from table three"},
			About:   aboutText("文中写的予以公开、部分公开、不予公开、无法提供、不予处理、其他处理及其分项的件数，应与表三相同；不予公开等类是其各分项之和。", "Numbers of applications granted, granted in part, denied and so on equal those of table three; a group is the sum of its rows."),
			Basis:   basisTables,
			Example: diag.Text{Zh: "文中“予以公开12件”，表三予以公开 10", En: "予以公开12件 in the text; 10 in the table"},
		},
		{
			Name: textDisputes, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "文中的复议、诉讼件数与表四不一致", En: "reviews or lawsuits in the text differ from table four"},
			About:   aboutText("文中写的行政复议、行政诉讼件数及维持、纠正等结果，应与表四相同；行政诉讼是未经复议直接起诉与复议后起诉之和，计不计尚未审结的都可以。文中说没有而表四有的，也算不一致。", "Numbers of reviews and lawsuits and of their outcomes equal those of table four; lawsuits are both kinds together, with or without those pending. That there were none counts as 0."),
			Basis:   basisTables,
			Example: diag.Text{Zh: "文中“行政复议3件，1件维持，2件纠正”，表四结果纠正 1", En: "行政复议3件，1件维持，2件纠正 in the text; 1 corrected in the table"},
		},
		{
			Name: textProactive, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "文中的文件、许可、处罚、收费与表二不一致", En: "documents, decisions or fees in the text differ from table two"},
			About:   aboutText("文中写的规章、行政规范性文件制发、废止、现行有效件数，行政许可、处罚、强制决定数和行政事业性收费金额，应与表二相同；与修改并列的“制定”“废止”、公开信息的条数，口径可能不同，不核对。", "Numbers of rules and normative documents issued, repealed and in force, of licensing and penalty decisions and fees equal those of table two; 制定 or 废止 beside 修改, and items published, may be counted in other ways and are not compared."),
			Basis:   basisTables,
			Example: diag.Text{Zh: "文中“制发行政规范性文件8件”，表二本年制发 6", En: "制发行政规范性文件8件 in the text; 6 issued in the table"},
		},
		{
			Name: textSum, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "一段话里的数自己对不上", En: "numbers of one sentence do not add up"},
			About:   diag.Text{Zh: "一句话里新收、上年结转、办结、结转下年四个数都有的，新收加上年结转应等于办结加结转下年；列出各类结果、申请人、审理结果的，各项之和不能大于总数，各项齐全或写明“分别”的应等于总数。“其中”之后常常没有列全，小于总数不报；各渠道公开的条数可以重复，不核对。", En: "Where a sentence gives those received, carried in, answered and carried out, the first two equal the last two together; where it lists results, kinds of applicants or outcomes, they are not more than their total, and equal it where none is missing. A list after 其中 is often not complete: less is not reported, and items published through several channels are not added up."},
			Basis:   diag.Text{Zh: "由各项的含义得出", En: "follows from what the numbers mean"},
			Example: diag.Text{Zh: "新收78件，上年结转3件，答复75件，结转3件：81 ≠ 78", En: "78 received, 3 carried in, 75 answered, 3 carried out: 81 ≠ 78"},
		},
		{
			Name: textPercentage, Severity: Warning, Group: TextTable,
			Title:   diag.Text{Zh: "占比与件数不符", En: "a percentage does not follow from its numbers"},
			About:   diag.Text{Zh: "写明部分、总数和“占…%”的，百分比应能由它们（或表三、表四的总计）算出，四舍五入或舍去尾数都可以；找不到总数的不核对。", En: "Where a text gives a part, a whole and 占…%, the percentage follows from them, or from a total of the tables; rounding up or down is fine. Without a whole it is not compared."},
			Basis:   diag.Text{Zh: "由百分比的含义得出", En: "follows from what a percentage means"},
			Example: diag.Text{Zh: "收到申请75件，其中自然人72件，占98%：应为 96%", En: "72 of 75 are 96%, not 98%"},
		},
	},
	Text: checkTextTables,
}

// checkTextTables holds the numbers of the text against the tables and against
// each other.
func checkTextTables(s *Subject) {
	mentions := s.numbers(false)
	for i := range mentions {
		switch m := &mentions[i]; {
		case m.Verdict != Contradicts:
		case m.claim == &shares:
			s.shareFinding(m)
		default:
			s.textFinding(m)
		}
	}
	s.checkTextSums(mentions)
}

// textFinding notes a number that contradicts its cells.
func (s *Subject) textFinding(m *Mention) {
	f := Finding{Rule: m.claim.rule, Cells: m.Cells, Left: m.Value.String() + m.Unit, Right: m.Want.String()}
	if f.Rule == textRequests && m.Value.Sign() == 0 && m.claim.role == receivedRole {
		f.Rule = textNoApplications
	}
	if !moneyUnit(m.Unit) {
		f.Left = m.Value.String()
	}
	f.Pos, f.Width = s.At(m.Passage, m.Start, m.End)
	zh, en := s.cellsInWords(m.Cells)
	said := m.Passage.Text[m.Start:m.End]
	if m.words {
		f.Message = diag.Textf("文中说“%[1]s”，%[2]s为 %[4]s", "the text says %[1]q, and %[3]s is %[4]s", said, zh, en, m.Want)
	} else {
		f.Message = diag.Textf("文中是 %[1]s，%[2]s为 %[4]s", "the text has %[1]s, and %[3]s is %[4]s", said+m.Unit, zh, en, m.Want)
	}
	f.Hint = diag.Text{Zh: "照原文核对文字和表格，改正写错的一处；原文就是如此的，写 [[waiver]] 说明", En: "compare both with the original and mend the one that is wrong; if it was published so, explain it in a [[waiver]]"}
	if len(m.Cells) == 1 && !m.words && !moneyUnit(m.Unit) {
		f.Hint = diag.Textf("照原文核对文字和表格，改正写错的一处；文中写 :cell{%[1]s} 就总与表格一致。原文就是如此的，写 [[waiver]] 说明", "compare both with the original and mend the one that is wrong; :cell{%[1]s} in the text always agrees. If it was published so, explain it in a [[waiver]]", m.Cells[0])
	}
	s.Add(f)
}

func moneyUnit(unit string) bool { return unit == "元" || unit == "万元" || unit == "亿元" }

// cellsInWords names cells whose sum is meant.
func (s *Subject) cellsInWords(cells []string) (zh, en string) {
	zh, en = "“"+s.Label(cells[0])+"”", cells[0]
	switch n := len(cells); {
	case n == 2:
		return zh + "与“" + s.Label(cells[1]) + "”之和", en + " + " + cells[1]
	case n > 2:
		return fmt.Sprintf("%s等 %d 格之和", zh, n), fmt.Sprintf("the sum of %s and %d more cells", en, n-1)
	}
	return zh, en
}
