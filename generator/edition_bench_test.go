package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/demo"
	"gongkai/generator/theme"
	"gongkai/themes"
)

// BenchmarkEdition measures what a preview does when a report is saved: taking the
// file in and making its page. The archive has about 1,000 reports.
func BenchmarkEdition(b *testing.B) {
	dir := b.TempDir()
	err := demo.Write(demo.Options{Agencies: 80, Years: 13, Seed: 1}, func(name string, data []byte) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644)
	})
	if err != nil {
		b.Fatal(err)
	}
	if own := os.Getenv("GONGKAI_BENCH_ARCHIVE"); own != "" { // a larger one
		dir = own
	}
	content := filepath.Join(dir, "content")
	o := SiteOptions{Options: Options{Content: os.DirFS(content), Dir: "content", Drafts: true, Jobs: 2}, Theme: []theme.Layer{{Name: "default", Files: themes.Default()}}}
	e, err := Open(context.Background(), EditionOptions{SiteOptions: o})
	if err != nil {
		b.Fatal(err)
	}
	if problems := e.Problems(); len(problems) > 0 {
		b.Fatal(problems[0])
	}
	r := e.content.Archive.Reports[len(e.content.Archive.Reports)/2]
	page := fmt.Sprintf("reports/%s/%d/index.html", r.Agency.ID, r.Year)
	b.Run("save", func(b *testing.B) {
		for b.Loop() {
			if err := e.Update(context.Background(), Changes{Content: []string{r.File}}); err != nil {
				b.Fatal(err)
			}
			if _, err := e.File(context.Background(), page); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("link", func(b *testing.B) {
		for b.Loop() {
			if err := e.Update(context.Background(), Changes{Content: []string{"archive.toml"}}); err != nil {
				b.Fatal(err)
			}
			if _, err := e.File(context.Background(), page); err != nil {
				b.Fatal(err)
			}
		}
	})
}
