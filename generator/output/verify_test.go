package output

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestVerify(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, Options{Dir: dir}, first.and(tree{".well-known/security.txt": "contact", "年/报.html": "annual"}))
	verify := func(want Report) {
		t.Helper()
		got, err := Verify(dir)
		if err != nil {
			t.Fatal(err)
		}
		check(t, "report", got, want)
		check(t, "OK", got.OK(), len(want.Differ)+len(want.Missing)+len(want.Added) == 0)
	}
	verify(Report{Files: 9})
	for _, name := range []string{".git/config", ".nojekyll", "a/.DS_Store", ".well-known/acme/token"} {
		write(t, dir+"/"+name, "theirs")
	}
	verify(Report{Files: 9, Added: nil})
	write(t, dir+"/CNAME", "example.org")
	write(t, dir+"/uploads/a/b.pdf", "pdf")
	write(t, dir+"/index.html", "One")         // same size
	write(t, dir+"/年/报.html", "annual report") // another
	long := dir + "/a/index.html"
	for _, err := range []error{
		os.Remove(dir + "/.well-known/security.txt"), os.RemoveAll(dir + "/d"),
		os.Remove(dir + "/c"), os.Mkdir(dir+"/c", 0o755), os.Rename(long, dir+"/.moved"), os.Symlink(dir+"/.moved", long),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	verify(Report{
		Files: 9, Differ: []string{"a/index.html", "c", "index.html", "年/报.html"},
		Missing: []string{".well-known/security.txt", "d/e"}, Added: []string{"CNAME", "uploads/a/b.pdf"},
	})
}

func TestVerifyWithoutManifest(t *testing.T) {
	for _, text := range []string{
		"", "null", "[]", "{}", `{"generator":"other","version":1,"files":[]}`, `{"generator":"gongkai","version":2,"files":[]}`,
		entry("../x", 1, 64), entry("a", -1, 64), entry("a", 1, 63), entry("a", 1, 62), entry("manifest.json", 1, 64), entry(`a","size":1,"sha256":"`+strings.Repeat("0", 64)+`"},{"name":"a`, 1, 64),
	} {
		dir := t.TempDir()
		write(t, dir+"/manifest.json", text)
		if r, err := Verify(dir); !errors.Is(err, errManifest) {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
	for _, dir := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if _, err := Verify(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// entry is a manifest of one file.
func entry(name string, size, digits int) string {
	return fmt.Sprintf(`{"generator":"gongkai","version":1,"files":[{"name":"%s","size":%d,"sha256":"%0*d"}]}`, name, size, digits, 0)
}

func TestManifest(t *testing.T) {
	var texts []string
	files := first.and(tree{"a-b": "", "a.b": "1", "年/报.html": "annual"})
	names := slices.Sorted(maps.Keys(files))
	both(t, func(t *testing.T, o Options) {
		build(t, o, second)
		s := open(t, o)
		for _, name := range slices.Backward(names) {
			if err := s.Emit(name, []byte(files[name])); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Commit("another key"); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, read(t, o.Dir)[manifestName])
	})
	check(t, "texts", texts, slices.Repeat([]string{files.site(t)[manifestName]}, 2))
	var m struct {
		Generator string
		Version   int
		Files     []struct {
			Name, SHA256 string
			Size         int
		}
	}
	if err := json.Unmarshal([]byte(texts[0]), &m); err != nil {
		t.Fatal(err)
	}
	check(t, "generator", m.Generator, "gongkai")
	check(t, "files", len(m.Files), len(names))
	for i, f := range m.Files {
		text := files[names[i]]
		check(t, names[i], fmt.Sprint(f), fmt.Sprintf("{%s %x %d}", names[i], sha256.Sum256([]byte(text)), len(text)))
	}
	lines := "{\"generator\":\"gongkai\",\"version\":1,\"files\":[\n" +
		"{\"name\":\"x\",\"size\":3,\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}\n]}\n"
	check(t, "one file", tree{"x": "abc"}.site(t)[manifestName], lines)
	check(t, "no file", tree{}.site(t)[manifestName], "{\"generator\":\"gongkai\",\"version\":1,\"files\":[\n]}\n")
}

// TestDamagedState loses what the program knows of a site bit by bit.
func TestDamagedState(t *testing.T) {
	both(t, func(t *testing.T, o Options) {
		build(t, o, first)
		name := private(o.Dir) + "/" + stateName
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range len(text) {
			flipped := slices.Clone(text)
			flipped[i] ^= 1 << (i % 8)
			for _, damaged := range [][]byte{text[:i], flipped, append(slices.Clone(text), flipped[:i]...)} {
				if _, err := decodeState(damaged); err == nil && string(damaged) != string(text) {
					t.Fatalf("byte %d: a damaged state was taken", i)
				}
			}
		}
		write(t, name, string(text[:100]))
		check(t, "after it", build(t, o, first), Stats{Files: 7, Bytes: 23})
		write(t, name, "")
		write(t, o.Dir+"/"+manifestName, "")
		var e *ClashError
		s := open(t, o)
		if err := emit(s, first); !errors.As(err, &e) || e.Kind != Foreign {
			t.Errorf("with no list of files: %v", err)
		}
		check(t, "site", read(t, o.Dir), first.site(t).and(tree{manifestName: ""}))
	})
}
