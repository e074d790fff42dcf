package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"gongkai/generator/output"
)

func (p *program) verify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify [DIR]",
		Short: p.text("核对网站与 manifest.json 是否一致", "hold a site against its manifest.json"),
		Args:  p.atMost(1),
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "public"
			if len(args) > 0 {
				dir = args[0]
			}
			return p.runVerify(dir)
		},
	}
}

// runVerify prints the files that are not as the manifest has them.
func (p *program) runVerify(dir string) error {
	found, err := output.Verify(dir)
	if err != nil {
		return err
	}
	for _, part := range []struct {
		what  string
		names []string
	}{
		{p.text("不一致", "differs"), found.Differ},
		{p.text("缺少", "lacks"), found.Missing},
		{p.text("多出", "added"), found.Added},
	} {
		for _, name := range part.names {
			fmt.Fprintf(p.out, "%s: %s\n", part.what, name)
		}
		if len(part.names) > 0 {
			p.status = mistakes
		}
	}
	if p.status == done {
		p.say("%[2]s：%[1]d 个文件与清单一致", "%[2]s: all %[1]d files are as the manifest has them", found.Files, dir)
	}
	return nil
}
