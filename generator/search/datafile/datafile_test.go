package datafile

import (
	"slices"
	"testing"
)

func TestDocuments(t *testing.T) {
	for text, documents := range map[string][]uint32{
		"0":        {0},
		"z":        {35},
		"0-2":      {0, 1, 2},
		"1,1-1,10": {1, 3, 4, 41},
	} {
		got, err := ReadDocuments(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		if !slices.Equal(got, documents) {
			t.Errorf("%s is read as %v; want %v", text, got, documents)
		}
		if again := string(AppendDocuments(nil, documents)); again != text {
			t.Errorf("%v is written as %s; want %s", documents, again, text)
		}
	}
	for _, broken := range []string{"", "-", "1,", "1-", "*", "zzzzzzzzzz"} {
		if got, err := ReadDocuments(broken); err == nil {
			t.Errorf("%q is read as %v", broken, got)
		}
	}
}
