package check

import (
	"regexp"
	"sync"
)

// The tables and patterns of the rules are made when they are first asked for, and then
// kept: a package variable that holds one is a function. Git starts the program once for
// each file that it shows, and most of these processes check nothing.

// pattern gives a regular expression.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
