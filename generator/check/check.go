// Package check finds the mistakes that annual reports really contain: sums that
// do not tie, numbers in the text that are not those of the tables, last year's
// text left in, missing sections, personal data, and more. It judges; it changes
// nothing: a published number stays as it was published, and a finding stands
// beside it.
//
//	result, err := check.Run(ctx, archive, check.Options{Files: content, Dir: "content", AsOf: today, Jobs: 2})
//
// A Rule says what is looked for and why; a Unit is the code that looks, for one
// rule or for a few that belong together. To add a rule, write a Unit in a file of
// its own and put it on the list in units.go.
//
// Sums are those of the table's format. A sum over a cell that is blank or holds a
// mark ("/") cannot be assessed: that is neither a finding nor a pass.
package check

import (
	"cmp"
	"context"
	"io/fs"
	"slices"

	"gongkai/generator/archive"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/history"
	"gongkai/generator/markdown"
	"gongkai/generator/parallel"
	"gongkai/generator/report"
)

// A Severity says how sure and how grave a finding is.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the report contradicts itself, the prescribed form or the law
	Warning Severity = "warning" // very likely wrong; lawful explanations exist
	Notice  Severity = "notice"  // of form or style, or worth a look
)

// rank orders severities, the gravest first.
func (s Severity) rank() int {
	return slices.Index([]Severity{Error, Warning, Notice}, s)
}

// A Finding is one thing that a rule has found.
type Finding struct {
	Pos      diag.Pos  // of the very cell or word
	Width    int       // how many characters from there on are meant; 0 where it is a place
	Masked   bool      // the words at Pos are private: they are not to be quoted
	Rule     string    // name of the rule
	Severity Severity  // usually that of the rule
	Message  diag.Text // what was found, and what was expected
	Hint     diag.Text // what to do; may be empty
	Agency   string    // id; "" where a finding is of no single agency
	Year     int       // 0 where it is of no single year
	Cells    []string  // the cells it is about, table.row.column; the likeliest one first

	// Left and Right are the two sides of an identity that does not hold, or what
	// the text and what the table says; "" for findings of other kinds.
	Left, Right string

	// Waiver is the author's explanation, where there is one. A finding that is
	// explained fails no check.
	Waiver *report.Waiver
}

// Compare orders findings by file, line, column and rule, and for findings at one
// place by what they say, so that parallel work gives one order.
func (f *Finding) Compare(g *Finding) int {
	return cmp.Or(f.Pos.Compare(g.Pos), cmp.Compare(f.Rule, g.Rule), cmp.Compare(f.Message.Zh, g.Message.Zh), slices.Compare(f.Cells, g.Cells))
}

// Options say how to check.
type Options struct {
	Files fs.FS     // the content folder
	Dir   string    // its name, with which places begin: content
	AsOf  date.Date // the day on which the check is held: reports due by then should be there
	Jobs  int       // how many reports are worked on at a time; at least 1
	Words []WordList
	Names *Names // of the archive, for who asks more than once; nil to have them made

	// Unread are the years of reports that are there but not in the archive, since
	// they cannot be read, by agency.
	Unread map[string][]int

	// Extent, when set, says which rules are applied to a report. One to which none
	// are serves those that are compared with it.
	Extent func(r *archive.Report) Extent

	// Newest is the year of the newest report where the archive is a part of a larger
	// one; 0 where it is not.
	Newest int

	// History gives the changes of a report after its publication that no correction
	// explains; nil where nothing is known of changes.
	History func(r *archive.Report) ([]history.UnexplainedChange, error)

	// Source gives what the text of a report may refer to, so that references to
	// nothing are found; nil looks for no such problems.
	Source func(r *archive.Report, place string, text []byte, line int) markdown.Source
}

// An Extent says which rules are applied to a report.
type Extent uint8

// The extents.
const (
	Nothing    Extent = iota
	Comparison        // rules that look at other reports too, and those of tables
	Everything
)

// Run applies all rules to all reports of an archive. The findings are in order;
// those that a waiver explains are among them.
func Run(ctx context.Context, a *archive.Archive, o Options) ([]Finding, error) {
	w := newWhole(a, o)
	w.digests, w.found = make([]Digest, len(a.Reports)), make([][]Finding, len(a.Reports))
	err := parallel.Each(ctx, o.Jobs, len(a.Reports), func(i int) error {
		extent := Everything
		if o.Extent != nil {
			extent = o.Extent(a.Reports[i])
		}
		if extent == Nothing {
			return nil
		}
		s, err := w.apply(a.Reports[i], extent)
		if err != nil {
			return err
		}
		w.digests[i] = digest(s)
		w.found[i] = s.settle()
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		if u.Whole == nil {
			continue
		}
		if err := u.Whole(ctx, w); err != nil {
			return nil, err
		}
	}
	findings := w.findings
	for _, found := range w.found {
		findings = append(findings, found...)
	}
	return inOrder(w.waive(w.Reports, findings)), ctx.Err()
}

// apply opens a report and applies the rules that look at one at a time.
func (w *Whole) apply(r *archive.Report, extent Extent) (*Subject, error) {
	s, problems, err := w.read(r)
	if err != nil {
		return nil, err
	}
	for _, p := range problems {
		s.Add(FromProblem(p))
	}
	for _, u := range units {
		if u.Tables != nil {
			u.Tables(s)
		}
		if u.Text != nil && extent == Everything {
			u.Text(s)
		}
	}
	if extent != Everything {
		return s, nil
	}
	return s, s.unexplained()
}

// inOrder sorts findings, and leaves one of those that are the same.
func inOrder(findings []Finding) []Finding {
	slices.SortFunc(findings, func(f, g Finding) int { return f.Compare(&g) })
	return slices.CompactFunc(findings, func(f, g Finding) bool { return f.Compare(&g) == 0 })
}

// FromProblem gives what stands in the way of a build as a finding.
func FromProblem(p diag.Problem) Finding {
	return Finding{Pos: p.Pos, Rule: p.Rule, Severity: Error, Message: p.Text, Hint: p.Hint}
}

// Cells applies the rules of arithmetic to one report. Findings have no places in
// files. It is for showing findings beside the cells of a page. asOf decides which waivers are in force.
func Cells(r *archive.Report, asOf date.Date) []Finding {
	s := &Subject{Report: r}
	for _, u := range units {
		if u.Tables != nil && u.Rules[0].Group == Arithmetic {
			u.Tables(s)
		}
	}
	for i := range s.found {
		s.found[i].explain(r.Waivers, asOf)
	}
	slices.SortStableFunc(s.found, func(f, g Finding) int { return cmp.Compare(f.Severity.rank(), g.Severity.rank()) })
	return s.found
}
