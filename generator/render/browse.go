package render

import (
	"fmt"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/indexnumber"
)

// browse gives the tasks that draw the tree of index numbers. A node whose
// address is that of a number is drawn by the number's card.
func (r *Renderer) browse() []Task {
	root := r.archive.Browse
	if root == nil {
		root = &archive.Browse{}
	}
	taken := map[string]bool{}
	for _, n := range r.archive.Numbers {
		taken[n.Path] = true
	}
	var tasks []Task
	var add func(b *archive.Browse)
	add = func(b *archive.Browse) {
		if b.Path == "" || !taken[b.Path] {
			tasks = append(tasks, Task{folderName(browseAddress(b)), func(emit Emit) error { return r.browsePage(b, emit) }})
		}
		for _, child := range b.Children {
			add(child)
		}
	}
	add(root)
	return tasks
}

func browseAddress(b *archive.Browse) string {
	if b.Path == "" {
		return "index-numbers/"
	}
	return numberAddress(b.Path)
}

func (r *Renderer) browsePage(b *archive.Browse, emit Emit) error {
	base := browseAddress(b)
	info := pageInfo{kind: "browse", title: r.site.NumberName, column: r.site.NumberName, about: "按编号查找公开的信息", summary: "按" + r.site.NumberName + "的各段查找"}
	if b.Path != "" {
		info.title = b.Step.Label
		info.crumbs = r.browseCrumbs(b)
	}
	pages := windows(base, len(b.Children)+len(b.Numbers), numbersPerPage)
	for i, w := range pages {
		at := r.spotAt(w.address)
		info.address = w.address
		view := &BrowsePage{Frame: r.frame(info), Name: info.title, Pager: r.pager(pages, i, ordinal)}
		if b.Path == "" && i == 0 {
			view.Schemes = r.schemes()
		}
		k := len(b.Children)
		for _, child := range b.Children[min(w.from, k):min(w.to, k)] {
			view.Children = append(view.Children, browseBranch(child, at))
		}
		for _, n := range b.Numbers[max(w.from-k, 0):max(w.to-k, 0)] {
			view.Entries = append(view.Entries, numberEntry(n, at))
		}
		if err := r.page("browse", w.address, view, emit); err != nil {
			return err
		}
	}
	return nil
}

func (r *Renderer) browseCrumbs(b *archive.Browse) []crumb {
	var crumbs []crumb
	for p := b.Parent; p != nil && p.Path != ""; p = p.Parent {
		crumbs = append([]crumb{{p.Step.Label, browseAddress(p)}}, crumbs...)
	}
	return append([]crumb{{r.site.NumberName, "index-numbers/"}}, crumbs...)
}

func browseBranch(b *archive.Browse, at spot) Branch {
	branch := Branch{Text: b.Step.Label, Href: at.to(browseAddress(b)), Count: b.Total}
	if b.Step.Value != b.Step.Label {
		branch.Note = b.Step.Value
	}
	return branch
}

func numberEntry(n *archive.Number, at spot) Entry {
	return Entry{
		Title: n.Report.Title, Href: at.to(numberAddress(n.Path)), Number: n.Number,
		Date: n.Report.Published.String(), Year: n.Report.Year, State: states[n.Report.State],
	}
}

// branches lists what is below a node: levels, then the numbers that end there.
func (r *Renderer) branches(b *archive.Browse, at spot) []Branch {
	var list []Branch
	for _, child := range b.Children {
		list = append(list, browseBranch(child, at))
	}
	for _, n := range b.Numbers {
		list = append(list, Branch{Text: n.Number, Href: at.to(numberAddress(n.Path)), Note: n.Report.Title})
	}
	return list
}

// schemes explains how numbers are made up.
func (r *Renderer) schemes() []SchemeNote {
	var notes []SchemeNote
	for i := range r.archive.Schemes {
		s := &r.archive.Schemes[i]
		note := SchemeNote{Name: s.Name, Basis: s.Basis, Pattern: s.Pattern, Years: yearsOf(s)}
		for _, segment := range s.Segments {
			note.Segments = append(note.Segments, SegmentNote{Label: segment.Label, Text: segmentText(segment)})
		}
		notes = append(notes, note)
	}
	return notes
}

func yearsOf(s *indexnumber.Scheme) string {
	switch {
	case s.From != 0 && s.To != 0:
		return fmt.Sprintf("%d—%d年", s.From, s.To)
	case s.From != 0:
		return fmt.Sprintf("%d年起", s.From)
	case s.To != 0:
		return fmt.Sprintf("至%d年", s.To)
	}
	return ""
}

// segmentText says what stands in a segment.
func segmentText(s indexnumber.Segment) string {
	var parts []string
	switch {
	case s.Kind == indexnumber.Const:
		return "固定为“" + s.Value + "”"
	case s.Min == s.Max && s.Min > 0:
		parts = append(parts, fmt.Sprintf("%d 位", s.Min))
	case s.Max > 0:
		parts = append(parts, fmt.Sprintf("%d 至 %d 位", s.Min, s.Max))
	}
	switch s.Check {
	case indexnumber.GB11714:
		parts = append(parts, "组织机构代码（GB 11714）")
	case indexnumber.GB32100:
		parts = append(parts, "统一社会信用代码（GB 32100）")
	}
	return strings.Join(parts, "，")
}
