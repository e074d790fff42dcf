package check

import (
	"strings"
	"testing"
)

func TestApplicants(t *testing.T) {
	for _, tt := range []struct{ paragraph, want string }{
		{"申请人张三向我局申请公开拆迁补偿方案。", "张*"},
		{"申请人王小明，要求公开预算。", "王**"},
		{"申请人：李建国（男），申请公开预算。", "李**"},
		{"申请人陈建国不服答复，申请行政复议。", "陈**"},
		{"3月，刘建军向我局提出政府信息公开申请。", "刘**"},
		{"村民赵大山向我局申请公开补偿方案。", "赵**"},
		{"原告孙丽诉我局政府信息公开一案，结果维持。", "孙*"},
		{"举报人周建民反映的问题已办结。", "周**"},

		{"申请人张某向我局申请，申请人李某某不服答复。", ""},
		{"张某某向我局申请公开，王先生向我局申请公开。", ""},
		{"申请人张**向我局申请公开，申请人王××，申请人李女士。", ""},
		{"申请人陈述理由，申请人陈述后当场答复。", ""},
		{"申请人应当提供材料，申请人向我局提出，申请人对答复满意。", ""},
		{"答复申请人周到细致，申请人程序权利得到保障。", ""},
		{"申请人任何时候可以查询；申请人严重不满。", ""},
		{"林业局向我局申请协查，高校向我局提出意见，江北村向我镇提出申请。", ""},
		{"申请人核对。申请人多跑路，申请人是当事人本人，申请人情况栏，申请人无正当理由，申请人的直接联系，申请人诉求，申请人逾期未补正。", ""},
		{"被申请人示例市商务局，第三人示例公司。", ""},
		{"群众向我局提出建议，企业向我局咨询，代表向我局提出。", ""},
	} {
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "applicant-name") {
			got = append(got, f.Message.En[strings.LastIndex(f.Message.En, " ")+1:])
			if !f.Masked || f.Width != 0 || f.Severity != Warning {
				t.Errorf("%s: %v", tt.paragraph, f)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.paragraph, got, tt.want)
		}
	}
}

func TestHomeAddress(t *testing.T) {
	for _, tt := range []struct {
		paragraph string
		column    int // 0 for none
	}{
		{"申请人李某某，住示例市和平路12号3单元501室，申请公开预算。", 8},
		{"申请人住和平路12号。", 4},
		{"申请人住址：示例市东关街道幸福小区3栋2单元501室。", 4},
		{"申请人李某某，家庭住址为示例县城关镇东村5组12号。", 10},
		{"王某家住南关街18号。", 4},
		{"李某现住幸福花园6号楼。", 4},
		{"户籍地和居住地：示例市南关街18号。", 6},

		{"申请人住示例市甲区。", 0},
		{"申请人住和平路××号。", 0},
		{"公开查阅点设在和平路12号，住房公积金中心位于南关街18号。", 0},
		{"市住建局（和平路12号）接待查阅。", 0},
		{"居住证办理点地址：和平路12号。", 0},
		{"某公司住所地为和平路12号。", 0},
		{"住宅小区3栋楼的规划公示。", 0},
		{"公开保障性住房信息5条，涉及幸福小区3栋。", 0},
		{"记住了群众的意见，办好和平路等12号实事。", 0},
	} {
		found := check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "home-address")
		if len(found) > 1 || (len(found) == 1) != (tt.column > 0) || len(found) == 1 && (found[0].Pos.Col != tt.column || !found[0].Masked || found[0].Width != 0) {
			t.Errorf("%s: %s", tt.paragraph, show(found))
		}
	}
}

func BenchmarkApplicants(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训。", 100))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkApplicants(s)
	}
}
