package demo

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/indexnumber"
)

func TestSameSeedSameBytes(t *testing.T) {
	o := Options{Agencies: 14, Years: 18, Seed: 3}
	first, second := demo(t, o), demo(t, o)
	if names := slices.Sorted(maps.Keys(first)); !slices.Equal(names, slices.Sorted(maps.Keys(second))) {
		t.Fatal("the second archive has other files")
	}
	for name, file := range first {
		if string(file.Data) != string(second[name].Data) {
			t.Errorf("%s differs", name)
		}
	}
	o.Seed = 4
	same := 0
	for name, file := range demo(t, o) {
		if strings.HasSuffix(name, ".md") && first[name] != nil && string(first[name].Data) == string(file.Data) {
			same++
		}
	}
	if same > len(readPages(first)) {
		t.Errorf("%d files are the same with another seed", same)
	}
}

// readPages gives the names of the plain pages.
func readPages(files fstest.MapFS) []string {
	var names []string
	for name := range files {
		if strings.HasPrefix(name, "content/pages/") {
			names = append(names, name)
		}
	}
	return names
}

func TestSizeDoesNotChangeReports(t *testing.T) {
	small, bigger := demo(t, Options{Agencies: 12, Years: 7}), demo(t, Options{Agencies: 90, Years: 7})
	for name, file := range small {
		if name == "content/archive.toml" {
			continue
		}
		if other := bigger[name]; other == nil || string(other.Data) != string(file.Data) {
			t.Errorf("%s differs in a larger archive", name)
		}
	}
}

// TestThousandsOfAgencies looks at the ids, names and codes of more agencies than
// one city has.
func TestThousandsOfAgencies(t *testing.T) {
	if testing.Short() {
		t.Skip("3,000 agencies")
	}
	l := read(t, demo(t, Options{Agencies: 3000, Years: 1}))
	names, codes := map[string]string{}, map[string]string{}
	for _, a := range l.Agencies {
		if other := names[a.Name]; other != "" {
			t.Errorf("%s and %s are both called %s", a.ID, other, a.Name)
		}
		if other := codes[a.Code]; other != "" {
			t.Errorf("%s and %s have the code %s", a.ID, other, a.Code)
		}
		names[a.Name], codes[a.Code] = a.ID, a.ID
	}
	if len(l.Agencies) != 3000 || len(l.reports) < 2500 {
		t.Errorf("%d agencies and %d reports", len(l.Agencies), len(l.reports))
	}
}

// TestVariety holds the package to what its comment promises.
func TestVariety(t *testing.T) {
	l, seen := read(t, demo(t, large)), map[string]int{}
	for _, p := range l.reports {
		seen["format "+p.form.ID]++
		for _, key := range []string{
			"statistics", "draft", "correction", "waiver", "labels", "table", "former_index_numbers",
			"document_number", "keywords", "summary", "source",
		} {
			if p.has(key) {
				seen[key]++
			}
		}
		for _, mark := range []string{"::table{", ":cell{", "[^1]:", "\n1. ", "\n### ", "**", ".md)"} {
			if strings.Contains(p.body, mark) {
				seen[mark]++
			}
		}
		if len(p.Attachments) > 0 {
			seen["attachment"]++
		}
		if d := p.published(); p.Year >= 2019 && d.Month > 3 {
			seen["late"]++
		}
	}
	for _, a := range l.Agencies {
		for name, found := range map[string]bool{
			"former name": a.FormerNames != nil, "founded": a.Since != 0, "dissolved": a.Until != 0,
			"successor": a.Successor != "", "aggregates": a.Aggregates != nil, "kind " + a.Kind: true,
		} {
			if found {
				seen[name]++
			}
		}
	}
	for _, want := range []string{
		"format free", "format 2019", "format 2021", "statistics", "correction", "waiver", "labels", "table", "former_index_numbers",
		"document_number", "keywords", "summary", "source", "attachment", "late", "::table{", ":cell{", "[^1]:", "\n1. ", "\n### ", "**", ".md)",
		"former name", "founded", "dissolved", "successor", "kind 政府", "kind 部门", "kind 乡镇街道", "kind 公共企事业单位",
	} {
		if seen[want] == 0 {
			t.Errorf("the archive has no %q", want)
		}
	}
	if seen["draft"] != 1 || seen["aggregates"] != 1 {
		t.Errorf("%d drafts and %d aggregates; want one of each", seen["draft"], seen["aggregates"])
	}
}

// TestEveryActiveYear wants a report for each year of an agency, but for the few
// that never came, and none for other years.
func TestEveryActiveYear(t *testing.T) {
	l := read(t, demo(t, large))
	written, missing := map[string]map[int]bool{}, 0
	for _, p := range l.reports {
		if written[p.Agency] == nil {
			written[p.Agency] = map[int]bool{}
		}
		written[p.Agency][p.Year] = true
	}
	for _, a := range l.Agencies {
		for year := FirstYear; year <= LastYear; year++ {
			active := year >= a.Since && (a.Until == 0 || year <= a.Until)
			switch {
			case written[a.ID][year] && !active:
				t.Errorf("%s reports on %d", a.ID, year)
			case !written[a.ID][year] && active:
				missing++
			}
		}
	}
	if share := 100 * missing / (len(l.reports) + missing); share < 1 || share > 8 {
		t.Errorf("%d reports of %d are missing", missing, len(l.reports)+missing)
	}
}

// TestIndexNumbers wants every number once, and valid by the scheme of its time.
func TestIndexNumbers(t *testing.T) {
	l, seen := read(t, demo(t, large)), map[string]string{}
	for _, p := range l.reports {
		year := int(p.published().Year)
		checkNumber(t, l, p, p.text("index_number"), "uscc", year, seen)
		former, _ := p.doc.Values["former_index_numbers"].([]any)
		for _, number := range former {
			checkNumber(t, l, p, number.(string), "former", year, seen)
		}
		if len(former) > 0 != (year <= lastOldNumber) {
			t.Errorf("%s, published in %d, has %d former numbers", p.Path, year, len(former))
		}
	}
	if former := l.Schemes[1]; former.ID != "former" || former.To != lastOldNumber {
		t.Errorf("the scheme %q ends in %d; want former, %d", former.ID, former.To, lastOldNumber)
	}
}

func checkNumber(t *testing.T, l *library, p *paper, number, scheme string, year int, seen map[string]string) {
	t.Helper()
	if first := seen[number]; first != "" {
		t.Errorf("%s and %s have the number %s", p.Path, first, number)
	}
	seen[number] = p.Path
	if found := indexnumber.Match(l.Schemes, number, year); len(found) != 1 || found[0].ID != scheme {
		_, mismatch := indexnumber.Explain(l.Schemes, number, year)
		t.Errorf("%s: the number %s does not follow %q alone: %v", p.Path, number, scheme, mismatch)
	}
}

// TestNobodyReal looks for names of real places.
func TestNobodyReal(t *testing.T) {
	real := strings.Fields("瀍河 洛阳 河南 北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 .gov.cn")
	texts := demo(t, Options{Agencies: 700, Years: 2})
	maps.Copy(texts, demo(t, large))
	maps.Copy(texts, files(t, Starter))
	for name, file := range texts {
		for _, word := range real {
			if strings.Contains(string(file.Data), word) {
				t.Errorf("%s has %s in it", name, word)
			}
		}
	}
}

func TestOptions(t *testing.T) {
	tests := []struct {
		name string
		o    Options
		want string
	}{
		{"no agencies", Options{Agencies: -1}, "demo: -1 agencies; want 1 or more"},
		{"years below zero", Options{Years: -2}, "demo: -2 years; want 1 to 18"},
		{"too many years", Options{Years: 19}, "demo: 19 years; want 1 to 18"},
	}
	for _, test := range tests {
		err := Write(test.o, func(name string, _ []byte) error {
			t.Errorf("%s: wrote %s", test.name, name)
			return nil
		})
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: %v; want %s", test.name, err, test.want)
		}
	}
	read(t, demo(t, Options{Agencies: 1, Years: 1}))
}

func TestErrorOfEmit(t *testing.T) {
	full := errors.New("the disk is full")
	for _, last := range []string{"content/archive.toml", "content/pages/about.md", "content/reports/bgs/2025.md"} {
		emit := func(name string, _ []byte) error {
			if name == last {
				return full
			}
			return nil
		}
		if err := Write(Options{Agencies: 1, Years: 1}, emit); !errors.Is(err, full) {
			t.Errorf("an error at %s gives %v", last, err)
		}
	}
}

// BenchmarkReport writes archives; an operation is one report.
func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	written, size := 0, 0
	for written < b.N {
		err := Write(Options{Agencies: 20, Years: 18}, func(name string, data []byte) error {
			written++
			size += len(data)
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(size / written))
}
