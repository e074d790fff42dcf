// Package history tells what became of a published report: from its revisions in
// git and the [[correction]] entries of today it makes the record that stands on
// the report's page (修订记录), and finds the changes that no correction explains.
//
//	record := history.Record(revisions, current)
//	for _, e := range record {
//		fmt.Println(e.Day, e.Kind, e.Note)
//	}
//	for _, u := range history.Unexplained(revisions, current) {
//		fmt.Println(u.Day, u.Things)
//	}
//
// A report counts as published at the first revision at which it is no draft; what
// is committed up to its date of publication is still the making of it, and of these
// revisions the last one stands for what was published. Revisions that change
// nothing of meaning are no part of the record.
//
// The package knows nothing of git and reads nothing: generator/gitfs makes a Log,
// and generator the revisions of a report. Files beside a report (attachments) have
// no history here.
package history

import (
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/report"
)

// A Log is what a version control system tells of the files of an archive's
// reports, as of one commit.
type Log struct {
	Head    string              // the commit
	Shallow bool                // older commits are not there
	Files   map[string][]Commit // oldest first, by the report's path in the content folder

	// Text gives the bytes of a file at a commit, by Commit.Object. It may be called
	// from several goroutines.
	Text func(object string) ([]byte, error)
}

// A Commit is one that changed a report's file.
type Commit struct {
	ID     string    // the whole name
	Day    date.Date // of the author, in the author's zone
	Note   string    // the first line of the message; "" for none worth showing
	Path   string    // the file's path then, in the content folder
	Object string    // the bytes of the file then
	Root   bool      // no commit before it is known
}

// A Revision is a report at a commit. Its version need not be read where there is
// only one.
type Revision struct {
	Commit
	compare.Version
}

// A Kind says what an Entry of the record is.
type Kind string

// The kinds.
const (
	Published Kind = "published" // the report came out
	Entered   Kind = "entered"   // it came into the archive later than it came out, or nobody knows when it came out
	Oldest    Kind = "oldest"    // the oldest revision that a cut-off history has
	Changed   Kind = "changed"   // it was changed
	Corrected Kind = "corrected" // a correction, with the change that it explains where that is known
)

// An Entry is a line of the record of a report.
type Entry struct {
	Kind        Kind
	Day         date.Date
	Commit      string              // "" where none is known
	Note        string              // of the commit
	From        string              // the path before, where the file was moved
	Difference  *compare.Difference // from the revision before; nil where there is none
	Corrections []*report.Correction
}

// public gives the revisions at which the report was published. From the last day
// of its making on, each of them changed something; the first stands for all up to
// that day.
func public(revisions []Revision, current *report.Report) []Revision {
	var all []Revision
	for _, r := range revisions {
		if r.Report == nil && len(revisions) > 1 || r.Report != nil && r.Report.Draft {
			continue
		}
		all = append(all, r)
	}
	if len(all) == 0 {
		return nil
	}
	last := current.Published
	if last.IsZero() {
		last = all[0].Day
	}
	first := 0
	for first+1 < len(all) && all[first+1].Day.Compare(last) <= 0 && all[first].Day.Compare(last) <= 0 {
		first++
	}
	return all[first:]
}

// A step is a change from one published revision to the next.
type step struct {
	Commit
	from       string // the path before, where it was another
	before     *report.Report
	difference *compare.Difference
}

// steps gives the changes that mean something.
func steps(public []Revision) []step {
	var all []step
	for i := 1; i < len(public); i++ {
		old, new := &public[i-1], &public[i]
		s := step{Commit: new.Commit, before: old.Report, difference: compare.Reports(old.Version, new.Version)}
		if old.Path != new.Path {
			s.from = old.Path
		}
		if !s.difference.Empty() || s.from != "" {
			all = append(all, s)
		}
	}
	return all
}
