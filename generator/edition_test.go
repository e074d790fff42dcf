package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// whole builds a site from nothing; nil where the content has problems.
func whole(t *testing.T, o Options) map[string]string {
	t.Helper()
	var mu sync.Mutex
	site := map[string]string{}
	_, problems, err := Build(context.Background(), o, func(name string, data []byte) error {
		mu.Lock()
		defer mu.Unlock()
		site[name] = string(data)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		return nil
	}
	return site
}

// TestEditionIsABuild makes random changes, and after each compares every file of
// the edition with that of a build from nothing.
func TestEditionIsABuild(t *testing.T) {
	steps := 40
	if testing.Short() {
		steps = 12
	}
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			edits := newEdits(t, seed)
			o := edits.options()
			if seed%2 == 1 {
				o.Spool = func() (Spool, error) { return os.Create(filepath.Join(t.TempDir(), "spool")) }
			}
			edition, err := Open(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			defer edition.Close()
			sound := 0
			for range steps {
				if err := edition.Update(context.Background(), edits.step()); err != nil {
					t.Fatalf("%s: %v", edits.last, err)
				}
				site := whole(t, edits.options())
				if err := edition.CheckTexts(context.Background()); err != nil {
					t.Fatal(err)
				}
				if problems := edition.Problems(); (len(problems) == 0) != (site != nil) {
					t.Fatalf("%s: a build has problems: %t; the edition has %d:\n%v", edits.last, site == nil, len(problems), problems)
				}
				if site != nil {
					sound++
					edits.isSound()
					compareEdition(t, edition, site, edits.last)
				}
			}
			if sound < steps/3 {
				t.Errorf("only %d of %d steps led to an archive without problems", sound, steps)
			}
		})
	}
}

func compareEdition(t *testing.T, e *Edition, site map[string]string, last string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(site)) {
		data, err := e.File(context.Background(), name)
		if err != nil {
			t.Fatalf("%s: %s: %v", last, name, err)
		}
		if string(data) != site[name] {
			t.Fatalf("%s: %s is not what a build writes:\n%s\n--- want ---\n%s", last, name, data, site[name])
		}
	}
	for _, name := range []string{"reports/swj/1066/index.html", "reports/swj", "years", "no.html", "assets/site.css", "../archive.toml", "search/no.js", "index-numbers/no/index.html", "years/2024/page/99/index.html"} {
		if _, err := e.File(context.Background(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Fatalf("%s: %s: got %v; want that it does not exist", last, name, err)
		}
	}
}
