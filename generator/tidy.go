package generator

import (
	"context"
	"io/fs"
	"path"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/source"
	"gongkai/generator/tidy"
)

// Tidy writes the front matter of reports and pages in its canonical form: of
// the files named (as people know them: content/reports/swj/2022.md), or of all.
// It gives each file's old and new text to done, and problems for files that
// cannot be read; the others are done all the same. A name that is no file of the
// archive is a CallError.
func Tidy(ctx context.Context, o Options, only []string, done func(name string, old, tidied []byte) error) (diag.List, error) {
	listing, _, err := source.Load(o.Content, o.Dir)
	if err != nil {
		return nil, err
	}
	formats, problems, err := loadFormats(o, listing.Formats)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	left := slices.Clone(only)
	one := func(f source.File, tidied func(text []byte) ([]byte, diag.List)) error {
		if len(only) > 0 {
			i := slices.Index(left, f.Place)
			if i < 0 {
				return nil
			}
			left = slices.Delete(left, i, i+1)
		}
		text, err := fs.ReadFile(o.Content, f.Path)
		if err != nil {
			return err
		}
		result, more := tidied(text)
		problems = append(problems, more...)
		if err := ctx.Err(); err != nil {
			return err
		}
		return done(f.Path, text, result)
	}
	for _, r := range listing.Reports {
		err := one(r.File, func(text []byte) ([]byte, diag.List) { return tidy.Report(r.Place, text, formats, r.Year) })
		if err != nil {
			return problems, err
		}
	}
	for _, p := range listing.Pages {
		err := one(p.File, func(text []byte) ([]byte, diag.List) { return tidy.Page(p.Place, text) })
		if err != nil {
			return problems, err
		}
	}
	if len(left) > 0 {
		return problems, &CallError{diag.Textf("%[1]s 不是年报库里的报告或页面（应如 %[2]s）", "%[1]s is no report or page of the archive (want such as %[2]s)", left[0], path.Join(o.Dir, "reports/swj/2022.md"))}
	}
	return problems, nil
}
