package compare

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/format"
	"gongkai/generator/indexnumber"
	"gongkai/generator/settings"
)

func readSettings(t *testing.T, text string) *settings.Settings {
	t.Helper()
	s, problems := settings.Read("archive.toml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems.Print(diag.English))
	}
	return s
}

const base = `
[site]
title = "示例市"
operator = "办公室"
[[agency]]
id = "swj"
name = "商务局"
former_names = [{ name = "商业局", until = 2018 }]
[[agency]]
id = "jyj"
name = "教育局"
[[catalogue]]
id = "nb"
name = "年报"
[index_number]
pattern = "{agency.code}/{published.year}-{serial:5}"
`

func TestSettings(t *testing.T) {
	old := readSettings(t, base)
	if got := Settings(old, readSettings(t, "# 说明\n"+strings.ReplaceAll(base, " = ", "=  "))); got != nil {
		t.Errorf("written differently: %+v", got)
	}
	for _, c := range []struct {
		from, to string
		want     Entry
	}{
		{`"示例市"`, `"示例县"`, Entry{"site", "", Modified, []Field{{"title", []string{"示例市"}, []string{"示例县"}}}}},
		{`operator = "办公室"`, ``, Entry{"site", "", Modified, []Field{{"operator", []string{"办公室"}, nil}}}},
		{`until = 2018`, `until = 2019`, Entry{"agency", "swj", Modified, []Field{{"former_names.商业局.until", []string{"2018"}, []string{"2019"}}}}},
		{`name = "教育局"`, "name = \"教育局\"\n[[agency]]\nid = \"mzj\"\nname = \"民政局\"", Entry{"agency", "mzj", Added, []Field{{"id", nil, []string{"mzj"}}, {"name", nil, []string{"民政局"}}}}},
		{"[[agency]]\nid = \"jyj\"\nname = \"教育局\"", "", Entry{"agency", "jyj", Removed, []Field{{"id", []string{"jyj"}, nil}, {"name", []string{"教育局"}, nil}}}},
		{`"年报"`, `"年度报告"`, Entry{"catalogue", "nb", Modified, []Field{{"name", []string{"年报"}, []string{"年度报告"}}}}},
	} {
		got := Settings(old, readSettings(t, strings.Replace(base, c.from, c.to, 1)))
		if !reflect.DeepEqual(got, []Entry{c.want}) {
			t.Errorf("%q → %q: %+v; want %+v", c.from, c.to, got, c.want)
		}
	}
	turned := *old
	turned.Agencies = []settings.Agency{old.Agencies[1], old.Agencies[0]}
	if got := Settings(old, &turned); !reflect.DeepEqual(got, []Entry{{"agency", "", Modified, []Field{{"order", []string{"swj", "jyj"}, []string{"jyj", "swj"}}}}}) {
		t.Errorf("turned: %+v", got)
	}
	got := Settings(old, readSettings(t, strings.Replace(base, "serial:5", "serial:6", 1)))
	if len(got) != 1 || got[0].What != "index_number" || !slices.ContainsFunc(got[0].Fields, func(f Field) bool {
		return strings.HasPrefix(f.Key, "segments.serial.") && slices.Equal(f.Old, []string{"5"}) && slices.Equal(f.New, []string{"6"})
	}) {
		t.Errorf("serial: %+v", got)
	}
}

func TestFormats(t *testing.T) {
	if got := Formats(format.Builtin(), format.Builtin()); got != nil {
		t.Errorf("the same: %+v", got)
	}
	if got := Formats(nil, format.Builtin()); len(got) != len(format.Builtin().All()) || got[0].Change != Added || len(got[0].Fields) < 50 {
		t.Errorf("all: %+v", got)
	}
}

// TestEveryDatum changes each field of archive.toml and of a format by itself.
func TestEveryDatum(t *testing.T) {
	seen := map[string]bool{}
	for _, typ := range []reflect.Type{
		reflect.TypeFor[settings.Site](), reflect.TypeFor[settings.Agency](), reflect.TypeFor[settings.Catalogue](), reflect.TypeFor[settings.FormerName](),
		reflect.TypeFor[indexnumber.Scheme](), reflect.TypeFor[indexnumber.Segment](), reflect.TypeFor[indexnumber.Code](),
		reflect.TypeFor[format.Format](), reflect.TypeFor[format.Table](), reflect.TypeFor[format.Block](), reflect.TypeFor[format.Column](),
		reflect.TypeFor[format.Row](), reflect.TypeFor[format.Node](), reflect.TypeFor[format.Heading](), reflect.TypeFor[format.Sum](),
		reflect.TypeFor[format.Carry](), reflect.TypeFor[format.Figure](),
	} {
		for i := range typ.NumField() {
			f := typ.Field(i)
			if !f.IsExported() {
				continue
			}
			old, new := reflect.New(typ).Elem(), reflect.New(typ).Elem()
			fill(new.Field(i))
			name := typ.Name() + "." + f.Name
			_, skip := passed[name]
			if f.Name == "Pos" {
				skip, name = true, "Pos"
			}
			seen[name] = true
			if got := fieldsOf(old.Interface(), new.Interface()); (len(got) == 0) != skip {
				t.Errorf("%s: differences %+v; passed over: %v", name, got, skip)
			}
		}
	}
	for name := range passed {
		if !seen[name] {
			t.Errorf("%s is passed over and no field", name)
		}
	}
}

// fill gives a value some content.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("a")
	case reflect.Int:
		v.SetInt(7)
	case reflect.Uint8:
		v.SetUint(2)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() && v.Type().Field(i).Name != "Pos" {
				fill(v.Field(i))
				return
			}
		}
	default:
		panic(v.Type().String())
	}
}
