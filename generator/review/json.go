package review

import (
	"bytes"
	"encoding/json"
	"io"

	"gongkai/generator/check"
	"gongkai/generator/compare"
	"gongkai/generator/diag"
	"gongkai/generator/findings"
	"gongkai/generator/report"
)

// JSON writes a review as one object.
//
// "head" is "" for the working tree. What cannot be read names in "unreadable_in" the
// sides on which it cannot: "base", "head".
//
//	{"base": "HEAD~1", "head": "HEAD", "reports": [{"agency": "swj", "year": 2022, "change": "modified",
//	 "cells": [{"cell": "requests.received.total", "label": "…", "old": 8, "new": 9, "difference": "+1"}],
//	 "fields": [{"field": "title", "old": "…", "new": "…"}],
//	 "sections": [{"heading": "一、总体情况", "old": 0, "new": 0, "hunks": [{"op": "equal", "text": "…"}]}],
//	 "findings_fixed": [], "findings_new": []}]}
//
// A cell has its digits as they stand, "" for a blank, null where there is no such
// cell or it could not be read. A row of a table of the report's own that was added or
// removed has all its cells, a table that was added or removed all its rows; the columns of
// a removed row are those of the old table. A field that the reader refused stands as it
// is written. A field with a list has a list, one that is not there null. "old" and "new" of a
// section are its places in the two versions, -1 for none. The hunks in their order are the old text (equal, delete,
// move) and the new one (equal, insert); a moved text stands where it was, and
// "to" says where it is now: in the section of that place in the new version, behind so many
// characters of its new text. Findings are those of check --format json; those at the
// top belong to none of the reports.
func JSON(w io.Writer, r *Review, o Options) error {
	out := object{Base: r.Base, Head: r.Head, Reports: []reportObject{}}
	for i := range r.Reports {
		one, err := newReport(&r.Reports[i], o.Lang)
		if err != nil {
			return err
		}
		out.Reports = append(out.Reports, one)
	}
	out.Settings, out.Formats = entriesOf(r.Settings), entriesOf(r.Formats)
	out.Pages = []pageObject{}
	for _, p := range r.Pages {
		out.Pages = append(out.Pages, pageObject{p.Name, p.Change, fieldsOf(p.Fields), sectionsOf(p.Sections), filesOf(p.Files)})
	}
	out.Addresses = []addressObject{}
	for _, a := range r.Addresses {
		c := a.Change
		if c == Renamed {
			c = "moved"
		}
		out.Addresses = append(out.Addresses, addressObject{a.Address, c, a.To, a.Number})
	}
	out.Other = []fileObject{}
	for _, f := range r.Other {
		out.Other = append(out.Other, fileObject{f.Path, f.Change, sidesOf(f.UnreadBefore, f.UnreadAfter)})
	}
	var err error
	if out.Fixed, out.New, err = both(r.Fixed, r.New, o.Lang); err != nil {
		return err
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

// sidesOf names sides.
func sidesOf(base, head bool) (sides []string) {
	if base {
		sides = append(sides, "base")
	}
	if head {
		sides = append(sides, "head")
	}
	return sides
}

func newReport(r *Report, lang diag.Lang) (reportObject, error) {
	one := reportObject{Agency: r.Agency, Year: r.Year, Change: r.Change, Cells: []cellObject{}, Fields: []fieldObject{}, Sections: []sectionObject{}}
	if r.From != nil {
		one.From = &keyObject{r.From.Agency, r.From.Year}
	}
	if d := r.Difference; d == nil {
		one.Unreadable, one.UnreadableIn = true, sidesOf(r.Unreadable())
	} else {
		one.Formatting, one.Reasons = d.Formatting, d.Reasons
		for _, t := range d.Tables {
			for _, c := range t.Cells {
				one.Cells = append(one.Cells, cellObject{c.Key, c.Label, value{c.Old}, value{c.New}, c.Difference})
			}
		}
		one.Fields, one.Sections = fieldsOf(d.Shown()), sectionsOf(d.Sections)
		one.Tables, one.Attachments = tablesOf(d.Free), filesOf(d.Attachments)
		for _, w := range d.Waivers {
			one.Waivers = append(one.Waivers, waiverObject{newWaiver(w.Old), newWaiver(w.New)})
		}
		for _, c := range d.Corrections {
			one.Corrections = append(one.Corrections, correctionObject{newCorrection(c.Old), newCorrection(c.New)})
		}
	}
	var err error
	one.Fixed, one.New, err = both(r.Fixed, r.New, lang)
	return one, err
}

// both writes two lists of findings.
func both(fixed, new []check.Finding, lang diag.Lang) (json.RawMessage, json.RawMessage, error) {
	var a, b bytes.Buffer
	o := findings.Options{Lang: lang}
	if err := findings.JSON(&a, fixed, o); err != nil {
		return nil, nil, err
	}
	err := findings.JSON(&b, new, o)
	return a.Bytes(), b.Bytes(), err
}

// lists are the keys of the front matter that hold lists.
var lists = map[string]bool{"former_index_numbers": true, "catalogue": true, "keywords": true, "table": true}

func fieldsOf(fields []compare.Field) []fieldObject {
	all := []fieldObject{}
	for _, f := range fields {
		all = append(all, fieldObject{f.Key, plain(f, f.Old), plain(f, f.New)})
	}
	return all
}

// plain gives a value as JSON has it.
func plain(f compare.Field, v []string) any {
	switch {
	case len(v) == 0:
		return nil
	case len(f.Old) > 1, len(f.New) > 1, lists[f.Key]:
		return v
	}
	return v[0]
}

func sectionsOf(sections []compare.Section) []sectionObject {
	all := []sectionObject{}
	for _, s := range sections {
		one := sectionObject{Heading: s.Heading, Old: s.Old, New: s.New, Moved: s.Moved, Hunks: []hunkObject{}}
		if s.OldHeading != s.Heading && s.Old >= 0 {
			one.OldHeading = s.OldHeading
		}
		for _, h := range s.Hunks {
			if h.Op == compare.Arrive {
				continue // the move says it
			}
			hunk := hunkObject{Op: h.Op, Text: h.Text}
			if h.To != nil {
				hunk.To = &placeObject{h.To.Section, h.To.Heading, h.To.At}
			}
			one.Hunks = append(one.Hunks, hunk)
		}
		all = append(all, one)
	}
	return all
}

func tablesOf(tables []compare.FreeTable) []tableObject {
	var all []tableObject
	for _, t := range tables {
		one := tableObject{Table: t.ID, Change: t.Change, Rows: []rowObject{}}
		side := func(t *report.FreeTable, of func(*report.FreeTable) any) any {
			if t == nil {
				return nil
			}
			return of(t)
		}
		whole := t.Old == nil || t.New == nil
		if t.Caption || whole {
			caption := func(t *report.FreeTable) any { return t.Caption }
			one.Caption = &pairObject{side(t.Old, caption), side(t.New, caption)}
		}
		if t.Columns != nil || whole {
			columns := func(t *report.FreeTable) any { return t.Columns }
			one.Columns = &pairObject{side(t.Old, columns), side(t.New, columns)}
		}
		for _, r := range rowsOf(&t) {
			one.Rows = append(one.Rows, newRow(&t, &r))
		}
		all = append(all, one)
	}
	return all
}

// newRow gives the cells of a row that differ; of one that came or went all of them.
func newRow(t *compare.FreeTable, r *compare.Row) rowObject {
	row := rowObject{Old: r.Old, New: r.New, Change: change(r.Old >= 0, r.New >= 0), Cells: []rowCellObject{}}
	for i, c := range wholeRow(t, r) {
		one := rowCellObject{Column: i}
		if r.Old >= 0 {
			one.Old.Cell = &c
		} else {
			one.New.Cell = &c
		}
		row.Cells = append(row.Cells, one)
	}
	if len(row.Cells) > 0 {
		return row
	}
	for _, c := range r.Cells {
		row.Cells = append(row.Cells, rowCellObject{c.Column, value{&c.Old}, value{&c.New}, c.Difference})
	}
	return row
}

func filesOf(files []compare.Attachment) []attachmentObject {
	var all []attachmentObject
	size := func(n int64) *int64 {
		if n < 0 {
			return nil
		}
		return &n
	}
	for _, f := range files {
		all = append(all, attachmentObject{f.Name, change(f.OldSize >= 0, f.NewSize >= 0), size(f.OldSize), size(f.NewSize)})
	}
	return all
}

func entriesOf(entries []compare.Entry) []entryObject {
	all := []entryObject{}
	for _, e := range entries {
		all = append(all, entryObject{e.What, e.ID, e.Change, fieldsOf(e.Fields)})
	}
	return all
}

func newWaiver(w *report.Waiver) *waiverSide {
	if w == nil {
		return nil
	}
	s := &waiverSide{Rule: w.Rule, Cells: w.Cells, Reason: w.Reason, By: w.By, Date: w.Date.String()}
	if !w.Until.IsZero() {
		s.Until = w.Until.String()
	}
	return s
}

func newCorrection(c *report.Correction) *correctionSide {
	if c == nil {
		return nil
	}
	return &correctionSide{c.Date.String(), c.Reason, c.Cells, c.Sections}
}
