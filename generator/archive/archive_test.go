package archive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
	"gongkai/generator/report"
	"gongkai/generator/settings"
)

// city are the settings of the tests: a government, three bodies and a town.
func city(t testing.TB) *settings.Settings {
	scheme, problems := indexnumber.ParsePattern("{agency.code}/{published.year}-{serial:5}")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return &settings.Settings{
		Agencies: []settings.Agency{
			{ID: "szf", Name: "示例市人民政府", Kind: "政府", Code: "SZF"},
			{ID: "sj", Name: "示例市审计局", Kind: "部门", Code: "SJ"},
			{ID: "cz", Name: "示例市财政局", Kind: "部门", Code: "CZ", Since: 2019},
			{ID: "jy", Name: "示例市教育局", Kind: "部门", Code: "JY", Until: 2020, Successor: "jt"},
			{ID: "jt", Name: "示例市教育体育局", Kind: "部门", Code: "JT", Since: 2021},
			{ID: "town", Name: "示例镇人民政府", Code: "TOWN"},
		},
		Catalogues: []settings.Catalogue{
			{ID: "root", Name: "政府信息公开"},
			{ID: "nb", Name: "年报", Parent: "root"},
			{ID: "bm", Name: "部门年报", Parent: "nb"},
			{ID: "zn", Name: "指南", Parent: "root"},
		},
		Schemes: []indexnumber.Scheme{scheme},
	}
}

// rep makes a report; published may be "".
func rep(agency string, year int, published, number string, former ...string) *report.Report {
	file := fmt.Sprintf("reports/%s/%d.md", agency, year)
	r := &report.Report{
		File: file, Agency: agency, Year: year, IndexNumber: number, FormerIndexNumbers: former,
		Pos:            diag.Pos{File: "content/" + file, Line: 1},
		IndexNumberPos: diag.Pos{File: "content/" + file, Line: 5, Col: 16},
		Catalogue:      []string{"nb", "bm"},
	}
	for i := range former {
		r.FormerPos = append(r.FormerPos, diag.Pos{File: "content/" + file, Line: 6, Col: 26 + i})
	}
	if published != "" {
		fmt.Sscanf(published, "%d-%d-%d", &r.Published.Year, &r.Published.Month, &r.Published.Day)
	}
	return r
}

func mustNew(t testing.TB, reports ...*report.Report) *Archive {
	t.Helper()
	a, problems := New(city(t), reports, nil)
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	return a
}

func TestOrderOfAgencies(t *testing.T) {
	a := mustNew(t)
	var got []string
	for _, k := range a.Kinds {
		got = append(got, k.Name+":")
		for _, x := range k.Agencies {
			got = append(got, x.ID)
		}
	}
	// 财 cai, 教育局 jiaoyuju, 教育体育局 jiaoyutiyuju, 审 shen.
	if want := "政府: szf 部门: cz jy jt sj : town"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}

func TestSuccessors(t *testing.T) {
	a := mustNew(t)
	for _, x := range a.Agencies {
		switch x.ID {
		case "jy":
			if x.Follower == nil || x.Follower.ID != "jt" {
				t.Errorf("follower of jy is %v; want jt", x.Follower)
			}
		case "jt":
			if len(x.Predecessors) != 1 || x.Predecessors[0].ID != "jy" {
				t.Errorf("predecessors of jt are %v; want jy", x.Predecessors)
			}
		}
	}
}

// draw writes the states of a year: szf=published cz=missing …
func (y *Year) draw() string {
	var b []string
	for _, e := range y.Entries {
		b = append(b, e.Agency.ID+"="+e.State.String())
	}
	return strings.Join(b, " ")
}

func TestStates(t *testing.T) {
	a := mustNew(t,
		rep("szf", 2020, "2021-03-31", ""), rep("szf", 2021, "2022-04-01", ""),
		rep("cz", 2020, "2021-02-01", ""), rep("cz", 2022, "2023-01-15", ""),
		rep("jy", 2018, "2019-03-20", ""), rep("sj", 2021, "", ""))
	for _, tt := range []struct {
		year int
		want string
	}{
		// For 2018 all had until 31 March; cz has reported since 2019.
		{2018, "jy=published"},
		{2019, "cz=missing jy=missing"},
		{2020, "szf=published cz=late jy=missing"},
		{2021, "szf=late cz=missing jt=missing sj=published"},
		// The newest date is 2023-01-15, before the deadlines for 2022.
		{2022, "szf=not-due cz=published jt=not-due sj=not-due"},
	} {
		y, ok := a.Year(tt.year)
		if !ok || y.draw() != tt.want {
			t.Errorf("%d: got %s\nwant %s", tt.year, y.draw(), tt.want)
		}
	}
	if _, ok := a.Year(2017); ok {
		t.Error("there is a year 2017, before the first report")
	}
}

func TestWithoutDatesNothingIsYetToCome(t *testing.T) {
	a := mustNew(t, rep("sj", 2021, "", ""), rep("sj", 2022, "", ""), rep("town", 2021, "", ""))
	y, _ := a.Year(2022)
	if want := "jt=missing sj=published town=missing"; !strings.HasSuffix(y.draw(), want) {
		t.Errorf("got %s; want … %s", y.draw(), want)
	}
}

func TestNeighbours(t *testing.T) {
	a := mustNew(t, rep("cz", 2022, "", ""), rep("cz", 2019, "", ""), rep("sj", 2022, "", ""), rep("szf", 2022, "", ""))
	r := a.Reports[1]
	if r.Agency.ID != "cz" || r.Year != 2019 || r.Prev != nil || r.Next == nil || r.Next.Year != 2022 || r.Next.Prev != r {
		t.Fatalf("cz 2019 is not followed by cz 2022: %+v", r)
	}
	if peers := r.Next.Peers; len(peers) != 2 || peers[0].Agency.ID != "szf" || peers[1].Agency.ID != "sj" {
		t.Errorf("peers of cz 2022: %v", peers)
	}
}

func TestPeersAreAFew(t *testing.T) {
	s := &settings.Settings{}
	var reports []*report.Report
	for i := range 20 {
		id := fmt.Sprintf("a%02d", i)
		s.Agencies = append(s.Agencies, settings.Agency{ID: id, Name: id})
		reports = append(reports, rep(id, 2022, "", ""))
		reports[i].Catalogue = nil
	}
	a, _ := New(s, reports, nil)
	for i, r := range a.Reports {
		if len(r.Peers) != peers {
			t.Errorf("report %d has %d peers; want %d", i, len(r.Peers), peers)
		}
		for _, p := range r.Peers {
			if p == r || p.Agency.Order < r.Agency.Order-peers || p.Agency.Order > r.Agency.Order+peers {
				t.Errorf("report %d has the peer %d", i, p.Agency.Order)
			}
		}
	}
}

func TestCatalogue(t *testing.T) {
	a := mustNew(t, rep("cz", 2022, "", ""), rep("szf", 2021, "", ""), rep("sj", 2022, "", ""))
	var got []string
	for _, n := range a.Nodes {
		got = append(got, fmt.Sprintf("%s:%d/%d@%d", n.ID, len(n.Reports), n.Total, n.Depth))
	}
	// A report in nb and in bm below it counts once in nb and in root.
	if want := "root:0/3@0 nb:3/3@1 bm:3/3@2 zn:0/0@1"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
	if first := a.Nodes[1].Reports[0]; first.Year != 2021 {
		t.Errorf("the first report of nb is of %d; want 2021", first.Year)
	}
}

// drawBrowse writes a tree: CZ(2)[2022(1){CZ/2022-00010} …].
func drawBrowse(b *Browse) string {
	var parts []string
	for _, c := range b.Children {
		parts = append(parts, c.Step.Key+"("+fmt.Sprint(c.Total)+")"+drawBrowse(c))
	}
	for _, n := range b.Numbers {
		parts = append(parts, n.Number)
	}
	return "[" + strings.Join(parts, " ") + "]"
}

func TestBrowse(t *testing.T) {
	a := mustNew(t,
		rep("cz", 2021, "2022-01-10", "CZ/2022-00010", "CZ-9"), rep("cz", 2020, "2021-01-10", "CZ/2021-00002"),
		rep("sj", 2021, "2022-01-10", "SJ/2022-00009"), rep("jy", 2019, "2020-01-10", "示教〔2020〕3号"),
		rep("sj", 2022, "2023-01-10", "CZ/2022"))
	want := "[CZ(3)[2021(1)[CZ/2021-00002] 2022(1)[CZ/2022-00010] CZ/2022] SJ(1)[2022(1)[SJ/2022-00009]] ~other(1)[示教〔2020〕3号]]"
	if got := drawBrowse(a.Browse); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, n := range a.Numbers {
		switch n.Number {
		case "CZ/2022": // a legacy number at the address of a node
			if n.Below == nil || n.Below.Path != "CZ/2022" || n.Scheme != nil {
				t.Errorf("CZ/2022: %+v", n)
			}
		case "CZ-9":
			if n.Current || len(n.Report.Former) != 1 {
				t.Errorf("CZ-9 is not a former number: %+v", n)
			}
		case "CZ/2022-00010":
			if n.Scheme == nil || len(n.Parts) != 3 || n.Short != "2022-00010" {
				t.Errorf("CZ/2022-00010 was not read: %+v", n)
			}
		}
	}
	if a.Browse.Children[0].Step.Label != "示例市财政局" {
		t.Errorf("the code CZ is shown as %q", a.Browse.Children[0].Step.Label)
	}
}

func TestProblems(t *testing.T) {
	twice := rep("cz", 2021, "", "")
	twice.File, twice.Pos.File = "reports/cz/copy.md", "content/reports/cz/copy.md"
	for _, tt := range []struct {
		name    string
		reports []*report.Report
		want    string
	}{
		{"two reports for one year", []*report.Report{rep("cz", 2021, "", ""), twice},
			"content/reports/cz/copy.md:1: cz 2021 年的报告已有一份：content/reports/cz/2021.md:1；每个机关每年只能有一份\n"},
		{"a number twice", []*report.Report{rep("cz", 2021, "", "CZ/1"), rep("sj", 2021, "", "CZ/1")},
			"content/reports/sj/2021.md:5:16: 索引号“CZ/1”已被 content/reports/cz/2021.md:5:16 使用；一个索引号只能有一份报告\n"},
		{"the same in full width", []*report.Report{rep("cz", 2021, "", "CZ/1"), rep("sj", 2021, "", "ＣＺ／１")},
			"content/reports/sj/2021.md:5:16: 索引号“ＣＺ／１”与 content/reports/cz/2021.md:5:16 的“CZ/1”只差全角半角、空格或横线，是同一个号\n"},
		{"a former number in force elsewhere", []*report.Report{rep("cz", 2021, "", "CZ/2", "SJ/1"), rep("sj", 2021, "", "SJ/1")},
			"content/reports/cz/2021.md:6:26: 索引号“SJ/1”已被 content/reports/sj/2021.md:5:16 使用；一个索引号只能有一份报告\n"},
		{"a former number of its own", []*report.Report{rep("cz", 2021, "", "CZ/2", "CZ/2")},
			"content/reports/cz/2021.md:6:26: 索引号“CZ/2”在这份报告里已经用过（content/reports/cz/2021.md:5:16）\n"},
		{"case", []*report.Report{rep("cz", 2021, "", "CZ/a1"), rep("sj", 2021, "", "CZ/A1")},
			"content/reports/sj/2021.md:5:16: 索引号“CZ/A1”与“CZ/a1”（content/reports/cz/2021.md:5:16）只有大小写或字形之别，有的文件系统会当作同一个网址\n"},
		{"case of a segment", []*report.Report{rep("cz", 2021, "2022-01-01", "CZ/2022-00001"), rep("sj", 2021, "2022-01-01", "cz/2022-00002")},
			"content/reports/sj/2021.md:5:16: 索引号“cz/2022-00002”与“CZ/2022-00001”（content/reports/cz/2021.md:5:16）的前段只有大小写或字形之别，有的文件系统会当作同一个网址\n"},
	} {
		_, problems := New(city(t), tt.reports, nil)
		for i := range problems {
			problems[i].Hint = diag.Text{}
		}
		got := problems.Print(diag.Chinese)
		if tt.name == "case of a segment" && len(problems) > 1 {
			got = problems[:1].Print(diag.Chinese) // the year below the body says it again
		}
		if got != tt.want {
			t.Errorf("%s:\n got %swant %s", tt.name, got, tt.want)
		}
	}
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	var reports []*report.Report
	for y := 2018; y < 2023; y++ {
		for _, id := range []string{"szf", "sj", "cz", "jy", "town"} {
			reports = append(reports, rep(id, y, fmt.Sprintf("%d-01-20", y+1), fmt.Sprintf("%s/%d-00001", strings.ToUpper(id), y+1)))
		}
	}
	want := ""
	for range 20 {
		rand.Shuffle(len(reports), func(i, j int) { reports[i], reports[j] = reports[j], reports[i] })
		a := mustNew(t, reports...)
		var b strings.Builder
		for _, r := range a.Reports {
			fmt.Fprint(&b, r.Agency.ID, r.Year, r.State, len(r.Peers), r.Number.Path, " ")
		}
		got := b.String() + drawBrowse(a.Browse)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatalf("order changed with the input:\n got %s\nwant %s", got, want)
		}
	}
}

func TestOwnDeadline(t *testing.T) {
	s := &settings.Settings{
		Site:     settings.Site{Deadline: settings.Day{Month: 1, Day: 20}, WholeDeadline: settings.Day{Month: 2, Day: 28}},
		Agencies: []settings.Agency{{ID: "a"}, {ID: "z", Kind: "政府"}},
	}
	a, _ := New(s, nil, nil)
	for _, x := range a.Agencies {
		want := date.Date{Year: 2023, Month: 1, Day: 20}
		if x.ID == "z" {
			want = date.Date{Year: 2023, Month: 2, Day: 28}
		}
		if got := Deadline(x, 2022); got != want {
			t.Errorf("%s: %s; want %s", x.ID, got, want)
		}
		if got, want := Deadline(x, 2017), (date.Date{Year: 2018, Month: 3, Day: 31}); got != want {
			t.Errorf("%s for 2017: %s; want %s", x.ID, got, want)
		}
	}
}

func TestDeadline(t *testing.T) {
	for _, tt := range []struct {
		agency settings.Agency
		year   int
		want   date.Date
	}{
		{settings.Agency{}, 2018, date.Date{Year: 2019, Month: 3, Day: 31}},
		{settings.Agency{}, 2019, date.Date{Year: 2020, Month: 1, Day: 31}},
		{settings.Agency{Kind: "政府"}, 2022, date.Date{Year: 2023, Month: 3, Day: 31}},
		{settings.Agency{Aggregates: []string{"x"}}, 2022, date.Date{Year: 2023, Month: 3, Day: 31}},
	} {
		if got := Deadline(&Agency{Agency: tt.agency}, tt.year); got != tt.want {
			t.Errorf("%+v %d: got %s; want %s", tt.agency, tt.year, got, tt.want)
		}
	}
}

func BenchmarkNew(b *testing.B) {
	s := city(b)
	s.Agencies = nil
	var reports []*report.Report
	for i := range 600 {
		id := fmt.Sprintf("a%03d", i)
		s.Agencies = append(s.Agencies, settings.Agency{ID: id, Name: "示例市" + id, Code: strings.ToUpper(id)})
		for y := 2008; y < 2025; y++ {
			reports = append(reports, rep(id, y, fmt.Sprintf("%d-01-20", y+1), fmt.Sprintf("%s/%d-%05d", strings.ToUpper(id), y+1, i)))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := New(s, reports, nil); len(problems) > 0 {
			b.Fatal(problems[0])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(reports)), "ns/report")
}

// What all names begin with gives no letters.
func TestLetters(t *testing.T) {
	for _, tt := range []struct{ names, want string }{
		{"示例市财政局 示例市教育局 示例市商务局", "C J S"},
		{"示例市 示例市教育局", "S S"},
		{"教育局", "J"},
		{"示例市甲区财政局 示例市甲区教育局 示例市乙区教育局", "J J Y"},
		{"省财政局 市财政局", "S S"},
	} {
		var agencies []*Agency
		for _, name := range strings.Fields(tt.names) {
			agencies = append(agencies, &Agency{Agency: settings.Agency{Name: name}})
		}
		addLetters(agencies, "")
		var got []string
		for _, x := range agencies {
			got = append(got, x.Letter)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: letters %v; want %s", tt.names, got, tt.want)
		}
	}
}
