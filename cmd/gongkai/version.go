package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: p.text("显示版本", "show the version"),
		Args:  p.noArguments,
		RunE: func(*cobra.Command, []string) error {
			version, revision := release()
			fmt.Fprintf(p.out, "gongkai %s %s %s\n", version, revision, runtime.Version())
			return nil
		},
	}
}

// release gives the version and the revision that the program was built from, as
// the Go command noted them.
func release() (version, revision string) {
	version, revision = "devel", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, revision
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		version = v
	}
	modified := ""
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			revision = s.Value
		case "vcs.modified":
			if s.Value == "true" {
				modified = "+modified"
			}
		}
	}
	return version, revision + modified
}
