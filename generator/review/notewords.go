package review

import (
	"cmp"
	"slices"

	"gongkai/generator/compare"
	"gongkai/generator/date"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// A note is a waiver or a correction that differs, with the keys in which it does.
type note struct {
	what   diag.Text
	key    string // waiver
	id     string // the rule or the date
	change Change
	fields []compare.Field
}

// notesOf gives the waivers and corrections that differ: of one that came or went
// all keys.
func notesOf(d *compare.Difference) []note {
	var all []note
	for _, w := range d.Waivers {
		all = append(all, note{
			diag.Text{Zh: "检查说明", En: "waiver"}, "waiver", cmp.Or(w.New, w.Old).Rule, change(w.Old != nil, w.New != nil), differing(waiverFields(w.Old), waiverFields(w.New)),
		})
	}
	for _, c := range d.Corrections {
		all = append(all, note{
			diag.Text{Zh: "更正", En: "correction"}, "correction", cmp.Or(c.New, c.Old).Date.String(), change(c.Old != nil, c.New != nil), differing(correctionFields(c.Old), correctionFields(c.New)),
		})
	}
	return all
}

// waiverFields gives the keys of a waiver with their values in New.
func waiverFields(w *report.Waiver) []compare.Field {
	if w == nil {
		w = &report.Waiver{}
	}
	return []compare.Field{
		{Key: "rule", New: single(w.Rule)}, {Key: "cells", New: w.Cells}, {Key: "reason", New: single(w.Reason)},
		{Key: "by", New: single(w.By)}, {Key: "date", New: dayOf(w.Date)}, {Key: "until", New: dayOf(w.Until)},
	}
}

func correctionFields(c *report.Correction) []compare.Field {
	if c == nil {
		c = &report.Correction{}
	}
	return []compare.Field{{Key: "date", New: dayOf(c.Date)}, {Key: "reason", New: single(c.Reason)}, {Key: "cells", New: c.Cells}, {Key: "sections", New: c.Sections}}
}

func single(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

func dayOf(d date.Date) []string {
	if d.IsZero() {
		return nil
	}
	return []string{d.String()}
}

// differing gives the fields in which two lists of the same keys differ.
func differing(old, new []compare.Field) []compare.Field {
	var all []compare.Field
	for i, f := range new {
		if !slices.Equal(old[i].New, f.New) {
			all = append(all, compare.Field{Key: f.Key, Old: old[i].New, New: f.New})
		}
	}
	return all
}

var noteWords = map[string]diag.Text{
	"rule": {Zh: "检查项", En: "rule"}, "cells": {Zh: "单元格", En: "cells"}, "reason": {Zh: "理由", En: "reason"}, "by": {Zh: "说明人", En: "by"},
	"date": {Zh: "日期", En: "date"}, "until": {Zh: "有效期", En: "until"}, "sections": {Zh: "部分", En: "sections"},
}

// noteField names a key of a waiver or a correction.
func (o Options) noteField(key string) string { return noteWords[key].In(o.Lang) }
