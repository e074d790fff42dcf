package check

import (
	"strings"
	"testing"
)

func TestCommonTypos(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"按照市政府统一布署，公开各类信息。", "布署→部署"},
		{"建立工作台帐，逐项对帐销号。", "台帐→台账 对帐→对账"},
		{"群众可以登陆政府网站查询。", "登陆→登录"},
		{"开设专栏，供企业登陆后通过平台查询。", "登陆→登录"},
		{"截止2022年12月31日，公开信息86条。", "截止20→截至20"},
		{"截止目前没有收到投诉；截止至年底也没有。", "截止目前→截至目前 截止至→截至"},
		{"把解读工作当作份内之事。", "份内→分内"},
		{"主管机关把结果公布与众，再接再励，一如继往。", "公布与众→公之于众 再接再励→再接再厉 一如继往→一如既往"},
		{"更新友情连结5条。", "友情连结→友情链接"},
		{"在大厅按装电子屏。", "按装→安装"},
		{"既使不属于本机关，也要告知。", "既使→即使"},
		{"根据《中华人名共和国政府信息公开条例》。", "中华人名共和国→中华人民共和国"},
		{"修订《政府信息公开条列》配套制度。", "信息公开条列→信息公开条例 条列》→条例》"},
		{"成立政务公开领导小姐。", "领导小姐→领导小组"},
		{"本年末收到政府信息公开申请。", ""}, // or 本年未收到: nobody knows
		{"我局末收到政府信息公开申请。", "末收到→未收到"},
		{"布署工作，再布署工作。", "布署→部署"}, // once in a passage

		{"按照市政府统一部署，公布署名文章，颁布署理决定。", ""},
		{"台风登陆前，通过网站发布预警。", ""},
		{"第12号台风登陆我市，平台发布信息。", ""},
		{"征集意见的截止日期为12月31日，报名截止2022年12月31日。", ""},
		{"按装机容量计算，按装置类型公示。", ""},
		{"既使群众满意，又使企业放心。", ""},
		{"每月份内容更新，省份外的信息不计。", ""},
		{"反复盖章的环节减少，重复盖章的取消。", ""},
		{"意见薄弱环节逐项整改。", ""},
		{"按排名先后公示，按排查结果整改。", ""},
		{"年末公开预算，月末能按时更新。", ""},
		{"自己经办的信息，来自已建成的平台。", ""},
		{"国办发文要求，由抽签定序，领导签定稿。", ""},
		{"内容公布与众多企业有关。", ""},
		{"纠正了“布署”一类的错别字。", ""},
		{"其它情况截止到年底。", ""}, // a matter of taste
	} {
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "common-typo") {
			_, wrong, _ := strings.Cut(f.Message.Zh, "“")
			wrong, right, _ := strings.Cut(wrong, "”应写“")
			got = append(got, wrong+"→"+strings.TrimSuffix(right, "”"))
			if len([]rune(tt.paragraph[:strings.Index(tt.paragraph, wrong)]))+1 != f.Pos.Col || f.Severity != Notice {
				t.Errorf("%s: %s %s", tt.paragraph, f.Pos, f.Severity)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.paragraph, got, tt.want)
		}
	}
}

func TestTypoInTitle(t *testing.T) {
	text := reportText("2022年政府信息公开工作", "2022年政俯信息公开工作")
	want(t, check(t, map[string]string{"swj/2022": text}, "common-typo"), `content/reports/swj/2022.md:2:21 notice common-typo: "政俯信息" is written "政府信息"`)
}

// An archive's own list goes before the program's.
func TestTypoOfOwnList(t *testing.T) {
	own := newOwnWords([]WordList{{Words: []Word{{Wrong: "台帐", Severity: Error}}}})
	if !own.lists("台帐") || own.lists("布署") {
		t.Error("which words the archive lists is not known")
	}
}

// Entries that nothing could find, or that find what they call right, are mistakes
// of the list.
func TestTypoList(t *testing.T) {
	common := commonTypos()
	for i := range common.typos {
		found := false
		common.find(common.typos[i].Wrong, func(t *typo, _, _ int) { found = found || t == &common.typos[i] })
		if !found {
			t.Errorf("%s is not found", common.typos[i].Wrong)
		}
		w := &common.typos[i]
		if w.Wrong == "" || w.Right == "" || w.Wrong == w.Right {
			t.Errorf("%q: %q", w.Wrong, w.Right)
		}
		for _, long := range w.Except {
			if !strings.Contains(long, w.Wrong) {
				t.Errorf("%s: the exception %s does not have it", w.Wrong, long)
			}
		}
		common.find(w.Right, func(other *typo, at, end int) {
			if other.isWrong(w.Right, at, end) {
				t.Errorf("%s is called right, and %s in it wrong", w.Right, other.Wrong)
			}
		})
	}
}

func BenchmarkTypos(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训。", 100))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkTypos(s)
	}
}
