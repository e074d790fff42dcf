// Package jsonschema describes archive.toml, table formats and the front matter of
// reports as JSON Schemas, from which editors complete keys and mark mistakes.
//
//	err := jsonschema.Files(formats, func(name string, data []byte) error { … })
//
// The schemas are made from what the readers themselves go by: settings.Keys,
// schema.Keys, format.Keys and the formats. They never refuse what the program
// takes, but for an optional word that is left empty and blanks around a value,
// both of which the program passes over. They may pass what it refuses: a schema
// sees one file and no other, and knows neither TOML's dates nor which keys go
// together.
//
// Which schema a TOML file has is said by the file, in a comment:
//
//	#:schema ../.schemas/archive.json
//
// The language servers taplo (Even Better TOML) and Tombi both follow it, whichever
// folder is opened. A .taplo.toml would serve taplo alone, and its relative patterns
// match nothing in VS Code on Windows (@taplo/lsp 0.8). The schemas lie in .schemas
// beside content/, out of the way of people who need none. A new archive has only
// archive.json: both servers take TOML files only, not the TOML inside of Markdown,
// so the schemas of reports are for other programs, and written on demand.
//
// There is a schema for each format of reports, not one with conditions: editors
// offer the keys of all branches of a condition at once, and the format follows
// from the file's name, which a schema does not see.
//
// All are written in words of draft 7 that draft 4 has too, which is what taplo
// documents (https://taplo.tamasfe.dev/configuration/developing-schemas.html);
// Tombi begins with draft 7.
package jsonschema

import (
	"gongkai/generator/format"
	"gongkai/generator/schema"
	"gongkai/generator/settings"
)

// Folder is where the schemas of an archive lie, beside its content.
const Folder = ".schemas"

// The names of the schemas that are the same in all archives.
const (
	ArchiveFile = "archive.json"
	FormatFile  = "format.json"
)

// ReportFile is the name of the schema of reports in a format.
func ReportFile(format string) string { return "report-" + format + ".json" }

// Files gives all schemas to emit. An error is one of emit.
func Files(formats *format.Set, emit func(name string, data []byte) error) error {
	if err := emit(ArchiveFile, Archive()); err != nil {
		return err
	}
	if err := emit(FormatFile, Format()); err != nil {
		return err
	}
	for _, f := range formats.All() {
		if err := emit(ReportFile(f.ID), Report(f)); err != nil {
			return err
		}
	}
	return nil
}

// Archive is the schema of archive.toml.
func Archive() []byte {
	b := builder{keys: settings.Keys()}
	return document("archive.toml", b.table("", "资料库的设置"+generated))
}

// Report is the schema of the front matter of reports in a format.
func Report(f *format.Format) []byte {
	b := builder{format: f}
	for _, k := range schema.Keys() {
		b.keys = append(b.keys, settings.Key(k))
	}
	n := b.table("", "报告的元数据和表格，"+f.ID+" 格式（"+f.Title+"）"+generated)
	cell := node{{"type", "string"}, {"enum", cellNames(f)}}
	return document("reports/*/*.md", append(n, member{"definitions", node{{"cell", cell}}}))
}

// Mark is in every schema, and says where it comes from.
const Mark = "由 gongkai schema 生成，不要手工修改"

const generated = "。" + Mark

// document writes a whole schema.
func document(title string, n node) []byte {
	head := node{{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", title}}
	return append(head, n...).text()
}
