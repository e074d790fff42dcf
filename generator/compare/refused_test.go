package compare

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// swapped gives a version with one piece of its file replaced.
func swapped(t *testing.T, v Version, old, new string) Version {
	t.Helper()
	text := regexp.MustCompile(old).ReplaceAllString(v.File, new)
	if text == v.File {
		t.Fatalf("%s has no %s", v.Report.File, old)
	}
	_, reader := demoArchive()
	other, _ := readAny(reader, v.Report.File, []byte(text))
	if other.Report == nil {
		t.Fatalf("%s cannot be read with %s", v.Report.File, new)
	}
	return other
}

// recent gives a report with the tables of 2021 and one of its own. It has agency,
// year and a catalogue, and none of the keys that may be left out.
func recent() Version {
	all, reader := demoArchive()
	i := slices.IndexFunc(all, func(v Version) bool {
		return v.Report.Format.ID == "2021" && len(v.Report.Free) > 0 && len(v.Report.Catalogue) == 1
	})
	r := all[i].Report
	text := regexp.MustCompile(`(?m)^(agency|year|format|keywords|validity|draft|catalogue) .*\n`).ReplaceAllString(all[i].File, "")
	own := fmt.Sprintf("+++\nagency = %q\nyear = %d\ncatalogue = %q\n", r.Agency, r.Year, r.Catalogue[0])
	return read(reader, r.File, []byte(strings.Replace(text, "+++\n", own, 1)))
}

// TestRefused says what differs where the reader did not take a value, or takes
// two ways of writing for the same.
func TestRefused(t *testing.T) {
	v := recent()
	year := fields[2].value(v.Report)[0]
	for _, c := range []struct {
		old, new string
		key      string // "" where nothing differs
		was, is  string
	}{
		{`(?m)^year = .*`, `year = 1999`, "year", year, "1999"},
		{`(?m)^year = .*`, `year = "` + year + `"`, "year", year, `"` + year + `"`},
		{`(?m)^year = .*\n`, ``, "", "", ""},
		{`(?m)^agency = .*`, `agency = "mzj"`, "agency", v.Report.Agency, "mzj"},
		{`(?m)^agency = .*\n`, ``, "", "", ""},
		{`(?m)^(year = .*)`, "$1\nformat = \"nosuch\"", "format", "2021", "nosuch"},
		{`(?m)^(year = .*)`, "$1\nformat = '2021'", "", "", ""},
		{`(?m)^(year = .*)`, "$1\ndraft = \"是\"", "draft", "", `"是"`},
		{`(?m)^(year = .*)`, "$1\ndraft = false", "", "", ""},
		{`(?m)^(year = .*)`, "$1\nkeywords = 5", "keywords", "", "5"},
		{`(?m)^(year = .*)`, "$1\nkeywords = [\"\"]", "keywords", "", `""`},
		{`(?m)^(year = .*)`, "$1\nvalidity = 5", "validity", "有效", "5"},
		{`(?m)^(year = .*)`, "$1\nvalidity = '有效'", "", "", ""},
		{`(?m)^(year = .*)`, "$1\nfoo = 1", "foo", "", "1"},
		{`(?m)^(year = .*)`, "$1\nfoo = { a = 1, b = [{ c = nan }] }", "foo.b.1.c", "", "nan"},
		{`(?m)^title = .*`, `title = 5`, "title", v.Report.Title, "5"},
		{`(?m)^\[proactive\]`, "[foo]\n[proactive]", "foo", "", "{}"},
		{`(?m)^\[proactive\]`, "[keywords]\na = 1\n[proactive]", "keywords", "", "{…}"},
		{`(?m)^catalogue = "(.*)"`, `catalogue = ["$1"]`, "", "", ""},
		{`(?m)^catalogue = "(.*)"`, `catalogue = ["$1", "nosuch"]`, "catalogue", v.Report.Catalogue[0], v.Report.Catalogue[0] + "|nosuch"},
		{`(?m)^issued = .*`, `issued = "昨天"`, "issued", v.Report.Issued.String(), `"昨天"`},
		{`(?m)^\[proactive\]`, "[labels]\n\"requests.nosuch\" = \"甲\"\n[proactive]", "labels.requests.nosuch", "", "甲"},
		{`(?m)^licensing`, "bar = 2\nlicensing", "proactive.bar", "", "2"},
		{`(?m)^received `, "received_too = [1]\nreceived ", "requests.received_too", "", "[1]"},
		{`(?m)^\[\[table\]\]`, "[[table]]\nnosuch = 1", "table.1.nosuch", "", "1"},
		{`(?m)^\[\[table\]\]`, "[statistics]\nnosuch = 1\n[[table]]", "statistics.nosuch", "", "1"},
	} {
		d := Reports(v, swapped(t, v, c.old, c.new))
		if c.key == "" {
			if !d.Formatting || !d.Empty() {
				t.Errorf("%s: %+v; want nothing but formatting", c.new, d)
			}
			continue
		}
		i := slices.IndexFunc(d.Shown(), func(f Field) bool { return f.Key == c.key })
		if i < 0 || d.Formatting || d.Empty() {
			t.Errorf("%s: formatting %v, fields %+v", c.new, d.Formatting, d.Shown())
		} else if f := d.Shown()[i]; strings.Join(f.Old, "|") != c.was || strings.Join(f.New, "|") != c.is {
			t.Errorf("%s: %q → %q; want %q → %q", c.new, f.Old, f.New, c.was, c.is)
		}
	}
}

// TestRefusedNotes changes a waiver of which the reader takes only a part.
func TestRefusedNotes(t *testing.T) {
	v := recent()
	with := func(until string) Version {
		return swapped(t, v, `(?m)^\[\[table\]\]`, "[[waiver]]\nrule = \"cell-type\"\nreason = \"照登\"\nby = \"甲\"\ndate = 2023-01-02\nuntil = "+until+"\n\n[[table]]")
	}
	d := Reports(with(`"年底"`), with(`"明年"`))
	if want := (Field{"waiver.1.until", []string{"年底"}, []string{"明年"}}); len(d.Refused) != 1 || !slices.Equal(d.Refused[0].Old, want.Old) || !slices.Equal(d.Refused[0].New, want.New) || d.Refused[0].Key != want.Key {
		t.Errorf("refused are %+v; want %+v", d.Refused, want)
	}
	if d := Reports(with(`"年底"`), with(`'年底'`)); !d.Formatting || !d.Empty() {
		t.Errorf("other quotes: %+v", d)
	}
}

// TestMissingCells compares cells that could not be read, which are no blanks.
func TestMissingCells(t *testing.T) {
	v := recent()
	short, longer := swapped(t, v, `(?m)^granted .*`, "granted = [1, 0, 0, 0, 0, 1]"), swapped(t, v, `(?m)^granted .*`, "granted = [2, 0, 0, 0, 0, 2]")
	for _, bad := range []Version{short, swapped(t, v, `(?m)^granted .*\n`, "")} {
		d := Reports(v, bad)
		if len(d.Tables) != 1 || len(d.Tables[0].Cells) != 7 {
			t.Fatalf("tables are %+v", d.Tables)
		}
		for _, c := range d.Tables[0].Cells {
			if c.New != nil || c.Old == nil || c.Difference != "" {
				t.Errorf("%s: %v → %v", c.Key, c.Old, c.New)
			}
		}
	}
	if c, _ := short.Report.Cell("requests.granted.total"); c.Kind != report.Missing {
		t.Errorf("a cell of a short row is %+v", c)
	}
	d := Reports(short, longer)
	if len(d.Tables) != 0 || len(d.Refused) != 1 || d.Refused[0].Key != "requests.granted" || d.Refused[0].New[0] != "[2, 0, 0, 0, 0, 2]" {
		t.Errorf("of two rows that are too short, tables %+v, refused %+v", d.Tables, d.Refused)
	}
}

var (
	assignment = regexp.MustCompile(`^([\w"'.-]+ *= *)(.+)\n$`)
	figure     = regexp.MustCompile(`[\[ ](\d+)`)
)

// spoil changes a value of the front matter into one that hardly any key takes; ""
// where it found none.
func spoil(dice *rand.Rand, front string) string {
	lines := strings.SplitAfter(front, "\n")
	junk := []string{"5", `"7"`, "true", `["甲", 1_0]`, "1999", "[]", "{ a = 1 }", "2020-02-30T00:00:00", "nan", `"a\tb"`, `""`}[dice.IntN(11)]
	i := 1 + dice.IntN(len(lines)-2)
	m := assignment.FindStringSubmatch(lines[i])
	switch {
	case m == nil || strings.HasSuffix(m[2], "["):
		return ""
	case dice.IntN(3) == 0:
		lines[i] += "nosuch = " + junk + "\n"
	case dice.IntN(2) == 0 && figure.MatchString(m[2]):
		at := figure.FindStringSubmatchIndex(m[2])
		lines[i] = m[1] + m[2][:at[2]] + junk + m[2][at[3]:] + "\n"
	default:
		lines[i] = m[1] + junk + "\n"
	}
	return strings.Join(lines, "")
}

// TestNothingIsHidden spoils values at random: whatever a file says otherwise is
// said, whether the reader takes it or not, and what it says in another way is not.
func TestNothingIsHidden(t *testing.T) {
	all, reader := demoArchive()
	tried := 0
	for seed := range seeds(4000) {
		dice := rand.New(rand.NewPCG(seed, 14))
		old := all[dice.IntN(len(all))]
		front, ok := strings.CutSuffix(old.File, old.Body)
		text := spoil(dice, front)
		if !ok || text == "" || text == front {
			continue
		}
		spoilt, problems := readAny(reader, old.Report.File, []byte(text+old.Body))
		if spoilt.Report == nil || len(problems) == 0 {
			continue // no TOML, or taken: of what is taken TestEdits tells
		}
		tried++
		if d := Reports(old, spoilt); d.Formatting || d.Empty() {
			t.Fatalf("seed %d: nothing is said of\n%s\n%s", seed, text, problems.Print(diag.English))
		}
		if d := Reports(spoilt, old); d.Formatting || d.Empty() {
			t.Fatalf("seed %d: nothing is said on the way back from\n%s", seed, text)
		}
		again, _ := readAny(reader, old.Report.File, []byte(otherFront(dice, text)+old.Body))
		if d := Reports(spoilt, again); !d.Empty() {
			t.Fatalf("seed %d: %+v is said of another way to write\n%s", seed, d, text)
		}
	}
	if tried < 100 {
		t.Errorf("only %d files were tried", tried)
	}
}
