package main

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"sync"
)

// A liveFolder is a folder for a program that stays: it may come after the program
// has begun, and another one may take its place, as when a branch is checked out.
// No symbolic link leads out of it.
type liveFolder struct {
	dir      string
	optional bool // without it, it is empty

	mu    sync.RWMutex
	root  *os.Root
	files fs.FS
}

// openLive opens a folder.
func openLive(dir string, optional bool) (*liveFolder, error) {
	f := &liveFolder{dir: dir, optional: optional}
	return f, f.reopen()
}

// reopen finds the folder again under its name.
func (f *liveFolder) reopen() error {
	root, err := os.OpenRoot(f.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.root != nil {
		f.root.Close()
	}
	f.root = root
	switch {
	case err == nil:
		f.files = root.FS()
	case f.optional:
		f.root, f.files = nil, embed.FS{}
	default:
		f.root, f.files = nil, os.DirFS(f.dir)
	}
	return nil
}

func (f *liveFolder) now() fs.FS {
	f.mu.RLock()
	defer f.mu.RUnlock()
	return f.files
}

// Open, ReadFile, ReadDir and Stat are those of the folder as it is now.
func (f *liveFolder) Open(name string) (fs.File, error)          { return f.now().Open(name) }
func (f *liveFolder) ReadFile(name string) ([]byte, error)       { return fs.ReadFile(f.now(), name) }
func (f *liveFolder) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.now(), name) }
func (f *liveFolder) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.now(), name) }
