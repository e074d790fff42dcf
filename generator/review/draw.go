package review

import (
	"gongkai/generator"
	"gongkai/generator/report"
)

// draw draws the texts of the reports that changed, the gravest first, as long as
// there is room.
func (m *maker) draw() error {
	room := m.Draw
	if room <= 0 {
		return nil
	}
	var drawers [2]*generator.Drawer
	for i, v := range []*version{m.base, m.head} {
		if v.content.Archive == nil {
			return nil
		}
		var err error
		if drawers[i], err = generator.NewDrawer(v.content, v.files); err != nil {
			return err
		}
	}
	for _, r := range gravestFirst(m.review) {
		if r.whole() || r.Difference == nil || r.Difference.Formatting {
			continue // all of it is shown, or nothing differs
		}
		for i, side := range []struct {
			version *report.Report
			drawn   *string
		}{{r.Before, &r.DrawnBefore}, {r.After, &r.DrawnAfter}} {
			var err error
			if *side.drawn, err = drawers[i].Draw(side.version); err != nil {
				return err
			}
		}
		if room -= len(r.DrawnBefore) + len(r.DrawnAfter); room < 0 {
			r.DrawnBefore, r.DrawnAfter = "", ""
			return nil
		}
	}
	return nil
}
