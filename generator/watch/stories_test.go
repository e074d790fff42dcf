package watch

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// stories are what happens to a folder "root" with the files a/1.md, a/b/2.md and
// 3.md, beside which there is a folder "out" with c/4.md and c/d/5.md. After each of
// them all folders of the root are watched.
var stories = []struct {
	name string
	do   func(d desk)
	want []string // must be told
	may  []string // may be told
}{
	{"nothing", func(desk) {}, nil, nil},
	{"a new folder with files at once", func(d desk) {
		for i := range 50 {
			d.write(fmt.Sprintf("root/new/deep/er/%02d.md", i), "text")
		}
	}, append(numbered("root/new/deep/er/%02d.md", 50), "root/new", "root/new/deep", "root/new/deep/er"), nil},
	{"a tree is moved in", func(d desk) { d.rename("out/c", "root/a/c") },
		[]string{"root/a/c", "root/a/c/4.md", "root/a/c/d", "root/a/c/d/5.md"}, nil},
	{"a file is moved in over another", func(d desk) { d.rename("out/c/4.md", "root/3.md") }, []string{"root/3.md"}, nil},
	{"a folder is moved out", func(d desk) { d.rename("root/a", "out/a") }, []string{"root/a"}, below("root/a")},
	{"a folder is moved out and in", func(d desk) {
		d.rename("root/a", "out/a")
		d.rename("out/a", "root/a")
		d.write("root/a/b/2.md", "new")
	}, []string{"root/a/b/2.md"}, append(below("root/a"), "root/a")},
	{"a folder is moved out and removed", func(d desk) {
		d.rename("root/a", "out/a")
		try(d, os.RemoveAll(d.at("out/a")))
	}, []string{"root/a"}, below("root/a")},
	{"a file is removed", func(d desk) { d.remove("root/a/1.md") }, []string{"root/a/1.md"}, nil},
	{"a folder is removed", func(d desk) { try(d, os.RemoveAll(d.at("root/a"))) }, append(below("root/a"), "root/a"), nil},
	{"a folder is removed and made again", func(d desk) {
		try(d, os.RemoveAll(d.at("root/a")))
		d.write("root/a/b/2.md", "again")
		d.write("root/a/b/6.md", "new")
	}, []string{"root/a/1.md", "root/a/b/2.md", "root/a/b/6.md"}, []string{"root/a", "root/a/b"}},
	{"a file is renamed", func(d desk) { d.rename("root/3.md", "root/a/6.md") }, []string{"root/3.md", "root/a/6.md"}, nil},
	{"two files change places", func(d desk) {
		d.rename("root/3.md", "root/x.md")
		d.rename("root/a/1.md", "root/3.md")
		d.rename("root/x.md", "root/a/1.md")
	}, []string{"root/3.md", "root/a/1.md"}, []string{"root/x.md"}},
	{"a folder is renamed", func(d desk) {
		d.rename("root/a", "root/z")
		d.write("root/z/b/2.md", "new")
	}, []string{"root/a", "root/z", "root/z/1.md", "root/z/b", "root/z/b/2.md"}, below("root/a")},
	{"a folder is renamed into a new one", func(d desk) {
		d.write("root/new/6.md", "new")
		d.rename("root/a", "root/new/a")
		d.write("root/new/a/b/2.md", "new")
	}, []string{"root/a", "root/new", "root/new/6.md", "root/new/a", "root/new/a/1.md", "root/new/a/b", "root/new/a/b/2.md"}, below("root/a")},
	{"a folder is renamed and another takes its name", func(d desk) {
		d.rename("root/a", "root/z")
		d.write("root/a/b/7.md", "new")
		d.write("root/z/8.md", "new")
	}, []string{"root/z/1.md", "root/z/b/2.md", "root/z/8.md", "root/a/b/7.md"}, append(below("root/a"), "root/a", "root/z", "root/z/b")},
	{"a file takes a folder's place, and a folder a file's", func(d desk) {
		try(d, os.RemoveAll(d.at("root/a")))
		d.write("root/a", "now a file")
		d.remove("root/3.md")
		d.write("root/3.md/9.md", "now a folder")
	}, []string{"root/a", "root/3.md", "root/3.md/9.md"}, below("root/a")},
	{"the root is removed and made again", func(d desk) {
		try(d, os.RemoveAll(d.at("root")))
		d.write("root/a/1.md", "again")
	}, []string{"root/a/1.md"}, append(below("root/a"), "root", "root/a", "root/3.md")},
	{"the root is replaced", func(d desk) {
		d.rename("root", "old")
		d.rename("out", "root")
		d.write("root/c/d/5.md", "new")
		d.write("old/3.md", "not told")
	}, []string{"root", "root/c/4.md", "root/c/d/5.md"}, append(below("root/a"), "root/a", "root/3.md", "root/c", "root/c/d")},
	{"links are not followed", func(d desk) {
		d.link("../out", "root/link")
		d.link("../../out/c/4.md", "root/a/link.md")
		d.write("out/c/4.md", "not told")
	}, []string{"root/link", "root/a/link.md"}, nil},
	{"a hidden folder is unhidden", func(d desk) {
		d.write("root/.a/b/6.md", "not told")
		d.rename("root/.a", "root/z")
		d.write("root/z/b/7.md", "new")
	}, []string{"root/z", "root/z/b", "root/z/b/6.md", "root/z/b/7.md"}, nil},
	{"beside the root", func(d desk) {
		d.write("out/6.md", "not told")
		d.write("rootless/6.md", "not told")
		d.write("7.md", "not told")
	}, nil, nil},
	{"names", func(d desk) {
		d.write("root/第 1 章/年报 [2022] *?.md", "text")
		d.write("root/a/\"quoted\"\n.md", "text")
	}, []string{"root/第 1 章", "root/第 1 章/年报 [2022] *?.md", "root/a/\"quoted\"\n.md"}, nil},
}

// below are the files of the stories in a folder.
func below(dir string) []string { return []string{dir + "/1.md", dir + "/b", dir + "/b/2.md"} }

func numbered(format string, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf(format, i))
	}
	return names
}

// stage makes the folders of the stories.
func stage(t testing.TB) desk {
	d := desk{t, t.TempDir()}
	for _, name := range []string{"root/a/1.md", "root/a/b/2.md", "root/3.md", "out/c/4.md", "out/c/d/5.md"} {
		d.write(name, "text of "+name)
	}
	age(t, d.dir)
	return d
}

// all gives names their folder.
func (d desk) all(names ...string) (paths []string) {
	for _, name := range names {
		paths = append(paths, d.at(name))
	}
	return paths
}

func TestStories(t *testing.T) {
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			bothWays(t, func(t *testing.T, o Options) {
				d := stage(t)
				b := watched(t, o, d.at("root"))
				s.do(d)
				b.expect(d.all(s.want...)...)
				b.probe(d.at("root"))
				b.only(d.all(append(s.may, s.want...)...)...)
			})
		})
	}
}

// A root that is not there is waited for, however many folders above it are missing.
func TestRootToCome(t *testing.T) {
	bothWays(t, func(t *testing.T, o Options) {
		d := desk{t, t.TempDir()}
		root := d.at("x/y/root")
		b := watched(t, o, root, d.at("other"))
		for range 3 {
			d.write("x/y/root/1.md", "text")
			d.write("x/2.md", "not told")
			b.expect(root, d.at("x/y/root/1.md"))
			b.probe(root)
			b.only(root, d.at("x/y/root/1.md"))
			clear(b.told)
			try(t, os.RemoveAll(d.at("x")))
			b.expect(root)
			clear(b.told)
		}
	})
}

// Roots are told as they were given.
func TestRelativeRoots(t *testing.T) {
	bothWays(t, func(t *testing.T, o Options) {
		for root, want := range map[string]string{"root": "root/a/1.md", "./root/": "root/a/1.md", ".": "root/a/1.md", "../here/root": "../here/root/a/1.md"} {
			d := desk{t, filepath.Join(t.TempDir(), "here")}
			d.write("root/a/1.md", "text")
			t.Chdir(d.dir)
			b := watched(t, o, root)
			d.write("root/a/1.md", "new")
			b.expect(want)
			b.Close()
		}
	})
}

// A root may be a link. It is followed when it is turned to another folder, and when
// its folder is made anew.
func TestRootIsLink(t *testing.T) {
	bothWays(t, func(t *testing.T, o Options) {
		d := desk{t, t.TempDir()}
		d.write("one/a/1.md", "text")
		d.write("two/b/2.md", "text")
		d.link("one", "root")
		root := d.at("root")
		b := watched(t, o, root)
		d.write("one/a/1.md", "new")
		b.expect(d.at("root/a/1.md"))
		d.link("two", "turned")
		d.rename("turned", "root")
		b.expect(root, d.at("root/b/2.md"))
		b.probe(root)
		try(t, os.RemoveAll(d.at("two")))
		clear(b.told)
		b.expect(root)
		d.write("two/c/3.md", "text")
		b.expect(d.at("root/c/3.md"))
		b.probe(root)
	})
}

// Several roots are watched as one.
func TestRoots(t *testing.T) {
	bothWays(t, func(t *testing.T, o Options) {
		d := stage(t)
		b := watched(t, o, d.at("root"), d.at("out/c"), d.at("root/a/b"))
		d.write("root/a/b/2.md", "new")
		d.rename("root/a/1.md", "out/c/d/1.md")
		d.write("out/6.md", "not told")
		want := d.all("root/a/b/2.md", "root/a/1.md", "out/c/d/1.md")
		b.expect(want...)
		b.probe(d.at("root"), d.at("out/c"))
		b.only(want...)
	})
}

// Nothing is lost while the receiver is busy, whatever the number of changes.
func TestBusyReceiver(t *testing.T) {
	bothWays(t, func(t *testing.T, o Options) {
		d := stage(t)
		b := watched(t, o, d.at("root"))
		d.write("root/3.md", "first")
		first := b.next() // and now the receiver builds
		want := numbered("root/busy/%03d/x.md", 300)
		for _, name := range want {
			d.write(name, "text")
		}
		d.write("root/3.md", "second")
		clear(b.told)
		b.expect(append(d.all(want...), d.at("root/3.md"))...)
		if b.all || first.All {
			t.Error("events were lost")
		}
	})
}

// A checkout of a branch on which 5,000 files differ is a few batches.
func TestCheckout(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 15,000 files")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git")
	}
	const files = 5000
	d := desk{t, t.TempDir()}
	git := func(args ...string) {
		t.Helper()
		c := exec.Command("git", append([]string{"-C", d.dir, "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "gc.auto=0"}, args...)...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	branch := func(name string, dir func(i int) string) (names []string) {
		git("checkout", "-q", "--orphan", name)
		for i := range files {
			names = append(names, fmt.Sprintf("content/reports/%s/%04d.md", dir(i), i))
			d.write(names[i], name)
		}
		git("add", "-A")
		git("commit", "-q", "-m", name)
		return names
	}
	git("init", "-q")
	one := branch("one", func(i int) string { return fmt.Sprint("agency", i%100) })
	try(t, os.RemoveAll(d.at("content")))
	two := branch("two", func(i int) string { return fmt.Sprint("agency", i%150) })
	to, names := "one", one
	bothWays(t, func(t *testing.T, o Options) {
		o.Quiet = 0 // as it is for authors
		b := watched(t, o, d.at("content"))
		git("checkout", "-q", to)
		b.expect(d.all(names...)...)
		if b.all || b.batches > 8 {
			t.Errorf("%d batches, events lost: %v", b.batches, b.all)
		}
		b.probe(d.at("content"))
		to, names = "two", two
	})
}
