//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// used gives the largest memory in bytes and the processor time in seconds that
// this process has taken.
func used() (peak int64, user, system float64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0, 0
	}
	peak = int64(u.Maxrss)
	if runtime.GOOS != "darwin" {
		peak <<= 10 // all but Darwin count in KiB
	}
	return peak, time.Duration(u.Utime.Nano()).Seconds(), time.Duration(u.Stime.Nano()).Seconds()
}
