package generator

import (
	"context"
	"errors"
	"path"
	"slices"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/render"
	"gongkai/generator/report"
	"gongkai/generator/schema"
	"gongkai/generator/source"
)

// Notes are what a preview shows beside the page of a report: where each part of the
// page stands in the file, and what is wrong with it. They are data for a browser.
// The blocks of the text are not among them: in a page made with SiteOptions.Trace they
// tell their lines themselves.
type Notes struct {
	File     string         `json:"file"`     // content/reports/swj/2022.md
	Cells    map[string]int `json:"cells"`    // ids in the page of cells and of tables (table-requests) → line
	Fields   map[string]int `json:"fields"`   // title, and what the card shows (number for .field-number) → line
	Findings []Note         `json:"findings"` // in the order of the file
}

// A Note is one finding, in one language.
type Note struct {
	Rule     string         `json:"rule"`
	Severity check.Severity `json:"severity"`
	Message  string         `json:"message"`
	Hint     string         `json:"hint,omitempty"`
	File     string         `json:"file,omitempty"` // where it is another one: an attachment
	Line     int            `json:"line"`
	Column   int            `json:"column"`
	Width    int            `json:"width,omitempty"` // how many characters are meant; 0 for a place
	Cells    []string       `json:"cells,omitempty"` // ids in the page; the likeliest one first
	Waived   bool           `json:"waived,omitempty"`
	Reason   string         `json:"reason,omitempty"` // of the waiver
}

// Notes gives what is to be known of one report, nil where the content has none of
// that agency and year. It looks at few others, so that it can be asked after each
// save: the rules of check.LeftToRun are left out. asOf is the day of the check.
func (c *Content) Notes(ctx context.Context, o Options, agency string, year int, asOf date.Date, lang diag.Lang) (*Notes, error) {
	r := c.report(agency, year)
	if r == nil {
		return nil, nil
	}
	text, err := readFile(o.Content, source.File{Path: r.File, Place: path.Join(o.Dir, r.File)}, nil)
	if err != nil {
		return nil, err
	}
	if !r.Sums.Are(text, r.Body) {
		return nil, &changedError{r.File, path.Join(o.Dir, r.File)}
	}
	found, err := check.One(ctx, c.Archive, r, c.checkOptions(o, asOf))
	if err != nil {
		return nil, err
	}
	n := placesOf(r.Report, path.Join(o.Dir, r.File), text)
	n.Findings = make([]Note, 0, len(found))
	for i := range found {
		n.Findings = append(n.Findings, noteOf(&found[i], n.File, lang))
	}
	return n, nil
}

// Notes gives what is to be known of one report, as [Content.Notes] does. The error
// is *Broken where the file has problems that keep it from being taken in.
func (e *Edition) Notes(ctx context.Context, agency string, year int, asOf date.Date, lang diag.Lang) (n *Notes, err error) {
	err = e.asItIs(ctx, func() error {
		e.mu.RLock()
		defer e.mu.RUnlock()
		if e.content == nil {
			return &Broken{e.allProblems()}
		}
		n, err = e.content.Notes(ctx, e.o.Options, agency, year, asOf, lang)
		var changed *changedError
		if errors.As(err, &changed) && e.stale[changed.file] {
			return &Broken{e.allProblems()}
		}
		return err
	})
	return n, err
}

// report gives the report of an agency for a year; nil where there is none.
func (c *Content) report(agency string, year int) *archive.Report {
	if c.Archive == nil {
		return nil
	}
	i := slices.IndexFunc(c.Archive.Agencies, func(a *archive.Agency) bool { return a.ID == agency })
	if i < 0 {
		return nil
	}
	for _, r := range c.Archive.Agencies[i].Reports {
		if r.Year == year {
			return r
		}
	}
	return nil
}

// placesOf begins the notes of a report with the lines of what its page shows.
func placesOf(r *report.Report, file string, text []byte) *Notes {
	n := &Notes{File: file, Cells: map[string]int{}, Fields: map[string]int{}}
	places := schema.PlacesOf(r, file, text)
	for name, pos := range places.Cells {
		n.Cells[name] = pos.Line
	}
	for id, pos := range places.Tables {
		n.Cells["table-"+id] = pos.Line
	}
	for key, pos := range places.Keys {
		if _, table := places.Tables[key]; !table {
			n.Fields[render.CardField(key)] = pos.Line
		}
	}
	return n
}

// noteOf gives a finding about what stands in file.
func noteOf(f *check.Finding, file string, lang diag.Lang) Note {
	n := Note{
		Rule: f.Rule, Severity: f.Severity, Message: f.Message.In(lang), Hint: f.Hint.In(lang),
		Line: f.Pos.Line, Column: f.Pos.Col, Width: f.Width, Cells: f.Cells,
	}
	if f.Pos.File != file {
		n.File = f.Pos.File
	}
	if f.Waiver != nil {
		n.Waived, n.Reason = true, f.Waiver.Reason
	}
	return n
}
