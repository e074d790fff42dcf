package numbers

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// files are the files of a look-up.
type files map[string][]byte

func write(t testing.TB, all []Number) (files, Stats) {
	t.Helper()
	f := files{}
	stats, err := Write(all, func(name string, data []byte) error {
		if _, twice := f[name]; twice {
			t.Errorf("%s is written twice", name)
		}
		f[name] = slices.Clone(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, stats
}

func (f files) reader(t testing.TB, script string) *Reader {
	t.Helper()
	r, err := NewReader(script, func(name string) ([]byte, error) {
		data, ok := f["search/"+name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// schemes are numbers of real schemes (see generator/indexnumber) and spellings of
// them: those that are the number, those that are prefixes of it, and others.
var schemes = []struct {
	number        Number
	exact, prefix []string
	none          []string
}{
	{Number{Kind: Index, Text: "000014349/2022-00013"},
		[]string{"000014349/2022-00013", "０００01434９／２０２２－０００１３", "000014349 2022 00013", "00001434920220 0013", "000014349202200013", "000014349/2022-13", "000014349/2022-0013", "000014349202213", "2022-00013", "2022－13", "202213", "00013", "13", " 000014349／2022—13 "},
		[]string{"0000", "000014349", "000014349/2022-", "000014349/2022-0001", "2022", "2022-000", "000"},
		[]string{"000014349/2022-00014", "14349/2022-00013", "2022-1", "022-00013", "2021", "000014349/2022-00013-1", "公开", "／－", "号", "000014349/2022-3"}},
	{Number{Kind: Index, Text: "000014349/2019-000021"},
		[]string{"2019-000021", "2019-21", "2019-00021", "21"}, []string{"2019-0000"}, []string{"2019-2"}},
	{Number{Kind: Index, Text: "0142768-8/2022-00185"},
		[]string{"01427688/2022-00185", "0142768-8/2022-00185", "8/2022-00185", "2022-185"}, []string{"0142768-8"}, []string{"2022-18"}},
	{Number{Kind: Index, Text: "12620600MB0523338C/2025-04735"},
		[]string{"12620600mb0523338c/2025-04735", "１２６２０６００ＭＢ０５２３３３８Ｃ２０２５－４７３５", "12620600MB0523338C 2025 4735", "12620600MB0523338C-2025-04735", "2025-4735", "2025/04735"},
		[]string{"12620600", "12620600mb0523338C", "2025-04"}, []string{"MB0523338C", "2025-47"}},
	{Number{Kind: Index, Text: "11620403013912770D/2026-206793"},
		[]string{"2026-206793", "206793", "11620403013912770d2026206793"}, []string{"2026-20", "2067"}, []string{"2026-06793"}},
	{Number{Kind: Index, Text: "11341702486344515H/202110-00013"},
		[]string{"202110-13", "202110-00013", "11341702486344515h/202110-13"}, []string{"202110", "2021", "11341702486344515H/2021"}, []string{"2021-10-14"}},
	{Number{Kind: Index, Text: "XM02100-0101-2019-00001"},
		[]string{"xm02100-0101-2019-00001", "XM02100０１０１２０１９１", "0101-2019-1", "2019-00001", "1", "xm02100 0101 2019 1"},
		[]string{"XM", "xm02100-0101", "0101-2019"}, []string{"02100-0101-2019-00001"}},
	{Number{Kind: Index, Text: "330200-01-02-0102-20070101-1"},
		[]string{"330200-01-02-0102-20070101-1", "330200010201022007010 11", "20070101-1", "0102-20070101-1", "01-02-0102-20070101-1", "1"},
		[]string{"330200-01", "01-02", "20070101"}, []string{"330200-1-2-0102-20070101-1"}},
	{Number{Kind: Index, Text: "530000001002003202000007", Starts: []int{0, 6, 9, 12, 15, 19}},
		[]string{"530000001002003202000007", "530000 001 002 003 2020 00007", "202000007", "2020-7", "2020-00007", "0032020-7", "53000000100200320207"},
		[]string{"530000", "530000001", "002003", "2020"}, []string{"30000", "020"}},
	{Number{Kind: Index, Text: "01527918X-2020-153077"},
		[]string{"01527918x-2020-153077", "01527918X2020153077", "2020-153077"}, []string{"01527918", "2020-15"}, []string{"1527918X-2020-153077"}},
	{Number{Kind: Index, Text: "GSD0122-01001-2019-5"},
		[]string{"gsd0122-01001-2019-5", "01001-2019-5", "2019-5", "2019/5", "20195", "5", "2019-005"}, []string{"GSD", "gsd0122 01001"}, []string{"2019-55"}},
	{Number{Kind: Index, Text: "zfb/2026-00021"},
		[]string{"ZFB/2026-00021", "ｚｆｂ／2026－21", "zfb202621", "zfb2026-00021"}, []string{"zfb", "ZF", "zfb/2026"}, []string{"fb/2026-00021"}},
	{Number{Kind: Index, Text: "G06901020020190001", Starts: []int{0, 4, 10, 14}},
		[]string{"g06901020020190001", "G069-010200-2019-0001", "G069-010200-2019-1", "2019-1", "20190001"}, []string{"G069", "G069-0102"}, []string{"069"}},
	{Number{Kind: Index, Text: "null02D/01A/D3C20190807"},
		[]string{"null02D/01A/D3C20190807", "NULL02D01AD3C20190807", "01A/D3C20190807", "d3c20190807"}, []string{"null", "01a", "D3C2019"}, []string{"20190807"}},
	{Number{Kind: Index, Text: "20191202-189769"},
		[]string{"20191202-189769", "20191202189769", "189769"}, []string{"2019", "20191202"}, []string{"2019-189769"}},
	{Number{Kind: Index, Text: "洛公开2023-00007"},
		[]string{"洛公開2023-7", "洛公开 ２０２３－００００７", "2023-7", "2023-00007"}, []string{"洛", "洛公开2023"}, []string{"公开2023-00007"}},

	{Number{Kind: Document, Text: "武民〔2023〕5号"},
		[]string{"武民〔2023〕5号", "武民[2023]5号", "武民（2023）5号", "武民(2023)5", "武民【2023】５號", "武民2023年5号", "武民 2023 年 第 5 号", "武民20235", "〔2023〕5号", "[2023]5", "2023年第5号", "2023-5", "20235号", "第5号", "5号", "5", "〔2023〕05号", "武民〔2023〕5号文件", "5号文"},
		[]string{"武民", "武", "武民〔2023〕", "武民〔2023", "〔2023〕", "2023年", "20"},
		[]string{"民〔2023〕5号", "武民〔2023〕50号", "武民〔2023〕号", "〔2022〕5号", "武民号", "2号", "20号"}},
	{Number{Kind: Document, Text: "国办公开办函〔2019〕061号"},
		[]string{"国办公开办函〔2019〕61号", "國辦公開辦函[2019]61", "〔2019〕61号", "61号", "第061号"}, []string{"国办", "国办公开办函〔2019〕06"}, []string{"6号", "〔2019〕6号", "〔2019〕0号"}},
	{Number{Kind: Document, Text: "示例市人民政府公告2023年第12号"},
		[]string{"示例市人民政府公告2023年第12号", "示例市人民政府公告〔2023〕12号", "2023年12号", "第12号"}, []string{"示例市", "2023年1", "1"}, []string{"1号", "第1号", "2023年1号", "2号"}},
	{Number{Kind: Document, Text: "中华人民共和国国务院令第711号"},
		[]string{"中华人民共和国国务院令第711号", "中华人民共和国国务院令711", "711号", "第711号"}, []string{"中华人民共和国国务院令", "71"}, []string{"71号", "国务院令第711号"}},
}

func TestSpellings(t *testing.T) {
	for _, s := range schemes {
		n := s.number
		n.Document = 7
		f, stats := write(t, []Number{n})
		r := f.reader(t, stats.Script)
		try := func(text, want string) {
			t.Helper()
			exact, prefix, err := r.Find(text, n.Kind)
			if err != nil {
				t.Fatal(err)
			}
			got := "nothing"
			switch {
			case slices.Equal(exact, []uint32{7}) && len(prefix) == 0:
				got = "it"
			case slices.Equal(prefix, []uint32{7}) && len(exact) == 0:
				got = "a prefix"
			case len(exact)+len(prefix) > 0:
				got = fmt.Sprint(exact, prefix)
			}
			if got != want {
				t.Errorf("%q finds %s for %s; want %s", text, got, n.Text, want)
			}
			is, loosely, begins := n.Is(text)
			if (is || loosely) != (want == "it") || begins && want == "nothing" || !begins && want == "a prefix" {
				t.Errorf("%q: Is(%q) = %t, %t, %t", n.Text, text, is, loosely, begins)
			}
		}
		for _, text := range s.exact {
			try(text, "it")
		}
		for _, text := range s.prefix {
			try(text, "a prefix")
		}
		for _, text := range append(s.none, "", " ", "-", "没有") {
			try(text, "nothing")
		}
		if exact, prefix, _ := r.Find(n.Text, Index+Document-n.Kind); len(exact)+len(prefix) > 0 {
			t.Errorf("%s is found among the others", n.Text)
		}
	}
}

// TestZerosAreGuessedLast: where a number has the zeros as they are typed, one with other
// zeros is not meant.
func TestZerosAreGuessedLast(t *testing.T) {
	all := []Number{{Index, "甲/2023-00010", nil, 0}, {Index, "乙/2023-010", nil, 1}, {Index, "丙/2023-10", nil, 2}, {Index, "丁/2023-10000", nil, 3}}
	f, stats := write(t, all)
	r := f.reader(t, stats.Script)
	for _, tt := range []struct {
		text          string
		exact, prefix []uint32
	}{
		{"2023-00010", []uint32{0}, nil},
		{"2023-010", []uint32{1}, nil},
		{"2023-10", []uint32{0, 1, 2}, []uint32{3}},
		{"2023-0010", []uint32{0, 1, 2}, nil},
		{"2023", nil, []uint32{0, 1, 2, 3}},
	} {
		exact, prefix, err := r.Find(tt.text, Index)
		if err != nil || !slices.Equal(exact, tt.exact) || !slices.Equal(prefix, tt.prefix) {
			t.Errorf("%s finds %d and %d (%v); want %d and %d", tt.text, exact, prefix, err, tt.exact, tt.prefix)
		}
	}
}

// randomNumbers gives numbers of mixed schemes, each document one or two of either kind.
func randomNumbers(random *rand.Rand, documents int) (all []Number) {
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	for d := range documents {
		year := 2008 + random.IntN(18)
		serial := random.IntN(40)
		if random.IntN(3) == 0 {
			serial = random.IntN(100000)
		}
		body := fmt.Sprintf("11%06d%s", random.IntN(20), pick("MB0053647", "YY0000466X", "𠮷"))
		text := ""
		switch random.IntN(5) {
		case 0, 1, 2:
			text = fmt.Sprintf("%s/%d-%05d", body, year, serial)
		case 3:
			text = fmt.Sprintf("%s/%d%02d-%d", pick("zfb", "JYJ", "洛公开"), year, 1+random.IntN(12), serial)
		default:
			text = fmt.Sprintf("%s-%04d-%d-%d", pick("XM02100", "GSD0122"), random.IntN(200), year, serial)
		}
		all = append(all, Number{Index, text, nil, uint32(d)})
		if random.IntN(6) == 0 {
			all = append(all, Number{Index, fmt.Sprintf("SL%d/%s/%03d", year, pick("gaj", "wjw"), serial), nil, uint32(d)})
		}
		if random.IntN(2) == 0 {
			all = append(all, Number{Document, fmt.Sprintf("%s〔%d〕%d号", pick("武民", "国办发", "公告"), year, serial), nil, uint32(d)})
		}
	}
	return all
}

// askedOf gives a spelling of a number, of a part of it, or something near it.
func askedOf(random *rand.Rand, n *Number) string {
	text := []rune(n.Text)
	if random.IntN(2) == 0 {
		text = text[random.IntN(len(text)):]
	}
	if random.IntN(3) == 0 {
		text = text[:1+random.IntN(len(text))]
	}
	var out []rune
	for _, c := range text {
		switch random.IntN(12) {
		case 0:
			if c > ' ' && c <= '~' {
				c += 0xFEE0
			}
		case 1:
			out = append(out, ' ')
		case 2:
			if strings.ContainsRune("-/0〔〕", c) {
				continue
			}
		case 3:
			if random.IntN(6) == 0 {
				c = '7'
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// answer is what all numbers, one by one, say to a text.
func answer(all []Number, text string, kind Kind) (exact, prefix []uint32) {
	var loose []uint32
	for i := range all {
		n := &all[i]
		if n.Kind != kind {
			continue
		}
		is, loosely, begins := n.Is(text)
		if is {
			exact = append(exact, n.Document)
		}
		if loosely {
			loose = append(loose, n.Document)
		}
		if begins {
			prefix = append(prefix, n.Document)
		}
	}
	if len(exact) == 0 {
		exact = loose
	}
	exact = sorted(exact)
	prefix = slices.DeleteFunc(sorted(prefix), func(d uint32) bool { return slices.Contains(exact, d) })
	return exact, prefix
}

func TestFindAgreesWithAllNumbers(t *testing.T) {
	for seed, documents := range []int{0, 1, 40, 4000} {
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		all := randomNumbers(random, documents)
		f, stats := write(t, all)
		r := f.reader(t, stats.Script)
		t.Logf("%d documents: %d keys, %d files, %d bytes", documents, stats.Keys, stats.Files, stats.Bytes)
		for range 250 {
			if documents == 0 {
				break
			}
			n := &all[random.IntN(len(all))]
			text := askedOf(random, n)
			reads := r.Reads
			exact, prefix, err := r.Find(text, n.Kind)
			if err != nil {
				t.Fatal(err)
			}
			if wantExact, wantPrefix := answer(all, text, n.Kind); !slices.Equal(exact, wantExact) || !slices.Equal(prefix, wantPrefix) {
				t.Fatalf("%q finds %d and %d; want %d and %d", text, exact, prefix, wantExact, wantPrefix)
			}
			if reads = r.Reads - reads; reads > 5 {
				t.Errorf("%q needs %d files", text, reads)
			}
		}
		for name, data := range f {
			if strings.HasPrefix(name, "search/n-") && len(data) > largest+200 {
				t.Errorf("%s has %d bytes", name, len(data))
			}
		}
	}
}

// TestLongLists: a key of many documents goes on over several files.
func TestLongLists(t *testing.T) {
	var all []Number
	for d := range 60000 {
		all = append(all, Number{Document, fmt.Sprintf("公告第%d号", 1+d*7%2), nil, uint32(d)})
	}
	f, stats := write(t, all)
	r := f.reader(t, stats.Script)
	for text, want := range map[string]int{"公告": 60000, "公告第1号": 30000, "2": 30000, "公告1": 30000, "公告3": 0} {
		exact, prefix, err := r.Find(text, Document)
		if err != nil || len(exact)+len(prefix) != want {
			t.Errorf("%s finds %d (%v); want %d", text, len(exact)+len(prefix), err, want)
		}
	}
	if stats.Files < 5 {
		t.Errorf("only %d files", stats.Files)
	}
}

// TestEditChangesFewFiles: an edit leaves the files alone that do not have its numbers.
func TestEditChangesFewFiles(t *testing.T) {
	all := randomNumbers(rand.New(rand.NewPCG(5, 5)), 8000)
	before, stats := write(t, all)
	again, _ := write(t, all)
	for name, data := range before {
		if !bytes.Equal(data, again[name]) {
			t.Fatalf("%s differs", name)
		}
	}
	for _, at := range []int{3, 4000, 9000} {
		edited := slices.Clone(all)
		edited[at].Text = strings.Replace(edited[at].Text, "20", "19", 1) + "9"
		after, _ := write(t, edited)
		changed := 0
		for name := range after {
			if _, same := before[name]; !same {
				changed++
			}
		}
		t.Logf("%s: %d of %d files changed", all[at].Text, changed, stats.Files)
		if changed < 2 || changed > 14 {
			t.Errorf("%d files of %d changed", changed, stats.Files)
		}
	}
}

// TestProve: a proof finds nothing in files that are right, and something where a number is
// not as its page has it.
func TestProve(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	all := randomNumbers(random, 500)
	f, _ := write(t, all)
	site := fstest.MapFS{}
	for name, data := range f {
		site[name] = &fstest.MapFile{Data: data}
	}
	asked, wrong, err := Prove(site, all, 300, random)
	if err != nil || len(asked) != 300 || len(wrong) > 0 {
		t.Errorf("%d asked, %q wrong (%v)", len(asked), wrong, err)
	}
	for i := range all {
		if i%3 == 0 {
			all[i].Document = (all[i].Document + 1) % 500
		}
	}
	slices.SortStableFunc(all, func(a, b Number) int { return int(a.Document) - int(b.Document) })
	if _, wrong, err = Prove(site, all, 300, random); err != nil || len(wrong) < 50 {
		t.Errorf("only %d wrong (%v)", len(wrong), err)
	}
}

func TestOfPage(t *testing.T) {
	page := `<dl class="card">
<div class="field-number"><dt>索引号</dt><dd><a href="../x/">zfb/2026-00021</a> <button type="button" class="copy" data-copy="x" hidden>复制</button></dd></div>
<div class="field-agency"><dt>发布机构</dt><dd><span>示例市2026</span></dd></div>
<div class="field-document"><dt>文号</dt><dd><span>未注明</span></dd></div>
<div class="field-former"><dt>曾用索引号</dt><dd><span>A&amp;1</span>；<span>B-2</span></dd></div>
</dl>`
	var got []string
	for _, n := range OfPage([]byte(page), 4) {
		got = append(got, fmt.Sprintf("%c %s %d", n.Kind, n.Text, n.Document))
	}
	if want := []string{"n zfb/2026-00021 4", "n A&1 4", "n B-2 4"}; !slices.Equal(got, want) {
		t.Errorf("the card has %q; want %q", got, want)
	}
}

func FuzzSpell(f *testing.F) {
	for _, s := range schemes {
		f.Add(s.number.Text, s.exact[0])
	}
	f.Fuzz(func(t *testing.T, number, asked string) {
		n := Number{Kind: Document, Text: number, Document: 1}
		files, stats := write(t, []Number{n})
		exact, prefix, err := files.reader(t, stats.Script).Find(asked, Document)
		if err != nil {
			t.Fatal(err)
		}
		wantExact, wantPrefix := answer([]Number{n}, asked, Document)
		if !slices.Equal(exact, wantExact) || !slices.Equal(prefix, wantPrefix) {
			t.Errorf("%q finds %d and %d for %q; want %d and %d", asked, exact, prefix, number, wantExact, wantPrefix)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	all := randomNumbers(rand.New(rand.NewPCG(5, 5)), 10000)
	for b.Loop() {
		write(b, all)
	}
}
