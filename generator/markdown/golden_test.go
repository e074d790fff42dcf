package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gongkai/generator/diag"
)

var update = flag.Bool("update", false, "write what the tests find into testdata")

// TestGolden converts the texts in testdata/*.txt. An archive holds for each
// NAME.md the body it gives, NAME.html, and the problems, NAME.problems, where
// there are any. Lines are told by the Source: the text begins on line 11.
func TestGolden(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata:", err)
	}
	c := New()
	for _, file := range archives {
		old, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found := &txtar.Archive{Comment: old.Comment}
		for _, f := range old.Files {
			if name, ok := strings.CutSuffix(f.Name, ".md"); ok {
				found.Files = append(found.Files, f)
				found.Files = append(found.Files, convertFile(c, name, f.Data)...)
			}
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(found), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		compareArchives(t, file, found, old)
	}
}

func convertFile(c *Converter, name string, text []byte) []txtar.File {
	body, problems := c.Convert(sampleSource(text))
	files := []txtar.File{{Name: name + ".html", Data: []byte(dump(body))}}
	if len(problems) > 0 {
		files = append(files, txtar.File{Name: name + ".problems", Data: []byte(dumpProblems(problems))})
	}
	return files
}

func compareArchives(t *testing.T, file string, found, want *txtar.Archive) {
	wanted := make(map[string]string)
	for _, f := range want.Files {
		wanted[f.Name] = string(f.Data)
	}
	for _, f := range found.Files {
		t.Run(filepath.Base(file)+"/"+f.Name, func(t *testing.T) {
			w, ok := wanted[f.Name]
			if !ok {
				t.Fatalf("not in the archive:\n%s", f.Data)
			}
			if string(f.Data) != w {
				t.Errorf("found:\n%s\nwant:\n%s", f.Data, w)
			}
		})
		delete(wanted, f.Name)
	}
	for name := range wanted {
		t.Errorf("%s: no longer found: %s", file, name)
	}
}

// dump writes a body for people to read. Lines that are not HTML begin with "=".
func dump(body *Body) string {
	var b strings.Builder
	for _, s := range body.Sections {
		if s.Heading.Level == 0 {
			b.WriteString("= section\n")
		} else {
			dumpHeading(&b, "section", s.Heading)
		}
		for _, h := range s.Subheadings {
			dumpHeading(&b, "subheading", h)
		}
		for _, block := range s.Blocks {
			if block.Table != "" {
				fmt.Fprintf(&b, "= table %s\n", block.Table)
			}
			b.Write(block.HTML)
		}
	}
	if len(body.Footnotes) > 0 {
		fmt.Fprintf(&b, "= footnotes\n%s", body.Footnotes)
	}
	fmt.Fprintf(&b, "= summary %s\n", body.Summary)
	if len(body.Placed) > 0 {
		fmt.Fprintf(&b, "= placed %s\n", strings.Join(body.Placed, " "))
	}
	return b.String()
}

func dumpHeading(b *strings.Builder, kind string, h Heading) {
	fmt.Fprintf(b, "= %s: line %d, level %d, #%s, %q: %s\n", kind, h.Line, h.Level, h.ID, h.Text, h.HTML)
}

func dumpProblems(problems diag.List) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s: %s / %s\n", p.Pos.Line, p.Pos.Col, p.Rule, p.Text.Zh, p.Text.En)
		if p.Hint != (diag.Text{}) {
			fmt.Fprintf(&b, "    %s / %s\n", p.Hint.Zh, p.Hint.En)
		}
	}
	return b.String()
}

// TestLineEndings reads the texts of all archives with \r\n at the end of lines:
// nothing changes.
func TestLineEndings(t *testing.T) {
	c := New()
	for name, text := range sampleTexts(t) {
		want, wantProblems := c.Convert(sampleSource(text))
		windows := bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
		found, foundProblems := c.Convert(sampleSource(windows))
		if f, w := dump(found), dump(want); f != w {
			t.Errorf("%s: with CRLF:\n%s\nwant:\n%s", name, f, w)
		}
		if f, w := dumpProblems(foundProblems), dumpProblems(wantProblems); f != w {
			t.Errorf("%s: problems with CRLF:\n%s\nwant:\n%s", name, f, w)
		}
	}
}

// sampleTexts gives all Markdown of testdata.
func sampleTexts(t testing.TB) map[string][]byte {
	archives, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	texts := make(map[string][]byte)
	for _, file := range archives {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".md") {
				texts[filepath.Base(file)+"/"+f.Name] = f.Data
			}
		}
	}
	body, err := os.ReadFile("testdata/body.md")
	if err != nil {
		t.Fatal(err)
	}
	texts["body.md"] = body
	return texts
}
