package main

import (
	"strings"
	"testing"
)

// A review is not written over what it is of.
func TestBelow(t *testing.T) {
	dir := t.TempDir()
	for file, want := range map[string]bool{"/x.html": true, "/a/b/x.html": true, "/a/../x.html": true, "/../x.html": false, ".html": false} {
		if got := below(dir+file, dir); got != want {
			t.Errorf("%s: %v", strings.TrimPrefix(dir+file, dir), got)
		}
	}
}
