package check

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var marked = regexp.MustCompile(`\[([^\]]*)\]([=!?])`)

// TestHeldOutSentences reads sentences that the rules were not written from: how
// many labels they get right is what a new report may expect.
func TestHeldOutSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/text-heldout.tsv")
	if err != nil {
		t.Fatal(err)
	}
	signs := map[string]Verdict{"=": Equal, "!": Contradicts}
	var right, wrong, missed int
	for line := range strings.Lines(string(text)) {
		section, sentence, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		plain := marked.ReplaceAllString(sentence, "$1")
		a, files := read(t, map[string]string{"swj/2022": inSection(section, plain)})
		s, err := newWhole(a, Options{Files: files, Dir: "content"}).open(a.Reports[0])
		if err != nil {
			t.Fatal(err)
		}
		judged := map[int]Verdict{}
		for _, m := range Numbers(s) {
			if m.Passage.Text == plain && m.Verdict != Unexplained {
				judged[m.Start] = m.Verdict
			}
		}
		shift := 0
		for _, m := range marked.FindAllStringSubmatchIndex(sentence, -1) {
			at := m[0] - shift
			shift += len("[]") + m[5] - m[4]
			got, want := judged[at], signs[sentence[m[4]:m[5]]]
			switch {
			case got == want && got != "":
				right++
			case got == "" && want != "":
				missed++
				t.Logf("missed: %s in %s", plain[at:], plain)
			case got != want:
				wrong++
				t.Errorf("%s is %s, and should be %q, in %s", plain[at:], got, want, plain)
			}
		}
	}
	t.Logf("%d right, %d wrong, %d missed", right, wrong, missed)
	if missed > 9 {
		t.Errorf("%d missed: it was 9", missed)
	}
}
