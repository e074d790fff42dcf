package review

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"gongkai/generator"
	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/settings"
	"gongkai/generator/source"
)

// Every report hangs on archive.toml and the formats. Where one of these files can be
// read on one side only, that of the other side stands in for it, so that all the rest
// can be compared; of the file itself it is said that it cannot be read.

// The two sides, as places in an array.
const (
	baseSide = iota
	headSide
)

// unread is what cannot be read, of both sides.
type unread struct {
	files    [2]map[string]bool
	standIns [2][]string  // files in whose stead those of the other side are taken
	problems [2]diag.List // of the files that have a stand-in
}

// note takes down that a file cannot be read on a side.
func (u *unread) note(side int, name string) {
	if u.files[side] == nil {
		u.files[side] = map[string]bool{}
	}
	u.files[side][name] = true
}

// has says that a file cannot be read on one side at least.
func (u *unread) has(name string) bool { return u.files[baseSide][name] || u.files[headSide][name] }

// replace takes down that a file has a stand-in on a side.
func (u *unread) replace(side int, name string, problems diag.List) {
	u.standIns[side] = append(u.standIns[side], name)
	u.problems[side] = append(u.problems[side], problems...)
}

// settings reads archive.toml on both sides and compares it. Of one that has problems
// nothing is said but that.
func (m *maker) settings() (*settings.Settings, *settings.Settings, error) {
	const name = "archive.toml"
	old, found, err := m.readSettings(m.Base)
	if err != nil || !slices.Contains(m.Paths, name) {
		return old, old, err
	}
	new, foundNow, err := m.readSettings(m.Head)
	if err != nil {
		return nil, nil, err
	}
	if len(found) == 0 && len(foundNow) == 0 {
		m.review.Settings = compare.Settings(old, new)
		return old, new, nil
	}
	if len(found) > 0 {
		m.unread.note(baseSide, name)
	}
	if len(foundNow) > 0 {
		m.unread.note(headSide, name)
	}
	switch {
	case len(foundNow) == 0 && isRegular(m.Head, name):
		m.unread.replace(baseSide, name, found)
		return new, new, nil
	case len(found) == 0 && isRegular(m.Base, name):
		m.unread.replace(headSide, name, foundNow)
		return old, old, nil
	}
	return old, new, nil
}

// readSettings reads archive.toml as far as it can be read.
func (m *maker) readSettings(files fs.FS) (*settings.Settings, diag.List, error) {
	const name = "archive.toml"
	if !isFile(files, name) {
		return &settings.Settings{}, nil, nil
	}
	if isLink(files, name) {
		problems, err := m.irregular(files, name)
		return &settings.Settings{}, problems, err
	}
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, nil, err
	}
	s, problems := settings.Read(path.Join(m.Dir, name), text)
	return s, problems, nil
}

// irregular gives what is wrong with an entry of a folder that is no file with bytes of its own.
func (m *maker) irregular(files fs.FS, name string) (diag.List, error) {
	info, err := fs.Lstat(files, name)
	if err != nil {
		return nil, err
	}
	_, problems, err := source.Load(newView(map[string]located{name: {fs.FileInfoToDirEntry(info), files}}), m.Dir)
	return problems, err
}

// formats looks which of the formats that differ cannot be read.
func (m *maker) formats() error {
	if !slices.ContainsFunc(m.Paths, isFormat) {
		return nil
	}
	var found [2]map[string]diag.List
	for side, files := range []fs.FS{m.Base, m.Head} {
		problems, err := m.formatProblems(files)
		if err != nil {
			return err
		}
		found[side] = problems
	}
	for _, name := range m.Paths {
		if !isFormat(name) {
			continue
		}
		for side, other := range []fs.FS{m.Head, m.Base} {
			if len(found[side][name]) == 0 {
				continue
			}
			m.unread.note(side, name)
			if isRegular(other, name) && len(found[1-side][name]) == 0 {
				m.unread.replace(side, name, found[side][name])
			}
		}
	}
	return nil
}

func isFormat(name string) bool { return strings.HasPrefix(name, "formats/") }

// formatProblems gives what is wrong with the formats of a side, by their files.
func (m *maker) formatProblems(files fs.FS) (map[string]diag.List, error) {
	w := walker{files, map[string]located{}, nil}
	w.folder("formats", nil)
	if w.err != nil {
		return nil, w.err
	}
	v := newView(w.found)
	_, listed, err := source.Load(v, m.Dir)
	if err != nil {
		return nil, err
	}
	_, problems, err := generator.Formats(generator.Options{Content: v, Dir: m.Dir})
	found := map[string]diag.List{}
	for _, p := range append(listed, problems...) {
		name := strings.TrimPrefix(p.Pos.File, m.Dir+"/")
		found[name] = append(found[name], p)
	}
	return found, err
}

// substitute puts the stand-ins into the views of both sides.
func (u *unread) substitute(files [2]map[string]located) {
	for side, names := range u.standIns {
		for _, name := range names {
			files[side][name] = files[1-side][name]
		}
	}
}

// missed adds to a side the problems of the files that have a stand-in. Where that is
// archive.toml, it says nothing of agencies and nodes that the other one may declare.
func (m *maker) missed(side int, v *version) {
	if m.unread.has("archive.toml") {
		v.findings = slices.DeleteFunc(v.findings, func(f check.Finding) bool {
			return f.Rule == "unknown-agency" || f.Rule == "unknown-catalogue"
		})
	}
	for _, p := range m.unread.problems[side] {
		v.findings = append(v.findings, check.FromProblem(p))
	}
	order(v.findings)
}

// cannotBeRead says that the head of a report is there and cannot be read.
func (r *Report) cannotBeRead() bool {
	_, now := r.Unreadable()
	return now
}

// Unreadable says which of the versions of a report are there but cannot be read.
func (r *Report) Unreadable() (before, after bool) {
	if r.Difference != nil {
		return false, false
	}
	return r.Before == nil && r.Change != compare.Added, r.After == nil && r.Change != compare.Removed
}

// isFile says that a name is that of a file or a link, and no folder.
func isFile(files fs.FS, name string) bool {
	info, err := fs.Lstat(files, name)
	return err == nil && !info.IsDir()
}

// isLink says that a name is that of a link, a pipe or a device.
func isLink(files fs.FS, name string) bool { return isFile(files, name) && !isRegular(files, name) }

// isRegular says that a name is that of a file with bytes of its own.
func isRegular(files fs.FS, name string) bool {
	info, err := fs.Lstat(files, name)
	return err == nil && info.Mode().IsRegular()
}
