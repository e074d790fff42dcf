package output

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// page gives the name and the 8 KB of one of 2,000 pages.
func page(i int) (name string, text []byte) {
	text = bytes.Repeat([]byte(fmt.Sprintf("%07d\n", i)), 1024)
	return fmt.Sprintf("reports/agency-%02d/%d/index.html", i%40, i), text
}

// pages builds a site of all.
func pages(b *testing.B, dir string, want Stats) {
	b.Helper()
	s, err := Open(Options{Dir: dir})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Abort()
	for i := range 2000 {
		name, text := page(i)
		if err := s.Emit(name, text); err != nil {
			b.Fatal(err)
		}
	}
	stats, err := s.Commit("key")
	want.Files, want.Bytes = 2000, 2000*8192
	if err != nil || stats != want {
		b.Fatalf("%+v, %v", stats, err)
	}
}

func BenchmarkColdBuild(b *testing.B) {
	up := b.TempDir()
	for b.Loop() {
		pages(b, filepath.Join(up, "public"), Stats{Written: 2000})
		b.StopTimer()
		for _, name := range []string{"public", ".public.gongkai"} {
			if err := os.RemoveAll(filepath.Join(up, name)); err != nil {
				b.Fatal(err)
			}
		}
		b.StartTimer()
	}
}

func BenchmarkUnchangedBuild(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	pages(b, dir, Stats{Written: 2000})
	for b.Loop() {
		pages(b, dir, Stats{})
	}
}
