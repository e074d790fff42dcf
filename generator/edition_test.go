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
func whole(t *testing.T, o SiteOptions) map[string]string {
	t.Helper()
	var mu sync.Mutex
	site := map[string]string{}
	_, problems, err := Build(context.Background(), BuildOptions{SiteOptions: o}, func(name string, data []byte) error {
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
	steps, seeds := 24, uint64(2)
	if testing.Short() {
		steps, seeds = 4, 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			edits := newEdits(t, seed)
			o := EditionOptions{SiteOptions: edits.options()}
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
			if sound < steps/4 {
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

// TestEditionSideBySide asks for files while others change. Every answer is a page,
// or says what is wrong; in the end all pages are those of a build.
func TestEditionSideBySide(t *testing.T) {
	dir := t.TempDir()
	edits := newEdits(t, 1)
	put := func(name string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if edits.content[name] == nil {
			if err := os.RemoveAll(file); err != nil {
				t.Fatal(err)
			}
			return
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, edits.content[name].Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name := range edits.content {
		put(name)
	}
	o := edits.options()
	o.Content = os.DirFS(dir)
	edition, err := Open(context.Background(), EditionOptions{SiteOptions: o})
	if err != nil {
		t.Fatal(err)
	}
	names := slices.Sorted(maps.Keys(whole(t, o)))
	ctx, cancel := context.WithCancel(context.Background())
	var readers sync.WaitGroup
	for i := range 3 {
		readers.Go(func() {
			for n := i; ctx.Err() == nil; n += 7 {
				name := names[n%len(names)]
				var broken *Broken
				if _, err := edition.File(ctx, name); err != nil && ctx.Err() == nil && !errors.As(err, &broken) && !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("%s: %v", name, err)
					return
				}
			}
		})
	}
	kinds := edits.kinds()
	rounds := 20
	if testing.Short() {
		rounds = 8
	}
	for i := range rounds {
		edits.serial++
		for _, kind := range []string{"a cell", "a sentence", "a title", "a number", "the site"} {
			if i%5 == len(kind)%5 {
				changes := kinds[kind]()
				for _, name := range changes.Content {
					put(name)
				}
				if err := edition.Update(context.Background(), changes); err != nil {
					t.Error(err)
				}
			}
		}
	}
	cancel()
	readers.Wait()
	site := whole(t, o)
	if site == nil {
		t.Fatal(edition.Problems())
	}
	compareEdition(t, edition, site, "in the end")
}

// TestWordsAreFollowed changes the lists of words of an open archive and takes them away.
func TestWordsAreFollowed(t *testing.T) {
	edits := newEdits(t, 1)
	const name = "words/own.toml"
	edits.write(name, []byte("[[word]]\nwrong = \"甲\"\n"))
	edition, err := Open(context.Background(), EditionOptions{SiteOptions: edits.options()})
	if err != nil {
		t.Fatal(err)
	}
	defer edition.Close()
	follow := func(changed []string, want int) {
		t.Helper()
		if err := edition.Update(context.Background(), Changes{Content: changed}); err != nil {
			t.Fatal(err)
		}
		if got := len(edition.content.Words); got != want {
			t.Errorf("%d lists of words; want %d", got, want)
		}
	}
	follow(edits.write(name, []byte("[[word]]\nwrong = \"乙\"\n")), 1)
	follow(edits.replace("archive.toml", "title = \"", "title = \"新"), 1)
	delete(edits.content, name)
	follow([]string{name}, 0)
}
