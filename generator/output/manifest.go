package output

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// manifestName is the file in the root of a site that lists all others:
//
//	{"generator":"gongkai","version":1,"files":[
//	{"name":"404.html","size":4711,"sha256":"9f86…"},
//	{"name":"index.html","size":12,"sha256":"60303a…"}
//	]}
//
// One file a line, sorted by the bytes of their names, sizes in bytes. It does not
// list itself.
const manifestName = "manifest.json"

var errManifest = errors.New("not the manifest of a site")

// encodeManifest lists the files, which are sorted. A name that checkName allows
// needs no escape in JSON.
func encodeManifest(files []file) []byte {
	b := make([]byte, 0, 64+160*len(files))
	b = append(b, `{"generator":"gongkai","version":1,"files":[`...)
	for i := range files {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, "\n{\"name\":\""...)
		b = append(b, files[i].name...)
		b = append(b, `","size":`...)
		b = strconv.AppendInt(b, files[i].size, 10)
		b = append(b, `,"sha256":"`...)
		b = hex.AppendEncode(b, files[i].sum[:])
		b = append(b, `"}`...)
	}
	return append(b, "\n]}\n"...)
}

// decodeManifest reads a manifest. Its errors are errManifest.
func decodeManifest(text []byte) (*listing, error) {
	var m struct {
		Generator string
		Version   int
		Files     []struct {
			Name, SHA256 string
			Size         int64
		}
	}
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("%w: %w", errManifest, err)
	}
	if m.Generator != "gongkai" || m.Version != 1 {
		return nil, fmt.Errorf("%w: generator is %q, version %d; want \"gongkai\", 1", errManifest, m.Generator, m.Version)
	}
	l := &listing{files: make([]file, len(m.Files))}
	for i, f := range m.Files {
		if err := checkName(f.Name); err != nil {
			return nil, fmt.Errorf("%w: %w", errManifest, err)
		}
		sum, err := hex.DecodeString(f.SHA256)
		if err != nil || len(sum) != len(l.files[i].sum) || f.Size < 0 {
			return nil, fmt.Errorf("%w: size or sha256 of %q", errManifest, f.Name)
		}
		l.files[i] = file{f.Name, info{sum: [32]byte(sum), size: f.Size, inode: unknown}}
	}
	slices.SortFunc(l.files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	for i := 1; i < len(l.files); i++ {
		if l.files[i].name == l.files[i-1].name {
			return nil, fmt.Errorf("%w: %q is listed twice", errManifest, l.files[i].name)
		}
	}
	return l, nil
}

// readManifest reads the manifest of a site folder, and lists it with the others.
func readManifest(dir string) (*listing, error) {
	text, err := readRegular(dir + "/" + manifestName)
	if err != nil {
		return nil, err
	}
	l, err := decodeManifest(text)
	if err != nil {
		return nil, err
	}
	self := file{manifestName, info{size: int64(len(text)), inode: unknown}}
	if i, found := slices.BinarySearchFunc(l.files, self, func(a, b file) int { return strings.Compare(a.name, b.name) }); !found {
		l.files = slices.Insert(l.files, i, self)
		return l, nil
	}
	return nil, fmt.Errorf("%w: it lists itself", errManifest)
}

// readRegular reads a file, but not through a symbolic link.
func readRegular(name string) ([]byte, error) {
	i, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !i.Mode().IsRegular() {
		return nil, fmt.Errorf("%w: %s is no file", errManifest, name)
	}
	text, err := os.ReadFile(name)
	return bytes.TrimPrefix(text, []byte("\ufeff")), err
}
