package check

import (
	"strings"
	"testing"
)

func TestLookAlikeNames(t *testing.T) {
	old := settingsForTest
	defer func() { settingsForTest = old }()
	for _, tt := range []struct{ name, paragraph, want string }{
		{"洛阳市瀍河回族区商务局", "2022年，缠河区商务局公开信息86条。", "缠河 for 瀍河"},
		{"洛阳市瀍河回族区商务局", "廛河回族区政府门户网站。", "廛河 for 瀍河"},
		{"瀍河回族区商务局", "2022年，□河回族区商务局公开信息，?河区网站。", "□河回族区 for 瀍河回族区 ?河区 for 瀍河区"},
		{"瀍河回族区商务局", "洛阳市河回族区商务局公开信息。", "河回族区 for 瀍河回族区"},
		{"瀍河回族区商务局", "洛阳市河区商务局公开信息。", "河区 for 瀍河区"},
		{"亳州市商务局", "毫州市商务局公开信息，毫州市。", "毫州 for 亳州"},
		{"颍上县商务局", "颖上县政府网站。", "颖上 for 颍上"},
		{"茌平区商务局", "荏平区政府网站。", "荏平 for 茌平"},
		{"临朐县茌平镇人民政府", "荏平镇政府网站。", "荏平 for 茌平"},
		{"婺源县商务局", "务源县商务局公开信息。", "务源 for 婺源"},
		{"江西省婺源县商务局", "江西省务源县商务局公开信息。", "务源 for 婺源"},
		{"盱眙县商务局", "盱胎县商务局公开信息。", "盱胎 for 盱眙"},

		{"瀍河回族区商务局", "瀍河回族区商务局在瀍河区、洛河区域、顺河回族区、漯河区间公开，沿河区段、城市河区治理。", ""},
		{"瀍河回族区商务局", "多条河流。河区域治理。", ""},
		{"婺源县商务局", "抓好税务源头管控，服务源于群众，业务源清楚。", ""},
		{"婺城区商务局", "做好服务城区群众的工作。", ""},
		{"鄠邑区商务局", "入户邑人参加。", ""},
		{"示例市商务局", "毫州市、缠河区、颖上县的做法。", ""},
		{"亳州市商务局", "亳州市商务局丝毫不放松。", ""},
	} {
		settingsForTest = strings.ReplaceAll(settingsText, "示例市商务局", tt.name)
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection("一", tt.paragraph)}, "look-alike-name") {
			got = append(got, strings.TrimPrefix(f.Message.En, "the text has "))
			if found := string([]rune(tt.paragraph)[f.Pos.Col-1 : f.Pos.Col-1+f.Width]); !strings.HasPrefix(f.Message.En, "the text has "+found+" for") {
				t.Errorf("%s: the place holds %s", f.Message.En, found)
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %s\n got %s\nwant %s", tt.name, tt.paragraph, got, tt.want)
		}
	}
}

// A wrong form that is the name of another agency of the archive is none.
func TestLookAlikeOfAnotherName(t *testing.T) {
	old := settingsForTest
	defer func() { settingsForTest = old }()
	settingsForTest = strings.ReplaceAll(strings.ReplaceAll(settingsText, "示例市商务局", "睢溪县商务局"), "示例市民政局", "濉溪县民政局")
	want(t, check(t, map[string]string{"swj/2022": inSection("一", "学习濉溪县的做法。")}, "look-alike-name"))
}

func TestGB2312(t *testing.T) {
	for _, r := range "瀍鄠硚" {
		if inGB2312(r) {
			t.Errorf("%c is said to be in GB 2312", r)
		}
	}
	for _, r := range "亳婺河邳濉" {
		if !inGB2312(r) {
			t.Errorf("%c is said not to be in GB 2312", r)
		}
	}
}

func BenchmarkLookAlikeNames(b *testing.B) {
	old := settingsForTest
	defer func() { settingsForTest = old }()
	settingsForTest = strings.ReplaceAll(settingsText, "示例市商务局", "瀍河回族区商务局")
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训。", 100))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		checkLookAlikeNames(s)
	}
}
