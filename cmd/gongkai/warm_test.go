//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator"
)

// A warmth is an archive, with a home for what previews of it leave behind.
type warmth struct {
	*testing.T
	dir   string
	cache string
}

func newWarmth(t *testing.T) warmth {
	w := warmth{t, t.TempDir(), t.TempDir()}
	t.Setenv("HOME", w.cache)
	t.Setenv("XDG_CACHE_HOME", w.cache)
	if status := run(t.Context(), []string{"demo", "--agencies", "3", "--years", "3", w.dir}, io.Discard, io.Discard, noEnv); status != done {
		t.Fatal("no demo archive")
	}
	return w
}

// open opens the archive as a preview does, at a time when no file is new.
func (w warmth) open() *serving {
	w.Helper()
	p := &program{messages: io.Discard, getenv: os.Getenv, lang: "en", content: filepath.Join(w.dir, "content"), themes: filepath.Join(w.dir, "themes"), theme: "default"}
	s := &serving{program: p, theme: filepath.Join(p.themes, p.theme), readings: p.readingsFile()}
	o, err := s.options()
	if err != nil {
		w.Fatal(err)
	}
	if o.Readings.Begin.IsZero() || time.Since(o.Readings.Begin) < 0 {
		w.Errorf("the reading begins at %v", o.Readings.Begin)
	}
	o.Readings.Begin = time.Now().Add(time.Hour)
	if s.edition, err = openEdition(w.Context(), o); err != nil {
		w.Fatal(err)
	}
	if problems := s.edition.Problems(); len(problems) > 0 {
		w.Error(problems)
	}
	return s
}

// files lists what lies in the home.
func (w warmth) files() (names []string) {
	w.Helper()
	err := filepath.WalkDir(w.cache, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		w.Fatal(err)
	}
	return names
}

// TestServeReadings leaves what was read to the next preview of the same archive,
// for nobody else to read.
func TestServeReadings(t *testing.T) {
	w := newWarmth(t)
	first := w.open()
	if first.edition.Readings() == nil {
		t.Fatal("the first preview took something over")
	}
	first.keepReadings()
	files := w.files()
	if len(files) != 1 || files[0] != first.readings || !strings.HasSuffix(files[0], ".readings") {
		t.Fatalf("the first preview left %v; want %s", files, first.readings)
	}
	info, err := os.Stat(files[0])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if w.open().edition.Readings() != nil {
		t.Error("the second preview read all again")
	}

	// What is damaged is passed over, and written anew.
	if err := os.Truncate(files[0], info.Size()/2); err != nil {
		t.Fatal(err)
	}
	third := w.open()
	third.keepReadings()
	if now, err := os.Stat(files[0]); err != nil || now.Size() != info.Size() || len(w.files()) != 1 {
		t.Errorf("%d bytes, %v; want %d", now.Size(), err, info.Size())
	}
}

// TestServeReadingsRefused serves on where nothing can be kept.
func TestServeReadingsRefused(t *testing.T) {
	w := newWarmth(t)
	if err := os.WriteFile(filepath.Join(w.cache, "gongkai"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := w.open()
	s.keepReadings()
	if files := w.files(); len(files) != 1 {
		t.Errorf("left %v", files)
	}
	if _, err := s.edition.File(t.Context(), "index.html"); err != nil {
		t.Error(err)
	}
	s.getenv = noEnv
	if name := s.readingsFile(); name != "" {
		t.Errorf("without a home, readings go to %s", name)
	}
	s.readings = ""
	if o, err := s.options(); err != nil || o.Readings != (*generator.Readings)(nil) {
		t.Errorf("without a file, readings are %v, %v", o.Readings, err)
	}
}
