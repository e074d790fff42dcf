package review

import (
	"cmp"
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/parallel"
	"gongkai/generator/report"
	"gongkai/generator/source"
)

// Input is what is reviewed.
type Input struct {
	Base, Head         fs.FS  // content folders
	BaseName, HeadName string // for people: HEAD~1
	BaseCommit         string // the hash, where it is a commit
	HeadCommit         string
	Paths              []string // the files that differ between them
	Dir                string   // with which places in messages begin: content
	AsOf               date.Date
	Jobs               int

	// Draw is for how many bytes the texts of changed reports are drawn as the site
	// shows them, the gravest first.
	Draw int
}

func (k Key) file() string { return "reports/" + k.Agency + "/" + strconv.Itoa(k.Year) + ".md" }

func (k Key) compare(l Key) int {
	return cmp.Or(cmp.Compare(k.Agency, l.Agency), cmp.Compare(k.Year, l.Year))
}

// A maker holds what is known while a review is made.
type maker struct {
	Input
	review     *Review
	base, head *version
	touched    map[Key]bool    // reports with a file that differs, on either side
	renamed    map[Key]Key     // new → old
	moving     map[string]bool // agencies of which a report came or went, or that did so themselves
	coming     map[Key]bool    // reports that came, or with false went
	listed     map[Key]*Report // by their keys, new and old
	checked    selection       // the reports to which the rules are applied
	read       selection
	unread     unread
	all        []Key // what listing gave
}

// A version is one of the two sides.
type version struct {
	files    *view
	content  *generator.Content
	findings []check.Finding
	reports  map[Key]*report.Report
	names    map[string]string
	pages    map[string]*report.Page
}

// Make reviews what differs.
func Make(ctx context.Context, in Input) (*Review, error) {
	in.Dir = strings.TrimSuffix(in.Dir, "/")
	in.Paths = slices.DeleteFunc(slices.Clone(in.Paths), ignored)
	slices.Sort(in.Paths)
	m := &maker{
		Input: in, review: &Review{Base: in.BaseName, Head: in.HeadName, BaseCommit: in.BaseCommit, HeadCommit: in.HeadCommit, AsOf: in.AsOf},
		touched: map[Key]bool{}, moving: map[string]bool{}, coming: map[Key]bool{},
		checked: selection{years: map[string]map[int]bool{}}, read: selection{years: map[string]map[int]bool{}},
	}
	if err := fetch(ctx, m.Paths, in.Base, in.Head); err != nil {
		return nil, err
	}
	if err := m.choose(); err != nil {
		return nil, err
	}
	before, after, err := m.views()
	if err != nil {
		return nil, err
	}
	m.base, m.head = &version{files: before}, &version{files: after}
	if err := fetch(ctx, slices.Collect(maps.Keys(after.files)), in.Head); err != nil {
		return nil, err
	}
	if err := m.check(ctx); err != nil {
		return nil, err
	}
	if err := m.reports(ctx); err != nil {
		return nil, err
	}
	if err := m.others(); err != nil {
		return nil, err
	}
	if err := m.addresses(); err != nil {
		return nil, err
	}
	m.findings()
	return m.review, m.draw()
}

// fetch has many files read in one go from the folders that can do so.
func fetch(ctx context.Context, names []string, folders ...fs.FS) error {
	return parallel.Each(ctx, len(folders), len(folders), func(i int) error {
		if f, ok := folders[i].(interface{ Fetch(names []string) error }); ok {
			return f.Fetch(names)
		}
		return nil
	})
}

// ignored says that a file is no part of an archive.
func ignored(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), source.Ignored)
}

// check reads and checks both sides.
func (m *maker) check(ctx context.Context) error {
	before, after, err := m.newest()
	if err != nil {
		return err
	}
	was, is, err := generator.CheckBoth(ctx, m.part(m.base, before), m.part(m.head, after), m.Paths, m.AsOf)
	if err != nil {
		return err
	}
	m.take(m.base, was)
	m.take(m.head, is)
	m.missed(baseSide, m.base)
	m.missed(headSide, m.head)
	m.review.Rules = append(is.Rules, Rules()...)
	return nil
}

// part gives what is checked of a side.
func (m *maker) part(v *version, newest int) generator.Part {
	return generator.Part{
		Options: generator.Options{Content: v.files, Dir: m.Dir, Drafts: true, Jobs: m.Jobs},
		Extent:  func(agency string, year int) check.Extent { return m.extent(Key{agency, year}) },
		Newest:  newest,
	}
}

// take keeps of a side what is needed of it.
func (m *maker) take(v *version, checked *generator.Checked) {
	v.content = checked.Content
	v.reports, v.names, v.pages = map[Key]*report.Report{}, map[string]string{}, map[string]*report.Page{}
	for _, a := range v.content.Settings.Agencies {
		v.names[a.ID] = a.DisplayShort()
	}
	if a := v.content.Archive; a != nil {
		for _, r := range a.Reports {
			v.reports[Key{r.Agency.ID, r.Year}] = r.Report
		}
		for _, p := range a.Pages {
			v.pages[p.Name] = p
		}
	}
	for _, f := range checked.Findings {
		if f.Agency == "" || f.Year == 0 || m.read.has(Key{f.Agency, f.Year}) {
			v.findings = append(v.findings, f)
		}
	}
}

// version gives a report as compare wants it.
func (v *version) version(k Key) (compare.Version, error) {
	r := v.reports[k]
	if r == nil {
		return compare.Version{}, nil
	}
	text, err := fs.ReadFile(v.files, r.File)
	if err != nil {
		return compare.Version{}, err
	}
	return compare.Version{Report: r, Body: string(text[r.Body.Start:r.Body.End]), File: string(text)}, nil
}

// reports compares the reports that are touched.
func (m *maker) reports(ctx context.Context) error {
	var removed, added []Key
	for k := range m.touched {
		switch was, is := m.base.files.has(k.file()), m.head.files.has(k.file()); {
		case was && !is:
			removed = append(removed, k)
		case is && !was:
			added = append(added, k)
		}
	}
	slices.SortFunc(removed, Key.compare)
	slices.SortFunc(added, Key.compare)
	var err error
	if m.renamed, err = renames(m.base.files, m.head.files, removed, added); err != nil {
		return err
	}
	gone := map[Key]bool{}
	for _, old := range m.renamed {
		gone[old] = true
	}
	for k := range m.touched {
		if !gone[k] && (m.base.files.has(k.file()) || m.head.files.has(k.file())) {
			m.review.Reports = append(m.review.Reports, Report{Key: k})
		}
	}
	list := m.review.Reports
	slices.SortFunc(list, func(a, b Report) int { return a.Key.compare(b.Key) })
	return parallel.Each(ctx, m.Jobs, len(list), func(i int) error { return m.report(&list[i]) })
}

// report compares the two versions of a report.
func (m *maker) report(r *Report) error {
	r.Name = cmp.Or(m.head.names[r.Agency], m.base.names[r.Agency])
	r.File = path.Join(m.Dir, r.file())
	before := r.Key
	was, is := m.base.files.has(r.file()), m.head.files.has(r.file())
	switch old, renamed := m.renamed[r.Key]; {
	case renamed:
		before, r.From, r.Change, was = old, &old, Renamed, true
	case !was:
		r.Change = compare.Added
	case !is:
		r.Change = compare.Removed
	default:
		r.Change = compare.Modified
	}
	one, err := m.base.version(before)
	if err != nil {
		return err
	}
	two, err := m.head.version(r.Key)
	if err != nil {
		return err
	}
	r.Before, r.After = one.Report, two.Report
	if was && one.Report == nil || is && two.Report == nil {
		return nil // it cannot be read
	}
	r.Difference = compare.Reports(one, two)
	m.attachments(r, one.Report, two.Report)
	return nil
}

// attachments adds those that differ in their bytes only, which compare does not
// see.
func (m *maker) attachments(r *Report, old, new *report.Report) {
	if old == nil || new == nil {
		return
	}
	for _, a := range new.Attachments {
		i := slices.IndexFunc(old.Attachments, func(b report.File) bool { return b.Name == a.Name })
		if i < 0 || old.Attachments[i].Size != a.Size || old.Attachments[i].Path != a.Path {
			continue
		}
		if _, differs := slices.BinarySearch(m.Paths, a.Path); differs {
			r.Difference.Attachments = append(r.Difference.Attachments, compare.Attachment{Name: a.Name, OldSize: a.Size, NewSize: a.Size})
		}
	}
	slices.SortFunc(r.Difference.Attachments, func(a, b compare.Attachment) int { return cmp.Compare(a.Name, b.Name) })
}
