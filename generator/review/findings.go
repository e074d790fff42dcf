package review

import (
	"path"
	"slices"
	"strings"

	"gongkai/generator/check"
	"gongkai/generator/findings"
)

// findings gives each finding that is new or fixed to the report it comes from.
func (m *maker) findings() {
	m.listed = map[Key]*Report{}
	for i := range m.review.Reports {
		r := &m.review.Reports[i]
		m.listed[r.Key] = r
		if r.From != nil && m.listed[*r.From] == nil {
			m.listed[*r.From] = r
		}
	}
	before := m.base.findings
	if len(m.renamed) > 0 {
		// A report that was renamed keeps its findings.
		now := map[Key]Key{}
		for k, old := range m.renamed {
			now[old] = k
		}
		before = slices.Clone(before)
		for i := range before {
			f := &before[i]
			if k, renamed := now[Key{f.Agency, f.Year}]; renamed {
				if f.Pos.File == path.Join(m.Dir, Key{f.Agency, f.Year}.file()) {
					f.Pos.File = path.Join(m.Dir, k.file())
				}
				f.Agency, f.Year = k.Agency, k.Year
			}
		}
	}
	for _, f := range findings.New(m.head.findings, before) {
		if r := m.cause(f); r != nil {
			r.New = append(r.New, f)
		} else {
			m.review.New = append(m.review.New, f)
		}
	}
	for _, f := range findings.New(before, m.head.findings) {
		if r := m.cause(f); m.unknown(f, r) {
			continue
		} else if r != nil {
			r.Fixed = append(r.Fixed, f)
		} else {
			m.review.Fixed = append(m.review.Fixed, f)
		}
	}
	order(m.review.New)
	order(m.review.Fixed)
	for i := range m.review.Reports {
		order(m.review.Reports[i].New)
		order(m.review.Reports[i].Fixed)
	}
}

// unknown says of a finding that is not there any more that it may be there all the
// same: in a file that cannot be read now, or in comparison with it.
func (m *maker) unknown(f check.Finding, cause *Report) bool {
	if cause != nil {
		return cause.cannotBeRead()
	}
	name := strings.TrimPrefix(f.Pos.File, m.Dir+"/")
	return strings.HasPrefix(name, "pages/") && m.unread.files[headSide][name]
}

func order(list []check.Finding) {
	slices.SortFunc(list, func(f, g check.Finding) int { return f.Compare(&g) })
}

// cause gives the changed report that a finding comes from: the very one, else that
// of the nearest year of its agency, else one that its report sums up; nil for
// none.
func (m *maker) cause(f check.Finding) *Report {
	if f.Agency == "" || f.Year == 0 {
		return nil
	}
	for _, step := range []int{0, -1, 1, -2} {
		if r := m.listed[Key{f.Agency, f.Year + step}]; r != nil {
			return r
		}
	}
	for _, v := range []*version{m.head, m.base} {
		for _, a := range v.content.Settings.Agencies {
			if a.ID != f.Agency {
				continue
			}
			for _, part := range a.Aggregates {
				if r := m.listed[Key{part, f.Year}]; r != nil {
					return r
				}
			}
		}
	}
	return nil
}
