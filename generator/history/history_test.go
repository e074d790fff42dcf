package history

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// A draft of a report, as the tests write it.
type sketch struct {
	licensing, penalty int
	extra              string // of the front matter
	body               string
	corrections        string
}

const text = "\n## 一、总体情况\n\n### （一）主动公开\n\n全年公开86条。\n\n## 五、存在的主要问题及改进情况\n\n说理不充分。\n"

func (s sketch) String() string {
	if s.body == "" {
		s.body = text
	}
	return fmt.Sprintf(`+++
title = "示例市商务局2022年政府信息公开工作年度报告"
published = 2023-01-12
%s
[proactive]
rules = { made = 0, repealed = 0, valid = 0 }
normative = { made = 0, repealed = 0, valid = 0 }
licensing = %d
penalty = %d
coercion = 0
fees = 0.0000
%s
+++
%s`, s.extra, s.licensing, s.penalty, s.corrections, s.body)
}

func correction(day, reason, what string) string {
	return fmt.Sprintf("[[correction]]\ndate = %s\nreason = %q\n%s\n", day, reason, what)
}

func readReport(t testing.TB, text string) (*report.Report, string) {
	t.Helper()
	settings, problems := settings.Read("archive.toml", []byte("[site]\ntitle = \"库\"\n[[agency]]\nid = \"swj\"\nname = \"商务局\"\n"))
	file := source.Report{File: source.File{Path: "reports/swj/2022.md", Place: "2022.md"}, Agency: "swj", Year: 2022}
	r, more := schema.New(settings, format.Builtin()).Report(file, []byte(text))
	if problems = append(problems, more...); len(problems) > 0 {
		t.Fatalf("%s\n%+v", text, problems)
	}
	return r, text[r.Body.Start:r.Body.End]
}

func day(text string) date.Date {
	var y, m, d int
	fmt.Sscanf(text, "%d-%d-%d", &y, &m, &d)
	return date.Date{Year: int16(y), Month: uint8(m), Day: uint8(d)}
}

// revision makes a revision of a line such as "2023-03-01 the note".
func revision(t testing.TB, line string, s sketch) Revision {
	r, body := readReport(t, s.String())
	when, note, _ := strings.Cut(line, " ")
	return Revision{Commit{ID: "c-" + when, Root: strings.HasSuffix(note, "root"), Day: day(when), Note: note, Path: "reports/swj/2022.md"}, compare.Version{Report: r, Body: body}}
}

// lines writes a record as one line for each entry.
func lines(record []Entry) string {
	var b strings.Builder
	for _, e := range record {
		fmt.Fprintf(&b, "%s %s", e.Day, e.Kind)
		if e.Commit != "" {
			fmt.Fprintf(&b, " %s", e.Commit)
		}
		for _, c := range e.Corrections {
			fmt.Fprintf(&b, " [%s]", c.Reason)
		}
		if e.Difference != nil {
			for _, f := range e.Difference.Fields {
				fmt.Fprintf(&b, " %s", f.Key)
			}
			for _, t := range e.Difference.Tables {
				for _, c := range t.Cells {
					fmt.Fprintf(&b, " %s:%s→%s", c.Key, c.Old.Text, c.New.Text)
				}
			}
			for _, s := range e.Difference.Sections {
				fmt.Fprintf(&b, " %s", s.Heading)
			}
		}
		if e.From != "" {
			fmt.Fprintf(&b, " from %s", e.From)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestRecord(t *testing.T) {
	made := correction("2023-03-01", "误植", `cells = ["proactive.licensing"]`)
	prose := strings.Replace(text, "86条", "87条", 1)
	type at struct {
		line string
		sketch
	}
	for name, tt := range map[string]struct {
		revisions []at
		now       sketch
		cut       bool
		want      string
		lacking   string // days and things of the changes that nothing explains
	}{
		"no history": {now: sketch{corrections: made}, want: `
2023-01-12 published
2023-03-01 corrected [误植]
`},
		"the last revision of the making stands for what was published": {
			revisions: []at{{"2023-01-10 a", sketch{licensing: 1}}, {"2023-01-12 b", sketch{licensing: 2}}, {"2023-01-13 c", sketch{licensing: 3}}},
			now:       sketch{licensing: 3}, want: `
2023-01-12 published c-2023-01-12
2023-01-13 changed c-2023-01-13 proactive.licensing:2→3
`, lacking: "2023-01-13 行政许可"},
		"a draft is not published": {
			revisions: []at{{"2023-01-13 a", sketch{extra: "draft = true", licensing: 1}}, {"2023-02-01 b", sketch{licensing: 2}}},
			now:       sketch{licensing: 2}, want: `
2023-01-12 published
2023-02-01 entered c-2023-02-01
`},
		"cut off": {
			revisions: []at{{"2024-02-01 a root", sketch{licensing: 2}}, {"2024-03-01 b", sketch{penalty: 2, licensing: 2}}},
			now:       sketch{licensing: 2, penalty: 2}, cut: true, want: `
2023-01-12 published
2024-02-01 oldest c-2024-02-01
2024-03-01 changed c-2024-03-01 proactive.penalty:0→2
`, lacking: "2024-03-01 行政处罚"},
		"formatting is no change": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-01 b", sketch{extra: "# a comment\n"}}, {"2023-02-02 c", sketch{body: strings.ReplaceAll(text, "\n", "\r\n")}}},
			now:       sketch{}, want: `
2023-01-12 published c-2023-01-12
`},
		"a correction and its change are one": {
			revisions: []at{{"2023-01-12 a", sketch{licensing: 2}}, {"2023-03-02 b", sketch{licensing: 3, corrections: made}}},
			now:       sketch{licensing: 3, corrections: made}, want: `
2023-01-12 published c-2023-01-12
2023-03-01 corrected c-2023-03-02 [误植] proactive.licensing:2→3
`},
		"a correction that came later, alone": {
			revisions: []at{{"2023-01-12 a", sketch{licensing: 2}}, {"2023-02-02 b", sketch{licensing: 3}}, {"2023-03-02 c", sketch{licensing: 3, corrections: made}}},
			now:       sketch{licensing: 3, corrections: made}, want: `
2023-01-12 published c-2023-01-12
2023-03-01 corrected c-2023-02-02 [误植] proactive.licensing:2→3
`},
		"an old correction explains no new change": {
			revisions: []at{{"2023-01-12 a", sketch{licensing: 2}}, {"2023-03-02 b", sketch{licensing: 3, corrections: made}}, {"2023-05-01 c", sketch{licensing: 4, corrections: made}}},
			now:       sketch{licensing: 4, corrections: made}, want: `
2023-01-12 published c-2023-01-12
2023-03-01 corrected c-2023-03-02 [误植] proactive.licensing:2→3
2023-05-01 changed c-2023-05-01 proactive.licensing:3→4
`, lacking: "2023-05-01 行政许可"},
		"a correction that is not committed yet": {
			revisions: []at{{"2023-01-12 a", sketch{licensing: 2}}, {"2023-02-02 b", sketch{licensing: 3}}},
			now:       sketch{licensing: 3, corrections: made}, want: `
2023-01-12 published c-2023-01-12
2023-03-01 corrected c-2023-02-02 [误植] proactive.licensing:2→3
`},
		"a correction of something else": {
			revisions: []at{{"2023-01-12 a", sketch{licensing: 2}}, {"2023-02-02 b", sketch{licensing: 2, penalty: 5, body: prose}}},
			now:       sketch{licensing: 2, penalty: 5, body: prose, corrections: made}, want: `
2023-01-12 published c-2023-01-12
2023-02-02 changed c-2023-02-02 proactive.penalty:0→5 （一）主动公开
2023-03-01 corrected [误植]
`, lacking: "2023-02-02 行政处罚, “（一）主动公开”"},
		"a part of level 2 covers what is below it": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-02 b", sketch{body: prose, corrections: correction("2023-02-02", "笔误", `sections = ["总体情况"]`)}}},
			now:       sketch{body: prose, corrections: correction("2023-02-02", "笔误", `sections = ["总体情况"]`)}, want: `
2023-01-12 published c-2023-01-12
2023-02-02 corrected c-2023-02-02 [笔误] （一）主动公开
`},
		"the title, with a correction that came along": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-02 b", sketch{extra: `document_number = "示商〔2023〕1号"`, corrections: correction("2023-02-02", "补文号", `sections = []`)}}},
			now:       sketch{extra: `document_number = "示商〔2023〕1号"`, corrections: correction("2023-02-02", "补文号", `sections = []`)}, want: `
2023-01-12 published c-2023-01-12
2023-02-02 corrected c-2023-02-02 [补文号] document_number
`},
		"keywords serve the archive": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-02 b", sketch{extra: `keywords = ["公开"]`}}},
			now:       sketch{extra: `keywords = ["公开"]`}, want: `
2023-01-12 published c-2023-01-12
2023-02-02 changed c-2023-02-02 keywords
`},
		"dated before publication it explains nothing": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-02 b", sketch{licensing: 2}}},
			now:       sketch{licensing: 2, corrections: correction("2022-02-02", "笔误", `cells = ["proactive.licensing"]`)}, want: `
2023-01-12 published c-2023-01-12
2022-02-02 corrected c-2023-02-02 [笔误] proactive.licensing:0→2
`, lacking: "2023-02-02 行政许可"},
		"undone is changed twice": {
			revisions: []at{{"2023-01-12 a", sketch{}}, {"2023-02-02 b", sketch{licensing: 2}}, {"2023-02-03 c", sketch{}}},
			now:       sketch{}, want: `
2023-01-12 published c-2023-01-12
2023-02-02 changed c-2023-02-02 proactive.licensing:0→2
2023-02-03 changed c-2023-02-03 proactive.licensing:2→0
`, lacking: "2023-02-02 行政许可; 2023-02-03 行政许可"},
	} {
		t.Run(name, func(t *testing.T) {
			var revisions []Revision
			for _, r := range tt.revisions {
				revisions = append(revisions, revision(t, r.line, r.sketch))
			}
			current, _ := readReport(t, tt.now.String())
			if got := lines(Record(revisions, current, tt.cut)); got != strings.TrimPrefix(tt.want, "\n") {
				t.Errorf("record:\n%swant:%s", got, tt.want)
			}
			var lacking []string
			for _, u := range Unexplained(revisions, current) {
				var things []string
				for _, thing := range u.Things {
					things = append(things, thing.Zh)
				}
				lacking = append(lacking, u.Day.String()+" "+strings.Join(things, ", "))
			}
			if got := strings.Join(lacking, "; "); got != tt.lacking {
				t.Errorf("unexplained: %q; want %q", got, tt.lacking)
			}
		})
	}
}

// TestRecordMoved keeps the path from which a file was moved, and takes a single
// revision that nobody has read.
func TestRecordMoved(t *testing.T) {
	old, new := revision(t, "2023-01-12 a", sketch{}), revision(t, "2023-05-01 b", sketch{})
	old.Path = "reports/shangwu/2022.md"
	want := "2023-01-12 published c-2023-01-12\n2023-05-01 changed c-2023-05-01 from reports/shangwu/2022.md\n"
	if got := lines(Record([]Revision{old, new}, new.Report, false)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if u := Unexplained([]Revision{old, new}, new.Report); len(u) > 0 {
		t.Errorf("unexplained: %+v", u)
	}
	current := new.Report
	new.Version = compare.Version{}
	if got := lines(Record([]Revision{new}, current, false)); got != "2023-01-12 published\n2023-05-01 entered c-2023-05-01\n" {
		t.Errorf("one revision: %s", got)
	}
	current.Published = date.Date{}
	if got := lines(Record([]Revision{new}, current, false)); got != "2023-05-01 entered c-2023-05-01\n" {
		t.Errorf("one revision of unknown publication: %s", got)
	}
}
