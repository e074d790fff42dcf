package demo

import (
	"fmt"

	"gongkai/generator/format"
)

// A form is what the reports on a year have: a statutory format with those of its
// tables that were asked for, and what is needed to fill them in.
type form struct {
	*format.Format
	tables     []*format.Table
	sources    [factCount]origin
	flow       *requestFlow // nil where there is no such table
	indicators *indicators  // likewise
	outline    []section
	ownLabels  []string // see style.halfWidth
	ruleCells  []string // see style.dashes
}

// firstStatistics is the first year of the national table of indicators, by
// 国办发〔2014〕32号. Before it, reports had no table.
const firstStatistics = 2014

func newForm(f *format.Format, tables []*format.Table) (form, error) {
	filled := form{Format: f, tables: tables, sources: sourcesIn(tables)}
	for _, table := range tables {
		var err error
		switch table.ID {
		case "requests":
			filled.flow, err = newRequestFlow(table)
		case "statistics":
			filled.indicators, err = newIndicators(table)
		case "proactive", "disputes":
		default:
			err = fmt.Errorf("table %q is unknown to the demo", table.ID)
		}
		if err != nil {
			return form{}, fmt.Errorf("format %q: %w", f.ID, err)
		}
	}
	filled.ownLabels, filled.ruleCells = filled.labels(), filled.dashed()
	var err error
	filled.outline, err = filled.newOutline()
	return filled, err
}

// newForms gives the form of each year from the first to the last.
func newForms(formats *format.Set) ([]form, error) {
	forms := make([]form, LastYear-FirstYear+1)
	for i := range forms {
		year := FirstYear + i
		f := formats.ForYear(year)
		if i > 0 && forms[i-1].Format == f && year != firstStatistics {
			forms[i] = forms[i-1]
			continue
		}
		tables := f.Tables
		if year < firstStatistics {
			tables = nil
		}
		var err error
		if forms[i], err = newForm(f, tables); err != nil {
			return nil, err
		}
	}
	return forms, nil
}
