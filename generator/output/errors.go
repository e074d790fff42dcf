package output

import (
	"errors"
	"fmt"
)

// A LockedError says that another build is writing the site.
type LockedError struct{ Dir string }

func (e *LockedError) Error() string {
	return fmt.Sprintf("another build is writing %s; wait until it is done", e.Dir)
}

// A ProtectedError says that the site would lie where other work lies.
type ProtectedError struct {
	Dir, Folder string
	How         string // "is", "contains" or "lies in"
}

func (e *ProtectedError) Error() string {
	return fmt.Sprintf("the output folder %s %s %s, which is not the program's to write; choose another with --out", e.Dir, e.How, e.Folder)
}

// What is wrong with an output folder, inside an [fs.PathError].
var (
	ErrDangling = errors.New("is a symbolic link to nothing; remove it or make what it points to")
	ErrFile     = errors.New("is a file; move it away or choose another folder")
)

// A NameError says that a file cannot have its name on every system that the site
// may be copied to.
type NameError struct{ Name, Why string }

func (e *NameError) Error() string { return fmt.Sprintf("file name %q: %s", e.Name, e.Why) }

// A ClashError says that two files want one place.
type ClashError struct {
	Name, Other string // Other stands there already
	Kind        ClashKind
}

// A ClashKind is the way in which two names clash.
type ClashKind int

const (
	Duplicate ClashKind = iota // the same name twice
	Case                       // names, or names of folders, that differ only in case
	Folder                     // one is a file, the other a folder
	Foreign                    // the other was not written by the program
)

func (e *ClashError) Error() string {
	switch e.Kind {
	case Case:
		return fmt.Sprintf("%q and %q differ only in case and are one file on many systems", e.Name, e.Other)
	case Folder:
		return fmt.Sprintf("%q and %q cannot both be: one is a file and the other a folder", e.Name, e.Other)
	case Foreign:
		return fmt.Sprintf("%q wants to be written where %q stands, which this program did not write; move that file away or choose another output folder", e.Name, e.Other)
	}
	return fmt.Sprintf("two files want the name %q", e.Name)
}
