package pinyin

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOrder(t *testing.T) {
	want := []string{
		"2号站", "10号站",
		"ABC中心",
		"安全生产监督管理局",
		"财政局",
		"成都路街道", "城市管理局", // cheng du, cheng shi
		"重庆路街道", // chong, not zhong
		"教育局", "教育体育局",
		"审计局", "水利局",
		"卫生健康委员会",
		"银行业协会", // yin hang
		"住房和城乡建设局",
		"\U000F0000示例", // a character of private use, without a reading
	}
	got := slices.Clone(want)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, func(a, b string) int { return cmp.Compare(Key(a), Key(b)) })
		if !slices.Equal(got, want) {
			t.Fatalf("got  %s\nwant %s", strings.Join(got, " "), strings.Join(want, " "))
		}
	}
}

func TestTonesDecideLast(t *testing.T) {
	// 市 shì and 石 shí: the second syllable decides before the tone of the first.
	if !(Key("市安局") < Key("石办局")) {
		t.Error("the tone of the first syllable came before the letters of the second")
	}
	if !(Key("石安局") < Key("市安局")) {
		t.Error("with equal letters the tones do not decide")
	}
}

func TestLetter(t *testing.T) {
	for name, want := range map[string]string{
		"重庆市": "C", "长沙市": "C", "长子县": "Z", "六安市": "L", "厦门市": "X", "番禺区": "P", "瀍河回族区商务局": "C",
		"行政审批局": "X", "银行": "Y", "会计中心": "K", "委员会": "W", "abc": "A", "ＡＢ": "#", "12": "#", "": "#", "（筹）财政局": "#",
	} {
		if got := Letter(name); got != want {
			t.Errorf("%s: got %s; want %s", name, got, want)
		}
	}
}

func TestReadings(t *testing.T) {
	for text, want := range map[string]string{
		"重庆市5": "chong qing shi 5", "行政处罚": "xing zheng chu fa", "银行A股": "yin hang a gu", "（筹）局": "- chou - ju",
		"绿化": "lv hua", "\U000F0000局": "- ju", "": "",
	} {
		got := Readings(text)
		for i, s := range got {
			got[i] = cmp.Or(s, "-")
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %s; want %s", text, strings.Join(got, " "), want)
		}
		if n := utf8.RuneCountInString(text); len(got) != n {
			t.Errorf("%s: %d readings of %d characters", text, len(got), n)
		}
	}
}

func TestReadingsAreWellFormed(t *testing.T) {
	lines := 0
	for line := range strings.Lines(readingsText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		lines++
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 || fields[2] == "" {
			t.Fatalf("%q; want a word, its reading and a reason", line)
		}
		syllables := strings.Fields(fields[1])
		if len(syllables) != utf8.RuneCountInString(fields[0]) {
			t.Errorf("%s has %d syllables", fields[0], len(syllables))
		}
		for _, s := range syllables {
			if tone := s[len(s)-1]; tone < '1' || tone > '5' {
				t.Errorf("%s: %s has no tone", fields[0], s)
			}
		}
	}
	if table := readings(); len(table.words) != lines {
		t.Errorf("%d lines give %d words; one stands twice", lines, len(table.words))
	}
}

func FuzzKey(f *testing.F) {
	f.Add("示例市财政局", "示例市教育局")
	f.Add("10号", "9号")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 200 || len(b) > 200 {
			return
		}
		if (Key(a) == Key(b)) != (a == b) {
			t.Errorf("%q and %q have the keys %q and %q", a, b, Key(a), Key(b))
		}
		if l := Letter(a); l != "#" && (len(l) != 1 || l[0] < 'A' || l[0] > 'Z') {
			t.Errorf("%q stands under %q", a, l)
		}
	})
}

func BenchmarkKey(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Key("示例市住房和城乡建设局")
	}
}
