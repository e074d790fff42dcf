package generator

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/generator/diag"
)

// A house is a place for sites, each built with the help of the one before.
type house struct {
	site map[string]string
	memo []byte
	made []string // files that the last build emitted, sorted
}

// build builds the next site; with problems the old one stands.
func (h *house) build(t *testing.T, site SiteOptions) diag.List {
	t.Helper()
	var mu sync.Mutex
	next := map[string]string{}
	h.made = nil
	put := func(name, data string) error {
		mu.Lock()
		defer mu.Unlock()
		if _, twice := next[name]; twice {
			return fmt.Errorf("%s is written twice", name)
		}
		next[name] = data
		return nil
	}
	o := BuildOptions{SiteOptions: site}
	o.Earlier = &Earlier{
		Memo: h.memo,
		Keep: func(names ...string) (bool, error) {
			for _, name := range names {
				if _, ok := h.site[name]; !ok {
					return false, nil
				}
			}
			for _, name := range names {
				if err := put(name, h.site[name]); err != nil {
					return false, err
				}
			}
			return true, nil
		},
		Read: func(name string) ([]byte, error) { return []byte(h.site[name]), nil },
	}
	stats, problems, err := Build(context.Background(), o, func(name string, data []byte) error {
		mu.Lock()
		h.made = append(h.made, name)
		mu.Unlock()
		return put(name, string(data))
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) == 0 {
		h.site, h.memo = next, stats.Memo
		pages := 0
		for name := range next {
			if strings.HasSuffix(name, ".html") {
				pages++
			}
		}
		if pages != stats.Pages {
			t.Fatalf("%d pages are counted; there are %d", stats.Pages, pages)
		}
	}
	slices.Sort(h.made)
	return problems
}

// TestEarlierIsABuild makes random changes, and after each compares the site that
// was built with the help of the one before with one built from nothing.
func TestEarlierIsABuild(t *testing.T) {
	steps, seeds := 30, uint64(2)
	if testing.Short() {
		steps, seeds = 4, 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			edits := newEdits(t, 11+seed)
			var h house
			sound := 0
			for range steps {
				problems := h.build(t, edits.options())
				site := whole(t, edits.options())
				if (site == nil) != (len(problems) > 0) {
					t.Fatalf("%s: %d problems, from nothing it is otherwise", edits.last, len(problems))
				}
				if site != nil {
					sound++
					edits.isSound()
					compareSites(t, h.site, site, edits.last)
				}
				edits.step()
			}
			if sound < steps/4 {
				t.Errorf("only %d of %d steps led to an archive without problems", sound, steps)
			}
		})
	}
}

func compareSites(t *testing.T, got, want map[string]string, last string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Fatalf("%s: %s is not what a build from nothing writes:\n%s\n--- want ---\n%s", last, name, got[name], want[name])
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Fatalf("%s: %s is left over", last, name)
		}
	}
}

// TestOnlyWhatDepends says which pages are made when something changes: those that
// the change shows on, and no other.
func TestOnlyWhatDepends(t *testing.T) {
	edits := newEdits(t, 1)
	name := "reports/swj/2024.md"
	tests := []struct {
		change string
		do     func()
		want   []string
	}{
		{"nothing", func() {}, nil},
		{"a sentence", func() { edits.write(name, append(bytes.Clone(edits.content[name].Data), "\n\n另有一句。\n"...)) }, []string{"reports/swj/2024/index.html"}},
		{"a cell", func() { edits.vary(name, cellNumber, func(string) string { return "77" }) }, []string{
			"agencies/swj/index.html", "agencies/swj/tables.csv", "agencies/swj/tables.json", "agencies/swj/tables.xlsx",
			"reports/swj/2024/index.html", "reports/swj/2024/tables.csv",
			"reports/swj/2025/index.html", // compares its numbers with those of the year before
			"years/2024/index.html", "years/2024/tables.csv", "years/2024/tables.json", "years/2024/tables.xlsx",
		}},
		{"the template of years", func() { edits.template("year.html", "x") }, []string{"years/2023/index.html", "years/2024/index.html", "years/2025/index.html"}},
		{"a list of words", func() { edits.write("words/own.toml", []byte("")) }, nil},
	}
	var h house
	h.build(t, edits.options())
	for _, test := range tests {
		test.do()
		if problems := h.build(t, edits.options()); len(problems) > 0 {
			t.Fatalf("%s: %v", test.change, problems)
		}
		var made []string
		for _, name := range h.made {
			if !strings.HasPrefix(name, "search/") && !strings.HasPrefix(name, "assets/") && !slices.Contains(always, name) && !strings.HasSuffix(name, ".txt") {
				made = append(made, name)
			}
		}
		if !slices.Equal(made, test.want) {
			t.Errorf("%s: made\n%s\nwant\n%s", test.change, strings.Join(made, "\n"), strings.Join(test.want, "\n"))
		}
	}
}

// always are small files that every build makes.
var always = []string{"feed.xml", "corrections.xml", "sitemap.xml", "opensearch.xml", "robots.txt"}
