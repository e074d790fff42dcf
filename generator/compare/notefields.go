package compare

import "gongkai/generator/report"

// WaiverFields gives the keys of a waiver with their values in New; nil values where
// there are none, and of a waiver that is nil.
func WaiverFields(w *report.Waiver) []Field {
	if w == nil {
		w = &report.Waiver{}
	}
	return []Field{
		{Key: "rule", New: single(w.Rule)}, {Key: "cells", New: w.Cells}, {Key: "reason", New: single(w.Reason)},
		{Key: "by", New: single(w.By)}, {Key: "date", New: dayOf(w.Date)}, {Key: "until", New: dayOf(w.Until)},
	}
}

// CorrectionFields is WaiverFields for a correction.
func CorrectionFields(c *report.Correction) []Field {
	if c == nil {
		c = &report.Correction{}
	}
	return []Field{{Key: "date", New: dayOf(c.Date)}, {Key: "reason", New: single(c.Reason)}, {Key: "cells", New: c.Cells}, {Key: "sections", New: c.Sections}}
}
