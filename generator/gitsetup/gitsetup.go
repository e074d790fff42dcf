// Package gitsetup says what makes git show and merge reports cell by cell: a line of
// .gitattributes, which is in the repository and so serves everybody, and settings of
// the local configuration, which names the program on this machine.
//
//	content/reports/**/*.md diff=gongkai merge=gongkai
//
//	diff.gongkai.textconv = '/usr/bin/gongkai' review --driver
//	merge.gongkai.driver  = '/usr/bin/gongkai' review --merge -- %O %A %B %L %P %S %X %Y
//
// Where the settings are missing, git shows and merges these files as any text.
//
// The package works on texts; it runs no command and writes nothing.
package gitsetup

import (
	"strings"
)

// A Setting is a key of the configuration of git with its value.
type Setting struct{ Key, Value string }

// Settings gives the settings for a program, given by its path. content is the content
// folder, from the folder of the working tree on, with slashes.
func Settings(program, content string) []Setting {
	call := quote(program) + " review"
	if content != "content" {
		call += " --content " + quote(content)
	}
	return []Setting{
		{"diff.gongkai.textconv", call + " --driver"},
		// The lines of the canonical text that say where a change is.
		{"diff.gongkai.xfuncname", `^(#{1,6} .*|\[\[?[^]]*\]\]?( [^:]*)?)$`},
		{"merge.gongkai.name", "gongkai: reports, cell by cell"},
		{"merge.gongkai.driver", call + " --merge -- %O %A %B %L %P %S %X %Y"},
	}
}

// quote writes a word for the shell by which git runs commands; on Windows too, where
// that shell wants slashes.
func quote(word string) string {
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// note stands above the line in .gitattributes.
const note = "# Reports are shown and merged cell by cell, where gongkai review --install was run."

// Line gives the line for a content folder, by its name in the folder of the file; "."
// is the folder of the file itself.
func Line(content string) string { return pattern(content) + " " + attributes }

const attributes = "diff=gongkai merge=gongkai"

// pattern matches the reports of a content folder, whose name stands for itself.
func pattern(content string) string {
	var b strings.Builder
	for _, r := range content {
		if strings.ContainsRune(`*?[\`, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	text := strings.TrimPrefix(b.String()+"/reports/**/*.md", "./")
	if strings.ContainsAny(text, " \t\"") || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "!") {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", `\t`).Replace(text) + `"`
	}
	return text
}

// Add puts the line into the text of a .gitattributes, at its end; nothing changes
// where it is there.
func Add(text, content string) string {
	if _, _, found := cut(text, content); found {
		return text
	}
	end := "\n"
	if strings.Contains(text, "\r\n") {
		end = "\r\n"
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += end
	}
	return text + note + end + Line(content) + end
}

// Remove takes the line and the note above it out of the text.
func Remove(text, content string) string {
	before, after, found := cut(text, content)
	if !found {
		return text
	}
	if trimmed := strings.TrimSuffix(strings.TrimRight(before, "\r\n"), note); trimmed != strings.TrimRight(before, "\r\n") {
		before = trimmed
	}
	return before + after
}

// cut cuts the text around the line.
func cut(text, content string) (before, after string, found bool) {
	at := 0
	for line := range strings.Lines(text) {
		fields, ok := strings.CutPrefix(strings.TrimSpace(line), pattern(content))
		if ok && strings.Join(strings.Fields(fields), " ") == attributes {
			return text[:at], text[at+len(line):], true
		}
		at += len(line)
	}
	return text, "", false
}
