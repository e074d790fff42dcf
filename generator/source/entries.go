package source

import (
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// An entry is a regular file or a folder.
type entry struct {
	name, path string
	dir        bool
	size       int64
	stamp      Stamp
}

// list gives the files and folders of a folder in order of name, without those
// to be passed over, and notes those to be refused.
func (w *walk) list(dir string) []entry {
	if w.err != nil {
		return nil
	}
	found, err := fs.ReadDir(w.content, dir)
	if err != nil {
		w.err = err
		return nil
	}
	entries := make([]entry, 0, len(found))
	for _, f := range found {
		e := entry{name: f.Name(), path: path.Join(dir, f.Name()), dir: f.IsDir()}
		if !w.named(dir, e) || Ignored(e.name) || !w.regular(e, f.Type()) {
			continue
		}
		if !e.dir {
			info, err := f.Info()
			if err != nil {
				w.err = err
				return nil
			}
			e.size, e.stamp = info.Size(), stampOf(info)
		}
		entries = append(entries, e)
	}
	w.clashes(entries)
	return entries
}

// regular refuses links, pipes and devices. A link is refused wherever it leads:
// it could publish what lies outside of the archive, today or tomorrow.
func (w *walk) regular(e entry, mode fs.FileMode) bool {
	switch {
	case mode&fs.ModeSymlink != 0:
		w.add(e.path, "symlink", diag.Textf("%q 是符号链接，不会发布", "%q is a symbolic link; want a file or folder of the archive's own", e.name),
			diag.Textf("用文件本身替换链接", "replace the link with the file itself"))
		return false
	case !e.dir && !mode.IsRegular():
		w.add(e.path, "irregular-file", diag.Textf("%q 不是普通文件", "%q is no regular file", e.name), diag.Text{})
		return false
	}
	return true
}

// named refuses names that cannot be an address or a file on every system. The
// problem stands at the folder, because such a name may upset a terminal.
func (w *walk) named(dir string, e entry) bool {
	bad := ""
	for i, r := range e.name {
		_, size := utf8.DecodeRuneInString(e.name[i:])
		if r == '\\' || unicode.IsControl(r) || r == utf8.RuneError && size == 1 {
			bad = e.name[i : i+size]
			break
		}
	}
	if bad == "" {
		return true
	}
	w.add(dir, "bad-name", diag.Textf("文件名 %q 里有不能用的字符 %q", "the name %q holds %q", e.name, bad),
		diag.Textf("改名，不用反斜杠、控制字符和乱码", "rename it without backslashes, control characters and broken characters"))
	return false
}

// clashes notes names that are one name on systems that do not tell upper from
// lower case.
func (w *walk) clashes(entries []entry) {
	first := make(map[string]string, len(entries))
	for _, e := range entries {
		folded := strings.ToLower(e.name)
		if other, ok := first[folded]; ok {
			w.add(e.path, "case-clash",
				diag.Textf("%q 和 %q 只有大小写不同，在 Windows 和 macOS 上是同一个名称", "%q and %q differ in case only, and are one name on Windows and macOS", other, e.name),
				diag.Textf("改名或合并", "rename or merge them"))
			continue
		}
		first[folded] = e.name
	}
}

// leftovers are endings and names of files that editors, desktops and version
// control leave behind, or make for a moment while they save: JetBrains' and VS Code's
// new files, and the file by which vim tries whether a folder can be written.
var leftovers = struct{ endings, names []string }{
	endings: []string{"~", ".bak", ".orig", ".rej", ".swp", ".swo", ".tmp", "___jb_tmp___", "___jb_old___", ".vsctmp"},
	names:   []string{"Thumbs.db", "desktop.ini", "__MACOSX", "4913"},
}

// Ignored says that a file or folder of this name is no part of the archive:
// hidden files, editors' swap and backup files, what desktops leave behind.
func Ignored(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") {
		return true
	}
	if strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return true
	}
	for _, ending := range leftovers.endings {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	for _, n := range leftovers.names {
		if name == n {
			return true
		}
	}
	return false
}
