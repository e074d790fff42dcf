package review

import (
	"cmp"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/compare"
	"gongkai/generator/report"
)

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
			if m.comparable(page) {
				pages[page] = true
				continue
			}
		}
		if k, _ := keyOf(name); k.Year != 0 && (m.base.files.has(k.file()) || m.head.files.has(k.file())) ||
			(name == "archive.toml" || parts[0] == "formats") && !m.unread.has(name) {
			continue
		}
		was, is := isFile(m.Base, name), isFile(m.Head, name)
		if was || is {
			m.review.Other = append(m.review.Other, File{name, change(was, is), m.unread.files[baseSide][name], m.unread.files[headSide][name]})
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

// comparable says that something can be said of a page, apart from that one of its
// versions cannot be read, which it notes. What is gone was there, if it could be read
// or not.
func (m *maker) comparable(page string) bool {
	file := "pages/" + page + ".md"
	old := m.base.content.UnreadPage(page) || isLink(m.Base, file)
	new := m.head.content.UnreadPage(page) || isLink(m.Head, file)
	if old {
		m.unread.note(baseSide, file)
	}
	if new {
		m.unread.note(headSide, file)
	}
	return m.base.pages[page] != nil && !new || m.head.pages[page] != nil && !old || old && !isFile(m.Head, file)
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
	p := Page{Name: name, Change: change(old != nil || m.base.content.UnreadPage(name), new != nil)}
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
