package demo

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"gongkai/generator/jsonschema"
	"gongkai/generator/settings"
)

// starterFiles are the files of a new archive: those under content as they are,
// but for what starter adds.
//
//go:embed starter
var starterFiles embed.FS

// starterReport is the address of the example report.
const starterReport = "content/reports/swj/2025.md"

// Starter gives the files of a new archive to emit: settings with every key
// explained, two plain pages to be filled in, one fictional report with comments,
// and the schema by which editors complete the settings. The archive has no errors
// as it stands. An error is one of emit.
func Starter(emit func(name string, data []byte) error) error {
	files, err := fs.Sub(starterFiles, "starter/content")
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	err = emitFiles(files, "content", func(name string, data []byte) error {
		if name == "content/archive.toml" {
			data = append(data, manual()...)
		}
		return emit(name, data)
	})
	if err != nil {
		return err
	}
	report, err := exampleReport()
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := emit(starterReport, report); err != nil {
		return err
	}
	return emit(jsonschema.Folder+"/"+jsonschema.ArchiveFile, jsonschema.Archive())
}

// exampleReport is the report of an agency of the demo archive with the labels of
// the form beside its numbers.
func exampleReport() ([]byte, error) {
	text, err := starterFiles.ReadFile("starter/report.md")
	if err != nil {
		return nil, err
	}
	w, err := newWorld(Options{Agencies: 4, Years: 1, Seed: 1})
	if err != nil {
		return nil, err
	}
	var tables bytes.Buffer
	shown := w.historyOf(agencyAt(w.roster, w.agencies-1))[LastYear-FirstYear]
	for _, s := range shown.sheets {
		writer{out: &tables, labels: true}.table(s)
		tables.WriteByte('\n')
	}
	return bytes.Replace(text, []byte("{{tables}}\n"), tables.Bytes(), 1), nil
}

// typeNames say in Chinese what a key holds.
var typeNames = map[settings.Type]string{
	settings.Line: "一行文字", settings.Text: "文字", settings.Verbatim: "文字", settings.Word: "词语", settings.Words: "词语列表",
	settings.ID: "标识", settings.IDs: "标识列表", settings.URL: "网址", settings.SiteCode: "标识码", settings.Language: "语言标记", settings.MonthDay: "月-日",
	settings.Year: "年份", settings.Count: "整数", settings.Counts: "整数列表", settings.Bool: "true 或 false",
	settings.Table: "一节", settings.Tables: "多节",
}

// manual explains every key of archive.toml, as comments.
func manual() []byte {
	var out bytes.Buffer
	out.WriteString("\n# ── 全部的键 ─────────────────────────────────────────\n")
	table := ""
	for _, key := range settings.Keys() {
		if key.Table != table {
			table = key.Table
			fmt.Fprintf(&out, "#\n# %s\n", heading(table))
		}
		fmt.Fprintf(&out, "#   %s：%s（%s）\n", key.Name, key.Help.Zh, strings.Join(limits(key), "，"))
	}
	return out.Bytes()
}

// heading gives the heading of a table in the file.
func heading(table string) string {
	for _, key := range settings.Keys() {
		if name := strings.TrimPrefix(key.Table+"."+key.Name, "."); name == table && key.Type == settings.Tables {
			return "[[" + table + "]]"
		}
	}
	return "[" + table + "]"
}

// limits says what a key may hold.
func limits(key settings.Key) []string {
	limits := []string{typeNames[key.Type]}
	if key.Required {
		limits = append(limits, "必填")
	}
	if len(key.Values) > 0 {
		limits = append(limits, "可用 "+strings.Join(key.Values, "、"))
	}
	if key.Default != "" {
		limits = append(limits, "默认 "+key.Default)
	}
	return limits
}
