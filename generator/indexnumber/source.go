package indexnumber

import (
	"slices"

	"gongkai/generator/diag"
)

// A source is a place where the value of a segment comes from. Its name is what
// stands between braces in a pattern.
type source struct {
	name  string
	kinds []Kind // the kinds of segments it can fill; the first is that of a pattern
	label string // of the segment, where the scheme gives none
	help  diag.Text
}

// sources are all of them. The dates are those of the report's front matter;
// catalogued is the day of the entry in a catalogue, which no front matter has,
// but some rules number by it.
var sources = []source{
	{"agency.code", []Kind{Coded, Enum}, "机构代码", diag.Text{Zh: "机构的 code", En: "code of the agency"}},
	{"agency.id", []Kind{Coded, Enum}, "机构", diag.Text{Zh: "机构的 id", En: "id of the agency"}},
	{"catalogue", []Kind{Coded, Enum}, "分类号", diag.Text{Zh: "目录分类的 id", En: "id of the catalogue node"}},
	{"year", []Kind{Year}, "年度", diag.Text{Zh: "报告年度", En: "the year reported on"}},
	{"issued.year", []Kind{Year}, "成文年度", diag.Text{Zh: "成文日期的年", En: "year of the day of issue"}},
	{"issued.yearmonth", []Kind{YearMonth}, "成文年月", diag.Text{Zh: "成文日期的年和月", En: "year and month of the day of issue"}},
	{"issued.date", []Kind{Date}, "成文日期", diag.Text{Zh: "成文日期", En: "the day of issue"}},
	{"published.year", []Kind{Year}, "发布年度", diag.Text{Zh: "发布日期的年", En: "year of the day of publication"}},
	{"published.yearmonth", []Kind{YearMonth}, "发布年月", diag.Text{Zh: "发布日期的年和月", En: "year and month of the day of publication"}},
	{"published.date", []Kind{Date}, "发布日期", diag.Text{Zh: "发布日期", En: "the day of publication"}},
	{"catalogued.year", []Kind{Year}, "编目年度", diag.Text{Zh: "编目日期的年", En: "year of the day of cataloguing"}},
	{"catalogued.yearmonth", []Kind{YearMonth}, "编目年月", diag.Text{Zh: "编目日期的年和月", En: "year and month of the day of cataloguing"}},
	{"catalogued.date", []Kind{Date}, "编目日期", diag.Text{Zh: "编目日期", En: "the day of cataloguing"}},
	{"serial", []Kind{Serial}, "流水号", diag.Text{Zh: "流水号", En: "the serial"}},
}

// kindLabels name segments that have no label and no source.
var kindLabels = map[Kind]string{
	Const: "固定", Coded: "代码", Enum: "类别", Year: "年度", YearMonth: "年月", Date: "日期", Serial: "流水号",
}

func findSource(name string) (source, bool) {
	i := slices.IndexFunc(sources, func(s source) bool { return s.name == name })
	if i < 0 {
		return source{}, false
	}
	return sources[i], true
}

// Sources gives the names that Segment.Source and the braces of a pattern know.
func Sources() []string {
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.name
	}
	return names
}
