package demo

import (
	"bytes"
	"cmp"
	_ "embed"
	"fmt"
	"strings"
)

// archiveFile is archive.toml without its agencies.
//
//go:embed archive.toml
var archiveFile string

// lastOldNumber is the last year of publication in which reports got numbers by
// the former scheme of archive.toml.
const lastOldNumber = 2015

// catalogues are the nodes of archive.toml under which reports stand, by the
// kind of their agency.
var catalogues = map[string]string{
	government: "nb-zf", department: "nb-bm", township: "nb-xz", institution: "nb-qsy",
}

// settings writes archive.toml.
func (w *world) settings() []byte {
	agencies, declared := make([]agency, w.agencies), make(map[string]bool, w.agencies)
	for number := range agencies {
		agencies[number] = agencyAt(w.roster, number)
		declared[agencies[number].id] = true
	}
	out := bytes.NewBufferString(archiveFile)
	for _, a := range agencies {
		out.WriteString("\n[[agency]]\n")
		a.settings(out, declared)
	}
	return out.Bytes()
}

// settings writes what archive.toml says about an agency. A small archive may not
// have the one that took over; then nothing is said of it.
func (a agency) settings(out *bytes.Buffer, declared map[string]bool) {
	line := func(format string, v ...any) { fmt.Fprintf(out, format+"\n", v...) }
	line("id = %q", a.id)
	line("name = %q", a.name)
	if a.post.short != "" {
		line("short = %q", cmp.Or(a.place.name, "市")+a.post.short)
	}
	line("code = %q", a.code)
	line("kind = %q", a.post.kind)
	if a.post.former != "" {
		line("former_names = [{ name = %q, until = %d }]", a.in(a.post.former), a.post.formerUntil)
	}
	if a.post.since != 0 {
		line("since = %d", a.post.since)
	}
	if a.post.until != 0 {
		line("until = %d", a.post.until)
	}
	if next := a.sibling(a.post.successor); a.post.successor != "" && declared[next] {
		line("successor = %q", next)
	}
	if a.aggregates() { // a government's number is above those of its parts, so that they are declared
		line(`aggregates = ["%s"]`, strings.Join(aggregated, `", "`))
	}
}
