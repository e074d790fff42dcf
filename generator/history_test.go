package generator

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/date"
	"gongkai/generator/history"
)

// longAgo is a history of the archive of the golden site: of one report with
// several revisions, of one with a single one, and of none of the others.
func longAgo(t testing.TB, shallow bool) *history.Log {
	t.Helper()
	now, err := os.ReadFile("testdata/archive/reports/czj/2023.md")
	if err != nil {
		t.Fatal(err)
	}
	first := strings.NewReplacer(
		"received = [5,", "received = [4,",
		"licensing = 1203\n", "licensing = \"/\"\n",
		"\n## 六、", "\n一句后来删去的话。\n\n## 六、",
	).Replace(string(now))
	i, j := strings.Index(first, "[[correction]]"), strings.LastIndex(first, "+++\n")
	first = first[:i] + first[j:]
	texts := map[string]string{
		"a": first, "b": "no report at all",
		"c": strings.Replace(string(now), "示例市财政局2023年政府", "示例市财政局2023年度政府", 1),
		"d": string(now),
	}
	day := func(m, d int) date.Date { return date.Date{Year: 2024, Month: uint8(m), Day: uint8(d)} }
	const path = "reports/czj/2023.md"
	return &history.Log{
		Head: "f00", Shallow: shallow,
		Files: map[string][]history.Commit{
			path: {
				{ID: "aaaaaaaaaaaa", Day: day(2, 5), Note: "财政局 <2023> 年报", Path: "reports/caizheng/2023.md", Object: "a", Root: true},
				{ID: "bbbbbbbbbbbb", Day: day(2, 20), Note: "弄坏了", Path: path, Object: "b"},
				{ID: "cccccccccccc", Day: day(3, 2), Note: "更正", Path: path, Object: "c"},
				{ID: "dddddddddddd", Day: day(5, 1), Note: "标题", Path: path, Object: "d"},
			},
			"reports/czj/2022.md": {{ID: "eeeeeeeeeeee", Day: day(6, 1), Note: "补录", Path: "reports/czj/2022.md", Object: "none", Root: true}},
		},
		Text: func(object string) ([]byte, error) {
			if texts[object] == "" {
				return nil, errors.New("no object " + object)
			}
			return []byte(texts[object]), nil
		},
	}
}

// isSearch says that a file belongs to the search: the dates of corrections are
// found in other words where a history tells more of them.
func isSearch(name string) bool { return strings.HasPrefix(name, "search/") }

// recordOf gives the record of a page.
func recordOf(page string) string {
	_, section, found := strings.Cut(page, `<section aria-labelledby="revisions"`)
	if !found {
		return ""
	}
	section, _, _ = strings.Cut(section, "</section>")
	return `<section aria-labelledby="revisions"` + section + "</section>\n"
}

// TestHistory compares the records of two reports with what they should be, and the
// rest of the site with one built without a history. Look at the difference, then run
//
//	go test ./generator -run TestHistory -update
func TestHistory(t *testing.T) {
	o := goldenOptions()
	without := build(t, o)
	for _, tt := range []struct {
		golden  string
		shallow bool
	}{{"testdata/record.html", false}, {"testdata/record-shallow.html", true}} {
		o.History = longAgo(t, tt.shallow)
		site := build(t, o)
		var got string
		for _, name := range []string{"reports/czj/2023/index.html", "reports/czj/2022/index.html", "reports/czj/2021/index.html"} {
			got += fmt.Sprintf("<!-- %s -->\n%s", name, recordOf(site[name]))
			site[name] = strings.Replace(site[name], recordOf(site[name]), "", 1)
		}
		if *update {
			if err := os.WriteFile(filepath.FromSlash(tt.golden), []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(filepath.FromSlash(tt.golden))
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n got %s\nwant %s", tt.golden, got, want)
		}
		for _, name := range slices.Sorted(maps.Keys(site)) {
			if plain := strings.Replace(without[name], recordOf(without[name]), "", 1); strings.TrimSpace(site[name]) != strings.TrimSpace(plain) && !strings.HasPrefix(name, "checks/") && !isSearch(name) {
				t.Errorf("%s differs with a history", name)
			}
		}
	}
}

// TestHistoryFingerprint has a new commit, or a clone that became whole, count as a
// change.
func TestHistoryFingerprint(t *testing.T) {
	o := goldenOptions()
	seen := map[string]string{}
	for name, log := range map[string]*history.Log{"none": nil, "one": {Head: "1"}, "two": {Head: "2"}, "shallow": {Head: "2", Shallow: true}} {
		o.History = log
		key, err := Fingerprint(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if seen[key] != "" {
			t.Errorf("%s and %s have the same fingerprint", name, seen[key])
		}
		seen[key] = name
	}
}

// TestHistoryUnreadable has a build and a check fail where the history says that
// there are revisions but does not give them.
func TestHistoryUnreadable(t *testing.T) {
	o := goldenOptions()
	o.History = longAgo(t, false)
	o.History.Text = func(string) ([]byte, error) { return nil, errors.New("no such object") }
	if _, _, err := Build(context.Background(), BuildOptions{SiteOptions: o}, func(string, []byte) error { return nil }); err == nil || !strings.Contains(err.Error(), "reports/czj/2023.md at aaaaaaaaaaaa: no such object") {
		t.Errorf("build: %v", err)
	}
	if _, err := Check(context.Background(), o.Options, date.Date{}); err == nil {
		t.Error("a check knows nothing of it")
	}
}

// TestHistoryChecked finds the change that no correction explains.
func TestHistoryChecked(t *testing.T) {
	o := goldenOptions()
	o.History = longAgo(t, false)
	checked, err := Check(context.Background(), o.Options, date.Date{Year: 2024, Month: 12, Day: 31})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range checked.Findings {
		if f.Rule == "correction-missing" {
			got = append(got, f.Message.En)
		}
	}
	want := []string{"changed after publication (2024-05-01, ddddddd): title; no new [[correction]] tells of it",
		"changed after publication (2024-03-02, ccccccc): 行政许可, “五、存在的主要问题及改进情况”; no new [[correction]] tells of it"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
