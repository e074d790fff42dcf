// Package themes holds the theme that is built into the program. How a theme is
// made and how an archive changes one: default/README.md.
package themes

import (
	"embed"
	"io/fs"
)

//go:embed default
var files embed.FS

// Default gives the files of the built-in theme.
func Default() fs.FS {
	theme, err := fs.Sub(files, "default")
	if err != nil {
		panic(err) // the name is a constant
	}
	return theme
}
