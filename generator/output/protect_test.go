package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestProtect(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"archive/content/swj", "archive/public", "archive/content-old", "elsewhere"} {
		if err := os.MkdirAll(root+"/"+dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("content", root+"/archive/link"); err != nil {
		t.Fatal(err)
	}
	t.Chdir(root + "/archive")
	for _, c := range []struct{ dir, how, folder string }{
		{"public", "", ""},
		{"./public/", "", ""},
		{"new/deep/site", "", ""},
		{"content-new", "", ""},
		{"../elsewhere", "", ""},
		{"content", "is", "content"},
		{"../archive/content/", "is", "content"},
		{root + "/archive/content", "is", "content"},
		{"link", "is", "content"},
		{"content/swj", "lies in", "content"},
		{"content/not/there", "lies in", "content"},
		{"link/site", "lies in", "content"},
		{".", "contains", "content"},
		{"..", "contains", "content"},
		{"/", "contains", "content"},
		{"link/..", "contains", "content"},
		{"themes", "is", "themes"}, // not there yet
	} {
		had := entries(t, root)
		s, err := Open(Options{Dir: c.dir, Protect: []string{"content", "themes", "."}})
		var e *ProtectedError
		switch {
		case c.how == "" && err != nil:
			t.Errorf("%s: %v", c.dir, err)
		case c.how != "" && (!errors.As(err, &e) || *e != ProtectedError{c.dir, c.folder, c.how}):
			t.Errorf("%s: got %v; want %s %s", c.dir, err, c.how, c.folder)
		case c.how != "":
			check(t, c.dir+": folders", entries(t, root), had)
			if !strings.Contains(err.Error(), c.dir+" "+c.how+" "+c.folder) {
				t.Error(err)
			}
		}
		if err == nil {
			if err := s.Abort(); err != nil {
				t.Error(err)
			}
		}
	}
	_, err := Open(Options{Dir: "site", Protect: []string{root}})
	var e *ProtectedError
	if !errors.As(err, &e) || e.How != "lies in" {
		t.Errorf("in a folder above the working folder: %v", err)
	}
}

// entries gives the names of all below a folder.
func entries(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := walk(dir, func(name string, _ fs.DirEntry) (bool, error) {
		names = append(names, name)
		return true, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestOpenOddFolders(t *testing.T) {
	root := t.TempDir()
	write(t, root+"/file", "text")
	real := root + "/real/site"
	build(t, Options{Dir: real}, first)
	for _, err := range []error{os.Symlink("nowhere", root+"/dangling"), os.Symlink(real, root+"/public")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, dir := range []string{"file", "dangling", "file/below"} {
		if s, err := Open(Options{Dir: root + "/" + dir}); err == nil {
			t.Errorf("%s was opened", dir)
			s.Abort()
		}
	}
	check(t, "file", read(t, root)["file"], "text")
	build(t, Options{Dir: root + "/public", Durable: true}, second)
	check(t, "through a link", read(t, real), second.site(t))
	if lstat(t, root+"/public").Mode()&fs.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if err := os.Chmod(real, 0o750); err != nil {
		t.Fatal(err)
	}
	build(t, Options{Dir: real}, first)
	check(t, "mode", lstat(t, real).Mode().Perm(), 0o750)
}

// TestParentNotWritable has the private folder lie in the site.
func TestParentNotWritable(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	up := t.TempDir()
	o := Options{Dir: filepath.Join(up, "public")}
	if err := errors.Join(os.Mkdir(o.Dir, 0o755), os.Chmod(up, 0o555)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(up, 0o755) })
	for _, files := range []tree{first, second, first} {
		build(t, o, files)
		check(t, "site", read(t, o.Dir), files.site(t))
	}
	lstat(t, o.Dir+"/"+insideName)
}
