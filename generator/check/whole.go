package check

import (
	"io/fs"
	"path"
	"slices"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/markdown"
)

// Whole is the archive under check. Texts are not held: of each report a Digest
// is kept, and a rule that must see a text again opens it.
type Whole struct {
	*archive.Archive
	AsOf date.Date

	unread    map[string][]int // as in Options
	newest    int              // year of the newest report, read or not
	files     fs.FS
	words     *ownWords
	history   func(*archive.Report) ([]history.UnexplainedChange, error) // may be nil
	dir       string
	jobs      int
	reader    *markdown.Converter
	source    func(r *archive.Report, place string, text []byte, line int) markdown.Source // may be nil
	names     names                                                                        // of the agencies
	digests   []Digest                                                                     // of each of Archive.Reports
	found     [][]Finding                                                                  // in each of Archive.Reports
	unapplied []string                                                                     // rules that are not applied, of which waivers may speak
	misnomers *misnomers                                                                   // of the names
	findings  []Finding                                                                    // of no report, or found when all had been seen
}

func newWhole(a *archive.Archive, o Options) *Whole {
	known := o.Names
	if known == nil {
		known = NamesOf(a)
	}
	newest := o.Newest
	if len(a.Years) > 0 {
		newest = max(newest, a.Years[len(a.Years)-1].Year)
	}
	for _, years := range o.Unread {
		newest = max(newest, slices.Max(years))
	}
	return &Whole{
		Archive: a, AsOf: o.AsOf, unread: o.Unread, newest: newest, history: o.History, words: newOwnWords(o.Words),
		files: o.Files, dir: o.Dir, jobs: o.Jobs, reader: markdown.New(), source: o.Source, names: known.names, misnomers: known.misnomers,
	}
}

// Names are what the rules know of the names in an archive: who bears them, and
// how they are misspelt. To find it takes a look at all of them.
type Names struct {
	names     names
	misnomers *misnomers
}

// NamesOf gives the names of an archive.
func NamesOf(a *archive.Archive) *Names { return &Names{namesOf(a.Agencies), newMisnomers(a)} }

// place gives the name of a file as people know it.
func (w *Whole) place(name string) string { return path.Join(w.dir, name) }

// Add notes a finding that belongs to no open report.
func (w *Whole) Add(f Finding) {
	if f.Severity == "" {
		f.Severity = severityOf(f.Rule, Error)
	}
	if f.Pos.File == "" {
		f.Pos = diag.Pos{File: w.place("archive.toml")}
	}
	w.findings = append(w.findings, f)
}

// With opens the report with this number among Archive.Reports, for findings that
// belong to it.
func (w *Whole) With(report int, look func(*Subject)) error {
	s, err := w.open(w.Reports[report])
	if err != nil {
		return err
	}
	look(s)
	w.findings = append(w.findings, s.settle()...)
	return nil
}
