package check

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/markdown"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// fixtureSettings declares the agencies of the reports under testdata.
const fixtureSettings = `
[site]
title = "试验年报库"
[[agency]]
id = "shangwuju"
name = "示例市商务局"
kind = "部门"
[[agency]]
id = "shi"
name = "示例市人民政府"
kind = "政府"
[[agency]]
id = "pingtan"
name = "平潭综合实验区管委会"
kind = "政府"
[[agency]]
id = "huaianshi"
name = "淮安市人民政府"
kind = "政府"
[[catalogue]]
id = "nb"
name = "年报"
`

// openFixture opens a report under testdata.
func openFixture(t testing.TB, name string) *Subject {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "text-"+name+".md"))
	if err != nil {
		t.Fatal(err)
	}
	agency, year, isYear := strings.Cut(name, "-")
	if !isYear {
		year = "2022"
	}
	files := fstest.MapFS{"archive.toml": {Data: []byte(fixtureSettings)}, "reports/" + agency + "/" + year + ".md": {Data: text}}
	listing, problems, err := source.Load(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	s, more := settings.Read("content/archive.toml", files["archive.toml"].Data)
	problems = append(problems, more...)
	reader := schema.New(s, format.Builtin())
	var all []*report.Report
	for _, f := range listing.Reports {
		r, more := reader.Report(f, files[f.Path].Data)
		problems = append(problems, more...)
		all = append(all, r)
	}
	a, more := archive.New(s, all, nil)
	if problems = append(problems, more...); len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	subject, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
	if err != nil {
		t.Fatal(err)
	}
	return subject
}

// saying gives the report another text: a section of the form with one paragraph.
func saying(s *Subject, section int, text string) *Subject {
	said := *s
	body := "## " + s.Format.Sections[section-1] + "\n\n" + text + "\n"
	said.Prose, _ = markdown.New().Read(markdown.Source{
		File: s.place, Text: []byte(body), Line: 1,
		Cell: func(name string) (string, bool) { c, ok := s.Cell(name); return c.Text, ok },
	})
	said.Sections, said.found = sections(said.Prose, s.Format), nil
	return &said
}

// A label is what a reader says about a number.
type label struct {
	report, clause, number string
	section                int
	at                     int // of the number in the clause
	cells                  []string
	verdict                Verdict
}

// readLabels reads a list of labels.
func readLabels(t testing.TB, name string) []label {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []label
	for lines := bufio.NewScanner(f); lines.Scan(); {
		fields := strings.Split(lines.Text(), "\t")
		if strings.HasPrefix(fields[0], "#") {
			continue
		}
		l := label{report: fields[0]}
		if len(fields) == 6 {
			l.section, _ = strconv.Atoi(fields[1])
			fields = fields[1:]
		}
		if len(fields) != 5 {
			t.Fatalf("%s: %q has %d fields", name, lines.Text(), len(fields))
		}
		l.clause, l.number, l.verdict = fields[1], fields[2], Verdict(fields[4])
		from := 0
		if n := len(all); n > 0 && all[n-1].clause == l.clause {
			from = all[n-1].at + len(all[n-1].number)
		}
		if l.number != "-" {
			l.at = from + strings.Index(l.clause[from:], l.number)
		}
		if fields[3] != "-" {
			l.cells = strings.Split(fields[3], "+")
		}
		all = append(all, l)
	}
	return all
}

// A score counts what was found of what is there.
type score struct{ made, right, wanted int }

func (s score) precision() float64 { return float64(s.right) / float64(s.made) }
func (s score) recall() float64    { return float64(s.right) / float64(s.wanted) }

// judge compares the mentions of a text with the labels on it and names those
// that differ.
func (s *score) judge(t *testing.T, mentions []Mention, labelled []label) {
	used := make([]bool, len(labelled))
	for i := range mentions {
		m := &mentions[i]
		at := slices.IndexFunc(labelled, func(l label) bool { return l.number != "-" && m.isOf(l) })
		says := label{verdict: Unexplained}
		if at >= 0 {
			says, used[at] = labelled[at], true
		}
		claims := m.Verdict == Equal || m.Verdict == Contradicts
		right := m.Verdict == says.verdict && (!claims || len(says.cells) == 0 || sameCells(m.Cells, says.cells))
		if claims {
			s.made++
			if right {
				s.right++
			}
		}
		if !right {
			t.Logf("%s: %s%s is said to be %s of %v; want %s of %v", m.Passage.Text, m.Passage.Text[m.Start:m.End], m.Unit, m.Verdict, m.Cells, says.verdict, says.cells)
		}
	}
	for i, l := range labelled {
		if l.verdict != Unexplained {
			s.wanted++
		}
		if !used[i] && l.number != "-" {
			t.Logf("%s: %s is not found", l.clause, l.number)
		}
	}
}

// isOf says that a mention is the number that a label is on.
func (m *Mention) isOf(l label) bool {
	clause := strings.Index(m.Passage.Text, l.clause)
	return clause >= 0 && m.Start < clause+l.at+len(l.number) && clause+l.at < m.End
}

func sameCells(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func TestRealReports(t *testing.T) {
	byReport := map[string][]label{}
	for _, l := range readLabels(t, "text-claims.tsv") {
		byReport[l.report] = append(byReport[l.report], l)
	}
	var got score
	for _, name := range []string{"pingtan-2022", "pingtan-2025", "huaianshi-2024"} {
		s := openFixture(t, name)
		for _, l := range byReport[name] {
			if !slices.ContainsFunc(s.Prose.Passages, func(p markdown.Passage) bool { return strings.Contains(p.Text, l.clause) }) {
				t.Errorf("%s has no %q", name, l.clause)
			}
		}
		got.judge(t, Numbers(s), byReport[name])
	}
	t.Logf("precision %.3f (%d of %d), recall %.3f (%d of %d)", got.precision(), got.right, got.made, got.recall(), got.right, got.wanted)
	if got.precision() < 1 || got.recall() < 1 {
		t.Error("worse than it was: precision 1, recall 1")
	}
}

func TestInventedSentences(t *testing.T) {
	reports := map[string]*Subject{"shangwuju": openFixture(t, "shangwuju"), "shi": openFixture(t, "shi")}
	all := readLabels(t, "text-invented.tsv")
	var got score
	sentences := 0
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && all[to].clause == all[from].clause {
			to++
		}
		s := saying(reports[all[from].report], all[from].section, all[from].clause)
		got.judge(t, Numbers(s), all[from:to])
		sentences++
		from = to
	}
	t.Logf("%d sentences: precision %.3f (%d of %d), recall %.3f (%d of %d)", sentences, got.precision(), got.right, got.made, got.recall(), got.right, got.wanted)
	if got.precision() < 1 || got.recall() < 1 {
		t.Error("worse than it was: precision 1, recall 1")
	}
}
