//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/preview"
	"gongkai/generator/watch"
)

// flaky is a folder one file of which cannot be opened.
type flaky struct {
	fs.FS
	locked string
}

func (f *flaky) Open(name string) (fs.File, error) {
	if name == f.locked {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}

// TestNothingIsMissed saves two files while one of them is locked: with the next
// change, whatever it is, both are taken in.
func TestNothingIsMissed(t *testing.T) {
	w := newWarmth(t)
	s := w.open()
	o, err := s.options()
	if err != nil {
		t.Fatal(err)
	}
	folder := &flaky{FS: os.DirFS(s.content)}
	o.Content = folder
	if s.edition, err = openEdition(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	s.server = preview.New(preview.Options{Edition: s.edition, Today: today})
	defer s.server.Close()
	files, _ := filepath.Glob(filepath.Join(s.content, "reports", "*", "*.md"))
	locked, err := filepath.Rel(s.content, files[0])
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(s.content, "pages", "neu.md")
	if err := os.WriteFile(page, []byte("+++\ntitle = \"新页\"\n+++\n新。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	folder.locked = filepath.ToSlash(locked)
	update := func(paths ...string) {
		t.Helper()
		if err := s.update(t.Context(), watch.Batch{Paths: paths}); err != nil {
			t.Fatal(err)
		}
	}
	update(files[0], page)
	if _, err := s.edition.File(t.Context(), "neu/index.html"); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("the batch was taken in: %v", err)
	}
	folder.locked = ""
	update(files[1])
	if _, err := s.edition.File(t.Context(), "neu/index.html"); err != nil {
		t.Errorf("the page that was missed: %v", err)
	}
	if len(s.missed.Content) > 0 {
		t.Errorf("%v counts as missed", s.missed.Content)
	}
}
