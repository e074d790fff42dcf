package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gongkai/generator/demo"
)

// brokenArchive writes an archive with mistakes and goes there.
func brokenArchive(t *testing.T) {
	t.Helper()
	dir := t.TempDir()
	err := demo.Write(demo.Options{Agencies: 3, Years: 2, Seed: 1}, func(name string, data []byte) error {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		return os.WriteFile(file, bytes.ReplaceAll(data, []byte("title = "), []byte("titel = ")), 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
}

func nothing(string) string { return "" }

// A reader that has seen enough changes nothing but what is read.
func TestCheckIntoAClosedPipe(t *testing.T) {
	brokenArchive(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	for _, format := range []string{"text", "json", "sarif", "rdjson", "github"} {
		var messages bytes.Buffer
		if status := run(context.Background(), []string{"--lang", "en", "check", "--format", format}, w, &messages, nothing); status != mistakes {
			t.Errorf("%s: exit status %d; want %d", format, status, mistakes)
		}
		if !strings.HasPrefix(messages.String(), "errors ") {
			t.Errorf("%s: messages %s", format, messages.String())
		}
	}
}

// A full disk is no closed pipe.
func TestCheckOntoAFullDisk(t *testing.T) {
	brokenArchive(t)
	var messages bytes.Buffer
	status := run(context.Background(), []string{"--lang", "zh", "check"}, fullDisk{}, &messages, nothing)
	if status != broken || !strings.Contains(messages.String(), "磁盘已满") {
		t.Errorf("exit status %d, messages %s", status, messages.String())
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestColour(t *testing.T) {
	terminal, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0) // a device, as a terminal is
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, test := range []struct {
		name string
		out  io.Writer
		env  map[string]string
		want bool
	}{
		{"terminal", terminal, nil, true},
		{"file", file, nil, false},
		{"buffer", &bytes.Buffer{}, nil, false},
		{"NO_COLOR", terminal, map[string]string{"NO_COLOR": "1"}, false},
		{"NO_COLOR, empty", terminal, map[string]string{"NO_COLOR": ""}, true},
		{"a terminal without colours", terminal, map[string]string{"TERM": "dumb"}, false},
	} {
		p := &program{getenv: func(name string) string {
			if name == "WT_SESSION" {
				return "1"
			}
			return test.env[name]
		}}
		if got := p.colour(test.out); got != test.want {
			t.Errorf("%s: %v; want %v", test.name, got, test.want)
		}
	}
}
