//go:build !unix

package watch

import "io/fs"

// identify would tell a file from every other one; here a description says nothing
// of that, and size and time must do.
func identify(fs.FileInfo) identity { return identity{} }
