//go:build unix

package source

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLoadLinkOnDisk holds that no file outside of the folder is listed through
// a link, with a real disk below.
func TestLoadLinkOnDisk(t *testing.T) {
	root := t.TempDir()
	agency := filepath.Join(root, "content", "reports", "swj")
	if err := os.MkdirAll(agency, 0o777); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(root, "outside.md")
	if err := os.WriteFile(outside, []byte("+++\n+++\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"2022.md": outside, "2021.md": "../../../outside.md", "2020": root} {
		if err := os.Symlink(to, filepath.Join(agency, link)); err != nil {
			t.Fatal(err)
		}
	}
	listing, problems, err := Load(os.DirFS(filepath.Join(root, "content")), "content")
	if err != nil || len(listing.Reports) > 0 {
		t.Errorf("error %v, reports %v; want none", err, listing.Reports)
	}
	links := 0
	for _, p := range problems {
		if p.Rule == "symlink" {
			links++
		}
	}
	if links != 3 {
		t.Errorf("%d links were noted; want 3: %v", links, problems)
	}
}
