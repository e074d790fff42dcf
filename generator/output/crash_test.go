package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"
	"time"
)

// ways is both with a third: the private folder lies in the site. The name of the
// site is too long for a private folder beside it.
func ways(t *testing.T, run func(t *testing.T, o Options)) {
	both(t, run)
	t.Run("inside", func(t *testing.T) {
		o := Options{Dir: filepath.Join(t.TempDir(), strings.Repeat("p", 250))}
		if err := os.Mkdir(o.Dir, 0o755); err != nil {
			t.Fatal(err)
		}
		run(t, o)
		lstat(t, o.Dir+"/"+insideName)
	})
}

// theirs is what other people keep in a site.
var theirs = tree{"CNAME": "example.org", ".git/config": "[core]", "uploads/a.pdf": "pdf", "a/note": "beside pages"}

// plant puts their files into a site. What it gives tells whether they are as they
// were.
func plant(t *testing.T, dir string) (untouched func(t *testing.T)) {
	t.Helper()
	before := map[string]fs.FileInfo{}
	long := time.Date(2001, 2, 3, 4, 5, 6, 7000, time.UTC)
	for name, text := range theirs {
		write(t, dir+"/"+name, text)
		if err := os.Chtimes(dir+"/"+name, long, long); err != nil {
			t.Fatal(err)
		}
		before[name] = lstat(t, dir+"/"+name)
	}
	return func(t *testing.T) {
		t.Helper()
		for name, was := range before {
			now := lstat(t, dir+"/"+name)
			if !os.SameFile(was, now) || !now.ModTime().Equal(long) {
				t.Fatalf("%s became another file, of %v", name, now.ModTime())
			}
		}
	}
}

// and gives the files of both trees.
func (want tree) and(more tree) tree {
	sum := maps.Clone(want)
	maps.Copy(sum, more)
	return sum
}

// checkWhole wants the old site or the new one; if mixed is allowed, every file of
// one of them.
func checkWhole(t *testing.T, what string, got, before, next tree, mixed bool) {
	t.Helper()
	if maps.Equal(got, before) || maps.Equal(got, next) {
		return
	}
	if !mixed {
		t.Fatalf("%s: the site is neither old nor new: %v", what, got)
	}
	has := func(site tree, name string) bool { text, is := site[name]; return is && text == got[name] }
	for name := range got {
		if !has(before, name) && !has(next, name) {
			t.Fatalf("%s: %s is neither old nor new: %q", what, name, got[name])
		}
	}
	for name := range before {
		if _, stays := next[name]; stays && !has(before, name) && !has(next, name) {
			t.Fatalf("%s: %s is missing", what, name)
		}
	}
}

// checkTidy wants no file half written in the private folder.
func checkTidy(t *testing.T, what string, s *Site, before, next tree) {
	t.Helper()
	for name, text := range read(t, s.where.stage()) {
		if text != before[name] && text != next[name] {
			t.Fatalf("%s: in the stage %s is %q", what, name, text)
		}
	}
	if left, _ := filepath.Glob(s.where.private + "/*.new"); len(left) > 0 {
		t.Fatalf("%s: %v was left", what, left)
	}
}

// die ends a build as the end of its process does: nothing but the lock goes.
func die(s *Site) error {
	s.closed = true
	return s.lock.Unlock()
}

// failAt gives a hook that fails from its nth call on, as a full disk does, and
// says whether it came to that.
func failAt(n int) (hook func(string) error, failed *bool) {
	failed = new(bool)
	return func(step string) error {
		if n--; n >= 0 {
			return nil
		}
		*failed = true
		return &fs.PathError{Op: step, Path: "x", Err: syscall.ENOSPC}
	}, failed
}

// tryBuild opens, builds and, when that fails, ends a site.
func tryBuild(t *testing.T, o Options, files tree, end func(*Site) error) (*Site, error) {
	t.Helper()
	s, err := Open(o)
	if err != nil {
		return nil, err
	}
	if err = emit(s, files); err == nil {
		_, err = s.Commit("key")
	}
	if err != nil {
		if err := end(s); err != nil {
			t.Fatal(err)
		}
	}
	return s, err
}

// TestInterrupted lets each change on the disk in turn be the last, and then one
// of those that mend it.
func TestInterrupted(t *testing.T) {
	for how, end := range map[string]func(*Site) error{"disk full": (*Site).Abort, "died": die} {
		t.Run(how, func(t *testing.T) {
			ways(t, func(t *testing.T, o Options) {
				untouched := plant(t, o.Dir)
				build(t, o, first)
				sites := []tree{first.site(t).and(theirs), second.site(t).and(theirs)}
				for n, none := 0, 0; none < 2; n++ {
					o, what := o, fmt.Sprint("step ", n/2)
					files, before, next := []tree{second, first}[n%2], sites[n%2], sites[1-n%2]
					hook, failed := failAt(n / 2)
					o.hook = hook
					s, err := tryBuild(t, o, files, end)
					if !*failed {
						none++
					}
					if *failed != errors.Is(err, syscall.ENOSPC) || !*failed && err != nil {
						t.Fatalf("%s: %v", what, err)
					}
					mixed := !s.where.swap && s.forward
					checkWhole(t, what, read(t, o.Dir), before, next, mixed)
					if !s.forward && !maps.Equal(read(t, o.Dir), before) {
						t.Fatalf("%s: the old site is gone", what)
					}
					if how == "disk full" && !mixed {
						checkTidy(t, what, s, before, next)
					}
					o.hook, _ = failAt(n % 5)
					if s, _ = tryBuild(t, o, files, end); s != nil {
						mixed = !s.where.swap && s.forward
					}
					checkWhole(t, what+", again", read(t, o.Dir), before, next, mixed)
					o.hook = nil
					mend(t, what, o, files, before, next)
					untouched(t)
				}
			})
		})
	}
}

// mend has a site opened, which must make it whole, and built.
func mend(t *testing.T, what string, o Options, files, before, next tree) {
	t.Helper()
	s := open(t, o)
	checkWhole(t, what+", opened", read(t, o.Dir), before, next, false)
	if err := s.Abort(); err != nil {
		t.Fatal(err)
	}
	build(t, o, files)
	if got := read(t, o.Dir); !maps.Equal(got, next) {
		t.Fatalf("%s, built again:\n got %v\nwant %v", what, got, next)
	}
	report, err := Verify(o.Dir)
	if err != nil || len(report.Differ)+len(report.Missing) > 0 {
		t.Fatalf("%s: %+v, %v", what, report, err)
	}
}

// TestInterruptedFirst is TestInterrupted for a site that is not there yet.
func TestInterruptedFirst(t *testing.T) {
	for how, end := range map[string]func(*Site) error{"disk full": (*Site).Abort, "died": die} {
		t.Run(how, func(t *testing.T) {
			both(t, func(t *testing.T, o Options) {
				site, root := first.site(t), o.Dir
				for n := 0; ; n++ {
					hook, failed := failAt(n)
					o.Dir, o.hook = fmt.Sprint(root, n), hook
					s, err := tryBuild(t, o, first, end)
					if *failed != errors.Is(err, syscall.ENOSPC) {
						t.Fatalf("step %d: %v", n, err)
					}
					checkWhole(t, fmt.Sprint("step ", n), read(t, o.Dir), tree{}, site, false)
					if how == "disk full" {
						checkTidy(t, fmt.Sprint("step ", n), s, tree{}, tree{})
					}
					o.hook = nil
					mend(t, fmt.Sprint("step ", n), o, first, tree{}, site)
					if !*failed {
						return
					}
				}
			})
		})
	}
}

// TestMovedSite has the site removed or replaced after an update was cut short:
// what was left to do is not done to another folder.
func TestMovedSite(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		for _, restored := range []tree{nil, {"index.html": "restored", "more": "pages"}} {
			o.hook = nil
			build(t, o, first)
			o.hook = func(step string) error {
				if step == "apply" || step == "rescue" {
					return syscall.EIO
				}
				return nil
			}
			if _, err := tryBuild(t, o, second, die); !errors.Is(err, syscall.EIO) {
				t.Fatal(err)
			}
			o.hook = nil
			if err := os.Rename(o.Dir, o.Dir+".old"); err != nil {
				t.Fatal(err)
			}
			if restored != nil {
				build(t, Options{Dir: o.Dir + ".copy"}, restored)
				if err := os.Rename(o.Dir+".copy", o.Dir); err != nil {
					t.Fatal(err)
				}
			}
			want := read(t, o.Dir)
			mend(t, "moved", o, second, want, second.site(t))
			if err := os.RemoveAll(o.Dir + ".old"); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestKilledEarly leaves what a build may that is killed while it tries out what
// the file system can do.
func TestKilledEarly(t *testing.T) {
	o := Options{Dir: filepath.Join(t.TempDir(), "public")}
	for _, name := range []string{"try-a/f", "try-a/x/y", "try-b/f", "try-b/x/y", "state.new", "state.next.new", "site/half"} {
		write(t, private(o.Dir)+"/"+name, "left")
	}
	s := open(t, o)
	check(t, "folders can be exchanged", s.where.swap, canExchange(t))
	if err := errors.Join(emit(s, first), s.Abort()); err != nil {
		t.Fatal(err)
	}
	build(t, o, first)
	check(t, "site", read(t, o.Dir), first.site(t))
}

// canExchange says whether folders can be exchanged where tests are run.
func canExchange(t *testing.T) bool {
	a, b := t.TempDir(), t.TempDir()
	return exchange(a, b) == nil
}

// TestHalfWritten has the disk full in the middle of a file.
func TestHalfWritten(t *testing.T) {
	for how, end := range map[string]func(*Site) error{"disk full": (*Site).Abort, "died": die} {
		t.Run(how, func(t *testing.T) {
			ways(t, func(t *testing.T, o Options) {
				untouched := plant(t, o.Dir)
				build(t, o, first)
				before, next := first.site(t).and(theirs), second.site(t).and(theirs)
				for _, name := range []string{"new.pdf", "index.html", "new/p/q.html"} {
					s := open(t, o)
					half := io.MultiReader(strings.NewReader("half"), iotest.ErrReader(syscall.ENOSPC))
					if err := s.Copy(name, half); !errors.Is(err, syscall.ENOSPC) {
						t.Fatalf("Copy: %v", err)
					}
					if _, err := s.Commit("key"); !errors.Is(err, syscall.ENOSPC) {
						t.Fatalf("Commit: %v", err)
					}
					if err := end(s); err != nil {
						t.Fatal(err)
					}
					check(t, "site", read(t, o.Dir), before)
					if how == "disk full" {
						checkTidy(t, name, s, before, next)
					}
				}
				mend(t, "next build", o, second, before, next)
				untouched(t)
			})
		})
	}
}

// The environment of a child that TestKilled starts: the site, how to write it,
// and the change on the disk before which the child kills itself.
const childDir, childInPlace, childStep = "GONGKAI_TEST_DIR", "GONGKAI_TEST_IN_PLACE", "GONGKAI_TEST_STEP"

// child builds the site over and over.
func child(t *testing.T, dir string) {
	step, err := strconv.Atoi(os.Getenv(childStep))
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Dir: dir, inPlace: os.Getenv(childInPlace) != ""}
	o.hook = func(string) error {
		if step--; step < 0 {
			self, err := os.FindProcess(os.Getpid())
			if err == nil {
				err = self.Kill()
			}
			if err != nil {
				return err
			}
			select {} // until it is dead
		}
		return nil
	}
	for {
		build(t, o, second)
		build(t, o, first)
	}
}

// TestKilled kills real processes while they build.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(childDir); dir != "" {
		child(t, dir)
	}
	ways(t, func(t *testing.T, o Options) {
		untouched := plant(t, o.Dir)
		build(t, o, first)
		before, next := first.site(t).and(theirs), second.site(t).and(theirs)
		for step := 0; step < 100; step += 5 {
			what := fmt.Sprint("step ", step)
			c := exec.Command(os.Args[0], "-test.run=^TestKilled$")
			c.Env = append(os.Environ(), childDir+"="+o.Dir, childStep+"="+strconv.Itoa(step))
			if o.inPlace {
				c.Env = append(c.Env, childInPlace+"=1")
			}
			var e *exec.ExitError
			if out, err := c.CombinedOutput(); !errors.As(err, &e) || e.Exited() {
				t.Fatalf("%s: the child was not killed: %v\n%s", what, err, out)
			}
			mixed := o.inPlace || filepath.Base(o.Dir) != "public"
			checkWhole(t, what, read(t, o.Dir), before, next, mixed)
			mend(t, what, o, second, before, next)
			untouched(t)
			build(t, o, first)
		}
		untouched(t)
	})
}
