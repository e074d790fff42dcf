package check

import (
	"context"
	"strings"
	"testing"

	"gongkai/generator/date"
)

func TestExpiredValidity(t *testing.T) {
	for _, tt := range []struct{ state, over string }{ // issued on 2023-01-10, published on 2023-01-12
		{"有效至2025年12月31日", "2026-01-01"},
		{"有效期至2025年12月31日", "2026-01-01"},
		{"有效期：2025-12-31", "2026-01-01"},
		{"有效，2025-12-31止", "2026-01-01"},
		{"有效（截止２０２５年１２月３１日）", "2026-01-01"},
		{"有效期至二〇二五年十二月三十一日", "2026-01-01"},
		{"有效至2025.12.31", "2026-01-01"},
		{"有效期至20251231", "2026-01-01"},
		{"有效至2025年底", "2026-01-01"},
		{"有效期到2025年6月", "2025-07-01"},
		{"2025年12月31日前有效", "2025-12-31"},
		{"有效期2021年1月1日至2025年12月31日", "2026-01-01"},
		{"2021-01-01至2025-12-31有效", "2026-01-01"},
		{"2021.01.01—2025.12.31有效", "2026-01-01"},
		{"有效，2024年3月1日废止", "2024-03-01"},
		{"有效（自2024年3月1日起废止）", "2024-03-01"},
		{"有效，已于2024年3月1日废止", "2024-03-01"},
		{"有效；废止日期：2024-03-01", "2024-03-01"},
		{"有效，2024年3月1日起停止执行", "2024-03-01"},
		{"有效期两年", "2025-01-10"},
		{"有效期2年", "2025-01-10"},
		{"有效期为三年", "2026-01-10"},
		{"有效，试行期一年", "2024-01-10"},
		{"有效期24个月", "2025-01-10"},
		{"有效期自发布之日起两年", "2025-01-12"},
		{"自发布之日起有效期两年", "2025-01-12"},
		{"自2018年5月1日起施行，有效期5年", "2023-05-01"},
		{"有效期5年（自2018年5月1日起）", "2023-05-01"},
		{"自印发之日起30日后施行，有效期两年", "2025-02-09"},
		{"两年内有效", "2025-01-10"},

		{"有效", ""},
		{"现行有效", ""},
		{"长期有效", ""},
		{"有效（2020年1月1日起施行）", ""},
		{"自2020年5月1日起有效", ""},
		{"2020年12月修订，有效", ""},
		{"有效期至2027年12月31日", "2028-01-01"},
		{"有效期十年", "2033-01-10"},
		{"有效期至2025年12月31日，已失效", ""},
		{"已失效", ""},
		{"2024年3月1日废止", ""},
		{"废止", ""},
		{"失效（有效期至2024年12月31日）", ""},
		{"有效期已届满", ""},
		{"有效至2025年13月31日", ""},
	} {
		over, ok := endOfValidity(tt.state, date.Date{Year: 2023, Month: 1, Day: 10}, date.Date{Year: 2023, Month: 1, Day: 12})
		if over.String() != tt.over || ok != (tt.over != "") {
			t.Errorf("%s: over on %q, %v; want %q", tt.state, over, ok, tt.over)
		}
	}
	if over, ok := endOfValidity("有效期五年", date.Date{}, date.Date{}); ok {
		t.Errorf("a term without a first day is over on %s", over)
	}
}

func TestValidityByTheDay(t *testing.T) {
	text := reportText("published = 2023-01-12", "published = 2023-01-12\nvalidity = \"有效至2023年2月28日\"")
	a, files := read(t, map[string]string{"swj/2022": text})
	for _, tt := range []struct {
		asOf date.Date
		want []string
	}{
		{date.Date{Year: 2023, Month: 3, Day: 1}, []string{"content/reports/swj/2022.md:6:12 warning validity-expired: the validity is \"有效至2023年2月28日\", which is over since 2023-03-01"}},
		{date.Date{Year: 2023, Month: 2, Day: 28}, nil},
		{date.Date{}, nil},
	} {
		findings, err := Run(context.Background(), a, Options{Files: files, Dir: "content", AsOf: tt.asOf, Jobs: 1})
		if err != nil {
			t.Fatal(err)
		}
		var kept []Finding
		for _, f := range findings {
			if strings.HasPrefix(f.Rule, "validity") {
				kept = append(kept, f)
			}
		}
		want(t, kept, tt.want...)
	}
}
