package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"gongkai/generator/preview"
	"gongkai/themes"
)

// builtinTheme is how places in the theme of the program begin.
const builtinTheme = "gongkai:themes/default"

// locate finds the file that a place names: one that lies below the folder of the
// content or of the theme, and is no way out of it.
func (p *program) locate(place string) (path string, err error) {
	for _, dir := range []string{p.content, filepath.Join(p.themes, p.theme)} {
		name, ok := strings.CutPrefix(place, filepath.ToSlash(dir)+"/")
		if !ok || !fs.ValidPath(name) {
			continue
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			return "", err
		}
		defer root.Close()
		info, err := root.Stat(filepath.FromSlash(name))
		if err != nil {
			return "", err
		}
		if !info.Mode().IsRegular() {
			return "", fs.ErrNotExist
		}
		return filepath.Abs(filepath.Join(dir, filepath.FromSlash(name)))
	}
	return "", fs.ErrNotExist
}

// sourceText gives the text of the file that a place names, for the excerpts of problems.
func (p *program) sourceText(place string) ([]byte, error) {
	if name, ok := strings.CutPrefix(place, builtinTheme+"/"); ok {
		return fs.ReadFile(themes.Default(), name)
	}
	path, err := p.locate(place)
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

// edit gives a function that opens a file in the editor; nil where there is none.
func (p *program) edit(e preview.Editor) func(place string, line, column int) error {
	if len(e.Words) == 0 {
		return nil
	}
	return func(place string, line, column int) error {
		path, err := p.locate(place)
		if err != nil {
			return err
		}
		return start(e.Command(path, line, column))
	}
}

// browse opens an address in the browser: that of the environment, else that of the
// system.
func (p *program) browse(address string) error {
	if own := p.getenv("BROWSER"); own != "" {
		return start([]string{own, address})
	}
	switch runtime.GOOS {
	case "darwin":
		return start([]string{"open", address})
	case "windows":
		return start([]string{"rundll32", "url.dll,FileProtocolHandler", address})
	}
	return start([]string{"xdg-open", address})
}

// start starts a command and does not wait for it.
func start(words []string) error {
	c := exec.Command(words[0], words[1:]...)
	if err := c.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return usage("没有命令 %q", "there is no command %q", words[0])
		}
		return err
	}
	go func() { _ = c.Wait() }() // it may stay open for hours, and how it ends is its own affair
	return nil
}
