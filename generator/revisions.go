package generator

import (
	"fmt"

	"gongkai/generator/archive"
	"gongkai/generator/compare"
	"gongkai/generator/history"
	"gongkai/generator/schema"
	"gongkai/generator/source"
)

// A past gives the revisions of reports.
type past struct {
	log    *history.Log
	reader *schema.Reader
}

func (c *Content) past(log *history.Log) past { return past{log, schema.New(c.Settings, c.Formats)} }

// revisions gives the revisions of a report that can be read, the oldest first. Old
// texts are read with the formats and at the place of today. Where there is only
// one, it is not read: nothing can be compared with it.
func (p past) revisions(r *archive.Report) ([]history.Revision, error) {
	commits := p.log.Files[r.File]
	if len(commits) == 1 {
		return []history.Revision{{Commit: commits[0]}}, nil
	}
	file := source.Report{File: source.File{Path: r.File, Place: r.File}, Agency: r.Agency.ID, Year: r.Year}
	var all []history.Revision
	for _, commit := range commits {
		text, err := p.log.Text(commit.Object)
		if err != nil {
			return nil, fmt.Errorf("%s at %s: %w", r.File, commit.ID, err)
		}
		old, _ := p.reader.Report(file, text)
		if old == nil {
			continue
		}
		// Without the text of the file: what the reader refused of it was on no page.
		body := string(text[old.Body.Start:old.Body.End])
		all = append(all, history.Revision{Commit: commit, Version: compare.Version{Report: old, Body: body}})
	}
	return all, nil
}

// records gives what tells the record of a report, and whether older revisions
// may be lost. Without a history, the record is what the report says of itself.
func (c *Content) records(log *history.Log) func(*archive.Report) ([]history.Entry, bool, error) {
	var past past
	if log != nil {
		past = c.past(log)
	}
	return func(r *archive.Report) ([]history.Entry, bool, error) {
		if r.Draft {
			return nil, false, nil
		}
		if log == nil {
			return history.Record(nil, r.Report, false), false, nil
		}
		revisions, err := past.revisions(r)
		cut := log.Shallow && len(revisions) > 0 && log.Files[r.File][0].Root
		return history.Record(revisions, r.Report, cut), cut, err
	}
}

// unexplained gives what tells the changes of a report after its publication that
// no correction explains; nil without a history.
func (c *Content) unexplained(log *history.Log) func(*archive.Report) ([]history.UnexplainedChange, error) {
	if log == nil {
		return nil
	}
	past := c.past(log)
	return func(r *archive.Report) ([]history.UnexplainedChange, error) {
		if r.Draft || len(log.Files[r.File]) < 2 {
			return nil, nil
		}
		revisions, err := past.revisions(r)
		return history.Unexplained(revisions, r.Report), err
	}
}
