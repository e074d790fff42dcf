package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// What a preview read of an archive lies in the person's cache folder, one file for
// each content folder, and lets the next preview start sooner. Without it, or where
// it cannot be written, all is read: nobody is told.

// readingsFile names the file for the content folder; "" where there can be none. A
// program that nobody's home is told leaves nothing behind.
func (p *program) readingsFile() string {
	cache, err := os.UserCacheDir()
	if err != nil || p.getenv("HOME") == "" {
		return ""
	}
	whole, err := filepath.Abs(p.content)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(whole))
	return filepath.Join(cache, "gongkai", hex.EncodeToString(sum[:16])+".readings")
}

// loadText reads a file whole; "" where it cannot be read.
func loadText(name string) string {
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return ""
	}
	var text strings.Builder // a string at once: it is large
	text.Grow(int(info.Size()))
	if _, err := io.Copy(&text, f); err != nil {
		return ""
	}
	return text.String()
}

// replaceFile puts a file that nobody else may read in the place of another, whole
// or not at all.
func replaceFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// keepReadings leaves what was read to the next preview.
func (s *serving) keepReadings() {
	if s.readings == "" {
		return
	}
	if data := s.edition.Readings(); data != nil {
		_ = replaceFile(s.readings, data) // the next preview then reads all
	}
}
