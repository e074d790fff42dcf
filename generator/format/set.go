package format

import (
	"cmp"
	"embed"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/diag"
)

// Free is the id of the format of reports that follow no form.
const Free = "free"

//go:embed builtin/*.toml
var builtin embed.FS

// A Set holds formats by id. It does not change once made.
type Set struct {
	formats map[string]*Format
	years   []*Format // that are the default of years, first come first served
}

// Builtin gives the formats that the program brings along.
var Builtin = sync.OnceValue(func() *Set {
	entries, err := builtin.ReadDir("builtin")
	if err != nil {
		panic(err)
	}
	var sources []Source
	for _, e := range entries {
		text, err := builtin.ReadFile("builtin/" + e.Name())
		if err != nil {
			panic(err)
		}
		sources = append(sources, Source{File: "builtin/" + e.Name(), Text: text})
	}
	set, problems := Load(&Set{formats: map[string]*Format{}}, sources)
	if len(problems) > 0 {
		panic("format: the formats built in are wrong:\n" + problems.Print(diag.English))
	}
	return set
})

// A Source is the text of one definition.
type Source struct {
	File string // its name in problems, ending in <id>.toml
	Text []byte
}

// Load reads definitions and adds them to those of base, which it leaves as it
// is. A definition with problems is not in the set. An archive cannot give a
// format of base another meaning, but its own come first where several serve a
// year.
func Load(base *Set, sources []Source) (*Set, diag.List) {
	var problems diag.List
	set := &Set{formats: maps.Clone(base.formats)}
	for _, s := range sources {
		f, found := read(s)
		problems = append(problems, found...)
		if f == nil {
			continue
		}
		if first, taken := set.formats[f.ID]; taken {
			problems.Add(diag.Pos{File: s.File, Line: 1, Col: 1}, "duplicate-id",
				diag.Textf("格式 %[1]q 已由 %[2]s 定义", "format %[1]q is defined by %[2]s", f.ID, first.File),
				diag.Textf("换一个 id，文件名与之相同", "take another id, and name the file after it"))
			continue
		}
		set.formats[f.ID] = f
		if f.From != 0 || f.To != 0 {
			set.years = append(set.years, f)
		}
	}
	problems = append(problems, overlaps(set.years)...)
	set.years = append(set.years, base.years...)
	problems.Sort()
	return set, problems
}

// overlaps finds years that two formats serve by default.
func overlaps(formats []*Format) diag.List {
	var problems diag.List
	for i, f := range formats {
		for _, g := range formats[:i] {
			if f.serves(max(f.From, g.From)) && g.serves(max(f.From, g.From)) {
				problems.Add(diag.Pos{File: f.File, Line: 1, Col: 1}, "bad-range",
					diag.Textf("%[1]q 与 %[2]q（%[3]s）的默认年度重叠", "the years of %[1]q and %[2]q (%[3]s) overlap", f.ID, g.ID, g.File),
					diag.Textf("改 from、to", "change from or to"))
			}
		}
	}
	return problems
}

func (f *Format) serves(year int) bool {
	return year >= f.From && (f.To == 0 || year <= f.To)
}

// Get gives the format with this id.
func (s *Set) Get(id string) (*Format, bool) {
	f, ok := s.formats[id]
	return f, ok
}

// ForYear gives the format that reports on this year have by default; the free
// format where none is declared.
func (s *Set) ForYear(year int) *Format {
	for _, f := range s.years {
		if f.serves(year) {
			return f
		}
	}
	return s.formats[Free]
}

// IDs gives the ids in alphabetical order.
func (s *Set) IDs() []string { return slices.Sorted(maps.Keys(s.formats)) }

// All gives the formats, newest years first and free last.
func (s *Set) All() []*Format {
	return slices.SortedFunc(maps.Values(s.formats), func(a, b *Format) int {
		return cmp.Or(cmp.Compare(b.From, a.From), strings.Compare(a.ID, b.ID))
	})
}

// idOf gives the id that a definition's file name stands for.
func idOf(file string) string { return strings.TrimSuffix(path.Base(file), ".toml") }
