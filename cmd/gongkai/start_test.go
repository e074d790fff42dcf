package main

import (
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Git starts the program for each file that it shows: what packages do before main is
// paid each time. Allocations are counted, which are the same on each machine.
func TestNothingIsMadeBeforeMain(t *testing.T) {
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, trace)
	}
	const most, mostOfAll = 100_000, 500_000 // bytes
	all := 0
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) .* (\d+) bytes, \d+ allocs$`).FindAllStringSubmatch(string(trace), -1) {
		bytes, _ := strconv.Atoi(m[2])
		if !strings.HasPrefix(m[1], "gongkai/") {
			continue
		}
		all += bytes
		if bytes > most {
			t.Errorf("%s allocates %d bytes before main; want at most %d", m[1], bytes, most)
		}
	}
	if all == 0 || all > mostOfAll {
		t.Errorf("our packages allocate %d bytes before main; want at most %d\n%s", all, mostOfAll, trace)
	}
}
