package check

import "testing"

func TestKeywords(t *testing.T) {
	for _, tt := range []struct {
		keywords string
		want     []string
	}{
		{`["信息", "公开", "营商环境", "政府"]`, []string{`5:13 notice keyword-noise: "信息" is a piece`, `5:19 notice keyword-noise: "公开"`, `5:33 notice keyword-noise: "政府"`}},
		{`"信息,公开,工作,政府,内容"`, []string{`5:12 notice keyword-noise: "信息,公开,工作,政府,内容" is 5 keywords in one`}},
		{`["政府信息公开 年报"]`, []string{`5:12 notice keyword-noise: "政府信息公开 年报" is 2 keywords in one`}},
		{`["商务", "年"]`, []string{`5:19 notice keyword-noise: "年" has one character`}},
		{`["政府信息公开", "政府信息公开工作"]`, []string{`5:23 notice keyword-noise: "政府信息公开工作" repeats "政府信息公开"`}},
		{`["示例市商务局2022年政府信息公开工作年度报告"]`, []string{`5:12 notice keyword-noise: a keyword is the title`}},
		{`["商务", "以及"]`, []string{`5:19 notice keyword-noise: "以及" is a piece`}},

		{`["政府信息公开", "年度报告", "营商环境"]`, nil},
		{`["政务公开", "报告", "商务"]`, nil}, // one loose word may be meant
		{`"政府信息公开"`, nil},
		{`["信息公开", "政府信息公开", "年报"]`, nil},
		{`["Open Government", "政务公开"]`, nil},
		{`[]`, nil},
	} {
		text := reportText("issued = 2023-01-10", "keywords = "+tt.keywords+"\nissued = 2023-01-10", "catalogue = \"nb\"\n", "catalogue = \"nb\"\n# \n")
		findings := check(t, map[string]string{"swj/2022": text}, "keyword-noise")
		lines := make([]string, len(tt.want))
		for i, w := range tt.want {
			lines[i] = "content/reports/swj/2022.md:" + w
		}
		want(t, findings, lines...)
	}
}

func TestSummaryIsTitle(t *testing.T) {
	for summary, found := range map[string]int{
		"示例市商务局2022年政府信息公开工作年度报告":   1,
		"示例市商务局 2022年政府信息公开工作年度报告。": 1,
		"示例市商务局2022年公开信息、办理申请的情况":   0,
	} {
		text := reportText("issued = 2023-01-10", "summary = \""+summary+"\"\nissued = 2023-01-10")
		if findings := check(t, map[string]string{"swj/2022": text}, "summary-is-title"); len(findings) != found {
			t.Errorf("%s: %s", summary, show(findings))
		}
	}
}
