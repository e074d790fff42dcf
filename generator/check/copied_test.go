package check

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/date"
)

// stock are sentences for texts that are alike or not.
var stock = strings.Split(strings.TrimSpace(`
全年通过门户网站和公众号公开各类信息，内容涵盖招商引资、市场运行和消费促进等重点领域
围绕群众关心的成品油市场整顿事项，逐项公布检查安排、检查标准和处理结果
对行政规范性文件进行了全面清理，失效文件在网站上逐件标注并说明理由
建立了登记、审核、答复、归档的办理台账，由专人负责跟踪催办每一件申请
对答复文书逐份进行合法性审查，避免出现引用条款错误和送达不及时的情况
修订信息发布审核办法，落实三审三校制度，发布前由保密人员复核
对门户网站栏目进行归并，取消了长期没有更新的栏目，新增办事指南检索功能
在办事大厅设立查询点，配备电脑和打印设备，安排工作人员引导群众查询
将公开工作列入年度考核指标，每季度通报一次各科室发布情况和存在的问题
邀请企业代表座谈，听取对政策解读方式的意见，改进了解读材料的写法
组织两次业务培训，邀请法律顾问讲解典型案例和答复文书的写作要求
主动接受社会评议，对收到的意见建议逐条研究并公布了采纳情况
信息更新不够及时，个别科室报送材料拖延，影响了公开的时效
政策解读形式较为单一，图文和视频解读较少，群众理解起来有困难
专职人员配备不足，人员流动性较大，业务衔接不够顺畅
将建立信息报送提醒机制，对逾期未报的科室进行通报
将丰富解读形式，重要文件同步制作图解和问答材料
将加强人员培训，建立岗位交接清单，保持队伍稳定
`), "\n")

// written is a report whose sections one and five have these sentences.
func written(name, year string, one, five []string) string {
	text := shortReport(
		"2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。", "2022年，示例市商务局认真贯彻条例。"+strings.Join(one, "。")+"。",
		"及改进情况\n", "及改进情况\n\n"+strings.Join(five, "；")+"。\n",
		"issued = 2023-01-10\npublished = 2023-01-12\n", "")
	return strings.NewReplacer("示例市商务局", name, "2022", year).Replace(text)
}

func TestCopiedFromLastYear(t *testing.T) {
	rest := stock[6:12]
	texts := map[string]string{
		"swj/2021": written("示例市商务局", "2021", stock[:6], stock[12:18]),
		"swj/2022": written("示例市商务局", "2022", rest, stock[12:18]),
	}
	want(t, check(t, texts, "copied-from-last-year"),
		"content/reports/swj/2022.md:59:1 warning copied-from-last-year: section five (存在的主要问题及改进情况) is nearly that of the report for 2021: 100 % alike, with 3 long sentences in common | the same are “"+stock[12]+"”")
	texts["swj/2022"] = written("示例市商务局", "2022", append(stock[:5:5], stock[11]), rest)
	want(t, check(t, texts, "copied-from-last-year")) // 5 of 7 sentences
	texts["swj/2022"] = written("示例市商务局", "2022", append(stock[:6:6], "另外还召开了一次专题会议，研究办公用房调整等与上年不同的其他事项"), rest)
	want(t, check(t, texts, "copied-from-last-year"),
		"content/reports/swj/2022.md:49:20 warning copied-from-last-year: section one (总体情况) is much like that of the report for 2021: ")
	// Not the year before.
	texts["swj/2023"] = written("示例市商务局", "2023", stock[6:12], stock[12:18])
	want(t, check(t, texts, "copied-from-last-year"),
		"content/reports/swj/2022.md:…")
	delete(texts, "swj/2022")
	texts["swj/2023"] = written("示例市商务局", "2023", stock[:6], stock[12:18])
	want(t, check(t, texts, "copied-from-last-year"))
}

func TestCopiedFromAgency(t *testing.T) {
	texts := map[string]string{
		"swj/2022": written("示例市商务局", "2022", stock[:6], stock[12:15]),
		"mzj/2022": written("示例市民政局", "2022", stock[:6], stock[15:18]),
		"qzf/2022": written("示例市人民政府", "2022", stock[6:12], stock[6:9]),
	}
	want(t, check(t, texts, "copied-from-agency"),
		"content/reports/mzj/2022.md:49:20 warning copied-from-agency: section one (总体情况) is nearly the same as in the report of 示例市商务局 for 2022: 100 % alike, with 6 long…",
		"content/reports/swj/2022.md:49:20 warning copied-from-agency: section one (总体情况) is nearly the same as in the report of 示例市民政局 for 2022: 100 % alike, with 6 long…")
	texts["mzj/2021"] = written("示例市民政局", "2021", stock[6:12], stock[12:15])
	delete(texts, "mzj/2022")
	want(t, check(t, texts, "copied-from-agency")) // another year
}

// group gives reports of many bodies for 2022.
func group(count int, text func(i int) string) (string, map[string]string) {
	var agencies strings.Builder
	agencies.WriteString("[site]\ntitle = \"t\"\n[[catalogue]]\nid = \"nb\"\nname = \"年报\"\n")
	texts := map[string]string{}
	for i := range count {
		fmt.Fprintf(&agencies, "[[agency]]\nid = \"a%d\"\nname = \"示例市%c%c局\"\n", i, rune(0x4e00+i%1000), rune(0x6000+i/1000))
		texts[fmt.Sprintf("a%d/2022", i)] = text(i)
	}
	return agencies.String(), texts
}

// variant is a text of its own, of twelve made-up sentences.
func variant(i int) []string {
	var list []string
	for j := range 12 {
		var b strings.Builder
		for k := range 30 {
			b.WriteRune(rune(0x5000 + (i*7919+j*104729+k*1299709+i*j*k*31)%0x3000))
		}
		list = append(list, b.String())
	}
	return list
}

func TestBoilerplateIsNotCopied(t *testing.T) {
	settings, texts := group(20, func(i int) string {
		own := variant(i)
		switch {
		case i >= 18: // two copies
			own = variant(100)
		case i < 10: // half of them from one template
			own = append(append([]string{}, stock[:12]...), own[:2]...)
		}
		return written("某某局", "2022", own, variant(i + 200)[:3])
	})
	found := checkGroup(t, settings, texts)
	if len(found) != 2 || found[0].Agency != "a18" || found[1].Agency != "a19" {
		t.Error(show(found))
	}
}

// checkGroup gives what is found to be copied.
func checkGroup(t testing.TB, settings string, texts map[string]string) []Finding {
	a, files := readWith(t, settings, texts)
	var found []Finding
	all, err := Run(context.Background(), a, Options{Files: files, Dir: "content", AsOf: date.Date{Year: 2023, Month: 3, Day: 1}, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if strings.HasPrefix(f.Rule, "copied") {
			found = append(found, f)
		}
	}
	return found
}

// What all reports have is boilerplate; what one in five has is copied.
func TestManyCopies(t *testing.T) {
	for _, share := range []int{1, 5} { // all, or one in five: too few for boilerplate
		settings, texts := group(600, func(i int) string {
			own := variant(i)
			if i%share == 0 {
				own = stock[:12]
			}
			return written("某某局", "2022", own, variant(i + 9000)[:3])
		})
		found := checkGroup(t, settings, texts)
		if n := len(found); share == 1 && n != 0 || share == 5 && n != 120 {
			t.Errorf("one in %d: %d found", share, n)
		}
	}
}

func TestSketch(t *testing.T) {
	text := func(from, to int) []rune {
		var r []rune
		for i := from; i < to; i++ {
			r = append(r, rune(0x4e00+i*7919%20000))
		}
		return r
	}
	for _, test := range []struct {
		a, b     []rune
		from, to float64
	}{
		{text(0, 2000), text(0, 2000), 1, 1},
		{text(0, 2000), text(200, 2200), 0.74, 0.9}, // 0.82
		{text(0, 2000), text(0, 1000), 0.4, 0.6},
		{text(0, 2000), text(5000, 7000), 0, 0},
		{text(0, 100), text(0, 90), 0.89, 0.9}, // all are in the sample
	} {
		a, b := sample(test.a, 160), sample(test.b, 160)
		if got := a.likeness(&b); got < test.from || got > test.to {
			t.Errorf("%d and %d characters: %.2f; want %.2f to %.2f", len(test.a), len(test.b), got, test.from, test.to)
		}
		if len(a.hashes) > 250 {
			t.Errorf("%d hashes", len(a.hashes))
		}
	}
}

func TestBare(t *testing.T) {
	a, _ := read(t, map[string]string{"swj/2022": shortReport()})
	b := newBarer(a.Reports[0])
	for text, want := range map[string]string{
		"2022年，示例市商务局公开 12 件":  "年@公开件",
		"市商务局、我局、本机关、本级政府、商务局": "@@@@@",
		"示例市的“APP”":            "@的app",
		"本次会议，我们":              "本次会议我们",
	} {
		b.text = b.text[:0]
		b.add(text)
		if got := strings.ReplaceAll(string(b.text), string(self), "@"); got != want {
			t.Errorf("%s: %s; want %s", text, got, want)
		}
	}
}

func TestRepeated(t *testing.T) {
	long := "组织两次业务培训，邀请法律顾问讲解典型案例"
	for _, text := range []string{
		long + "。又讲。\n\n二是‹" + long + "›。",
		long + "；‹" + long + "›；" + long + "。",
		"今年讲了12次" + long + "。‹今年讲了12次" + long + "›。",
		"组织业务培训两次。组织业务培训两次。",
		"| " + long + " | " + long + " |\n|---|---|\n| " + long + " | x |",
	} {
		markedYears(t, "repeated-passage", inOverview(text))
	}
	told := "2022年我局共收到政府信息公开申请9件，均已答复"
	markedYears(t, "repeated-passage", shortReport("## 二、", told+"。\n\n## 二、", "## 四、", told+"。\n\n## 四、"))
	markedYears(t, "repeated-passage", inProblems("加强队伍建设，提高业务能力，不断提高人员的‹业务水平›，完善人员队伍建设。"))
	markedYears(t, "repeated-passage", inProblems("加强队伍建设，提高业务能力，组织业务培训。"))
}

func TestGeneric(t *testing.T) {
	plain := func(text string) string {
		return shortReport("2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》。", text)
	}
	for _, text := range []string{
		"‹各级政府部门›认真贯彻条例，多数部门能在规定时间内公开，一些地区还有不足。",
		"‹部分地区›运用大数据、人工智能等技术公开信息。",
		"我局认真贯彻条例，部分地区运用大数据。",
		"商务局认真贯彻条例，部分地区运用大数据。",
		"全年公开3条，部分地区运用大数据。",
		"认真贯彻条例，运用大数据公开信息。",
	} {
		markedYears(t, "generic-text", plain(text))
	}
}

func TestTemplateRemains(t *testing.T) {
	for _, text := range []string{
		"现将‹XX局›2022年工作报告如下。",
		"‹××县›人民政府办公室。",
		"全年收到申请‹××件›，答复‹XX件›。",
		"‹xx街›道公开信息。",
		"于‹X月›‹X日›召开会议，全年‹×件›。",
		"20‹XX年›公开信息，202‹X年›公开信息。",
		"联系电话：‹XXXXXXXX›，地址在示例路。",
		"‹（此处填写主要做法）›公开信息。",
		"‹【请填写单位名称】›公开信息。",
		"收到申请‹（  ）›件，答复‹（）›件。",
		"主要做法‹（示例）›公开信息。",
		"收到申请‹____›件。",
		"其他情况‹待补充›。",
		"‹填报单位›：",
		"如有疑问请联系（‹联系电话›：）。",
		"公开信息‹null›条，‹undefined›条，占‹NaN›%。",
		"合计‹#REF!›，共‹{{›count‹}}›条。",
		"‹Lorem› ‹ipsum› dolor。",
		"公开信息‹&nbsp;›三条。",
		"‹示例文字›。",
		"‹年  月  日›",

		"张××诉我局一案，李XX不服。",
		"联系电话138××××1234，身份证410304********1234。",
		"××公司申请公开，××村村民王某某。",
		"尺寸为3×5米，APP、XML、PPP项目，www.xxgk.gov.cn，xxgk栏目。",
		"工作有待补充，有待填补。",
		"填报单位：示例市商务局。",
		"联系电话：0379-1234567。",
		"点击（单位动态）栏目，nullity，2022年1月1日，写明年月日。",
		"第X次会议。",
	} {
		markedYears(t, "template-remains", inOverview(text))
	}
	number := func(text string) string { return shortReport("catalogue = \"nb\"", "catalogue = \"nb\"\n"+text) }
	for _, text := range []string{
		number(`index_number = "‹null›02D/01A/D3C20190807"`),
		number(`document_number = "示商‹〔2023〕 号›"`),
		number(`document_number = "示商〔2023〕‹×›号"`),
		number(`document_number = "示商〔2023〕5号"`),
		number(`index_number = "SX0042-0201-2023-00012"`),
		shortReport("title = \"示例市商务局", "title = \"‹XX局›"),
		shortReport("年度报告\"", "年度报告‹（模板）›\""),
	} {
		markedYears(t, "template-remains", text)
	}
}

func TestAllZero(t *testing.T) {
	want(t, check(t, map[string]string{"swj/2022": shortReport()}, "all-zero"))
	empty := shortReport()
	start, end := strings.Index(empty, "[proactive]"), strings.LastIndex(empty, "+++")
	zeros := regexp.MustCompile(`\b\d+\b`).ReplaceAllString(empty[start:end], "0")
	want(t, check(t, map[string]string{"swj/2022": empty[:start] + zeros + empty[end:]}, "all-zero"), "content/reports/swj/2022.md:…notice all-zero: all")
}

func BenchmarkCopying(b *testing.B) { benchmarkUnits(b, repeated, generic, templateRemains) }

func BenchmarkDigest(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": benchmarkText()})
	s, err := newWhole(a, Options{Files: files, Dir: "content", Jobs: 1}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		digest(s)
	}
}
