package readings

import (
	"fmt"
	"path"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/demo"
	"gongkai/generator/format"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// filler gives every field a value of its own, so that none can be left out or
// taken for another.
type filler struct {
	t      *testing.T
	serial int
	form   *format.Format
}

func (f *filler) fill(v reflect.Value) {
	f.serial++
	switch x := v.Addr().Interface().(type) {
	case **format.Format:
		*x = f.form
		return
	case **format.Table:
		*x = f.form.Tables[f.serial%len(f.form.Tables)]
		return
	case *[]report.Table:
		for _, def := range f.form.Tables {
			cells := make([]report.Cell, def.Size)
			for i := range cells {
				f.serial++
				cells[i] = report.Cell{Text: strings.Repeat("9", f.serial%70), Kind: report.CellKind(f.serial % 3)}
			}
			*x = append(*x, report.Table{Def: def, Cells: report.Pack(cells)})
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("文字", f.serial))
	case reflect.Int, reflect.Int16, reflect.Int64:
		v.SetInt(int64(f.serial * 3))
	case reflect.Uint8:
		v.SetUint(uint64(1 + f.serial%2))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			f.fill(key)
			f.fill(value)
			v.SetMapIndex(key, value)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				f.fill(v.Field(i))
			}
		}
	default:
		f.t.Fatalf("no value for a %s", v.Type())
	}
}

var stamp = source.Stamp{Modified: -1 << 60, Changed: 1 << 61, Inode: 1 << 63}

// listed gives the file of a report as a listing has it.
func listed(r *report.Report) source.Report {
	return source.Report{
		File:   source.File{Path: r.File, Place: r.Pos.File, Size: 1234, Stamp: stamp},
		Agency: r.Agency, Year: r.Year, Attachments: r.Attachments,
	}
}

func listedPage(p *report.Page) source.Page {
	return source.Page{File: source.File{Path: p.File, Place: p.Pos.File, Size: 1 << 40, Stamp: stamp}, Name: p.Name, Assets: p.Assets}
}

// again writes a report and reads it.
func again(r *report.Report, formats *format.Set) (*report.Report, bool) {
	w := NewWriter("key")
	w.Report(listed(r).File, stamp, r)
	return Parse(string(w.Bytes())).Report(listed(r), formats)
}

// TestEveryField fails for a new field of a report or a page until it is kept.
func TestEveryField(t *testing.T) {
	f := &filler{t: t, form: format.Builtin().ForYear(2021)}
	var r report.Report
	f.fill(reflect.ValueOf(&r).Elem())
	if got, ok := again(&r, format.Builtin()); !ok || !reflect.DeepEqual(got, &r) {
		t.Errorf("wrote\n%+v\nread %t\n%+v", &r, ok, got)
	}
	var p report.Page
	f.fill(reflect.ValueOf(&p).Elem())
	w := NewWriter("key")
	w.Page(listedPage(&p).File, stamp, &p)
	if got, ok := Parse(string(w.Bytes())).Page(listedPage(&p)); !ok || !reflect.DeepEqual(got, &p) {
		t.Errorf("wrote\n%+v\nread %t\n%+v", &p, ok, got)
	}
}

// TestNothing tells lists without elements from no lists.
func TestNothing(t *testing.T) {
	bare := report.Report{Format: format.Builtin().ForYear(2000)}
	empty := bare
	empty.Labels, empty.Catalogue, empty.Free = map[string]string{}, []string{}, []report.FreeTable{{Rows: [][]report.Cell{{}, nil}}}
	empty.Summary, empty.Pos.File = "", "x.md"
	for _, r := range []report.Report{bare, empty} {
		if got, ok := again(&r, format.Builtin()); !ok || !reflect.DeepEqual(got, &r) {
			t.Errorf("wrote\n%+v\nread %t\n%+v", &r, ok, got)
		}
	}
}

func TestFileChanged(t *testing.T) {
	r := report.Report{Format: format.Builtin().ForYear(2000), File: "reports/a/2000.md"}
	w := NewWriter("key")
	w.Report(listed(&r).File, stamp, &r)
	set := Parse(string(w.Bytes()))
	if set.Key() != "key" || set.Len() != 1 {
		t.Errorf("key %q, %d readings", set.Key(), set.Len())
	}
	for name, change := range map[string]func(*source.File){
		"another path":          func(f *source.File) { f.Path = "reports/b/2000.md" },
		"another size":          func(f *source.File) { f.Size++ },
		"another time":          func(f *source.File) { f.Stamp.Modified++ },
		"another time of inode": func(f *source.File) { f.Stamp.Changed++ },
		"another inode":         func(f *source.File) { f.Stamp.Inode++ },
		"no stamp":              func(f *source.File) { f.Stamp = source.Stamp{} },
	} {
		file := listed(&r)
		if _, ok := set.Report(file, format.Builtin()); !ok {
			t.Fatal("the reading is not found")
		}
		change(&file.File)
		if _, ok := set.Report(file, format.Builtin()); ok {
			t.Errorf("%s: the reading is taken over", name)
		}
	}
}

// archive reads a demo archive.
func archive(t testing.TB, agencies, years int) []*report.Report {
	texts := map[string][]byte{}
	err := demo.Write(demo.Options{Agencies: agencies, Years: years, Seed: 1}, func(name string, data []byte) error {
		if inside, ok := strings.CutPrefix(name, "content/"); ok {
			texts[inside] = append([]byte(nil), data...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	set, problems := settings.Read("archive.toml", texts["archive.toml"])
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	reader := schema.New(set, format.Builtin())
	var all []*report.Report
	for name, text := range texts {
		if ok, _ := path.Match("reports/*/*.md", name); !ok {
			continue
		}
		year, _ := strconv.Atoi(strings.TrimSuffix(path.Base(name), ".md"))
		file := source.Report{File: source.File{Path: name, Place: "content/" + name}, Agency: path.Base(path.Dir(name)), Year: year}
		r, problems := reader.Report(file, text)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		r.Sums = report.SumsOf(text, r.Body)
		all = append(all, r)
	}
	return all
}

func write(all []*report.Report) []byte {
	w := NewWriter("key")
	for _, r := range all {
		w.Report(listed(r).File, stamp, r)
	}
	return w.Bytes()
}

func TestArchive(t *testing.T) {
	all := archive(t, 6, 12)
	set := Parse(string(write(all)))
	if set.Len() != len(all) || len(all) == 0 {
		t.Fatalf("%d readings of %d reports", set.Len(), len(all))
	}
	for _, r := range all {
		if got, ok := set.Report(listed(r), format.Builtin()); !ok || !reflect.DeepEqual(got, r) {
			t.Fatalf("%s: wrote\n%+v\nread %t\n%+v", r.File, r, ok, got)
		}
	}
}

// TestDamage changes each byte, and cuts at each.
func TestDamage(t *testing.T) {
	whole := write(archive(t, 1, 1))
	for i := range whole {
		if Parse(string(whole[:i])) != nil {
			t.Fatalf("%d of %d bytes are readings", i, len(whole))
		}
		whole[i] ^= 0x10
		if Parse(string(whole)) != nil {
			t.Fatalf("with another byte %d they are readings", i)
		}
		whole[i] ^= 0x10
	}
	if Parse(string(whole)) == nil {
		t.Error("the whole is no readings")
	}
	if Parse(string(whole)+"x") != nil {
		t.Error("with a byte more they are readings")
	}
}

// FuzzReadings holds that any bytes are either readings that can be written again,
// or none.
func FuzzReadings(f *testing.F) {
	var first *report.Report
	for _, r := range archive(f, 2, 6) {
		e := encoder{place: r.Pos.File}
		e.report(r)
		f.Add(string(e.bytes))
		first = r
	}
	e := encoder{}
	e.page(&report.Page{Title: "a", Order: -1})
	f.Add(string(e.bytes))
	f.Fuzz(func(t *testing.T, text string) {
		Parse(text)
		Parse(head + text + sumOf(head+text))
		d := decoder{rest: text, place: first.Pos.File}
		if r := d.report(format.Builtin()); !d.broken {
			if len(r.Waivers)+len(r.Free)+len(r.CataloguePos)+len(r.Labels) > len(text) {
				t.Errorf("%d bytes hold more than there can be", len(text))
			}
			e := encoder{place: first.Pos.File}
			e.report(r)
			d := decoder{rest: string(e.bytes), place: first.Pos.File}
			if again := d.report(format.Builtin()); d.broken || d.rest != "" || !reflect.DeepEqual(again, r) {
				t.Errorf("read\n%+v\nand again\n%+v", r, again)
			}
		}
		d = decoder{rest: text}
		if p := d.page(); !d.broken {
			e := encoder{}
			e.page(p)
			d := decoder{rest: string(e.bytes)}
			if again := d.page(); d.broken || !reflect.DeepEqual(again, p) {
				t.Errorf("read\n%+v\nand again\n%+v", p, again)
			}
		}
	})
}

func BenchmarkReport(b *testing.B) {
	all := archive(b, 20, 13)
	data := write(all)
	b.Logf("%d bytes per report", len(data)/len(all))
	text := string(data)
	b.Run("parse", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			Parse(text)
		}
	})
	set := Parse(text)
	files := make([]source.Report, len(all))
	for i, r := range all {
		files[i] = listed(r)
	}
	b.Run("take", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			set.Report(files[i%len(files)], format.Builtin())
		}
	})
	b.Run("write", func(b *testing.B) {
		for b.Loop() {
			write(all)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/report")
	})
}
