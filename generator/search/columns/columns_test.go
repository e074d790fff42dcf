package columns

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/format"
	"gongkai/generator/report"
)

type files map[string][]byte

func write(t *testing.T, reports []*report.Report) (files, Stats) {
	t.Helper()
	f := files{}
	stats, err := Write(reports, func(name string, data []byte) error {
		if _, twice := f[name]; twice {
			return fmt.Errorf("%s is written twice", name)
		}
		f[name] = slices.Clone(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f, stats
}

func (f files) reader(t *testing.T, stats Stats) *Reader {
	t.Helper()
	r, err := NewReader(stats.Script, func(name string) ([]byte, error) {
		data, ok := f["search/"+name]
		if !ok {
			return nil, fmt.Errorf("no file %s", name)
		}
		return data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// randomCells have numbers of all kinds, blanks and marks.
var some = []string{"0", "0", "0", "0", "1", "2", "7", "10", "12.3400", "12.34", "0.5000", "-3", "+3", "-0", "007", "123456789012345678901234567890", "123456789012345678901234567891", "9007199254740993", "9007199254740992.0001", "", "/", "251000元"}

func randomReports(random *rand.Rand, n int) (all []*report.Report) {
	formats := format.Builtin().All()
	for range n {
		f := formats[random.IntN(len(formats))]
		r := &report.Report{Format: f}
		for _, def := range f.Tables {
			if random.IntN(8) == 0 {
				continue
			}
			dull := random.IntN(2) == 0
			cells := make([]report.Cell, def.Size)
			for i := range cells {
				text := "0"
				if !dull {
					text = some[random.IntN(len(some))]
				}
				kind := report.Number
				switch {
				case text == "":
					kind = report.Blank
				case strings.Contains("/251000元", text) && strings.ContainsAny(text, "/元"):
					kind = report.Mark
				}
				cells[i] = report.Cell{Text: text, Kind: kind}
			}
			r.Tables = append(r.Tables, report.Table{Def: def, Cells: report.Pack(cells)})
		}
		all = append(all, r)
	}
	return all
}

// randomTest is one near the numbers that there are.
func randomTest(random *rand.Rand) Test {
	pick := func() string {
		for {
			if n, ok := Canonical(some[random.IntN(len(some))]); ok {
				return n
			}
		}
	}
	test := Test{Op: operators[random.IntN(len(operators))], From: pick()}
	if test.Op == ".." {
		test.To = pick()
		switch random.IntN(4) {
		case 0:
			test.From = ""
		case 1:
			test.To = ""
		}
	}
	return test
}

func rat(text string) *big.Rat { r, _ := new(big.Rat).SetString(text); return r }

// bruteForce asks all reports, with numbers of another kind.
func bruteForce(reports []*report.Report, key string, test Test) []uint32 {
	docs := []uint32{}
	for d, r := range reports {
		for i := range r.Tables {
			at, ok := r.Tables[i].Def.Index(key)
			if !ok {
				continue
			}
			c := r.Tables[i].Cells.At(at)
			if c.Kind != report.Number {
				continue
			}
			v := rat(c.Text)
			passes := map[string]func() bool{
				">":  func() bool { return v.Cmp(rat(test.From)) > 0 },
				">=": func() bool { return v.Cmp(rat(test.From)) >= 0 },
				"<":  func() bool { return v.Cmp(rat(test.From)) < 0 },
				"<=": func() bool { return v.Cmp(rat(test.From)) <= 0 },
				"=":  func() bool { return v.Cmp(rat(test.From)) == 0 },
				"!=": func() bool { return v.Cmp(rat(test.From)) != 0 },
				"..": func() bool {
					return (test.From == "" || v.Cmp(rat(test.From)) >= 0) && (test.To == "" || v.Cmp(rat(test.To)) <= 0)
				},
			}
			if passes[test.Op]() {
				docs = append(docs, uint32(d))
			}
		}
	}
	return docs
}

func TestEvaluateAgreesWithAllReports(t *testing.T) {
	for seed, n := range []int{1, 20, 400, 3000} { // with files for tables, for rows and for columns
		random := rand.New(rand.NewPCG(uint64(seed), 1))
		reports := randomReports(random, n)
		f, stats := write(t, reports)
		if again, _ := write(t, reports); len(again) != len(f) || stats.Files != len(f) {
			t.Fatalf("%d files, then %d; said are %d", len(f), len(again), stats.Files)
		} else {
			for name := range f {
				if string(again[name]) != string(f[name]) {
					t.Errorf("%s is another the second time", name)
				}
			}
		}
		r := f.reader(t, stats)
		keys := r.Keys()
		found := 0
		for range 400 {
			key, test := keys[random.IntN(len(keys))], randomTest(random)
			got, err := r.Evaluate(key, test)
			if err != nil {
				t.Fatal(err)
			}
			if want := bruteForce(reports, key, test); !slices.Equal(got, want) {
				t.Errorf("%d reports: %s %v gives %d documents; want %d", n, key, test, len(got), len(want))
			}
			found += len(got)
		}
		if found == 0 {
			t.Error("no test was passed")
		}
	}
}

func TestCanonical(t *testing.T) {
	for text, want := range map[string]string{
		"0": "0", "-0.00": "0", "+3": "3", "007": "7", "12.3400": "12.34", "0.5": "0.5", "00.50": "0.5", "-3": "-3", "1.": "!", ".5": "!", "": "!", "/": "!", "--3": "!", "1e3": "!", "1 2": "!",
	} {
		got, ok := Canonical(text)
		if !ok {
			got = "!"
		}
		if got != want {
			t.Errorf("%q is written %q; want %q", text, got, want)
		}
	}
}

// TestEditTouchesFewFiles: a number that changes renews the file of its column, row or
// table and the list, nothing else.
func TestEditTouchesFewFiles(t *testing.T) {
	reports := randomReports(rand.New(rand.NewPCG(3, 3)), 3000)
	before, _ := write(t, reports)
	table := &reports[slices.IndexFunc(reports, func(r *report.Report) bool { return len(r.Tables) > 0 })].Tables[0]
	cells := table.Cells.All()
	cells[0] = report.Cell{Text: "98765", Kind: report.Number}
	table.Cells = report.Pack(cells)
	after, _ := write(t, reports)
	fresh := 0
	for name := range after {
		if _, ok := before[name]; !ok {
			fresh++
		}
	}
	if fresh != 2 {
		t.Errorf("%d files are new; want one of values and the list", fresh)
	}
}

// TestPageNumbers: what stands on a page is read as it is written to the files.
func TestPageNumbers(t *testing.T) {
	page := `<td id="a.b.c" class="n">12.3400</td><td colspan="2" id="a.b.d" headers="x y" class="n flag" aria-describedby="finding-1">007</td><td id="a.b.e" class="b"></td><td id="a.b.f" class="m">/</td><td id="a.b.g" class="z">0</td>`
	var got []string
	OfPage([]byte(page), func(key, number string) { got = append(got, path.Base(key)+"="+number) })
	if want := []string{"a.b.c=12.34", "a.b.d=7", "a.b.g=0"}; !slices.Equal(got, want) {
		t.Errorf("%v; want %v", got, want)
	}
}
