package watch

import (
	"os"
	"path/filepath"
	"testing"
)

// A desk does to files in a folder what programs do when they save.
type desk struct {
	testing.TB
	dir string
}

func (d desk) at(name string) string   { return filepath.Join(d.dir, name) }
func (d desk) write(name, text string) { d.Helper(); write(d, d.at(name), text) }
func (d desk) rename(from, to string)  { d.Helper(); try(d, os.Rename(d.at(from), d.at(to))) }
func (d desk) remove(name string)      { d.Helper(); try(d, os.Remove(d.at(name))) }
func (d desk) chmod(name string)       { d.Helper(); try(d, os.Chmod(d.at(name), 0o644)) }
func (d desk) link(target, name string) {
	d.Helper()
	try(d, os.Symlink(target, d.at(name)))
}

// saves are the ways in which programs save a file, as they were seen with strace or
// are told by their makers. The file that is told is 2022.md or 2022.docx, and no other.
var saves = []struct {
	name string
	file string
	save func(d desk)
}{
	{"in place", "2022.md", func(d desk) { d.write("2022.md", "new text") }},
	{"in place, of the same length", "2022.md", func(d desk) { d.write("2022.md", "OLD") }},
	{"truncated, then written twice", "2022.md", func(d desk) {
		d.write("2022.md", "")
		d.write("2022.md", "ne")
		d.write("2022.md", "new")
	}},
	{"vim with a backup", "2022.md", func(d desk) {
		d.write(".2022.md.swp", "b0VIM")
		d.write("4913", "")
		d.chmod("4913")
		d.remove("4913")
		d.rename("2022.md", "2022.md~")
		d.write("2022.md", "new")
		d.chmod("2022.md")
		d.write(".2022.md.swp", "b0VIM 2")
		d.remove("2022.md~")
		d.remove(".2022.md.swp")
	}},
	{"vim with backupcopy=yes", "2022.md", func(d desk) {
		d.write(".2022.md.swx", "")
		d.remove(".2022.md.swx")
		d.write("2022.md~", "old")
		d.write("2022.md", "new")
		d.remove("2022.md~")
	}},
	{"emacs", "2022.md", func(d desk) {
		d.link("author@host.123:1700000000", ".#2022.md")
		d.write("#2022.md#", "ne")
		d.rename("2022.md", "2022.md~")
		d.write("2022.md", "new")
		d.chmod("2022.md")
		d.remove(".#2022.md")
		d.remove("#2022.md#")
	}},
	{"VS Code, atomic", "2022.md", func(d desk) {
		d.write("2022.md.vsctmp", "new")
		d.rename("2022.md.vsctmp", "2022.md")
	}},
	{"JetBrains", "2022.md", func(d desk) {
		d.write("2022.md___jb_tmp___", "new")
		d.rename("2022.md", "2022.md___jb_old___")
		d.rename("2022.md___jb_tmp___", "2022.md")
		d.remove("2022.md___jb_old___")
	}},
	{"GNOME", "2022.md", func(d desk) {
		d.write(".goutputstream-5XQ2Z1", "new")
		d.rename(".goutputstream-5XQ2Z1", "2022.md")
	}},
	{"git checkout", "2022.md", func(d desk) {
		d.write(".git/index.lock", "DIRC")
		d.remove("2022.md")
		d.write("2022.md", "new")
		d.rename(".git/index.lock", ".git/index")
	}},
	{"Word", "2022.docx", func(d desk) {
		d.write("~$2022.docx", "author")
		d.write("~WRD0001.tmp", "PK new")
		d.rename("2022.docx", "~WRL0002.tmp")
		d.rename("~WRD0001.tmp", "2022.docx")
		d.remove("~WRL0002.tmp")
		d.remove("~$2022.docx")
	}},
	{"WPS", "2022.docx", func(d desk) {
		d.write(".~2022.docx", "author")
		d.write("2022.docx", "PK new")
		d.remove(".~2022.docx")
	}},
	{"LibreOffice", "2022.docx", func(d desk) {
		d.write(".~lock.2022.docx#", "author")
		d.write("lu123abc.tmp", "PK new")
		d.rename("lu123abc.tmp", "2022.docx")
		d.remove(".~lock.2022.docx#")
	}},
	{"removed", "2022.md", func(d desk) { d.remove("2022.md") }},
	{"made readable", "2022.md", func(d desk) { try(d, os.Chmod(d.at("2022.md"), 0o640)) }},
}

func TestSaves(t *testing.T) {
	for _, s := range saves {
		t.Run(s.name, func(t *testing.T) {
			bothWays(t, func(t *testing.T, o Options) {
				root := t.TempDir()
				d := desk{t, filepath.Join(root, "reports", "商务 局")}
				d.write(s.file, "old")
				age(t, root)
				b := watched(t, o, root)
				s.save(d)
				b.expect(d.at(s.file))
				b.probe(root)
				b.only(d.at(s.file))
			})
		})
	}
}

// Litter is what programs leave beside the files, for a moment or for good.
func TestLitter(t *testing.T) {
	litter := []string{
		"2022.md~", ".2022.md.swp", ".2022.md.swo", "4913", "#2022.md#", ".#2022.md", "2022.md___jb_tmp___", "2022.md___jb_old___",
		"~$2022.docx", ".~lock.2022.docx#", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/index", ".git/refs/heads/main",
		"2022.md.orig", "2022.md.rej", "2022.md.bak", "__MACOSX/x.md", ".idea/workspace.xml",
	}
	bothWays(t, func(t *testing.T, o Options) {
		root := t.TempDir()
		d := desk{t, filepath.Join(root, "reports", "swj")}
		d.write("2022.md", "text")
		age(t, root)
		b := watched(t, o, root)
		for _, name := range litter {
			d.write(name, "litter")
			d.write(name, "more litter")
			b.probe(root)
			try(t, os.RemoveAll(d.at(name)))
		}
		b.probe(root)
		b.only()
	})
}

// One save is one batch.
func TestSaveIsOneBatch(t *testing.T) {
	o := ways["notify"]
	o.Quiet = patience / 100 // a machine that stands still for longer is broken
	desks, benches := make([]desk, len(saves)), make([]*bench, len(saves))
	for i, s := range saves {
		desks[i] = desk{t, t.TempDir()}
		desks[i].write(s.file, "old")
		benches[i] = watched(t, o, desks[i].dir)
		s.save(desks[i])
	}
	for i := range saves {
		benches[i].next()
		desks[i].write("end", "")
	}
	for i, s := range saves {
		if batch := benches[i].next(); len(batch.Paths) != 1 || batch.Paths[0] != desks[i].at("end") {
			t.Errorf("%s: another batch came: %v", s.name, batch)
		}
	}
}
