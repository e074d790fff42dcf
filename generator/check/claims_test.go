package check

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestCounts(t *testing.T) {
	for text, want := range map[string]string{
		"27件":    "27",
		"２７件":    "27",
		"1,234件": "1234",
		"1.2万件":  "12000",
		"三件":     "3",
		"十二起":    "12",
		"一百零五件":  "105",
		"两件":     "2",
		"零件":     "0",
		"十余件":    "~10",
		"近20件":   "~20",
		"约３件":    "~3",
		"第3件":    "",
		"每一件":    "",
		"3.5件":   "",
		"3至5件":   "",
		"12条":    "",
		"文件":     "",
		"收到27件，上年结转5件，17件结转下年": "27 5 17",
	} {
		var got []string
		for _, c := range counts(text) {
			mark := ""
			if !c.exact {
				mark = "~"
			}
			got = append(got, mark+arabic(c.value))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v; want %s", text, got, want)
		}
	}
}

var marked = regexp.MustCompile(`\[([^\]]*)\]([=!?])`)

// labelled takes the labels out of a sentence.
func labelled(text string) (plain string, labels map[string][]string) {
	labels = map[string][]string{}
	for _, m := range marked.FindAllStringSubmatch(text, -1) {
		labels[m[1]] = append(labels[m[1]], m[2])
	}
	return marked.ReplaceAllString(text, "$1"), labels
}

var kindSigns = map[MentionKind]string{Unexplained: "?", Equal: "=", Contradicts: "!"}

// TestClaims holds what the program makes of numbers against labels by hand, and
// says how precise and how complete it is.
func TestClaims(t *testing.T) {
	text, err := os.ReadFile("testdata/claims.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, wrong, missed := 0, 0, 0
	for line := range strings.Lines(string(text)) {
		section, sentence, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		plain, labels := labelled(sentence)
		for _, m := range mentionsIn(t, section, plain) {
			word := m.Passage.Text[m.Start:m.End]
			if len(labels[word]) == 0 {
				continue // not labelled: a number within another
			}
			want := labels[word][0]
			labels[word] = labels[word][1:]
			switch got := kindSigns[m.Kind]; {
			case got == want && got != "?":
				right++
			case got == want:
			case got == "?":
				missed++
				t.Logf("missed: %s in %s", word, plain)
			default:
				wrong++
				t.Errorf("%s (%s) is taken for %q, and is %q, in %s", word, m.Claim, got, want, plain)
			}
		}
	}
	precision, recall := float64(right)/float64(right+wrong), float64(right)/float64(right+missed+wrong)
	t.Logf("precision %.3f, recall %.3f of %d claims", precision, recall, right+missed+wrong)
	if recall < 0.95 || right < 60 {
		t.Errorf("recall %.3f of %d claims", recall, right+missed+wrong)
	}
}

func mentionsIn(t *testing.T, section, paragraph string) []Mention {
	t.Helper()
	a, files := read(t, map[string]string{"swj/2022": inSection(section, paragraph)})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		t.Fatal(err)
	}
	var all []Mention
	for _, m := range Mentions(s) {
		if m.Passage.Text == paragraph {
			all = append(all, m)
		}
	}
	return all
}

func TestBoundNumbers(t *testing.T) {
	a, files := read(t, map[string]string{"swj/2022": inSection("一", "收到政府信息公开申请:cell{requests.received.total}件。")})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range Mentions(s) {
		if m.Kind == Bound && m.Cells[0] == "requests.received.total" && m.Value == 9 {
			return
		}
	}
	t.Error("the number is not known to be printed by a reference")
}

func TestTextAgainstTable(t *testing.T) {
	rules := []string{"text-requests", "text-disputes", "text-proactive", "text-no-applications", "text-sum", "text-percentage"}
	for _, tt := range []struct{ section, paragraph, want string }{
		{"一", "本年度未收到政府信息公开申请。", "error text-no-applications"},
		{"三", "2022年我局没有收到公民、法人提出的政府信息公开申请。", "error text-no-applications"},
		{"一", "全年政府信息公开零申请。", "error text-no-applications"},
		{"一", "收到政府信息公开申请0件。", "error text-no-applications"},
		{"一", "未收到因政府信息公开申请引发的投诉举报。", ""},
		{"一", "没有收到重复的政府信息公开申请，没有逾期答复政府信息公开申请的情况。", ""},
		{"四", "本年度未发生行政复议、行政诉讼。", "warning text-disputes"},
		{"四", "本年度无因政府信息公开申请行政复议的情况。", "warning text-disputes"},
		{"一", "收到政府信息公开申请27件。", "warning text-requests"},
		{"一", "2022年新收政府信息公开申请78件，上年结转3件，共答复75件，结转下年度3件。", "warning text-requests warning text-sum warning text-requests warning text-requests warning text-requests"},
		{"一", "全年举办活动共17件，其中线上11件、线下6件。", ""},
		{"一", "全年处理事项共17件，其中线上11件、线下8件。", "warning text-sum"},
		{"一", "全年处理事项共27件，其中线上12件，占45.3%。", "notice text-percentage"},
		{"一", "全年处理事项共27件，其中线上12件，占44.4%。", ""},
		{"一", "全年处理事项共27件，其中线上12件，约占45%。", ""},
	} {
		var got []string
		for _, f := range check(t, map[string]string{"swj/2022": inSection(tt.section, tt.paragraph)}, rules...) {
			got = append(got, string(f.Severity)+" "+f.Rule)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s\n got %v\nwant %s", tt.paragraph, got, tt.want)
		}
	}
}

func TestLastSections(t *testing.T) {
	silent := inSection("六", "无")
	at := strings.Index(silent, "## 六")
	silent = silent[:at] + "## 六、其他需要报告的事项\n\n无\n"
	want(t, check(t, map[string]string{"swj/2022": silent}, "fees-unmentioned"), "content/reports/swj/2022.md:…warning fees-unmentioned")
	want(t, check(t, map[string]string{"swj/2022": reportText()}, "fees-unmentioned"))
	paid := strings.Replace(silent, "fees = 0.0000", "fees = 1.2000", 1)
	if found := check(t, map[string]string{"swj/2022": paid}, "fees-unmentioned"); len(found) != 1 || len(found[0].Cells) != 1 {
		t.Errorf("with fees: %s", show(found))
	}
}

func BenchmarkTextAgainstTable(b *testing.B) {
	a, files := read(b, map[string]string{"swj/2022": inSection("一", strings.Repeat("本年度我局认真贯彻条例，及时公开各类信息123条，办理申请，开展培训，制作解读12件。", 80))})
	s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, m := range Mentions(s) {
			if m.Kind == Contradicts {
				b.Fatal("a contradiction")
			}
		}
		s.noneAtAll()
		s.percentages()
		s.partsOfWholes()
	}
}

// TestRealClaims holds the numbers of published reports against labels by hand.
func TestRealClaims(t *testing.T) {
	names, err := filepath.Glob("testdata/real/*-*.md")
	if err != nil || len(names) < 3 {
		t.Fatal(err, names)
	}
	right, wrong, missed := 0, 0, 0
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, body, _ := strings.Cut(string(text)[3:], "+++\n")
		_, labels := labelled(body)
		year := strings.TrimSuffix(name[strings.LastIndexByte(name, '-')+1:], ".md")
		a, files := read(t, map[string]string{"qzf/" + year: marked.ReplaceAllString(string(text), "$1")})
		s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range Mentions(s) {
			word := m.Passage.Text[m.Start:m.End]
			if len(labels[word]) == 0 {
				t.Errorf("%s: %s has no label", name, word)
				continue
			}
			want := labels[word][0]
			labels[word] = labels[word][1:]
			switch got := kindSigns[m.Kind]; {
			case got == want && got != "?":
				right++
			case got == want:
			case got == "?":
				missed++
			default:
				wrong++
				t.Errorf("%s: %s (%s) is taken for %q, and is %q", name, word, m.Claim, got, want)
			}
		}
	}
	t.Logf("%d right, %d wrong, %d missed", right, wrong, missed)
	if right < 26 || missed > 0 {
		t.Errorf("%d right, %d missed", right, missed)
	}
}
