package output

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// TestKeep takes files over from the site before: all that are named or none, and
// none that somebody has touched.
func TestKeep(t *testing.T) {
	for _, inPlace := range []bool{false, true} {
		t.Run(fmt.Sprint(inPlace), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			o := Options{Dir: dir, inPlace: inPlace}
			build(t, o, tree{"a.html": "a", "b/b.html": "b", "c.html": "c", "d.html": "d"})
			if err := os.WriteFile(filepath.Join(dir, "c.html"), []byte("somebody's"), 0o644); err != nil {
				t.Fatal(err)
			}
			s := open(t, o)
			for _, test := range []struct {
				names []string
				want  bool
			}{
				{[]string{"a.html", "b/b.html"}, true},
				{[]string{"d.html", "no.html"}, false},
				{[]string{"d.html", "c.html"}, false},
			} {
				if kept, err := s.Keep(test.names...); kept != test.want || err != nil {
					t.Fatalf("%v: %t, %v; want %t", test.names, kept, err, test.want)
				}
			}
			if text, err := s.Read("b/b.html"); string(text) != "b" || err != nil {
				t.Errorf("b/b.html is read as %q, %v", text, err)
			}
			if err := emit(s, tree{"c.html": "new c", "d.html": "new d"}); err != nil {
				t.Fatal(err)
			}
			stats, err := s.Commit("second")
			if err != nil {
				t.Fatal(err)
			}
			if stats.Written != 2 || stats.Files != 4 || stats.Removed != 0 {
				t.Errorf("%+v", stats)
			}
			want := tree{"a.html": "a", "b/b.html": "b", "c.html": "new c", "d.html": "new d"}
			if got := read(t, dir); !maps.Equal(got, want.site(t)) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestKeepTwice refuses a name that the new site has.
func TestKeepTwice(t *testing.T) {
	o := Options{Dir: filepath.Join(t.TempDir(), "public")}
	build(t, o, tree{"a.html": "a"})
	s := open(t, o)
	if err := s.Emit("a.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Keep("a.html"); err == nil {
		t.Error("a name was taken twice")
	}
}

// TestMemo gives a memo to the next build of the same site, and to no other.
func TestMemo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	memo := func() string {
		s, err := Open(Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Abort()
		b, err := s.Memo()
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	leave := func(key, text string) {
		s := open(t, Options{Dir: dir})
		if err := s.Emit("a.html", []byte(text)); err != nil {
			t.Fatal(err)
		}
		s.Leave([]byte("about " + text))
		if _, err := s.Commit(key); err != nil {
			t.Fatal(err)
		}
	}
	if got := memo(); got != "" {
		t.Errorf("before the first build: %q", got)
	}
	leave("one", "first")
	if got := memo(); got != "about first" {
		t.Errorf("after the first: %q", got)
	}
	file := filepath.Join(filepath.Dir(dir), ".public.gongkai", memoName)
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	leave("two", "second")
	if got := memo(); got != "about second" {
		t.Errorf("after the second: %q", got)
	}
	for name, text := range map[string][]byte{"of another site": first, "cut short": first[:len(first)-1], "empty": nil} {
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if got := memo(); got != "" {
			t.Errorf("a memo %s: %q", name, got)
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if got := memo(); got != "" {
		t.Errorf("without a file: %q", got)
	}
}
