package review

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/demo"
	"gongkai/generator/findings"
)

var day = date.Date{Year: 2030, Month: 1, Day: 1}

// archive is a fictional archive of so many agencies and years.
func archive(t testing.TB, agencies, years int) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := demo.Write(demo.Options{Agencies: agencies, Years: years, Seed: 1}, func(name string, data []byte) error {
		if name, ok := strings.CutPrefix(name, "content/"); ok {
			files[name] = &fstest.MapFile{Data: bytes.Clone(data)}
		}
		return nil
	})
	if err != nil || len(files) < agencies {
		t.Fatal(len(files), err)
	}
	return files
}

func reports(files fstest.MapFS) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if _, own := keyOf(name); own {
			all = append(all, name)
		}
	}
	return all
}

func makeReview(t testing.TB, base, head fs.FS) *Review {
	t.Helper()
	paths, err := Differing(base, head)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Make(context.Background(), Input{Base: base, Head: head, BaseName: "a", HeadName: "b", Paths: paths, Dir: "content", AsOf: day, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

var figure = regexp.MustCompile(`\[(\d+), `)

// numbers are lines that no other report may have.
var numbers = regexp.MustCompile(`(?m)^(index_number|former_index_numbers|document_number) += .*\n`)

var ownYear = regexp.MustCompile(`(?m)^year += .*`)

// edit makes a random change of a report, and says whether it came or went.
func edit(files fstest.MapFS, dice *rand.Rand) (string, bool) {
	all := reports(files)
	name := all[dice.IntN(len(all))]
	text := string(files[name].Data)
	switch dice.IntN(8) {
	case 7: // a report comes, of a year for which others have one
		k, _ := keyOf(name)
		for k.Year = 2021; k.Year <= 2025; k.Year++ {
			if _, there := files[k.file()]; !there {
				files[k.file()] = &fstest.MapFile{Data: []byte(ownYear.ReplaceAllString(numbers.ReplaceAllString(text, ""), fmt.Sprintf("year = %d", k.Year)))}
				return k.file(), true
			}
		}
		return name, false
	case 6: // archive.toml changes
		name = "archive.toml"
		text = strings.Replace(string(files[name].Data), "[[agency]]\n", fmt.Sprintf("[[agency]]\nid = \"new%[1]d\"\nname = \"示例市新设局%[1]d\"\ncode = \"\"\n\n[[agency]]\n", dice.IntN(1000)), 1)
	case 5: // a report cannot be read any more
		text = strings.Replace(text, "year = ", "year = x", 1)
	case 0: // a report goes
		delete(files, name)
		return name, true
	case 1: // a sentence comes
		at := strings.LastIndex(text, "。")
		text = text[:at] + fmt.Sprintf("。又开展检查%d次", 2+dice.IntN(90)) + text[at:]
	default: // a number changes
		places := figure.FindAllStringSubmatchIndex(text, -1)
		p := places[dice.IntN(len(places))]
		text = text[:p[2]] + fmt.Sprint(1+dice.IntN(500)) + text[p[3]:]
	}
	files[name] = &fstest.MapFile{Data: []byte(text)}
	return name, false
}

// What is found with little of the archive is what a check of all of it finds,
// copies of other agencies' texts apart, and what may be there in a report that cannot
// be read now, or in comparison with it.
func TestFindingsAreThoseOfAWholeCheck(t *testing.T) {
	base := archive(t, 8, 5)
	whole := func(files fs.FS) ([]check.Finding, *generator.Content) {
		c, err := generator.Check(context.Background(), generator.Options{Content: files, Dir: "content", Drafts: true, Jobs: 2}, day)
		if err != nil {
			t.Fatal(err)
		}
		return c.Findings, c.Content
	}
	before, _ := whole(base)
	lines := func(list []check.Finding) []string {
		var all []string
		for _, f := range list {
			if f.Rule != addressLost && f.Rule != numberLost && f.Rule != "correction-missing" && !strings.HasPrefix(f.Rule, "cop") {
				all = append(all, fmt.Sprint(f.Rule, " ", f.Agency, f.Year, f.Pos, f.Cells, f.Message.En))
			}
		}
		slices.Sort(all)
		return all
	}
	total := 0
	for seed := range uint64(40) {
		dice := rand.New(rand.NewPCG(seed, 6))
		head := maps.Clone(base)
		for range 1 + dice.IntN(3) {
			edit(head, dice)
		}
		r := makeReview(t, base, head)
		fresh, fixed := r.New, r.Fixed
		for _, one := range r.Reports {
			fresh, fixed = append(fresh, one.New...), append(fixed, one.Fixed...)
		}
		after, content := whole(head)
		touched := map[Key]bool{}
		for _, one := range r.Reports {
			touched[one.Key] = true
		}
		mended := slices.DeleteFunc(findings.New(before, after), func(f check.Finding) bool {
			for _, step := range []int{0, -1, 1, -2} {
				if k := (Key{f.Agency, f.Year + step}); touched[k] {
					return content.Unread(k.Agency, k.Year)
				}
			}
			for _, a := range content.Settings.Agencies {
				for _, part := range a.Aggregates {
					if k := (Key{part, f.Year}); a.ID == f.Agency && touched[k] {
						return content.Unread(k.Agency, k.Year)
					}
				}
			}
			return false
		})
		for _, test := range []struct {
			name      string
			got, want []string
		}{{"new", lines(fresh), lines(findings.New(after, before))}, {"fixed", lines(fixed), lines(mended)}} {
			total += len(test.want)
			if !slices.Equal(test.got, test.want) {
				t.Errorf("seed %d: %s\ngot  %s\nwant %s", seed, test.name, strings.Join(test.got, "\n     "), strings.Join(test.want, "\n     "))
			}
		}
	}
	if total < 20 {
		t.Errorf("only %d findings were compared", total)
	}
}

// The hunks of the JSON give the old text and the new one.
func TestJSONGivesBothTexts(t *testing.T) {
	base := archive(t, 2, 3)
	name := reports(base)[0]
	text := string(base[name].Data)
	paragraphs := strings.Split(text[strings.LastIndex(text, "+++\n")+4:], "\n\n")
	var long []int
	for i, p := range paragraphs {
		if !strings.HasPrefix(p, "#") && len(p) > 150 {
			long = append(long, i)
		}
	}
	if len(long) < 2 {
		t.Fatalf("%s has %d long paragraphs", name, len(long))
	}
	a, b := long[0], long[len(long)-1]
	moved := slices.Clone(paragraphs)
	moved[a], moved[b] = moved[b]+"\n\n另有一段。", "又有一句。"
	moved = append(moved, paragraphs[a])
	head := maps.Clone(base)
	head[name] = &fstest.MapFile{Data: []byte(text[:strings.LastIndex(text, "+++\n")+4] + strings.Join(moved, "\n\n"))}
	var out bytes.Buffer
	r := makeReview(t, base, head)
	if err := JSON(&out, r, Options{}); err != nil {
		t.Fatal(err)
	}
	var decoded struct {
		Reports []struct{ Sections []sectionObject }
	}
	if err := json.Unmarshal(out.Bytes(), &decoded); err != nil {
		t.Fatal(err)
	}
	type arrival struct {
		at   int
		text string
	}
	arrivals := map[int][]arrival{}
	for _, s := range decoded.Reports[0].Sections {
		for _, h := range s.Hunks {
			if h.Op == compare.Move {
				arrivals[h.To.Section] = append(arrivals[h.To.Section], arrival{h.To.At, h.Text})
			}
		}
	}
	if len(arrivals) == 0 {
		t.Error("nothing moved")
	}
	want := r.Reports[0].Difference.Sections
	for i, s := range decoded.Reports[0].Sections {
		var old strings.Builder
		var new []rune
		for _, h := range s.Hunks {
			if h.Op != compare.Insert {
				old.WriteString(h.Text)
			}
			if h.Op == compare.Equal || h.Op == compare.Insert {
				new = append(new, []rune(h.Text)...)
			}
		}
		slices.SortFunc(arrivals[s.New], func(a, b arrival) int { return a.at - b.at })
		for _, x := range arrivals[s.New] {
			new = slices.Insert(new, x.at, []rune(x.text)...)
		}
		if old.String() != want[i].OldText() || string(new) != want[i].NewText() {
			t.Errorf("section %s:\n%q\n%q\nwant\n%q\n%q", s.Heading, old.String(), string(new), want[i].OldText(), want[i].NewText())
		}
	}
}

func TestRenames(t *testing.T) {
	base := archive(t, 3, 4)
	all := reports(base)
	head := maps.Clone(base)
	from, _ := keyOf(all[0])
	to := Key{from.Agency, 1999}
	delete(head, all[0])
	head[to.file()] = &fstest.MapFile{Data: bytes.ReplaceAll(base[all[0]].Data, []byte(fmt.Sprint(from.Year)), []byte("1999"))}
	r := makeReview(t, base, head)
	if len(r.Reports) != 1 || r.Reports[0].Change != Renamed || r.Reports[0].Key != to || *r.Reports[0].From != from || !r.Lost() {
		t.Errorf("got %+v", r.Reports)
	}
	// Another report in its stead is no renamed one.
	head[to.file()] = &fstest.MapFile{Data: []byte("+++\ntitle = \"别的报告\"\n+++\n\n另一份。\n")}
	r = makeReview(t, base, head)
	if len(r.Reports) != 2 || r.Reports[0].Change != compare.Added || r.Reports[1].Change != compare.Removed {
		t.Errorf("got %+v", r.Reports)
	}
}

// A correction stands for what it names.
func TestCorrection(t *testing.T) {
	base := archive(t, 4, 3)
	granted := regexp.MustCompile(`granted\s*=\s*\[\s*\d+`)
	all := reports(base)
	name := all[slices.IndexFunc(all, func(name string) bool { return granted.Match(base[name].Data) })]
	changed := granted.ReplaceAllString(string(base[name].Data), "granted = [777")
	for _, test := range []struct {
		correction string
		missing    bool
	}{
		{"", true},
		{"[[correction]]\ndate = 2029-01-01\nreason = \"误\"\n", false},
		{"[[correction]]\ndate = 2029-01-01\nreason = \"误\"\ncells = [\"requests.granted\"]\n", false},
		{"[[correction]]\ndate = 2029-01-01\nreason = \"误\"\ncells = [\"requests.partial\"]\n", true},
	} {
		head := maps.Clone(base)
		at := strings.LastIndex(changed, "+++\n")
		head[name] = &fstest.MapFile{Data: []byte(changed[:at] + test.correction + changed[at:])}
		r := makeReview(t, base, head)
		missing := slices.ContainsFunc(r.Reports[0].New, func(f check.Finding) bool { return f.Rule == "correction-missing" })
		if missing != test.missing {
			t.Errorf("with %q: missing is %v; %v", test.correction, missing, r.Reports[0].New)
		}
	}
}

// What cannot be read is not gone.
func TestUnreadable(t *testing.T) {
	base := archive(t, 1, 3)
	head := maps.Clone(base)
	name := reports(base)[0]
	head[name] = &fstest.MapFile{Data: []byte("+++\ntitle = \n+++\n")}
	r := makeReview(t, base, head)
	if len(r.Reports) != 1 || r.Reports[0].Difference != nil || r.Reports[0].Change != compare.Modified || len(r.Reports[0].New) == 0 || r.Lost() {
		t.Errorf("got %+v", r.Reports)
	}
	for _, form := range Formats() {
		if err := Write(&bytes.Buffer{}, form, r, Options{}); err != nil {
			t.Errorf("%s: %v", form, err)
		}
	}
}

// A change of many reports among many: what is asked for in ARCHITECTURE.md.
func BenchmarkMake(b *testing.B) {
	base := archive(b, 200, 18)
	for _, n := range []int{1, 360} {
		head := maps.Clone(base)
		all := reports(base)
		for i := range n {
			name := all[i*len(all)/n]
			head[name] = &fstest.MapFile{Data: bytes.Replace(base[name].Data, []byte("。"), []byte("，有所改动。"), 1)}
		}
		paths, err := Differing(base, head)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				_, err := Make(context.Background(), Input{Base: base, Head: head, Paths: paths, Dir: "content", AsOf: day, Jobs: 2})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
