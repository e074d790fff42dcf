package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"gongkai/generator"
	"gongkai/generator/format"
	"gongkai/generator/jsonschema"
)

// schemaFlags are the flags of gongkai schema.
type schemaFlags struct{ format, write string }

func (p *program) schema() *cobra.Command {
	var f schemaFlags
	c := &cobra.Command{
		Use:   "schema archive|format|report",
		Short: p.text("输出 JSON Schema，供编辑器补全和检查", "print JSON Schemas, for editors to complete and check by"),
		Args:  p.atMost(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 && f.write == "" {
				return c.Help()
			}
			return p.runSchema(strings.Join(args, ""), f)
		},
	}
	c.Flags().StringVar(&f.format, "format", "", p.text("报告的表格格式（默认最新的）", "the format of the reports (default: the newest)"))
	c.Flags().StringVar(&f.write, "write", "", p.text("把全部 schema 写到这个文件夹，一般是 .schemas", "write all schemas to this folder, commonly .schemas"))
	return c
}

// runSchema prints the schema with a name, or writes all of them.
func (p *program) runSchema(name string, f schemaFlags) error {
	switch {
	case f.write != "" && name+f.format != "":
		return usage("--write 写出全部，不用再写名称和 --format", "--write writes all of them; leave out the name and --format")
	case f.format != "" && name != "report":
		return usage("--format 只用于 gongkai schema report", "--format goes with gongkai schema report")
	}
	content, err := openFolder(p.content)
	if err != nil {
		return err
	}
	formats, problems, err := generator.Formats(generator.Options{Content: content, Dir: filepath.ToSlash(p.content)})
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		p.status = mistakes
		fmt.Fprint(p.messages, problems.Print(p.lang))
		return nil
	}
	if f.write != "" {
		return p.writeSchemas(formats, f.write)
	}
	text, err := schemaOf(formats, name, f.format)
	if err != nil {
		return err
	}
	_, err = p.out.Write(text)
	return err
}

// schemaOf gives the schema with a name; of reports that of a format.
func schemaOf(formats *format.Set, name, id string) ([]byte, error) {
	switch name {
	case "archive":
		return jsonschema.Archive(), nil
	case "format":
		return jsonschema.Format(), nil
	case "report":
		if id == "" {
			return jsonschema.Report(formats.All()[0]), nil
		}
		if f, ok := formats.Get(id); ok {
			return jsonschema.Report(f), nil
		}
		return nil, usage("没有格式 %[1]q；可用 %[2]s", "there is no format %[1]q; want one of %[2]s", id, strings.Join(formats.IDs(), ", "))
	}
	return nil, usage("没有 %q 的 schema；可用 archive、format、report", "there is no schema %q; want archive, format or report", name)
}

// writeSchemas writes all schemas to a folder, over older ones.
func (p *program) writeSchemas(formats *format.Set, dir string) error {
	files := 0
	err := jsonschema.Files(formats, func(name string, data []byte) error {
		files++
		return renew(filepath.Join(dir, name), data)
	})
	if err != nil {
		return err
	}
	p.say("写了 %[1]d 个文件到 %[2]s；archive.toml 的第一行写 #:schema %[3]s，编辑器就按它补全和检查",
		"wrote %[1]d files to %[2]s; begin archive.toml with #:schema %[3]s, and editors go by it",
		files, dir, fromFolder(p.content, filepath.Join(dir, jsonschema.ArchiveFile)))
	return nil
}

// renew writes a schema, over an older one but over nothing else.
func renew(path string, data []byte) error {
	old, err := os.ReadFile(path)
	switch {
	case err == nil && !bytes.Contains(old, []byte(jsonschema.Mark)):
		return usage("%s 已经存在，又不是 gongkai schema 写的；换一个文件夹", "%s is there and was not written by gongkai schema; choose another folder", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o644)
}

// fromFolder gives the way from a folder to a file, as files write it.
func fromFolder(dir, file string) string {
	from, err := filepath.Abs(dir)
	to, err2 := filepath.Abs(file)
	if way, err3 := filepath.Rel(from, to); errors.Join(err, err2, err3) == nil {
		file = way
	}
	return filepath.ToSlash(file)
}
