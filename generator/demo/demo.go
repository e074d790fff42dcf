// Package demo writes archives: a fictional one of any size to try things on, and
// the files with which a new one starts.
//
//	err := demo.Write(demo.Options{Agencies: 600, Years: 18, Seed: 1}, func(name string, data []byte) error {
//		fmt.Println(name, len(data)) // content/reports/jyj/2008.md 9120
//		return nil
//	})
//
// The demo archive is that of 示例市, a city that does not exist: nobody's name,
// number or address is in it. Its tables tie, within a year and from year to
// year, its texts agree with its tables, and it has what real archives have:
// every format since 2008, agencies that were renamed, founded and dissolved,
// reports that came late or never, a draft, corrections.
//
// The same options give the same bytes on any machine, and the report of an
// agency is the same in an archive of any size. The package writes no disk and
// reads no clock.
package demo

import (
	"bytes"
	"fmt"

	"gongkai/generator/format"
)

// The years that a demo archive can have: the first and the last that agencies
// reported on when this was written (the regulation came into force in 2008).
const (
	FirstYear = 2008
	LastYear  = 2025
)

// Options say what archive to write. Zero values stand for the defaults.
type Options struct {
	Agencies int    // default 12
	Years    int    // the last so many up to LastYear; default 5, at most 18
	Seed     uint64 // default 1
}

func (o Options) withDefaults() (Options, error) {
	if o.Agencies == 0 {
		o.Agencies = 12
	}
	if o.Years == 0 {
		o.Years = 5
	}
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Agencies < 0 {
		return o, fmt.Errorf("demo: %d agencies; want 1 or more", o.Agencies)
	}
	if most := LastYear - FirstYear + 1; o.Years < 0 || o.Years > most {
		return o, fmt.Errorf("demo: %d years; want 1 to %d", o.Years, most)
	}
	return o, nil
}

// A world is what all reports of a demo archive have in common.
type world struct {
	seed      uint64
	firstYear int // of the archive
	agencies  int
	roster    []seat
	forms     []form // by year, from FirstYear
	prose     prose
}

// Write gives the files of a demo archive to emit, one after the other, by names
// below the archive's root (content/archive.toml). The data is emit's to keep.
// An error is one of emit, or says what is wrong with the options.
func Write(opts Options, emit func(name string, data []byte) error) error {
	opts, err := opts.withDefaults()
	if err != nil {
		return err
	}
	w, err := newWorld(opts)
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if err := emit("content/archive.toml", w.settings()); err != nil {
		return err
	}
	if err := emitPages(emit); err != nil {
		return err
	}
	for number := range w.agencies {
		if err := w.reports(agencyAt(w.roster, number), emit); err != nil {
			return err
		}
	}
	return nil
}

func newWorld(opts Options) (*world, error) {
	forms, err := newForms(format.Builtin())
	if err != nil {
		return nil, err
	}
	prose, err := readProse(proseFile)
	if err != nil {
		return nil, err
	}
	return &world{
		seed:      opts.Seed,
		firstYear: LastYear - opts.Years + 1,
		agencies:  opts.Agencies,
		roster:    newRoster(),
		forms:     forms,
		prose:     prose,
	}, nil
}

// reports writes the reports of one agency.
func (w *world) reports(a agency, emit func(name string, data []byte) error) error {
	h := w.historyOf(a)
	var buf bytes.Buffer
	for year := max(w.firstYear, a.post.since); year <= LastYear; year++ {
		p := w.papersOf(a, year)
		if p.missing {
			continue
		}
		buf.Reset()
		w.report(&buf, a, year, p, &h[year-FirstYear])
		if err := emit(fmt.Sprintf("content/reports/%s/%d.md", a.id, year), bytes.Clone(buf.Bytes())); err != nil {
			return err
		}
		if !p.list {
			continue
		}
		buf.Reset()
		a.list(&buf, year)
		if err := emit(fmt.Sprintf("content/reports/%s/%d/%s", a.id, year, listName), bytes.Clone(buf.Bytes())); err != nil {
			return err
		}
	}
	return nil
}
