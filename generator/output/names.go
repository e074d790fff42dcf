package output

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPart is how long a part of a name may be, in bytes.
const maxPart = 255

// checkName says what is wrong with the name of a file of the site: whether it
// leads out of the site, or cannot be on some system. "" is nothing. The rules
// for Windows are those of "Naming Files, Paths, and Namespaces".
func checkName(name string) error {
	if !utf8.ValidString(name) {
		return &NameError{name, "is not UTF-8"}
	}
	for part := range strings.SplitSeq(name, "/") {
		if why := checkPart(part); why != "" {
			return &NameError{name, why}
		}
	}
	if first, _, _ := strings.Cut(name, "/"); strings.EqualFold(first, insideName) {
		return &NameError{name, insideName + " is the program's own"}
	}
	return nil
}

// checkPart says what is wrong with a part of a name; "" is nothing.
func checkPart(part string) string {
	switch {
	case part == "":
		return "has an empty part; want a path with single slashes and none at its ends"
	case part == "." || part == "..":
		return "leads to another folder"
	case len(part) > maxPart:
		return fmt.Sprintf("has a part of %d bytes; want at most %d", len(part), maxPart)
	}
	for _, c := range part {
		if c < ' ' || c == 0x7f || strings.ContainsRune(`<>:"\|?*`, c) {
			return fmt.Sprintf("has the character %q, which some systems do not allow", c)
		}
	}
	if last := part[len(part)-1]; last == '.' || last == ' ' {
		return "has a part that ends in a dot or a blank, which Windows drops"
	}
	if isDevice(part) {
		return "has the name of a device on Windows"
	}
	return ""
}

// isDevice says whether Windows takes a part of a name, with any extension, for a
// device.
func isDevice(part string) bool {
	base, _, _ := strings.Cut(part, ".")
	base = strings.ToUpper(strings.TrimRight(base, " "))
	switch base {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, is := strings.CutPrefix(base, "COM")
	if !is {
		digit, is = strings.CutPrefix(base, "LPT")
	}
	return is && utf8.RuneCountInString(digit) == 1 && strings.Contains("0123456789¹²³", digit)
}

// kind is what stands at a name.
type kind uint8

const (
	isFile kind = iota
	isFolder
	isForeign
)

// standing is a name that is taken.
type standing struct {
	name string
	kind kind
}

// A registry holds the names that are taken, by their folded form, and those of
// all folders they lie in.
type registry map[string]standing

// add takes a name for a file of the site. It says whether the folder of the file
// is new.
func (r registry) add(name string) (newFolder bool, err error) {
	folded := fold(name)
	if other, taken := r[folded]; taken {
		return false, clash(standing{name, isFile}, other)
	}
	dir, foldedDir := parent(name), parent(folded)
	for dir != "" {
		other, taken := r[foldedDir]
		if taken && (other.kind != isFolder || other.name != dir) {
			return false, clash(standing{name, isFolder}, other)
		}
		if taken {
			break
		}
		newFolder = true
		r[foldedDir] = standing{dir, isFolder}
		dir, foldedDir = parent(dir), parent(foldedDir)
	}
	r[folded] = standing{name, isFile}
	return newFolder, nil
}

// clash words what the two have against each other. The kind of the first is that
// of what it wants at the place of the second.
func clash(wants, other standing) error {
	e := &ClashError{Name: wants.name, Other: other.name}
	switch {
	case other.kind == isForeign:
		e.Kind = Foreign
	case other.kind != wants.kind:
		e.Kind = Folder
	case wants.kind == isFolder || wants.name != other.name:
		e.Kind = Case
	}
	return e
}

// addForeign takes the name of something that the program did not write.
func (r registry) addForeign(name string, k kind) {
	for name != "" {
		folded := fold(name)
		if _, taken := r[folded]; taken {
			return
		}
		r[folded] = standing{name, k}
		name, k = parent(name), isFolder
	}
}

// has says whether exactly this name is taken, as what is asked for.
func (r registry) has(name string, k kind) bool {
	return r[fold(name)] == standing{name, k}
}

// parent gives the folder of a name, "" for the site itself.
func parent(name string) string {
	return name[:max(strings.LastIndexByte(name, '/'), 0)]
}

// fold gives one form to all names that differ only in case.
func fold(name string) string {
	return strings.Map(func(c rune) rune {
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			return c
		}
		least := c
		for next := unicode.SimpleFold(c); next != c; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		if 'A' <= least && least <= 'Z' {
			least += 'a' - 'A' // K for the kelvin sign
		}
		return least
	}, name)
}
