//go:build unix

package generator

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"gongkai/generator/source"
)

// TestReadFileOfAPipe gives up at once where a pipe has taken the place of a file.
func TestReadFileOfAPipe(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "2022.md"), 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := readFile(os.DirFS(dir), source.File{Path: "2022.md"}, nil); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}
