package demo

import (
	"embed"
	"io/fs"
)

// pageFiles are the plain pages of a demo archive.
//
//go:embed pages
var pageFiles embed.FS

func emitPages(emit func(name string, data []byte) error) error {
	return emitFiles(pageFiles, "content", emit)
}

// emitFiles emits files as they are, in order of name, below a folder.
func emitFiles(files fs.FS, folder string, emit func(name string, data []byte) error) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return emit(folder+"/"+name, data)
	})
}
