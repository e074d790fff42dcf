package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// tree is the files of a folder by name.
type tree map[string]string

// read gives the files below a folder, the program's private ones apart; symbolic
// links as "-> target".
func read(t *testing.T, dir string) tree {
	t.Helper()
	found := tree{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if d != nil && d.Name() == insideName {
				return fs.SkipDir
			}
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if d.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(name)
			found[rel] = "-> " + target
			return err
		}
		text, err := os.ReadFile(name)
		found[rel] = string(text)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return found
}

// site is what a folder with these files and their manifest holds.
func (want tree) site(t *testing.T) tree {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "reference")
	build(t, Options{Dir: dir}, want)
	return read(t, dir)
}

func open(t *testing.T, o Options) *Site {
	t.Helper()
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Abort(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// emit emits files in the order of their names.
func emit(s *Site, files tree) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := s.Emit(name, []byte(files[name])); err != nil {
			return err
		}
	}
	return nil
}

func build(t *testing.T, o Options, files tree) Stats {
	t.Helper()
	s := open(t, o)
	if err := emit(s, files); err != nil {
		t.Fatal(err)
	}
	stats, err := s.Commit("key")
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func lstat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	i, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func check[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

// both runs a test for each way of putting the site in its place.
func both(t *testing.T, run func(t *testing.T, o Options)) {
	t.Run("exchange", func(t *testing.T) { run(t, Options{Dir: filepath.Join(t.TempDir(), "public")}) })
	t.Run("in place", func(t *testing.T) { run(t, Options{Dir: filepath.Join(t.TempDir(), "public"), inPlace: true}) })
}

var (
	first  = tree{"index.html": "one", "a/index.html": "a", "a/b/old.html": "old", "c": "file", "d/e": "folder", "same/x.css": "same", "x/Upper.html": "up"}
	second = tree{"index.html": "two", "a/index.html": "a", "new/p/q.html": "new", "c/f": "folder now", "d": "file now", "same/x.css": "same", "x/upper.html": "up"}
)

func TestBuilds(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		check(t, "cold", build(t, o, first), Stats{Files: 7, Bytes: 23, Written: 7})
		check(t, "site", read(t, o.Dir), first.site(t))
		long := time.Date(2020, 1, 2, 3, 4, 5, 6000, time.UTC)
		for _, name := range []string{"same/x.css", "a/index.html"} {
			if err := os.Chtimes(o.Dir+"/"+name, long, long); err != nil {
				t.Fatal(err)
			}
		}
		same := lstat(t, o.Dir+"/same/x.css")
		check(t, "changed", build(t, o, second), Stats{Files: 7, Bytes: 31, Written: 5, Removed: 4})
		check(t, "site", read(t, o.Dir), second.site(t))
		now := lstat(t, o.Dir+"/same/x.css")
		if !os.SameFile(same, now) || !now.ModTime().Equal(long) {
			t.Errorf("an unchanged file became another, of %v", now.ModTime())
		}
		check(t, "back", build(t, o, first), Stats{Files: 7, Bytes: 23, Written: 5, Removed: 4})
		check(t, "site", read(t, o.Dir), first.site(t))
		before := lstat(t, o.Dir)
		check(t, "nothing new", build(t, o, first), Stats{Files: 7, Bytes: 23})
		if !os.SameFile(before, lstat(t, o.Dir)) {
			t.Error("the folder was exchanged for nothing")
		}
		if _, err := os.Stat(o.Dir + "/a/b/old.html"); err != nil {
			t.Error(err)
		}
		report, err := Verify(o.Dir)
		if err != nil || !report.OK() || report.Files != 7 {
			t.Errorf("Verify: %+v, %v", report, err)
		}
	})
}

// TestSpareIsOlder has files of the same size in the spare that are of the site
// before the last.
func TestSpareIsOlder(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		for _, v := range []string{"1", "2", "3"} {
			build(t, o, tree{"a/page": v, "same": "="})
			write(t, o.Dir+"/CNAME", "host "+v)
			files := tree{"a/page": v, "same": "=", "new/page " + v: "new"}
			build(t, o, files)
			check(t, "site", read(t, o.Dir), files.site(t).and(tree{"CNAME": "host " + v}))
		}
		s := open(t, o) // what an abort leaves in the stage is no better
		if err := errors.Join(emit(s, tree{"a/page": "4", "same": "#"}), s.Abort()); err != nil {
			t.Fatal(err)
		}
		files := tree{"a/page": "3", "same": "=", "b": "new"}
		check(t, "figures", build(t, o, files), Stats{Files: 3, Bytes: 5, Written: 1, Removed: 1})
		check(t, "site", read(t, o.Dir), files.site(t).and(tree{"CNAME": "host 3"}))
	})
}

func TestEmptyFoldersDisappear(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		for range 3 {
			build(t, o, tree{"x/y/z": "1", "k": "2"})
			build(t, o, tree{"k": "2"})
			if _, err := os.Lstat(o.Dir + "/x"); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("folder x: %v", err)
			}
		}
	})
}

func TestFresh(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		fresh := func(key string) bool {
			t.Helper()
			s := open(t, o)
			stats, is := s.Fresh(key)
			if is {
				check(t, "figures", stats, Stats{Files: 7, Bytes: 23})
			}
			if err := s.Abort(); err != nil {
				t.Fatal(err)
			}
			return is
		}
		check(t, "before the first build", fresh("key"), false)
		build(t, o, first)
		check(t, "after it", fresh("key"), true)
		check(t, "another key", fresh("other"), false)
		write(t, o.Dir+"/CNAME", "example.org")
		check(t, "somebody's file", fresh("key"), true)
		write(t, o.Dir+"/index.html", "changed")
		check(t, "a changed file", fresh("key"), false)
		build(t, o, first)
		check(t, "built again", fresh("key"), true)
		if err := os.Remove(o.Dir + "/c"); err != nil {
			t.Fatal(err)
		}
		check(t, "a missing file", fresh("key"), false)
		build(t, o, first)
		for what, tamper := range map[string]func(name string) error{
			"another time":  func(name string) error { return os.Chtimes(name, time.Time{}, time.Unix(1, 0)) },
			"another size":  func(name string) error { return os.Truncate(name, 1) },
			"another inode": func(name string) error { return errors.Join(copyFile(name, name+".2"), os.Rename(name+".2", name)) },
			"a link": func(name string) error {
				return errors.Join(os.Rename(name, o.Dir+"/moved"), os.Symlink(o.Dir+"/moved", name))
			},
		} {
			if err := tamper(o.Dir + "/a/b/old.html"); err != nil {
				t.Fatal(err)
			}
			check(t, what, fresh("key"), false)
			if err := os.RemoveAll(o.Dir + "/a"); err != nil {
				t.Fatal(err)
			}
			build(t, o, first)
			check(t, "after "+what, fresh("key"), true)
		}
		if err := errors.Join(os.Remove(o.Dir+"/c"), os.Mkdir(o.Dir+"/c", 0o755)); err != nil {
			t.Fatal(err)
		}
		check(t, "a folder instead of a file", fresh("key"), false)
		if err := os.Remove(o.Dir + "/c"); err != nil {
			t.Fatal(err)
		}
		build(t, o, first)
		s := open(t, o)
		if err := errors.Join(emit(s, first), s.Abort()); err != nil {
			t.Fatal(err)
		}
		check(t, "after an abort", fresh("key"), true)
		if err := os.RemoveAll(private(o.Dir)); err != nil {
			t.Fatal(err)
		}
		check(t, "without the private folder", fresh("key"), false)
		check(t, "nothing is written for that", build(t, o, first), Stats{Files: 7, Bytes: 23})
		check(t, "and now", fresh("key"), true)
	})
}

// copyFile copies a file with its time.
func copyFile(from, to string) error {
	i, err := os.Stat(from)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(from)
	return errors.Join(err, os.WriteFile(to, text, 0o644), os.Chtimes(to, time.Time{}, i.ModTime()))
}

// private gives the private folder of a site whose parent can be written.
func private(dir string) string {
	return filepath.Join(filepath.Dir(dir), "."+filepath.Base(dir)+".gongkai")
}

func TestForeignFilesStay(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		outside := filepath.Join(t.TempDir(), "outside")
		write(t, outside+"/secret", "secret")
		write(t, o.Dir+"/CNAME", "example.org")
		build(t, o, first)
		write(t, o.Dir+"/.git/objects/ab/cd", "blob")
		write(t, o.Dir+"/a/upload.pdf", "pdf")
		write(t, o.Dir+"/a/b/note", "note")
		write(t, o.Dir+"/index.html", "edited by somebody")
		for _, err := range []error{os.Symlink(outside, o.Dir+"/link"), os.Symlink("nowhere", o.Dir+"/a/dangling"), os.MkdirAll(o.Dir+"/empty/folder", 0o755)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		theirs := tree{"CNAME": "example.org", ".git/objects/ab/cd": "blob", "a/upload.pdf": "pdf", "a/b/note": "note", "link": "-> " + outside, "a/dangling": "-> nowhere"}
		before := map[string]fs.FileInfo{}
		for name := range theirs {
			before[name] = lstat(t, o.Dir+"/"+name)
		}
		for _, files := range []tree{second, first, second} {
			build(t, o, files)
			want := files.site(t)
			maps.Copy(want, theirs)
			check(t, "site", read(t, o.Dir), want)
			for name := range theirs {
				if !os.SameFile(before[name], lstat(t, o.Dir+"/"+name)) {
					t.Errorf("%s became another file", name)
				}
			}
			lstat(t, o.Dir+"/empty/folder")
		}
		check(t, "what a link leads to", read(t, outside), tree{"secret": "secret"})
		if err := os.Remove(o.Dir + "/CNAME"); err != nil {
			t.Fatal(err)
		}
		build(t, o, first)
		if _, err := os.Lstat(o.Dir + "/CNAME"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that its owner removed: %v", err)
		}
	})
}

// TestReplacedByLink has a folder of the site replaced by a link: nothing is
// written or read through it.
func TestReplacedByLink(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		build(t, o, first)
		outside := filepath.Join(t.TempDir(), "moved")
		if err := os.Rename(o.Dir+"/a", outside); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, o.Dir+"/a"); err != nil {
			t.Fatal(err)
		}
		had := read(t, outside)
		s := open(t, o)
		var e *ClashError
		if err := emit(s, second); !errors.As(err, &e) || e.Kind != Foreign || e.Other != "a" {
			t.Fatalf("got %v", err)
		}
		if err := s.Abort(); err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(o.Dir + "/a"); err != nil {
			t.Fatal(err)
		}
		build(t, o, second)
		check(t, "site", read(t, o.Dir), second.site(t))
		check(t, "outside", read(t, outside), had)
	})
}

// TestLateFiles has somebody write into the site while it is built, which comes to
// its end at once or only when it is opened again.
func TestLateFiles(t *testing.T) {
	for _, cut := range []string{"", "rescue", "apply", "install"} {
		both(t, func(t *testing.T, o Options) {
			third := second.and(tree{"deep/er/page": "page"})
			write(t, o.Dir+"/CNAME", "one")
			long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
			if err := os.Chtimes(o.Dir+"/CNAME", long, long); err != nil {
				t.Fatal(err)
			}
			late := func(name, text string, age time.Duration) {
				write(t, o.Dir+"/late", text)
				if err := errors.Join(os.MkdirAll(filepath.Dir(o.Dir+"/"+name), 0o755), os.Chtimes(o.Dir+"/late", long, long.Add(age)), os.Rename(o.Dir+"/late", o.Dir+"/"+name)); err != nil {
					t.Fatal(err)
				}
			}
			for round := range 2 {
				o.hook = nil
				build(t, o, first)
				s := open(t, o)
				if err := emit(s, third); err != nil {
					t.Fatal(err)
				}
				late("a/challenge", "late", time.Duration(round)*time.Hour)
				late("new/p/q.html", fmt.Sprint("page ", round), time.Hour)
				late("d/late", fmt.Sprint("in a folder ", round), 0)
				late("deep", fmt.Sprint("folder ", round), 0)
				late("CNAME", fmt.Sprint("new ", round), time.Duration(round+1)*time.Hour)
				s.options.hook = func(step string) error {
					if step == cut {
						return syscall.EIO
					}
					return nil
				}
				if _, err := s.Commit("key"); (err == nil) != (cut == "" || s.where.swap && cut == "apply" || !s.where.swap && cut == "rescue") {
					t.Fatal(err)
				}
				if err := errors.Join(s.Abort(), open(t, o).Abort()); err != nil {
					t.Fatal(err)
				}
				want := third.site(t).and(tree{"a/challenge": "late", "CNAME": fmt.Sprint("new ", round)})
				check(t, "site", read(t, o.Dir), want)
			}
			aside := read(t, private(o.Dir)+"/"+rescueName)
			check(t, "put aside", aside, tree{"new/p/q.html": "page 0", "d/late": "in a folder 0", "deep": "folder 0"})
			aside = read(t, private(o.Dir)+"/"+rescueName+"-2")
			check(t, "the second time", aside, tree{"new/p/q.html": "page 1", "d/late": "in a folder 1", "deep": "folder 1"})
			build(t, o, first)
			check(t, "next build", read(t, o.Dir)["a/challenge"], "late")
		})
	}
}

func TestAbort(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		build(t, o, first)
		want := read(t, o.Dir)
		s := open(t, o)
		if err := emit(s, second); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Abort(), s.Abort()); err != nil {
			t.Fatal(err)
		}
		check(t, "site", read(t, o.Dir), want)
		for name, text := range read(t, private(o.Dir)+"/"+stageName) {
			if want[name] != text {
				t.Errorf("%s, which was written, still lies in the stage", name)
			}
		}
		if err := s.Emit("late.html", nil); !errors.Is(err, errClosed) {
			t.Errorf("Emit after Abort: %v", err)
		}
		if _, err := s.Commit("key"); !errors.Is(err, errClosed) {
			t.Errorf("Commit after Abort: %v", err)
		}
	})
	t.Run("first build", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		s := open(t, Options{Dir: dir})
		if err := errors.Join(emit(s, first), s.Abort()); err != nil {
			t.Fatal(err)
		}
		check(t, "site", read(t, dir), tree{})
		check(t, "stage", read(t, private(dir)+"/"+stageName), tree{})
	})
}

func TestFailedEmitIsNotCommitted(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		build(t, o, first)
		want := read(t, o.Dir)
		s := open(t, o)
		if err := s.Emit("../x", nil); err == nil {
			t.Fatal("../x was taken")
		}
		if err := emit(s, second); err != nil {
			t.Fatal(err)
		}
		var e *NameError
		if _, err := s.Commit("key"); !errors.As(err, &e) {
			t.Errorf("Commit: %v", err)
		}
		check(t, "site", read(t, o.Dir), want)
	})
}

func TestLock(t *testing.T) {
	o := Options{Dir: filepath.Join(t.TempDir(), "public")}
	s := open(t, o)
	var e *LockedError
	if _, err := Open(o); !errors.As(err, &e) || e.Dir != o.Dir {
		t.Fatalf("second builder: %v", err)
	}
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	build(t, o, first)
	build(t, o, second)
}

func TestConcurrentEmit(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		files := tree{}
		for i := range 200 {
			files[fmt.Sprintf("r/%d/%d/index.html", i%7, i)] = fmt.Sprint(i)
		}
		want := files.site(t)
		for round := range 3 {
			s := open(t, o)
			names := slices.Sorted(maps.Keys(files))
			var wait sync.WaitGroup
			for w := range 4 {
				wait.Go(func() {
					buffer := new(bytes.Buffer)
					for i := w; i < len(names); i += 4 {
						buffer.Reset()
						buffer.WriteString(files[names[i]])
						if err := s.Emit(names[i], buffer.Bytes()); err != nil {
							t.Error(err)
						}
					}
				})
			}
			wait.Wait()
			if _, err := s.Commit(fmt.Sprint(round)); err != nil {
				t.Fatal(err)
			}
			check(t, "site", read(t, o.Dir), want)
		}
	})
}

func TestCopy(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		text := strings.Repeat("年报", 100_000)
		for i, want := range []int{1, 0, 1} {
			s := open(t, o)
			if i == 2 {
				text += "。"
			}
			err := s.Copy("files/report.pdf", strings.NewReader(text))
			if err == nil {
				err = s.Copy("files/pipe", struct{ *bytes.Buffer }{bytes.NewBufferString("stream")})
			}
			if err != nil {
				t.Fatal(err)
			}
			stats, err := s.Commit("key")
			if err != nil {
				t.Fatal(err)
			}
			check(t, "figures", stats, Stats{Files: 2, Bytes: int64(len(text)) + 6, Written: want + 1})
			check(t, "site", read(t, o.Dir), tree{"files/report.pdf": text, "files/pipe": "stream"}.site(t))
		}
	})
}
