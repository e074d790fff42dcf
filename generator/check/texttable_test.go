package check

import (
	"os"
	"strings"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/markdown"
)

// textRules are the rules of checkTextTables.
var textRules = []string{textRequests, textResults, textDisputes, textNoApplications, textProactive, textSum, textPercentage}

// sayingReport is a short report with nothing to say but for the replacements.
func sayingReport(replacements ...string) string {
	const six = "## 六、其他需要报告的事项\n"
	return shortReport(append([]string{six, six + "\n本年度没有收取信息处理费。\n"}, replacements...)...)
}

func TestTextAgainstTables(t *testing.T) {
	const sentence = "2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。"
	for _, c := range []struct {
		text string
		want []string
	}{
		{"全年收到政府信息公开申请8件。", []string{"content/reports/swj/2022.md:51:13 warning text-requests: the text has 8件, and requests.received.total is 9 | …:cell{requests.received.total}"}},
		{"全年收到政府信息公开申请9件。", nil},
		{"全年收到政府信息公开申请10件。", nil}, // with the one carried in
		{"全年新收政府信息公开申请10件。", []string{"text-requests: the text has 10件, and requests.received.total is 9"}},
		{"全年未收到政府信息公开申请。", []string{"51:3 error text-no-applications: the text says \"未收到政府信息公开申请\", and requests.received.total is 9"}},
		{"全年收到政府信息公开申请0件。", []string{"error text-no-applications: the text has 0件"}},
		{"办理政府信息公开申请，予以公开6件，不予公开2件。", []string{"warning text-results: the text has 2件, and the sum of requests.denied.state_secret.total and 7 more cells is 1"}},
		{"因政府信息公开被申请行政复议1件，被提起行政诉讼2件。", []string{"warning text-disputes: the text has 2件, and disputes.litigation_direct.total + disputes.litigation_after.total is 1"}},
		{"未发生因政府信息公开提起的行政诉讼。", []string{"warning text-disputes: the text says …, and disputes.litigation_direct.total + disputes.litigation_after.total is 1"}},
		{"制发行政规范性文件3件。", []string{"warning text-proactive: the text has 3件, and proactive.normative.made is 2"}},
		{"新收政府信息公开申请:cell{requests.received.total}件，上年结转:cell{requests.carried_in.total}件。", nil},
		// The words speak of what was received, and another cell is printed.
		{"新收政府信息公开申请:cell{requests.carried_in.total}件。", []string{"text-requests: the text has 1件, and requests.received.total is 9"}},
		{"新收政府信息公开申请78件，上年结转3件，答复75件，结转3件。", []string{
			"text-requests: the text has 78件…", "text-sum: 78 received and 3 carried in make 81; 75 answered and 3 carried out make 78",
			"text-requests: the text has 3件…", "text-requests: the text has 75件…", "text-requests: the text has 3件…",
		}},
		{"收到政府信息公开申请9件，其中自然人8件，法人或其他组织3件。", []string{
			"51:19 warning text-sum: the parts add up to 11, and their total is given as 9",
			"text-requests: the text has 3件…",
		}},
		{"行政复议3件，其中维持1件，纠正2件。", nil}, // maybe not about disclosure
		{"因政府信息公开发生行政复议3件，其中维持1件，纠正2件。", []string{
			"text-disputes: the text has 3件…", "text-disputes: the text has 2件…",
		}},
		{"政府信息公开行政复议1件，其中维持1件，纠正1件。", []string{
			"text-sum: the parts add up to 2, and their total is given as 1", "text-disputes: the text has 1件, and disputes.reconsideration.corrected is 0",
		}},
		{"收到政府信息公开申请9件，其中自然人8件，占98.9%。", []string{"51:23 warning text-percentage: is given as 98.9%; 8 of 9 are 88.9%"}},
		{"收到政府信息公开申请9件，其中自然人8件，占88.9%。", nil},
		{"主动公开信息2122条。其中，各部门1509条，占71.11%。各乡镇613条，占28.89%。", nil},
		{"主动公开信息2122条。其中，各部门1509条，占73.11%。", []string{"text-percentage: is given as 73.11%; 1509 of 2122 are 71.11%"}},
	} {
		want(t, check(t, map[string]string{"swj/2022": sayingReport(sentence, c.text)}, textRules...), c.want...)
	}
}

func TestTextSaysNothingUnderItsHeading(t *testing.T) {
	const three, four = "## 三、收到和处理政府信息公开申请情况\n", "## 四、政府信息公开行政复议、行政诉讼情况\n"
	want(t, check(t, map[string]string{"swj/2022": sayingReport(three, three+"\n无\n", four, four+"\n无。\n")}, textRules...),
		"57:1 error text-no-applications: the text says \"无\", and requests.received.total is 9",
		"warning text-disputes: the text says \"无\", and …is 2")
}

func TestOldStatistics(t *testing.T) {
	free, _ := format.Builtin().Get("free")
	text := "+++\ntitle = \"示例市商务局2017年政府信息公开工作年度报告\"\ncatalogue = \"nb\"\nissued = 2018-01-10\n[statistics]\n"
	for _, name := range free.Tables[0].Names() {
		value := " = 0\n"
		if name == "statistics.requests.received" {
			value = " = 3\n"
		}
		text += strings.TrimPrefix(name, "statistics.") + value
	}
	text += "+++\n\n## 三、依申请公开情况\n\n2017年未收到有关政府信息公开申请。\n\n办理结果中，部分公开2件。\n"
	want(t, check(t, map[string]string{"swj/2017": text}, textRules...),
		"68:6 error text-no-applications: the text says \"未收到有关政府信息公开申请\", and statistics.requests.received is 3",
		"70:11 warning text-results: the text has 2件, and statistics.requests.answers.partial is 0")
}

func TestFeesInSectionSix(t *testing.T) {
	const said = "本年度没有收取信息处理费。"
	for _, c := range []struct {
		replace []string
		want    []string
	}{
		{nil, nil},
		{[]string{said, "无。"}, []string{"63:1 warning fees-unmentioned: says nothing about information processing fees"}},
		{[]string{said, ""}, []string{"61:4 warning fees-unmentioned"}},
		{[]string{said, "本年度没有其他需要报告的事项，上年的建议已全部落实。"}, []string{"fees-unmentioned"}},
		{[]string{said, "全年未发出收费通知。"}, nil},
		{[]string{said, "无", "fees = 0.0000", "fees = 12.5000"}, []string{"63:1 warning fees-unexplained: says there is nothing to report, and proactive.fees is 12.5000"}},
		{[]string{said, "无", "unpaid = [0, 0, 0, 0, 0, 0, 0]", "unpaid = [1, 0, 0, 0, 0, 0, 1]"}, []string{"fees-unexplained: …requests.other.unpaid.total is 1"}},
		{[]string{said, "无", "认真贯彻", "没有发出信息处理费收费通知，认真贯彻"}, nil},
		// Fees of other kinds in the text say nothing about these.
		{[]string{said, "无", "认真贯彻", "公布行政事业性收费目录，认真贯彻"}, []string{"fees-unmentioned"}},
	} {
		want(t, check(t, map[string]string{"swj/2022": sayingReport(c.replace...)}, "fees-unmentioned", "fees-unexplained"), c.want...)
	}
}

func TestCorrectedInSectionFive(t *testing.T) {
	const five = "## 五、存在的主要问题及改进情况\n"
	for _, c := range []struct {
		text string
		want []string
	}{
		{"队伍建设有待加强。", []string{"59:4 notice denials-unexplained: 1 decisions were corrected in reviews or lawsuits, and this section does not speak of it"}},
		{"个别答复不够规范。", nil},
		{"", nil},
	} {
		want(t, check(t, map[string]string{"swj/2022": sayingReport(five, five+"\n"+c.text+"\n")}, "denials-unexplained"), c.want...)
	}
	want(t, check(t, map[string]string{"swj/2022": sayingReport(five, five+"\n队伍建设有待加强。\n", "litigation_after = [0, 1, 0, 0, 1]", "litigation_after = [1, 0, 0, 0, 1]")}, "denials-unexplained"))
}

// Every number of the labelled sentences that agrees with its cell is wrong when it
// is changed: then it must be found.
func TestChangedNumbersAreFound(t *testing.T) {
	var changed, found int
	for _, name := range []string{"pingtan-2022", "pingtan-2025", "huaianshi-2024"} {
		s := openFixture(t, name)
		for _, m := range Numbers(s) {
			if m.Verdict != Equal {
				continue
			}
			changed++
			text := m.Passage.Text[:m.Start] + "1" + m.Passage.Text[m.Start:]
			for i := range s.Sections {
				for _, p := range s.Sections[i].Passages {
					if p == m.Passage && contradicts(saying(s, 1, text), m.Start) {
						found++
					}
				}
			}
		}
	}
	t.Logf("%d of %d changed numbers are found", found, changed)
	if found < changed-1 { // 新增公开市政府规章1件 may mean other rules
		t.Error("worse than it was: all but one")
	}
}

func contradicts(s *Subject, at int) bool {
	for _, m := range Numbers(s) {
		if m.Start == at && m.Verdict == Contradicts {
			return true
		}
	}
	return false
}

func BenchmarkTextTables(b *testing.B) {
	text, err := os.ReadFile("testdata/text-huaianshi-2024.md")
	if err != nil {
		b.Fatal(err)
	}
	s := *openFixture(b, "huaianshi-2024")
	_, body, _ := strings.Cut(string(text)[len("+++\n"):], "+++\n")
	other := "\n持续推进重点领域信息公开，规范设置公开栏目，围绕保障民生、深化改革、科技创新等工作主线，召开新闻发布会12场，发布信息5500余条，努力传递政府声音、宣传政策法规、回应舆论关切。\n"
	body = strings.Replace(body, "## 二、", strings.Repeat(other, 20)+"\n## 二、", 1)
	s.Prose, _ = markdown.New().Read(markdown.Source{Text: []byte(body), Line: 1, Cell: func(string) (string, bool) { return "", true }})
	s.Sections = sections(s.Prose, s.Format)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		checkTextTables(&s)
		checkFees(&s)
	}
	if len(s.found) > 0 {
		b.Fatal(show(s.found))
	}
}
