package format

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/tomldoc"
)

// Bounds of a definition. They are far above any yearly form, and keep a mistake
// from becoming a table that no browser can show.
const (
	maxCells = 20_000
	maxDepth = 8
)

var (
	formatID = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,39}$`)
	keyWord  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	keyWords = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$`)
	ruleName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
)

// A field is what a kind of name must look like.
type field struct {
	pattern *regexp.Regexp
	want    diag.Text
}

var (
	wantFormatID = field{formatID, diag.Text{Zh: "应为小写字母、数字、“-” 和 “_”", En: "want small letters, digits, \"-\" and \"_\""}}
	wantKey      = field{keyWord, diag.Text{Zh: "应为小写字母开头，只含小写字母、数字和 “_”", En: "want small letters, digits and \"_\", beginning with a letter"}}
	wantKeys     = field{keyWords, diag.Text{Zh: "应为小写字母、数字和 “_”，各级之间用 “.”", En: "want small letters, digits and \"_\", levels separated by \".\""}}
	wantRule     = field{ruleName, diag.Text{Zh: "应为小写单词，之间用 “-”", En: "want small words joined by \"-\""}}
	wantText     = field{nil, diag.Text{}}
)

// A reading is one definition being read.
type reading struct {
	problems diag.List
	cells    int
}

// read reads a definition. With problems it gives no format.
func read(s Source) (*Format, diag.List) {
	doc, problems := tomldoc.Parse(s.File, 1, s.Text)
	if len(problems) > 0 {
		return nil, problems
	}
	r := &reading{}
	f := r.format(tomldoc.NewReader(doc, &r.problems), s.File)
	r.problems.Sort()
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	return f, nil
}

func (r *reading) format(t *tomldoc.Reader, file string) *Format {
	f := &Format{
		File:  file,
		ID:    r.need(t, "id", wantFormatID),
		Title: r.need(t, "title", wantText),
		Basis: r.text(t, "basis", wantText),
		From:  r.year(t, "from"),
		To:    r.year(t, "to"),
	}
	f.Sections, _ = t.Strings("sections")
	if f.ID != "" && f.ID != idOf(file) {
		r.at(t, "id", "bad-value", diag.Textf("id 写的是 %[1]q，与文件名 %[2]s.toml 不同", "id is %[1]q, but the file is %[2]s.toml", f.ID, idOf(file)),
			diag.Textf("写成 id = %[2]q，或给文件改名", "write id = %[2]q, or rename the file", f.ID, idOf(file)))
	}
	if f.From > f.To && f.To != 0 {
		r.at(t, "to", "bad-range", diag.Textf("to 写的是 %[1]d，早于 from = %[2]d", "to is %[1]d, before from, which is %[2]d", f.To, f.From), diag.Text{})
	}
	for _, table := range t.Tables("table") {
		if d := r.table(table, f); d != nil {
			f.Tables = append(f.Tables, d)
		}
	}
	for _, figure := range t.Tables("figure") {
		r.figure(figure, f)
	}
	t.Done()
	return f
}

// text gives a string that matches what is wanted, or "" with a problem.
func (r *reading) text(t *tomldoc.Reader, key string, want field) string {
	s, ok := t.String(key)
	if !ok {
		return ""
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		r.at(t, key, "empty-value", diag.Textf("%s 是空的", "%s is empty", t.Name(key)), diag.Text{})
	case strings.ContainsFunc(s, unicode.IsControl):
		r.at(t, key, "bad-value", diag.Textf("%s 应为一行文字", "%s: want one line of text", t.Name(key)), diag.Text{})
	case want.pattern != nil && !want.pattern.MatchString(s):
		r.at(t, key, "bad-value", diag.Textf("%[1]s 写的是 %[2]q，%[3]s", "%[1]s is %[2]q; %[4]s", t.Name(key), s, want.want.Zh, want.want.En), diag.Text{})
	default:
		return s
	}
	return ""
}

// need is text of a key that must be there.
func (r *reading) need(t *tomldoc.Reader, key string, want field) string {
	t.Need(key)
	return r.text(t, key, want)
}

// word gives one of a few words, the first where the key is missing or wrong.
func word[T ~string](r *reading, t *tomldoc.Reader, key string, words ...T) T {
	s, ok := t.String(key)
	if ok && !slices.Contains(words, T(s)) {
		list := make([]string, 0, len(words))
		for _, w := range words {
			if w != "" && !slices.Contains(list, string(w)) {
				list = append(list, string(w))
			}
		}
		hint := diag.Text{}
		if near := diag.Nearest(s, list); near != "" {
			hint = diag.Textf("是不是 %s？", "did you mean %s?", near)
		}
		r.at(t, key, "bad-value", diag.Textf("%[1]s 写的是 %[2]q，应为 %[3]s", "%[1]s is %[2]q; want one of %[4]s", t.Name(key), s, strings.Join(list, "、"), strings.Join(list, ", ")), hint)
		ok = false
	}
	if !ok {
		return words[0]
	}
	return T(s)
}

func (r *reading) year(t *tomldoc.Reader, key string) int {
	n, ok := t.Int(key)
	if ok && (n < 1900 || n > 2200) {
		r.at(t, key, "bad-value", diag.Textf("%[1]s 写的是 %[2]d，应为 1900 至 2200 的年份", "%[1]s is %[2]d; want a year from 1900 to 2200", t.Name(key), n), diag.Text{})
		return 0
	}
	return n
}

// at notes a problem at the value of a key, or at the table where it has none.
func (r *reading) at(t *tomldoc.Reader, key, rule string, text, hint diag.Text) {
	pos := t.Pos()
	if v, ok := t.Value(key); ok {
		pos = v.Pos()
	}
	r.problems.Add(pos, rule, text, hint)
}

// figure reads a [[figure]] and finds its cell.
func (r *reading) figure(t *tomldoc.Reader, f *Format) {
	g := Figure{
		ID:    r.need(t, "id", wantKey),
		Label: r.need(t, "label", wantText),
		Unit:  r.text(t, "unit", wantText),
		Cell:  r.need(t, "cell", wantText),
	}
	t.Done()
	if slices.ContainsFunc(f.Figures, func(h Figure) bool { return h.ID == g.ID }) {
		r.at(t, "id", "duplicate-id", diag.Textf("figure.id %q 重复", "figure.id %q is taken", g.ID), diag.Text{})
		return
	}
	for _, table := range f.Tables {
		if cell, ok := table.Index(g.Cell); ok {
			row, column := table.RowOf(cell)
			if g.Unit == "" {
				g.Unit = row.UnitOf(column)
			}
			f.Figures = append(f.Figures, g)
			return
		}
	}
	if g.Cell == "" || len(r.problems) > 0 {
		return // the cell may stand in a table that could not be read
	}
	var names []string
	for _, table := range f.Tables {
		names = append(names, table.Names()...)
	}
	r.at(t, "cell", "unknown-cell", diag.Textf("figure.cell 写的 %q 不是本格式的单元格", "figure.cell %q is no cell of this format", g.Cell), suggest(g.Cell, names))
}

// suggest names the word that was probably meant.
func suggest(word string, words []string) diag.Text {
	if near := diag.Nearest(word, words); near != "" {
		return diag.Textf("是不是 %s？", "did you mean %s?", near)
	}
	return diag.Text{}
}
