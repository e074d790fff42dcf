package merge

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/compare"
	"gongkai/generator/demo"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
	"gongkai/generator/tomldoc"
)

type file struct{ name, text string }

// archive gives the reports of a demo archive, and how to read them.
func archive(t *testing.T) ([]file, func(f file) compare.Version) {
	t.Helper()
	var all []file
	var set *settings.Settings
	err := demo.Write(demo.Options{Agencies: 3, Years: 18, Seed: 9}, func(name string, data []byte) error {
		if name == "content/archive.toml" {
			set, _ = settings.Read(name, data)
		}
		if strings.HasPrefix(name, "content/reports/") && strings.HasSuffix(name, ".md") {
			all = append(all, file{strings.TrimPrefix(name, "content/"), string(data)})
		}
		return nil
	})
	if err != nil || len(all) < 20 {
		t.Fatalf("%d reports, %v", len(all), err)
	}
	reader := schema.New(set, format.Builtin())
	return all, func(f file) compare.Version {
		t.Helper()
		year, _ := strconv.Atoi(strings.TrimSuffix(path.Base(f.name), ".md"))
		r, problems := reader.Report(source.Report{File: source.File{Path: f.name, Place: f.name}, Agency: path.Base(path.Dir(f.name)), Year: year}, []byte(f.text))
		if len(problems) > 0 {
			t.Fatalf("%s\n%s", problems.Print(diag.English), f.text)
		}
		return compare.Version{Report: r, Body: f.text[r.Body.Start:r.Body.End], File: f.text}
	}
}

// A place is a piece of a report that an edit replaces: a value or a sentence.
type place struct {
	start, end int
	cell       bool
}

// places gives the cells and the sentences of a report, in the order of the text.
func places(text string) []place {
	parts, _ := source.Cut("", []byte(text))
	doc, _ := tomldoc.Parse("", 2, parts.Front)
	front := strings.Index(text, "\n") + 1
	var all []place
	var down func(v tomldoc.Value, depth int)
	down = func(v tomldoc.Value, depth int) {
		switch v.Any.(type) {
		case map[string]any:
			for _, k := range v.Keys() {
				if below, _ := v.Get(k); depth > 0 || !slices.Contains([]string{"labels", "waiver", "correction", "table"}, k) {
					down(below, depth+1)
				}
			}
		case []any:
			for _, e := range v.Elems() {
				down(e, depth+1)
			}
		case int64, float64:
			if start, end := v.Span(); depth > 1 {
				all = append(all, place{front + start, front + end, true})
			}
		}
	}
	down(doc.Root(), 0)
	at := parts.Body.Start
	for line := range strings.Lines(text[at:]) {
		for _, s := range compare.Sentences(line) {
			if strings.HasSuffix(s, "。") && !strings.ContainsAny(s, ":[`|#") {
				all = append(all, place{at, at + len(s), false})
			}
			at += len(s)
		}
	}
	slices.SortFunc(all, func(a, b place) int { return a.start - b.start })
	return all
}

// put replaces places by other texts.
func put(text string, edits map[place]string) string {
	var b strings.Builder
	at := 0
	for _, p := range slices.SortedFunc(maps.Keys(edits), func(a, b place) int { return a.start - b.start }) {
		b.WriteString(text[at:p.start] + edits[p])
		at = p.end
	}
	return b.String() + text[at:]
}

// anEdit gives another text for a place.
func anEdit(dice *rand.Rand, text string, p place, n int) string {
	if p.cell {
		return strconv.Itoa(1000 + n)
	}
	runes := []rune(text[p.start:p.end])
	at := 1 + dice.IntN(len(runes)-1)
	return string(runes[:at]) + "改" + strconv.Itoa(n) + "处" + string(runes[at:])
}

// TestEditsTogether edits different cells and sentences on both sides: the result is,
// byte for byte, the base with all edits, and differs from it by nothing else.
func TestEditsTogether(t *testing.T) {
	all, read := archive(t)
	for seed := range uint64(400) {
		dice := rand.New(rand.NewPCG(seed, 4))
		f := all[dice.IntN(len(all))]
		where := places(f.text)
		start := dice.IntN(len(where))
		near := where[start:min(len(where), start+4+dice.IntN(40))] // edits beside each other are the hard ones
		edits := [3]map[place]string{{}, {}, {}}
		for n := range 1 + dice.IntN(12) {
			p := near[dice.IntN(len(near))]
			if _, taken := edits[base][p]; taken {
				continue
			}
			side := ours + dice.IntN(2)
			edits[base][p] = anEdit(dice, f.text, p, n)
			edits[side][p] = edits[base][p]
			if dice.IntN(5) == 0 { // the same on both sides
				edits[ours+theirs-side][p] = edits[base][p]
			}
		}
		want := put(f.text, edits[base])
		r := Files(Input{Base: []byte(f.text), Ours: []byte(put(f.text, edits[ours])), Theirs: []byte(put(f.text, edits[theirs])), Name: path.Base(f.name), Formats: format.Builtin()})
		if len(r.Conflicts) > 0 || string(r.Text) != want {
			t.Fatalf("seed %d: conflicts %+v\n%s\nwant\n%s", seed, r.Conflicts, r.Text, want)
		}
		d := compare.Reports(read(f), read(file{f.name, string(r.Text)}))
		cells, hunks := 0, 0
		for p := range edits[base] {
			if p.cell {
				cells++
			} else {
				hunks++
			}
		}
		got := 0
		for _, table := range d.Tables {
			got += len(table.Cells)
		}
		for _, table := range d.Free {
			for _, row := range table.Rows {
				got += len(row.Cells)
			}
		}
		if got != cells || (len(d.Sections) > 0) != (hunks > 0) {
			t.Fatalf("seed %d: %d cells differ from the base; want %d (and %d sentences)", seed, got, cells, hunks)
		}
	}
}

// TestSameCell edits one cell in two ways: that is a conflict, of this cell alone,
// and each side of the marks is the report with that side's value and all other edits.
func TestSameCell(t *testing.T) {
	all, _ := archive(t)
	for seed := range uint64(300) {
		dice := rand.New(rand.NewPCG(seed, 5))
		f := all[dice.IntN(len(all))]
		where := slices.DeleteFunc(places(f.text), func(p place) bool { return !p.cell })
		if len(where) < 4 {
			continue
		}
		at := dice.IntN(len(where) - 3)
		mine := map[place]string{where[at]: "7001", where[at+1]: "11"}
		yours := map[place]string{where[at]: "7002", where[at+2]: "12"}
		both := map[place]string{where[at+1]: "11", where[at+2]: "12"}
		r := Files(Input{Base: []byte(f.text), Ours: []byte(put(f.text, mine)), Theirs: []byte(put(f.text, yours)), Name: path.Base(f.name), Formats: format.Builtin()})
		was := f.text[where[at].start:where[at].end]
		if len(r.Conflicts) != 1 || r.Conflicts[0].Base != was || r.Conflicts[0].Ours != "7001" || r.Conflicts[0].Theirs != "7002" || r.Conflicts[0].Name == "" {
			t.Fatalf("seed %d: %+v\n%s", seed, r.Conflicts, r.Text)
		}
		for side, value := range map[int]string{ours: "7001", theirs: "7002"} {
			both[where[at]] = value
			if got, want := resolve(string(r.Text), side), put(f.text, both); got != want {
				t.Fatalf("seed %d: side %d is\n%s\nwant\n%s", seed, side, got, want)
			}
		}
	}
}

// resolve takes one side of every conflict.
func resolve(text string, side int) string {
	var b strings.Builder
	in := 0
	for line := range strings.Lines(text) {
		switch {
		case strings.HasPrefix(line, "<<<<<<< "):
			in = ours
		case line == "=======\n":
			in = theirs
		case strings.HasPrefix(line, ">>>>>>> "):
			in = 0
		case in == 0 || in == side:
			b.WriteString(line)
		}
	}
	return b.String()
}

// TestNeverWrong makes edits of any kind to lines on both sides. Whatever comes out
// without conflicts has each value of the side that changed it; with conflicts,
// whatever one side changed alone is there on either side of the marks.
func TestNeverWrong(t *testing.T) {
	all, _ := archive(t)
	clean := 0
	for seed := range uint64(800) {
		dice := rand.New(rand.NewPCG(seed, 6))
		f := all[dice.IntN(len(all))]
		a, b := scramble(dice, f.text, 1), scramble(dice, f.text, 2)
		values := [3]map[string]string{flat(t, f.text), flat(t, a), flat(t, b)}
		if values[ours] == nil || values[theirs] == nil {
			continue
		}
		r := Files(Input{Base: []byte(f.text), Ours: []byte(a), Theirs: []byte(b), Name: path.Base(f.name), Formats: format.Builtin()})
		for _, side := range []int{ours, theirs} {
			got := flat(t, resolve(string(r.Text), side))
			if got == nil {
				t.Fatalf("seed %d: side %d cannot be read\n%s", seed, side, r.Text)
			}
			if wrong := against(values, got, side, len(r.Conflicts) > 0); wrong != "" {
				t.Fatalf("seed %d: %s\n%+v\n%s", seed, wrong, r.Conflicts, r.Text)
			}
		}
		if len(r.Conflicts) == 0 {
			clean++
		}
	}
	if clean < 150 {
		t.Errorf("%d merges without conflict: too few to tell", clean)
	}
}

// against says what is wrong with the values of a result.
func against(v [3]map[string]string, got map[string]string, side int, conflicts bool) string {
	keys := map[string]bool{}
	for _, m := range append(v[:], got) {
		for k := range m {
			keys[k] = true
		}
	}
	for k := range keys {
		o, a, b := v[base][k], v[ours][k], v[theirs][k]
		want := b
		switch {
		case a == b, o == b:
			want = a
		case o == a:
		case !conflicts:
			return fmt.Sprintf("%s was changed by both, and there is no conflict", k)
		default:
			want = v[side][k]
		}
		if got[k] != want && !(conflicts && got[k] == v[side][k]) {
			return fmt.Sprintf("%s is %q; want %q", k, got[k], want)
		}
	}
	return ""
}

// flat gives all values of the front matter by their paths; nil where it cannot be
// read.
func flat(t *testing.T, text string) map[string]string {
	parts, problems := source.Cut("", []byte(text))
	if len(problems) > 0 {
		return nil
	}
	doc, problems := tomldoc.Parse("", 2, parts.Front)
	if len(problems) > 0 {
		return nil
	}
	all := map[string]string{}
	var down func(name string, v any, raw tomldoc.Value)
	down = func(name string, v any, raw tomldoc.Value) {
		switch v := v.(type) {
		case map[string]any:
			for _, k := range raw.Keys() {
				below, _ := raw.Get(k)
				down(name+"."+k, below.Any, below)
			}
		case []any:
			if slices.Contains([]string{".waiver", ".correction", ".table"}, name) {
				for _, x := range v { // each for itself, equal ones by number
					k := name + fmt.Sprint(x)
					for all[k] != "" {
						k += "'"
					}
					all[k] = "there"
				}
				return
			}
			if strings.Count(name, ".") == 1 {
				all[name] = fmt.Sprint(v)
				return
			}
			all[name+"#"] = strconv.Itoa(len(v))
			for i, e := range raw.Elems() {
				down(name+"."+strconv.Itoa(i), e.Any, e)
			}
		case string:
			all[name] = strconv.Quote(v)
		default:
			all[name] = raw.Raw()
		}
	}
	down("", doc.Root().Any, doc.Root())
	return all
}

// scramble edits the lines of the front matter: values, order, keys, comments.
func scramble(dice *rand.Rand, text string, side int) string {
	end := strings.Index(text[4:], "\n+++") + 5
	lines := strings.SplitAfter(text[4:end], "\n")
	lines = lines[:len(lines)-1]
	for range 1 + dice.IntN(3) {
		i := dice.IntN(min(len(lines), 14))
		switch dice.IntN(8) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
		case 1:
			lines = slices.Insert(lines, i, "# 说明"+strconv.Itoa(side)+"\n")
		case 2:
			lines = slices.Insert(lines, i, fmt.Sprintf("k%d = %d\n", dice.IntN(3), dice.IntN(3)))
		case 3:
			if i > 0 {
				lines[i], lines[i-1] = lines[i-1], lines[i]
			}
		case 4:
			lines = append(lines, fmt.Sprintf("[labels]\nx%d = \"甲\"\n", side))
		case 5:
			lines = slices.Insert(lines, len(lines), fmt.Sprintf("[[correction]]\ndate = 2023-02-0%d\nreason = \"%d\"\n", 1+dice.IntN(2), dice.IntN(3)))
		default:
			from := strconv.Itoa(dice.IntN(4))
			lines[i] = strings.Replace(lines[i], from, "1"+strconv.Itoa(dice.IntN(3)), 1)
		}
	}
	return text[:4] + strings.Join(lines, "") + text[end:]
}

func FuzzFiles(f *testing.F) {
	f.Add([]byte(report), []byte(strings.Replace(report, "8, 1", "9, 1", 1)), []byte(strings.Replace(report, "1, 0", "2, 0", 1)))
	f.Add([]byte("a\nb\n"), []byte("a\r\n"), []byte("\ufeffb"))
	f.Fuzz(func(t *testing.T, o, a, b []byte) {
		in := Input{Base: o, Ours: a, Theirs: b, Name: "2022.md", Formats: format.Builtin()}
		r := Files(in)
		v := [3]map[string]string{flat(t, string(o)), flat(t, string(a)), flat(t, string(b))}
		if r.ByLines || len(r.Conflicts) > 0 || v[base] == nil || v[ours] == nil || v[theirs] == nil {
			return
		}
		if got := flat(t, string(r.Text)); got == nil {
			t.Errorf("cannot be read: %q", r.Text)
		}
	})
}

func BenchmarkFiles(b *testing.B) {
	o, x, y := []byte(report), []byte(strings.Replace(report, "8, 1", "9, 1", 1)), []byte(strings.Replace(report, "1, 0", "2, 0", 1))
	for b.Loop() {
		Files(Input{Base: o, Ours: x, Theirs: y, Name: "2022.md", Formats: format.Builtin()})
	}
}
