package compare

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares the two texts of each file in testdata. Equal text stands
// behind a blank, deleted behind -, inserted behind +; < left for the place where
// > with the same number stands.
func TestGolden(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	if len(files) == 0 {
		t.Fatal("no golden files")
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		old, new := string(a.Files[0].Data), string(a.Files[1].Data)
		got := printed(Prose(old, new))
		provesSections(t, old, new, Prose(old, new))
		if *update {
			a.Files = append(a.Files[:2], txtar.File{Name: "difference", Data: []byte(got)})
			if err := os.WriteFile(file, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
		} else if len(a.Files) < 3 || string(a.Files[2].Data) != got {
			t.Errorf("%s: the difference is\n%s", file, got)
		}
	}
}

func printed(all []Section) string {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "== %d → %d %q ← %q moved %v\n", s.Old, s.New, s.Heading, s.OldHeading, s.Moved)
		for _, h := range s.Hunks {
			text := strings.ReplaceAll(h.Text, "\n", "⏎")
			switch h.Op {
			case Move:
				fmt.Fprintf(&b, "<%d %s (%s, %d)\n", h.Moved, text, h.To.Heading, h.To.At)
			case Arrive:
				fmt.Fprintf(&b, ">%d %s\n", h.Moved, text)
			default:
				fmt.Fprintf(&b, "%s %s\n", map[Op]string{Equal: " ", Delete: "-", Insert: "+"}[h.Op], text)
			}
		}
	}
	return b.String()
}
