package watch

import (
	"errors"
	"runtime"
	"syscall"
)

// A Fallback says why files are polled although the system was to tell.
type Fallback struct {
	Err     error  // what the system said
	Limit   bool   // because a limit is reached that can be raised
	Setting string // the limit's name in the kernel's settings (sysctl); "" if it has none
	Folders int    // how many folders were watched by then
}

// limits are the errors by which Linux says that there is no room for another watch.
// The first is of a user's folders; the second of a user's programs that watch, or of
// the files a program has open.
var limits = []struct {
	err     error
	setting string
}{
	{syscall.ENOSPC, "fs.inotify.max_user_watches"},
	{syscall.EMFILE, "fs.inotify.max_user_instances"},
	{syscall.ENFILE, "fs.file-max"},
}

// fellBack tells why files are polled from now on.
func (o Options) fellBack(err error, folders int) {
	if o.FellBack == nil {
		return
	}
	f := Fallback{Err: err, Folders: folders}
	for _, l := range limits {
		if errors.Is(err, l.err) {
			f.Limit = true
			if runtime.GOOS == "linux" {
				f.Setting = l.setting
			}
		}
	}
	o.FellBack(f)
}
