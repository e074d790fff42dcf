package check

// units are all rules, in the order in which they are shown.
var units []Unit

func init() {
	// Units look rules up in this list: a circle that must be closed here.
	units = []Unit{
		sums, cellTypes, rollups, outliers, allZero,
		wrongYear, stalePlan, majorityYear, publication, impossibleDates, outdated, missingReports,
		outline, numbering, links, wrongFormat, absentTables, textElsewhere, blankCells, labels, mixedForms, overview, problems, titles,
		textTables, feesInWords, corrected,
		indexNumbers, validity, keywordNoise,
		copying, repeated, generic, templateRemains,
		personalData, applicants, marksAndCharacters, lookAlikeNames, typos, wordLists,
		waiving, correcting,
	}
}
