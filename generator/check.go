package generator

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/archive"
	"gongkai/generator/check"
	"gongkai/generator/date"
	"gongkai/generator/parallel"
	"gongkai/generator/render"
	"gongkai/generator/source"
)

// Check reads the content and applies all rules to it. What stands in the way of
// a build is found too, as errors; the rules are applied to the rest. asOf is the
// day on which the check is held. The findings are in order.
func Check(ctx context.Context, o Options, asOf date.Date) (*Checked, error) {
	s, err := readShelf(ctx, o, nil)
	if err != nil {
		return nil, err
	}
	return s.check(ctx, Part{Options: o}, asOf)
}

// A Part is as much of an archive as is checked: not all of its files need to be in
// the content folder.
type Part struct {
	Options
	Extent func(agency string, year int) check.Extent // which rules are applied to a report; nil for all to all
	Newest int                                        // year of the newest report of the archive; 0 where all are there, or nothing hangs on it
}

// CheckBoth is Check for two versions of one archive that differ in the changed
// files. What is the same in both is read once.
func CheckBoth(ctx context.Context, before, after Part, changed []string, asOf date.Date) (was, is *Checked, err error) {
	now, err := readShelf(ctx, after.Options, nil)
	if err != nil {
		return nil, nil, err
	}
	old, err := now.renew(ctx, before.Options, changed)
	if err != nil {
		return nil, nil, err
	}
	var checked [2]*Checked
	err = parallel.Each(ctx, 2, 2, func(i int) (err error) {
		if i == 0 {
			checked[i], err = old.check(ctx, before, asOf)
		} else {
			checked[i], err = now.check(ctx, after, asOf)
		}
		return err
	})
	return checked[0], checked[1], err
}

// check links what was read and applies the rules to it.
func (s *shelf) check(ctx context.Context, o Part, asOf date.Date) (*Checked, error) {
	c, problems := s.link(o.Options)
	checked := &Checked{Content: c, Rules: check.Rules(nil)}
	if c.Archive != nil {
		problems = append(problems, c.textProblems(ctx, o.Options, len(c.Archive.Reports))...)
		checked.Rules = check.Rules(c.Formats.All())
		var err error
		checked.Findings, err = check.Run(ctx, c.Archive, o.narrow(c.checkOptions(o.Options, asOf)))
		if err != nil {
			return nil, err
		}
	}
	for _, p := range problems {
		f := check.FromProblem(p)
		f.Agency, f.Year = reportOf(strings.TrimPrefix(p.Pos.File, o.Dir+"/"))
		checked.Findings = append(checked.Findings, f)
	}
	slices.SortFunc(checked.Findings, func(f, g check.Finding) int { return f.Compare(&g) })
	return checked, ctx.Err()
}

// check finds what the pages for staff list, where the archive wants them. It goes
// by the newest date in the archive, so that a build depends on no clock.
func (c *Content) check(ctx context.Context, o Options) error {
	if !c.Settings.Site.Findings {
		return nil
	}
	found, err := check.Run(ctx, c.Archive, c.checkOptions(o, c.Archive.AsOf))
	c.findings = append([]check.Finding{}, found...)
	return err
}

// knownNames gives the names of the archive, which are the same for each check of it.
func (c *Content) knownNames() *check.Names {
	c.naming.Do(func() { c.names = check.NamesOf(c.Archive) })
	return c.names
}

func (c *Content) checkOptions(o Options, asOf date.Date) check.Options {
	own := check.Options{Files: o.Content, Dir: o.Dir, AsOf: asOf, Jobs: o.Jobs, Words: c.Words, Unread: c.unread, Names: c.knownNames(), History: c.unexplained(o.History)}
	if r, err := render.New(c.Archive, nil, render.Options{}); err == nil {
		own.Source = r.Source
	}
	return own
}

// narrow limits a check to the part.
func (p *Part) narrow(o check.Options) check.Options {
	o.Newest = p.Newest
	if p.Extent != nil {
		o.Extent = func(r *archive.Report) check.Extent { return p.Extent(r.Agency.ID, r.Year) }
	}
	return o
}

// reportOf gives the agency and the year of a report's file; nothing for others.
func reportOf(file string) (agency string, year int) {
	parts := strings.Split(file, "/")
	if len(parts) != 3 || parts[0] != "reports" {
		return "", 0
	}
	year, _ = strconv.Atoi(strings.TrimSuffix(parts[2], ".md"))
	return parts[1], year
}

// Rules gives all rules that a check applies: the program's own and those of the
// archive's formats.
func Rules(o Options) ([]check.Rule, error) {
	listing, _, err := source.Load(o.Content, o.Dir)
	if err != nil {
		return nil, err
	}
	formats, _, err := loadFormats(o, listing.Formats)
	if err != nil {
		return nil, err
	}
	return check.Rules(formats.All()), nil
}

// Checked is what a check has found.
type Checked struct {
	Content  *Content
	Findings []check.Finding
	Rules    []check.Rule
}
