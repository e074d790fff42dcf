package canonical

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/format"
	"gongkai/generator/tomldoc"
)

var yearInName = regexp.MustCompile(`([12][0-9]{3})\.md$`)

// Form finds the format of a report: the one that it names, that of its year, or,
// where the year is not known, the one that has most of its cells.
func Form(name string, doc *tomldoc.Doc, formats *format.Set) *format.Format {
	if id, ok := doc.Values["format"].(string); ok {
		if f, ok := formats.Get(id); ok {
			return f
		}
	}
	if year, ok := doc.Values["year"].(int64); ok {
		return formats.ForYear(int(year))
	}
	if m := yearInName.FindStringSubmatch(filepath.ToSlash(name)); m != nil {
		year, _ := strconv.Atoi(m[1])
		return formats.ForYear(year)
	}
	best, most := formats.ForYear(0), 0
	for _, f := range formats.All() {
		if n := fits(doc, f); n > most {
			best, most = f, n
		}
	}
	return best
}

// fits counts the cells of a form that a report has.
func fits(doc *tomldoc.Doc, f *format.Format) int {
	n := 0
	for _, t := range f.Tables {
		if v, ok := doc.Root().Get(t.ID); ok {
			leaves(v, []any{t.ID}, func(path []any, _ tomldoc.Value) {
				if _, ok := t.Index(Name(f, path)); ok {
					n++
				}
			})
		}
	}
	return n
}

// Name names a value by its path in the front matter: requests.received.natural,
// for a cell, labels."requests.denied" or keywords[1] for another value.
func Name(f *format.Format, path []any) string {
	var b strings.Builder
	for i, step := range path {
		switch step := step.(type) {
		case int:
			if key := column(f, path[:i], step); key != "" && i == len(path)-1 {
				b.WriteString("." + key)
			} else {
				b.WriteString("[" + strconv.Itoa(step) + "]")
			}
		case string:
			if i > 0 {
				b.WriteByte('.')
			}
			if strings.ContainsAny(step, ".\"[] \n") || step == "" {
				step = strconv.Quote(step)
			}
			b.WriteString(step)
		}
	}
	return b.String()
}

// column gives the key of a column of the row at a path; "" where there is no such
// row or column.
func column(f *format.Format, path []any, at int) string {
	var keys []string
	for _, step := range path {
		key, ok := step.(string)
		if !ok {
			return ""
		}
		keys = append(keys, key)
	}
	if len(keys) < 2 {
		return ""
	}
	t, ok := f.Table(keys[0])
	if !ok {
		return ""
	}
	row, ok := t.Row(strings.Join(keys[1:], "."))
	if !ok || row.Entry != format.Array || at >= len(row.Columns) {
		return ""
	}
	return row.Columns[at].Key
}

// Label gives the official label of a cell by its name; "" for any other value.
func Label(f *format.Format, name string) string {
	id, _, _ := strings.Cut(name, ".")
	if t, ok := f.Table(id); ok {
		if cell, ok := t.Index(name); ok {
			return t.Label(cell)
		}
	}
	return ""
}
