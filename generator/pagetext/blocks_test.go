package pagetext

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

func blocksOf(page string) (all []string) {
	var s Scanner
	s.Each([]byte(page), func(b Block) {
		all = append(all, [...]string{"", "cell ", "heading ", "title "}[b.Kind]+string(utf16.Decode(b.Text)))
	})
	return all
}

func TestBlocks(t *testing.T) {
	for _, tt := range []struct {
		page string
		want []string
	}{
		{"<p>外</p><main id=m><p>内</p></main><p>外</p>", []string{"内"}},
		{"<main><h1>标题</h1><h2>一、总体</h2><p>第一\n行，<strong>粗</strong>体 <a href='#'>链接</a> PDF 文件</p></main>", []string{"title 标题", "heading 一、总体", "第一行,粗体链接pdf文件"}},
		{"<main><table><caption>表</caption><tr><th>项<td>3<td>１２</table></main>", []string{"cell 表", "cell 项", "cell 3", "cell 12"}},
		{"<main><nav>导航<nav>里</nav>外</nav>甲<aside>旁</aside>乙<span hidden>藏</span>丙<div data-nosearch>不<div>找</div></div></main>", []string{"甲", "乙丙"}},
		{"<main><p title='a>b' class=\"hidden data-nosearch\">A &amp; B&nbsp;C<br>D</p><script>if (a<b) '</p>'</script><!-- <p>注</p> --></main>", []string{"a & b c d"}},
		{"<main><button>复制</button><form><input name=q hidden>框</form><p>1 < 2</p><input hidden>后</main>", []string{"1 < 2", "后"}},
		{"没有", nil},
	} {
		if got := blocksOf(tt.page); !slices.Equal(got, tt.want) {
			t.Errorf("%s\n got %q\nwant %q", tt.page, got, tt.want)
		}
	}
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                "",
		"ＡＢＣ　１２３":         "abc 123",
		"政府資訊公開":          "政府资讯公开",
		"為爲裏裡產内內":         "为为里里产内内",
		" 政府 \n 信息 ":      "政府信息",
		"共 3 件":           "共3件",
		"Word  文件 A \t B": "word文件a b",
		"〔2022〕 3 号":      "〔2022〕3号",
		"㈠①㎡":             "(一)1m2",
		"零\u200b宽\ufeff":  "零宽",
		"e\u0301té":       "été",
		"𠀀 a":             "𠀀a",
	} {
		if got := FoldString(text); got != want {
			t.Errorf("%q is folded to %q; want %q", text, got, want)
		}
	}
}

func TestFoldingFoldsNoFurther(t *testing.T) {
	for r := rune(0); r <= 0x10FFFF; r++ {
		if r >= 0xD800 && r < 0xE000 {
			continue
		}
		once := FoldString("甲" + string(r) + "乙")
		if twice := FoldString(once); twice != once {
			t.Errorf("%U is folded to %q, and that to %q", r, once, twice)
		}
	}
}

func BenchmarkBlocks(b *testing.B) {
	page := []byte("<main><h1>示例</h1>" + strings.Repeat("<p>2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》，收到申请 9 件。</p>", 100) +
		"<table>" + strings.Repeat(`<tr><th scope="row" id="requests.received">本年新收政府信息公开申请数量</th>`+strings.Repeat(`<td id="c" class="n">12</td>`, 7)+"</tr>", 100) + "</table></main>")
	var s Scanner
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		s.Each(page, func(Block) { n++ })
		if n != 901 {
			b.Fatal(n)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	text := []byte(strings.Repeat("2022年，示例市商务局认真贯彻《中华人民共和国政府信息公开条例》，收到申请 9 件。", 100))
	var out []uint16
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		out = Fold(out[:0], text)
	}
}
