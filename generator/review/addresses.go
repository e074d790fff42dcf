package review

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/indexnumber"
	"gongkai/generator/report"
)

// addresses finds which came, which went and which moved, and what is lost by that.
func (m *maker) addresses() error {
	for i := range m.review.Reports {
		m.reportAddresses(&m.review.Reports[i])
	}
	m.numbers()
	if err := m.lists(); err != nil {
		return err
	}
	for i := range m.review.Pages {
		p := &m.review.Pages[i]
		where := place{file: path.Join(m.Dir, "pages", p.Name+".md")}
		if p.Change != compare.Modified {
			m.address(where, Address{Address: "/" + url.PathEscape(p.Name) + "/", Change: p.Change})
		}
		for _, f := range p.Files {
			if f.OldSize < 0 || f.NewSize < 0 {
				m.address(where, Address{Address: "/" + url.PathEscape(p.Name) + "/" + escape(f.Name), Change: change(f.OldSize >= 0, f.NewSize >= 0)})
			}
		}
	}
	for _, e := range m.review.Settings {
		folder := map[string]string{"agency": "agencies", "catalogue": "catalogue"}[e.What]
		if folder != "" && e.ID != "" && e.Change != compare.Modified {
			m.address(place{file: path.Join(m.Dir, "archive.toml")}, Address{Address: "/" + folder + "/" + url.PathEscape(e.ID) + "/", Change: e.Change})
		}
	}
	slices.SortFunc(m.review.Addresses, func(a, b Address) int {
		return cmp.Or(cmp.Compare(a.Address, b.Address), cmp.Compare(a.Change, b.Change))
	})
	return nil
}

// A place says where what is lost belongs to.
type place struct {
	report *Report // nil for none
	file   string
}

// add notes a finding of the rules that need two versions.
func (m *maker) add(where place, f check.Finding) {
	for _, r := range Rules() {
		if r.Name == f.Rule {
			f.Severity = r.Severity
		}
	}
	if f.Pos.File == "" {
		f.Pos = diag.Pos{File: where.file, Line: 1, Col: 1}
	}
	if where.report == nil {
		m.review.New = append(m.review.New, f)
		return
	}
	f.Agency, f.Year = where.report.Agency, where.report.Year
	where.report.New = append(where.report.New, f)
}

// address notes what became of an address.
func (m *maker) address(where place, a Address) {
	m.review.Addresses = append(m.review.Addresses, a)
	switch a.Change {
	case compare.Removed:
		m.add(where, check.Finding{Rule: addressLost,
			Message: diag.Textf("网址 %s 不再存在", "the address %s is lost", a.Address),
			Hint:    diag.Text{Zh: "原来的链接会失效；恢复它，或者由审核的人认可", En: "links to it lead to nothing: bring it back, or have the reviewer agree"}})
	case Renamed:
		m.add(where, check.Finding{Rule: addressLost,
			Message: diag.Textf("网址 %[1]s 改为 %[2]s，原来的网址不再存在", "the address %[1]s is %[2]s now, and nothing leads from the old one to it", a.Address, a.To),
			Hint:    diag.Text{Zh: "机关编号和年度写错的才改；在网站服务器上把旧网址转到新网址", En: "let the web server lead from the old address to the new one"}})
	}
}

func escape(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

func (k Key) address() string {
	return "/reports/" + url.PathEscape(k.Agency) + "/" + strconv.Itoa(k.Year) + "/"
}

// public gives a report that has an address: one that is there and no draft.
func public(r *report.Report) *report.Report {
	if r == nil || r.Draft {
		return nil
	}
	return r
}

// versions gives both versions of a report as they are published.
func (m *maker) versions(r *Report) (old, new *report.Report) {
	return public(m.base.reports[r.before()]), public(m.head.reports[r.Key])
}

// before gives the name that a report had.
func (r *Report) before() Key {
	if r.From != nil {
		return *r.From
	}
	return r.Key
}

// publishes says that a report has an address on a side. One that cannot be read is
// taken for no draft.
func (v *version) publishes(k Key) bool {
	if r := v.reports[k]; r != nil {
		return !r.Draft
	}
	return v.content.Unread(k.Agency, k.Year)
}

// reportAddresses looks at the addresses of a report and its attachments.
func (m *maker) reportAddresses(r *Report) {
	where := place{r, r.File}
	if r.Difference == nil {
		// It cannot be read, which is not to say that it is gone. One that was at another
		// place is gone from there, whatever was in it.
		switch before := r.before(); {
		case !m.base.publishes(before):
		case r.From != nil:
			m.address(where, Address{Address: before.address(), Change: Renamed, To: r.address()})
		case r.Change == compare.Removed:
			m.address(where, Address{Address: before.address(), Change: compare.Removed})
		}
		return
	}
	old, new := m.versions(r)
	switch {
	case old == nil && new == nil:
		return
	case old == nil || new == nil:
		m.address(where, Address{Address: r.address(), Change: change(old != nil, new != nil)})
	case r.From != nil:
		m.address(where, Address{Address: r.From.address(), Change: Renamed, To: r.address()})
	}
	if old == nil || new == nil || r.From != nil {
		return // attachments share the fate of their report
	}
	for _, a := range r.Difference.Attachments {
		if a.OldSize < 0 || a.NewSize < 0 {
			m.address(where, Address{Address: r.address() + escape(a.Name), Change: change(a.OldSize >= 0, a.NewSize >= 0)})
		}
	}
	m.correction(r, old)
}

// numbers looks for index numbers that came and went. One that is with another
// report now is not lost.
func (m *maker) numbers() {
	before, after := map[string]*Report{}, map[string]*Report{}
	for i := range m.review.Reports {
		r := &m.review.Reports[i]
		if r.Difference == nil {
			continue
		}
		old, new := m.versions(r)
		for _, side := range []struct {
			r    *report.Report
			into map[string]*Report
		}{{old, before}, {new, after}} {
			if side.r == nil {
				continue
			}
			for _, n := range append([]string{side.r.IndexNumber}, side.r.FormerIndexNumbers...) {
				if n != "" {
					side.into[n] = r
				}
			}
		}
	}
	for n, r := range before {
		if after[n] != nil {
			continue
		}
		m.review.Addresses = append(m.review.Addresses, Address{Address: numberAddress(n), Change: compare.Removed, Number: n})
		f := check.Finding{Rule: numberLost,
			Message: diag.Textf("索引号 %s 丢失，按它查不到报告了", "the index number %s is lost: no report is found under it", n),
			Hint:    diag.Textf("写进报告的 former_index_numbers：[%q]", "keep it in former_index_numbers of the report: [%q]", n)}
		if _, new := m.versions(r); new != nil && new.IndexNumberPos.Line > 0 {
			f.Pos = new.IndexNumberPos
		}
		m.add(place{r, r.File}, f)
	}
	for n := range after {
		if before[n] == nil {
			m.review.Addresses = append(m.review.Addresses, Address{Address: numberAddress(n), Change: compare.Added, Number: n})
		}
	}
}

func numberAddress(n string) string {
	return "/index-numbers/" + indexnumber.Href(indexnumber.Path(n)) + "/"
}
