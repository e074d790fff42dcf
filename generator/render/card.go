package render

import (
	"cmp"
	"fmt"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/indexnumber"
)

// unknown stands for metadata that a report does not give.
const unknown = "未注明"

// card gives the metadata of a report as catalogues have them (国办公开办函〔2019〕61号).
func (r *Renderer) card(p *archive.Report, at spot) []Field {
	number := Field{ID: "number", Label: r.site.NumberName, Values: []Link{{Text: unknown}}}
	if p.IndexNumber != "" {
		number.Values = []Link{{Text: p.IndexNumber}}
		number.Copy = p.IndexNumber
		if p.Number != nil {
			number.Label = labelOf(p.Number, r.site.NumberName)
			number.Values[0].Href = at.to(numberAddress(p.Number.Path))
		}
	}
	fields := []Field{
		number,
		{ID: "agency", Label: "发布机构", Values: []Link{{Text: p.Agency.NameIn(p.Year), Href: at.to(agencyAddress(p.Agency.ID))}}},
		plainField("document", "文号", p.DocumentNumber),
		{ID: "year", Label: "报告年度", Values: []Link{{Text: fmt.Sprintf("%d年", p.Year), Href: at.to(yearAddress(p.Year))}}},
		plainField("issued", "成文日期", p.Issued.Chinese()),
		plainField("published", "发布日期", p.Published.Chinese()),
		plainField("validity", "有效性", p.Validity),
	}
	if len(p.Nodes) > 0 {
		f := Field{ID: "catalogue", Label: "目录"}
		for _, n := range p.Nodes {
			f.Values = append(f.Values, Link{Text: nodePath(n), Href: at.to(nodeAddress(n.ID))})
		}
		fields = append(fields, f)
	}
	if len(p.Keywords) > 0 {
		fields = append(fields, plainField("keywords", "主题词", strings.Join(p.Keywords, "；")))
	}
	if len(p.Former) > 0 {
		f := Field{ID: "former", Label: "曾用" + r.site.NumberName}
		for _, n := range p.Former {
			f.Values = append(f.Values, Link{Text: n.Number})
		}
		fields = append(fields, f)
	}
	return fields
}

// CardField gives the Field.ID of the field in which the card shows what a key of
// the front matter says. A key that the card does not show stays as it is.
func CardField(key string) string {
	switch key {
	case "index_number":
		return "number"
	case "document_number":
		return "document"
	case "former_index_numbers":
		return "former"
	}
	return key
}

func plainField(id, label, value string) Field {
	return Field{ID: id, Label: label, Values: []Link{{Text: cmp.Or(value, unknown)}}}
}

// labelOf says what a number is called: schemes may say so themselves.
func labelOf(n *archive.Number, name string) string {
	if n.Scheme != nil && n.Scheme.Label != "" {
		return n.Scheme.Label
	}
	return name
}

// nodePath names a catalogue node with those above it.
func nodePath(n *archive.Node) string {
	if n.Parent == nil {
		return n.Name
	}
	return nodePath(n.Parent) + " / " + n.Name
}

func numberAddress(path string) string { return "index-numbers/" + indexnumber.Href(path) + "/" }

// Numbers draws the catalogue card of a report's index number, and the pages that
// lead from its former numbers to it.
func (r *Renderer) Numbers(p *archive.Report, emit Emit) error {
	if n := p.Number; n != nil {
		if err := r.numberCard(n, emit); err != nil {
			return err
		}
	}
	for _, n := range p.Former {
		if err := r.redirect(n, emit); err != nil {
			return err
		}
	}
	return nil
}

func (r *Renderer) numberCard(n *archive.Number, emit Emit) error {
	p := n.Report
	address := numberAddress(n.Path)
	at := r.spotAt(address)
	view := &CardPage{
		Frame: r.frame(pageInfo{
			kind: "card", address: address, title: n.Number, summary: p.Title,
			column: r.site.NumberName, about: "按编号查找公开的信息", crumbs: []crumb{{r.site.NumberName, "index-numbers/"}},
		}),
		Number: n.Number, Copy: n.Number,
		Text: Link{Text: p.Title, Href: at.to(reportAddress(p.Agency.ID, p.Year))},
	}
	view.Fields = append(view.Fields, Field{ID: "title", Label: "名称", Values: []Link{view.Text}})
	view.Fields = append(view.Fields, r.card(p, at)...)
	if p.Summary != "" {
		view.Fields = append(view.Fields, plainField("summary", "内容概述", p.Summary))
	}
	for _, part := range n.Parts {
		view.Parts = append(view.Parts, SegmentNote{Label: part.Segment.Label, Text: part.Value})
	}
	if n.Short != "" {
		view.Parts = append(view.Parts, SegmentNote{Label: "后段码", Text: n.Short})
	}
	if n.Below != nil {
		view.Below = r.branches(n.Below, at)
	}
	return r.page("card", address, view, emit)
}

// redirect draws the page of a former number. The host need not be able to
// redirect: the page does it itself, and says so.
func (r *Renderer) redirect(n *archive.Number, emit Emit) error {
	p := n.Report
	address := numberAddress(n.Path)
	at := r.spotAt(address)
	to := Link{Text: p.Title, Href: at.to(reportAddress(p.Agency.ID, p.Year))}
	target := reportAddress(p.Agency.ID, p.Year)
	if p.Number != nil {
		target = numberAddress(p.Number.Path)
		to = Link{Text: p.Number.Number, Href: at.to(target)}
	}
	view := &RedirectPage{
		Frame: r.frame(pageInfo{kind: "redirect", address: address, title: n.Number, hidden: true, column: r.site.NumberName,
			crumbs: []crumb{{r.site.NumberName, "index-numbers/"}}}),
		Number: n.Number, To: to,
	}
	view.Canonical = r.absolute(target)
	return r.page("redirect", address, view, emit)
}
