package check

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown"
)

var applicants = Unit{
	Rules: []Rule{{
		Name: "applicant-name", Severity: Warning, Group: Sensitive,
		Title: diag.Text{Zh: "申请人的姓名", En: "an applicant's name"},
		About: diag.Text{
			Zh: "“申请人”“原告”“举报人”等后面写出了两三个字的姓名，或者写着某人“向我局申请”。只看常见的姓、后面接着动词或标点的写法；“张某”“李某某”“王先生”“张**”已经隐去，单位不是个人，都不报。检查结果里只显示姓。删去姓名，或者写作“×某”。",
			En: "Behind 申请人, 原告, 举报人 and the like, or before 向我局申请, stands a name of two or three characters. Only common surnames with a verb or a mark behind the name are looked at. 张某, 王先生, 张** are masked, and bodies are no persons. Reports of it show the surname only. Take the name out, or write ×某."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十五条（个人隐私）", En: "条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“申请人王小明向我局申请公开……”", En: "申请人王小明向我局申请公开…"},
	}, {
		Name: "home-address", Severity: Notice, Group: Sensitive,
		Title: diag.Text{Zh: "个人的住址", En: "a home address"},
		About: diag.Text{
			Zh: "“住”“住址”“家住”“户籍地”后面写到了门牌、楼栋或者房号。机关、企业的地址和办理地点不算，门牌已经隐去（××号）的不算。检查结果里不显示地址。删去，或者只写到区县。",
			En: "Behind 住, 住址, 家住, 户籍地 an address goes down to the number of a house or a room. Addresses of bodies and of offices are not meant, nor are masked numbers. Reports of it do not show the address. Take it out, or leave only the county."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第十五条（个人隐私）", En: "条例 art. 15 on privacy"},
		Example: diag.Text{Zh: "“申请人住和平路12号3单元501室”", En: "申请人住和平路12号3单元501室"},
	}},
	Text: checkApplicants,
}

// Words with which a person is brought in, and those behind a name.
var (
	roles      = []string{"申请人", "举报人", "投诉人", "信访人", "当事人", "上诉人", "第三人", "委托人"}
	roleEnds   = sync.OnceValue(func() *finder { return newFinder([]string{"人", "原告", "向我", "向本"}) }) // 申 and 请 are everywhere
	afterRoles = "：:是为即系（( \u3000，,"
	afterNames = []string{"，", "。", "、", "；", "：", "（", "）", ",", ";", "(", ")", "向", "申请", "提出", "要求", "通过", "来信", "来电", "来访", "就", "因", "不服", "于2", "于本", "认为", "提交", "诉", "与", "在", "对", "等", "以", "反映", "咨询", "邮寄", "查询", "查阅", "收到", "依法", "不满", "起诉", "男", "女", "身份证", "电话", "手机", "住", "联系", "先后", "多次", "再次", "本人", "的申请", "的信息公开", "的政府信息", "的住", "的电话", "的身份", "的家庭"}
	toBody     = []string{"申请", "提出", "提交", "邮寄", "反映", "寄", "要求", "递交", "咨询", "举报", "投诉"}
)

// surnames are common ones with which few other words begin.
const surnames = "王李张刘陈杨赵黄周吴徐孙胡朱郭林罗郑梁谢宋唐冯韩邓曹彭曾萧肖蔡潘田董袁叶蒋杜苏魏程吕丁沈任姚卢姜崔钟谭陆汪范石廖贾韦付傅邹孟熊秦邱江尹薛阎闫段侯雷龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤温芦倪樊兰殷施洪翟颜尚鲁葛庞邢祝俞柴翁柳欧聂岳齐庄"

// noNames begin like names and are none.
var noNames = []string{
	"陈述", "陈情", "周知", "周边", "周围", "周期", "周到", "周末", "张贴", "张榜", "胡乱", "林权", "林业", "林地", "田地", "马上", "程序", "曾经", "曾因", "曾向", "曾于", "杜绝", "任何", "任意", "任职", "任一", "范围", "陆续", "史料", "顾虑", "毛病", "钱款", "严重", "严格", "严肃", "温馨", "施工", "洪水", "颜色", "尚未", "尚有", "祝贺", "齐全", "齐备", "庄重", "郑重", "谢绝", "唐突", "董事", "苏醒", "丁级", "石材", "江河", "段落", "龙头", "雷同", "付费", "付款", "付清", "付邮", "莫名", "武断", "兰州", "叶片", "钟情", "罗列", "黄色", "贺信", "侯审", "岳阳", "孔子", "汤药", "戴着", "黎明", "陶瓷", "葛根", "欧元", "柳州", "徐州", "郑州", "温州", "苏州", "杭州", "朱红", "梁柱", "沈阳", "洪灾", "鲁班",
	"王某", "任务", "李子", "杨树", "宋体", "吴中", "韩国",
}

// noLetters stand in words and titles, not in given names.
const noLetters = "某的了们应当须可所局委办厅部处站院校市县区镇乡村社企司户员方将和及或其由被是有无不未已均也都仅只并还等某氏姓先女时后前中内外上下之为以于在对向就因要求提申请诉×*＊xXＸ"

func checkApplicants(s *Subject) {
	ends := roleEnds()
	for i := range s.Prose.Passages {
		p := &s.Prose.Passages[i]
		if p.Kind == markdown.Code {
			continue
		}
		ends.find(p.Text, func(word, at int) {
			from, to := 0, 0
			switch end := ends.words[word]; end {
			case "向我", "向本":
				from, to = nameTo(p.Text, at)
			default:
				if at += len(end); end == "原告" || endsWithAny(p.Text[:at], roles...) {
					from, to = nameFrom(p.Text, at)
				}
			}
			if to > from {
				s.applicant(p, from, to)
			}
		})
		s.homes(p)
	}
}

func (s *Subject) applicant(p *markdown.Passage, from, to int) {
	name := []rune(p.Text[from:to])
	pos, _ := s.At(p, from, to)
	masked := string(name[:1]) + strings.Repeat("*", len(name)-1)
	s.Add(Finding{
		Rule: "applicant-name", Pos: pos, Masked: true,
		Message: diag.Textf("写出了姓名“%s”", "a person is named, %s", masked),
		Hint:    diag.Textf("删去姓名，或写作“%s某”", "take the name out, or write %s某", string(name[:1])),
	})
}

// nameFrom finds the name that begins behind a role.
func nameFrom(text string, at int) (from, to int) {
	from = at
	for {
		r, size := utf8.DecodeRuneInString(text[from:])
		if size == 0 || !strings.ContainsRune(afterRoles, r) || from-at > len("：：") {
			break
		}
		from += size
	}
	return from, endOfName(text, from, afterNames)
}

// endOfName gives the end of the name that a text has at a place, with one of
// some words behind it; 0 for none.
func endOfName(text string, from int, after []string) int {
	first, size := utf8.DecodeRuneInString(text[from:])
	if size == 0 || !strings.ContainsRune(surnames, first) || beginsWithAny(text[from:], noNames...) {
		return 0
	}
	to := from + size
	for range 2 {
		r, size := utf8.DecodeRuneInString(text[to:])
		if !unicode.Is(unicode.Han, r) || strings.ContainsRune(noLetters, r) {
			return 0
		}
		to += size
		if rest := strings.TrimLeft(text[to:], blanksInText); rest == "" || beginsWithAny(rest, after...) {
			return to
		}
	}
	return 0
}

// nameTo finds the name that is all of a clause before 向我局申请.
func nameTo(text string, at int) (from, to int) {
	start := at
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		start -= size
	}
	for _, word := range []string{"市民", "村民", "居民", "群众", "公民", "月", "日"} {
		if rest, ok := strings.CutPrefix(text[start:at], word); ok {
			start = at - len(rest)
		}
	}
	clause := text[at:sentenceEnd(text, at)]
	if before, _, ok := strings.Cut(clause, "，"); ok {
		clause = before
	}
	if endOfName(text[:at], start, nil) != at || !hasAny(clause, toBody...) {
		return 0, 0
	}
	return start, at
}

var home = pattern(`^(?:址|所地|在|于)?(?:为|是|：|:|在|于)?\s*[\p{Han}0-9０-９A-Za-z]{0,30}?(?:路|街|道|巷|弄|胡同|里|村|屯|庄|组|小区|花园|苑|新村|社区|镇|乡|家园|公寓)[\p{Han}0-9０-９A-Za-z\-—]{0,20}?[0-9０-９一二三四五六七八九十]+\s*(?:号|弄|栋|幢|座|单元|室|户|楼)`)

// homes looks for addresses of persons.
func (s *Subject) homes(p *markdown.Passage) {
	for from := 0; ; {
		i := indexHan(p.Text[from:], "住")
		if i < 0 {
			return
		}
		at := from + i
		from = at + len("住")
		before := tail(p.Text[:at], 12)
		after := p.Text[from:]
		own := endsWithAny(before, "家庭", "家", "现", "户籍", "常", "居") && beginsWithAny(after, "址", "在", "于", "：", ":", "地") || strings.HasPrefix(after, "址") || endsWithAny(before, "家", "现", "，", "、", "（", "人", ",", "于") && !beginsWithAny(after, "房", "建", "宅", "户", "院", "所", "培", "宿")
		if !own || hasAny(before, "公司", "企业", "单位", "机关", "局", "中心", "办公", "法人") {
			continue
		}
		m := home().FindStringIndex(strings.TrimPrefix(after[:min(len(after), 240)], "地"))
		if m == nil {
			continue
		}
		pos, _ := s.At(p, at, from)
		s.Add(Finding{
			Rule: "home-address", Pos: pos, Masked: true,
			Message: diag.Text{Zh: "写出了个人的住址", En: "a home address is written out"},
			Hint:    diag.Text{Zh: "删去，或只写到区县", En: "take it out, or leave only the county"},
		})
		return
	}
}
