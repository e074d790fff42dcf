package check

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/diag"
)

var missingReports = Unit{
	Rules: []Rule{{
		Name: "missing-report", Severity: Warning, Group: Dates,
		Title:   diag.Text{Zh: "应有的报告缺失", En: "a report that should be there is missing"},
		About:   diag.Text{Zh: "机关从第一份报告（或 archive.toml 的 since）起，每年应有一份，到 until 为止；规定的期限已过、库里没有的，逐年列出。整个库都没有的下一年度，在期限过后的当年列出（按检查的日期 --as-of）；此后视为不再续编。", En: "From its first report, or since in archive.toml, an agency has one each year, up to until. Years whose deadline has passed and which have none are listed. The year after all reports is listed in the year of its deadline, by the day of the check (--as-of); later the archive is taken to be closed."},
		Basis:   diag.Text{Zh: "《政府信息公开条例》第四十九条", En: "条例 art. 49"},
		Example: diag.Text{Zh: "有 2020、2022 年度的报告，没有 2021 年度的", En: "reports for 2020 and 2022, none for 2021"},
	}},
	Whole: checkMissing,
}

// checkMissing lists for each agency the years without a report. One that cannot be
// read is not missing.
func checkMissing(_ context.Context, w *Whole) error {
	for _, x := range w.Agencies {
		if x.First == 0 {
			continue
		}
		last := w.newest
		// The year after all reports: no report tells whether it is due. An archive that
		// nobody has added to for a year is taken to be closed.
		if due := archive.Deadline(x, w.newest+1); w.AsOf.Compare(due) > 0 && w.AsOf.Year <= due.Year {
			last = w.newest + 1
		}
		var years []string
		next := 0
		for year := x.First; year <= last; year++ {
			for next < len(x.Reports) && x.Reports[next].Year < year {
				next++
			}
			if next < len(x.Reports) && x.Reports[next].Year == year || x.Until != 0 && year > x.Until || slices.Contains(w.unread[x.ID], year) {
				continue
			}
			if w.AsOf.Compare(archive.Deadline(x, year)) > 0 {
				years = append(years, fmt.Sprint(year))
			}
		}
		if len(years) == 0 {
			continue
		}
		w.Add(Finding{
			Rule: "missing-report", Pos: x.Pos, Agency: x.ID,
			Message: diag.Textf("%[1]s缺 %[2]d 份报告：%[3]s年度", "%[4]s lacks %[2]d reports: %[5]s", x.Name, len(years), strings.Join(years, "、"), x.ID, strings.Join(years, ", ")),
			Hint:    diag.Text{Zh: "补齐报告；没有义务报告的年度，用 since、until 写明", En: "add the reports; say with since and until which years it does not report on"},
		})
	}
	return nil
}
