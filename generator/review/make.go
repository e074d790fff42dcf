package review

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/parallel"
	"gongkai/generator/report"
	"gongkai/generator/settings"
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
	moving     map[string]bool // agencies of which a report came or went
	listed     map[Key]*Report // by their keys, new and old
	checked    selection       // the reports to which the rules are applied
	read       selection
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
		touched: map[Key]bool{}, moving: map[string]bool{},
		checked: selection{years: map[string]map[int]bool{}}, read: selection{years: map[string]map[int]bool{}},
	}
	if err := m.choose(); err != nil {
		return nil, err
	}
	before, after, err := views(m.Input, &m.read)
	if err != nil {
		return nil, err
	}
	m.base, m.head = &version{files: before}, &version{files: after}
	sides := []*version{m.base, m.head}
	err = parallel.Each(ctx, 2, 2, func(i int) error { return m.load(ctx, sides[i]) })
	if err != nil {
		return nil, err
	}
	if err := m.reports(ctx); err != nil {
		return nil, err
	}
	if err := m.others(); err != nil {
		return nil, err
	}
	m.addresses()
	m.findings()
	return m.review, m.draw()
}

// ignored says that a file is no part of an archive.
func ignored(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), source.Ignored)
}

// choose finds which reports are touched, which are to be checked, and which are
// read for that.
func (m *maker) choose() error {
	for _, name := range m.Paths {
		switch top, _, _ := strings.Cut(name, "/"); top {
		case "reports":
			k, _ := keyOf(name)
			if k.Agency == "" {
				continue
			}
			m.read.agency(k.Agency)
			if k.Year != 0 {
				m.touched[k] = true
				_, before := fs.Stat(m.Base, k.file())
				_, after := fs.Stat(m.Head, k.file())
				if (before == nil) != (after == nil) {
					m.moving[k.Agency] = true
					m.checked.agency(k.Agency)
				}
			}
		case "formats", "words":
			m.read.all, m.checked.all = true, true
		}
	}
	before, err := m.settings(m.Base)
	if err != nil {
		return err
	}
	after := before
	if slices.Contains(m.Paths, "archive.toml") {
		if after, err = m.settings(m.Head); err != nil {
			return err
		}
		m.review.Settings = compare.Settings(before, after)
	}
	for _, e := range m.review.Settings {
		switch {
		case e.What == "agency" && e.ID != "":
			m.moving[e.ID] = true
			m.read.agency(e.ID)
			m.checked.agency(e.ID)
		case e.What == "agency", e.What == "catalogue" && (e.ID == "" || e.Change == compare.Added), e.What == "site" && !touchesAll(e):
		default:
			m.read.all, m.checked.all = true, true
		}
	}
	for k := range m.touched {
		for _, step := range []int{-1, 0, 1, 2} {
			m.checked.report(Key{k.Agency, k.Year + step})
		}
	}
	for _, s := range []*settings.Settings{before, after} {
		m.sumUps(s)
	}
	return m.linked()
}

// touchesAll says that a change of [site] may change what is found in any report.
func touchesAll(e compare.Entry) bool {
	return slices.ContainsFunc(e.Fields, func(f compare.Field) bool {
		return strings.Contains(f.Key, "deadline")
	})
}

// settings reads archive.toml as far as it can be read.
func (m *maker) settings(files fs.FS) (*settings.Settings, error) {
	text, err := fs.ReadFile(files, "archive.toml")
	if errors.Is(err, fs.ErrNotExist) {
		return &settings.Settings{}, nil
	}
	if err != nil {
		return nil, err
	}
	s, _ := settings.Read(path.Join(m.Dir, "archive.toml"), text)
	return s, nil
}

// sumUps takes in the reports that sum up touched ones, with all their parts, and
// the parts of touched ones.
func (m *maker) sumUps(s *settings.Settings) {
	years := map[string][]int{}
	for k := range m.touched {
		years[k.Agency] = append(years[k.Agency], k.Year)
	}
	for _, a := range s.Agencies {
		for _, part := range append([]string{a.ID}, a.Aggregates...) {
			if len(a.Aggregates) == 0 {
				break
			}
			for _, year := range years[part] {
				m.checked.report(Key{a.ID, year})
				m.read.report(Key{a.ID, year})
				for _, p := range a.Aggregates {
					m.read.report(Key{p, year})
				}
			}
		}
	}
}

// reference is a report as links and addresses name it.
var reference = regexp.MustCompile(`([^\s/()<>"]+)/([12][0-9]{3})\b`)

// linked takes in the reports that changed texts name, so that links to them are
// known to lead somewhere.
func (m *maker) linked() error {
	for _, name := range m.Paths {
		if path.Ext(name) != ".md" {
			continue
		}
		for _, files := range []fs.FS{m.Base, m.Head} {
			text, err := fs.ReadFile(files, name)
			if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
				continue
			}
			if err != nil {
				return err
			}
			if !bytes.Contains(text, []byte("](")) && !bytes.Contains(text, []byte("]:")) {
				continue
			}
			for _, found := range reference.FindAllSubmatch(text, -1) {
				year, _ := strconv.Atoi(string(found[2]))
				m.read.report(Key{string(found[1]), year})
			}
		}
	}
	return nil
}

// load reads and checks a side.
func (m *maker) load(ctx context.Context, v *version) error {
	checked, err := generator.Check(ctx, generator.Options{
		Content: v.files, Dir: m.Dir, Drafts: true, Jobs: m.Jobs,
		Extent: func(agency string, year int) check.Extent { return m.extent(Key{agency, year}) },
	}, m.AsOf)
	if err != nil {
		return err
	}
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
	if v == m.head {
		m.review.Rules = append(checked.Rules, Rules()...)
	}
	return nil
}

// extent says which rules are applied to a report. Of one that is the same on both
// sides the text is checked where links in it may lead to something else now.
func (m *maker) extent(k Key) check.Extent {
	switch {
	case m.checked.all, m.touched[k], m.moving[k.Agency]:
		if m.checked.has(k) {
			return check.Everything
		}
	case m.checked.has(k):
		return check.Comparison
	}
	return check.Nothing
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

// others compares formats, pages and what else differs.
func (m *maker) others() error {
	if slices.ContainsFunc(m.Paths, func(name string) bool { return strings.HasPrefix(name, "formats/") }) {
		m.review.Formats = compare.Formats(m.base.content.Formats, m.head.content.Formats)
	}
	pages := map[string]bool{}
	for _, name := range m.Paths {
		parts := strings.Split(name, "/")
		if parts[0] == "pages" && len(parts) > 1 {
			page := strings.TrimSuffix(parts[1], ".md")
			if m.base.pages[page] != nil || m.head.pages[page] != nil {
				pages[page] = true
				continue
			}
		}
		if k, _ := keyOf(name); k.Year != 0 && (m.base.files.has(k.file()) || m.head.files.has(k.file())) ||
			name == "archive.toml" || parts[0] == "formats" {
			continue
		}
		was, is := m.base.files.has(name), m.head.files.has(name)
		if was || is {
			m.review.Other = append(m.review.Other, File{name, change(was, is)})
		}
	}
	for name := range pages {
		p, err := m.page(name)
		if err != nil {
			return err
		}
		m.review.Pages = append(m.review.Pages, p)
	}
	slices.SortFunc(m.review.Pages, func(a, b Page) int { return cmp.Compare(a.Name, b.Name) })
	return nil
}

func change(was, is bool) Change {
	switch {
	case !was:
		return compare.Added
	case !is:
		return compare.Removed
	}
	return compare.Modified
}

// page compares a plain page.
func (m *maker) page(name string) (Page, error) {
	old, new := m.base.pages[name], m.head.pages[name]
	p := Page{Name: name, Change: change(old != nil, new != nil)}
	var bodies [2]string
	for i, v := range []*version{m.base, m.head} {
		page := v.pages[name]
		if page == nil {
			continue
		}
		text, err := fs.ReadFile(v.files, page.File)
		if err != nil {
			return p, err
		}
		bodies[i] = string(text[page.Body.Start:page.Body.End])
	}
	p.Sections = compare.Prose(bodies[0], bodies[1])
	for _, key := range []struct {
		name  string
		value func(*report.Page) string
	}{
		{"title", func(p *report.Page) string { return p.Title }},
		{"summary", func(p *report.Page) string { return p.Summary }},
		{"updated", func(p *report.Page) string {
			if p.Updated.IsZero() {
				return ""
			}
			return p.Updated.String()
		}},
		{"order", func(p *report.Page) string {
			if p.Order == 0 {
				return ""
			}
			return strconv.Itoa(p.Order)
		}},
	} {
		f := compare.Field{Key: key.name}
		if old != nil && key.value(old) != "" {
			f.Old = []string{key.value(old)}
		}
		if new != nil && key.value(new) != "" {
			f.New = []string{key.value(new)}
		}
		if !slices.Equal(f.Old, f.New) {
			p.Fields = append(p.Fields, f)
		}
	}
	p.Files = m.assets(old, new)
	return p, nil
}

// assets compares the files beside a page.
func (m *maker) assets(old, new *report.Page) []compare.Attachment {
	all := map[string]*compare.Attachment{}
	at := func(name string) *compare.Attachment {
		if all[name] == nil {
			all[name] = &compare.Attachment{Name: name, OldSize: -1, NewSize: -1}
		}
		return all[name]
	}
	paths := map[string]string{}
	if old != nil {
		for _, f := range old.Assets {
			at(f.Name).OldSize, paths[f.Name] = f.Size, f.Path
		}
	}
	if new != nil {
		for _, f := range new.Assets {
			at(f.Name).NewSize, paths[f.Name] = f.Size, f.Path
		}
	}
	var list []compare.Attachment
	for name, a := range all {
		if _, differs := slices.BinarySearch(m.Paths, paths[name]); differs || a.OldSize != a.NewSize {
			list = append(list, *a)
		}
	}
	slices.SortFunc(list, func(a, b compare.Attachment) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
