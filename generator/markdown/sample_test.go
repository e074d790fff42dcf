package markdown

import (
	"maps"
	"slices"
	"strings"
)

// The report that the texts of the tests belong to.
var (
	sampleCells = map[string]string{
		"requests.received.total":   "3",
		"requests.carried_in.total": "1,200",
		"requests.granted.total":    "/",
		"proactive.normative.made":  "2",
		"proactive.normative.valid": "14",
		"proactive.licensing":       "108",
		"proactive.penalty":         "0",
		"proactive.fees":            "",
		"hostile.cell.value":        `<b>&"`,
	}
	sampleTables = []string{"proactive", "requests", "disputes", "channels"}
	sampleFiles  = []string{"附件1.pdf", "附件 2.pdf", "2021.md", "../pages/catalogue.md", "chart.png"}
)

// sampleSource is a text of that report.
func sampleSource(text []byte) Source {
	return Source{
		File: "content/reports/swj/2022.md",
		Text: text,
		Line: 11,
		Cell: func(name string) (string, bool) {
			value, ok := sampleCells[name]
			return value, ok
		},
		CellNames: func() []string { return slices.Sorted(maps.Keys(sampleCells)) },
		Table:     func(id string) bool { return slices.Contains(sampleTables, id) },
		TableIDs:  sampleTables,
		Link: func(dest string) (string, bool) {
			path, _, _ := strings.Cut(dest, "#")
			path = strings.ReplaceAll(path, "%20", " ")
			if !slices.Contains(sampleFiles, path) {
				return "", false
			}
			if strings.HasSuffix(path, ".md") {
				return "../" + strings.TrimSuffix(dest, ".md") + "/", true
			}
			return dest, true
		},
	}
}
