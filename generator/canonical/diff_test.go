package canonical

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestDiff(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"same", "a\n", "a\n", ""},
		{"one line", "a\nb\nc\n", "a\nB\nc\n", "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n"},
		{"from nothing", "", "a\n", "@@ -0,0 +1 @@\n+a\n"},
		{"to nothing", "a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"},
		{"far apart", "a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n", "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n"},
	} {
		if got := string(Diff([]byte(test.old), []byte(test.new))); got != test.want {
			t.Errorf("%s:\n%swant\n%s", test.name, got, test.want)
		}
	}
}

// TestDiffApplies lets patch make the new text of the old one.
func TestDiffApplies(t *testing.T) {
	patch, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not installed")
	}
	for seed := range uint64(40) {
		dice := rand.New(rand.NewPCG(seed, 1))
		text := func() string {
			var b strings.Builder
			for range dice.IntN(30) {
				b.WriteString(string(rune('a'+dice.IntN(6))) + "\n")
			}
			return b.String()
		}
		old, new := text(), text()
		if old == new || old == "" || new == "" {
			continue
		}
		dir := t.TempDir()
		name := filepath.Join(dir, "x")
		if err := os.WriteFile(name, []byte(old), 0o644); err != nil {
			t.Fatal(err)
		}
		c := exec.Command(patch, "apply", "--unidiff-zero", "-")
		c.Dir = dir
		c.Stdin = strings.NewReader("--- a/x\n+++ b/x\n" + string(Diff([]byte(old), []byte(new))))
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("seed %d: %v %s\n%s", seed, err, out, Diff([]byte(old), []byte(new)))
		}
		if got, _ := os.ReadFile(name); string(got) != new {
			t.Fatalf("seed %d: %q; want %q", seed, got, new)
		}
	}
}
