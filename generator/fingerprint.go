package generator

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"

	"gongkai/generator/parallel"
)

// Fingerprint gives a text that is the same for two builds only when everything
// that goes into a site is the same: content, theme, options and the program
// itself. It reads all files, so it takes far less time than a build but not none.
//
// A folder that does not exist counts as empty.
func Fingerprint(ctx context.Context, o SiteOptions) (string, error) {
	sum := sha256.New()
	program, err := programSum()
	if err != nil {
		return "", err
	}
	fmt.Fprintf(sum, "%q %q %v %v %s\n", o.Dir, o.BaseURL, o.Drafts, o.Trace, program)
	if o.History != nil {
		fmt.Fprintf(sum, "history %s %v\n", o.History.Head, o.History.Shallow)
	}
	layers := []fs.FS{o.Content}
	for _, l := range o.Theme {
		layers = append(layers, l.Files)
	}
	for _, layer := range layers {
		if err := addFolder(ctx, sum, layer, o.Jobs); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// programSum identifies the running program by its bytes: two revisions of the
// code may make two sites of one content.
var programSum = sync.OnceValues(func() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return hex.EncodeToString(sum.Sum(nil)), err
})

// addFolder adds the names and contents of all files of a folder, in order.
func addFolder(ctx context.Context, sum io.Writer, folder fs.FS, jobs int) error {
	var names []string
	err := fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	sums := make([][sha256.Size]byte, len(names))
	buffers := sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}
	err = parallel.Each(ctx, jobs, len(names), func(i int) error {
		buffer := buffers.Get().(*[]byte)
		defer buffers.Put(buffer)
		f, err := folder.Open(names[i])
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.CopyBuffer(onlyWriter{h}, onlyReader{f}, *buffer); err != nil {
			return err
		}
		h.Sum(sums[i][:0])
		return nil
	})
	for i, name := range names {
		fmt.Fprintf(sum, "%q %x\n", name, sums[i])
	}
	return err
}

// onlyReader and onlyWriter keep io.CopyBuffer to its buffer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)
