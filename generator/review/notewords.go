package review

import (
	"cmp"
	"slices"

	"gongkai/generator/compare"
	"gongkai/generator/diag"
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
			diag.Text{Zh: "检查说明", En: "waiver"}, "waiver", cmp.Or(w.New, w.Old).Rule, change(w.Old != nil, w.New != nil), differing(compare.WaiverFields(w.Old), compare.WaiverFields(w.New)),
		})
	}
	for _, c := range d.Corrections {
		all = append(all, note{
			diag.Text{Zh: "更正", En: "correction"}, "correction", cmp.Or(c.New, c.Old).Date.String(), change(c.Old != nil, c.New != nil), differing(compare.CorrectionFields(c.Old), compare.CorrectionFields(c.New)),
		})
	}
	return all
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
