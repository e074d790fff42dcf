package schema

import (
	"slices"
	"strings"
	"testing"
)

// TestReaderAsksForTheKeys wants the reader to know the keys of the manual and no
// others: it names those that it knows where it finds one that means nothing.
func TestReaderAsksForTheKeys(t *testing.T) {
	statutory := []string{"proactive", "requests", "disputes"}
	for table, front := range map[string]string{
		"":           "qqqqqqqqqqqq = 1",
		"waiver":     "[[waiver]]\nqqqqqqqqqqqq = 1",
		"correction": "[[correction]]\nqqqqqqqqqqqq = 1",
		"table":      "[[table]]\nqqqqqqqqqqqq = 1",
	} {
		_, problems := read(t, front)
		_, list, found := strings.Cut(problems, "known keys: ")
		list, _, _ = strings.Cut(list, "\n")
		got := strings.Split(list, ", ")
		var want []string
		for _, k := range Keys() {
			switch {
			case k.Table != table:
			case k.Type == Statutory:
				want = append(want, statutory...)
			default:
				want = append(want, k.Name)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !found || !slices.Equal(got, want) {
			t.Errorf("table %q: the reader asks for %q; the manual has %q", table, got, want)
		}
	}
}

func TestKeysAreExplained(t *testing.T) {
	for _, k := range append(Keys(), pageKeys...) {
		if k.Type == "" || k.Help.Zh == "" || k.Help.En == "" {
			t.Errorf("%s.%s lacks its type or an explanation: %+v", k.Table, k.Name, k)
		}
	}
}
