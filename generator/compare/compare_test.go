package compare

import (
	"maps"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/demo"
	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// archive gives the reports of a demo archive with every form.
func archive() []Version { all, _ := demoArchive(); return all }

var demoArchive = sync.OnceValues(func() ([]Version, *schema.Reader) {
	var all []Version
	files := map[string][]byte{}
	if err := demo.Write(demo.Options{Agencies: 4, Years: 18, Seed: 5}, func(name string, data []byte) error {
		files[name] = data
		return nil
	}); err != nil {
		panic(err)
	}
	set, _ := settings.Read("content/archive.toml", files["content/archive.toml"])
	reader := schema.New(set, format.Builtin())
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(name, "content/reports/") && strings.HasSuffix(name, ".md") {
			all = append(all, read(reader, strings.TrimPrefix(name, "content/"), files[name]))
		}
	}
	if len(all) < 40 {
		panic("too few demo reports")
	}
	return all, reader
})

func read(reader *schema.Reader, name string, text []byte) Version {
	v, problems := readAny(reader, name, text)
	if len(problems) > 0 {
		panic(problems.Print(diag.English))
	}
	return v
}

// readAny reads a report that may have problems; without a report where it cannot be
// read.
func readAny(reader *schema.Reader, name string, text []byte) (Version, diag.List) {
	year, _ := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".md"))
	r, problems := reader.Report(source.Report{File: source.File{Path: name, Place: name}, Agency: path.Base(path.Dir(name)), Year: year}, text)
	if r == nil {
		return Version{}, problems
	}
	return Version{Report: r, Body: string(text[r.Body.Start:r.Body.End]), File: string(text)}, problems
}

// TestEdits compares reports with themselves after random edits: what is said to
// differ makes the new version of the old one, and no more is said.
func TestEdits(t *testing.T) {
	all := archive()
	for seed := range seeds(1500) {
		dice := rand.New(rand.NewPCG(seed, 6))
		old := all[dice.IntN(len(all))]
		old.Report = withFree(dice, *old.Report)
		new := old
		new.Report = clone(old.Report)
		for range 1 + dice.IntN(6) {
			if dice.IntN(2) == 0 {
				editReport(dice, new.Report, all)
			} else {
				new.Body = editBody(dice, new.Body, all)
			}
		}
		new.File = "changed"
		proves(t, old, new)
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// TestOthers compares reports that have little in common.
func TestOthers(t *testing.T) {
	all := archive()
	for i, old := range all {
		proves(t, old, all[(i*7+3)%len(all)])
	}
}

// TestOneSide compares with no report.
func TestOneSide(t *testing.T) {
	for _, v := range archive() {
		if d := proves(t, Version{}, v); d.Change != Added {
			t.Fatalf("change is %q", d.Change)
		}
		if d := Reports(v, Version{}); d.Change != Removed || ApplyProse(v.Body, d.Sections) != "" || Apply(v.Report, d, nil) != nil {
			t.Fatalf("removed: %q", d.Change)
		}
	}
}

// proves checks a difference against its two versions.
func proves(t *testing.T, old, new Version) *Difference {
	t.Helper()
	d := Reports(old, new)
	if got, want := ApplyProse(old.Body, d.Sections), Text(new.Body); got != want {
		t.Errorf("the text made of the difference is\n%s\nwant\n%s", got, want)
	}
	if got, want := Apply(old.Report, d, new.Report.Format), new.Report; !sameReport(got, want) {
		t.Errorf("the report made of the difference is\n%+v\nwant\n%+v", got, want)
	}
	for _, table := range d.Tables {
		for _, c := range table.Cells {
			before, hadIt := orEmpty(old.Report).Cell(c.Key)
			after, hasIt := new.Report.Cell(c.Key)
			hadIt, hasIt = hadIt && before.Kind != report.Missing, hasIt && after.Kind != report.Missing
			if hadIt != (c.Old != nil) || hasIt != (c.New != nil) || hadIt && before != *c.Old || hasIt && after != *c.New || c.Old != nil && c.New != nil && *c.Old == *c.New {
				t.Errorf("cell %+v; the reports have %v, %v", c, before, after)
			}
		}
	}
	for _, f := range d.Fields {
		if slices.Equal(f.Old, f.New) {
			t.Errorf("field %s is given and did not change", f.Key)
		}
	}
	provesSections(t, old.Body, new.Body, d.Sections)
	if back := Reports(new, old); back.Empty() != d.Empty() {
		t.Errorf("the way back is empty: %v, the way there: %v", back.Empty(), d.Empty())
	}
	return d
}

// provesSections reads hunks as the contract has it: without Arrive, moved text
// goes where To says.
func provesSections(t *testing.T, oldBody, newBody string, changes []Section) {
	t.Helper()
	olds, news := sections(oldBody), sections(newBody)
	type arrival struct {
		at   int
		text string
	}
	arrivals := map[int][]arrival{}
	for _, s := range changes {
		for _, h := range s.Hunks {
			if h.Op == Move {
				arrivals[h.To.Section] = append(arrivals[h.To.Section], arrival{h.To.At, h.Text})
			}
			if h.Text == "" || (h.Op == Move || h.Op == Arrive) != (h.Moved > 0) {
				t.Errorf("hunk %+v", h)
			}
		}
	}
	for _, s := range changes {
		if s.Old >= 0 {
			if got, want := s.OldText(), olds[s.Old].text(); got != want {
				t.Errorf("old section is %q; want %q", got, want)
			}
		}
		if s.New < 0 {
			continue
		}
		text := []rune(s.read(Equal, Insert))
		slices.SortFunc(arrivals[s.New], func(a, b arrival) int { return a.at - b.at })
		for _, a := range arrivals[s.New] {
			text = slices.Insert(text, a.at, []rune(a.text)...)
		}
		if got, want := string(text), news[s.New].text(); got != want {
			t.Errorf("new section is %q; want %q", got, want)
		}
		if s.Old >= 0 && !s.Moved && s.OldText() == s.NewText() {
			t.Errorf("section %q is given and did not change", s.Heading)
		}
	}
}

// sameReport says that two reports mean the same, their texts apart.
func sameReport(a, b *report.Report) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(plain(a), plain(b))
}

// plain gives a report without places, and without the difference between none
// and empty.
func plain(r *report.Report) report.Report {
	x := *clone(r)
	x.File, x.Body, x.Sums, x.Pos, x.IndexNumberPos, x.CataloguePos, x.FormerPos = "", report.Span{}, report.Sums{}, diag.Pos{}, diag.Pos{}, nil, nil
	for i := range x.Waivers {
		x.Waivers[i].Pos = diag.Pos{}
	}
	for i := range x.Corrections {
		x.Corrections[i].Pos = diag.Pos{}
	}
	for i := range x.Free {
		x.Free[i].Pos = diag.Pos{}
	}
	for i := range x.Attachments {
		x.Attachments[i].Path = ""
	}
	slices.SortFunc(x.Attachments, func(a, b report.File) int { return strings.Compare(a.Name, b.Name) })
	if len(x.Labels) == 0 {
		x.Labels = nil
	}
	v := reflect.ValueOf(&x).Elem()
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice && f.Len() == 0 {
			f.SetZero()
		}
	}
	return x
}

func clone(r *report.Report) *report.Report {
	x := *r
	x.Labels = maps.Clone(r.Labels)
	x.Tables = slices.Clone(r.Tables)
	x.Free = slices.Clone(r.Free)
	for i := range x.Free {
		x.Free[i].Rows = slices.Clone(x.Free[i].Rows)
	}
	x.Waivers, x.Corrections = slices.Clone(r.Waivers), slices.Clone(r.Corrections)
	x.Attachments = slices.Clone(r.Attachments)
	return &x
}

func withFree(dice *rand.Rand, r report.Report) *report.Report {
	for k := range dice.IntN(3) {
		r.Free = append(slices.Clip(r.Free), freeTableOf(dice, "free"+strconv.Itoa(k)))
	}
	return &r
}

func freeTableOf(dice *rand.Rand, id string) report.FreeTable {
	t := report.FreeTable{ID: id, Caption: word(dice)}
	for range 1 + dice.IntN(4) {
		t.Columns = append(t.Columns, word(dice))
	}
	for range dice.IntN(6) {
		t.Rows = append(t.Rows, rowOf(dice, len(t.Columns)))
	}
	return t
}

func rowOf(dice *rand.Rand, n int) []report.Cell {
	row := make([]report.Cell, n)
	for i := range row {
		row[i] = cellOf(dice)
	}
	return row
}

func cellOf(dice *rand.Rand) report.Cell {
	switch dice.IntN(5) {
	case 0:
		return report.Cell{}
	case 4:
		return report.Cell{Kind: report.Missing}
	case 1:
		return report.Cell{Text: []string{"/", "—", "12万元"}[dice.IntN(3)], Kind: report.Mark}
	case 2:
		return report.Cell{Text: strconv.FormatFloat(float64(dice.IntN(50))/10, 'f', dice.IntN(5), 64), Kind: report.Number}
	}
	return report.Cell{Text: strconv.Itoa(dice.IntN(9)), Kind: report.Number}
}

func word(dice *rand.Rand) string {
	const characters = "信息公开年度报告主动公开申请件数abc12。，；"
	all := []rune(characters)
	var b strings.Builder
	for range 1 + dice.IntN(5) {
		b.WriteRune(all[dice.IntN(len(all))])
	}
	return b.String()
}

// editReport changes something in a report.
func editReport(dice *rand.Rand, r *report.Report, all []Version) {
	words := func() []string { return []string{word(dice), word(dice)}[:dice.IntN(3)] }
	switch dice.IntN(20) {
	case 0:
		r.Title, r.Summary = word(dice), word(dice)
	case 1:
		r.IndexNumber, r.DocumentNumber, r.Source, r.Validity = word(dice), word(dice), word(dice), word(dice)
	case 2:
		r.FormerIndexNumbers, r.Catalogue, r.Keywords = words(), words(), words()
	case 3:
		r.Issued, r.Published = date.Date{Year: 2020, Month: uint8(1 + dice.IntN(12)), Day: 3}, date.Date{}
	case 4:
		r.Draft, r.Agency, r.Year = !r.Draft, word(dice), dice.IntN(3000)
	case 5:
		r.Labels = map[string]string{"requests.denied": word(dice), "requests." + word(dice): word(dice)}
	case 6:
		r.Waivers = append(r.Waivers, report.Waiver{Rule: word(dice), Reason: word(dice), Cells: words()})
	case 7:
		r.Corrections = append(r.Corrections, report.Correction{Reason: word(dice), Sections: words(), Date: date.Date{Year: 2021, Month: 2, Day: 3}})
	case 8:
		if n := len(r.Waivers); n > 1 {
			i := dice.IntN(n)
			r.Waivers[0], r.Waivers[i] = r.Waivers[i], r.Waivers[0]
			r.Waivers[n-1].Reason = word(dice)
		}
		if len(r.Corrections) > 0 {
			r.Corrections = r.Corrections[1:]
		}
	case 9:
		r.Attachments = append(r.Attachments, report.File{Name: word(dice), Size: int64(dice.IntN(9))})
	case 10: // another form
		other := all[dice.IntN(len(all))].Report
		r.Format, r.Tables = other.Format, slices.Clone(other.Tables)
	case 11:
		if len(r.Tables) > 0 {
			r.Tables = slices.Delete(r.Tables, 0, 1)
		}
	case 12:
		if len(r.Free) > 1 {
			r.Free[0], r.Free[1] = r.Free[1], r.Free[0]
		}
	case 13:
		id := word(dice)
		if !slices.ContainsFunc(r.Free, func(t report.FreeTable) bool { return t.ID == id }) {
			r.Free = slices.Insert(r.Free, dice.IntN(len(r.Free)+1), freeTableOf(dice, id))
		}
	case 14:
		if len(r.Free) > 0 {
			r.Free = slices.Delete(r.Free, 0, 1)
		}
	case 15, 16:
		if len(r.Free) > 0 {
			editFree(dice, &r.Free[dice.IntN(len(r.Free))])
		}
	default:
		if len(r.Tables) > 0 {
			t := &r.Tables[dice.IntN(len(r.Tables))]
			cells := t.Cells.All()
			for range 1 + dice.IntN(4) {
				cells[dice.IntN(len(cells))] = cellOf(dice)
			}
			t.Cells = report.Pack(cells)
		}
	}
}

func editFree(dice *rand.Rand, t *report.FreeTable) {
	switch dice.IntN(5) {
	case 0:
		t.Caption = word(dice)
	case 1: // a column more
		at := dice.IntN(len(t.Columns) + 1)
		t.Columns = slices.Insert(slices.Clone(t.Columns), at, word(dice))
		for i, row := range t.Rows {
			t.Rows[i] = slices.Insert(slices.Clone(row), at, cellOf(dice))
		}
	case 2: // a column less
		if len(t.Columns) > 1 {
			at := dice.IntN(len(t.Columns))
			t.Columns = slices.Delete(slices.Clone(t.Columns), at, at+1)
			for i, row := range t.Rows {
				t.Rows[i] = slices.Delete(slices.Clone(row), at, at+1)
			}
		}
	case 3:
		t.Rows = slices.Insert(t.Rows, dice.IntN(len(t.Rows)+1), rowOf(dice, len(t.Columns)))
	default:
		if len(t.Rows) > 0 {
			i := dice.IntN(len(t.Rows))
			t.Rows[i] = slices.Clone(t.Rows[i])
			t.Rows[i][dice.IntN(len(t.Columns))] = cellOf(dice)
			j := dice.IntN(len(t.Rows))
			t.Rows[i], t.Rows[j] = t.Rows[j], t.Rows[i]
		}
	}
}

// seeds is how many random cases are tried: with -short, a part of them.
func seeds(n uint64) uint64 {
	if testing.Short() {
		return n / 4
	}
	return n
}

// editBody changes something in a text.
func editBody(dice *rand.Rand, body string, all []Version) string {
	paragraphs := strings.Split(body, "\n\n")
	i, j := dice.IntN(len(paragraphs)), dice.IntN(len(paragraphs))
	switch dice.IntN(9) {
	case 0:
		paragraphs[i], paragraphs[j] = paragraphs[j], paragraphs[i]
	case 1: // a paragraph elsewhere
		p := paragraphs[i]
		paragraphs = slices.Insert(slices.Delete(paragraphs, i, i+1), min(j, len(paragraphs)-1), p)
	case 2:
		paragraphs = slices.Delete(paragraphs, i, i+1)
	case 3: // a paragraph of another report
		other := strings.Split(all[dice.IntN(len(all))].Body, "\n\n")
		paragraphs = slices.Insert(paragraphs, i, other[dice.IntN(len(other))])
	case 4: // a sentence elsewhere
		from := strings.SplitAfter(paragraphs[i], "。")
		k := dice.IntN(len(from))
		paragraphs[j] += from[k]
		paragraphs[i] = strings.Join(slices.Delete(from, k, k+1), "")
	case 5: // two paragraphs become one
		paragraphs[i] = strings.ReplaceAll(paragraphs[i], "\n", "") + paragraphs[j]
	case 6: // a whole section elsewhere
		parts := strings.SplitAfter(body, "\n## ")
		k, l := dice.IntN(len(parts)), dice.IntN(len(parts))
		parts[k], parts[l] = parts[l], parts[k]
		return strings.Join(parts, "")
	default: // some characters
		text := []rune(paragraphs[i])
		at := dice.IntN(len(text) + 1)
		end := min(len(text), at+dice.IntN(4))
		paragraphs[i] = string(slices.Replace(text, at, end, []rune(word(dice))...))
	}
	return strings.Join(paragraphs, "\n\n")
}

// TestEveryField changes each field of report.Report by itself. A field that is
// new there must be compared, or be named here with the reason why not.
func TestEveryField(t *testing.T) {
	const place = "a place in a file"
	not := map[string]string{
		"Report.File":           "the path follows agency and year",
		"Report.Body":           place,
		"Report.Sums":           "what the file holds is compared itself",
		"Report.Pos":            place,
		"Report.IndexNumberPos": place,
		"Report.CataloguePos":   place,
		"Report.FormerPos":      place,
		"Waiver.Pos":            place,
		"Correction.Pos":        place,
		"FreeTable.Pos":         place,
		"File.Path":             "follows the path of the report; the name below it is compared",
	}
	form := *format.Builtin().ForYear(2021)
	def := form.Tables[0]
	base := func() *report.Report {
		return &report.Report{
			Format:      &form,
			Waivers:     []report.Waiver{{}},
			Corrections: []report.Correction{{}},
			Free:        []report.FreeTable{{ID: "a", Columns: []string{"b"}, Rows: [][]report.Cell{{{}}}}},
			Tables:      []report.Table{{Def: def, Cells: report.Pack(make([]report.Cell, def.Size))}},
			Attachments: []report.File{{}},
		}
	}
	check := func(name string, changed *report.Report) {
		d := Reports(Version{Report: base()}, Version{Report: changed})
		switch _, exempt := not[name]; {
		case d.Empty() && !exempt:
			t.Errorf("a change of %s is not seen", name)
		case !d.Empty() && exempt:
			t.Errorf("a change of %s is seen; take it off the list", name)
		}
		delete(not, name)
	}
	each := func(typ reflect.Type, in func(*report.Report) any) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.IsExported() {
				continue
			}
			r := base()
			alter(t, reflect.ValueOf(in(r)).Elem().Field(i))
			check(typ.Name()+"."+f.Name, r)
		}
	}
	each(reflect.TypeFor[report.Report](), func(r *report.Report) any { return r })
	each(reflect.TypeFor[report.Waiver](), func(r *report.Report) any { return &r.Waivers[0] })
	each(reflect.TypeFor[report.Correction](), func(r *report.Report) any { return &r.Corrections[0] })
	each(reflect.TypeFor[report.FreeTable](), func(r *report.Report) any { return &r.Free[0] })
	each(reflect.TypeFor[report.File](), func(r *report.Report) any { return &r.Attachments[0] })
	each(reflect.TypeFor[report.Cell](), func(r *report.Report) any { return &r.Free[0].Rows[0][0] })
	each(reflect.TypeFor[report.Table](), func(r *report.Report) any { return &r.Tables[0] })
	for name := range not {
		t.Errorf("%s is exempt and no field", name)
	}
}

// alter gives a value another one.
func alter(t *testing.T, v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case **format.Format:
		other, _ := format.Builtin().Get(format.Free)
		*x = other
		return
	case **format.Table:
		other := **x
		other.ID = "other"
		*x = &other
		return
	case *report.Cells:
		cells := x.All()
		cells[3] = report.Cell{Text: "7", Kind: report.Number}
		*x = report.Pack(cells)
		return
	case *[]report.Table:
		*x = nil
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("changed")
	case reflect.Int, reflect.Int16, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint8:
		v.SetUint(2)
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf("b"))
	case reflect.Slice:
		v.Set(reflect.Append(v, reflect.New(v.Type().Elem()).Elem()))
		alter(t, v.Index(v.Len()-1))
	case reflect.Array:
		alter(t, v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			alter(t, v.Field(i))
		}
	default:
		t.Fatalf("no other value for a %s", v.Type())
	}
}
