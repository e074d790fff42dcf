package output

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

func TestNames(t *testing.T) {
	root := t.TempDir()
	o := Options{Dir: filepath.Join(root, "up", "public")}
	good := tree{}
	for _, name := range []string{
		"index.html", "reports/税务局/2008/index.html", ".well-known/security.txt", ".nojekyll", "a b", "...a", "com", "com10", "console", "x.con/y",
		strings.Repeat("a", 255), "sub/.gongkai", ".gongkai2", "sub/manifest.json", "é",
	} {
		good[name] = name
	}
	build(t, o, good)
	build(t, o, good) // now there is a spare
	want := good.site(t)
	had := entries(t, root)
	for _, name := range []string{
		"", "/", "/etc/passwd", "../x", "a/../x", "a/../../x", "..", ".", "./a", "a/.", "a//b", "a/", "//a", `..\x`, `a\b`, "C:x", "c:/x", "a:stream",
		"a\x00b", "a\nb", "a\x7f", "a*", "a?", "a|b", "<a>", `"`, "a.", "a ", "a./b", "a /b", "nul", "NUL.txt", "a/con.tar.gz", "Com1", "lpt9.x", "com¹", "aux .x",
		"\xff", "a\xc0\xafb", strings.Repeat("a", 256), strings.Repeat("年", 86), ".gongkai", ".gongkai/lock", ".GongKai/x", "manifest.json", "Manifest.JSON",
	} {
		s := open(t, o)
		var e *NameError
		if err := s.Emit(name, []byte("x")); !errors.As(err, &e) || e.Name != name {
			t.Errorf("%q: got %v", name, err)
		}
		if err := s.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	check(t, "site", read(t, o.Dir), want)
	build(t, o, good)
	check(t, "folders", entries(t, root), had)
}

func TestClashes(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		build(t, o, tree{"old": "old"})
		write(t, o.Dir+"/CNAME", "theirs")
		write(t, o.Dir+"/uploads/a.pdf", "theirs")
		for _, c := range []struct {
			names, other string
			kind         ClashKind
		}{
			{"a a", "a", Duplicate},
			{"a/Index.html a/index.html", "a/Index.html", Case},
			{"Ärzte ärzte", "Ärzte", Case},
			{"K \u212a", "K", Case},
			{"A/x a/y", "A", Case},
			{"x/A/p x/a/q", "x/A", Case},
			{"a a/b", "a", Folder},
			{"a A/b", "a", Folder},
			{"a/b a", "a", Folder},
			{"a/b A", "a", Folder},
			{"a/b/c a/b", "a/b", Folder},
			{"CNAME", "CNAME", Foreign},
			{"cname", "CNAME", Foreign},
			{"CNAME/x", "CNAME", Foreign},
			{"uploads/a.pdf", "uploads/a.pdf", Foreign},
			{"uploads", "uploads", Folder},
			{"Uploads/b.pdf", "uploads", Case},
		} {
			s := open(t, o)
			names := strings.Fields(c.names)
			last := names[len(names)-1]
			for _, name := range names[:len(names)-1] {
				if err := s.Emit(name, nil); err != nil {
					t.Fatal(err)
				}
			}
			var e *ClashError
			if err := s.Emit(last, nil); !errors.As(err, &e) || e.Kind != c.kind || e.Other != c.other {
				t.Errorf("%s: got %v", c.names, err)
			} else if !strings.Contains(err.Error(), e.Name) {
				t.Errorf("%s: the message does not name it: %v", c.names, err)
			}
			if _, err := s.Commit("key"); !errors.As(err, &e) {
				t.Errorf("%s: Commit gave %v", c.names, err)
			}
			if err := s.Abort(); err != nil {
				t.Fatal(err)
			}
		}
		build(t, o, tree{"old": "new", "uploads/mine": "beside"})
		want := tree{"old": "new", "uploads/mine": "beside"}.site(t).and(tree{"CNAME": "theirs", "uploads/a.pdf": "theirs"})
		check(t, "site", read(t, o.Dir), want)
	})
}

// TestForeignManifest does not overwrite somebody's manifest.json.
func TestForeignManifest(t *testing.T) {
	for _, name := range []string{"manifest.json", "Manifest.json"} {
		both(t, func(t *testing.T, o Options) {
			write(t, o.Dir+"/"+name, `{"short_name":"an app"}`)
			s := open(t, o)
			var e *ClashError
			if err := s.Emit("index.html", nil); !errors.As(err, &e) || e.Kind != Foreign || e.Other != name {
				t.Errorf("Emit: %v", err)
			}
			if _, err := s.Commit("key"); !errors.As(err, &e) {
				t.Errorf("Commit: %v", err)
			}
			check(t, "site", read(t, o.Dir), tree{name: `{"short_name":"an app"}`})
		})
	}
}

func FuzzNames(f *testing.F) {
	for _, name := range []string{"index.html", "a/b", "../x", "/a", "a//b", "a/./b", "a\x00", `..\x`, "C:x", "年/报", ".gongkai/x", "\u212a", "COM¹.x", "a\u2028b"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if fold(fold(name)) != fold(name) {
			t.Errorf("folding %q twice gives another name", name)
		}
		if checkName(name) != nil {
			return
		}
		if !filepath.IsLocal(filepath.FromSlash(name)) || !fs.ValidPath(name) || path.Clean(name) != name || !within("/site/"+name, "/site") || within("/site/"+name, "/site/"+insideName) {
			t.Errorf("%q leads elsewhere", name)
		}
		l, err := decodeManifest(encodeManifest([]file{{name: name}}))
		if err != nil || l.files[0].name != name {
			t.Errorf("%q in the manifest: %v", name, err)
		}
		l, err = decodeState((&listing{key: name, files: []file{{name: name}}}).encode())
		if err != nil || l.key != name || l.files[0].name != name {
			t.Errorf("%q in the state: %v", name, err)
		}
		changes, whole := decodeJournal(encodeJournal([]change{{true, name}, {false, name}}))
		if !whole || len(changes) != 2 || changes[0] != (change{true, name}) || changes[1] != (change{false, name}) {
			t.Errorf("%q in the journal: %v", name, changes)
		}
		names := registry{}
		if _, err := names.add(name); err != nil || !names.has(name, isFile) {
			t.Errorf("%q: %v", name, err)
		}
		for _, other := range []string{name, strings.ToLower(name), name + "/x"} {
			if _, err := names.add(other); err == nil && strings.EqualFold(strings.TrimSuffix(other, "/x"), name) {
				t.Errorf("%q does not clash with %q", other, name)
			}
		}
	})
}
