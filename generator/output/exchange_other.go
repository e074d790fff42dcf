//go:build !linux && !darwin

package output

import (
	"errors"
	"os"
)

// exchange is not to be had here.
func exchange(_, _ string) error { return errors.ErrUnsupported }

// hardLink gives a file one more name.
func hardLink(from, to string) error { return os.Link(from, to) }

func isMount(string) bool { return false }

// flush leaves it to the system when the disk gets what was written.
func flush(uintptr) error { return nil }
