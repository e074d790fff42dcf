// Package output writes the folder of a site so that a visitor sees the old site
// or the new one, whole, whatever happens to the build.
//
//	site, err := output.Open(output.Options{Dir: "public", Protect: []string{"content", "."}})
//	if err != nil {
//		return err
//	}
//	defer site.Abort()
//	err = site.Emit("index.html", page) // from any number of goroutines
//	…
//	stats, err := site.Commit(key)
//
// # How
//
// The new site grows in a private folder beside the old one, .public.gongkai/ for
// public/. A file whose bytes did not change is a hard link to the old file, so it
// keeps its time and inode; only other files are written. Files that the program
// did not write (CNAME, .git, somebody's uploads) are linked too. [Site.Commit]
// then exchanges the two folders in one step. The old site stays as the spare, in
// which the next build finds most of its links and folders already made: making
// and removing tens of thousands of folders would cost more than all the rest.
// The spare takes as much space as its folders and the files that changed.
//
// The private folder also holds the lock, so that two builds do not mix, the
// state (hash, size, time and inode of every file, with which unchanged files are
// recognised without being read), and what a build leaves for the next, which then
// need not make all files again: [Site.Memo], [Site.Keep]. When no build runs the folder may be deleted;
// that costs only time, unless it has rescued/, for what somebody put during a
// build where a page had to go. Programs that hold the site folder itself open (a
// container's bind mount, a shell in it) keep seeing the folder they opened:
// mount or serve its parent.
//
// # What is guaranteed
//
//   - A build that fails, is killed or meets a full disk leaves the old site as it
//     was. What it left behind is used or removed by the next one.
//   - A file that the program did not write is never changed, moved out or lost,
//     and keeps its inode. A page that wants its name is a [ClashError].
//   - The loss of power is not the end of a process: without Options.Durable the
//     system writes the new files to the disk when it likes, commonly within half a
//     minute. A file that it lost is noticed by its size and time, and written
//     again by the next build; [Verify] finds it too. Durable waits for the disk
//     before the exchange.
//
// Where folders cannot be exchanged (the site is a mount point or its parent may
// not be written, the file system or the operating system cannot do it) the site
// is updated in place: changed files are written beside, a journal is kept, then
// each is renamed to its place, removals follow and the manifest comes last. Then
// every single file is old or new and whole, and a failed build still changes
// nothing; but while the renaming lasts a visitor may see pages of both, and if it
// is cut short, until the next [Open], which finishes it.
//
// # What it does not do
//
// It does not render, compress or upload, and it does not watch for two names that
// are one only after Unicode normalisation. It follows no symbolic link inside the
// site; the site folder itself may be one.
package output

import (
	"sync"

	"github.com/gofrs/flock"
)

// Options say where the site is.
type Options struct {
	Dir string // the site folder, say public; it need not exist

	// Protect are folders with other people's work: the content, the themes, the
	// root of the archive. The site may not be one of them nor contain one. Nor may
	// it lie in one, except in the working folder, where an archive has its site.
	Protect []string

	Durable bool // wait until the disk has the new site before it is shown

	hook    func(step string) error // tests: called before each change on the disk
	inPlace bool                    // tests: as if folders could not be exchanged
}

// Stats are the figures of a site and of the build that wrote it. The manifest is
// not counted.
type Stats struct {
	Files   int
	Bytes   int64
	Written int // files that are new or have other bytes
	Removed int // files of the site before that are no more
}

// A Site is a site folder that is being written. Its methods may be called from
// several goroutines, Commit and Abort only when no other runs.
type Site struct {
	options Options
	where   place
	lock    *flock.Flock
	old     *listing // the files of the site as it is
	started func() error

	folders sync.Mutex // held while a folder is made where something may stand

	mu      sync.Mutex
	names   registry
	files   []file // emitted so far
	changed int    // how many of them are new or have other bytes
	written []string
	failure error // the first of Emit
	memo    []byte
	forward bool // the new site shows, or must be finished: nothing can be taken back
	closed  bool
}

// place is where everything lies.
type place struct {
	dir     string // the site
	private string // the private folder
	swap    bool   // the folders can be exchanged
	exists  bool   // dir exists
}

// Names in the private folder.
const (
	lockName    = "lock"
	stateName   = "state"      // of the site
	nextName    = "state.next" // of the site that is about to be
	memoName    = "memo"       // what the build of the site leaves for the next
	stageName   = "site"       // the site that grows; between builds the spare
	rescueName  = "rescued"    // what somebody made where a page had to go; then rescued-2
	journalName = "journal"    // of an update in place
	insideName  = ".gongkai"   // the private folder when it must lie in the site
)

func (p place) stage() string           { return p.file(stageName) }
func (p place) file(name string) string { return p.private + "/" + name }

// step tells a test that the disk is about to change.
func (s *Site) step(what string) error {
	if s.options.hook == nil {
		return nil
	}
	return s.options.hook(what)
}
