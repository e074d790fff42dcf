package date

import (
	"slices"
	"testing"
)

func TestText(t *testing.T) {
	for _, tt := range []struct {
		date         Date
		iso, chinese string
	}{
		{Date{}, "", ""},
		{Date{2023, 1, 2}, "2023-01-02", "2023年1月2日"},
		{Date{987, 12, 31}, "0987-12-31", "987年12月31日"},
	} {
		if got := tt.date.String(); got != tt.iso {
			t.Errorf("got %q; want %q", got, tt.iso)
		}
		if got := tt.date.Chinese(); got != tt.chinese {
			t.Errorf("got %q; want %q", got, tt.chinese)
		}
	}
}

func TestCompare(t *testing.T) {
	sorted := []Date{{}, {2021, 12, 31}, {2022, 1, 1}, {2022, 1, 31}, {2022, 2, 1}, {2023, 1, 1}}
	for i, d := range sorted {
		for j, e := range sorted {
			if got := d.Compare(e); (got < 0) != (i < j) || (got > 0) != (i > j) {
				t.Errorf("%v compared with %v gives %d", d, e, got)
			}
		}
	}
	if !slices.IsSortedFunc(sorted, Date.Compare) {
		t.Error("not sorted")
	}
}
