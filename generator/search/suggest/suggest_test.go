package suggest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

// wordsOf gives the lines of the words.
func wordsOf(t *testing.T, v *Vocabulary) []string {
	t.Helper()
	text, ok := strings.CutPrefix(string(v.Files()[1].Data), `gongkai.part("words",{"version":1,"words":"`)
	text, ends := strings.CutSuffix(text, "\"});\n")
	if !ok || !ends {
		t.Fatalf("the words are %s", v.Files()[1].Data)
	}
	return strings.Split(strings.ReplaceAll(text, `\t`, "\t"), `\n`)
}

// The words of a small archive, by hand.
func TestWords(t *testing.T) {
	type add struct {
		sort           Sort
		text, readings string
		weight         int
	}
	adds := []add{
		{Label, "1．属于国家秘密", "", 9},
		{Label, "本年收费金额（单位：万元）", "", 7},
		{Label, "总计", "", 12},
		{Keyword, "行政处罚", "", 2}, {Keyword, "行政处罚", "", 2}, {Label, "行政处罚", "", 1},
		{Keyword, "行政許可", "", 3},
		{Name, "示例市长子县卫健委", "", 4},
		{Name, "示例市单县教育局", "shi li shi chan xian jiao yu ju", 4}, // as the archive says
		{Name, "示例市单县", "shili", 1},                              // not a reading of each character
		{Short, "教育局", "", 1}, {Short, "", "", 1}, {Short, "局", "", 1},
		{Keyword, "2022", "", 1}, {Keyword, `"`, "", 1}, {Keyword, "GDP", "", 1},
		{Keyword, strings.Repeat("长", 40), "", 1},
	}
	want := []string{
		"教育局",
		"示例市单县教育局\tshi li shi chan xian jiao yu ju",
		"示例市长子县卫健委\tshi li shi zhang zi xian wei jian wei",
		"示例市单县\tshi li shi shan xian",
		"行政处罚",
		"行政许可\t\t行政許可",
		"gdp\t\tGDP",
		"总体情况",
		"属于国家秘密", "总计", "本年收费金额",
	}
	random := rand.New(rand.NewPCG(1, 1))
	var before string
	for range 10 {
		random.Shuffle(len(adds), func(i, k int) { adds[i], adds[k] = adds[k], adds[i] })
		v := new(Vocabulary)
		for _, a := range adds {
			v.Add(a.sort, a.text, a.readings, a.weight)
		}
		for _, h := range []string{"一、总体情况", "(二)总体情况", "一、总体情况", "只有一处"} {
			v.Heading(utf16.Encode([]rune(h)))
		}
		var text strings.Builder
		for _, f := range v.Files() {
			fmt.Fprintf(&text, "%s %s\n", f.Name, f.Data)
		}
		if got := wordsOf(t, v); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Fatalf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if before != "" && before != text.String() {
			t.Fatal("the files differ with the order of the words")
		}
		before = text.String()
	}
}

func TestSounds(t *testing.T) {
	all := sounds()
	for c, want := range map[rune]string{'局': "ju", '句': "ju", '罚': "fa", '法': "fa", '商': "shang", '绿': "lv"} {
		if all[c] != want {
			t.Errorf("%c is read %s; want %s", c, all[c], want)
		}
	}
	if len(all) < 6500 {
		t.Errorf("%d characters have a reading; GB/T 2312 has 6763", len(all))
	}
}

func TestFilesNameEachOther(t *testing.T) {
	files := new(Vocabulary).Files()
	for _, f := range files[1:] {
		if !bytes.Contains(files[0].Data, []byte(`"`+f.Name+`"`)) {
			t.Errorf("%s does not load %s", files[0].Name, f.Name)
		}
	}
	name := regexp.MustCompile(`^(near|words|pinyin)-[A-Za-z0-9_-]{4}\.js$`)
	for _, f := range files {
		if !name.MatchString(f.Name) {
			t.Errorf("a file is called %s", f.Name)
		}
	}
}

// An archive of any size has a bounded vocabulary, the likeliest words in it.
func TestWordsAreBounded(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	var v Vocabulary
	for i := range 20000 {
		var name [8]rune
		for k := range name {
			name[k] = rune(0x4E00 + random.IntN(3000))
		}
		v.Add(Keyword, string(name[:]), "", i)
		v.Add(Short, fmt.Sprintf("第%d局", i), "", 1)
	}
	size := 0
	for _, f := range v.Files() {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		w.Write(f.Data)
		w.Close()
		size += packed.Len()
		if len(f.Data) > Limit {
			t.Errorf("%s has %d bytes", f.Name, len(f.Data))
		}
	}
	t.Logf("%d bytes with gzip", size)
	if most := 60 << 10; size > most {
		t.Errorf("%d bytes with gzip; want at most %d", size, most)
	}
	if got := wordsOf(t, &v); got[0] != "第0局" {
		t.Errorf("first comes %s", got[0])
	}
}

func BenchmarkFiles(b *testing.B) {
	b.ReportAllocs()
	heading := utf16.Encode([]rune("三、收到和处理政府信息公开申请情况"))
	for b.Loop() {
		var v Vocabulary
		for i := range 700 {
			v.Add(Name, fmt.Sprintf("示例市%d区教育局", i), "", 14)
		}
		for range 60000 {
			v.Heading(heading)
		}
		v.Files()
	}
}
