package review

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/settings"
)

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
				before, after := isFile(m.Base, k.file()), isFile(m.Head, k.file())
				if before != after {
					m.moving[k.Agency], m.coming[k] = true, after
					m.checked.agency(k.Agency)
				}
			}
		case "formats", "words":
			m.read.all, m.checked.all = true, true
		}
	}
	before, after, err := m.settings()
	if err != nil {
		return err
	}
	if err := m.formats(); err != nil {
		return err
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
var reference = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`([^\s/()<>"]+)/([12][0-9]{3})\b`)
})

// linked takes in the reports that changed texts name, so that links to them are
// known to lead somewhere.
func (m *maker) linked() error {
	for _, name := range m.Paths {
		if path.Ext(name) != ".md" {
			continue
		}
		for _, files := range []fs.FS{m.Base, m.Head} {
			if !isRegular(files, name) {
				continue
			}
			text, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			if !bytes.Contains(text, []byte("](")) && !bytes.Contains(text, []byte("]:")) {
				continue
			}
			for _, found := range reference().FindAllSubmatch(text, -1) {
				year, _ := strconv.Atoi(string(found[2]))
				m.read.report(Key{string(found[1]), year})
			}
		}
	}
	return nil
}

// newest gives the years of the newest reports before and after: the whole folder is
// listed for it, where a report came or went. Else no finding hangs on it.
func (m *maker) newest() (before, after int, err error) {
	if len(m.coming) == 0 {
		return 0, 0, nil
	}
	now, err := m.listing()
	for _, k := range now {
		after = max(after, k.Year)
		if !m.coming[k] {
			before = max(before, k.Year)
		}
	}
	for k, came := range m.coming {
		if !came {
			before = max(before, k.Year)
		}
	}
	return before, after, err
}

// listing gives all reports of the head, also those that are not read. The whole folder
// is listed for it, once.
func (m *maker) listing() ([]Key, error) {
	if m.all != nil {
		return m.all, nil
	}
	all, err := []Key{}, error(nil)
	for _, e := range readDir(m.Head, "reports", &err) {
		for _, f := range readDir(m.Head, "reports/"+e.Name(), &err) {
			if k := (Key{e.Name(), yearOf(f.Name())}); k.Year != 0 && !f.IsDir() && path.Base(k.file()) == f.Name() {
				all = append(all, k)
			}
		}
	}
	m.all = all
	return all, err
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
